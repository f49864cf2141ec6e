# SPDX-License-Identifier: Apache-2.0
"""What a finding rests on: files taken in, notes written down, ties made and taken back."""

from datetime import date, datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime
from django.views.decorators.http import require_POST, require_safe

from zhuoping.actions import evidence as files
from zhuoping.actions.evidence import Handed
from zhuoping.actions.fieldwork import evidence as actions
from zhuoping.core.authority import Act
from zhuoping.core.fieldwork.records import FieldNote, FieldRecordKind
from zhuoping.core.problems import Refused
from zhuoping.core.scheme import Indicator
from zhuoping.web.desk.fieldwork.asking import InField, in_field
from zhuoping.web.desk.fieldwork.evidence_shown import Tied, evidence_of, subject_of_finding, tied
from zhuoping.web.desk.fieldwork.page import desk_page
from zhuoping.web.shared.access import page, person_of
from zhuoping.web.shared.asking import SeeOther
from zhuoping.web.shared.refusals import messages_of, status_of
from zhuoping.web.shared.words import whole

# More to choose from is no list any more.
OTHERS_SHOWN = 100


@require_safe
@page(Act.VIEW_FIELDWORK)
def evidence(request: HttpRequest, number: str) -> HttpResponse:
    """Everything that a finding rests on, and what else of the engagement's evidence it may be tied to."""
    field = in_field(request, number)
    indicator = _indicator(field, request.GET.get("ref", ""))
    others, left_off = _others(field, indicator.ref)
    context = {
        "engagement": field.engagement,
        "field": field,
        "scheme": field.scheme,
        "indicator": indicator,
        "others": others,
        "left_off": left_off,
    }
    if _is_htmx(request):
        return render(request, "desk/fieldwork/_choose.html", context)
    context["evidence"] = evidence_of(field.engagement, indicator.ref, everything=True)
    return render(request, "desk/fieldwork/evidence.html", context)


@require_POST
@page(Act.RECORD_FIELDWORK)
def attach(request: HttpRequest, number: str) -> HttpResponse:
    """Take in files, each tied to the finding. A script sends them one by one and reads the status only."""
    field = in_field(request, number, Act.RECORD_FIELDWORK)
    indicator = _indicator(field, request.POST.get("ref", ""))
    by, at = person_of(request), timezone.now()
    try:
        # Before anything is read into the store: a stranger fills no disk.
        files.check_may_add(by, field.engagement.client, field.engagement, internal=True)
        dated_on = _day(request.POST.get("dated_on", ""))
        uploads = request.FILES.getlist("file")
        received = [files.receive(Handed(each, each.name or "", dated_on), at=at) for each in uploads]
        actions.attach(
            by=by,
            at=at,
            number=number,
            subjects=[subject_of_finding(indicator.ref)],
            received=received,
            captured=actions.Captured(
                taken_at=_moment(request.POST.get("taken_at", "")),
                place=request.POST.get("place", "").strip()[:200],
                caption=request.POST.get("caption", "").strip()[:500],
            ),
        )
    except Refused as refused:
        told, status = messages_of(refused.problems), status_of(refused)
        if request.headers.get("X-Upload"):
            return HttpResponse(" ".join(told), status=status, content_type="text/plain; charset=utf-8")
        return desk_page(request, field, indicator.ref, status=status, faults=told)
    if request.headers.get("X-Upload"):
        return HttpResponse(status=204)
    return SeeOther(f"{field.address}?ref={indicator.ref}#desk-evidence")


