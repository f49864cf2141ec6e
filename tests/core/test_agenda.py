# SPDX-License-Identifier: Apache-2.0
"""An agenda item by item and as a whole; `planning.py` has a sound one to start from."""

from dataclasses import replace
from datetime import date, time
from decimal import Decimal
from typing import Any

import pytest

from tests.core.planning import AGENDA, AUDITOR, EXPERT, LEADER, MEMBERS, SCHEME, frame, item, items_but
from tests.core.samples import told
from zhuoping.core.agenda import AgendaItem, ItemKind, MethodCode, check_agenda, method_code, working_minutes
from zhuoping.core.wording import LANGUAGES, labels

FIRST, LAST = date(2026, 12, 7), date(2026, 12, 8)
EIGHT_HOURS = Decimal(480)


def faults(agenda: tuple[AgendaItem, ...], **changes: Any) -> list[str]:
    return told(check_agenda(agenda, frame(**changes)))


def test_sound_agenda_has_no_problem() -> None:
    assert faults(AGENDA) == []


# -- times and days


@pytest.mark.parametrize("end", [time(9, 30), time(9)])
def test_item_that_ends_before_or_when_it_begins_is_refused(end: time) -> None:
    agenda = items_but(1, start=time(9, 30), end=end)

    assert faults(agenda) == ["agenda[1].end: agenda-time-order"]


@pytest.mark.parametrize("day", [date(2026, 12, 6), date(2026, 12, 9)])
def test_item_outside_the_dates_of_the_plan_is_refused(day: date) -> None:
    found = faults(items_but(2, day=day))

    assert found[0] == "agenda[2].day: agenda-day-outside"


def test_survey_may_come_before_the_visit_but_not_before_the_release_or_after_the_visit() -> None:
    assert faults(items_but(5, day=date(2026, 11, 24))) == []
    assert faults(items_but(5, day=date(2026, 11, 23))) == ["agenda[5].day: agenda-day-outside"]
    assert faults(items_but(5, day=date(2026, 12, 9))) == ["agenda[5].day: agenda-day-outside"]


def test_mystery_customer_may_come_before_the_visit() -> None:
    early = item(ItemKind.WORK, "09:00-12:00", (AUDITOR,), "wd-0001", ("B",), day=date(2026, 11, 30))

    assert faults((*AGENDA, early), modes=("B", "E", "H", "I")) == []


# -- people


def test_item_without_people_or_with_a_stranger_is_refused() -> None:
    assert faults(items_but(4, persons=())) == ["agenda[4].persons: agenda-nobody"]
    assert faults(items_but(4, persons=(LEADER, 99))) == ["agenda[4].persons: agenda-person-not-on-team"]


def test_person_in_two_places_at_once_is_refused_by_name() -> None:
    clash = item(ItemKind.WORK, "11:59-13:00", (LEADER,), "wd-0001", ("I",))

    (found,) = check_agenda((*AGENDA, clash), frame())

    assert (found.path, found.code) == ("agenda[6].persons", "agenda-person-twice")
    assert found.message("zh").startswith("林审查 在同一时间（09:30–12:00）已排在第 2 项")


def test_items_that_touch_or_are_on_other_days_do_not_clash() -> None:
    touching = [item(ItemKind.OTHER, hours, (LEADER,)) for hours in ("08:00-09:00", "12:00-13:00")]
    other_day = item(ItemKind.TEAM, "09:30-10:00", (LEADER,), "central", day=LAST)

    assert faults((*AGENDA, *touching)) == []
    assert faults((*AGENDA[:2], *AGENDA[3:], replace(AGENDA[2], start=time(13)), other_day)) == []


def test_stranger_who_is_twice_somewhere_is_told_as_a_stranger_only() -> None:
    strangers = tuple(item(ItemKind.TEAM, "18:00-19:00", (99,), place) for place in ("central", "wd-0001"))

    assert faults((*AGENDA, *strangers)) == [
        "agenda[6].persons: agenda-person-not-on-team",
        "agenda[7].persons: agenda-person-not-on-team",
    ]


# -- places


def test_outlet_outside_the_sample_is_refused_with_those_inside() -> None:
    extra = item(ItemKind.WORK, "18:00-19:00", (LEADER,), "wd-0009", ("I",))

    (found,) = [each for each in check_agenda((*AGENDA, extra), frame()) if each.path.endswith("place")]

    assert found.code == "agenda-place-unknown"
    assert "central (Central function), wd-0000, wd-0001" in found.message("en")


def test_item_needs_a_place_unless_it_is_remote_travel_or_needs_no_visit() -> None:
    assert faults(items_but(0, place="")) == ["agenda[0].place: agenda-place-required"]
    assert faults(items_but(0, place="", remote=True)) == []
    assert faults(items_but(5, remote=True)) == []
    assert faults((*AGENDA, item(ItemKind.OTHER, "18:00-19:00", (LEADER,)))) == []


