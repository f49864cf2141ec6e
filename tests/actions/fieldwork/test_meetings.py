# SPDX-License-Identifier: Apache-2.0
"""The two meetings with who signed in, and the daily log, as they are written down (A12)."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from io import BytesIO

import pytest

from tests.fieldworking import IN_FIELD, attached, in_field
from tests.files import pdf
from tests.plans import FIRST, LAST, confirmed, refusal, said
from zhuoping.actions.errors import Changed
from zhuoping.actions.evidence import Handed
from zhuoping.actions.fieldwork import day_logs, meetings
from zhuoping.actions.fieldwork.meetings import Given, Spot
from zhuoping.core.fieldwork.meetings import MeetingKind
from zhuoping.core.lifecycle import Stage
from zhuoping.records.fieldwork_values import field_team_of
from zhuoping.records.meeting_values import (
    attendance_lines,
    gaps_of_meetings,
    irregular_in,
    meetings_of,
)
from zhuoping.records.models import Attendance, DayLog, Engagement, LedgerEntry, Meeting
from zhuoping.records.values import scheme_of

K = MeetingKind
# 09:10 in China on the first day.
BEGUN = IN_FIELD + timedelta(minutes=10)
AFTER = BEGUN + timedelta(hours=12)
HERE = {"latitude": Decimal("24.479834"), "longitude": Decimal("118.089425")}
FAR = {"latitude": Decimal("24.6"), "longitude": Decimal("118.089425")}
GIVEN = Given(BEGUN, "公司三楼会议室", **HERE)


@pytest.fixture
def engagement(cast, edition):
    return in_field(cast, edition)


def record(engagement, by, kind=K.OPENING, given=GIVEN, seen=0, at=BEGUN):
    return meetings.record_meeting(by=by, at=at, number=engagement.number, kind=kind, given=given, seen=seen)


def sign(engagement, by, kind=K.OPENING, at=BEGUN, **spot):
    return meetings.sign_in(by=by, at=at, number=engagement.number, kind=kind, spot=Spot(**(spot or HERE)))


def sign_client(engagement, by, name="何总", function="客服总监", kind=K.OPENING, **more):
    given = {"by": by, "at": BEGUN, "number": engagement.number, "kind": kind}
    return meetings.sign_in_client(**given, name=name, function=function, **more)


def note(engagement, by, text="堵车，电话核实", seen=1, at=AFTER):
    return meetings.write_note(by=by, at=at, number=engagement.number, kind=K.OPENING, text=text, seen=seen)


def log(engagement, by, text="访谈 3 人", day=FIRST, at=BEGUN):
    return day_logs.write_log(by=by, at=at, number=engagement.number, day=day, text=text)


def codes(engagement, now=AFTER):
    return [(each.key, each.problem.code, each.blocks) for each in gaps_of_meetings(engagement, now)]


def test_meeting_is_kept_with_its_place_and_the_day_of_a_note(cast, engagement):
    row = record(engagement, cast.sun)

    assert (row.version, row.note_due_on) == (1, date(2026, 12, 14))
    assert said() == {
        "meeting": row.pk,
        "kind": "opening",
        "held_at": BEGUN.isoformat(),
        "ended_at": None,
        "place": "公司三楼会议室",
        "latitude": "24.479834",
        "longitude": "118.089425",
    }


def test_same_meeting_twice_is_one_and_another_is_a_change(cast, engagement):
    record(engagement, cast.sun)
    before = LedgerEntry.objects.count()

    record(engagement, cast.lin)
    unchanged = LedgerEntry.objects.count()
    row = record(engagement, cast.lin, given=replace(GIVEN, place="门店"), seen=1)

    assert (before, unchanged + 1) == (unchanged, LedgerEntry.objects.count())
    assert (row.version, row.place, Meeting.objects.count()) == (2, "门店", 1)


def test_second_who_saw_no_meeting_is_told_both(cast, engagement):
    record(engagement, cast.sun)

    with pytest.raises(Changed) as caught:
        record(engagement, cast.lin, given=replace(GIVEN, place="门店"))

    assert (caught.value.current["place"], caught.value.given["place"]) == ("公司三楼会议室", "门店")


def test_meeting_is_refused_with_all_that_is_wrong(cast, engagement):
    record(engagement, cast.lin)
    wrong = Given(BEGUN - timedelta(hours=1), " ", BEGUN - timedelta(hours=2))

    assert refusal(record, engagement, cast.lin, K.CLOSING, wrong) == [
        "place: meeting-place-missing",
        "ended_at: meeting-end-early",
        "held_at: meeting-order",
    ]
    assert refusal(record, engagement, cast.lin, K.CLOSING, replace(GIVEN, latitude=None)) == [
        "latitude: point-half"
    ]
    assert Meeting.objects.count() == 1


def test_each_member_signs_in_for_themselves_with_the_time_of_the_server(cast, engagement):
    record(engagement, cast.lin)

    row = sign(engagement, cast.sun, place="门口", **HERE)

    assert (row.person, row.name, row.signed_in_at, row.place) == (cast.sun, "孙审查", BEGUN, "门口")
    assert said()["latitude"] == "24.479834"
    assert refusal(sign, engagement, cast.sun) == ["name: sign-in-twice"]
    assert Attendance.objects.count() == 1


def test_nobody_signs_in_before_the_meeting_is_recorded(cast, engagement):
    assert refusal(sign, engagement, cast.lin) == ["meeting: meeting-none"]
    assert refusal(note, engagement, cast.lin) == ["meeting: meeting-none"]


def test_outsiders_neither_record_nor_sign_in(cast, engagement):
    record(engagement, cast.lin)

    for outsider in (cast.ma, cast.alice, cast.bob):
        for act in (record, sign, sign_client, note, log):
            assert refusal(act, engagement, outsider)[0].startswith("by: not-allowed")


def test_person_of_the_client_is_written_down_by_name_and_function(cast, engagement):
    record(engagement, cast.lin)

    row = sign_client(engagement, cast.sun, " 何总 ")

    assert (row.person, row.name, row.function, row.latitude) == (None, "何总", "客服总监", None)
    assert refusal(sign_client, engagement, cast.lin) == ["name: sign-in-twice"]
    assert refusal(sign_client, engagement, cast.lin, "", "") == [
        "name: sign-in-name",
        "function: sign-in-function",
    ]


def test_sign_in_far_away_is_told_with_its_distance_and_explained_by_a_note(cast, engagement):
    record(engagement, cast.lin)
    sign(engagement, cast.lin)
    sign(engagement, cast.sun, **FAR)
    sign_client(engagement, cast.lin)

    kept = meetings_of(engagement)[K.OPENING]
    (found,) = irregular_in(kept, field_team_of(engagement)[1], scheme_of(engagement.edition), AFTER)
    row = note(engagement, cast.sun)

    assert (found.what.value, found.name, found.kilometres) == ("far", "孙审查", Decimal("13.362"))
    assert (row.note, row.noted_by, row.version) == ("堵车，电话核实", cast.sun, 2)
    assert said() == {"meeting": row.pk, "kind": "opening", "note": "堵车，电话核实"}


def test_note_may_still_be_written_when_fieldwork_is_closed_and_nothing_else(cast, engagement):
    record(engagement, cast.lin)
    Engagement.objects.filter(pk=engagement.pk).update(stage=Stage.CLOSED)

    assert note(engagement, cast.lin).note == "堵车，电话核实"
    assert refusal(sign, engagement, cast.lin) == ["stage: not-this-stage"]


def test_note_of_somebody_faster_is_not_overwritten(cast, engagement):
    record(engagement, cast.lin)
    note(engagement, cast.lin)

    with pytest.raises(Changed) as caught:
        note(engagement, cast.sun, "定位失败")
    same = note(engagement, cast.sun)

    assert caught.value.current == {"note": "堵车，电话核实"}
    assert same.noted_by == cast.lin


def test_gaps_close_as_meetings_logs_and_photographs_come_in(cast, engagement):
    first = codes(engagement)
    for kind, hours in ((K.OPENING, 0), (K.CLOSING, 1)):
        row = record(engagement, cast.lin, kind, replace(GIVEN, held_at=BEGUN + timedelta(hours=hours)))
        sign(engagement, cast.lin, kind, BEGUN + timedelta(hours=hours))
        sign_client(engagement, cast.lin, kind=kind)
        if kind is K.OPENING:
            attached(engagement, cast.lin, f"meeting:{row.pk}", Handed(BytesIO(pdf(b"list")), "签到表.pdf"))
    log(engagement, cast.sun)
    then = codes(engagement)

    assert first == [
        ("opening", "meeting-not-held", True),
        ("closing", "meeting-not-held", True),
        ("2026-12-07", "day-log-missing", True),
    ]
    # A PDF is no photograph; the client of the closing signed in before it began, which is theirs.
    assert then == [
        ("opening", "sign-in-missing", True),
        ("opening", "meeting-photos-few", True),
        ("closing", "sign-in-missing", True),
        ("closing", "meeting-photos-few", True),
    ]


def test_attendance_lists_both_sides_and_whoever_is_missing(cast, engagement):
    record(engagement, cast.lin)
    sign(engagement, cast.lin)
    sign_client(engagement, cast.lin)

    lines = attendance_lines(engagement, AFTER)

    assert [
        (each.name, each.of_client, each.kilometres, [one.value for one in each.irregular]) for each in lines
    ] == [
        ("林审查", False, Decimal("0.000"), []),
        ("何总", True, None, []),
        ("孙审查", False, None, ["missing"]),
    ]
    assert {each.plan for each in lines} == {engagement.plans.get().number}


def test_log_of_a_day_is_added_to_and_never_changed(cast, engagement):
    log(engagement, cast.sun)
    log(engagement, cast.sun)
    log(engagement, cast.sun, "抽查 5 单")
    log(engagement, cast.lin)

    assert list(DayLog.objects.order_by("pk").values_list("written_by__name", "text")) == [
        ("孙审查", "访谈 3 人"),
        ("孙审查", "抽查 5 单"),
        ("林审查", "访谈 3 人"),
    ]
    assert said() == {"day": "2026-12-07", "text": "访谈 3 人"}


def test_log_of_a_day_ahead_or_before_the_plan_is_refused(cast, engagement):
    assert refusal(log, engagement, cast.sun, day=LAST) == ["day: day-log-ahead"]
    assert refusal(log, engagement, cast.sun, day=FIRST - timedelta(days=1)) == ["day: day-log-before"]


def test_nothing_is_recorded_before_fieldwork_is_opened(cast, edition):
    engagement = confirmed(cast, edition)

    assert refusal(record, engagement, cast.lin) == ["stage: not-this-stage"]
    assert refusal(log, engagement, cast.lin) == ["stage: not-this-stage"]
