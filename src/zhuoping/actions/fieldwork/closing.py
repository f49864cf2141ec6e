# SPDX-License-Identifier: Apache-2.0
"""Fieldwork is closed by the team leader, its scorecard frozen and signed; the case officer may open it again.

What was frozen is never written again: after another closing both rounds stand (17065 7.4.9, 7.12; A14, A15).
"""

import io
from datetime import datetime
from typing import NamedTuple, cast

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from zhuoping.actions import evidence, ledger, notices
from zhuoping.actions.acting import allowed_on, lock_engagement, subject_of
from zhuoping.actions.application import officers_of
from zhuoping.actions.application_review import client_people
from zhuoping.actions.errors import Changed
from zhuoping.actions.evidence import Handed, Received
from zhuoping.actions.fieldwork.work import begin
from zhuoping.actions.stages import move_on
from zhuoping.core.authority import Act
from zhuoping.core.fieldwork.frozen import Frozen, freeze, shown_of
from zhuoping.core.fieldwork.gaps import check_closed
from zhuoping.core.fieldwork.people import check_leader
from zhuoping.core.fieldwork.summary_paper import figure, summary_paper
from zhuoping.core.ledger.canonical import Value
from zhuoping.core.lifecycle import Stage, move
from zhuoping.core.problems import Refused, problem
from zhuoping.core.wording import closing
from zhuoping.outputs.scorecard_json import scorecard_json
from zhuoping.outputs.scorecard_summary import summary_pdf
from zhuoping.records.closing_values import gaps_of, internal_state, shown_state
from zhuoping.records.fieldwork_values import standing
from zhuoping.records.models import Engagement, FrozenScorecard, Person
from zhuoping.records.values import scheme_of


class Prepared(NamedTuple):
    """What is to be frozen and the summary that says so, which nothing refers to yet."""

    frozen: Frozen
    summary: Received


def close_fieldwork(*, by: Person, at: datetime, number: str) -> FrozenScorecard:
    """Close fieldwork: the scorecard is frozen, its summary filed for both sides, and the client told.

    Refuses: what `begin` refuses, leader-only, every gap that keeps it open; Changed where somebody wrote meanwhile.
    """
    prepared = prepare_closing(by=by, at=at, number=number)
    return close_prepared(by=by, at=at, number=number, prepared=prepared)


def prepare_closing(*, by: Person, at: datetime, number: str) -> Prepared:
    """The first half of `close_fieldwork`: the summary is typeset while nothing is locked. Not within a transaction."""
    frozen, engagement = _to_freeze(by=by, at=at, number=number)
    paper = summary_paper(scheme_of(engagement.edition), shown_of(frozen.content), frozen.digest, "zh")
    name = f"{closing.text('title', 'zh')} {engagement.number}.pdf"
    handed = Handed(io.BytesIO(summary_pdf(paper)), name, timezone.localdate(at))
    return Prepared(frozen, evidence.receive(handed, at=at, path="summary"))


@transaction.atomic
def close_prepared(*, by: Person, at: datetime, number: str, prepared: Prepared) -> FrozenScorecard:
    """The second half: everything is asked anew, and what was typeset is what is frozen. `at` as for the first half.

    Refuses: as `close_fieldwork`.
    """
    frozen, engagement = _to_freeze(by=by, at=at, number=number)
    if frozen != prepared.frozen:
        current, given = {"digest": frozen.digest}, {"digest": prepared.frozen.digest}
        raise Changed("fieldwork", engagement.version, current, given)
    (summary,) = evidence.record(
        by=by, at=at, client=engagement.client, received=[prepared.summary], engagement=engagement
    )
    shown = shown_of(frozen.content)
    row = FrozenScorecard.objects.create(
        engagement=engagement,
        round=shown["round"],
        content=frozen.content,
        digest=frozen.digest,
        summary=summary,
        closed_at=at,
        closed_by=by,
    )
    move_on(engagement, "fieldwork.closed", at)
    total = shown["scorecard"]["total"]
    values = {"total": figure(total), "round": str(row.round)}
    for person in _told(engagement, by):
        notices.tell(person, "fieldwork-closed", at=at, values=values, engagement=engagement)
    body: dict[str, Value] = {
        "round": row.round,
        "digest": row.digest,
        "total": total,
        "evidence": summary.pk,
        "summary_digest": summary.file_id,
    }
    ledger.append(by=by, at=at, action="fieldwork.closed", subject=engagement, body=body)
    return row


@transaction.atomic
def reopen_fieldwork(*, by: Person, at: datetime, number: str, reason: str) -> FrozenScorecard:
    """Open closed fieldwork again; the frozen scorecard and its signatures stay, and the next closing is a new round.

    Refuses: stage-over, not-this-stage, not-allowed-role, officer-tied, reason-missing.
    """
    engagement = lock_engagement(number)
    allowed_on(engagement, by, Act.REOPEN_FIELDWORK, at)
    move(Stage(engagement.stage), "fieldwork.reopened")
    if not reason.strip():
        raise Refused([problem("reason", "reason-missing")])
    row = latest_frozen(engagement)
    row.reopened_at, row.reopened_by, row.reopened_reason = at, by, reason.strip()
    row.save(update_fields=["reopened_at", "reopened_by", "reopened_reason"])
    move_on(engagement, "fieldwork.reopened", at)
    values = {"reason": row.reopened_reason, "round": str(row.round)}
    for person in _told(engagement, by):
        notices.tell(person, "fieldwork-reopened", at=at, values=values, engagement=engagement)
    body: dict[str, Value] = {"round": row.round, "digest": row.digest, "reason": row.reopened_reason}
    ledger.append(by=by, at=at, action="fieldwork.reopened", subject=engagement, body=body)
    return row


def latest_frozen(engagement: Engagement) -> FrozenScorecard:
    """The scorecard that was frozen last. Refuses: scorecard-none."""
    row = FrozenScorecard.objects.filter(engagement=engagement).order_by("-round").first()
    if row is None:
        raise Refused([problem("scorecard", "scorecard-none")])
    return row


@transaction.atomic
def _to_freeze(*, by: Person, at: datetime, number: str) -> tuple[Frozen, Engagement]:
    """The state as it would be frozen at `at`, when the person may close and nothing keeps fieldwork open."""
    work = begin(by, number, "fieldwork.closed")
    check_leader(work.member, work.team)
    engagement = work.engagement
    found = standing(engagement)
    check_closed(gaps_of(engagement, at, found))
    card = scorecard_json(scheme_of(engagement.edition), found.scorecard)
    shown = shown_state(engagement, work.plan, found, cast("dict[str, object]", card), at)
    internal = internal_state(engagement, work.plan, work.team, found)
    return freeze({**shown, "body": settings.BODY_NAME}, internal), engagement


def _told(engagement: Engagement, by: Person) -> list[Person]:
    """The client's people, the officers and the team, but for whoever did it."""
    team = Person.objects.filter(pk__in=subject_of(engagement).team, is_active=True).order_by("pk")
    told = {each.pk: each for each in [*client_people(engagement), *officers_of(engagement), *team]}
    return [each for pk, each in told.items() if pk != by.pk]
