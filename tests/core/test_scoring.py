# SPDX-License-Identifier: Apache-2.0
"""Arithmetic as properties, and what the engine refuses when called directly; stories stand in tests/schemes."""

from dataclasses import replace
from decimal import Decimal, getcontext, localcontext
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.scored import (
    NAMES,
    Special,
    all_awards,
    awards_of,
    few,
    full,
    rounded,
    some_awards,
    specials,
)
from tests.make import edition
from zhuoping.core.awards import (
    AllOrNothing,
    Award,
    Bonus,
    Deduction,
    Determination,
    Judged,
    NotApplicable,
    Parts,
    Sampled,
)
from zhuoping.core.problems import Refused
from zhuoping.core.scorecard import Scorecard, Status
from zhuoping.core.scoring import Scorer, score

SCHEME = edition("2025")
named = st.sampled_from(NAMES)


def draw_case(data: st.DataObject, name: str, *, complete: bool = False) -> tuple[dict[str, Award], Special]:
    awards = all_awards(name) if complete else some_awards(name)
    return data.draw(awards), data.draw(specials(name))


# -- properties


@few
@given(named, st.data())
def test_total_is_sum_of_awards_less_deductions_and_bonus(name: str, data: st.DataObject) -> None:
    awards, (deductions, bonuses, determination) = draw_case(data, name, complete=True)
    scheme = edition(name)

    card = score(scheme, awards, deductions, bonuses, determination)

    given_points = sum((Fraction(line.awarded or 0) for line in card.indicators.values()), Fraction(0))
    involved = sum((line.points for line in card.indicators.values() if not line.excluded), Decimal(0))
    if involved != scheme.points:
        rules = scheme.scoring_rules
        exact = Fraction(scheme.points) * given_points / Fraction(involved)
        given_points = rounded(exact, rules.quantum, rules.rounding)
    cap = scheme.deduction_rules.at_most
    deducted = len(deductions) * scheme.deduction_rules.points_each
    deducted = deducted if cap is None else min(cap, deducted)
    assert card.total == card.lowest == card.highest
    assert Fraction(card.lowest) == given_points - Fraction(deducted) + len(bonuses) * Fraction(
        scheme.bonus_rules.points
    )


@few
@given(named, st.data())
def test_lowest_and_highest_hold_the_total_between_them(name: str, data: st.DataObject) -> None:
    """Whatever is still open, the least and the most that it can become are already on the scorecard."""
    awards, special = draw_case(data, name)
    card = score(edition(name), awards, *special)

    drawn = {ref: data.draw(awards_of(edition(name).indicators[ref], edition(name))) for ref in card.missing}
    after = score(
        edition(name), {**awards, **{ref: later(awards.get(ref), drawn[ref]) for ref in drawn}}, *special
    )

    assert card.lowest <= after.lowest <= after.highest <= card.highest
    assert stars(card.lowest_band) <= stars(after.lowest_band)
    assert stars(after.highest_band) <= stars(card.highest_band)


def later(before: Award | None, drawn: Award) -> Award:
    """An award that keeps the parts that were scored before."""
    if isinstance(before, Parts) and isinstance(drawn, Parts):
        return Parts({**drawn.parts, **before.parts})
    return drawn


@few
@given(named.filter(lambda name: name != "2025"), st.data())
def test_one_more_indicator_not_applicable_stays_within_the_bounds(name: str, data: st.DataObject) -> None:
    awards, special = draw_case(data, name)
    card = score(edition(name), awards, *special)

    open_refs = [ref for ref in card.missing[1:] if ref not in awards]
    less = dict.fromkeys(open_refs[:1], NotApplicable("无此项"))
    after = score(edition(name), {**awards, **less}, *special)

    assert card.lowest <= after.lowest <= after.highest <= card.highest