def test_sampled_outlet_and_central_function_that_nobody_visits_are_missed() -> None:
    assert faults(items_but(3, kind=ItemKind.OTHER, modes=())) == ["agenda: agenda-outlet-not-visited"]
    assert faults(items_but(1, place="wd-0000")) == ["agenda: agenda-central-not-visited"]


# -- modes


def test_mode_that_nobody_turns_to_is_missed() -> None:
    assert faults(AGENDA[:5]) == ["agenda: agenda-mode-missing"]
    assert faults(AGENDA, modes=("E", "G", "H", "I")) == ["agenda: agenda-mode-missing"]


def test_work_belongs_to_a_mode_of_the_plan() -> None:
    assert faults(items_but(2, modes=())) == ["agenda[2].modes: agenda-mode-required"]
    assert faults(items_but(2, modes=("I", "F"))) == ["agenda[2].modes: agenda-mode-not-planned"]


def test_mode_is_carried_out_by_somebody_assigned_to_it_and_no_expert_alone() -> None:
    assert faults(items_but(5, persons=(LEADER,))) == ["agenda[5].modes: agenda-mode-nobody"]
    assert faults(items_but(2, persons=(EXPERT,))) == ["agenda[2].modes: agenda-mode-nobody"]
    assert faults(items_but(2, persons=(99,))) == [
        "agenda[2].persons: agenda-person-not-on-team",
        "agenda[2].modes: agenda-mode-nobody",
    ]


def test_covert_work_is_not_mixed_with_open_work() -> None:
    mixed = items_but(3, modes=("B", "I"))

    assert faults(mixed, modes=("B", "E", "H", "I")) == ["agenda[3].modes: agenda-covert-mixed"]


def test_ref_that_the_edition_has_not_is_refused() -> None:
    assert faults(items_but(2, refs=("1", "1.2"))) == []
    assert faults(items_but(2, refs=("1.9",))) == ["agenda[2].refs: agenda-ref-unknown"]


# -- meetings


def test_opening_and_closing_meeting_are_there() -> None:
    assert faults(AGENDA[1:4] + AGENDA[5:]) == [
        "agenda: agenda-opening-missing",
        "agenda: agenda-closing-missing",
    ]


def test_work_before_the_opening_or_after_the_closing_meeting_is_refused() -> None:
    before = item(ItemKind.WORK, "08:00-08:30", (AUDITOR,), "wd-0000", ("I",))
    after = item(ItemKind.WORK, "17:00-17:30", (AUDITOR,), "wd-0000", ("I",), day=LAST)

    assert faults((*AGENDA, before)) == ["agenda: agenda-opening-not-first"]
    assert faults((*AGENDA, after)) == ["agenda: agenda-closing-not-last"]


def test_survey_after_the_closing_meeting_on_the_last_day_is_no_matter() -> None:
    assert faults(items_but(5, day=LAST, start=time(18), end=time(19))) == []


# -- method code and working time


@pytest.mark.parametrize(
    ("remote", "code"),
    [((), MethodCode.ON_SITE), ((0, 1, 2, 3, 4), MethodCode.REMOTE), ((2,), MethodCode.BOTH)],
)
def test_method_code_tells_on_site_remote_or_both(remote: tuple[int, ...], code: MethodCode) -> None:
    agenda = tuple(
        replace(each, remote=index in remote) if index != 5 else each for index, each in enumerate(AGENDA)
    )

    assert method_code(agenda, SCHEME) is code


def test_survey_and_travel_tell_no_method() -> None:
    assert method_code((AGENDA[5], item(ItemKind.OTHER, "08:00-09:00", (LEADER,))), SCHEME) is None


def test_working_time_is_that_of_auditors_without_travel_and_experts() -> None:
    team = item(ItemKind.TEAM, "18:00-18:45", (LEADER, AUDITOR, EXPERT, 99), "central")
    travel = item(ItemKind.OTHER, "19:00-23:00", (LEADER,))
    backwards = item(ItemKind.TEAM, "18:00-17:00", (LEADER,), "central")

    assert working_minutes((team, travel, backwards), MEMBERS, EIGHT_HOURS) == 90


def test_longer_hours_make_no_further_day() -> None:
    morning = item(ItemKind.WORK, "06:00-12:00", (LEADER,), "central", ("I",))
    evening = item(ItemKind.WORK, "13:00-22:00", (LEADER,), "central", ("I",))
    next_day = item(ItemKind.WORK, "09:00-10:00", (LEADER,), "central", ("I",), day=LAST)

    assert working_minutes((morning, evening, next_day), MEMBERS, EIGHT_HOURS) == 480 + 60


def test_person_who_is_named_twice_works_once() -> None:
    twice = item(ItemKind.WORK, "09:00-10:00", (LEADER, LEADER), "central", ("I",))

    assert working_minutes((twice,), MEMBERS, EIGHT_HOURS) == 60


def test_every_kind_and_method_has_its_label() -> None:
    for kind in (ItemKind, MethodCode):
        for language in LANGUAGES:
            assert len({labels.label(f"{kind.__name__}.{each.value}", language) for each in kind}) == len(
                kind
            )
