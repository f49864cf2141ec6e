# SPDX-License-Identifier: Apache-2.0
"""A plan before its release, and what of it the client sees."""

from dataclasses import replace
from datetime import date, time
from decimal import Decimal
from typing import Any

import pytest

from tests.core.planning import (
    AGENDA,
    AUDITOR,
    EXPERT,
    FIRST,
    LAST,
    LEADER,
    MEMBERS,
    SCHEME,
    context,
    draft,
    item,
    items_but,
)
from tests.core.samples import SEED, frame_of, rules, sample_of, told
from zhuoping.core.agenda import ItemKind, Member
from zhuoping.core.case import TeamRole
from zhuoping.core.drawing import draw
from zhuoping.core.person_days import Approval
from zhuoping.core.plan import PlanDraft, check_plan, client_view, confirmation_problems, places
from zhuoping.core.sampling import choose_size
from zhuoping.core.scheme import CertificationType

MYSTERY = 4
COVERT_DAY = date(2026, 11, 30)


def faults(plan: PlanDraft, **changes: Any) -> list[str]:
    return told(check_plan(SCHEME, plan, context(**changes)))


def covert_plan() -> PlanDraft:
    """The sound plan with a mystery customer of its own, who also goes where nobody else goes."""
    customer = Member(MYSTERY, "吴暗访", TeamRole.AUDITOR, ("B",))
    both = replace(MEMBERS[AUDITOR], modes=("B", "E", "I"))
    visits = (
        item(ItemKind.WORK, "10:00-11:00", (MYSTERY,), "wd-0000", ("B",), day=COVERT_DAY),
        item(ItemKind.WORK, "14:00-15:00", (AUDITOR,), "wd-0001", ("B",), day=COVERT_DAY),
    )
    return draft(
        modes="B+E+H+I",
        modes_reason="服务接触多，加神秘顾客",
        members=(MEMBERS[LEADER], MEMBERS[EXPERT], both, customer),
        agenda=(*visits, *AGENDA),
    )


def test_sound_plan_may_be_released() -> None:
    assert faults(draft()) == []
    assert faults(covert_plan()) == []


def test_everything_is_told_at_once() -> None:
    plan = draft(
        modes="E+I",
        starts_on=LAST,
        ends_on=FIRST,
        agenda=(),
        sample=None,
        person_days=Decimal(1),
    )

    assert faults(plan, released_on=date(2026, 12, 9)) == [
        "modes: modes-not-allowed",
        "members[0].modes: member-mode-not-planned",
        "ends_on: plan-dates-order",
        "starts_on: plan-dates-past",
        "sample: plan-sample-missing",
        "agenda: agenda-mode-missing",
        "agenda: agenda-mode-missing",
        "agenda: agenda-opening-missing",
        "agenda: agenda-closing-missing",
        "person_days: person-days-below-least",
        "agenda: agenda-too-short",
    ]


# -- modes and dates


def test_plan_without_a_required_mode_is_refused() -> None:
    assert "modes: modes-not-allowed" in faults(draft(modes="E+I"))


def test_choice_of_modes_needs_its_reason() -> None:
    assert faults(replace(covert_plan(), modes_reason=" ")) == ["modes_reason: modes-reason-required"]


def test_modes_that_cannot_be_read_are_told_once() -> None:
    found = faults(draft(modes="E+II+I"))

    assert found[0] == "modes: mode-unknown"
    assert "members" not in "".join(found)


def test_plan_may_begin_on_the_day_of_its_release_but_not_before() -> None:
    # The survey, which came before, is on the last evening now, so that the leader works the afternoon, too.
    afternoon = item(ItemKind.WORK, "12:30-17:30", (LEADER,), "central", ("I",))
    agenda = (*items_but(5, day=LAST, start=time(18), end=time(19, 30)), afternoon)

    assert faults(draft(agenda=agenda), released_on=FIRST) == []
    assert faults(draft(agenda=agenda), released_on=LAST) == ["starts_on: plan-dates-past"]


# -- sample


def test_sample_of_another_type_is_refused_by_name() -> None:
    other = sample_of(frame_of(2), type_="recertification")

    (found,) = check_plan(SCHEME, draft(sample=other), context())

    assert (found.path, found.code) == ("sample", "plan-sample-type")
    assert found.message("en").startswith(
        "The sample was drawn for “recertification”, the plan is for “initial”"
    )


