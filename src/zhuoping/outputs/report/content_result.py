# SPDX-License-Identifier: Apache-2.0
"""What the evaluation comes to, in words: status, level, total, and the special items."""

from zhuoping.core.awards import Bonus, Deduction
from zhuoping.core.evaluation import EvaluatedCase
from zhuoping.core.facts import Verdict
from zhuoping.core.scorecard import Status, Step
from zhuoping.core.wording import report
from zhuoping.outputs.report.content_arithmetic import arithmetic
from zhuoping.outputs.report.content_words import Content, Section, Words

# On the scorecard special items show what they do to the total.
_SIGNS = {"deducted": "−", "bonus": "+"}


def result(evaluated: EvaluatedCase, words: Words) -> Section:
    """The block on the summary page."""
    card = evaluated.scorecard
    rating = card.rating
    labels = report.labels(words.language)
    complete = card.total is not None
    return {
        "status": rating.status.value,
        "rated": rating.status is Status.RATED,
        "headline": (
            words.level(rating.band)
            if rating.status is Status.RATED
            else words.say(f"headline.{rating.status.value}")
        ),
        "sentence": _sentence(evaluated, words),
        "notes": list(_notes(evaluated, words)),
        "complete": complete,
        "total_label": labels["total"] if complete else labels["provisional"],
        "total": words.amount(card.lowest),
        "points": words.points(card.points),
        "stars": rating.band.stars if rating.band else 0,
        "stars_of": max((band.stars for band in evaluated.scheme.bands), default=0),
        "level": rating.band.name if rating.band else "",
        "bands": [
            {
                "stars": band.stars,
                "name": band.name,
                "text": words.level(band),
                "at_least": words.points(band.at_least),
                "reached": band == rating.band,
            }
            for band in evaluated.scheme.bands
        ],
    }


def _sentence(evaluated: EvaluatedCase, words: Words) -> str:
    scheme, card = evaluated.scheme, evaluated.scorecard
    status = card.rating.status
    first = scheme.bands[0]
    rules = scheme.deduction_rules
    key = status.value
    if status is Status.NOT_CERTIFIABLE and not card.is_complete:
        key = "not-certifiable-incomplete"
    return words.say(
        key,
        total=words.amount(card.lowest),
        points=words.points(card.points),
        level=words.level(card.rating.band),
        first=words.level(first),
        at_least=words.points(first.at_least),
        missing=len(card.missing),
        lowest=words.amount(card.lowest),
        highest=words.amount(card.highest),
        cases=len(card.deductions),
        above=rules.determination_above,
        fails=rules.fails_at,
    )


def _notes(evaluated: EvaluatedCase, words: Words) -> list[str]:
    """What a reader of the conclusion has to know besides the status."""
    card = evaluated.scorecard
    rating = card.rating
    chapter = report.labels(words.language)["chapter_gaps"]
    notes = []
    if rating.status is Status.INCOMPLETE:
        ends = (("if_lowest", card.lowest, card.lowest_band), ("if_highest", card.highest, card.highest_band))
        notes += [words.say(key, total=words.amount(at), level=words.level(band)) for key, at, band in ends]
    if rating.next is not None and rating.to_next is not None:
        missing = words.amount(rating.to_next)
        notes.append(words.say("to_next", level=words.level(rating.next), points=missing))
    elif rating.status is Status.RATED:
        notes.append(words.say("top_level"))
    if _needed_determination(evaluated) and card.determination and rating.status is not Status.INCOMPLETE:
        notes.append(words.say("determined", cases=len(card.deductions), by=card.determination.by))
    gaps = sum(check.verdict is Verdict.GAP for check in evaluated.checks)
    if gaps:
        notes.append(words.say("gap_checks", count=gaps, chapter=chapter))
    if evaluated.notices:
        notes.append(words.say("notices", count=len(evaluated.notices), chapter=chapter))
    return notes


def _needed_determination(evaluated: EvaluatedCase) -> bool:
    above = evaluated.scheme.deduction_rules.determination_above
    cases = len(evaluated.scorecard.deductions)
    certifiable = evaluated.scorecard.rating.status is not Status.NOT_CERTIFIABLE
    return above is not None and cases > above and certifiable


def closing(evaluated: EvaluatedCase, words: Words) -> list[Content]:
    """The lines below the scorecard's dimensions, in the order of the proof; the total stands last.

    Where scoring is not complete the highest reachable total follows the provisional one only in the annex.
    """
    steps = evaluated.scorecard.closing_steps
    figures = ("awarded", "rebased", "deducted", "bonus", "total", "lowest")
    # With open indicators there are two sums of awards: the first is the one made so far.
    lines: dict[str, Step] = {}
    for step in steps:
        lines.setdefault(step.figure, step)
    return [
        {
            "figure": figure,
            "label": words.say(f"figure.{figure}"),
            "arithmetic": arithmetic(lines[figure], words),
            "amount": _SIGNS.get(figure, "") * bool(lines[figure].result)
            + words.amount(lines[figure].result),
        }
        for figure in figures
        if figure in lines
    ]


def special(evaluated: EvaluatedCase, words: Words) -> Section:
    """Special deductions with their grounds, the determination, and the bonus."""
    card = evaluated.scorecard
    steps = {step.figure: step for step in card.closing_steps}
    made = card.determination
    return {
        "rules": _rules(evaluated, words),
        "deductions": [_deduction(number, item, evaluated) for number, item in enumerate(card.deductions, 1)],
        "deducted": words.amount(card.deducted),
        "deducted_arithmetic": arithmetic(steps["deducted"], words),
        "determination": {"by": made.by, "reason": made.reason} if made else None,
        "bonus": [_bonus(item, evaluated) for item in card.bonuses],
        "bonus_amount": words.amount(card.bonus),
        "bonus_arithmetic": arithmetic(steps["bonus"], words),
    }


def _rules(evaluated: EvaluatedCase, words: Words) -> str:
    """How the edition treats special items, in sentences."""
    rules, bonus = evaluated.scheme.deduction_rules, evaluated.scheme.bonus_rules
    said = [words.say("deduction_rule", each=words.points(rules.points_each))]
    if rules.at_most is not None:
        said.append(words.say("deduction_cap", at_most=words.points(rules.at_most)))
    if rules.determination_above is not None:
        said.append(words.say("deduction_above", above=rules.determination_above))
    if rules.fails_at is not None:
        said.append(words.say("deduction_fails", fails=rules.fails_at))
    said.append(words.say("bonus_rule", each=words.points(bonus.points), at_most=bonus.at_most))
    return words.sentences(said)


def _deduction(number: int, item: Deduction, evaluated: EvaluatedCase) -> Content:
    ground = next(each for each in evaluated.scheme.deduction_grounds if each.key == item.ground)
    return {
        "number": str(number),
        "ground": ground.title,
        "meaning": ground.meaning,
        "reason": item.reason,
        "evidence": list(item.evidence),
    }


def _bonus(item: Bonus, evaluated: EvaluatedCase) -> Content:
    met = [each.title for each in evaluated.scheme.bonus_conditions if each.key in item.conditions]
    return {"reason": item.reason, "conditions": list(met), "evidence": list(item.evidence)}
