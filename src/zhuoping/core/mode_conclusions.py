# SPDX-License-Identifier: Apache-2.0
"""What a named auditor concludes of each planned mode, and which conclusions are missing (A13; 17065 7.4.9).

The report weighs the conclusion of each mode, so none may be missing when it closes (domain rules 3.1).
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from zhuoping.core import design_review
from zhuoping.core.design_review import ElementReview
from zhuoping.core.fieldwork.gaps import Gap, Where
from zhuoping.core.fieldwork.records import TEXT_LIMIT
from zhuoping.core.problems import Problem, Refused, problem
from zhuoping.core.scheme import Openness, Scheme
from zhuoping.core.wording.labels import Word

# The customer survey goes on after the visit and is concluded with it: it keeps no fieldwork open, but the report.
SURVEY = "E"


class ModeVerdict(StrEnum):
    """What is concluded of a mode."""

    CONFORMING = "conforming"
    NOT_CONFORMING = "not-conforming"
    WITH_CONDITIONS = "with-conditions"


class ConclusionState(StrEnum):
    """How far a mode is."""

    CONCLUDED = "concluded"
    MISSING = "missing"
    PENDING = "pending"


@dataclass(frozen=True, slots=True)
class Conclusion:
    """A conclusion as it was recorded; `conditions` say what has to be met where there are any."""

    mode: str
    verdict: ModeVerdict
    reason: str
    conditions: str = ""
    by: str = ""
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class ModeStanding:
    """A planned mode: its conclusions, the latest first, which is the one that counts."""

    mode: str
    state: ConclusionState
    conclusions: tuple[Conclusion, ...] = ()

    @property
    def latest(self) -> Conclusion | None:
        """The conclusion that counts."""
        return self.conclusions[0] if self.conclusions else None


def conclude(
    mode: str,
    verdict: ModeVerdict,
    reason: str,
    conditions: str,
    *,
    planned: Sequence[str],
    design: Collection[ElementReview] = (),
) -> Conclusion:
    """The conclusion as it is kept; `design` are the verdicts of mode H.

    Raises Refused: mode-not-planned, mode-pending, conclusion-reason-required, conditions-required,
    conditions-needless, text-too-long, conclusion-against-design.
    """
    if mode not in planned:
        raise Refused([problem("mode", "mode-not-planned", mode=mode[:4], planned=tuple(planned))])
    if mode == SURVEY:
        raise Refused([problem("mode", "mode-pending", mode=mode)])
    kept = Conclusion(mode, verdict, _clean(reason), _clean(conditions))
    found = [*_text_problems(kept), *_against_design(kept, design)]
    if found:
        raise Refused(found)
    return kept


def standings(planned: Iterable[str], recorded: Iterable[Conclusion]) -> tuple[ModeStanding, ...]:
    """Each planned mode with its conclusions; `recorded` are all of the engagement, the oldest first."""
    of_mode: dict[str, list[Conclusion]] = {}
    for each in recorded:
        of_mode.setdefault(each.mode, []).insert(0, each)
    return tuple(
        ModeStanding(mode, _state(mode, of_mode.get(mode)), tuple(of_mode.get(mode, ()))) for mode in planned
    )


def conclusion_gaps(found: Iterable[ModeStanding], design: Collection[ElementReview] = ()) -> tuple[Gap, ...]:
    """The planned modes without a conclusion, and one of mode H that its elements do not bear any more.

    The survey's gap does not keep fieldwork open (`blocks` is false), but keeps the report open.
    """
    gaps: list[Gap] = []
    for each in found:
        if each.state is ConclusionState.PENDING:
            lacking = problem(f"modes.{each.mode}", "mode-pending", mode=each.mode)
            gaps.append(Gap(Where.CONCLUSION, each.mode, lacking, blocks=False))
        elif each.latest is None:
            lacking = problem(f"modes.{each.mode}", "conclusion-missing", mode=each.mode)
            gaps.append(Gap(Where.CONCLUSION, each.mode, lacking))
        else:
            against = _against_design(each.latest, design)
            gaps.extend(Gap(Where.CONCLUSION, each.mode, fault) for fault in against)
    return tuple(gaps)


def client_conclusions(scheme: Scheme, found: Iterable[ModeStanding]) -> tuple[ModeStanding, ...]:
    """What of them a client may be shown: nothing of a covert mode, whose very existence would be told (3.2)."""
    covert = {mode.letter for mode in scheme.modes if mode.openness is Openness.COVERT}
    return tuple(each for each in found if each.mode not in covert)


def _state(mode: str, recorded: Sequence[Conclusion] | None) -> ConclusionState:
    if recorded:
        return ConclusionState.CONCLUDED
    return ConclusionState.PENDING if mode == SURVEY else ConclusionState.MISSING


def _text_problems(given: Conclusion) -> Iterable[Problem]:
    if not given.reason:
        yield problem("reason", "conclusion-reason-required", mode=given.mode)
    if given.verdict is ModeVerdict.WITH_CONDITIONS and not given.conditions:
        yield problem("conditions", "conditions-required", mode=given.mode)
    if given.verdict is not ModeVerdict.WITH_CONDITIONS and given.conditions:
        verdict = Word(f"ModeVerdict.{given.verdict}")
        yield problem("conditions", "conditions-needless", verdict=verdict)
    texts: Mapping[str, str] = {"reason": given.reason, "conditions": given.conditions}
    for name, text in texts.items():
        if len(text) > TEXT_LIMIT:
            yield problem(name, "text-too-long", length=len(text), limit=TEXT_LIMIT)


def _against_design(given: Conclusion, design: Collection[ElementReview]) -> tuple[Problem, ...]:
    """That a design is not concluded as conforming while an element of it is not."""
    if given.mode != design_review.MODE or given.verdict is not ModeVerdict.CONFORMING:
        return ()
    elements = tuple(Word(f"DesignElement.{each}") for each in design_review.unclean(design))
    return (problem("verdict", "conclusion-against-design", elements=elements),) if elements else ()


def _clean(text: str) -> str:
    return text.replace("\r\n", "\n").strip()
