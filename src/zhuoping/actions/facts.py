# SPDX-License-Identifier: Apache-2.0
"""Keeping fact sheets: one row added, changed or removed, or a whole sheet replaced by an import (domain rule A5).

A sheet belongs to the enterprise, not to an engagement: what it said when an application was submitted is kept there.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import fields
from datetime import datetime
from enum import StrEnum
from typing import Any, cast

from django.db import transaction
from django.db.models import Max

from zhuoping.actions import ledger
from zhuoping.actions.acting import allowed, lock_client
from zhuoping.actions.errors import Changed, expect_version
from zhuoping.core.authority import Act, Subject
from zhuoping.core.fact_rows import check_size, read_row, read_rows, row_class
from zhuoping.core.ledger.canonical import Value, canonical
from zhuoping.core.outlets import kept_rows
from zhuoping.core.problems import Refused, problem
from zhuoping.core.searching import searchable
from zhuoping.core.wording import LANGUAGES
from zhuoping.core.wording.labels import label
from zhuoping.records.models import Client, FactRow, FactSheet, Person
from zhuoping.records.plan_values import listed_outlets, outlet_at
from zhuoping.records.values import row_to_plain

Values = Mapping[str, object]
_AT_ONCE = 500
_OUTLETS = "outlets"


@transaction.atomic
def add_row(*, by: Person, at: datetime, client: Client, key: str, values: Values) -> FactRow:
    """Add a row at the end of a sheet; two people may add at once. A form that is sent twice adds one row.

    Refuses: not-allowed-…, fact-sheet-none, fact-sheet-full, fact-row-twice, and what `read_row` finds.
    """
    sheet = _locked(by, at, client, key)
    kept = _kept(read_row(key, values))
    check_size(key, sheet.rows.count() + 1)
    if any(each.values == kept["values"] for each in sheet.rows.filter(search=kept["search"])):
        raise Refused([problem(f"facts.{key}", "fact-row-twice")])
    last = sheet.rows.aggregate(last=Max("position"))["last"]
    row = FactRow.objects.create(sheet=sheet, position=0 if last is None else last + 1, **kept)
    _count_change(sheet, by, at)
    _tell(by, at, sheet, "fact-row.added", {"row": row.pk, "values": cast(Value, row.values)})
    return row


@transaction.atomic
def change_row(
    *, by: Person, at: datetime, client: Client, key: str, row: int, version: int, values: Values
) -> FactRow:
    """Change a row, by its version: changes of other rows meanwhile do no harm.

    Refuses: not-allowed-…, fact-sheet-none, fact-row-gone, Changed (with both rows), and what `read_row` finds.
    """
    sheet = _locked(by, at, client, key)
    stored = _row_of(sheet, row)
    kept = _kept(read_row(key, values))
    expect_version(f"facts.{key}", version, stored.version, stored.values, kept["values"])
    if kept["values"] == stored.values:
        return stored
    stored.values, stored.search, stored.version = kept["values"], kept["search"], stored.version + 1
    stored.save(update_fields=["values", "search", "version"])
    _count_change(sheet, by, at)
    _tell(by, at, sheet, "fact-row.changed", {"row": row, "values": cast(Value, stored.values)})
    return stored


@transaction.atomic
def remove_row(*, by: Person, at: datetime, client: Client, key: str, row: int, version: int) -> None:
    """Take a row off a sheet. Refuses: not-allowed-…, fact-sheet-none, fact-row-gone, Changed."""
    sheet = _locked(by, at, client, key)
    stored = _row_of(sheet, row)
    expect_version(f"facts.{key}", version, stored.version, stored.values, {})
    values = cast(Value, stored.values)
    stored.delete()
    _count_change(sheet, by, at)
    _tell(by, at, sheet, "fact-row.removed", {"row": row, "values": values})


@transaction.atomic
def replace_rows(
    *, by: Person, at: datetime, client: Client, key: str, version: int, rows: Sequence[Values]
) -> FactSheet:
    """Put the rows of an import in the place of all rows that were there: every row, or none.

    Outlets that were there keep their rows, also under a new name (core/outlets). The ledger keeps number and digest of
    the rows. Refuses: not-allowed-…, fact-sheet-none, fact-sheet-full, Changed (when the sheet is not the one that the
    person saw), and what `read_rows` finds.
    """
    sheet = _locked(by, at, client, key)
    kept = [_kept(row) for row in read_rows(key, rows)]
    if version != sheet.version:
        counts = {"rows": sheet.rows.count()}
        raise Changed(f"facts.{key}", sheet.version, counts, {"rows": len(kept)})
    same = _rows_before(sheet, kept)
    FactRow.objects.filter(sheet=sheet).delete()
    FactRow.objects.bulk_create(
        [FactRow(sheet=sheet, position=place, **row, **same[place]) for place, row in enumerate(kept)],
        batch_size=_AT_ONCE,
    )
    _count_change(sheet, by, at)
    content = canonical(cast(Value, [row["values"] for row in kept]))
    digest = hashlib.sha256(content.encode()).hexdigest()
    _tell(by, at, sheet, "fact-sheet.imported", {"count": len(kept), "digest": digest})
    return sheet


def _locked(by: Person, at: datetime, client: Client, key: str) -> FactSheet:
    """The sheet, made when it is not there yet; the client's row is the lock, so that it is made once."""
    lock_client(client)
    allowed(by, Act.EDIT_CLIENT, Subject(client=client.pk))
    row_class(key)
    sheet, _ = FactSheet.objects.get_or_create(
        client=client, key=key, defaults={"changed_at": at, "changed_by": by}
    )
    return sheet


def _row_of(sheet: FactSheet, row: int) -> FactRow:
    found = sheet.rows.filter(pk=row).first()
    if found is None:
        raise Refused([problem(f"facts.{sheet.key}", "fact-row-gone")])
    return found


def _rows_before(sheet: FactSheet, kept: Sequence[Mapping[str, Any]]) -> Sequence[Mapping[str, int]]:
    """For each row that comes in, number and next version of the row that it is: an outlet stays the outlet it was.

    Rows of other sheets are nothing that anything refers to: they get numbers of their own.
    """
    if sheet.key != _OUTLETS:
        return [{}] * len(kept)
    versions = dict(sheet.rows.values_list("pk", "version"))
    numbers = kept_rows(listed_outlets(sheet.client_id), [outlet_at(None, row["values"]) for row in kept])
    return [{} if pk is None else {"pk": pk, "version": versions[pk] + 1} for pk in numbers]


def _kept(row: object) -> dict[str, Any]:
    """The columns of a stored row."""
    return {"values": row_to_plain(row), "search": _search_text(row)}


def _search_text(row: object) -> str:
    """What a search looks in: the texts of a row, and what its choices are called in every language."""
    texts = []
    for field in fields(cast(Any, row)):
        value = getattr(row, field.name)
        if isinstance(value, StrEnum):
            texts += [label(f"{type(value).__name__}.{value.value}", language) for language in LANGUAGES]
        elif isinstance(value, str):
            texts.append(value)
    return searchable(*texts)


def _count_change(sheet: FactSheet, by: Person, at: datetime) -> None:
    sheet.version, sheet.changed_at, sheet.changed_by = sheet.version + 1, at, by
    sheet.save(update_fields=["version", "changed_at", "changed_by"])


def _tell(by: Person, at: datetime, sheet: FactSheet, action: str, body: Mapping[str, Value]) -> None:
    ledger.append(by=by, at=at, action=action, subject=sheet.client, body={"sheet": sheet.key, **body})
