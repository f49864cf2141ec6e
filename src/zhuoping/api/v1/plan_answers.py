# SPDX-License-Identifier: Apache-2.0
"""A released plan: what the client sees of it, confirming it, asking for another, taking it back."""

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Router, Schema

from zhuoping.actions import planning
from zhuoping.actions.acting import subject_of
from zhuoping.api import keys
from zhuoping.api.reading import In, Reason, Whole
from zhuoping.api.v1 import engagements
from zhuoping.api.v1.planning import MemberOut, PlanHead, head
from zhuoping.api.writing import write
from zhuoping.core.authority import Act
from zhuoping.records.models import PlanState
from zhuoping.records.plan_values import client_plan, item_plain, place_names, standing_plan
from zhuoping.records.values import scheme_of

router = Router(tags=["plan"])


class Confirming(In):
    """The version of the plan that was read."""

    plan_version: Whole


class Asking(Confirming):
    """And what should be otherwise, and why."""

    reason: str


class ReleasedOut(Schema):
    """What the client is told: nothing that tells of a covert visit. `document` is evidence by its id."""

    version: int
    number: str
    state: PlanState
    type: str
    modes: list[str]
    starts_on: date
    ends_on: date
    members: list[MemberOut]
    agenda: list[dict[str, Any]]
    places: dict[str, str]
    document: int | None


@router.get("/{number}/plan/released", auth=keys.may(Act.VIEW_PLAN), response=ReleasedOut)
def get_released(request: HttpRequest, number: str) -> dict[str, Any]:
    """The plan that is released or confirmed, as the client sees it."""
    engagement = engagements.visible(request, number)
    keys.allow(request, Act.VIEW_PLAN, subject_of(engagement))
    plan = standing_plan(engagement)
    if plan is None:
        raise Http404
    seen = client_plan(plan, scheme_of(engagement.edition))
    names = place_names(plan)
    return {
        "version": plan.version,
        "number": plan.number,
        "state": plan.state,
        "type": seen.type,
        "modes": list(seen.modes),
        "starts_on": seen.starts_on,
        "ends_on": seen.ends_on,
        "members": [
            {"person": each.person, "name": each.name, "role": each.role, "modes": list(each.modes)}
            for each in seen.members
        ],
        "agenda": [item_plain(each) for each in seen.agenda],
        "places": {place: names.get(place, "") for place in seen.places},
        "document": plan.document_id,
    }


@router.post("/{number}/plan/confirm", auth=keys.may(Act.CONFIRM_PLAN), response=PlanHead)
def confirm(request: HttpRequest, number: str, given: Confirming) -> HttpResponse:
    """Confirm the version that was read."""
    engagements.expect_visible(request, number)

    def act() -> dict[str, Any]:
        by, at = keys.person_of(request), timezone.now()
        return head(planning.confirm(by=by, at=at, number=number, **dict(given)))

    return write(request, act)


@router.post("/{number}/plan/changes", auth=keys.may(Act.CONFIRM_PLAN), response=PlanHead)
def request_changes(request: HttpRequest, number: str, given: Asking) -> HttpResponse:
    """Ask for other dates or persons; answers with the draft of the next version."""
    engagements.expect_visible(request, number)

    def act() -> dict[str, Any]:
        by, at = keys.person_of(request), timezone.now()
        return head(planning.request_changes(by=by, at=at, number=number, **dict(given)))

    return write(request, act)


@router.post("/{number}/plan/withdraw", auth=keys.may(Act.WITHDRAW_PLAN), response=PlanHead)
def withdraw(request: HttpRequest, number: str, given: Reason) -> HttpResponse:
    """Take the plan back; answers with the draft of the next version."""
    engagements.expect_visible(request, number)

    def act() -> dict[str, Any]:
        by, at = keys.person_of(request), timezone.now()
        return head(planning.withdraw(by=by, at=at, number=number, reason=given.reason))

    return write(request, act)
