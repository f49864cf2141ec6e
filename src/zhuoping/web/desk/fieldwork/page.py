# SPDX-License-Identifier: Apache-2.0
"""The scoring desk itself: opened by the leader, then one page; and what others changed since it was loaded."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from zhuoping.actions.fieldwork.opening import open_fieldwork
from zhuoping.core.authority import Act
from zhuoping.core.problems import Problem, Refused
from zhuoping.core.scheme import Indicator
from zhuoping.records.fieldwork_values import standing
from zhuoping.records.models import Engagement, Finding
from zhuoping.records.submitted_facts import latest_submission
from zhuoping.web.desk.fieldwork import facts_shown
from zhuoping.web.desk.fieldwork.asking import InField, in_field, newest_stamp
from zhuoping.web.desk.fieldwork.evidence_shown import evidence_of
from zhuoping.web.desk.fieldwork.shown import Desk
from zhuoping.web.shared.access import page, person_of
from zhuoping.web.shared.asking import SeeOther
from zhuoping.web.shared.language import wording_language
from zhuoping.web.shared.refusals import status_of
from zhuoping.web.shared.words import whole

_NOTHING_NEW = 204


@require_safe
@page(Act.VIEW_FIELDWORK)
def desk(request: HttpRequest, number: str) -> HttpResponse:
    """The desk with one indicator open, `?ref=1.2`; before fieldwork is opened, how that is done."""
    field = in_field(request, number)
    return desk_page(request, field)


def desk_page(
    request: HttpRequest, field: InField, ref: str = "", *, status: int = 200, **more: object
) -> HttpResponse:
    """The page of the desk; htmx gets its inside only. `more` is what a form that was refused brings back."""
    if field.is_ahead:
        return _ahead(request, field)
    indicator = _indicator(field, ref or request.GET.get("ref", ""))
    template = "desk/fieldwork/_desk.html" if getattr(request, "htmx", False) else "desk/fieldwork/desk.html"
    sent = request.POST if "reason" in request.POST else None
    response = render(request, template, desk_context(field, indicator, sent) | more, status=status)
    response["Vary"] = "HX-Request"
    return response


def desk_context(field: InField, indicator: Indicator, sent: QueryDict | None = None) -> dict[str, object]:
    """Everything that the desk shows; `sent` is an award that was refused."""
    shown = Desk(field, standing(field.engagement), indicator, sent)
    return {
        "engagement": field.engagement,
        "field": field,
        "scheme": field.scheme,
        "desk": shown,
        "indicator": indicator,
        "evidence": evidence_of(field.engagement, indicator.ref),
        "facts": _facts(field, indicator, wait=False),
        "earlier": _earlier(field.engagement, indicator.ref),
        "limit_mb": settings.EVIDENCE_LIMIT // 1024 // 1024,
    }


@require_POST
@page(Act.LEAD_FIELDWORK)
def open_(request: HttpRequest, number: str) -> HttpResponse:
    """Open fieldwork, with or without a second scoring."""
    field = in_field(request, number)
    try:
        open_fieldwork(
            by=person_of(request),
            at=timezone.now(),
            number=number,
            double_scoring=request.POST.get("double_scoring") == "yes",
        )
    except Refused as refused:
        return _ahead(request, field, refused.problems, status_of(refused))
    messages.success(request, _("现场审查已开始。"))
    return SeeOther(field.address)


@require_safe
@page(Act.VIEW_FIELDWORK)
def changes(request: HttpRequest, number: str) -> HttpResponse:
    """What changed since `?seen=`: nothing most of the time, which costs one query (204)."""
    seen = whole(request.GET.get("seen", ""))
    newest = newest_stamp(request, number)
    if newest is None:
        raise Http404
    if newest == seen:
        return HttpResponse(status=_NOTHING_NEW)
    field = in_field(request, number)
    if field.is_ahead:
        raise Http404
    indicator = _indicator(field, request.GET.get("ref", ""))
    context = {
        "engagement": field.engagement,
        "field": field,
        "scheme": field.scheme,
        "desk": Desk(field, standing(field.engagement), indicator),
        "indicator": indicator,
        "evidence": evidence_of(field.engagement, indicator.ref),
    }
    return render(request, "desk/fieldwork/_changes.html", context)


@require_safe
@page(Act.VIEW_FIELDWORK)
def facts(request: HttpRequest, number: str, ref: str) -> HttpResponse:
    """What the client submitted that informs an indicator: a part of the desk for htmx, else a page."""
    field = in_field(request, number)
    indicator = field.scheme.indicators.get(ref)
    if indicator is None:
        raise Http404
    context = {
        "engagement": field.engagement,
        "field": field,
        "indicator": indicator,
        "facts": _facts(field, indicator, wait=True),
    }
    htmx = bool(getattr(request, "htmx", False))
    response = render(request, "desk/fieldwork/_facts.html" if htmx else "desk/fieldwork/facts.html", context)
    response["Vary"] = "HX-Request"
    return response


def _ahead(
    request: HttpRequest, field: InField, problems: tuple[Problem, ...] = (), status: int = 200
) -> HttpResponse:
    context = {"engagement": field.engagement, "field": field, "plan": field.plan, "faults": problems}
    return render(request, "desk/fieldwork/ahead.html", context, status=status)


def _indicator(field: InField, ref: str) -> Indicator:
    """The indicator asked for; the first one where none was."""
    indicators = field.scheme.indicators
    found = indicators.get(ref) if ref else next(iter(indicators.values()))
    if found is None:
        raise Http404
    return found


def _facts(field: InField, indicator: Indicator, *, wait: bool) -> dict[str, object]:
    """The sheets and checks of an indicator; without `wait` only where they are at hand."""
    submission = latest_submission(field.engagement) if indicator.facts else None
    if submission is None:
        return {"is_known": True, "submission": None, "sheets": (), "checks": ()}
    on = timezone.localdate()
    language = wording_language()
    ask = facts_shown.informing if wait else facts_shown.known
    found = ask(field.engagement, submission, on, language)
    if found is None:
        return {"is_known": False}
    return {
        "is_known": True,
        "submission": submission,
        "sheets": found.sheets[indicator.ref],
        "checks": found.checks[indicator.ref],
    }


def _earlier(engagement: Engagement, ref: str) -> Finding | None:
    """The finding on the same indicator in the client's engagement before this one; None where there is none."""
    earlier = Finding.objects.filter(
        engagement__client=engagement.client_id,
        engagement__edition__scheme=engagement.edition.scheme,
        engagement_id__lt=engagement.pk,
        ref=ref,
    )
    return earlier.select_related("engagement").order_by("-engagement_id").first()


_ONE = "engagements/<str:number>/fieldwork/"
urlpatterns = [
    path(_ONE, desk, name="desk-fieldwork"),
    path(f"{_ONE}open/", open_, name="desk-fieldwork-open"),
    path(f"{_ONE}changes/", changes, name="desk-fieldwork-changes"),
    path(f"{_ONE}findings/<str:ref>/facts/", facts, name="desk-fieldwork-finding-facts"),
]
