# SPDX-License-Identifier: Apache-2.0
"""The total to a rating: bands with inclusive lower bounds, and the special deductions that block a level.

Domain rules A15 to A17, readings A1 and A17.
"""

from collections.abc import Iterable
from decimal import Decimal

from zhuoping.core.awards import Determination
from zhuoping.core.scheme import RatingBand, Scheme
from zhuoping.core.scorecard import Rating, Status


def band_at(bands: Iterable[RatingBand], total: Decimal) -> RatingBand | None:
    """The highest band that `total` reaches, its lower bound included; None below the first.

    >>> band = RatingBand(1, "卓著", Decimal(100), "五")
    >>> band_at([band], Decimal("100.00")) == band, band_at([band], Decimal("99.99"))
    (True, None)
    """
    reached = None
    for band in bands:
        if total < band.at_least:
            break
        reached = band
    return reached


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
    band = following = None
    for each in scheme.bands:
        if total < each.at_least:
            following = each
            break
        band = each
    to_next = following.at_least - total if following else None
    return Rating(Status.RATED if band else Status.NO_LEVEL, band, following, to_next)
