# SPDX-License-Identifier: Apache-2.0
"""The total to a rating: bands with inclusive lower bounds, and the special deductions that block a level.

Domain rules A15 to A17, readings A1 and A17.
"""

from collections.abc import Iterable
from decimal import Decimal

from zhuoping.core.awards import Determination
from zhuoping.core.scheme import RatingBand, Scheme
from zhuoping.core.scorecard import Rating, Status


def bands_around(bands: Iterable[RatingBand], total: Decimal) -> tuple[RatingBand | None, RatingBand | None]:
    """The highest band that `total` reaches, its lower bound included, and the next one; None where there is none.

    >>> band = RatingBand(1, "卓著", Decimal(100), "五")
    >>> bands_around([band], Decimal("100.00")) == (band, None)
    True
    >>> bands_around([band], Decimal("99.99")) == (None, band)
    True
    """
    reached = None
    for band in bands:
        if total < band.at_least:
            return reached, band
        reached = band
    return reached, None


def band_at(bands: Iterable[RatingBand], total: Decimal) -> RatingBand | None:
    """The highest band that `total` reaches; None below the first."""
    return bands_around(bands, total)[0]


def rate(
    scheme: Scheme, total: Decimal | None, deductions: int, determination: Determination | None
) -> Rating:
    """The rating of `total` (None: not complete) with that many special deductions.

    `fails_at` or more deductions are not certifiable whatever the points, so that is said before all else; more
    than `determination_above` give no level until a determination is recorded.
    """
    rules = scheme.deduction_rules
    if rules.fails_at is not None and deductions >= rules.fails_at:
        return Rating(Status.NOT_CERTIFIABLE, None, None, None)
    if total is None:
        return Rating(Status.INCOMPLETE, None, None, None)
    above = rules.determination_above
    if above is not None and deductions > above and determination is None:
        return Rating(Status.DETERMINATION_REQUIRED, None, None, None)
    band, following = bands_around(scheme.bands, total)
    to_next = following.at_least - total if following else None
    return Rating(Status.RATED if band else Status.NO_LEVEL, band, following, to_next)
