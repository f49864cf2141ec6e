# SPDX-License-Identifier: Apache-2.0
"""The workbook in the making: its sheets, drop-downs and cells, and the problems of what no cell can hold."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from io import BytesIO
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name

from zhuoping.core.plain import Plain
from zhuoping.core.problems import Problem
from zhuoping.core.scheme import Scheme
from zhuoping.core.wording.workbook import text
from zhuoping.outputs.workbook import layout
from zhuoping.outputs.workbook.cells import content, too_long
from zhuoping.outputs.workbook.columns import Column, Kind
from zhuoping.outputs.workbook.heights import GrowingWorksheet, height, lines
from zhuoping.outputs.workbook.styles import TAB_COLOURS, Styles

KEYS_SHEET = "zhuoping"
# Drop-downs and checks of a table without an end reach to here; reading takes a little more.
LAST_ROW = 20_000
NAME_LIMIT, NOTE_LIMIT, TITLE_LIMIT = 31, 255, 80
_FORBIDDEN_IN_NAMES = str.maketrans(dict.fromkeys("[]:*?/\\", " "))
_LISTS_FROM = 4
_A4 = 9
_TITLE_ROW, _TITLE_HEIGHT, _NOTE_HEIGHT = 1, 36, 22
_ABOVE_TABLES = (_TITLE_ROW, _TITLE_ROW + 1)
# Styles whose words run on over blank cells.
_ON_ONE_LINE = ("section",)
# Excel reserves this name.
_RESERVED = "history"


def ground_choices(scheme: Scheme) -> tuple[tuple[str, str], ...]:
    """The grounds of deductions as (key, label); a title that stands for two of them is told apart by their keys."""
    titles = [ground.title for ground in scheme.deduction_grounds]
    return tuple(
        (ground.key, ground.title if titles.count(ground.title) == 1 else f"{ground.title} ({ground.key})")
        for ground in scheme.deduction_grounds
    )


class Book:
    """A workbook being written in one language for one edition."""

    def __init__(self, scheme: Scheme, value: dict[str, Plain], language: str) -> None:
        self.scheme = scheme
        self.value = value
        self.language = language
        self.problems: list[Problem] = []
        self._buffer = BytesIO()
        options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        self._book = xlsxwriter.Workbook(self._buffer, options)
        # No clock below a door: the same case gives the same bytes.
        created = datetime.combine(scheme.published_on, time())
        self._book.set_properties({"title": scheme.title, "created": created})
        self.styles = Styles(self._book, scheme.scoring_rules.quantum)
        self._names: dict[str, str] = {}
        self._sheets: list[Sheet] = []
        self._lists: dict[tuple[str, ...], str] = {}

    def say(self, key: str, **values: object) -> str:
        """The fixed text `key` in the book's language."""
        return text(key, self.language, **values)

    def listed(self, words: Iterable[str]) -> str:
        """Words one after the other, as the book's language separates them."""
        return self.say("separator").join(words)

    def sheet(self, key: str, name: str, colour: str) -> "Sheet":
        """A new sheet with its mark, ready for A4."""
        name = self._free_name(name)
        self._names[key] = name
        worksheet: GrowingWorksheet = self._book.add_worksheet(name, GrowingWorksheet)
        worksheet.set_tab_color(TAB_COLOURS[colour])
        worksheet.set_landscape()
        worksheet.set_paper(_A4)
        worksheet.fit_to_pages(1, 0)
        worksheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        shown = self.scheme.title[:TITLE_LIMIT].replace("&", "&&")
        worksheet.set_footer(f"&L&8{shown}&C&8&A&R&8&P / &N")
        worksheet.hide_gridlines(2)
        sheet = Sheet(self, worksheet, name)
        self._sheets.append(sheet)
        sheet.mark(0, layout.SHEET + key, hidden=True)
        return sheet

    def _free_name(self, name: str) -> str:
        """The name as a sheet may have it: allowed characters, 31 of them, not twice, not reserved."""
        base = " ".join(name.translate(_FORBIDDEN_IN_NAMES).replace("'", "’").split())[:NAME_LIMIT] or "-"
        taken = {used.lower() for used in self._names.values()} | {_RESERVED, KEYS_SHEET}
        free, number = base, 2
        while free.lower() in taken:
            ending = f" ({number})"
            free, number = base[: NAME_LIMIT - len(ending)] + ending, number + 1
        return free

    def list_of(self, labels: Sequence[str]) -> str:
        """Where the labels of a drop-down stand, as a reference."""
        key = tuple(labels)
        if key not in self._lists:
            letter = xl_col_to_name(_LISTS_FROM + len(self._lists))
            self._lists[key] = f"={KEYS_SHEET}!${letter}$1:${letter}${len(key)}"
        return self._lists[key]

    def finish(self) -> bytes:
        """The bytes of the workbook, with the hidden sheet that says what it is."""
        for sheet in self._sheets:
            sheet.settle()
        keys = self._book.add_worksheet(KEYS_SHEET)
        keys.very_hidden()
        keys.protect()
        grounds = [("ground", key, label) for key, label in ground_choices(self.scheme)]
        rows = [
            (layout.SHEET + layout.KEYS, "", ""),
            ("layout", str(layout.LAYOUT), ""),
            ("scheme", self.scheme.scheme, ""),
            ("edition", self.scheme.edition, ""),
            ("language", self.language, ""),
            *(("sheet", key, name) for key, name in self._names.items()),
            *grounds,
            *(("condition", condition.key, "") for condition in self.scheme.bonus_conditions),
        ]
        for number, row in enumerate([*rows, layout.seal(rows)]):
            for column, cell in enumerate(row):
                keys.write_string(number, column, cell)
        for index, labels in enumerate(self._lists):
            for number, label in enumerate(labels):
                keys.write_string(number, _LISTS_FROM + index, label)
        self._book.close()
        return self._buffer.getvalue()


