# SPDX-License-Identifier: Apache-2.0
"""Signing in at the opening and the closing meeting (domain rule A12; CNCA supervision document 2021 no. 3).

Every member of the team signs in, and people of the client. Whatever is irregular about it (too far away, without
coordinates, at another time, not at all) needs a note within some working days. A mystery customer, whom the client
must not know of, comes to no meeting.
"""

import math
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum

from zhuoping.core.agenda import covert_modes
from zhuoping.core.dates import working_days_after
from zhuoping.core.fieldwork.gaps import Gap, Where
from zhuoping.core.fieldwork.people import FieldMember
from zhuoping.core.fieldwork.records import SHORT_LIMIT, TEXT_LIMIT
from zhuoping.core.problems import Problem, Refused, problem
from zhuoping.core.scheme import Scheme
from zhuoping.core.wording.labels import Word

NAME_LIMIT = 100
# The mean radius of the earth (IUGG); on a sphere a distance is at most 0.6 % off.
_RADIUS_KM = 6371.0088
_METRE = Decimal("0.001")
# What is kept of a coordinate: six decimals are a tenth of a metre.
_PLACES = Decimal("0.000001")
_LIMITS = {"latitude": Decimal(90), "longitude": Decimal(180)}


class MeetingKind(StrEnum):
    """Which of the two meetings."""

    OPENING = "opening"
    CLOSING = "closing"


class Irregularity(StrEnum):
    """What a note has to explain."""

    MISSING = "missing"
    FAR = "far"
    NO_COORDINATES = "no-coordinates"
    OUT_OF_TIME = "out-of-time"
    NO_CLIENT = "no-client"
    UNMEASURED = "unmeasured"


@dataclass(frozen=True, slots=True)
class Point:
    """A place on the earth in degrees, north and east positive (WGS 84 or whatever both points are given in)."""

    latitude: Decimal
    longitude: Decimal


@dataclass(frozen=True, slots=True)
class SignIn:
    """Who signed in, when and where; `person` for a member of the team, None for somebody of the client."""

    person: int | None
    name: str
    at: datetime
    point: Point | None = None


@dataclass(frozen=True, slots=True)
class MeetingHeld:
    """A meeting: from `held_at` to `ended_at` in the local time of the body, at the planned `point`.

    `photos` is how many are tied to it; `note` explains what was irregular.
    """

    kind: MeetingKind
    held_at: datetime
    ended_at: datetime | None = None
    point: Point | None = None
    sign_ins: tuple[SignIn, ...] = ()
    photos: int = 0
    note: str = ""


@dataclass(frozen=True, slots=True)
class SignInRules:
    """The edition's parameters `sign_in.…`: hours, kilometres, working days, photographs."""

    within_hours: int
    distance_km: int
    note_workdays: int
    photos_least: int
    photos_most: int


@dataclass(frozen=True, slots=True)
class Irregular:
    """One thing that is irregular: of whom (empty for the meeting as a whole), and how far away where that is it."""

    what: Irregularity
    name: str = ""
    kilometres: Decimal | None = None


def sign_in_rules(scheme: Scheme) -> SignInRules:
    """What an edition asks of signing in. Its reader has seen that each is a whole number."""
    values = {name: scheme.parameters[f"sign_in.{name}"].value for name in SignInRules.__slots__}
    return SignInRules(**{name: int(str(value)) for name, value in values.items()})


def read_point(latitude: Decimal | None, longitude: Decimal | None) -> Point | None:
    """A point from two coordinates, rounded to what is kept; None for none.

    Raises Refused: point-half, point-outside.
    """
    if latitude is None and longitude is None:
        return None
    if latitude is None or longitude is None:
        raise Refused([problem("latitude" if latitude is None else "longitude", "point-half")])
    given = {"latitude": latitude, "longitude": longitude}
    outside = [
        problem(name, "point-outside", given=value, limit=_LIMITS[name])
        for name, value in given.items()
        if not (value.is_finite() and abs(value) <= _LIMITS[name])
    ]
    if outside:
        raise Refused(outside)
    return Point(latitude.quantize(_PLACES), longitude.quantize(_PLACES))


def distance_km(one: Point, other: Point) -> Decimal:
    """The great-circle distance in kilometres, to the metre (haversine).

    >>> xiamen = Point(Decimal("24.479834"), Decimal("118.089425"))
    >>> str(distance_km(xiamen, Point(Decimal("24.524800"), Decimal("118.089425"))))
    '5.000'
    """
    south, north = (math.radians(each.latitude) for each in (one, other))
    east = math.radians(other.longitude - one.longitude)
    half = math.sin((north - south) / 2) ** 2 + math.cos(south) * math.cos(north) * math.sin(east / 2) ** 2
    # Rounding could lift it over 1 for two ends of the earth, where the arc sine ends.
    return Decimal(2 * _RADIUS_KM * math.asin(math.sqrt(min(1.0, half)))).quantize(_METRE)


def expected(team: Iterable[FieldMember], scheme: Scheme) -> tuple[FieldMember, ...]:
    """Who of the team comes to the meetings: everybody but those who carry out covert modes only (domain rules 3.2)."""
    covert = covert_modes(scheme)
    return tuple(each for each in team if not each.modes or not covert.issuperset(each.modes))


def window(meeting: MeetingHeld, rules: SignInRules) -> tuple[datetime, datetime]:
    """From when to when signing in counts.

    The opening: on its day, until some hours after it began; the closing: from its beginning to some hours after its
    end.
    """
    more = timedelta(hours=rules.within_hours)
    if meeting.kind is MeetingKind.OPENING:
        midnight = meeting.held_at.replace(hour=0, minute=0, second=0, microsecond=0)
        return midnight, meeting.held_at + more
    return meeting.held_at, (meeting.ended_at or meeting.held_at) + more


