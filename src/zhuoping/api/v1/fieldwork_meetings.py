# SPDX-License-Identifier: Apache-2.0
"""Meetings, signing in and the daily log by programs: read with what is irregular, written as on the pages."""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Router, Schema
from pydantic import AwareDatetime, Field

from zhuoping.actions.acting import subject_of
from zhuoping.actions.fieldwork import day_logs, meetings
from zhuoping.actions.fieldwork.meetings import Given, Spot
from zhuoping.api import keys
from zhuoping.api.reading import In, Whole
from zhuoping.api.v1 import engagements
from zhuoping.api.writing import CREATED, write
from zhuoping.core.authority import Act
from zhuoping.core.fieldwork.meetings import Irregularity, MeetingKind
from zhuoping.core.fieldwork.records import SHORT_LIMIT, TEXT_LIMIT
from zhuoping.records.fieldwork_values import field_team_of
from zhuoping.records.meeting_values import attendance_lines, day_logs_of, irregular_in, meetings_of
from zhuoping.records.models import Attendance, DayLog, Engagement, Meeting
from zhuoping.records.values import scheme_of

router = Router(tags=["fieldwork"])
_Text = Annotated[str, Field(max_length=TEXT_LIMIT)]
_Short = Annotated[str, Field(max_length=SHORT_LIMIT)]
_Degrees = Annotated[Decimal, Field(max_digits=20)]


class MeetingIn(In):
    """A meeting; the coordinates are those of the planned place. `seen` is the version read, 0 for none."""

    held_at: AwareDatetime
    ended_at: AwareDatetime | None = None
    place: _Text
    latitude: _Degrees | None = None
    longitude: _Degrees | None = None
    seen: Whole


class SpotIn(In):
    """Where whoever signs in is."""

    place: _Short = ""
    latitude: _Degrees | None = None
    longitude: _Degrees | None = None


class ClientPersonIn(SpotIn):
    """Somebody of the client, and where."""

    name: _Text
    function: _Text


class ExceptionNoteIn(In):
    """Why signing in was irregular."""

    note: _Text
    seen: Whole


class LogIn(In):
    """An entry of the daily log."""

    day: date
    text: _Text


class IrregularOut(Schema):
    """What is irregular: of whom (empty for the meeting as a whole), and how far away."""

    what: Irregularity
    name: str
    kilometres: Decimal | None


class MeetingOut(Schema):
    """A meeting; `photos` counts the pictures tied to `meeting:<id>`."""

    id: int
    kind: MeetingKind
    version: int
    held_at: datetime
    ended_at: datetime | None
    place: str
    latitude: Decimal | None
    longitude: Decimal | None
    photos: int
    irregular: list[IrregularOut]
    note: str
    note_due_on: date | None
    noted_by: str


class AttendanceOut(Schema):
    """Somebody who signed in, or of the team should have (`signed_in_at` is null)."""

    meeting: MeetingKind
    of_client: bool
    name: str
    registration: str
    function: str
    signed_in_at: datetime | None
    place: str
    latitude: Decimal | None
    longitude: Decimal | None
    kilometres: Decimal | None
    plan: str
    irregular: list[Irregularity]
    note: str


class LogOut(Schema):
    """An entry of the daily log."""

    day: date
    text: str
    written_at: datetime
    written_by: str


class MeetingHead(Schema):
    """The meeting after a change."""

    id: int
    version: int


class SignedOut(Schema):
    """Who signed in, and when."""

    name: str
    signed_in_at: datetime


@router.get("/{number}/fieldwork/meetings", auth=keys.may(Act.VIEW_FIELDWORK), response=list[MeetingOut])
def get_meetings(request: HttpRequest, number: str) -> list[dict[str, Any]]:
    """The meetings that are recorded, the opening first, each with what is irregular about signing in."""
    engagement = _viewed(request, number)
    _, team = field_team_of(engagement)
    scheme, now = scheme_of(engagement.edition), timezone.now()
    return [
        {
            "id": each.row.pk,
            "kind": kind,
            "version": each.row.version,
            "held_at": each.row.held_at,
            "ended_at": each.row.ended_at,
            "place": each.row.place,
            "latitude": each.row.latitude,
            "longitude": each.row.longitude,
            "photos": each.value.photos,
            "irregular": [
                {"what": one.what, "name": one.name, "kilometres": one.kilometres}
                for one in irregular_in(each, team, scheme, now)
            ],
            "note": each.row.note,
            "note_due_on": each.row.note_due_on,
            "noted_by": str(each.row.noted_by or ""),
        }
        for kind, each in meetings_of(engagement).items()
    ]


