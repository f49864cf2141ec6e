# SPDX-License-Identifier: Apache-2.0
"""The patterns of a body, together: no two kinds share a number, and no number comes twice when they change.

Engagements, agreements and plans are numbered by patterns that the administrator sets; a certificate's stands in its
edition. Numbers that were given stay; new patterns are for new numbers only.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from itertools import combinations, product

from zhuoping.core.numbering import (
    Counted,
    NumberKind,
    fields_of,
    number,
    pattern_problems,
    restarts_yearly,
)
from zhuoping.core.problems import Problem, Refused, at, problem
from zhuoping.core.wording.labels import Word

# What a table holds, with room for what later versions of an agreement add.
NUMBER_LIMIT = 32
# A plan's number may begin with nothing, or as `plan_prefix` has it; here any digit is written #.
_DIGIT = "#"
_PREFIXES = ("", "R######", "RF#####")
# What the first version of an agreement, and later ones, end in (`agreement.version_number`).
_VERSIONS = ("", "-#", "-##")
_YEAR_DIGITS = 4


@dataclass(frozen=True, slots=True)
class Patterns:
    """The body's patterns; these until it sets its own."""

    engagement: str = "ZP-{year}-{serial:06}"
    agreement: str = "HT-{year}-{serial:06}"
    plan: str = "{prefix}{year}{serial:06}"

    def of(self, kind: NumberKind) -> str:
        """The pattern of one kind. Raises KeyError for a certificate, whose pattern stands in the edition."""
        return self.plain()[kind]

    def plain(self) -> dict[str, str]:
        """All of them by kind."""
        return {each.name: getattr(self, each.name) for each in fields(self)}


@dataclass(frozen=True, slots=True)
class Given:
    """The numbers that were given so far, of any kind, in the year `year`; `serials` are the last ones by counter."""

    year: int
    numbers: Iterable[str] = ()
    serials: Mapping[str, int] = field(default_factory=dict)


def counter_of(kind: NumberKind, pattern: str, year: int) -> str:
    """The counter that a pattern takes its serials from: one for each year where the year tells numbers apart."""
    return f"{kind}:{year}" if restarts_yearly(pattern) else f"{kind}"


def check_patterns(patterns: Patterns, given: Given, path: str = "patterns") -> Patterns:
    """The patterns, when numbers can be made of all of them, and none that is taken or of two kinds.

    Raises Refused with every problem: those of `pattern_problems`, pattern-slash, number-too-long, patterns-alike,
    serial-used-up, pattern-number-taken.
    """
    found: dict[NumberKind, list[Problem]] = {}
    for kind, pattern in _by_kind(patterns):
        where = at(path, kind.value)
        found[kind] = [*pattern_problems(pattern, kind, where)] or [*_own(pattern, kind, where, given)]
    sound = [(kind, pattern) for kind, pattern in _by_kind(patterns) if not found[kind]]
    for (first, one), (second, other) in combinations(sound, 2):
        if _may_meet(_forms(first, one), _forms(second, other)):
            values = {"given": other, "kind": Word(f"NumberKind.{first}"), "other": one}
            found[second].append(problem(at(path, second.value), "patterns-alike", **values))
    for kind, taken in _taken(sound, given).items():
        found[kind].append(problem(at(path, kind.value), "pattern-number-taken", number=taken))
    problems = [each for kind in found for each in found[kind]]
    if problems:
        raise Refused(problems)
    return patterns


def next_numbers(patterns: Patterns, given: Given, prefix: str = "") -> dict[str, str]:
    """The number that each pattern gives next, by kind; empty where its serials are used up."""
    found: dict[str, str] = {}
    for kind, pattern in _by_kind(patterns):
        serial = given.serials.get(counter_of(kind, pattern, given.year), 0) + 1
        try:
            found[kind.value] = number(pattern, Counted(given.year, serial, prefix=prefix))
        except Refused:
            found[kind.value] = ""
    return found


def _by_kind(patterns: Patterns) -> list[tuple[NumberKind, str]]:
    return [(NumberKind(key), pattern) for key, pattern in patterns.plain().items()]


def _own(pattern: str, kind: NumberKind, where: str, given: Given) -> Iterator[Problem]:
    """What is wrong with a pattern of which numbers can be made, for a kind that pages and files are named by."""
    if "/" in pattern:
        yield problem(where, "pattern-slash", given=pattern)
    longest = max(map(len, _forms(kind, pattern, versions=False)))
    if longest > NUMBER_LIMIT:
        yield problem(where, "number-too-long", length=longest, limit=NUMBER_LIMIT)
    serial = given.serials.get(counter_of(kind, pattern, given.year), 0) + 1
    width = next(width for _text, name, width in fields_of(pattern) if name == "serial")
    if len(f"{serial}") > width:
        yield problem(where, "serial-used-up", serial=serial, pattern=pattern)


# -- two kinds


def _forms(kind: NumberKind, pattern: str, *, versions: bool = True) -> list[str]:
    """Every form that numbers of a pattern have, with # for any digit."""
    forms = [""]
    for text, name, width in fields_of(pattern):
        filled = {"": ("",), "prefix": _PREFIXES, "year": (_DIGIT * _YEAR_DIGITS,)}.get(
            name, (_DIGIT * width,)
        )
        forms = [f"{form}{text}{each}" for form, each in product(forms, filled)]
    ends = _VERSIONS if versions and kind is NumberKind.AGREEMENT else ("",)
    return [f"{form}{end}" for form, end in product(forms, ends)]


def _may_meet(ones: Iterable[str], others: Iterable[str]) -> bool:
    """Whether some number has a form of both."""
    pairs = ((one, other) for one, other in product(ones, others) if len(one) == len(other))
    return any(all(map(_alike, one, other)) for one, other in pairs)


def _alike(one: str, other: str) -> bool:
    return one == other or (
        _DIGIT in (one, other) and all(each == _DIGIT or each.isdigit() for each in (one, other))
    )


# -- numbers that were given


def _taken(sound: Iterable[tuple[NumberKind, str]], given: Given) -> dict[NumberKind, str]:
    """For each pattern the first number that it would give although it is taken."""
    readers = {kind: (pattern, re.compile(_expression(pattern))) for kind, pattern in sound}
    found: dict[NumberKind, str] = {}
    for each in given.numbers:
        for kind, (pattern, expression) in readers.items():
            read = expression.fullmatch(each)
            if kind not in found and read and _is_ahead(read, kind, pattern, given):
                found[kind] = each
    return found


def _expression(pattern: str) -> str:
    """The regular expression of a pattern's numbers; year and serial can be read off them in one way only."""
    parts = {"": "", "prefix": "(?:R[0-9]{6}|RF[0-9]{5})?", "year": "(?P<year>[0-9]{4})"}
    return "".join(
        re.escape(text) + parts.get(name, f"(?P<serial>[0-9]{{{width}}})")
        for text, name, width in fields_of(pattern)
    )


def _is_ahead(read: re.Match[str], kind: NumberKind, pattern: str, given: Given) -> bool:
    """Whether year and serial of a number are still to come; serials below are past, whoever had them."""
    year = int(read.groupdict().get("year") or given.year)
    return year >= given.year and int(read["serial"]) > given.serials.get(counter_of(kind, pattern, year), 0)
