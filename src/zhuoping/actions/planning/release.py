# SPDX-License-Identifier: Apache-2.0
"""A plan goes to the client, who confirms it or asks for another; the body may take it back (17065 7.4.1).

A released plan is never written again but for its answer: whatever is to change goes into a new version.
"""

import hashlib
import io
import json
from dataclasses import asdict
from datetime import date, datetime
from typing import Any, NamedTuple, cast

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.utils import timezone

from zhuoping.actions import evidence, ledger, notices
from zhuoping.actions.acting import allowed, allowed_on, lock_engagement, subject_of
from zhuoping.actions.application import officers_of
from zhuoping.actions.application_review import client_people
from zhuoping.actions.errors import Changed, expect_version
from zhuoping.actions.evidence import Handed, Received
from zhuoping.actions.numbers import next_number, own_prefix
from zhuoping.actions.planning.draft import draft_number
from zhuoping.actions.stages import move_on
from zhuoping.core.authority import Act
from zhuoping.core.ledger.canonical import Value, canonical
from zhuoping.core.lifecycle import Stage, move
from zhuoping.core.numbering import NumberKind
from zhuoping.core.plan import confirmation_problems
from zhuoping.core.plan_paper import PlanPaper
from zhuoping.core.problems import Refused, problem
from zhuoping.core.wording import planning
from zhuoping.outputs.plan import plan_pdf
from zhuoping.records.models import Engagement, Person, Plan, PlanMember, PlanState
from zhuoping.records.plan_paper import paper_of
from zhuoping.records.plan_values import STANDING, latest_plan, names_now, points_of

CONFIRMED, CHANGES, WITHDRAWN = "confirmed", "changes", "withdrawn"


class Prepared(NamedTuple):
    """A plan as it is to be released: its number, what it says, and the document, which nothing refers to yet."""

    number: str
    paper: PlanPaper
    document: Received


def release(*, by: Person, at: datetime, on: date, number: str, version: int) -> Plan:
    """Release the draft: numbered, printed, locked, and sent to the client. `on` is the day where the body is.

    The people on the team are locked first, in one order, so that of two plans with the same person on the same day
    one is released and the other refused. Refuses: stage-over, not-this-stage, not-allowed-role, officer-tied,
    plan-none, Changed, and everything that `open_points` finds.
    """
    prepared = prepare_release(by=by, at=at, on=on, number=number, version=version)
    return release_prepared(by=by, at=at, on=on, number=number, version=version, prepared=prepared)


def prepare_release(*, by: Person, at: datetime, on: date, number: str, version: int) -> Prepared:
    """The first half of `release`: the plan is typeset while nothing is locked. Not within a transaction.

    Its number is taken before; one whose second half is refused stays unused.
    """
    plan_number, paper = _to_print(by=by, at=at, on=on, number=number, version=version)
    name = f"{planning.text('title', 'zh')} {plan_number}.pdf"
    document = evidence.receive(Handed(io.BytesIO(plan_pdf(paper)), name, on), at=at, path="document")
    return Prepared(plan_number, paper, document)


@transaction.atomic
def release_prepared(
    *, by: Person, at: datetime, on: date, number: str, version: int, prepared: Prepared
) -> Plan:
    """The second half of `release`: everything is asked anew, and what was typeset is what is released.

    Refuses: as `release`; Changed with both, where the document would say something else by now.
    """
    engagement, plan = _releasable(by, at, on, number, version)
    _expect_printed(plan, _paper(plan, prepared.number, by, at), prepared.paper)
    (plan.document,) = evidence.record(
        by=by, at=at, client=engagement.client, received=[prepared.document], engagement=engagement
    )
    columns = ["number", "state", "released_at", "released_by", "document", "sample"]
    plan.save(update_fields=columns)
    move_on(engagement, "plan.released", at, at_latest=plan.starts_on)
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
    allowed_on(engagement, by, Act.WITHDRAW_PLAN, at)
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
        "sample": {key: plan.sample.get(key) for key in ("sample", "drawn_at", "drawn_by", "names")},
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


@transaction.atomic
def _to_print(*, by: Person, at: datetime, on: date, number: str, version: int) -> tuple[str, PlanPaper]:
    """The number that a draft gets, and what it says under it, when it may be released."""
    _, plan = _releasable(by, at, on, number, version)
    plan_number = next_number(NumberKind.PLAN, at, own_prefix())
    return plan_number, _paper(plan, plan_number, by, at)


def _releasable(by: Person, at: datetime, on: date, number: str, version: int) -> tuple[Engagement, Plan]:
    """The draft that the person saw, with its engagement and its team locked, when nothing keeps it back."""
    engagement = lock_engagement(number)
    allowed_on(engagement, by, Act.RELEASE_PLAN, at)
    move(Stage(engagement.stage), "plan.released")
    plan = latest_plan(engagement)
    if plan is None or plan.state != PlanState.DRAFT:
        raise Refused([problem("plan", "plan-none")])
    expect_version("plan", version, plan.edit, {}, {})
    _lock_team(plan)
    if points := points_of(plan, on):
        raise Refused(points)
    plan.sample = {**plan.sample, "names": names_now(plan, on)}
    return engagement, plan


def _paper(plan: Plan, number: str, by: Person, at: datetime) -> PlanPaper:
    """The plan as the client gets it, once it is released."""
    plan.number = number
    plan.state, plan.released_at, plan.released_by = PlanState.RELEASED, at, by
    return paper_of(plan, settings.BODY_NAME, "zh")


def _expect_printed(plan: Plan, current: PlanPaper, printed: PlanPaper) -> None:
    """That a document says what would be printed now: the client may have a new name or address, or an outlet may."""
    stands, given = _plain(current), _plain(printed)
    names = [name for name in stands if stands[name] != given[name]]
    if names:
        raise Changed(
            "plan",
            plan.edit,
            {name: stands[name] for name in names},
            {name: given[name] for name in names},
        )


def _plain(paper: PlanPaper) -> dict[str, object]:
    return cast("dict[str, object]", json.loads(json.dumps(asdict(paper), cls=DjangoJSONEncoder)))


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
