# SPDX-License-Identifier: Apache-2.0
"""The two meetings and the daily log as the values that core's rules read; all times in the body's own."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.utils import timezone

from zhuoping.core.evidence import IMAGES
from zhuoping.core.fieldwork.day_logs import day_log_gaps
from zhuoping.core.fieldwork.gaps import Gap
from zhuoping.core.fieldwork.meetings import (
    Irregular,
    Irregularity,
    MeetingHeld,
    MeetingKind,
    Point,
    SignIn,
    distance_km,
    expected,
    irregularities,
    meeting_gaps,
    sign_in_rules,
)
from zhuoping.core.fieldwork.people import FieldMember
from zhuoping.core.fieldwork.ties import SubjectKind, TieSubject
from zhuoping.core.scheme import Scheme
from zhuoping.records.fieldwork_values import field_team_of
from zhuoping.records.models import Attendance, DayLog, Engagement, Meeting, Plan, Qualification, Tie
from zhuoping.records.plan_values import agenda_of
from zhuoping.records.values import scheme_of


@dataclass(frozen=True, slots=True)
class MeetingKept:
    """A stored meeting with its value and who signed in, in the order of signing in."""

    row: Meeting
    value: MeetingHeld
    attendances: tuple[Attendance, ...]


@dataclass(frozen=True, slots=True)
class AttendanceLine:
    """One line of the attendance list; `registration` is the number of the examiner, empty where none is known."""

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
    irregular: tuple[Irregularity, ...]
    note: str


def meetings_of(engagement: Engagement) -> dict[MeetingKind, MeetingKept]:
    """The meetings that are recorded, the opening first; three queries."""
    rows = {row.kind: row for row in Meeting.objects.filter(engagement=engagement).select_related("noted_by")}
    people = Attendance.objects.filter(meeting__engagement=engagement).select_related("person")
    by_meeting: dict[int, list[Attendance]] = {}
    for each in people.order_by("signed_in_at", "pk"):
        by_meeting.setdefault(each.meeting_id, []).append(each)
    photos = _photos(engagement) if rows else Counter()
    return {
        kind: _kept(rows[kind.value], by_meeting.get(rows[kind.value].pk, []), photos)
        for kind in MeetingKind
        if kind.value in rows
    }


def expected_of(engagement: Engagement, team: Sequence[FieldMember]) -> tuple[FieldMember, ...]:
    """Who of a team comes to the meetings."""
    return expected(team, scheme_of(engagement.edition))


def irregular_in(
    kept: MeetingKept, team: Sequence[FieldMember], scheme: Scheme, now: datetime
) -> tuple[Irregular, ...]:
    """All that is irregular about signing in at a meeting; `team` is the whole of it."""
    return irregularities(kept.value, expected(team, scheme), sign_in_rules(scheme), timezone.localtime(now))


def gaps_of_meetings(engagement: Engagement, now: datetime) -> tuple[Gap, ...]:
    """What meetings and daily log lack before fieldwork may close."""
    plan, team = field_team_of(engagement)
    scheme = scheme_of(engagement.edition)
    held = [each.value for each in meetings_of(engagement).values()]
    local = timezone.localtime(now)
    lacking = meeting_gaps(held, expected(team, scheme), sign_in_rules(scheme), local)
    return (*lacking, *gaps_of_day_log(engagement, plan, local.date()))


def gaps_of_day_log(engagement: Engagement, plan: Plan | None, today: date) -> tuple[Gap, ...]:
    """The planned days up to today that nobody wrote of."""
    written = DayLog.objects.filter(engagement=engagement).values_list("day", flat=True).distinct()
    return day_log_gaps(planned_days(plan), list(written), today)


def planned_days(plan: Plan | None) -> list[date]:
    """The days of the visit on which the agenda of a plan has something, and always its first and its last."""
    if plan is None:
        return []
    days = {item.day for item in agenda_of(plan)}
    bounds = [day for day in (plan.starts_on, plan.ends_on) if day is not None]
    # Modes that need no visit may be carried out before the first day.
    return sorted({day for day in days if not bounds or min(bounds) <= day <= max(bounds)} | set(bounds))


def day_logs_of(engagement: Engagement) -> list[DayLog]:
    """All entries, by day and in the order in which they were written."""
    rows = DayLog.objects.filter(engagement=engagement).select_related("written_by")
    return list(rows.order_by("-day", "pk"))


def attendance_lines(engagement: Engagement, now: datetime) -> list[AttendanceLine]:
    """The attendance list of both meetings, with whoever of the team is missing."""
    plan, team = field_team_of(engagement)
    scheme = scheme_of(engagement.edition)
    coming = expected(team, scheme)
    registered = _registrations(engagement, [each.person for each in team])
    lines: list[AttendanceLine] = []
    for kind, kept in meetings_of(engagement).items():
        found: dict[str, list[Irregularity]] = {}
        for each in irregular_in(kept, team, scheme, now):
            found.setdefault(each.name, []).append(each.what)
        number = plan.number if plan else ""
        lines += [_line(kind, kept, row, registered, number, found) for row in kept.attendances]
        present = {row.person_id for row in kept.attendances}
        lines += [
            AttendanceLine(
                kind,
                of_client=False,
                name=each.name,
                registration=registered.get(each.person, ""),
                function="",
                signed_in_at=None,
                place="",
                latitude=None,
                longitude=None,
                kilometres=None,
                plan=number,
                irregular=tuple(found.get(each.name, ())),
                note=kept.row.note,
            )
            for each in coming
            if each.person not in present
        ]
    return lines


def subject_of_meeting(row: Meeting) -> str:
    """What its photographs are tied to."""
    return str(TieSubject(SubjectKind.MEETING, str(row.pk)))


def point_of(row: Meeting | Attendance) -> Point | None:
    """Where it was, as far as it is known."""
    if row.latitude is None or row.longitude is None:
        return None
    return Point(row.latitude, row.longitude)


def _line(
    kind: MeetingKind,
    kept: MeetingKept,
    row: Attendance,
    registered: Mapping[int, str],
    plan: str,
    found: Mapping[str, list[Irregularity]],
) -> AttendanceLine:
    person, point = row.person_id, point_of(row)
    both = point is not None and kept.value.point is not None
    return AttendanceLine(
        kind,
        of_client=person is None,
        name=row.name,
        registration=registered.get(person, "") if person is not None else "",
        function=row.function,
        signed_in_at=row.signed_in_at,
        place=row.place,
        latitude=row.latitude,
        longitude=row.longitude,
        kilometres=distance_km(point, kept.value.point) if both else None,  # type: ignore[arg-type] # Both are there.
        plan=plan,
        irregular=tuple(found.get(row.name, ())) if person is not None else (),
        note=kept.row.note,
    )


def _kept(row: Meeting, people: Sequence[Attendance], photos: Counter[str]) -> MeetingKept:
    value = MeetingHeld(
        kind=MeetingKind(row.kind),
        held_at=timezone.localtime(row.held_at),
        ended_at=None if row.ended_at is None else timezone.localtime(row.ended_at),
        point=point_of(row),
        sign_ins=tuple(
            SignIn(each.person_id, each.name, timezone.localtime(each.signed_in_at), point_of(each))
            for each in people
        ),
        photos=photos[subject_of_meeting(row)],
        note=row.note,
    )
    return MeetingKept(row, value, tuple(people))


def _photos(engagement: Engagement) -> Counter[str]:
    """How many pictures are tied to each meeting."""
    pictures = [each.media_type for each in IMAGES]
    ties = Tie.objects.filter(
        engagement=engagement,
        untied_at=None,
        subject__startswith=f"{SubjectKind.MEETING}:",
        evidence__file__media_type__in=pictures,
    )
    return Counter(ties.values_list("subject", flat=True))


def _registrations(engagement: Engagement, people: Sequence[int]) -> dict[int, str]:
    """The registration of each examiner for the scheme, the latest where there are several."""
    rows = Qualification.objects.filter(person__in=people, scheme=engagement.edition.scheme)
    return dict(rows.exclude(registration="").order_by("pk").values_list("person_id", "registration"))
