# SPDX-License-Identifier: Apache-2.0
"""Holds docs/domain/case-file.md to the code: its tables are the ones made here, its examples are read and valid."""

import re
import typing
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import Any

import pytest

from tests.make import edition
from tests.outputs.schema_checker import faults
from zhuoping.core import plain, shapes
from zhuoping.core.awards import Award, Bonus, Deduction, Determination, read_award
from zhuoping.core.case import (
    Case,
    Client,
    Evaluation,
    Evidence,
    Finding,
    PriorCertificate,
    TeamMember,
    UsccOverride,
)
from zhuoping.core.case_file import read_case, read_score
from zhuoping.core.evaluation import evaluate
from zhuoping.core.problems import Problem
from zhuoping.core.wording.case_file import MEANINGS
from zhuoping.core.wording.workbook import TEXTS
from zhuoping.outputs.case_file import award_value
from zhuoping.schemes.divisions import load_divisions

DOCUMENT = (Path(__file__).parents[2] / "docs" / "domain" / "case-file.md").read_text("utf-8")
KINDS = {str: "text", int: "whole number", Decimal: "number", bool: "true or false", date: "date"}
SHAPES: list[type] = [
    Case,
    Client,
    UsccOverride,
    Evaluation,
    TeamMember,
    PriorCertificate,
    Finding,
    Evidence,
    Deduction,
    Determination,
    Bonus,
]
FORMS = ("number", "judged", "all_or_nothing", "sampled", "parts", "not_applicable", "null")


def table(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    lines = [head, ("---",) * len(head), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def kind(shape: type, field: shapes.Field) -> str:
    inner, _ = shapes.optional(field.type)
    origin = typing.get_origin(inner)
    if (shape, field.name) in ((Case, "awards"), (Case, "bonus")):
        return "[awards](#awards) by ref" if field.name == "awards" else linked(Bonus)
    if origin is Mapping:
        return f"{linked(typing.get_args(inner)[1])} by ref"
    if origin is tuple:
        item = typing.get_args(inner)[0]
        return f"list of {KINDS.get(item) or linked(item)}"
    if inner.__name__ == "Facts":
        return "[fact sheets](fact-sheets.md)"
    return KINDS.get(inner) or linked(inner)


def linked(shape: type) -> str:
    return f"[{shape.__name__}](#{shape.__name__.lower()})"


def shape_section(shape: type) -> str:
    rows = [
        (
            f"`{field.name}`" + (" \\*" if field.required else ""),
            kind(shape, field),
            *TEXTS[f"{shape.__name__}.{field.name}"],
            MEANINGS[f"{shape.__name__}.{field.name}"][1],
        )
        for field in shapes.fields(shape)
        if (shape, field.name) != (Bonus, "conditions")
    ]
    if shape is Bonus:
        rows.append(("each condition", "true or false", "条件", "Condition", MEANINGS["Bonus.conditions"][1]))
    return f"### {shape.__name__}\n\n{table(('key', 'type', '中文', 'English', 'meaning'), rows)}"


def choices() -> list[type[StrEnum]]:
    kinds = [shapes.optional(field.type)[0] for shape in SHAPES for field in shapes.fields(shape)]
    return [each for each in dict.fromkeys(kinds) if isinstance(each, type) and issubclass(each, StrEnum)]


def choice_section(choice: type[StrEnum]) -> str:
    rows = [(f"`{each.value}`", *TEXTS[f"{choice.__name__}.{each.value}"]) for each in choice]
    return f"### {choice.__name__}\n\n{table(('value', '中文', 'English'), rows)}"


def chapter(title: str) -> str:
    return re.split(r"^## ", DOCUMENT.split(f"## {title}\n")[1], maxsplit=1, flags=re.MULTILINE)[0]


def example(title: str) -> plain.Plain:
    blocks = re.findall(r"```yaml\n(.*?)```", chapter(title), re.DOTALL)
    return plain.read("".join(blocks).encode()).value


def forms() -> dict[str, str]:
    rows = [line.split(" | ") for line in chapter("Awards").splitlines() if line.startswith("| `")]
    return dict(zip(FORMS, [row[0].removeprefix("| ").strip("`") for row in rows], strict=True))


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.__name__)
def test_document_shows_every_key(shape: type) -> None:
    assert shape_section(shape) in DOCUMENT


@pytest.mark.parametrize("choice", choices(), ids=lambda choice: choice.__name__)
def test_document_shows_every_choice(choice: type[StrEnum]) -> None:
    assert choice_section(choice) in DOCUMENT


def test_document_shows_nothing_that_is_not_there() -> None:
    headings = [line for line in DOCUMENT.splitlines() if line.startswith("### ")]

    assert headings == [f"### {each.__name__}" for each in [*SHAPES, *choices()]]


def test_every_meaning_belongs_to_a_key_or_a_form() -> None:
    keys = {f"{shape.__name__}.{field.name}" for shape in SHAPES for field in shapes.fields(shape)}
    written = {f"Award.{form}" for form in (*FORMS, "reason")}

    assert set(MEANINGS) == keys | written | {"Sample.size", "Sample.conforming"}
    assert all(zh.strip() and en.strip() and zh != en for zh, en in MEANINGS.values())


def test_example_of_a_case_is_evaluated_and_fits_the_schema() -> None:
    value = example("Case files")

    evaluated = evaluate(edition("2025"), read_case(value, edition("2025")), load_divisions())

    assert faults(value) == []
    assert [each.code for each in evaluated.notices] == ["uscc-checksum-overridden"]


def test_example_of_a_case_uses_every_key() -> None:
    used: set[str] = set()

    collect(Case, example("Case files"), used)

    assert used == {f"{shape.__name__}.{field.name}" for shape in SHAPES for field in shapes.fields(shape)}


def collect(shape: type, value: plain.Plain, used: set[str]) -> None:
    """The keys of `shape` and of what is inside it that `value` uses."""
    assert isinstance(value, dict)
    for field in shapes.fields(shape):
        if (shape, field.name) == (Bonus, "conditions"):
            used |= {"Bonus.conditions"} if set(value) - {"reason", "evidence"} else set()
        elif field.name in value:
            used.add(f"{shape.__name__}.{field.name}")
            inner = inside(field.type)
            for item in members(field.type, value[field.name]) if inner else []:
                collect(inner, item, used)


def inside(hint: Any) -> type | None:
    """The dataclass of this chapter that a field holds, alone, in a list or by ref."""
    inner, _ = shapes.optional(hint)
    if typing.get_origin(inner) is not None:
        inner = typing.get_args(inner)[typing.get_origin(inner) is Mapping]
    return inner if inner in SHAPES else None


def members(hint: Any, value: plain.Plain) -> list[plain.Plain]:
    if isinstance(value, list):
        return value
    by_ref = typing.get_origin(hint) is Mapping
    return list(value.values()) if by_ref and isinstance(value, dict) else [value]


@pytest.mark.parametrize("form", FORMS)
def test_each_form_of_an_award_is_read_as_written(form: str) -> None:
    value = plain.read(forms()[form].encode()).value
    problems: list[Problem] = []

    award: Award | None = None if value is None else read_award(value, "", problems)

    assert problems == []
    assert value == (award_value(award) if award else None)
    assert {form} == (
        {"null"} if award is None else set(value) - {"reason"} if isinstance(value, dict) else {"number"}
    )


def test_example_of_a_score_file_is_read_and_fits_the_schema() -> None:
    value = example("Score files")

    read_score(value, edition("2025"))

    assert faults(value, "ScoreFile") == []
