# SPDX-License-Identifier: Apache-2.0
"""The agenda of a draft: proposed from sample, modes and team, then changed item by item (A7 to A11)."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from zhuoping.actions.planning.draft import keep, locked_draft
from zhuoping.core.agenda import AgendaItem, Frame, check_agenda
from zhuoping.core.agenda_proposals import propose_agenda as proposal
from zhuoping.core.ledger.canonical import Value
from zhuoping.core.plan import places
from zhuoping.core.plan_points import UnfinishedPlan
from zhuoping.core.planning_rules import person_day_rules
from zhuoping.core.problems import Refused, problem
from zhuoping.core.scheme import Scheme
from zhuoping.records.models import Person, Plan
from zhuoping.records.plan_values import agenda_of, item_plain, plan_of
from zhuoping.records.values import scheme_of

LIMIT = 1000

# Faults of one item by itself. What only the whole agenda can lack is on the list of what is missing: items are
# changed one after the other, so in between two may overlap.
_OF_AN_ITEM = frozenset(
    {
        "agenda-time-order",
        "agenda-day-outside",
        "agenda-nobody",
        "agenda-person-not-on-team",
        "agenda-place-unknown",
        "agenda-place-required",
        "agenda-mode-required",
        "agenda-mode-not-planned",
        "agenda-mode-nobody",
        "agenda-covert-mixed",
        "agenda-ref-unknown",
    }
)


@transaction.atomic
def propose_agenda(*, by: Person, at: datetime, on: date, number: str, version: int) -> Plan:
    """Put a proposed agenda in the place of the one that is there.

    Refuses: stage-over, not-this-stage, not-allowed-role, Changed, agenda-nobody-to-propose, parameter-not-set.
    """
    plan = locked_draft(by, at, number, version, {})
    scheme = scheme_of(plan.engagement.edition)
    frame = _frame(plan_of(plan), scheme, on)
    hours = person_day_rules(scheme, families=1, reduced=False).hours_per_day
    items = () if frame is None else proposal(frame, hours)
    if not items:
        raise Refused([problem("agenda", "agenda-nobody-to-propose")])
    return _kept(plan, by, at, items, {"proposed": len(items)})


@transaction.atomic
def save_item(
    *, by: Person, at: datetime, on: date, number: str, version: int, index: int | None, item: AgendaItem
) -> Plan:
    """Add an item, or change the one at `index` of the agenda as it stands.

    Refuses: stage-over, not-this-stage, not-allowed-role, Changed, plan-dates-missing, agenda-item-gone, agenda-full,
    and what `check_agenda` finds of an item by itself.
    """
    plan = locked_draft(by, at, number, version, {"item": _body(item)})
    frame = _frame(plan_of(plan), scheme_of(plan.engagement.edition), on)
    if frame is None:
        raise Refused([problem("day", "plan-dates-missing")])
    faults = [each for each in check_agenda([item], frame) if each.code in _OF_AN_ITEM]
    if faults:
        raise Refused(faults)
    items = list(agenda_of(plan))
    if index is None:
        items.append(item)
    elif 0 <= index < len(items):
        items[index] = item
    else:
        raise Refused([problem("agenda", "agenda-item-gone")])
    if len(items) > LIMIT:
        raise Refused([problem("agenda", "agenda-full", limit=LIMIT)])
    return _kept(plan, by, at, items, {"item": _body(item), "index": index})


@transaction.atomic
def remove_item(*, by: Person, at: datetime, number: str, version: int, index: int) -> Plan:
    """Take an item off the agenda. Refuses: stage-over, …, Changed, agenda-item-gone."""
    plan = locked_draft(by, at, number, version, {})
    items = list(agenda_of(plan))
    if not 0 <= index < len(items):
        raise Refused([problem("agenda", "agenda-item-gone")])
    removed = items.pop(index)
    return _kept(plan, by, at, items, {"removed_item": _body(removed)})


def _frame(plan: UnfinishedPlan, scheme: Scheme, on: date) -> Frame | None:
    """What the agenda has to fit into; None while there are no dates."""
    if plan.starts_on is None or plan.ends_on is None:
        return None
    members = {each.person: each for each in plan.members}
    return Frame(scheme, plan.starts_on, plan.ends_on, on, members, places(plan.sample), plan.letters(scheme))


def _kept(plan: Plan, by: Person, at: datetime, items: Sequence[AgendaItem], body: dict[str, Value]) -> Plan:
    ordered = sorted(items, key=lambda each: (each.day, each.start, each.persons))
    plan.agenda = [item_plain(each) for each in ordered]
    return keep(plan, by, at, ["agenda"], {**body, "items": len(ordered)})


def _body(item: AgendaItem) -> dict[str, Value]:
    return dict(item_plain(item))
