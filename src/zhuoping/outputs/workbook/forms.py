# SPDX-License-Identifier: Apache-2.0
"""The sheets that are forms: the cover with client, evaluation and team, and the special items."""

import dataclasses
import typing
from collections.abc import Iterator, Mapping, Sequence

from zhuoping.core import shapes
from zhuoping.core.awards import Deduction, Determination
from zhuoping.core.case import Case
from zhuoping.core.plain import Plain
from zhuoping.core.problems import at
from zhuoping.core.scheme import Scheme
from zhuoping.outputs.workbook import layout
from zhuoping.outputs.workbook.book import Book, Sheet, ground_choices
from zhuoping.outputs.workbook.columns import Column, Kind, columns, row_shape
from zhuoping.outputs.workbook.columns import column as column_of
from zhuoping.outputs.workbook.parts import inner, items, mapping

# What has a sheet of its own, or is fixed by the edition.
_ELSEWHERE = ("scheme", "edition", "facts", "determination", "deductions", "bonus")
# Blank rows that a table in a form offers beyond those filled.
_SPARE_ROWS = 15
_LAST = 3
_CONDITION_WIDTH = 16
_LONG_TEXTS = {"scope": 48, "summary": 96, "evaluation.design_reason": 32, "evaluation.modes_reason": 32}
_FIELD_HEIGHT, _SECTION_HEIGHT, _HEAD_HEIGHT = 20, 30, 32


@dataclasses.dataclass(frozen=True, slots=True)
class _Section:
    path: str
    columns: tuple[Column, ...]
    optional: bool
    is_table: bool = False


def write_cover(book: Book) -> None:
    """The cover: how to fill in, the case, the client, the evaluation and its team, the prior certificate."""
    sheet = book.sheet(layout.COVER, book.say("sheet.cover"), "cover")
    sheet.widths((30, 62, 48))
    sheet.title(f"{book.scheme.title}　{book.scheme.edition}")
    sheet.note(book.say("cover.how"), _LAST)
    row = 3
    forms = [section for section in _sections(Case, "", book.language) if not section.is_table]
    tables = [section for section in _sections(Case, "", book.language) if section.is_table]
    for section in forms:
        row = _form(sheet, row, section)
    for section in tables:
        row = _table_heading(sheet, row, book.say(f"section.{section.path}"))
        rows = items(_inner(book, section))
        row = write_rows(sheet, row, section.path, section.columns, rows)
    sheet.worksheet.freeze_panes(2, 0)


def _sections(shape: type, path: str, language: str, *, optional: bool = False) -> Iterator[_Section]:
    """The parts of the case that a form can hold: fields of a value under its heading, lists of rows as tables."""
    own: list[Column] = []
    inside: list[_Section] = []
    for field in shapes.fields(shape):
        where = at(path, field.name)
        hint, nullable = shapes.optional(field.type)
        row = row_shape(hint)
        if where in _ELSEWHERE or typing.get_origin(hint) is Mapping:
            continue
        if row is not None:
            inside.append(_Section(where, columns(row, language), nullable, is_table=True))
        elif isinstance(hint, type) and dataclasses.is_dataclass(hint):
            inside.extend(_sections(hint, where, language, optional=nullable))
        else:
            own.append(column_of(shape, field, language))
    yield _Section(path, tuple(own), optional)
    yield from inside


def _form(sheet: Sheet, row: int, section: _Section) -> int:
    book = sheet.book
    words = book.say(f"section.{section.path or 'case'}")
    row = _table_heading(sheet, row, words + (book.say("section.optional") if section.optional else ""))
    values = mapping(_inner(book, section))
    for column in section.columns:
        path = at(section.path, column.key)
        _field(sheet, row, column, path, values.get(column.key))
        row += 1
    return row


def _field(sheet: Sheet, row: int, column: Column, path: str, value: Plain) -> None:
    sheet.mark(row, layout.FIELD + path)
    sheet.at_least(row, _LONG_TEXTS.get(path, _FIELD_HEIGHT))
    sheet.words(row, 1, column.heading, "label")
    sheet.fill(row, 2, column, value, path)
    sheet.check(row, 2, column)
    sheet.words(row, 3, _hint(sheet.book, column, path), "hint")


def _hint(book: Book, column: Column, path: str) -> str:
    if path == "evaluation.modes":
        known = book.listed(f"{mode.letter} {mode.title}" for mode in book.scheme.modes)
        example = book.scheme.combinations[0].any_of[0] if book.scheme.combinations else ""
        return book.say("modes.hint", example=example, known=known)
    if column.kind is Kind.CHOICE:
        return book.say("choose")
    return "" if column.kind is Kind.TEXT else book.say(f"hint.{column.kind.value}")


