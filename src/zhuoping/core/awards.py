# SPDX-License-Identifier: Apache-2.0
"""Awards and special items: what an auditor gives, before any arithmetic, and how it is written in a file.

"1.1": 3                                    judged; below full points it needs {judged: 2.5, reason: …}
"1.2": {sampled: {size: 20, conforming: 17}}
"2.1": {parts: {a: 5, b: {sampled: {size: 40, conforming: 38}}}}
"2.2": {all_or_nothing: true}
"3.1": {not_applicable: true, reason: …}    only where the edition allows it
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from zhuoping.core import shapes
from zhuoping.core.plain import Plain
from zhuoping.core.problems import Problem, at, problem
from zhuoping.core.shapes import shown, wrong_type


@dataclass(frozen=True, slots=True)
class Judged:
    """Points that an auditor judged, in steps of the edition."""

    points: Decimal
    reason: str = ""


@dataclass(frozen=True, slots=True)
class AllOrNothing:
    """All points when the requirement is met, none when it is not."""

    met: bool
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Sampled:
    """Points in proportion to the conforming members of a sample."""

    size: int
    conforming: int
    reason: str = ""


@dataclass(frozen=True, slots=True)
class NotApplicable:
    """The indicator does not apply to the client."""

    reason: str = ""


PartAward = Judged | AllOrNothing | Sampled


@dataclass(frozen=True, slots=True)
class Parts:
    """An indicator scored part by part; a part left out is not scored yet."""

    parts: Mapping[str, PartAward]
    reason: str = ""


Award = PartAward | Parts | NotApplicable


@dataclass(frozen=True, slots=True)
class Deduction:
    """One case that takes points outside the indicators; `ground` is a key of the edition's grounds."""

    ground: str
    reason: str
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Bonus:
    """A special strength; `conditions` are the keys of the edition's conditions that the reason meets."""

    reason: str
    conditions: frozenset[str]
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Determination:
    """A named person's recorded decision that a level may be given despite the special deductions."""

    by: str
    reason: str


@dataclass(frozen=True, slots=True)
class _Sample:
    """A sample as written."""

    size: int
    conforming: int


def read_awards(value: Plain, path: str, problems: list[Problem]) -> dict[str, Award]:
    """The awards by indicator ref; an award left null is not scored yet.

    Only the writing is read here; whether a ref exists and a value fits is for `scoring.score` to say.
    """
    if value is None:
        return {}
    if not isinstance(value, dict):
        problems.append(wrong_type(path, dict, value))
        return {}
    awards = {}
    for ref, written in value.items():
        award = read_award(written, at(path, ref), problems) if written is not None else None
        if award is not None:
            awards[ref] = award
    return awards


def read_award(value: Plain, path: str, problems: list[Problem], *, part: bool = False) -> Award | None:
    """One award as written; None with problems appended when it cannot be read."""
    if not isinstance(value, dict):
        points = _number(value, path, problems)
        return None if points is None else Judged(points)
    known = [key for key in _READERS if not part or key not in ("parts", "not_applicable")]
    strangers = [key for key in value if key not in known and key != "reason"]
    problems.extend(
        problem(at(path, key), "unknown-key", key=key, known=(*known, "reason")) for key in strangers
    )
    reason = _reason(value.get("reason"), at(path, "reason"), problems)
    kinds = [key for key in value if key in known]
    if len(kinds) == 1:
        return _READERS[kinds[0]](value[kinds[0]], reason, at(path, kinds[0]), problems)
    # A method whose name is misspelt is a stranger already.
    if kinds or not strangers:
        problems.append(problem(path, "one-method", known=tuple(known)))
    return None


def _judged(value: Plain, reason: str, path: str, problems: list[Problem]) -> Award | None:
    points = _number(value, path, problems)
    return None if points is None else Judged(points, reason)


def _all_or_nothing(value: Plain, reason: str, path: str, problems: list[Problem]) -> Award | None:
    if isinstance(value, bool):
        return AllOrNothing(value, reason)
    problems.append(wrong_type(path, bool, value))
    return None


def _not_applicable(value: Plain, reason: str, path: str, problems: list[Problem]) -> Award | None:
    if value is True:
        return NotApplicable(reason)
    problems.append(problem(path, "wrong-type", expected="true", given=shown(value)))
    return None


def _sampled(value: Plain, reason: str, path: str, problems: list[Problem]) -> Award | None:
    sample = shapes.read(_Sample, value, path, problems)
    return None if sample is None else Sampled(sample.size, sample.conforming, reason)


def _parts(value: Plain, reason: str, path: str, problems: list[Problem]) -> Award | None:
    if not isinstance(value, dict):
        problems.append(wrong_type(path, dict, value))
        return None
    before = len(problems)
    parts: dict[str, PartAward] = {}
    for ref, written in value.items():
        award = read_award(written, at(path, ref), problems, part=True) if written is not None else None
        if isinstance(award, Judged | AllOrNothing | Sampled):
            parts[ref] = award
    return Parts(parts, reason) if len(problems) == before else None


_READERS = {
    "judged": _judged,
    "all_or_nothing": _all_or_nothing,
    "sampled": _sampled,
    "parts": _parts,
    "not_applicable": _not_applicable,
}


def _number(value: Plain, path: str, problems: list[Problem]) -> Decimal | None:
    if isinstance(value, int | Decimal) and not isinstance(value, bool) and Decimal(value).is_finite():
        return Decimal(value)
    problems.append(problem(path, "not-a-number", given=shown(value)))
    return None


def _reason(value: Plain, path: str, problems: list[Problem]) -> str:
    if value is None:
        return ""
    reason = shapes.text(value, path, problems, required=False)
    return "" if reason is None else reason.strip()
