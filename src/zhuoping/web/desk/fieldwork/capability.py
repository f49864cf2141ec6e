# SPDX-License-Identifier: Apache-2.0
"""Service capability on the desk: each parameter declared and verified, written, changed, taken out."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from zhuoping.actions.errors import Changed
from zhuoping.actions.fieldwork import capability as actions
from zhuoping.core.authority import Act
from zhuoping.core.capability import MODE, CapabilityRow, CapabilityVerdict, plain_row
from zhuoping.core.fieldwork.people import SCORERS
from zhuoping.core.fieldwork.records import SHORT_LIMIT
from zhuoping.core.problems import Refused
from zhuoping.records.capability_values import capability_in, gaps_of_capability, stored_rows
from zhuoping.records.design_values import planned_modes
from zhuoping.records.models import CapabilityRow as StoredRow
from zhuoping.web.desk.fieldwork.asking import InField, in_field
from zhuoping.web.shared.access import page, person_of
from zhuoping.web.shared.asking import SeeOther, ask
from zhuoping.web.shared.changed import ask_which, settled
from zhuoping.web.shared.forms import TextField, VersionedForm
from zhuoping.web.shared.refusals import messages_of, put_beside_fields, status_of
from zhuoping.web.shared.words import choices_of

_SHADES = {
    CapabilityVerdict.CONFORMING: "z-good",
    CapabilityVerdict.NOT_CONFORMING: "z-bad",
    CapabilityVerdict.NOT_APPLICABLE: "",
}
_FIELDS = ("parameter", "declared", "verified", "unit", "method", "verdict", "reason")


class CapabilityForm(VersionedForm):
    """One parameter."""

    parameter = forms.CharField(
        label=gettext_lazy("能力参数"),
        max_length=SHORT_LIMIT,
        help_text=gettext_lazy("例如持证服务工程师、24 小时热线、备件库存满足率。"),
    )
    declared = forms.CharField(label=gettext_lazy("企业声明"), max_length=SHORT_LIMIT)
    verified = forms.CharField(label=gettext_lazy("核实结果"), max_length=SHORT_LIMIT, required=False)
    unit = forms.CharField(label=gettext_lazy("单位"), max_length=SHORT_LIMIT, required=False)
    method = TextField(
        label=gettext_lazy("核实方法"),
        rows=2,
        required=False,
        help_text=gettext_lazy("查了什么、怎样查的，使别人可以照做。"),
    )
    verdict = forms.ChoiceField(
        label=gettext_lazy("核实结论"),
        choices=choices_of(CapabilityVerdict, gettext_lazy("还没有判定")),
        required=False,
    )
    reason = TextField(
        label=gettext_lazy("理由"),
        rows=3,
        required=False,
        help_text=gettext_lazy("核实结果与声明不同，或结论不是“符合”时必须写。"),
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        for name in ("verified", "method", "verdict"):
            # Left out only while the parameter is not verified: the closing list says so.
            self.fields[name].is_needed_later = True  # type: ignore[attr-defined]


class RemovalForm(VersionedForm):
    """Why a parameter is taken out."""

    reason = TextField(label=gettext_lazy("理由"), rows=3)


@dataclass(frozen=True, slots=True)
class RowShown:
    """A parameter in the list."""

    stored: StoredRow
    row: CapabilityRow

    @property
    def shade(self) -> str:
        """The colour of its verdict."""
        return "z-care" if self.row.verdict is None else _SHADES[self.row.verdict]


@require_safe
@page(Act.VIEW_FIELDWORK)
def capability(request: HttpRequest, number: str) -> HttpResponse:
    """All parameters."""
    field = in_field(request, number)
    if field.is_ahead:
        return redirect(field.address)
    context = {
        **_base(field),
        "rows": [RowShown(each, capability_in(each)) for each in stored_rows(field.engagement)],
        "gaps": messages_of(each.problem for each in gaps_of_capability(field.engagement)),
    }
    return render(request, "desk/fieldwork/capability.html", context)


@require_http_methods(["GET", "POST"])
@page(Act.RECORD_FIELDWORK)
def new(request: HttpRequest, number: str) -> HttpResponse:
    """Write down a parameter."""
    field = in_field(request, number, Act.RECORD_FIELDWORK)
    if request.method != "POST" and not _may_write(field):
        return redirect(_back(number))

    def act(given: dict[str, Any]) -> None:
        actions.add_row(by=person_of(request), at=timezone.now(), number=number, values=_values(given))

    return ask(
        request,
        "desk/fieldwork/capability_form.html",
        CapabilityForm(request.POST or None, initial={"version": 0}),
        act,
        done=_("能力参数已保存。"),
        back=_back(number),
        context=_base(field),
    )


@require_http_methods(["GET", "POST"])
@page(Act.RECORD_FIELDWORK)
def change(request: HttpRequest, number: str, row: int) -> HttpResponse:
    """Write a parameter anew."""
    field = in_field(request, number, Act.RECORD_FIELDWORK)
    found, back = _row_or_404(field, row), _back(number)
    if request.method != "POST" and not _may_write(field):
        return redirect(back)
    stored = _form(found)
    form, status = stored, 200
    if request.method == "POST":
        form, status = CapabilityForm(settled(request.POST, stored), initial=stored.initial), 422
        if form.is_valid():
            try:
                actions.change_row(
                    by=person_of(request),
                    at=timezone.now(),
                    number=number,
                    row=row,
                    values=_values(form.cleaned_data),
                    seen=form.cleaned_data["version"],
                )
            except Changed as changed:
                fresh = _form(_row_or_404(field, row))
                return ask_which(request, form, fresh, changed, back=back, layout="shared/desk.html")
            except Refused as refused:
                put_beside_fields(form, refused)
                status = status_of(refused)
            else:
                messages.success(request, _("能力参数已保存。"))
                return SeeOther(back)
    context = {**_base(field), "form": form, "back": back, "row": found}
    return render(request, "desk/fieldwork/capability_form.html", context, status=status)


@require_http_methods(["GET", "POST"])
@page(Act.RECORD_FIELDWORK)
def remove(request: HttpRequest, number: str, row: int) -> HttpResponse:
    """Take a parameter out, with a reason."""
    field = in_field(request, number, Act.RECORD_FIELDWORK)
    found = _row_or_404(field, row)
    if request.method != "POST" and not _may_write(field):
        return redirect(_back(number))

    def act(given: dict[str, Any]) -> None:
        by, at = person_of(request), timezone.now()
        actions.remove_row(
            by=by, at=at, number=number, row=row, reason=given["reason"], seen=given["version"]
        )

    return ask(
        request,
        "desk/fieldwork/capability_remove.html",
        RemovalForm(request.POST or None, initial={"version": found.version}),
        act,
        done=_("能力参数已删去，记录仍保留。"),
        back=_back(number),
        context={**_base(field), "row": capability_in(found)},
    )


def _values(given: dict[str, Any]) -> dict[str, Any]:
    return {name: given[name] for name in _FIELDS} | {"verdict": given["verdict"] or None}


def _form(row: StoredRow) -> CapabilityForm:
    return CapabilityForm(initial={**plain_row(capability_in(row)), "version": row.version})


def _row_or_404(field: InField, row: int) -> StoredRow:
    found = stored_rows(field.engagement).filter(pk=row).first()
    if found is None:
        raise Http404
    return found


def _may_write(field: InField) -> bool:
    """Whether this person carries out mode G now."""
    member = field.member
    carries_out = member is not None and MODE in member.modes and member.role in SCORERS
    return field.may_record and carries_out


def _base(field: InField) -> dict[str, object]:
    return {
        "engagement": field.engagement,
        "field": field,
        "is_planned": MODE in planned_modes(field.engagement, field.plan),
        "may_write": _may_write(field),
    }


def _back(number: str) -> str:
    return reverse("desk-fieldwork-capability", args=[number])


_ALL = "engagements/<str:number>/fieldwork/capability/"
urlpatterns = [
    path(_ALL, capability, name="desk-fieldwork-capability"),
    path(f"{_ALL}new/", new, name="desk-fieldwork-capability-new"),
    path(f"{_ALL}<int:row>/", change, name="desk-fieldwork-capability-change"),
    path(f"{_ALL}<int:row>/remove/", remove, name="desk-fieldwork-capability-remove"),
]
