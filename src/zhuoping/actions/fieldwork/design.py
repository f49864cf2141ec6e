# SPDX-License-Identifier: Apache-2.0
"""Mode H: keeping the service blueprint and the verdict on each element of the design (17065 7.4.4, 7.4.9)."""

from datetime import datetime

from django.db import transaction

from zhuoping.actions import ledger
from zhuoping.actions.errors import Changed
from zhuoping.actions.fieldwork.work import begin
from zhuoping.core.blueprint import plain_of, read_blueprint
from zhuoping.core.design_review import MODE, DesignElement, DesignVerdict, check_planned, judge
from zhuoping.core.fieldwork.people import check_carries_out
from zhuoping.core.ledger.canonical import Value
from zhuoping.records.design_values import BLUEPRINT, design_in, planned_modes
from zhuoping.records.models import DesignReview, Engagement, Person


@transaction.atomic
def save_blueprint(*, by: Person, at: datetime, number: str, blueprint: object, seen: int) -> DesignReview:
    """Keep the drawing, given as plain values; `seen` is the version of the review that the person saw.

    A verdict that somebody gave meanwhile does not matter. The same drawing again is no change.
    Refuses: what `begin` and `read_blueprint` refuse, mode-not-planned; Changed with both drawings.
    """
    work = begin(by, number, "fieldwork.recorded")
    check_planned(planned_modes(work.engagement, work.plan))
    given = plain_of(read_blueprint(blueprint))
    row = _row(work.engagement, by, at)
    design = design_in(row)
    stands = plain_of(design.blueprint)
    if given == stands:
        return row
    if design.has_changed(BLUEPRINT, seen):
        raise Changed("blueprint", row.version, {BLUEPRINT: stands}, {BLUEPRINT: given})
    row.blueprint = given
    _keep(row, BLUEPRINT, by, at)
    body: dict[str, Value] = {"version": row.version, "blueprint": _told(given)}
    ledger.append(by=by, at=at, action="blueprint.saved", subject=work.engagement, body=body)
    return row


@transaction.atomic
def judge_element(
    *,
    by: Person,
    at: datetime,
    number: str,
    element: DesignElement,
    verdict: DesignVerdict,
    reason: str,
    seen: int,
) -> DesignReview:
    """Keep the verdict on one element; `seen` as for the blueprint. The same verdict again is no change.

    Refuses: what `begin`, `check_carries_out` and `judge` refuse, mode-not-planned; Changed with both verdicts.
    """
    work = begin(by, number, "finding.recorded")
    check_planned(planned_modes(work.engagement, work.plan))
    check_carries_out(work.member, MODE, work.team)
    review = judge(element, verdict, reason)
    row = _row(work.engagement, by, at)
    design = design_in(row)
    stands = design.judged.get(element)
    if stands is not None and stands.review == review:
        return row
    given = {"verdict": verdict.value, "reason": review.reason}
    if stands is not None and design.has_changed(element, seen):
        current = {"verdict": stands.review.verdict.value, "reason": stands.review.reason}
        raise Changed(f"design.{element}", row.version, current, given)
    row.verdicts = {**row.verdicts, element.value: {**given, "by": by.pk, "at": at.isoformat()}}
    _keep(row, element.value, by, at)
    body: dict[str, Value] = {"element": element.value, **given}
    ledger.append(by=by, at=at, action="design.judged", subject=work.engagement, body=body)
    return row


def _row(engagement: Engagement, by: Person, at: datetime) -> DesignReview:
    """The review's row; a new one is stored with the first thing that is written down. The engagement is locked."""
    found = DesignReview.objects.filter(engagement=engagement).first()
    return found or DesignReview(engagement=engagement, version=0, changed_at=at, changed_by=by)


def _keep(row: DesignReview, part: str, by: Person, at: datetime) -> None:
    row.version += 1
    row.changed = {**row.changed, part: row.version}
    row.changed_at, row.changed_by = at, by
    row.save()


def _told(value: object) -> Value:
    """Plain values of a drawing, which are mappings, lists and texts only, for the ledger."""
    if isinstance(value, dict):
        return {str(key): _told(each) for key, each in value.items()}
    return [_told(each) for each in value] if isinstance(value, list) else str(value)
