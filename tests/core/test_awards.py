# SPDX-License-Identifier: Apache-2.0
from decimal import Decimal

import pytest

from zhuoping.core import plain
from zhuoping.core.awards import (
    AllOrNothing,
    Award,
    Judged,
    NotApplicable,
    Parts,
    Sampled,
    read_award,
    read_awards,
)
from zhuoping.core.problems import Problem
from zhuoping.core.shapes import TEXT_LIMIT


def read(text: str) -> tuple[dict[str, Award], list[str]]:
    problems: list[Problem] = []
    awards = read_awards(plain.read(text.encode()).value, "awards", problems)
    return awards, [f"{each.path}: {each.code}" for each in problems]


def one(text: str) -> Award | list[str]:
    """The award written as `text`, or what is wrong with it."""
    awards, problems = read(f'"1.1": {text}')
    return problems or awards["1.1"]


@pytest.mark.parametrize(
    ("text", "award"),
    [
        ("3", Judged(Decimal(3))),
        ("2.50", Judged(Decimal("2.50"))),
        ("-0.5", Judged(Decimal("-0.5"))),
        ("{judged: 8.5, reason: 缺一项}", Judged(Decimal("8.5"), "缺一项")),
        ("{reason: ' 缺一项\n', judged: 8.5}", Judged(Decimal("8.5"), "缺一项")),
        ("{judged: 3, reason: }", Judged(Decimal(3))),
        ("{all_or_nothing: true}", AllOrNothing(met=True)),
        ("{all_or_nothing: false, reason: 无}", AllOrNothing(met=False, reason="无")),
        ("{sampled: {size: 20, conforming: 17}}", Sampled(20, 17)),
        ("{sampled: {size: 20, conforming: 17}, reason: 三份缺签字}", Sampled(20, 17, "三份缺签字")),
        ("{not_applicable: true, reason: 无此项}", NotApplicable("无此项")),
        (
            "{parts: {a: 5, b: {sampled: {size: 40, conforming: 38}}}}",
            Parts({"a": Judged(Decimal(5)), "b": Sampled(40, 38)}),
        ),
        ("{parts: {a: 5, b: }, reason: 乙未评}", Parts({"a": Judged(Decimal(5))}, "乙未评")),
        ("{parts: {}}", Parts({})),
        ("1e400", Judged(Decimal("1e400"))),
    ],
)  # fmt: skip
def test_award_may_be_written_in_several_ways(text: str, award: Award) -> None:
    assert one(text) == award


@pytest.mark.parametrize("text", ["true", "'3'", "三分", ".nan", "NaN", ".inf", "[3]", "9" * 41, "1e99999"])
def test_what_is_no_number_is_no_judged_award(text: str) -> None:
    assert one(text) == ["awards.1.1: not-a-number"]
    assert one(f"{{judged: {text}, reason: 理由}}") == ["awards.1.1.judged: not-a-number"]


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ("{judged: 3, sampled: {size: 1, conforming: 1}}", [": one-method"]),
        ("{reason: 缺}", [": one-method"]),
        ("{}", [": one-method"]),
        ("{jugded: 3}", [".jugded: unknown-key"]),
        ("{judged: x, why: 缺, reason: [a]}", [".why: unknown-key", ".reason: wrong-type", ".judged: not-a-number"]),
        ("{judged: 3, parts: {}, why: 缺}", [".why: unknown-key", ": one-method"]),
        ("{judged: }", [".judged: not-a-number"]),
        ("{all_or_nothing: 1}", [".all_or_nothing: wrong-type"]),
        ("{all_or_nothing: yes}", [".all_or_nothing: wrong-type"]),
        ("{not_applicable: false}", [".not_applicable: wrong-type"]),
        ("{sampled: 17}", [".sampled: wrong-type"]),
        ("{sampled: {size: 20}}", [".sampled: missing-key"]),
        (
            "{sampled: {size: true, conforming: 1.0}}",
            [".sampled.size: wrong-type", ".sampled.conforming: wrong-type"],
        ),
        (
            "{sampled: {size: -20, conforming: 1e400}}",
            [".sampled.size: negative-number", ".sampled.conforming: wrong-type"],
        ),
        ("{parts: 5}", [".parts: wrong-type"]),
        (
            "{parts: {a: x, b: {parts: {}}, c: {not_applicable: true}}}",
            [
                ".parts.a: not-a-number",
                ".parts.b.parts: unknown-key",
                ".parts.c.not_applicable: unknown-key",
            ],
        ),
    ],
)  # fmt: skip
def test_faulty_award_is_refused_with_every_fault(text: str, faults: list[str]) -> None:
    assert one(text) == [f"awards.1.1{fault}" for fault in faults]


def test_reason_has_a_limit_as_every_text_has() -> None:
    assert one(f"{{judged: 2, reason: {'长' * TEXT_LIMIT}}}") == Judged(Decimal(2), "长" * TEXT_LIMIT)
    assert one(f"{{judged: 2, reason: {'长' * (TEXT_LIMIT + 1)}}}") == ["awards.1.1.reason: text-too-long"]


def test_award_left_null_is_not_scored_yet() -> None:
    assert read('"1.1": ~\n"1.2":\n"1.3": 2') == ({"1.3": Judged(Decimal(2))}, [])


def test_faults_of_one_award_do_not_hide_those_of_another() -> None:
    assert read("a: x\nb: 2\nc: {judged: y}") == (
        {"b": Judged(Decimal(2))},
        ["awards.a: not-a-number", "awards.c.judged: not-a-number"],
    )


@pytest.mark.parametrize("text", ["[1, 2]", "3", "三分"])
def test_awards_that_are_no_mapping_are_refused(text: str) -> None:
    assert read(text) == ({}, ["awards: wrong-type"])


def test_no_awards_at_all_are_none() -> None:
    assert read("") == ({}, [])


def test_part_knows_fewer_ways_than_an_indicator() -> None:
    problems: list[Problem] = []

    read_award({"not_applicable": True}, "p", problems, part=True)

    assert [each.message("en") for each in problems] == [
        "“not_applicable” is not known here: use one of judged, all_or_nothing, sampled, reason."
    ]
