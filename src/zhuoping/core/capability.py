# SPDX-License-Identifier: Apache-2.0
"""Mode G: what a client declares of its capability, and what was verified of it, parameter by parameter (rules 3.2).

Whether what was verified bears what was declared is judged by a person; where both are numbers and differ, or where
the verdict is another than conforming, the row says why.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from decimal import Decimal
from enum import StrEnum

from zhuoping.core import shapes
from zhuoping.core.characteristic_rows import LONG_LIMIT, lines, text_faults
from zhuoping.core.fieldwork.gaps import Gap, Where
from zhuoping.core.fieldwork.records import SHORT_LIMIT
from zhuoping.core.plain import Plain
from zhuoping.core.problems import Problem, Refused, problem

MODE = "G"
ROW_LIMIT = 200
_NUMBER = re.compile(r"-?[0-9]{1,12}(\.[0-9]{1,6})?")
_LONG = frozenset({"method", "reason"})


class CapabilityVerdict(StrEnum):
    """What is found of a parameter."""

    CONFORMING = "conforming"
    NOT_CONFORMING = "not-conforming"
    NOT_APPLICABLE = "not-applicable"


@dataclass(frozen=True, slots=True)
class CapabilityRow:
    """One parameter, as `service engineers`: declared 24, verified 22, in `persons`.

    `method` is how it was verified, `reason` why both differ or why it does not conform.
    """

    parameter: str
    declared: str
    verified: str = ""
    unit: str = ""
    method: str = ""
    verdict: CapabilityVerdict | None = None
    reason: str = ""

    @property
    def differs(self) -> bool:
        """Whether both are said and not the same; numbers by their value."""
        if not self.verified:
            return False
        if _NUMBER.fullmatch(self.declared) and _NUMBER.fullmatch(self.verified):
            return Decimal(self.declared) != Decimal(self.verified)
        return self.declared != self.verified

    @property
    def needs_reason(self) -> bool:
        """Whether it has to say why."""
        is_otherwise = self.verdict not in (None, CapabilityVerdict.CONFORMING)
        return is_otherwise or (self.verdict is not None and self.differs)


def read_row(value: object) -> CapabilityRow:
    """A row from plain values, without blanks around its texts.

    Raises Refused with every fault: text-too-long, character-not-allowed, capability-reason-required, and what
    `shapes.read` finds.
    """
    found: list[Problem] = []
    read = shapes.read(CapabilityRow, value, "", found)
    if read is None:
        raise Refused(found)
    row = _clean(read)
    found.extend(_faults(row))
    if found:
        raise Refused(found)
    return row


def plain_row(row: CapabilityRow) -> dict[str, Plain]:
    """A row as plain values, which `read_row` reads again."""
    values = {each.name: getattr(row, each.name) for each in fields(CapabilityRow)}
    return values | {"verdict": row.verdict.value if row.verdict else None}


def check_room(rows: int) -> None:
    """Nothing where one more row may be. Raises Refused: capability-rows-many."""
    if rows >= ROW_LIMIT:
        raise Refused([problem("parameter", "capability-rows-many", limit=ROW_LIMIT)])


def check_removal(reason: str) -> str:
    """Why a row is taken out, as it is kept. Raises Refused: capability-removal-reason, text-too-long and the like."""
    kept = lines(reason)
    found = list(text_faults("reason", kept, LONG_LIMIT))
    if not kept:
        found.append(problem("reason", "capability-removal-reason"))
    if found:
        raise Refused(found)
    return kept


def capability_gaps(planned: Collection[str], rows: Sequence[CapabilityRow]) -> tuple[Gap, ...]:
    """What keeps fieldwork open where mode G is planned: no row, one that is not verified or not judged."""
    if MODE not in planned:
        return ()
    return tuple(Gap(Where.CAPABILITY, MODE, each) for each in _lacks(rows))


def _lacks(rows: Sequence[CapabilityRow]) -> Iterator[Problem]:
    if not rows:
        yield problem("capability", "capability-missing")
    for row in rows:
        if row.verdict is None:
            yield problem("capability", "capability-unjudged", parameter=row.parameter)
        elif row.verdict is not CapabilityVerdict.NOT_APPLICABLE and not (row.verified and row.method):
            yield problem("capability", "capability-unverified", parameter=row.parameter)


def _faults(row: CapabilityRow) -> Iterator[Problem]:
    for each in fields(CapabilityRow):
        if each.name != "verdict":
            limit = LONG_LIMIT if each.name in _LONG else SHORT_LIMIT
            yield from text_faults(each.name, getattr(row, each.name), limit)
    if row.needs_reason and not row.reason:
        yield problem("reason", "capability-reason-required")


def _clean(row: CapabilityRow) -> CapabilityRow:
    return replace(
        row,
        parameter=_line(row.parameter),
        declared=_line(row.declared),
        verified=_line(row.verified),
        unit=_line(row.unit),
        method=lines(row.method),
        reason=lines(row.reason),
    )


def _line(text: str) -> str:
    return " ".join(text.split())
