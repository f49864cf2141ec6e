# SPDX-License-Identifier: Apache-2.0
"""The arithmetic of person-days as lines of a page."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from zhuoping.core.person_days import PersonDays, shown
from zhuoping.core.scorecard import Step
from zhuoping.core.wording.labels import label
from zhuoping.core.wording.person_days import LABELS

# Figures that are sums or differences of the lines above: their inputs stand there already.
_SUMS = ("outlets", "before-reductions", "least")


@dataclass(frozen=True, slots=True)
class DayLine:
    """A line: what it is, what it is made of, and the days."""

    title: str
    inputs: str
    days: str
    is_sum: bool


def day_lines(days: PersonDays, outlets: Mapping[str, str], language: str) -> list[DayLine]:
    """The arithmetic line by line, in words."""
    return [
        DayLine(
            _title(step, outlets, language), _inputs(step, language), shown(step.result), step.figure in _SUMS
        )
        for step in days.steps
    ]


def _title(step: Step, outlets: Mapping[str, str], language: str) -> str:
    title = label(f"PersonDays.{step.figure}", language)
    if not step.ref:
        return title
    return f"{title}{'：' if language == 'zh' else ': '}{outlets.get(step.ref, step.ref)}"


def _inputs(step: Step, language: str) -> str:
    if step.figure == "base":
        return ""
    between, gap = ("，", " ") if language == "zh" else (", ", " ")
    parts = []
    for name, amount in step.inputs:
        key = f"PersonDays.{name}"
        words = label(key, language) if key in LABELS else name
        figure = shown(amount) if isinstance(amount, Decimal) else str(amount)
        parts.append(figure if step.figure == "outlets" else f"{words}{gap}{figure}")
    return " + ".join(parts) if step.figure == "outlets" else between.join(parts)
