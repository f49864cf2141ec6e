# SPDX-License-Identifier: Apache-2.0
"""The texts of edition 2025 are whole in Chinese and in English, and SOURCES.md says where everything comes from."""

import re
from collections.abc import Iterator
from dataclasses import fields
from importlib import resources
from typing import Any

import pytest

from tests.make import edition
from zhuoping.core.facts.checks.all import QUESTIONS
from zhuoping.core.facts.rows.advancement import Channel
from zhuoping.core.facts.rows.norms import ManualItem
from zhuoping.core.facts.rows.organisation import Function, OutletKind, Ownership
from zhuoping.core.facts.rows.resources import CostKind
from zhuoping.core.facts.rows.supervision import SupervisionLink
from zhuoping.core.overlay import TEXTS
from zhuoping.core.scheme import Indicator, Origin, Scheme
from zhuoping.core.wording.labels import label
from zhuoping.schemes import library

CHINESE = edition("2025")
ENGLISH = library.load("after-sales-completeness", "2025", "en")
SOURCES = (resources.files("zhuoping.schemes") / "after-sales-completeness" / "SOURCES.md").read_text("utf-8")
# Chinese characters and punctuation, and full-width forms.
EAST_ASIAN = re.compile("[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]")

SECTIONS = {
    "terms": "key",
    "activities": "key",
    "deduction_grounds": "key",
    "bonus_conditions": "key",
    "bands": "stars",
    "modes": "letter",
}


def items(scheme: Scheme) -> Iterator[tuple[str, Any]]:
    """Everything in an edition that carries texts, with the path that SOURCES.md calls it by."""
    yield "", scheme
    yield "applicability", scheme.applicability
    for section, key in SECTIONS.items():
        yield from ((f"{section}.{getattr(each, key)}", each) for each in getattr(scheme, section))
    for dimension in scheme.dimensions:
        yield f"dimensions.{dimension.ref}", dimension
        for indicator in dimension.indicators:
            yield f"indicators.{indicator.ref}", indicator
            yield from ((f"indicators.{indicator.ref}.parts.{part.ref}", part) for part in indicator.parts)
    for rule in scheme.combinations:
        yield f"combinations.{str(rule.design_responsibility).lower()}/{rule.type.value}", rule
    yield from ((f"parameters.{key}", each) for key, each in scheme.parameters.items())
    yield from ((f"readings.{key}", each) for key, each in scheme.readings.items())


# -- texts


def test_fact_sheets_of_an_indicator_are_those_its_checks_ask_for() -> None:
    asked: dict[str, set[str]] = {}
    for question in QUESTIONS:
        asked.setdefault(question.indicator, set()).update(question.needs, question.uses)

    assert {ref: set(each.facts) for ref, each in CHINESE.indicators.items()} == asked


@pytest.mark.parametrize("scheme", [CHINESE, ENGLISH], ids=["zh", "en"])
@pytest.mark.parametrize(
    ("ref", "choices"),
    [
        ("1.1", list(Function)),
        ("1.2", [OutletKind.SALES_SHOP, OutletKind.SHOWROOM, OutletKind.DELIVERY_AND_REPAIR]),
        ("1.3", [Ownership.SELF_BUILT, Ownership.OUTSOURCED]),
        ("3.1", list(CostKind)),
        ("4.1", list(ManualItem)),
        ("5.1", list(SupervisionLink)),
        ("7.3", list(Channel)),
    ],
)
def test_aspects_name_every_choice_of_the_fact_sheet(scheme: Scheme, ref: str, choices: list[Any]) -> None:
    aspects = "\n".join(scheme.indicators[ref].aspects).casefold()

    names = [label(f"{type(each).__name__}.{each.value}", scheme.language).casefold() for each in choices]

    assert [name for name in names if name not in aspects] == []


def test_every_indicator_says_what_is_asked_how_to_look_and_by_what_evidence() -> None:
    thin = [
        ref
        for ref, each in CHINESE.indicators.items()
        if len(each.requirement) < 15
        or len(each.guidance) < 30
        or len(each.aspects) < 4
        or len(each.evidence) < 3
    ]

    assert thin == []


