# SPDX-License-Identifier: Apache-2.0
"""Signing in at the two meetings, and the daily log (A12)."""

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal

import pytest

from tests.core.samples import refusal
from zhuoping.core.case import TeamRole
from zhuoping.core.fieldwork.day_logs import check_entry, day_log_gaps
from zhuoping.core.fieldwork.gaps import Gap
from zhuoping.core.fieldwork.meetings import (
    MeetingHeld,
    MeetingKind,
    Point,
    SignIn,
    SignInRules,
    check_client_person,
    check_note,
    distance_km,
    expected,
    irregularities,
    meeting_gaps,
    meeting_problems,
    note_due_on,
    read_point,
    sign_in_rules,
    window,
)
from zhuoping.core.fieldwork.people import FieldMember
from zhuoping.core.fieldwork.records import TEXT_LIMIT
from zhuoping.schemes.library import load

CHINA = timezone(timedelta(hours=8))
# A Friday, so that a weekend lies within the five working days.
BEGUN = datetime(2026, 12, 11, 9, 0, tzinfo=CHINA)
HERE = Point(Decimal("24.479834"), Decimal("118.089425"))
NEAR = Point(Decimal("24.524799"), Decimal("118.089425"))
FAR = Point(Decimal("24.524810"), Decimal("118.089425"))
RULES = SignInRules(within_hours=2, distance_km=5, note_workdays=5, photos_least=1, photos_most=3)
LIN = FieldMember(1, "林", TeamRole.LEADER, frozenset("HI"))
SUN = FieldMember(2, "孙", TeamRole.AUDITOR, frozenset("I"))
TEAM = (LIN, SUN)
K = MeetingKind


def signed(member: FieldMember, at: datetime = BEGUN, point: Point | None = HERE) -> SignIn:
    return SignIn(member.person, member.name, at, point)


HE = SignIn(None, "何", BEGUN)
OPENING = MeetingHeld(K.OPENING, BEGUN, None, HERE, (signed(LIN), signed(SUN), HE), photos=1)
CLOSING = MeetingHeld(
    K.CLOSING,
    BEGUN + timedelta(hours=7),
    BEGUN + timedelta(hours=8),
    HERE,
    tuple(replace(each, at=BEGUN + timedelta(hours=8)) for each in OPENING.sign_ins),
    photos=3,
)
AFTER = BEGUN + timedelta(hours=12)


def irregular(meeting: MeetingHeld, now: datetime = AFTER) -> list[tuple[str, str]]:
    return [(each.what.value, each.name) for each in irregularities(meeting, TEAM, RULES, now)]


def codes(gaps: tuple[Gap, ...]) -> list[tuple[str, str, bool]]:
    return [(each.key, each.problem.code, each.blocks) for each in gaps]


def test_rules_are_those_of_the_edition() -> None:
    assert sign_in_rules(load("after-sales-completeness", "2025")) == RULES


@pytest.mark.parametrize(
    ("one", "other", "kilometres"),
    [
        (HERE, HERE, "0.000"),
        # Beijing to Shanghai, and the two ends of the earth.
        (
            Point(Decimal("39.904200"), Decimal("116.407400")),
            Point(Decimal("31.230400"), Decimal("121.473700")),
            "1067.312",
        ),
        (Point(Decimal(0), Decimal(0)), Point(Decimal(0), Decimal(180)), "20015.114"),
        # Over the line where the days change, the short way round.
        (Point(Decimal(0), Decimal("179.99")), Point(Decimal(0), Decimal("-179.99")), "2.224"),
    ],
)
def test_distance_is_that_of_the_great_circle(one: Point, other: Point, kilometres: str) -> None:
    assert distance_km(one, other) == distance_km(other, one) == Decimal(kilometres)


