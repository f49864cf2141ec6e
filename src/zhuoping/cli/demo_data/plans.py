# SPDX-License-Identifier: Apache-2.0
"""How an evaluation is planned: modes and dates, sample, team, person-days, agenda, interests; then the answer."""

from datetime import date, timedelta
from decimal import ROUND_CEILING, Decimal

from django.db.models import Max

from zhuoping.actions import planning
from zhuoping.cli.demo_data import reviewing
from zhuoping.cli.demo_data.clock import Clock
from zhuoping.cli.demo_data.players import Players
from zhuoping.core.case import TeamRole
from zhuoping.core.plan_points import least_days
from zhuoping.core.team import Member
from zhuoping.records.models import Engagement, Plan
from zhuoping.records.plan_values import latest_plan, plan_of
from zhuoping.records.values import scheme_of

# The client gets the plan in time, and nobody is promised twice: each further visit begins two weeks later.
_AHEAD, _APART = timedelta(days=45), timedelta(days=14)
_MODES = "E+H+I"
_AUDITORS = 2


def begin(players: Players, number: str, clock: Clock) -> None:
    """A draft with modes, dates and sample; the officer goes on tomorrow."""
    first = players.visit_on or _first_day(clock.today)
    _basics(players, number, clock, first, first + timedelta(days=4))
    planning.draw_sample(
        by=players.officer,
        at=clock.tick(),
        on=clock.today,
        number=number,
        version=_edit(number),
        seed=f"{number} {clock.today} 8305",
    )


def man(players: Players, number: str, clock: Clock) -> None:
    """Put leader, auditor and expert on the team; they are asked for their interests."""
    members = [
        Member(players.leader.pk, TeamRole.LEADER, ("E", "H", "I")),
        Member(players.auditor.pk, TeamRole.AUDITOR, ("E", "I")),
        Member(players.expert.pk, TeamRole.TECHNICAL_EXPERT),
    ]
    planning.save_team(
        by=players.officer, at=clock.tick(), number=number, version=_edit(number), members=members
    )


def finish(players: Players, number: str, clock: Clock) -> None:
    """Team, person-days, agenda and declarations, so that nothing is missing."""
    man(players, number, clock)
    days = _days(players, number, clock)
    plan = _plan(number)
    if plan.starts_on is None:
        raise LookupError(number)
    length = int((days / _AUDITORS).to_integral_value(ROUND_CEILING))
    _basics(players, number, clock, plan.starts_on, plan.starts_on + timedelta(days=length - 1))
    planning.propose_agenda(
        by=players.officer, at=clock.tick(), on=clock.today, number=number, version=_edit(number)
    )
    for person in (players.leader, players.auditor, players.expert):
        planning.declare(by=person, at=clock.tick(), number=number, free=True)


def release(players: Players, number: str, clock: Clock) -> None:
    """Release the plan, which tells the client; the prior certificate is looked up again before."""
    reviewing.look_up_again(players, number, clock)
    planning.release(
        by=players.officer, at=clock.tick(), on=clock.today, number=number, version=_edit(number)
    )


def confirm(players: Players, number: str, clock: Clock) -> None:
    """The client confirms."""
    planning.confirm(by=players.user, at=clock.tick(), number=number, plan_version=_plan(number).version)


def _basics(players: Players, number: str, clock: Clock, first: date, last: date) -> None:
    planning.save_basics(
        by=players.officer,
        at=clock.tick(),
        number=number,
        version=_edit(number),
        modes=_MODES,
        starts_on=first,
        ends_on=last,
    )


def _days(players: Players, number: str, clock: Clock) -> Decimal:
    """As many person-days as the edition computes."""
    families = max(1, len(players.client.product_families))
    for planned in (None, _least):
        days = None if planned is None else planned(number)
        planning.save_days(
            by=players.officer,
            at=clock.tick(),
            number=number,
            version=_edit(number),
            families=families,
            by_headcount={},
            reductions=[],
            planned_days=days,
        )
    return _least(number)


def _least(number: str) -> Decimal:
    plan = _plan(number)
    return least_days(scheme_of(plan.engagement.edition), plan_of(plan)).least


def _first_day(today: date) -> date:
    """A Monday after all visits that are planned already."""
    latest = Plan.objects.aggregate(latest=Max("starts_on"))["latest"]
    first = today + _AHEAD if latest is None else max(today + _AHEAD, latest + _APART)
    return first + timedelta(days=-first.weekday() % 7)


def _plan(number: str) -> Plan:
    found = Engagement.objects.select_related("client", "edition", "application").get(number=number)
    plan = latest_plan(found)
    if plan is None:
        raise LookupError(number)
    return plan


def _edit(number: str) -> int:
    """The version of the draft as a page would send it; 0 before there is one."""
    edits = Plan.objects.filter(engagement__number=number).order_by("-version").values_list("edit", flat=True)
    return edits.first() or 0
