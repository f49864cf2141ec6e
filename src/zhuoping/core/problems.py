# SPDX-License-Identifier: Apache-2.0
"""Errors as values: what is wrong, where, and by which rule; all of them at once, never the first only."""

from collections.abc import Iterable
from dataclasses import dataclass

from zhuoping.core import wording
from zhuoping.core.wording.labels import Said, Word, said


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that a rule refuses.

    `path` says where (`awards.1.2.sampled.size`, `dimensions[0].points`), `code` what (stable, kebab-case),
    `values` fill the wording of the code; a `Word` or a tuple among them is shown as the reader's language does.

    >>> Problem("awards.1.1", "points-out-of-range", (("given", "4"), ("points", "3"))).message("en")
    'Award 4 is outside 0 to 3 points: enter a value within that range.'
    """

    path: str
    code: str
    values: tuple[tuple[str, Said], ...] = ()

    def message(self, language: str = "zh", *, in_cells: bool = False) -> str:
        """What is wrong and how to mend it, in the language asked for (`zh` or `en`).

        `in_cells` for a reader who fills in a workbook: labels of cells instead of keys of a file.
        """
        values = {name: said(value, language, in_cells=in_cells) for name, value in self.values}
        return wording.say(self.code, values, language, in_cells=in_cells)


class Refused(Exception):  # noqa: N818 - a refusal is a rule's answer, not an error of the program.
    """A rule said no; carries every problem found, in the order of the input."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("; ".join(f"{problem.path}: {problem.code}" for problem in self.problems))


def problem(path: str, code: str, **values: object) -> Problem:
    """A Problem whose wording is filled with `values`: labels as they are, anything else as text."""
    return Problem(path, code, tuple((name, _said(value)) for name, value in values.items()))


def _said(value: object) -> Said:
    if isinstance(value, tuple):
        return tuple(_said(each) for each in value)
    return value if isinstance(value, Word) else str(value)


def at(path: str, key: object) -> str:
    """The path of a member: `at("awards", "1.2")` is `awards.1.2`; a number counts list items, from 0.

    >>> at("dimensions", 0), at("", "edition"), at("awards", "1.2")
    ('dimensions[0]', 'edition', 'awards.1.2')
    """
    if isinstance(key, int):
        return f"{path}[{key}]"
    return f"{path}.{key}" if path else str(key)
