# SPDX-License-Identifier: Apache-2.0
"""Holds docs/domain/scheme-file.md to the code: every key, parameter and text; its example and overlay load."""

import typing
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

import pytest

from tests.schemes.documents import DOCUMENTS, blocks, names, rows, section
from zhuoping.core import scheme as classes
from zhuoping.core import shapes
from zhuoping.core.facts import CheckRules, check_rules
from zhuoping.core.overlay import TEXTS, apply_overlay
from zhuoping.core.scheme import Origin, Parameter, ParameterValue, Scheme
from zhuoping.core.scheme_file import read_scheme
from zhuoping.core.scheme_numbers import (
    CHECK_PARAMETERS,
    DEADLINE_PARAMETERS,
    ENGINE_PARAMETERS,
    NUMBER_DIGITS,
)

TEXT = (DOCUMENTS / "domain" / "scheme-file.md").read_text("utf-8")
KINDS = {str: "text", int: "whole number", Decimal: "number", bool: "true or false", date: "date"}


def reachable(shape: type) -> list[type]:
    """The class and every class in its fields, once each, a class before what it holds."""
    found: dict[type, None] = {shape: None}
    for field in shapes.fields(shape):
        inner, _ = shapes.optional(field.type)
        for each in (inner, *typing.get_args(inner)):
            if is_dataclass(each) and isinstance(each, type):
                found |= dict.fromkeys(reachable(each))
    return list(found)


SHAPES = {each.__name__: each for each in reachable(Scheme)}


def type_text(hint: Any) -> str:
    """How the document writes a type."""
    inner, _ = shapes.optional(hint)
    if inner == ParameterValue:
        return "true or false, number, text, list of whole numbers or null"
    origin = typing.get_origin(inner)
    if origin is tuple:
        item = type_text(typing.get_args(inner)[0])
        return f"list of {item}s" if item in KINDS.values() else f"list of {item}"
    if origin is not None:
        return f"key → {type_text(typing.get_args(inner)[1])}"
    if is_dataclass(inner):
        return f"[{inner.__name__}](#{inner.__name__.lower()})"
    return ", ".join(f"`{each}`" for each in inner) if issubclass(inner, StrEnum) else KINDS[inner]


def block(name: str) -> Any:
    return dict(blocks(TEXT))[name]


def test_document_has_a_section_for_every_class_and_no_other() -> None:
    headings = [line[4:] for line in section(TEXT, "## Every key").splitlines() if line.startswith("### ")]

    assert sorted(headings) == sorted(SHAPES)


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
def test_document_shows_every_key_with_its_type(shape: type) -> None:
    shown = [row[:2] for row in rows(section(TEXT, f"### {shape.__name__}"))]

    assert shown == [
        [f"`{field.name}`" + (" \\*" if field.required else ""), type_text(field.type)]
        for field in shapes.fields(shape)
    ]


def test_every_cell_of_the_document_says_something() -> None:
    assert [row for row in rows(TEXT) if not all(row)] == []


@pytest.mark.parametrize(
    ("heading", "parameters"),
    [
        ("### Read by the scoring", ENGINE_PARAMETERS),
        ("### Read by the checks of facts", CHECK_PARAMETERS),
        ("### Read by the work list", DEADLINE_PARAMETERS),
    ],
)
def test_document_shows_every_parameter_with_its_values(
    heading: str, parameters: Mapping[str, str | tuple[str, ...]]
) -> None:
    shown = {row[0].strip("`"): row[1] for row in rows(section(TEXT, heading))}

    assert shown == {
        key: kind if isinstance(kind, str) else ", ".join(f"`{value}`" for value in kind)
        for key, kind in parameters.items()
    }


def test_document_names_the_limit_of_digits() -> None:
    assert f"more than {NUMBER_DIGITS} digits" in section(TEXT, "## What has to agree")


def test_each_documented_parameter_of_checks_sets_one_rule_and_all_rules_are_set() -> None:
    keys = [row[0].strip("`") for row in rows(section(TEXT, "### Read by the checks of facts"))]
    texts = {"managers.rounding"}
    truths = {"managers.outlets_count", "voluntary.prior_certificate_counts"}

    set_by = {}
    for key in keys:
        value: ParameterValue = "up" if key in texts else key in truths or 1
        rules = check_rules({key: Parameter(value, "", Origin.BODY, "")})
        set_by[key] = [each.name for each in fields(CheckRules) if getattr(rules, each.name) is not None]

    assert [len(found) for found in set_by.values()] == [1] * len(keys)
    assert {found[0] for found in set_by.values()} == {each.name for each in fields(CheckRules)}


def test_document_shows_every_text_that_an_overlay_may_change() -> None:
    shown = [names(row[1]) for row in rows(section(TEXT, "## Overlays"))]

    assert shown == [list(texts) for texts in TEXTS.values()]


def test_example_edition_loads_and_uses_every_key() -> None:
    example = block("edition")

    scheme = read_scheme(example)

    assert scheme.title == "A small example"
    assert set(example) == {field.name for field in shapes.fields(Scheme)}
    assert unused(Scheme, example) == {"Indicator.readings", "Dimension.reading", "Parameter.reading"} | {
        "Applicability.reading"
    }


def unused(shape: type, value: Any) -> set[str]:
    """Keys of a class, and of the classes in it, that no value in the example has."""
    missing: dict[type, set[str]] = {}
    _mark(shape, value, missing)
    return {f"{each.__name__}.{key}" for each, keys in missing.items() for key in keys}


def _mark(shape: type, value: Mapping[str, Any], missing: dict[type, set[str]]) -> None:
    absent = {field.name for field in shapes.fields(shape)} - set(value)
    missing[shape] = missing.get(shape, absent) & absent
    for field in shapes.fields(shape):
        inner, _ = shapes.optional(field.type)
        for each in (inner, *typing.get_args(inner)):
            if is_dataclass(each) and isinstance(each, type) and field.name in value:
                held = value[field.name]
                items = held if isinstance(held, list) else [held] if each is inner else held.values()
                for item in items:
                    _mark(each, item, missing)


def test_example_overlay_changes_the_words_and_no_number() -> None:
    scheme = read_scheme(block("edition"))

    translated = apply_overlay(scheme, block("overlay"))

    assert (translated.language, translated.title) == ("zh", "小示例")
    assert translated.indicators["1.1"].aspects == ("维修单", "承诺时限")
    assert translated.indicators["1.2"].parts[0].title == "数量"
    assert translated.combinations[1].condition == "投诉上升时才做顾客调查"
    assert translated.parameters["bonus.points"].value == scheme.parameters["bonus.points"].value
    assert [band.at_least for band in translated.bands] == [band.at_least for band in scheme.bands]


def test_every_class_of_an_edition_is_in_the_module_that_the_document_names() -> None:
    assert [name for name in SHAPES if not hasattr(classes, name)] == []
