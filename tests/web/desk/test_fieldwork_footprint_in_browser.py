# SPDX-License-Identifier: Apache-2.0
"""Modes F and G in a real browser: without barriers and without a wider page, at a desk and on a phone."""

import pytest

from tests import footprints
from tests.fieldworking import IN_FIELD
from tests.footprints import KEPT, LATE
from tests.web.axe import barriers
from tests.web.browser import browse, chromium, house
from zhuoping.actions.fieldwork import capability
from zhuoping.records.field_sample_values import drawn_of
from zhuoping.records.footprint_values import order_sample, sampled_orders

__all__ = ["browse", "chromium", "house"]

pytestmark = pytest.mark.django_db(transaction=True)
WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.mark.parametrize(("size", "language"), [("desk", "en"), ("phone", "zh-hans")])
def test_pages_of_both_modes_have_no_barriers_and_fit(browse, cast, edition, tmp_path, size, language):
    engagement = footprints.ready(cast, edition)
    key = next(iter(sampled_orders(engagement, drawn_of(order_sample(engagement)))))
    footprints.marked(engagement, cast.lin, key)
    given = {"parameter": "持证服务工程师", "declared": "24", "verified": "22", "unit": "人"}
    row = capability.add_row(by=cast.lin, at=IN_FIELD, number=engagement.number, values=given)
    base = f"/desk/engagements/{engagement.number}/fieldwork/"
    page = browse(f"{base}footprint/", cast.lin, size=size, language=language)
    found = {}

    def look(name):
        found[name] = (barriers(page), page.evaluate(WIDER))

    look("footprint")
    for part in ("promise", "draw", f"orders/{key}"):
        page.goto(f"{base}footprint/{part}/")
        look(part)
    for name, rows in (("good", (KEPT, LATE)), ("bad", (KEPT.replace("09:30", "昨天"), LATE))):
        file = tmp_path / f"{name}.csv"
        file.write_bytes(footprints.listed(*rows))
        page.goto(f"{base}footprint/import/")
        page.set_input_files("[name=file]", file)
        page.click("form[enctype] button[type=submit]")
        page.wait_for_selector(".z-preview" if name == "good" else ".z-notice.z-bad")
        look(name)
    for part in ("", "new/", f"{row.pk}/", f"{row.pk}/remove/"):
        page.goto(f"{base}capability/{part}")
        look(f"capability {part}")

    assert {name: each for name, each in found.items() if each != ([], 0)} == {}