def note_due_on(meeting: MeetingHeld, rules: SignInRules) -> date:
    """By when a note is due, should one be needed: working days from the day of the meeting."""
    return working_days_after(meeting.held_at.date(), rules.note_workdays)


def irregularities(
    meeting: MeetingHeld, team: Collection[FieldMember], rules: SignInRules, now: datetime
) -> tuple[Irregular, ...]:
    """All that is irregular about signing in at a meeting as it stands; `team` as of `expected`.

    Nobody is missing while signing in still counts.
    """
    first, last = window(meeting, rules)
    found = [] if meeting.point else [Irregular(Irregularity.UNMEASURED)]
    signed = {each.person: each for each in meeting.sign_ins if each.person is not None}
    for member in team:
        entry = signed.get(member.person)
        if entry is None:
            if now > last:
                found.append(Irregular(Irregularity.MISSING, member.name))
            continue
        if not first <= entry.at <= last:
            found.append(Irregular(Irregularity.OUT_OF_TIME, member.name))
        if entry.point is None:
            found.append(Irregular(Irregularity.NO_COORDINATES, member.name))
        elif meeting.point is not None:
            kilometres = distance_km(entry.point, meeting.point)
            if kilometres > rules.distance_km:
                found.append(Irregular(Irregularity.FAR, member.name, kilometres))
    if now > last and all(each.person is not None for each in meeting.sign_ins):
        found.append(Irregular(Irregularity.NO_CLIENT))
    return tuple(found)


def meeting_problems(
    meeting: MeetingHeld, place: str, other: MeetingHeld | None, now: datetime
) -> tuple[Problem, ...]:
    """What is wrong with a meeting as it is written down; `other` is the other one of the two.

    meeting-place-missing, text-too-long, meeting-day-ahead, meeting-end-early, meeting-order.
    """
    found: list[Problem] = []
    if not place.strip():
        found.append(problem("place", "meeting-place-missing"))
    if len(place.strip()) > SHORT_LIMIT:
        found.append(problem("place", "text-too-long", length=len(place.strip()), limit=SHORT_LIMIT))
    if meeting.held_at.date() > now.astimezone(meeting.held_at.tzinfo).date():
        found.append(problem("held_at", "meeting-day-ahead", day=meeting.held_at.date()))
    if meeting.ended_at is not None and meeting.ended_at < meeting.held_at:
        found.append(problem("ended_at", "meeting-end-early", given=_moment(meeting.ended_at)))
    if other is not None:
        closing, opening = (meeting, other) if meeting.kind is MeetingKind.CLOSING else (other, meeting)
        if closing.held_at < opening.held_at:
            found.append(
                problem(
                    "held_at",
                    "meeting-order",
                    opening=_moment(opening.held_at),
                    closing=_moment(closing.held_at),
                )
            )
    return tuple(found)


def check_client_person(name: str, function: str) -> None:
    """Nothing for somebody of the client who can be found again. Raises Refused: sign-in-name, text-too-long."""
    found: list[Problem] = []
    if not name.strip():
        found.append(problem("name", "sign-in-name"))
    if not function.strip():
        found.append(problem("function", "sign-in-function"))
    for path, text, limit in (("name", name, NAME_LIMIT), ("function", function, SHORT_LIMIT)):
        if len(text.strip()) > limit:
            found.append(problem(path, "text-too-long", length=len(text.strip()), limit=limit))
    if found:
        raise Refused(found)


def check_note(text: str) -> str:
    """A note as it is kept. Raises Refused: meeting-note-missing, text-too-long."""
    kept = text.replace("\r\n", "\n").strip()
    if not kept:
        raise Refused([problem("note", "meeting-note-missing")])
    if len(kept) > TEXT_LIMIT:
        raise Refused([problem("note", "text-too-long", length=len(kept), limit=TEXT_LIMIT)])
    return kept


def meeting_gaps(
    held: Collection[MeetingHeld], team: Collection[FieldMember], rules: SignInRules, now: datetime
) -> tuple[Gap, ...]:
    """What the meetings lack before fieldwork may close; `team` as of `expected`.

    A note that is not due yet keeps nothing open, unless somebody did not sign in at all: only a note excepts them.
    """
    found: list[Gap] = []
    by_kind = {each.kind: each for each in held}
    for kind in MeetingKind:
        meeting = by_kind.get(kind)
        if meeting is None:
            found.append(_gap(kind, "meeting-not-held"))
            continue
        signed = {each.person for each in meeting.sign_ins}
        missing = tuple(each.name for each in team if each.person not in signed)
        if missing and not meeting.note:
            found.append(_gap(kind, "sign-in-missing", names=missing))
        due = note_due_on(meeting, rules)
        others = [
            each
            for each in irregularities(meeting, team, rules, now)
            if each.what is not Irregularity.MISSING
        ]
        if others and not meeting.note:
            what = tuple(Word(f"Irregularity.{each}") for each in dict.fromkeys(one.what for one in others))
            today = now.astimezone(meeting.held_at.tzinfo).date()
            found.append(_gap(kind, "meeting-note-due", blocks=today >= due, due_on=due, what=what))
        if meeting.photos < rules.photos_least:
            found.append(_gap(kind, "meeting-photos-few", count=meeting.photos, least=rules.photos_least))
        if meeting.photos > rules.photos_most:
            found.append(_gap(kind, "meeting-photos-many", count=meeting.photos, most=rules.photos_most))
    return tuple(found)


def _gap(kind: MeetingKind, code: str, *, blocks: bool = True, **values: object) -> Gap:
    return Gap(
        Where.MEETING, kind, problem(kind, code, meeting=Word(f"MeetingKind.{kind}"), **values), blocks
    )


def _moment(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M}"
