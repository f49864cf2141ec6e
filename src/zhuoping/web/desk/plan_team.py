# SPDX-License-Identifier: Apache-2.0
"""The team: lawful ones are proposed, everybody is listed with what keeps them away, and one is put together."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from zhuoping.actions import planning as actions
from zhuoping.actions.errors import Changed
from zhuoping.core.authority import Act, Role
from zhuoping.core.case import TeamRole
from zhuoping.core.plan_points import need_of
from zhuoping.core.problems import Problem, Refused
from zhuoping.core.team import Booking, Member, TeamCandidate, TeamNeed, capable_of, why_not
from zhuoping.core.team_proposals import Proposal, propose_teams
from zhuoping.records.people_values import candidates, drafted
from zhuoping.records.plan_values import plan_of
from zhuoping.web.desk.plan_asking import Planning, planning_for
from zhuoping.web.shared.access import page, person_of
from zhuoping.web.shared.asking import SeeOther
from zhuoping.web.shared.refusals import messages_of, status_of
from zhuoping.web.shared.words import word

_PROPOSED = 3
_MOST_PEOPLE = 9


@dataclass(frozen=True, slots=True)
class Line:
    """Somebody who may be chosen, or why they may not; `role` and `modes` as chosen so far."""

    person: TeamCandidate
    role: str
    modes: tuple[str, ...]
    capable: tuple[str, ...]
    reasons: tuple[str, ...]
    drafts: tuple[Booking, ...]


@dataclass(frozen=True, slots=True)
class Proposed:
    """A lawful team in words."""

    members: tuple[tuple[str, str, Member], ...]
    load: int
    undeclared: tuple[str, ...]


@require_http_methods(["GET", "POST"])
@page(Act.MAKE_PLAN)
def team(request: HttpRequest, number: str) -> HttpResponse:
    """Put the team together; what was chosen stays on the page when it is refused."""
    planning = planning_for(request, number)
    faults: Sequence[Problem] = ()
    status, edit = 200, planning.edit
    if request.method == "POST":
        try:
            actions.save_team(
                by=person_of(request),
                at=timezone.now(),
                number=number,
                version=_whole(request.POST.get("version")),
                members=_chosen(request.POST),
            )
        except Refused as refused:
            faults, status = refused.problems, status_of(refused)
            if isinstance(refused, Changed):
                # The page now shows what stands beside what was chosen, and counts on the former.
                edit = refused.version
        else:
            messages.success(request, _("审查组已保存，新成员已收到声明利益关系的请求。"))
            return SeeOther(planning.back)
    context = _context(request, planning) | {"faults": messages_of(faults), "edit": edit}
    return render(request, "desk/plan_team.html", context, status=status)


def _context(request: HttpRequest, planning: Planning) -> dict[str, object]:
    plan = plan_of(planning.plan) if planning.plan else None
    standing = (
        {each.person: Member(each.person, each.role, each.modes) for each in plan.members} if plan else {}
    )
    chosen = standing
    if request.method == "POST":
        chosen = {each.person: each for each in _chosen(request.POST)}
    engagement = planning.engagement
    people = candidates(engagement, among=[*standing, *chosen])
    scheme = planning.scheme
    need = need_of(scheme, plan) if plan else TeamNeed(engagement.pk, engagement.client.uscc, (), ())
    others = drafted(people, engagement)
    lines = [_line(planning, need, each, chosen, others) for each in people.values()]
    wanted = min(max(_whole(request.GET.get("people")), 1), _MOST_PEOPLE)
    proposals: tuple[Proposal, ...] = ()
    if need.dates and need.modes:
        proposals = propose_teams(scheme, need, people.values(), people=wanted, limit=_PROPOSED)
    return {
        "engagement": engagement,
        "plan": planning.plan,
        "back": planning.back,
        "modes": [mode for mode in scheme.modes if mode.letter in need.modes],
        "roles": [(role.value, word(role)) for role in TeamRole],
        "may_go": [each for each in lines if not each.reasons or each.role],
        "may_not_go": [each for each in lines if each.reasons and not each.role],
        "standing": [
            (people[each.person].name, word(each.role), " ".join(each.modes)) for each in standing.values()
        ]
        if chosen != standing
        else [],
        "proposals": [_proposed(each, people) for each in proposals],
        "wanted": wanted,
        "counts": range(1, _MOST_PEOPLE + 1),
        "lacks_basics": not (need.dates and need.modes),
    }


def _line(
    planning: Planning,
    need: TeamNeed,
    person: TeamCandidate,
    chosen: Mapping[int, Member],
    others: Mapping[int, list[Booking]],
) -> Line:
    place = chosen.get(person.id)
    role = TeamRole.AUDITOR if Role.AUDITOR in person.roles else TeamRole.TECHNICAL_EXPERT
    found = why_not(planning.scheme, need, person, place.role if place else role)
    reasons = tuple(messages_of(each for each in found if each.code != "team-dates-missing"))
    drafts = tuple(
        each
        for each in others.get(person.id, ())
        if any(each.first <= day <= each.last for day in need.dates)
    )
    capable = capable_of(planning.scheme, need, person) if need.dates else need.modes
    return Line(
        person, place.role.value if place else "", place.modes if place else (), capable, reasons, drafts
    )


def _proposed(found: Proposal, people: Mapping[int, TeamCandidate]) -> Proposed:
    return Proposed(
        tuple((people[each.person].name, word(each.role), each) for each in found.plan.members),
        found.load,
        tuple(people[each].name for each in found.undeclared),
    )


def _chosen(data: QueryDict) -> list[Member]:
    """The people with a role, in the order of the form; what no person of this form could have sent is left out."""
    found = []
    for name, role in data.items():
        person = name.removeprefix("role_")
        if name != person and person.isascii() and person.isdigit() and role in list(TeamRole):
            modes = tuple(data.getlist(f"modes_{person}"))
            found.append(Member(_whole(person), TeamRole(str(role)), modes))
    return found


def _whole(given: Any) -> int:  # noqa: ANN401 - whatever was sent.
    text = str(given or "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0  # noqa: PLR2004


urlpatterns = [path("engagements/<str:number>/plan/team/", team, name="desk-plan-team")]
