# SPDX-License-Identifier: Apache-2.0
"""The release of a plan, the answers to it, and that nothing released is ever written again."""

from datetime import date

import pytest
from django.conf import settings

from tests import plans
from tests.cast import NOW, TODAY
from tests.plans import early, missing, refusal, said, told
from zhuoping.actions import planning
from zhuoping.actions.errors import Changed
from zhuoping.actions.planning.release import content_digest
from zhuoping.core.case import TeamRole
from zhuoping.core.lifecycle import Stage
from zhuoping.core.team import Member
from zhuoping.records.models import (
    Client,
    Evidence,
    Plan,
    PlanState,
)
from zhuoping.records.plan_paper import paper_of
from zhuoping.records.plan_values import latest_plan

pytestmark = pytest.mark.django_db


# -- release and answers


def test_release_numbers_prints_locks_and_tells(cast, edition, settings):
    settings.BODY_APPROVAL = "CNCA-R-2018-482"
    engagement = plans.drafted(cast, edition)

    plan = plans.released(cast, engagement)

    engagement.refresh_from_db()
    assert plan.number == "R0482002026000001"
    assert (plan.state, engagement.stage) == (PlanState.RELEASED, Stage.PLANNED)
    document = Evidence.objects.get(pk=plan.document_id)
    assert (document.name, document.internal, document.file.media_type) == (
        "审查计划 R0482002026000001.pdf",
        False,
        "application/pdf",
    )
    assert "plan-released" in told(cast.alice)
    assert said()["content_digest"] == content_digest(Plan.objects.get())


def test_plan_is_not_released_on_a_document_that_says_something_else_by_now(cast, edition):
    engagement = plans.drafted(cast, edition)
    given = {"by": cast.ma, "at": NOW, "on": TODAY, "number": engagement.number}
    given["version"] = plans.edit_of(engagement)
    prepared = planning.prepare_release(**given)
    Client.objects.filter(pk=cast.client_a.pk).update(address="新址 9 号")

    with pytest.raises(Changed) as refused:
        planning.release_prepared(prepared=prepared, **given)
    again = planning.release(**given)

    assert refused.value.current["heading"]["address"] == "新址 9 号"
    assert refused.value.given["heading"]["address"] == cast.client_a.address
    assert list(refused.value.current) == ["heading"]
    assert (prepared.number, again.number) == ("2026000001", "2026000002")


def test_everything_is_asked_anew_after_the_document_was_typeset(cast, edition):
    engagement = plans.drafted(cast, edition)
    given = {"by": cast.ma, "at": NOW, "on": TODAY, "number": engagement.number}
    given["version"] = plans.edit_of(engagement)
    prepared = planning.prepare_release(**given)
    plans.looked_up(cast, engagement, status="suspended")

    found = refusal(planning.release_prepared, prepared=prepared, **given)

    assert found == ["prior_certificate.status: release-prior-status"]
    assert Plan.objects.get().state == PlanState.DRAFT


def test_what_is_released_is_what_was_typeset(cast, edition):
    engagement = plans.drafted(cast, edition)
    given = {"by": cast.ma, "at": NOW, "on": TODAY, "number": engagement.number}
    given["version"] = plans.edit_of(engagement)
    prepared = planning.prepare_release(**given)

    plan = planning.release_prepared(prepared=prepared, **given)

    assert paper_of(Plan.objects.get(), settings.BODY_NAME, "zh") == prepared.paper
    assert (plan.number, plan.document.file_id) == (prepared.number, prepared.document.digest)


def test_release_lacking_anything_is_refused_with_all_of_it(cast, edition):
    engagement = plans.drafted(cast, edition, declared=False)

    found = refusal(plans.released, cast, engagement)

    assert [each.split(": ")[1] for each in found] == ["member-undeclared", "member-undeclared"]
    assert Plan.objects.get().state == PlanState.DRAFT


def test_plan_is_not_dated_back(cast, edition):
    engagement = plans.drafted(cast, edition)

    assert missing(engagement, date(2026, 12, 8)) == ["plan-dates-past", "release-look-up-old"]


WRITES = {
    "basics": plans.begun,
    "days": plans.counted,
    "sample": lambda cast, found: plans.sampled(cast, found, again_reason="x"),
    "team": plans.manned,
    "agenda": plans.scheduled,
    "item": lambda cast, found: early(cast, found, cast.lin, plans.FIRST),
    "removal": lambda cast, found: planning.remove_item(
        by=cast.ma, at=NOW, number=found.number, version=plans.edit_of(found), index=0
    ),
    "approval": lambda cast, found: planning.approve_days(
        by=cast.ma, at=NOW, number=found.number, version=plans.edit_of(found), reason="x"
    ),
    "release": plans.released,
}


