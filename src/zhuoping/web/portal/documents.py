# SPDX-License-Identifier: Apache-2.0
"""The documents of an application: the checklist, and the page of each kind with its files."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from zhuoping.actions import application, documents
from zhuoping.core.application_documents import (
    DocumentKind,
    DocumentLine,
    DocumentNeed,
    checklist,
    months_asked,
)
from zhuoping.core.authority import Act
from zhuoping.core.wording.application import HINTS
from zhuoping.records.application_values import documents_of
from zhuoping.records.models import ApplicationDocument, Engagement
from zhuoping.records.values import scheme_of
from zhuoping.web.portal.standing import is_filling
from zhuoping.web.shared.access import engagement_or_404, page, person_of
from zhuoping.web.shared.asking import SeeOther, ask
from zhuoping.web.shared.forms import DateField, Form, TextField
from zhuoping.web.shared.language import wording_language
from zhuoping.web.shared.refusals import messages_of
from zhuoping.web.shared.uploads import EvidenceField, handed
from zhuoping.web.shared.words import whole, word

# Papers that are valid for a time.
_WITH_END = frozenset(
    {
        DocumentKind.BUSINESS_LICENCE,
        DocumentKind.PRIOR_CERTIFICATE,
        DocumentKind.PERMITS,
        DocumentKind.CONFORMITY_REPORTS,
        DocumentKind.HONOURS,
        DocumentKind.STAFF_CERTIFICATES,
    }
)
_REASON_LIMIT = 1000


class DocumentForm(Form):
    """Files of one kind, with the dates that the kind has."""

    files = EvidenceField(label=gettext_lazy("文件"), several=True)  # type: ignore[assignment] # Of the form, not of its uploads.
    dated_on = DateField(
        label=gettext_lazy("文件日期"), help_text=gettext_lazy("文件本身的日期，不是上传日期。")
    )
    from_on = DateField(label=gettext_lazy("记录起始日期"))
    until_on = DateField(label=gettext_lazy("记录结束日期"))
    valid_until = DateField(
        label=gettext_lazy("有效期至"), required=False, help_text=gettext_lazy("长期有效的不填。")
    )

    def __init__(self, kind: DocumentKind, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own.
        super().__init__(*args, **kwargs)
        if kind is not DocumentKind.SERVICE_RECORDS:
            del self.fields["from_on"], self.fields["until_on"]
        if kind not in _WITH_END:
            del self.fields["valid_until"]


class ReasonForm(Form):
    """Why a document does not apply."""

    reason = TextField(label=gettext_lazy("不适用的理由"), rows=3, max_length=_REASON_LIMIT)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the checklist as the page shows it."""

    kind: DocumentKind
    title: str
    hint: str
    need: str
    is_settled: bool
    reason: str
    sentences: tuple[str, ...]
    rows: tuple[ApplicationDocument, ...]
    may_leave: bool

    @property
    def is_open(self) -> bool:
        """Whether nothing stands here and nothing has to."""
        return not self.rows


@require_safe
@page(Act.APPLY)
def checklist_page(request: HttpRequest, number: str) -> HttpResponse:
    """Every kind of document: what is there, what is missing."""
    engagement = engagement_or_404(request, number)
    lines = _lines(engagement)
    context = {
        "engagement": engagement,
        "lines": lines,
        "settled": sum(line.is_settled for line in lines),
        "is_filling": is_filling(engagement),
    }
    return render(request, "portal/documents.html", context)


@require_http_methods(["GET", "POST"])
@page(Act.APPLY)
def document(request: HttpRequest, number: str, kind: str) -> HttpResponse:
    """Hand in files of one kind; `replaces` names the line whose file they take the place of."""
    engagement = engagement_or_404(request, number)
    wanted = _kind_or_404(kind)
    if request.method != "POST" and not is_filling(engagement):
        return redirect("portal-documents", number)
    replaces = _replaced(request, engagement, wanted)
    form = DocumentForm(wanted, request.POST or None, request.FILES or None)

    def act(given: dict[str, Any]) -> None:
        documents.hand_in(
            by=person_of(request),
            at=timezone.now(),
            number=number,
            kind=wanted,
            files=handed(given["files"], given["dated_on"]),
            from_on=given.get("from_on"),
            until_on=given.get("until_on"),
            valid_until=given.get("valid_until"),
            replaces=replaces.pk if replaces else None,
        )

    context = {**_context(engagement, wanted), "replaces": replaces, "reason_form": ReasonForm()}
    return ask(
        request,
        "portal/document.html",
        form,
        act,
        done=_("文件已交：%(title)s。") % {"title": word(wanted)},
        back=_list_address(engagement, wanted),
        context=context,
    )


