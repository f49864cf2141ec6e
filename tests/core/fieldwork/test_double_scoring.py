# SPDX-License-Identifier: Apache-2.0
"""Double scoring: who may score and agree, what both may see of it, and what is still missing."""

from datetime import UTC, datetime
from decimal import Decimal
from functools import cache

import pytest

from tests.core.samples import refusal
from tests.make import edition
from zhuoping.core.awards import AllOrNothing, Award, Judged, Parts, Sampled
from zhuoping.core.case import TeamRole
from zhuoping.core.fieldwork.double_scoring import (
    Agreement,
    BlindAward,
    DoubleState,
    agree,
    are_alike,
    check_may_agree,
    check_may_score,
    check_pair,
    check_score,
    check_text,
    double_scoring_gaps,
    is_open,
    points_of,
    state_of,
)
from zhuoping.core.fieldwork.people import FieldMember
from zhuoping.core.fieldwork.records import TEXT_LIMIT
from zhuoping.core.scoring import Scorer

LIN = FieldMember(1, "林审查", TeamRole.LEADER)
SUN = FieldMember(2, "孙审查", TeamRole.AUDITOR)
QIAN = FieldMember(3, "钱审查", TeamRole.AUDITOR)
HE = FieldMember(4, "何技术", TeamRole.TECHNICAL_EXPERT)
TEAM = (LIN, SUN, QIAN, HE)
FULL = Judged(Decimal(3))


@cache
def scorer() -> Scorer:
    return Scorer(edition("2025"))


def given(award: Award, member: FieldMember = LIN, ref: str = "1.1") -> BlindAward:
    return BlindAward(ref, member.person, member.name, award)


def test_double_scoring_needs_two_auditors_and_an_expert_is_none() -> None:
    check_pair(TEAM)

    assert refusal(check_pair, [LIN, HE]) == ["double_scoring: double-scoring-needs-two"]


def test_scores_are_open_when_both_are_there() -> None:
    assert [is_open(each) for each in ([], [1], [1, 1], [1, 2])] == [False, False, False, True]


def test_auditor_scores_and_changes_the_score_until_both_are_there() -> None:
    check_may_score(LIN, {})
    check_may_score(LIN, {1: "林审查"})
    check_may_score(SUN, {1: "林审查"})

    both = {1: "林审查", 2: "孙审查"}
    assert refusal(check_may_score, LIN, both) == ["award: scores-opened"]
    assert refusal(check_may_score, QIAN, both) == ["by: scored-by-others"]
    assert refusal(check_may_score, HE, {}) == ["by: expert-scores-not"]
    assert refusal(check_may_score, None, {}) == ["by: expert-scores-not"]


def test_score_is_whole_with_its_reason() -> None:
    assert check_score(scorer(), "1.1", {"judged": 2, "reason": "缺一处"}) == Judged(Decimal(2), "缺一处")


@pytest.mark.parametrize(
    ("ref", "value", "code"),
    [
        ("1.1", None, "score-missing"),
        ("1.1", 2, "reason-required"),
        ("1.1", 9, "points-out-of-range"),
        ("2.1", {"parts": {"a": 5}}, "score-unfinished"),
        ("9.9", 1, "indicator-unknown"),
    ],
)
def test_score_that_could_not_stand_for_good_is_refused(ref: str, value: object, code: str) -> None:
    assert refusal(check_score, scorer(), ref, value)[0].endswith(code)


def test_words_beside_a_score_have_a_limit() -> None:
    assert check_text(" 有文件\r\n未发布 ") == "有文件\n未发布"
    assert refusal(check_text, "x" * (TEXT_LIMIT + 1)) == ["text: text-too-long"]


def test_the_two_and_the_leader_record_what_is_agreed() -> None:
    others = {2: "孙审查", 3: "钱审查"}
    for member in (LIN, SUN, QIAN):
        check_may_agree(member, TEAM, others)

    assert refusal(check_may_agree, QIAN, TEAM, {1: "林审查", 2: "孙审查"}) == ["by: agreement-of-others"]
    assert refusal(check_may_agree, LIN, TEAM, {1: "林审查"}) == ["award: scores-not-open"]
    assert refusal(check_may_agree, HE, TEAM, others) == ["by: expert-scores-not"]


def test_agreement_on_what_both_gave_needs_no_reason_and_keeps_theirs() -> None:
    scores = [given(Judged(Decimal(2), "缺岗位说明")), given(Judged(Decimal(2), "岗位不全"), SUN)]

    assert agree(scorer(), "1.1", 2, "", scores) == (Judged(Decimal(2), "缺岗位说明"), "")
    assert agree(scorer(), "1.1", {"judged": 2, "reason": "说明不全"}, "", scores) == (
        Judged(Decimal(2), "说明不全"),
        "",
    )


def test_agreement_on_anything_else_needs_its_reason_which_becomes_the_awards() -> None:
    scores = [given(FULL), given(Judged(Decimal(2), "缺岗位说明"), SUN)]

    assert refusal(agree, scorer(), "1.1", 3, " ", scores) == ["reason: agreement-reason-required"]
    assert agree(scorer(), "1.1", Decimal("2.5"), "补看了一份", scores) == (
        Judged(Decimal("2.5"), "补看了一份"),
        "补看了一份",
    )
    assert refusal(agree, scorer(), "1.1", None, "x", scores) == ["award: score-missing"]
    assert refusal(agree, scorer(), "2.1", {"parts": {"a": 5}}, "x", []) == ["award: score-unfinished"]


def test_awards_are_alike_by_method_and_figures_and_not_by_reason() -> None:
    whole = Parts({"a": Judged(Decimal(5)), "b": Sampled(4, 3, "x")}, "y")

    assert are_alike(FULL, Judged(Decimal("3.0"), "x"))
    assert are_alike(whole, Parts({"b": Sampled(4, 3), "a": Judged(Decimal(5), "z")}))
    assert not are_alike(whole, Parts({"a": Judged(Decimal(3), "x"), "b": Judged(Decimal(5))}))
    assert not are_alike(Sampled(4, 4), Sampled(5, 5))
    assert not are_alike(AllOrNothing(met=True), Judged(Decimal(10)))


def test_points_of_an_award_are_those_of_the_scorecard() -> None:
    assert points_of(scorer(), "1.2", Sampled(4, 3)) == Decimal("7.50")


def test_state_says_what_needs_talking_about() -> None:
    alike, other = [given(FULL), given(FULL, SUN)], [given(FULL), given(Judged(Decimal(2), "x"), SUN)]
    agreed = Agreement(FULL, "", "林审查", datetime(2026, 12, 7, tzinfo=UTC))

    assert [
        state_of([], None, 0),
        state_of([], None, 1),
        state_of(alike[:1], None, 1),
        state_of(alike, None, 2),
        state_of(other, None, 2),
        state_of(other, agreed, 2),
    ] == [
        DoubleState.UNTOUCHED,
        DoubleState.WAITING,
        DoubleState.WAITING,
        DoubleState.ALIKE,
        DoubleState.DIFFERENT,
        DoubleState.AGREED,
    ]


def test_every_indicator_needs_two_scores_and_an_agreement() -> None:
    found = double_scoring_gaps(
        ["1.1", "1.2", "1.3", "2.1"], {"1.1": [1, 2], "1.2": [1], "1.3": [1, 2]}, {"1.3"}
    )

    assert [(each.key, each.problem.code) for each in found] == [
        ("1.1", "agreement-missing"),
        ("1.2", "second-score-missing"),
        ("2.1", "second-score-missing"),
    ]