def test_released_plan_refuses_every_write(cast, edition):
    engagement = plans.planned(cast, edition)
    before = Plan.objects.values().get()

    found = {name: refusal(write, cast, engagement) for name, write in WRITES.items()}

    assert found == {name: ["stage: not-this-stage"] for name in WRITES}
    assert Plan.objects.values().get() == before


def test_plan_released_at_a_stage_where_plans_are_made_refuses_every_write_too(cast, edition):
    engagement = plans.planned(cast, edition)
    type(engagement).objects.filter(pk=engagement.pk).update(stage=Stage.AGREED)
    before = Plan.objects.values().get()

    found = {name: refusal(write, cast, engagement) for name, write in WRITES.items()}

    assert found == {name: ["plan: plan-locked"] for name in WRITES} | {"release": ["plan: plan-none"]}
    assert Plan.objects.values().get() == before


def test_client_confirms_the_version_that_they_read(cast, edition):
    engagement = plans.planned(cast, edition)
    given = {"at": NOW, "number": engagement.number}

    other = refusal(planning.confirm, by=cast.alice, plan_version=2, **given)
    stranger = refusal(planning.confirm, by=cast.bob, plan_version=1, **given)
    plan = planning.confirm(by=cast.alice, plan_version=1, **given)

    engagement.refresh_from_db()
    assert other == ["plan: plan-answered-other"]
    assert stranger == ["by: not-allowed-relation"]
    assert (plan.state, plan.answered_by, engagement.stage) == (
        PlanState.CONFIRMED,
        cast.alice,
        Stage.CONFIRMED,
    )
    assert all("plan-confirmed" in told(each) for each in (cast.ma, cast.lin, cast.sun))


def test_client_asks_for_changes_and_the_next_version_begins_with_what_was_there(cast, edition):
    engagement = plans.planned(cast, edition)
    first = latest_plan(engagement)
    given = {"by": cast.alice, "at": NOW, "number": engagement.number, "plan_version": 1}

    bare = refusal(planning.request_changes, reason=" ", **given)
    draft = planning.request_changes(reason="12 月 7 日盘点，请顺延一周", **given)

    engagement.refresh_from_db()
    first.refresh_from_db()
    assert bare == ["reason: reason-missing"]
    assert (first.state, first.answer, first.answer_text) == (
        PlanState.REPLACED,
        "changes",
        "12 月 7 日盘点，请顺延一周",
    )
    assert (draft.version, draft.state, engagement.stage) == (2, PlanState.DRAFT, Stage.AGREED)
    assert (draft.agenda, draft.sample, draft.planned_days) == (
        first.agenda,
        first.sample,
        first.planned_days,
    )
    assert set(draft.members.values_list("person_id", "role")) == set(
        first.members.values_list("person_id", "role")
    )
    assert "changes-requested" in told(cast.ma)
    assert missing(engagement) == []


def test_second_version_is_released_under_a_number_of_its_own(cast, edition):
    engagement = plans.planned(cast, edition)
    planning.withdraw(by=cast.ma, at=NOW, number=engagement.number, reason="组长生病")

    second = plans.released(cast, engagement)

    assert (second.version, second.number) == (2, "2026000002")
    assert Plan.objects.get(version=1).number == "2026000001"


def test_confirmed_plan_is_taken_back_with_a_reason(cast, edition):
    engagement = plans.confirmed(cast, edition)

    bare = refusal(planning.withdraw, by=cast.ma, at=NOW, number=engagement.number, reason="")
    planning.withdraw(by=cast.ma, at=NOW, number=engagement.number, reason="组长生病")

    engagement.refresh_from_db()
    assert bare == ["reason: reason-missing"]
    assert engagement.stage == Stage.AGREED
    assert all("plan-withdrawn" in told(each) for each in (cast.alice, cast.lin, cast.sun))


def test_covert_work_is_planned_and_nothing_of_it_is_in_the_notice_or_the_file(cast, edition):
    engagement = plans.agreed(cast, edition)
    plans.begun(cast, engagement, modes="E+H+I+B", modes_reason="投诉集中在上门服务")
    plans.sampled(cast, engagement)
    team = [
        Member(cast.lin.pk, TeamRole.LEADER, ("E", "H", "I")),
        Member(cast.sun.pk, TeamRole.AUDITOR, ("B",)),
    ]
    plans.manned(cast, engagement, team)
    plans.counted(cast, engagement, "2")
    plans.scheduled(cast, engagement)
    plan = latest_plan(engagement)

    covert = [each for each in plan.agenda if "B" in each["modes"]]

    assert {each["day"] for each in covert} == {"2026-12-06"}
    assert {tuple(each["persons"]) for each in covert} == {(cast.sun.pk,)}
