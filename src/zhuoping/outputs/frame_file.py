# SPDX-License-Identifier: Apache-2.0
"""A list of outlets in a CSV file or workbook to plain values, with the line or cell of each (docs/domain/sampling.md).

The first row holds the heads: keys of a frame's outlet, or what people call them in either language. What the rows
may hold is for `core.sample_file.read_frame` and `core.sampling.check_frame` to say.
"""

import csv
import io
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from zhuoping.core import plain, shapes, wording
from zhuoping.core.plain import Plain
from zhuoping.core.problems import Problem, Refused, problem
from zhuoping.core.sampling import FrameOutlet
from zhuoping.core.wording import labels
from zhuoping.core.wording.labels import Said
from zhuoping.core.wording.sampling import LABELS
from zhuoping.outputs.workbook.cells import Cell, is_blank, value_of
from zhuoping.outputs.workbook.columns import Column, Kind
from zhuoping.outputs.workbook.guard import open_package
from zhuoping.outputs.workbook.places import cell_name
from zhuoping.outputs.workbook.read import cells_of

_OUTLET = re.compile(r"outlets\[([0-9]+)\](?:\.([a-z_]+))?")
_REQUIRED = ("key", "name")
# What a spreadsheet takes for the beginning of a formula, or what was written so that it does not.
_FORMULA = re.compile(r"'*[=+\-@\t\r]")


@dataclass(frozen=True, slots=True)
class FrameTable:
    """The plain value of a frame, and where in the file a problem of it is to be mended."""

    value: Plain
    where: Callable[[Problem], str]


def frame_from_csv(content: bytes) -> FrameTable:
    """The frame in a CSV file, in UTF-8 or, as spreadsheet programs in China write it, GB 18030; places are lines.

    Raises Refused: not-text, too-large, frame-unreadable, and what is wrong with heads and rows, `line N` as path.
    """
    if len(content) > plain.SIZE_LIMIT:
        size, limit = (f"{number / 1024 / 1024:.1f} MB" for number in (len(content), plain.SIZE_LIMIT))
        raise Refused([problem("", "too-large", size=size, limit=limit)])
    reader = csv.reader(io.StringIO(_decoded(content), newline=""), strict=True)
    rows: list[tuple[int, Sequence[Cell]]] = []
    try:
        rows.extend((reader.line_num, [_unguarded(cell) for cell in row]) for row in reader)
    except csv.Error as error:
        line = reader.line_num
        raise Refused([problem(f"line {line}", "frame-unreadable", line=line, why=error)]) from None
    return _table(rows, lambda line, _: f"line {line}")


def frame_to_csv(frame: Iterable[FrameOutlet]) -> bytes:
    """The frame as a CSV file in UTF-8 that `frame_from_csv` reads back into an equal one, whatever is in it.

    A text that a spreadsheet would take for a formula stands behind an apostrophe, which the reader takes off again.
    """
    fields = [field.name for field in shapes.fields(FrameOutlet)]
    file = io.StringIO(newline="")
    writer = csv.writer(file)
    writer.writerow(fields)
    for outlet in frame:
        writer.writerow([_written(getattr(outlet, name)) for name in fields])
    # With a byte order mark, without which Excel takes UTF-8 for another encoding.
    return file.getvalue().encode("utf-8-sig")


def _written(value: object) -> str:
    if value is None:
        return ""
    text = str(value)
    return f"'{text}" if _FORMULA.match(text) else text


