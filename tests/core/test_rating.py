# SPDX-License-Identifier: Apache-2.0
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.scored import NAMES, many
from tests.make import edition
from zhuoping.core.awards import Determination
from zhuoping.core.rating import band_at, rate
from zhuoping.core.scorecard import Rating, Status

SCHEME = edition("2025")
DETERMINED = Determination("周复核", "整改已验证")
totals = st.integers(-500, 15200).map(lambda cents: Decimal(cents) / 100)


@many
@given(st.sampled_from(NAMES), totals, totals)
def test_level_never_falls_when_the_total_rises(name: str, one: Decimal, other: Decimal) -> None:
    bands = edition(name).bands

    lower, upper = band_at(bands, min(one, other)), band_at(bands, max(one, other))

    assert lower is None or (upper is not None and upper.at_least >= lower.at_least)


@many
@given(st.sampled_from(NAMES), totals)
def test_next_level_is_reached_by_exactly_the_points_missing(name: str, total: Decimal) -> None:
    scheme = edition(name)

    rating = rate(scheme, total, 0, None)

    assert rating.band == band_at(scheme.bands, total)
    if rating.to_next is None:
        assert rating.band == scheme.bands[-1]
    else:
        assert band_at(scheme.bands, total + rating.to_next) == rating.next
        assert band_at(scheme.bands, total + rating.to_next - Decimal("0.01")) == rating.band


@pytest.mark.parametrize(
    ("total", "stars", "to_next"),
    [
        ("-3", None, "103"), ("0", None, "100"), ("99.99", None, "0.01"), ("100", 1, "10"), ("100.00", 1, "10"),
        ("109.99", 1, "0.01"), ("110", 2, "10"), ("119.99", 2, "0.01"), ("120", 3, "10"), ("130", 4, "10"),
        ("139.99", 4, "0.01"), ("140", 5, None), ("151", 5, None),
    ],
)  # fmt: skip
def test_bounds_of_the_five_levels_are_inclusive(total: str, stars: int | None, to_next: str | None) -> None:
    rating = rate(SCHEME, Decimal(total), 0, None)

    assert (rating.band.stars if rating.band else None) == stars
    assert rating.to_next == (None if to_next is None else Decimal(to_next))
    assert rating.status is (Status.RATED if stars else Status.NO_LEVEL)


@pytest.mark.parametrize(
    ("total", "deductions", "determination", "status"),
    [
        (None, 0, None, Status.INCOMPLETE),
        (None, 4, None, Status.INCOMPLETE),
        (None, 5, DETERMINED, Status.NOT_CERTIFIABLE),
        ("145", 3, None, Status.RATED),
        ("145", 4, None, Status.DETERMINATION_REQUIRED),
        ("90", 4, None, Status.DETERMINATION_REQUIRED),
        ("145", 4, DETERMINED, Status.RATED),
        ("90", 4, DETERMINED, Status.NO_LEVEL),
        ("145", 3, DETERMINED, Status.RATED),
        ("145", 5, DETERMINED, Status.NOT_CERTIFIABLE),
        ("145", 50, None, Status.NOT_CERTIFIABLE),
    ],
)
def test_special_deductions_decide_before_points_do(
    total: str | None, deductions: int, determination: Determination | None, status: Status
) -> None:
    rating = rate(SCHEME, None if total is None else Decimal(total), deductions, determination)

    assert rating.status is status
    if status not in (Status.RATED, Status.NO_LEVEL):
        assert rating == Rating(status, None, None, None)


def test_edition_may_switch_both_rules_off() -> None:
    # `hundred` knows no determination, `twelve` no number of deductions that fails.
    assert rate(edition("hundred"), Decimal(96), 4, None).status is Status.RATED
    assert rate(edition("twelve"), Decimal(24), 99, DETERMINED).status is Status.RATED
    assert rate(edition("twelve"), Decimal(24), 1, None).status is Status.DETERMINATION_REQUIRED
