# SPDX-License-Identifier: Apache-2.0
"""An agenda to begin with: every mode and place once, everybody's working days filled, meetings first and last.

What is proposed passes `agenda.check_agenda` where the team covers the modes and there is a day before the visit for
what is covert. Travel is not in it: how long it takes nobody has told the program, so the officer makes room for it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from itertools import pairwise

from zhuoping.core.agenda import NEED_NO_VISIT, AgendaItem, Frame, ItemKind, Member, covert_modes
from zhuoping.core.case import TeamRole
from zhuoping.core.sampling import CENTRAL

# How a working day is laid out; not a rule of any scheme, and the officer moves what does not suit.
_MORNING, _NOON, _AFTERNOON = time(8, 30), time(12), time(13)
_LATEST = time(21)
_MEETING = 30
_STEP = 5


@dataclass(frozen=True, slots=True)
class _Task:
    """Something that one person does, alone or with the experts who help."""

    modes: tuple[str, ...]
    place: str


@dataclass(frozen=True, slots=True)
class _Slot:
    """A stretch of working time on one day."""

    day: date
    start: time
    end: time


def propose_agenda(frame: Frame, hours_per_day: Decimal) -> tuple[AgendaItem, ...]:
    """The agenda for a team, in the order of time. Empty where nobody on the team may give points.

    Covert work is put on the day before the visit where the plan is released before that.
    """
    members = [each for each in frame.members.values() if each.role is not TeamRole.TECHNICAL_EXPERT]
    if not members or frame.ends_on < frame.starts_on:
        return ()
    covert = covert_modes(frame.scheme)
    open_members = [each for each in members if not each.modes or not covert.issuperset(each.modes)]
    place = frame.places[0] if frame.places else ""
    slots = list(_slots(frame, hours_per_day))
    tasks = _tasks(frame, open_members, covert)
    items = [item for member in open_members for item in _filled(member, tasks[member.person], slots, frame)]
    everybody = tuple(each.person for each in open_members)
    if everybody:
        items += _meetings(frame, everybody, place, hours_per_day)
    items += _covert(frame, members, covert, hours_per_day)
    return tuple(sorted(items, key=lambda each: (each.day, each.start, each.persons)))


def _tasks(frame: Frame, members: Sequence[Member], covert: frozenset[str]) -> Mapping[int, list[_Task]]:
    """Who does what: modes on site at the central function, outlets in turn, then what needs no visit."""
    tasks: dict[int, list[_Task]] = {each.person: [] for each in members}
    on_site = tuple(mode for mode in frame.modes if mode not in covert and mode not in NEED_NO_VISIT)
    able = {each.person: tuple(mode for mode in on_site if mode in each.modes) for each in members}
    workers = sorted(
        (each for each in members if able[each.person]),
        key=lambda each: (each.role is not TeamRole.LEADER, -len(able[each.person])),
    )
    outlets = [place for place in frame.places if place != CENTRAL]
    base = CENTRAL if CENTRAL in frame.places else (outlets[0] if outlets else "")
    left = set(on_site)
    for worker in workers:
        if left.intersection(able[worker.person]):
            tasks[worker.person].append(_Task(able[worker.person], base))
            left.difference_update(able[worker.person])
    for outlet in outlets:
        if workers and (outlet != base or not tasks[workers[0].person]):
            worker = _least_busy(workers, tasks)
            tasks[worker.person].append(_Task(able[worker.person], outlet))
    for mode in frame.modes:
        carriers = [each for each in members if mode in each.modes]
        if mode in NEED_NO_VISIT and carriers:
            tasks[_least_busy(carriers, tasks).person].append(_Task((mode,), ""))
    for member in members:
        open_modes = tuple(mode for mode in frame.modes if mode in member.modes and mode not in covert)
        if open_modes and not tasks[member.person]:
            here = able[member.person]
            tasks[member.person].append(_Task(here, base) if here else _Task(open_modes, ""))
    return tasks


def _least_busy(members: Sequence[Member], tasks: Mapping[int, list[_Task]]) -> Member:
    # Of those who have as little, the last: the leader, who stands first, has the closing to prepare.
    return min(reversed(members), key=lambda each: len(tasks[each.person]))


def _filled(
    member: Member, tasks: Sequence[_Task], slots: Sequence[_Slot], frame: Frame
) -> Iterator[AgendaItem]:
    """A person's tasks spread evenly over their slots: several slots for a task, or several tasks in a slot."""
    if not tasks or not slots:
        return
    experts: tuple[int, ...] = ()
    if member.role is TeamRole.LEADER:
        experts = tuple(
            each.person for each in frame.members.values() if each.role is TeamRole.TECHNICAL_EXPERT
        )
    for index, slot in enumerate(slots):
        first = index * len(tasks) // len(slots)
        last = max(first + 1, (index + 1) * len(tasks) // len(slots))
        for task, (start, end) in zip(tasks[first:last], _parts(slot, last - first), strict=True):
            # Without any place to go to, work on site is done from afar.
            remote = not task.place and not NEED_NO_VISIT.issuperset(task.modes)
            yield AgendaItem(
                ItemKind.WORK,
                slot.day,
                start,
                end,
                (member.person, *experts),
                task.place,
                task.modes,
                remote=remote,
            )


def _slots(frame: Frame, hours_per_day: Decimal) -> Iterator[_Slot]:
    """Mornings and afternoons, the meetings left out."""
    for number in range((frame.ends_on - frame.starts_on).days + 1):
        day = frame.starts_on + timedelta(days=number)
        start = _later(_MORNING, _MEETING) if day == frame.starts_on else _MORNING
        end = _end_of_day(hours_per_day)
        yield _Slot(day, start, _NOON)
        yield _Slot(day, _AFTERNOON, _later(end, -_MEETING) if day == frame.ends_on else end)


def _end_of_day(hours_per_day: Decimal) -> time:
    """When the afternoon ends, for the day to have its hours; between one hour of it and a late evening."""
    morning = (_NOON.hour - _MORNING.hour) * 60 - _MORNING.minute
    longest = (_LATEST.hour - _AFTERNOON.hour) * 60
    return _later(_AFTERNOON, min(max(int(hours_per_day * 60) - morning, 2 * _MEETING), longest))


def _parts(slot: _Slot, count: int) -> Iterator[tuple[time, time]]:
    """A slot in so many parts of about the same length, cut at full steps of minutes."""
    whole = _minutes(slot)
    cuts = [whole * index // count // _STEP * _STEP for index in range(count)] + [whole]
    for start, end in pairwise(cuts):
        yield _later(slot.start, start), _later(slot.start, end)


def _meetings(frame: Frame, persons: tuple[int, ...], place: str, hours_per_day: Decimal) -> list[AgendaItem]:
    remote = not place
    end = _end_of_day(hours_per_day)
    opening = (frame.starts_on, _MORNING, _later(_MORNING, _MEETING))
    closing = (frame.ends_on, _later(end, -_MEETING), end)
    return [
        AgendaItem(kind, *when, persons, place, remote=remote)
        for kind, when in ((ItemKind.OPENING, opening), (ItemKind.CLOSING, closing))
    ]


def _covert(
    frame: Frame, members: Sequence[Member], covert: frozenset[str], hours_per_day: Decimal
) -> Iterator[AgendaItem]:
    """Work by mystery customer: at each outlet, or where the client is, by whoever is assigned to it."""
    day = max(frame.released_on, frame.starts_on - timedelta(days=1))
    places = [place for place in frame.places if place != CENTRAL] or list(frame.places)
    for mode in frame.modes:
        carriers = [each for each in members if mode in each.modes]
        if mode not in covert or not carriers or not places:
            continue
        carrier = carriers[-1]
        slot = _Slot(day, _AFTERNOON, _end_of_day(hours_per_day))
        modes = tuple(each for each in frame.modes if each in covert and each in carrier.modes)
        if mode != modes[0]:
            # One visit does for all that this person may find out covertly.
            continue
        # More outlets than an afternoon has steps are for the officer to share out.
        places = places[: _minutes(slot) // _STEP]
        for place, (start, end) in zip(places, _parts(slot, len(places)), strict=True):
            yield AgendaItem(ItemKind.WORK, day, start, end, (carrier.person,), place, modes)


def _minutes(slot: _Slot) -> int:
    return (slot.end.hour - slot.start.hour) * 60 + slot.end.minute - slot.start.minute


def _later(moment: time, minutes: int) -> time:
    return (datetime.combine(date.min, moment) + timedelta(minutes=minutes)).time()
