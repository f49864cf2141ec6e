# SPDX-License-Identifier: Apache-2.0
"""A fact sheet by Excel: its workbook to download, and an import whose preview marks every bad cell.

Nothing is kept of an upload until it is without faults and somebody says yes: its rows wait, signed, in the page.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, cast

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core import signing
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from zhuoping.actions import facts
from zhuoping.actions.errors import Changed
from zhuoping.core.authority import Act
from zhuoping.core.fact_rows import read_row
from zhuoping.core.ledger.canonical import Value, canonical
from zhuoping.core.problems import Refused, problem
from zhuoping.core.scheme import Scheme
from zhuoping.outputs.fact_workbook import CellFault, SheetRead, read_sheet, write_sheet
from zhuoping.outputs.workbook.guard import FILE_LIMIT
from zhuoping.records.models import Client, FactRow, FactSheet
from zhuoping.records.values import row_from_plain, row_to_plain, scheme_of
from zhuoping.schemes import library
from zhuoping.web.portal.facts import address, edition_for, title_or_404
from zhuoping.web.shared import formats
from zhuoping.web.shared.access import client_or_404, page, person_of
from zhuoping.web.shared.asking import SeeOther
from zhuoping.web.shared.fact_forms import cell_text, sheet_columns
from zhuoping.web.shared.forms import Form
from zhuoping.web.shared.language import wording_language
from zhuoping.web.shared.refusals import put_beside_fields, status_of

_WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_LIFE = timedelta(days=1)
_SHOWN_ROWS = 20
# What a form may bring back: the rest of settings.DATA_UPLOAD_MAX_MEMORY_SIZE is for its other fields.
_MOST = settings.DATA_UPLOAD_MAX_MEMORY_SIZE - 100_000
_SHOWN_FAULTS = 200


class ImportForm(Form):
    """The file to import."""

    file = forms.FileField(
        label=gettext_lazy("填好的 Excel 文件"),
        help_text=gettext_lazy("请用本页下载的模板填写，.xlsx 格式；上传后先预览，确认后才替换。"),
        widget=forms.FileInput({"accept": ".xlsx"}),
    )


@dataclass(frozen=True, slots=True)
class PreviewCell:
    """One cell of the preview: what stands in it, and what is wrong."""

    text: str
    fault: str = ""


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """One row of the preview: its number in the workbook, its cells."""

    number: str
    cells: tuple[PreviewCell, ...]


@require_safe
@page(Act.EDIT_CLIENT)
def workbook(request: HttpRequest, uscc: str, key: str) -> HttpResponse:
    """The sheet as a workbook, with its rows or empty, to be filled in and imported."""
    client = client_or_404(request, uscc)
    title = title_or_404(key)
    rows = FactRow.objects.none() if "empty" in request.GET else _rows(client, key)
    values = [read_row(key, row_from_plain(each)) for each in rows.values_list("values", flat=True)]
    language = wording_language()
    content = write_sheet(_scheme(client, language), key, values, language)
    response = HttpResponse(content, content_type=_WORKBOOK)
    name = f"{title}-{client.name}.xlsx"
    response["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    response["Cache-Control"] = "no-store"
    return response


@require_http_methods(["GET", "POST"])
@page(Act.EDIT_CLIENT)
def upload(request: HttpRequest, uscc: str, key: str) -> HttpResponse:
    """Read a workbook and show what would be kept; with faults, where they are and how to mend them."""
    client = client_or_404(request, uscc)
    title_or_404(key)
    if request.method != "POST":
        return _page(request, client, key, ImportForm(), 200)
    form = ImportForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, client, key, form, 422)
    try:
        found = read_sheet(_content(form.cleaned_data["file"]), key)
        context = _marked(key, found) if found.faults else _preview(request, client, key, found)
    except Refused as refused:
        put_beside_fields(form, refused)
        return _page(request, client, key, form, status_of(refused))
    return _page(request, client, key, ImportForm(), 422 if found.faults else 200, context)


@require_POST
@page(Act.EDIT_CLIENT)
def accept(request: HttpRequest, uscc: str, key: str) -> HttpResponse:
    """Put the rows of a preview in the place of those that are there."""
    client = client_or_404(request, uscc)
    title_or_404(key)
    try:
        draft = signing.loads(request.POST.get("draft", ""), salt=_salt(request, client, key), max_age=_LIFE)
    except signing.BadSignature:
        form = ImportForm({})
        form.errors.clear()
        put_beside_fields(form, Refused([problem("", "import-preview-old")]))
        return _page(request, client, key, form, 422)
    rows = [row_from_plain(cast(Mapping[str, object], row)) for row in draft["rows"]]
    by, at = person_of(request), timezone.now()
    try:
        facts.replace_rows(by=by, at=at, client=client, key=key, version=draft["version"], rows=rows)
    except Changed:
        # Somebody changed the sheet since: the same rows, against what stands now.
        found = SheetRead(tuple(cast(Any, rows)))
        context = {**_preview(request, client, key, found), "has_changed": True}
        return _page(request, client, key, ImportForm(), 409, context)
    messages.success(request, _("已导入 %(count)s 行，替换了原有内容。") % {"count": len(rows)})
    return SeeOther(address(client, key))


def _content(file: UploadedFile[Any]) -> bytes:
    """The bytes of an upload that is small enough to be read at once."""
    size = file.size or 0
    if size > FILE_LIMIT:
        values = {"size": formats.size(size), "limit": formats.size(FILE_LIMIT)}
        raise Refused([problem("file", "workbook-too-large", **values)])
    return bytes(file.read())


def _preview(request: HttpRequest, client: Client, key: str, found: SheetRead) -> dict[str, object]:
    """What an import without faults would do: its first rows, and how it differs from what is there."""
    values = [row_to_plain(read_row(key, row)) for row in found.rows]
    sheet = FactSheet.objects.filter(client=client, key=key).first()
    stands = Counter(_fingerprint(each) for each in _rows(client, key).values_list("values", flat=True))
    comes = Counter(map(_fingerprint, values))
    rows = {"version": sheet.version if sheet else 0, "rows": values}
    draft = signing.dumps(rows, salt=_salt(request, client, key), compress=True)
    if len(draft) > _MOST:
        sizes = {"size": formats.size(len(draft)), "limit": formats.size(_MOST)}
        raise Refused([problem("file", "fact-import-large", **sizes)])
    known = sheet_columns(key)
    return {
        "draft": draft,
        "count": len(values),
        "same": (comes & stands).total(),
        "added": (comes - stands).total(),
        "removed": (stands - comes).total(),
        "rows": [[cell_text(column, row) for column in known] for row in values[:_SHOWN_ROWS]],
        "more": max(len(values) - _SHOWN_ROWS, 0),
    }


def _marked(key: str, found: SheetRead) -> dict[str, object]:
    """What is wrong in an import, cell by cell."""
    count = len(found.faults)
    return {
        "faulty": _faulty(key, found),
        "beside": _beside(found),
        "fault_count": count,
        "more_faults": max(count - _SHOWN_FAULTS, 0),
    }


def _faulty(key: str, found: SheetRead) -> list[PreviewRow]:
    """The rows with bad cells, each cell with what stands in it and what is wrong."""
    by_row: dict[int, list[CellFault]] = {}
    for fault in found.faults[:_SHOWN_FAULTS]:
        if fault.row is not None:
            by_row.setdefault(fault.row, []).append(fault)
    language = wording_language()
    shown = []
    for row, faults in sorted(by_row.items()):
        words = {each.key: each.problem.message(language, in_cells=True) for each in faults}
        values = found.rows[row] if row < len(found.rows) else {}
        cells = tuple(
            PreviewCell(_written(values.get(column.key), dict(column.choices)), words.get(column.key, ""))
            for column in sheet_columns(key)
        )
        shown.append(PreviewRow(_row_number(faults[0].cell), cells))
    return shown


def _beside(found: SheetRead) -> list[tuple[str, str]]:
    """Faults of no row, such as text beside the table: the cell and the sentence."""
    language = wording_language()
    faults = [each for each in found.faults[:_SHOWN_FAULTS] if each.row is None]
    return [(each.cell, each.problem.message(language, in_cells=True)) for each in faults]


def _written(value: object, choices: Mapping[str, str]) -> str:
    if isinstance(value, bool):
        return formats.yes_no(value)
    return choices.get(str(value), str(value)) if value is not None else ""


def _row_number(name: str) -> str:
    """`7` of `服务网点!C7`."""
    return name.rpartition("!")[2].lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")


def _fingerprint(values: Mapping[str, object]) -> str:
    return canonical(cast(Value, values))


def _rows(client: Client, key: str) -> Any:  # noqa: ANN401 - a query set.
    return FactRow.objects.filter(sheet__client=client, sheet__key=key)


def _scheme(client: Client, language: str) -> Scheme:
    """The edition that says which indicators a sheet informs; a shipped one where the body has adopted none."""
    edition = edition_for(client)
    return scheme_of(edition, language) if edition else library.load(*library.editions()[-1], language)


def _salt(request: HttpRequest, client: Client, key: str) -> str:
    """A preview counts for the person who made it, and for its sheet only."""
    return f"fact-import:{person_of(request).pk}:{client.pk}:{key}"


def _page(
    request: HttpRequest,
    client: Client,
    key: str,
    form: ImportForm,
    status: int,
    context: Mapping[str, object] | None = None,
) -> HttpResponse:
    known = sheet_columns(key)
    base: dict[str, object] = {
        "client": client,
        "key": key,
        "sheet_title": title_or_404(key),
        "form": form,
        "columns": [column.heading for column in known],
        "back": address(client, key),
        "accept": reverse("portal-fact-accept", args=[client.uscc, key]),
    }
    return render(request, "portal/fact_import.html", {**base, **(context or {})}, status=status)


urlpatterns = [
    path("clients/<str:uscc>/facts/<str:key>/workbook/", workbook, name="portal-fact-workbook"),
    path("clients/<str:uscc>/facts/<str:key>/import/", upload, name="portal-fact-import"),
    path("clients/<str:uscc>/facts/<str:key>/import/accept/", accept, name="portal-fact-accept"),
]
