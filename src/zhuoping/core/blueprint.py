# SPDX-License-Identifier: Apache-2.0
"""A service blueprint: what the customer does, whom and what they meet, what happens behind it, stage by stage.

It is the way in to a service: contact points are found by it, and each has characteristics with target and tolerance
that modes A to D measure (GB/T 27207-2020; domain rules 3.1, 3.2).
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from zhuoping.core import shapes
from zhuoping.core.fact_rows import first_unshown
from zhuoping.core.plain import Plain
from zhuoping.core.problems import Problem, Refused, at, problem

STAGE_LIMIT = 30
# Acts of one kind in a stage, and the contact points in it.
LINE_LIMIT = 20
CHARACTERISTIC_LIMIT = 10
TEXT_LIMIT = 300
# Values of any kind in a blueprint as it comes in; the largest lawful drawing that anybody could read has a tenth.
VALUE_LIMIT = 5_000

_NUMBER = re.compile(r"-?[0-9]{1,12}(\.[0-9]{1,6})?")


class Lane(StrEnum):
    """The lines of a blueprint, from the customer down to what carries the service."""

    CUSTOMER = "customer"
    CONTACT = "contact"
    BACKSTAGE = "backstage"
    SUPPORT = "support"


class Bound(StrEnum):
    """What a target is: the value itself, the most or the least that is allowed."""

    EQUAL = "equal"
    AT_MOST = "at-most"
    AT_LEAST = "at-least"


_SIGNS: Mapping[Bound, str] = {Bound.EQUAL: "", Bound.AT_MOST: "≤ ", Bound.AT_LEAST: "≥ "}


@dataclass(frozen=True, slots=True)
class Characteristic:
    """What is to be seen or measured at a contact point.

    `target` is a decimal as text, or words ("in uniform"); with a unit, a tolerance or a bound it is a decimal.
    `tolerance` is a decimal as text in the unit of the target, both ways; empty where none is stated.
    """

    name: str = ""
    target: str = ""
    bound: Bound = Bound.EQUAL
    unit: str = ""
    tolerance: str = ""

    def __str__(self) -> str:
        """As it is drawn: `Arrival ≤ 24 ± 2 h`."""
        tolerance = f" ± {self.tolerance}" if self.tolerance else ""
        unit = f" {self.unit}" if self.unit else ""
        return f"{self.name} {_SIGNS[self.bound]}{self.target}{tolerance}{unit}"


@dataclass(frozen=True, slots=True)
class ContactPoint:
    """Where the customer meets the service: a person, a thing, a page."""

    text: str = ""
    characteristics: tuple[Characteristic, ...] = ()


@dataclass(frozen=True, slots=True)
class BlueprintStage:
    """A stage of the service, from left to right."""

    title: str = ""
    customer: tuple[str, ...] = ()
    contacts: tuple[ContactPoint, ...] = ()
    backstage: tuple[str, ...] = ()
    support: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Blueprint:
    """The whole drawing; without stages it is not begun."""

    stages: tuple[BlueprintStage, ...] = ()

    @property
    def contact_points(self) -> tuple[ContactPoint, ...]:
        """All contact points, in the order of the service."""
        return tuple(point for stage in self.stages for point in stage.contacts)


@dataclass(frozen=True, slots=True)
class BlueprintPaper:
    """A blueprint as it is drawn in one language, `zh` or `en`; `on` is the day of its last change."""

    language: str
    blueprint: Blueprint
    body: str
    client: str
    engagement: str
    version: int
    on: date


@dataclass(frozen=True, slots=True)
class CellDifference:
    """A cell in which two drawings differ; `stage` counts from 0, `lane` is None for the stage's name."""

    stage: int
    lane: Lane | None
    stands: str
    given: str


def read_blueprint(value: object) -> Blueprint:
    """A blueprint from plain values; blanks around texts and line breaks within them are left out.

    Raises Refused with every fault: blueprint-too-large, blueprint-too-many, text-too-long, character-not-allowed,
    target-not-a-number, tolerance-not-a-number, and what `shapes.read` finds.
    """
    if _is_too_large(value):
        raise Refused([problem("blueprint", "blueprint-too-large", limit=VALUE_LIMIT)])
    problems: list[Problem] = []
    read = shapes.read(Blueprint, value, "blueprint", problems)
    if read is None:
        raise Refused(problems)
    problems.extend(_faults(read))
    if problems:
        raise Refused(problems)
    return Blueprint(tuple(_clean_stage(each) for each in read.stages))


def plain_of(blueprint: Blueprint) -> dict[str, Plain]:
    """A blueprint as plain values, which `read_blueprint` reads again."""
    return {
        "stages": [
            {
                "title": stage.title,
                "customer": list(stage.customer),
                "contacts": [
                    {
                        "text": point.text,
                        "characteristics": [_characteristic(each) for each in point.characteristics],
                    }
                    for point in stage.contacts
                ],
                "backstage": list(stage.backstage),
                "support": list(stage.support),
            }
            for stage in blueprint.stages
        ]
    }


