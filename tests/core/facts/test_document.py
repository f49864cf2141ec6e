# SPDX-License-Identifier: Apache-2.0
"""Holds docs/domain/fact-sheets.md to the code: its tables have to be exactly the ones made here."""

import typing
from datetime import date
from decimal import Decimal
from enum import StrEnum
from pathlib import Path

import pytest

from zhuoping.core import shapes
from zhuoping.core.facts import QUESTIONS, Facts
from zhuoping.core.wording.labels import label

DOCUMENT = Path(__file__).parents[3] / "docs" / "domain" / "fact-sheets.md"
KINDS = {str: "text", int: "whole number", Decimal: "number", bool: "true or false", date: "date"}
ROWS: dict[str, type] = {each.name: typing.get_args(each.type)[0] for each in shapes.fields(Facts)}
SHEETS = list(ROWS)


def table(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    lines = [head, ("---",) * len(head), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def type_of(field: shapes.Field) -> str:
    kind, _ = shapes.optional(field.type)
    return f"[{kind.__name__}](#{kind.__name__.lower()})" if issubclass(kind, StrEnum) else KINDS[kind]


def sheet_table(sheet: str) -> str:
    rows = [
        (
            f"`{field.name}`" + (" \\*" if field.required else ""),
            label(f"{sheet}.{field.name}", "zh"),
            label(f"{sheet}.{field.name}", "en"),
            type_of(field),
        )
        for field in shapes.fields(ROWS[sheet])
    ]
    return table(("key", "中文", "English", "type"), rows)


def sheet_section(sheet: str) -> str:
    refs = dict.fromkeys(each.indicator for each in QUESTIONS if sheet in (*each.needs, *each.uses))
    title = f"### `{sheet}` {label(sheet, 'zh')}"
    return f"{title}\n\n{label(sheet, 'en')}; informs {', '.join(refs)}.\n\n{sheet_table(sheet)}"


def choices() -> list[type[StrEnum]]:
    kinds = [shapes.optional(field.type)[0] for row in ROWS.values() for field in shapes.fields(row)]
    return [kind for kind in dict.fromkeys(kinds) if issubclass(kind, StrEnum)]


def choice_section(kind: type[StrEnum]) -> str:
    names = [f"{kind.__name__}.{each.value}" for each in kind]
    rows = [
        (f"`{each.value}`", label(name, "zh"), label(name, "en"))
        for each, name in zip(kind, names, strict=True)
    ]
    return f"### {kind.__name__}\n\n{table(('value', '中文', 'English'), rows)}"


@pytest.mark.parametrize("sheet", SHEETS)
def test_document_shows_every_field_of_a_sheet(sheet: str) -> None:
    assert sheet_section(sheet) in DOCUMENT.read_text("utf-8")


@pytest.mark.parametrize("kind", choices(), ids=lambda kind: kind.__name__)
def test_document_shows_every_choice(kind: type[StrEnum]) -> None:
    assert choice_section(kind) in DOCUMENT.read_text("utf-8")


def test_document_shows_nothing_that_is_not_there() -> None:
    headings = [line for line in DOCUMENT.read_text("utf-8").splitlines() if line.startswith("### ")]

    known = [sheet_section(each) for each in SHEETS] + [choice_section(each) for each in choices()]
    assert headings == [each.splitlines()[0] for each in known]


def test_document_explains_every_check_in_order() -> None:
    lines = DOCUMENT.read_text("utf-8").splitlines()

    explained = [line.split("|")[1:3] for line in lines if line.startswith("| `") and line.count("|") == 7]
    assert [(code.strip(), ref.strip()) for code, ref in explained] == [
        (f"`{each.code}`", each.indicator) for each in QUESTIONS
    ]
