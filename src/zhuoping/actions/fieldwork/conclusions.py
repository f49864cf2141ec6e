# SPDX-License-Identifier: Apache-2.0
"""Concluding a mode, by a named auditor whom the plan gives it; the latest counts, all are kept (A13; 17065 7.4.9)."""

from datetime import datetime

from django.db import transaction

from zhuoping.actions import ledger
from zhuoping.actions.errors import Changed
from zhuoping.actions.fieldwork.work import begin
from zhuoping.core.fieldwork.people import check_carries_out
from zhuoping.core.ledger.canonical import Value
from zhuoping.core.mode_conclusions import ModeVerdict, conclude
from zhuoping.records.design_values import design_of, planned_modes
from zhuoping.records.models import ModeConclusion, Person


@transaction.atomic
def conclude_mode(
    *,
    by: Person,
    at: datetime,
    number: str,
    mode: str,
    verdict: ModeVerdict,
    reason: str,
    conditions: str = "",
    seen: int,
) -> ModeConclusion:
    """Record a conclusion; `seen` is how many of the mode the person saw. The same again is none more.

    Refuses: what `begin`, `conclude` and `check_carries_out` refuse; Changed with both where somebody was faster.
    """
    work = begin(by, number, "mode.concluded")
    planned = planned_modes(work.engagement, work.plan)
    given = conclude(
        mode, verdict, reason, conditions, planned=planned, design=design_of(work.engagement).reviews
    )
    check_carries_out(work.member, mode, work.team)
    rows = ModeConclusion.objects.filter(engagement=work.engagement, mode=mode).order_by("pk")
    count, last = rows.count(), rows.last()
    stated = (verdict.value, given.reason, given.conditions)
    if last is not None and (last.verdict, last.reason, last.conditions, last.concluded_by_id) == (
        *stated,
        by.pk,
    ):
        return last
    if last is not None and count > seen:
        current = _plain(last.verdict, last.reason, last.conditions)
        raise Changed(f"modes.{mode}", count, current, _plain(*stated))
    row = ModeConclusion.objects.create(
        engagement=work.engagement,
        mode=mode,
        verdict=verdict.value,
        reason=given.reason,
        conditions=given.conditions,
        concluded_at=at,
        concluded_by=by,
    )
    body: dict[str, Value] = {
        "mode": mode,
        "verdict": row.verdict,
        "reason": row.reason,
        "conditions": row.conditions,
    }
    ledger.append(by=by, at=at, action="mode.concluded", subject=work.engagement, body=body)
    return row


def _plain(verdict: str, reason: str, conditions: str) -> dict[str, object]:
    return {"verdict": verdict, "reason": reason, "conditions": conditions}