def test_point_is_read_whole_and_within_the_earth() -> None:
    assert read_point(None, None) is None
    assert read_point(Decimal("24.4798341"), Decimal(-180)) == Point(
        Decimal("24.479834"), Decimal("-180.000000")
    )
    assert refusal(read_point, Decimal(1), None) == ["longitude: point-half"]
    assert refusal(read_point, None, Decimal(1)) == ["latitude: point-half"]
    assert refusal(read_point, Decimal("90.1"), Decimal("NaN")) == [
        "latitude: point-outside",
        "longitude: point-outside",
    ]


def test_mystery_customer_is_expected_at_no_meeting() -> None:
    covert = FieldMember(3, "暗", TeamRole.AUDITOR, frozenset("BD"))
    both = FieldMember(4, "双", TeamRole.AUDITOR, frozenset("BI"))
    expert = FieldMember(5, "专", TeamRole.TECHNICAL_EXPERT)

    found = expected((LIN, covert, both, expert), load("after-sales-completeness", "2025"))

    assert found == (LIN, both, expert)


def test_window_is_the_day_up_to_two_hours_and_from_the_closing_to_two_hours_after_its_end() -> None:
    assert window(OPENING, RULES) == (BEGUN.replace(hour=0), BEGUN + timedelta(hours=2))
    assert window(CLOSING, RULES) == (BEGUN + timedelta(hours=7), BEGUN + timedelta(hours=10))
    assert window(replace(CLOSING, ended_at=None), RULES)[1] == BEGUN + timedelta(hours=9)


def test_note_is_due_after_five_working_days() -> None:
    assert note_due_on(OPENING, RULES) == date(2026, 12, 18)


def test_complete_sign_in_is_regular() -> None:
    assert irregular(OPENING) == irregular(CLOSING) == []
    assert meeting_gaps([OPENING, CLOSING], TEAM, RULES, AFTER) == ()


@pytest.mark.parametrize(
    ("entry", "what"),
    [
        (signed(SUN, point=NEAR), []),
        (signed(SUN, point=FAR), ["far"]),
        (signed(SUN, point=None), ["no-coordinates"]),
        (signed(SUN, BEGUN + timedelta(hours=2)), []),
        (signed(SUN, BEGUN + timedelta(hours=2, seconds=1)), ["out-of-time"]),
        (signed(SUN, BEGUN.replace(hour=0)), []),
        (signed(SUN, BEGUN - timedelta(days=1)), ["out-of-time"]),
    ],
)
def test_entry_far_away_or_at_another_time_is_irregular(entry: SignIn, what: list[str]) -> None:
    meeting = replace(OPENING, sign_ins=(signed(LIN), entry, HE))

    assert irregular(meeting) == [(each, "孙") for each in what]


def test_distance_is_told_with_what_is_too_far() -> None:
    meeting = replace(OPENING, sign_ins=(signed(LIN), signed(SUN, point=FAR), HE))

    (found,) = irregularities(meeting, TEAM, RULES, AFTER)

    assert found.kilometres == Decimal("5.001")


def test_nobody_is_missing_before_signing_in_is_over() -> None:
    meeting = replace(OPENING, sign_ins=(signed(LIN),))

    assert irregular(meeting, BEGUN + timedelta(hours=2)) == []
    assert irregular(meeting) == [("missing", "孙"), ("no-client", "")]


def test_meeting_without_planned_point_cannot_be_measured() -> None:
    assert irregular(replace(OPENING, point=None)) == [("unmeasured", "")]


def test_meeting_is_written_down_with_a_place_on_its_day_and_in_order() -> None:
    assert meeting_problems(OPENING, "公司会议室", None, BEGUN) == ()
    assert meeting_problems(CLOSING, "公司会议室", OPENING, AFTER) == ()
    assert meeting_problems(OPENING, "公司会议室", CLOSING, AFTER) == ()
    wrong = replace(CLOSING, held_at=BEGUN - timedelta(hours=1), ended_at=BEGUN - timedelta(hours=2))

    found = meeting_problems(wrong, " ", OPENING, BEGUN - timedelta(days=1))

    assert [each.code for each in found] == [
        "meeting-place-missing",
        "meeting-day-ahead",
        "meeting-end-early",
        "meeting-order",
    ]
    assert [each.code for each in meeting_problems(OPENING, "x" * 201, None, BEGUN)] == ["text-too-long"]