def test_every_text_that_an_overlay_may_replace_is_translated() -> None:
    same = [
        f"{path}.{name}"
        for (path, chinese), (_, english) in zip(items(CHINESE), items(ENGLISH), strict=True)
        for name in TEXTS[type(chinese)]
        if EAST_ASIAN.search(str(getattr(chinese, name))) and getattr(chinese, name) == getattr(english, name)
    ]

    assert same == []


def test_no_chinese_character_is_left_in_the_english_texts() -> None:
    left = [
        f"{path}.{name}"
        for path, english in items(ENGLISH)
        for name in TEXTS[type(english)]
        if EAST_ASIAN.search(str(getattr(english, name)))
    ]

    assert left == []


def test_english_lists_have_as_many_items_as_the_chinese() -> None:
    unequal = [
        f"{path}.{name}"
        for (path, chinese), (_, english) in zip(items(CHINESE), items(ENGLISH), strict=True)
        for name in ("aspects", "evidence", "examples")
        if len(getattr(chinese, name, ())) != len(getattr(english, name, ()))
    ]

    assert unequal == []


def test_english_changes_no_fact() -> None:
    nested = {
        *SECTIONS,
        "applicability",
        "dimensions",
        "indicators",
        "parts",
        "combinations",
        "parameters",
        "readings",
    }
    for (path, chinese), (_, english) in zip(items(CHINESE), items(ENGLISH), strict=True):
        facts = {field.name for field in fields(chinese)} - {*TEXTS[type(chinese)], *nested, "language"}

        assert {name: getattr(english, name) for name in facts} == {
            name: getattr(chinese, name) for name in facts
        }, path


# -- SOURCES.md


def table(heading: str) -> list[list[str]]:
    """The rows of the table below a heading of SOURCES.md, cell by cell."""
    section = SOURCES.split(f"\n## {heading}\n")[1].split("\n## ")[0]
    rows = [line.strip("| ").split(" | ") for line in section.splitlines() if line.startswith("|")]
    return rows[2:]


def named(cell: str) -> list[str]:
    return re.findall(r"`([^`]+)`", cell)


def test_sources_maps_every_text_but_parameters_and_readings_to_a_clause() -> None:
    mapped = [key for _, keys in table("Clause to key") for key in named(keys)]

    head = {"title", "subject", "issuer", "published_on", "in_force_on", "copyright", "points"}
    known = {path for path, _ in items(CHINESE) if path and not path.startswith(("parameters.", "readings."))}
    by_clause = {
        f"parameters.{key}" for key, each in CHINESE.parameters.items() if each.origin is Origin.SPECIFICATION
    }
    assert sorted(mapped) == sorted(head | known | by_clause)


def test_sources_lists_every_parameter_as_the_edition_has_it() -> None:
    told = [(*named(key), origin, source, reading) for key, origin, source, reading in table("Parameters")]

    assert told == [
        (
            key,
            each.origin.value,
            ENGLISH.parameters[key].source + (" (no value)" if each.value is None else ""),
            each.reading or "-",
        )
        for key, each in CHINESE.parameters.items()
    ]


def test_sources_lists_what_every_reading_touches() -> None:
    told = {key: touched(cell) for key, cell in table("Readings")}

    known = {path for path, _ in items(CHINESE)} | {"points"}
    in_edition: dict[str, set[str]] = {key: set() for key in CHINESE.readings}
    for path, each in items(CHINESE):
        several = each.readings if isinstance(each, Indicator) else (getattr(each, "reading", None),)
        for key in in_edition.keys() & set(several):
            in_edition[key].add(path)
    assert list(told) == list(CHINESE.readings)
    assert {
        key: sorted(in_edition[key] - paths) for key, paths in told.items() if in_edition[key] - paths
    } == {}
    assert [(key, path) for key, paths in told.items() for path in paths if path not in known] == []
    assert [key for key, paths in told.items() if not paths] == []


def touched(cell: str) -> set[str]:
    """The paths in a cell; `parameters.group.*` stands for all of a group."""
    paths = set()
    for name in named(cell):
        group = [path for path, _ in items(CHINESE) if name.endswith("*") and path.startswith(name[:-1])]
        paths.update(group or [name])
    return paths
