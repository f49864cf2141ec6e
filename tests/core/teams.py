# SPDX-License-Identifier: Apache-2.0
"""People and needs for the tests of teams: everybody here is lawful until a test changes one thing."""

from dataclasses import replace
from datetime import date

from tests.make import edition
from zhuoping.core.authority import Role
from zhuoping.core.case import TeamRole
from zhuoping.core.scheme import Scheme
from zhuoping.core.team import Declaration, Member, Qualification, TeamCandidate, TeamNeed, TeamPlan

CLIENT = "91110000600037341L"
OTHER = "91110108551385082Q"
OPENING, MIDDLE, LAST = date(2026, 11, 24), date(2026, 11, 25), date(2026, 11, 26)
NEED = TeamNeed(17, CLIENT, ("E", "I"), (OPENING, MIDDLE, LAST))
FREE = Declaration(free=True)
LEADER, AUDITOR, EXPERT = TeamRole.LEADER, TeamRole.AUDITOR, TeamRole.TECHNICAL_EXPERT

SCHEME = edition("2025")


def look_back(value: object) -> Scheme:
    """The shipped edition with another value for the look-back."""
    key = "independence.consultancy_years"
    changed = replace(SCHEME.parameters[key], value=value)
    return replace(SCHEME, parameters={**SCHEME.parameters, key: changed})


def qualified(
    modes: str = "EI", from_on: date = date(2025, 1, 1), until_on: date = date(2027, 12, 31)
) -> Qualification:
    return Qualification(SCHEME.scheme, frozenset(modes), from_on, until_on)


def person(id_: int, modes: str = "EI", **changes: object) -> TeamCandidate:
    """A lawful auditor called by the id, with these modes."""
    made = TeamCandidate(
        id_, f"审查员{id_}", frozenset({Role.AUDITOR}), (qualified(modes),), declaration=FREE
    )
    return replace(made, **changes)


def expert(id_: int, **changes: object) -> TeamCandidate:
    return person(id_, **{"roles": frozenset({Role.TECHNICAL_EXPERT}), **changes})


def team(*members: Member, need: TeamNeed = NEED) -> TeamPlan:
    return TeamPlan(need, members)


def leader(id_: int = 1, modes: str = "EI") -> Member:
    return Member(id_, LEADER, tuple(modes))
