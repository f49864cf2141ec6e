# SPDX-License-Identifier: Apache-2.0
"""The client's facts verified on site: every sheet, its rows in pages, and the form that corrects one."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from zhuoping.actions.errors import Changed
from zhuoping.actions.fieldwork import facts as actions
from zhuoping.core.authority import Act
from zhuoping.core.fact_verification import FactVerdict
from zhuoping.core.problems import Refused
from zhuoping.core.wording.labels import label
from zhuoping.records.models import FactVerification
from zhuoping.records.submitted_facts import plain_values
from zhuoping.records.verification_values import SheetVerified, sheets_verified
from zhuoping.web.desk.fieldwork.asking import InField, in_field
from zhuoping.web.shared.access import page, person_of
from zhuoping.web.shared.asking import SeeOther
from zhuoping.web.shared.changed import settled
from zhuoping.web.shared.fact_forms import RowForm, cell_text, initial_of, sheet_columns
from zhuoping.web.shared.forms import TextField
from zhuoping.web.shared.language import wording_language
from zhuoping.web.shared.refusals import messages_of, put_beside_fields, status_of
from zhuoping.web.shared.words import whole

_AT_ONCE = 50
# A row of a phone's width: the rest stands on the row's own page.
_SHOWN_COLUMNS = 4


class CorrectionForm(RowForm):
    """A row as it was found, and why it differs from what the client states."""

    def __init__(self, key: str, *args: object, **kwargs: object) -> None:
        super().__init__(key, *args, **kwargs)
        self.fields["reason"] = TextField(
            label=gettext_lazy("更正理由"),
            rows=3,
            required=False,
            help_text=gettext_lazy("看到的事实和依据；企业填报的内容会一并保留。"),
        )
        # Left out only while the form is not finished: the rule says so in its own words.
        self.fields["reason"].is_needed_later = True  # type: ignore[attr-defined]


@dataclass(frozen=True, slots=True)
class Line:
    """A row in the list: what the client states, and what was found of it."""

    number: int
    pairs: list[tuple[str, str]]
    verification: FactVerification | None
    count: int
    changes: list[tuple[str, str, str]]


@require_safe
@page(Act.VIEW_FIELDWORK)
def overview(request: HttpRequest, number: str) -> HttpResponse:
    """Every sheet that was submitted, and how much of it is verified."""
    field = in_field(request, number)
    if field.is_ahead:
        return redirect(field.address)
    sheets = [(_title(each.key), each) for each in sheets_verified(field.engagement)]
    return render(request, "desk/fieldwork/verify.html", {**_context(field), "sheets": sheets})


@require_safe
@page(Act.VIEW_FIELDWORK)
def sheet(request: HttpRequest, number: str, key: str) -> HttpResponse:
    """One sheet in pages."""
    field = in_field(request, number)
    return redirect(field.address) if field.is_ahead else _sheet_page(request, field, key)


@require_POST
@page(Act.SCORE)
def confirm_sheet(request: HttpRequest, number: str, key: str) -> HttpResponse:
    """Confirm a sheet as a whole."""
    field = in_field(request, number, Act.SCORE)
    _found(field, key)
    try:
        actions.confirm_sheet(by=person_of(request), at=timezone.now(), number=number, sheet=key)
    except Refused as refused:
        return _sheet_page(request, field, key, refused)
    messages.success(request, _("整张资料表已确认；已更正的行以更正为准。"))
    return SeeOther(_address(number, key))


@require_POST
@page(Act.SCORE)
def confirm_row(request: HttpRequest, number: str, key: str, row: int) -> HttpResponse:
    """Confirm one row."""
    field = in_field(request, number, Act.SCORE)
    seen = request.POST.get("seen", "")
    _row(_found(field, key), row)
    try:
        actions.confirm_row(
            by=person_of(request),
            at=timezone.now(),
            number=number,
            sheet=key,
            row=row,
            seen=whole(seen) or 0,
        )
    except Refused as refused:
        return _sheet_page(request, field, key, refused)
    messages.success(request, _("第 %(row)s 行已确认。") % {"row": row})
    return SeeOther(f"{_address(number, key)}?page={(row - 1) // _AT_ONCE + 1}#row-{row}")


@require_http_methods(["GET", "POST"])
@page(Act.SCORE)
def row(request: HttpRequest, number: str, key: str, row: int) -> HttpResponse:
    """Correct one row."""
    field = in_field(request, number, Act.SCORE)
    found = _found(field, key)
    stored, status = _stored(found, row), 200
    form: CorrectionForm = stored
    told: list[str] = []
    if request.method == "POST":
        form, status = CorrectionForm(key, settled(request.POST, stored), initial=stored.initial), 422
        if form.is_valid():
            try:
                actions.correct_row(
                    by=person_of(request),
                    at=timezone.now(),
                    number=number,
                    sheet=key,
                    row=row,
                    values=form.row_values(),
                    reason=form.cleaned_data["reason"],
                    seen=form.cleaned_data["version"] or 0,
                )
            except Changed as changed:
                # What stands now is shown beside what was typed; saving once more takes its place.
                found, status = _found(field, key), status_of(changed)
                told = messages_of(changed.problems)
                form = CorrectionForm(key, {**request.POST.dict(), "version": changed.version})
            except Refused as refused:
                put_beside_fields(form, refused)
                status = status_of(refused)
            else:
                messages.success(request, _("更正已保存，企业填报的内容仍保留。"))
                return SeeOther(f"{_address(number, key)}?page={(row - 1) // _AT_ONCE + 1}#row-{row}")
    line = _line(found, row, len(sheet_columns(key)))
    context = {
        **_context(field),
        "key": key,
        "sheet_title": _title(key),
        "row": row,
        "form": form,
        "line": line,
        "stated": line.pairs,
        "told": told,
        "back": _address(number, key),
    }
    return render(request, "desk/fieldwork/verify_row.html", context, status=status)


def _sheet_page(
    request: HttpRequest, field: InField, key: str, refused: Refused | None = None
) -> HttpResponse:
    found = _found(field, key)
    shown = Paginator(range(1, len(found.rows) + 1), _AT_ONCE).get_page(request.GET.get("page"))
    columns = sheet_columns(key)[:_SHOWN_COLUMNS]
    context = {
        **_context(field),
        "sheet": found,
        "sheet_title": _title(key),
        "headings": [each.label for each in columns],
        "page": shown,
        "lines": [_line(found, number, len(columns)) for number in shown],
        "told": messages_of(refused.problems) if refused else [],
    }
    status = status_of(refused) if refused else 200
    return render(request, "desk/fieldwork/verify_sheet.html", context, status=status)


def _line(found: SheetVerified, number: int, most: int) -> Line:
    known = sheet_columns(found.key)
    stated, kept = plain_values(_row(found, number)), found.verified.get(number)
    changes: list[tuple[str, str, str]] = []
    if kept is not None and kept.verdict == FactVerdict.CORRECTED:
        values: Mapping[str, object] = kept.found
        pairs = [(each.label, cell_text(each, stated), cell_text(each, values)) for each in known]
        changes = [each for each in pairs if each[1] != each[2]]
    cells = [(each.label, cell_text(each, stated)) for each in known[:most]]
    return Line(number, cells, kept, found.counts.get(number, 0), changes)


def _stored(found: SheetVerified, number: int) -> CorrectionForm:
    """The form as it begins: the row as it was found, or else as the client states it."""
    values, kept = plain_values(_row(found, number)), found.verified.get(number)
    reason = kept.reason if kept is not None else ""
    initial = initial_of(kept.found if kept is not None else values, found.counts.get(number, 0))
    return CorrectionForm(found.key, initial={**initial, "reason": reason})


def _found(field: InField, key: str) -> SheetVerified:
    found = next((each for each in sheets_verified(field.engagement) if each.key == key), None)
    if found is None or field.is_ahead:
        raise Http404
    return found


def _row(found: SheetVerified, number: int) -> Mapping[str, object]:
    if not 1 <= number <= len(found.rows):
        raise Http404
    return found.rows[number - 1]


def _title(key: str) -> str:
    return label(key, wording_language())


def _context(field: InField) -> dict[str, object]:
    return {"engagement": field.engagement, "field": field}


def _address(number: str, key: str) -> str:
    return reverse("desk-fieldwork-fact-sheet", args=[number, key])


_ONE = "engagements/<str:number>/fieldwork/facts/"
urlpatterns = [
    path(_ONE, overview, name="desk-fieldwork-facts"),
    path(f"{_ONE}<str:key>/", sheet, name="desk-fieldwork-fact-sheet"),
    path(f"{_ONE}<str:key>/confirm/", confirm_sheet, name="desk-fieldwork-fact-sheet-confirm"),
    path(f"{_ONE}<str:key>/<int:row>/", row, name="desk-fieldwork-fact-row"),
    path(f"{_ONE}<str:key>/<int:row>/confirm/", confirm_row, name="desk-fieldwork-fact-confirm"),
]