@require_POST
@page(Act.RECORD_FIELDWORK)
def note(request: HttpRequest, number: str) -> HttpResponse:
    """Write down an interview, a record seen or an observation."""
    field = in_field(request, number, Act.RECORD_FIELDWORK)
    indicator, sent = _indicator(field, request.POST.get("ref", "")), request.POST
    kind = sent.get("kind", "")
    if kind not in list(FieldRecordKind):
        raise Http404
    at = timezone.now()
    given = FieldNote(
        FieldRecordKind(kind),
        sent.get("text", ""),
        _moment(sent.get("happened_at", "")) or at,
        sent.get("who", ""),
        sent.get("function", ""),
        sent.get("place", ""),
    )
    try:
        actions.note(
            by=person_of(request),
            at=at,
            number=number,
            subjects=[subject_of_finding(indicator.ref)],
            given=given,
        )
    except Refused as refused:
        told, status = messages_of(refused.problems), status_of(refused)
        if _is_htmx(request):
            return render(request, "desk/fieldwork/_status.html", {"faults": told}, status=status)
        return desk_page(request, field, indicator.ref, status=status, note_faults=told)
    if not _is_htmx(request):
        return SeeOther(f"{field.address}?ref={indicator.ref}#desk-evidence")
    return render(request, "desk/fieldwork/_noted.html", _list(field, indicator) | {"oob": True, "at": at})


@require_POST
@page(Act.RECORD_FIELDWORK)
def tie(request: HttpRequest, number: str) -> HttpResponse:
    """Tie what was chosen to one more finding, or take its ties back; all of it or nothing."""
    field = in_field(request, number, Act.RECORD_FIELDWORK)
    sent = request.POST
    indicator = _indicator(field, sent.get("ref", ""))
    chosen = [found for each in sent.getlist("tie") if (found := whole(each)) is not None]
    by, at = person_of(request), timezone.now()
    told: list[str] = []
    status = 200
    try:
        if sent.get("act") == "untie":
            actions.untie_all(by=by, at=at, number=number, ties=chosen)
        else:
            to = subject_of_finding(sent.get("to", "").strip())
            actions.tie_all(by=by, at=at, number=number, ties=chosen, subject=to)
    except Refused as refused:
        told, status = messages_of(refused.problems), status_of(refused)
    if _is_htmx(request):
        context = _list(field, indicator) | {"faults": told}
        return render(request, "desk/fieldwork/_evidence.html", context, status=status)
    if told:
        return desk_page(request, field, indicator.ref, status=status, faults=told)
    return SeeOther(f"{field.address}?ref={indicator.ref}#desk-evidence")


def _list(field: InField, indicator: Indicator) -> dict[str, object]:
    return {
        "engagement": field.engagement,
        "field": field,
        "indicator": indicator,
        "evidence": evidence_of(field.engagement, indicator.ref),
    }


def _others(field: InField, ref: str) -> tuple[list[tuple[Tied, list[str]]], int]:
    """What is tied to other findings and not to this one, newest first, once each, with where it is tied."""
    found: dict[tuple[int | None, int | None], tuple[Tied, list[str]]] = {}
    for each in tied(field.engagement):
        found.setdefault((each.evidence, each.record), (each, []))[1].append(each.ref)
    others = [(each, refs) for each, refs in found.values() if ref not in refs]
    return others[:OTHERS_SHOWN], max(0, len(others) - OTHERS_SHOWN)


def _indicator(field: InField, ref: str) -> Indicator:
    found = field.scheme.indicators.get(ref)
    if found is None or field.is_ahead:
        raise Http404
    return found


def _day(text: str) -> date | None:
    try:
        return parse_date(text) if text else None
    except ValueError:
        return None


def _moment(text: str) -> datetime | None:
    """A time of Shanghai as a browser sends it; None where it is none."""
    try:
        found = parse_datetime(text) if text else None
    except ValueError:
        return None
    return timezone.make_aware(found) if found is not None and timezone.is_naive(found) else found


def _is_htmx(request: HttpRequest) -> bool:
    return bool(getattr(request, "htmx", False))


_ONE = "engagements/<str:number>/fieldwork/"
urlpatterns = [
    path(f"{_ONE}evidence/", evidence, name="desk-fieldwork-evidence"),
    path(f"{_ONE}evidence/add/", attach, name="desk-fieldwork-attach"),
    path(f"{_ONE}notes/", note, name="desk-fieldwork-note"),
    path(f"{_ONE}ties/", tie, name="desk-fieldwork-tie"),
]
