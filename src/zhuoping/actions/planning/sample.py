# SPDX-License-Identifier: Apache-2.0
"""The sample of outlets: drawn from a recorded start, changed by hand with a reason, nothing of it ever lost (A9)."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from django.db import transaction

from zhuoping.actions.planning.draft import keep, locked_draft
from zhuoping.core import drawing
from zhuoping.core.ledger.canonical import Value
from zhuoping.core.plan_points import outlet_points
from zhuoping.core.planning_rules import sampling_rules
from zhuoping.core.problems import Refused, problem
from zhuoping.core.sample_file import sample_value
from zhuoping.core.sampling import choose_size
from zhuoping.core.scheme import CertificationType
from zhuoping.records.models import Person, Plan
from zhuoping.records.plan_values import (
    current_frame,
    frame_of,
    frame_plain,
    outlets_since_acceptance,
    sample_of,
)
from zhuoping.records.values import scheme_of

_APPROVAL = ("days_approved_by", "days_approval")


@transaction.atomic
def draw_sample(
    *,
    by: Person,
    at: datetime,
    on: date,
    number: str,
    version: int,
    seed: str,
    size: int | None = None,
    suitable: bool = True,
    reason: str = "",
    again_reason: str = "",
) -> Plan:
    """Draw from the outlets that the client has today. Drawing again needs a reason, and the former draw stays.

    An approval of fewer person-days is void: it was given for other outlets.

    Refuses: stage-over, not-this-stage, not-allowed-role, Changed, draw-again-reason, plan-outlets-dropped, and what
    `sampling_rules`, `choose_size` and `draw` find.
    """
    plan = locked_draft(by, at, number, version, {"seed": seed})
    scheme = scheme_of(plan.engagement.edition)
    before = sample_of(plan)
    if before is not None and not again_reason.strip():
        raise Refused([problem("again_reason", "draw-again-reason")])
    if dropped := outlet_points(outlets_since_acceptance(plan.engagement).dropped):
        raise Refused(dropped)
    rules = sampling_rules(scheme, CertificationType(plan.type))
    frame = current_frame(plan.engagement.client, on)
    chosen = choose_size(rules, len(frame), stated=size, suitable=suitable, reason=reason)
    sample = drawing.draw(frame, chosen, seed, rules)
    former = list(plan.sample.get("former", []))
    if before is not None:
        former.append(_former(plan, again_reason.strip()))
    _void_approval(plan)
    plan.sample = {
        "sample": sample_value(sample, scheme),
        "frame": frame_plain(frame),
        "drawn_at": at.isoformat(),
        "drawn_by": by.pk,
        "former": former,
    }
    body: dict[str, Value] = {
        "seed": sample.seed,
        "frame_digest": sample.frame_digest,
        "frame_size": sample.frame_size,
        "outlets": list(sample.outlets),
        "reason": sample.size.reason,
        "again_reason": again_reason.strip(),
    }
    return keep(plan, by, at, [*_APPROVAL, "sample"], body, action="sample.drawn")


@transaction.atomic
def change_sample(
    *,
    by: Person,
    at: datetime,
    number: str,
    version: int,
    remove: Collection[str],
    add: Collection[str],
    reason: str,
) -> Plan:
    """Take outlets out of the sample and put others in; both lists stay. An approval of fewer person-days is void.

    Refuses: stage-over, not-this-stage, not-allowed-role, Changed, plan-sample-missing, and what `drawing.change`
    finds.
    """
    given: dict[str, Value] = {"removed": list(remove), "added": list(add), "reason": reason.strip()}
    plan = locked_draft(by, at, number, version, given)
    sample = sample_of(plan)
    if sample is None:
        raise Refused([problem("sample", "plan-sample-missing")])
    changed = drawing.change(sample, frame_of(plan), remove=remove, add=add, reason=reason)
    scheme = scheme_of(plan.engagement.edition)
    _void_approval(plan)
    plan.sample = {**plan.sample, "sample": sample_value(changed, scheme)}
    body: dict[str, Value] = {**given, "before": list(sample.outlets), "outlets": list(changed.outlets)}
    return keep(plan, by, at, [*_APPROVAL, "sample"], body, action="sample.changed")


def _void_approval(plan: Plan) -> None:
    """Fewer days than computed were approved for the outlets that were to be visited then (domain rule A10)."""
    plan.days_approved_by, plan.days_approval = None, ""


def _former(plan: Plan, reason: str) -> dict[str, Any]:
    """A draw that another one takes the place of."""
    kept = {
        key: plan.sample[key] for key in ("sample", "frame", "drawn_at", "drawn_by") if key in plan.sample
    }
    return {**kept, "reason": reason}
