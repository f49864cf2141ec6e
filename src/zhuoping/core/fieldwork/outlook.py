# SPDX-License-Identifier: Apache-2.0
"""What a scorecard in the making comes to: the level that is sure, the one still within reach, and how far it is."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from zhuoping.core.rating import band_at, bands_around
from zhuoping.core.scheme import RatingBand
from zhuoping.core.scorecard import Scorecard


@dataclass(frozen=True, slots=True)
class Outlook:
    """Points so far and at most; the level of each; `to_next` are the points from the sure level to `next`.

    `next_is_open` says whether the indicators that are not scored yet can still bring it.
    """

    lowest: Decimal
    highest: Decimal
    sure: RatingBand | None
    reachable: RatingBand | None
    next: RatingBand | None
    to_next: Decimal | None
    next_is_open: bool


def outlook_of(scorecard: Scorecard, bands: Sequence[RatingBand]) -> Outlook:
    """How a scorecard stands, finished or not; what special deductions bar is said by its rating.

    `bands` are the edition's, with their names in the language that is wanted.
    """
    sure, following = bands_around(bands, scorecard.lowest)
    to_next = None if following is None else following.at_least - scorecard.lowest
    return Outlook(
        lowest=scorecard.lowest,
        highest=scorecard.highest,
        sure=sure,
        reachable=band_at(bands, scorecard.highest),
        next=following,
        to_next=to_next,
        next_is_open=following is not None and scorecard.highest >= following.at_least,
    )
