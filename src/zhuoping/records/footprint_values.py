# SPDX-License-Identifier: Apache-2.0
"""Mode F as the values that core's rules read: the orders, the promise, the sample and what is missing."""

from zhuoping.core.fieldwork.field_samples import DrawnMembers
from zhuoping.core.fieldwork.gaps import Gap
from zhuoping.core.footprint import MODE, SUBJECT, Promise, footprint_gaps, promise_from_plain
from zhuoping.core.work_orders import WorkOrder, order_from_plain, order_key
from zhuoping.records.design_values import planned_modes
from zhuoping.records.field_sample_values import drawn_of
from zhuoping.records.models import Engagement, FieldSample, Footprint
from zhuoping.records.models import WorkOrder as OrderRow
from zhuoping.records.plan_values import standing_plan


def footprint_of(engagement: Engagement) -> Footprint:
    """The stored promise and source; one that is not saved yet, of version 0, before anything is written down."""
    row = Footprint.objects.filter(engagement=engagement).select_related("imported_by").first()
    return row or Footprint(engagement=engagement, version=0)


def promise_of(row: Footprint) -> Promise | None:
    """The promise; None before one is written down."""
    return promise_from_plain(row.promise)


def orders_of(engagement: Engagement) -> tuple[WorkOrder, ...]:
    """All orders in the order of the client's list; one query."""
    rows = OrderRow.objects.filter(engagement=engagement)
    return tuple(order_from_plain(each) for each in rows.values_list("values", flat=True))


def order_sample(engagement: Engagement) -> FieldSample | None:
    """The sample of work orders that stands, without its frame."""
    rows = FieldSample.objects.filter(engagement=engagement, subject=SUBJECT, replaced_at=None)
    return rows.defer("frame").select_related("drawn_by").first()


def sampled_orders(engagement: Engagement, sample: DrawnMembers) -> dict[str, WorkOrder]:
    """The drawn orders by their key, in the order of the draw; one query for them alone."""
    rows = OrderRow.objects.filter(engagement=engagement, key__in=[each.name for each in sample.drawn])
    found = {
        order_key(order): order for order in map(order_from_plain, rows.values_list("values", flat=True))
    }
    return {each.key: found[each.key] for each in sample.drawn}


def gaps_of_footprint(engagement: Engagement) -> tuple[Gap, ...]:
    """What mode F lacks before fieldwork may close; nothing is read where it is not planned."""
    planned = planned_modes(engagement, standing_plan(engagement))
    if MODE not in planned:
        return ()
    row = order_sample(engagement)
    sample = drawn_of(row) if row is not None else None
    sampled = sampled_orders(engagement, sample) if sample is not None else {}
    count = OrderRow.objects.filter(engagement=engagement).count()
    return footprint_gaps(planned, promise_of(footprint_of(engagement)), count, sample, sampled)
