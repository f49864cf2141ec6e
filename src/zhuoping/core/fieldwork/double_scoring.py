# SPDX-License-Identifier: Apache-2.0
"""Two auditors score the same indicator, neither knowing what the other gives, and agree afterwards (A17).

Until both have scored an indicator, each sees their own score and nobody else sees any, the team leader included.
From then on both stand as they were given: what is agreed is written beside them and becomes the finding's award.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from zhuoping.core.awards import Award, Parts
from zhuoping.core.fieldwork.findings import Field, award_of, check_field
from zhuoping.core.fieldwork.gaps import Gap, Where
from zhuoping.core.fieldwork.people import SCORERS, FieldMember, check_scorer, leader_of
from zhuoping.core.fieldwork.records import TEXT_LIMIT
from zhuoping.core.plain import Plain
from zhuoping.core.problems import Refused, problem
from zhuoping.core.scoring import Scorer

# How many score each indicator.
AUDITORS = 2


@dataclass(frozen=True, slots=True)
class BlindAward:
    """What one auditor gave an indicator, and in a few words why."""

    ref: str
    auditor: int
    name: str
    award: Award
    text: str = ""
    version: int = 1
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Agreement:
    """What was agreed on; the latest counts."""

    award: Award
    reason: str
    by: str
    at: datetime


class DoubleState(StrEnum):
    """How far an indicator is, what needs talking about first."""

    DIFFERENT = "different"
    ALIKE = "alike"
    WAITING = "waiting"
    UNTOUCHED = "untouched"
    AGREED = "agreed"


# -- who scores


def check_pair(team: Iterable[FieldMember]) -> None:
    """Nothing where a team has enough auditors. Raises Refused: double-scoring-needs-two."""
    scorers = [each.name for each in team if each.role in SCORERS]
    if len(scorers) < AUDITORS:
        raise Refused([problem("double_scoring", "double-scoring-needs-two", scorers=len(scorers))])


def is_open(auditors: Collection[int]) -> bool:
    """Whether the scores of an indicator may be seen: both are there. `auditors` are those who have scored it."""
    return len(set(auditors)) >= AUDITORS


def check_may_score(member: FieldMember | None, auditors: Mapping[int, str]) -> None:
    """Nothing where a member may give an indicator a score or change their own; `auditors` have given theirs, by name.

    Raises Refused: expert-scores-not, scores-opened, scored-by-others.
    """
    check_scorer(member)
    if not is_open(auditors):
        return
    if member is not None and member.person in auditors:
        raise Refused([problem("award", "scores-opened")])
    raise Refused([problem("by", "scored-by-others", names=tuple(auditors.values()))])


def check_score(scorer: Scorer, ref: str, value: Plain) -> Award:
    """The score as an award; what is opened stays as it is, so it has to be whole, with its reason.

    Raises Refused: as `findings.check_field`, score-missing, and what the scoring of the edition finds.
    """
    award = award_of(ref, check_field(scorer, ref, Field.AWARD, value))
    if award is None:
        raise Refused([problem("award", "score-missing")])
    points_of(scorer, ref, award)
    return award


def check_text(text: str) -> str:
    """The words beside a score as they are kept. Raises Refused: text-too-long."""
    kept = text.replace("\r\n", "\n").strip()
    if len(kept) > TEXT_LIMIT:
        raise Refused([problem("text", "text-too-long", length=len(kept), limit=TEXT_LIMIT)])
    return kept


# -- agreeing


def check_may_agree(
    member: FieldMember | None, team: Collection[FieldMember], auditors: Mapping[int, str]
) -> None:
    """Nothing for the two who scored, and for the leader.

    Raises Refused: expert-scores-not, scores-not-open, agreement-of-others.
    """
    check_scorer(member)
    if not is_open(auditors):
        raise Refused([problem("award", "scores-not-open", scores=len(auditors))])
    if member is not None and member.person not in auditors and member != leader_of(team):
        raise Refused([problem("by", "agreement-of-others", names=tuple(auditors.values()))])


def agree(
    scorer: Scorer, ref: str, value: Plain, reason: str, scores: Sequence[BlindAward]
) -> tuple[Award, str]:
    """The agreed award with the reason that it stands on, and the reason of the agreement.

    A reason is needed unless both had given this very award. An award below full points, which needs a reason itself,
    takes it from there. Raises Refused: as `check_score`, agreement-reason-required, text-too-long.
    """
    because = check_text(reason)
    award = award_of(ref, check_field(scorer, ref, Field.AWARD, value))
    if award is None:
        raise Refused([problem("award", "score-missing")])
    if not award.reason:
        same = (each.award.reason for each in scores if each.award.reason and are_alike(each.award, award))
        award = replace(award, reason=because or next(same, ""))
    if not because and not all(are_alike(each.award, award) for each in scores):
        raise Refused([problem("reason", "agreement-reason-required")])
    points_of(scorer, ref, award)
    return award, because


def are_alike(one: Award, other: Award) -> bool:
    """Whether two awards give the same by the same method, part by part; their reasons may differ."""
    return _bare(one) == _bare(other)


def state_of(scores: Sequence[BlindAward], agreed: Agreement | None, count: int) -> DoubleState:
    """How far an indicator is; `scores` are those that whoever asks may see, `count` is how many there are."""
    if agreed is not None:
        return DoubleState.AGREED
    if count < AUDITORS:
        return DoubleState.WAITING if count else DoubleState.UNTOUCHED
    first, second = scores[:AUDITORS]
    return DoubleState.ALIKE if are_alike(first.award, second.award) else DoubleState.DIFFERENT


def points_of(scorer: Scorer, ref: str, award: Award) -> Decimal:
    """The points that a whole award gives. Raises Refused: score-unfinished, and as the scoring of the edition."""
    points = scorer.score({ref: award}).indicators[ref].awarded
    if points is None:
        raise Refused([problem("award", "score-unfinished")])
    return points


def double_scoring_gaps(
    refs: Iterable[str], auditors: Mapping[str, Collection[int]], agreed: Collection[str]
) -> tuple[Gap, ...]:
    """What double scoring lacks before fieldwork may close; `auditors` have scored, by indicator."""
    found: list[Gap] = []
    for ref in refs:
        count = len(auditors.get(ref, ()))
        if ref in agreed:
            continue
        if count < AUDITORS:
            fault = problem(f"scores.{ref}", "second-score-missing", ref=ref, scores=count)
        else:
            fault = problem(f"scores.{ref}", "agreement-missing", ref=ref)
        found.append(Gap(Where.DOUBLE_SCORING, ref, fault))
    return tuple(found)


def _bare(award: Award) -> Award:
    if isinstance(award, Parts):
        return Parts({ref: replace(part, reason="") for ref, part in award.parts.items()})
    return replace(award, reason="")
