# SPDX-License-Identifier: Apache-2.0
"""Ways around the rules of planning: each ends at a rule."""

from datetime import date, timedelta

import pytest

from tests import plans
from tests.cast import NOW, TODAY, person
from tests.plans import missing, refusal
from zhuoping.actions import application, people, planning
from zhuoping.actions import scheme as editions
from zhuoping.core.authority import Role
from zhuoping.core.case import TeamRole
from zhuoping.core.team import Member
from zhuoping.records.actors import actor_of
from zhuoping.records.models import (
    AdoptedEdition,
    Client,
    Engagement,
    Evidence,
    FactRow,
    Qualification,
    RoleHolding,
)
from zhuoping.records.plan_values import current_frame, latest_plan
from zhuoping.records.work_list import plans_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def second(cast):
    """Another case officer beside Ma."""
    made = person("钱受理", "qian@body.example")
    RoleHolding.objects.create(person=made, role=Role.CASE_OFFICER, since_at=NOW)
    return made


@pytest.fixture
def approved(cast, edition, second):
    """A draft of fewer person-days than computed, which somebody approved."""
    engagement = plans.drafted(cast, edition)
    plans.counted(cast, engagement, "3.5")
    edit = plans.edit_of(engagement)
    planning.approve_days(by=second, at=NOW, number=engagement.number, version=edit, reason="相邻")
    return engagement


def test_approval_of_fewer_days_is_void_once_other_outlets_are_drawn(cast, approved):
    plans.sampled(cast, approved, seed="7 7 7", size=3, reason="风险高", again_reason="名单有误")

    assert "person-days-below-least" in missing(approved)


def test_approval_of_fewer_days_is_void_once_the_sample_is_changed_by_hand(cast, approved):
    plan = latest_plan(approved)
    outside = {each["key"] for each in plan.sample["frame"]} - {
        each["outlet"] for each in plan.sample["sample"]["drawn"]
    }
    planning.change_sample(
        by=cast.ma,
        at=NOW,
        number=approved.number,
        version=plan.edit,
        remove=[],
        add=[outside.pop()],
        reason="投诉多",
    )

    assert "person-days-below-least" in missing(approved)


def test_mode_before_the_visit_needs_its_own_authorisation_on_that_day(cast, edition):
    Qualification.objects.filter(person=cast.sun).update(modes=["I"])
    given = {"person": cast.sun, "scheme": edition.scheme, "modes": ["E"], "granted_at": NOW}
    Qualification.objects.create(**given, from_on=plans.FIRST, until_on=date(2028, 1, 1))
    engagement = plans.drafted(cast, edition)
    before = missing(engagement)

    plans.early(cast, engagement, cast.sun, date(2026, 11, 30))

    assert before == []
    assert missing(engagement) == ["member-not-qualified-for-mode"]


def test_who_was_taken_off_a_plan_sees_the_engagement_no_longer(cast, edition):
    engagement = plans.planned(cast, edition)
    planning.declare(by=cast.sun, at=NOW, number=engagement.number, free=False, text="亲属在此任职")
    planning.withdraw(by=cast.ma, at=NOW, number=engagement.number, reason="换人")
    plans.manned(cast, engagement, [Member(cast.lin.pk, TeamRole.LEADER, ("E", "H", "I"))])

    seen = [
        [model.objects.visible_to(actor_of(each)).exists() for model in (Engagement, Client, Evidence)]
        for each in (cast.lin, cast.sun)
    ]
    found = refusal(planning.declare, by=cast.sun, at=NOW, number=engagement.number, free=True)

    assert seen == [[True, True, True], [False, False, False]]
    assert found == ["by: not-allowed-relation"]


def test_client_confirms_nothing_once_the_first_day_is_over(cast, edition):
    engagement = plans.planned(cast, edition)
    late = NOW + (plans.LAST - TODAY)

    found = refusal(planning.confirm, by=cast.alice, at=late, number=engagement.number, plan_version=1)

    assert found == ["plan: plan-confirmed-late"]


def test_what_the_client_asks_for_reaches_somebody_when_the_officer_has_left(cast, edition, second):
    engagement = plans.planned(cast, edition)
    people.deactivate(by=cast.tan, at=NOW, person=cast.ma, reason="离职")

    planning.request_changes(
        by=cast.alice, at=NOW, number=engagement.number, plan_version=1, reason="生产高峰，请改期"
    )

    assert plans.told(second) == ["changes-requested"]


def test_edition_that_ended_since_the_form_was_opened_opens_nothing(cast, edition):
    seen = AdoptedEdition.objects.get(pk=edition.pk)
    editions.end(by=cast.tan, at=NOW + timedelta(hours=1), edition=edition, reason="换版")

    found = refusal(application.open_application, by=cast.alice, at=NOW, client=cast.client_a, edition=seen)

    assert found == ["edition: edition-ended"]


def test_outlet_that_takes_the_name_of_another_leaves_no_key_twice(cast, edition):
    plans.drafted(cast, edition)
    first, second, third = FactRow.objects.filter(sheet__client=cast.client_a, sheet__key="outlets")
    first.values, second.values = second.values, {**second.values, "name": "漳州网点"}
    first.save()
    second.save()

    keys = [outlet.key for outlet in current_frame(cast.client_a, TODAY)]

    assert keys == [f"wd-{second.pk:04}", f"wd-{second.pk:04}-2", f"wd-{third.pk:04}"]


def test_outlet_that_is_renamed_keeps_its_key(cast, edition):
    plans.drafted(cast, edition)
    before = [outlet.key for outlet in current_frame(cast.client_a, TODAY)]
    first = FactRow.objects.filter(sheet__client=cast.client_a, sheet__key="outlets").first()
    first.values = {**first.values, "name": "厦门集美网点"}
    first.save()

    assert [outlet.key for outlet in current_frame(cast.client_a, TODAY)] == before


def test_calendar_holds_no_plan_of_an_engagement_that_is_over(cast, edition):
    engagement = plans.planned(cast, edition)
    application.discontinue(by=cast.alice, at=NOW, number=engagement.number, reason="暂缓")

    assert [plans_of(actor_of(person), TODAY) for person in (cast.lin, cast.alice)] == [[], []]


def test_calendar_of_somebody_who_goes_out_no_longer_is_empty(cast, edition):
    plans.planned(cast, edition)
    people.end_role(by=cast.tan, at=NOW, person=cast.lin, role=Role.AUDITOR)

    assert plans_of(actor_of(cast.lin), TODAY) == []


def test_everybody_else_is_told_that_an_engagement_is_discontinued(cast, edition):
    engagement = plans.planned(cast, edition)

    application.discontinue(by=cast.alice, at=NOW, number=engagement.number, reason="暂缓")

    told = [plans.told(each)[-1:] for each in (cast.ma, cast.lin, cast.sun)]
    assert told == [["engagement-discontinued"]] * 3
    assert "engagement-discontinued" not in plans.told(cast.alice)
