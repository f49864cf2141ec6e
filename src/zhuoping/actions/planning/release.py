# SPDX-License-Identifier: Apache-2.0
"""A plan goes to the client, who confirms it or asks for another; the body may take it back (17065 7.4.1).

A released plan is never written again but for its answer: whatever is to change goes into a new version.
"""

import hashlib
import io
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from zhuoping.actions import evidence, ledger, notices
from zhuoping.actions.acting import allowed, expect_independent, lock_engagement, subject_of
from zhuoping.actions.application import officers_of
from zhuoping.actions.application_review import client_people
from zhuoping.actions.errors import expect_version
from zhuoping.actions.evidence import Received
from zhuoping.actions.numbers import next_number
from zhuoping.actions.planning.draft import draft_number
from zhuoping.actions.stages import move_on
from zhuoping.core.authority import Act
from zhuoping.core.evidence import Kind
from zhuoping.core.ledger.canonical import Value, canonical
from zhuoping.core.lifecycle import Stage, move
from zhuoping.core.numbering import NumberKind, plan_prefix
from zhuoping.core.plan import confirmation_problems
from zhuoping.core.problems import Refused, problem
from zhuoping.core.wording import planning
from zhuoping.outputs.plan import plan_pdf
from zhuoping.records import evidence_store
from zhuoping.records.models import Engagement, Evidence, Person, Plan, PlanMember, PlanState
from zhuoping.records.plan_paper import paper_of
from zhuoping.records.plan_values import STANDING, latest_plan, points_of

CONFIRMED, CHANGES, WITHDRAWN = "confirmed", "changes", "withdrawn"


@transaction.atomic
def release(*, by: Person, at: datetime, on: date, number: str, version: int) -> Plan:
    """Release the draft: numbered, printed, locked, and sent to the client. `on` is the day where the body is.

    The people on the team are locked first, in one order, so that of two plans with the same person on the same day
    one is released and the other refused. Refuses: stage-over, not-this-stage, not-allowed-role, officer-tied,
    plan-none, Changed, and everything that `open_points` finds.
    """
    engagement = lock_engagement(number)
    allowed(by, Act.RELEASE_PLAN, subject_of(engagement))
    expect_independent(by, engagement, at)
    move(Stage(engagement.stage), "plan.released")
    plan = latest_plan(engagement)
    if plan is None or plan.state != PlanState.DRAFT:
        raise Refused([problem("plan", "plan-none")])
    expect_version("plan", version, plan.edit, {}, {})
    _lock_team(plan)
    if points := points_of(plan, on):
        raise Refused(points)
    prefix = plan_prefix(settings.BODY_APPROVAL) if settings.BODY_APPROVAL else ""
    plan.number = next_number(NumberKind.PLAN, at, prefix)
    plan.state, plan.released_at, plan.released_by = PlanState.RELEASED, at, by
    plan.document = _printed(plan, by, at, on)
    plan.save(update_fields=["number", "state", "released_at", "released_by", "document"])
    move_on(engagement, "plan.released", at, due_on=plan.starts_on)
    for person in client_people(engagement):
        notices.tell(person, "plan-released", at=at, values={"plan": plan.number}, engagement=engagement)
    body: dict[str, Value] = {
        "version": plan.version,
        "plan": plan.number,
        "content_digest": content_digest(plan),
        "document": plan.document.pk,
        "digest": plan.document.file_id,
        **_content(plan),
    }
    ledger.append(by=by, at=at, action="plan.released", subject=engagement, body=body)
    return plan


@transaction.atomic
def confirm(*, by: Person, at: datetime, number: str, plan_version: int) -> Plan:
    """The client confirms the version that they read, on its first day at the latest.

    Refuses: stage-over, not-this-stage, not-allowed-…, plan-answered-other, plan-confirmed-late.
    """
    engagement, plan = _to_answer(by, number, plan_version, "plan.confirmed")
    if late := confirmation_problems(plan.starts_on, timezone.localdate(at)):
        raise Refused(late)
    plan.state, plan.answer, plan.answered_at, plan.answered_by = PlanState.CONFIRMED, CONFIRMED, at, by
    plan.save(update_fields=["state", "answer", "answered_at", "answered_by"])
    move_on(engagement, "plan.confirmed", at, due_on=plan.starts_on)
    told = {person.pk: person for person in [*officers_of(engagement), *_team(plan)]}
    for person in told.values():
        notices.tell(person, "plan-confirmed", at=at, values={"plan": plan.number}, engagement=engagement)
    body: dict[str, Value] = {"version": plan.version, "plan": plan.number}
    ledger.append(by=by, at=at, action="plan.confirmed", subject=engagement, body=body)
    return plan


@transaction.atomic
def request_changes(*, by: Person, at: datetime, number: str, plan_version: int, reason: str) -> Plan:
    """The client asks for other dates or persons; answers with the draft of the next version.

    Refuses: stage-over, not-this-stage, not-allowed-…, plan-answered-other, reason-missing.
    """
    engagement, plan = _to_answer(by, number, plan_version, "changes.requested")
    if not reason.strip():
        raise Refused([problem("reason", "reason-missing")])
    draft = _replaced(plan, by, at, CHANGES, reason.strip())
    move_on(engagement, "changes.requested", at)
    values = {"plan": plan.number, "reason": reason.strip()}
    for officer in officers_of(engagement):
        notices.tell(officer, "changes-requested", at=at, values=values, engagement=engagement)
    body: dict[str, Value] = {"version": plan.version, "plan": plan.number, "reason": reason.strip()}
    ledger.append(by=by, at=at, action="changes.requested", subject=engagement, body=body)
    return draft


