# SPDX-License-Identifier: Apache-2.0
"""Mode F: work orders imported, the promise written down, a sample drawn and checked (17065 7.4.4; domain rules 3.2).

Whoever the plan gives mode F does it. The imported file stays with the body as internal evidence, by its digest.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from zhuoping.actions import ledger
from zhuoping.actions.errors import Changed
from zhuoping.actions.evidence import Received
from zhuoping.actions.fieldwork import evidence
from zhuoping.actions.fieldwork.field_samples import keep_mark, keep_sample
from zhuoping.actions.fieldwork.work import Work, begin
from zhuoping.core.fieldwork.field_samples import Mark, check_again, draw_members
from zhuoping.core.fieldwork.people import check_carries_out
from zhuoping.core.fieldwork.ties import SubjectKind, TieSubject
from zhuoping.core.footprint import (
    MODE,
    SUBJECT,
    Promise,
    check_order_mark,
    check_promise,
    plain_promise,
    verdicts,
)
from zhuoping.core.ledger.canonical import Value
from zhuoping.core.problems import Refused, problem
from zhuoping.core.work_orders import WorkOrder, order_frame, order_key, plain_order
from zhuoping.outputs.work_orders import OrderList, read_order_list
from zhuoping.outputs.workbook.guard import FILE_LIMIT
from zhuoping.records import evidence_store
from zhuoping.records.design_values import planned_modes
from zhuoping.records.field_sample_values import drawn_of
from zhuoping.records.footprint_values import (
    footprint_of,
    order_sample,
    orders_of,
    promise_of,
    sampled_orders,
)
from zhuoping.records.models import FieldSample, Footprint, Person
from zhuoping.records.models import WorkOrder as OrderRow

# As the file that orders came from is tied.
IMPORTED = str(TieSubject(SubjectKind.FOOTPRINT, "orders"))
# As the list that a sample of orders is drawn from is called.
SHEET = "work-orders"


@dataclass(frozen=True, slots=True)
class OrderFile:
    """A file that was received, and the orders in it, without a fault."""

    received: Received
    orders: tuple[WorkOrder, ...]


def look_at(received: Received, at: datetime) -> OrderList:
    """What a received file (`actions.evidence.receive`) holds, with all its faults; it takes long, so no lock is held.

    Refuses: what `read_order_list` refuses.
    """
    if received.size > FILE_LIMIT:
        values = {"size": _megabytes(received.size), "limit": _megabytes(FILE_LIMIT)}
        raise Refused([problem("file", "workbook-too-large", **values)])
    with evidence_store.open_file(received.digest) as file:
        content = file.read()
    now = timezone.localtime(at).replace(tzinfo=None)
    return read_order_list(content, received.kind, received.name, now)


def read_file(received: Received, at: datetime) -> OrderFile:
    """The orders of a received file. Refuses: as `look_at`, and every fault of a cell at that cell."""
    found = look_at(received, at)
    if found.faults:
        raise Refused(
            problem(each.cell, each.problem.code, **dict(each.problem.values)) for each in found.faults
        )
    return OrderFile(received, found.orders)


@transaction.atomic
def import_orders(*, by: Person, at: datetime, number: str, given: OrderFile, seen: int) -> Footprint:
    """Put the orders of a file in the place of those that are there; `seen` is the version that the person saw.

    A sample of other orders is kept and counts no more. Refuses: what `begin`, `check_carries_out` and
    `actions.evidence.record` refuse, mode-not-planned; Changed where somebody was faster.
    """
    work = _begin(by, number)
    row = footprint_of(work.engagement)
    if row.version > seen:
        raise Changed("orders", row.version, {"source": row.source}, {"source": given.received.name})
    made = evidence.attach(by=by, at=at, number=number, subjects=[IMPORTED], received=[given.received])[0]
    _end_sample(work, given.orders, at)
    OrderRow.objects.filter(engagement=work.engagement).delete()
    OrderRow.objects.bulk_create(
        OrderRow(engagement=work.engagement, position=position, key=each.number, values=plain_order(each))
        for position, each in enumerate(given.orders, 1)
    )
    row.source, row.digest, row.imported_at, row.imported_by = made.name, given.received.digest, at, by
    row.version += 1
    row.save()
    body: dict[str, Value] = {
        "name": made.name,
        "evidence": made.pk,
        "digest": row.digest,
        "count": len(given.orders),
    }
    ledger.append(by=by, at=at, action="footprint.imported", subject=work.engagement, body=body)
    return row


@transaction.atomic
def save_promise(*, by: Person, at: datetime, number: str, promise: Promise, seen: int) -> Footprint:
    """Write down what the client promises; the same again is no change.

    Refuses: as `import_orders`, and what `check_promise` refuses; Changed with both.
    """
    work = _begin(by, number)
    given = check_promise(promise)
    row = footprint_of(work.engagement)
    if promise_of(row) == given:
        return row
    if row.version > seen:
        raise Changed("promise", row.version, dict(row.promise), plain_promise(given))
    row.promise = plain_promise(given)
    row.version += 1
    row.save()
    body: dict[str, Value] = {
        "response": given.limits.response,
        "arrival": given.limits.arrival,
        "sign_off": given.sign_off,
        "call_back": given.call_back,
        "regions": [
            {"region": name, "response": each.response, "arrival": each.arrival}
            for name, each in given.regions.items()
        ],
    }
    ledger.append(by=by, at=at, action="footprint.promised", subject=work.engagement, body=body)
    return row


@transaction.atomic
def draw_orders(
    *, by: Person, at: datetime, number: str, size: int, seed: str, reason: str = ""
) -> FieldSample:
    """Draw `size` of the orders; a sample that stands is kept and replaced, for a reason.

    Refuses: as `import_orders`, and what `draw_members` and `check_again` refuse.
    """
    work = _begin(by, number)
    frame = order_frame(orders_of(work.engagement))
    before = order_sample(work.engagement)
    again = check_again(drawn_of(before) if before is not None else None, reason)
    sample = draw_members(frame, size, seed, SUBJECT)
    return keep_sample(work.engagement, sample, frame, before, by=by, at=at, sheet=SHEET, reason=again)


@transaction.atomic
def mark_order(
    *,
    by: Person,
    at: datetime,
    number: str,
    sample: int,
    member: str,
    conforming: bool,
    note: str = "",
    seen: int = 0,
) -> FieldSample:
    """Say of one sampled order whether it conforms, as its records show; `seen` is the version of its mark.

    Refuses: as `import_orders`, and what `check_order_mark` refuses, footprint-sample-moved,
    footprint-promise-missing; Changed with both marks.
    """
    work = _begin(by, number)
    row = order_sample(work.engagement)
    if row is None or row.pk != sample:
        raise Refused([problem("sample", "footprint-sample-moved")])
    promise = promise_of(footprint_of(work.engagement))
    if promise is None:
        raise Refused([problem("promise", "footprint-promise-missing")])
    drawn = drawn_of(row)
    order = sampled_orders(work.engagement, drawn).get(member)
    if order is None:
        raise Refused([problem("member", "member-not-drawn")])
    kept = check_order_mark(drawn, member, order, verdicts(order, promise), note, conforming=conforming)
    row.engagement = work.engagement
    keep_mark(row, member, Mark(conforming, kept), by=by, at=at, seen=seen)
    return row


def _megabytes(size: int) -> str:
    return f"{size / 1024 / 1024:.0f} MB"


def _begin(by: Person, number: str) -> Work:
    work = begin(by, number, "fieldwork.recorded")
    planned = planned_modes(work.engagement, work.plan)
    if MODE not in planned:
        raise Refused([problem("mode", "mode-not-planned", mode=MODE, planned=planned)])
    check_carries_out(work.member, MODE, work.team)
    return work


def _end_sample(work: Work, orders: tuple[WorkOrder, ...], at: datetime) -> None:
    """A sample stands for as long as every order that was drawn is there, word for word, in a list as it was."""
    row = order_sample(work.engagement)
    if row is None:
        return
    if sorted(map(order_key, orders)) != sorted(map(order_key, orders_of(work.engagement))):
        row.replaced_at = at
        row.save(update_fields=["replaced_at"])
