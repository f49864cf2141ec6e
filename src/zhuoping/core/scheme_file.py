# SPDX-License-Identifier: Apache-2.0
"""An edition's file, as plain values, to a Scheme, or the full list of what is wrong with it.

Each section is read by itself, so that a fault in one hides none in another. Nothing here knows a number of any
specification: the file has to agree with itself (sums, refs, bands, modes), and to say what the engine needs.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from decimal import localcontext
from itertools import product
from typing import Any

from zhuoping.core import shapes
from zhuoping.core.exact import EXACT
from zhuoping.core.facts import Facts
from zhuoping.core.plain import Plain
from zhuoping.core.problems import Problem, Refused, at, problem
from zhuoping.core.scheme import CertificationType, Indicator, Method, Part, Scheme
from zhuoping.core.scheme_numbers import (
    ENGINE_PARAMETERS,
    check_bands,
    check_parameters,
    check_sums,
    indicators_of,
    members_of,
    unusable_numbers,
)
from zhuoping.core.scheme_refs import check_names, check_refs

__all__ = ["ENGINE_PARAMETERS", "read_scheme"]


def read_scheme(value: Plain) -> Scheme:
    """The edition in a file.

    Raises Refused with every fault found, in the order of the sections.
    """
    problems: list[Problem] = []
    if not isinstance(value, dict):
        raise Refused([shapes.wrong_type("", dict, value)])
    with localcontext(EXACT):
        sections = _sections(value, problems)
        check_sums(value, problems)
        _check_structure(sections, problems)
        _check_bands(sections, problems)
        check_parameters(sections, problems)
        _check_modes(sections, problems)
        _check_readings(value, sections, problems)
    if problems:
        raise Refused(map(_name_origin, problems))
    return Scheme(**sections)


def _sections(value: Mapping[str, Plain], problems: list[Problem]) -> dict[str, Any]:
    """Each section that could be read, by name."""
    known = {field.name: field for field in shapes.fields(Scheme)}
    problems.extend(
        problem(key, "unknown-key", key=key, known=tuple(known)) for key in value if key not in known
    )
    sections: dict[str, Any] = {}
    for name, field in known.items():
        if name not in value:
            if field.required:
                problems.append(problem("", "missing-key", key=name, named=name))
            continue
        before = len(problems)
        problems.extend(
            problem(path, "not-a-number", given=number)
            for path, number in unusable_numbers(value[name], name)
        )
        is_usable = len(problems) == before
        section = shapes.convert(field.type, value[name], name, problems, field)
        # A fault in one dimension or parameter must not hide those of others: None stands for what is at fault.
        in_part = is_usable and name in ("dimensions", "parameters") and bool(section)
        if len(problems) == before or in_part:
            sections[name] = section
    return sections


def _name_origin(found: Problem) -> Problem:
    """A missing origin gets words of its own: it is the one key that people leave out (domain rules A2)."""
    if found.code == "missing-key" and dict(found.values)["key"] == "origin":
        return problem(found.path, "origin-missing")
    return found


# -- dimensions, indicators, parts


def _check_structure(sections: Mapping[str, Any], problems: list[Problem]) -> None:
    check_refs(sections, problems)
    for path, indicator in indicators_of(sections.get("dimensions", ())):
        _check_indicator(path, indicator, problems)


def _check_indicator(path: str, indicator: Indicator, problems: list[Problem]) -> None:
    _check_methods(path, indicator, problems)
    for index, part in enumerate(indicator.parts):
        _check_methods(at(at(path, "parts"), index), part, problems)
    sheets = tuple(field.name for field in shapes.fields(Facts))
    problems.extend(
        problem(at(at(path, "facts"), index), "fact-sheet-unknown", given=key, known=sheets)
        for index, key in enumerate(indicator.facts)
        if key not in sheets
    )


def _check_methods(path: str, target: Indicator | Part, problems: list[Problem]) -> None:
    """An indicator is scored by its parts or by itself; a part is not divided again."""
    path = at(path, "methods")
    if not target.methods:
        problems.append(problem(path, "no-method", known=tuple(Method)))
    divided = isinstance(target, Indicator) and bool(target.parts)
    for index, method in enumerate(target.methods):
        if (method is Method.PARTS) is not divided:
            allowed = tuple(each for each in Method if (each is Method.PARTS) is divided)
            problems.append(problem(at(path, index), "method-not-fitting", given=method, known=allowed))


def _check_bands(sections: Mapping[str, Any], problems: list[Problem]) -> None:
    """There is a level to reach, and levels rise."""
    if sections.get("bands") == ():
        problems.append(problem("bands", "empty-text"))
    check_bands(sections.get("bands", ()), problems)
    check_names(sections.get("bands", ()), problems)


# -- modes and readings


def _check_modes(sections: Mapping[str, Any], problems: list[Problem]) -> None:
    if "modes" not in sections:
        return
    letters = tuple(mode.letter for mode in sections["modes"])
    extra = tuple(mode.letter for mode in sections["modes"] if mode.extra)
    problems.extend(
        problem(at("modes", index), "duplicate-ref", ref=letter)
        for index, letter in enumerate(letters)
        if letter in letters[:index]
    )
    for path, indicator in indicators_of(sections.get("dimensions", ())):
        _check_letters(at(path, "modes"), indicator.modes, letters, problems)
    for index, rule in enumerate(sections.get("combinations", ())):
        path = at("combinations", index)
        for number, combination in enumerate(rule.any_of):
            given = combination.split("+")
            where = at(at(path, "any_of"), number)
            _check_letters(where, given, letters, problems)
            problems.extend(problem(where, "mode-extra", given=each) for each in given if each in extra)
        if not rule.any_of or rule.default not in (None, *rule.any_of):
            values = {"given": rule.default, "known": rule.any_of}
            problems.append(problem(at(path, "default"), "default-not-offered", **values))
    if "combinations" in sections:
        _check_table(sections["combinations"], problems)


def _check_letters(path: str, given: Sequence[str], known: tuple[str, ...], problems: list[Problem]) -> None:
    """Each letter is one of the modes, and stands once."""
    problems.extend(
        problem(path, "mode-unknown", given=letter, known=known) for letter in given if letter not in known
    )
    twice = [letter for letter, count in Counter(given).items() if count > 1]
    problems.extend(problem(path, "mode-twice", given=letter) for letter in twice)


def _check_table(rules: Iterable[Any], problems: list[Problem]) -> None:
    rows = Counter((rule.design_responsibility, rule.type) for rule in rules)
    for design, kind in product((True, False), CertificationType):
        if rows[design, kind] != 1:
            values = {"design": str(design).lower(), "type": kind.value, "count": rows[design, kind]}
            problems.append(problem("combinations", "combination-table", **values))


def _check_readings(value: Mapping[str, Plain], sections: Mapping[str, Any], problems: list[Problem]) -> None:
    """Every `reading: KEY` and `readings: [KEY]` in the file, wherever it stands, names one of its readings."""
    if "readings" in sections:
        readings = sections["readings"]
        rest = {key: item for key, item in value.items() if key != "readings"}
        problems.extend(
            problem(path, "reading-unknown", given=key, known=tuple(readings))
            for path, key in _named_readings(rest, "")
            if key not in readings
        )


def _named_readings(value: Plain, path: str) -> Iterable[tuple[str, str]]:
    for key, item in members_of(value):
        if key == "reading" and isinstance(item, str):
            yield at(path, key), item
        elif key == "readings" and isinstance(item, list):
            # What is no text is told already, by its type.
            yield from (
                (at(at(path, key), index), each) for index, each in enumerate(item) if isinstance(each, str)
            )
        else:
            yield from _named_readings(item, at(path, key))
