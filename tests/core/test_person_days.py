# SPDX-License-Identifier: Apache-2.0
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.samples import refusal, told, with_values
from tests.core.scored import few
from tests.make import edition
from zhuoping.core.person_days import (
    Approval,
    OutletDays,
    PersonDays,
    Reduction,
    check_planned,
    families_problems,
    person_days,
    shown,
)
from zhuoping.core.scheme import Origin
from zhuoping.core.wording import LANGUAGES, labels

HALF = Decimal("0.5")
SCHEME = with_values(
    edition("2025"),
    person_days__base=Decimal(2),
    person_days__per_product_family=Decimal("0.5"),
    person_days__most_reduction_share=Decimal("0.3"),
)


def outlets(*days: Decimal | None) -> list[OutletDays]:
    return [OutletDays(f"wd-{index}", each) for index, each in enumerate(days)]


def computed(**given_values: Any) -> PersonDays:
    """Three outlets, which makes 3.5 person-days, unless something else is given."""
    return person_days(SCHEME, **{"outlets": outlets(None, None, None), **given_values})


def lines(found: PersonDays) -> list[tuple[str, str, tuple[tuple[str, Decimal | int | str], ...], Decimal]]:
    return [(step.figure, step.ref, step.inputs, step.result) for step in found.steps]


# -- the sum


def test_base_and_half_a_day_for_each_outlet_are_the_least() -> None:
    found = person_days(with_values(edition("2025"), person_days__base=2), outlets(None, None, None))

    assert (found.least, found.needs_approval, found.hours_per_day) == (Decimal("3.5"), True, Decimal(8))


def test_arithmetic_is_shown_line_by_line() -> None:
    found = computed(
        outlets=outlets(None, Decimal("1.25"), Decimal("0.25")),
        families=3,
        reductions=[Reduction(Decimal("0.1"), "一体化管理 "), Reduction(Decimal("0.05"), "信息化程度高")],
    )

    assert lines(found) == [
        ("base", "", (("base", Decimal(2)),), Decimal(2)),
        ("outlet", "wd-0", (("least_per_outlet", HALF),), HALF),
        ("outlet", "wd-1", (("least_per_outlet", HALF), ("by_headcount", Decimal("1.25"))), Decimal("1.25")),
        ("outlet", "wd-2", (("least_per_outlet", HALF), ("by_headcount", Decimal("0.25"))), HALF),
        ("outlets", "", (("wd-0", HALF), ("wd-1", Decimal("1.25")), ("wd-2", HALF)), Decimal("2.25")),
        ("families", "", (("further", 2), ("per_product_family", HALF)), Decimal(1)),
        (
            "before-reductions",
            "",
            (("base", Decimal(2)), ("outlets", Decimal("2.25")), ("families", Decimal(1))),
            Decimal("5.25"),
        ),
        (
            "reductions",
            "",
            (
                ("before-reductions", Decimal("5.25")),
                ("一体化管理", Decimal("0.1")),
                ("信息化程度高", Decimal("0.05")),
                ("most_reduction_share", Decimal("0.3")),
            ),
            Decimal("0.7875"),
        ),
        (
            "least",
            "",
            (("before-reductions", Decimal("5.25")), ("reductions", Decimal("0.7875"))),
            Decimal("4.4625"),
        ),
    ]


def test_every_line_says_where_its_rule_comes_from() -> None:
    found = computed(families=2, reductions=[Reduction(Decimal("0.1"), "x")])

    rules = {step.figure: (step.rule.name, step.rule.origin) for step in found.steps}
    assert rules == {
        "base": ("base", Origin.BODY),
        "outlet": ("least_per_outlet", Origin.ANALOGY),
        "outlets": ("sum", Origin.BODY),
        "families": ("per_product_family", Origin.BODY),
        "before-reductions": ("sum", Origin.BODY),
        "reductions": ("most_reduction_share", Origin.BODY),
        "least": ("sum", Origin.BODY),
    }
    assert found.steps[1].rule.reading == "A21"


def test_reductions_together_are_capped() -> None:
    found = computed(reductions=[Reduction(Decimal("0.2"), "甲"), Reduction(Decimal("0.2"), "乙")])

    assert found.least == Decimal("2.45")  # 3.5 less 30 %, not 40 %


def test_nothing_is_rounded() -> None:
    found = computed(reductions=[Reduction(Decimal("0.0001"), "x")])

    assert found.least == Decimal("3.49965")


def test_client_without_outlets_needs_the_base() -> None:
    assert computed(outlets=[]).least == Decimal(2)


