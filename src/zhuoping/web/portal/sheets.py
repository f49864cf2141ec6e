# SPDX-License-Identifier: Apache-2.0
"""Characteristic sheets that the team leader released, to be read: the list, and one by the client's own number.

What is not released has no number here, so that no address can be guessed and no gap tells of it.
"""

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from zhuoping.actions.acting import subject_of
from zhuoping.core.authority import Act, check
from zhuoping.core.plan_paper import mode_name
from zhuoping.records.models import CharacteristicSheet, Engagement
from zhuoping.records.sheet_values import evidence_of_sheet, released_sheet
from zhuoping.records.values import scheme_of
from zhuoping.web.shared.access import actor_in, engagement_or_404, page
from zhuoping.web.shared.language import wording_language
from zhuoping.web.shared.lists import Column, Empty, Listing
from zhuoping.web.shared.sheets import SheetTie, rows_shown


@require_safe
@page(Act.VIEW_SHEETS)
def listed(request: HttpRequest, number: str) -> HttpResponseBase:
    """The released sheets of an engagement."""
    engagement = _engagement(request, number)
    scheme = scheme_of(engagement.edition, wording_language())
    listing = Listing(
        request,
        released(request, engagement).select_related("engagement", "inspector"),
        columns=[
            Column("number", _("编号"), lambda row: row.shown_number, sort="shown_number", link=_address),
            Column("mode", _("模式"), lambda row: mode_name(scheme, row.mode), sort="mode"),
            Column("place", _("地点"), lambda row: row.place),
            Column("visited", _("检验时间"), lambda row: row.visited_at, sort="visited_at"),
            Column("rows", _("特性数"), lambda row: len(row.rows), is_number=True),
        ],
        empty=Empty(_("没有服务特性记录表"), _("审查组公开的服务特性记录表会列在这里，并发邮件通知您。")),
        default_sort="shown_number",
        search="",
        name="sheets",
        label=_("服务特性记录表"),
    )
    return listing.response("portal/sheets.html", {"engagement": engagement})


@require_safe
@page(Act.VIEW_SHEETS)
def one(request: HttpRequest, number: str, shown: int) -> HttpResponse:
    """One sheet with the evidence that was released with it."""
    engagement = _engagement(request, number)
    row = released(request, engagement).select_related("inspector").filter(shown_number=shown).first()
    if row is None:
        raise Http404
    sheet = released_sheet(row)
    context = {
        "engagement": engagement,
        "sheet": sheet,
        "mode": mode_name(scheme_of(engagement.edition, wording_language()), sheet.mode),
        "rows": rows_shown(sheet.rows),
        "evidence": [SheetTie(each) for each in evidence_of_sheet(row, for_client=True)],
    }
    return render(request, "portal/sheet.html", context)


def released(request: HttpRequest, engagement: Engagement) -> QuerySet[CharacteristicSheet]:
    """What the portal shows, whoever looks."""
    rows = CharacteristicSheet.objects.visible_to(actor_in(request))
    return rows.filter(engagement=engagement).exclude(released_at=None)


def _engagement(request: HttpRequest, number: str) -> Engagement:
    engagement = engagement_or_404(request, number)
    check(actor_in(request), Act.VIEW_SHEETS, subject_of(engagement))
    return engagement


def _address(row: CharacteristicSheet) -> str:
    return reverse("portal-sheet", args=[row.engagement.number, row.shown_number])


_ALL = "engagements/<str:number>/sheets/"
urlpatterns = [
    path(_ALL, listed, name="portal-sheets"),
    path(f"{_ALL}<int:shown>/", one, name="portal-sheet"),
]
