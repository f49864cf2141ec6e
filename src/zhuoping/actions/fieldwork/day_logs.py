# SPDX-License-Identifier: Apache-2.0
"""Writing the daily log: each entry stays as it is, a later one adds to it (17065 7.12)."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from zhuoping.actions import ledger
from zhuoping.actions.fieldwork.work import begin
from zhuoping.core.fieldwork.day_logs import check_entry
from zhuoping.core.ledger.canonical import Value
from zhuoping.records.meeting_values import planned_days
from zhuoping.records.models import DayLog, Person


@transaction.atomic
def write_log(*, by: Person, at: datetime, number: str, day: date, text: str) -> DayLog:
    """Write what one did on a day, or add to it; the very same text of the same person on a day is kept once.

    Refuses: what `begin` and `check_entry` refuse.
    """
    work = begin(by, number, "fieldwork.recorded")
    today = timezone.localdate(at)
    kept = check_entry(day, text, min(planned_days(work.plan), default=day), today)
    same = DayLog.objects.filter(engagement=work.engagement, day=day, written_by=by, text=kept).first()
    if same is not None:
        return same
    row = DayLog.objects.create(engagement=work.engagement, day=day, text=kept, written_at=at, written_by=by)
    body: dict[str, Value] = {"day": day.isoformat(), "text": kept}
    ledger.append(by=by, at=at, action="day-log.written", subject=work.engagement, body=body)
    return row
