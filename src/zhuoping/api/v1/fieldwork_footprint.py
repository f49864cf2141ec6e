# SPDX-License-Identifier: Apache-2.0
"""Past service records (mode F) by programs: orders, promise, figures, sample and the check of each drawn order."""

import secrets
from datetime import datetime
from decimal import Decimal
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import File, Form, Router, Schema
from ninja.files import UploadedFile
from pydantic import Field

from zhuoping.actions.acting import subject_of
from zhuoping.actions.fieldwork import footprint as actions
from zhuoping.api import keys
from zhuoping.api.problems import ProblemOut, language_of, plain
from zhuoping.api.reading import In, Version, Whole
from zhuoping.api.receiving import receiving
from zhuoping.api.v1 import engagements
from zhuoping.api.writing import CREATED, write, write_prepared
from zhuoping.core.authority import Act
from zhuoping.core.fieldwork.field_samples import Mark
from zhuoping.core.footprint import (
    REGION_LIMIT,
    Figures,
    FootprintCheck,
    FootprintVerdict,
    Limits,
    Promise,
    figures,
    figures_by_region,
    plain_promise,
    verdicts,
)
from zhuoping.core.work_orders import WorkOrder
from zhuoping.records.field_sample_values import drawn_of
from zhuoping.records.footprint_values import (
    footprint_of,
    gaps_of_footprint,
    order_sample,
    orders_of,
    promise_of,
    sampled_orders,
)
from zhuoping.records.models import Engagement, FieldSample

router = Router(tags=["fieldwork"])
_Short = Annotated[str, Field(max_length=200)]


class LimitsIn(In):
    """Within how many minutes of the order coming in; null where nothing is promised."""

    response: Whole | None = None
    arrival: Whole | None = None


class PromiseIn(LimitsIn, Version):
    """The whole promise anew, with the version that the program saw; `regions` have times of their own."""

    sign_off: bool = False
    call_back: bool = False
    regions: Annotated[dict[_Short, LimitsIn], Field(max_length=REGION_LIMIT + 1, default_factory=dict)]


class OrderImport(In):
    """The version of what stands that the program saw, 0 before anything does."""

    version: Whole = 0


class OrderDrawIn(In):
    """How many to draw; without a seed one is made. To draw anew takes a `reason`."""

    size: Whole
    seed: _Short = ""
    reason: str = ""


class OrderMarkIn(In):
    """What the records of an order show; `seen` is the version of its mark, 0 before there is one."""

    conforming: bool
    note: str = ""
    seen: Whole = 0


class LimitsOut(Schema):
    """Minutes; null where nothing is promised."""

    response: int | None
    arrival: int | None


class PromiseOut(LimitsOut):
    """What the client promises."""

    sign_off: bool
    call_back: bool
    regions: dict[str, LimitsOut]


class CheckOut(Schema):
    """How a check came out; `share` of what is known, `median` and `ninetieth` in minutes by nearest rank."""

    check: FootprintCheck
    kept: int
    broken: int
    unknown: int
    share: Decimal | None
    median: int | None
    ninetieth: int | None


class FiguresOut(Schema):
    """Some orders in figures; `crossed` have a time before they came in."""

    region: str | None
    orders: int
    crossed: int
    checks: list[CheckOut]


class SampledOrderOut(Schema):
    """A drawn order as the client's list has it (its own clock), what follows, and its mark."""

    key: str
    number: str
    customer: str
    product: str
    region: str
    received_at: datetime
    responded_at: datetime | None
    arrived_at: datetime | None
    completed_at: datetime | None
    signed_off: bool | None
    called_back: bool | None
    called_back_at: datetime | None
    verdicts: dict[FootprintCheck, FootprintVerdict]
    conforming: bool | None
    note: str
    version: int


class OrderSampleOut(Schema):
    """The sample that stands."""

    id: int
    size: int
    marked: int
    conforming: int
    seed: str
    frame_digest: str
    orders: list[SampledOrderOut]


class FootprintOut(Schema):
    """All of mode F; `lacks` says what is missing before fieldwork may close."""

    version: int
    source: str
    digest: str
    imported_at: datetime | None
    promise: PromiseOut | None
    figures: FiguresOut
    regions: list[FiguresOut]
    sample: OrderSampleOut | None
    lacks: list[ProblemOut]


@router.get("/{number}/fieldwork/footprint", auth=keys.may(Act.VIEW_FIELDWORK), response=FootprintOut)
def get_footprint(request: HttpRequest, number: str) -> dict[str, Any]:
    """Source, promise, figures and sample."""
    return _out(request, _engagement(request, number, Act.VIEW_FIELDWORK))


