# SPDX-License-Identifier: Apache-2.0
"""Conclusions of modes by programs: each planned mode with all that was concluded of it, and concluding one."""

from datetime import datetime
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Router, Schema
from pydantic import Field

from zhuoping.actions.acting import subject_of
from zhuoping.actions.fieldwork import conclusions
from zhuoping.api import keys
from zhuoping.api.reading import In, Whole
from zhuoping.api.v1 import engagements
from zhuoping.api.writing import CREATED, write
from zhuoping.core.authority import Act
from zhuoping.core.fieldwork.records import TEXT_LIMIT
from zhuoping.core.mode_conclusions import Conclusion, ConclusionState, ModeVerdict
from zhuoping.records.design_values import mode_standings
from zhuoping.records.plan_values import standing_plan

router = Router(tags=["fieldwork"])
_Text = Annotated[str, Field(max_length=TEXT_LIMIT)]


class ConclusionIn(In):
    """A conclusion; `seen` is how many of the mode the program knows of."""

    verdict: ModeVerdict
    reason: _Text
    conditions: _Text = ""
    seen: Whole


class ConclusionOut(Schema):
    """A conclusion as it was recorded."""

    verdict: ModeVerdict
    reason: str
    conditions: str
    concluded_by: str
    concluded_at: datetime | None


class ModeOut(Schema):
    """A planned mode; the first of `conclusions` counts."""

    mode: str
    state: ConclusionState
    conclusions: list[ConclusionOut]


class ConclusionHead(Schema):
    """What was recorded."""

    mode: str
    verdict: ModeVerdict


@router.get("/{number}/fieldwork/conclusions", auth=keys.may(Act.VIEW_FIELDWORK), response=list[ModeOut])
def get_conclusions(request: HttpRequest, number: str) -> list[dict[str, Any]]:
    """Every mode of the plan with its state and its conclusions, the latest first."""
    engagement = engagements.visible(request, number)
    keys.allow(request, Act.VIEW_FIELDWORK, subject_of(engagement))
    return [
        {"mode": each.mode, "state": each.state, "conclusions": [_plain(one) for one in each.conclusions]}
        for each in mode_standings(engagement, standing_plan(engagement))
    ]


@router.post(
    "/{number}/fieldwork/conclusions/{mode}", auth=keys.may(Act.SCORE), response={CREATED: ConclusionHead}
)
def conclude(request: HttpRequest, number: str, mode: str, given: ConclusionIn) -> HttpResponse:
    """Conclude a mode; 409 with both conclusions where somebody was faster."""
    engagements.expect_visible(request, number)

    def act() -> dict[str, Any]:
        by, at = keys.person_of(request), timezone.now()
        row = conclusions.conclude_mode(by=by, at=at, number=number, mode=mode, **dict(given))
        return {"mode": row.mode, "verdict": row.verdict}

    return write(request, act, CREATED)


def _plain(each: Conclusion) -> dict[str, Any]:
    return {
        "verdict": each.verdict,
        "reason": each.reason,
        "conditions": each.conditions,
        "concluded_by": each.by,
        "concluded_at": each.at,
    }
