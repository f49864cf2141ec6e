# SPDX-License-Identifier: Apache-2.0
"""A plan before it is released: whether it is complete and lawful, and what of it the client may see.

Everything that is wrong is told at once. Whether the team's people are competent, free and independent is for
`team.py`; whoever releases a plan asks both.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal, localcontext

from zhuoping.core.agenda import (
    AgendaItem,
    Frame,
    Member,
    check_agenda,
    covert_modes,
    is_covert,
    working_minutes,
)
from zhuoping.core.exact import EXACT, proportion
from zhuoping.core.modes import choose_modes, parse_modes
from zhuoping.core.person_days import Approval, PersonDays, amount_problems, check_planned, shown
from zhuoping.core.problems import Problem, Refused, at, problem
from zhuoping.core.sampling import CENTRAL, Sample
from zhuoping.core.scheme import CertificationType, Rounding, Scheme
from zhuoping.core.visits import visit_problems
from zhuoping.core.wording.labels import choice

_MINUTES = 60
_SHOWN_TO = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class PlanDraft:
    """A plan as the desk makes it; `modes` as they are written (`E+H+I`), `person_days` the number planned."""

    type: CertificationType
    modes: str
    starts_on: date
    ends_on: date
    members: tuple[Member, ...]
    agenda: tuple[AgendaItem, ...]
    sample: Sample | None
    person_days: Decimal
    modes_reason: str = ""
    approval: Approval | None = None


@dataclass(frozen=True, slots=True)
class PlanContext:
    """What a plan is held against: the day of its release, the client's design responsibility, the days computed.

    `person_days` is None where they cannot be computed; why not is told by whoever computed them.
    """

    released_on: date
    design_responsibility: bool
    person_days: PersonDays | None


@dataclass(frozen=True, slots=True)
class ClientPlan:
    """What the client sees of a plan: nothing that tells of a mystery customer (domain rules 3.2).

    Left out are covert modes and items, people who only carry those out, the reason of the modes, and the number
    of person-days, which would not add up.
    """

    type: CertificationType
    modes: tuple[str, ...]
    starts_on: date
    ends_on: date
    members: tuple[Member, ...]
    agenda: tuple[AgendaItem, ...]
    places: tuple[str, ...]


def check_plan(scheme: Scheme, draft: PlanDraft, context: PlanContext) -> tuple[Problem, ...]:
    """Everything that keeps a plan from being released; none: it may be, if the team may go."""
    problems = _mode_problems(scheme, draft, context)
    problems += _date_problems(draft, context)
    problems += _sample_problems(draft)
    frame = Frame(
        scheme,
        draft.starts_on,
        draft.ends_on,
        context.released_on,
        _members(draft),
        places(draft.sample),
        _letters(scheme, draft),
    )
    problems += check_agenda(draft.agenda, frame)
    problems += visit_problems(draft.agenda, frame)
    if context.person_days is not None:
        problems += check_planned(draft.person_days, context.person_days, draft.approval)
        if not amount_problems("person_days", draft.person_days):
            problems += _effort_problems(draft, context.person_days)
    return tuple(problems)


def places(sample: Sample | None) -> tuple[str, ...]:
    """Where a plan has to go: the central function, if the edition wants it, and the sampled outlets."""
    if sample is None:
        return ()
    return (CENTRAL, *sample.outlets) if sample.rules.central_function else sample.outlets


def confirmation_problems(starts_on: date | None, on: date) -> list[Problem]:
    """Why a client can confirm a plan on a day no more: plan-confirmed-late, once its first day is over.

    17065 7.4.1: what is carried out was agreed before. Other dates are a new version.
    """
    if starts_on is None or on <= starts_on:
        return []
    return [problem("plan", "plan-confirmed-late", first=starts_on, on=on)]


def client_view(scheme: Scheme, draft: PlanDraft) -> ClientPlan:
    """The plan without what the client must not know before it is over: modes B and D are covert."""
    covert = covert_modes(scheme)
    members = tuple(
        replace(each, modes=tuple(letter for letter in each.modes if letter not in covert))
        for each in draft.members
        if not each.modes or not covert.issuperset(each.modes)
    )
    people = {each.person for each in members}
    # Travel to an outlet where only a mystery customer works would tell of them.
    secret = _covert_places(scheme, draft)
    agenda = tuple(
        replace(item, persons=tuple(person for person in item.persons if person in people))
        for item in draft.agenda
        if not is_covert(item, scheme) and item.place not in secret and people.intersection(item.persons)
    )
    # An outlet where only a mystery customer goes is nothing to prepare for.
    seen = {item.place for item in agenda}
    return ClientPlan(
        draft.type,
        tuple(letter for letter in _letters(scheme, draft) if letter not in covert),
        draft.starts_on,
        draft.ends_on,
        members,
        agenda,
        tuple(place for place in places(draft.sample) if place in seen),
    )


def _covert_places(scheme: Scheme, draft: PlanDraft) -> frozenset[str]:
    """The outlets where all work is covert; the central function, which every plan names, is none of them."""
    work = [item for item in draft.agenda if item.modes and item.place not in ("", CENTRAL)]
    hidden = {item.place for item in work if is_covert(item, scheme)}
    return frozenset(hidden.difference(item.place for item in work if not is_covert(item, scheme)))


def _letters(scheme: Scheme, draft: PlanDraft) -> tuple[str, ...]:
    """The letters of the plan's modes; none where they cannot be read, which is told by itself."""
    try:
        return parse_modes(draft.modes, scheme)
    except Refused:
        return ()


