# SPDX-License-Identifier: Apache-2.0
"""How long a visit is at least, and a day at most; `planning.py` has a sound agenda to start from."""

from datetime import time
from decimal import Decimal

import pytest

from tests.core.planning import AGENDA, AUDITOR, EXPERT, LAST, LEADER, SCHEME, frame, item, items_but
from tests.core.samples import told, with_values
from zhuoping.core.agenda import ItemKind
from zhuoping.core.planning_rules import VisitRules, visit_rules
from zhuoping.core.visits import visit_problems


def faults(agenda=AGENDA, scheme=SCHEME, **changes):
    return told(visit_problems(agenda, frame(scheme=scheme, **changes)))


def work(hours, place="wd-0001", persons=(AUDITOR,), modes=("I",), day=LAST):
    return item(ItemKind.WORK, hours, persons, place, modes, day=day)


def visited(*items):
    """The sound agenda with another visit of the second outlet."""
    return (*AGENDA[:3], *AGENDA[4:], *items)


def test_bounds_are_those_of_the_edition_and_may_be_left_out():
    none = with_values(SCHEME, person_days__least_visit_minutes=..., person_days__most_hours_a_day=None)

    assert visit_rules(SCHEME) == VisitRules(Decimal(60), Decimal(10))
    assert visit_rules(none) == VisitRules(None, None)
    assert faults(visited(work("08:30-08:40"), work("08:40-23:00", "")), none) == []


def test_parameters_that_are_no_numbers_are_told_at_once():
    broken = with_values(SCHEME, person_days__least_visit_minutes="60", person_days__most_hours_a_day=0)

    assert faults(scheme=broken) == [
        "parameters.person_days.least_visit_minutes: parameter-value",
        "parameters.person_days.most_hours_a_day: parameter-value",
    ]


def test_sound_agenda_is_neither_too_short_nor_too_long():
    assert faults() == []


def test_ten_minutes_at_an_outlet_are_no_visit():
    (found,) = visit_problems(visited(work("08:30-08:40")), frame())

    assert (found.path, found.code) == ("agenda", "agenda-visit-short")
    assert found.message("zh").startswith(
        "网点“wd-0001”只安排审查 10 分钟（2026-12-08），一次到访至少 60 分钟"
    )


def test_minutes_at_the_central_function_are_no_visit_either():
    assert faults(items_but(1, end=time(9, 40))) == ["agenda: agenda-central-short"]


@pytest.mark.parametrize(
    ("items", "found"),
    [
        ([work("08:30-09:00"), work("09:00-09:30")], []),
        ([work("08:30-09:00"), work("14:00-14:30")], []),
        ([work("08:30-09:00"), work("08:30-09:00", persons=(LEADER,))], ["agenda: agenda-visit-short"]),
        ([work("08:30-09:15"), work("09:00-09:30", persons=(LEADER,))], []),
        ([work("08:30-09:29"), work("08:30-09:29", day=AGENDA[0].day)], ["agenda: agenda-visit-short"]),
        ([work("08:30-09:30"), work("17:00-17:10", day=AGENDA[0].day)], []),
        ([work("09:30-08:30")], []),
    ],
    ids=[
        "one after the other", "twice on a day", "two at once", "overlapping", "two short days", "once is enough",
        "times the wrong way round are told by the agenda",
    ],
)  # fmt: skip
def test_visit_is_the_time_that_somebody_works_there_on_one_day(items, found):
    assert faults(visited(*items)) == found


def test_mystery_customer_stays_as_long_as_customers_do():
    covert = work("10:00-10:20", modes=("B",))

    assert faults(visited(covert)) == []
    assert faults(visited(covert, work("11:00-11:20"))) == ["agenda: agenda-visit-short"]


def test_nobody_works_longer_on_a_day_than_the_body_lets_them():
    evening = item(ItemKind.TEAM, "18:00-19:30", (AUDITOR, EXPERT), "central", day=LAST)
    longer = item(ItemKind.TEAM, "18:00-19:31", (AUDITOR, EXPERT, 99), "central", day=LAST)

    (found,) = visit_problems((*AGENDA, longer), frame())

    assert faults((*AGENDA, evening)) == []
    assert found.code == "agenda-day-long"
    assert found.message("en").startswith("周审查 works 10:01 hours on 2026-12-08 (without travel and rest)")


def test_experts_get_tired_too_and_travel_is_no_work():
    long = item(ItemKind.WORK, "06:00-17:00", (EXPERT,), "wd-0000", ("I",), day=LAST)
    travel = item(ItemKind.OTHER, "06:00-23:00", (LEADER,), day=LAST)

    assert faults((*AGENDA, long)) == ["agenda: agenda-day-long"]
    assert faults((*AGENDA, travel)) == []


def test_hours_of_several_days_and_people_are_told_in_order():
    long = [
        item(ItemKind.WORK, "06:00-23:00", persons, "central", ("I",), day=day)
        for persons, day in (((AUDITOR,), LAST), ((LEADER,), LAST), ((LEADER,), AGENDA[0].day))
    ]

    named = [dict(each.values) for each in visit_problems((*AGENDA, *long), frame())]

    assert [(each["day"], each["person"]) for each in named] == [
        ("2026-12-07", "林审查"),
        ("2026-12-08", "林审查"),
        ("2026-12-08", "周审查"),
    ]
