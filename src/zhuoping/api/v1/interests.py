# SPDX-License-Identifier: Apache-2.0
"""Members of a team declare their interests for one engagement (17065 4.2)."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Router, Schema

from zhuoping.actions import planning
from zhuoping.actions.acting import subject_of
from zhuoping.api import keys
from zhuoping.api.reading import In
from zhuoping.api.v1 import engagements
from zhuoping.api.v1.planning import viewed
from zhuoping.api.writing import CREATED, write
from zhuoping.core.authority import Act
from zhuoping.records.models import InterestDeclaration

router = Router(tags=["plan"])


class InterestsIn(In):
    """Free of interests, or what the conflict is."""

    free: bool
    text: str = ""


class InterestsOut(Schema):
    """A declaration; a person's latest counts."""

    person: int
    free: bool
    text: str
    declared_at: datetime


@router.get("/{number}/interests", auth=keys.may(Act.VIEW_PLAN_DRAFT), response=list[InterestsOut])
def list_declarations(request: HttpRequest, number: str) -> list[dict[str, Any]]:
    """What was declared, the oldest first."""
    engagement = viewed(request, number)
    return [_plain(row) for row in InterestDeclaration.objects.filter(engagement=engagement)]


@router.post("/{number}/interests", auth=keys.may(Act.DECLARE_INTERESTS), response={CREATED: InterestsOut})
def declare(request: HttpRequest, number: str, given: InterestsIn) -> HttpResponse:
    """Declare one's own interests."""
    engagement = engagements.visible(request, number)
    keys.allow(request, Act.DECLARE_INTERESTS, subject_of(engagement))

    def act() -> dict[str, Any]:
        by, at = keys.person_of(request), timezone.now()
        return _plain(planning.declare(by=by, at=at, number=number, free=given.free, text=given.text))

    return write(request, act, CREATED)


def _plain(row: InterestDeclaration) -> dict[str, Any]:
    return {
        "person": row.person_id,
        "free": row.free,
        "text": row.text,
        "declared_at": row.declared_at,
    }
