# SPDX-License-Identifier: Apache-2.0
"""Special deductions and the bonus: recorded, linked to their correction, taken back; and the determination (A15)."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from zhuoping.actions import ledger
from zhuoping.actions.acting import ties_that_bar
from zhuoping.actions.fieldwork.work import Work, begin
from zhuoping.core.fieldwork.people import check_scorer
from zhuoping.core.fieldwork.special_items import (
    SpecialKind,
    check_bonus,
    check_correction,
    check_deduction,
    check_determination,
    check_withdrawal,
    speaks_for,
)
from zhuoping.core.ledger.canonical import Value
from zhuoping.core.problems import Refused, problem
from zhuoping.records.models import Determination, Engagement, Nonconformity, Person, SpecialItem
from zhuoping.records.special_values import correction_of, determined_items
from zhuoping.records.values import scheme_of


@transaction.atomic
def record_deduction(
    *, by: Person, at: datetime, number: str, ground: str, reason: str, nonconformity: int | None = None
) -> SpecialItem:
    """Record one case for a special deduction; `nonconformity` is the number of the one that puts it right.

    That may follow later, as does the evidence: fieldwork does not close without. The same ground and reason again are
    the same case, recorded once.
    Refuses: what `begin`, `check_scorer`, `check_deduction` and `check_correction` refuse,
    special-nonconformity-unknown.
    """
    work = _begin(by, number)
    kept = check_deduction(scheme_of(work.engagement.edition), ground, reason)
    linked = _nonconformity(work.engagement, nonconformity) if nonconformity is not None else None
    if linked is not None:
        check_correction(SpecialKind.DEDUCTION, correction_of(linked))
    same = SpecialItem.objects.filter(
        engagement=work.engagement, kind=SpecialKind.DEDUCTION, ground=ground, reason=kept, withdrawn_at=None
    ).first()
    if same is not None:
        # A form sent twice would take the points of one case twice.
        return same
    return _record(work, by, at, SpecialKind.DEDUCTION, kept, ground=ground, linked=linked)


@transaction.atomic
def record_bonus(
    *, by: Person, at: datetime, number: str, reason: str, conditions: Collection[str]
) -> SpecialItem:
    """Record a bonus, which meets all `conditions` of the edition.

    Refuses: what `begin`, `check_scorer` and `check_bonus` refuse.
    """
    work = _begin(by, number)
    standing = SpecialItem.objects.filter(
        engagement=work.engagement, kind=SpecialKind.BONUS, withdrawn_at=None
    ).count()
    kept = check_bonus(scheme_of(work.engagement.edition), reason, conditions, standing)
    return _record(work, by, at, SpecialKind.BONUS, kept, conditions=sorted(conditions))


@transaction.atomic
def link_nonconformity(
    *, by: Person, at: datetime, number: str, item: int, nonconformity: int
) -> SpecialItem:
    """Link a deduction to the nonconformity with this number, in the place of an earlier one. The same again is none.

    Refuses: what `begin`, `check_scorer` and `check_correction` refuse, special-unknown, special-withdrawn-already,
    special-nonconformity-unknown.
    """
    work = _begin(by, number)
    row = _standing(work.engagement, item)
    linked = _nonconformity(work.engagement, nonconformity)
    check_correction(SpecialKind(row.kind), correction_of(linked))
    if row.nonconformity_id == linked.pk:
        return row
    row.nonconformity = linked
    row.save(update_fields=["nonconformity"])
    body: dict[str, Value] = {"special_item": row.pk, "nonconformity": linked.pk}
    ledger.append(by=by, at=at, action="special-item.linked", subject=work.engagement, body=body)
    return row


@transaction.atomic
def withdraw_special(*, by: Person, at: datetime, number: str, item: int, reason: str) -> SpecialItem:
    """Take a special item back; it stays on record, and counts no more.

    Refuses: what `begin`, `check_scorer` and `check_withdrawal` refuse, special-unknown, special-withdrawn-already.
    """
    work = _begin(by, number)
    row = _standing(work.engagement, item)
    row.withdrawn_reason = check_withdrawal(reason)
    row.withdrawn_at, row.withdrawn_by = at, by
    row.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_reason"])
    body: dict[str, Value] = {"special_item": row.pk, "kind": row.kind, "reason": row.withdrawn_reason}
    ledger.append(by=by, at=at, action="special-item.withdrawn", subject=work.engagement, body=body)
    return row


@transaction.atomic
def record_determination(*, by: Person, at: datetime, number: str, reason: str) -> Determination:
    """Determine that a level may be given in spite of the special deductions that stand now (reading A1).

    By somebody who decides, is not on the team and has no tie to the client.
    Refuses: what `begin`, `ties_that_bar` and `check_determination` refuse.
    """
    work = begin(by, number, "determination.recorded")
    if found := ties_that_bar(by, work.engagement, at):
        raise Refused(found)
    standing = list(
        SpecialItem.objects.filter(
            engagement=work.engagement, kind=SpecialKind.DEDUCTION, withdrawn_at=None
        ).values_list("pk", flat=True)
    )
    determined = determined_items(work.engagement)
    kept = check_determination(
        scheme_of(work.engagement.edition).deduction_rules,
        work.member,
        len(standing),
        reason,
        holds=determined is not None and speaks_for(determined, standing),
    )
    row = Determination.objects.create(
        engagement=work.engagement,
        reason=kept,
        cases=len(standing),
        items=sorted(standing),
        recorded_at=at,
        recorded_by=by,
    )
    body: dict[str, Value] = {"special_items": sorted(standing), "reason": kept}
    ledger.append(by=by, at=at, action="determination.recorded", subject=work.engagement, body=body)
    return row


def _begin(by: Person, number: str) -> Work:
    work = begin(by, number, "finding.recorded")
    check_scorer(work.member)
    return work


def _record(
    work: Work,
    by: Person,
    at: datetime,
    kind: SpecialKind,
    reason: str,
    *,
    ground: str = "",
    conditions: list[str] | None = None,
    linked: Nonconformity | None = None,
) -> SpecialItem:
    row = SpecialItem.objects.create(
        engagement=work.engagement,
        kind=kind.value,
        ground=ground,
        conditions=conditions or [],
        reason=reason,
        nonconformity=linked,
        recorded_at=at,
        recorded_by=by,
    )
    body: dict[str, Value] = {
        "special_item": row.pk,
        "kind": row.kind,
        "ground": ground,
        "conditions": row.conditions,
        "reason": reason,
        "nonconformity": linked.pk if linked is not None else None,
    }
    ledger.append(by=by, at=at, action="special-item.recorded", subject=work.engagement, body=body)
    return row


def _standing(engagement: Engagement, item: int) -> SpecialItem:
    row = SpecialItem.objects.filter(engagement=engagement, pk=item).first()
    if row is None:
        raise Refused([problem("item", "special-unknown")])
    if row.withdrawn_at is not None:
        raise Refused([problem("item", "special-withdrawn-already")])
    return row


def _nonconformity(engagement: Engagement, number: int) -> Nonconformity:
    row = Nonconformity.objects.filter(engagement=engagement, number=number).first()
    if row is None:
        raise Refused([problem("nonconformity", "special-nonconformity-unknown", number=number)])
    return row
