# SPDX-License-Identifier: Apache-2.0
"""What an auditor found of the client's facts: each row confirmed, or corrected with a reason (17065 7.4.4).

What the client stated stays beside what was found. The latest verification of a row counts, and only as long as the
client states the row as it was then.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any, cast

from zhuoping.core.fact_rows import read_row
from zhuoping.core.fieldwork.gaps import Gap, Where
from zhuoping.core.fieldwork.records import TEXT_LIMIT
from zhuoping.core.problems import Problem, Refused, problem
from zhuoping.core.wording.labels import Word


class FactVerdict(StrEnum):
    """What came of it."""

    CONFIRMED = "confirmed"
    CORRECTED = "corrected"


@dataclass(frozen=True, slots=True)
class Verification:
    """One verification of a row: `row` counts from 1, and `stated` and `found` are plain rows (`plain_row`)."""

    row: int
    verdict: FactVerdict
    stated: Mapping[str, object]
    found: Mapping[str, object]


def plain_row(row: object) -> dict[str, str | int | bool]:
    """A row as it is kept: empty fields left out, everything but whole numbers and truths as text."""
    found: dict[str, str | int | bool] = {}
    for field in fields(cast("Any", row)):
        value = getattr(row, field.name)
        if value is None or value == "":
            continue
        found[field.name] = value if isinstance(value, bool | int) else _text(value)
    return found


def correct(key: str, row: int, stated: object, values: Mapping[str, object], reason: str) -> object:
    """The row of a sheet as it was found; `stated` is the row as the client states it, `row` counts from 1.

    Raises Refused: what `read_row` finds of the client's own input, fact-reason-missing, text-too-long,
    fact-correction-none where nothing differs.
    """
    problems: list[Problem] = []
    if not reason.strip():
        problems.append(problem("reason", "fact-reason-missing"))
    if len(reason.strip()) > TEXT_LIMIT:
        problems.append(problem("reason", "text-too-long", length=len(reason.strip()), limit=TEXT_LIMIT))
    try:
        found = read_row(key, values, row - 1)
    except Refused as refused:
        raise Refused([*problems, *refused.problems]) from None
    if found == stated:
        problems.append(problem("reason", "fact-correction-none"))
    if problems:
        raise Refused(problems)
    return cast("object", found)


def latest(
    verifications: Iterable[Verification], rows: Sequence[Mapping[str, object]]
) -> dict[int, Verification]:
    """The verification that counts of each row of a sheet; `rows` as stated now, the verifications the oldest first."""
    found: dict[int, Verification] = {}
    for each in verifications:
        if each.row <= len(rows) and rows[each.row - 1] == each.stated:
            found[each.row] = each
    return found


def fact_gaps(sheets: Mapping[str, Collection[str]], verified: Collection[str]) -> tuple[Gap, ...]:
    """The sheets that an indicator is judged by and of which nothing was verified; they keep nothing open.

    `sheets` are those that the client filled in, each with the indicators that are judged by it.
    """
    return tuple(
        Gap(
            Where.FACTS,
            key,
            problem(f"facts.{key}", "fact-sheet-unverified", sheet=Word(key), refs=tuple(refs)),
            blocks=False,
        )
        for key, refs in sheets.items()
        if refs and key not in verified
    )


def _text(value: object) -> str:
    if isinstance(value, Decimal):
        return f"{value:f}"
    return value.isoformat() if isinstance(value, date) else str(value)
