# SPDX-License-Identifier: Apache-2.0
"""Engagements: list, search, one of them, its history, and its end."""

from datetime import date, datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Query, Router, Schema

from zhuoping.actions import application
from zhuoping.actions.acting import subject_of
from zhuoping.api import keys
from zhuoping.api.paging import Limit, Mark, Page, paged
from zhuoping.api.problems import language_of
from zhuoping.api.reading import In, Reason
from zhuoping.api.writing import write
from zhuoping.core.authority import Act
from zhuoping.core.deadlines import is_overdue
from zhuoping.core.lifecycle import Stage, moves_from, turn
from zhuoping.core.scheme import CertificationType
from zhuoping.core.searching import words_of
from zhuoping.records import history
from zhuoping.records.models import Engagement
from zhuoping.records.work_list import signed_of

router = Router(tags=["engagements"])


class Wanted(In):
    """Which engagements a list has; `q` are words of number, names and credit code."""

    q: str = ""
    stage: Stage | None = None
    type: CertificationType | None = None
    client: str = ""
    due_until: date | None = None


class EngagementOut(Schema):
    """An engagement. `version` is what changes of the application and its review are sent with."""

    number: str
    client: str
    client_name: str
    scheme: str
    edition: str
    type: CertificationType
    stage: Stage
    stage_since: datetime
    due_on: date | None
    overdue: bool
    officer: int | None
    version: int


class Turn(Schema):
    """A side that the engagement waits for."""

    party: str
    roles: list[str]


class EngagementDetail(EngagementOut):
    """With whose turn it is, and the codes of what may be done at its stage."""

    waits_for: list[Turn]
    moves: list[str]


class EntryOut(Schema):
    """An entry of the ledger, in words too."""

    sequence: int
    at: datetime
    person: str
    action: str
    act: str
    subject: str
    body: dict[str, Any]
    digest: str


class HistoryOut(Schema):
    """Entries, the newest first; send `before` to go on, until it is null."""

    items: list[EntryOut]
    before: int | None


@router.get("", auth=keys.may(Act.VIEW_ENGAGEMENT), response=Page[EngagementOut])
def list_engagements(
    request: HttpRequest,
    wanted: Query[Wanted],
    after: Mark = None,
    limit: Limit = 50,
) -> dict[str, Any]:
    """The engagements that the person may see, the newest first."""
    rows = Engagement.objects.visible_to(keys.actor_in(request)).select_related("client", "edition")
    for word in words_of(wanted.q):
        rows = rows.filter(search__contains=word)
    columns: dict[str, Any] = {
        "stage": wanted.stage,
        "type": wanted.type,
        "client__uscc": wanted.client or None,
        "due_on__lte": wanted.due_until,
    }
    rows = rows.filter(**{key: value for key, value in columns.items() if value is not None})
    return paged(rows, after, limit, plain)


@router.get("/{number}", auth=keys.may(Act.VIEW_ENGAGEMENT), response=EngagementDetail)
def get_engagement(request: HttpRequest, number: str) -> dict[str, Any]:
    """One engagement: where it stands, whose turn it is, and what may be done at its stage."""
    engagement = visible(request, number)
    stage = Stage(engagement.stage)
    signed = signed_of(engagement) if stage is Stage.ACCEPTED else None
    return {
        **plain(engagement),
        "waits_for": [{"party": each.party, "roles": list(each.roles)} for each in turn(stage, signed)],
        "moves": [move.code for move in moves_from(stage)],
    }


@router.get("/{number}/history", auth=keys.may(Act.VIEW_HISTORY), response=HistoryOut)
def get_history(request: HttpRequest, number: str, before: Mark = None) -> dict[str, Any]:
    """What was done in it, out of the ledger, the newest first."""
    engagement = visible(request, number)
    keys.allow(request, Act.VIEW_HISTORY, subject_of(engagement))
    stretch = history.entries_of(engagement, before=before)
    language = language_of(request)
    return {"items": [entry_plain(each, language) for each in stretch.entries], "before": stretch.earlier}


@router.post("/{number}/discontinue", auth=keys.may(Act.DISCONTINUE), response=EngagementOut)
def discontinue(request: HttpRequest, number: str, given: Reason) -> HttpResponse:
    """End the engagement before its plan is confirmed."""
    expect_visible(request, number)

    def act() -> dict[str, Any]:
        by, at = keys.person_of(request), timezone.now()
        return plain(application.discontinue(by=by, at=at, number=number, reason=given.reason))

    return write(request, act)


def visible(request: HttpRequest, number: str) -> Engagement:
    """The engagement, when the person may see it; a guessed number is not there."""
    rows = Engagement.objects.visible_to(keys.actor_in(request)).select_related("client", "edition")
    found = rows.filter(number=number).first()
    if found is None:
        raise Http404
    return found


def expect_visible(request: HttpRequest, number: str) -> None:
    """That the person may see the engagement, before something is done in it; a guessed number is not there."""
    if not Engagement.objects.visible_to(keys.actor_in(request)).filter(number=number).exists():
        raise Http404


def plain(engagement: Engagement) -> dict[str, Any]:
    """An engagement for programs."""
    return {
        "number": engagement.number,
        "client": engagement.client.uscc,
        "client_name": engagement.client.name,
        "scheme": engagement.edition.scheme,
        "edition": engagement.edition.edition,
        "type": engagement.type,
        "stage": engagement.stage,
        "stage_since": engagement.stage_since,
        "due_on": engagement.due_on,
        "overdue": is_overdue(Stage(engagement.stage), engagement.due_on, timezone.localdate()),
        "officer": engagement.officer_id,
        "version": engagement.version,
    }


def entry_plain(entry: history.Done, language: str) -> dict[str, Any]:
    """An entry of the ledger for programs."""
    return {
        "sequence": entry.sequence,
        "at": entry.at,
        "person": entry.person,
        "action": entry.action,
        "act": entry.act(language),
        "subject": entry.subject,
        "body": entry.body,
        "digest": entry.digest,
    }
