# SPDX-License-Identifier: Apache-2.0
"""Other words for an edition: a translation, or the official wording of the body that owns it.

An overlay replaces titles and texts, found by the same refs and keys. It has no place for a number, so no number
can be changed by one; an attempt is refused by name.
"""

from collections.abc import Callable, Mapping
from dataclasses import fields, replace
from typing import Any, TypeVar

from zhuoping.core import shapes
from zhuoping.core.plain import Plain
from zhuoping.core.problems import Problem, Refused, at, problem
from zhuoping.core.scheme import (
    Activity,
    Applicability,
    Condition,
    Dimension,
    Ground,
    Indicator,
    Mode,
    ModeRule,
    Parameter,
    Part,
    RatingBand,
    Reading,
    Scheme,
    Term,
)
from zhuoping.core.scheme_refs import check_names

# What may be said in other words, where a source is named included; every other field is a fact of the edition.
TEXTS: Mapping[type, tuple[str, ...]] = {
    Scheme: ("title", "subject", "issuer", "copyright"),
    Applicability: ("title", "meaning", "source"),
    Term: ("title", "meaning", "source"),
    Activity: ("title", "examples", "source"),
    Dimension: ("title", "source"),
    Indicator: ("title", "requirement", "guidance", "aspects", "evidence", "source"),
    Part: ("title", "requirement", "source"),
    Ground: ("title", "meaning", "source"),
    Condition: ("title", "source"),
    RatingBand: ("name", "source"),
    Mode: ("title", "basis"),
    ModeRule: ("condition", "source"),
    Parameter: ("title", "source", "unit"),
    Reading: ("passage", "reading", "reason", "by"),
}

_SECTIONS: Mapping[str, Callable[[Any], str]] = {
    "terms": lambda item: item.key,
    "activities": lambda item: item.key,
    "deduction_grounds": lambda item: item.key,
    "bonus_conditions": lambda item: item.key,
    "bands": lambda item: str(item.stars),
    "modes": lambda item: item.letter,
    "combinations": lambda item: f"{str(item.design_responsibility).lower()}/{item.type.value}",
}
_HEAD = ("overlay", "edition", "language")
_REST = ("applicability", "dimensions", "indicators", "parameters", "readings")

Item = TypeVar("Item")


def apply_overlay(scheme: Scheme, value: Plain) -> Scheme:
    """`scheme` in the words of an overlay's file, as plain values.

    Raises Refused with every fault: overlay-for-other-edition, overlay-changes-fact, overlay-unknown-ref,
    band-name-twice, and those of plain reading.
    """
    if not isinstance(value, dict):
        raise Refused([shapes.wrong_type("", dict, value)])
    problems: list[Problem] = []
    language = _head(scheme, value, problems)
    known = (*_HEAD, *TEXTS[Scheme], *_SECTIONS, *_REST)
    problems.extend(_stranger(key, key, Scheme, known) for key in value if key not in known)
    own = {key: item for key, item in value.items() if key in TEXTS[Scheme]}
    sections: dict[str, Any] = {"language": language}
    sections["applicability"] = _applicability(scheme, value.get("applicability"), problems)
    for name, key_of in _SECTIONS.items():
        sections[name] = _listed(getattr(scheme, name), key_of, value.get(name), name, problems)
    for name in ("parameters", "readings"):
        sections[name] = _keyed(getattr(scheme, name), value.get(name), name, problems)
    dimensions = _listed(scheme.dimensions, _ref, value.get("dimensions"), "dimensions", problems)
    sections["dimensions"] = _indicators(dimensions, value.get("indicators"), problems)
    worded = replace(_reworded(scheme, own, "", problems), **sections)
    check_names(worded.bands, problems)
    if problems:
        raise Refused(problems)
    return worded


