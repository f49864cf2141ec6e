# SPDX-License-Identifier: Apache-2.0
"""Plans as rows and as what core's rules read: frame of outlets, sample, agenda, team, person-days."""

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import date, time
from decimal import Decimal
from itertools import chain, count
from typing import Any, cast

from django.utils import timezone

from zhuoping.core.agenda import AgendaItem, ItemKind, Member
from zhuoping.core.application_review import Outcome
from zhuoping.core.case import TeamRole
from zhuoping.core.facts.rows.organisation import OutletKind
from zhuoping.core.outlets import ListedOutlet, OutletChanges, is_same, outlet_changes
from zhuoping.core.person_days import Approval, Reduction, shown
from zhuoping.core.plain import Plain
from zhuoping.core.plan import ClientPlan, PlanDraft, client_view
from zhuoping.core.plan_points import UnfinishedPlan, open_points
from zhuoping.core.problems import Problem
from zhuoping.core.sample_file import read_frame, read_sample
from zhuoping.core.sampling import CENTRAL, FrameOutlet, Sample
from zhuoping.core.scheme import CertificationType, Scheme
from zhuoping.records.look_ups import latest_look_up
from zhuoping.records.models import (
    ApplicationReview,
    Client,
    Engagement,
    FactRow,
    Plan,
    PlanMember,
    PlanState,
)
from zhuoping.records.people_values import candidates
from zhuoping.records.values import scheme_of

STANDING = (PlanState.RELEASED, PlanState.CONFIRMED)


# -- outlets


def current_frame(client: Client, on: date) -> tuple[FrameOutlet, ...]:
    """The outlets that a client runs on a day, with the keys that earlier frames gave them.

    By name and region an outlet keeps its key. A new one gets a key from its row, whose number is never used again; one
    that is renamed still has that row. A row that holds another outlet by now (core/outlets) gets a new key.
    """
    known, visited, before = _earlier(client)
    rows = FactRow.objects.filter(sheet__client=client, sheet__key="outlets").order_by("position")
    open_rows = [
        (pk, values) for pk, values in rows.values_list("pk", "values") if not _is_closed(values, on)
    ]
    named = {known.get(_name(values), "") for _, values in open_rows}
    frame: list[FrameOutlet] = []
    used: set[str] = set()
    for pk, values in open_rows:
        key = known.get(_name(values), "")
        if not key or key in used:
            key = _new_key(pk, outlet_at(pk, values), before, used | named)
        used.add(key)
        kind = OutletKind(values["kind"])
        # Technicians are the people whom the sheet counts.
        frame.append(FrameOutlet(key, *_name(values), kind, values.get("technicians"), visited.get(key)))
    return tuple(frame)


def outlets_since_acceptance(engagement: Engagement) -> OutletChanges:
    """What became of the outlets that were accepted with the application: which are gone, which are renamed."""
    reviews = ApplicationReview.objects.filter(engagement=engagement, outcome=Outcome.ACCEPT)
    review = reviews.select_related("submission").order_by("pk").last()
    if review is None:
        return OutletChanges()
    content = json.loads(review.submission.content)
    stated = content["application"]["facts"]["outlets"]
    # Submissions of before rows were kept have none.
    kept = content.get("rows", {}).get("outlets") or [None] * len(stated)
    accepted = [outlet_at(row, values) for row, values in zip(kept, stated, strict=True)]
    return outlet_changes(
        accepted, timezone.localdate(review.reviewed_at), listed_outlets(engagement.client_id)
    )


def listed_outlets(client: int) -> list[ListedOutlet]:
    """The outlets on a client's list, closed ones too, with the numbers of their rows."""
    rows = FactRow.objects.filter(sheet__client=client, sheet__key="outlets").order_by("position")
    return [outlet_at(pk, values) for pk, values in rows.values_list("pk", "values")]


def _is_closed(outlet: Mapping[str, Any], on: date) -> bool:
    closed_on = _closed_on(outlet)
    return closed_on is not None and closed_on <= on


def _closed_on(outlet: Mapping[str, Any]) -> date | None:
    closed: str = outlet.get("closed_on") or ""
    return date.fromisoformat(closed) if closed else None


def _name(outlet: Mapping[str, Any]) -> tuple[str, str]:
    return outlet["name"], outlet.get("region") or ""


