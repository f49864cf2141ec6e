# SPDX-License-Identifier: Apache-2.0
"""Service capability (mode G) by programs: parameters written down, changed, taken out."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Router, Schema

from zhuoping.actions.acting import subject_of
from zhuoping.actions.fieldwork import capability as actions
from zhuoping.api import keys
from zhuoping.api.problems import ProblemOut, language_of
from zhuoping.api.problems import plain as problems_plain
from zhuoping.api.reading import In, Version, Whole
from zhuoping.api.v1 import engagements
from zhuoping.api.writing import CREATED, write
from zhuoping.core.authority import Act
from zhuoping.core.capability import CapabilityVerdict, plain_row
from zhuoping.records.capability_values import capability_in, gaps_of_capability, stored_rows
from zhuoping.records.models import CapabilityRow, Engagement

router = Router(tags=["fieldwork"])


class CapabilityIn(In):
    """A parameter: declared, verified by a method, judged; `reason` where they differ or it does not conform."""

    parameter: str
    declared: str
    verified: str = ""
    unit: str = ""
    method: str = ""
    verdict: CapabilityVerdict | None = None
    reason: str = ""


class CapabilityChange(CapabilityIn, Version):
    """The whole parameter anew, with the version that the program saw."""


class CapabilityRemoval(Version):
    """Why it is taken out."""

    reason: str


class CapabilityOut(Schema):
    """A parameter as it stands."""

    id: int
    position: int
    version: int
    parameter: str
    declared: str
    verified: str
    unit: str
    method: str
    verdict: CapabilityVerdict | None
    reason: str
    differs: bool
    changed_at: datetime
    changed_by: int


class CapabilityList(Schema):
    """All parameters that stand, and what is missing before fieldwork may close."""

    rows: list[CapabilityOut]
    lacks: list[ProblemOut]


@router.get("/{number}/fieldwork/capability", auth=keys.may(Act.VIEW_FIELDWORK), response=CapabilityList)
def list_rows(request: HttpRequest, number: str) -> dict[str, Any]:
    """The parameters that stand."""
    engagement = engagements.visible(request, number)
    keys.allow(request, Act.VIEW_FIELDWORK, subject_of(engagement))
    return _all(request, engagement)


@router.post(
    "/{number}/fieldwork/capability", auth=keys.may(Act.RECORD_FIELDWORK), response={CREATED: CapabilityOut}
)
def add(request: HttpRequest, number: str, given: CapabilityIn) -> HttpResponse:
    """Write down a parameter."""
    engagements.expect_visible(request, number)

    def act() -> dict[str, Any]:
        by, at = keys.person_of(request), timezone.now()
        return _plain(actions.add_row(by=by, at=at, number=number, values=given.model_dump(mode="json")))

    return write(request, act, CREATED)


@router.put(
    "/{number}/fieldwork/capability/{row}", auth=keys.may(Act.RECORD_FIELDWORK), response=CapabilityOut
)
def change(request: HttpRequest, number: str, row: Whole, given: CapabilityChange) -> HttpResponse:
    """Write a parameter anew."""
    engagements.expect_visible(request, number)

    def act() -> dict[str, Any]:
        by, at = keys.person_of(request), timezone.now()
        values = given.model_dump(mode="json", exclude={"version"})
        return _plain(
            actions.change_row(by=by, at=at, number=number, row=row, values=values, seen=given.version)
        )

    return write(request, act)


@router.post(
    "/{number}/fieldwork/capability/{row}/remove",
    auth=keys.may(Act.RECORD_FIELDWORK),
    response=CapabilityList,
)
def remove(request: HttpRequest, number: str, row: Whole, given: CapabilityRemoval) -> HttpResponse:
    """Take a parameter out; it stays on record."""
    engagement = engagements.visible(request, number)

    def act() -> dict[str, Any]:
        by, at = keys.person_of(request), timezone.now()
        actions.remove_row(by=by, at=at, number=number, row=row, reason=given.reason, seen=given.version)
        return _all(request, engagement)

    return write(request, act)


def _all(request: HttpRequest, engagement: Engagement) -> dict[str, Any]:
    lacks = [each.problem for each in gaps_of_capability(engagement)]
    return {
        "rows": [_plain(each) for each in stored_rows(engagement)],
        "lacks": problems_plain(lacks, language_of(request)),
    }


def _plain(row: CapabilityRow) -> dict[str, Any]:
    given = capability_in(row)
    own = ("position", "version", "changed_at")
    return {
        "id": row.pk,
        **{name: getattr(row, name) for name in own},
        **plain_row(given),
        "differs": given.differs,
        "changed_by": row.changed_by_id,
    }
