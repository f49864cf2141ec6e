# SPDX-License-Identifier: Apache-2.0
"""Whether the numbers of an edition's file agree: sums, steps, thresholds, levels, and what the engine needs.

Called by `scheme_file.py`, within the exact context. Nothing here knows a number of any specification.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Any

from zhuoping.core import shapes
from zhuoping.core.deadlines import Awaited
from zhuoping.core.facts.checks.staffing import ROUNDINGS
from zhuoping.core.plain import Plain
from zhuoping.core.problems import Problem, at, problem
from zhuoping.core.scheme import (
    Dimension,
    Indicator,
    Method,
    NotApplicablePolicy,
    Part,
    RatingBand,
    Rounding,
)
from zhuoping.core.wording.labels import Word

# The parameters that the engine reads, and what each may hold.
_AMOUNT, _AMOUNT_OR_NONE, _AMOUNT_ABOVE_ZERO = "amount", "amount or null", "amount above 0"
_COUNT, _COUNT_OR_NONE, _TRUTH_OR_NONE = "count", "count or null", "truth or null"
_DAYS_OR_NONE = "days or null"
# Ten years: a bound of the calendar, not of any scheme.
MOST_DAYS = 3650
ENGINE_PARAMETERS: Mapping[str, str | tuple[str, ...]] = {
    "scoring.not_applicable": tuple(NotApplicablePolicy),
    "scoring.judged_step": _AMOUNT_ABOVE_ZERO,
    "scoring.quantum": _AMOUNT_ABOVE_ZERO,
    "scoring.rounding": tuple(Rounding),
    "deduction.points_each": _AMOUNT,
    "deduction.at_most": _AMOUNT_OR_NONE,
    "deduction.determination_above": _COUNT_OR_NONE,
    "deduction.fails_at": _COUNT_OR_NONE,
    "bonus.points": _AMOUNT,
    "bonus.at_most": _COUNT,
}
# Those that the checks of facts read where an edition has them (`facts.checking.check_rules`).
CHECK_PARAMETERS: Mapping[str, str | tuple[str, ...]] = {
    "managers.ratio": _AMOUNT_OR_NONE,
    "managers.rounding": tuple(ROUNDINGS),
    "managers.least": _COUNT_OR_NONE,
    "managers.intermediate_least": _COUNT_OR_NONE,
    "managers.outlets_count": _TRUTH_OR_NONE,
    "certificates_expiring.warn_days": _COUNT_OR_NONE,
    "voluntary.prior_certificate_counts": _TRUTH_OR_NONE,
}
# Those that `deadlines` reads where an edition has them; null sets no date.
DEADLINE_PARAMETERS: Mapping[str, str] = dict.fromkeys(Awaited, _DAYS_OR_NONE)
# All whose values have to be of a kind of their own, whatever an edition had before.
KNOWN_PARAMETERS: Mapping[str, str | tuple[str, ...]] = {
    **ENGINE_PARAMETERS,
    **CHECK_PARAMETERS,
    **DEADLINE_PARAMETERS,
}
# Digits that a number may have before and after its point: a bound of the arithmetic, not of any scheme.
NUMBER_DIGITS = 9
# Stars that a line of a report has room for: a bound of the page, not of any scheme.
MOST_STARS = 20


def members_of(value: Plain) -> Iterable[tuple[Any, Plain]]:
    """The members of a mapping or list with their keys or numbers; none of anything else."""
    if isinstance(value, dict):
        return value.items()
    return enumerate(value) if isinstance(value, list) else ()


def indicators_of(dimensions: Iterable[Dimension | None]) -> Iterator[tuple[str, Indicator]]:
    """Every indicator with its path in the file; a dimension that could not be read is None and has none."""
    for index, dimension in enumerate(dimensions):
        for number, indicator in enumerate(dimension.indicators if dimension else ()):
            yield f"dimensions[{index}].indicators[{number}]", indicator


def unusable_numbers(value: Plain, path: str) -> Iterator[tuple[str, Decimal]]:
    """Numbers that the exact arithmetic has no room for, with their paths."""
    for key, item in members_of(value):
        yield from unusable_numbers(item, at(path, key))
    if isinstance(value, int | Decimal) and not _has_room(Decimal(value)):
        yield path, Decimal(value)


def _has_room(number: Decimal) -> bool:
    _, digits, exponent = number.as_tuple()
    return isinstance(exponent, int) and -NUMBER_DIGITS <= exponent <= NUMBER_DIGITS - len(digits)


# -- sums


def check_sums(value: dict[str, Plain], problems: list[Problem]) -> None:
    """Points add up at every level: taken as written, so that another fault nearby hides no wrong sum."""
    for index, dimension in members_of(value.get("dimensions")):
        path = at("dimensions", index)
        indicators = dimension.get("indicators") if isinstance(dimension, dict) else None
        _check_sum(path, dimension, indicators, problems)
        for number, indicator in members_of(indicators):
            if isinstance(indicator, dict) and indicator.get("parts"):
                _check_sum(at(at(path, "indicators"), number), indicator, indicator["parts"], problems)
    _check_sum("", value, value.get("dimensions"), problems)


def _check_sum(path: str, whole: Plain, members: Plain, problems: list[Problem]) -> None:
    """Nothing is said where a number cannot be read: that is told already."""
    if not isinstance(members, list):
        return
    points = [_points(each) for each in (whole, *members)]
    known = [each for each in points if each is not None]
    if len(known) == len(points) and sum(known[1:], Decimal(0)) != known[0]:
        refs = [shapes.shown(each.get("ref")) for each in members if isinstance(each, dict)]
        shown = " + ".join(f"{ref}: {amount}" for ref, amount in zip(refs, known[1:], strict=True))
        values = {"points": known[0], "total": sum(known[1:], Decimal(0)), "members": shown}
        problems.append(problem(at(path, "points"), "wrong-sum", **values))


def _points(value: Plain) -> Decimal | None:
    points = value.get("points") if isinstance(value, dict) else None
    if isinstance(points, bool) or not isinstance(points, int | Decimal):
        return None
    number = Decimal(points)
    return number if number >= 0 and _has_room(number) else None


# -- what the engine computes with


def check_parameters(sections: Mapping[str, Any], problems: list[Problem]) -> None:
    """What the engine needs is there, fits its kind, and agrees with points and levels."""
    parameters = sections.get("parameters")
    if parameters is None:
        return
    before = len(problems)
    for key in ENGINE_PARAMETERS:
        if key not in parameters:
            code = "policy-missing" if key == "scoring.not_applicable" else "parameter-missing"
            problems.append(problem("parameters", code, key=key))
    for key, kind in KNOWN_PARAMETERS.items():
        if parameters.get(key) is not None and not _fits(kind, parameters[key].value):
            expected = kind if isinstance(kind, tuple) else Word(f"expected.{kind.replace(' ', '-')}")
            given = shapes.shown(parameters[key].value)
            problems.append(problem(_value_of(key), "parameter-value", given=given, expected=expected))
    # None stands for a parameter that could not be read.
    if len(problems) == before and None not in [parameters[key] for key in ENGINE_PARAMETERS]:
        numbers = {key: parameters[key].value for key in ENGINE_PARAMETERS}
        _check_thresholds(numbers, problems)
        _check_steps(sections, numbers, problems)
        _check_reach(sections, numbers, problems)


def _value_of(key: str) -> str:
    return f"parameters.{key}.value"


def _fits(kind: str | tuple[str, ...], value: object) -> bool:
    if isinstance(kind, tuple):
        return value in kind
    if value is None:
        return kind.endswith("or null")
    if isinstance(value, bool):
        return kind.startswith("truth")
    if kind == _DAYS_OR_NONE:
        return isinstance(value, int) and 0 <= value <= MOST_DAYS
    if kind.startswith("count"):
        return isinstance(value, int) and value >= 0
    if not kind.startswith("amount") or not isinstance(value, int | Decimal):
        return False
    return value > 0 if kind == _AMOUNT_ABOVE_ZERO else value >= 0


def _check_thresholds(numbers: Mapping[str, Any], problems: list[Problem]) -> None:
    above, fails = numbers["deduction.determination_above"], numbers["deduction.fails_at"]
    path = _value_of("deduction.fails_at")
    if fails == 0:
        # Nobody could be certified.
        problems.append(problem(path, "parameter-value", given=0, expected=Word("expected.count-above-0")))
    elif above is not None and fails is not None and fails <= above + 1:
        problems.append(problem(path, "thresholds-crossed", above=above, fails=fails))


def _check_steps(sections: Mapping[str, Any], numbers: Mapping[str, Any], problems: list[Problem]) -> None:
    """Full points must be reachable on the step, and every award writable in the quantum."""
    step, quantum = Decimal(numbers["scoring.judged_step"]), Decimal(numbers["scoring.quantum"])
    amounts = ("scoring.judged_step", "deduction.points_each", "deduction.at_most", "bonus.points")
    problems.extend(
        problem(_value_of(key), "off-quantum", given=numbers[key], quantum=quantum)
        for key in amounts
        if numbers[key] is not None and numbers[key] % quantum
    )
    if sections.get("points") == 0:
        problems.append(problem("points", "off-quantum", given=0, quantum=quantum))
    for path, indicator in indicators_of(sections.get("dimensions", ())):
        _check_points(path, indicator, step, quantum, problems)
        for index, part in enumerate(indicator.parts):
            _check_points(f"{path}.parts[{index}]", part, step, quantum, problems)


def _check_points(
    path: str, target: Indicator | Part, step: Decimal, quantum: Decimal, problems: list[Problem]
) -> None:
    if target.points <= 0 or target.points % quantum:
        problems.append(problem(at(path, "points"), "off-quantum", given=target.points, quantum=quantum))
    elif Method.JUDGED in target.methods and target.points % step:
        problems.append(problem(at(path, "points"), "off-step", given=target.points, step=step))


def _check_reach(sections: Mapping[str, Any], numbers: Mapping[str, Any], problems: list[Problem]) -> None:
    """Every band begins at a total that can be written, and can be reached, the bonus included."""
    quantum = Decimal(numbers["scoring.quantum"])
    problems.extend(
        problem(f"bands[{index}].at_least", "off-quantum", given=band.at_least, quantum=quantum)
        for index, band in enumerate(sections.get("bands", ()))
        if band.at_least % quantum
    )
    if "points" in sections:
        most = sections["points"] + Decimal(numbers["bonus.points"]) * numbers["bonus.at_most"]
        problems.extend(
            problem(f"bands[{index}].at_least", "band-unreachable", points=band.at_least, most=most)
            for index, band in enumerate(sections.get("bands", ()))
            if band.at_least > most
        )


# -- levels


def check_bands(bands: Sequence[RatingBand], problems: list[Problem]) -> None:
    """Bands rise strictly in points and in stars, and their stars can be shown."""
    problems.extend(
        problem(f"bands[{index}].stars", "too-many-stars", stars=band.stars, limit=MOST_STARS)
        for index, band in enumerate(bands)
        if band.stars > MOST_STARS
    )
    for index, (lower, upper) in enumerate(pairwise(bands), start=1):
        path = at("bands", index)
        if upper.at_least == lower.at_least:
            problems.append(problem(at(path, "at_least"), "bands-overlap", points=upper.at_least))
        elif upper.at_least < lower.at_least:
            given = {"points": upper.at_least, "before": lower.at_least}
            problems.append(problem(at(path, "at_least"), "bands-fall", **given))
        if upper.stars <= lower.stars:
            stars = {"stars": upper.stars, "before": lower.stars}
            problems.append(problem(at(path, "stars"), "stars-not-rising", **stars))
