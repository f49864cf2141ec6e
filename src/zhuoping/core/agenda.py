# SPDX-License-Identifier: Apache-2.0
"""The agenda of a plan: who does what, where and when (domain rules A7 to A11).

An agenda leaves nobody in two places, no mode and no sampled outlet out, and begins and ends with the meetings that
signing in hangs on (A12). How the evaluation is carried out, on site or remotely, is read off it.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from enum import StrEnum
from itertools import combinations

from zhuoping.core.case import TeamRole
from zhuoping.core.problems import Problem, at, problem
from zhuoping.core.sampling import CENTRAL
from zhuoping.core.scheme import Openness, Scheme
from zhuoping.core.wording.labels import Said, Word

# Modes E and F need no visit (RB/T 314): customers are asked from afar, past service is in records. They may be
# carried out before the first day, and from anywhere.
NEED_NO_VISIT = frozenset({"E", "F"})


class ItemKind(StrEnum):
    """What an agenda item is; `other` is travel and rest, which is nobody's working time."""

    OPENING = "opening"
    WORK = "work"
    TEAM = "team"
    CLOSING = "closing"
    OTHER = "other"


class MethodCode(StrEnum):
    """How an evaluation is carried out, as the national platform codes it (4.5): on site, remotely, or both."""

    ON_SITE = "FS01"
    REMOTE = "FS02"
    BOTH = "FS03"


@dataclass(frozen=True, slots=True)
class Member:
    """A person on the team: the role, and the letters of the modes assigned to them."""

    person: int
    name: str
    role: TeamRole
    modes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """A piece of the agenda on one day. `place` is the key of an outlet or CENTRAL, empty where none is needed.

    `refs` are dimensions or indicators of the edition, `modes` letters; `remote`: nobody travels there.
    """

    kind: ItemKind
    day: date
    start: time
    end: time
    persons: tuple[int, ...]
    place: str = ""
    modes: tuple[str, ...] = ()
    refs: tuple[str, ...] = ()
    topic: str = ""
    remote: bool = False

    @property
    def minutes(self) -> int:
        """How long it takes; not above 0 where the times are the wrong way round."""
        begun, over = (datetime.combine(self.day, each) for each in (self.start, self.end))
        return int((over - begun).total_seconds()) // 60


@dataclass(frozen=True, slots=True)
class Frame:
    """What an agenda has to fit into: the days of the visit, the day of release, the team, the places, the modes."""

    scheme: Scheme
    starts_on: date
    ends_on: date
    released_on: date
    members: Mapping[int, Member]
    places: tuple[str, ...]
    modes: tuple[str, ...]


def covert_modes(scheme: Scheme) -> frozenset[str]:
    """The letters of the modes that are carried out by mystery customer."""
    return frozenset(mode.letter for mode in scheme.modes if mode.openness is Openness.COVERT)


def is_covert(item: AgendaItem, scheme: Scheme) -> bool:
    """Whether the client must not know of this item before it is over (modes B and D)."""
    return bool(covert_modes(scheme).intersection(item.modes))


def method_code(agenda: Sequence[AgendaItem], scheme: Scheme) -> MethodCode | None:
    """On site, remote or both; None while the agenda has nothing that tells. Modes without a visit tell nothing."""
    kinds = (ItemKind.OPENING, ItemKind.WORK, ItemKind.CLOSING)
    ways = {item.remote for item in agenda if item.kind in kinds and not _apart(item, scheme)}
    if len(ways) == 2:  # noqa: PLR2004 - both of two.
        return MethodCode.BOTH
    return {True: MethodCode.REMOTE, False: MethodCode.ON_SITE}[ways.pop()] if ways else None


def working_minutes(
    agenda: Sequence[AgendaItem], members: Mapping[int, Member], most_a_day: Decimal
) -> Decimal:
    """The minutes that auditors work, each of them at most `most_a_day` on one day.

    A technical expert's time and travel do not count as person-days, and longer hours do not make more of them.
    """
    counted: Counter[tuple[int, date]] = Counter()
    for item in agenda:
        if item.kind is not ItemKind.OTHER and item.minutes > 0:
            for person in set(item.persons):
                if person in members and members[person].role is not TeamRole.TECHNICAL_EXPERT:
                    counted[person, item.day] += item.minutes
    return sum((min(Decimal(minutes), most_a_day) for minutes in counted.values()), Decimal(0))


def check_agenda(agenda: Sequence[AgendaItem], frame: Frame) -> list[Problem]:
    """Everything that is wrong with an agenda, item by item, then as a whole."""
    problems: list[Problem] = []
    for index, item in enumerate(agenda):
        where = at("agenda", index)
        problems += _time_problems(item, where, frame)
        problems += _person_problems(item, where, frame.members)
        problems += _place_problems(item, where, frame.places)
        problems += _mode_problems(item, where, frame)
    problems += _overlaps(agenda, frame.members)
    problems += _coverage_problems(agenda, frame)
    problems += _meeting_problems(agenda, frame.scheme)
    return problems


def _apart(item: AgendaItem, scheme: Scheme) -> bool:
    """Whether an item belongs to no visit that the client is told of: modes without a visit, mystery customers."""
    apart = NEED_NO_VISIT | covert_modes(scheme)
    return bool(item.modes) and apart.issuperset(item.modes)


