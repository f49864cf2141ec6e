# SPDX-License-Identifier: Apache-2.0
"""Verifying the client's facts: a row confirmed or corrected, or a sheet confirmed as a whole (17065 7.4.4).

What the client submitted is never touched; every verification is kept, and the latest of a row counts.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from django.db import transaction

from zhuoping.actions import ledger
from zhuoping.actions.errors import Changed
from zhuoping.actions.fieldwork.work import Work, begin
from zhuoping.core.fact_rows import row_class
from zhuoping.core.fact_verification import FactVerdict, correct, plain_row
from zhuoping.core.fieldwork.people import check_scorer
from zhuoping.core.ledger.canonical import Value
from zhuoping.core.problems import Refused, problem
from zhuoping.core.wording.labels import Word
from zhuoping.records.models import FactVerification, Person, Submission
from zhuoping.records.submitted_facts import latest_submission, plain_values, row_of, submitted_rows


@transaction.atomic
def confirm_row(
    *, by: Person, at: datetime, number: str, sheet: str, row: int, seen: int
) -> FactVerification:
    """Confirm a row of a sheet as submitted, counted from 1; `seen` is how many verifications of it were seen.

    Refuses: what `begin` refuses, expert-scores-not, fact-sheet-none, fact-verify-nothing, fact-verify-gone; Changed.
    """
    work = _begin(by, number)
    stated = plain_values(_stated(work, sheet, row))
    return _keep(work, by, at, sheet, row, _Given(FactVerdict.CONFIRMED, stated, stated, seen=seen))


@transaction.atomic
def correct_row(
    *,
    by: Person,
    at: datetime,
    number: str,
    sheet: str,
    row: int,
    values: Mapping[str, object],
    reason: str,
    seen: int,
) -> FactVerification:
    """Keep what was found in place of a row, checked as the client's own input is; `seen` as for `confirm_row`.

    Refuses: as `confirm_row`, and what `correct` refuses.
    """
    work = _begin(by, number)
    submitted = _stated(work, sheet, row)
    found = plain_row(correct(sheet, row, row_of(sheet, submitted), values, reason))
    given = _Given(FactVerdict.CORRECTED, plain_values(submitted), found, reason.strip(), seen)
    return _keep(work, by, at, sheet, row, given)


@transaction.atomic
def confirm_sheet(*, by: Person, at: datetime, number: str, sheet: str) -> FactVerification:
    """Confirm a sheet as a whole, but for the rows that were corrected; again it is no change.

    Refuses: what `begin` refuses, expert-scores-not, fact-sheet-none, fact-verify-nothing.
    """
    work = _begin(by, number)
    submission, rows = _sheet(work, sheet)
    stated = {"submission": submission.digest, "count": len(rows)}
    last = (
        FactVerification.objects.filter(engagement=work.engagement, sheet=sheet, row="").order_by("pk").last()
    )
    if last is not None and last.stated == stated:
        return last
    return _write(work, by, at, sheet, "", _Given(FactVerdict.CONFIRMED, stated, {}))


@dataclass(frozen=True, slots=True)
class _Given:
    """What is to be kept of a row, or of a sheet."""

    verdict: FactVerdict
    stated: Mapping[str, Any]
    found: Mapping[str, Any]
    reason: str = ""
    seen: int = 0


def _begin(by: Person, number: str) -> Work:
    work = begin(by, number, "finding.recorded")
    check_scorer(work.member)
    return work


def _sheet(work: Work, sheet: str) -> tuple[Submission, list[dict[str, Any]]]:
    row_class(sheet)
    submission = latest_submission(work.engagement)
    rows = submitted_rows(submission).get(sheet, []) if submission else []
    if submission is None or not rows:
        raise Refused([problem("sheet", "fact-verify-nothing")])
    return submission, rows


def _stated(work: Work, sheet: str, row: int) -> dict[str, Any]:
    _, rows = _sheet(work, sheet)
    if not 1 <= row <= len(rows):
        raise Refused([problem("row", "fact-verify-gone", sheet=Word(sheet), row=row)])
    return rows[row - 1]


def _keep(work: Work, by: Person, at: datetime, sheet: str, row: int, given: _Given) -> FactVerification:
    kept = FactVerification.objects.filter(engagement=work.engagement, sheet=sheet, row=str(row)).order_by(
        "pk"
    )
    last, count = kept.last(), kept.count()
    mine = {"verdict": given.verdict.value, "reason": given.reason, "found": given.found}
    if last is not None:
        stands = {"verdict": last.verdict, "reason": last.reason, "found": last.found}
        if (last.stated, stands) == (given.stated, mine):
            return last
        if count > given.seen:
            raise Changed(f"facts.{sheet}[{row - 1}]", count, stands, mine)
    return _write(work, by, at, sheet, str(row), given)


def _write(work: Work, by: Person, at: datetime, sheet: str, row: str, given: _Given) -> FactVerification:
    kept = FactVerification.objects.create(
        engagement=work.engagement,
        sheet=sheet,
        row=row,
        verdict=given.verdict.value,
        stated=given.stated,
        found=given.found,
        reason=given.reason,
        verified_at=at,
        verified_by=by,
    )
    body: dict[str, Value] = {"sheet": sheet, "row": row, "verdict": kept.verdict, "reason": kept.reason}
    if given.verdict is FactVerdict.CORRECTED:
        body |= {"stated": cast("Value", dict(given.stated)), "found": cast("Value", dict(given.found))}
    ledger.append(by=by, at=at, action="fact.verified", subject=work.engagement, body=body)
    return kept