def test_every_sampled_outlet_has_to_be_visited() -> None:
    wider = draw(frame_of(3), choose_size(rules(), 3, stated=3, reason="差异大"), SEED, rules())

    assert faults(draft(sample=wider)) == ["agenda: agenda-outlet-not-visited"]


def test_central_function_is_a_place_where_the_edition_wants_it() -> None:
    sample = sample_of(frame_of(2))

    assert set(places(sample)) == {"central", "wd-0000", "wd-0001"}
    assert places(replace(sample, rules=rules(central_function=False))) == sample.outlets
    assert places(None) == ()


# -- person-days


def test_fewer_days_than_computed_need_approval() -> None:
    few = draft(person_days=Decimal("2.5"))

    assert faults(few) == ["person_days: person-days-below-least"]
    assert faults(replace(few, approval=Approval("吴技术", "同一集团刚审过"))) == []


def test_agenda_has_to_hold_the_days_that_are_planned() -> None:
    # 1,740 minutes, of which 60 are above the 8 hours of a day, are 3.5 person-days.
    assert faults(draft(person_days=Decimal("3.5"))) == []
    (found,) = check_plan(SCHEME, draft(person_days=Decimal("3.5001")), context())

    assert (found.path, found.code) == ("agenda", "agenda-too-short")
    assert "日程合计 3.5 人日（每人每天最多计 8 小时，" in found.message("zh")


@pytest.mark.parametrize("days", ["0", "NaN", "1E+30"])
def test_days_that_are_none_are_told_once(days: str) -> None:
    assert faults(draft(person_days=Decimal(days))) == ["person_days: person-days-amount"]


def test_days_that_could_not_be_computed_are_for_others_to_tell() -> None:
    assert faults(draft(person_days=Decimal(0)), person_days=None) == []


# -- what the client sees


def test_client_sees_a_plan_without_covert_modes_whole() -> None:
    plan = draft()

    seen = client_view(SCHEME, plan)

    assert (seen.type, seen.modes) == (CertificationType.INITIAL, ("E", "H", "I"))
    assert (seen.starts_on, seen.ends_on, seen.members) == (FIRST, LAST, plan.members)
    assert (seen.agenda, seen.places) == (AGENDA, places(plan.sample))


def test_client_sees_nothing_that_tells_of_a_mystery_customer() -> None:
    plan = covert_plan()

    seen = client_view(SCHEME, plan)

    assert seen == client_view(
        SCHEME, draft(members=(*plan.members[:2], replace(plan.members[2], modes=("E", "I"))))
    )
    told_to_client = repr(seen)
    assert [
        word for word in ("吴暗访", "'B'", "神秘", repr(COVERT_DAY), "person_days") if word in told_to_client
    ] == []
    assert {each.person for each in seen.members} == {LEADER, AUDITOR, EXPERT}


def test_mystery_customer_on_an_open_item_is_not_named_there_either() -> None:
    plan = covert_plan()
    opening = replace(AGENDA[0], persons=(LEADER, MYSTERY))
    alone = item(ItemKind.OTHER, "18:00-19:00", (MYSTERY,))

    seen = client_view(SCHEME, replace(plan, agenda=(opening, alone, *AGENDA[1:])))

    assert seen.agenda == (replace(opening, persons=(LEADER,)), *AGENDA[1:])


def test_outlet_where_only_a_mystery_customer_goes_is_not_shown() -> None:
    plan = covert_plan()

    seen = client_view(
        SCHEME,
        replace(
            plan,
            agenda=tuple(each for each in plan.agenda if each.place != "wd-0001" or each.modes == ("B",)),
        ),
    )

    assert seen.places == ("central", "wd-0000")


def test_travel_to_an_outlet_where_only_a_mystery_customer_works_is_not_shown() -> None:
    alone = items_but(3, persons=(AUDITOR,), modes=("B",))
    travel = item(ItemKind.OTHER, "16:00-17:00", (AUDITOR,), "wd-0001", day=LAST)

    seen = client_view(SCHEME, replace(covert_plan(), agenda=(*alone, travel)))

    assert seen.places == ("central", "wd-0000")
    assert {each.place for each in seen.agenda} == {"central", "wd-0000", ""}


@pytest.mark.parametrize(("on", "found"), [(FIRST, []), (LAST, ["plan: plan-confirmed-late"])])
def test_plan_is_confirmed_on_its_first_day_at_the_latest(on: date, found: list[str]) -> None:
    assert told(confirmation_problems(FIRST, on)) == found
