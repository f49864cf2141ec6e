# SPDX-License-Identifier: Apache-2.0
"""The patterns of numbers in force, and the numbers that were given so far."""

from collections.abc import Iterator

from zhuoping.core.number_patterns import Given, Patterns
from zhuoping.records.models import Agreement, Counter, Engagement, NumberPatterns, Plan


def patterns_in_force() -> tuple[Patterns, int]:
    """The patterns, and their version: 0 for those that are there from the start."""
    row = NumberPatterns.objects.last()
    return (Patterns(), 0) if row is None else (Patterns(row.engagement, row.agreement, row.plan), row.pk)


def given_in(year: int) -> Given:
    """What was given until now, for the year that it is; its numbers can be gone through once."""
    return Given(year, _numbers(), dict(Counter.objects.values_list("name", "value")))


def _numbers() -> Iterator[str]:
    for model in (Engagement, Agreement, Plan):
        yield from model._default_manager.values_list("number", flat=True).iterator()  # noqa: SLF001 - Django's name.
