# SPDX-License-Identifier: Apache-2.0
"""A client's list of work orders, as Excel or CSV, to orders with the cell of every fault; and the template for it.

A strange workbook goes through the guard of the evaluation workbook first: no macros, no links, no bombs. Of its
sheets the first with a table of work orders is read; a formula that was not computed, or an error, is a fault.
"""

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from io import StringIO

from zhuoping.core.evidence import Kind as FileKind
from zhuoping.core.problems import Problem, Refused, problem
from zhuoping.core.shapes import shown
from zhuoping.core.wording import LANGUAGES
from zhuoping.core.wording.footprint import LABELS
from zhuoping.core.wording.labels import Word
from zhuoping.core.work_orders import COLUMNS, ORDER_LIMIT, REQUIRED, WorkOrder, column_of, read_orders
from zhuoping.outputs.workbook.cells import Cell, is_blank, value_of
from zhuoping.outputs.workbook.columns import Column, Kind
from zhuoping.outputs.workbook.guard import open_package
from zhuoping.outputs.workbook.places import cell_name
from zhuoping.outputs.workbook.read import cells_of

# How far down the heading row may stand, below a title and the like.
_HEAD_WITHIN = 20
_CSV = "CSV"
_SEPARATORS = (",", "\t", ";")
_ENCODINGS = ("utf-8-sig", "gb18030")
# What may stand in a cell that is looked at only to be refused.
_FIELD_LIMIT = 131_072
_COLUMN_LIMIT = 200

_Faults = Mapping[tuple[int, int], str]


@dataclass(frozen=True, slots=True)
class OrderFault:
    """One thing wrong in a list: the cell as `工单!C7`, what stands in it, and what is wrong with it."""

    cell: str
    text: str
    problem: Problem


@dataclass(frozen=True, slots=True)
class OrderList:
    """The orders of a list, everything that is wrong with it, and the headings that are not read.

    Without faults the orders may be kept.
    """

    orders: tuple[WorkOrder, ...]
    faults: tuple[OrderFault, ...]
    ignored: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Table:
    """A sheet with a table of orders: where its heading row is, and which column of ours each of its columns is."""

    sheet: str
    rows: Sequence[Sequence[Cell]]
    head: int
    columns: Mapping[int, str]
    faults: _Faults


def read_order_list(content: bytes, kind: FileKind, name: str, now: datetime) -> OrderList:
    """The orders of a file; `now` is the client's clock.

    Raises Refused with what is wrong with the whole file: orders-file-kind, orders-encoding, orders-no-table,
    orders-column-twice, orders-none, orders-too-many, and what `open_package` refuses.
    """
    if kind is FileKind.XLSX:
        table = _first_table(_sheets(content))
    elif kind is FileKind.TEXT:
        table = _first_table([(_CSV, _rows_of_text(content), {})])
    else:
        raise Refused([problem("file", "orders-file-kind", name=name)])
    return _read(table, now)


def template(language: str) -> bytes:
    """An empty list with our headings, as CSV that Excel opens."""
    heads = [LABELS[f"WorkOrder.{name}"][LANGUAGES.index(language)] for name in COLUMNS]
    return ("\ufeff" + ",".join(heads) + "\r\n").encode()


def _sheets(content: bytes) -> Iterator[tuple[str, Sequence[Sequence[Cell]], _Faults]]:
    package = open_package(content)
    for name, rows in cells_of(package).items():
        yield name, rows, package.scans[name].faults


def _rows_of_text(content: bytes) -> list[list[str]]:
    text = _decoded(content)
    # A list of the limit's length, with a title and blank lines above it.
    most = ORDER_LIMIT + _HEAD_WITHIN + 1
    lines = text.split("\n", _HEAD_WITHIN)[:_HEAD_WITHIN]
    separator = max(_SEPARATORS, key=lambda each: max(line.count(each) for line in lines))
    found: list[list[str]] = []
    try:
        for row in csv.reader(StringIO(text, newline=""), delimiter=separator):
            found.append(row[:_COLUMN_LIMIT])
            if len(found) > most:
                break
    except csv.Error as error:
        raise Refused([problem("file", "workbook-damaged", why=shown(str(error)))]) from None
    return found