def outlet_at(row: int | None, values: Mapping[str, Any]) -> ListedOutlet:
    """An outlet from the plain values of a row, or of a submission."""
    return ListedOutlet(*_name(values), values.get("address") or "", _closed_on(values), row)


def _new_key(
    row: int, outlet: ListedOutlet, before: Mapping[str, FrameOutlet], taken: Collection[str]
) -> str:
    """A key from the number of a row; a further one where that is, or was, another outlet's."""
    key = f"wd-{row:04}"
    further = (f"{key}-{number}" for number in count(2))
    return next(
        each
        for each in chain([key], further)
        if each not in taken and (each not in before or is_same(_framed(before[each]), outlet))
    )


def _framed(outlet: FrameOutlet) -> ListedOutlet:
    return ListedOutlet(outlet.name, outlet.region)


def _earlier(
    client: Client,
) -> tuple[dict[tuple[str, str], str], dict[str, date], dict[str, FrameOutlet]]:
    """Of all plans of a client: keys by name and region, when a confirmed plan last went there, outlets by key."""
    known: dict[tuple[str, str], str] = {}
    visited: dict[str, date] = {}
    before: dict[str, FrameOutlet] = {}
    rows = Plan.objects.filter(engagement__client=client).exclude(sample={}).order_by("pk")
    for plan in rows.only("sample", "agenda", "state"):
        for outlet in frame_of(plan):
            known[outlet.name, outlet.region] = outlet.key
            before[outlet.key] = outlet
        if plan.state == PlanState.CONFIRMED:
            for item in agenda_of(plan):
                if item.place and item.place != CENTRAL and item.kind is ItemKind.WORK:
                    visited[item.place] = max(item.day, visited.get(item.place, date.min))
    return known, visited, before


def frame_plain(frame: Iterable[FrameOutlet]) -> list[dict[str, Plain]]:
    """A frame for the database; empty fields are left out."""
    return [
        {
            key: value
            for key, value in (
                ("key", outlet.key),
                ("name", outlet.name),
                ("region", outlet.region),
                ("kind", outlet.kind.value if outlet.kind else None),
                ("headcount", outlet.headcount),
                ("visited_on", outlet.visited_on.isoformat() if outlet.visited_on else None),
            )
            if value not in (None, "")
        }
        for outlet in frame
    ]


def frame_of(plan: Plan) -> tuple[FrameOutlet, ...]:
    """What a plan's sample was drawn from."""
    return read_frame({"outlets": plan.sample.get("frame", [])})


def sample_of(plan: Plan) -> Sample | None:
    """A plan's sample; None before it is drawn."""
    stored = plan.sample.get("sample")
    return read_sample(stored).sample if stored else None


def place_names(plan: Plan) -> dict[str, str]:
    """The names of outlets by key: as they were drawn, or as they were at the release where they are renamed."""
    drawn: dict[str, str] = {each["key"]: each["name"] for each in plan.sample.get("frame", [])}
    return {**drawn, **plan.sample.get("names", {})}


def names_now(plan: Plan, on: date) -> dict[str, str]:
    """The names on a day of the outlets of a plan's frame that have another one since the draw, by key."""
    drawn = {outlet.key: outlet.name for outlet in frame_of(plan)}
    now = {outlet.key: outlet.name for outlet in current_frame(plan.engagement.client, on)}
    return {key: now[key] for key, name in drawn.items() if now.get(key, name) != name}


# -- agenda


def item_plain(item: AgendaItem) -> dict[str, Any]:
    """An item of an agenda for the database."""
    return {
        "kind": item.kind.value,
        "day": item.day.isoformat(),
        "start": item.start.strftime("%H:%M"),
        "end": item.end.strftime("%H:%M"),
        "persons": list(item.persons),
        "place": item.place,
        "modes": list(item.modes),
        "refs": list(item.refs),
        "topic": item.topic,
        "remote": item.remote,
    }


def item_of(stored: Mapping[str, Any]) -> AgendaItem:
    """An item of an agenda from the database."""
    return AgendaItem(
        kind=ItemKind(stored["kind"]),
        day=date.fromisoformat(stored["day"]),
        start=time.fromisoformat(stored["start"]),
        end=time.fromisoformat(stored["end"]),
        persons=tuple(stored["persons"]),
        place=stored["place"],
        modes=tuple(stored["modes"]),
        refs=tuple(stored["refs"]),
        topic=stored["topic"],
        remote=stored["remote"],
    )


