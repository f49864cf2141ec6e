# SPDX-License-Identifier: Apache-2.0
"""The team: lawful ones proposed, who may not go and why, and the one that is chosen."""

from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Query, Router, Schema
from pydantic import Field

from zhuoping.actions import planning
from zhuoping.api import keys, problems
from zhuoping.api.problems import ProblemOut, language_of
from zhuoping.api.reading import In, Version, Whole
from zhuoping.api.v1 import engagements
from zhuoping.api.v1.planning import PlanHead, head, viewed
from zhuoping.api.writing import write
from zhuoping.core.authority import Act, Role
from zhuoping.core.case import TeamRole
from zhuoping.core.plan_points import need_of
from zhuoping.core.scheme import Scheme
from zhuoping.core.team import Member, TeamCandidate, TeamNeed, capable_of, why_not
from zhuoping.core.team_proposals import propose_teams
from zhuoping.records.people_values import candidates
from zhuoping.records.plan_values import latest_plan, plan_of
from zhuoping.records.values import scheme_of

router = Router(tags=["plan"])
_PROPOSED, _MOST_PEOPLE = 5, 9


class MemberIn(In):
    """Somebody on the team, as what, and for which modes."""

    person: Whole
    role: TeamRole
    modes: tuple[str, ...] = ()


class TeamIn(Version):
    """The whole team; an empty one is one, too."""

    members: Annotated[tuple[MemberIn, ...], Field(max_length=100)]


class Place(Schema):
    """A place on a proposed team."""

    person: int
    role: TeamRole
    modes: list[str]


class Proposed(Schema):
    """A lawful team; `load` are days booked elsewhere, `undeclared` who has yet to declare their interests."""

    members: list[Place]
    load: int
    undeclared: list[int]


class Candidate(Schema):
    """Somebody who may stand on a team; none of `why_not`: may go."""

    person: int
    name: str
    roles: list[str]
    modes: list[str]
    why_not: list[ProblemOut]


class TeamsOut(Schema):
    """Proposals need dates and modes; before, there are none."""

    proposals: list[Proposed]
    people: list[Candidate]


@router.get("/{number}/plan/teams", auth=keys.may(Act.VIEW_PLAN_DRAFT), response=TeamsOut)
def get_teams(
    request: HttpRequest, number: str, people: Annotated[int, Query(ge=1, le=_MOST_PEOPLE)] = 1
) -> dict[str, Any]:
    """Lawful teams of at least `people` auditors, best first, and everybody with what keeps them away."""
    engagement = viewed(request, number)
    plan, scheme = latest_plan(engagement), scheme_of(engagement.edition)
    found = candidates(engagement)
    need = TeamNeed(engagement.pk, engagement.client.uscc, (), ())
    if plan is not None:
        need = need_of(scheme, plan_of(plan))
    teams = (
        propose_teams(scheme, need, found.values(), people=people, limit=_PROPOSED)
        if need.dates and need.modes
        else ()
    )
    language = language_of(request)
    return {
        "proposals": [
            {
                "members": [
                    {"person": each.person, "role": each.role, "modes": list(each.modes)}
                    for each in team.plan.members
                ],
                "load": team.load,
                "undeclared": list(team.undeclared),
            }
            for team in teams
        ],
        "people": [_candidate(scheme, need, each, language) for each in found.values()],
    }


@router.put("/{number}/plan/team", auth=keys.may(Act.MAKE_PLAN), response=PlanHead)
def save_team(request: HttpRequest, number: str, given: TeamIn) -> HttpResponse:
    """Keep the team; nobody is put on it who may not go, and newcomers are asked for their interests."""
    engagements.expect_visible(request, number)
    members = [Member(each.person, each.role, each.modes) for each in given.members]

    def act() -> dict[str, Any]:
        by, at = keys.person_of(request), timezone.now()
        saved = planning.save_team(by=by, at=at, number=number, version=given.version, members=members)
        return head(saved)

    return write(request, act)


def _candidate(scheme: Scheme, need: TeamNeed, person: TeamCandidate, language: str) -> dict[str, Any]:
    role = TeamRole.AUDITOR if Role.AUDITOR in person.roles else TeamRole.TECHNICAL_EXPERT
    modes = capable_of(scheme, need, person) if need.dates else need.modes
    return {
        "person": person.id,
        "name": person.name,
        "roles": sorted(person.roles),
        "modes": list(modes),
        "why_not": problems.plain(why_not(scheme, need, person, role), language),
    }
