# SPDX-License-Identifier: Apache-2.0
"""What stands between the case and a better result: points lost, gaps in the facts, notices, the way up."""

from zhuoping.core.evaluation import EvaluatedCase
from zhuoping.core.facts import Verdict
from zhuoping.core.scorecard import IndicatorLine
from zhuoping.outputs.report.content_findings import reasons, shown_award, shown_remarks
from zhuoping.outputs.report.content_words import Content, Section, Words


def gaps(evaluated: EvaluatedCase, words: Words) -> Section:
    """The gap list."""
    lines = evaluated.scorecard.indicators.values()
    # Python's sort keeps the edition's order among equal losses.
    losing = sorted((line for line in lines if line.lost > 0), key=lambda line: -line.lost)
    return {
        "indicators": [_lost(line, evaluated, words) for line in losing],
        "missing": [_missing(line, evaluated, words) for line in lines if line.awarded is None],
        "checks": _checks(evaluated, words),
        "notices": [
            {"place": words.place(notice.path), "text": notice.message(words.language)}
            for notice in evaluated.notices
        ],
    }


def _lost(line: IndicatorLine, evaluated: EvaluatedCase, words: Words) -> Content:
    indicator = evaluated.scheme.indicators[line.ref]
    finding = evaluated.case.findings.get(line.ref)
    why = [
        words.say("labelled", label=name, text=reason) if name else reason
        for name, reason in reasons(indicator, line.award, words)
    ]
    return {
        "ref": line.ref,
        "title": indicator.title,
        "points": words.points(line.points),
        "award": shown_award(line, words),
        "lost": words.amount(line.lost),
        "why": "\n".join(why),
        "improvement": finding.improvement if finding else "",
    }


def _missing(line: IndicatorLine, evaluated: EvaluatedCase, words: Words) -> Content:
    indicator = evaluated.scheme.indicators[line.ref]
    scored = {step.ref for step in line.steps}
    left = [part.title for part in indicator.parts if f"{line.ref}.{part.ref}" not in scored]
    return {
        "ref": line.ref,
        "title": indicator.title,
        "points": words.points(line.points),
        "open": words.amount(line.open),
        "note": words.say("parts_open", parts=words.join(left)) if scored else "",
    }


def _checks(evaluated: EvaluatedCase, words: Words) -> list[Content]:
    found: list[Content] = []
    for check in evaluated.checks:
        if check.verdict is Verdict.GAP:
            worst = tuple(remark for remark in check.remarks if remark.verdict is Verdict.GAP)
            found.append(
                {
                    "ref": check.indicator,
                    "title": check.title(words.language),
                    "explanation": check.explain(words.language),
                    **shown_remarks(worst, words),
                }
            )
    return found


def way_up(evaluated: EvaluatedCase, words: Words) -> Content:
    """The next level and the cheapest sets of indicators that would reach it; None where there is none to name."""
    way = evaluated.way_up
    if way is None:
        return None
    lines = evaluated.scorecard.indicators
    sets: list[Content] = []
    for number, each in enumerate(way.sets, 1):
        items = [
            words.say(
                "set_item",
                ref=ref,
                title=evaluated.scheme.indicators[ref].title,
                points=words.amount(lines[ref].lost),
            )
            for ref in each.refs
        ]
        sets.append(
            {
                "number": str(number),
                "indicators": list(items),
                "refs": list(each.refs),
                "points": words.amount(each.points),
            }
        )
    key = "way_up" if way.sets else "way_up_closed"
    points = words.amount(way.points)
    return {"sentence": words.say(key, level=words.level(way.band), points=points), "sets": sets}
