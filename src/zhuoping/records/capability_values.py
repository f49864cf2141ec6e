# SPDX-License-Identifier: Apache-2.0
"""Mode G as the values that core's rules read."""

from django.db.models import QuerySet

from zhuoping.core.capability import MODE, CapabilityRow, capability_gaps, read_row
from zhuoping.core.fieldwork.gaps import Gap
from zhuoping.records.design_values import planned_modes
from zhuoping.records.models import CapabilityRow as StoredRow
from zhuoping.records.models import Engagement
from zhuoping.records.plan_values import standing_plan


def stored_rows(engagement: Engagement) -> QuerySet[StoredRow]:
    """The rows that stand, in their order."""
    rows = StoredRow.objects.filter(engagement=engagement, removed_at=None)
    return rows.select_related("changed_by").order_by("position")


def capability_in(row: StoredRow) -> CapabilityRow:
    """A stored row. What was kept was checked, so a fault in it is a failure."""
    return read_row(row.values)


def gaps_of_capability(engagement: Engagement) -> tuple[Gap, ...]:
    """What mode G lacks before fieldwork may close; nothing is read where it is not planned."""
    planned = planned_modes(engagement, standing_plan(engagement))
    if MODE not in planned:
        return ()
    return capability_gaps(planned, [capability_in(each) for each in stored_rows(engagement)])
