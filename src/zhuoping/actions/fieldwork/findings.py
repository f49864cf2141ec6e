# SPDX-License-Identifier: Apache-2.0
"""Writing down a finding, one field at a time, as somebody leaves it (17065 7.4.4)."""

from dataclasses import dataclass
from datetime import datetime
from typing import cast

from django.db import transaction

from zhuoping.actions import ledger
from zhuoping.actions.errors import Changed
from zhuoping.actions.fieldwork.work import begin
from zhuoping.core.fieldwork.findings import FOR_EXPERTS, Field, check_field, has_changed
from zhuoping.core.fieldwork.people import check_scorer
from zhuoping.core.ledger.canonical import Value
from zhuoping.core.plain import Plain
from zhuoping.core.problems import Refused, problem
from zhuoping.records.fieldwork_values import exact, finding_of, kept
from zhuoping.records.models import Engagement, Finding, Person
from zhuoping.records.values import scorer_of


@dataclass(frozen=True, slots=True)
class Saved:
    """The finding as it stands now, and with it all findings of its engagement, so that a door need not ask again."""

    row: Finding
    engagement: Engagement
    rows: tuple[Finding, ...]


@transaction.atomic
def save_field(
    *, by: Person, at: datetime, number: str, ref: str, field: Field, value: Plain, seen: int
) -> Saved:
    """Keep one field of the finding on an indicator; `seen` is the version of the finding that the person saw.

    Another field that somebody changed meanwhile does not matter, this one does. The same value again is no change.
    Refuses: what `begin` and `check_field` refuse, expert-scores-not, double-scoring-decides; Changed with both values.
    """
    is_for_all = field in FOR_EXPERTS
    work = begin(by, number, "fieldwork.recorded" if is_for_all else "finding.recorded")
    if not is_for_all:
        check_scorer(work.member)
    if field is Field.AWARD and work.double_scoring:
        raise Refused([problem("award", "double-scoring-decides")])
    given = kept(check_field(scorer_of(work.engagement.edition), ref, field, value))
    rows = {row.ref: row for row in Finding.objects.filter(engagement=work.engagement)}
    row = rows.get(ref) or Finding(engagement=work.engagement, ref=ref, version=0)
    stands = getattr(row, field.value)
    if given != stands:
        if has_changed(finding_of(row), field, seen):
            raise Changed(f"findings.{ref}", row.version, {field.value: exact(stands)}, {field.value: value})
        write_field(row, field, given, by, at)
        rows[ref] = row
        body: dict[str, Value] = {"ref": ref, "field": field.value, "value": as_told(given)}
        ledger.append(by=by, at=at, action="finding.recorded", subject=work.engagement, body=body)
    return Saved(row, work.engagement, tuple(rows.values()))


def write_field(row: Finding, field: Field, value: object, by: Person, at: datetime) -> None:
    """Put a checked value into a finding, stored already or new, as its next version."""
    row.version += 1
    row.changed = {**row.changed, field.value: row.version}
    row.changed_at, row.changed_by = at, by
    setattr(row, field.value, value)
    if cast("int | None", row.pk) is None:
        row.save(force_insert=True)
    else:
        row.save(update_fields=[field.value, "version", "changed", "changed_at", "changed_by"])


def as_told(value: object) -> Value:
    """A kept value for the ledger, where a decimal is its text."""
    if isinstance(value, dict):
        if set(value) == {"decimal"}:
            return str(value["decimal"])
        return {str(key): as_told(each) for key, each in value.items()}
    if isinstance(value, list):
        return [as_told(each) for each in value]
    return value if value is None or isinstance(value, bool | int | str) else str(value)