def _unguarded(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


def frame_from_workbook(content: bytes) -> FrameTable:
    """The frame in the only sheet of a workbook that holds anything; places are cells such as `网点!B5`.

    Raises Refused: what a strange workbook is refused for, frame-sheets, and what is wrong with heads and rows.
    """
    package = open_package(content)
    filled = {
        name: rows
        for name, rows in cells_of(package).items()
        if any(not is_blank(cell) for row in rows for cell in row)
    }
    if len(filled) > 1:
        raise Refused([problem("", "frame-sheets", sheets=tuple(filled))])
    if not filled:
        return _table([], lambda line, _: f"line {line}")
    ((name, rows),) = filled.items()
    faults = package.scans[name].faults
    if faults:
        raise Refused(problem(cell_name(name, *place), code) for place, code in faults.items())
    # `line` counts from 1, as people do.
    return _table(enumerate(rows, start=1), lambda line, column: cell_name(name, line - 1, column))


def _decoded(content: bytes) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Refused([problem("", "not-text")])


def _table(rows: Iterable[tuple[int, Sequence[Cell]]], place: Callable[[int, int], str]) -> FrameTable:
    filled = [(line, row) for line, row in rows if any(not is_blank(cell) for cell in row)]
    if not filled:
        raise Refused(problem("line 1", "frame-column-missing", given=_named(key)) for key in _REQUIRED)
    (first, heads), *body = filled
    columns = _columns(heads, lambda column: place(first, column))
    problems: list[Problem] = []
    outlets: list[Plain] = []
    for line, row in body:
        outlet: dict[str, Plain] = {}
        for index, cell in enumerate(row):
            if is_blank(cell):
                continue
            if index not in columns:
                problems.append(problem(place(line, index), "frame-row-too-long", line=line))
                break
            column = columns[index]
            outlet[column.key] = value_of(column, cell, place(line, index), problems)
        outlets.append(outlet)
    if problems:
        raise Refused(problems)
    at_column = {column.key: index for index, column in columns.items()}
    lines = [line for line, _ in body]

    def where(found: Problem) -> str:
        at = _OUTLET.match(found.path)
        if not at or int(at[1]) >= len(lines):
            return ""
        # Something missing is named by its key.
        key = at[2] or dict(found.values).get("key", "")
        return place(lines[int(at[1])], at_column.get(str(key), 0))

    return FrameTable({"outlets": outlets}, where)


def _columns(heads: Sequence[Cell], place: Callable[[int], str]) -> Mapping[int, Column]:
    """Which column of the table stands for which field."""
    fields = _fields()
    names = _names(fields)
    found: dict[int, Column] = {}
    problems = []
    for index, head in enumerate(heads):
        if is_blank(head):
            continue
        key = names.get(str(head).strip().lower())
        if key is None:
            values = {"given": shapes.shown(head), "known": tuple(map(_named, fields))}
            problems.append(problem(place(index), "frame-column-unknown", **values))
        elif any(column.key == key for column in found.values()):
            problems.append(problem(place(index), "frame-column-twice", given=shapes.shown(head)))
        else:
            found[index] = fields[key]
    known = {column.key for column in found.values()}
    problems += [
        problem(place(0), "frame-column-missing", given=_named(key)) for key in _REQUIRED if key not in known
    ]
    if problems:
        raise Refused(problems)
    return found


def _named(key: str) -> Said:
    return labels.named(FrameOutlet, "", key)


def _fields() -> dict[str, Column]:
    return {
        field.name: Column(field.name, field.name, *_kind(field.type)) for field in shapes.fields(FrameOutlet)
    }


def _kind(hint: object) -> tuple[Kind, bool, bool, tuple[tuple[str, str], ...]]:
    """What a cell of the field takes; a choice by its value or by what people call it in either language."""
    inner, _ = shapes.optional(hint)
    if issubclass(inner, StrEnum):
        choices = tuple(
            (each.value, labels.label(f"{inner.__name__}.{each.value}", language))
            for each in inner
            for language in wording.LANGUAGES
        )
        return Kind.CHOICE, False, False, choices
    return {str: Kind.TEXT, int: Kind.WHOLE, date: Kind.DATE}[inner], False, False, ()


def _names(fields: Iterable[str]) -> dict[str, str]:
    names = {key: key for key in fields}
    for key in fields:
        names |= {label.lower(): key for label in LABELS[f"FrameOutlet.{key}"]}
    return names
