# SPDX-License-Identifier: Apache-2.0
"""People as the rules of teams read them: what they are, may, did and said (core/team)."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date
from typing import cast

from django.db.models import Q, QuerySet

from zhuoping.core.authority import Role
from zhuoping.core.case import TeamRole
from zhuoping.core.lifecycle import OVER
from zhuoping.core.team import Booking, Declaration, Grade, Qualification, TeamCandidate, Tie, TieKind
from zhuoping.records import models
from zhuoping.records.models import (
    ClientTie,
    Engagement,
    InterestDeclaration,
    Person,
    PlanMember,
    PlanState,
    RoleHolding,
)

# Whoever has one of these may stand on a team.
TEAM_ROLES = (Role.AUDITOR, Role.TECHNICAL_EXPERT)
# A draft books nobody: of two officers who plan with one person, whoever releases first has them. A discontinued or
# declined engagement takes nobody's days.
_BOOKS = (PlanState.RELEASED, PlanState.CONFIRMED)


def candidates(
    engagement: Engagement | None = None, *, among: Iterable[int] | None = None
) -> dict[int, TeamCandidate]:
    """Everybody active who holds a role of a team, by id; `among` adds people whose role or account ended since.

    `engagement`: the one whose declarations of interests count. The number of queries does not grow with the people.
    """
    holders = RoleHolding.objects.filter(role__in=TEAM_ROLES, ended_at=None, person__is_active=True)
    wanted = Q(pk__in=holders.values("person_id"))
    if among is not None:
        wanted |= Q(pk__in=list(among))
    people = list(Person.objects.filter(wanted).order_by("name", "pk"))
    ids = [person.pk for person in people]
    roles = _roles(ids)
    held, grades = _qualifications(ids)
    ties, bookings, led = _ties(ids), _bookings(ids), _led(ids)
    declared = _declarations(ids, engagement)
    return {
        person.pk: TeamCandidate(
            id=person.pk,
            name=str(person),
            roles=frozenset(roles[person.pk]) if person.is_active else frozenset(),
            qualifications=tuple(held[person.pk]),
            other_body=person.other_body,
            ties=tuple(ties[person.pk]),
            bookings=tuple(bookings[person.pk]),
            declaration=declared.get(person.pk),
            grade=grades.get(person.pk),
            led=led[person.pk],
        )
        for person in people
    }


def standing_qualifications(ids: Iterable[int]) -> QuerySet[models.Qualification]:
    """The authorisations of these people that were not ended before their day."""
    return models.Qualification.objects.filter(person_id__in=ids, ended_at=None).order_by("from_on", "pk")


def _roles(ids: list[int]) -> dict[int, set[Role]]:
    found: dict[int, set[Role]] = defaultdict(set)
    rows = RoleHolding.objects.filter(person_id__in=ids, ended_at=None)
    for person, role in rows.values_list("person_id", "role"):
        found[person].add(Role(role))
    return found


def _qualifications(ids: list[int]) -> tuple[dict[int, list[Qualification]], dict[int, Grade]]:
    """By person: what they are authorised for, and the grade of the latest authorisation that names one."""
    held: dict[int, list[Qualification]] = defaultdict(list)
    grades: dict[int, Grade] = {}
    for row in standing_qualifications(ids):
        held[row.person_id].append(Qualification(row.scheme, frozenset(row.modes), row.from_on, row.until_on))
        if row.grade:
            grades[row.person_id] = Grade(row.grade)
    return held, grades


def _ties(ids: list[int]) -> dict[int, list[Tie]]:
    found: dict[int, list[Tie]] = defaultdict(list)
    for row in ClientTie.objects.filter(person_id__in=ids).order_by("from_on", "pk"):
        found[row.person_id].append(Tie(row.uscc, TieKind(row.kind), row.from_on, row.until_on))
    return found


def ties_of(person: int) -> tuple[Tie, ...]:
    """What ties one person to enterprises."""
    return tuple(_ties([person])[person])


def drafted(ids: Iterable[int], engagement: Engagement) -> dict[int, list[Booking]]:
    """Days that drafts of other engagements have in mind for these people: they bar nobody, but are told."""
    found = _bookings(list(ids), (PlanState.DRAFT,))
    return {
        person: others
        for person, booked in found.items()
        if (others := [each for each in booked if each.engagement != engagement.pk])
    }


def _bookings(ids: list[int], states: tuple[PlanState, ...] = _BOOKS) -> dict[int, list[Booking]]:
    """Days of plans in these states: those of the visit, and each day before it on which the person has work."""
    found: dict[int, list[Booking]] = defaultdict(list)
    rows = (
        PlanMember.objects.filter(
            person_id__in=ids,
            plan__state__in=states,
            plan__starts_on__isnull=False,
            plan__ends_on__isnull=False,
        )
        .exclude(plan__engagement__stage__in=OVER)
        .order_by("plan__starts_on", "plan_id")
        .values_list(
            "person_id",
            "plan__agenda",
            "plan__engagement_id",
            "plan__engagement__number",
            "plan__starts_on",
            "plan__ends_on",
        )
    )
    for person, agenda, engagement, number, starts_on, ends_on in rows:
        first, last = cast("tuple[date, date]", (starts_on, ends_on))  # Only such rows are asked for.
        days = {date.fromisoformat(item["day"]) for item in agenda if person in item["persons"]}
        apart = sorted(day for day in days if not first <= day <= last)
        found[person] += [Booking(engagement, number, day, day) for day in apart]
        found[person].append(Booking(engagement, number, first, last))
    return found


def _led(ids: list[int]) -> Counter[int]:
    rows = PlanMember.objects.filter(
        person_id__in=ids, role=TeamRole.LEADER, plan__state=PlanState.CONFIRMED
    ).exclude(plan__engagement__stage__in=OVER)
    return Counter(person for person, _ in rows.values_list("person_id", "plan__engagement_id").distinct())


def _declarations(ids: list[int], engagement: Engagement | None) -> dict[int, Declaration]:
    """The latest of each person; rows come oldest first, so that a later one takes the place of an earlier."""
    if engagement is None:
        return {}
    rows = InterestDeclaration.objects.filter(person_id__in=ids, engagement=engagement).order_by("pk")
    return {row.person_id: Declaration(row.free, row.text) for row in rows}
