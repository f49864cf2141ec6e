# SPDX-License-Identifier: Apache-2.0
"""The agenda of a draft: proposed, then changed item by item."""

from datetime import date, time
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Router
from pydantic import Field

from zhuoping.actions import planning
from zhuoping.api import keys
from zhuoping.api.reading import In, Version, Whole
from zhuoping.api.v1 import engagements
from zhuoping.api.v1.planning import PlanHead, head
from zhuoping.api.writing import write
from zhuoping.core.agenda import AgendaItem, ItemKind
from zhuoping.core.authority import Act
from zhuoping.records.models import Plan

router = Router(tags=["plan"])
Some = Field(max_length=100)


class ItemFields(In):
    """An item; `place` is an outlet's key or `central`, `refs` are dimensions or indicators of the edition."""

    kind: ItemKind
    day: date
    start: time
    end: time
    persons: Annotated[tuple[Whole, ...], Some]
    place: str = ""
    modes: Annotated[tuple[str, ...], Some] = ()
    refs: Annotated[tuple[str, ...], Some] = ()
    topic: Annotated[str, Field(max_length=500)] = ""
    remote: bool = False


class ItemIn(Version):
    """An item of the agenda."""

    item: ItemFields


@router.post("/{number}/plan/agenda/proposal", auth=keys.may(Act.MAKE_PLAN), response=PlanHead)
def propose(request: HttpRequest, number: str, given: Version) -> HttpResponse:
    """Put a proposed agenda in the place of the one that is there."""
    engagements.expect_visible(request, number)

    def act() -> dict[str, Any]:
        at = timezone.now()
        plan = planning.propose_agenda(
            by=keys.person_of(request),
            at=at,
            on=timezone.localdate(at),
            number=number,
            version=given.version,
        )
        return head(plan)

    return write(request, act)


@router.post("/{number}/plan/agenda", auth=keys.may(Act.MAKE_PLAN), response=PlanHead)
def add_item(request: HttpRequest, number: str, given: ItemIn) -> HttpResponse:
    """Add an item; the agenda is kept in the order of time."""
    engagements.expect_visible(request, number)
    return write(request, lambda: head(_save(request, number, given, None)))


@router.put("/{number}/plan/agenda/{index}", auth=keys.may(Act.MAKE_PLAN), response=PlanHead)
def change_item(request: HttpRequest, number: str, index: int, given: ItemIn) -> HttpResponse:
    """Change the item at a place, counted from 0."""
    engagements.expect_visible(request, number)
    return write(request, lambda: head(_save(request, number, given, index)))


@router.delete("/{number}/plan/agenda/{index}", auth=keys.may(Act.MAKE_PLAN), response=PlanHead)
def remove_item(request: HttpRequest, number: str, index: int, version: int) -> HttpResponse:
    """Take the item at a place off, counted from 0."""
    engagements.expect_visible(request, number)

    def act() -> dict[str, Any]:
        by, at = keys.person_of(request), timezone.now()
        return head(planning.remove_item(by=by, at=at, number=number, version=version, index=index))

    return write(request, act)


def _save(request: HttpRequest, number: str, given: ItemIn, index: int | None) -> Plan:
    at = timezone.now()
    return planning.save_item(
        by=keys.person_of(request),
        at=at,
        on=timezone.localdate(at),
        number=number,
        version=given.version,
        index=index,
        item=AgendaItem(**dict(given.item)),
    )
