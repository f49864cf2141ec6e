# SPDX-License-Identifier: Apache-2.0
"""Fields of the case as columns: one description for writing cells and for reading them back.

A column knows its key in the case file, its label, what kind of value it takes and, for a choice, the labels
that stand for the values. It is made from the dataclasses of `core`, so a new field becomes a column by itself.
"""

import dataclasses
import typing
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from enum import Enum, StrEnum
from functools import cache

from zhuoping.core import shapes, wording
from zhuoping.core.case import Case
from zhuoping.core.facts import Facts
from zhuoping.core.wording import labels
from zhuoping.core.wording.workbook import TEXTS, text


class Kind(Enum):
    """What a cell takes."""

    TEXT = "text"
    WHOLE = "whole"
    NUMBER = "number"
    DATE = "date"
    TRUTH = "truth"
    CHOICE = "choice"


_KINDS: Mapping[type, Kind] = {
    str: Kind.TEXT,
    int: Kind.WHOLE,
    Decimal: Kind.NUMBER,
    date: Kind.DATE,
    bool: Kind.TRUTH,
}
# In characters of the sheet's font.
_WIDTHS = {Kind.TEXT: 22, Kind.WHOLE: 11, Kind.NUMBER: 12, Kind.DATE: 13, Kind.TRUTH: 10, Kind.CHOICE: 12}
_MANY_WIDTH, _WIDEST_CHOICE, _NARROW = 36, 28, 15
_WIDE_FROM = "\u2e80"


@dataclasses.dataclass(frozen=True, slots=True)
class Column:
    """One field as a cell.

    `choices` are (value, label); `many` takes one item a line; `default` is the text that a blank cell stands for.
    """

    key: str
    label: str
    kind: Kind
    required: bool = False
    many: bool = False
    choices: tuple[tuple[str, str], ...] = ()
    default: str = ""

    @property
    def heading(self) -> str:
        """The label, with a star where the field is required."""
        return f"{self.label} *" if self.required else self.label

    def width(self, *, narrow: bool = False) -> float:
        """How wide the column should be, so that its heading fits on two lines and most choices on one."""
        needed = letters(self.heading) / 2 + 4
        longest = max((letters(label) for _, label in self.choices), default=0)
        fitting = min(longest + 3, _NARROW if narrow else _WIDEST_CHOICE)
        usual = _MANY_WIDTH if self.many else _WIDTHS[self.kind]
        return max(min(usual, _NARROW) if narrow else usual, needed, fitting)


def letters(words: str) -> int:
    """How wide the words are, in characters of a column's width: a Chinese one takes two."""
    return sum(2 if letter >= _WIDE_FROM else 1 for letter in words)


def columns(shape: type, language: str, sheet: str = "") -> tuple[Column, ...]:
    """The columns of a flat dataclass, in order; `sheet` is the key of the fact sheet that it is a row of."""
    return tuple(column(shape, field, language, sheet) for field in shapes.fields(shape))


def column(shape: type, field: shapes.Field, language: str, sheet: str = "") -> Column:
    """One field of `shape` as a column."""
    hint, _ = shapes.optional(field.type)
    many = typing.get_origin(hint) is tuple
    if many:
        hint = typing.get_args(hint)[0]
    choices: tuple[tuple[str, str], ...] = ()
    kind = _KINDS.get(hint, Kind.TEXT)
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        kind = Kind.CHOICE
        choices = tuple((value.value, choice_label(value, language)) for value in hint)
    label = field_label(shape, field.name, language, sheet)
    default = _default(shape, field.name) if kind is Kind.TEXT and not many else ""
    return Column(field.name, label, kind, field.required, many, choices, default)


def field_label(shape: type, name: str, language: str, sheet: str = "") -> str:
    """What people call a field; KeyError for a field without a label, which a test finds."""
    return labels.label(f"{sheet}.{name}", language) if sheet else text(f"{shape.__name__}.{name}", language)


def choice_label(value: StrEnum, language: str) -> str:
    """What people call a choice; KeyError for one without a label, which a test finds."""
    key = f"{type(value).__name__}.{value.value}"
    return text(key, language) if key in TEXTS else labels.label(key, language)


def _default(shape: type, name: str) -> str:
    default = next(field.default for field in dataclasses.fields(shape) if field.name == name)
    return default if isinstance(default, str) else ""


def row_shape(hint: object) -> type | None:
    """The dataclass that a `tuple[Row, ...]` is made of, or None."""
    if typing.get_origin(hint) is tuple:
        inner = typing.get_args(hint)[0]
        return inner if isinstance(inner, type) and dataclasses.is_dataclass(inner) else None
    return None


@cache
def fact_sheets() -> Mapping[str, type]:
    """The row class of every fact sheet, by the sheet's key."""
    sheets = {field.name: row_shape(field.type) for field in shapes.fields(Facts)}
    return {name: shape for name, shape in sheets.items() if shape is not None}


def column_at(path: str) -> Column | None:
    """A form's field such as `client.name`, to be read in any language; None where the case has none."""
    outer, _, name = path.rpartition(".")
    shape = _shape_at(outer)
    field = _field(shape, name) if shape else None
    if shape is None or field is None or not _fits_a_cell(field.type):
        return None
    return in_any_language([column(shape, field, language) for language in wording.LANGUAGES])


@cache
def table_at(path: str) -> tuple[Column, ...] | None:
    """The columns of a table such as `facts.outlets`, to be read in any language; None where the case has none."""
    outer, _, name = path.rpartition(".")
    shape = _shape_at(outer)
    field = _field(shape, name) if shape else None
    row = row_shape(field.type) if field else None
    if row is None:
        return None
    sheet = name if shape is Facts else ""
    variants = [columns(row, language, sheet) for language in wording.LANGUAGES]
    return tuple(in_any_language(same) for same in zip(*variants, strict=True))


@cache
def required_forms() -> tuple[str, ...]:
    """The parts of a case that no case is without and that have forms of their own, such as `client`."""
    fields = [field for field in shapes.fields(Case) if field.required]
    return tuple(field.name for field in fields if dataclasses.is_dataclass(field.type))


def in_any_language(variants: Sequence[Column]) -> Column:
    """The column with its choices labelled in every language."""
    choices = tuple(choice for variant in variants for choice in variant.choices)
    return dataclasses.replace(variants[0], choices=choices)


def _fits_a_cell(hint: object) -> bool:
    inner, _ = shapes.optional(hint)
    if typing.get_origin(inner) is tuple:
        return row_shape(inner) is None
    return typing.get_origin(inner) is None and not dataclasses.is_dataclass(inner)


def _shape_at(path: str) -> type | None:
    """The dataclass at a path such as `client.uscc_override`; the case itself for an empty path."""
    shape: type = Case
    for name in path.split(".") if path else ():
        field = _field(shape, name)
        hint = shapes.optional(field.type)[0] if field else None
        if not isinstance(hint, type) or not dataclasses.is_dataclass(hint):
            return None
        shape = hint
    return shape


def _field(shape: type, name: str) -> shapes.Field | None:
    return next((field for field in shapes.fields(shape) if field.name == name), None)
