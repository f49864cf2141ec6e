# SPDX-License-Identifier: Apache-2.0
"""The whole demo: a body with its people, two enterprises, and engagements at every stage."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from django.utils import timezone

from zhuoping.actions import notices
from zhuoping.cli.demo_data import enterprises, plans
from zhuoping.cli.demo_data.accounts import CLIENT_USERS
from zhuoping.cli.demo_data.clock import Clock
from zhuoping.cli.demo_data.players import (
    Players,
    adopted,
    joined,
    qualify,
    registered,
    spare_team,
    staff,
)
from zhuoping.cli.demo_data.stages import STEPS, begin, engagement_at, go_on
from zhuoping.core.lifecycle import Stage
from zhuoping.records.models import AdoptedEdition, Client, Engagement, Person, PlanMember

# The histories begin so long ago; each act then takes its while, so that all of them lie behind.
BEGAN = timedelta(days=56)
STEP = timedelta(minutes=19)

# Who is at which stage. The pump maker says that it has 130 offices and lists none, so its application is sent back.
_OF_PUMPS = frozenset({Stage.APPLYING, Stage.SUPPLEMENTING, Stage.DECLINED})

# Those whose visit has begun: an appliance maker is told of it some days ahead.
_VISITED = frozenset({Stage.FIELDWORK, Stage.CLOSED})
_NOTICE, _LONGEST = timedelta(days=5), timedelta(days=14)

# Once these are made, everybody reads what they were told; what is newer waits to be read.
_READ = frozenset({Stage.CONFIRMED, Stage.DISCONTINUED})


def seed(now: datetime) -> None:
    """Fill an empty database; everything has happened before `now`."""
    clock = Clock(now - BEGAN, STEP)
    people = staff(clock)
    edition = adopted(people["tan"], clock)
    qualify(people, clock)
    users = {name: joined(CLIENT_USERS[name], clock) for name in CLIENT_USERS}
    both = {
        name: _players(name, registered(name, user, people["ma"], clock), people, user, edition)
        for name, user in users.items()
    }
    visited = replace(both[enterprises.APPLIANCES], visit_on=_monday_after(clock.today + _NOTICE))
    engagement_at(Stage.CLOSED, visited, clock)
    # Its team is out this week, when everything else has happened.
    visiting = replace(visited, visit_on=_monday_before(timezone.localdate(now)))
    in_field = go_on(begin(visiting, clock), STEPS[Stage.CONFIRMED], visiting, clock).number
    for stage in _oldest_first():
        players = both[enterprises.PUMPS if stage in _OF_PUMPS else enterprises.APPLIANCES]
        made = engagement_at(stage, players, clock)
        if stage is Stage.AGREED:
            # Its plan is begun: the team has to declare its interests.
            plans.begin(players, made.number, clock)
            plans.man(players, made.number, clock)
        if stage in _READ:
            for person in (*people.values(), *users.values()):
                notices.read(by=person, at=clock.tick())
    done = len(STEPS[Stage.CONFIRMED])
    go_on(in_field, STEPS[Stage.FIELDWORK][done:], visiting, clock)


def add_one(stage: Stage, now: datetime) -> Engagement:
    """One more engagement at a stage, of the enterprise that has one there already."""
    people = {person.email.partition("@")[0]: person for person in Person.objects.all()}
    name = enterprises.PUMPS if stage in _OF_PUMPS else enterprises.APPLIANCES
    user = people[CLIENT_USERS[name].key]
    client = Client.objects.get(uscc=enterprises.enterprise(name).uscc)
    edition = AdoptedEdition.objects.filter(ended_at=None).latest("adopted_at")
    clock = Clock(now)
    players = _players(name, client, people, user, edition)
    if stage in _VISITED:
        players = replace(players, visit_on=clock.today)
        if _is_booked(players, clock.today):
            leader, auditor, expert = spare_team(people["tan"], clock)
            players = replace(players, leader=leader, auditor=auditor, expert=expert)
    return engagement_at(stage, players, clock)


def _is_booked(players: Players, today: date) -> bool:
    """Whether anybody of the usual team is out, or will be before a visit that begins today has ended."""
    return PlanMember.objects.filter(
        person__in=[players.leader, players.auditor, players.expert],
        plan__starts_on__lte=today + _LONGEST,
        plan__ends_on__gte=today,
    ).exists()


def _monday_after(day: date) -> date:
    return day + timedelta(days=7 - day.weekday())


def _monday_before(day: date) -> date:
    """The Monday before a day, which lies behind by a whole working day at least."""
    return day - timedelta(days=day.weekday() or 7)


def _oldest_first() -> list[Stage]:
    """The stages before a visit, the longest histories first, so that the newest engagement is the youngest."""
    return sorted(STEPS.keys() - _VISITED, key=lambda stage: -len(STEPS[stage]))


def _players(
    name: str, client: Client, people: dict[str, Person], user: Person, edition: AdoptedEdition
) -> Players:
    case = enterprises.sample(name)
    players = Players(
        officer=people["ma"],
        leader=people["lin"],
        auditor=people["zhou"],
        expert=people["qi"],
        client=client,
        user=user,
        edition=edition,
        scope=case.scope,
        design_reason=case.evaluation.design_reason,
    )
    prior = case.prior_certificate
    return players if prior is None else replace(players, prior_number=prior.number)
