# SPDX-License-Identifier: Apache-2.0
"""The plan of an engagement as the body makes it: what it holds, what it lacks, modes and dates, person-days.

`version` of every change is the draft's `edit`, 0 before there is a draft.
"""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Router, Schema
from pydantic import Field

from zhuoping.actions import planning
from zhuoping.actions.acting import subject_of
from zhuoping.actions.planning.release import Prepared
from zhuoping.api import keys, problems
from zhuoping.api.problems import ProblemOut, language_of
from zhuoping.api.reading import Amount, In, Version, Whole
from zhuoping.api.v1 import engagements
from zhuoping.api.writing import OK, write, write_prepared
from zhuoping.core.authority import Act
from zhuoping.core.person_days import MOST_FAMILIES, Reduction, shown
from zhuoping.core.plan_points import least_days
from zhuoping.core.problems import Refused
from zhuoping.records.models import Engagement, Plan, PlanState
from zhuoping.records.plan_values import draft_to_check, latest_plan, plan_of, points_of
from zhuoping.records.values import scheme_of

router = Router(tags=["plan"])
_MOST_LINES = 200


class Basics(Version):
    """Modes as they are written (`E+H+I`), and the days of the visit."""

    modes: str
    modes_reason: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    note: str = ""


class ReductionIn(In):
    """A reduction of the person-days; `share` of 1."""

    share: Amount
    reason: str


class Days(Version):
    """What the person-days are computed from, and how many are planned."""

    families: Annotated[Whole, Field(le=MOST_FAMILIES)]
    by_headcount: Annotated[dict[str, Amount], Field(max_length=_MOST_LINES)] = Field(default_factory=dict)
    reductions: Annotated[tuple[ReductionIn, ...], Field(max_length=_MOST_LINES)] = ()
    planned_days: Amount | None = None


class Approval(Version):
    """Why fewer person-days than computed are enough."""

    reason: str


class PlanHead(Schema):
    """Which version of the plan, and the `edit` to send the next change with."""

    version: int
    number: str
    state: PlanState
    edit: int


class MemberOut(Schema):
    """Somebody on the team."""

    person: int
    name: str
    role: str
    modes: list[str]


class Computed(Schema):
    """The person-days computed, line by line."""

    least: Decimal
    needs_approval: bool
    steps: list[dict[str, Any]]


class Renamed(Schema):
    """An outlet of the accepted application that has another name by now; it is the same one."""

    before: str
    now: str


class PlanOut(PlanHead):
    """A version of the plan, and what keeps it from being released while it is a draft."""

    type: str
    modes: str
    modes_reason: str
    starts_on: date | None
    ends_on: date | None
    note: str
    planned_days: Decimal | None
    person_days: dict[str, Any]
    days_approved_by: int | None
    days_approval: str
    computed: Computed | None
    members: list[MemberOut]
    sample: dict[str, Any]
    renamed: list[Renamed]
    agenda: list[dict[str, Any]]
    points: list[ProblemOut]
    document: int | None
    released_at: datetime | None
    answer: str
    answer_text: str
    answered_at: datetime | None


@router.get("/{number}/plan", auth=keys.may(Act.VIEW_PLAN_DRAFT), response=PlanOut)
def get_plan(request: HttpRequest, number: str, version: int | None = None) -> dict[str, Any]:
    """The newest version of the plan, or an earlier one; for the body's people, as it tells of covert visits."""
    engagement = viewed(request, number)
    plan = latest_plan(engagement)
    if version is not None and plan is not None and plan.version != version:
        plan = engagement.plans.filter(version=version).select_related("days_approved_by").first()
        if plan is not None:
            plan.engagement = engagement
    if plan is None:
        raise Http404
    return _whole(plan, language_of(request))


