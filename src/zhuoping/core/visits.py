# SPDX-License-Identifier: Apache-2.0
"""How long an agenda keeps people anywhere: a visit is more than a call, and nobody works round the clock.

A visit is one date at one outlet; the central function is visited the same way. Both bounds are parameters of the
body, and an edition may do without either (`planning_rules.visit_rules`).
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date, time

from zhuoping.core.agenda import AgendaItem, Frame, ItemKind, is_covert
from zhuoping.core.person_days import shown
from zhuoping.core.planning_rules import VisitRules, visit_rules
from zhuoping.core.problems import Problem, Refused, problem
from zhuoping.core.sampling import CENTRAL

_MINUTES = 60


def visit_problems(agenda: Sequence[AgendaItem], frame: Frame) -> list[Problem]:
    """Where an agenda stays too short, and who works too long on a day.

    Codes: agenda-visit-short, agenda-central-short, agenda-day-long, and those of `visit_rules`.
    """
    try:
        rules = visit_rules(frame.scheme)
    except Refused as refused:
        return list(refused.problems)
    return [*_short_visits(agenda, frame, rules), *_long_days(agenda, frame, rules)]


def _short_visits(agenda: Sequence[AgendaItem], frame: Frame, rules: VisitRules) -> Iterator[Problem]:
    """Places whose longest visit is not long enough; where nobody goes at all is told by `check_agenda`.

    A mystery customer stays as long as customers do: where all work is covert, the bound does not apply.
    """
    if rules.least_minutes is None:
        return
    work = [item for item in agenda if item.kind is ItemKind.WORK and item.minutes > 0]
    for place in frame.places:
        days: dict[date, list[tuple[time, time]]] = defaultdict(list)
        for item in work:
            if item.place == place and not is_covert(item, frame.scheme):
                days[item.day].append((item.start, item.end))
        if not days:
            continue
        day, longest = max(((day, _minutes(spans)) for day, spans in days.items()), key=lambda each: each[1])
        if longest < rules.least_minutes:
            code = "agenda-central-short" if place == CENTRAL else "agenda-visit-short"
            values = {"minutes": longest, "day": day, "least": shown(rules.least_minutes)}
            yield problem("agenda", code, place=place, **values)


def _long_days(agenda: Sequence[AgendaItem], frame: Frame, rules: VisitRules) -> Iterator[Problem]:
    """Members who work longer on a day than anybody may, experts too. Travel and rest are nobody's working time."""
    if rules.most_hours is None:
        return
    days: dict[tuple[int, date], list[tuple[time, time]]] = defaultdict(list)
    for item in agenda:
        if item.kind is not ItemKind.OTHER and item.minutes > 0:
            for person in _of_team(item.persons, frame):
                days[person, item.day].append((item.start, item.end))
    for (person, day), spans in sorted(days.items(), key=lambda each: (each[0][1], each[0][0])):
        minutes = _minutes(spans)
        if minutes > rules.most_hours * _MINUTES:
            values = {"person": frame.members[person].name, "day": day, "most": shown(rules.most_hours)}
            hours = f"{minutes // _MINUTES}:{minutes % _MINUTES:02}"
            yield problem("agenda", "agenda-day-long", hours=hours, **values)


def _of_team(persons: Iterable[int], frame: Frame) -> Collection[int]:
    return {person for person in persons if person in frame.members}


def _minutes(spans: Iterable[tuple[time, time]]) -> int:
    """The minutes of a day that are covered; what overlaps counts once."""
    covered: set[int] = set()
    for start, end in spans:
        covered.update(range(_clock(start), _clock(end)))
    return len(covered)


def _clock(moment: time) -> int:
    return moment.hour * _MINUTES + moment.minute
