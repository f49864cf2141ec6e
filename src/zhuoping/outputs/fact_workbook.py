# SPDX-License-Identifier: Apache-2.0
"""One fact sheet as a workbook, and the rows of such a workbook with the place of every fault.

It is a sheet of the evaluation workbook by itself, so that workbook with all its sheets is read too: by what stands
in the one that is asked for.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from zhuoping.core.fact_rows import read_rows, row_class
from zhuoping.core.plain import Plain
from zhuoping.core.problems import Problem, Refused, problem
from zhuoping.core.scheme import Scheme
from zhuoping.core.wording.labels import Word
from zhuoping.outputs.case_file import row_value
from zhuoping.outputs.workbook.book import Book
from zhuoping.outputs.workbook.parts import inner, items, mapping
from zhuoping.outputs.workbook.read import WorkbookCase, open_workbook
from zhuoping.outputs.workbook.tables import write_fact_sheet

_ROW = re.compile(r"facts\.[a-z_]+\[(?P<row>[0-9]+)\](?:\.(?P<key>[a-z_]+))?")


@dataclass(frozen=True, slots=True)
class CellFault:
    """One thing wrong in a workbook: the cell as `服务网点!C7`, and which row (from 0) and column of the sheet it is.

    `row` and `key` are None where it is no cell of a row, such as text beside the table.
    """

    cell: str
    problem: Problem
    row: int | None = None
    key: str | None = None


@dataclass(frozen=True, slots=True)
class SheetRead:
    """The rows of a sheet as plain values, and everything that is wrong with them; without faults they may be kept."""

    rows: tuple[Mapping[str, Plain], ...]
    faults: tuple[CellFault, ...] = ()


def write_sheet(scheme: Scheme, key: str, rows: Sequence[object], language: str = "zh") -> bytes:
    """The workbook of one sheet with its rows, or none for a template; `scheme` says which indicators it informs.

    Raises Refused: fact-sheet-none, cell-too-long.
    """
    row_class(key)
    value: dict[str, Plain] = {"facts": {key: [row_value(row) for row in rows]}}
    book = Book(scheme, value, language)
    write_fact_sheet(book, key)
    content = book.finish()
    if book.problems:
        raise Refused(book.problems)
    return content


def read_sheet(content: bytes, key: str) -> SheetRead:
    """The rows of a sheet in a workbook.

    Raises Refused with what is wrong with the whole file: what `open_workbook` refuses, fact-workbook-foreign,
    fact-workbook-other, fact-workbook-empty.
    """
    word = Word(key)
    row_class(key)
    try:
        book = open_workbook(content)
    except Refused as refused:
        if any(each.code == "workbook-foreign" for each in refused.problems):
            raise Refused([problem("file", "fact-workbook-foreign", sheet=word)]) from None
        raise
    found = inner(book.value, "facts", key)
    if found is None:
        raise Refused([problem("file", "fact-workbook-other", sheet=word)])
    rows = tuple(mapping(row) for row in items(found))
    if not rows and not book.problems:
        raise Refused([problem("file", "fact-workbook-empty", sheet=word)])
    # What a cell at fault was to say cannot be told, so nothing more is said of it.
    faults: dict[str, CellFault] = {}
    for each in (*_of_sheet(book, key), *_of_rows(key, rows)):
        fault = _placed(book, each)
        faults.setdefault(fault.cell, fault)
    return SheetRead(rows, tuple(faults.values()))


def _of_sheet(book: WorkbookCase, key: str) -> Iterator[Problem]:
    """The faults of its cells and of what stands beside tables, not those of other parts of an evaluation workbook."""
    for each in book.problems:
        if each.path.startswith(f"facts.{key}[") or "!" in each.path:
            yield each


def _of_rows(key: str, rows: Sequence[Mapping[str, Plain]]) -> tuple[Problem, ...]:
    try:
        read_rows(key, rows)
    except Refused as refused:
        return refused.problems
    return ()


def _placed(book: WorkbookCase, found: Problem) -> CellFault:
    place = _ROW.fullmatch(found.path)
    if place is None:
        return CellFault(book.where(found), found)
    missing = dict(found.values).get("key") if found.code == "missing-key" else None
    key = str(missing) if missing else place["key"]
    return CellFault(book.where(found), found, int(place["row"]), key)
