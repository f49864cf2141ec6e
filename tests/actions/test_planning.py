# SPDX-License-Identifier: Apache-2.0
"""A draft of a plan, part by part: modes and dates, person-days, the sample."""

from datetime import date
from decimal import Decimal

import pytest

from tests import plans
from tests.cast import NOW, TODAY, person
from tests.plans import last_entry, missing, refusal, said
from zhuoping.actions import planning
from zhuoping.actions.errors import Changed
from zhuoping.core.authority import Role
from zhuoping.core.person_days import Reduction
from zhuoping.core.sampling import ChosenBy
from zhuoping.records.models import (
    FactRow,
    Plan,
    PlanState,
    RoleHolding,
)
from zhuoping.records.plan_values import current_frame, latest_plan, sample_of

pytestmark = pytest.mark.django_db


# -- the draft


def test_first_thing_that_is_kept_begins_the_draft(cast, edition):
    engagement = plans.agreed(cast, edition)

    plan = plans.begun(cast, engagement)

    assert (plan.version, plan.state, plan.edit, plan.modes) == (1, PlanState.DRAFT, 1, "E+H+I")
    assert plan.number == f"{engagement.number}/V1"
    assert last_entry().action == "plan.saved"


def test_new_draft_lists_each_part_once_that_is_not_there(cast, edition):
    engagement = plans.agreed(cast, edition)
    planning.save_team(by=cast.ma, at=NOW, number=engagement.number, version=0, members=[])

    assert missing(engagement) == [
        "plan-dates-missing",
        "plan-days-missing",
        "plan-team-missing",
        "plan-agenda-missing",
        "plan-sample-missing",
    ]


def test_finished_draft_lacks_nothing(cast, edition):
    assert missing(plans.drafted(cast, edition)) == []


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ({"modes": "E+I"}, ["modes: modes-not-allowed"]),
        ({"modes": "E+H+I+B"}, ["modes_reason: modes-reason-required"]),
        ({"modes": "E+H+I+Z"}, ["modes: mode-unknown"]),
        ({"first": date(2026, 12, 9)}, ["ends_on: plan-dates-order"]),
        ({"last": date(2027, 12, 8)}, ["ends_on: plan-too-long"]),
    ],
)
def test_modes_and_dates_that_do_not_fit_are_refused(cast, edition, given, found):
    engagement = plans.agreed(cast, edition)

    assert refusal(plans.begun, cast, engagement, **given) == found
    assert not Plan.objects.exists()


def test_draft_that_somebody_changed_meanwhile_is_told_with_what_stands(cast, edition):
    engagement = plans.agreed(cast, edition)
    plans.begun(cast, engagement, note="甲")

    with pytest.raises(Changed) as changed:
        planning.save_basics(
            by=cast.ma, at=NOW, number=engagement.number, version=0, modes="E+H+I", note="乙"
        )

    assert (changed.value.version, changed.value.current["note"], changed.value.given["note"]) == (
        1,
        "甲",
        "乙",
    )


@pytest.mark.parametrize("who", ["lin", "wu", "tan", "ou", "alice"])
def test_nobody_but_a_case_officer_makes_a_plan(cast, edition, who):
    engagement = plans.agreed(cast, edition)

    found = refusal(
        planning.save_basics,
        by=getattr(cast, who),
        at=NOW,
        number=engagement.number,
        version=0,
        modes="E+H+I",
    )

    assert found == ["by: not-allowed-role"]


# -- person-days


def test_fewer_days_than_computed_need_a_second_person(cast, edition):
    engagement = plans.drafted(cast, edition)
    plans.counted(cast, engagement, "3.5")
    second = person("钱受理", "qian@body.example")
    RoleHolding.objects.create(person=second, role=Role.CASE_OFFICER, since_at=NOW)
    given = {"at": NOW, "number": engagement.number, "version": plans.edit_of(engagement)}
    before = missing(engagement)

    own = refusal(planning.approve_days, by=cast.ma, reason="相邻", **given)
    bare = refusal(planning.approve_days, by=second, reason=" ", **given)
    planning.approve_days(by=second, reason="两个网点相邻", **given)

    assert before == ["person-days-below-least"]
    assert own == ["by: days-own-approval"]
    assert bare == ["reason: reason-missing"]
    assert missing(engagement) == []
    assert last_entry().action == "days.approved"


def test_approval_is_void_once_the_days_change(cast, edition):
    engagement = plans.drafted(cast, edition)
    plans.counted(cast, engagement, "3.5")
    second = person("钱受理", "qian@body.example")
    RoleHolding.objects.create(person=second, role=Role.CASE_OFFICER, since_at=NOW)
    edit = plans.edit_of(engagement)
    planning.approve_days(by=second, at=NOW, number=engagement.number, version=edit, reason="相邻")

    plans.counted(cast, engagement, "3")

    assert missing(engagement) == ["person-days-below-least"]


