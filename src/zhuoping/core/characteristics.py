# SPDX-License-Identifier: Apache-2.0
"""Characteristic sheets, modes A to D: what one visit was to find and what it found (rows: characteristic_rows.py).

A and B inspect, C and D test with an instrument (GB/T 27207-2020; domain rules 3.2). Whether a mode is open or done
by a mystery customer stands in the edition; a covert sheet is secret for the client until it is released.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from zhuoping.core.authority import is_secret
from zhuoping.core.characteristic_rows import (
    LONG_LIMIT,
    CharacteristicRow,
    CharacteristicVerdict,
    lines,
    text_faults,
    verdict_of,
)
from zhuoping.core.fieldwork.gaps import Gap, Where
from zhuoping.core.fieldwork.people import SCORERS, FieldMember
from zhuoping.core.fieldwork.records import SHORT_LIMIT
from zhuoping.core.problems import Problem, Refused, problem
from zhuoping.core.scheme import Openness, Scheme

MODES = ("A", "B", "C", "D")
# What is tested has a value, a method and an instrument; what is inspected is looked at.
TESTING = frozenset({"C", "D"})
COVERT_PARTS = ("scenario", "cover", "purchase")


@dataclass(frozen=True, slots=True)
class SheetHead:
    """Where, when and by whom a visit is made; the last three are a mystery customer's.

    `scenario` is what they play, `cover` who they say they are, `purchase` what proves that they bought, or why
    nothing was bought.
    """

    mode: str
    place: str
    visited_at: datetime
    inspector: int
    scenario: str = ""
    cover: str = ""
    purchase: str = ""

    def tidied(self) -> "SheetHead":
        """Without blanks around the texts."""
        return replace(
            self,
            place=lines(self.place),
            scenario=lines(self.scenario),
            cover=lines(self.cover),
            purchase=lines(self.purchase),
        )


@dataclass(frozen=True, slots=True)
class SheetFrame:
    """What a sheet's head is held against: the plan's modes, the team, and the time."""

    scheme: Scheme
    planned: tuple[str, ...]
    team: Collection[FieldMember]
    now: datetime


@dataclass(frozen=True, slots=True)
class FieldSheet:
    """A sheet as it stands; `evidence` and `nonconformities` count what is tied to it and what came of it."""

    id: int
    number: int
    mode: str
    openness: Openness
    rows: tuple[CharacteristicRow, ...] = ()
    scenario: str = ""
    purchase: str = ""
    evidence: int = 0
    nonconformities: int = 0
    released: bool = False

    @property
    def is_begun(self) -> bool:
        """Whether anything hangs on it: one that was made and left empty keeps nothing open."""
        return bool(self.rows or self.evidence or self.nonconformities)

    @property
    def is_secret(self) -> bool:
        """Whether the client must not learn that there is one."""
        return is_secret(self.openness, released=self.released)

    @property
    def is_covert(self) -> bool:
        """Whether a mystery customer fills it in."""
        return self.openness is Openness.COVERT


@dataclass(frozen=True, slots=True)
class ReleasedSheet:
    """What the client sees of a released sheet: not the cover, the proof of the purchase and the body's notes."""

    number: int
    mode: str
    place: str
    visited_at: datetime
    inspector: str
    scenario: str
    rows: tuple[CharacteristicRow, ...]


def sheet_modes(planned: Collection[str]) -> tuple[str, ...]:
    """The modes of a plan that leave sheets."""
    return tuple(mode for mode in MODES if mode in planned)


def openness_of(scheme: Scheme, letter: str) -> Openness:
    """How open a mode is, by the edition. Raises KeyError for a letter that it does not have."""
    return {mode.letter: mode.openness for mode in scheme.modes}[letter]


def check_head(given: SheetHead, frame: SheetFrame) -> Openness:
    """How open the sheet's mode is, where nothing is wrong with its head (tidied).

    Raises Refused with every fault: mode-without-sheets, mode-not-planned, sheet-place-missing, sheet-later,
    inspector-not-of-mode, sheet-is-open, text-too-long, character-not-allowed.
    """
    found = list(_head_faults(given, frame))
    if found:
        raise Refused(found)
    return openness_of(frame.scheme, given.mode)