@router.get("/{number}/fieldwork/attendance", auth=keys.may(Act.VIEW_FIELDWORK), response=list[AttendanceOut])
def get_attendance(request: HttpRequest, number: str) -> list[dict[str, Any]]:
    """The attendance of both meetings, with what a national sign-in asks for."""
    lines = attendance_lines(_viewed(request, number), timezone.now())
    return [{name: getattr(each, name) for name in AttendanceOut.model_fields} for each in lines]


@router.put(
    "/{number}/fieldwork/meetings/{meeting}", auth=keys.may(Act.RECORD_FIELDWORK), response=MeetingHead
)
def put_meeting(request: HttpRequest, number: str, meeting: str, given: MeetingIn) -> HttpResponse:
    """Record a meeting (`opening` or `closing`) or change it; 409 with both where somebody was faster."""
    engagements.expect_visible(request, number)
    kind, values = _kind(meeting), dict(given)
    seen = values.pop("seen")

    def act() -> dict[str, Any]:
        by, at = keys.person_of(request), timezone.now()
        return _head(
            meetings.record_meeting(by=by, at=at, number=number, kind=kind, given=Given(**values), seen=seen)
        )

    return write(request, act)


@router.post(
    "/{number}/fieldwork/meetings/{meeting}/sign-in",
    auth=keys.may(Act.RECORD_FIELDWORK),
    response={CREATED: SignedOut},
)
def post_sign_in(request: HttpRequest, number: str, meeting: str, given: SpotIn) -> HttpResponse:
    """Sign in oneself, with the time of the server."""
    engagements.expect_visible(request, number)
    kind = _kind(meeting)

    def act() -> dict[str, Any]:
        by, at = keys.person_of(request), timezone.now()
        return _signed(meetings.sign_in(by=by, at=at, number=number, kind=kind, spot=Spot(**dict(given))))

    return write(request, act, CREATED)


@router.post(
    "/{number}/fieldwork/meetings/{meeting}/client",
    auth=keys.may(Act.RECORD_FIELDWORK),
    response={CREATED: SignedOut},
)
def post_client(request: HttpRequest, number: str, meeting: str, given: ClientPersonIn) -> HttpResponse:
    """Write down somebody of the client who takes part."""
    engagements.expect_visible(request, number)
    kind, values = _kind(meeting), dict(given)
    name, function = values.pop("name"), values.pop("function")

    def act() -> dict[str, Any]:
        by, at = keys.person_of(request), timezone.now()
        row = meetings.sign_in_client(
            by=by, at=at, number=number, kind=kind, name=name, function=function, spot=Spot(**values)
        )
        return _signed(row)

    return write(request, act, CREATED)


@router.put(
    "/{number}/fieldwork/meetings/{meeting}/note", auth=keys.may(Act.RECORD_FIELDWORK), response=MeetingHead
)
def put_note(request: HttpRequest, number: str, meeting: str, given: ExceptionNoteIn) -> HttpResponse:
    """Say why signing in was irregular; also when fieldwork is closed."""
    engagements.expect_visible(request, number)
    kind = _kind(meeting)

    def act() -> dict[str, Any]:
        by, at = keys.person_of(request), timezone.now()
        return _head(
            meetings.write_note(by=by, at=at, number=number, kind=kind, text=given.note, seen=given.seen)
        )

    return write(request, act)


@router.get("/{number}/fieldwork/day-log", auth=keys.may(Act.VIEW_FIELDWORK), response=list[LogOut])
def get_log(request: HttpRequest, number: str) -> list[dict[str, Any]]:
    """The daily log, the latest day first, entries in the order in which they were written."""
    return [_log(each) for each in day_logs_of(_viewed(request, number))]


@router.post("/{number}/fieldwork/day-log", auth=keys.may(Act.RECORD_FIELDWORK), response={CREATED: LogOut})
def post_log(request: HttpRequest, number: str, given: LogIn) -> HttpResponse:
    """Write what one did on a day, or add to it."""
    engagements.expect_visible(request, number)

    def act() -> dict[str, Any]:
        by, at = keys.person_of(request), timezone.now()
        return _log(day_logs.write_log(by=by, at=at, number=number, day=given.day, text=given.text))

    return write(request, act, CREATED)


def _viewed(request: HttpRequest, number: str) -> Engagement:
    engagement = engagements.visible(request, number)
    keys.allow(request, Act.VIEW_FIELDWORK, subject_of(engagement))
    return engagement


def _kind(meeting: str) -> MeetingKind:
    if meeting not in list(MeetingKind):
        raise Http404
    return MeetingKind(meeting)


def _head(row: Meeting) -> dict[str, Any]:
    return {"id": row.pk, "version": row.version}


def _signed(row: Attendance) -> dict[str, Any]:
    return {"name": row.name, "signed_in_at": row.signed_in_at}


def _log(row: DayLog) -> dict[str, Any]:
    return {
        "day": row.day,
        "text": row.text,
        "written_at": row.written_at,
        "written_by": str(row.written_by),
    }