def test_days_that_are_enough_need_no_approval(cast, edition):
    engagement = plans.drafted(cast, edition)
    edit = plans.edit_of(engagement)

    found = refusal(
        planning.approve_days, by=cast.ma, at=NOW, number=engagement.number, version=edit, reason="x"
    )

    assert found == ["planned_days: days-approval-not-needed"]


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({"planned_days": "0"}, ["planned_days: person-days-amount"]),
        ({"planned_days": "3.125"}, ["planned_days: person-days-amount"]),
        (
            {"reductions": [Reduction(Decimal("0.1"), " ")]},
            ["reductions[0].reason: reduction-reason-required"],
        ),
        ({"families": 0}, ["families: families-out-of-range"]),
    ],
)
def test_days_that_do_not_fit_are_refused(cast, edition, changes, found):
    engagement = plans.agreed(cast, edition)

    assert refusal(plans.counted, cast, engagement, **changes) == found


# -- the sample


def test_sample_keeps_its_frame_and_start_so_that_it_can_be_drawn_again(cast, edition):
    engagement = plans.agreed(cast, edition)

    plan = plans.sampled(cast, engagement)

    sample = sample_of(plan)
    assert (sample.seed, sample.frame_size, sample.size.number) == (plans.SEED, 3, 2)
    assert [each["name"] for each in plan.sample["frame"]] == ["厦门网点", "福州网点", "泉州网点"]
    assert said()["outlets"] == list(sample.outlets)


def test_drawing_again_needs_a_reason_and_the_former_draw_stays(cast, edition):
    engagement = plans.agreed(cast, edition)
    first = sample_of(plans.sampled(cast, engagement))

    bare = refusal(plans.sampled, cast, engagement, "另一个起点")
    plan = plans.sampled(cast, engagement, "另一个起点", again_reason="企业新开网点")

    assert bare == ["again_reason: draw-again-reason"]
    (former,) = plan.sample["former"]
    assert (former["sample"]["outlets"], former["reason"]) == (list(first.outlets), "企业新开网点")


def test_change_by_hand_keeps_both_lists_and_the_reason(cast, edition):
    engagement = plans.agreed(cast, edition)
    drawn = sample_of(plans.sampled(cast, engagement))
    frame = [each.key for each in current_frame(cast.client_a, TODAY)]
    (left,) = set(frame) - set(drawn.outlets)
    by_hand = next(each.outlet for each in drawn.drawn if each.why is not ChosenBy.RANDOM)

    plan = planning.change_sample(
        by=cast.ma,
        at=NOW,
        number=engagement.number,
        version=plans.edit_of(engagement),
        remove=[by_hand],
        add=[left],
        reason="网点搬迁",
    )

    changed = sample_of(plan)
    assert changed.drawn == drawn.drawn
    assert set(changed.outlets) == {left, *drawn.outlets} - {by_hand}
    assert (last_entry().action, said()["before"]) == ("sample.changed", list(drawn.outlets))


def test_client_without_outlets_has_a_sample_too(cast, edition):
    engagement = plans.agreed(cast, edition)
    FactRow.objects.filter(sheet__key="outlets").delete()

    plan = plans.sampled(cast, engagement)

    assert sample_of(plan).outlets == ()


def test_outlet_keeps_its_key_when_the_list_is_imported_anew_and_a_new_one_is_missed(cast, edition):
    engagement = plans.drafted(cast, edition)
    before = current_frame(cast.client_a, TODAY)
    for row in FactRow.objects.filter(sheet__key="outlets").order_by("position"):
        FactRow.objects.create(sheet=row.sheet, position=row.position + 100, values=row.values)
        row.delete()
    again = current_frame(cast.client_a, TODAY)
    sheet = FactRow.objects.filter(sheet__key="outlets").first().sheet
    new = {"name": "漳州网点", "kind": "showroom", "ownership": "self-built"}
    FactRow.objects.create(sheet=sheet, position=300, values=new)

    assert again == before
    assert missing(engagement) == ["plan-outlets-changed"]


def test_closed_outlet_is_not_in_the_frame(cast, edition):
    plans.agreed(cast, edition)
    row = FactRow.objects.filter(sheet__key="outlets").first()
    FactRow.objects.filter(pk=row.pk).update(values={**row.values, "closed_on": "2026-11-24"})

    assert [each.name for each in current_frame(cast.client_a, TODAY)] == ["福州网点", "泉州网点"]


def test_outlet_knows_when_a_confirmed_plan_went_there(cast, edition):
    engagement = plans.confirmed(cast, edition)
    sampled = set(sample_of(latest_plan(engagement)).outlets)

    visited = {each.key: each.visited_on for each in current_frame(cast.client_a, TODAY)}

    assert {key for key, day in visited.items() if day} == sampled
    assert {day for day in visited.values() if day} <= {plans.FIRST, plans.LAST}