def write_special(book: Book) -> Mapping[str, str]:
    """Determination, bonus and deductions; returns where each case is counted, for the summary."""
    sheet = book.sheet(layout.SPECIAL, book.say("sheet.special"), "evidence")
    sheet.widths((30, 60, 40, *[_CONDITION_WIDTH] * len(book.scheme.bonus_conditions)))
    sheet.title(book.say("sheet.special"))
    sheet.note(book.say("deductions.note", points_each=book.scheme.deduction_rules.points_each), _LAST)
    row = _form(sheet, 3, _Section("determination", columns(Determination, book.language), optional=True))
    row = _table_heading(sheet, row, book.say("section.bonus", at_most=book.scheme.bonus_rules.at_most))
    bonuses = _bonuses(book.value.get("bonus"))
    first_bonus = row + 2
    spare = max(book.scheme.bonus_rules.at_most - len(bonuses), 0)
    row = write_rows(
        sheet, row, layout.BONUS_TABLE, bonus_columns(book.scheme, book.language), bonuses, spare=spare
    )
    # Where the edition allows none, the range is one blank cell.
    last_bonus = max(row, first_bonus + 1)
    row = _table_heading(sheet, row, book.say("section.deductions"))
    first = row + 2
    row = write_rows(sheet, row, "deductions", deduction_columns(book), items(book.value.get("deductions")))
    return {
        "bonus": f"{sheet.quoted_name}!$C${first_bonus + 1}:$C${last_bonus}",
        "deductions": f"{sheet.quoted_name}!$B${first + 1}:$B${row}",
    }


def bonus_columns(scheme: Scheme, language: str) -> tuple[Column, ...]:
    """A bonus: a number to look at, reason and evidence, and yes or no for each condition."""
    number = Column(layout.SHOWN + "number", "", Kind.TEXT)
    conditions = [Column(each.key, each.title, Kind.TRUTH, required=True) for each in scheme.bonus_conditions]
    return (number, *_reason_and_evidence(language), *conditions)


def _reason_and_evidence(language: str) -> tuple[Column, ...]:
    return tuple(column for column in columns(Deduction, language) if column.key != "ground")


def deduction_columns(book: Book) -> tuple[Column, ...]:
    """A deduction, its ground chosen from those of the edition."""
    ground, *rest = columns(Deduction, book.language)
    choices = ground_choices(book.scheme)
    return (dataclasses.replace(ground, kind=Kind.CHOICE, choices=choices), *rest)


def write_rows(
    sheet: Sheet,
    row: int,
    path: str,
    known: Sequence[Column],
    rows: Sequence[Plain],
    *,
    spare: int = _SPARE_ROWS,
) -> int:
    """A table inside a form: keys, heading, the rows given and some to spare; returns the row after it."""
    write_keys(sheet, row, layout.TABLE + path, known)
    row += 2
    for index in range(len(rows) + spare):
        values = mapping(rows[index]) if index < len(rows) else {}
        for number, column in enumerate(known, 1):
            if not column.key.startswith(layout.SHOWN):
                sheet.fill(
                    row + index, number, column, values.get(column.key), at(at(path, index), column.key)
                )
            else:
                sheet.words(row + index, number, str(index + 1), "centred")
    last = row + len(rows) + spare - 1
    for number, column in enumerate(known, 1):
        if not column.key.startswith(layout.SHOWN) and last >= row:
            sheet.check(row, number, column, last)
    return last + 1


def write_keys(sheet: Sheet, row: int, mark: str, known: Sequence[Column]) -> None:
    """The hidden row of keys, and below it the heading of a table."""
    sheet.mark(row, mark, hidden=True)
    sheet.mark(row + 1, layout.NOTE)
    for number, column in enumerate(known, 1):
        # With a style, or the cell would have that of its column and could be cleared together with it.
        sheet.worksheet.write_string(row, number, column.key, sheet.book.styles["page"])
        sheet.words(row + 1, number, column.heading, "head")
    sheet.at_least(row + 1, _HEAD_HEIGHT)


def _table_heading(sheet: Sheet, row: int, words: str) -> int:
    sheet.at_least(row, _SECTION_HEIGHT)
    sheet.mark(row, layout.NOTE)
    for index in range(1, _LAST + 1):
        sheet.words(row, index, words if index == 1 else "", "section")
    return row + 1


def _bonuses(value: Plain) -> list[Plain]:
    return [value] if isinstance(value, dict) else items(value)


def _inner(book: Book, section: _Section) -> Plain:
    return inner(book.value, *section.path.split(".")) if section.path else book.value