def _time_problems(item: AgendaItem, where: str, frame: Frame) -> Iterator[Problem]:
    if item.minutes <= 0:
        yield problem(at(where, "end"), "agenda-time-order", start=_clock(item.start), end=_clock(item.end))
    # What needs no visit, and a mystery customer, may come before the days that the client is told.
    first = min(frame.released_on, frame.starts_on) if _apart(item, frame.scheme) else frame.starts_on
    if not first <= item.day <= frame.ends_on:
        yield problem(at(where, "day"), "agenda-day-outside", given=item.day, first=first, last=frame.ends_on)


def _person_problems(item: AgendaItem, where: str, members: Mapping[int, Member]) -> Iterator[Problem]:
    if not item.persons:
        yield problem(at(where, "persons"), "agenda-nobody")
    for person in item.persons:
        if person not in members:
            yield problem(at(where, "persons"), "agenda-person-not-on-team", person=person)


def _place_problems(item: AgendaItem, where: str, places: Collection[str]) -> Iterator[Problem]:
    if item.place:
        if item.place not in places:
            yield problem(
                at(where, "place"), "agenda-place-unknown", given=item.place, known=tuple(map(_named, places))
            )
    elif not item.remote and item.kind is not ItemKind.OTHER and not _needs_no_visit(item):
        yield problem(at(where, "place"), "agenda-place-required")


def _named(place: str) -> Said:
    return Word("Place.central", place) if place == CENTRAL else place


def _needs_no_visit(item: AgendaItem) -> bool:
    return bool(item.modes) and NEED_NO_VISIT.issuperset(item.modes)


def _mode_problems(item: AgendaItem, where: str, frame: Frame) -> Iterator[Problem]:
    scheme = frame.scheme
    if item.kind is ItemKind.WORK and not item.modes:
        yield problem(at(where, "modes"), "agenda-mode-required", known=frame.modes)
    for letter in item.modes:
        if letter not in frame.modes:
            yield problem(at(where, "modes"), "agenda-mode-not-planned", given=letter, known=frame.modes)
        elif not any(_may_carry_out(frame.members.get(person), letter) for person in item.persons):
            yield problem(at(where, "modes"), "agenda-mode-nobody", given=letter)
    if is_covert(item, scheme) and not covert_modes(scheme).issuperset(item.modes):
        yield problem(at(where, "modes"), "agenda-covert-mixed", given="+".join(item.modes))
    known = {dimension.ref for dimension in scheme.dimensions} | scheme.indicators.keys()
    for ref in item.refs:
        if ref not in known:
            yield problem(at(where, "refs"), "agenda-ref-unknown", given=ref)


def _may_carry_out(member: Member | None, letter: str) -> bool:
    """Whether somebody carries out a mode here: assigned to it, and no expert, who only helps."""
    return member is not None and letter in member.modes and member.role is not TeamRole.TECHNICAL_EXPERT


def _overlaps(agenda: Sequence[AgendaItem], members: Mapping[int, Member]) -> Iterator[Problem]:
    """Two items at one time for one person; work that goes together is one item with several modes."""
    placed = [(index, item) for index, item in enumerate(agenda) if item.minutes > 0]
    for (first, one), (second, other) in combinations(placed, 2):
        if one.day == other.day and one.start < other.end and other.start < one.end:
            for person in one.persons:
                if person in other.persons and person in members:
                    times = {"start": _clock(one.start), "end": _clock(one.end)}
                    values = {"person": members[person].name, "number": first + 1, **times}
                    yield problem(at(at("agenda", second), "persons"), "agenda-person-twice", **values)


def _coverage_problems(agenda: Sequence[AgendaItem], frame: Frame) -> Iterator[Problem]:
    """Sampled outlets, the central function and modes that nobody turns to."""
    work = [item for item in agenda if item.kind is ItemKind.WORK]
    visited = {item.place for item in work}
    done = {letter for item in work for letter in item.modes}
    for place in frame.places:
        if place not in visited:
            code = "agenda-central-not-visited" if place == CENTRAL else "agenda-outlet-not-visited"
            yield problem("agenda", code, place=place)
    for letter in frame.modes:
        if letter not in done:
            yield problem("agenda", "agenda-mode-missing", given=letter)


def _meeting_problems(agenda: Sequence[AgendaItem], scheme: Scheme) -> Iterator[Problem]:
    """The opening meeting comes before all work that the client sees, the closing meeting after it (A12)."""
    seen = [item for item in agenda if item.kind is ItemKind.WORK and not _apart(item, scheme)]
    opened = [(item.day, item.start) for item in agenda if item.kind is ItemKind.OPENING]
    closed = [(item.day, item.end) for item in agenda if item.kind is ItemKind.CLOSING]
    if not opened:
        yield problem("agenda", "agenda-opening-missing")
    elif any((item.day, item.start) < min(opened) for item in seen):
        yield problem("agenda", "agenda-opening-not-first")
    if not closed:
        yield problem("agenda", "agenda-closing-missing")
    elif any((item.day, item.end) > max(closed) for item in seen):
        yield problem("agenda", "agenda-closing-not-last")


def _clock(moment: time) -> str:
    return moment.strftime("%H:%M")
