# SPDX-License-Identifier: Apache-2.0
"""Rows of a characteristic sheet: one characteristic at one contact point, what was found, and the verdict.

The verdict of a measured one can be reckoned from its values (GB/T 27207-2020; domain rules 3.2).
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, localcontext
from enum import StrEnum

from zhuoping.core import shapes
from zhuoping.core.blueprint import Blueprint, Bound
from zhuoping.core.exact import EXACT
from zhuoping.core.fact_rows import first_unshown
from zhuoping.core.fieldwork.records import SHORT_LIMIT
from zhuoping.core.plain import Plain
from zhuoping.core.problems import Problem, Refused, at, problem
from zhuoping.core.wording.labels import Word

ROW_LIMIT = 100
REPEAT_LIMIT = 50
LONG_LIMIT = 2_000

_NUMBER = re.compile(r"-?[0-9]{1,12}(\.[0-9]{1,6})?")
_LONG = frozenset({"expected", "observed", "note"})
_TEXTS = ("contact", "name", "expected", "tolerance", "unit", "observed", "method", "instrument")


class CharacteristicKind(StrEnum):
    """What kind of characteristic it is (GB/T 27207)."""

    PHYSICAL = "physical"
    SENSORY = "sensory"
    BEHAVIOURAL = "behavioural"
    TEMPORAL = "temporal"
    ERGONOMIC = "ergonomic"
    FUNCTIONAL = "functional"


class CharacteristicVerdict(StrEnum):
    """What is found of a row."""

    CONFORMING = "conforming"
    NOT_CONFORMING = "not-conforming"
    NOT_APPLICABLE = "not-applicable"


@dataclass(frozen=True, slots=True)
class CharacteristicRow:
    """One characteristic at one contact point.

    `repeats` are the measured values in `unit`, decimals as text. `expected` is held against them where it is a
    decimal: by `bound`, and give or take `tolerance`. `verdict` is what the inspector judged, None where the values
    decide or nobody has judged yet. `note` is the body's own.
    """

    contact: str
    name: str
    kind: CharacteristicKind
    expected: str
    bound: Bound = Bound.EQUAL
    tolerance: str = ""
    unit: str = ""
    observed: str = ""
    repeats: tuple[str, ...] = ()
    method: str = ""
    instrument: str = ""
    verdict: CharacteristicVerdict | None = None
    note: str = ""

    @property
    def asked(self) -> str:
        """What is expected, as people write it: `≤ 30 ± 2 min`."""
        sign = {Bound.EQUAL: "", Bound.AT_MOST: "≤ ", Bound.AT_LEAST: "≥ "}[self.bound]
        tolerance = f" ± {self.tolerance}" if self.tolerance else ""
        return f"{sign}{self.expected}{tolerance}{f' {self.unit}' if self.unit else ''}"

    @property
    def found(self) -> str:
        """What was found: the measured values with their unit, and what was seen."""
        values = f"{' / '.join(self.repeats)}{f' {self.unit}' if self.unit else ''}" if self.repeats else ""
        return "\n".join(each for each in (values, self.observed) if each)


def read_rows(value: object) -> tuple[CharacteristicRow, ...]:
    """Rows from plain values, in their order; blanks around texts are left out.

    Raises Refused with every fault: rows-too-many, repeats-too-many, repeat-not-a-number, expected-not-a-number,
    tolerance-not-a-number, verdict-against-values, verdict-note-required, text-too-long, character-not-allowed, and
    what `shapes.read` finds.
    """
    if not isinstance(value, list | tuple):
        raise Refused([shapes.wrong_type("rows", tuple, value)])
    if len(value) > ROW_LIMIT:
        raise Refused([problem("rows", "rows-too-many", count=len(value), limit=ROW_LIMIT)])
    problems: list[Problem] = []
    rows: list[CharacteristicRow] = []
    for index, each in enumerate(value):
        path = at("rows", index)
        read = shapes.read(CharacteristicRow, each, path, problems)
        if read is not None:
            row = _clean(read)
            problems.extend(_row_faults(path, row))
            rows.append(row)
    if problems:
        raise Refused(problems)
    return tuple(rows)


def plain_rows(rows: Sequence[CharacteristicRow], *, for_client: bool = False) -> list[Plain]:
    """Rows as plain values, which `read_rows` reads again; for the client with the verdict and without the note."""
    return [_client_row(each) if for_client else _plain(each) for each in rows]


def measured_verdict(row: CharacteristicRow) -> CharacteristicVerdict | None:
    """What the measured values say: each of them has to be within; None where there is nothing to reckon with."""
    if not row.repeats or not _NUMBER.fullmatch(row.expected):
        return None
    with localcontext(EXACT):
        expected, tolerance = Decimal(row.expected), Decimal(row.tolerance or 0)
        is_within = all(_is_within(Decimal(each), expected, tolerance, row.bound) for each in row.repeats)
    return CharacteristicVerdict.CONFORMING if is_within else CharacteristicVerdict.NOT_CONFORMING


def verdict_of(row: CharacteristicRow) -> CharacteristicVerdict | None:
    """The verdict that counts: what was judged, else what the values say; None where there is none yet."""
    return row.verdict or measured_verdict(row)


def rows_of_blueprint(blueprint: Blueprint, there: Sequence[CharacteristicRow] = ()) -> list[dict[str, str]]:
    """Beginnings of rows for the characteristics of a drawing that are not `there` yet; their kind is to be chosen."""
    known = {(each.contact, each.name) for each in there}
    return [
        {
            "contact": point.text,
            "name": each.name,
            "expected": each.target,
            "bound": each.bound.value,
            "tolerance": each.tolerance,
            "unit": each.unit,
        }
        for point in blueprint.contact_points
        for each in point.characteristics
        if (point.text, each.name) not in known
    ]


def _is_within(value: Decimal, expected: Decimal, tolerance: Decimal, bound: Bound) -> bool:
    if bound is Bound.AT_MOST:
        return value <= expected + tolerance
    if bound is Bound.AT_LEAST:
        return value >= expected - tolerance
    return abs(value - expected) <= tolerance


def _row_faults(path: str, row: CharacteristicRow) -> Iterator[Problem]:
    for name in (*_TEXTS, "note"):
        yield from text_faults(
            at(path, name), getattr(row, name), LONG_LIMIT if name in _LONG else SHORT_LIMIT
        )
    if len(row.repeats) > REPEAT_LIMIT:
        yield problem(at(path, "repeats"), "repeats-too-many", count=len(row.repeats), limit=REPEAT_LIMIT)
    wrong = [each for each in row.repeats if not _NUMBER.fullmatch(each)]
    if wrong:
        given = tuple(map(shapes.shown, wrong[:REPEAT_LIMIT]))
        yield problem(at(path, "repeats"), "repeat-not-a-number", given=given)
    is_number = bool(_NUMBER.fullmatch(row.expected))
    if not is_number and (row.tolerance or row.bound is not Bound.EQUAL):
        yield problem(at(path, "expected"), "expected-not-a-number", given=shapes.shown(row.expected))
    if row.tolerance and (row.tolerance.startswith("-") or not _NUMBER.fullmatch(row.tolerance)):
        yield problem(at(path, "tolerance"), "tolerance-not-a-number", given=shapes.shown(row.tolerance))
    elif not wrong:
        yield from _verdict_faults(at(path, "verdict"), row)


def _verdict_faults(path: str, row: CharacteristicRow) -> Iterator[Problem]:
    """That whoever judges otherwise than the values, or leaves a row out, says why."""
    if row.verdict is None or row.note:
        return
    measured = measured_verdict(row)
    if row.verdict is CharacteristicVerdict.NOT_APPLICABLE:
        yield problem(path, "verdict-note-required")
    elif measured is not None and measured is not row.verdict:
        yield problem(path, "verdict-against-values", measured=Word(f"CharacteristicVerdict.{measured}"))


def text_faults(path: str, text: str, limit: int) -> Iterator[Problem]:
    """What keeps a text from being kept: character-not-allowed, text-too-long."""
    if found := first_unshown(text):
        yield problem(path, "character-not-allowed", given=found)
    if len(text) > limit:
        yield problem(path, "text-too-long", length=len(text), limit=limit)


def _clean(row: CharacteristicRow) -> CharacteristicRow:
    return replace(
        row,
        contact=_line(row.contact),
        name=_line(row.name),
        expected=lines(row.expected),
        tolerance=_line(row.tolerance),
        unit=_line(row.unit),
        observed=lines(row.observed),
        repeats=tuple(map(str.strip, row.repeats)),
        method=_line(row.method),
        instrument=_line(row.instrument),
        note=lines(row.note),
    )


def _plain(row: CharacteristicRow) -> dict[str, Plain]:
    texts: Mapping[str, Plain] = {name: getattr(row, name) for name in _TEXTS}
    return {
        **texts,
        "kind": row.kind.value,
        "bound": row.bound.value,
        "repeats": [*row.repeats],
        "verdict": row.verdict.value if row.verdict else None,
        "note": row.note,
    }


def _client_row(row: CharacteristicRow) -> dict[str, Plain]:
    verdict = verdict_of(row)
    shown: dict[str, Plain] = {**_plain(row), "verdict": verdict.value if verdict else None}
    del shown["note"]
    return shown


def lines(text: str) -> str:
    """A text of several lines without blanks around it."""
    return text.replace("\r\n", "\n").strip()


def _line(text: str) -> str:
    """One line without blanks around it."""
    return " ".join(text.split())
