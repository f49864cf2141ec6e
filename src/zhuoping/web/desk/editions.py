# SPDX-License-Identifier: Apache-2.0
"""Editions: which the body has adopted, and adopting one, shipped or from a file (domain rule A2)."""

from base64 import b64decode, b64encode
from binascii import Error as NotBase64
from functools import cache

from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from zhuoping.actions import scheme as actions
from zhuoping.core import plain
from zhuoping.core.authority import Act
from zhuoping.core.overlay import apply_overlay
from zhuoping.core.problems import Problem, Refused
from zhuoping.outputs.report.content_words import words_of
from zhuoping.records.models import AdoptedEdition
from zhuoping.records.values import scheme_of
from zhuoping.schemes import library
from zhuoping.web.desk.editions_forms import ParametersForm, UploadForm
from zhuoping.web.shared.access import page, person_of
from zhuoping.web.shared.asking import SeeOther, ask
from zhuoping.web.shared.language import wording_language
from zhuoping.web.shared.people_forms import ReasonForm
from zhuoping.web.shared.refusals import put_beside_fields, status_of

_UNREADABLE = 422
Fault = tuple[str, int | None, Problem]


@require_safe
@page(Act.ADOPT_EDITION)
def editions(request: HttpRequest) -> HttpResponse:
    """What was adopted, the latest first, and what the program brings along."""
    adopted = list(AdoptedEdition.objects.defer("content", "overlay_en").select_related("adopted_by"))
    standing = {(each.scheme, each.edition) for each in adopted if each.ended_at is None}
    shipped = [library.load(*name) for name in library.editions()]
    context = {
        "adopted": adopted,
        "shipped": [(each, (each.scheme, each.edition) in standing) for each in shipped],
        "today": timezone.localdate(),
    }
    return render(request, "desk/editions.html", context)


@require_safe
@page(Act.ADOPT_EDITION)
def edition(request: HttpRequest, pk: int) -> HttpResponse:
    """One adopted edition: its digest and the values that the body set."""
    found = AdoptedEdition.objects.select_related("adopted_by").filter(pk=pk).first()
    if found is None:
        raise Http404
    language = wording_language()
    read = scheme_of(found, language)
    words = words_of(read, language)
    own = [read.parameters[key] for key in found.body_parameters]
    values = [(parameter.title, words.value(parameter)) for parameter in own]
    context = {"edition": found, "scheme": read, "values": values, "today": timezone.localdate()}
    return render(request, "desk/editions_edition.html", context)


@require_http_methods(["GET", "POST"])
@page(Act.ADOPT_EDITION)
def adopt_shipped(request: HttpRequest, scheme: str, name: str) -> HttpResponse:
    """Adopt an edition that the program brings along, with the body's own values."""
    if (scheme, name) not in library.editions():
        raise Http404
    return _adopting(request, _shipped(scheme, name), _shipped(scheme, name, ".en"))


@require_http_methods(["GET", "POST"])
@page(Act.ADOPT_EDITION)
def upload(request: HttpRequest) -> HttpResponse:
    """Read an edition's file: its faults with their lines, or the form of the body's own values."""
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "GET" or not form.is_valid():
        return _upload_page(request, form, [], 200 if request.method == "GET" else _UNREADABLE)
    given, words = form.cleaned_data["content"], form.cleaned_data["overlay_en"]
    content, overlay = given.read(), words.read() if words else b""
    faults = _faults(given.name, content, content)
    if words and not faults:
        faults = _faults(words.name, overlay, content, overlay)
    if faults:
        return _upload_page(request, form, faults, _UNREADABLE)
    return _parameters_page(request, _form(None, content, overlay), content, overlay)


@require_http_methods(["POST"])
@page(Act.ADOPT_EDITION)
def adopt_uploaded(request: HttpRequest) -> HttpResponse:
    """Adopt the edition that was uploaded a moment ago; its bytes came along with the form."""
    try:
        content, overlay = (
            b64decode(request.POST.get(field, ""), validate=True) for field in ("content", "overlay_en")
        )
    except NotBase64:
        raise BadRequest from None
    return _adopting(request, content, overlay)


