# SPDX-License-Identifier: Apache-2.0
"""The parameters that an edition leaves to the certification body, and that it sets when it adopts the edition.

Only those with the origin `body` may be set (domain rule A2): what the specification, a parent standard, a law or a
comparable rule says stays as it is. The edition on file is not changed: the answer is a new Scheme, to be stored.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal, localcontext

from zhuoping.core import plain, shapes
from zhuoping.core.exact import EXACT
from zhuoping.core.numbering import NumberKind, pattern_problems
from zhuoping.core.problems import Problem, Refused, at, problem
from zhuoping.core.scheme import Origin, ParameterValue, Scheme
from zhuoping.core.scheme_numbers import KNOWN_PARAMETERS, check_parameters, unusable_numbers
from zhuoping.core.wording.labels import Word

_PATTERN = "certificate.number_pattern"
# What an edition may leave without a value, so that its kind cannot be read off the value. Where the second is true,
# no value is an answer of its own: the officer says how many outlets to visit, case by case.
_AMOUNTS: Mapping[str, bool] = {
    "person_days.base": False,
    "person_days.per_product_family": False,
    "person_days.most_reduction_share": False,
    "outlets.factor_special": True,
}
# A share of one.
_SHARES = frozenset({"person_days.most_reduction_share"})


def body_keys(scheme: Scheme) -> tuple[str, ...]:
    """The parameters that the body may set, in the order of the edition."""
    return tuple(key for key, each in scheme.parameters.items() if each.origin is Origin.BODY)


def unset_parameters(scheme: Scheme) -> tuple[str, ...]:
    """The parameters that still wait for the body's value; those where none is an answer are not among them."""
    return tuple(
        key for key in body_keys(scheme) if scheme.parameters[key].value is None and not may_be_null(key)
    )


def may_be_null(key: str) -> bool:
    """Whether no value is an answer of its own for a parameter of this name."""
    kind = KNOWN_PARAMETERS.get(key, "")
    return _AMOUNTS.get(key, False) or (isinstance(kind, str) and kind.endswith("or null"))


def value_from_text(scheme: Scheme, key: str, text: str) -> ParameterValue:
    """What somebody typed for a parameter, as a file would have it: nothing, a truth, a number, numbers with commas.

    What cannot be read so stays text, and `with_body_parameters` says what was expected.
    """
    written = text.strip()
    if not written:
        return None
    old = scheme.parameters[key].value if key in scheme.parameters else None
    if key == _PATTERN or isinstance(old, str):
        return written
    if isinstance(old, tuple):
        return _counts(written)
    try:
        value = plain.read(written.encode()).value
    except Refused:
        return written
    return written if isinstance(value, list | dict) else value


def text_of_value(value: ParameterValue) -> str:
    """A value as a person types it, the other way round of `value_from_text`."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)


def with_body_parameters(scheme: Scheme, values: Mapping[str, ParameterValue], source: str = "") -> Scheme:
    """`scheme` with the body's own values; `source` names the body's decision, where given.

    Raises Refused with every fault: parameter-unknown, parameter-not-for-body, not-a-number, parameter-value, those of
    a pattern, and what makes the scoring disagree with itself (off-quantum, off-step, thresholds-crossed,
    band-unreachable).
    """
    problems: list[Problem] = []
    parameters = dict(scheme.parameters)
    for key, value in values.items():
        found = list(_problems(scheme, key, value))
        problems.extend(found)
        if not found:
            old = parameters[key]
            parameters[key] = replace(old, value=value, source=source.strip() or old.source)
    changed = replace(scheme, parameters=parameters)
    with localcontext(EXACT):
        # A faulty value was left out above, so nothing is told twice.
        check_parameters(_sections(changed), problems)
    if problems:
        raise Refused(problems)
    return changed


def _sections(scheme: Scheme) -> dict[str, object]:
    return {name: getattr(scheme, name) for name in ("points", "dimensions", "bands", "parameters")}


def _problems(scheme: Scheme, key: str, value: ParameterValue) -> Iterator[Problem]:
    path = at("parameters", key)
    parameter = scheme.parameters.get(key)
    if parameter is None:
        yield problem(path, "parameter-unknown", given=shapes.shown(key), known=body_keys(scheme))
    elif parameter.origin is not Origin.BODY:
        origin = Word(f"Origin.{parameter.origin}")
        yield problem(path, "parameter-not-for-body", title=parameter.title, origin=origin)
    else:
        items = value if isinstance(value, tuple) else (value,)
        unusable = [found for each in items for found in unusable_numbers(each, path)]
        if unusable:
            yield problem(path, "not-a-number", given=unusable[0][1])
        elif key not in KNOWN_PARAMETERS:
            yield from _kind(key, parameter.value, value, path)


def _kind(key: str, old: ParameterValue, value: ParameterValue, path: str) -> Iterator[Problem]:
    """A value of the kind that the edition's own has; what the engine reads, it checks itself."""
    expected = None
    if key == _PATTERN:
        if isinstance(value, str):
            yield from pattern_problems(value, NumberKind.CERTIFICATE, path)
            return
        expected = "text"
    elif key in _AMOUNTS:
        expected = _amount(key, value)
    elif isinstance(old, bool):
        expected = None if isinstance(value, bool) else "truth"
    elif isinstance(old, int):
        expected = None if _is_count(value) else "count"
    elif isinstance(old, Decimal):
        expected = None if _is_amount(value) else "amount"
    elif isinstance(old, tuple):
        is_list = isinstance(value, tuple) and all(map(_is_count, value))
        expected = None if is_list else "list-of-counts"
    elif not (isinstance(value, str) and shapes.text(value, path, [], required=False)):
        expected = "text"
    if expected is not None:
        values = {"given": shapes.shown(value), "expected": Word(f"expected.{expected}")}
        yield problem(path, "parameter-value", **values)


def _amount(key: str, value: ParameterValue) -> str | None:
    """What was expected, or None where the value fits."""
    if value is None and _AMOUNTS[key]:
        return None
    if key in _SHARES:
        return None if isinstance(value, int | Decimal) and _is_amount(value) and value <= 1 else "share"
    return None if _is_amount(value) else "amount"


def _counts(written: str) -> ParameterValue:
    """Whole numbers with commas, also full-width ones, between them; anything else stays text."""
    items = [item.strip() for item in written.replace("，", ",").replace("、", ",").split(",")]
    return tuple(map(int, items)) if all(item.isascii() and item.isdecimal() for item in items) else written


def _is_count(value: ParameterValue) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _is_amount(value: ParameterValue) -> bool:
    return isinstance(value, int | Decimal) and not isinstance(value, bool) and value >= 0
