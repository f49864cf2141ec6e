# SPDX-License-Identifier: Apache-2.0
"""The blueprint as one form: it works without a script, since every button sends the whole drawing and gets it back.

Field names say the place: `s0-title`, `s0-customer` (a line each), `s0-p1` a contact point, `s0-p1-c2-target` a
value of a characteristic; how many there are stands in `stages`, `s0-points`, `s0-p1-rows`.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from django.http import QueryDict

from zhuoping.core.blueprint import (
    CHARACTERISTIC_LIMIT,
    LINE_LIMIT,
    STAGE_LIMIT,
    Blueprint,
    BlueprintStage,
    Bound,
    Characteristic,
)
from zhuoping.core.plain import Plain
from zhuoping.core.problems import Problem
from zhuoping.web.shared.words import whole

SAVE = "save"
Thing = TypeVar("Thing")
ACTS = ("customer", "backstage", "support")
VALUES = ("name", "bound", "target", "tolerance", "unit")
_PATH = re.compile(
    r"blueprint\.stages\[(\d+)\](?:\.(\w+)(?:\[(\d+)\](?:\.characteristics\[(\d+)\])?)?)?(?:\.(\w+))?"
)


@dataclass(slots=True)
class Row:
    """A characteristic as it stands in the controls."""

    values: dict[str, str] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        """Whether nobody wrote anything."""
        return not any(self.values.get(name, "").strip() for name in VALUES if name != "bound")

    def plain(self) -> Plain:
        """As core reads it."""
        given: dict[str, Plain] = {name: self.values.get(name, "") for name in VALUES}
        return {**given, "bound": self.values.get("bound") or Bound.EQUAL.value}


@dataclass(slots=True)
class Point:
    """A contact point as it stands in the controls."""

    text: str = ""
    rows: list[Row] = field(default_factory=list)


@dataclass(slots=True)
class Card:
    """A stage as it stands in the controls; acts are texts with a line for each."""

    title: str = ""
    acts: dict[str, str] = field(default_factory=dict)
    points: list[Point] = field(default_factory=list)


@dataclass(slots=True)
class Draft:
    """The drawing as somebody is writing it, whatever it lacks. `focus` is the control to go on with."""

    cards: list[Card] = field(default_factory=list)
    focus: str = ""

    def change(self, asked: str) -> None:
        """Do what a button asks for: `stage-add`, `stage-left:1`, `point-remove:0:2`; what is not there is left."""
        name, *rest = asked.split(":")
        places = [whole(each) for each in rest]
        act = _CHANGES.get(name)
        if act is not None and len(places) == act.places and None not in places:
            act.make(self, *places)

    def tidy(self) -> None:
        """Leave out what nobody wrote anything in, so that places in what is refused are those on the page."""
        for card in self.cards:
            for point in card.points:
                point.rows = [row for row in point.rows if not row.is_empty]
            card.points = [point for point in card.points if point.text.strip() or point.rows]
        self.cards = [
            card
            for card in self.cards
            if card.title.strip() or card.points or any(map(_lines, card.acts.values()))
        ]

    def plain(self) -> dict[str, Plain]:
        """As core reads it."""
        return {"stages": [_plain(card) for card in self.cards]}


def draft_of(blueprint: Blueprint) -> Draft:
    """What is kept, for the controls; a drawing that is not begun has one empty stage to begin with."""
    return Draft([_card(stage) for stage in blueprint.stages] or [Card(points=[Point()])])


def read_draft(sent: QueryDict) -> Draft:
    """What was sent, as it was typed; one stage or line more than there may be is kept, for the rule to refuse."""

    def some(name: str, limit: int) -> range:
        return range(min(whole(sent.get(name, "")) or 0, limit + 1))

    cards: list[Card] = []
    for stage in some("stages", STAGE_LIMIT):
        card = Card(
            title=sent.get(f"s{stage}-title", ""),
            acts={name: sent.get(f"s{stage}-{name}", "") for name in ACTS},
        )
        for position in some(f"s{stage}-points", LINE_LIMIT):
            place = f"s{stage}-p{position}"
            rows = [
                Row({name: sent.get(f"{place}-c{row}-{name}", "") for name in VALUES})
                for row in some(f"{place}-rows", CHARACTERISTIC_LIMIT)
            ]
            card.points.append(Point(sent.get(place, ""), rows))
        cards.append(card)
    return Draft(cards)


def place_of(problem: Problem) -> str:
    """The control that a problem is about; empty for one about the whole drawing."""
    found = _PATH.match(problem.path)
    if found is None:
        return ""
    stage, lane, position, row, name = found.groups()
    if lane is None or lane == "title":
        return f"s{stage}-title"
    if lane != "contacts":
        return f"s{stage}-{lane}"
    if row is not None:
        return f"s{stage}-p{position}-c{row}-{name or 'name'}"
    return f"s{stage}-p{position or 0}"


def _plain(card: Card) -> Plain:
    acts: Mapping[str, Plain] = {name: [*_lines(card.acts.get(name, ""))] for name in ACTS}
    points: list[Plain] = [
        {"text": point.text, "characteristics": [row.plain() for row in point.rows]} for point in card.points
    ]
    return {"title": card.title, "contacts": points, **acts}


def _lines(text: str) -> list[str]:
    return [line for line in map(str.strip, text.splitlines()) if line]


def _card(stage: BlueprintStage) -> Card:
    acts = {name: "\n".join(getattr(stage, name)) for name in ACTS}
    points = [Point(each.text, [_row(one) for one in each.characteristics]) for each in stage.contacts]
    return Card(stage.title, acts, points or [Point()])


def _row(each: Characteristic) -> Row:
    return Row({name: str(getattr(each, name)) for name in VALUES})


@dataclass(frozen=True, slots=True)
class _Change:
    """What a button does, and how many numbers say where."""

    places: int
    make: Callable[..., None]


def _add_stage(draft: Draft) -> None:
    draft.cards.append(Card(points=[Point()]))
    draft.focus = f"s{len(draft.cards) - 1}-title"


def _remove_stage(draft: Draft, stage: int) -> None:
    if stage < len(draft.cards):
        del draft.cards[stage]
    draft.focus = f"s{max(stage - 1, 0)}-title"


def _move(draft: Draft, stage: int, by: int) -> None:
    to = stage + by
    if stage < len(draft.cards) and 0 <= to < len(draft.cards):
        draft.cards[stage], draft.cards[to] = draft.cards[to], draft.cards[stage]
        stage = to
    draft.focus = f"s{stage}-title"


def _add_point(draft: Draft, stage: int) -> None:
    for card in _at(draft.cards, stage):
        card.points.append(Point())
        draft.focus = f"s{stage}-p{len(card.points) - 1}"


def _remove_point(draft: Draft, stage: int, point: int) -> None:
    for card in _at(draft.cards, stage):
        del card.points[point : point + 1]
        draft.focus = f"s{stage}-p{max(point - 1, 0)}" if card.points else f"s{stage}-title"


def _add_row(draft: Draft, stage: int, point: int) -> None:
    for card in _at(draft.cards, stage):
        for each in _at(card.points, point):
            each.rows.append(Row({"bound": Bound.EQUAL.value}))
            draft.focus = f"s{stage}-p{point}-c{len(each.rows) - 1}-name"


def _remove_row(draft: Draft, stage: int, point: int, row: int) -> None:
    for card in _at(draft.cards, stage):
        for each in _at(card.points, point):
            del each.rows[row : row + 1]
            draft.focus = f"s{stage}-p{point}"


def _at(things: list[Thing], index: int) -> list[Thing]:
    """The thing at a place, or none."""
    return things[index : index + 1]


_CHANGES: Mapping[str, _Change] = {
    "stage-add": _Change(0, _add_stage),
    "stage-remove": _Change(1, _remove_stage),
    "stage-left": _Change(1, lambda draft, stage: _move(draft, stage, -1)),
    "stage-right": _Change(1, lambda draft, stage: _move(draft, stage, 1)),
    "point-add": _Change(1, _add_point),
    "point-remove": _Change(2, _remove_point),
    "row-add": _Change(2, _add_row),
    "row-remove": _Change(3, _remove_row),
}