def agenda_of(plan: Plan) -> tuple[AgendaItem, ...]:
    """The agenda in the order of time."""
    return tuple(item_of(each) for each in plan.agenda)


# -- the whole


def members_of(plan: Plan) -> tuple[Member, ...]:
    """The team, leader first; people by id."""
    rows = PlanMember.objects.filter(plan=plan).select_related("person").order_by("pk")
    found = [Member(row.person_id, str(row.person), TeamRole(row.role), tuple(row.modes)) for row in rows]
    order = list(TeamRole)
    return tuple(sorted(found, key=lambda each: order.index(each.role)))


def plan_of(plan: Plan, listed: Iterable[FrameOutlet] = ()) -> UnfinishedPlan:
    """A plan as it stands; `listed` are the outlets that the client has now."""
    engagement = plan.engagement
    stored = plan.person_days
    approval = None
    if plan.days_approved_by is not None:
        approval = Approval(str(plan.days_approved_by), plan.days_approval)
    return UnfinishedPlan(
        engagement=engagement.pk,
        uscc=engagement.client.uscc,
        type=CertificationType(plan.type),
        design_responsibility=engagement.application.design_responsibility is True,
        modes=plan.modes,
        modes_reason=plan.modes_reason,
        starts_on=plan.starts_on,
        ends_on=plan.ends_on,
        members=members_of(plan),
        agenda=agenda_of(plan),
        sample=sample_of(plan),
        frame=frame_of(plan),
        listed=tuple(outlet.key for outlet in listed),
        families=stored.get("families", 1),
        by_headcount={key: Decimal(days) for key, days in stored.get("by_headcount", {}).items()},
        reductions=reductions_of(plan),
        # As people write it: the column adds zeros.
        planned_days=None if plan.planned_days is None else Decimal(shown(plan.planned_days)),
        approval=approval,
    )


def reductions_of(plan: Plan) -> tuple[Reduction, ...]:
    """The reductions of person-days with their reasons."""
    stored = plan.person_days.get("reductions", [])
    return tuple(Reduction(Decimal(each["share"]), each["reason"]) for each in stored)


def draft_of(plan: Plan) -> PlanDraft:
    """A released plan as the rules read it. Raises ValueError for a plan without dates, which is none."""
    if plan.starts_on is None or plan.ends_on is None or plan.planned_days is None:
        raise ValueError(plan.number)
    return PlanDraft(
        type=CertificationType(plan.type),
        modes=plan.modes,
        starts_on=plan.starts_on,
        ends_on=plan.ends_on,
        members=members_of(plan),
        agenda=agenda_of(plan),
        sample=sample_of(plan),
        person_days=plan.planned_days,
        modes_reason=plan.modes_reason,
    )


def client_plan(plan: Plan, scheme: Scheme) -> ClientPlan:
    """What the client sees of a released plan."""
    return client_view(scheme, draft_of(plan))


def draft_to_check(plan: Plan, on: date) -> UnfinishedPlan:
    """A draft with all that its release is held against: outlets as they are, the prior certificate as looked up."""
    engagement = plan.engagement
    value = plan_of(plan, current_frame(engagement.client, on))
    return replace(value, outlets=outlets_since_acceptance(engagement), look_up=latest_look_up(engagement))


def points_of(plan: Plan, on: date, value: UnfinishedPlan | None = None) -> tuple[Problem, ...]:
    """What keeps a plan from being released on a day; `value` where `draft_to_check` was asked already."""
    value = value or draft_to_check(plan, on)
    people = candidates(plan.engagement, among=[each.person for each in value.members])
    return open_points(scheme_of(plan.engagement.edition), value, people, on)


def latest_plan(engagement: Engagement) -> Plan | None:
    """The newest version of the plan; None before there is any."""
    found = Plan.objects.filter(engagement=engagement).select_related("days_approved_by", "document")
    plan = found.order_by("-version").first()
    if plan is not None:
        # The engagement at hand has what the rules ask for.
        plan.engagement = engagement
    return plan


def standing_plan(engagement: Engagement) -> Plan | None:
    """The version that is released or confirmed; None while there is none."""
    plan = latest_plan(engagement)
    return plan if plan is not None and cast(PlanState, plan.state) in STANDING else None
