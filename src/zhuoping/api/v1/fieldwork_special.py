# SPDX-License-Identifier: Apache-2.0
"""Special deductions, the bonus, and the determination, by programs. Evidence is tied to `special:<id>`."""

from datetime import datetime
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Router, Schema
from pydantic import Field

from zhuoping.actions.acting import subject_of
from zhuoping.actions.fieldwork import special_items
from zhuoping.api import keys
from zhuoping.api.problems import ProblemOut, language_of, plain
from zhuoping.api.reading import In, Reason, Whole
from zhuoping.api.v1 import engagements
from zhuoping.api.writing import CREATED, write
from zhuoping.core.authority import Act
from zhuoping.core.fieldwork.special_items import SpecialKind, speaks_for, special_gaps
from zhuoping.records.fieldwork_values import latest_determination
from zhuoping.records.models import Engagement, SpecialItem
from zhuoping.records.special_values import special_rows, specials_of
from zhuoping.records.values import scheme_of

router = Router(tags=["fieldwork"])


class DeductionIn(In):
    """One case; `nonconformity` is the number of the one that puts it right, which may follow later."""

    ground: str
    reason: str
    nonconformity: Whole | None = None


class BonusIn(In):
    """A special strength, and the keys of the conditions that it meets: all of the edition."""

    reason: str
    conditions: Annotated[frozenset[str], Field(max_length=20)]


class LinkIn(In):
    """The number of the nonconformity by which a deduction is put right."""

    nonconformity: Whole


class SpecialOut(Schema):
    """A special item; one that was withdrawn counts no more."""

    id: int
    kind: SpecialKind
    ground: str
    conditions: list[str]
    reason: str
    nonconformity: int | None
    evidence: int
    recorded_at: datetime
    recorded_by: int
    withdrawn_at: datetime | None
    withdrawn_reason: str


class SpecialDetermination(Schema):
    """The latest determination; `holds` while it speaks for every deduction that stands."""

    reason: str
    cases: int
    recorded_at: datetime
    recorded_by: int
    holds: bool


class SpecialsOut(Schema):
    """All special items, the determination, and what is missing before fieldwork may close."""

    items: list[SpecialOut]
    determination: SpecialDetermination | None
    missing: list[ProblemOut]


class SpecialHead(Schema):
    """What was recorded or changed."""

    id: int


@router.get("/{number}/fieldwork/special", auth=keys.may(Act.VIEW_FIELDWORK), response=SpecialsOut)
def get_special(request: HttpRequest, number: str) -> dict[str, Any]:
    """The special items of an engagement, those that were withdrawn too."""
    engagement = engagements.visible(request, number)
    keys.allow(request, Act.VIEW_FIELDWORK, subject_of(engagement))
    return _specials(request, engagement)


@router.post(
    "/{number}/fieldwork/special/deductions", auth=keys.may(Act.SCORE), response={CREATED: SpecialHead}
)
def deduct(request: HttpRequest, number: str, given: DeductionIn) -> HttpResponse:
    """Record a special deduction."""
    engagements.expect_visible(request, number)

    def act() -> dict[str, Any]:
        by, at = keys.person_of(request), timezone.now()
        return _head(special_items.record_deduction(by=by, at=at, number=number, **dict(given)))

    return write(request, act, CREATED)


@router.post("/{number}/fieldwork/special/bonuses", auth=keys.may(Act.SCORE), response={CREATED: SpecialHead})
def grant(request: HttpRequest, number: str, given: BonusIn) -> HttpResponse:
    """Record the special bonus."""
    engagements.expect_visible(request, number)

    def act() -> dict[str, Any]:
        by, at = keys.person_of(request), timezone.now()
        return _head(special_items.record_bonus(by=by, at=at, number=number, **dict(given)))

    return write(request, act, CREATED)


@router.put(
    "/{number}/fieldwork/special/{item}/nonconformity", auth=keys.may(Act.SCORE), response=SpecialHead
)
def link(request: HttpRequest, number: str, item: Whole, given: LinkIn) -> HttpResponse:
    """Link a deduction to a nonconformity, in the place of an earlier one."""
    engagements.expect_visible(request, number)

    def act() -> dict[str, Any]:
        by, at = keys.person_of(request), timezone.now()
        values = dict(given)
        return _head(special_items.link_nonconformity(by=by, at=at, number=number, item=item, **values))

    return write(request, act)


@router.post("/{number}/fieldwork/special/{item}/withdrawal", auth=keys.may(Act.SCORE), response=SpecialHead)
def withdraw(request: HttpRequest, number: str, item: Whole, given: Reason) -> HttpResponse:
    """Take an item back; it stays on record."""
    engagements.expect_visible(request, number)

    def act() -> dict[str, Any]:
        by, at = keys.person_of(request), timezone.now()
        return _head(
            special_items.withdraw_special(by=by, at=at, number=number, item=item, reason=given.reason)
        )

    return write(request, act)


@router.post(
    "/{number}/fieldwork/special/determinations",
    auth=keys.may(Act.DETERMINE),
    response={CREATED: SpecialHead},
)
def determine(request: HttpRequest, number: str, given: Reason) -> HttpResponse:
    """Determine that a level may be given in spite of the deductions: somebody who decides, not of the team."""
    engagements.expect_visible(request, number)

    def act() -> dict[str, Any]:
        by, at = keys.person_of(request), timezone.now()
        row = special_items.record_determination(by=by, at=at, number=number, reason=given.reason)
        return {"id": row.pk}

    return write(request, act, CREATED)


def _specials(request: HttpRequest, engagement: Engagement) -> dict[str, Any]:
    rows = special_rows(engagement)
    standing = specials_of(engagement, rows)
    evidence = {each.key: each.evidence for each in standing}
    latest = latest_determination(engagement)
    determined = None if latest is None else list(latest.items)
    deductions = [each.key for each in standing if each.kind is SpecialKind.DEDUCTION]
    rules = scheme_of(engagement.edition).deduction_rules
    gaps = special_gaps(rules, standing, determined)
    determination = None
    if latest is not None:
        determination = {
            "reason": latest.reason,
            "cases": latest.cases,
            "recorded_at": latest.recorded_at,
            "recorded_by": latest.recorded_by_id,
            "holds": speaks_for(latest.items, deductions),
        }
    return {
        "items": [_item(row, evidence.get(row.pk, 0)) for row in rows],
        "determination": determination,
        "missing": plain((each.problem for each in gaps), language_of(request)),
    }


def _item(row: SpecialItem, evidence: int) -> dict[str, Any]:
    return {
        "id": row.pk,
        "kind": row.kind,
        "ground": row.ground,
        "conditions": row.conditions,
        "reason": row.reason,
        "nonconformity": row.nonconformity.number if row.nonconformity is not None else None,
        "evidence": evidence,
        "recorded_at": row.recorded_at,
        "recorded_by": row.recorded_by_id,
        "withdrawn_at": row.withdrawn_at,
        "withdrawn_reason": row.withdrawn_reason,
    }


def _head(row: SpecialItem) -> dict[str, Any]:
    return {"id": row.pk}