@router.put("/{number}/plan/basics", auth=keys.may(Act.MAKE_PLAN), response=PlanHead)
def save_basics(request: HttpRequest, number: str, given: Basics) -> HttpResponse:
    """Keep modes and dates."""
    engagements.expect_visible(request, number)

    def act() -> dict[str, Any]:
        by, at = keys.person_of(request), timezone.now()
        return head(planning.save_basics(by=by, at=at, number=number, **dict(given)))

    return write(request, act)


@router.put("/{number}/plan/days", auth=keys.may(Act.MAKE_PLAN), response=PlanHead)
def save_days(request: HttpRequest, number: str, given: Days) -> HttpResponse:
    """Keep the person-days; an approval given before is void."""
    engagements.expect_visible(request, number)

    def act() -> dict[str, Any]:
        saved = planning.save_days(
            by=keys.person_of(request),
            at=timezone.now(),
            number=number,
            version=given.version,
            families=given.families,
            by_headcount=given.by_headcount,
            reductions=[Reduction(each.share, each.reason) for each in given.reductions],
            planned_days=given.planned_days,
        )
        return head(saved)

    return write(request, act)


@router.post("/{number}/plan/days/approval", auth=keys.may(Act.RELEASE_PLAN), response=PlanHead)
def approve_days(request: HttpRequest, number: str, given: Approval) -> HttpResponse:
    """Approve fewer person-days than computed, as a second person."""
    engagements.expect_visible(request, number)

    def act() -> dict[str, Any]:
        by, at = keys.person_of(request), timezone.now()
        return head(planning.approve_days(by=by, at=at, number=number, **dict(given)))

    return write(request, act)


@router.post("/{number}/plan/release", auth=keys.may(Act.RELEASE_PLAN), response=PlanHead)
def release(request: HttpRequest, number: str, given: Version) -> HttpResponse:
    """Release the draft; refused with everything that it lacks."""
    engagements.expect_visible(request, number)
    by, at = keys.person_of(request), timezone.now()
    of: dict[str, Any] = {
        "by": by,
        "at": at,
        "on": timezone.localdate(at),
        "number": number,
        "version": given.version,
    }

    def act(prepared: Prepared) -> dict[str, Any]:
        return head(planning.release_prepared(prepared=prepared, **of))

    return write_prepared(request, lambda: planning.prepare_release(**of), act, OK)


def viewed(request: HttpRequest, number: str) -> Engagement:
    """The engagement, for those who may see its draft."""
    engagement = engagements.visible(request, number)
    keys.allow(request, Act.VIEW_PLAN_DRAFT, subject_of(engagement))
    return engagement


def head(plan: Plan) -> dict[str, Any]:
    """Which version, and its `edit`."""
    return {"version": plan.version, "number": plan.number, "state": plan.state, "edit": plan.edit}


def _whole(plan: Plan, language: str) -> dict[str, Any]:
    today = timezone.localdate()
    is_draft = plan.state == PlanState.DRAFT
    scheme = scheme_of(plan.engagement.edition, language)
    value = draft_to_check(plan, today) if is_draft else plan_of(plan)
    try:
        days = least_days(scheme, value)
    except Refused:
        days = None
    computed = days and {
        "least": days.least,
        "needs_approval": days.needs_approval,
        "steps": [
            {"figure": step.figure, "ref": step.ref, "days": shown(step.result)} for step in days.steps
        ],
    }
    columns = {
        name: getattr(plan, name)
        for name in PlanOut.model_fields
        if name not in {"computed", "members", "points", "renamed", "document", "days_approved_by"}
    }
    return {
        **columns,
        "computed": computed,
        "members": [
            {"person": each.person, "name": each.name, "role": each.role, "modes": list(each.modes)}
            for each in value.members
        ],
        "points": problems.plain(points_of(plan, today, value), language) if is_draft else [],
        "renamed": [{"before": each.name, "now": now.name} for each, now in value.outlets.renamed],
        "document": plan.document_id,
        "days_approved_by": plan.days_approved_by_id,
    }
