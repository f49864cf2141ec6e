# SPDX-License-Identifier: Apache-2.0
"""What is still missing before fieldwork may close, one gap each, so that a page can lead there."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from zhuoping.core.problems import Problem, Refused


class Where(StrEnum):
    """The page on which a gap is closed."""

    FINDING = "finding"
    SPECIAL = "special"
    DOUBLE_SCORING = "double-scoring"
    FACTS = "facts"
    MEETING = "meeting"
    DAY_LOG = "day-log"
    NONCONFORMITY = "nonconformity"
    DESIGN = "design"
    SHEETS = "sheets"
    FOOTPRINT = "footprint"
    CAPABILITY = "capability"
    CONCLUSION = "conclusion"


@dataclass(frozen=True, slots=True)
class Gap:
    """One thing that is missing: what, and where it is put right (`key` is an indicator, a mode, a number)."""

    where: Where
    key: str
    problem: Problem
    # One that does not keep fieldwork open, as an answer of the client that is not due yet.
    blocks: bool = True


def check_closed(gaps: Iterable[Gap]) -> None:
    """Nothing where nothing that blocks is missing. Raises Refused with every gap that does."""
    found = [gap.problem for gap in gaps if gap.blocks]
    if found:
        raise Refused(found)