def lines_of(stage: BlueprintStage, lane: Lane) -> tuple[str, ...]:
    """What stands in a cell; a contact point with its characteristics in lines of their own, indented."""
    if lane is Lane.CONTACT:
        return tuple(line for point in stage.contacts for line in _point_lines(point))
    return {Lane.CUSTOMER: stage.customer, Lane.BACKSTAGE: stage.backstage, Lane.SUPPORT: stage.support}[lane]


def differences(stands: Blueprint, given: Blueprint) -> tuple[CellDifference, ...]:
    """The cells in which two drawings differ, stage by stage as they stand in their places."""
    found: list[CellDifference] = []
    for index in range(max(len(stands.stages), len(given.stages))):
        pair = [drawn.stages[index : index + 1] for drawn in (stands, given)]
        for lane in (None, *Lane):
            one, other = ("\n".join(_cell(each, lane)) for each in pair)
            if one != other:
                found.append(CellDifference(index, lane, one, other))
    return tuple(found)


def _cell(stage: tuple[BlueprintStage, ...], lane: Lane | None) -> tuple[str, ...]:
    if not stage:
        return ()
    return (stage[0].title,) if lane is None else lines_of(stage[0], lane)


def _point_lines(point: ContactPoint) -> Iterator[str]:
    yield point.text
    for each in point.characteristics:
        yield f"  {each}"


def _characteristic(each: Characteristic) -> Plain:
    return {
        "name": each.name,
        "target": each.target,
        "bound": each.bound.value,
        "unit": each.unit,
        "tolerance": each.tolerance,
    }


def _is_too_large(value: object) -> bool:
    """Whether it holds more values than a drawing may, found without going through all of them, however deep."""
    waiting, seen = [value], 0
    while waiting:
        each = waiting.pop()
        seen += 1
        if seen > VALUE_LIMIT:
            return True
        if isinstance(each, Mapping):
            waiting.extend(each.values())
        elif isinstance(each, list | tuple):
            waiting.extend(each)
    return False


def _faults(blueprint: Blueprint) -> Iterator[Problem]:
    """What the shape does not say: what must not be empty, how many, how long, which characters, which numbers."""
    yield from _count("blueprint.stages", len(blueprint.stages), STAGE_LIMIT)
    for index, stage in enumerate(blueprint.stages):
        path = at("blueprint.stages", index)
        yield from _text(at(path, "title"), stage.title, needed=True)
        for lane in ("customer", "backstage", "support"):
            lines: tuple[str, ...] = getattr(stage, lane)
            yield from _count(at(path, lane), len(lines), LINE_LIMIT)
            for position, line in enumerate(lines):
                yield from _text(at(at(path, lane), position), line)
        yield from _count(at(path, "contacts"), len(stage.contacts), LINE_LIMIT)
        for position, point in enumerate(stage.contacts):
            yield from _point_faults(at(at(path, "contacts"), position), point)


def _point_faults(path: str, point: ContactPoint) -> Iterator[Problem]:
    yield from _text(at(path, "text"), point.text, needed=True)
    inner = at(path, "characteristics")
    yield from _count(inner, len(point.characteristics), CHARACTERISTIC_LIMIT)
    for index, each in enumerate(point.characteristics):
        for name in ("name", "target", "unit", "tolerance"):
            needed = name in ("name", "target")
            yield from _text(at(at(inner, index), name), getattr(each, name), needed=needed)
        tolerance = each.tolerance.strip()
        is_measured = bool(each.unit.strip() or tolerance or each.bound is not Bound.EQUAL)
        target = each.target.strip()
        if target and is_measured and not _NUMBER.fullmatch(target):
            yield problem(
                at(at(inner, index), "target"), "target-not-a-number", given=shapes.shown(each.target)
            )
        if tolerance and (tolerance.startswith("-") or not _NUMBER.fullmatch(tolerance)):
            values = {"given": shapes.shown(tolerance)}
            yield problem(at(at(inner, index), "tolerance"), "tolerance-not-a-number", **values)


def _count(path: str, count: int, limit: int) -> Iterator[Problem]:
    if count > limit:
        yield problem(path, "blueprint-too-many", count=count, limit=limit)


def _text(path: str, text: str, *, needed: bool = False) -> Iterator[Problem]:
    if needed and not text.strip():
        yield problem(path, "empty-text")
    if found := first_unshown(text):
        yield problem(path, "character-not-allowed", given=found)
    if len(text) > TEXT_LIMIT:
        yield problem(path, "text-too-long", length=len(text), limit=TEXT_LIMIT)


def _clean_stage(stage: BlueprintStage) -> BlueprintStage:
    return BlueprintStage(
        title=_clean(stage.title),
        customer=tuple(map(_clean, stage.customer)),
        contacts=tuple(_clean_point(each) for each in stage.contacts),
        backstage=tuple(map(_clean, stage.backstage)),
        support=tuple(map(_clean, stage.support)),
    )


def _clean_point(point: ContactPoint) -> ContactPoint:
    cleaned = (
        replace(
            each,
            name=_clean(each.name),
            target=_clean(each.target),
            unit=_clean(each.unit),
            tolerance=_clean(each.tolerance),
        )
        for each in point.characteristics
    )
    return ContactPoint(_clean(point.text), tuple(cleaned))


def _clean(text: str) -> str:
    """One line without blanks around it."""
    return " ".join(text.split())
