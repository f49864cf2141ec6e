# SPDX-License-Identifier: Apache-2.0
"""One sheet after the other, row by row along the marks of column A, into the mapping of a case."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from zhuoping.core import wording
from zhuoping.core.case import Evidence
from zhuoping.core.plain import Plain
from zhuoping.core.problems import Problem, at, problem
from zhuoping.core.shapes import shown
from zhuoping.outputs.workbook import layout
from zhuoping.outputs.workbook.award_rows import award_of, cell_paths
from zhuoping.outputs.workbook.cells import Cell, is_blank, value_of
from zhuoping.outputs.workbook.columns import (
    Column,
    Kind,
    column_at,
    columns,
    in_any_language,
    required_forms,
    table_at,
)
from zhuoping.outputs.workbook.guard import damaged
from zhuoping.outputs.workbook.places import Places, cell_name

_VALUE = 2
# Mark, label, value and hint.
_FORM_WIDTH = 4
# Longer than any mark, key or ref that was ever written.
_MARK_LIMIT = 200
_ENTERED = (layout.JUDGED, layout.MET, layout.SIZE, layout.CONFORMING)
_FREE = Column("", "", Kind.TEXT)
_AWARD_ROW = [replace(_FREE, key=key) for key in (*layout.AWARD_KEYS, *layout.FINDING_KEYS)]
Faults = Mapping[tuple[int, int], str]


@dataclass(slots=True)
class Draft:
    """The case as read so far.

    `grounds` are (key, label), `conditions` keys of the edition that the workbook was made for. `broken` are faults of
    keys and marks, with their cells: with one of them nobody can say what a column or a row holds.
    """

    grounds: tuple[tuple[str, str], ...] = ()
    conditions: tuple[str, ...] = ()
    broken: list[Problem] = field(default_factory=list)
    marks: set[str] = field(default_factory=set)
    places: Places = field(default_factory=Places)
    problems: list[Problem] = field(default_factory=list)
    fields: dict[str, Plain] = field(default_factory=dict)
    lists: dict[str, list[Plain]] = field(default_factory=dict)
    findings: dict[str, dict[str, Plain]] = field(default_factory=dict)
    awards: dict[str, Plain] = field(default_factory=dict)

    def result(self) -> dict[str, Plain]:
        """The mapping of a case file, without scheme and edition."""
        # A form that has to be filled in is there while it is blank: so each of its cells is asked for by itself.
        value: dict[str, Plain] = {name: {} for name in required_forms()}
        bonuses = self.lists.pop(layout.BONUS_TABLE, [])
        for path, given in [*self.fields.items(), *self.lists.items()]:
            *outer, key = path.split(".")
            target = value
            for name in outer:
                inner = target.setdefault(name, {})
                target = inner if isinstance(inner, dict) else {}
            target[key] = given
        findings: dict[str, Plain] = {ref: dict(finding) for ref, finding in self.findings.items()}
        value |= {"findings": findings, "awards": self.awards, "bonus": None}
        if bonuses:
            value["bonus"] = bonuses[0] if len(bonuses) == 1 else bonuses
        return value


def read_sheet(draft: Draft, name: str, rows: Sequence[Sequence[Cell]], faults: Faults) -> None:
    """Add what a sheet holds to the draft."""
    reader = _SheetReader(draft, name, faults)
    for number, row in enumerate(rows):
        reader.row(number, row)
    reader.end()


@dataclass(slots=True)
class _Row:
    """The cells of an award's row, and of its finding, by key."""

    number: int
    cells: dict[str, Cell]