@transaction.atomic
def withdraw(*, by: Person, at: datetime, number: str, reason: str) -> Plan:
    """The body takes its plan back; answers with the draft of the next version.

    Refuses: stage-over, not-this-stage, not-allowed-role, officer-tied, reason-missing.
    """
    engagement = lock_engagement(number)
    allowed(by, Act.WITHDRAW_PLAN, subject_of(engagement))
    expect_independent(by, engagement, at)
    move(Stage(engagement.stage), "plan.withdrawn")
    plan = _standing(engagement)
    if not reason.strip():
        raise Refused([problem("reason", "reason-missing")])
    draft = _replaced(plan, by, at, WITHDRAWN, reason.strip())
    move_on(engagement, "plan.withdrawn", at)
    values = {"plan": plan.number, "reason": reason.strip()}
    told = {person.pk: person for person in [*client_people(engagement), *_team(plan)]}
    for person in told.values():
        notices.tell(person, "plan-withdrawn", at=at, values=values, engagement=engagement)
    body: dict[str, Value] = {"version": plan.version, "plan": plan.number, "reason": reason.strip()}
    ledger.append(by=by, at=at, action="plan.withdrawn", subject=engagement, body=body)
    return draft


def content_digest(plan: Plan) -> str:
    """SHA-256 of all that was released, by which anybody can show that a plan is the one that was."""
    return hashlib.sha256(canonical(_content(plan)).encode()).hexdigest()


def _content(plan: Plan) -> dict[str, Value]:
    """Everything that the release locks, as plain values with exact texts."""
    members = PlanMember.objects.filter(plan=plan).order_by("person_id")
    return {
        "type": plan.type,
        "modes": plan.modes,
        "modes_reason": plan.modes_reason,
        "starts_on": plan.starts_on.isoformat() if plan.starts_on else None,
        "ends_on": plan.ends_on.isoformat() if plan.ends_on else None,
        "planned_days": None if plan.planned_days is None else format(plan.planned_days.normalize(), "f"),
        "person_days": plan.person_days,
        "days_approved_by": plan.days_approved_by_id,
        "days_approval": plan.days_approval,
        "sample": {key: plan.sample.get(key) for key in ("sample", "drawn_at", "drawn_by")},
        "agenda": plan.agenda,
        "places": [
            {"person": each.person_id, "role": each.role, "modes": list(each.modes)} for each in members
        ],
    }


def _lock_team(plan: Plan) -> None:
    """Hold everybody on the team until the transaction ends (SQLite: the transaction holds the only write lock)."""
    people = PlanMember.objects.filter(plan=plan).values("person_id")
    locked = Person.objects.select_for_update(of=("self",), no_key=True).filter(pk__in=people)
    list(locked.order_by("pk").values_list("pk", flat=True))


def _printed(plan: Plan, by: Person, at: datetime, on: date) -> Evidence:
    """The plan as the client gets it, kept among the engagement's files."""
    engagement = plan.engagement
    content = plan_pdf(paper_of(plan, settings.BODY_NAME, "zh"))
    digest = hashlib.sha256(content).hexdigest()
    evidence_store.put(digest, io.BytesIO(content))
    name = f"{planning.text('title', 'zh')} {plan.number}.pdf"
    made = Received(name, Kind.PDF, digest, len(content), "", on)
    return evidence.record(by=by, at=at, client=engagement.client, received=[made], engagement=engagement)[0]


def _to_answer(by: Person, number: str, plan_version: int, code: str) -> tuple[Engagement, Plan]:
    engagement = lock_engagement(number)
    allowed(by, Act.CONFIRM_PLAN, subject_of(engagement))
    move(Stage(engagement.stage), code)
    plan = _standing(engagement)
    if plan.version != plan_version:
        raise Refused([problem("plan", "plan-answered-other", version=plan.version)])
    return engagement, plan


def _standing(engagement: Engagement) -> Plan:
    plan = latest_plan(engagement)
    if plan is None or plan.state not in STANDING:
        raise Refused([problem("plan", "plan-none")])
    return plan


def _replaced(plan: Plan, by: Person, at: datetime, answer: str, text: str) -> Plan:
    """End a version and copy it into the draft of the next, which books nobody until it is released."""
    plan.state = PlanState.REPLACED
    columns: dict[str, Any] = {"state": PlanState.REPLACED, "answer": answer, "answer_text": text}
    columns |= {"answered_at": at, "answered_by": by}
    for name, value in columns.items():
        setattr(plan, name, value)
    plan.save(update_fields=list(columns))
    number = draft_number(plan.engagement, plan.version + 1)
    draft = Plan.objects.create(
        engagement=plan.engagement,
        version=plan.version + 1,
        number=number,
        type=plan.type,
        modes=plan.modes,
        modes_reason=plan.modes_reason,
        starts_on=plan.starts_on,
        ends_on=plan.ends_on,
        planned_days=plan.planned_days,
        person_days=plan.person_days,
        days_approved_by=plan.days_approved_by,
        days_approval=plan.days_approval,
        sample=plan.sample,
        agenda=plan.agenda,
        note=plan.note,
        made_at=at,
        made_by=plan.made_by,
    )
    PlanMember.objects.bulk_create(
        PlanMember(plan=draft, person_id=each.person_id, role=each.role, modes=each.modes)
        for each in PlanMember.objects.filter(plan=plan).order_by("pk")
    )
    return draft


def _team(plan: Plan) -> list[Person]:
    return list(Person.objects.filter(plan_memberships__plan=plan, is_active=True).order_by("pk"))
