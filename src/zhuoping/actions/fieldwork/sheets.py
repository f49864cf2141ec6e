# SPDX-License-Identifier: Apache-2.0
"""Characteristic sheets of modes A to D: made, filled in, released to the client (17065 7.4.4; domain rules 3.2)."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime

from django.db import transaction
from django.db.models import Max

from zhuoping.actions import ledger, notices
from zhuoping.actions.application_review import client_people
from zhuoping.actions.errors import Changed
from zhuoping.actions.fieldwork.work import Work, begin
from zhuoping.actions.nonconformity_showing import is_still_covert, release_of_sheet
from zhuoping.core.authority import Act
from zhuoping.core.characteristic_rows import CharacteristicRow, plain_rows, read_rows
from zhuoping.core.characteristics import SheetFrame, SheetHead, check_head, sheet_lacks
from zhuoping.core.fieldwork.people import check_carries_out, check_leader
from zhuoping.core.ledger.canonical import Value
from zhuoping.core.problems import Problem, Refused, problem
from zhuoping.core.scheme import Openness
from zhuoping.records.design_values import planned_modes
from zhuoping.records.fieldwork_values import name_of
from zhuoping.records.models import CharacteristicSheet, Engagement, Person, Tie
from zhuoping.records.sheet_values import head_of, rows_of, sheet_of, subject_of
from zhuoping.records.values import scheme_of


@transaction.atomic
def make(*, by: Person, at: datetime, number: str, head: SheetHead, rows: object = ()) -> CharacteristicSheet:
    """Make a sheet, with its `rows` as plain values. How open its mode is, the edition says.

    Refuses, all faults at once: what `begin`, `check_head`, `read_rows` and `check_carries_out` refuse.
    """
    work = begin(by, number, "visit.recorded")
    given, openness, read = _checked(work, head.tidied(), rows, at)
    check_carries_out(work.member, given.mode, work.team)
    last = CharacteristicSheet.objects.filter(engagement=work.engagement).aggregate(last=Max("number"))[
        "last"
    ]
    row = CharacteristicSheet(
        engagement=work.engagement,
        mode=given.mode,
        number=(last or 0) + 1,
        covert=openness is Openness.COVERT,
        made_at=at,
        made_by=by,
    )
    _write(row, given, read)
    row.save(force_insert=True)
    ledger.append(by=by, at=at, action="visit.recorded", subject=work.engagement, body=_body(row))
    return row


@transaction.atomic
def change(
    *, by: Person, at: datetime, number: str, sheet: int, seen: int, head: SheetHead, rows: object
) -> CharacteristicSheet:
    """Write a sheet anew; `seen` is the version that the person saw, and its mode stays. The same again is no change.

    Refuses: as `make`, sheet-unknown, sheet-released-already; Changed with both.
    """
    work = begin(by, number, "visit.recorded")
    row = find(work.engagement, sheet)
    check_carries_out(work.member, row.mode, work.team)
    _check_unreleased(row)
    given, _, read = _checked(work, replace(head, mode=row.mode).tidied(), rows, at)
    if (given, read) == (head_of(row), rows_of(row)):
        return row
    if seen != row.version:
        current = _plain(head_of(row), rows_of(row))
        raise Changed("sheet", row.version, current, _plain(given, read))
    row.version += 1
    _write(row, given, read)
    row.save()
    ledger.append(by=by, at=at, action="visit.recorded", subject=work.engagement, body=_body(row))
    return row


@transaction.atomic
def release(
    *, by: Person, at: datetime, number: str, sheet: int, seen: int, evidence: Collection[int] = ()
) -> CharacteristicSheet:
    """The team leader lets the client see a sheet, and of what it rests on the ties `evidence`; it is told by mail.

    What came of a covert visit is numbered and told with it. A sheet that lacks something waits, all of it told.
    Refuses: what `begin`, `check_leader` and `sheet_lacks` refuse, sheet-unknown, sheet-released-already, tie-gone,
    evidence-still-covert; Changed where it was written anew meanwhile.
    """
    work = begin(by, number, "visit.recorded", Act.LEAD_FIELDWORK)
    check_leader(work.member, work.team)
    row = find(work.engagement, sheet)
    _check_unreleased(row)
    if seen != row.version:
        raise Changed("sheet", row.version, _plain(head_of(row), rows_of(row)), {})
    if lacking := sheet_lacks(sheet_of(row)):
        raise Refused(lacking)
    shown = CharacteristicSheet.objects.filter(engagement=work.engagement).aggregate(last=Max("shown_number"))
    row.released_at, row.released_by, row.shown_number = at, by, (shown["last"] or 0) + 1
    row.save(update_fields=["released_at", "released_by", "shown_number"])
    ties = _show(work.engagement, row, evidence)
    for person in client_people(work.engagement):
        values = {"sheet": str(row.shown_number), "mode": row.mode, "place": row.place}
        notices.tell(person, "sheet-released", at=at, values=values, engagement=work.engagement)
    release_of_sheet(by=by, at=at, engagement=work.engagement, sheet=row)
    body: dict[str, Value] = {
        "characteristic_sheet": row.pk,
        "version": row.version,
        "shown_number": row.shown_number,
        "evidence": [each.evidence_id for each in ties if each.evidence_id],
        "records": [each.record_id for each in ties if each.record_id],
    }
    ledger.append(by=by, at=at, action="visit.released", subject=work.engagement, body=body)
    return row


def find(engagement: Engagement, sheet: int) -> CharacteristicSheet:
    """A sheet of the engagement. Refuses: sheet-unknown."""
    row = CharacteristicSheet.objects.filter(engagement=engagement, pk=sheet).first()
    if row is None:
        raise Refused([problem("sheet", "sheet-unknown")])
    row.engagement = engagement
    return row


def _checked(
    work: Work, head: SheetHead, rows: object, at: datetime
) -> tuple[SheetHead, Openness, tuple[CharacteristicRow, ...]]:
    """Head and rows without a fault; else all faults of both at once."""
    engagement = work.engagement
    frame = SheetFrame(scheme_of(engagement.edition), planned_modes(engagement, work.plan), work.team, at)
    faults: list[Problem] = []
    openness, read = Openness.NONE, tuple[CharacteristicRow, ...]()
    try:
        openness = check_head(head, frame)
    except Refused as refused:
        faults.extend(refused.problems)
    try:
        read = read_rows(rows)
    except Refused as refused:
        faults.extend(refused.problems)
    if faults:
        raise Refused(faults)
    return head, openness, read


def _check_unreleased(row: CharacteristicSheet) -> None:
    if row.released_at is not None:
        raise Refused([problem("sheet", "sheet-released-already")])


def _show(engagement: Engagement, row: CharacteristicSheet, wanted: Collection[int]) -> list[Tie]:
    """Let the client see these ties of a sheet that is released just now; all faults at once."""
    ties = Tie.objects.filter(engagement=engagement, subject=subject_of(row), untied_at=None, pk__in=wanted)
    found = list(ties.select_related("evidence", "record").order_by("pk"))
    faults = [problem("evidence", "tie-gone")] if len(found) < len(set(wanted)) else []
    faults += [
        problem("evidence", "evidence-still-covert", name=name_of(each))
        for each in found
        if is_still_covert(engagement, each)
    ]
    if faults:
        raise Refused(faults)
    for each in found:
        thing = each.evidence or each.record
        if thing is not None and thing.internal:
            thing.internal = False
            thing.save(update_fields=["internal"])
    return found


def _write(row: CharacteristicSheet, head: SheetHead, rows: Sequence[CharacteristicRow]) -> None:
    row.place, row.visited_at, row.inspector_id = head.place, head.visited_at, head.inspector
    row.scenario, row.cover, row.purchase = head.scenario, head.cover, head.purchase
    row.rows = plain_rows(rows)


def _plain(head: SheetHead, rows: Sequence[CharacteristicRow]) -> dict[str, Value]:
    return {
        "place": head.place,
        "visited_at": head.visited_at.isoformat(),
        "inspector": head.inspector,
        "scenario": head.scenario,
        "cover": head.cover,
        "purchase": head.purchase,
        "rows": _told(plain_rows(rows)),
    }


def _body(row: CharacteristicSheet) -> dict[str, Value]:
    """Which one, and all that stands in it."""
    body: dict[str, Value] = {"characteristic_sheet": row.pk, "version": row.version, "mode": row.mode}
    return body | _plain(head_of(row), rows_of(row))


def _told(value: object) -> Value:
    """Plain values of rows, which are mappings, lists, texts and nothing, for the ledger."""
    if isinstance(value, dict):
        return {str(key): _told(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_told(each) for each in value]
    return None if value is None else str(value)
