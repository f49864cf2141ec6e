# SPDX-License-Identifier: Apache-2.0
"""A workbook as a person works on it in a spreadsheet program, with openpyxl for the program."""

import pickle
from collections.abc import Callable, Mapping
from functools import lru_cache
from io import BytesIO
from typing import Any

import openpyxl
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from tests.outputs.workbook.packages import blank
from zhuoping.outputs.workbook import WorkbookCase, read_workbook


def edited(edit: Callable[[Workbook], None], content: bytes | None = None) -> bytes:
    """A blank workbook of the `twelve` edition, or `content`, after `edit` and saving."""
    book = opened(content or blank())
    edit(book)
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def filled(cells: Mapping[str, Any], content: bytes | None = None) -> bytes:
    """The same with values typed into cells such as `封面!C5`."""

    def edit(book: Workbook) -> None:
        for place, value in cells.items():
            sheet, _, cell = place.partition("!")
            book[sheet][cell] = value

    return edited(edit, content)


def read_filled(cells: Mapping[str, Any], content: bytes | None = None) -> WorkbookCase:
    """What is read after values were typed into cells."""
    return read_workbook(filled(cells, content))


def opened(content: bytes, *, values: bool = False) -> Workbook:
    """A workbook as the program opens it; with `values`, what its formulas gave in place of them."""
    return pickle.loads(_opened(content, values))  # noqa: S301 - our own.


@lru_cache(maxsize=8)
def _opened(content: bytes, values: bool) -> bytes:
    """Kept for every test that begins with the same workbook: opening it takes longest."""
    return pickle.dumps(openpyxl.load_workbook(BytesIO(content), data_only=values))


def row_of(sheet: Worksheet, mark: str) -> int:
    """The row with a mark in column A."""
    return next(cell.row for cell in sheet["A"] if cell.value == mark)


def column_of(sheet: Worksheet, heading: str) -> str:
    """The letter of the column with a heading."""
    return next(cell.column_letter for row in sheet.iter_rows() for cell in row if cell.value == heading)
