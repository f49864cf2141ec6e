# SPDX-License-Identifier: Apache-2.0
"""The way up: what separates a scorecard from the next level, and which indicators would close it most cheaply.

A set costs the points lost on its indicators, all of which it would win back. Only sets without a superfluous
member are listed; cheaper ones first, then those with fewer indicators, then in the edition's order. Where
indicators do not apply and awards are re-based, a point won back adds more than one to the total.
"""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal, localcontext

from zhuoping.core.exact import EXACT, ZERO
from zhuoping.core.scheme import RatingBand
from zhuoping.core.scorecard import Scorecard


@dataclass(frozen=True, slots=True)
class ClosingSet:
    """Indicators that would reach the next level together if they lost nothing; `points` is what they lost."""

    refs: tuple[str, ...]
    points: Decimal


@dataclass(frozen=True, slots=True)
class WayUp:
    """Points missing to `band`, and the cheapest sets that would reach it; none when nothing lost is enough."""

    band: RatingBand
    points: Decimal
    sets: tuple[ClosingSet, ...]


def way_up(scorecard: Scorecard, most: int = 5) -> WayUp | None:
    """The way from a rated scorecard to the next level, with at most `most` sets; None where there is none."""
    rating = scorecard.rating
    if rating.next is None or rating.to_next is None:
        return None
    with localcontext(EXACT):
        lost = [(line.lost, ref) for ref, line in scorecard.indicators.items() if line.lost > 0]
        sets = _cheapest(lost, _enough(scorecard, rating.next), most)
    return WayUp(rating.next, rating.to_next, sets)


def _enough(scorecard: Scorecard, band: RatingBand) -> Callable[[Decimal], bool]:
    """Whether so many points more would reach `band`."""
    awarded = sum([line.sure for line in scorecard.dimensions.values()], ZERO)
    needed = band.at_least + scorecard.deducted - scorecard.bonus
    rebase = scorecard.rebase
    if rebase is None:
        return lambda won: awarded + won >= needed
    return lambda won: rebase.of(awarded + won) >= needed


def _cheapest(
    lost: list[tuple[Decimal, str]], enough: Callable[[Decimal], bool], most: int
) -> tuple[ClosingSet, ...]:
    """The cheapest minimal sets whose losses are enough.

    Losses are taken from large to small, and a set that is enough grows no further: so its last member is its
    smallest and was needed, which is what makes it minimal. Unfinished sets of one sum compete only by size and
    order, so `most` of them per sum are enough.
    """
    order = {ref: index for index, (_, ref) in enumerate(lost)}
    unfinished: dict[Decimal, list[tuple[int, tuple[int, ...]]]] = {ZERO: [(0, ())]}
    finished: list[tuple[Decimal, int, tuple[int, ...]]] = []
    for loss, ref in sorted(lost, key=lambda item: (-item[0], order[item[1]])):
        grown: dict[Decimal, list[tuple[int, tuple[int, ...]]]] = {}
        for total, sets in unfinished.items():
            larger = [(size + 1, tuple(sorted((*members, order[ref])))) for size, members in sets]
            if enough(total + loss):
                finished.extend((total + loss, size, members) for size, members in larger)
            else:
                grown.setdefault(total + loss, []).extend(larger)
        for total, sets in grown.items():
            unfinished[total] = sorted({*unfinished.get(total, ()), *sets})[:most]
        finished = sorted(finished)[:most]
    names = [ref for _, ref in lost]
    return tuple(
        ClosingSet(tuple(names[index] for index in members), total) for total, _, members in finished
    )
