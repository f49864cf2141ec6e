# SPDX-License-Identifier: Apache-2.0
"""The sample of outlets: the frame, drawing from it, changing what was drawn."""

import secrets
from datetime import date
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Router, Schema
from pydantic import Field

from zhuoping.actions import planning
from zhuoping.api import keys
from zhuoping.api.reading import Version, Whole
from zhuoping.api.v1 import engagements
from zhuoping.api.v1.planning import PlanHead, head, viewed
from zhuoping.api.writing import write
from zhuoping.core.authority import Act
from zhuoping.core.fact_rows import ROW_LIMIT
from zhuoping.records.plan_values import current_frame, frame_plain

router = Router(tags=["plan"])
_SEED_BYTES = 16
Keys = Annotated[tuple[str, ...], Field(max_length=ROW_LIMIT)]


class Draw(Version):
    """How to draw. Without a `seed` one is made; `again_reason` is wanted when a sample stands already."""

    seed: str = ""
    size: Whole | None = None
    suitable: bool = True
    reason: str = ""
    again_reason: str = ""


class SampleChange(Version):
    """What to take out and what to put in, by the outlets' keys, and why."""

    remove: Keys = ()
    add: Keys = ()
    reason: str


class OutletOut(Schema):
    """An outlet that may be drawn."""

    key: str
    name: str
    region: str = ""
    kind: str = ""
    headcount: int | None = None
    visited_on: date | None = None


class Drawn(PlanHead):
    """The sample as `zhuoping sample verify` reads it."""

    sample: dict[str, Any]


@router.get("/{number}/plan/frame", auth=keys.may(Act.VIEW_PLAN_DRAFT), response=list[OutletOut])
def get_frame(request: HttpRequest, number: str) -> list[dict[str, Any]]:
    """The outlets that the client has today, with their keys."""
    engagement = viewed(request, number)
    return list(frame_plain(current_frame(engagement.client, timezone.localdate())))


@router.post("/{number}/plan/sample", auth=keys.may(Act.MAKE_PLAN), response=Drawn)
def draw(request: HttpRequest, number: str, given: Draw) -> HttpResponse:
    """Draw from the outlets that the client has today; a former draw stays on record."""
    engagements.expect_visible(request, number)

    def act() -> dict[str, Any]:
        at = timezone.now()
        plan = planning.draw_sample(
            by=keys.person_of(request),
            at=at,
            on=timezone.localdate(at),
            number=number,
            **{**dict(given), "seed": given.seed or secrets.token_hex(_SEED_BYTES)},
        )
        return {**head(plan), "sample": plan.sample["sample"]}

    return write(request, act)


@router.post("/{number}/plan/sample/changes", auth=keys.may(Act.MAKE_PLAN), response=Drawn)
def change(request: HttpRequest, number: str, given: SampleChange) -> HttpResponse:
    """Change the sample by hand; both lists and the reason stay on record."""
    engagements.expect_visible(request, number)

    def act() -> dict[str, Any]:
        by, at = keys.person_of(request), timezone.now()
        plan = planning.change_sample(by=by, at=at, number=number, **dict(given))
        return {**head(plan), "sample": plan.sample["sample"]}

    return write(request, act)
