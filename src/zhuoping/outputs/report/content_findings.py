# SPDX-License-Identifier: Apache-2.0
"""The dimensions with their indicators: requirement, finding, award with its arithmetic, checks of facts."""

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

from zhuoping.core.awards import Award, NotApplicable, Parts, Sampled
from zhuoping.core.evaluation import EvaluatedCase
from zhuoping.core.facts import Check, Remark, Verdict
from zhuoping.core.scheme import Dimension, Indicator, Method
from zhuoping.core.scorecard import IndicatorLine
from zhuoping.core.wording import report
from zhuoping.core.wording.labels import label
from zhuoping.outputs.report.content_arithmetic import arithmetic
from zhuoping.outputs.report.content_words import Content, Section, Words

# A roster can give a thousand remarks of one kind; the report shows the worst and says how many there are.
MOST_REMARKS = 5

_SHARE = Decimal("0.0001")
_METHODS = {"Judged": Method.JUDGED, "AllOrNothing": Method.ALL_OR_NOTHING, "Sampled": Method.SAMPLED}


def dimensions(evaluated: EvaluatedCase, words: Words) -> list[Content]:
    """Every dimension with its indicators, in the order of the edition."""
    return [_dimension(each, evaluated, words) for each in evaluated.scheme.dimensions]


def _dimension(dimension: Dimension, evaluated: EvaluatedCase, words: Words) -> Content:
    lines = [evaluated.scorecard.indicators[each.ref] for each in dimension.indicators]
    line = evaluated.scorecard.dimensions[dimension.ref]
    # What does not apply can give nothing, so the share is of the points that remain.
    involved = sum((each.points for each in lines if not each.excluded), Decimal(0))
    share = (line.sure / involved if involved else Decimal(0)).quantize(_SHARE, ROUND_HALF_UP)
    return {
        "ref": dimension.ref,
        "title": dimension.title,
        "points": words.points(dimension.points),
        "awarded": words.amount(line.sure),
        "share": str(share),
        "percent": f"{(share * 100).quantize(Decimal('0.1'), ROUND_HALF_UP)}%",
        "scored": all(each.awarded is not None for each in lines),
        "indicators": [_indicator(each, evaluated, words) for each in dimension.indicators],
    }


def _indicator(indicator: Indicator, evaluated: EvaluatedCase, words: Words) -> Content:
    line = evaluated.scorecard.indicators[indicator.ref]
    finding = evaluated.case.findings.get(indicator.ref)
    return {
        "ref": indicator.ref,
        "title": indicator.title,
        "points": words.points(indicator.points),
        "requirement": indicator.requirement,
        "state": _state(line),
        "awarded": shown_award(line, words),
        "method": _method(line.award, words),
        "arithmetic": _arithmetic(indicator, line, words),
        "reasons": [
            {"label": name, "text": reason} for name, reason in reasons(indicator, line.award, words)
        ],
        "has_finding": finding is not None,
        "finding": finding.text if finding else "",
        "strengths": finding.strengths if finding else "",
        "improvement": finding.improvement if finding else "",
        "evidence": words.evidence(finding.evidence if finding else ()),
        "checks": [_check(each, words) for each in evaluated.checks_of(indicator.ref)],
    }


def _state(line: IndicatorLine) -> str:
    if line.excluded:
        return "excluded"
    if line.awarded is not None:
        return "scored"
    return "partly" if line.steps else "open"


def shown_award(line: IndicatorLine, words: Words) -> str:
    """The award of an indicator, or a dash while it is not scored in full or does not apply."""
    if line.awarded is None or line.excluded:
        return report.labels(words.language)["not_given"]
    return words.amount(line.awarded)


def _method(award: Award | None, words: Words) -> str:
    if award is None:
        return report.labels(words.language)["not_scored"]
    if isinstance(award, NotApplicable):
        return words.choice("not-applicable", "Method")
    return words.choice(_METHODS.get(type(award).__name__, Method.PARTS))


def _arithmetic(indicator: Indicator, line: IndicatorLine, words: Words) -> list[Content]:
    """The steps of the award; a part is named, the whole needs no name."""
    lines: list[Content] = []
    for step in line.steps:
        name = _part_name(indicator, step.ref, words) if step.figure == "part" else ""
        lines.append({"label": name, "text": arithmetic(step, words)})
    if line.steps and line.awarded is None:
        scored = {step.ref for step in line.steps}
        left = [part.title for part in indicator.parts if f"{indicator.ref}.{part.ref}" not in scored]
        lines.append({"label": "", "text": words.say("parts_open", parts=words.join(left))})
    return lines


def _part_name(indicator: Indicator, ref: str, words: Words) -> str:
    part = next(part for part in indicator.parts if f"{indicator.ref}.{part.ref}" == ref)
    return words.say("part", ref=ref, title=part.title)


def reasons(indicator: Indicator, award: Award | None, words: Words) -> Iterator[tuple[str, str]]:
    """Why the award is what it is: (name of the part or nothing, words); a sample speaks for itself."""
    if award is None:
        return
    if isinstance(award, Sampled) and award.conforming < award.size:
        failing = award.size - award.conforming
        yield "", words.say("sampled", size=award.size, conforming=award.conforming, failing=failing)
    if award.reason:
        yield "", award.reason
    if isinstance(award, Parts):
        for key, part in award.parts.items():
            name = _part_name(indicator, f"{indicator.ref}.{key}", words)
            yield from ((name, reason) for _, reason in reasons(indicator, part, words))


def _check(check: Check, words: Words) -> Section:
    return {
        "title": check.title(words.language),
        "verdict": check.verdict.value,
        "verdict_label": label(f"Verdict.{check.verdict.value}", words.language),
        "explanation": check.explain(words.language),
        **shown_remarks(check.remarks, words),
    }


def shown_remarks(remarks: tuple[Remark, ...], words: Words) -> Section:
    """The worst remarks, and how many are left out."""
    rank = list(Verdict)
    ordered = sorted(remarks, key=lambda remark: -rank.index(remark.verdict))
    left = len(ordered) - MOST_REMARKS
    return {
        "remarks": [remark.message(words.language) for remark in ordered[:MOST_REMARKS]],
        "more": words.say("more_remarks", count=left) if left > 0 else "",
    }
