# SPDX-License-Identifier: Apache-2.0
"""The opening and the closing meeting, who signed in, and the note on what was irregular about it (A12)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from zhuoping.actions import ledger
from zhuoping.actions.errors import Changed
from zhuoping.actions.fieldwork.work import Work, begin
from zhuoping.core.authority import Act
from zhuoping.core.fieldwork.meetings import (
    MeetingHeld,
    MeetingKind,
    check_client_person,
    check_note,
    expected,
    meeting_problems,
    note_due_on,
    read_point,
    sign_in_rules,
)
from zhuoping.core.ledger.canonical import Value
from zhuoping.core.problems import Problem, Refused, problem
from zhuoping.core.wording.labels import Word
from zhuoping.records.meeting_values import meetings_of
from zhuoping.records.models import Attendance, Meeting, Person
from zhuoping.records.values import scheme_of


@dataclass(frozen=True, slots=True)
class Given:
    """A meeting as it is written down; the coordinates are those of the planned place."""

    held_at: datetime
    place: str
    ended_at: datetime | None = None
    latitude: Decimal | None = None
    longitude: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Spot:
    """Where somebody signs in, as far as their device tells."""

    place: str = ""
    latitude: Decimal | None = None
    longitude: Decimal | None = None


@transaction.atomic
def record_meeting(
    *, by: Person, at: datetime, number: str, kind: MeetingKind, given: Given, seen: int
) -> Meeting:
    """Write down a meeting, or change what is written; `seen` is the version seen, 0 for none. The same is no change.

    Refuses: what `begin`, `read_point` and `meeting_problems` refuse; Changed with both where somebody was faster.
    """
    work = begin(by, number, "fieldwork.recorded")
    point = read_point(given.latitude, given.longitude)
    ended_at = None if given.ended_at is None else timezone.localtime(given.ended_at)
    value = MeetingHeld(kind, timezone.localtime(given.held_at), ended_at, point)
    held = meetings_of(work.engagement)
    other = next((each.value for of, each in held.items() if of is not kind), None)
    if found := meeting_problems(value, given.place, other, timezone.localtime(at)):
        raise Refused(found)
    row = held[kind].row if kind in held else Meeting(engagement=work.engagement, kind=kind.value, version=0)
    fields: dict[str, object] = {
        "held_at": given.held_at,
        "ended_at": given.ended_at,
        "place": given.place.strip(),
        "latitude": point.latitude if point else None,
        "longitude": point.longitude if point else None,
    }
    stands = {name: getattr(row, name) for name in fields}
    if row.version and stands == fields:
        return row
    _expect(row, seen, stands, fields)
    for name, each in fields.items():
        setattr(row, name, each)
    row.note_due_on = note_due_on(value, sign_in_rules(scheme_of(work.engagement.edition)))
    row.version += 1
    row.recorded_at, row.recorded_by = at, by
    row.save()
    body: dict[str, Value] = {"meeting": row.pk, "kind": row.kind}
    body |= {name: _told(each) for name, each in fields.items()}
    ledger.append(by=by, at=at, action="meeting.recorded", subject=work.engagement, body=body)
    return row


@transaction.atomic
def sign_in(*, by: Person, at: datetime, number: str, kind: MeetingKind, spot: Spot = Spot()) -> Attendance:
    """Sign in at a meeting, each member of the team for themselves, with the time of the server.

    Refuses: what `begin` and `read_point` refuse, sign-in-not-team, sign-in-covert, meeting-none, sign-in-twice.
    """
    work = begin(by, number, "fieldwork.recorded")
    member = work.member
    if member is None:
        raise Refused([problem("by", "sign-in-not-team")])
    if member not in expected(work.team, scheme_of(work.engagement.edition)):
        raise Refused([problem("by", "sign-in-covert")])
    meeting = _meeting(work, kind)
    if Attendance.objects.filter(meeting=meeting, person=by).exists():
        raise Refused([_twice(kind, member.name)])
    return _signed(work, meeting, by, at, spot, {"person": by, "name": member.name})


@transaction.atomic
def sign_in_client(
    *,
    by: Person,
    at: datetime,
    number: str,
    kind: MeetingKind,
    name: str,
    function: str,
    spot: Spot = Spot(),
) -> Attendance:
    """Write down somebody of the client who is at a meeting, on the device of a member of the team.

    Refuses: what `begin`, `check_client_person` and `read_point` refuse, meeting-none, sign-in-twice.
    """
    work = begin(by, number, "fieldwork.recorded")
    check_client_person(name, function)
    meeting = _meeting(work, kind)
    given = {"name": name.strip(), "function": function.strip()}
    if Attendance.objects.filter(meeting=meeting, person=None, **given).exists():
        raise Refused([_twice(kind, given["name"])])
    return _signed(work, meeting, by, at, spot, dict(given))


@transaction.atomic
def write_note(*, by: Person, at: datetime, number: str, kind: MeetingKind, text: str, seen: int) -> Meeting:
    """Say why signing in was irregular, also when fieldwork is closed; a new note takes the place of the last.

    Refuses: what `begin` and `check_note` refuse, meeting-none; Changed with both where somebody was faster.
    """
    work = begin(by, number, "meeting.noted", Act.RECORD_FIELDWORK)
    note = check_note(text)
    row = _meeting(work, kind)
    if row.note == note:
        return row
    _expect(row, seen, {"note": row.note}, {"note": note})
    row.note, row.noted_at, row.noted_by = note, at, by
    row.version += 1
    row.save(update_fields=["note", "noted_at", "noted_by", "version"])
    body: dict[str, Value] = {"meeting": row.pk, "kind": row.kind, "note": note}
    ledger.append(by=by, at=at, action="meeting.noted", subject=work.engagement, body=body)
    return row


def _meeting(work: Work, kind: MeetingKind) -> Meeting:
    row = Meeting.objects.filter(engagement=work.engagement, kind=kind.value).first()
    if row is None:
        raise Refused([problem("meeting", "meeting-none", meeting=Word(f"MeetingKind.{kind}"))])
    return row


def _twice(kind: MeetingKind, name: str) -> Problem:
    return problem("name", "sign-in-twice", name=name, meeting=Word(f"MeetingKind.{kind}"))


def _signed(
    work: Work, meeting: Meeting, by: Person, at: datetime, spot: Spot, who: Mapping[str, object]
) -> Attendance:
    point = read_point(spot.latitude, spot.longitude)
    row = Attendance.objects.create(
        meeting=meeting,
        signed_in_at=at,
        place=spot.place.strip()[:200],
        latitude=point.latitude if point else None,
        longitude=point.longitude if point else None,
        **who,
    )
    body: dict[str, Value] = {
        "meeting": meeting.pk,
        "kind": meeting.kind,
        "person": row.person_id,
        "name": row.name,
        "function": row.function,
        "place": row.place,
        "latitude": _told(row.latitude),
        "longitude": _told(row.longitude),
    }
    ledger.append(by=by, at=at, action="meeting.signed-in", subject=work.engagement, body=body)
    return row


def _expect(row: Meeting, seen: int, stands: Mapping[str, object], given: Mapping[str, object]) -> None:
    if row.version > seen:
        raise Changed(f"meetings.{row.kind}", row.version, stands, given)


def _told(value: object) -> Value:
    if value is None:
        return None
    return value.isoformat() if isinstance(value, datetime) else str(value)
