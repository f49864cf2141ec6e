# SPDX-License-Identifier: Apache-2.0
"""Mode G: parameters of the client's capability written down, changed, taken out with a reason (17065 7.4.4, 7.12)."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.db.models import Max

from zhuoping.actions import ledger
from zhuoping.actions.errors import Changed
from zhuoping.actions.fieldwork.work import Work, begin
from zhuoping.core.capability import MODE, check_removal, check_room, plain_row, read_row
from zhuoping.core.fieldwork.people import check_carries_out
from zhuoping.core.ledger.canonical import Value
from zhuoping.core.problems import Refused, problem
from zhuoping.records.capability_values import capability_in, stored_rows
from zhuoping.records.design_values import planned_modes
from zhuoping.records.models import CapabilityRow, Person


@transaction.atomic
def add_row(*, by: Person, at: datetime, number: str, values: object) -> CapabilityRow:
    """Write down a parameter; `values` as `core.capability.read_row` reads them.

    Refuses: what `begin`, `check_carries_out`, `read_row` and `check_room` refuse, mode-not-planned.
    """
    work = _begin(by, number)
    given = read_row(values)
    check_room(stored_rows(work.engagement).count())
    every = CapabilityRow.objects.filter(engagement=work.engagement)
    last = every.aggregate(last=Max("position"))["last"] or 0
    row = CapabilityRow.objects.create(
        engagement=work.engagement,
        position=last + 1,
        values=plain_row(given),
        changed_at=at,
        changed_by=by,
    )
    _told(row, by, at)
    return row


@transaction.atomic
def change_row(
    *, by: Person, at: datetime, number: str, row: int, values: object, seen: int
) -> CapabilityRow:
    """Write a parameter anew; `seen` is the version that the person saw. The same again is no change.

    Refuses: as `add_row`, capability-row-unknown; Changed with both.
    """
    work = _begin(by, number)
    stored = _find(work, row)
    given = read_row(values)
    if given == capability_in(stored):
        return stored
    _check_seen(stored, seen, plain_row(given))
    stored.values, stored.changed_at, stored.changed_by = plain_row(given), at, by
    stored.version += 1
    stored.save()
    _told(stored, by, at)
    return stored


@transaction.atomic
def remove_row(*, by: Person, at: datetime, number: str, row: int, reason: str, seen: int) -> None:
    """Take a parameter out; it stays on record. Refuses: as `change_row`, and what `check_removal` refuses."""
    work = _begin(by, number)
    stored = _find(work, row)
    kept = check_removal(reason)
    _check_seen(stored, seen, {})
    stored.removed_at, stored.changed_at, stored.changed_by = at, at, by
    stored.version += 1
    stored.save()
    body: dict[str, Value] = {
        "position": stored.position,
        "parameter": capability_in(stored).parameter,
        "reason": kept,
    }
    ledger.append(by=by, at=at, action="capability.removed", subject=work.engagement, body=body)


def _begin(by: Person, number: str) -> Work:
    work = begin(by, number, "fieldwork.recorded")
    planned = planned_modes(work.engagement, work.plan)
    if MODE not in planned:
        raise Refused([problem("mode", "mode-not-planned", mode=MODE, planned=planned)])
    check_carries_out(work.member, MODE, work.team)
    return work


def _find(work: Work, row: int) -> CapabilityRow:
    found = stored_rows(work.engagement).filter(pk=row).first()
    if found is None:
        raise Refused([problem("row", "capability-row-unknown")])
    found.engagement = work.engagement
    return found


def _check_seen(row: CapabilityRow, seen: int, given: Mapping[str, object]) -> None:
    if row.version > seen:
        raise Changed(f"capability.{row.position}", row.version, dict(row.values), dict(given))


def _told(row: CapabilityRow, by: Person, at: datetime) -> None:
    given = capability_in(row)
    body: dict[str, Value] = {
        "position": row.position,
        "parameter": given.parameter,
        "declared": given.declared,
        "verified": given.verified,
        "unit": given.unit,
        "method": given.method,
        "verdict": given.verdict.value if given.verdict else None,
        "reason": given.reason,
    }
    ledger.append(by=by, at=at, action="capability.recorded", subject=row.engagement, body=body)
