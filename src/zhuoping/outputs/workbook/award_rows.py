# SPDX-License-Identifier: Apache-2.0
"""Awards as rows of a dimension sheet, and such rows as awards written the way a case file writes them."""

from collections.abc import Mapping
from decimal import Decimal

from zhuoping.core import wording
from zhuoping.core.plain import Plain
from zhuoping.core.problems import Problem, at, problem
from zhuoping.core.scheme import Indicator, Method, NotApplicablePolicy, Part, Scheme
from zhuoping.core.shapes import shown
from zhuoping.core.wording.labels import Word
from zhuoping.core.wording.workbook import text
from zhuoping.outputs.workbook.cells import Cell, is_blank, value_of
from zhuoping.outputs.workbook.columns import Column, Kind
from zhuoping.outputs.workbook.layout import CONFORMING, JUDGED, MET, METHOD, REASON, SIZE

# The one way to write an award that is no method of scoring.
NOT_APPLICABLE = "not-applicable"

# Methods by the key under which a file writes the award.
_METHODS = {
    "judged": Method.JUDGED.value,
    "all_or_nothing": Method.ALL_OR_NOTHING.value,
    "sampled": Method.SAMPLED.value,
    "parts": Method.PARTS.value,
    "not_applicable": NOT_APPLICABLE,
}
# Which cells a method fills, and how a cell is read.
_OWN = {
    Method.JUDGED.value: (JUDGED,),
    Method.ALL_OR_NOTHING.value: (MET,),
    Method.SAMPLED.value: (SIZE, CONFORMING),
}
_KINDS = {
    METHOD: Kind.CHOICE,
    JUDGED: Kind.NUMBER,
    MET: Kind.TRUTH,
    SIZE: Kind.WHOLE,
    CONFORMING: Kind.WHOLE,
    REASON: Kind.TEXT,
}


def method_label(method: str, language: str) -> str:
    """What people call a method."""
    return text(f"Method.{method}", language)


def methods_offered(scheme: Scheme, target: Indicator | Part) -> tuple[str, ...]:
    """The methods that a row's drop-down offers."""
    offered = [method.value for method in target.methods]
    allowed = scheme.scoring_rules.not_applicable is not NotApplicablePolicy.NOT_ALLOWED
    if isinstance(target, Indicator) and allowed:
        offered.append(NOT_APPLICABLE)
    return tuple(offered)


def award_columns(language: str) -> Mapping[str, Column]:
    """The cells of an award, by key."""
    choices = tuple((method, method_label(method, language)) for method in _METHODS.values())
    return {
        key: Column(
            key, text(f"column.{key}", language), kind, choices=choices if kind is Kind.CHOICE else ()
        )
        for key, kind in _KINDS.items()
    }


def award_cells(award: Plain) -> dict[str, Plain]:
    """The cells of one row for an award as a file writes it; the parts of an award have rows of their own."""
    if not isinstance(award, dict):
        return {METHOD: Method.JUDGED.value, JUDGED: award}
    reason = award.get("reason", "")
    key = next(key for key in _METHODS if key in award)
    cells: dict[str, Plain] = {METHOD: _METHODS[key], REASON: reason}
    body = award[key]
    if isinstance(body, Decimal | int) and key == "judged":
        cells[JUDGED] = body
    elif key == "all_or_nothing":
        cells[MET] = body
    elif key == "sampled" and isinstance(body, dict):
        cells |= {SIZE: body["size"], CONFORMING: body["conforming"]}
    return cells


def cell_paths(path: str) -> dict[str, str]:
    """Which path of the case each cell of an award's row stands for."""
    return {
        METHOD: at(path, "method"),
        JUDGED: at(path, "judged"),
        MET: at(path, "all_or_nothing"),
        SIZE: at(path, "sampled.size"),
        CONFORMING: at(path, "sampled.conforming"),
        REASON: at(path, "reason"),
    }


def award_of(cells: Mapping[str, Cell], path: str, parts: dict[str, Plain], problems: list[Problem]) -> Plain:
    """The award that a row holds; None when it is not scored yet. `parts` are the awards of the rows below it."""
    columns = award_columns(wording.LANGUAGES[0])
    paths = cell_paths(path)
    given = {
        key: value_of(_readable(columns[key]), cell, paths[key], problems)
        for key, cell in cells.items()
        if key in columns and not is_blank(cell)
    }
    reason = given.pop(REASON, "")
    method = given.pop(METHOD, None)
    filled = [each for each, keys in _OWN.items() if any(key in given for key in keys)]
    if parts:
        filled.append(Method.PARTS.value)
    if method is None:
        method = filled[0] if filled else None
    elif method not in _METHODS.values():
        # Words of one's own in the method's cell.
        known = tuple(Word(f"Method.{each}") for each in _METHODS.values())
        problems.append(problem(paths[METHOD], "not-allowed", given=shown(method), known=known))
        return None
    if any(each != method for each in filled):
        problems.append(problem(path, "award-mixed", method=Word(f"Method.{method}")))
        return None
    body = _body(method, given, parts)
    if body is None:
        # A method alone is a plan; a reason alone would be lost.
        if reason:
            problems.append(problem(paths[REASON], "award-without-value"))
        return None
    return {**body, "reason": reason} if reason else body


def _body(method: Plain, given: Mapping[str, Plain], parts: dict[str, Plain]) -> dict[str, Plain] | None:
    if method == Method.JUDGED.value and JUDGED in given:
        return {"judged": given[JUDGED]}
    if method == Method.ALL_OR_NOTHING.value and MET in given:
        return {"all_or_nothing": given[MET]}
    if method == Method.SAMPLED.value and (SIZE in given or CONFORMING in given):
        return {"sampled": {key: given[key] for key in (SIZE, CONFORMING) if key in given}}
    if method == Method.PARTS.value:
        return {"parts": parts}
    return {"not_applicable": True} if method == NOT_APPLICABLE else None


def _readable(column: Column) -> Column:
    if column.kind is not Kind.CHOICE:
        return column
    choices = tuple(
        (method, method_label(method, language))
        for language in wording.LANGUAGES
        for method in _METHODS.values()
    )
    return Column(column.key, column.label, column.kind, choices=choices)
