# SPDX-License-Identifier: Apache-2.0
"""Every day, before the digest goes out, whoever answers for it is told of nonconformities that are overdue."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from zhuoping.actions.nonconformity_overdue import escalate_overdue

HOUR = time(7, 30)


def escalate() -> None:
    """Tell of what is overdue and was not told of yet."""
    escalate_overdue(at=timezone.now())


def next_time(now: datetime) -> datetime:
    """The next time of the day at which this is looked at, where the body is."""
    local = timezone.localtime(now)
    today = datetime.combine(local.date(), HOUR, local.tzinfo)
    return today if local < today else today + timedelta(days=1)
