# SPDX-License-Identifier: Apache-2.0
"""Numbers of engagements, agreements, plans and certificates, from patterns that the body sets as data.

Which patterns the body may set beside one another, and after what numbers, stands in `number_patterns`.

A pattern is text with fields: `ZP-{year}-{serial:06}`. Numbers go to the national platform, which takes capitals
without blanks (domain rules 4.5 and 4.8), so a pattern holds capital letters, digits, and `-`, `/`, `.`.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from zhuoping.core import shapes
from zhuoping.core.problems import Problem, Refused, problem

# Bounds of a page, not of any scheme.
PATTERN_LIMIT = 60
WIDEST_SERIAL = 12

_FIELD = re.compile(r"\{(?P<name>[a-z]+)(?::0?(?P<width>[0-9]{1,2}))?\}")
_LITERAL = re.compile(r"[A-Z0-9./-]*")
_APPROVAL = re.compile(r"[0-9]+\Z")


class NumberKind(StrEnum):
    """What is numbered."""

    ENGAGEMENT = "engagement"
    AGREEMENT = "agreement"
    PLAN = "plan"
    CERTIFICATE = "certificate"


# Fields that a pattern may have, and those that it must have; `cycle` is 0 in the first cycle, then 1, 2, …
FIELDS: Mapping[NumberKind, tuple[tuple[str, ...], tuple[str, ...]]] = {
    NumberKind.ENGAGEMENT: (("year", "serial"), ("serial",)),
    NumberKind.AGREEMENT: (("year", "serial"), ("serial",)),
    NumberKind.PLAN: (("prefix", "year", "serial"), ("serial",)),
    NumberKind.CERTIFICATE: (("prefix", "year", "serial", "cycle"), ("serial", "cycle")),
}


@dataclass(frozen=True, slots=True)
class Counted:
    """What fills a pattern: the year, the serial number from 1, the cycle from 0, and the prefix of a plan."""

    year: int
    serial: int
    cycle: int = 0
    prefix: str = ""


def pattern_problems(pattern: str, kind: NumberKind, path: str) -> tuple[Problem, ...]:
    """What is wrong with a pattern.

    Problems: empty-text, text-too-long, pattern-characters, pattern-field-unknown, pattern-field-twice,
    pattern-field-missing, pattern-width, pattern-serial-open.
    """
    if not pattern:
        return (problem(path, "empty-text"),)
    if len(pattern) > PATTERN_LIMIT:
        return (problem(path, "text-too-long", length=len(pattern), limit=PATTERN_LIMIT),)
    return tuple(_pattern(pattern, kind, path))


def check_pattern(pattern: str, kind: NumberKind, path: str) -> str:
    """The pattern, when numbers can be made of it.

    Raises Refused with every problem that `pattern_problems` finds.
    """
    found = pattern_problems(pattern, kind, path)
    if found:
        raise Refused(found)
    return pattern


def fields_of(pattern: str) -> Iterator[tuple[str, str, int]]:
    """Each field with the text before it and its width, 0 for none; last the text after them all, without a field."""
    end = 0
    for field in _FIELD.finditer(pattern):
        yield pattern[end : field.start()], field["name"], int(field["width"] or 0)
        end = field.end()
    yield pattern[end:], "", 0


def restarts_yearly(pattern: str) -> bool:
    """Whether serial numbers may begin at 1 again each year: only where the year tells the numbers apart."""
    return any(name == "year" for _text, name, _width in fields_of(pattern))


def number(pattern: str, counted: Counted) -> str:
    """The number that a checked pattern gives.

    Raises Refused: serial-used-up, where the serial has more digits than the pattern, which would let two numbers
    run into one another.

    >>> number("ZP-{year}-{serial:06}", Counted(2026, 17))
    'ZP-2026-000017'
    >>> number("034{year}S{serial:04}R{cycle}", Counted(2026, 17, cycle=1))
    '0342026S0017R1'
    """
    values = {"year": f"{counted.year:04}", "cycle": str(counted.cycle), "prefix": counted.prefix}

    def filled(field: re.Match[str]) -> str:
        if field["name"] != "serial":
            return values[field["name"]]
        serial = f"{counted.serial:0{int(field['width'])}}"
        if len(serial) > int(field["width"]):
            raise Refused([problem("serial", "serial-used-up", serial=counted.serial, pattern=pattern)])
        return serial

    return _FIELD.sub(filled, pattern)


def plan_prefix(approval: str, branch: int = 0, *, foreign: bool = False) -> str:
    """The prefix of plan numbers that the platform recommends: R, the body's approval number, its branch.

    `approval` is the approval number as the body writes it; its last three digits count, two for a foreign body, and
    a 0 stands before them. Raises Refused: approval-number, branch-number.

    >>> plan_prefix("CNCA-R-2018-482", 1), plan_prefix("CNCA-RF-2010-49", foreign=True)
    ('R048201', 'RF04900')
    """
    problems = []
    digits = _APPROVAL.search(normalise_number(approval))
    count = 2 if foreign else 3
    if digits is None or len(digits[0]) < count:
        values = {"given": shapes.shown(approval), "count": count}
        problems.append(problem("approval", "approval-number", **values))
    if not 0 <= branch <= 99:  # noqa: PLR2004 - two digits.
        problems.append(problem("branch", "branch-number", given=branch))
    if digits is None or problems:
        raise Refused(problems)
    return f"{'RF' if foreign else 'R'}0{digits[0][-count:]}{branch:02}"


def normalise_number(written: str) -> str:
    """A number as it is stored, however somebody typed it: half-width capitals without blanks or unseen marks.

    >>> normalise_number(" zp-2026- ０00017\u200b")
    'ZP-2026-000017'
    """
    text = unicodedata.normalize("NFKC", written).upper()
    return "".join(each for each in text if not each.isspace() and unicodedata.category(each) != "Cf")


def _pattern(pattern: str, kind: NumberKind, path: str) -> Iterator[Problem]:
    known, needed = FIELDS[kind]
    literals = _FIELD.sub("", pattern)
    if not _LITERAL.fullmatch(literals):
        yield problem(path, "pattern-characters", given=shapes.shown(literals))
    fields = list(_FIELD.finditer(pattern))
    names = [field["name"] for field in fields]
    for index, field in enumerate(fields):
        name, width = field["name"], field["width"]
        if name not in known:
            yield problem(path, "pattern-field-unknown", name=name, known=known)
        elif name in names[:index]:
            yield problem(path, "pattern-field-twice", name=name)
        elif name != "serial":
            if width is not None:
                yield problem(path, "pattern-width", name=name)
        elif width is None or not 1 <= int(width) <= WIDEST_SERIAL:
            yield problem(path, "pattern-serial-open", most=WIDEST_SERIAL)
    for name in needed:
        if name not in names:
            yield problem(path, "pattern-field-missing", name=name)
