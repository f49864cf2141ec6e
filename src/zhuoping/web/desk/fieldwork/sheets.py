# SPDX-License-Identifier: Apache-2.0
"""Characteristic sheets on the desk: the list, one with its rows, what it rests on, and its release by the leader."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from zhuoping.actions import evidence as files
from zhuoping.actions.fieldwork import evidence as ties
from zhuoping.actions.fieldwork import sheets as actions
from zhuoping.core.authority import Act
from zhuoping.core.characteristics import SheetHead, openness_of, sheet_lacks
from zhuoping.core.plan_paper import mode_name
from zhuoping.core.scheme import Openness
from zhuoping.records.models import CharacteristicSheet
from zhuoping.records.sheet_values import (
    evidence_of_sheet,
    gaps_of_sheets,
    rows_of,
    sheet_of,
    sheets_of,
    subject_of,
)
from zhuoping.web.desk.fieldwork.asking import InField, in_field
from zhuoping.web.desk.fieldwork.sheet_form import FilesForm, NewForm, ReleaseForm
from zhuoping.web.shared.access import page, person_of
from zhuoping.web.shared.asking import SeeOther, ask
from zhuoping.web.shared.lists import Column, Empty, Listing
from zhuoping.web.shared.refusals import messages_of
from zhuoping.web.shared.sheets import SheetTie, rows_shown
from zhuoping.web.shared.uploads import handed

_PARTS = "desk/fieldwork/sheets_"


@require_safe
@page(Act.VIEW_FIELDWORK)
def listed(request: HttpRequest, number: str) -> HttpResponseBase:
    """The sheets of an engagement, also before fieldwork is opened: a mystery customer goes first."""
    field = in_field(request, number)
    lacking = {each.row.pk: len(sheet_lacks(each.value)) for each in sheets_of(field.engagement)}
    rows = CharacteristicSheet.objects.filter(engagement=field.engagement)
    listing = Listing(
        request,
        rows.select_related("inspector", "engagement"),
        columns=[
            Column("number", _("编号"), lambda row: row.number, sort="number", link=_address),
            Column("mode", _("模式"), lambda row: mode_name(field.scheme, row.mode), sort="mode"),
            Column("place", _("地点"), lambda row: row.place),
            Column("visited", _("检验时间"), lambda row: row.visited_at, sort="visited_at"),
            Column("inspector", _("检验人"), lambda row: str(row.inspector)),
            Column("rows", _("特性数"), lambda row: len(row.rows), is_number=True),
            Column("lacking", _("还缺"), lambda row: lacking[row.pk], is_number=True),
            Column("state", _("企业"), _state, template=f"{_PARTS}state.html"),
        ],
        empty=Empty(
            _("还没有服务特性记录表"),
            _("每次检验或检测填一张：接触点、特性、期望和结果。"),
            reverse("desk-fieldwork-sheet-new", args=[number]) if field.may_visit else "",
            _("新建记录表"),
        ),
        default_sort="number",
        search="",
        name="sheets",
        label=_("服务特性记录表"),
    )
    context = {
        "engagement": field.engagement,
        "field": field,
        "gaps": messages_of(each.problem for each in gaps_of_sheets(field.engagement)),
    }
    return listing.response("desk/fieldwork/sheets.html", context)


@require_http_methods(["GET", "POST"])
@page(Act.RECORD_FIELDWORK)
def new(request: HttpRequest, number: str) -> HttpResponse:
    """Begin a sheet of a mode that the plan gives this person."""
    field = in_field(request, number, Act.RECORD_FIELDWORK)
    mine = field.member.modes if field.member else frozenset[str]()
    modes = [mode for mode in field.sheet_modes if mode in mine]
    first = modes[0] if modes else ""
    form = NewForm(
        request.POST or None,
        initial={"mode": request.GET.get("mode", first), "visited_at": timezone.now()},
        modes=[(mode, mode_name(field.scheme, mode)) for mode in modes],
    )
    made: list[CharacteristicSheet] = []

    def act(given: dict[str, Any]) -> None:
        by = person_of(request)
        head = SheetHead(given["mode"], given["place"], given["visited_at"], by.pk)
        made.append(actions.make(by=by, at=timezone.now(), number=number, head=head))

    context = {"engagement": field.engagement, "field": field, "modes": modes}
    answer = ask(
        request, "desk/fieldwork/sheet_new.html", form, act, done="", back=_list(number), context=context
    )
    return SeeOther(_address(made[0])) if made else answer


@require_http_methods(["GET", "POST"])
@page(Act.RECORD_FIELDWORK)
def attach(request: HttpRequest, number: str, sheet: int) -> HttpResponse:
    """Hand in files; they stay the body's own until the leader releases them with the sheet."""
    field = in_field(request, number, Act.RECORD_FIELDWORK)
    row = sheet_or_404(field, sheet)

    def act(given: dict[str, Any]) -> None:
        by, at = person_of(request), timezone.now()
        files.check_may_add(by, field.engagement.client, field.engagement, internal=True)
        received = [
            files.receive(each, at=at, path=f"files[{index}]")
            for index, each in enumerate(handed(given["files"]))
        ]
        ties.attach(by=by, at=at, number=number, subjects=[subject_of(row)], received=received)

    return ask(
        request,
        "desk/fieldwork/sheet_attach.html",
        FilesForm(request.POST or None, request.FILES or None),
        act,
        done=_("证据已关联。"),
        back=_address(row),
        context=context_of(field, row),
    )


