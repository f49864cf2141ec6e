# SPDX-License-Identifier: Apache-2.0
"""What a person has to do now: moves that engagements wait for, interests to be declared, nonconformities."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, F, OuterRef, Q

from zhuoping.core.authority import Act, Actor, Party, Role, ever_may
from zhuoping.core.deadlines import is_past
from zhuoping.core.lifecycle import MOVES, OVER, Stage, is_over, moves_from, turn
from zhuoping.core.wording.labels import Word
from zhuoping.records.agreement_values import agreement_in_force, parties_signed
from zhuoping.records.models import Agreement, Engagement, InterestDeclaration, Plan, PlanMember, PlanState
from zhuoping.records.nonconformity_values import item_of, party_of, waiting_for

# A page, or a mail, that is longer than this is no list of what to do next.
MOST = 200


@dataclass(frozen=True, slots=True)
class OpenAct:
    """One thing that somebody has to do: the move, and until when it should be done."""

    engagement: Engagement
    move: str
    due_on: date | None
    overdue: bool

    @property
    def word(self) -> Word:
        """What a work list asks for."""
        return Word(f"Work.{self.move}")

    @property
    def in_order(self) -> tuple[bool, date, int]:
        """What is overdue longest comes first, then what is due soonest; last what has no date, the oldest first."""
        return (self.due_on is None, self.due_on or date.max, self.engagement.pk)


@dataclass(frozen=True, slots=True)
class WorkList:
    """The open acts, most urgent first; `more` when there are others that are not shown."""

    acts: tuple[OpenAct, ...]
    more: bool = False

    @property
    def overdue(self) -> int:
        """How many are overdue."""
        return sum(act.overdue for act in self.acts)


def work_list(actor: Actor, on: date) -> WorkList:
    """What this person has to do on a day, in a constant number of queries."""
    acts = [*_owed(actor, on), *_interests(actor, on), *_nonconformities(actor, on)]
    acts.sort(key=lambda act: act.in_order)
    return WorkList(tuple(acts[:MOST]), more=len(acts) > MOST)


def signed_of(engagement: Engagement) -> frozenset[Party] | None:
    """The sides that have signed the agreement in force; None when none was issued."""
    agreement = agreement_in_force(engagement)
    return None if agreement is None else parties_signed(agreement)


def _owed(actor: Actor, on: date) -> list[OpenAct]:
    """The moves that engagements owe and that one of the actor's roles makes; one line an engagement."""
    stages = _stages_of(actor.roles)
    if not stages:
        return []
    waiting = (
        Engagement.objects.visible_to(actor)
        .filter(stage__in=stages)
        .exclude(_waits_for_the_other_side(actor))
        .select_related("client")
        .order_by(F("due_on").asc(nulls_last=True), "pk")[: MOST + 1]
    )
    rows = list(waiting)
    at_agreement = [row.pk for row in rows if row.stage == Stage.ACCEPTED]
    agreements = {
        each.engagement_id: parties_signed(each)
        for each in Agreement.objects.filter(engagement__in=at_agreement, withdrawn_at=None)
    }
    moves = ((row, _owed_move(row, agreements.get(row.pk), actor)) for row in rows)
    return [_act(row, move, row.due_on, on) for row, move in moves if move]


def _waits_for_the_other_side(actor: Actor) -> Q:
    """Agreements that this person's side has signed, or cannot sign yet: asked of the database, as lists are cut."""
    in_force = Agreement.objects.filter(engagement=OuterRef("pk"), withdrawn_at=None)
    if Role.CLIENT_USER in actor.roles:
        to_sign = in_force.filter(client_signed_at=None)
        return Q(~Exists(to_sign), stage=Stage.ACCEPTED)
    return Q(Exists(in_force.exclude(body_signed_at=None)), stage=Stage.ACCEPTED)


def _owed_move(engagement: Engagement, signed: frozenset[Party] | None, actor: Actor) -> str:
    """The move that the actor owes an engagement; empty where it waits for others."""
    stage = Stage(engagement.stage)
    mine = {role for each in turn(stage, signed) for role in each.roles} & actor.roles
    if not mine:
        return ""
    if stage is Stage.ACCEPTED:
        return "agreement.issued" if signed is None else "agreement.signed"
    return next(move.code for move in moves_from(stage) if move.owed and mine.intersection(move.roles))


def _stages_of(roles: frozenset[Role]) -> list[Stage]:
    """The stages at which one of these roles has something to do."""
    owed = [move for move in MOVES if move.owed and roles.intersection(move.roles)]
    return [stage for stage in Stage if not is_over(stage) and any(stage in move.stages for move in owed)]


def _interests(actor: Actor, on: date) -> list[OpenAct]:
    """Plans with the actor on the team, for whose engagement they have declared nothing yet (17065 4.2)."""
    if not ever_may(actor, Act.DECLARE_INTERESTS):
        return []
    declared = InterestDeclaration.objects.filter(engagement=OuterRef("plan__engagement"), person=actor.id)
    places = (
        PlanMember.objects.filter(person=actor.id, plan__state__in=(PlanState.DRAFT, PlanState.RELEASED))
        .filter(plan__engagement__stage__in=_stages_with("interests.declared"))
        .exclude(Exists(declared))
        .select_related("plan__engagement__client")
        .order_by(F("plan__starts_on").asc(nulls_last=True), "pk")[: MOST + 1]
    )
    found: dict[int, OpenAct] = {}
    for place in places:
        engagement = place.plan.engagement
        due = engagement.due_on if place.plan.starts_on is None else place.plan.starts_on
        found.setdefault(engagement.pk, _act(engagement, "interests.declared", due, on))
    return list(found.values())


def _nonconformities(actor: Actor, on: date) -> list[OpenAct]:
    """Nonconformities that the client answers, or the team verifies; one line an engagement, with its nearest day."""
    move = {Party.CLIENT: "nonconformity.answered", Party.BODY: "nonconformity.verified"}[party_of(actor)]
    found: dict[int, OpenAct] = {}
    for row in waiting_for(actor).order_by("pk")[:MOST]:
        act = _act(row.engagement, move, item_of(row).due_on, on)
        known = found.setdefault(row.engagement_id, act)
        if act.in_order < known.in_order:
            found[row.engagement_id] = act
    return list(found.values())


def plans_of(actor: Actor, since: date) -> list[Plan]:
    """The released plans that the actor goes out for, or that their own enterprise expects, from a day on.

    Those of engagements that are over, or that the actor may see no longer, are not among them.
    """
    standing = (
        Plan.objects.filter(state__in=(PlanState.RELEASED, PlanState.CONFIRMED), ends_on__gte=since)
        .filter(engagement__in=Engagement.objects.visible_to(actor))
        .exclude(engagement__stage__in=OVER)
        .select_related("engagement__client", "engagement__edition")
    )
    if Role.CLIENT_USER in actor.roles:
        mine = standing.filter(engagement__client__in=actor.clients)
    else:
        mine = standing.filter(members__person=actor.id)
    return list(mine.order_by("starts_on", "pk").prefetch_related("members__person")[:MOST])


def _stages_with(code: str) -> tuple[Stage, ...]:
    return next(move.stages for move in MOVES if move.code == code)


def _act(engagement: Engagement, move: str, due_on: date | None, on: date) -> OpenAct:
    return OpenAct(engagement, move, due_on, overdue=is_past(due_on, on))
