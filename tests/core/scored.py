# SPDX-License-Identifier: Apache-2.0
"""Any awards that an edition allows, by hypothesis, and exact arithmetic to hold the engine against."""

from decimal import Decimal
from fractions import Fraction

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from tests.make import edition, full_awards
from zhuoping.core.awards import (
    AllOrNothing,
    Award,
    Bonus,
    Deduction,
    Determination,
    Judged,
    NotApplicable,
    PartAward,
    Parts,
    Sampled,
    read_awards,
)
from zhuoping.core.scheme import Indicator, Method, NotApplicablePolicy, Part, Rounding, Scheme

# Whole scorecards take long to draw.
few = settings(max_examples=30)
many = settings(max_examples=150)

NAMES = ("2025", "hundred", "twelve")
Special = tuple[list[Deduction], list[Bonus], Determination | None]


def full(name: str) -> dict[str, Award]:
    """Full points for every indicator of an edition."""
    return read_awards(full_awards(edition(name)), "awards", [])


def part_awards(target: Indicator | Part, scheme: Scheme) -> SearchStrategy[PartAward]:
    step = scheme.scoring_rules.judged_step
    kinds: list[SearchStrategy[PartAward]] = []
    if Method.JUDGED in target.methods:
        kinds.append(st.integers(0, int(target.points / step)).map(lambda n: Judged(n * step, "理由")))
    if Method.ALL_OR_NOTHING in target.methods:
        kinds.append(st.booleans().map(lambda met: AllOrNothing(met, "理由")))
    if Method.SAMPLED in target.methods:
        sizes = st.integers(1, 5000).flatmap(lambda size: st.tuples(st.just(size), st.integers(0, size)))
        kinds.append(sizes.map(lambda pair: Sampled(*pair)))
    return st.one_of(kinds)


def awards_of(indicator: Indicator, scheme: Scheme) -> SearchStrategy[Award]:
    if indicator.parts:
        parts = {part.ref: part_awards(part, scheme) for part in indicator.parts}
        return st.fixed_dictionaries({}, optional=parts).map(Parts)
    return part_awards(indicator, scheme)


def some_awards(name: str) -> SearchStrategy[dict[str, Award]]:
    """Awards for some of the indicators; where the edition allows it, all but the first may be not applicable."""
    scheme = edition(name)
    every: dict[str, SearchStrategy[Award]] = {}
    for index, (ref, indicator) in enumerate(scheme.indicators.items()):
        every[ref] = awards_of(indicator, scheme)
        if index and scheme.scoring_rules.not_applicable is not NotApplicablePolicy.NOT_ALLOWED:
            every[ref] |= st.just(NotApplicable("无此项"))
    return st.fixed_dictionaries({}, optional=every)


def all_awards(name: str) -> SearchStrategy[dict[str, Award]]:
    """Awards for every indicator, each complete."""
    return some_awards(name).map(lambda some: {**full(name), **some}).filter(lambda each: whole(name, each))


def whole(name: str, awards: dict[str, Award]) -> bool:
    indicators = edition(name).indicators
    return all(
        len(award.parts) == len(indicators[ref].parts)
        for ref, award in awards.items()
        if isinstance(award, Parts)
    )


def specials(name: str) -> SearchStrategy[Special]:
    """Up to seven deductions, as many bonuses as the edition allows, and a determination or none."""
    scheme = edition(name)
    deductions = st.lists(st.just(Deduction(scheme.deduction_grounds[0].key, "理由")), max_size=7)
    conditions = frozenset(condition.key for condition in scheme.bonus_conditions)
    bonuses = st.lists(st.just(Bonus("理由", conditions)), max_size=scheme.bonus_rules.at_most)
    return st.tuples(deductions, bonuses, st.sampled_from([None, Determination("周复核", "理由")]))


def rounded(exact: Fraction, quantum: Decimal, rounding: Rounding) -> Fraction:
    """A fraction to multiples of the quantum, in arithmetic that knows no digits."""
    units = exact / Fraction(quantum)
    down = Fraction(units.numerator // units.denominator)
    if rounding is Rounding.HALF_EVEN:
        down = Fraction(round(units))
    elif rounding is Rounding.HALF_UP and units - down >= Fraction(1, 2):
        down += 1
    return down * Fraction(quantum)
