# SPDX-License-Identifier: Apache-2.0
"""Fact sheets of an enterprise: a list for each, rows by form, and what the checks notice (domain rule A5)."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from zhuoping.actions import facts
from zhuoping.actions.errors import Changed
from zhuoping.core.authority import Act
from zhuoping.core.fact_rows import row_classes
from zhuoping.core.facts import Check, CheckRules, check_facts, check_rules
from zhuoping.core.facts.rows.organisation import PLACE_FIELDS
from zhuoping.core.problems import Refused
from zhuoping.core.wording.labels import label
from zhuoping.records.models import AdoptedEdition, Client, FactRow, FactSheet
from zhuoping.records.values import facts_of, scheme_of
from zhuoping.schemes.divisions import load_divisions
from zhuoping.web.shared.access import client_or_404, page, person_of
from zhuoping.web.shared.asking import SeeOther
from zhuoping.web.shared.changed import ask_which, settled
from zhuoping.web.shared.export import KINDS
from zhuoping.web.shared.fact_forms import RowForm, cell, default_of, initial_of, sheet_columns
from zhuoping.web.shared.language import wording_language
from zhuoping.web.shared.lists import Column, Empty, Listing
from zhuoping.web.shared.refusals import put_beside_fields, status_of
from zhuoping.web.shared.words import whole

# A wider list is no list any more; the form and the files have all columns.
_SHOWN_COLUMNS = 6
_SHOWN_REMARKS = 20


@require_safe
@page(Act.EDIT_CLIENT)
def sheet(request: HttpRequest, uscc: str, key: str) -> HttpResponseBase:
    """One sheet: its rows, searched and paged, with the ways to add, import and take away."""
    client = client_or_404(request, uscc)
    title = title_or_404(key)
    known = sheet_columns(key)
    # A file has every column, a page the first few.
    shown = known if request.GET.get("export") in KINDS else known[:_SHOWN_COLUMNS]
    stored = FactSheet.objects.filter(client=client, key=key).first()
    columns = [
        Column(
            column.key,
            column.label,
            lambda row, column=column: cell(column, row.values),  # type: ignore[misc]
            link=(lambda row: _row_address(client, key, row)) if column is known[0] else None,
            # Files keep what was written, to be imported again.
            template="portal/fact_places.html" if column.key in PLACE_FIELDS else "",
            is_number=column.kind.value in ("whole", "number"),
        )
        for column in shown
    ]
    listing = Listing(
        request,
        FactRow.objects.filter(sheet=stored),
        columns=columns,
        default_sort="position",
        empty=Empty(
            _("“%(sheet)s”还没有内容") % {"sheet": title},
            _("逐行添加，或下载 Excel 模板填好后导入。"),
            reverse("portal-fact-new", args=[uscc, key]),
            _("添加一行"),
        ),
        name=key,
        label=title,
    )
    context = {"client": client, "key": key, "sheet_title": title, "sheet": stored}
    return listing.response("portal/facts.html", context)


@require_http_methods(["GET", "POST"])
@page(Act.EDIT_CLIENT)
def new_row(request: HttpRequest, uscc: str, key: str) -> HttpResponse:
    """Add one row; with “save and add another” the next form follows at once."""
    client = client_or_404(request, uscc)
    title_or_404(key)
    form = RowForm(key, request.POST or None, initial=default_of(key))
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                facts.add_row(
                    by=person_of(request), at=timezone.now(), client=client, key=key, values=form.row_values()
                )
            except Refused as refused:
                put_beside_fields(form, refused)
                status = status_of(refused)
            else:
                messages.success(request, _("已添加一行。"))
                return SeeOther(request.path if "another" in request.POST else address(client, key))
    return _form_page(request, client, key, form, None, status)


@require_http_methods(["GET", "POST"])
@page(Act.EDIT_CLIENT)
def edit_row(request: HttpRequest, uscc: str, key: str, row: int) -> HttpResponse:
    """Change one row; where somebody else changed it meanwhile, both are shown."""
    client = client_or_404(request, uscc)
    title_or_404(key)
    stored_row = _row(client, key, row)
    if stored_row is None:
        return _gone(request, client, key)
    stored = RowForm(key, initial=initial_of(stored_row.values, stored_row.version))
    if request.method != "POST":
        return _form_page(request, client, key, stored, stored_row, 200)
    form = RowForm(key, settled(request.POST, stored), initial=stored.initial)
    status = 422
    if form.is_valid():
        try:
            facts.change_row(
                by=person_of(request),
                at=timezone.now(),
                client=client,
                key=key,
                row=row,
                version=form.cleaned_data["version"] or 0,
                values=form.row_values(),
            )
        except Changed as changed:
            return ask_which(request, form, stored, changed, back=address(client, key))
        except Refused as refused:
            put_beside_fields(form, refused)
            status = status_of(refused)
        else:
            messages.success(request, _("已保存。"))
            return SeeOther(address(client, key))
    return _form_page(request, client, key, form, stored_row, status)


@require_POST
@page(Act.EDIT_CLIENT)
def remove_row(request: HttpRequest, uscc: str, key: str, row: int) -> HttpResponse:
    """Take one row off the sheet."""
    client = client_or_404(request, uscc)
    title_or_404(key)
    version = whole(request.POST.get("version", "")) or 0
    facts.remove_row(
        by=person_of(request), at=timezone.now(), client=client, key=key, row=row, version=version
    )
    messages.success(request, _("已删除一行。"))
    return SeeOther(address(client, key))


@require_safe
@page(Act.EDIT_CLIENT)
def checks(request: HttpRequest, uscc: str, key: str) -> HttpResponse:
    """What the checks notice in this sheet: it informs and refuses nothing. A part of a page for htmx, else a page."""
    client = client_or_404(request, uscc)
    title = title_or_404(key)
    today = timezone.localdate()
    found = check_facts(facts_of(client), today, _rules(client), load_divisions(), _prior_number(client))
    language = wording_language()
    context = {
        "client": client,
        "key": key,
        "sheet_title": title,
        "checks": [_check(each, language) for each in found if key in each.sheets],
    }
    htmx = bool(getattr(request, "htmx", False))
    template = "portal/fact_checks_fragment.html" if htmx else "portal/fact_checks.html"
    response = render(request, template, context)
    response["Vary"] = "HX-Request"
    return response


def title_or_404(key: str) -> str:
    """What a sheet is called; a key that is none has no page."""
    if key not in row_classes():
        raise Http404
    return label(key, wording_language())


def address(client: Client, key: str) -> str:
    """The page of a sheet."""
    return reverse("portal-facts", args=[client.uscc, key])


def edition_for(client: Client) -> AdoptedEdition | None:
    """The edition that the client's facts are looked at by: that of the latest engagement, else the newest in force."""
    latest = client.engagements.select_related("edition").order_by("-pk").first()
    if latest is not None:
        return latest.edition
    return AdoptedEdition.objects.filter(ended_at=None).first()


