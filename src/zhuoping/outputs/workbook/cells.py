# SPDX-License-Identifier: Apache-2.0
"""One cell: what stands in it for a plain value, and what plain value it stands for.

Text is always text, so that no cell of ours is ever a formula. A number that a cell cannot hold exactly is
written as text, and numbers typed as text are read as numbers.
"""

import json
import re
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import cache

from zhuoping.core import plain, wording
from zhuoping.core.plain import Plain
from zhuoping.core.problems import Problem, problem
from zhuoping.core.shapes import shown
from zhuoping.core.wording.workbook import text
from zhuoping.outputs.case_file import control_character
from zhuoping.outputs.workbook.columns import Column, Kind

# What XlsxWriter takes, and what calamine gives.
Content = str | float | bool | date
Cell = int | float | str | bool | time | date | datetime | timedelta

# Excel's own bound, in UTF-16 units.
CELL_LIMIT = 32_767
_LAST_OF_ONE_UNIT = "\uffff"
# Excel believes that 1900 was a leap year: earlier serial numbers mean different days to different programs.
_FIRST_SAFE_DAY = date(1900, 3, 1)
# Whole numbers from here on may have lost their last digits in a cell.
_EXACT_BELOW = 10**15

_DAY = re.compile(r"([0-9]{4})\s*[-/.年]\s*([0-9]{1,2})\s*[-/.月]\s*([0-9]{1,2})\s*日?")


# -- writing


def content(column: Column, value: Plain, language: str) -> Content:
    """What to write into a cell for `value`."""
    if isinstance(value, list):
        return "\n".join(_line(str(content(_one(column), item, language))) for item in value)
    if column.kind is Kind.TRUTH and isinstance(value, bool):
        return text("yes" if value else "no", language)
    if column.kind is Kind.CHOICE:
        return dict(column.choices).get(str(value), str(value))
    if column.kind is Kind.DATE:
        return _day_content(str(value))
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        return _number_content(value)
    written = str(value)
    # Where a blank cell stands for some text, an empty text needs a sign of its own.
    return _line(written) if column.default else written


def _number_content(number: int | Decimal) -> Content:
    nearest = float(number)
    if abs(nearest) < _EXACT_BELOW and _number(nearest) == number:
        return nearest
    return str(number)


def _day_content(written: str) -> Content:
    day = date.fromisoformat(written)
    return day if day >= _FIRST_SAFE_DAY else written


def _line(item: str) -> str:
    """An item that stands on one line; quoted as JSON where it would not be read back as it is."""
    return item if item == item.strip() and item and item[0] != '"' and "\n" not in item else _quoted(item)


def _quoted(item: str) -> str:
    return json.dumps(item, ensure_ascii=False)


def too_long(path: str, written: str) -> Problem | None:
    """The problem of a text that no cell can hold."""
    length = len(written) + sum(letter > _LAST_OF_ONE_UNIT for letter in written)
    return problem(path, "cell-too-long", length=length, limit=CELL_LIMIT) if length > CELL_LIMIT else None


# -- reading


def is_blank(cell: Cell) -> bool:
    """Whether nothing is given: an empty cell, or one with blanks only."""
    return isinstance(cell, str) and not cell.strip()


def value_of(column: Column, cell: Cell, path: str, problems: list[Problem]) -> Plain:
    """The plain value that a filled cell stands for; what does not fit is left for the case's own rules to refuse."""
    found = control_character(path, cell) if isinstance(cell, str) else None
    if found:
        problems.append(found)
    if column.many and isinstance(cell, str):
        lines = [line for line in cell.split("\n") if line.strip()]
        return [_value_of(_one(column), _unquoted(line.strip()), path, problems) for line in lines]
    if column.many:
        return [_value_of(_one(column), cell, path, problems)]
    return _value_of(column, cell, path, problems)


def _value_of(column: Column, cell: Cell, path: str, problems: list[Problem]) -> Plain:
    if column.kind is Kind.TEXT:
        return _text(cell, path, problems, quoted=bool(column.default))
    if isinstance(cell, str):
        return _from_text(column, cell)
    if isinstance(cell, datetime | date):
        return _day(cell)
    if isinstance(cell, float | int) and not isinstance(cell, bool):
        return _number(cell)
    return cell if isinstance(cell, bool) else str(cell)


@cache
def _one(column: Column) -> Column:
    return Column(column.key, column.label, column.kind, choices=column.choices)


def _text(cell: Cell, path: str, problems: list[Problem], *, quoted: bool) -> Plain:
    if isinstance(cell, str):
        return _unquoted(cell) if quoted else cell
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, datetime | date):
        return _day(cell)
    if isinstance(cell, float | int):
        if abs(cell) >= _EXACT_BELOW:
            problems.append(problem(path, "digits-lost", given=shown(_number(cell))))
        # Somebody typed a number where the cell's text format was lost.
        return str(_number(cell))
    return str(cell)


def _from_text(column: Column, cell: str) -> Plain:
    stripped = cell.strip()
    if column.kind is Kind.DATE:
        found = _DAY.fullmatch(stripped)
        return f"{found[1]}-{int(found[2]):02}-{int(found[3]):02}" if found else stripped
    if column.kind is Kind.TRUTH:
        return _truths().get(stripped.lower(), stripped)
    if column.kind is Kind.CHOICE:
        return _meanings(column).get(stripped.lower(), cell)
    value = plain.scalar(stripped)
    return value if isinstance(value, int | Decimal) and not isinstance(value, bool) else stripped


def _number(cell: float) -> int | Decimal:
    """The number to the 15 digits that spreadsheet programs show: 1.1 + 2.2 is 3.3, not 3.3000000000000003."""
    shortest = Decimal(f"{cell:.15g}")
    if not shortest.is_finite():
        return shortest
    return int(shortest) if shortest == shortest.to_integral_value() else shortest


def _day(cell: date | datetime) -> str:
    if isinstance(cell, datetime):
        # A time of day says that this is no date: the case's rules will refuse it and show it.
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(" ")
    return cell.isoformat()


def _unquoted(line: str) -> str:
    if line.startswith('"'):
        try:
            item = json.loads(line)
        except ValueError:
            return line
        return item if isinstance(item, str) else line
    return line


@cache
def _meanings(column: Column) -> Mapping[str, str]:
    """What the labels of a choice stand for; a value stands for itself."""
    values = {value.lower(): value for value, _ in column.choices}
    return {label.lower(): value for value, label in column.choices} | values


@cache
def _truths() -> Mapping[str, bool]:
    words = {"true": True, "false": False}
    for language in wording.LANGUAGES:
        words |= {text("yes", language).lower(): True, text("no", language).lower(): False}
    return words