def _decoded(content: bytes) -> str:
    for encoding in _ENCODINGS:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Refused([problem("file", "orders-encoding")])


def _first_table(sheets: Iterator[tuple[str, Sequence[Sequence[Cell]], _Faults]] | list) -> _Table:  # type: ignore[type-arg] # Either.
    for name, rows, faults in sheets:
        for head, row in enumerate(rows[:_HEAD_WITHIN]):
            known = {
                index: column
                for index, cell in enumerate(row)
                if isinstance(cell, str) and (column := column_of(cell))
            }
            if set(REQUIRED) <= set(known.values()):
                _check_once(known)
                return _Table(name, rows, head, known, faults)
    raise Refused(
        [problem("file", "orders-no-table", **{each: Word(f"WorkOrder.{each}") for each in REQUIRED})]
    )


def _check_once(known: Mapping[int, str]) -> None:
    names = list(known.values())
    twice = sorted({each for each in names if names.count(each) > 1})
    if twice:
        raise Refused(
            problem("file", "orders-column-twice", column=Word(f"WorkOrder.{each}")) for each in twice
        )


def _read(table: _Table, now: datetime) -> OrderList:
    places = [
        number
        for number, row in enumerate(table.rows)
        if number > table.head and not all(is_blank(cell) for cell in row)
    ]
    # A row whose only content is at fault looks blank, and is none.
    places = sorted({*places, *(row for row, _ in table.faults if row > table.head)})
    columns = {index: Column(name, name, Kind.TEXT) for index, name in table.columns.items()}
    timed = {
        index for index in columns if any(isinstance(row[index], datetime) for row in _rows(table, index))
    }
    faults: dict[str, OrderFault] = {}
    rows: list[dict[str, str]] = []
    for index, number in enumerate(places):
        rows.append(_texts(table, columns, timed, number, faults))
        if index > ORDER_LIMIT:
            break
    read = read_orders(rows, now)
    whole = [replace(each, path="file") for each in read.problems if each.path == "orders"]
    if whole:
        raise Refused(whole)
    by_name = {name: index for index, name in table.columns.items()}
    for each in read.problems:
        row, _, name = each.path.removeprefix("orders[").partition("].")
        cell = cell_name(table.sheet, places[int(row)], by_name[name])
        # What a cell at fault was to say cannot be told, so nothing more is said of it.
        faults.setdefault(cell, OrderFault(cell, rows[int(row)].get(name, ""), each))
    heads = enumerate(table.rows[table.head])
    ignored = tuple(str(cell) for index, cell in heads if index not in columns and not is_blank(cell))
    return OrderList(read.orders if not faults else (), tuple(faults.values()), ignored)


def _rows(table: _Table, index: int) -> Iterator[Sequence[Cell]]:
    return (row for row in table.rows[table.head + 1 :] if len(row) > index)


def _texts(
    table: _Table,
    columns: Mapping[int, Column],
    timed: set[int],
    number: int,
    faults: dict[str, OrderFault],
) -> dict[str, str]:
    """The cells of a row by column, as texts; what no text says is put to `faults`."""
    texts: dict[str, str] = {}
    # A formula without a result may stand below all that the parser gives.
    row = table.rows[number] if number < len(table.rows) else ()
    for index, column in columns.items():
        cell = row[index] if index < len(row) else ""
        found: list[Problem] = []
        if (code := table.faults.get((number, index))) is not None:
            found.append(problem("", code))
        elif not is_blank(cell):
            texts[column.key] = str(value_of(column, _moment(cell, is_timed=index in timed), "", found))
        if found:
            name = cell_name(table.sheet, number, index)
            faults[name] = OrderFault(name, texts.get(column.key, ""), replace(found[0], path=name))
    return texts


def _moment(cell: Cell, *, is_timed: bool) -> Cell:
    """A cell as it is; midnight, which looks like a day without a time, as what it is in a column of times."""
    if is_timed and isinstance(cell, date) and not isinstance(cell, datetime):
        return f"{cell.isoformat()} 00:00"
    if isinstance(cell, datetime) and cell.time() == time():
        return f"{cell.date().isoformat()} 00:00"
    return cell
