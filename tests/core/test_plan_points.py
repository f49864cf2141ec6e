# SPDX-License-Identifier: Apache-2.0
"""What an unfinished plan lacks: each missing part once, and everything that the rules of plans and teams find."""

from dataclasses import replace
from datetime import date, time, timedelta
from decimal import Decimal

import pytest

from tests.core.planning import (
    AGENDA,
    AUDITOR,
    EXPERT,
    FIRST,
    LAST,
    LEADER,
    MEMBERS,
    RELEASED,
    SCHEME,
)
from tests.core.samples import frame_of, sample_of, with_values
from tests.core.teams import CLIENT, FREE, expert, person
from zhuoping.core.agenda import AgendaItem, ItemKind
from zhuoping.core.case import CertificateStatus, PriorCertificate
from zhuoping.core.outlets import ListedOutlet, OutletChanges
from zhuoping.core.person_days import Approval, Reduction
from zhuoping.core.plan_points import (
    UnfinishedPlan,
    least_days,
    need_of,
    open_points,
    outlet_points,
)
from zhuoping.core.problems import Refused
from zhuoping.core.scheme import CertificationType
from zhuoping.core.team import Booking

FRAME = frame_of(2)
TEAM = (MEMBERS[LEADER], MEMBERS[EXPERT], replace(MEMBERS[AUDITOR], modes=("E", "I")))
PEOPLE = {
    LEADER: person(LEADER, "EHI"),
    AUDITOR: person(AUDITOR, "EI"),
    EXPERT: expert(EXPERT, declaration=FREE),
}
EARLY = date(2026, 12, 1)
LOOKED_UP = PriorCertificate(
    "SC27922-0001", "样例认证中心", "五星", date(2028, 6, 30), CertificateStatus.VALID, RELEASED
)


def plan(**changes):
    """A plan that lacks nothing, with changes."""
    sound = UnfinishedPlan(
        engagement=17,
        uscc=CLIENT,
        type=CertificationType.INITIAL,
        design_responsibility=True,
        modes="E+H+I",
        starts_on=FIRST,
        ends_on=LAST,
        members=TEAM,
        agenda=AGENDA,
        sample=sample_of(FRAME),
        frame=FRAME,
        listed=tuple(each.key for each in FRAME),
        planned_days=Decimal(3),
        look_up=LOOKED_UP,
    )
    return replace(sound, **changes)


def points(people=None, scheme=SCHEME, **changes):
    found = open_points(scheme, plan(**changes), people or PEOPLE, RELEASED)
    assert all(each.message(language) for each in found for language in ("zh", "en"))
    return [f"{each.path}: {each.code}" for each in found]


def test_finished_plan_lacks_nothing():
    assert points() == []


def test_plan_with_nothing_in_it_lacks_each_part_once():
    empty = UnfinishedPlan(17, CLIENT, CertificationType.INITIAL, design_responsibility=True)

    found = [each.code for each in open_points(SCHEME, empty, {}, RELEASED)]

    assert found == [
        "plan-modes-missing",
        "plan-dates-missing",
        "plan-days-missing",
        "plan-team-missing",
        "plan-agenda-missing",
        "plan-sample-missing",
        "release-look-up-missing",
    ]


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({"starts_on": None}, ["starts_on: plan-dates-missing"]),
        ({"planned_days": None}, ["planned_days: plan-days-missing"]),
        ({"agenda": ()}, ["agenda: plan-agenda-missing"]),
        ({"sample": None}, ["sample: plan-sample-missing"]),
        (
            {"outlets": OutletChanges(dropped=(ListedOutlet("厦门网点", "350200"),))},
            ["sample: plan-outlets-dropped"],
        ),
        ({"outlets": OutletChanges(renamed=((ListedOutlet("甲"), ListedOutlet("乙")),))}, []),
        ({"look_up": None}, ["prior_certificate: release-look-up-missing"]),
        (
            {"look_up": replace(LOOKED_UP, status=CertificateStatus.WITHDRAWN, checked_on=FIRST)},
            ["prior_certificate.status: release-prior-status"],
        ),
        (
            {"look_up": replace(LOOKED_UP, valid_until=RELEASED)},
            ["prior_certificate.valid_until: release-prior-ended"],
        ),
        ({"listed": ("wd-0000",)}, ["sample: plan-outlets-changed"]),
        ({"listed": ("wd-0000", "wd-0001", "wd-0002")}, ["sample: plan-outlets-changed"]),
        ({"frame": frame_of(3)}, ["frame_digest: frame-differs", "sample: plan-outlets-changed"]),
        (
            {"reductions": (Reduction(Decimal("0.1"), ""),)},
            [
                "reductions[0].reason: reduction-reason-required",
                "parameters.person_days.most_reduction_share: parameter-not-set",
            ],
        ),
        ({"planned_days": Decimal(2)}, ["person_days: person-days-below-least"]),
        ({"planned_days": Decimal(2), "approval": Approval("吴", "近")}, []),
        ({"design_responsibility": False}, ["modes: modes-not-allowed"]),
    ],
)
def test_part_that_is_missing_or_wrong_is_told(changes, found):
    assert points(**changes) == found


