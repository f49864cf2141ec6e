# SPDX-License-Identifier: Apache-2.0
"""The team: nobody who may not go is put on it, and whoever joins it is asked for their interests (A8; 17065 4.2)."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from zhuoping.actions import notices
from zhuoping.actions.planning.draft import keep, locked_draft
from zhuoping.core.ledger.canonical import Value
from zhuoping.core.plan_points import need_of
from zhuoping.core.problems import Refused
from zhuoping.core.team import Member, TeamPlan, check_team
from zhuoping.records.models import InterestDeclaration, Person, Plan, PlanMember
from zhuoping.records.people_values import candidates
from zhuoping.records.plan_values import plan_of
from zhuoping.records.values import scheme_of

# What a team may lack while it is put together; the release asks for all of it.
_MAY_LACK = frozenset({"one-leader", "mode-not-covered", "team-dates-missing", "member-undeclared"})


@transaction.atomic
def save_team(*, by: Person, at: datetime, number: str, version: int, members: Sequence[Member]) -> Plan:
    """Keep who is on the team, as what, and for which modes; an empty team is one, too.

    Refuses: stage-over, not-this-stage, not-allowed-role, Changed, and what `check_team` finds of its people.
    """
    given: dict[str, Value] = {
        "members": [each.person for each in members],
        "places": [
            {"person": each.person, "role": each.role.value, "modes": list(each.modes)} for each in members
        ],
    }
    plan = locked_draft(by, at, number, version, given)
    scheme = scheme_of(plan.engagement.edition)
    people = candidates(plan.engagement, among=[each.person for each in members])
    found = check_team(scheme, TeamPlan(need_of(scheme, plan_of(plan)), tuple(members)), people)
    faults = [each for each in found if each.code not in _MAY_LACK]
    if faults:
        raise Refused(faults)
    before = set(PlanMember.objects.filter(plan=plan).values_list("person_id", flat=True))
    PlanMember.objects.filter(plan=plan).delete()
    PlanMember.objects.bulk_create(
        PlanMember(plan=plan, person_id=each.person, role=each.role, modes=list(each.modes))
        for each in members
    )
    _ask_for_interests(plan, [each.person for each in members if each.person not in before], at)
    return keep(plan, by, at, [], {"places": given["places"]})


def _ask_for_interests(plan: Plan, newcomers: Sequence[int], at: datetime) -> None:
    """Whoever is new on the team and has declared nothing for this engagement is asked to."""
    declared = InterestDeclaration.objects.filter(engagement=plan.engagement).values_list("person_id")
    for person in Person.objects.filter(pk__in=newcomers).exclude(pk__in=declared).order_by("pk"):
        notices.tell(person, "interests-wanted", at=at, engagement=plan.engagement)
