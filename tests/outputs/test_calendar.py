# SPDX-License-Identifier: Apache-2.0
"""A calendar file, read back: whole days, times, texts that would break the format."""

from datetime import UTC, date, datetime, timedelta, timezone

from icalendar import Calendar

from zhuoping.outputs.calendar import Entry, calendar_file

AT = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
SHANGHAI = timezone(timedelta(hours=8))


def read(*entries):
    return Calendar.from_ical(calendar_file(entries, "卓评 – 林审查", "zhuoping.example"))


def test_whole_days_end_on_the_day_after_the_last():
    entry = Entry("plan-1", 3, AT, date(2026, 12, 7), date(2026, 12, 9), "现场评价")

    (event,) = read(entry).walk("VEVENT")

    assert (event.decoded("dtstart"), event.decoded("dtend")) == (date(2026, 12, 7), date(2026, 12, 10))
    assert (str(event["uid"]), int(event["sequence"])) == ("plan-1@zhuoping.example", 3)
    assert event.decoded("dtstamp") == AT


def test_times_are_those_of_the_world():
    begin = datetime(2026, 12, 7, 9, 0, tzinfo=SHANGHAI)
    entry = Entry("plan-1", 1, AT, begin, begin + timedelta(hours=1), "首次会议")

    (event,) = read(entry).walk("VEVENT")

    assert event.decoded("dtstart") == datetime(2026, 12, 7, 1, 0, tzinfo=UTC)
    assert event.decoded("dtend") == datetime(2026, 12, 7, 2, 0, tzinfo=UTC)


def test_texts_that_look_like_the_format_stay_texts():
    hostile = "甲,乙;丙\\丁\nEND:VEVENT\r\nBEGIN:VALARM"
    entry = Entry("plan-1", 1, AT, date(2026, 12, 7), date(2026, 12, 7), hostile, hostile, hostile)

    calendar = read(entry)

    (event,) = calendar.walk("VEVENT")
    assert calendar.walk("VALARM") == []
    assert str(event["summary"]).replace("\r\n", "\n") == hostile.replace("\r\n", "\n")


def test_empty_calendar_is_one():
    calendar = read()

    assert (str(calendar["x-wr-calname"]), calendar.walk("VEVENT")) == ("卓评 – 林审查", [])
