# SPDX-License-Identifier: Apache-2.0
"""The fact sheets of a submission, read back from the text that is kept of it word for word."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any

from zhuoping.core import shapes
from zhuoping.core.fact_rows import read_row, row_class
from zhuoping.core.fact_verification import FactVerdict, Verification, latest
from zhuoping.core.facts import Facts
from zhuoping.core.problems import Problem, Refused
from zhuoping.records.models import Engagement, FactVerification, Submission


@dataclass(frozen=True, slots=True)
class SubmittedFacts:
    """The sheets as plain rows and as values, and the number of the prior certificate as it was stated."""

    rows: Mapping[str, list[dict[str, Any]]]
    facts: Facts
    prior_number: str


def latest_submission(engagement: Engagement) -> Submission | None:
    """What was submitted last, without its content, which may be long: that is read when it is asked for."""
    return Submission.objects.filter(engagement=engagement).defer("content").order_by("round").last()


def submitted_facts(submission: Submission) -> SubmittedFacts:
    """The facts of a submission; what was kept was checked, so a fault here is a failure."""
    application = json.loads(submission.content)["application"]
    return _read(application["facts"], application)


def verified_facts(engagement: Engagement) -> SubmittedFacts | None:
    """The facts submitted last, each row as the auditors found it where they corrected it; None before a submission.

    Two queries.
    """
    submission = latest_submission(engagement)
    return None if submission is None else verified_facts_of(submission)


def verified_facts_of(submission: Submission) -> SubmittedFacts:
    """As `verified_facts`, of one submission."""
    application = json.loads(submission.content)["application"]
    rows: dict[str, list[dict[str, Any]]] = application["facts"]
    for key, found in verifications_of(submission.engagement_id).items():
        sheet = rows.get(key, [])
        stated = [plain_values(row) for row in sheet]
        for each in latest(found, stated).values():
            if each.verdict is FactVerdict.CORRECTED:
                sheet[each.row - 1] = dict.fromkeys(sheet[each.row - 1]) | dict(each.found)
    return _read(rows, application)


def verifications_of(engagement: int) -> dict[str, list[Verification]]:
    """What was verified row by row of an engagement, by sheet, the oldest first; one query."""
    rows = FactVerification.objects.filter(engagement=engagement).exclude(row="").order_by("pk")
    found: dict[str, list[Verification]] = {}
    for row in rows:
        verification = Verification(int(row.row), FactVerdict(row.verdict), row.stated, row.found)
        found.setdefault(row.sheet, []).append(verification)
    return found


def verified_until(submission: Submission) -> int:
    """The number of the last verification of a row, 0 for none: while it stays, so does what `verified_facts` gives."""
    rows = FactVerification.objects.filter(engagement=submission.engagement_id).exclude(row="")
    return rows.order_by("-pk").values_list("pk", flat=True).first() or 0


def submitted_rows(submission: Submission) -> dict[str, list[dict[str, Any]]]:
    """The rows of every sheet as submitted, empty fields among them."""
    rows: dict[str, list[dict[str, Any]]] = json.loads(submission.content)["application"]["facts"]
    return rows


def plain_values(row: Mapping[str, Any]) -> dict[str, Any]:
    """A submitted row as verifications keep it: without its empty fields."""
    return {name: value for name, value in row.items() if value not in (None, "")}


def row_of(key: str, row: Mapping[str, Any]) -> Any:  # noqa: ANN401 - a row of any sheet.
    """A submitted row as core reads it."""
    return read_row(key, _typed(key, row))


def _read(rows: Mapping[str, list[dict[str, Any]]], application: Mapping[str, Any]) -> SubmittedFacts:
    problems: list[Problem] = []
    typed = {key: [_typed(key, row) for row in sheet] for key, sheet in rows.items()}
    facts = shapes.read(Facts, typed, "facts", problems)
    if facts is None:
        raise Refused(problems)
    prior = application["prior_certificate"] or {}
    return SubmittedFacts(rows, facts, prior.get("number", ""))


def _typed(key: str, row: Mapping[str, Any]) -> dict[str, object]:
    """A row as it is read: empty fields left out, decimals, which the text has as text, as decimals."""
    decimals = _decimals(key)
    return {
        name: Decimal(value) if name in decimals else value
        for name, value in row.items()
        if value not in (None, "")
    }


@cache
def _decimals(key: str) -> frozenset[str]:
    fields = shapes.fields(row_class(key))
    return frozenset(field.name for field in fields if shapes.optional(field.type)[0] is Decimal)
