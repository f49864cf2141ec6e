# SPDX-License-Identifier: Apache-2.0
"""The team leader opens fieldwork on the first day of the plan (17065 7.4.3)."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from zhuoping.actions import ledger
from zhuoping.actions.fieldwork.work import begin
from zhuoping.actions.stages import move_on
from zhuoping.core.fieldwork.double_scoring import check_pair
from zhuoping.core.fieldwork.people import check_leader
from zhuoping.core.ledger.canonical import Value
from zhuoping.core.problems import Refused, problem
from zhuoping.records.models import Engagement, Fieldwork, Person


@transaction.atomic
def open_fieldwork(*, by: Person, at: datetime, number: str, double_scoring: bool = False) -> Engagement:
    """Open fieldwork; with `double_scoring` two auditors score, each for themselves (domain rules A17).

    Refuses: what `begin` refuses, leader-only, fieldwork-too-early, double-scoring-needs-two.
    """
    work = begin(by, number, "fieldwork.opened")
    check_leader(work.member, work.team)
    if double_scoring:
        check_pair(work.team)
    today = timezone.localdate(at)
    if work.plan.starts_on is not None and today < work.plan.starts_on:
        values = {"starts_on": work.plan.starts_on, "today": today}
        raise Refused([problem("starts_on", "fieldwork-too-early", **values)])
    Fieldwork.objects.create(
        engagement=work.engagement, opened_at=at, opened_by=by, double_scoring=double_scoring
    )
    move_on(work.engagement, "fieldwork.opened", at, work.plan.ends_on)
    body: dict[str, Value] = {"plan": work.plan.number, "double_scoring": double_scoring}
    ledger.append(by=by, at=at, action="fieldwork.opened", subject=work.engagement, body=body)
    return work.engagement