def test_person_of_the_client_has_name_and_function() -> None:
    check_client_person("何", "客服经理")

    assert refusal(check_client_person, " ", "") == ["name: sign-in-name", "function: sign-in-function"]
    assert refusal(check_client_person, "何" * 101, "x" * 201) == [
        "name: text-too-long",
        "function: text-too-long",
    ]


def test_note_says_something() -> None:
    assert check_note(" 定位失败\r\n已电话核实 ") == "定位失败\n已电话核实"
    assert refusal(check_note, " ") == ["note: meeting-note-missing"]
    assert refusal(check_note, "x" * (TEXT_LIMIT + 1)) == ["note: text-too-long"]


def test_meetings_not_held_keep_fieldwork_open() -> None:
    assert codes(meeting_gaps([], TEAM, RULES, AFTER)) == [
        ("opening", "meeting-not-held", True),
        ("closing", "meeting-not-held", True),
    ]


def test_member_who_did_not_sign_in_is_excepted_by_a_note_only() -> None:
    meeting = replace(OPENING, sign_ins=(signed(LIN), HE))

    assert codes(meeting_gaps([meeting, CLOSING], TEAM, RULES, AFTER)) == [
        ("opening", "sign-in-missing", True)
    ]
    assert meeting_gaps([replace(meeting, note="病假"), CLOSING], TEAM, RULES, AFTER) == ()


@pytest.mark.parametrize(
    ("now", "blocks"), [(AFTER, False), (datetime(2026, 12, 18, 0, 0, tzinfo=CHINA), True)]
)
def test_note_keeps_fieldwork_open_when_it_is_due(now: datetime, *, blocks: bool) -> None:
    meeting = replace(OPENING, sign_ins=(signed(LIN, point=FAR), signed(SUN, point=FAR), HE))

    (gap,) = meeting_gaps([meeting, CLOSING], TEAM, RULES, now)

    assert (gap.problem.code, gap.blocks) == ("meeting-note-due", blocks)
    assert gap.problem.message("en").count("too far from the planned place") == 1
    assert "2026-12-18" in gap.problem.message()
    assert meeting_gaps([replace(meeting, note="堵车"), CLOSING], TEAM, RULES, now) == ()


@pytest.mark.parametrize(("photos", "code"), [(0, "meeting-photos-few"), (4, "meeting-photos-many")])
def test_photographs_are_neither_too_few_nor_too_many(photos: int, code: str) -> None:
    found = meeting_gaps([replace(OPENING, photos=photos), CLOSING], TEAM, RULES, AFTER)

    assert codes(found) == [("opening", code, True)]


DAY = date(2026, 12, 8)


def test_log_is_kept_as_written_without_space_around() -> None:
    assert check_entry(DAY, " 上午\r\n访谈 ", DAY, DAY) == "上午\n访谈"


@pytest.mark.parametrize(
    ("day", "text", "code"),
    [
        (DAY, " ", "text: text-missing"),
        (DAY, "x" * (TEXT_LIMIT + 1), "text: text-too-long"),
        (DAY + timedelta(days=1), "x", "day: day-log-ahead"),
        (DAY - timedelta(days=1), "x", "day: day-log-before"),
    ],
)
def test_log_of_another_time_or_of_nothing_is_refused(day: date, text: str, code: str) -> None:
    assert refusal(check_entry, day, text, DAY, DAY) == [code]


def test_planned_day_without_a_log_is_a_gap_once_it_has_come() -> None:
    days = [DAY + timedelta(days=each) for each in range(3)]

    found = day_log_gaps([*days, *days], [days[0]], days[1])

    assert [(each.key, each.problem.code, each.blocks) for each in found] == [
        ("2026-12-09", "day-log-missing", True)
    ]