def _head(scheme: Scheme, value: Mapping[str, Plain], problems: list[Problem]) -> str:
    """The language of the overlay, which has to be for this edition."""
    given: dict[str, str] = {}
    for key in _HEAD:
        if key not in value:
            problems.append(problem("", "missing-key", key=key, named=key))
        else:
            given[key] = shapes.text(value[key], key, problems, required=True) or ""
    for key, own in (("overlay", scheme.scheme), ("edition", scheme.edition)):
        if given.get(key, "") not in ("", own):
            problems.append(problem(key, "overlay-for-other-edition", given=given[key], own=own))
    return given.get("language", "")


def _applicability(scheme: Scheme, value: Plain, problems: list[Problem]) -> Applicability | None:
    path = "applicability"
    if value is None or scheme.applicability is None:
        if value is not None:
            problems.append(problem(path, "overlay-unknown-ref", given=path, known=tuple(_SECTIONS)))
        return scheme.applicability
    return _reworded(scheme.applicability, value, path, problems)


def _ref(item: Dimension | Indicator | Part) -> str:
    return item.ref


def _indicators(
    dimensions: tuple[Dimension, ...], value: Plain, problems: list[Problem]
) -> tuple[Dimension, ...]:
    """The dimensions with their indicators, and these with their parts, in other words."""
    indicators = [indicator for dimension in dimensions for indicator in dimension.indicators]
    texts = value if isinstance(value, dict) else {}
    own = {
        ref: {key: text for key, text in item.items() if key != "parts"} if isinstance(item, dict) else item
        for ref, item in texts.items()
    }
    written: Plain = own if isinstance(value, dict) else value
    reworded = {item.ref: item for item in _listed(tuple(indicators), _ref, written, "indicators", problems)}
    for ref, item in texts.items():
        if isinstance(item, dict) and "parts" in item and ref in reworded:
            path = f"indicators.{ref}.parts"
            parts = _listed(reworded[ref].parts, _ref, item["parts"], path, problems)
            reworded[ref] = replace(reworded[ref], parts=parts)
    return tuple(
        replace(dimension, indicators=tuple(reworded[each.ref] for each in dimension.indicators))
        for dimension in dimensions
    )


def _listed(
    items: tuple[Item, ...], key: Callable[[Item], str], value: Plain, path: str, problems: list[Problem]
) -> tuple[Item, ...]:
    return tuple(_keyed({key(item): item for item in items}, value, path, problems).values())


def _keyed(items: Mapping[str, Item], value: Plain, path: str, problems: list[Problem]) -> dict[str, Item]:
    """The items with the texts that `value` has for them, by key."""
    if value is None:
        return dict(items)
    if not isinstance(value, dict):
        problems.append(shapes.wrong_type(path, dict, value))
        return dict(items)
    problems.extend(
        problem(at(path, key), "overlay-unknown-ref", given=key, known=tuple(items))
        for key in value
        if key not in items
    )
    return {
        key: _reworded(item, value[key], at(path, key), problems) if key in value else item
        for key, item in items.items()
    }


def _reworded(item: Item, value: Plain, path: str, problems: list[Problem]) -> Item:
    kind: Any = type(item)
    if not isinstance(value, dict):
        problems.append(shapes.wrong_type(path, dict, value))
        return item
    hints = {field.name: field for field in shapes.fields(kind)}
    texts: dict[str, Any] = {}
    for key, text in value.items():
        if key in TEXTS[kind]:
            texts[key] = shapes.convert(hints[key].type, text, at(path, key), problems)
        else:
            problems.append(_stranger(at(path, key), key, kind, TEXTS[kind]))
    changed: Item = replace(item, **texts)  # type: ignore[type-var]
    return changed


def _stranger(path: str, key: str, kind: Any, known: tuple[str, ...]) -> Problem:  # noqa: ANN401
    if key in {field.name for field in fields(kind)}:
        return problem(path, "overlay-changes-fact", key=key, known=known)
    return problem(path, "unknown-key", key=key, known=known)
