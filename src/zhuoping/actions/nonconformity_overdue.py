# SPDX-License-Identifier: Apache-2.0
"""Nonconformities whose day has passed: the team leader and the case officer are told, once for each missed day."""

from datetime import datetime

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from zhuoping.actions import ledger, notices
from zhuoping.actions.acting import lock_engagement
from zhuoping.actions.application import officers_of
from zhuoping.actions.nonconformities import notice_values
from zhuoping.core.ledger.canonical import Value
from zhuoping.core.lifecycle import BY_CODE
from zhuoping.core.nonconformities import OPEN, escalated_to, to_escalate
from zhuoping.records.fieldwork_values import team_of
from zhuoping.records.models import Nonconformity, Person
from zhuoping.records.nonconformity_values import item_of
from zhuoping.records.plan_values import standing_plan

_STAGES = BY_CODE["nonconformity.answered"].stages


def escalate_overdue(*, at: datetime) -> int:
    """Tell of everything that is overdue and was not told of; how many that were. Doing it twice tells once."""
    on = timezone.localdate(at)
    late = Q(answer_due_on__lt=on) | Q(close_due_on__lt=on)
    untold = Q(escalated_for=None) | Q(escalated_for__lt=F("answer_due_on"))
    untold |= Q(escalated_for__lt=F("close_due_on"))
    rows = Nonconformity.objects.filter(late, untold, state__in=OPEN, engagement__stage__in=_STAGES)
    found = list(rows.order_by("pk").values_list("pk", "engagement__number"))
    return sum(_escalate(pk, number, at) for pk, number in found)


@transaction.atomic
def _escalate(pk: int, number: str, at: datetime) -> bool:
    """One of them, looked at again under the engagement's lock."""
    engagement = lock_engagement(number)
    row = Nonconformity.objects.select_related("sheet").get(pk=pk)
    row.engagement = engagement
    missed = to_escalate(item_of(row), timezone.localdate(at), row.escalated_for)
    if missed is None or engagement.stage not in _STAGES:
        return False
    row.escalated_for = missed
    row.save(update_fields=["escalated_for"])
    officers = [each.pk for each in officers_of(engagement)]
    told = escalated_to(team_of(standing_plan(engagement)), officers)
    people = Person.objects.filter(pk__in=told, is_active=True).in_bulk()
    values = {**notice_values(row), "missed_on": missed.isoformat()}
    for each in told:
        if each in people:
            notices.tell(people[each], "nonconformity-overdue", at=at, values=values, engagement=engagement)
    body: dict[str, Value] = {
        "nonconformity": row.pk,
        "number": row.number,
        "missed_on": missed.isoformat(),
        "people": [each for each in told if each in people],
    }
    ledger.append(by=None, at=at, action="nonconformity.escalated", subject=engagement, body=body)
    return True
