# SPDX-License-Identifier: Apache-2.0
"""Double scoring by programs: one's own scores, both of an indicator once both are there, and what was agreed on."""

from datetime import datetime
from decimal import Decimal
from typing import Annotated, Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Router, Schema
from pydantic import Field

from zhuoping.actions.acting import subject_of
from zhuoping.actions.fieldwork import double_scoring
from zhuoping.api import keys
from zhuoping.api.reading import In, Whole
from zhuoping.api.v1 import engagements
from zhuoping.api.writing import CREATED, write
from zhuoping.core.authority import Act
from zhuoping.core.fieldwork.double_scoring import DoubleState, points_of
from zhuoping.core.scoring import Scorer
from zhuoping.outputs.case_file import award_value
from zhuoping.records.double_scoring_values import DoubleLine, lines_seen_by
from zhuoping.records.fieldwork_values import is_double_scored
from zhuoping.records.values import scorer_of

router = Router(tags=["fieldwork"])


class BlindScoreIn(In):
    """One's own award as a file writes it; `seen` is its version, 0 before there is one."""

    award: Any
    text: str = ""
    seen: Whole = 0


class AgreementIn(In):
    """The agreed award; `seen` is how many agreements on this indicator the program knows of."""

    award: Any
    reason: str = ""
    seen: Whole = 0


class BlindScoreOut(Schema):
    """What one auditor gave."""

    auditor: int
    award: Any
    points: Decimal
    text: str
    version: int
    scored_at: datetime | None


class ReconciledOut(Schema):
    """What was agreed on."""

    award: Any
    reason: str
    reconciled_by: str
    reconciled_at: datetime


class DoubleOut(Schema):
    """An indicator: who has scored it, the scores that whoever asks may see, and the agreements, the latest first."""

    ref: str
    state: DoubleState
    auditors: list[int]
    scores: list[BlindScoreOut]
    agreements: list[ReconciledOut]


class ScoreHead(Schema):
    """The version of the score, or the number of agreements."""

    ref: str
    version: int


@router.get("/{number}/fieldwork/double-scoring", auth=keys.may(Act.VIEW_FIELDWORK), response=list[DoubleOut])
def get_double_scoring(request: HttpRequest, number: str) -> list[dict[str, Any]]:
    """Every indicator as this person may see it; 404 where the team scores together."""
    engagement = engagements.visible(request, number)
    keys.allow(request, Act.VIEW_FIELDWORK, subject_of(engagement))
    if not is_double_scored(engagement):
        raise Http404
    scorer = scorer_of(engagement.edition)
    lines = lines_seen_by(engagement, keys.actor_in(request).id)
    return [_line(scorer, line) for line in lines.values()]


@router.put("/{number}/fieldwork/double-scoring/{ref}", auth=keys.may(Act.SCORE), response=ScoreHead)
def put_score(
    request: HttpRequest, number: str, ref: Annotated[str, Field(max_length=10)], given: BlindScoreIn
) -> HttpResponse:
    """Give an indicator one's own score. The second one opens both, and then neither is changed."""
    engagements.expect_visible(request, number)

    def act() -> dict[str, Any]:
        by, at = keys.person_of(request), timezone.now()
        row = double_scoring.score_blind(by=by, at=at, number=number, ref=ref, **dict(given))
        return {"ref": ref, "version": row.version}

    return write(request, act)


@router.post(
    "/{number}/fieldwork/double-scoring/{ref}/agreements",
    auth=keys.may(Act.SCORE),
    response={CREATED: ScoreHead},
)
def reconcile(
    request: HttpRequest, number: str, ref: Annotated[str, Field(max_length=10)], given: AgreementIn
) -> HttpResponse:
    """Record what both agreed on: it becomes the finding's award. 409 where somebody was faster."""
    engagements.expect_visible(request, number)

    def act() -> dict[str, Any]:
        by, at = keys.person_of(request), timezone.now()
        double_scoring.reconcile(by=by, at=at, number=number, ref=ref, **dict(given))
        return {"ref": ref, "version": given.seen + 1}

    return write(request, act, CREATED)


def _line(scorer: Scorer, line: DoubleLine) -> dict[str, Any]:
    return {
        "ref": line.ref,
        "state": line.state,
        "auditors": list(line.auditors),
        "scores": [
            {
                "auditor": each.auditor,
                "award": award_value(each.award),
                "points": points_of(scorer, each.ref, each.award),
                "text": each.text,
                "version": each.version,
                "scored_at": each.at,
            }
            for each in line.scores
        ],
        "agreements": [
            {
                "award": award_value(each.award),
                "reason": each.reason,
                "reconciled_by": each.by,
                "reconciled_at": each.at,
            }
            for each in line.agreements
        ],
    }