@require_POST
@page(Act.RECORD_FIELDWORK)
def untie(request: HttpRequest, number: str, sheet: int, tie: int) -> HttpResponse:
    """Take a tie back; the file stays."""
    row = sheet_or_404(in_field(request, number, Act.RECORD_FIELDWORK), sheet)
    ties.untie(by=person_of(request), at=timezone.now(), number=number, tie=tie)
    messages.success(request, _("已取消关联，文件仍保留。"))
    return SeeOther(_address(row))


@require_http_methods(["GET", "POST"])
@page(Act.LEAD_FIELDWORK)
def release(request: HttpRequest, number: str, sheet: int) -> HttpResponse:
    """What the client will see, and the release."""
    field = in_field(request, number, Act.LEAD_FIELDWORK)
    row = sheet_or_404(field, sheet)
    evidence = [SheetTie(each) for each in evidence_of_sheet(row)]
    form = ReleaseForm(
        request.POST or None,
        initial={"version": row.version},
        ties=[(each.tie.pk, each.name) for each in evidence],
    )

    def act(given: dict[str, Any]) -> None:
        actions.release(
            by=person_of(request),
            at=timezone.now(),
            number=number,
            sheet=sheet,
            seen=given["version"],
            evidence=given["evidence"],
        )

    context = {
        **context_of(field, row),
        "rows": rows_shown(rows_of(row)),
        "lacking": messages_of(sheet_lacks(sheet_of(row))),
    }
    return ask(
        request,
        "desk/fieldwork/sheet_release.html",
        form,
        act,
        done=_("已公开，企业收到通知。"),
        back=_address(row),
        context=context,
    )


def sheet_or_404(field: InField, sheet: int) -> CharacteristicSheet:
    """A sheet of the engagement."""
    rows = CharacteristicSheet.objects.filter(engagement=field.engagement, pk=sheet)
    row = rows.select_related("inspector", "released_by").first()
    if row is None:
        raise Http404
    row.engagement = field.engagement
    return row


def context_of(field: InField, row: CharacteristicSheet) -> dict[str, object]:
    """What every page about one sheet shows."""
    return {
        "engagement": field.engagement,
        "field": field,
        "sheet": row,
        "mode": mode_name(field.scheme, row.mode),
        "is_covert": openness_of(field.scheme, row.mode) is Openness.COVERT,
    }


def _state(row: CharacteristicSheet) -> str:
    if row.released_at is not None:
        return _("已公开（%(number)s）") % {"number": row.shown_number}
    return _("暗访，未公开") if row.is_secret else _("未公开")


def _address(row: CharacteristicSheet) -> str:
    return reverse("desk-fieldwork-sheet", args=[row.engagement.number, row.pk])


def _list(number: str) -> str:
    return reverse("desk-fieldwork-sheets", args=[number])


_ALL = "engagements/<str:number>/fieldwork/sheets/"
_ONE = f"{_ALL}<int:sheet>/"
urlpatterns = [
    path(_ALL, listed, name="desk-fieldwork-sheets"),
    path(f"{_ALL}new/", new, name="desk-fieldwork-sheet-new"),
    path(f"{_ONE}evidence/", attach, name="desk-fieldwork-sheet-attach"),
    path(f"{_ONE}evidence/<int:tie>/untie/", untie, name="desk-fieldwork-sheet-untie"),
    path(f"{_ONE}release/", release, name="desk-fieldwork-sheet-release"),
]
