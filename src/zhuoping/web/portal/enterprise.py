# SPDX-License-Identifier: Apache-2.0
"""The client's enterprises: list, registration, what is known of one, and its change."""

from django.contrib import messages
from django.db.models import Count
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from zhuoping.actions import clients, registration
from zhuoping.actions.errors import Changed
from zhuoping.core.application import SHEETS
from zhuoping.core.authority import Act, Subject, may
from zhuoping.core.clients import normalise_uscc
from zhuoping.core.fact_rows import row_classes
from zhuoping.core.problems import Problem, Refused
from zhuoping.core.wording.labels import label
from zhuoping.records.models import Client, FactSheet
from zhuoping.web.portal.enterprise_form import (
    EnterpriseForm,
    initial_of,
    named_place,
    named_trade,
    place_options,
    trade_options,
)
from zhuoping.web.portal.standing import Standing, standings
from zhuoping.web.shared.access import actor_in, client_or_404, page, person_of
from zhuoping.web.shared.asking import SeeOther
from zhuoping.web.shared.changed import ask_which, settled
from zhuoping.web.shared.language import wording_language
from zhuoping.web.shared.lists import Column, Empty, Listing
from zhuoping.web.shared.navigation import address_of
from zhuoping.web.shared.refusals import messages_of, put_beside_fields, status_of

_SHOWN = 20


@require_safe
@page(Act.EDIT_CLIENT)
def enterprises(request: HttpRequest) -> HttpResponseBase:
    """The enterprises that the person acts for."""
    listing = Listing(
        request,
        Client.objects.filter(pk__in=actor_in(request).clients),
        columns=[
            Column("name", _("企业名称"), lambda row: row.name, sort="name", link=address),
            Column("uscc", _("统一社会信用代码"), lambda row: row.uscc),
            Column("industry", _("行业"), lambda row: named_trade(row.industry)),
            Column("staff", _("员工人数"), lambda row: row.staff, is_number=True),
            Column("since", _("登记时间"), lambda row: row.registered_at, sort="registered_at"),
        ],
        default_sort="name",
        empty=Empty(
            _("还没有登记企业"),
            _("先登记要申请认证的企业，再填写情况表、提出申请。"),
            reverse("portal-register"),
            _("登记企业"),
        ),
        name="enterprises",
        label=_("我的企业"),
    )
    return listing.response("portal/enterprises.html")


@require_http_methods(["GET", "POST"])
@page(Act.REGISTER_CLIENT)
def register(request: HttpRequest) -> HttpResponse:
    """Register an enterprise; whoever does acts for it."""
    form = EnterpriseForm(request.POST or None)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                made = registration.ask(
                    by=person_of(request), at=timezone.now(), enterprise=form.enterprise()
                )
            except Refused as refused:
                mine = _mine_already(request, form, refused)
                if mine is not None:
                    return SeeOther(address(mine))
                put_beside_fields(form, refused)
                status = status_of(refused)
            else:
                return SeeOther(_registered(request, made))
    return _form_page(request, form, reverse("portal-home"), None, status)


@require_http_methods(["GET", "POST"])
@page(Act.EDIT_CLIENT)
def edit(request: HttpRequest, uscc: str) -> HttpResponse:
    """Change what is known of an enterprise."""
    client = client_or_404(request, uscc)
    stored = EnterpriseForm(initial=initial_of(client))
    if request.method != "POST":
        return _form_page(request, stored, address(client), client, 200)
    form = EnterpriseForm(settled(request.POST, stored), initial=stored.initial)
    status = 422
    if form.is_valid():
        try:
            _client, remarks = clients.edit(
                by=person_of(request),
                at=timezone.now(),
                client=client,
                version=form.cleaned_data["version"] or 0,
                enterprise=form.enterprise(),
            )
        except Changed as changed:
            fresh = EnterpriseForm(initial=initial_of(client_or_404(request, uscc)))
            return ask_which(request, form, fresh, changed, back=request.path)
        except Refused as refused:
            put_beside_fields(form, refused)
            status = status_of(refused)
        else:
            messages.success(request, _("企业资料已保存。"))
            _remark(request, remarks)
            return SeeOther(address(client))
    return _form_page(request, form, address(client), client, status)


@require_safe
@page(Act.EDIT_CLIENT)
def enterprise(request: HttpRequest, uscc: str) -> HttpResponse:
    """What is known of an enterprise, its fact sheets with the number of their rows, and its engagements."""
    client = client_or_404(request, uscc)
    counts = {
        sheet.key: (sheet.count, sheet.changed_at)
        for sheet in FactSheet.objects.filter(client=client).annotate(count=Count("rows"))
    }
    language = wording_language()
    needed = [*(key for key in SHEETS), "outlets"]
    keys = [*needed, *(key for key in row_classes() if key not in needed)]
    context = {
        "client": client,
        "place": named_place(client.division),
        "trade": named_trade(client.industry),
        "sheets": [
            {
                "key": key,
                "title": label(key, language),
                "is_needed": key in needed,
                "count": counts.get(key, (0, None))[0],
                "changed_at": counts.get(key, (0, None))[1],
            }
            for key in keys
        ],
        "standings": _standings_of(request, client),
        "may_apply": may(actor_in(request), Act.APPLY, Subject(client=client.pk)),
        "colleagues": address_of("portal-colleagues", client.uscc),
    }
    return render(request, "portal/enterprise.html", context)


def address(client: Client) -> str:
    """The page of an enterprise."""
    return reverse("portal-client", args=[client.uscc])


def _registered(request: HttpRequest, made: tuple[Client, tuple[Problem, ...]] | None) -> str:
    """Say what came of a registration, and where to go on; somebody may have to look into it first."""
    if made is None:
        said = _(
            "登记申请已收到，还需核对：有结果后会写信到 %(email)s，请不要再次登记。"
            "核对时，可能会向企业出示您的姓名和邮箱。"
        )
        messages.info(request, said % {"email": person_of(request).email})
        return reverse("portal-clients")
    client, remarks = made
    messages.success(request, _("企业已登记：接下来填写情况表，再提出申请。"))
    _remark(request, remarks)
    return address(client)


def _mine_already(request: HttpRequest, form: EnterpriseForm, refused: Refused) -> Client | None:
    """The enterprise, when the person has registered it before: a form sent twice leads where the first one did."""
    if [each.code for each in refused.problems] != ["uscc-registered"]:
        return None
    code = normalise_uscc(form.cleaned_data["uscc"])
    return Client.objects.filter(
        pk__in=actor_in(request).clients, uscc=code, name=form.cleaned_data["name"]
    ).first()


def _standings_of(request: HttpRequest, client: Client) -> list[Standing]:
    rows = client.engagements.select_related("client").order_by("-pk")
    return standings(actor_in(request), rows[:_SHOWN])


def _form_page(
    request: HttpRequest, form: EnterpriseForm, back: str, client: Client | None, status: int
) -> HttpResponse:
    context = {
        "form": form,
        "client": client,
        "back": back,
        "places": place_options(),
        "trades": trade_options(),
    }
    return render(request, "portal/enterprise_form.html", context, status=status)


def _remark(request: HttpRequest, remarks: tuple[Problem, ...]) -> None:
    """Say after saving what is no fault and still has to be looked at."""
    for sentence in messages_of(remarks):
        messages.warning(request, sentence)


urlpatterns = [
    path("clients/", enterprises, name="portal-clients"),
    path("clients/new/", register, name="portal-register"),
    path("clients/<str:uscc>/", enterprise, name="portal-client"),
    path("clients/<str:uscc>/edit/", edit, name="portal-client-edit"),
]
