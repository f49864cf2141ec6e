# SPDX-License-Identifier: Apache-2.0
"""Handing out evidence: the file itself as a download and nothing else, images also as small copies.

Who may not see a file is told that there is none. Reading changes nothing, so it leaves no entry in the ledger.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import IO, cast

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.urls import path
from django.views.decorators.http import require_safe

from zhuoping.core.authority import Act
from zhuoping.core.evidence import IMAGES, Kind, kind_of_media_type
from zhuoping.outputs import previews
from zhuoping.records import evidence_store
from zhuoping.records.models import Evidence
from zhuoping.web.shared.access import actor_in, page

# Whatever is in a file: no browser runs it, guesses what else it may be, or keeps it.
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "private, no-store",
}


@dataclass(frozen=True, slots=True)
class Listed:
    """A piece of evidence in a list: its latest revision, and the earlier ones, latest first."""

    latest: Evidence
    earlier: tuple[Evidence, ...]

    @property
    def kind(self) -> Kind:
        """What the bytes are."""
        return kind_of_media_type(self.latest.file.media_type)

    @property
    def has_preview(self) -> bool:
        """Whether there is something to look at."""
        return self.kind in IMAGES

    @property
    def revision(self) -> int:
        """The number of the latest revision, from 1."""
        return len(self.earlier) + 1


def listed(evidence: Iterable[Evidence]) -> list[Listed]:
    """Evidence for `shared/evidence_list.html`, newest first. Give all revisions, with `file` and `uploaded_by`."""
    rows = {each.pk: each for each in evidence}
    replaced = {each.replaces_id for each in rows.values()}
    return [
        Listed(each, tuple(_earlier(each, rows)))
        for each in sorted(rows.values(), key=lambda each: each.pk, reverse=True)
        if each.pk not in replaced
    ]


def _earlier(latest: Evidence, rows: dict[int, Evidence]) -> Iterable[Evidence]:
    before = latest.replaces_id
    while before in rows:
        yield rows[before]
        before = rows[before].replaces_id


def evidence_or_404(request: HttpRequest, pk: int) -> Evidence:
    """The piece of evidence, when the person may see it."""
    visible = Evidence.objects.visible_to(actor_in(request)).select_related("file")
    found = visible.filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


@require_safe
@page(Act.DOWNLOAD_EVIDENCE)
def download(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The file as it was handed in, to be saved under its name."""
    found = evidence_or_404(request, pk)
    content = evidence_store.open_file(found.file_id)
    return FileResponse(
        content,
        as_attachment=True,
        filename=found.name,
        content_type=found.file.media_type,
        headers={**_HEADERS, "Content-Length": str(found.file.size)},
    )


@require_safe
@page(Act.DOWNLOAD_EVIDENCE)
def preview(request: HttpRequest, pk: int, longest: int = previews.LARGE) -> HttpResponse:
    """An image to look at, made when somebody first does."""
    found = evidence_or_404(request, pk)
    kind = kind_of_media_type(found.file.media_type)
    kept = evidence_store.open_preview(found.file_id, longest)
    if kept is not None:
        with kept:
            return HttpResponse(kept.read(), content_type=previews.MEDIA_TYPE, headers=_HEADERS)
    if kind not in IMAGES:
        raise Http404
    with evidence_store.open_file(found.file_id) as original:
        made = previews.preview(cast(IO[bytes], original), kind, longest)
    if made is None:
        raise Http404
    evidence_store.put_preview(found.file_id, longest, made)
    return HttpResponse(made, content_type=previews.MEDIA_TYPE, headers=_HEADERS)


urlpatterns = [
    path("<int:pk>/", download, name="evidence-download"),
    path("<int:pk>/preview/", preview, name="evidence-preview"),
    path("<int:pk>/small/", preview, {"longest": previews.SMALL}, name="evidence-small"),
]
