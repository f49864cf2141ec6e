# SPDX-License-Identifier: Apache-2.0
"""Who has to do what: by the stage, the signatures, the roles, and until when."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast import NOW, TODAY
from tests.make_web import engagement_at
from zhuoping.core.authority import Party, Role
from zhuoping.core.lifecycle import Stage
from zhuoping.records.actors import actor_of
from zhuoping.records.models import (
    Agreement,
    Engagement,
    InterestDeclaration,
    Plan,
    PlanMember,
    PlanState,
    RoleHolding,
)
from zhuoping.records.work_list import plans_of, signed_of, work_list


def acts(person, on=TODAY):
    return [(each.engagement.number, each.move) for each in work_list(actor_of(person), on).acts]


def moves(person, on=TODAY):
    return [move for _, move in acts(person, on)]


def plan_of(cast, engagement, state=PlanState.DRAFT, starts_on=date(2026, 12, 7), members=("lin",)):
    made = Plan.objects.create(
        engagement=engagement,
        version=1,
        number=f"R-{engagement.pk}",
        state=state,
        type="initial",
        starts_on=starts_on,
        ends_on=starts_on + timedelta(days=2),
        made_at=NOW,
        made_by=cast.ma,
    )
    for key in members:
        PlanMember.objects.create(plan=made, person=getattr(cast, key), role="leader")
    return made


def twin(engagement, **changes):
    """One more engagement of the same kind, with agreements of its own, written as it is."""
    made = Engagement.objects.get(pk=engagement.pk)
    agreements = list(made.agreements.all())
    made.pk, made.number = None, f"{engagement.number}-{Engagement.objects.count()}"
    for name, value in changes.items():
        setattr(made, name, value)
    made.save(force_insert=True)
    for each in agreements:
        each.pk, each.engagement, each.number = None, made, f"{each.number}-{made.pk}"
        each.save(force_insert=True)
    return made


@pytest.mark.parametrize(
    ("stage", "of_client", "of_officer"),
    [
        (Stage.APPLYING, ["application.submitted"], []),
        (Stage.SUBMITTED, [], ["application.accepted"]),
        (Stage.SUPPLEMENTING, ["application.submitted"], []),
        (Stage.ACCEPTED, ["agreement.signed"], []),
        (Stage.AGREED, [], ["plan.released"]),
        (Stage.DECLINED, [], []),
        (Stage.DISCONTINUED, [], []),
    ],
)
def test_each_stage_waits_for_the_side_whose_turn_it_is(cast, stage, of_client, of_officer):
    engagement_at(cast, stage)

    assert (moves(cast.alice), moves(cast.ma)) == (of_client, of_officer)
    for person in (cast.bob, cast.zhou, cast.wu, cast.tan, cast.ou, cast.lin):
        assert moves(person) == []


def test_agreement_waits_for_each_side_in_turn(cast):
    found = engagement_at(cast, Stage.ACCEPTED)
    Agreement.objects.update(body_signed_at=None)
    neither = moves(cast.alice), moves(cast.ma), signed_of(found)
    Agreement.objects.update(client_signed_at=NOW)
    client_signed = moves(cast.alice), moves(cast.ma), signed_of(found)
    Agreement.objects.update(withdrawn_at=NOW)
    withdrawn = moves(cast.alice), moves(cast.ma), signed_of(found)

    assert neither == (["agreement.signed"], ["agreement.signed"], set())
    assert client_signed == ([], ["agreement.signed"], {Party.CLIENT})
    assert withdrawn == ([], ["agreement.issued"], None)


def test_most_urgent_comes_first_and_what_is_late_is_marked(cast):
    first = engagement_at(cast, Stage.SUBMITTED)
    Engagement.objects.filter(pk=first.pk).update(due_on=None)
    for due_on in (date(2026, 11, 30), date(2026, 11, 23), TODAY):
        twin(first, due_on=due_on)

    found = work_list(actor_of(cast.ma), TODAY)

    assert [(each.due_on, each.overdue) for each in found.acts] == [
        (date(2026, 11, 23), True),
        (TODAY, False),
        (date(2026, 11, 30), False),
        (None, False),
    ]
    assert (found.overdue, found.more) == (1, False)


def test_auditor_declares_interests_for_each_plan_once(cast):
    found = engagement_at(cast, Stage.AGREED)
    plan_of(cast, found)
    before = acts(cast.lin), acts(cast.sun)

    InterestDeclaration.objects.create(engagement=found, person=cast.lin, free=True, declared_at=NOW)

    assert before == ([(found.number, "interests.declared")], [])
    assert acts(cast.lin) == []


def test_declaration_is_due_before_the_first_day(cast):
    plan_of(cast, engagement_at(cast, Stage.AGREED), starts_on=date(2026, 11, 20))

    (found,) = work_list(actor_of(cast.lin), TODAY).acts

    assert (found.due_on, found.overdue) == (date(2026, 11, 20), True)


def test_role_that_ended_a_moment_ago_has_nothing_to_do(cast):
    engagement_at(cast, Stage.SUBMITTED)
    RoleHolding.objects.filter(person=cast.ma).update(ended_at=NOW)

    assert acts(cast.ma) == []


def test_several_roles_make_one_list(cast):
    plan_of(cast, engagement_at(cast, Stage.AGREED), members=("ma",))
    RoleHolding.objects.create(person=cast.ma, role=Role.AUDITOR, since_at=NOW)

    assert sorted(moves(cast.ma)) == ["interests.declared", "plan.released"]


def test_plans_are_those_of_the_team_or_of_the_own_enterprise(cast):
    found = engagement_at(cast, Stage.AGREED)
    plan_of(cast, found, PlanState.RELEASED)
    plan_of(cast, twin(found), PlanState.DRAFT)

    people = (cast.lin, cast.alice, cast.sun, cast.bob, cast.ma)
    shown = [[plan.number for plan in plans_of(actor_of(person), TODAY)] for person in people]

    assert shown == [[f"R-{found.pk}"], [f"R-{found.pk}"], [], [], []]
    assert plans_of(actor_of(cast.lin), date(2026, 12, 10)) == []


def test_number_of_queries_does_not_grow_with_the_list(cast):
    stages = (Stage.SUBMITTED, Stage.ACCEPTED, Stage.AGREED)
    there = [engagement_at(cast, stage) for stage in stages]
    plan_of(cast, there[-1])

    def asked():
        with CaptureQueriesContext(connection) as queries:
            for person in (cast.ma, cast.alice, cast.lin):
                acts(person)
        return len(queries), len(acts(cast.ma))

    few = asked()
    more = [twin(each) for each in there]
    plan_of(cast, more[-1])
    many = asked()

    assert few[0] == many[0]
    assert 2 * few[1] == many[1]
