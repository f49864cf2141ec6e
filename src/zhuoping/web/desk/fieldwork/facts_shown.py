# SPDX-License-Identifier: Apache-2.0
"""What the client submitted that informs an indicator, with the program's checks beside it.

A roster may have thousands of rows, and reading and checking them takes longer than the rest of the page. What was
submitted never changes, so what came of it once is kept in the process, by the digest of the submission and the last
correction: rows that the auditors corrected count as they found them.
"""

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from zhuoping.core.facts import Check, Verdict, check_facts, check_rules
from zhuoping.core.scheme import Scheme
from zhuoping.records.models import Engagement, Submission
from zhuoping.records.submitted_facts import verified_facts_of, verified_until
from zhuoping.records.values import scheme_of
from zhuoping.schemes.divisions import load_divisions
from zhuoping.web.desk.submitted import Sheet, sheets_of

# Of a large sheet a few rows, for the auditor to see what it is; the whole of it is a page of its own.
ROWS_SHOWN = 6
REMARKS_SHOWN = 5
_KEPT = 64


@dataclass(frozen=True, slots=True)
class CheckShown:
    """What a check found, in words."""

    title: str
    verdict: Verdict
    sentence: str
    remarks: tuple[str, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Informing:
    """The sheets and checks of one submission, by indicator."""

    sheets: Mapping[str, tuple[Sheet, ...]]
    checks: Mapping[str, tuple[CheckShown, ...]]


_Key = tuple[str, int, str, date]
_kept: OrderedDict[_Key, Informing] = OrderedDict()


def known(engagement: Engagement, submission: Submission, on: date, language: str) -> Informing | None:
    """What came of a submission already; None where nobody has asked yet."""
    return _kept.get(_key(engagement, submission, on, language))


def informing(engagement: Engagement, submission: Submission, on: date, language: str) -> Informing:
    """What a submission says of each indicator on a day."""
    key = _key(engagement, submission, on, language)
    found = _kept.get(key)
    if found is None:
        scheme = scheme_of(engagement.edition, language)
        found = _kept[key] = _made(submission, scheme, on, language)
        while len(_kept) > _KEPT:
            _kept.popitem(last=False)
    return found


def _key(engagement: Engagement, submission: Submission, on: date, language: str) -> _Key:
    # An adopted edition and what was submitted never change; what was verified is added to.
    return f"{submission.digest} {verified_until(submission)}", engagement.edition_id, language, on


def _made(submission: Submission, scheme: Scheme, on: date, language: str) -> Informing:
    read = verified_facts_of(submission)
    checks = check_facts(read.facts, on, check_rules(scheme.parameters), load_divisions(), read.prior_number)
    sheets = {sheet.key: sheet for sheet in sheets_of(read.rows, ROWS_SHOWN)}
    return Informing(
        sheets={
            ref: tuple(sheets[key] for key in indicator.facts if key in sheets)
            for ref, indicator in scheme.indicators.items()
        },
        checks={
            ref: tuple(_shown(each, language) for each in checks if each.indicator == ref)
            for ref in scheme.indicators
        },
    )


def _shown(check: Check, language: str) -> CheckShown:
    remarks = tuple(each.message(language) for each in check.remarks[:REMARKS_SHOWN])
    return CheckShown(
        check.title(language),
        check.verdict,
        check.explain(language),
        remarks,
        len(check.remarks) - len(remarks),
    )
