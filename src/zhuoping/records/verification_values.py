# SPDX-License-Identifier: Apache-2.0
"""The client's facts with what the auditors verified of them, sheet by sheet and row by row."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from zhuoping.core.fact_rows import row_class
from zhuoping.core.fact_verification import FactVerdict, fact_gaps
from zhuoping.core.fieldwork.gaps import Gap
from zhuoping.core.scheme import Scheme
from zhuoping.records.models import Engagement, FactVerification, Submission
from zhuoping.records.submitted_facts import latest_submission, plain_values, submitted_rows
from zhuoping.records.values import scheme_of


@dataclass(frozen=True, slots=True)
class SheetVerified:
    """A sheet as submitted: its rows, what counts of each that was verified (from 1), and how often each was.

    `whole` is the confirmation of the sheet as a whole; `refs` the indicators that are judged by it.
    """

    key: str
    rows: tuple[dict[str, Any], ...]
    refs: tuple[str, ...]
    verified: Mapping[int, FactVerification]
    counts: Mapping[int, int]
    whole: FactVerification | None

    @property
    def corrected(self) -> int:
        """How many rows were corrected."""
        return sum(each.verdict == FactVerdict.CORRECTED for each in self.verified.values())

    @property
    def is_verified(self) -> bool:
        """Whether anything of it was."""
        return bool(self.verified) or self.whole is not None


def sheets_verified(engagement: Engagement) -> tuple[SheetVerified, ...]:
    """Every sheet of the last submission that has rows; none before a submission. Two queries."""
    submission = latest_submission(engagement)
    return () if submission is None else _sheets(engagement, submission)


def gaps_of_facts(engagement: Engagement) -> tuple[Gap, ...]:
    """The sheets that indicators are judged by and of which nothing was verified."""
    found = sheets_verified(engagement)
    return fact_gaps(
        {each.key: each.refs for each in found}, {each.key for each in found if each.is_verified}
    )


def _sheets(engagement: Engagement, submission: Submission) -> tuple[SheetVerified, ...]:
    rows = FactVerification.objects.filter(engagement=engagement).select_related("verified_by")
    kept: dict[str, list[FactVerification]] = {}
    for each in rows.order_by("pk"):
        kept.setdefault(each.sheet, []).append(each)
    judged = _judged(scheme_of(engagement.edition))
    return tuple(
        _sheet(key, tuple(sheet), judged.get(key, ()), kept.get(key, []), submission.digest)
        for key, sheet in submitted_rows(submission).items()
        if sheet
    )


def _sheet(
    key: str,
    rows: tuple[dict[str, Any], ...],
    refs: tuple[str, ...],
    kept: list[FactVerification],
    digest: str,
) -> SheetVerified:
    row_class(key)
    verified: dict[int, FactVerification] = {}
    counts: dict[int, int] = {}
    whole = None
    for each in kept:
        if not each.row:
            # A later submission is another sheet.
            whole = each if each.stated.get("submission") == digest else whole
            continue
        number = int(each.row)
        counts[number] = counts.get(number, 0) + 1
        if number <= len(rows) and plain_values(rows[number - 1]) == each.stated:
            verified[number] = each
    return SheetVerified(key, rows, refs, verified, counts, whole)


def _judged(scheme: Scheme) -> dict[str, tuple[str, ...]]:
    """The indicators that are judged by each sheet."""
    found: dict[str, tuple[str, ...]] = {}
    for ref, indicator in scheme.indicators.items():
        for key in indicator.facts:
            found[key] = (*found.get(key, ()), ref)
    return found