@router.post(
    "/{number}/fieldwork/footprint/orders",
    auth=keys.may(Act.RECORD_FIELDWORK),
    response={CREATED: FootprintOut},
)
def import_orders(
    request: HttpRequest, number: str, file: File[UploadedFile], about: Form[OrderImport]
) -> HttpResponse:
    """Import the client's list (.xlsx or .csv) in place of the orders that are there: all of it or nothing."""
    engagement = _engagement(request, number, Act.RECORD_FIELDWORK)
    receive = receiving(request, file, engagement.client, engagement, internal=True)

    def prepare() -> actions.OrderFile:
        return actions.read_file(receive(), timezone.now())

    def act(given: actions.OrderFile) -> dict[str, Any]:
        by, at = keys.person_of(request), timezone.now()
        actions.import_orders(by=by, at=at, number=number, given=given, seen=about.version)
        return _out(request, engagement)

    return write_prepared(request, prepare, act)


@router.put(
    "/{number}/fieldwork/footprint/promise", auth=keys.may(Act.RECORD_FIELDWORK), response=FootprintOut
)
def save_promise(request: HttpRequest, number: str, given: PromiseIn) -> HttpResponse:
    """Write down what the client promises."""
    engagement = engagements.visible(request, number)

    def act() -> dict[str, Any]:
        by, at = keys.person_of(request), timezone.now()
        actions.save_promise(by=by, at=at, number=number, promise=_promise(given), seen=given.version)
        return _out(request, engagement)

    return write(request, act)


@router.post(
    "/{number}/fieldwork/footprint/sample",
    auth=keys.may(Act.RECORD_FIELDWORK),
    response={CREATED: FootprintOut},
)
def draw(request: HttpRequest, number: str, given: OrderDrawIn) -> HttpResponse:
    """Draw a sample of the orders; one that stands is kept and replaced."""
    engagement = engagements.visible(request, number)

    def act() -> dict[str, Any]:
        values = {**dict(given), "seed": given.seed or secrets.token_hex(16)}
        actions.draw_orders(by=keys.person_of(request), at=timezone.now(), number=number, **values)
        return _out(request, engagement)

    return write(request, act, CREATED)


@router.put(
    "/{number}/fieldwork/footprint/sample/{sample}/orders/{member}",
    auth=keys.may(Act.RECORD_FIELDWORK),
    response=FootprintOut,
)
def mark(
    request: HttpRequest, number: str, sample: Whole, member: _Short, given: OrderMarkIn
) -> HttpResponse:
    """Say of one drawn order whether it conforms; where its list says otherwise, with a note."""
    engagement = engagements.visible(request, number)

    def act() -> dict[str, Any]:
        by, at = keys.person_of(request), timezone.now()
        actions.mark_order(by=by, at=at, number=number, sample=sample, member=member, **dict(given))
        return _out(request, engagement)

    return write(request, act)


def _engagement(request: HttpRequest, number: str, act: Act) -> Engagement:
    engagement = engagements.visible(request, number)
    keys.allow(request, act, subject_of(engagement))
    return engagement


def _promise(given: PromiseIn) -> Promise:
    regions = {name: Limits(each.response, each.arrival) for name, each in given.regions.items()}
    return Promise(Limits(given.response, given.arrival), given.sign_off, given.call_back, regions)


def _out(request: HttpRequest, engagement: Engagement) -> dict[str, Any]:
    row = footprint_of(engagement)
    promise, orders, sample = promise_of(row), orders_of(engagement), order_sample(engagement)
    held = promise or Promise()
    return {
        **{name: getattr(row, name) for name in ("version", "source", "digest", "imported_at")},
        "promise": None if promise is None else plain_promise(promise),
        "figures": _figures(None, figures(orders, held)),
        "regions": [_figures(*each) for each in figures_by_region(orders, held)],
        "sample": None if sample is None else _sample(engagement, sample, held),
        "lacks": plain([each.problem for each in gaps_of_footprint(engagement)], language_of(request)),
    }


def _figures(region: str | None, found: Figures) -> dict[str, Any]:
    checks = [{name: getattr(each, name) for name in CheckOut.model_fields} for each in found.checks]
    return {"region": region, "orders": found.orders, "crossed": found.crossed, "checks": checks}


def _sample(engagement: Engagement, row: FieldSample, promise: Promise) -> dict[str, Any]:
    drawn = drawn_of(row)
    sampled = sampled_orders(engagement, drawn)
    return {
        "id": row.pk,
        **{name: getattr(drawn, name) for name in ("size", "marked", "conforming", "seed", "frame_digest")},
        "orders": [_order(key, each, promise, drawn.marks.get(key)) for key, each in sampled.items()],
    }


_OF_ORDER = set(SampledOrderOut.model_fields) - {"key", "verdicts", "conforming", "note", "version"}


def _order(key: str, order: WorkOrder, promise: Promise, mark: Mark | None) -> dict[str, Any]:
    return {
        "key": key,
        **{name: getattr(order, name) for name in _OF_ORDER},
        "verdicts": verdicts(order, promise),
        "conforming": None if mark is None else mark.conforming,
        "note": "" if mark is None else mark.note,
        "version": 0 if mark is None else mark.version,
    }