def _rules(client: Client) -> CheckRules:
    edition = edition_for(client)
    return check_rules(scheme_of(edition).parameters) if edition else CheckRules()


def _prior_number(client: Client) -> str:
    latest = client.engagements.select_related("application").order_by("-pk").first()
    return latest.application.prior_number if latest else ""


def _check(check: Check, language: str) -> dict[str, object]:
    remarks = [each.message(language) for each in check.remarks[:_SHOWN_REMARKS]]
    return {
        "title": check.title(language),
        "verdict": check.verdict,
        "sentence": check.explain(language),
        "remarks": remarks,
        "more": len(check.remarks) - len(remarks),
    }


def _row(client: Client, key: str, row: int) -> FactRow | None:
    return FactRow.objects.filter(sheet__client=client, sheet__key=key, pk=row).first()


def _row_address(client: Client, key: str, row: FactRow) -> str:
    return reverse("portal-fact-row", args=[client.uscc, key, row.pk])


def _gone(request: HttpRequest, client: Client, key: str) -> HttpResponse:
    """Somebody removed the row: what was typed becomes the form of a new row."""
    form = RowForm(key, request.POST or None)
    context = {
        "client": client,
        "key": key,
        "sheet_title": title_or_404(key),
        "form": form,
        "row": None,
        "is_gone": True,
        "action": reverse("portal-fact-new", args=[client.uscc, key]),
    }
    return render(request, "portal/fact_form.html", context, status=409 if request.method == "POST" else 404)


def _form_page(
    request: HttpRequest, client: Client, key: str, form: RowForm, row: FactRow | None, status: int
) -> HttpResponse:
    context = {"client": client, "key": key, "sheet_title": title_or_404(key), "form": form, "row": row}
    return render(request, "portal/fact_form.html", context, status=status)


urlpatterns = [
    path("clients/<str:uscc>/facts/<str:key>/", sheet, name="portal-facts"),
    path("clients/<str:uscc>/facts/<str:key>/new/", new_row, name="portal-fact-new"),
    path("clients/<str:uscc>/facts/<str:key>/checks/", checks, name="portal-fact-checks"),
    path("clients/<str:uscc>/facts/<str:key>/<int:row>/", edit_row, name="portal-fact-row"),
    path("clients/<str:uscc>/facts/<str:key>/<int:row>/remove/", remove_row, name="portal-fact-remove"),
]
