# SPDX-License-Identifier: Apache-2.0
"""A calendar file (RFC 5545) that calendar programs read and keep up to date."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from icalendar import Calendar, Event

_REFRESH = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Entry:
    """Something in a calendar: whole days, both included, or from one time to another.

    `key` stays the same when the thing is moved; `version` rises, so that programs replace what they had.
    """

    key: str
    version: int
    changed_at: datetime
    starts: date | datetime
    ends: date | datetime
    title: str
    place: str = ""
    text: str = ""
    address: str = ""


def calendar_file(entries: Sequence[Entry], name: str, host: str) -> bytes:
    """The file; `host` makes the keys of this installation unlike those of any other."""
    calendar = Calendar()
    calendar.add("prodid", "-//Zhuoping//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", _REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT1H")
    for entry in entries:
        calendar.add_component(_event(entry, host))
    return bytes(calendar.to_ical())


def _event(entry: Entry, host: str) -> Event:
    event = Event()
    event.add("uid", f"{entry.key}@{host}")
    event.add("sequence", entry.version)
    event.add("dtstamp", entry.changed_at.astimezone(UTC))
    event.add("dtstart", _begins(entry.starts))
    event.add("dtend", _ends(entry.ends))
    event.add("summary", entry.title)
    for key, value in (("location", entry.place), ("description", entry.text), ("url", entry.address)):
        if value:
            event.add(key, value)
    return event


def _begins(value: date | datetime) -> date | datetime:
    return value.astimezone(UTC) if isinstance(value, datetime) else value


def _ends(value: date | datetime) -> date | datetime:
    """The last day counts, but the format names the day after it."""
    return value.astimezone(UTC) if isinstance(value, datetime) else value + timedelta(days=1)
