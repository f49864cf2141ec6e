# SPDX-License-Identifier: Apache-2.0
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.facts.asking import ask, check

PHILOSOPHY = {
    "statement": "用心到家",
    "made_known_outside": "官网",
    "made_known_inside": "班前会",
    "trained_on": "2026-02-01",
}


def promise(document: str, value: object, unit: str = "小时", **more: object) -> dict[str, object]:
    return {"document": document, "subject": "上门", "kind": "time", "value": value, "unit": unit, **more}


def activity(
    title: str, channel: str | None, kind: str = "own-activity", **more: object
) -> dict[str, object]:
    return {"title": title, "kind": kind, "channel": channel, **more}


def test_philosophy_made_known_and_trained_is_met() -> None:
    answer = ask("philosophy-known", philosophy=[PHILOSOPHY])

    assert (answer.verdict, answer.figures) == (
        "met",
        {"statements": 1, "outside": 1, "inside": 1, "trained": 1},
    )


def test_philosophy_that_nobody_hears_of_is_a_gap() -> None:
    answer = ask("philosophy-known", philosophy=[{"statement": "用心到家"}])

    assert answer.remarks == [
        ("philosophy", "philosophy-not-outside", "gap"),
        ("philosophy", "philosophy-not-inside", "gap"),
        ("philosophy", "philosophy-not-trained", "attention"),
    ]


def test_promises_that_are_the_same_everywhere_are_met() -> None:
    rows = [promise("合同", 24), promise("手册", 1, "天"), promise("手册", 3, subject="回访", unit="天")]

    answer = ask("promises-consistent", promises=rows)

    assert (answer.verdict, answer.remarks) == ("met", [])
    assert answer.figures == {"documents": 2, "promises": 2, "differing": 0, "in_one_document": 1}


def test_promises_that_differ_are_listed_side_by_side() -> None:
    rows = [promise("保修卡", 24), promise("广告", 2), promise("合同", 24, subject="回访")]

    found = check("promises-consistent", promises=rows)

    assert found.verdict == "attention"
    assert [(each.path, each.code) for each in found.remarks] == [("facts.promises[0]", "promises-differ")]
    assert found.remarks[0].message("zh") == (
        "承诺“上门”（时间）在各处不一致——“保修卡” 24 小时、“广告” 2 小时：请统一或说明。"
    )
    assert found.remarks[0].message("en") == (
        "The promise “上门” (Time) differs: “保修卡” 24 小时, “广告” 2 小时; make it the same or explain it."
    )


@pytest.mark.parametrize(
    ("one", "other", "differing"),
    [
        ((12, "个月"), (1, "年"), 0),
        ((30, "天"), (1, "月"), 1),
        ((7, "天"), (1, "周"), 0),
        ((90, "分钟"), (1, "小时"), 1),
        ((5, "公里"), (5000, "米"), 0),
        ((1, "万元"), (10000, "元"), 0),
        ((3, "个工作日"), (3, " 个工作日"), 0),
        ((3, "个工作日"), (3, "天"), 1),
        ((3, ""), (3, ""), 0),
    ],
)
def test_units_of_one_family_are_compared(
    one: tuple[int, str], other: tuple[int, str], differing: int
) -> None:
    answer = ask("promises-consistent", promises=[promise("合同", *one), promise("手册", *other)])

    assert answer.figures["differing"] == differing


def test_promise_to_be_measured_needs_a_value() -> None:
    rows = [promise("合同", None), promise("手册", None, kind="effect", text="修到满意")]

    answer = ask("promises-consistent", promises=rows)

    assert answer.remarks == [("promises[0]", "promise-without-value", "attention")]


def test_promises_of_one_document_cannot_be_compared() -> None:
    answer = ask("promises-consistent", promises=[promise("合同", 24), promise("合同", 48)])

    assert answer.verdict == "cannot-tell"
    assert answer.remarks == [
        ("promises[0]", "promises-differ", "attention"),
        ("promises", "one-document-only", "cannot-tell"),
    ]


@given(
    st.permutations([promise("合同", 24), promise("手册", 1, "天"), promise("广告", 2), promise("官网", 24)])
)
def test_promises_differ_whatever_their_order(rows: list[dict[str, object]]) -> None:
    found = check("promises-consistent", promises=rows)

    assert [each.values[2] for each in found.remarks] == [
        ("sides", ("“合同” 24 小时", "“官网” 24 小时", "“广告” 2 小时", "“手册” 1 天"))
    ]


def test_publicity_over_several_channels_with_honours_is_met() -> None:
    rows = [
        activity("直播", "web"),
        activity("年会", "meeting", dated_on="2026-01-01"),
        activity("十佳", None, "honour", by="协会"),
        activity("报道", "television", "third-party-report"),
    ]

    answer = ask("publicity-active", publicity=rows)

    assert (answer.verdict, answer.remarks) == ("met", [])
    assert answer.figures == {"own_activities": 2, "channels": 2, "honours": 1, "passive": 1}


def test_publicity_by_others_only_is_a_gap() -> None:
    rows = [activity("报道", "media", "third-party-report"), activity("展会", "forum", dated_on="2026-12-01")]

    answer = ask("publicity-active", publicity=rows)

    assert answer.verdict == "gap"
    assert answer.remarks == [
        ("publicity", "no-own-publicity", "gap"),
        ("publicity", "no-honours", "attention"),
        ("publicity[1]", "publicity-in-future", "attention"),
    ]


def test_publicity_over_one_channel_asks_for_attention() -> None:
    answer = ask("publicity-active", publicity=[activity("直播", "web"), activity("十佳", None, "honour")])

    assert answer.remarks == [("publicity", "one-channel-only", "attention")]