@few
@given(
    st.lists(st.none() | st.decimals("0.0001", 10, places=4), max_size=40),
    st.integers(1, 20),
    st.lists(st.decimals("0.0001", "0.9999", places=4), max_size=5),
)
def test_least_is_the_exact_sum_and_never_below_what_the_cap_leaves(
    days: list[Decimal | None], families: int, shares: list[Decimal]
) -> None:
    found = computed(
        outlets=outlets(*days), families=families, reductions=[Reduction(share, "因") for share in shares]
    )

    visits = sum((max(Fraction(1, 2), Fraction(each or 0)) for each in days), Fraction(0))
    whole = 2 + visits + Fraction(families - 1, 2)
    less = min(sum(map(Fraction, shares), Fraction(0)), Fraction(3, 10))
    assert Fraction(found.least) == whole * (1 - less)


# -- what is refused


def test_values_that_the_body_has_not_set_are_named_beside_other_faults() -> None:
    assert refusal(
        person_days, edition("2025"), outlets(Decimal(-1)), families=2, reductions=[Reduction(HALF, " ")]
    ) == [
        "outlets[0].by_headcount: person-days-amount",
        "reductions[0].reason: reduction-reason-required",
        "parameters.person_days.base: parameter-not-set",
        "parameters.person_days.per_product_family: parameter-not-set",
        "parameters.person_days.most_reduction_share: parameter-not-set",
    ]


@pytest.mark.parametrize("days", ["0", "-0.5", "10000.5", "0.00001", "NaN", "Infinity"])
def test_days_that_are_no_number_of_days_are_refused(days: str) -> None:
    assert refusal(computed, outlets=outlets(Decimal(days))) == [
        "outlets[0].by_headcount: person-days-amount"
    ]


@pytest.mark.parametrize("share", ["0", "1", "-0.1", "0.00001", "NaN"])
def test_reduction_that_is_no_share_is_refused(share: str) -> None:
    assert refusal(computed, reductions=[Reduction(Decimal(share), "因")]) == [
        "reductions[0].share: reduction-share"
    ]


@pytest.mark.parametrize("families", [0, -1, 1001])
def test_families_out_of_range_are_refused(families: int) -> None:
    assert refusal(computed, families=families) == ["families: families-out-of-range"]


def test_outlet_listed_twice_is_refused() -> None:
    assert refusal(computed, outlets=[OutletDays("a"), OutletDays("a")]) == ["outlets[1]: outlet-twice"]


# -- the plan


def test_plan_with_the_least_or_more_needs_no_approval() -> None:
    assert check_planned(Decimal("3.5"), computed(), None) == []
    assert check_planned(Decimal(4), computed(), None) == []


def test_plan_below_the_least_needs_a_named_person_and_a_reason() -> None:
    below = Decimal("3.4999")

    assert told(check_planned(below, computed(), None)) == ["person_days: person-days-below-least"]
    assert told(check_planned(below, computed(), Approval(" ", ""))) == [
        "approval.by: approval-incomplete",
        "approval.reason: approval-incomplete",
    ]
    assert check_planned(below, computed(), Approval("吴技术", "同一集团刚审过")) == []


def test_edition_that_needs_no_approval_lets_the_plan_be() -> None:
    free = with_values(SCHEME, person_days__below_least_needs_approval=False)

    assert check_planned(Decimal(1), person_days(free, outlets(None)), None) == []


def test_plan_without_a_number_of_days_is_refused() -> None:
    assert told(check_planned(Decimal(0), computed(), None)) == ["person_days: person-days-amount"]


def test_days_are_shown_as_people_write_them() -> None:
    assert [shown(Decimal(each)) for each in ("4.50", "10", "1E+1", "0.7875", "3.0")] == [
        "4.5",
        "10",
        "10",
        "0.7875",
        "3",
    ]


def test_every_figure_and_input_has_its_label() -> None:
    found = computed(outlets=outlets(Decimal(1)), families=2, reductions=[Reduction(Decimal("0.1"), "理由")])

    named = {step.figure for step in found.steps} | {
        name for step in found.steps for name, _ in step.inputs if name not in ("wd-0", "理由")
    }
    assert {
        name for name in named for each in LANGUAGES if not labels.label(f"PersonDays.{name}", each)
    } == set()


def test_fewer_families_than_the_client_lists_are_refused() -> None:
    found = [[each.code for each in families_problems(families, 3)] for families in (0, 2, 3, 4)]

    # None at all is told by the sum.
    assert found == [[], ["families-fewer"], [], []]