@require_POST
@page(Act.APPLY)
def leave(request: HttpRequest, number: str, kind: str) -> HttpResponse:
    """Say why a document does not apply."""
    engagement = engagement_or_404(request, number)
    wanted = _kind_or_404(kind)
    form = ReasonForm(request.POST)

    def act(given: dict[str, Any]) -> None:
        by, at = person_of(request), timezone.now()
        application.leave_document(by=by, at=at, number=number, kind=wanted, reason=given["reason"])

    context = {**_context(engagement, wanted), "reason_form": form, "file_form": DocumentForm(wanted)}
    return ask(
        request,
        "portal/document.html",
        form,
        act,
        done=_("理由已记下。"),
        back=_list_address(engagement, wanted),
        context=context,
    )


@require_POST
@page(Act.APPLY)
def withdraw(request: HttpRequest, number: str, document: int) -> HttpResponse:
    """Take a file or a reason off the list; the file itself stays with the enterprise's evidence."""
    engagement = engagement_or_404(request, number)
    application.withdraw_document(by=person_of(request), at=timezone.now(), number=number, document=document)
    messages.success(request, _("已从清单移除；上传过的文件仍保留在记录中。"))
    return SeeOther(reverse("portal-documents", args=[engagement.number]))


def _lines(engagement: Engagement) -> list[Line]:
    papers, reasons = documents_of(engagement)
    scheme = scheme_of(engagement.edition)
    rows: dict[str, list[ApplicationDocument]] = {}
    standing = ApplicationDocument.objects.filter(engagement=engagement, withdrawn_at=None)
    for row in standing.select_related("evidence__file"):
        rows.setdefault(row.kind, []).append(row)
    found = checklist(papers, reasons, scheme, timezone.localdate())
    return [_line(each, rows.get(each.kind, [])) for each in found]


def _line(line: DocumentLine, rows: list[ApplicationDocument]) -> Line:
    return Line(
        kind=line.kind,
        title=word(line.kind),
        hint=_hint(line.kind),
        need=word(line.need),
        is_settled=line.is_settled and (bool(rows) or line.need is DocumentNeed.OPTIONAL),
        reason=line.not_applicable_because,
        sentences=tuple(messages_of(line.problems)),
        rows=tuple(rows),
        may_leave=line.need is DocumentNeed.WHERE_APPLICABLE,
    )


def _context(engagement: Engagement, kind: DocumentKind) -> dict[str, object]:
    line = next(each for each in _lines(engagement) if each.kind is kind)
    months = months_asked(scheme_of(engagement.edition), "application.record_months")
    return {
        "engagement": engagement,
        "line": line,
        "months": months if kind is DocumentKind.SERVICE_RECORDS else None,
    }


def _hint(kind: DocumentKind) -> str:
    chinese, english = HINTS[f"DocumentKind.{kind}"]
    return english if wording_language() == "en" else chinese


def _kind_or_404(kind: str) -> DocumentKind:
    try:
        return DocumentKind(kind)
    except ValueError:
        raise Http404 from None


def _replaced(request: HttpRequest, engagement: Engagement, kind: DocumentKind) -> ApplicationDocument | None:
    """The line that a new revision replaces, from the address."""
    given = request.GET.get("replaces", "")
    number = whole(given)
    if number is None:
        return None
    standing = ApplicationDocument.objects.filter(
        engagement=engagement, kind=kind, withdrawn_at=None, evidence__isnull=False
    )
    found = standing.filter(pk=number).select_related("evidence").first()
    if found is None:
        raise Http404
    return found


def _list_address(engagement: Engagement, kind: DocumentKind) -> str:
    return f"{reverse('portal-documents', args=[engagement.number])}#{kind.value}"


urlpatterns = [
    path("engagements/<str:number>/documents/", checklist_page, name="portal-documents"),
    path("engagements/<str:number>/documents/<str:kind>/", document, name="portal-document"),
    path("engagements/<str:number>/documents/<str:kind>/leave/", leave, name="portal-document-leave"),
    path(
        "engagements/<str:number>/documents/<int:document>/withdraw/",
        withdraw,
        name="portal-document-withdraw",
    ),
]
