# SPDX-License-Identifier: Apache-2.0
"""Days and times of Shanghai, exact numbers, sizes, and the dash for nothing."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from zhuoping.web.shared import formats

LATE = datetime(2026, 11, 24, 16, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (None, "—"),
        ("", "—"),
        ("卓越", "卓越"),
        (True, "是"),
        (False, "否"),
        (LATE, "2026-11-25 00:30"),
        (date(2026, 11, 24), "2026-11-24"),
        (Decimal("7.50"), "7.5"),
        (Decimal("10.0"), "10"),
        (Decimal("0E+2"), "0"),
        (Decimal("1E+3"), "1,000"),
        (1234567, "1,234,567"),
        (0, "0"),
        (-5, "-5"),
    ],
    ids=str,
)
def test_cell_shows(value, shown):
    assert formats.shown(value) == shown


def test_day_of_a_time_is_the_day_in_shanghai():
    assert formats.day(LATE) == "2026-11-25"


@pytest.mark.parametrize(
    ("octets", "shown"),
    [(None, "—"), (0, "0 B"), (1023, "1023 B"), (1024, "1.0 KB"), (12_900_000, "12.3 MB")],
)
def test_size_shows(octets, shown):
    assert formats.size(octets) == shown
