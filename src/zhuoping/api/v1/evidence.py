# SPDX-License-Identifier: Apache-2.0
"""Files: taken in, listed, handed out."""

from datetime import date, datetime
from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone
from ninja import File, Form, Router, Schema
from ninja.files import UploadedFile

from zhuoping.actions import evidence
from zhuoping.actions.evidence import Received
from zhuoping.api import keys
from zhuoping.api.paging import Limit, Mark, Page, paged
from zhuoping.api.reading import In, Whole
from zhuoping.api.receiving import receiving
from zhuoping.api.v1 import clients, engagements
from zhuoping.api.writing import CREATED, write_prepared
from zhuoping.core.authority import Act
from zhuoping.records import evidence_store
from zhuoping.records.models import Evidence

router = Router(tags=["evidence"])

# Whatever is in a file: no browser runs it, guesses what else it may be, or keeps it.
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "private, no-store",
}


class About(In):
    """Whose file it is. `internal` is what the body keeps to itself; `replaces` is the evidence that it revises."""

    client: str
    engagement: str = ""
    dated_on: date | None = None
    replaces: Whole | None = None
    internal: bool = False


class EvidenceOut(Schema):
    """A file as somebody handed it in; `digest` is the SHA-256 of its content."""

    id: int
    client: str
    engagement: str | None
    name: str
    digest: str
    size: int
    media_type: str
    dated_on: date | None
    uploaded_at: datetime
    uploaded_by: int
    replaces: int | None
    internal: bool


@router.get("", auth=keys.may(Act.DOWNLOAD_EVIDENCE), response=Page[EvidenceOut])
def list_evidence(
    request: HttpRequest, client: str = "", engagement: str = "", after: Mark = None, limit: Limit = 50
) -> dict[str, Any]:
    """The files that the person may see, the newest first."""
    rows = Evidence.objects.visible_to(keys.actor_in(request)).select_related("client", "engagement", "file")
    wanted = {"client__uscc": client, "engagement__number": engagement}
    return paged(rows.filter(**{key: value for key, value in wanted.items() if value}), after, limit, plain)


@router.post("", auth=keys.may(Act.ADD_EVIDENCE), response={CREATED: EvidenceOut})
def add(request: HttpRequest, file: File[UploadedFile], about: Form[About]) -> HttpResponse:
    """Take in a file of an enterprise or of one of its engagements."""
    client = clients.visible(request, about.client)
    engagement = engagements.visible(request, about.engagement) if about.engagement else None
    replaces = None if about.replaces is None else visible(request, about.replaces)

    def act(received: Received) -> dict[str, Any]:
        rows = evidence.record(
            by=keys.person_of(request),
            at=timezone.now(),
            client=client,
            received=[received],
            engagement=engagement,
            replaces=replaces,
            internal=about.internal,
        )
        return plain(rows[0])

    receive = receiving(request, file, client, engagement, dated_on=about.dated_on, internal=about.internal)
    return write_prepared(request, receive, act)


@router.get("/{evidence_id}", auth=keys.may(Act.DOWNLOAD_EVIDENCE), response=EvidenceOut)
def get_evidence(request: HttpRequest, evidence_id: int) -> dict[str, Any]:
    """One file without its content."""
    return plain(visible(request, evidence_id))


@router.get("/{evidence_id}/content", auth=keys.may(Act.DOWNLOAD_EVIDENCE))
def get_content(request: HttpRequest, evidence_id: int) -> HttpResponseBase:
    """The content, byte for byte as it was handed in."""
    found = visible(request, evidence_id)
    return FileResponse(
        evidence_store.open_file(found.file_id),
        as_attachment=True,
        filename=found.name,
        content_type=found.file.media_type,
        headers={**_HEADERS, "Content-Length": str(found.file.size)},
    )


def visible(request: HttpRequest, evidence_id: int) -> Evidence:
    """The piece of evidence, when the person may see it; else it is not there."""
    rows = Evidence.objects.visible_to(keys.actor_in(request)).select_related("client", "engagement", "file")
    found = rows.filter(pk=evidence_id).first()
    if found is None:
        raise Http404
    return found


def plain(row: Evidence) -> dict[str, Any]:
    """A piece of evidence for programs."""
    return {
        "id": row.pk,
        "client": row.client.uscc,
        "engagement": row.engagement.number if row.engagement else None,
        "name": row.name,
        "digest": row.file_id,
        "size": row.file.size,
        "media_type": row.file.media_type,
        "dated_on": row.dated_on,
        "uploaded_at": row.uploaded_at,
        "uploaded_by": row.uploaded_by_id,
        "replaces": row.replaces_id,
        "internal": row.internal,
    }