@few
@given(named, st.data())
def test_scorecard_is_complete_when_nothing_is_open(name: str, data: st.DataObject) -> None:
    awards, special = draw_case(data, name)

    card = score(edition(name), awards, *special)

    open_points = sum(line.open for line in card.indicators.values())
    assert card.is_complete == (not card.missing) == (open_points == 0) == (card.total is not None)
    assert all(0 <= line.sure <= line.points for line in card.indicators.values())
    assert all(line.sure + line.open + line.lost in (line.points, 0) for line in card.indicators.values())
    for dimension in edition(name).dimensions:
        inside = [card.indicators[each.ref] for each in dimension.indicators]
        assert card.dimensions[dimension.ref].sure == sum(line.sure for line in inside)
        assert card.dimensions[dimension.ref].open == sum(line.open for line in inside)


@few
@given(named, st.data())
def test_rating_never_falls_when_points_rise(name: str, data: st.DataObject) -> None:
    awards, special = draw_case(data, name, complete=True)
    ref = data.draw(st.sampled_from([key for key in awards if not isinstance(awards[key], NotApplicable)]))

    before = score(edition(name), awards, *special)
    after = score(edition(name), {**awards, ref: full(name)[ref]}, *special)

    assert before.lowest <= after.lowest
    assert stars(before.rating.band) <= stars(after.rating.band)
    assert (before.rating.status, after.rating.status) != (Status.RATED, Status.NO_LEVEL)


def stars(band: Any) -> int:
    return -1 if band is None else band.stars


@few
@given(named, st.data())
def test_scorer_made_once_scores_as_one_made_each_time(name: str, data: st.DataObject) -> None:
    scorer = Scorer(edition(name))

    for _ in range(3):
        awards, special = draw_case(data, name)

        assert scorer.score(awards, *special) == score(edition(name), awards, *special)


# -- attacks on the arithmetic


def test_ambient_decimal_context_has_no_say() -> None:
    with localcontext() as context:
        context.prec = 2
        card = score(SCHEME, {"1.2": Sampled(1000, 999), "4.1": Judged(Decimal("19.5"), "缺一项")})

    assert card.lowest == Decimal("29.49")
    assert getcontext().prec == 28


def refused(awards: dict[str, Award], name: str = "2025", **special: Any) -> list[str]:
    with pytest.raises(Refused) as caught:
        score(edition(name), awards, **special)
    return [f"{each.path}: {each.code}" for each in caught.value.problems]


def test_thousands_of_deductions_are_counted_and_not_clamped() -> None:
    card = score(SCHEME, full("2025"), [Deduction("law", "理由")] * 5000)

    assert (card.deducted, card.total, card.lowest_band) == (5000, Decimal(-4850), None)
    assert card.rating.status is Status.NOT_CERTIFIABLE


def test_cap_of_deductions_is_that_of_the_edition() -> None:
    card = score(edition("hundred"), full("hundred"), [Deduction("law", "理由")] * 4)

    assert (card.deducted, card.total) == (3, 97)


# -- what is refused


def test_not_applicable_needs_a_reason_where_it_is_allowed() -> None:
    assert refused({"B2": NotApplicable(" ")}, "hundred") == ["awards.B2: reason-required"]
    assert refused({"2.2": NotApplicable("不涉及")}) == ["awards.2.2: not-applicable-not-allowed"]


def test_special_items_without_ground_reason_or_name_are_refused() -> None:
    assert refused(
        {},
        deductions=[Deduction("weather", ""), Deduction("law", "理由")],
        bonuses=[Bonus(" ", frozenset())],
        determination=Determination("", " "),
    ) == [
        "deductions[0].ground: ground-unknown",
        "deductions[0].reason: special-reason-required",
        "bonus.reason: special-reason-required",
        "bonus.exceeds_law: bonus-condition-missing",
        "bonus.leads_trade: bonus-condition-missing",
        "determination.by: determination-incomplete",
        "determination.reason: determination-incomplete",
    ]


def test_of_several_bonuses_the_faulty_one_is_named() -> None:
    good = Bonus("理由", frozenset({"leads_trade"}))

    assert refused({}, "hundred", bonuses=[good, Bonus("", frozenset())]) == [
        "bonus[1].reason: special-reason-required",
        "bonus[1].leads_trade: bonus-condition-missing",
    ]
    assert refused({}, "hundred", bonuses=[good] * 3) == ["bonus: too-many-bonuses"]


