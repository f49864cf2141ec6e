# SPDX-License-Identifier: Apache-2.0
from datetime import date, timedelta

import pytest

from zhuoping.core.dates import months_after, working_days_after


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2026, 8, 24), 3, date(2026, 11, 24)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2023, 11, 30), 3, date(2024, 2, 29)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2024, 2, 29), 48, date(2028, 2, 29)),
        (date(2026, 3, 31), -1, date(2026, 2, 28)),
        (date(2026, 1, 15), -1, date(2025, 12, 15)),
        (date(2026, 1, 15), 0, date(2026, 1, 15)),
    ],
)
def test_months_are_counted_to_the_same_day_or_the_last_of_the_month(
    day: date, months: int, expected: date
) -> None:
    assert months_after(day, months) == expected


@pytest.mark.parametrize(("day", "months"), [(date(9999, 12, 1), 1), (date(1, 1, 31), -1)])
def test_months_beyond_the_calendar_overflow(day: date, months: int) -> None:
    with pytest.raises(OverflowError):
        months_after(day, months)


@pytest.mark.parametrize(
    ("day", "count", "expected"),
    [
        (date(2026, 11, 24), 0, date(2026, 11, 24)),
        (date(2026, 11, 28), 0, date(2026, 11, 28)),
        (date(2026, 11, 24), 3, date(2026, 11, 27)),
        (date(2026, 11, 24), 4, date(2026, 11, 30)),
        (date(2026, 11, 27), 1, date(2026, 11, 30)),
        (date(2026, 11, 28), 1, date(2026, 11, 30)),
        (date(2026, 11, 29), 5, date(2026, 12, 4)),
        (date(2026, 11, 29), 6, date(2026, 12, 7)),
    ],
)
def test_working_days_pass_over_weekends(day: date, count: int, expected: date) -> None:
    assert working_days_after(day, count) == expected


@pytest.mark.parametrize("first", [date(2026, 11, 23) + timedelta(days=each) for each in range(7)])
def test_working_days_are_those_that_a_calendar_shows(first: date) -> None:
    days = [first + timedelta(days=each) for each in range(1, 40)]
    working = [each for each in days if each.isoweekday() < 6]

    assert [working_days_after(first, count) for count in range(1, 21)] == working[:20]
