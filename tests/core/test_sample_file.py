# SPDX-License-Identifier: Apache-2.0
"""A sample as plain values and back; a frame from plain values."""

import copy
import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given

from tests.core.samples import frame_of, frames, refusal, rules, sample_of, seeds
from tests.core.scored import few
from tests.make import edition
from zhuoping.core import plain
from zhuoping.core.drawing import change
from zhuoping.core.facts.rows.organisation import OutletKind
from zhuoping.core.sample_file import StoredSample, read_frame, read_sample, sample_value
from zhuoping.core.sampling import FrameOutlet, Sample

SCHEME = edition("2025")
FRAME = frame_of(26, visited=10)


def stored(sample: Sample, **changes: Any) -> Any:
    """The file of a sample, some of its keys changed."""
    return copy.deepcopy(sample_value(sample, SCHEME)) | changes


@few
@given(frames, seeds)
def test_sample_is_read_back_as_it_was_through_json(frame: tuple[FrameOutlet, ...], seed: str) -> None:
    sample = sample_of(frame, seed)

    text = json.dumps(sample_value(sample, SCHEME), ensure_ascii=True)

    read = read_sample(json.loads(text))
    assert read == StoredSample("after-sales-completeness", "2025", sample)


def test_sample_with_changes_and_without_a_factor_is_read_back_as_it_was() -> None:
    sample = sample_of(FRAME)
    outside = next(outlet.key for outlet in FRAME if outlet.key not in sample.outlets)
    changed = change(sample, FRAME, remove=[sample.outlets[-1]], add=[outside], reason="停业")
    special = replace(changed, rules=rules("special", random_share=Decimal("1E-2")))

    for each in (changed, special):
        text = json.dumps(sample_value(each, SCHEME), ensure_ascii=False).encode()
        assert read_sample(plain.read(text).value).sample == each


def test_file_shows_the_list_that_follows_from_the_rest() -> None:
    value = stored(sample_of(frame_of(2)))

    assert value["outlets"] == [each["outlet"] for each in value["drawn"]]
    assert value["rules"]["share_unsampled"] == "0.30"


def test_list_that_does_not_follow_is_refused() -> None:
    assert refusal(read_sample, stored(sample_of(FRAME), outlets=["wd-0001"])) == [
        "outlets: sample-list-differs"
    ]


def test_file_of_another_format_is_refused_as_such() -> None:
    assert refusal(read_sample, stored(sample_of(FRAME), format="zhuoping-sample-2")) == [
        "format: sample-format"
    ]
    assert refusal(read_sample, {"title": "试评"}) == ["format: sample-format"]


@pytest.mark.parametrize("value", [None, [], "x"])
def test_file_that_is_no_mapping_is_refused(value: Any) -> None:
    assert refusal(read_sample, value) == [": wrong-type"]


@pytest.mark.parametrize("text", ["viel", "-1", "NaN", "Infinity", "1/3"])
def test_number_that_is_none_is_refused(text: str) -> None:
    value = stored(sample_of(FRAME))
    value["rules"] |= {"factor": text, "random_share": text}

    assert refusal(read_sample, value) == [
        "rules.factor: not-a-number",
        "rules.random_share: not-a-number",
    ]


def test_every_fault_of_shape_is_told() -> None:
    value = stored(sample_of(FRAME), seed=7, frame_size=-1, more=1)
    value["drawn"][0]["why"] = "luck"

    assert refusal(read_sample, value) == [
        "more: unknown-key",
        "seed: wrong-type",
        "frame_size: negative-number",
        "drawn[0].why: not-allowed",
    ]


def test_frame_is_read_from_plain_values() -> None:
    rows = [
        {
            "key": "a",
            "name": "甲",
            "region": "350100",
            "kind": "other",
            "headcount": 3,
            "visited_on": "2025-03-01",
        },
        {"key": "b", "name": "乙"},
    ]

    assert read_frame({"outlets": rows}) == (
        FrameOutlet("a", "甲", "350100", OutletKind.OTHER, 3, date(2025, 3, 1)),
        FrameOutlet("b", "乙"),
    )


def test_frame_is_refused_with_every_fault() -> None:
    assert refusal(read_frame, {"outlets": [{"key": "a"}, {"key": 1, "name": "乙", "kind": "shop"}]}) == [
        "outlets[0]: missing-key",
        "outlets[1].key: wrong-type",
        "outlets[1].kind: not-allowed",
    ]
