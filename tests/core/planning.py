# SPDX-License-Identifier: Apache-2.0
"""A sound plan of two days, two sampled outlets and three people, to be spoiled one thing at a time."""

from dataclasses import replace
from datetime import date, time
from decimal import Decimal
from typing import Any

from tests.core.samples import frame_of, sample_of, with_values
from tests.make import edition
from zhuoping.core.agenda import AgendaItem, Frame, ItemKind, Member
from zhuoping.core.case import TeamRole
from zhuoping.core.person_days import OutletDays, person_days
from zhuoping.core.plan import PlanContext, PlanDraft
from zhuoping.core.scheme import CertificationType

SCHEME = with_values(edition("2025"), person_days__base=Decimal(2))
LEADER, AUDITOR, EXPERT = 1, 2, 3
MEMBERS = {
    LEADER: Member(LEADER, "林审查", TeamRole.LEADER, ("H", "I")),
    AUDITOR: Member(AUDITOR, "周审查", TeamRole.AUDITOR, ("B", "E", "I")),
    EXPERT: Member(EXPERT, "马专家", TeamRole.TECHNICAL_EXPERT, ("I",)),
}
RELEASED, FIRST, LAST = date(2026, 11, 24), date(2026, 12, 7), date(2026, 12, 8)


def item(
    kind: ItemKind,
    hours: str,
    persons: tuple[int, ...],
    place: str = "",
    modes: tuple[str, ...] = (),
    *,
    day: date = FIRST,
) -> AgendaItem:
    start, end = map(time.fromisoformat, hours.split("-"))
    return AgendaItem(kind, day, start, end, persons, place, modes)


AGENDA = (
    item(ItemKind.OPENING, "09:00-09:30", (LEADER, AUDITOR), "central"),
    item(ItemKind.WORK, "09:30-12:00", (LEADER,), "central", ("H", "I")),
    item(ItemKind.WORK, "09:30-17:30", (AUDITOR, EXPERT), "wd-0000", ("I",)),
    item(ItemKind.WORK, "08:30-16:00", (AUDITOR,), "wd-0001", ("I",), day=LAST),
    item(ItemKind.CLOSING, "16:00-17:00", (LEADER, AUDITOR), "central", day=LAST),
    item(ItemKind.WORK, "09:00-17:00", (AUDITOR,), modes=("E",), day=date(2026, 12, 1)),
)
# 30 + 30, 150, 480, 450, 60 + 60 and 480 minutes are 3 person-days of 8 hours and 5 hours more.


def items_but(index: int, **changes: Any) -> tuple[AgendaItem, ...]:
    """The sound agenda with one item changed."""
    return (*AGENDA[:index], replace(AGENDA[index], **changes), *AGENDA[index + 1 :])


def frame(**changes: Any) -> Frame:
    """What the sound agenda fits into, with changes."""
    places = ("central", "wd-0000", "wd-0001")
    return replace(Frame(SCHEME, FIRST, LAST, RELEASED, MEMBERS, places, ("E", "H", "I")), **changes)


def draft(**changes: Any) -> PlanDraft:
    """The sound plan, with changes."""
    plan = PlanDraft(
        CertificationType.INITIAL,
        "E+H+I",
        FIRST,
        LAST,
        (MEMBERS[LEADER], MEMBERS[EXPERT], replace(MEMBERS[AUDITOR], modes=("E", "I"))),
        AGENDA,
        sample_of(frame_of(2)),
        Decimal(3),
    )
    return replace(plan, **changes)


def context(**changes: Any) -> PlanContext:
    """Released today, with design responsibility; two outlets and a base of two make three person-days."""
    computed = person_days(SCHEME, [OutletDays("wd-0000"), OutletDays("wd-0001")])
    return replace(PlanContext(RELEASED, design_responsibility=True, person_days=computed), **changes)
