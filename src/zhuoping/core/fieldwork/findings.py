# SPDX-License-Identifier: Apache-2.0
"""One finding on one indicator: its fields, what they may hold, and how far it is (domain rules A14)."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from zhuoping.core.awards import AllOrNothing, Award, Judged, Parts, Sampled, read_award
from zhuoping.core.plain import Plain
from zhuoping.core.problems import Problem, Refused, at, problem
from zhuoping.core.scoring import Scorer

TEXT_LIMIT = 20_000


class Way(StrEnum):
    """How an auditor verified what an indicator asks for."""

    DOCUMENT = "document"
    RECORD = "record"
    INTERVIEW = "interview"
    OBSERVATION = "observation"
    SYSTEM = "system"
    RECALCULATION = "recalculation"


class Field(StrEnum):
    """The fields of a finding; each is saved, and changed by somebody else, by itself."""

    AWARD = "award"
    TEXT = "text"
    NOTES = "notes"
    STRENGTHS = "strengths"
    IMPROVEMENT = "improvement"
    WAYS = "ways"
    ASPECTS = "aspects"


# What a technical expert writes down too; the rest becomes the result and is the auditors' (17065 6.1).
FOR_EXPERTS = frozenset({Field.NOTES, Field.WAYS, Field.ASPECTS})


class FindingState(StrEnum):
    """How far an indicator is, the most pressing first: what still has to be done hides what is done."""

    EVIDENCE_MISSING = "evidence-missing"
    NONCONFORMITY = "nonconformity"
    SCORED = "scored"
    STARTED = "started"
    UNTOUCHED = "untouched"


# What an auditor writes first and justifies next: kept, and not counted until the reason is there.
UNFINISHED = frozenset({"reason-required"})


@dataclass(frozen=True, slots=True)
class FieldFinding:
    """A finding as it stands. `evidence` counts the files and records tied to it, `nonconformities` the open ones.

    `changed` says for each field the version in which it was changed last.
    """

    ref: str
    award: Award | None = None
    text: str = ""
    notes: str = ""
    strengths: str = ""
    improvement: str = ""
    ways: frozenset[Way] = frozenset()
    aspects: frozenset[int] = frozenset()
    evidence: int = 0
    nonconformities: int = 0
    version: int = 0
    changed: Mapping[str, int] | None = None

    @property
    def is_touched(self) -> bool:
        """Whether anybody has written or tied anything."""
        written = (self.text, self.notes, self.strengths, self.improvement, self.ways, self.aspects)
        return self.award is not None or any(written) or bool(self.evidence or self.nonconformities)


def state_of(finding: FieldFinding | None, *, scored: bool) -> FindingState:
    """How far a finding is; `scored` says whether the scorecard counts its award in full."""
    if finding is None or not finding.is_touched:
        return FindingState.UNTOUCHED
    if scored and not finding.evidence:
        return FindingState.EVIDENCE_MISSING
    if finding.nonconformities:
        return FindingState.NONCONFORMITY
    return FindingState.SCORED if scored else FindingState.STARTED


def check_field(scorer: Scorer, ref: str, field: Field, value: Plain) -> Plain:
    """The value of a field as it is kept: texts without blanks around them, choices in the order of the edition.

    An award may lack its reason for a while (UNFINISHED). Raises Refused: indicator-unknown, wrong-type,
    text-too-long, way-unknown, aspect-unknown, and what `read_award` and the scoring of the edition find.
    """
    indicator = scorer.scheme.indicators.get(ref)
    if indicator is None:
        known = tuple(scorer.scheme.indicators)
        raise Refused([problem("ref", "indicator-unknown", ref=ref, known=known)])
    if field is Field.AWARD:
        return _award(scorer, ref, value)
    if field is Field.WAYS:
        return [*_chosen(value, [each.value for each in Way], "way-unknown", field)]
    if field is Field.ASPECTS:
        indexes = [str(index) for index in range(len(indicator.aspects))]
        return [int(each) for each in _chosen(value, indexes, "aspect-unknown", field)]
    if not isinstance(value, str):
        raise Refused([problem(field, "wrong-type", expected="text", given=type(value).__name__)])
    text = value.replace("\r\n", "\n").strip()
    if len(text) > TEXT_LIMIT:
        raise Refused([problem(field, "text-too-long", length=len(text), limit=TEXT_LIMIT)])
    return text


def award_of(ref: str, written: Plain) -> Award | None:
    """A kept award as a value; None while there is none. What was kept was checked, so a fault here is a failure."""
    if written is None:
        return None
    problems: list[Problem] = []
    award = read_award(written, at("awards", ref), problems)
    if problems:
        raise Refused(problems)
    return award


def countable(scorer: Scorer, awards: Mapping[str, Award]) -> tuple[dict[str, Award], tuple[Problem, ...]]:
    """The awards that the scorecard may count, and why it does not count the others yet."""
    # All of them at once: it is asked with every save, and one by one they would cost nineteen times as much.
    waiting = _faults(scorer, awards)
    if not waiting:
        return dict(awards), ()
    faulty = {ref for ref in awards for each in waiting if _is_about(each.path, ref)}
    if all(any(_is_about(each.path, ref) for ref in faulty) for each in waiting):
        return {ref: award for ref, award in awards.items() if ref not in faulty}, waiting
    # One that speaks of all of them, such as that nothing applies to the client: then none counts.
    return {}, waiting


def _is_about(path: str, ref: str) -> bool:
    start = at("awards", ref)
    return path == start or path.startswith(f"{start}.")


def shown_points(award: Award | None) -> str:
    """What an award looks like in one short word for a list: points, or conforming of size; empty without one."""
    if isinstance(award, Judged):
        return str(award.points)
    if isinstance(award, Sampled):
        return f"{award.conforming}/{award.size}"
    if isinstance(award, AllOrNothing):
        return "✓" if award.met else "✗"
    if isinstance(award, Parts):
        return " · ".join(shown_points(part) for part in award.parts.values())
    return "—" if award is not None else ""


def has_changed(finding: FieldFinding, field: Field, seen: int) -> bool:
    """Whether somebody changed this very field after the version that was seen; other fields do not matter.

    A version that is not there yet was not seen: it counts as none, so that nobody writes past a colleague by it.
    """
    if seen > finding.version:
        seen = 0
    return (finding.changed or {}).get(field.value, 0) > seen


def _award(scorer: Scorer, ref: str, value: Plain) -> Plain:
    if value is None:
        return None
    problems: list[Problem] = []
    award = read_award(value, Field.AWARD.value, problems)
    if problems or award is None:
        raise Refused(problems)
    faults = [each for each in _faults(scorer, {ref: award}) if each.code not in UNFINISHED]
    if faults:
        raise Refused(faults)
    return value


def _faults(scorer: Scorer, awards: Mapping[str, Award]) -> tuple[Problem, ...]:
    try:
        scorer.score(awards)
    except Refused as refused:
        return refused.problems
    return ()


def _chosen(value: Plain, known: Collection[str], code: str, field: Field) -> Iterable[str]:
    if not isinstance(value, list):
        raise Refused([problem(field, "wrong-type", expected="list", given=type(value).__name__)])
    given = {str(each) for each in value}
    strangers = sorted(given - set(known))
    if strangers:
        raise Refused([problem(field, code, given=each) for each in strangers])
    return (each for each in known if each in given)
