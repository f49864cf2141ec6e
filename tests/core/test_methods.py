# SPDX-License-Identifier: Apache-2.0
"""One award by one method: what it gives, what it refuses, and attacks on its arithmetic."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.scored import many, rounded
from tests.make import edition
from zhuoping.core.awards import AllOrNothing, Award, Judged, Parts, Sampled
from zhuoping.core.problems import Refused
from zhuoping.core.scoring import LARGEST_SAMPLE, score

SCHEME = edition("2025")


def refused(awards: dict[str, Award]) -> list[str]:
    with pytest.raises(Refused) as caught:
        score(SCHEME, awards)
    return [f"{each.path}: {each.code}" for each in caught.value.problems]


@pytest.mark.parametrize(
    "points",
    [
        "NaN",
        "sNaN",
        "-NaN",
        "Infinity",
        "-Infinity",
        "1E+400",
        "-1E-400",
        "-0.5",
        "3.5",
        "3." + "0" * 90 + "1",
    ],
)
def test_award_outside_the_indicator_is_refused(points: str) -> None:
    assert refused({"1.1": Judged(Decimal(points), "理由")}) == ["awards.1.1: points-out-of-range"]


@pytest.mark.parametrize(
    "points",
    ["2.6", "1E-400", "1E-1000000000", "2.4" + "9" * 37, "0.5" + "0" * 38 + "1", "2.5" + "0" * 300 + "1"],
)
def test_award_off_the_step_is_refused_however_many_digits_it_has(points: str) -> None:
    assert refused({"1.1": Judged(Decimal(points), "理由")}) == ["awards.1.1: points-off-step"]


@pytest.mark.parametrize("points", ["2.5", "2.50", "2.5" + "0" * 300, "25E-1"])
def test_award_counts_by_its_value_however_it_is_written(points: str) -> None:
    assert score(SCHEME, {"1.1": Judged(Decimal(points), "理由")}).lowest == Decimal("2.5")


@pytest.mark.parametrize("zero", ["-0", "-0.00", "0E+10", "-0E-400"])
def test_zero_has_no_sign_and_no_exponent_on_a_scorecard(zero: str) -> None:
    card = score(SCHEME, {"1.1": Judged(Decimal(zero), "理由")})

    (step,) = card.indicators["1.1"].steps
    assert [str(each) for each in (card.indicators["1.1"].awarded, step.result, step.inputs[1][1])] == [
        "0"
    ] * 3


@pytest.mark.parametrize("size", [-1, 0, LARGEST_SAMPLE + 1, 10**40])
def test_sample_of_impossible_size_is_refused(size: int) -> None:
    assert refused({"1.2": Sampled(size, 0)}) == ["awards.1.2.sampled.size: sample-size"]


@pytest.mark.parametrize("conforming", [-1, 21, 10**40])
def test_more_conforming_than_sampled_is_refused(conforming: int) -> None:
    assert refused({"1.2": Sampled(20, conforming)}) == [
        "awards.1.2.sampled.conforming: conforming-out-of-range"
    ]


def test_bare_number_below_full_points_needs_a_reason() -> None:
    assert refused({"1.1": Judged(Decimal("2.5"))}) == ["awards.1.1: reason-required"]
    assert refused({"1.1": Judged(Decimal(0), " \n")}) == ["awards.1.1: reason-required"]
    assert score(SCHEME, {"1.1": Judged(Decimal(3))}).lowest == 3


def test_sampled_award_needs_no_reason() -> None:
    assert score(SCHEME, {"1.2": Sampled(20, 0)}).lowest == 0


def test_requirement_not_met_needs_a_reason() -> None:
    assert refused({"2.2": AllOrNothing(met=False)}) == ["awards.2.2: reason-required"]
    assert score(SCHEME, {"2.2": AllOrNothing(met=False, reason="缺一名中级")}).lowest == 0
    assert score(SCHEME, {"2.2": AllOrNothing(met=True)}).lowest == 10


def test_reason_for_the_whole_speaks_for_each_part() -> None:
    below = {"a": Judged(Decimal(4)), "b": Judged(Decimal("4.5"), " ")}

    assert refused({"2.1": Parts(below)}) == [
        "awards.2.1.parts.a: reason-required",
        "awards.2.1.parts.b: reason-required",
    ]
    assert score(SCHEME, {"2.1": Parts(below, "两处记录不全")}).lowest == Decimal("8.5")


def test_indicator_with_parts_is_not_scored_as_a_whole() -> None:
    assert refused({"2.1": Judged(Decimal(10))}) == ["awards.2.1: method-not-allowed"]


@many
@given(st.integers(1, LARGEST_SAMPLE), st.integers(0, LARGEST_SAMPLE))
def test_sampled_award_is_the_exact_proportion_rounded_once(size: int, conforming: int) -> None:
    conforming = min(size, conforming)

    card = score(SCHEME, {"1.2": Sampled(size, conforming)})

    rules = SCHEME.scoring_rules
    exact = rounded(Fraction(10) * conforming / size, rules.quantum, rules.rounding)
    assert Fraction(card.indicators["1.2"].sure) == exact
