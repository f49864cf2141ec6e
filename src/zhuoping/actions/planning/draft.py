# SPDX-License-Identifier: Apache-2.0
"""The draft of a plan: made by the first thing that is kept of it; modes, dates, and person-days with their approval.

`version` is the draft's `edit`, 0 before there is a draft. Every part counts on it, so nobody plans on what another
officer has changed meanwhile.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction

from zhuoping.actions import ledger
from zhuoping.actions.acting import allowed_on, lock_engagement
from zhuoping.actions.errors import expect_version
from zhuoping.core.authority import Act
from zhuoping.core.ledger.canonical import Value
from zhuoping.core.lifecycle import Stage, move
from zhuoping.core.modes import choose_modes, required_modes
from zhuoping.core.person_days import (
    FINEST,
    MOST_DAYS,
    OutletDays,
    Reduction,
    amount_problems,
    families_problems,
    person_days,
    shown,
)
from zhuoping.core.plan_points import LONGEST_VISIT, least_days
from zhuoping.core.problems import Problem, Refused, problem
from zhuoping.core.scheme import CertificationType
from zhuoping.records.models import Engagement, Person, Plan, PlanState
from zhuoping.records.plan_values import latest_plan, plan_of
from zhuoping.records.values import scheme_of

# What the column holds.
_FINEST_PLANNED = Decimal("0.01")


@transaction.atomic
def save_basics(
    *,
    by: Person,
    at: datetime,
    number: str,
    version: int,
    modes: str,
    modes_reason: str = "",
    starts_on: date | None = None,
    ends_on: date | None = None,
    note: str = "",
) -> Plan:
    """Keep the modes, with the reason where there is a choice, and the days of the visit.

    Refuses: stage-over, not-this-stage, not-allowed-role, Changed, plan-dates-order, plan-too-long, and what
    `choose_modes` finds.
    """
    given: dict[str, Value] = {
        "modes": modes,
        "modes_reason": modes_reason.strip(),
        "starts_on": _iso(starts_on),
        "ends_on": _iso(ends_on),
        "note": note.strip(),
    }
    plan = locked_draft(by, at, number, version, given)
    faults = _dates(starts_on, ends_on)
    if modes.strip():
        engagement = plan.engagement
        try:
            choice = choose_modes(
                scheme_of(engagement.edition),
                CertificationType(plan.type),
                modes,
                design_responsibility=engagement.application.design_responsibility is True,
                reason=modes_reason,
            )
            given["modes"] = modes = str(choice)
        except Refused as refused:
            faults += refused.problems
    if faults:
        raise Refused(faults)
    plan.modes, plan.modes_reason, plan.note = modes, modes_reason.strip(), note.strip()
    plan.starts_on, plan.ends_on = starts_on, ends_on
    columns = ["modes", "modes_reason", "starts_on", "ends_on", "note"]
    return keep(plan, by, at, columns, given)


@transaction.atomic
def save_days(
    *,
    by: Person,
    at: datetime,
    number: str,
    version: int,
    families: int,
    by_headcount: Mapping[str, Decimal],
    reductions: Sequence[Reduction],
    planned_days: Decimal | None,
) -> Plan:
    """Keep what the person-days are computed from, and how many are planned; an approval given before is void.

    Refuses: stage-over, not-this-stage, not-allowed-role, Changed, person-days-amount, families-fewer, and what
    `person_days` finds.
    """
    given: dict[str, Value] = {
        "families": families,
        "by_headcount": {key: format(days, "f") for key, days in by_headcount.items()},
        "reductions": [
            {"share": format(each.share, "f"), "reason": each.reason.strip()} for each in reductions
        ],
        "planned_days": None if planned_days is None else format(planned_days, "f"),
    }
    plan = locked_draft(by, at, number, version, given)
    scheme = scheme_of(plan.engagement.edition)
    faults: list[Problem] = [] if planned_days is None else _planned(planned_days)
    faults += families_problems(families, len(plan.engagement.client.product_families))
    try:
        # Held against the rules at once, with or without a sample.
        outlets = [OutletDays(key, days) for key, days in by_headcount.items()]
        person_days(scheme, outlets, families=families, reductions=reductions)
    except Refused as refused:
        faults += refused.problems
    if faults:
        raise Refused(faults)
    inputs = {key: value for key, value in given.items() if key != "planned_days"}
    plan.person_days = {**inputs, "by": by.pk}
    plan.planned_days = planned_days
    plan.days_approved_by, plan.days_approval = None, ""
    columns = ["person_days", "planned_days", "days_approved_by", "days_approval"]
    return keep(plan, by, at, columns, given)


@transaction.atomic
def approve_days(*, by: Person, at: datetime, number: str, version: int, reason: str) -> Plan:
    """Approve fewer person-days than computed, as a second person who may release plans (domain rule A10).

    Refuses: stage-over, not-this-stage, not-allowed-role, Changed, officer-tied, days-own-approval,
    days-approval-not-needed, reason-missing, and what keeps the days from being computed.
    """
    plan = locked_draft(by, at, number, version, {"days_approval": reason.strip()})
    allowed_on(plan.engagement, by, Act.RELEASE_PLAN, at)
    least = least_days(scheme_of(plan.engagement.edition), plan_of(plan)).least
    if plan.planned_days is None or plan.planned_days >= least:
        raise Refused([problem("planned_days", "days-approval-not-needed")])
    if plan.person_days.get("by", plan.made_by_id) == by.pk:
        raise Refused([problem("by", "days-own-approval")])
    if not reason.strip():
        raise Refused([problem("reason", "reason-missing")])
    plan.days_approved_by, plan.days_approval = by, reason.strip()
    body: dict[str, Value] = {
        "planned_days": shown(plan.planned_days),
        "least_days": shown(least),
        "reason": reason.strip(),
    }
    return keep(plan, by, at, ["days_approved_by", "days_approval"], body, action="days.approved")


def locked_draft(by: Person, at: datetime, number: str, version: int, given: Mapping[str, Value]) -> Plan:
    """The draft, its engagement locked; made when there is none.

    Raises Refused: stage-over, not-this-stage, not-allowed-role, officer-tied, Changed, plan-locked.
    """
    engagement = lock_engagement(number)
    allowed_on(engagement, by, Act.MAKE_PLAN, at)
    move(Stage(engagement.stage), "plan.saved")
    plan = latest_plan(engagement)
    if plan is None:
        expect_version("plan", version, 0, {}, given)
        return _begun(engagement, by, at)
    if plan.state != PlanState.DRAFT:
        # Whatever else went wrong: what was released is never written again.
        raise Refused([problem("plan", "plan-locked", version=plan.version)])
    expect_version("plan", version, plan.edit, _stands(plan), given)
    return plan


def keep(
    plan: Plan,
    by: Person,
    at: datetime,
    columns: Sequence[str],
    body: Mapping[str, Value],
    action: str = "plan.saved",
) -> Plan:
    """Write the columns of a draft that changed, with a new `edit`, and the entry in the ledger."""
    plan.edit += 1
    plan.save(update_fields=[*columns, "edit"])
    engagement = plan.engagement
    engagement.version += 1
    engagement.save(update_fields=["version"])
    entry: dict[str, Value] = {"version": plan.version, **body}
    ledger.append(by=by, at=at, action=action, subject=engagement, body=entry)
    return plan


def draft_number(engagement: Engagement, version: int) -> str:
    """What a version is called until its release gives it a number of the series."""
    return f"{engagement.number}/V{version}"


def _begun(engagement: Engagement, by: Person, at: datetime) -> Plan:
    """The first version; where the edition leaves no choice of modes, they are chosen."""
    type_ = CertificationType(engagement.type)
    rule = required_modes(
        scheme_of(engagement.edition),
        type_,
        design_responsibility=engagement.application.design_responsibility is True,
    )
    return Plan.objects.create(
        engagement=engagement,
        version=1,
        number=draft_number(engagement, 1),
        type=type_,
        modes=rule.any_of[0] if len(rule.any_of) == 1 else "",
        person_days={"families": max(1, len(engagement.client.product_families))},
        edit=0,
        made_at=at,
        made_by=by,
    )


def _stands(plan: Plan) -> dict[str, object]:
    """What of a draft a person may have had before them, as plain values."""
    return {
        "modes": plan.modes,
        "modes_reason": plan.modes_reason,
        "starts_on": _iso(plan.starts_on),
        "ends_on": _iso(plan.ends_on),
        "note": plan.note,
        "planned_days": None if plan.planned_days is None else format(plan.planned_days, "f"),
        **plan.person_days,
    }


def _dates(first: date | None, last: date | None) -> list[Problem]:
    if first is None or last is None:
        return []
    if last < first:
        return [problem("ends_on", "plan-dates-order", first=first, last=last)]
    if (last - first).days >= LONGEST_VISIT:
        return [problem("ends_on", "plan-too-long", most=LONGEST_VISIT)]
    return []


def _planned(days: Decimal) -> list[Problem]:
    faults = amount_problems("planned_days", days)
    if not faults and days != days.quantize(_FINEST_PLANNED):
        values = {"given": days, "most": MOST_DAYS, "finest": max(FINEST, _FINEST_PLANNED)}
        faults.append(problem("planned_days", "person-days-amount", **values))
    return faults


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
