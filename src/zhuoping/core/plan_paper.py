# SPDX-License-Identifier: Apache-2.0
"""A plan as people read it, on a page or on paper: names for ids, words for letters and keys, day by day."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from zhuoping.core.agenda import NEED_NO_VISIT, AgendaItem, ItemKind, Member, method_code
from zhuoping.core.plan import ClientPlan
from zhuoping.core.sampling import CENTRAL
from zhuoping.core.scheme import Scheme
from zhuoping.core.wording.labels import label
from zhuoping.core.wording.planning import text


@dataclass(frozen=True, slots=True)
class PaperMember:
    """A member of the team: name, role, and the letters of the modes."""

    name: str
    role: str
    modes: str


@dataclass(frozen=True, slots=True)
class PaperItem:
    """An item of the agenda; `time` as 09:00–12:00. `index` is its place in the agenda."""

    index: int
    time: str
    activity: str
    place: str
    persons: str


@dataclass(frozen=True, slots=True)
class PaperDay:
    """A day of the agenda."""

    day: date
    items: tuple[PaperItem, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands above a plan: who, for whom, under which numbers, when released."""

    body: str
    number: str
    engagement: str
    version: int
    client: str
    address: str
    scope: str
    released_on: date | None


@dataclass(frozen=True, slots=True)
class PlanPaper:
    """A plan in one language, ready to be laid out."""

    language: str
    heading: Heading
    scheme: str
    type: str
    modes: tuple[str, ...]
    method: str
    starts_on: date
    ends_on: date
    places: tuple[str, ...]
    team: tuple[PaperMember, ...]
    days: tuple[PaperDay, ...]


def paper(
    scheme: Scheme, plan: ClientPlan, heading: Heading, outlets: Mapping[str, str], language: str
) -> PlanPaper:
    """The plan in words; `scheme` in the same language, `outlets` are names by key."""
    code = method_code(plan.agenda, scheme)
    return PlanPaper(
        language=language,
        heading=heading,
        scheme=f"{scheme.title} {scheme.edition}",
        type=label(f"CertificationType.{plan.type}", language),
        modes=tuple(mode_name(scheme, letter) for letter in plan.modes),
        method="" if code is None else f"{label(f'MethodCode.{code}', language)} {code}",
        starts_on=plan.starts_on,
        ends_on=plan.ends_on,
        places=tuple(place_name(place, outlets, language) for place in plan.places),
        team=tuple(
            PaperMember(each.name, label(f"TeamRole.{each.role}", language), " ".join(each.modes))
            for each in plan.members
        ),
        days=agenda_days(scheme, plan.agenda, plan.members, outlets, language),
    )


def agenda_days(
    scheme: Scheme,
    agenda: Sequence[AgendaItem],
    members: Sequence[Member],
    outlets: Mapping[str, str],
    language: str,
) -> tuple[PaperDay, ...]:
    """The agenda by day, in words. A person who left the team stands there with their number."""
    names = {each.person: each.name for each in members}
    between = {"zh": "、", "en": ", "}[language]

    def line(index: int, item: AgendaItem) -> PaperItem:
        return PaperItem(
            index,
            f"{item.start:%H:%M}–{item.end:%H:%M}",
            activity(scheme, item, language),
            _where(item, outlets, language),
            between.join(names.get(person, f"#{person}") for person in item.persons),
        )

    ordered = sorted(enumerate(agenda), key=lambda each: (each[1].day, each[1].start, each[1].persons))
    return tuple(
        PaperDay(day, tuple(line(index, item) for index, item in items))
        for day, items in groupby(ordered, key=lambda each: each[1].day)
    )


def activity(scheme: Scheme, item: AgendaItem, language: str) -> str:
    """What is done: the meeting, or the modes, then dimensions or indicators, then the topic."""
    between, colon = {"zh": ("、", "："), "en": (", ", ": ")}[language]
    what = label(f"ItemKind.{item.kind}", language)
    if item.kind is ItemKind.WORK and item.modes:
        what = between.join(mode_name(scheme, letter) for letter in item.modes)
    more = between.join([*item.refs, *([item.topic] if item.topic else [])])
    return f"{what}{colon}{more}" if more else what


def mode_name(scheme: Scheme, letter: str) -> str:
    """A mode as `H 服务设计审查`; the letter alone for one that the edition does not have."""
    title = next((mode.title for mode in scheme.modes if mode.letter == letter), "")
    return f"{letter} {title}" if title else letter


def place_name(place: str, outlets: Mapping[str, str], language: str) -> str:
    """The name of a place; the key of an outlet that is not known."""
    return label("Place.central", language) if place == CENTRAL else outlets.get(place, place)


def _where(item: AgendaItem, outlets: Mapping[str, str], language: str) -> str:
    if item.place:
        name = place_name(item.place, outlets, language)
        if not item.remote:
            return name
        brackets = {"zh": "{}（{}）", "en": "{} ({})"}[language]
        return brackets.format(name, text("remote", language))
    if item.remote:
        return text("remote", language)
    return text("anywhere", language) if item.modes and NEED_NO_VISIT.issuperset(item.modes) else ""
