# SPDX-License-Identifier: Apache-2.0
"""Where an engagement stands for the staff: whose turn it is, and what whoever looks may do now."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from zhuoping.core.authority import Actor, Party, Subject, may
from zhuoping.core.lifecycle import Stage, is_over, moves_from, turn
from zhuoping.core.wording.labels import Word, said
from zhuoping.records.agreement_values import parties_signed
from zhuoping.records.models import Agreement, Engagement
from zhuoping.web.shared.language import wording_language
from zhuoping.web.shared.navigation import address_of
from zhuoping.web.shared.words import begun, word

# For lists: the agreement in force of each row, in one query for all.
IN_FORCE = Prefetch(
    "agreements", Agreement.objects.filter(withdrawn_at=None).order_by("version"), to_attr="in_force"
)

# Where a move is made; what is not here is made in the portal.
_PAGES = {
    "review.saved": "desk-review",
    "application.accepted": "desk-review",
    "supplement.requested": "desk-review",
    "application.declined": "desk-review",
    "prior-certificate.looked-up": "desk-look-up",
    "agreement.issued": "desk-agreement",
    "agreement.signed": "desk-agreement",
    "plan.saved": "desk-plan",
    "plan.released": "desk-plan",
    "plan.withdrawn": "desk-plan",
    "interests.declared": "desk-interests",
    "fieldwork.opened": "desk-fieldwork",
    "fieldwork.recorded": "desk-fieldwork",
    "nonconformity.raised": "desk-fieldwork-nonconformities",
    "nonconformity.verified": "desk-fieldwork-nonconformities",
    "fieldwork.closed": "desk-fieldwork-closing",
    "scorecard.signed": "desk-fieldwork-scorecard",
    "fieldwork.reopened": "desk-fieldwork-reopen",
    "engagement.discontinued": "desk-discontinue",
}


@dataclass(frozen=True, slots=True)
class NextAct:
    """Something that the person may do now: `is_owed` where the engagement waits for it."""

    label: str
    address: str
    is_owed: bool
    is_end: bool


def waits_for(stage: Stage, agreements: Iterable[Agreement]) -> tuple[Party, ...]:
    """The sides that an engagement waits for; `agreements` are those not withdrawn, the latest last."""
    standing = list(agreements)
    signed = parties_signed(standing[-1]) if standing else None
    return tuple(each.party for each in turn(stage, signed))


def turn_words(parties: tuple[Party, ...], stage: Stage) -> str:
    """Whose turn it is, in words."""
    if not parties:
        return _("已结束") if is_over(stage) else _("等待现场审查")
    return said(tuple(Word(f"Party.{party}") for party in parties), wording_language())


def next_acts(
    actor: Actor, engagement: Engagement, subject: Subject, agreements: Iterable[Agreement]
) -> list[NextAct]:
    """What this person may do at this stage, owed acts first and the end of it all last; one button a page."""
    stage, standing = Stage(engagement.stage), list(agreements)
    is_ours = Party.BODY in waits_for(stage, standing)
    # Once an agreement is issued, it waits for signatures; another version is nobody's debt.
    paid = ("agreement.issued",) if standing else ("agreement.signed",)
    owed = {move.code for move in moves_from(stage) if move.owed and is_ours and move.code not in paid}
    found: dict[str, NextAct] = {}
    moves = [move for move in moves_from(stage) if move.code in _PAGES and may(actor, move.act, subject)]
    for move in sorted(moves, key=lambda each: each.code not in owed):
        address = address_of(_PAGES[move.code], engagement.number)
        if not address:
            continue
        is_end = move.code == "engagement.discontinued"
        # What is owed is called as on the list of what is to be done: its move is the good end of it only.
        label = said(
            Word(f"Work.{move.code}" if move.code in owed else f"Move.{move.code}"), wording_language()
        )
        found.setdefault(address, NextAct(begun(label), address, move.code in owed, is_end))
    return sorted(found.values(), key=lambda each: (each.is_end, not each.is_owed))


def stage_words(row: Engagement) -> str:
    """The stage of a row, for exports."""
    return word(Stage(row.stage))
