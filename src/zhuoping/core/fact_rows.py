# SPDX-License-Identifier: Apache-2.0
"""Rows of fact sheets as they come in, from a form, a workbook or the API: every fault found, none guessed away."""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any, get_args

from zhuoping.core import shapes
from zhuoping.core.facts import Facts
from zhuoping.core.problems import Problem, Refused, at, problem

# What one workbook of a sheet may hold; a hundred times the largest network of outlets seen.
ROW_LIMIT = 20_000
# Characters that no workbook or report could show, and that PostgreSQL takes for no text.
_UNSHOWN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@cache
def row_classes() -> Mapping[str, type]:
    """The row class of each fact sheet, by the sheet's key, in the order of the indicators."""
    return {field.name: get_args(field.type)[0] for field in shapes.fields(Facts)}


def row_class(key: str) -> type:
    """The row class of one sheet. Raises Refused: fact-sheet-none."""
    found = row_classes().get(key)
    if found is None:
        raise Refused([problem("sheet", "fact-sheet-none", given=shapes.shown(key))])
    return found


def read_row(key: str, values: Mapping[str, object], index: int = 0) -> Any:  # noqa: ANN401 - a row of any sheet.
    """One row from plain values; `index` is its place, for the paths of problems such as `facts.outlets[3].name`.

    Raises Refused: fact-sheet-none, character-not-allowed, and what `shapes.read` finds.
    """
    problems: list[Problem] = []
    row = _row(row_class(key), key, values, index, problems)
    if problems:
        raise Refused(problems)
    return row


def read_rows(key: str, rows: Sequence[Mapping[str, object]]) -> tuple[Any, ...]:
    """All rows of a sheet, or a refusal with the problems of all of them.

    Raises Refused: fact-sheet-full, and as `read_row`.
    """
    check_size(key, len(rows))
    shape, problems = row_class(key), list[Problem]()
    found = [_row(shape, key, values, index, problems) for index, values in enumerate(rows)]
    if problems:
        raise Refused(problems)
    return tuple(found)


def check_size(key: str, count: int) -> None:
    """Nothing, when a sheet may hold so many rows. Raises Refused: fact-sheet-full."""
    if count > ROW_LIMIT:
        raise Refused([problem(f"facts.{key}", "fact-sheet-full", count=count, limit=ROW_LIMIT)])


def first_unshown(text: str) -> str:
    r"""The first character that cannot be kept or shown, by its code point; empty where there is none.

    >>> first_unshown("a\x00b"), first_unshown("卓评")
    ('U+0000', '')
    """
    found = _UNSHOWN.search(text)
    return f"U+{ord(found[0]):04X}" if found else ""


def _row(shape: type, key: str, values: Mapping[str, object], index: int, problems: list[Problem]) -> object:
    path = at(f"facts.{key}", index)
    problems.extend(_unshown(values, path))
    return shapes.read(shape, values, path, problems)


def _unshown(values: Mapping[str, object], path: str) -> Iterable[Problem]:
    for name, value in values.items():
        found = first_unshown(value) if isinstance(value, str) else ""
        if found:
            yield problem(at(path, name), "character-not-allowed", given=found)