class Sheet:
    """One sheet being written; rows and columns count from 0, column A is for marks."""

    def __init__(self, book: Book, worksheet: GrowingWorksheet, name: str) -> None:
        self.book = book
        self.worksheet = worksheet
        self.name = name
        self._widths: dict[int, float] = {}
        self._lines: dict[int, int] = {}
        self._least: dict[int, float] = {}
        worksheet.set_column(0, 0, 8, None, {"hidden": True})
        options = {"format_columns": True, "format_rows": True, "sort": True, "autofilter": True}
        worksheet.protect("", options)

    @property
    def quoted_name(self) -> str:
        """The name as formulas write it."""
        return f"'{self.name}'"

    def widths(self, widths: Sequence[float]) -> None:
        """How wide the columns from B on are, in characters."""
        for index, width in enumerate(widths, 1):
            self.width(index, width)

    def width(self, index: int, width: float, style: Format | None = None) -> None:
        """How wide one column is, and the style of its cells that are never written."""
        self._widths[index] = width
        self.worksheet.set_column(index, index, width, style)

    def at_least(self, row: int, points: float) -> None:
        """Give a row room for more than its words need."""
        self._least[row] = points

    def settle(self) -> None:
        """After the last cell: rows become as high as their words need."""
        for row in sorted(self._lines.keys() | self._least.keys()):
            needed = height(self._lines.get(row, 1))
            # Nothing is to be filled in above the tables: there the style of a column does not hold.
            style = self.book.styles["page"] if row in _ABOVE_TABLES else None
            self.worksheet.estimate_row(row, max(needed, self._least.get(row, 0)), style)

    def _needs(self, row: int, words: str, width: float) -> None:
        count = lines(words, width)
        if count > max(self._lines.get(row, 1), 1):
            self._lines[row] = count

    def mark(self, row: int, mark: str, *, hidden: bool = False) -> None:
        """What the row is, in column A."""
        self.worksheet.write_string(row, 0, mark)
        if hidden:
            self.worksheet.set_row(row, None, None, {"hidden": True})

    def title(self, words: str) -> None:
        """What the sheet is, in its first visible row."""
        self.mark(_TITLE_ROW, layout.NOTE)
        self.at_least(_TITLE_ROW, _TITLE_HEIGHT)
        self.worksheet.write_string(_TITLE_ROW, 1, words, self.book.styles["title"])

    def note(self, words: str, last: int, *, first: int = 1, style: str = "note") -> None:
        """How to fill in the sheet, below its title and across the columns `first` to `last`."""
        row = _TITLE_ROW + 1
        self.mark(row, layout.NOTE)
        self._needs(row, words, sum(self._widths[index] for index in range(first, last + 1)))
        self.at_least(row, _NOTE_HEIGHT)
        self.worksheet.merge_range(row, first, row, last, words, self.book.styles[style])

    def words(self, row: int, column: int, words: str, style: str) -> None:
        """Fixed words."""
        if style not in _ON_ONE_LINE:
            self._needs(row, words, self._widths[column])
        self.worksheet.write_string(row, column, words, self.book.styles[style])

    def amount(self, row: int, column: int, amount: Decimal, style: str) -> None:
        """A fixed amount, to be looked at."""
        self.worksheet.write_number(row, column, float(amount), self.book.styles[style])

    def formula(
        self, row: int, column: int, formula: str, value: Decimal | int | None, style: str = "figure"
    ) -> None:
        """A protected formula, with its value for programs that do not compute."""
        cached = "" if value is None else float(value)
        self.worksheet.write_formula(row, column, formula, self.book.styles[style], cached)

    def fill(self, row: int, index: int, column: Column, value: Plain, path: str) -> None:
        """A cell to be filled in, with what is given: `value` None leaves it blank."""
        style = self.book.styles.input(column.kind)
        if value is None:
            self.worksheet.write_blank(row, index, None, style)
            return
        self._write(row, index, content(column, value, self.book.language), style, path)

    def _write(
        self, row: int, index: int, written: str | float | bool | date, style: Format, path: str
    ) -> None:
        if isinstance(written, str):
            found = too_long(path, written)
            if found:
                self.book.problems.append(found)
            else:
                self._needs(row, written, self._widths[index])
                self.worksheet.write_string(row, index, written, style)
        elif isinstance(written, date):
            self.worksheet.write_datetime(row, index, written, style)
        else:
            self.worksheet.write_number(row, index, written, style)

    def check(self, first: int, index: int, column: Column, last: int | None = None, hint: str = "") -> None:
        """The drop-down or validation of a column's cells from row `first` to `last`."""
        rule = _rule(self.book, column)
        if rule is None and not hint:
            return
        rule = rule or {"validate": "any"}
        shown = hint or self._hint(column)
        self.validate(first, index, last, rule, shown)

    def validate(self, first: int, index: int, last: int | None, rule: dict[str, Any], hint: str) -> None:
        """Any validation, with its hint and a message in the book's language."""
        say = self.book.say
        options = {
            "error_title": say("wrong.title"),
            "error_message": hint[:NOTE_LIMIT],
            "ignore_blank": True,
        }
        self.worksheet.data_validation(
            first, index, first if last is None else last, index, {**rule, **options}
        )

    def _hint(self, column: Column) -> str:
        if column.kind is Kind.CHOICE:
            return self.book.say("choose")
        return self.book.say(f"hint.{column.kind.value}") if column.kind is not Kind.TEXT else ""


def _rule(book: Book, column: Column) -> dict[str, Any] | None:
    if column.many or column.kind is Kind.TEXT:
        return None
    if column.kind is Kind.CHOICE:
        return {"validate": "list", "source": book.list_of([label for _, label in column.choices])}
    if column.kind is Kind.TRUTH:
        return {"validate": "list", "source": book.list_of([book.say("yes"), book.say("no")])}
    if column.kind is Kind.DATE:
        return {"validate": "date", "criteria": ">=", "value": date(1900, 3, 1)}
    return {"validate": "integer" if column.kind is Kind.WHOLE else "decimal", "criteria": ">=", "value": 0}
