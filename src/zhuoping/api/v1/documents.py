# SPDX-License-Identifier: Apache-2.0
"""The document list of an application: files handed in, reasons why others do not apply."""

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from ninja import File, Form, Router, Schema
from ninja.files import UploadedFile

from zhuoping.actions import application, documents
from zhuoping.actions.evidence import Received
from zhuoping.api import keys
from zhuoping.api.reading import In, Reason, Whole
from zhuoping.api.receiving import receiving
from zhuoping.api.v1 import engagements
from zhuoping.api.writing import write, write_prepared
from zhuoping.core.application_documents import DocumentKind
from zhuoping.core.authority import Act
from zhuoping.records.models import ApplicationDocument, Engagement

router = Router(tags=["application"])


class DocumentDates(In):
    """The dates that stand on a document; `replaces` is the line of the list whose file it revises."""

    dated_on: date | None = None
    from_on: date | None = None
    until_on: date | None = None
    valid_until: date | None = None
    replaces: Whole | None = None


class DocumentOut(Schema):
    """A line of the list: a file, or why the document does not apply."""

    id: int
    kind: DocumentKind
    not_applicable: str
    evidence: int | None
    name: str | None
    digest: str | None
    dated_on: date | None
    from_on: date | None
    until_on: date | None
    valid_until: date | None


class Left(Schema):
    """Why a document does not apply."""

    kind: DocumentKind
    not_applicable: str


class Withdrawn(Schema):
    """Which line was taken off."""

    withdrawn: int


@router.post("/{number}/documents/{kind}", auth=keys.may(Act.APPLY), response={201: DocumentOut})
def hand_in(
    request: HttpRequest,
    number: str,
    kind: DocumentKind,
    file: File[UploadedFile],
    dates: Form[DocumentDates],
) -> HttpResponse:
    """Put a file on the document list."""
    engagement = engagements.visible(request, number)

    def act(received: Received) -> dict[str, Any]:
        handed = documents.hand_in(
            by=keys.person_of(request),
            at=timezone.now(),
            number=number,
            kind=kind,
            files=[received],
            from_on=dates.from_on,
            until_on=dates.until_on,
            valid_until=dates.valid_until,
            replaces=dates.replaces,
        )
        return plain(handed[0])

    receive = receiving(request, file, engagement.client, engagement, dated_on=dates.dated_on)
    return write_prepared(request, receive, act)


@router.put("/{number}/documents/{kind}/not-applicable", auth=keys.may(Act.APPLY), response=Left)
def leave(request: HttpRequest, number: str, kind: DocumentKind, given: Reason) -> HttpResponse:
    """Say why a document does not apply."""
    engagements.expect_visible(request, number)

    def act() -> dict[str, Any]:
        by, at = keys.person_of(request), timezone.now()
        application.leave_document(by=by, at=at, number=number, kind=kind, reason=given.reason)
        return {"kind": kind.value, "not_applicable": given.reason}

    return write(request, act)


@router.delete("/{number}/documents/{kind}/{document}", auth=keys.may(Act.APPLY), response=Withdrawn)
def withdraw(request: HttpRequest, number: str, kind: DocumentKind, document: int) -> HttpResponse:
    """Take a line off the document list; its file stays."""
    engagement = engagements.visible(request, number)
    if not engagement.documents.filter(kind=kind, pk=document).exists():
        raise Http404

    def act() -> dict[str, Any]:
        by, at = keys.person_of(request), timezone.now()
        application.withdraw_document(by=by, at=at, number=number, document=document)
        return {"withdrawn": document}

    return write(request, act)


def standing(engagement: Engagement) -> list[dict[str, Any]]:
    """The lines that stand on the list."""
    rows = ApplicationDocument.objects.filter(engagement=engagement, withdrawn_at=None)
    return [plain(row) for row in rows.select_related("evidence", "evidence__file")]


def plain(row: ApplicationDocument) -> dict[str, Any]:
    """A line of the list for programs."""
    file = row.evidence
    return {
        "id": row.pk,
        "kind": row.kind,
        "not_applicable": row.not_applicable,
        "evidence": file.pk if file else None,
        "name": file.name if file else None,
        "digest": file.file_id if file else None,
        "dated_on": file.dated_on if file else None,
        "from_on": row.from_on,
        "until_on": row.until_on,
        "valid_until": row.valid_until,
    }
