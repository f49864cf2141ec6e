# SPDX-License-Identifier: Apache-2.0
"""Past service records on the desk: the client's orders against its promise, the sample, and each order checked."""

import secrets
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from zhuoping.actions.errors import Changed
from zhuoping.actions.fieldwork import footprint as actions
from zhuoping.core.authority import Act
from zhuoping.core.fieldwork.people import SCORERS
from zhuoping.core.footprint import (
    MODE,
    Limits,
    Promise,
    figures,
    figures_by_region,
    read_minutes,
    read_region_lines,
)
from zhuoping.core.problems import Problem, Refused
from zhuoping.records.design_values import planned_modes
from zhuoping.records.field_sample_values import drawn_of, proposal_for
from zhuoping.records.footprint_values import (
    footprint_of,
    gaps_of_footprint,
    order_sample,
    orders_of,
    promise_of,
    sampled_orders,
)
from zhuoping.records.models import FieldSample, Tie
from zhuoping.records.models import WorkOrder as OrderRow
from zhuoping.web.desk.fieldwork.asking import InField, in_field
from zhuoping.web.desk.fieldwork.footprint_form import (
    OrderDrawForm,
    OrderMarkForm,
    PromiseForm,
    promise_initial,
)
from zhuoping.web.desk.fieldwork.footprint_shown import (
    figures_shown,
    orders_shown,
    region_shown,
    verdicts_shown,
)
from zhuoping.web.shared.access import page, person_of
from zhuoping.web.shared.asking import SeeOther, ask
from zhuoping.web.shared.changed import ask_which, settled
from zhuoping.web.shared.refusals import messages_of, put_beside_fields, status_of

_REGIONS_SHOWN = 30
_LAYOUT = "shared/desk.html"


@require_safe
@page(Act.VIEW_FIELDWORK)
def footprint(request: HttpRequest, number: str) -> HttpResponse:
    """Orders, promise, figures, sample: all of mode F on one page."""
    field = in_field(request, number)
    if field.is_ahead:
        return redirect(field.address)
    row = footprint_of(field.engagement)
    promise, orders, sample = promise_of(row), orders_of(field.engagement), order_sample(field.engagement)
    drawn = drawn_of(sample) if sample is not None else None
    sampled = sampled_orders(field.engagement, drawn) if drawn is not None else {}
    reckoned = figures(orders, promise or Promise())
    regions = figures_by_region(orders, promise or Promise())
    files = Tie.objects.filter(engagement=field.engagement, subject=actions.IMPORTED, untied_at=None)
    context = {
        **_base(field),
        "row": row,
        "file": files.select_related("evidence").order_by("-pk").first(),
        "promise": promise,
        "count": len(orders),
        "crossed": reckoned.crossed,
        "figures": figures_shown(reckoned),
        "sample_figures": figures_shown(figures(list(sampled.values()), promise or Promise())),
        "regions": [region_shown(*each) for each in regions[:_REGIONS_SHOWN]],
        "more_regions": max(len(regions) - _REGIONS_SHOWN, 0),
        "sample": sample,
        "drawn": drawn,
        "sampled": orders_shown(drawn, sampled, promise) if drawn is not None else [],
        "gaps": messages_of(each.problem for each in gaps_of_footprint(field.engagement)),
    }
    return render(request, "desk/fieldwork/footprint.html", context)


@require_http_methods(["GET", "POST"])
@page(Act.RECORD_FIELDWORK)
def promise(request: HttpRequest, number: str) -> HttpResponse:
    """What the client promises."""
    field = in_field(request, number, Act.RECORD_FIELDWORK)
    back = _back(number)
    if request.method != "POST" and not may_write(field):
        return redirect(back)
    stored = _promise_form(field)
    form, status = stored, 200
    if request.method == "POST":
        form, status = PromiseForm(settled(request.POST, stored), initial=stored.initial), 422
        if form.is_valid():
            try:
                given = form.cleaned_data
                actions.save_promise(
                    by=person_of(request),
                    at=timezone.now(),
                    number=number,
                    promise=_promise(given),
                    seen=given["version"],
                )
            except Changed as changed:
                return ask_which(request, form, _promise_form(field), changed, back=back, layout=_LAYOUT)
            except Refused as refused:
                put_beside_fields(form, refused)
                status = status_of(refused)
            else:
                messages.success(request, _("服务承诺已保存。"))
                return SeeOther(back)
    regions = sorted({each.region for each in orders_of(field.engagement) if each.region})
    context = {**_base(field), "form": form, "back": back, "regions": regions[:_REGIONS_SHOWN]}
    return render(request, "desk/fieldwork/footprint_promise.html", context, status=status)


@require_http_methods(["GET", "POST"])
@page(Act.RECORD_FIELDWORK)
def draw(request: HttpRequest, number: str) -> HttpResponse:
    """Draw a sample of the orders, or draw it anew with a reason."""
    field = in_field(request, number, Act.RECORD_FIELDWORK)
    if request.method != "POST" and not may_write(field):
        return redirect(_back(number))
    count = OrderRow.objects.filter(engagement=field.engagement).count()
    form = OrderDrawForm(
        request.POST or None,
        initial={"size": proposal_for(field.engagement, count), "seed": secrets.token_hex(16)},
        again=order_sample(field.engagement) is not None,
    )

    def act(given: dict[str, Any]) -> None:
        actions.draw_orders(by=person_of(request), at=timezone.now(), number=number, **given)

    return ask(
        request,
        "desk/fieldwork/footprint_draw.html",
        form,
        act,
        done=_("已抽取样本：请逐条核对。"),
        back=_back(number),
        context={**_base(field), "count": count},
    )


