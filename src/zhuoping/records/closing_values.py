# SPDX-License-Identifier: Apache-2.0
"""Closing fieldwork as values: all gaps in a constant number of queries, and the state that is frozen, half by half."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import cast

from django.utils import timezone

from zhuoping.core.authority import Party
from zhuoping.core.fieldwork.closing import closing_gaps, finding_gaps
from zhuoping.core.fieldwork.findings import FieldFinding, Way
from zhuoping.core.fieldwork.frozen import award_value, digest_of
from zhuoping.core.fieldwork.gaps import Gap
from zhuoping.core.fieldwork.people import FieldMember
from zhuoping.core.fieldwork.signing import Signature
from zhuoping.core.fieldwork.ties import SubjectKind
from zhuoping.core.ledger.canonical import Value, canonical
from zhuoping.core.mode_conclusions import ModeStanding, client_conclusions
from zhuoping.core.nonconformities import NonconformityState
from zhuoping.core.scheme import Scheme
from zhuoping.records.capability_values import gaps_of_capability
from zhuoping.records.design_values import gaps_of_modes, mode_standings
from zhuoping.records.double_scoring_values import gaps_of_double_scoring
from zhuoping.records.field_sample_values import gaps_of_samples
from zhuoping.records.fieldwork_values import Standing, is_double_scored, standing
from zhuoping.records.footprint_values import gaps_of_footprint
from zhuoping.records.meeting_values import gaps_of_meetings
from zhuoping.records.models import (
    Engagement,
    FieldRecord,
    FrozenScorecard,
    Nonconformity,
    Plan,
    ScorecardSignature,
    SpecialItem,
    Tie,
)
from zhuoping.records.nonconformity_values import gaps_of as gaps_of_nonconformities
from zhuoping.records.plan_values import client_plan
from zhuoping.records.sheet_values import gaps_of_sheets
from zhuoping.records.special_values import gaps_of_special_items, special_rows
from zhuoping.records.values import scheme_of
from zhuoping.records.verification_values import gaps_of_facts

# What a finding says to the client; the rest is the body's own until the report.
_INTERNAL_TEXTS = ("notes", "strengths", "improvement")


def gaps_of(engagement: Engagement, at: datetime, found: Standing | None = None) -> tuple[Gap, ...]:
    """All that is missing at `at` before fieldwork may close, what keeps it open first; `found` where it was read."""
    now = found or standing(engagement)
    card = now.scorecard
    scored = [ref for ref, line in card.indicators.items() if line.awarded is not None]
    return closing_gaps(
        finding_gaps(card.indicators, now.findings, scored, now.waiting),
        gaps_of_samples(engagement),
        gaps_of_double_scoring(engagement),
        gaps_of_special_items(engagement),
        gaps_of_meetings(engagement, at),
        gaps_of_nonconformities(engagement),
        gaps_of_modes(engagement),
        gaps_of_sheets(engagement),
        gaps_of_footprint(engagement),
        gaps_of_capability(engagement),
        gaps_of_facts(engagement),
    )


def frozen_scorecards(engagement: Engagement) -> list[FrozenScorecard]:
    """All rounds, the latest first, each with its signatures; two queries."""
    rows = FrozenScorecard.objects.filter(engagement=engagement).order_by("-round")
    return list(
        rows.select_related("closed_by", "reopened_by", "summary").prefetch_related(
            "signatures__person", "signatures__image"
        )
    )


def signatures_of(scorecard: FrozenScorecard) -> tuple[Signature, ...]:
    """Who has signed it, the oldest first."""
    rows = ScorecardSignature.objects.filter(scorecard=scorecard).order_by("pk")
    return tuple(
        Signature(Party(row.party), row.person_id, row.name, row.function, row.remarks) for row in rows
    )


def shown_state(
    engagement: Engagement, plan: Plan, found: Standing, card: Mapping[str, object], at: datetime
) -> dict[str, Value]:
    """What the client gets of the state that is closed at `at`; `card` is the scorecard as plain JSON.

    Nothing covert, no notes, and of evidence nothing: core/fieldwork/frozen says by its digest that it is there.
    """
    scheme, client, edition = scheme_of(engagement.edition), engagement.client, engagement.edition
    opened_at = engagement.fieldwork.opened_at
    return {
        "engagement": engagement.number,
        "round": FrozenScorecard.objects.filter(engagement=engagement).count() + 1,
        "client": {"name": client.name, "name_en": client.name_en, "uscc": client.uscc},
        "scope": engagement.application.scope,
        "scheme": edition.scheme,
        "edition": edition.edition,
        "edition_digest": edition.digest,
        "plan": plan.number,
        "team": [{"name": each.name, "role": each.role.value} for each in client_plan(plan, scheme).members],
        "opened_at": opened_at.isoformat(),
        "opened_on": timezone.localdate(opened_at).isoformat(),
        "closed_at": at.isoformat(),
        "closed_on": timezone.localdate(at).isoformat(),
        "findings": {ref: _shown_finding(each) for ref, each in _ordered(scheme, found)},
        "special": [_special(row) for row in special_rows(engagement) if row.withdrawn_at is None],
        "determination": cast("Value", card["determination"]),
        "nonconformities": [_nonconformity(row) for row in _nonconformities(engagement)],
        "modes": [_conclusion(each) for each in client_conclusions(scheme, mode_standings(engagement, plan))],
        "scorecard": cast("Value", card),
    }


def internal_state(
    engagement: Engagement, plan: Plan, team: Iterable[FieldMember], found: Standing
) -> dict[str, Value]:
    """What the body keeps to itself of the same state: notes, evidence by its digest, all modes, the whole team."""
    scheme = scheme_of(engagement.edition)
    evidence = _evidence(engagement)
    return {
        "findings": {
            ref: {
                **{name: getattr(each, name) for name in _INTERNAL_TEXTS},
                "ways": [way.value for way in Way if way in each.ways],
                "aspects": sorted(each.aspects),
                "evidence": evidence.get(f"{SubjectKind.FINDING}:{ref}", []),
            }
            for ref, each in _ordered(scheme, found)
        },
        "special": {
            subject: held
            for subject, held in evidence.items()
            if subject.startswith(f"{SubjectKind.SPECIAL}:")
        },
        "modes": [_conclusion(each) for each in mode_standings(engagement, plan)],
        "team": [
            {
                "person": each.person,
                "name": each.name,
                "role": each.role.value,
                "modes": sorted(each.modes),
            }
            for each in team
        ],
        "double_scoring": is_double_scored(engagement),
    }


def _ordered(scheme: Scheme, found: Standing) -> list[tuple[str, FieldFinding]]:
    return [(ref, found.findings[ref]) for ref in scheme.indicators if ref in found.findings]


def _shown_finding(finding: FieldFinding) -> dict[str, Value]:
    award = finding.award
    return {"award": None if award is None else award_value(award), "text": finding.text}


def _special(row: SpecialItem) -> dict[str, Value]:
    return {
        "kind": row.kind,
        "ground": row.ground,
        "conditions": sorted(row.conditions),
        "reason": row.reason,
        "nonconformity": None if row.nonconformity is None else row.nonconformity.number,
    }


def _nonconformities(engagement: Engagement) -> Iterable[Nonconformity]:
    """Those that the client knows of."""
    rows = Nonconformity.objects.filter(engagement=engagement).select_related("sheet").order_by("number")
    withdrawn = NonconformityState.WITHDRAWN
    return [row for row in rows if row.number is not None and not row.is_hidden and row.state != withdrawn]


def _nonconformity(row: Nonconformity) -> dict[str, Value]:
    return {
        "number": row.number,
        "grade": row.grade,
        "state": row.state,
        "ref": row.ref,
        "clause": row.clause,
        "statement": row.statement,
    }


def _conclusion(each: ModeStanding) -> dict[str, Value]:
    latest = each.latest
    if latest is None:
        return {"mode": each.mode, "verdict": None, "reason": "", "conditions": "", "by": ""}
    return {
        "mode": each.mode,
        "verdict": latest.verdict.value,
        "reason": latest.reason,
        "conditions": latest.conditions,
        "by": latest.by,
    }


def _evidence(engagement: Engagement) -> dict[str, list[Value]]:
    """What each finding and special item rests on, by subject: files by their SHA-256, records by their text's."""
    ties = Tie.objects.filter(engagement=engagement, untied_at=None).order_by("subject", "pk")
    found: dict[str, list[Value]] = {}
    for tie in ties.select_related("evidence", "record"):
        held: dict[str, Value] = {"file": None, "record": None}
        if tie.evidence is not None:
            held |= {"file": tie.evidence_id, "name": tie.evidence.name, "digest": tie.evidence.file_id}
        elif tie.record is not None:
            held |= {"record": tie.record_id, "digest": _record_digest(tie.record)}
        found.setdefault(tie.subject, []).append(held)
    return found


def _record_digest(row: FieldRecord) -> str:
    written: dict[str, Value] = {
        "kind": row.kind,
        "text": row.text,
        "who": row.who,
        "function": row.function,
        "place": row.place,
        "happened_at": row.happened_at.isoformat(),
    }
    return digest_of(canonical(written))
