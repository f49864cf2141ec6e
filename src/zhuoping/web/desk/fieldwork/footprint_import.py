# SPDX-License-Identifier: Apache-2.0
"""Importing work orders: the file is looked at and shown first, every bad cell marked, and taken when somebody says so.

What was received waits in the store by its digest; the page carries, signed, which one it is.
"""

from dataclasses import asdict

from django.contrib import messages
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from zhuoping.actions import evidence as files
from zhuoping.actions.errors import Changed
from zhuoping.actions.evidence import Received
from zhuoping.actions.fieldwork import footprint as actions
from zhuoping.core.authority import Act
from zhuoping.core.evidence import Kind
from zhuoping.core.problems import Refused, problem
from zhuoping.outputs.work_orders import OrderList, template
from zhuoping.records.footprint_values import footprint_of, order_sample
from zhuoping.web.desk.fieldwork.asking import InField, in_field
from zhuoping.web.desk.fieldwork.footprint import may_write
from zhuoping.web.desk.fieldwork.footprint_form import OrderFileForm
from zhuoping.web.shared.access import page, person_of
from zhuoping.web.shared.asking import SeeOther
from zhuoping.web.shared.language import wording_language
from zhuoping.web.shared.refusals import put_beside_fields, status_of
from zhuoping.web.shared.uploads import handed

_LIFE = 24 * 60 * 60
_SHOWN_ROWS, _SHOWN_FAULTS = 10, 200


@require_http_methods(["GET", "POST"])
@page(Act.RECORD_FIELDWORK)
def upload(request: HttpRequest, number: str) -> HttpResponse:
    """Take a file in and show what is in it; nothing is imported yet."""
    field = in_field(request, number, Act.RECORD_FIELDWORK)
    if not may_write(field):
        return redirect("desk-fieldwork-footprint", number)
    if request.method != "POST":
        return _page(request, field, OrderFileForm(), 200)
    form = OrderFileForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, field, form, 422)
    at = timezone.now()
    try:
        files.check_may_add(person_of(request), field.engagement.client, field.engagement, internal=True)
        received = files.receive(handed(form.cleaned_data["file"])[0], at=at)
        found = actions.look_at(received, at)
    except Refused as refused:
        put_beside_fields(form, refused)
        return _page(request, field, form, status_of(refused))
    if found.faults:
        return _page(request, field, OrderFileForm(), 422, _marked(found))
    return _page(request, field, OrderFileForm(), 200, _preview(request, field, received, found))


@require_POST
@page(Act.RECORD_FIELDWORK)
def accept(request: HttpRequest, number: str) -> HttpResponse:
    """Put the orders of a previewed file in the place of those that are there."""
    field = in_field(request, number, Act.RECORD_FIELDWORK)
    at = timezone.now()
    try:
        draft = signing.loads(request.POST.get("draft", ""), salt=_salt(request, field), max_age=_LIFE)
    except signing.BadSignature:
        form = OrderFileForm({})
        form.errors.clear()
        put_beside_fields(form, Refused([problem("", "import-preview-old")]))
        return _page(request, field, form, 422)
    received = Received(**{**draft["received"], "kind": Kind(draft["received"]["kind"]), "dated_on": None})
    given = actions.read_file(received, at)
    try:
        actions.import_orders(by=person_of(request), at=at, number=number, given=given, seen=draft["version"])
    except Changed:
        # Somebody imported or promised meanwhile: the same file, against what stands now.
        shown = _preview(request, field, received, OrderList(given.orders, (), ()))
        return _page(request, field, OrderFileForm(), 409, {**shown, "has_changed": True})
    messages.success(request, _("已导入 %(count)s 条工单。") % {"count": len(given.orders)})
    return SeeOther(reverse("desk-fieldwork-footprint", args=[number]))


@require_safe
@page(Act.VIEW_FIELDWORK)
def blank(request: HttpRequest, number: str) -> HttpResponse:
    """An empty list with the headings that are read, for the client."""
    in_field(request, number)
    response = HttpResponse(template(wording_language()), content_type="text/csv; charset=utf-8")
    name = _("工单模板") + ".csv"
    response["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return response


def _preview(request: HttpRequest, field: InField, received: Received, found: OrderList) -> dict[str, object]:
    version = footprint_of(field.engagement).version
    draft = {"version": version, "received": {**asdict(received), "dated_on": None}}
    return {
        "draft": signing.dumps(draft, salt=_salt(request, field)),
        "name": received.name,
        "count": len(found.orders),
        "crossed": sum(each.is_crossed for each in found.orders),
        "orders": found.orders[:_SHOWN_ROWS],
        "more": max(len(found.orders) - _SHOWN_ROWS, 0),
        "ignored": found.ignored,
        "has_sample": order_sample(field.engagement) is not None,
    }


def _marked(found: OrderList) -> dict[str, object]:
    language = wording_language()
    return {
        "faults": [
            (each.cell, each.text, each.problem.message(language)) for each in found.faults[:_SHOWN_FAULTS]
        ],
        "fault_count": len(found.faults),
        "more_faults": max(len(found.faults) - _SHOWN_FAULTS, 0),
    }


def _salt(request: HttpRequest, field: InField) -> str:
    """A preview counts for the person who made it, and for its engagement only."""
    return f"work-orders:{person_of(request).pk}:{field.engagement.pk}"


def _page(
    request: HttpRequest,
    field: InField,
    form: OrderFileForm,
    status: int,
    context: dict[str, object] | None = None,
) -> HttpResponse:
    number = field.engagement.number
    base = {
        "engagement": field.engagement,
        "field": field,
        "form": form,
        "back": reverse("desk-fieldwork-footprint", args=[number]),
    }
    return render(request, "desk/fieldwork/footprint_import.html", {**base, **(context or {})}, status=status)


_ONE = "engagements/<str:number>/fieldwork/footprint/"
urlpatterns = [
    path(f"{_ONE}import/", upload, name="desk-fieldwork-footprint-import"),
    path(f"{_ONE}import/accept/", accept, name="desk-fieldwork-footprint-accept"),
    path(f"{_ONE}template/", blank, name="desk-fieldwork-footprint-template"),
]
