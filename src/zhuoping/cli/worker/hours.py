# SPDX-License-Identifier: Apache-2.0
"""When a job that is done every day is due, where the body is."""

from datetime import datetime, time, timedelta

from django.utils import timezone


def next_at(hour: time, now: datetime) -> datetime:
    """The next time that the clock there shows `hour`; exactly at it, that of the next day."""
    local = timezone.localtime(now)
    today = datetime.combine(local.date(), hour, local.tzinfo)
    return today if local < today else today + timedelta(days=1)