@require_http_methods(["GET", "POST"])
@page(Act.ADOPT_EDITION)
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """End an edition: nothing is opened under it any more."""
    found = AdoptedEdition.objects.filter(pk=pk).first()
    if found is None:
        raise Http404
    return ask(
        request,
        "desk/editions_end.html",
        ReasonForm(request.POST or None),
        lambda given: actions.end(by=person_of(request), at=timezone.now(), edition=found, **given),
        done=_("版本已停用。"),
        back=reverse("desk-editions"),
        context={"edition": found},
    )


def _adopting(request: HttpRequest, content: bytes, overlay: bytes) -> HttpResponse:
    """The form of the body's own values for an edition, and its adoption."""
    sent = request.POST if request.method == "POST" else None
    form = _form(sent, content, overlay)
    if sent is None:
        return _parameters_page(request, form, content, overlay)
    status = _UNREADABLE
    if form.is_valid():
        try:
            row = actions.adopt(
                by=person_of(request),
                at=timezone.now(),
                content=content,
                overlay_en=overlay,
                body_parameters=form.values(),
            )
        except Refused as refused:
            put_beside_fields(form, form.by_field(refused))
            status = status_of(refused)
        else:
            return SeeOther(reverse("desk-edition", args=[row.pk]))
    return _parameters_page(request, form, content, overlay, status)


def _form(sent: object, content: bytes, overlay: bytes) -> ParametersForm:
    """The form for an edition's bytes, in the words of the page; a fault in them is a page that refuses."""
    scheme = actions.read_edition(content, overlay)
    if overlay and wording_language() == "en":
        scheme = apply_overlay(scheme, plain.read(overlay).value)
    return ParametersForm(sent, scheme=scheme)


def _parameters_page(
    request: HttpRequest, form: ParametersForm, content: bytes, overlay: bytes, status: int = 200
) -> HttpResponse:
    is_upload = request.resolver_match is not None and request.resolver_match.url_name != "desk-edition-adopt"
    context = {
        "form": form,
        "scheme": form.scheme,
        "address": reverse("desk-edition-adopt-uploaded") if is_upload else request.path,
        "content": b64encode(content).decode() if is_upload else "",
        "overlay_en": b64encode(overlay).decode() if is_upload else "",
    }
    return render(request, "desk/editions_adopt.html", context, status=status)


def _faults(name: str, blamed: bytes, content: bytes, overlay: bytes = b"") -> list[Fault]:
    """What is wrong with `blamed`, one of the two files: its name, the line, and the problem."""
    try:
        actions.read_edition(content, overlay)
    except Refused as refused:
        text = _text(blamed)
        return [(name, text.line(each.path) if text else None, each) for each in refused.problems]
    return []


def _text(content: bytes) -> plain.PlainText | None:
    """The text with its lines; None where it could not be taken apart, and the problem names the line itself."""
    try:
        return plain.read(content)
    except Refused:
        return None


def _upload_page(request: HttpRequest, form: UploadForm, faults: list[Fault], status: int) -> HttpResponse:
    language = wording_language()
    shown = [(name, line, each.path, each.message(language)) for name, line, each in faults]
    return render(request, "desk/editions_upload.html", {"form": form, "faults": shown}, status=status)


@cache
def _shipped(scheme: str, name: str, language: str = "") -> bytes:
    return library.content(scheme, f"{name}{language}")


urlpatterns = [
    path("editions/", editions, name="desk-editions"),
    path("editions/<int:pk>/", edition, name="desk-edition"),
    path("editions/<int:pk>/end/", end, name="desk-edition-end"),
    path("editions/adopt/<slug:scheme>/<str:name>/", adopt_shipped, name="desk-edition-adopt"),
    path("editions/upload/", upload, name="desk-edition-upload"),
    path("editions/adopt-uploaded/", adopt_uploaded, name="desk-edition-adopt-uploaded"),
]