def sheet_lacks(sheet: FieldSheet) -> tuple[Problem, ...]:
    """What a sheet lacks before it counts, and may be released.

    sheet-empty, rows-without-verdict, rows-without-finding, rows-without-measurement, sheet-scenario-missing,
    sheet-purchase-missing, sheet-evidence-missing.
    """
    path, called = f"sheets.{sheet.number}", {"mode": sheet.mode, "number": sheet.number}
    found: list[Problem] = []
    if not sheet.rows:
        found.append(problem(path, "sheet-empty", **called))
    for code, is_lacking in _ROW_LACKS.items():
        rows = tuple(str(number) for number, row in enumerate(sheet.rows, 1) if is_lacking(sheet.mode, row))
        if rows:
            found.append(problem(path, code, rows=rows, **called))
    if sheet.is_covert and not sheet.scenario:
        found.append(problem(path, "sheet-scenario-missing", **called))
    if sheet.is_covert and not sheet.purchase:
        found.append(problem(path, "sheet-purchase-missing", **called))
    if not sheet.evidence:
        found.append(problem(path, "sheet-evidence-missing", **called))
    return tuple(found)


def sheet_gaps(planned: Collection[str], sheets: Collection[FieldSheet]) -> tuple[Gap, ...]:
    """What keeps fieldwork open, by the mode or by the id of the sheet.

    A planned mode without a sheet, a sheet that lacks something, and a covert one that is not released: once
    fieldwork is closed nobody could release it, and what came of it would be hidden for ever (17065 7.4.6).
    """
    begun = [each for each in sheets if each.is_begun]
    found = [
        Gap(Where.SHEETS, mode, problem(f"modes.{mode}", "mode-sheet-missing", mode=mode))
        for mode in sheet_modes(planned)
        if not any(each.mode == mode for each in begun)
    ]
    for each in begun:
        found.extend(Gap(Where.SHEETS, str(each.id), lacking) for lacking in sheet_lacks(each))
        if each.is_secret:
            path, called = f"sheets.{each.number}", {"mode": each.mode, "number": each.number}
            found.append(Gap(Where.SHEETS, str(each.id), problem(path, "sheet-not-released", **called)))
    return tuple(found)


def _lacks_verdict(_mode: str, row: CharacteristicRow) -> bool:
    return verdict_of(row) is None


def _lacks_finding(_mode: str, row: CharacteristicRow) -> bool:
    return row.verdict is not CharacteristicVerdict.NOT_APPLICABLE and not row.found


def _lacks_measurement(mode: str, row: CharacteristicRow) -> bool:
    """Who tests says with what, and how: else nobody could do it again."""
    if mode not in TESTING or row.verdict is CharacteristicVerdict.NOT_APPLICABLE:
        return False
    return not (row.repeats and row.method and row.instrument)


_ROW_LACKS = {
    "rows-without-verdict": _lacks_verdict,
    "rows-without-finding": _lacks_finding,
    "rows-without-measurement": _lacks_measurement,
}


def _head_faults(given: SheetHead, frame: SheetFrame) -> Iterator[Problem]:
    if given.mode not in MODES:
        yield problem("mode", "mode-without-sheets", given=given.mode[:4], known=MODES)
    elif given.mode not in frame.planned:
        yield problem("mode", "mode-not-planned", mode=given.mode, planned=frame.planned)
    else:
        yield from _person_faults(given, frame)
        if openness_of(frame.scheme, given.mode) is not Openness.COVERT:
            for name in COVERT_PARTS:
                if getattr(given, name):
                    yield problem(name, "sheet-is-open", mode=given.mode)
    if not given.place:
        yield problem("place", "sheet-place-missing")
    if given.visited_at > frame.now:
        yield problem("visited_at", "sheet-later", given=f"{given.visited_at:%Y-%m-%d %H:%M}")
    limits = {"place": SHORT_LIMIT, **dict.fromkeys(COVERT_PARTS, LONG_LIMIT)}
    for name, limit in limits.items():
        yield from text_faults(name, getattr(given, name), limit)


def _person_faults(given: SheetHead, frame: SheetFrame) -> Iterator[Problem]:
    able = [each for each in frame.team if given.mode in each.modes and each.role in SCORERS]
    if given.inspector not in {each.person for each in able}:
        names = tuple(each.name for each in able) or ("—",)
        yield problem("inspector", "inspector-not-of-mode", mode=given.mode, names=names)
