# SPDX-License-Identifier: Apache-2.0
"""Fact sheets of an enterprise: rows one by one, or a whole sheet at once."""

from decimal import Decimal
from typing import Any

from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Router, Schema

from zhuoping.actions import facts
from zhuoping.api import keys
from zhuoping.api.paging import Limit, Mark, in_order
from zhuoping.api.reading import In, Whole
from zhuoping.api.v1.clients import visible
from zhuoping.api.writing import CREATED, write
from zhuoping.core.authority import Act
from zhuoping.core.fact_rows import row_classes
from zhuoping.records.models import FactRow, FactSheet
from zhuoping.records.values import row_from_plain

router = Router(tags=["fact sheets"])


class RowIn(In):
    """A row, by the fields of its sheet (docs/domain/fact-sheets.md)."""

    values: dict[str, Any]


class RowChange(RowIn):
    """A changed row, with the version of the row that the program saw."""

    version: Whole


class RowsIn(In):
    """All rows of a sheet, with the version of the sheet that the program saw; 0 before there is any."""

    version: Whole
    rows: list[dict[str, Any]]


class SheetOut(Schema):
    """A sheet without its rows."""

    key: str
    version: int
    rows: int


class RowOut(Schema):
    """A row; empty fields are left out."""

    id: int
    position: int
    version: int
    values: dict[str, Any]


class SheetRows(Schema):
    """Rows of a sheet in order."""

    version: int
    items: list[RowOut]
    after: int | None


class Removed(Schema):
    """Which row was taken off."""

    removed: int


@router.get("/{uscc}/facts", auth=keys.may(Act.VIEW_CLIENT), response=list[SheetOut])
def list_sheets(request: HttpRequest, uscc: str) -> list[dict[str, Any]]:
    """Every sheet that there may be, in the order of the indicators."""
    rows = FactSheet.objects.filter(client=visible(request, uscc)).annotate(count=Count("rows"))
    stored = {row.key: row for row in rows}
    return [
        {
            "key": key,
            "version": stored[key].version if key in stored else 0,
            "rows": stored[key].count if key in stored else 0,
        }
        for key in row_classes()
    ]


@router.get("/{uscc}/facts/{key}", auth=keys.may(Act.VIEW_CLIENT), response=SheetRows)
def get_sheet(
    request: HttpRequest, uscc: str, key: str, after: Mark = None, limit: Limit = 200
) -> dict[str, Any]:
    """The rows of one sheet in order."""
    client = visible(request, uscc)
    if key not in row_classes():
        raise Http404
    sheet = FactSheet.objects.filter(client=client, key=key).first()
    page = in_order(FactRow.objects.filter(sheet=sheet), after, limit, _plain, mark="position")
    return {"version": sheet.version if sheet else 0, **page}


@router.put("/{uscc}/facts/{key}", auth=keys.may(Act.EDIT_CLIENT), response=SheetOut)
def replace_rows(request: HttpRequest, uscc: str, key: str, given: RowsIn) -> HttpResponse:
    """Put these rows in the place of all that are there: every row, or none."""
    client = visible(request, uscc)

    def act() -> dict[str, Any]:
        by, at = keys.person_of(request), timezone.now()
        sheet = facts.replace_rows(
            by=by, at=at, client=client, key=key, version=given.version, rows=given.rows
        )
        return {"key": key, "version": sheet.version, "rows": len(given.rows)}

    return write(request, act)


@router.post("/{uscc}/facts/{key}/rows", auth=keys.may(Act.EDIT_CLIENT), response={CREATED: RowOut})
def add_row(request: HttpRequest, uscc: str, key: str, given: RowIn) -> HttpResponse:
    """Add a row at the end; two programs may add at once."""
    client = visible(request, uscc)

    def act() -> dict[str, Any]:
        by, at = keys.person_of(request), timezone.now()
        return _plain(facts.add_row(by=by, at=at, client=client, key=key, values=given.values))

    return write(request, act, CREATED)


@router.put("/{uscc}/facts/{key}/rows/{row}", auth=keys.may(Act.EDIT_CLIENT), response=RowOut)
def change_row(request: HttpRequest, uscc: str, key: str, row: int, given: RowChange) -> HttpResponse:
    """Change a row; 409 with both rows when somebody else was faster."""
    client = visible(request, uscc)

    def act() -> dict[str, Any]:
        by, at, values = keys.person_of(request), timezone.now(), given.values
        changed = facts.change_row(
            by=by, at=at, client=client, key=key, row=row, version=given.version, values=values
        )
        return _plain(changed)

    return write(request, act)


@router.delete("/{uscc}/facts/{key}/rows/{row}", auth=keys.may(Act.EDIT_CLIENT), response=Removed)
def remove_row(request: HttpRequest, uscc: str, key: str, row: int, version: int) -> HttpResponse:
    """Take a row off, by the version of the row that the program saw."""
    client = visible(request, uscc)

    def act() -> dict[str, Any]:
        by, at = keys.person_of(request), timezone.now()
        facts.remove_row(by=by, at=at, client=client, key=key, row=row, version=version)
        return {"removed": row}

    return write(request, act)


def _plain(row: FactRow) -> dict[str, Any]:
    values = {key: _number(value) for key, value in row_from_plain(row.values).items()}
    return {"id": row.pk, "position": row.position, "version": row.version, "values": values}


def _number(value: object) -> object:
    """A decimal as JSON's number, in which up to 15 digits come back as they were sent; longer ones as text."""
    if not isinstance(value, Decimal):
        return value
    return float(value) if Decimal(repr(float(value))) == value else str(value)
