# SPDX-License-Identifier: Apache-2.0
"""The arithmetic of a scorecard as lines that a person can recompute: `10 × 17 ÷ 20 = 8.50`."""

from decimal import Decimal

from zhuoping.core.scorecard import Input, Step
from zhuoping.outputs.report.content_words import Words

_SUMS = ("parts", "sum")


def arithmetic(step: Step, words: Words) -> str:
    """One figure with the inputs that produced it; `≈` stands where the edition's rounding took part."""
    rule, result = step.rule.name, words.amount(step.result)
    if rule in _SUMS:
        return f"{_sum(step.inputs, words)} = {result}"
    given = dict(step.inputs)
    if rule in ("sampled", "rebased"):
        return _proportion(rule, given, step.result, words)
    if rule == "judged":
        points, judged = (_number(given[key]) for key in ("points", "judged"))
        return words.say("arithmetic.judged", given=judged, points=points, result=result)
    if rule == "all-or-nothing":
        key = "arithmetic.met" if given["met"] == "yes" else "arithmetic.not_met"
        return words.say(key, points=_number(given["points"]), result=result)
    if rule == "not-applicable":
        return words.say("arithmetic.not-applicable", result=result)
    if rule in ("deduction", "bonus"):
        return _special(given, result, words)
    awarded, deducted, bonus = (words.amount(Decimal(given[key])) for key in ("awarded", "deducted", "bonus"))
    return f"{awarded} − {deducted} + {bonus} = {result}"


def _proportion(rule: str, given: dict[str, Decimal | int | str], result: Decimal, words: Words) -> str:
    names = {"sampled": ("points", "conforming", "size"), "rebased": ("points", "awarded", "involved")}[rule]
    whole, part, of = (Decimal(given[name]) for name in names)
    sign = "=" if whole * part == result * of else "≈"
    shown = words.amount(part) if rule == "rebased" else _number(part)
    return f"{_number(whole)} × {shown} ÷ {_number(of)} {sign} {words.amount(result)}"


def _special(given: dict[str, Decimal | int | str], result: str, words: Words) -> str:
    cases = given["cases"] if "cases" in given else given["given"]
    each = _number(given["points_each"])
    if "at_most" in given:
        at_most = _number(given["at_most"])
        return words.say("arithmetic.capped", cases=cases, each=each, at_most=at_most, result=result)
    return f"{cases} × {each} = {result}"


def _sum(inputs: tuple[Input, ...], words: Words) -> str:
    return " + ".join(words.amount(Decimal(value)) for _, value in inputs)


def _number(value: Decimal | int | str) -> str:
    number = Decimal(value)
    return format(number.normalize(), "f") if number else "0"