def test_every_fault_of_the_awards_is_told_at_once() -> None:
    awards: dict[str, Award] = {
        "9.9": Judged(Decimal(1)),
        "1.1": Sampled(2, 2),
        "1.3": Judged(Decimal("1.5")),
        "2.1": Parts({"a": Judged(Decimal(6)), "c": AllOrNothing(met=True)}),
        "2.2": NotApplicable("不涉及"),
        "3.1": Parts({}),
        "4.1": Sampled(20, 21),
        "4.2": Sampled(0, 0),
    }

    assert refused(awards) == [
        "awards.9.9: indicator-unknown",
        "awards.1.1: method-not-allowed",
        "awards.1.3: reason-required",
        "awards.2.1.parts.c: part-unknown",
        "awards.2.1.parts.a: points-out-of-range",
        "awards.2.2: not-applicable-not-allowed",
        "awards.3.1: method-not-allowed",
        "awards.4.1.sampled.conforming: conforming-out-of-range",
        "awards.4.2.sampled.size: sample-size",
    ]


def test_parts_of_an_indicator_without_parts_are_refused_once() -> None:
    assert refused({"3.1": Parts({"a": Judged(Decimal(1)), "b": Judged(Decimal(1))})}) == [
        "awards.3.1: method-not-allowed"
    ]


def test_everything_not_applicable_cannot_be_scored() -> None:
    nothing: dict[str, Award] = dict.fromkeys(edition("hundred").indicators, NotApplicable("无"))

    assert refused(nothing, "hundred") == ["awards: nothing-applicable"]


# -- what a scorecard says


def partly(name: str, awards: dict[str, Award]) -> Scorecard:
    return score(edition(name), awards)


def test_indicator_scored_in_part_is_open_for_the_rest() -> None:
    card = partly("2025", {"2.1": Parts({"b": Sampled(40, 38)})})

    line = card.indicators["2.1"]
    assert (line.awarded, line.sure, line.open, line.lost) == (None, Decimal("4.75"), 5, Decimal("0.25"))
    assert [step.ref for step in line.steps] == ["2.1.b"]
    assert (card.lowest, card.highest) == (Decimal("4.75"), Decimal("149.75"))


def test_indicator_whose_parts_are_all_left_out_is_not_scored() -> None:
    card = partly("2025", {"2.1": Parts({})})

    assert ("2.1" in card.missing, card.indicators["2.1"].open, card.indicators["2.1"].steps) == (
        True,
        10,
        (),
    )


def test_lost_points_count_neither_open_nor_inapplicable_ones() -> None:
    card = partly("hundred", {"A1": Judged(Decimal(15), "缺"), "B2": NotApplicable("无")})

    assert {ref: line.lost for ref, line in card.indicators.items()} == {"A1": 5, "A2": 0, "B1": 0, "B2": 0}
    assert card.rating.status is Status.INCOMPLETE


def test_not_applicable_counted_as_zero_is_not_lost_by_the_client() -> None:
    card = partly("twelve", {"一.1": Judged(Decimal(18)), "一.2": NotApplicable("无")})

    line = card.indicators["一.2"]
    assert (card.total, line.awarded, line.excluded, line.lost) == (18, 0, False, 0)


def test_rounding_down_gives_away_no_fraction() -> None:
    twelve = edition("twelve")
    down = replace(twelve.parameters["scoring.rounding"], value="down")
    scheme = replace(twelve, parameters={**twelve.parameters, "scoring.rounding": down})

    card = score(scheme, {"一.2": Parts({"y": Sampled(1000, 999)})})

    # 3 × 999 ÷ 1000 = 2.997
    assert card.lowest == Decimal("2.99")


def test_half_even_rounds_an_odd_half_up() -> None:
    # 3 × 1 ÷ 8 = 0.375: the half lies above an odd unit.
    assert partly("twelve", {"一.2": Parts({"y": Sampled(8, 1)})}).lowest == Decimal("0.38")
