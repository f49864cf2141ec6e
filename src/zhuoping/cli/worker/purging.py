# SPDX-License-Identifier: Apache-2.0
"""Throwing away every night what has served its time."""

from datetime import datetime, time

from django.utils import timezone

from zhuoping.actions import purging
from zhuoping.cli.worker.hours import next_at

HOUR = time(3, 0)
# What is left after so many lots waits for the next night: a job is shorter than its lease.
_MOST_LOTS = 500


def purge() -> None:
    """Lot by lot, so that nobody waits long for the database."""
    for _ in range(_MOST_LOTS):
        if not purging.purge(at=timezone.now()):
            return


def next_time(now: datetime) -> datetime:
    """The next time of the day at which it is done, where the body is."""
    return next_at(HOUR, now)
