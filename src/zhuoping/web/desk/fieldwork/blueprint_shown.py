# SPDX-License-Identifier: Apache-2.0
"""The controls of the blueprint's form, with what is wrong beside each, and in what two drawings differ."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zhuoping.core.blueprint import Blueprint, Bound, Lane, differences
from zhuoping.core.problems import Problem
from zhuoping.web.desk.fieldwork.blueprint_form import ACTS, Draft, Point, Row, place_of
from zhuoping.web.shared.language import wording_language
from zhuoping.web.shared.words import begun, word

_VALUE_LABELS: Mapping[str, str | Promise] = {
    "name": gettext_lazy("特性"),
    "bound": gettext_lazy("界限"),
    "target": gettext_lazy("目标值"),
    "tolerance": gettext_lazy("允差"),
    "unit": gettext_lazy("单位"),
}


@dataclass(frozen=True, slots=True)
class Control:
    """One control: `label` is said to whoever does not see where it stands."""

    name: str
    value: str
    label: str
    faults: tuple[str, ...]
    is_focus: bool
    lines: int = 1


@dataclass(frozen=True, slots=True)
class RowShown:
    """A characteristic; `label` says which of the contact point."""

    label: str
    controls: dict[str, Control]
    remove: str


@dataclass(frozen=True, slots=True)
class PointShown:
    """A contact point, its characteristics, and the number of them that the form sends."""

    control: Control
    rows: list[RowShown]
    add: str
    remove: str


@dataclass(frozen=True, slots=True)
class StageShown:
    """A stage; `cells` are its acts by lane, in the order of the lanes with the contact points between."""

    index: int
    number: int
    title: Control
    cells: dict[str, Control]
    points: list[PointShown]


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that is wrong, and the control where it is put right."""

    place: str
    where: str
    sentence: str


def faults_of(found: Iterable[Problem], draft: Draft) -> list[Fault]:
    """What was refused, with where: the stage by number and name."""
    return [
        Fault(place, _where(place, draft), each.message(wording_language()))
        for each in found
        for place in [place_of(each)]
    ]


def stages_of(draft: Draft, faults: Iterable[Fault] = ()) -> list[StageShown]:
    """The controls of a draft."""
    beside: dict[str, list[str]] = {}
    for each in faults:
        beside.setdefault(each.place, []).append(each.sentence)

    def control(name: str, value: str, label: str, lines: int = 1) -> Control:
        return Control(name, value, label, tuple(beside.get(name, ())), name == draft.focus, lines)

    def row(place: str, number: int, each: Row) -> RowShown:
        label = _("特性 %(number)s") % {"number": number + 1}
        controls = {
            name: control(f"{place}-c{number}-{name}", each.values.get(name, ""), str(text))
            for name, text in _VALUE_LABELS.items()
        }
        return RowShown(label, controls, f"row-remove:{place[1:].replace('-p', ':')}:{number}")

    def point(stage: int, number: int, each: Point) -> PointShown:
        place, where = f"s{stage}-p{number}", f"{stage}:{number}"
        label = _("接触点 %(number)s") % {"number": number + 1}
        rows = [row(place, index, one) for index, one in enumerate(each.rows)]
        return PointShown(control(place, each.text, label), rows, f"row-add:{where}", f"point-remove:{where}")

    return [
        StageShown(
            index=stage,
            number=stage + 1,
            title=control(f"s{stage}-title", card.title, _("阶段名称")),
            cells={
                name: control(
                    f"s{stage}-{name}",
                    card.acts.get(name, ""),
                    begun(word(Lane(name))),
                    _height(card.acts.get(name, "")),
                )
                for name in ACTS
            },
            points=[point(stage, number, each) for number, each in enumerate(card.points)],
        )
        for stage, card in enumerate(draft.cards)
    ]


def bounds() -> list[tuple[str, str]]:
    """What a target may be: its code, and its sign with words."""
    signs = {Bound.EQUAL: "=", Bound.AT_MOST: "≤", Bound.AT_LEAST: "≥"}
    return [(each.value, f"{signs[each]} {word(each)}") for each in Bound]


def differences_shown(stands: Blueprint, given: Blueprint) -> list[tuple[str, str, str]]:
    """The cells in which two drawings differ: where, what stands, what was given."""
    return [
        (
            f"{_('阶段 %(number)s') % {'number': each.stage + 1}} · "
            + (_("阶段名称") if each.lane is None else begun(word(each.lane))),
            each.stands,
            each.given,
        )
        for each in differences(stands, given)
    ]


def _where(place: str, draft: Draft) -> str:
    if not place:
        return _("服务蓝图")
    stage = int(place[1:].split("-", 1)[0])
    title = draft.cards[stage].title.strip() if stage < len(draft.cards) else ""
    return f"{_('阶段 %(number)s') % {'number': stage + 1}} {title}".strip()


def _height(text: str) -> int:
    """How many lines a cell shows at once: one more than it has, so that there is room to go on."""
    return min(max(len(text.splitlines()) + 1, 3), 12)