def _members(draft: PlanDraft) -> Mapping[int, Member]:
    return {each.person: each for each in draft.members}


def _mode_problems(scheme: Scheme, draft: PlanDraft, context: PlanContext) -> list[Problem]:
    problems: list[Problem] = []
    try:
        choose_modes(
            scheme,
            draft.type,
            draft.modes,
            design_responsibility=context.design_responsibility,
            reason=draft.modes_reason,
        )
    except Refused as refused:
        problems += refused.problems
    planned = _letters(scheme, draft)
    for index, member in enumerate(draft.members):
        where = at(at("members", index), "modes")
        problems += [
            problem(where, "member-mode-not-planned", given=letter, known=planned)
            for letter in member.modes
            if planned and letter not in planned
        ]
    return problems


def _date_problems(draft: PlanDraft, context: PlanContext) -> list[Problem]:
    problems = []
    if draft.ends_on < draft.starts_on:
        values = {"first": draft.starts_on, "last": draft.ends_on}
        problems.append(problem("ends_on", "plan-dates-order", **values))
    if draft.starts_on < context.released_on:
        values = {"given": draft.starts_on, "today": context.released_on}
        problems.append(problem("starts_on", "plan-dates-past", **values))
    return problems


def _sample_problems(draft: PlanDraft) -> list[Problem]:
    if draft.sample is None:
        return [problem("sample", "plan-sample-missing")]
    if draft.sample.rules.type is not draft.type:
        return [
            problem(
                "sample",
                "plan-sample-type",
                given=choice(draft.sample.rules.type),
                expected=choice(draft.type),
            )
        ]
    return []


def _effort_problems(draft: PlanDraft, computed: PersonDays) -> list[Problem]:
    """Whether the agenda holds the days that the plan promises; compared in minutes, where nothing is rounded."""
    with localcontext(EXACT):
        day = computed.hours_per_day * _MINUTES
        minutes = working_minutes(draft.agenda, _members(draft), day)
        if minutes >= draft.person_days * day:
            return []
        held = proportion(Decimal(1), minutes, day, _SHOWN_TO, Rounding.DOWN)
    values = {"given": shown(held), "planned": shown(draft.person_days)}
    return [problem("agenda", "agenda-too-short", **values, hours=shown(computed.hours_per_day))]
