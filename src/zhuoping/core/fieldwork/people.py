# SPDX-License-Identifier: Apache-2.0
"""Who of the team may do what in the field: its leader, its auditors, and who carries out a mode (17065 6.1)."""

from collections.abc import Collection
from dataclasses import dataclass

from zhuoping.core.case import TeamRole
from zhuoping.core.problems import Refused, problem

SCORERS = frozenset({TeamRole.LEADER, TeamRole.AUDITOR})


@dataclass(frozen=True, slots=True)
class FieldMember:
    """A member of the team of the plan in force: `modes` are those that they carry out by it."""

    person: int
    name: str
    role: TeamRole
    modes: frozenset[str] = frozenset()


def leader_of(team: Collection[FieldMember]) -> FieldMember | None:
    """The team's leader; None where the plan has none."""
    return next((each for each in team if each.role is TeamRole.LEADER), None)


def check_leader(member: FieldMember | None, team: Collection[FieldMember]) -> None:
    """Nothing for the leader. Raises Refused: leader-only, naming who leads."""
    if member is None or member.role is not TeamRole.LEADER:
        leader = leader_of(team)
        raise Refused([problem("by", "leader-only", leader=leader.name if leader else "—")])


def check_scorer(member: FieldMember | None) -> None:
    """Nothing for an auditor of the team. Raises Refused: expert-scores-not."""
    if member is None or member.role not in SCORERS:
        raise Refused([problem("by", "expert-scores-not")])


def check_carries_out(member: FieldMember | None, mode: str, team: Collection[FieldMember]) -> None:
    """Nothing for an auditor whom the plan gives the mode. Raises Refused: expert-scores-not, mode-of-others."""
    check_scorer(member)
    if member is None or mode not in member.modes:
        names = tuple(each.name for each in team if mode in each.modes and each.role in SCORERS)
        raise Refused([problem("by", "mode-of-others", mode=mode, names=names or ("—",))])