class _SheetReader:
    """Follows the marks: fields of a form, rows of a table, rows of awards, and what is there to be looked at."""

    def __init__(self, draft: Draft, name: str, faults: Faults) -> None:
        self._draft = draft
        self._name = name
        self._faults = faults
        self._path = ""
        self._columns: Mapping[int, Column] = {}
        self._width = 0
        self._inside: set[int] = set()
        self._awaits_heading = False
        self._at: Mapping[str, int] = {}
        self._awards: dict[str, dict[str, _Row]] = {}

    def row(self, number: int, row: Sequence[Cell]) -> None:
        """One row, by its mark."""
        mark = str(row[0])
        if not mark:
            self._unmarked(number, row)
        elif mark.startswith(layout.FIELD):
            self._field(number, row, mark.removeprefix(layout.FIELD))
        elif mark.startswith(layout.TABLE):
            self._table(number, row, mark.removeprefix(layout.TABLE))
        elif mark == layout.AWARDS:
            self._path = ""
            self._keys(number, row, _AWARD_ROW)
        elif mark.startswith(layout.ROW):
            self._award_row(number, row, mark)
        elif mark == layout.NOTE:
            self._note(number, row)
        elif not mark.startswith(layout.SHEET):
            self._outside(number, 0, mark)

    def end(self) -> None:
        """After the last row: the awards, each with those of its parts."""
        for ref, rows in self._awards.items():
            path = at("awards", ref)
            parts: dict[str, Plain] = {}
            for part, row in rows.items():
                if part:
                    given = self._award(row, f"{path}.parts.{part}", {})
                    if given is not None:
                        parts[part] = given
            if "" in rows:
                award = self._award(rows[""], path, parts)
                if award is not None:
                    self._draft.awards[ref] = award
            else:
                # It says how the parts count and has the finding: without it they would be lost.
                first = min(row.number for row in rows.values())
                self._broken(first, self._at.get(layout.REF, 0), "row-missing", ref=ref)

    def _note(self, number: int, row: Sequence[Cell]) -> None:
        """A row to be looked at: the heading of a table below its keys, or else what no table goes on beyond."""
        self._nothing_from(max(self._width, _FORM_WIDTH), number, row)
        if not self._awaits_heading:
            self._path = ""
        self._awaits_heading = False

    # -- forms

    def _field(self, number: int, row: Sequence[Cell], path: str) -> None:
        column = column_at(path)
        if column is None:
            raise damaged(path)
        self._nothing_from(_FORM_WIDTH, number, row)
        if self._is_twice(number, row):
            return
        self._draft.places.put(path, self._name, number, _VALUE)
        cell = row[_VALUE] if len(row) > _VALUE else ""
        self._fault(number, _VALUE, path)
        if not is_blank(cell):
            self._draft.fields[path] = value_of(column, cell, path, self._draft.problems)

    # -- tables

    def _table(self, number: int, row: Sequence[Cell], path: str) -> None:
        known = self._known(path)
        if known is None:
            raise damaged(path)
        self._path = path
        if path != layout.EVIDENCE_TABLE:
            # A table without rows says that there are none.
            self._draft.lists.setdefault(path, [])
        self._keys(number, row, known)

    def _known(self, path: str) -> Sequence[Column] | None:
        if path == layout.EVIDENCE_TABLE:
            variants = [columns(Evidence, language) for language in wording.LANGUAGES]
            inside = [in_any_language(same) for same in zip(*variants, strict=True)]
            return [Column("indicator", "", Kind.TEXT), *inside]
        if path == layout.BONUS_TABLE:
            reason = table_at("deductions") or ()
            conditions = [Column(key, "", Kind.TRUTH) for key in self._draft.conditions]
            return [*(column for column in reason if column.key != "ground"), *conditions]
        known = table_at(path)
        if known and path == "deductions":
            return [replace(known[0], kind=Kind.CHOICE, choices=self._draft.grounds), *known[1:]]
        return known

    def _keys(self, number: int, row: Sequence[Cell], known: Sequence[Column]) -> None:
        """Which column of the sheet holds what: each that is known once, and none besides but those to look at."""
        by_key = {column.key: column for column in known}
        keys = {index: str(key) for index, key in enumerate(row) if index and not is_blank(key)}
        if any(len(key) > _MARK_LIMIT for key in keys.values()):
            raise damaged(max(keys.values(), key=len))
        seen: dict[str, int] = {}
        for index, key in keys.items():
            if seen.setdefault(key, index) != index:
                first = cell_name(self._name, number, seen[key])
                self._broken(number, index, "column-twice", given=shown(key), first=first)
            elif key not in by_key and not key.startswith(layout.SHOWN):
                self._broken(number, index, "column-unknown", given=shown(key))
        missing = tuple(key for key in by_key if key not in seen)
        if missing:
            self._broken(number, 0, "column-missing", keys=missing)
        self._at = {key: index for key, index in seen.items() if key in by_key}
        self._columns = {index: by_key[key] for key, index in self._at.items()}
        self._inside = set(keys)
        self._width = max(keys, default=0) + 1
        self._awaits_heading = True

    def _unmarked(self, number: int, row: Sequence[Cell]) -> None:
        if not self._path:
            self._nothing_from(1, number, row)
            return
        self._nothing_outside(number, row)
        faulty = [index for index in self._columns if (number, index) in self._faults] if self._faults else []
        filled = [
            index
            for index in self._columns
            if index < len(row) and row[index] != "" and not is_blank(row[index])
        ]
        if not filled and not faulty:
            return
        path = self._next_path(number, row)
        for index in faulty:
            self._fault(number, index, at(path, self._columns[index].key))
        problems = self._draft.problems
        values: dict[str, Plain] = {}
        for index in filled:
            column = self._columns[index]
            values[column.key] = value_of(column, row[index], f"{path}.{column.key}", problems)
        self._add(values)

    def _next_path(self, number: int, row: Sequence[Cell]) -> str:
        """The path of the table's next row, with its place noted."""
        draft = self._draft
        if self._path != layout.EVIDENCE_TABLE:
            count = len(draft.lists[self._path])
            path = at(self._path, count)
            if self._path == layout.BONUS_TABLE and not count:
                # A single bonus is written without a number.
                draft.places.put_row(self._path, self._name, number, self._at)
        else:
            ref = _ref(row[self._at.get("indicator", 0)])
            if not ref or len(ref) > _MARK_LIMIT:
                path = at(self._path, number)
                draft.problems.append(problem(path, "evidence-without-indicator"))
            else:
                path = at(f"findings.{ref}.evidence", len(self._evidence(ref)))
                draft.places.put_first(f"findings.{ref}", self._name, number, self._at["indicator"])
        draft.places.put_row(path, self._name, number, self._at)
        return path

    def _add(self, values: dict[str, Plain]) -> None:
        if self._path != layout.EVIDENCE_TABLE:
            self._draft.lists[self._path].append(values)
            return
        ref = str(values.pop("indicator", "")).strip()
        if ref:
            self._evidence(ref).append(values)

    def _evidence(self, ref: str) -> list[Plain]:
        evidence = self._draft.findings.setdefault(ref, {}).setdefault("evidence", [])
        return evidence if isinstance(evidence, list) else []

    # -- awards

    def _award_row(self, number: int, row: Sequence[Cell], mark: str) -> None:
        refs = layout.row_refs(mark)
        if refs is None or len(mark) > _MARK_LIMIT:
            raise damaged(mark)
        self._nothing_outside(number, row)
        if self._is_twice(number, row):
            return
        cells = {column.key: row[index] for index, column in self._columns.items() if index < len(row)}
        ref, part = refs[0], refs[1] if len(refs) > 1 else ""
        if layout.REF in self._at and _ref(cells.get(layout.REF, "")) != ".".join(refs):
            # Sorted or pasted without the hidden marks: nobody can say what the row was meant for.
            self._broken(number, self._at[layout.REF], "row-moved", ref=".".join(refs))
            cells = {}
        self._awards.setdefault(ref, {})[part] = _Row(number, cells)
        if part:
            strangers = [key for key in layout.FINDING_KEYS if not is_blank(cells.get(key, ""))]
            for key in strangers:
                self._outside(number, self._at[key], cells[key])
            return
        self._finding(number, at("findings", ref), ref, cells)

    def _finding(self, number: int, path: str, ref: str, cells: Mapping[str, Cell]) -> None:
        for key in layout.FINDING_KEYS:
            where = at(path, key)
            if key in self._at:
                self._draft.places.put(where, self._name, number, self._at[key])
                self._fault(number, self._at[key], where)
            if not is_blank(cells.get(key, "")):
                given = value_of(_FREE, cells[key], where, self._draft.problems)
                self._draft.findings.setdefault(ref, {})[key] = given
        self._draft.places.put(path, self._name, number, self._at.get("text", 0))

    def _award(self, row: _Row, path: str, parts: dict[str, Plain]) -> Plain:
        places, known = self._draft.places, len(self._draft.problems)
        for key, where in cell_paths(path).items():
            index = self._at.get(key, 0)
            places.put(where, self._name, row.number, index)
            self._fault(row.number, index, where)
        filled = next((key for key in _ENTERED if not is_blank(row.cells.get(key, ""))), layout.METHOD)
        # What is wrong with the award is mended where it was entered.
        places.put(path, self._name, row.number, self._at.get(filled, 0))
        # What the cell at fault was to say cannot be told, so nothing is said of the rest.
        faulty = len(self._draft.problems) > known
        return None if faulty else award_of(row.cells, path, parts, self._draft.problems)

    # -- faults

    def _fault(self, number: int, index: int, path: str) -> None:
        code = self._faults.get((number, index))
        if code:
            self._draft.problems.append(problem(path, code))

    def _is_twice(self, number: int, row: Sequence[Cell]) -> bool:
        """Whether the row is the copy of another: the mark of a field or an award stands in one row only."""
        mark = str(row[0])
        if mark in self._draft.marks:
            self._refuse(number, 1, "row-twice", given=shown(row[1] if len(row) > 1 else mark))
            return True
        self._draft.marks.add(mark)
        return False

    def _nothing_from(self, first: int, number: int, row: Sequence[Cell]) -> None:
        """Beside a form or a table, or where none is, nothing is read."""
        for index in range(first, len(row)):
            if not is_blank(row[index]):
                self._outside(number, index, row[index])

    def _nothing_outside(self, number: int, row: Sequence[Cell]) -> None:
        """In a column of one's own, beside the table's or between them, nothing is read."""
        for index in range(1, len(row)):
            if index not in self._inside and not is_blank(row[index]):
                self._outside(number, index, row[index])

    def _broken(self, number: int, index: int, code: str, **values: object) -> None:
        self._draft.broken.append(problem(cell_name(self._name, number, index), code, **values))

    def _outside(self, number: int, index: int, cell: Cell) -> None:
        self._refuse(number, index, "cell-outside", given=shown(cell))

    def _refuse(self, number: int, index: int, code: str, **values: object) -> None:
        # The path is a place of its own: no part of the case stands there.
        path = cell_name(self._name, number, index)
        self._draft.places.put(path, self._name, number, index)
        self._draft.problems.append(problem(path, code, **values))


def _ref(cell: Cell) -> str:
    found = value_of(_FREE, cell, "", [])
    return str(found).strip() if not is_blank(cell) else ""
