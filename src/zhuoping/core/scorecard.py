# SPDX-License-Identifier: Apache-2.0
"""The scorecard: every figure of an evaluation with the arithmetic that produced it.

A figure is a `Step`: what was computed, from which inputs, by which rule, and where that rule comes from.
Read in order, the steps of a scorecard are a proof of its total (docs/domain/scoring.md).

What a scorecard consists of are named tuples, frozen like the dataclasses elsewhere and much faster to make: a
portfolio re-scored under another edition makes them by the million (docs/benchmarks.md).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from zhuoping.core.awards import Award, Bonus, Deduction, Determination, NotApplicable
from zhuoping.core.exact import ZERO, proportion
from zhuoping.core.scheme import Origin, RatingBand, Rounding

Input = tuple[str, Decimal | int | str]

# Makes one of the tuples below from all its fields in order, in half the time of calling its class.
make = tuple.__new__


@dataclass(frozen=True, slots=True)
class Rule:
    """What a figure was computed by: `name` is a method or an operation, the rest says where it comes from."""

    name: str
    origin: Origin
    source: str
    reading: str | None = None


class Step(NamedTuple):
    """One figure with its inputs. `figure` says what it is, `ref` of which indicator, part or dimension.

    Figures: `award`, `part`, `dimension`, `awarded`, `rebased`, `deducted`, `bonus`, `total`, `lowest`, `highest`.
    """

    figure: str
    ref: str
    rule: Rule
    inputs: tuple[Input, ...]
    result: Decimal


class IndicatorLine(NamedTuple):
    """One indicator on the scorecard; amounts in points.

    `awarded` is None until the indicator is scored in full; `sure` is what it has so far and `open` what it can
    still get. `excluded` means that it does not apply and its points are taken out of the base.
    """

    ref: str
    points: Decimal
    award: Award | None
    awarded: Decimal | None
    sure: Decimal
    open: Decimal
    excluded: bool
    steps: tuple[Step, ...]

    @property
    def lost(self) -> Decimal:
        """Points that a higher award could still win back; 0 where the indicator does not apply."""
        return ZERO if isinstance(self.award, NotApplicable) else self.points - self.sure - self.open


class DimensionLine(NamedTuple):
    """A dimension's subtotal: the points sure so far, of those it can give."""

    ref: str
    points: Decimal
    sure: Decimal
    open: Decimal
    step: Step


class Rebase(NamedTuple):
    """How awards are re-based where indicators do not apply: to all `points`, from the points `involved`."""

    points: Decimal
    involved: Decimal
    quantum: Decimal
    rounding: Rounding

    def of(self, awarded: Decimal) -> Decimal:
        """The sum `awarded` in proportion to all points; to be asked within the context `exact.EXACT`."""
        return proportion(self.points, awarded, self.involved, self.quantum, self.rounding)


class Status(StrEnum):
    """What the scorecard comes to."""

    RATED = "rated"
    NO_LEVEL = "no-level"
    INCOMPLETE = "incomplete"
    DETERMINATION_REQUIRED = "determination-required"
    NOT_CERTIFIABLE = "not-certifiable"


class Rating(NamedTuple):
    """The result read off the total. `band` is None without a level; `to_next` are the points missing to `next`."""

    status: Status
    band: RatingBand | None
    next: RatingBand | None
    to_next: Decimal | None


class Scorecard(NamedTuple):
    """All awards and special items of one evaluation, their sums and the rating; amounts in points.

    `lowest` is the provisional sum, `highest` the most still reachable with today's special items; both equal
    `total` once complete. `total` is None until every indicator is scored. `rebase` is None where all apply.
    """

    scheme: str
    edition: str
    points: Decimal
    indicators: Mapping[str, IndicatorLine]
    dimensions: Mapping[str, DimensionLine]
    deductions: tuple[Deduction, ...]
    bonuses: tuple[Bonus, ...]
    determination: Determination | None
    deducted: Decimal
    bonus: Decimal
    lowest: Decimal
    highest: Decimal
    total: Decimal | None
    lowest_band: RatingBand | None
    highest_band: RatingBand | None
    rating: Rating
    closing_steps: tuple[Step, ...]
    rebase: Rebase | None = None

    @property
    def missing(self) -> tuple[str, ...]:
        """The refs of the indicators that are not scored, or not in full, in the order of the edition."""
        return tuple(ref for ref, line in self.indicators.items() if line.awarded is None)

    @property
    def is_complete(self) -> bool:
        """Whether every indicator is scored in full."""
        return self.total is not None

    def steps(self) -> Iterator[Step]:
        """Every figure in the order of a proof: parts, awards, subtotals, special items, total."""
        for line in self.indicators.values():
            yield from line.steps
        for dimension in self.dimensions.values():
            yield dimension.step
        yield from self.closing_steps
