# SPDX-License-Identifier: Apache-2.0
"""A proposed agenda passes the rules of agendas, whatever the team, the places and the modes."""

from dataclasses import replace
from datetime import date, time, timedelta
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.core.planning import AUDITOR, EXPERT, FIRST, LAST, LEADER, MEMBERS, RELEASED, frame
from zhuoping.core.agenda import ItemKind, Member, check_agenda, working_minutes
from zhuoping.core.agenda_proposals import propose_agenda
from zhuoping.core.case import TeamRole

EIGHT = Decimal(8)


def outlets(number):
    return tuple(f"wd-{index:04}" for index in range(number))


def test_agenda_fills_every_working_day_of_every_auditor_to_the_minute():
    team = {each: MEMBERS[each] for each in (LEADER, AUDITOR)}
    asked = frame(members=team)

    agenda = propose_agenda(asked, EIGHT)

    assert check_agenda(agenda, asked) == []
    assert working_minutes(agenda, team, EIGHT * 60) == 2 * 2 * 8 * 60
    assert agenda == tuple(sorted(agenda, key=lambda each: (each.day, each.start, each.persons)))


def test_meetings_stand_first_and_last_with_everybody():
    agenda = propose_agenda(frame(), EIGHT)

    meetings = [
        (item.kind, item.day, item.start, item.end, item.persons, item.place)
        for item in agenda
        if item.kind is not ItemKind.WORK
    ]
    assert meetings == [
        (ItemKind.OPENING, FIRST, time(8, 30), time(9), (LEADER, AUDITOR), "central"),
        (ItemKind.CLOSING, LAST, time(17), time(17, 30), (LEADER, AUDITOR), "central"),
    ]


def test_expert_goes_along_with_the_leader():
    agenda = propose_agenda(frame(), EIGHT)

    with_expert = {item.persons for item in agenda if EXPERT in item.persons}
    assert with_expert == {(LEADER, EXPERT)}


def test_covert_work_goes_to_the_outlets_on_the_day_before():
    asked = frame(modes=("B", "E", "H", "I"))

    covert = [item for item in propose_agenda(asked, EIGHT) if item.modes == ("B",)]

    assert [(item.day, item.start, item.end, item.place, item.persons) for item in covert] == [
        (FIRST - timedelta(days=1), time(13), time(15, 15), "wd-0000", (AUDITOR,)),
        (FIRST - timedelta(days=1), time(15, 15), time(17, 30), "wd-0001", (AUDITOR,)),
    ]
    assert check_agenda(propose_agenda(asked, EIGHT), asked) == []


def test_whoever_works_covertly_only_is_at_no_meeting_and_one_visit_does_for_both_modes():
    spy = Member(9, "孙审查", TeamRole.AUDITOR, ("B", "D"))
    asked = frame(
        members={LEADER: replace(MEMBERS[LEADER], modes=("E", "H", "I")), 9: spy},
        modes=("B", "D", "E", "H", "I"),
    )

    agenda = propose_agenda(asked, EIGHT)

    assert {item.modes for item in agenda if 9 in item.persons} == {("B", "D")}
    assert check_agenda(agenda, asked) == []


def test_covert_work_is_at_the_client_where_there_are_no_outlets():
    asked = frame(modes=("B", "E", "H", "I"), places=("central",))

    assert {item.place for item in propose_agenda(asked, EIGHT) if item.modes == ("B",)} == {"central"}


def test_more_outlets_than_an_afternoon_holds_are_left_to_the_officer():
    asked = frame(modes=("B", "E", "H", "I"), places=("central", *outlets(80)))

    covert = [item for item in propose_agenda(asked, EIGHT) if item.modes == ("B",)]

    assert len(covert) == 54
    assert {item.minutes for item in covert} == {5}


def test_work_without_any_place_is_done_from_afar():
    asked = frame(places=())

    agenda = propose_agenda(asked, EIGHT)

    assert check_agenda(agenda, asked) == []
    assert {item.remote for item in agenda if "I" in item.modes} == {True}


def test_without_central_function_the_first_outlet_stands_for_it():
    asked = frame(places=outlets(2))

    agenda = propose_agenda(asked, EIGHT)

    assert check_agenda(agenda, asked) == []
    assert {item.place for item in agenda if "H" in item.modes} == {"wd-0000"}


def test_auditor_without_a_task_of_their_own_shares_in_what_they_are_assigned_to():
    third = Member(4, "吴审查", TeamRole.AUDITOR, ("E",))
    fourth = Member(5, "郑审查", TeamRole.AUDITOR, ("I",))
    asked = frame(members={**MEMBERS, 4: third, 5: fourth}, places=("central",))

    agenda = propose_agenda(asked, EIGHT)

    assert {item.modes for item in agenda if 4 in item.persons and item.modes} == {("E",)}
    assert {item.modes for item in agenda if 5 in item.persons and item.modes} == {("I",)}
    assert check_agenda(agenda, asked) == []


@pytest.mark.parametrize(
    ("hours", "end"), [("8", time(17, 30)), ("6.5", time(16)), ("1", time(14)), ("24", time(21))]
)
def test_day_ends_when_its_hours_are_full_and_never_at_night(hours, end):
    agenda = propose_agenda(frame(), Decimal(hours))

    assert max(item.end for item in agenda if item.day == LAST) == end


@pytest.mark.parametrize(
    "changes",
    [
        {"members": {}},
        {"members": {EXPERT: MEMBERS[EXPERT]}},
        {"starts_on": LAST, "ends_on": FIRST},
    ],
)
def test_nothing_is_proposed_without_auditors_or_days(changes):
    assert propose_agenda(frame(**changes), EIGHT) == ()


def test_team_of_covert_members_only_has_no_meetings():
    spy = Member(9, "孙审查", TeamRole.AUDITOR, ("B",))

    agenda = propose_agenda(frame(members={9: spy}, modes=("B",)), EIGHT)

    assert {item.kind for item in agenda} == {ItemKind.WORK}


def test_covert_work_without_any_place_is_left_to_the_officer():
    asked = frame(modes=("B", "I"), places=())

    assert [item for item in propose_agenda(asked, EIGHT) if "B" in item.modes] == []


@settings(max_examples=60)
@given(data=st.data())
def test_every_proposal_passes_the_rules_where_the_team_covers_the_modes(data):
    modes = tuple(sorted(data.draw(st.sets(st.sampled_from("ACEFGHI"), min_size=1))))
    count = data.draw(st.integers(1, 5))
    shares = [data.draw(st.sets(st.sampled_from(modes))) for _ in range(count)]
    shares[0] |= set(modes).difference(*shares[1:]) if count > 1 else set(modes)
    members = {
        index: Member(
            index, f"审查员{index}", TeamRole.LEADER if index == 0 else TeamRole.AUDITOR, tuple(sorted(share))
        )
        for index, share in enumerate(shares)
        if share or index == 0
    }
    places = data.draw(st.sampled_from([("central",), ()])) + outlets(data.draw(st.integers(0, 9)))
    if not set(modes) - {"E", "F"}:
        places = ()
    days = data.draw(st.integers(0, 4))
    asked = frame(
        members=members,
        modes=modes,
        places=places,
        ends_on=FIRST + timedelta(days=days),
        released_on=RELEASED,
    )

    agenda = propose_agenda(asked, EIGHT)

    assert check_agenda(agenda, asked) == []
    assert all(one.day <= other.day for one, other in pairwise(agenda))
    assert date.min < agenda[0].day
