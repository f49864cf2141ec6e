# SPDX-License-Identifier: Apache-2.0
"""Two auditors score, each for themselves, and record what they agree on (domain rules A17).

While a score is not open the ledger, which others read, has its digest only; when both are there, it tells both.
"""

import secrets
from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256

from django.db import transaction

from zhuoping.actions import ledger
from zhuoping.actions.errors import Changed
from zhuoping.actions.fieldwork.findings import as_told, write_field
from zhuoping.actions.fieldwork.work import Work, begin
from zhuoping.core.fieldwork.double_scoring import (
    DoubleState,
    agree,
    check_may_agree,
    check_may_score,
    check_score,
    check_text,
    is_open,
)
from zhuoping.core.fieldwork.findings import Field
from zhuoping.core.ledger.canonical import Value, canonical
from zhuoping.core.plain import Plain
from zhuoping.core.problems import Refused, problem
from zhuoping.outputs.case_file import award_value
from zhuoping.records.double_scoring_values import DoubleLine, lines_seen_by
from zhuoping.records.fieldwork_values import exact, kept
from zhuoping.records.models import BlindScore, Finding, Person, Reconciliation
from zhuoping.records.values import scorer_of


@transaction.atomic
def score_blind(
    *, by: Person, at: datetime, number: str, ref: str, award: Plain, text: str = "", seen: int = 0
) -> BlindScore:
    """Give an indicator one's own score, or change it while the other one's is not there; `seen` is its version.

    The second score opens both. Refuses: what `begin`, `check_may_score`, `check_score` and `check_text` refuse,
    double-scoring-not-chosen; Changed where the same person changed it elsewhere.
    """
    work = _begin(by, number)
    given = award_value(check_score(scorer_of(work.engagement.edition), ref, award))
    words = check_text(text)
    rows = list(
        BlindScore.objects.filter(engagement=work.engagement, ref=ref)
        .select_related("auditor")
        .order_by("pk")
    )
    check_may_score(work.member, {row.auditor_id: str(row.auditor) for row in rows})
    row = next((each for each in rows if each.auditor_id == by.pk), None)
    if row is not None and (row.award, row.text) == (kept(given), words):
        return row
    if row is None:
        row = BlindScore(engagement=work.engagement, ref=ref, auditor=by, version=0)
        rows.append(row)
    elif row.version != seen:
        raise Changed(f"scores.{ref}", row.version, {"award": exact(row.award)}, {"award": given})
    row.award, row.text, row.salt = kept(given), words, secrets.token_hex(16)
    row.version, row.scored_at = row.version + 1, at
    row.save()
    body: dict[str, Value] = {"ref": ref, "version": row.version, "sealed": sealed(row)}
    ledger.append(by=by, at=at, action="blind-score.recorded", subject=work.engagement, body=body)
    if is_open({each.auditor_id for each in rows}):
        opened: dict[str, Value] = {"ref": ref, "scores": [_told(each) for each in rows]}
        ledger.append(by=by, at=at, action="blind-score.opened", subject=work.engagement, body=opened)
    return row


@transaction.atomic
def reconcile(
    *, by: Person, at: datetime, number: str, ref: str, award: Plain, reason: str = "", seen: int = 0
) -> Reconciliation:
    """Record the award that both agreed on, which becomes that of the finding; `seen` counts those the person saw.

    Refuses: what `begin`, `check_may_agree` and `agree` refuse, double-scoring-not-chosen, indicator-unknown;
    Changed where somebody was faster.
    """
    work = _begin(by, number)
    lines = lines_seen_by(work.engagement, by.pk)
    if ref not in lines:
        raise Refused([problem("ref", "indicator-unknown", ref=ref[:40], known=tuple(lines))])
    line = lines[ref]
    agreed, because = agree_on(work, line, award, reason)
    if len(line.agreements) > seen and line.agreed is not None:
        current = {"award": award_value(line.agreed.award), "reason": line.agreed.reason}
        given = {"award": award, "reason": because}
        raise Changed(f"scores.{ref}", len(line.agreements), current, given)
    return _write(work, by, at, ref, agreed, because)


@transaction.atomic
def reconcile_alike(*, by: Person, at: datetime, number: str) -> list[Reconciliation]:
    """Take over every indicator that both scored alike and that nothing was recorded for yet.

    Refuses: what `begin` refuses, double-scoring-not-chosen, and for others than the two and the leader as `reconcile`.
    """
    work = _begin(by, number)
    found = []
    for ref, line in lines_seen_by(work.engagement, by.pk).items():
        if line.state is DoubleState.ALIKE:
            agreed, because = agree_on(work, line, award_value(line.scores[0].award), "")
            found.append(_write(work, by, at, ref, agreed, because))
    return found


def agree_on(work: Work, line: DoubleLine, award: Plain, reason: str) -> tuple[Plain, str]:
    """An agreement that core's rules let this member record, as a file writes the award."""
    check_may_agree(work.member, work.team, line.auditors)
    agreed, because = agree(scorer_of(work.engagement.edition), line.ref, award, reason, line.scores)
    return award_value(agreed), because


def sealed(row: BlindScore) -> str:
    """The digest that the ledger has of a score before it is open; whoever knows score and salt gets the same."""
    return sha256(canonical(_told(row)).encode()).hexdigest()


def _begin(by: Person, number: str) -> Work:
    work = begin(by, number, "finding.recorded")
    if not work.double_scoring:
        raise Refused([problem("double_scoring", "double-scoring-not-chosen")])
    return work


def _write(work: Work, by: Person, at: datetime, ref: str, award: Plain, reason: str) -> Reconciliation:
    row = Reconciliation.objects.create(
        engagement=work.engagement,
        ref=ref,
        award=kept(award),
        reason=reason,
        reconciled_at=at,
        reconciled_by=by,
    )
    body: dict[str, Value] = {"ref": ref, "value": as_told(row.award), "reason": reason}
    ledger.append(by=by, at=at, action="scores.reconciled", subject=work.engagement, body=body)
    finding = Finding.objects.filter(engagement=work.engagement, ref=ref).first()
    finding = finding or Finding(engagement=work.engagement, ref=ref, version=0)
    if finding.award != row.award:
        write_field(finding, Field.AWARD, row.award, by, at)
        told: dict[str, Value] = {"ref": ref, "field": Field.AWARD.value, "value": as_told(row.award)}
        ledger.append(by=by, at=at, action="finding.recorded", subject=work.engagement, body=told)
    return row


def _told(row: BlindScore) -> Mapping[str, Value]:
    return {
        "ref": row.ref,
        "person": row.auditor_id,
        "version": row.version,
        "value": as_told(row.award),
        "text": row.text,
        "salt": row.salt,
    }
