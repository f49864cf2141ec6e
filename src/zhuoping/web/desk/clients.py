# SPDX-License-Identifier: Apache-2.0
"""The list of enterprises."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from zhuoping.core.authority import Act, may
from zhuoping.records.models import Client
from zhuoping.schemes.divisions import load_divisions
from zhuoping.schemes.industries import load_industries
from zhuoping.web.shared.access import actor_in, page
from zhuoping.web.shared.language import wording_language
from zhuoping.web.shared.lists import Column, Empty, Listing


@require_safe
@page(Act.VIEW_CLIENT)
def clients(request: HttpRequest) -> HttpResponseBase:
    """The enterprises that the person may see."""
    actor = actor_in(request)
    listing = Listing(
        request,
        Client.objects.visible_to(actor),
        columns=[
            Column("name", _("企业名称"), lambda row: row.name, sort="name", link=address),
            Column("uscc", _("统一社会信用代码"), lambda row: row.uscc, sort="uscc"),
            Column("division", _("地区"), place_of),
            Column("industry", _("行业"), trade_of),
            Column("staff", _("员工人数"), lambda row: row.staff, is_number=True),
            Column("registered", _("登记时间"), lambda row: row.registered_at, sort="pk"),
        ],
        empty=Empty(_("还没有客户"), _("企业在门户登记后会出现在这里，也可以由项目专员登记。")),
        name="clients",
        label=_("客户"),
    )
    return listing.response("desk/clients.html", {"registers": may(actor, Act.REGISTER_CLIENT)})


def address(row: Client) -> str:
    """The page of an enterprise."""
    return reverse("desk-client", args=[row.uscc])


def place_of(row: Client) -> str:
    """Where it is, as the dated table names it."""
    table = load_divisions()
    place = table.place(row.division) if row.division else None
    return (table.name(place) if place else None) or row.division


def trade_of(row: Client) -> str:
    """What trade it is in."""
    return load_industries().shown(row.industry, wording_language()) if row.industry else ""


urlpatterns = [path("clients/", clients, name="desk-clients")]
