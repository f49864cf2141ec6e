# SPDX-License-Identifier: Apache-2.0
"""Who may go to a client: roles, competence, interests, other bodies and dates (domain rule A8; 17065 4.2, 6.1).

Every reason is found at once, person by person. How the dates count:

- A qualification is in force on its first and its last day, and on those between.
- A booking takes its first and its last day.
- A tie to the client that ended bars for the edition's look-back years, counted as the Civil Code does (Art. 201,
  202): the day of the end is not counted, and the period ends with the same day of its last year, or with 28
  February where there is no 29th. That last day still bars. A tie without an end bars for ever, also one that has
  yet to begin.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from zhuoping.core.authority import Role
from zhuoping.core.case import TeamRole
from zhuoping.core.clients import normalise_uscc
from zhuoping.core.dates import months_after
from zhuoping.core.planning_rules import not_set
from zhuoping.core.problems import Problem, at, problem
from zhuoping.core.scheme import Scheme
from zhuoping.core.wording.labels import Word

LOOK_BACK = "independence.consultancy_years"

_MONTHS = 12
_GIVE_POINTS = (TeamRole.LEADER, TeamRole.AUDITOR)


class TieKind(StrEnum):
    """What bound a person to an enterprise."""

    EMPLOYED = "employed"
    CONSULTED = "consulted"


class Grade(StrEnum):
    """The registration of an auditor, lowest first. No rule asks for one; it ranks proposals."""

    TRAINEE = "trainee"
    AUDITOR = "auditor"
    SENIOR = "senior"


@dataclass(frozen=True, slots=True)
class Qualification:
    """What the body authorised a person for: modes of a scheme, from and until days that both count."""

    scheme: str
    modes: frozenset[str]
    from_on: date
    until_on: date


@dataclass(frozen=True, slots=True)
class Tie:
    """Employment at, or consulting for, the enterprise with this credit code; no `until_on` means it goes on."""

    uscc: str
    kind: TieKind
    from_on: date
    until_on: date | None = None


@dataclass(frozen=True, slots=True)
class Booking:
    """Days on which a person is on the team of an engagement, both ends included."""

    engagement: int
    number: str
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Declaration:
    """What a person declared about their interests in this one engagement; `text` says which conflict."""

    free: bool
    text: str = ""


@dataclass(frozen=True, slots=True)
class TeamCandidate:
    """What is known of a person who might go. `declaration` is the latest one for the engagement in question.

    `led` counts the engagements that the person has led.
    """

    id: int
    name: str
    roles: frozenset[Role]
    qualifications: tuple[Qualification, ...] = ()
    other_body: str = ""
    ties: tuple[Tie, ...] = ()
    bookings: tuple[Booking, ...] = ()
    declaration: Declaration | None = None
    grade: Grade | None = None
    led: int = 0


@dataclass(frozen=True, slots=True)
class TeamNeed:
    """What a team is wanted for: the client's credit code, the modes of the plan and the days of the fieldwork."""

    engagement: int
    uscc: str
    modes: tuple[str, ...]
    dates: tuple[date, ...]


@dataclass(frozen=True, slots=True)
class Member:
    """A place on the team: the person's id, what they are in it, and the modes that they carry out."""

    person: int
    role: TeamRole
    modes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TeamPlan:
    """A team as planned for a need."""

    need: TeamNeed
    members: tuple[Member, ...]


People = Mapping[int, TeamCandidate]


def check_team(
    scheme: Scheme, plan: TeamPlan, people: People, *, declared: bool = True
) -> tuple[Problem, ...]:
    """All that keeps the team from going; nothing where it is lawful.

    `declared`: whether a declaration of interests that is not made yet counts, as it does at the release of the
    plan. A conflict that was declared always counts.
    Codes: those of `why_not`, one-leader, member-twice, member-unknown, member-not-qualified-for-mode,
    mode-not-covered. That nobody is given a mode outside the plan is for `plan.check_plan` to see.
    """
    problems = [*_places(plan, people), *_ready(scheme, plan.need)]
    for index, member in enumerate(plan.members):
        candidate = people.get(member.person)
        if candidate is not None:
            path = at("members", index)
            problems.extend(_person(scheme, plan.need, candidate, member.role, path))
            problems.extend(_modes(scheme, plan.need, candidate, member.modes, path))
            problems.extend(_undeclared(candidate, path) if declared else ())
    problems.extend(
        problem("modes", "mode-not-covered", mode=mode)
        for mode in plan.need.modes
        if not any(_covers(scheme, plan.need, people, member, mode) for member in plan.members)
    )
    return tuple(problems)


def why_not(
    scheme: Scheme, need: TeamNeed, candidate: TeamCandidate, role: TeamRole = TeamRole.AUDITOR
) -> tuple[Problem, ...]:
    """Why this person cannot go in that role; nothing where they can, once they have declared their interests.

    Codes: team-dates-missing, parameter-not-set, member-role-missing, member-in-other-body, member-conflict,
    member-tied, member-tied-still, member-booked, member-not-qualified, member-without-mode.
    """
    path = at("people", str(candidate.id))
    problems = [*_ready(scheme, need), *_person(scheme, need, candidate, role, path)]
    if role in _GIVE_POINTS and not capable_of(scheme, need, candidate):
        problems.append(problem(path, "member-without-mode", name=candidate.name, modes=need.modes))
    return tuple(problems)


def not_authorised(
    scheme: Scheme, need: TeamNeed, candidate: TeamCandidate, modes: tuple[str, ...]
) -> tuple[Problem, ...]:
    """Which of these modes a person may not carry out on all days of the need: member-not-qualified-for-mode."""
    return tuple(_modes(scheme, need, candidate, modes, at("people", str(candidate.id))))


