# SPDX-License-Identifier: Apache-2.0
"""Whether the refs, keys and names of an edition's file can be told apart, by the program and by a reader.

Called by `scheme_file.py`. A ref becomes part of a path, a cell's mark and a figure's name, so it is one plain word.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from zhuoping.core.problems import Problem, at, problem
from zhuoping.core.scheme import Dimension, RatingBand
from zhuoping.core.scheme_numbers import indicators_of

# Letters of any script, digits, and what stands between them: `1.2`, `A1`, `own-rules`, `leads_trade`.
_PLAIN_WORD = re.compile(r"\w+([.-]\w+)*")
# Keys that a bonus has already, beside those of the edition's conditions.
_BONUS_KEYS = ("reason", "evidence")
KEYED = ("terms", "activities", "deduction_grounds", "bonus_conditions")


def check_refs(sections: Mapping[str, Any], problems: list[Problem]) -> None:
    """Every ref and key is a plain word and stands for one thing."""
    dimensions = sections.get("dimensions", ())
    _check(_dimension_refs(dimensions), problems)
    _check(_figure_refs(dimensions), problems)
    for name in KEYED:
        _check([(at(name, index), item.key) for index, item in enumerate(sections.get(name, ()))], problems)
    problems.extend(
        problem(at("bonus_conditions", index), "key-reserved", key=condition.key)
        for index, condition in enumerate(sections.get("bonus_conditions", ()))
        if condition.key in _BONUS_KEYS
    )


def check_names(bands: Sequence[RatingBand], problems: list[Problem]) -> None:
    """Every level has a name of its own: a certificate says the name."""
    seen: set[str] = set()
    for index, band in enumerate(bands):
        if band.name in seen:
            problems.append(problem(f"bands[{index}].name", "band-name-twice", name=band.name))
        seen.add(band.name)


def _dimension_refs(dimensions: Sequence[Dimension | None]) -> Iterator[tuple[str, str]]:
    for index, dimension in enumerate(dimensions):
        if dimension is not None:
            yield at("dimensions", index), dimension.ref


def _figure_refs(dimensions: Sequence[Dimension | None]) -> Iterator[tuple[str, str]]:
    """Indicators, and parts by the name that their figures have: `2.1.b`."""
    for path, indicator in indicators_of(dimensions):
        yield f"{path}.ref", indicator.ref
    for path, indicator in indicators_of(dimensions):
        for index, part in enumerate(indicator.parts):
            yield f"{path}.parts[{index}]", f"{indicator.ref}.{part.ref}"


def _check(refs: Iterable[tuple[str, str]], problems: list[Problem]) -> None:
    """Each of the (path, ref) is a plain word of its own; the fault is told at the later one."""
    seen: set[str] = set()
    for path, ref in refs:
        if unicodedata.normalize("NFKC", ref) != ref or not _PLAIN_WORD.fullmatch(ref):
            problems.append(problem(path, "ref-shape", ref=ref))
        elif ref in seen:
            problems.append(problem(path, "duplicate-ref", ref=ref))
        seen.add(ref)
