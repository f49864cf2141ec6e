# SPDX-License-Identifier: Apache-2.0
"""Teams that could go: every one lawful by core.team, the same ones for the same people, in a ranked order.

Ranked by: fewest people; then the leader's grade and how many engagements they have led; then the days that the team
is booked for elsewhere; then ids. A technical expert is never proposed: no rule can tell that one is wanted.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice

from zhuoping.core.case import TeamRole
from zhuoping.core.scheme import Scheme
from zhuoping.core.team import Grade, Member, TeamCandidate, TeamNeed, TeamPlan, capable_of, why_not

# A bound of the search, not of any rule: sets of people that are looked at for one size of team.
_LOOKED_AT = 2000
_NEVER = 1_000_000

Modes = frozenset[str]
Fewest = Callable[[Modes], int]

_GRADES = list(Grade)


@dataclass(frozen=True, slots=True)
class Proposal:
    """A lawful team: its plan, leader first; days booked elsewhere; who has yet to declare their interests."""

    plan: TeamPlan
    load: int
    undeclared: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Able:
    """Somebody who can go, and what for."""

    candidate: TeamCandidate
    modes: tuple[str, ...]
    load: int

    @property
    def leads(self) -> tuple[int, int, int, int]:
        """Smaller is the better leader."""
        grade = self.candidate.grade
        rank = -1 if grade is None else _GRADES.index(grade)
        return (-rank, -self.candidate.led, self.load, self.candidate.id)

    @property
    def free(self) -> tuple[int, int]:
        """Smaller is less booked."""
        return (self.load, self.candidate.id)


_Team = tuple[_Able, ...]


def propose_teams(
    scheme: Scheme, need: TeamNeed, candidates: Iterable[TeamCandidate], *, people: int = 1, limit: int = 5
) -> tuple[Proposal, ...]:
    """Up to `limit` lawful teams of at least `people` auditors, best first; none where there is no lawful team.

    Each passes `check_team(…, declared=False)`, and `check_team` when its `undeclared` have declared to be free.
    Nobody is in a team who adds neither a mode nor to the number wanted. With very many candidates not every team is
    looked at; of people with the same modes, the best leaders and the least booked are.
    """
    able = [_able(scheme, need, each) for each in candidates if not why_not(scheme, need, each)]
    able.sort(key=lambda each: each.leads)
    if not need.modes or limit < 1:
        return ()
    shortlist = _shortlist(able, limit)
    wanted, fewest = frozenset(need.modes), _fewest({frozenset(each.modes) for each in shortlist})
    found: dict[frozenset[int], _Team] = {}
    for size in range(1, len(wanted) + 1):
        for cover in islice(_covers(shortlist, wanted, size, fewest), _LOOKED_AT):
            if _is_lean(cover):
                for team in _filled(cover, able, people):
                    found.setdefault(frozenset(each.candidate.id for each in team), team)
        # A larger size can only make worse teams, but for one that is filled up to it anyway.
        if len(found) >= limit and size >= people:
            break
    ranked = sorted(found.values(), key=_rank)
    return tuple(_proposal(need, team) for team in ranked[:limit])


def _able(scheme: Scheme, need: TeamNeed, candidate: TeamCandidate) -> _Able:
    elsewhere = [each for each in candidate.bookings if each.engagement != need.engagement]
    load = sum((each.last - each.first).days + 1 for each in elsewhere)
    return _Able(candidate, capable_of(scheme, need, candidate), load)


def _shortlist(able: Sequence[_Able], limit: int) -> list[_Able]:
    """Of those with the same modes, the best leaders and the least booked: others can only make worse teams."""
    alike: dict[tuple[str, ...], list[_Able]] = {}
    for each in able:
        alike.setdefault(each.modes, []).append(each)
    kept: set[int] = set()
    for group in alike.values():
        best = [*group[:limit], *sorted(group, key=lambda each: each.free)[:limit]]
        kept.update(each.candidate.id for each in best)
    return [each for each in able if each.candidate.id in kept]


def _fewest(kinds: Collection[Modes]) -> Fewest:
    """How few people of these kinds can have a set of modes between them; `_NEVER` or more where they cannot."""

    @cache
    def fewest(wanted: Modes) -> int:
        if not wanted:
            return 0
        first = min(wanted)
        return 1 + min((fewest(wanted - kind) for kind in kinds if first in kind), default=_NEVER)

    return fewest


def _covers(able: Sequence[_Able], wanted: Modes, places: int, fewest: Fewest) -> Iterator[_Team]:
    """Sets of up to `places` people who have the wanted modes between them; who has more of them comes first.

    No way is gone that leads to none, so that the first sets are found at once among however many people.
    """
    if not wanted:
        yield ()
    elif fewest(wanted) <= places:
        first = min(wanted)
        fitting = [each for each in able if first in each.modes]
        fitting.sort(key=lambda each: -len(wanted.intersection(each.modes)))
        for each in fitting:
            for others in _covers(able, wanted.difference(each.modes), places - 1, fewest):
                yield (each, *others)


def _is_lean(cover: _Team) -> bool:
    """Whether everybody has a mode that nobody else of them has."""
    return all(
        set(each.modes) - {mode for other in cover if other is not each for mode in other.modes}
        for each in cover
    )


def _filled(cover: _Team, able: Sequence[_Able], people: int) -> Iterator[_Team]:
    """The cover with as many others as are wanted: the least booked, or the best leader before them."""
    places = people - len(cover)
    if places <= 0:
        yield cover
        return
    others = [each for each in able if each not in cover]
    if len(others) >= places:
        free = sorted(others, key=lambda each: each.free)
        yield (*cover, *free[:places])
        best = others[0]
        yield (*cover, best, *[each for each in free if each is not best][: places - 1])


def _rank(team: _Team) -> tuple[int, tuple[int, int], int, tuple[int, ...]]:
    leader = min(team, key=lambda each: each.leads)
    ids = tuple(sorted(each.candidate.id for each in team))
    return (len(team), leader.leads[:2], sum(each.load for each in team), ids)


def _proposal(need: TeamNeed, team: _Team) -> Proposal:
    leader, *others = sorted(team, key=lambda each: each.leads)
    members = (
        Member(leader.candidate.id, TeamRole.LEADER, leader.modes),
        *(Member(each.candidate.id, TeamRole.AUDITOR, each.modes) for each in others),
    )
    undeclared = tuple(each.candidate.id for each in (leader, *others) if each.candidate.declaration is None)
    return Proposal(TeamPlan(need, members), sum(each.load for each in team), undeclared)