def capable_of(scheme: Scheme, need: TeamNeed, candidate: TeamCandidate) -> tuple[str, ...]:
    """The modes of the need that this person is authorised for on all its days."""
    return tuple(mode for mode in need.modes if not _days_without(scheme.scheme, mode, need.dates, candidate))


def barred_until(tie: Tie, years: int) -> date:
    """The last day on which a tie bars, see the head of this module; the end of the calendar where it goes on.

    >>> str(barred_until(Tie("", TieKind.CONSULTED, date(2020, 1, 1), date(2024, 2, 29)), 2))
    '2026-02-28'
    """
    if tie.until_on is None:
        return date.max
    try:
        return months_after(tie.until_on, years * _MONTHS)
    except OverflowError:
        return date.max


def _places(plan: TeamPlan, people: People) -> Iterator[Problem]:
    """17065 6.1 and domain rule A8: one person answers for the team, and each is on it once."""
    leaders = sum(member.role is TeamRole.LEADER for member in plan.members)
    if leaders != 1:
        yield problem("members", "one-leader", count=leaders)
    seen: set[int] = set()
    for index, member in enumerate(plan.members):
        candidate = people.get(member.person)
        if candidate is None:
            yield problem(at("members", index), "member-unknown", given=member.person)
        elif member.person in seen:
            yield problem(at("members", index), "member-twice", name=candidate.name)
        seen.add(member.person)


def _ready(scheme: Scheme, need: TeamNeed) -> Iterator[Problem]:
    """Without days or a look-back, a team would pass for want of a question."""
    if not need.dates:
        yield problem("dates", "team-dates-missing")
    if look_back(scheme) is None:
        yield not_set(scheme, LOOK_BACK)


def look_back(scheme: Scheme) -> int | None:
    """The edition's years of look-back; None where neither it nor the body sets a whole number."""
    found = scheme.parameters.get(LOOK_BACK)
    value = found.value if found else None
    return value if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else None


def _person(
    scheme: Scheme, need: TeamNeed, candidate: TeamCandidate, place: TeamRole, path: str
) -> Iterator[Problem]:
    """What keeps a person away, whatever their share of the modes."""
    name = candidate.name
    # An expert's role gives no right to award points, so it leads no team either.
    role = Role.AUDITOR if place in _GIVE_POINTS else Role.TECHNICAL_EXPERT
    if role not in candidate.roles:
        values = {"name": name, "role": Word(f"Role.{role}"), "place": Word(f"TeamRole.{place}")}
        yield problem(path, "member-role-missing", **values)
    if candidate.other_body:
        yield problem(path, "member-in-other-body", name=name, body=candidate.other_body)
    if candidate.declaration is not None and not candidate.declaration.free:
        yield problem(path, "member-conflict", name=name, text=candidate.declaration.text)
    yield from _ties(scheme, need, candidate, path)
    for booking in candidate.bookings:
        days = tuple(day for day in need.dates if booking.first <= day <= booking.last)
        if days and booking.engagement != need.engagement:
            yield problem(path, "member-booked", name=name, days=days, number=booking.number)
    days = _days_without(scheme.scheme, None, need.dates, candidate)
    if days:
        yield problem(path, "member-not-qualified", name=name, days=days)


def _ties(scheme: Scheme, need: TeamNeed, candidate: TeamCandidate, path: str) -> Iterator[Problem]:
    """17065 4.2: nobody evaluates whom they worked for or advised in the look-back before the first day."""
    years = look_back(scheme)
    if years is None or not need.dates:
        return
    first = min(need.dates)
    for tie in candidate.ties:
        barred = barred_until(tie, years)
        if normalise_uscc(tie.uscc) != normalise_uscc(need.uscc) or first > barred:
            continue
        values: dict[str, object] = {"name": candidate.name, "kind": Word(f"TieKind.{tie.kind}")}
        if tie.until_on is None:
            yield problem(path, "member-tied-still", since=tie.from_on, **values)
        else:
            values |= {"until": tie.until_on, "years": years, "barred": barred, "first": first}
            yield problem(path, "member-tied", **values)


def _modes(
    scheme: Scheme, need: TeamNeed, candidate: TeamCandidate, modes: tuple[str, ...], path: str
) -> Iterator[Problem]:
    """17065 6.1: nobody carries out a mode that they are not authorised for on every day."""
    unqualified = _days_without(scheme.scheme, None, need.dates, candidate)
    for mode in modes:
        # Days without any authorisation for the scheme are told already.
        without = _days_without(scheme.scheme, mode, need.dates, candidate)
        days = tuple(day for day in without if day not in unqualified)
        if days:
            values = {"name": candidate.name, "mode": mode, "days": days}
            yield problem(path, "member-not-qualified-for-mode", **values)


def _undeclared(candidate: TeamCandidate, path: str) -> Iterator[Problem]:
    if candidate.declaration is None:
        yield problem(path, "member-undeclared", name=candidate.name)


def _covers(scheme: Scheme, need: TeamNeed, people: People, member: Member, mode: str) -> bool:
    """Whether a member who may give points carries out the mode and is authorised for it on all days."""
    candidate = people.get(member.person)
    return (
        candidate is not None
        and member.role in _GIVE_POINTS
        and Role.AUDITOR in candidate.roles
        and mode in member.modes
        and not _days_without(scheme.scheme, mode, need.dates, candidate)
    )


def _days_without(
    scheme: str, mode: str | None, dates: tuple[date, ...], candidate: TeamCandidate
) -> tuple[date, ...]:
    """The days on which no qualification for the scheme, and for the mode if one is named, is in force."""
    held = [
        each
        for each in candidate.qualifications
        if each.scheme == scheme and (mode is None or mode in each.modes)
    ]
    return tuple(day for day in dates if not any(each.from_on <= day <= each.until_on for each in held))