@require_http_methods(["GET", "POST"])
@page(Act.VIEW_FIELDWORK)
def order(request: HttpRequest, number: str, member: str) -> HttpResponse:
    """One sampled order: what the list says, what follows against the promise, and what the auditor found."""
    field = in_field(request, number)
    sample = _sample_or_404(field)
    stored = _mark_form(sample, member)
    form, status = stored, 200
    if request.method == "POST":
        form, status = OrderMarkForm(settled(request.POST, stored), initial=stored.initial), 422
        if form.is_valid():
            try:
                _mark(request, field, sample, member, form.cleaned_data)
            except Changed as changed:
                fresh = _mark_form(_sample_or_404(field), member)
                back = reverse("desk-fieldwork-footprint-order", args=[number, member])
                return ask_which(request, form, fresh, changed, back=back, layout=_LAYOUT)
            except Refused as refused:
                put_beside_fields(form, refused)
                status = status_of(refused)
            else:
                return SeeOther(_next(field, member))
    return _order_page(request, field, sample, member, form, status)


def may_write(field: InField) -> bool:
    """Whether this person carries out mode F now."""
    member = field.member
    carries_out = member is not None and MODE in member.modes and member.role in SCORERS
    return field.may_record and carries_out


def _order_page(
    request: HttpRequest, field: InField, sample: FieldSample, member: str, form: OrderMarkForm, status: int
) -> HttpResponse:
    drawn = drawn_of(sample)
    sampled = sampled_orders(field.engagement, drawn)
    if member not in sampled:
        raise Http404
    keys = list(sampled)
    place = keys.index(member)
    context = {
        **_base(field),
        "form": form,
        "back": _back(field.engagement.number),
        "order": sampled[member],
        "verdicts": verdicts_shown(sampled[member], promise_of(footprint_of(field.engagement))),
        "mark": drawn.marks.get(member),
        "place": place + 1,
        "drawn": drawn,
        "before": keys[place - 1] if place else "",
        "after": keys[place + 1] if place + 1 < len(keys) else "",
    }
    return render(request, "desk/fieldwork/footprint_order.html", context, status=status)


def _mark(
    request: HttpRequest, field: InField, sample: FieldSample, member: str, given: dict[str, Any]
) -> None:
    actions.mark_order(
        by=person_of(request),
        at=timezone.now(),
        number=field.engagement.number,
        sample=sample.pk,
        member=member,
        conforming=given["conforming"],
        note=given["note"],
        seen=given["version"],
    )
    messages.success(request, _("核对结果已保存。"))


def _next(field: InField, member: str) -> str:
    """The next order that is not checked yet; the whole page when all are."""
    number, drawn = field.engagement.number, drawn_of(_sample_or_404(field))
    keys = [each.key for each in drawn.drawn]
    place = keys.index(member) + 1
    waiting = [key for key in (*keys[place:], *keys[:place]) if key not in drawn.marks]
    if not waiting:
        return _back(number)
    return reverse("desk-fieldwork-footprint-order", args=[number, waiting[0]])


def _sample_or_404(field: InField) -> FieldSample:
    sample = order_sample(field.engagement)
    if sample is None:
        raise Http404
    return sample


def _mark_form(sample: FieldSample, member: str) -> OrderMarkForm:
    mark = drawn_of(sample).marks.get(member)
    if mark is None:
        return OrderMarkForm(initial={"version": 0})
    return OrderMarkForm(initial={"version": mark.version, "conforming": mark.conforming, "note": mark.note})


def _promise_form(field: InField) -> PromiseForm:
    row = footprint_of(field.engagement)
    return PromiseForm(initial=promise_initial(promise_of(row), row.version))


def _promise(given: dict[str, Any]) -> Promise:
    """The promise as it was typed, all faults of its times at once. Raises Refused."""
    faults: list[Problem] = []
    read = Promise(sign_off=given["sign_off"], call_back=given["call_back"])
    times: dict[str, int | None] = {}
    for name in ("response", "arrival"):
        try:
            times[name] = read_minutes(given[name], name)
        except Refused as refused:
            faults.extend(refused.problems)
    try:
        read = replace(read, regions=read_region_lines(given["regions"]))
    except Refused as refused:
        faults.extend(refused.problems)
    if faults:
        raise Refused(faults)
    return replace(read, limits=Limits(**times))


def _base(field: InField) -> dict[str, object]:
    planned = planned_modes(field.engagement, field.plan)
    return {
        "engagement": field.engagement,
        "field": field,
        "is_planned": MODE in planned,
        "may_write": may_write(field),
    }


def _back(number: str) -> str:
    return reverse("desk-fieldwork-footprint", args=[number])


_ONE = "engagements/<str:number>/fieldwork/footprint/"
urlpatterns = [
    path(_ONE, footprint, name="desk-fieldwork-footprint"),
    path(f"{_ONE}promise/", promise, name="desk-fieldwork-footprint-promise"),
    path(f"{_ONE}draw/", draw, name="desk-fieldwork-footprint-draw"),
    path(f"{_ONE}orders/<str:member>/", order, name="desk-fieldwork-footprint-order"),
]
