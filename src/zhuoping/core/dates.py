# SPDX-License-Identifier: Apache-2.0
"""Months and years counted on the calendar, exactly: the same day, or the last of a shorter month."""

import calendar
from datetime import date

_MONTHS = 12


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
