# SPDX-License-Identifier: Apache-2.0
from datetime import UTC, datetime

import pytest

from zhuoping.core.design_review import DesignElement, DesignVerdict, ElementReview
from zhuoping.core.fieldwork.gaps import check_closed
from zhuoping.core.mode_conclusions import (
    Conclusion,
    ConclusionState,
    ModeVerdict,
    client_conclusions,
    conclude,
    conclusion_gaps,
    standings,
)
from zhuoping.core.problems import Refused
from zhuoping.schemes import library

V = ModeVerdict
PLANNED = ("B", "E", "H", "I")
INPUT_FAILS = (ElementReview(DesignElement.DESIGN_INPUT, DesignVerdict.NOT_CONFORMING, "x"),)


def refused(*given, **more):
    with pytest.raises(Refused) as found:
        conclude(*given, **{"planned": PLANNED, **more})
    return [f"{each.path}: {each.code}" for each in found.value.problems]


def recorded(*modes):
    at = datetime(2026, 12, 8, tzinfo=UTC)
    return [Conclusion(mode, V.CONFORMING, f"理由 {index}", at=at) for index, mode in enumerate(modes)]


def codes(gaps):
    return [f"{each.key}: {each.problem.code}: {each.blocks}" for each in gaps]


def test_conclusion_is_kept_without_blanks_around_its_texts():
    found = conclude("I", V.WITH_CONDITIONS, " 见评分\r\n表 ", " 补手册 ", planned=PLANNED)

    assert found == Conclusion("I", V.WITH_CONDITIONS, "见评分\n表", "补手册")


def test_mode_outside_the_plan_and_the_survey_are_not_concluded_here():
    assert refused("A", V.CONFORMING, "x", "") == ["mode: mode-not-planned"]
    assert refused("", V.CONFORMING, "x", "") == ["mode: mode-not-planned"]
    assert refused("E", V.CONFORMING, "x", "") == ["mode: mode-pending"]


def test_every_fault_of_the_texts_is_told_at_once():
    assert refused("I", V.WITH_CONDITIONS, " ", "\n") == [
        "reason: conclusion-reason-required",
        "conditions: conditions-required",
    ]
    assert refused("I", V.CONFORMING, "x" * 20_001, "补手册") == [
        "conditions: conditions-needless",
        "reason: text-too-long",
    ]


def test_design_is_not_concluded_as_conforming_while_an_element_is_not():
    assert refused("H", V.CONFORMING, "x", "", design=INPUT_FAILS) == ["verdict: conclusion-against-design"]
    assert conclude("H", V.NOT_CONFORMING, "x", "", planned=PLANNED, design=INPUT_FAILS).mode == "H"
    assert conclude("I", V.CONFORMING, "x", "", planned=PLANNED, design=INPUT_FAILS).mode == "I"


def test_latest_conclusion_counts_and_all_are_kept():
    found = {each.mode: each for each in standings(PLANNED, recorded("I", "H", "I"))}

    assert [found[mode].state for mode in PLANNED] == [
        ConclusionState.MISSING,
        ConclusionState.PENDING,
        ConclusionState.CONCLUDED,
        ConclusionState.CONCLUDED,
    ]
    assert [each.reason for each in found["I"].conclusions] == ["理由 2", "理由 0"]
    assert found["I"].latest.reason == "理由 2"
    assert found["B"].latest is None


def test_missing_conclusion_keeps_fieldwork_open_and_the_survey_does_not():
    gaps = conclusion_gaps(standings(PLANNED, recorded("H")))

    assert codes(gaps) == [
        "B: conclusion-missing: True",
        "E: mode-pending: False",
        "I: conclusion-missing: True",
    ]
    check_closed(conclusion_gaps(standings(PLANNED, recorded("B", "H", "I"))))


def test_survey_with_a_conclusion_is_no_gap():
    assert conclusion_gaps(standings(("E",), recorded("E"))) == ()


def test_conclusion_that_its_elements_no_longer_bear_is_a_gap():
    gaps = conclusion_gaps(standings(("H", "I"), recorded("H", "I")), INPUT_FAILS)

    assert codes(gaps) == ["H: conclusion-against-design: True"]


def test_client_is_shown_nothing_of_a_covert_mode():
    scheme = library.load("after-sales-completeness", "2025")
    found = standings(("A", "B", "C", "D", "I"), recorded("A", "B", "C", "D", "I"))

    assert [each.mode for each in client_conclusions(scheme, found)] == ["A", "C", "I"]
