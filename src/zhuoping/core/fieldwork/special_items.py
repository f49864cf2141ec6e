# SPDX-License-Identifier: Apache-2.0
"""Special deductions, the bonus, and who may determine a level in spite of deductions (A15; readings A1, A2).

A deduction names its ground and reason, rests on evidence, and is put right by a nonconformity; a bonus meets all
conditions of the edition and rests on evidence. The arithmetic is that of `core.scoring`.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from zhuoping.core.fieldwork.gaps import Gap, Where
from zhuoping.core.fieldwork.people import FieldMember
from zhuoping.core.fieldwork.records import TEXT_LIMIT
from zhuoping.core.nonconformities import TO_ANSWER, NonconformityGrade, NonconformityState
from zhuoping.core.problems import Problem, Refused, problem
from zhuoping.core.scheme import DeductionRules, Scheme
from zhuoping.core.wording.labels import Word


class SpecialKind(StrEnum):
    """What a special item does to the total."""

    DEDUCTION = "deduction"
    BONUS = "bonus"


@dataclass(frozen=True, slots=True)
class Correction:
    """The nonconformity by which a deduction is put right; `number` as the client sees it, None while it is hidden."""

    number: int | None
    grade: NonconformityGrade
    state: NonconformityState


@dataclass(frozen=True, slots=True)
class FieldSpecial:
    """A special item that stands; `evidence` counts the files and records tied to it."""

    key: int
    kind: SpecialKind
    reason: str
    ground: str = ""
    conditions: frozenset[str] = frozenset()
    evidence: int = 0
    correction: Correction | None = None


# -- what may be recorded


def check_deduction(scheme: Scheme, ground: str, reason: str) -> str:
    """The reason as it is kept. Raises Refused: ground-unknown, reason-missing, text-too-long."""
    known = {each.key: each.title for each in scheme.deduction_grounds}
    found: list[Problem] = []
    if ground not in known:
        titles = tuple(known.values())
        found.append(problem("ground", "ground-unknown", given=ground[:40], known=titles))
    return _kept(reason, found)


def check_bonus(scheme: Scheme, reason: str, conditions: Collection[str], standing: int) -> str:
    """The reason as it is kept; `standing` is how many bonuses there are already.

    Raises Refused: too-many-bonuses, bonus-condition-missing, bonus-condition-unknown, reason-missing, text-too-long.
    """
    known = {each.key: each.title for each in scheme.bonus_conditions}
    at_most = scheme.bonus_rules.at_most
    found: list[Problem] = []
    if standing >= at_most:
        found.append(problem("bonus", "too-many-bonuses", given=standing + 1, at_most=at_most))
    found += [
        problem("conditions", "bonus-condition-missing", condition=title)
        for key, title in known.items()
        if key not in conditions
    ]
    found += [
        problem("conditions", "bonus-condition-unknown", given=key[:40], known=tuple(known.values()))
        for key in sorted(conditions)
        if key not in known
    ]
    return _kept(reason, found)


def check_correction(kind: SpecialKind, correction: Correction) -> None:
    """Nothing where a nonconformity may stand for the correction of an item.

    Raises Refused: special-not-a-deduction, special-nonconformity-withdrawn, special-nonconformity-grade.
    """
    if kind is not SpecialKind.DEDUCTION:
        raise Refused([problem("item", "special-not-a-deduction")])
    if found := tuple(_correction_faults(correction, "nonconformity")):
        raise Refused(found)


def check_withdrawal(reason: str) -> str:
    """The reason as it is kept. Raises Refused: reason-missing, text-too-long."""
    return _kept(reason, [])


# -- determination


def needs_determination(rules: DeductionRules, cases: int) -> bool:
    """Whether so many special deductions keep a level back until somebody determines it (reading A1).

    Where they are so many that nothing is certified at all, there is nothing to determine.
    """
    above, fails_at = rules.determination_above, rules.fails_at
    return above is not None and cases > above and (fails_at is None or cases < fails_at)


def speaks_for(determined: Collection[int], standing: Collection[int]) -> bool:
    """Whether a determination on these items still holds: one more that stands makes it void, one fewer does not."""
    return set(standing) <= set(determined)


def check_determination(
    rules: DeductionRules, member: FieldMember | None, cases: int, reason: str, *, holds: bool
) -> str:
    """The reason as it is kept; `member` is whoever determines, as one of the team, and `holds` whether one stands.

    Raises Refused: determination-by-team, determination-needless, determination-there, reason-missing, text-too-long.
    """
    found: list[Problem] = []
    if member is not None:
        # Whoever scored does not judge the score (17065 7.6.2).
        found.append(problem("by", "determination-by-team", name=member.name))
    if not needs_determination(rules, cases):
        found.append(problem("determination", "determination-needless", cases=cases, **_limits(rules)))
    elif holds:
        found.append(problem("determination", "determination-there", cases=cases))
    return _kept(reason, found)


# -- what is missing


def special_gaps(
    rules: DeductionRules, items: Iterable[FieldSpecial], determined: Collection[int] | None
) -> tuple[Gap, ...]:
    """What special items lack before fieldwork may close.

    `determined` are the items that the latest determination spoke for; None where there is none.
    """
    found: list[Gap] = []
    standing: list[int] = []
    for each in items:
        found += [Gap(Where.SPECIAL, str(each.key), fault) for fault in _lacks(each)]
        if each.kind is SpecialKind.DEDUCTION:
            standing.append(each.key)
    cases = len(standing)
    if needs_determination(rules, cases) and not (
        determined is not None and speaks_for(determined, standing)
    ):
        code = "determination-missing" if determined is None else "determination-void"
        fault = problem("determination", code, cases=cases, **_limits(rules))
        found.append(Gap(Where.SPECIAL, "determination", fault))
    return tuple(found)


def _lacks(item: FieldSpecial) -> Iterator[Problem]:
    where, kind = f"special.{item.key}", Word(f"SpecialKind.{item.kind}")
    if not item.evidence:
        yield problem(where, "special-item-evidence-missing", kind=kind, reason=item.reason)
    if item.kind is not SpecialKind.DEDUCTION:
        return
    if item.correction is None:
        yield problem(where, "special-nonconformity-missing", reason=item.reason)
    else:
        yield from _correction_faults(item.correction, where)


def _correction_faults(correction: Correction, where: str) -> Iterator[Problem]:
    number = correction.number if correction.number is not None else "—"
    if correction.state is NonconformityState.WITHDRAWN:
        yield problem(where, "special-nonconformity-withdrawn", number=number)
    elif correction.grade not in TO_ANSWER:
        grade = Word(f"NonconformityGrade.{correction.grade}")
        yield problem(where, "special-nonconformity-grade", number=number, rank=grade)


def _limits(rules: DeductionRules) -> dict[str, object]:
    values = {"above": rules.determination_above, "fails_at": rules.fails_at}
    return {name: "—" if value is None else value for name, value in values.items()}


def _kept(reason: str, found: list[Problem]) -> str:
    text = reason.replace("\r\n", "\n").strip()
    if not text:
        found.append(problem("reason", "reason-missing"))
    elif len(text) > TEXT_LIMIT:
        found.append(problem("reason", "text-too-long", length=len(text), limit=TEXT_LIMIT))
    if found:
        raise Refused(found)
    return text
