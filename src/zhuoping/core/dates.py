# SPDX-License-Identifier: Apache-2.0
"""Months, years and working days counted on the calendar: the same day, or the last of a shorter month."""

import calendar
from datetime import date, timedelta

_MONTHS = 12
_WORKING_DAYS = 5  # Monday to Friday: holidays, and the days worked in their place, are not counted.


def months_after(day: date, months: int) -> date:
    """The day `months` later, or earlier where negative; the last of the month where it has no such day.

    Raises OverflowError where the calendar of the program (years 1 to 9999) ends before.

    >>> str(months_after(date(2026, 11, 30), 3)), str(months_after(date(2024, 2, 29), -12))
    ('2027-02-28', '2023-02-28')
    """
    year, month = divmod(day.year * _MONTHS + day.month - 1 + months, _MONTHS)
    if not date.min.year <= year <= date.max.year:
        raise OverflowError(f"{months} months from {day}")
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def working_days_after(day: date, count: int) -> date:
    """The working day that is `count` (0 or more) after `day`, Monday to Friday; `day` itself for 0.

    >>> str(working_days_after(date(2026, 11, 20), 1)), str(working_days_after(date(2026, 11, 21), 1))
    ('2026-11-23', '2026-11-23')
    """
    if count == 0:
        return day
    # From the last working day up to `day`, so that a weekend counts as its Friday.
    begin = day - timedelta(days=max(0, day.weekday() - _WORKING_DAYS + 1))
    weeks, rest = divmod(begin.weekday() + count, _WORKING_DAYS)
    return begin - timedelta(days=begin.weekday()) + timedelta(weeks=weeks, days=rest)