def test_visit_of_two_months_is_taken_for_a_slip():
    found = points(ends_on=FIRST + timedelta(days=60))

    assert "ends_on: plan-too-long" in found


def test_days_are_cut_where_the_visit_would_last_for_ever():
    assert len(plan(ends_on=date(2999, 1, 1)).days) == 60
    assert plan(ends_on=FIRST - timedelta(days=1)).days == ()


def test_modes_that_cannot_be_read_are_told_once():
    found = points(modes="E+Q")

    assert [each for each in found if each.startswith("modes")] == ["modes: mode-unknown"]


def test_parameter_that_is_not_set_is_told():
    found = points(scheme=with_values(SCHEME, person_days__base=None))

    assert found == ["parameters.person_days.base: parameter-not-set"]


def test_sampling_parameter_that_is_not_set_is_told():
    found = points(scheme=with_values(SCHEME, outlets__random_share=None))

    assert found == ["parameters.outlets.random_share: parameter-not-set"]


def test_person_who_is_booked_on_a_day_of_the_visit_is_told():
    booked = replace(PEOPLE[AUDITOR], bookings=(Booking(18, "ZP-18", LAST, LAST),))

    assert points({**PEOPLE, AUDITOR: booked}) == ["members[2]: member-booked"]


def test_person_who_is_booked_on_an_early_day_is_told_when_they_work_then_and_else_not():
    busy = (Booking(18, "ZP-18", EARLY, EARLY),)

    assert points({**PEOPLE, LEADER: replace(PEOPLE[LEADER], bookings=busy)}) == []
    assert points({**PEOPLE, AUDITOR: replace(PEOPLE[AUDITOR], bookings=busy)}) == [
        f"people.{AUDITOR}: member-booked"
    ]


def test_what_is_found_on_two_ways_is_told_once():
    away = replace(PEOPLE[AUDITOR], other_body="乙认证")

    assert points({**PEOPLE, AUDITOR: away}) == ["members[2]: member-in-other-body"]


def test_early_day_of_somebody_unknown_is_told_by_the_team():
    people = {key: each for key, each in PEOPLE.items() if key != AUDITOR}

    assert "members[2]: member-unknown" in points(people)


def test_days_apart_are_those_outside_the_visit():
    later = AgendaItem(ItemKind.OTHER, date(2026, 12, 9), time(9), time(10), (AUDITOR,))

    assert plan(agenda=(*AGENDA, later)).days_apart(AUDITOR) == (EARLY, date(2026, 12, 9))
    assert plan().days_apart(LEADER) == ()


def test_need_is_read_off_the_plan():
    need = need_of(SCHEME, plan())

    assert (need.engagement, need.uscc, need.modes, need.dates) == (
        17,
        CLIENT,
        ("E", "H", "I"),
        (FIRST, LAST),
    )


def test_least_days_take_the_body_s_table_for_the_outlets_of_the_sample():
    computed = least_days(SCHEME, plan(by_headcount={"wd-0001": Decimal("1.5"), "wd-9999": Decimal(9)}))

    assert computed.least == Decimal("4.0")


def test_least_days_without_a_sample_are_refused():
    with pytest.raises(Refused) as refused:
        least_days(SCHEME, plan(sample=None))

    assert [each.code for each in refused.value.problems] == ["plan-sample-missing"]


def test_many_dropped_outlets_are_counted_and_ten_are_named():
    (point,) = outlet_points([ListedOutlet(f"网点{number}") for number in range(11)])

    values = dict(point.values)
    assert values["count"] == "11"
    assert values["outlets"] == (*(f"网点{number}" for number in range(10)), "…")
