# SPDX-License-Identifier: Apache-2.0
import struct

import pytest

from zhuoping.outputs.report.radar import radar_png


def dimensions(count, title="组织架构"):
    return [
        {"ref": str(n), "title": title, "percent": "84.2%", "share": "0.8420", "more": []}
        for n in range(count)
    ]


def size(png):
    return struct.unpack(">II", png[16:24])


@pytest.mark.parametrize("count", [1, 2, 3, 7, 12])
def test_picture_has_one_size_for_any_number_of_dimensions(count):
    png = radar_png(dimensions(count), "zh")

    assert png.startswith(b"\x89PNG")
    assert size(png) == (945, 591)


def test_picture_is_the_same_bytes_every_time_and_differs_by_its_shares():
    same = dimensions(7)
    other = [each | {"share": "0.5000"} for each in same]

    assert radar_png(same, "zh") == radar_png(same, "zh")
    assert radar_png(same, "zh") != radar_png(other, "zh")


def test_title_that_no_font_can_show_is_no_failure():
    assert radar_png(dimensions(3, "👍\u202e龢" * 200), "en").startswith(b"\x89PNG")
