# SPDX-License-Identifier: Apache-2.0
"""The daily log: what a member of the team did on a day of fieldwork; a later entry adds to it (17065 7.4, 7.12)."""

from collections.abc import Collection
from datetime import date

from zhuoping.core.fieldwork.gaps import Gap, Where
from zhuoping.core.fieldwork.records import TEXT_LIMIT
from zhuoping.core.problems import Problem, Refused, problem


def check_entry(day: date, text: str, first: date, today: date) -> str:
    """An entry as it is kept; `first` is the first planned day.

    Raises Refused: text-missing, text-too-long, day-log-ahead, day-log-before.
    """
    kept, found = text.replace("\r\n", "\n").strip(), list[Problem]()
    if not kept:
        found.append(problem("text", "text-missing"))
    if len(kept) > TEXT_LIMIT:
        found.append(problem("text", "text-too-long", length=len(kept), limit=TEXT_LIMIT))
    if day > today:
        found.append(problem("day", "day-log-ahead", given=day, today=today))
    elif day < first:
        found.append(problem("day", "day-log-before", given=day, first=first))
    if found:
        raise Refused(found)
    return kept


def day_log_gaps(planned: Collection[date], written: Collection[date], today: date) -> tuple[Gap, ...]:
    """A gap for each planned day, up to today, that nobody wrote of."""
    days = sorted({day for day in planned if day <= today} - set(written))
    return tuple(
        Gap(Where.DAY_LOG, day.isoformat(), problem("day", "day-log-missing", day=day)) for day in days
    )
