# SPDX-License-Identifier: Apache-2.0
"""Special deductions, the bonus and the determination: what they need, and when a determination holds."""

from dataclasses import replace

import pytest

from tests.core.samples import refusal
from tests.make import edition
from zhuoping.core.case import TeamRole
from zhuoping.core.fieldwork.people import FieldMember
from zhuoping.core.fieldwork.records import TEXT_LIMIT
from zhuoping.core.fieldwork.special_items import (
    Correction,
    FieldSpecial,
    SpecialKind,
    check_bonus,
    check_correction,
    check_deduction,
    check_determination,
    check_withdrawal,
    needs_determination,
    speaks_for,
    special_gaps,
)
from zhuoping.core.nonconformities import NonconformityGrade, NonconformityState

SCHEME = edition("2025")
RULES = SCHEME.deduction_rules
BOTH = frozenset({"exceeds_law", "leads_trade"})
MAJOR = Correction(3, NonconformityGrade.MAJOR, NonconformityState.RAISED)
DEDUCTION, BONUS = SpecialKind.DEDUCTION, SpecialKind.BONUS


def deduction(key: int = 1, **changes: object) -> FieldSpecial:
    """A deduction that lacks nothing."""
    given = {"reason": "未按三包规定退货", "ground": "law", "evidence": 1, "correction": MAJOR}
    return FieldSpecial(key, DEDUCTION, **given | changes)  # type: ignore[arg-type]


def codes(*items: FieldSpecial, determined: list[int] | None = None) -> list[tuple[str, str]]:
    return [(each.key, each.problem.code) for each in special_gaps(RULES, items, determined)]


def test_deduction_with_ground_and_reason_is_taken() -> None:
    assert check_deduction(SCHEME, "law", " 未按三包规定退货\r\n两起 ") == "未按三包规定退货\n两起"


@pytest.mark.parametrize(
    ("ground", "reason", "told"),
    [
        ("mood", "x", ["ground: ground-unknown"]),
        ("law", " ", ["reason: reason-missing"]),
        ("", "", ["ground: ground-unknown", "reason: reason-missing"]),
        ("law", "x" * (TEXT_LIMIT + 1), ["reason: text-too-long"]),
    ],
)
def test_deduction_without_ground_or_reason_is_refused(ground: str, reason: str, told: list[str]) -> None:
    assert refusal(check_deduction, SCHEME, ground, reason) == told


def test_bonus_that_meets_all_conditions_is_taken() -> None:
    assert check_bonus(SCHEME, "终身免费检测", BOTH, 0) == "终身免费检测"


@pytest.mark.parametrize(
    ("conditions", "standing", "told"),
    [
        ({"exceeds_law"}, 0, ["conditions: bonus-condition-missing"]),
        (set(), 0, ["conditions: bonus-condition-missing"] * 2),
        (BOTH | {"kindness"}, 0, ["conditions: bonus-condition-unknown"]),
        (BOTH, 1, ["bonus: too-many-bonuses"]),
    ],
)
def test_bonus_short_of_a_condition_or_above_the_number_is_refused(
    conditions: set[str], standing: int, told: list[str]
) -> None:
    assert refusal(check_bonus, SCHEME, "x", conditions, standing) == told


def test_deduction_is_put_right_by_a_nonconformity_that_has_to_be_answered() -> None:
    check_correction(DEDUCTION, MAJOR)

    observation = replace(MAJOR, grade=NonconformityGrade.OBSERVATION)
    assert refusal(check_correction, DEDUCTION, observation) == ["nonconformity: special-nonconformity-grade"]
    withdrawn = replace(MAJOR, state=NonconformityState.WITHDRAWN)
    assert refusal(check_correction, DEDUCTION, withdrawn) == [
        "nonconformity: special-nonconformity-withdrawn"
    ]
    assert refusal(check_correction, BONUS, MAJOR) == ["item: special-not-a-deduction"]


def test_item_is_taken_back_with_a_reason() -> None:
    assert check_withdrawal(" 复核后不成立 ") == "复核后不成立"
    assert refusal(check_withdrawal, "\n") == ["reason: reason-missing"]


@pytest.mark.parametrize(("cases", "needed"), [(0, False), (3, False), (4, True), (5, False), (9, False)])
def test_determination_is_needed_above_three_and_below_five(cases: int, needed: bool) -> None:
    assert needs_determination(RULES, cases) is needed


def test_edition_may_switch_the_limits_off() -> None:
    assert not needs_determination(replace(RULES, determination_above=None), 4)
    assert needs_determination(replace(RULES, fails_at=None), 40)


@pytest.mark.parametrize(
    ("standing", "holds"), [([1, 2, 3, 4], True), ([1, 2], True), ([1, 2, 3, 5], False), ([], True)]
)
def test_determination_holds_until_another_item_stands(standing: list[int], holds: bool) -> None:
    assert speaks_for([1, 2, 3, 4], standing) is holds


def test_decider_outside_the_team_determines() -> None:
    assert check_determination(RULES, None, 4, " 均已整改 ", holds=False) == "均已整改"


def test_determination_by_the_team_without_need_or_twice_is_refused() -> None:
    member = FieldMember(1, "林审查", TeamRole.LEADER)

    assert refusal(check_determination, RULES, member, 4, "x", holds=False) == ["by: determination-by-team"]
    assert refusal(check_determination, RULES, None, 3, "", holds=False) == [
        "determination: determination-needless",
        "reason: reason-missing",
    ]
    assert refusal(check_determination, RULES, None, 4, "x", holds=True) == [
        "determination: determination-there"
    ]
    off = replace(RULES, determination_above=None)
    assert refusal(check_determination, off, None, 4, "x", holds=False) == [
        "determination: determination-needless"
    ]


def test_items_that_lack_nothing_leave_no_gap() -> None:
    assert codes(deduction(), FieldSpecial(2, BONUS, "x", evidence=1)) == []


def test_each_item_says_what_it_lacks() -> None:
    bare = deduction(1, evidence=0, correction=None)
    withdrawn = deduction(2, correction=replace(MAJOR, number=None, state=NonconformityState.WITHDRAWN))
    graded = deduction(3, correction=replace(MAJOR, grade=NonconformityGrade.OPPORTUNITY))

    assert codes(bare, withdrawn, graded, FieldSpecial(9, BONUS, "x")) == [
        ("1", "special-item-evidence-missing"),
        ("1", "special-nonconformity-missing"),
        ("2", "special-nonconformity-withdrawn"),
        ("3", "special-nonconformity-grade"),
        ("9", "special-item-evidence-missing"),
    ]


def test_fourth_deduction_needs_a_determination_and_a_swapped_one_a_new_one() -> None:
    four = [deduction(key) for key in (1, 2, 3, 4)]

    assert codes(*four) == [("determination", "determination-missing")]
    assert codes(*four, determined=[1, 2, 3, 4]) == []
    assert codes(*four, determined=[1, 2, 3, 7]) == [("determination", "determination-void")]
    assert codes(*four, deduction(5)) == []
