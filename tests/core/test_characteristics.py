# SPDX-License-Identifier: Apache-2.0
"""Characteristic sheets: rows as they are read, the verdict that measured values come to, and what a sheet lacks."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.blueprints import drawn
from tests.core.samples import refusal
from tests.make import edition
from zhuoping.core.case import TeamRole
from zhuoping.core.characteristic_rows import (
    REPEAT_LIMIT,
    ROW_LIMIT,
    CharacteristicRow,
    CharacteristicVerdict,
    measured_verdict,
    plain_rows,
    read_rows,
    rows_of_blueprint,
    verdict_of,
)
from zhuoping.core.characteristics import (
    FieldSheet,
    SheetFrame,
    SheetHead,
    check_head,
    openness_of,
    sheet_gaps,
    sheet_lacks,
    sheet_modes,
)
from zhuoping.core.fieldwork.gaps import Where
from zhuoping.core.fieldwork.people import FieldMember
from zhuoping.core.fieldwork.records import SHORT_LIMIT
from zhuoping.core.scheme import Openness

EDITION = edition("2025")
NOW = datetime(2026, 12, 7, 10, 0, tzinfo=UTC)
V = CharacteristicVerdict
ROW = {"contact": "报修电话", "name": "接听等待", "kind": "temporal", "expected": "30"}
TEAM = (
    FieldMember(1, "林工", TeamRole.LEADER, frozenset("AC")),
    FieldMember(2, "孙工", TeamRole.AUDITOR, frozenset("BD")),
    FieldMember(3, "何工", TeamRole.TECHNICAL_EXPERT, frozenset("A")),
)


def row(**changes: object) -> CharacteristicRow:
    return read_rows([{**ROW, **changes}])[0]


def head(**changes: object) -> SheetHead:
    values = {"mode": "A", "place": "厦门网点", "visited_at": NOW, "inspector": 1}
    return SheetHead(**values | changes)  # type: ignore[arg-type]


def frame(planned: str = "ABCD") -> SheetFrame:
    return SheetFrame(EDITION, tuple(planned), TEAM, NOW)


def sheet(**changes: object) -> FieldSheet:
    """A covert one that lacks nothing but its release."""
    values = {"id": 7, "number": 3, "mode": "B", "openness": Openness.COVERT, "evidence": 1}
    values |= {
        "rows": (row(observed="听到等待音", verdict="conforming"),),
        "scenario": "报修",
        "purchase": "收据",
    }
    return FieldSheet(**values | changes)  # type: ignore[arg-type]


def test_rows_are_read_without_blanks_around_them() -> None:
    read = row(contact="  报修\n电话 ", observed=" 第一次\r\n第二次 ", repeats=[" 25 ", "18.50"], note=" x ")

    assert (read.contact, read.observed, read.repeats, read.note) == (
        "报修 电话",
        "第一次\n第二次",
        ("25", "18.50"),
        "x",
    )


def test_rows_written_and_read_again_are_the_same() -> None:
    rows = (row(repeats=["1.50"], bound="at-most"), row(verdict="conforming", observed="好", note="内部"))

    assert read_rows(plain_rows(rows)) == rows


def test_client_gets_the_verdict_that_counts_and_no_note() -> None:
    (shown,) = plain_rows([row(repeats=["31"], note="内部")], for_client=True)
    (open_,) = plain_rows([row()], for_client=True)

    assert (shown["verdict"], "note" in shown, open_["verdict"]) == ("not-conforming", False, None)


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"kind": "x"}, "kind: not-allowed"),
        ({"contact": " "}, "contact: empty-text"),
        ({"verdict": "x"}, "verdict: not-allowed"),
        ({"repeats": ["12", "1e3"]}, "repeats: repeat-not-a-number"),
        ({"repeats": ["1"] * (REPEAT_LIMIT + 1)}, "repeats: repeats-too-many"),
        ({"tolerance": "-1"}, "tolerance: tolerance-not-a-number"),
        ({"tolerance": "two"}, "tolerance: tolerance-not-a-number"),
        ({"expected": "及时", "tolerance": "2"}, "expected: expected-not-a-number"),
        ({"expected": "及时", "bound": "at-most"}, "expected: expected-not-a-number"),
        ({"unit": "x" * (SHORT_LIMIT + 1)}, "unit: text-too-long"),
        ({"repeats": ["12", " "]}, "repeats[1]: empty-text"),
        ({"observed": "x\x07"}, "observed: character-not-allowed"),
        ({"repeats": ["31"], "bound": "at-most", "verdict": "conforming"}, "verdict: verdict-against-values"),
        ({"verdict": "not-applicable"}, "verdict: verdict-note-required"),
    ],
)
def test_fault_of_a_row_is_told_where_it_stands(changes: dict[str, object], fault: str) -> None:
    assert refusal(read_rows, [ROW, {**ROW, **changes}]) == [f"rows[1].{fault}"]


def test_all_faults_of_all_rows_are_told_at_once() -> None:
    assert refusal(read_rows, [{**ROW, "tolerance": "x"}, 3, {**ROW, "repeats": ["a"]}]) == [
        "rows[0].tolerance: tolerance-not-a-number",
        "rows[1]: wrong-type",
        "rows[2].repeats: repeat-not-a-number",
    ]


@pytest.mark.parametrize(
    ("given", "fault"), [("x", "rows: wrong-type"), ([ROW] * (ROW_LIMIT + 1), "rows: rows-too-many")]
)
def test_what_is_no_list_of_rows_is_refused(given: object, fault: str) -> None:
    assert refusal(read_rows, given) == [fault]


@pytest.mark.parametrize("verdict", ["not-conforming", "not-applicable"])
def test_judged_otherwise_than_the_values_is_taken_with_a_reason(verdict: str) -> None:
    assert row(repeats=["30"], verdict=verdict, note="第二次打断").verdict == verdict


@pytest.mark.parametrize(
    ("changes", "verdict"),
    [
        ({"repeats": ["30", "30.0"]}, V.CONFORMING),
        ({"repeats": ["30", "30.1"]}, V.NOT_CONFORMING),
        ({"repeats": ["28", "32"], "tolerance": "2"}, V.CONFORMING),
        ({"repeats": ["27.999999"], "tolerance": "2"}, V.NOT_CONFORMING),
        ({"repeats": ["-5", "32"], "tolerance": "2", "bound": "at-most"}, V.CONFORMING),
        ({"repeats": ["30.000001"], "bound": "at-most"}, V.NOT_CONFORMING),
        ({"repeats": ["999999999999", "28"], "tolerance": "2", "bound": "at-least"}, V.CONFORMING),
        ({"repeats": ["29.9"], "bound": "at-least"}, V.NOT_CONFORMING),
        ({"repeats": ["29.9"], "expected": "三十秒内"}, None),
        ({}, None),
    ],
)
def test_measured_values_come_to_a_verdict_exactly(changes: dict[str, object], verdict: V | None) -> None:
    assert measured_verdict(row(**changes)) is verdict


@given(expected=st.integers(0, 10**6), tolerance=st.integers(0, 10**3), off=st.integers(-(10**3), 10**3))
def test_value_is_within_the_tolerance_or_not_whatever_the_numbers(
    expected: int, tolerance: int, off: int
) -> None:
    measured = row(expected=str(expected), tolerance=str(tolerance), repeats=[str(expected + off)])

    assert (measured_verdict(measured) is V.CONFORMING) == (abs(off) <= tolerance)


def test_what_was_judged_counts_before_the_values() -> None:
    judged = row(repeats=["31"], bound="at-most", verdict="conforming", note="仪器偏差 2")

    assert (verdict_of(judged), verdict_of(row(repeats=["30"])), verdict_of(row())) == (
        V.CONFORMING,
        V.CONFORMING,
        None,
    )


def test_expected_and_found_are_written_as_people_do() -> None:
    measured = row(bound="at-most", tolerance="2", unit="s", repeats=["25", "18"], observed="两次")

    assert (measured.asked, measured.found) == ("≤ 30 ± 2 s", "25 / 18 s\n两次")
    assert (row(bound="at-least").asked, row(repeats=["1"]).found, row().found) == ("≥ 30", "1", "")


@pytest.mark.parametrize(
    ("mode", "openness"),
    [("A", Openness.OPEN), ("B", Openness.COVERT), ("C", Openness.OPEN), ("D", Openness.COVERT)],
)
def test_openness_comes_from_the_edition(mode: str, openness: Openness) -> None:
    turned = replace(EDITION, modes=tuple(replace(each, openness=Openness.NONE) for each in EDITION.modes))

    assert check_head(head(mode=mode, inspector=1 if mode in "AC" else 2), frame()) is openness
    assert openness_of(turned, mode) is Openness.NONE


@pytest.mark.parametrize(
    ("changes", "faults"),
    [
        ({"mode": "H"}, ["mode: mode-without-sheets"]),
        ({"mode": "C"}, ["mode: mode-not-planned"]),
        ({"place": ""}, ["place: sheet-place-missing"]),
        ({"visited_at": NOW + timedelta(minutes=1)}, ["visited_at: sheet-later"]),
        ({"inspector": 2}, ["inspector: inspector-not-of-mode"]),
        ({"inspector": 3}, ["inspector: inspector-not-of-mode"]),
        ({"scenario": "x"}, ["scenario: sheet-is-open"]),
        ({"place": "x" * 201}, ["place: text-too-long"]),
        ({"place": "\x07"}, ["place: character-not-allowed"]),
        ({"place": "", "cover": "x", "inspector": 9}, [
            "inspector: inspector-not-of-mode", "cover: sheet-is-open", "place: sheet-place-missing",
        ]),
    ],
)  # fmt: skip
def test_faults_of_a_head_are_told_at_once(changes: dict[str, object], faults: list[str]) -> None:
    assert refusal(check_head, head(**changes), frame("AB")) == faults


def test_mode_that_nobody_carries_out_names_nobody() -> None:
    nobody = replace(frame(), team=())

    assert refusal(check_head, head(), nobody) == ["inspector: inspector-not-of-mode"]


def test_head_is_tidied() -> None:
    tidied = head(place=" 厦门 ", scenario=" 一\r\n二 ").tidied()

    assert (tidied.place, tidied.scenario) == ("厦门", "一\n二")


def test_sheet_that_lacks_nothing_waits_for_its_release_only() -> None:
    assert sheet_lacks(sheet()) == ()
    assert [(each.where, each.key, each.problem.code) for each in sheet_gaps(("B",), [sheet()])] == [
        (Where.SHEETS, "7", "sheet-not-released")
    ]
    assert sheet_gaps(("B",), [sheet(released=True)]) == ()


def test_open_sheet_needs_no_release_scenario_or_purchase() -> None:
    plain = sheet(mode="A", openness=Openness.OPEN, scenario="", purchase="")

    assert sheet_gaps(("A",), [plain]) == ()
    assert not plain.is_secret


@pytest.mark.parametrize(
    ("changes", "codes"),
    [
        ({"rows": ()}, ["sheet-empty"]),
        ({"rows": (row(observed="x"),)}, ["rows-without-verdict"]),
        ({"rows": (row(verdict="conforming"),)}, ["rows-without-finding"]),
        ({"rows": (row(verdict="not-applicable", note="x"),)}, []),
        ({"scenario": "", "purchase": ""}, ["sheet-scenario-missing", "sheet-purchase-missing"]),
        ({"evidence": 0}, ["sheet-evidence-missing"]),
        ({"mode": "D"}, ["rows-without-measurement"]),
        ({"mode": "D", "rows": (row(repeats=["1"], method="计时"),)}, ["rows-without-measurement"]),
        ({"mode": "D", "rows": (row(repeats=["1"], method="计时", instrument="秒表"),)}, []),
        ({"mode": "D", "rows": (row(verdict="not-applicable", note="x"),)}, []),
    ],
)
def test_what_a_sheet_lacks_is_told(changes: dict[str, object], codes: list[str]) -> None:
    assert [each.code for each in sheet_lacks(sheet(**changes))] == codes


def test_rows_that_lack_something_are_named_by_their_numbers() -> None:
    good = row(observed="x", verdict="conforming")
    (lacking,) = sheet_lacks(sheet(rows=(row(observed="x"), good, row(observed="x"))))

    assert lacking.message("en").startswith("Sheet 3 (B) has no verdict on row 1, 3")


def test_planned_mode_without_a_sheet_is_a_gap_and_an_empty_one_is_none() -> None:
    empty = sheet(rows=(), evidence=0)

    assert [each.key for each in sheet_gaps(("A", "B", "H"), [empty])] == ["A", "B"]
    assert sheet_gaps((), [empty]) == ()
    assert [each.problem.code for each in sheet_gaps((), [replace(empty, nonconformities=1)])] == [
        "sheet-empty",
        "sheet-evidence-missing",
        "sheet-not-released",
    ]


def test_modes_with_sheets_are_those_of_the_plan() -> None:
    assert sheet_modes(("I", "D", "A")) == ("A", "D")


def test_drawing_begins_the_rows_that_are_not_there_yet() -> None:
    picture = drawn()
    begun = rows_of_blueprint(picture)

    wanted = [(point.text, each.name) for point in picture.contact_points for each in point.characteristics]
    assert [(each["contact"], each["name"]) for each in begun] == wanted
    there = read_rows([{**begun[0], "kind": "temporal"}])
    assert rows_of_blueprint(picture, there) == begun[1:]
