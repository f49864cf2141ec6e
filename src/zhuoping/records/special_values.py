# SPDX-License-Identifier: Apache-2.0
"""Special items and the determination as the values that core's rules read."""

from collections import Counter
from collections.abc import Iterable

from zhuoping.core.fieldwork.gaps import Gap
from zhuoping.core.fieldwork.special_items import (
    Correction,
    FieldSpecial,
    SpecialKind,
    special_gaps,
)
from zhuoping.core.fieldwork.ties import SubjectKind, TieSubject
from zhuoping.core.nonconformities import NonconformityGrade, NonconformityState
from zhuoping.records.fieldwork_values import latest_determination
from zhuoping.records.models import Engagement, Nonconformity, SpecialItem, Tie
from zhuoping.records.values import scheme_of


def special_rows(engagement: Engagement) -> list[SpecialItem]:
    """All special items in their order, those that were withdrawn too; one query."""
    rows = SpecialItem.objects.filter(engagement=engagement)
    return list(rows.select_related("nonconformity", "recorded_by", "withdrawn_by").order_by("pk"))


def specials_of(
    engagement: Engagement, rows: Iterable[SpecialItem] | None = None
) -> tuple[FieldSpecial, ...]:
    """The special items that stand, with how much each rests on; two queries, one where the rows are given."""
    listed = special_rows(engagement) if rows is None else rows
    ties = Tie.objects.filter(
        engagement=engagement, untied_at=None, subject__startswith=f"{SubjectKind.SPECIAL}:"
    )
    evidence = Counter(ties.values_list("subject", flat=True))
    return tuple(
        FieldSpecial(
            key=row.pk,
            kind=SpecialKind(row.kind),
            reason=row.reason,
            ground=row.ground,
            conditions=frozenset(row.conditions),
            evidence=evidence[subject_of(row)],
            correction=correction_of(row.nonconformity) if row.nonconformity is not None else None,
        )
        for row in listed
        if row.withdrawn_at is None
    )


def correction_of(row: Nonconformity) -> Correction:
    """A nonconformity as what puts a deduction right."""
    return Correction(row.number, NonconformityGrade(row.grade), NonconformityState(row.state))


def determined_items(engagement: Engagement) -> list[int] | None:
    """The items that the latest determination spoke for; None where nothing was determined."""
    row = latest_determination(engagement)
    return None if row is None else list(row.items)


def subject_of(row: SpecialItem) -> str:
    """How a special item is written as what evidence is tied to."""
    return str(TieSubject(SubjectKind.SPECIAL, str(row.pk)))


def gaps_of_special_items(engagement: Engagement) -> tuple[Gap, ...]:
    """What special items lack before fieldwork may close."""
    rules = scheme_of(engagement.edition).deduction_rules
    return special_gaps(rules, specials_of(engagement), determined_items(engagement))
