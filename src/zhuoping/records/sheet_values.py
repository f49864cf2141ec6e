# SPDX-License-Identifier: Apache-2.0
"""Characteristic sheets as the values that core's rules read, and as the client sees those that are released."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Count

from zhuoping.core.characteristic_rows import CharacteristicRow, read_rows
from zhuoping.core.characteristics import FieldSheet, ReleasedSheet, SheetHead, sheet_gaps
from zhuoping.core.fieldwork.gaps import Gap
from zhuoping.core.fieldwork.ties import SubjectKind, TieSubject
from zhuoping.core.scheme import Openness
from zhuoping.records.design_values import planned_modes
from zhuoping.records.models import CharacteristicSheet, Engagement, Tie
from zhuoping.records.plan_values import standing_plan


@dataclass(frozen=True, slots=True)
class Sheet:
    """A stored sheet with its value."""

    row: CharacteristicSheet
    value: FieldSheet


def rows_of(row: CharacteristicSheet) -> tuple[CharacteristicRow, ...]:
    """The rows of a stored sheet. What was kept was checked, so a fault in it is a failure."""
    return read_rows(row.rows)


def head_of(row: CharacteristicSheet) -> SheetHead:
    """The head of a stored sheet."""
    return SheetHead(
        row.mode, row.place, row.visited_at, row.inspector_id, row.scenario, row.cover, row.purchase
    )


def sheets_of(engagement: Engagement) -> tuple[Sheet, ...]:
    """All sheets of an engagement in their order; three queries."""
    rows = CharacteristicSheet.objects.filter(engagement=engagement).select_related(
        "inspector", "released_by"
    )
    ties = Tie.objects.filter(
        engagement=engagement, untied_at=None, subject__startswith=f"{SubjectKind.SHEET}:"
    )
    evidence = Counter(ties.values_list("subject", flat=True))
    counted = dict(rows.annotate(came_of_it=Count("nonconformities")).values_list("pk", "came_of_it"))
    return tuple(Sheet(row, _value(row, evidence[subject_of(row)], counted[row.pk])) for row in rows)


def sheet_of(row: CharacteristicSheet) -> FieldSheet:
    """One stored sheet; two queries."""
    ties = Tie.objects.filter(engagement=row.engagement_id, untied_at=None, subject=subject_of(row))
    return _value(row, ties.count(), row.nonconformities.count())


def gaps_of_sheets(engagement: Engagement) -> tuple[Gap, ...]:
    """What the modes A to D lack before fieldwork may close."""
    planned = planned_modes(engagement, standing_plan(engagement))
    return sheet_gaps(planned, [each.value for each in sheets_of(engagement)])


def released_sheet(row: CharacteristicSheet) -> ReleasedSheet:
    """What the client sees of a released one. Raises ValueError for another, which a client must never get."""
    if row.shown_number is None:
        raise ValueError(row.pk)
    return ReleasedSheet(
        row.shown_number,
        row.mode,
        row.place,
        row.visited_at,
        str(row.inspector),
        row.scenario,
        rows_of(row),
    )


def evidence_of_sheet(row: CharacteristicSheet, *, for_client: bool = False) -> list[Tie]:
    """What a sheet rests on, the oldest first; for the client what was released with it."""
    ties = Tie.objects.filter(engagement=row.engagement_id, untied_at=None, subject=subject_of(row))
    found = ties.select_related("evidence__file", "evidence__capture", "record", "tied_by").order_by("pk")
    return [each for each in found if not for_client or not _is_internal(each)]


def subject_of(row: CharacteristicSheet) -> str:
    """What its evidence is tied to."""
    return str(TieSubject(SubjectKind.SHEET, str(row.pk)))


def _is_internal(tie: Tie) -> bool:
    thing = tie.evidence or tie.record
    return thing is None or thing.internal


def _value(row: CharacteristicSheet, evidence: int, nonconformities: int) -> FieldSheet:
    return FieldSheet(
        id=row.pk,
        number=row.number,
        mode=row.mode,
        openness=Openness.COVERT if row.covert else Openness.OPEN,
        rows=rows_of(row),
        scenario=row.scenario,
        purchase=row.purchase,
        evidence=evidence,
        nonconformities=nonconformities,
        released=row.released_at is not None,
    )
