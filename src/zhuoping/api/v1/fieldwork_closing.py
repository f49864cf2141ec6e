# SPDX-License-Identifier: Apache-2.0
"""Closing fieldwork: what is missing, closing, the frozen scorecards with their signatures, opening it again."""

from datetime import datetime
from typing import Annotated, Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from ninja import File, Form, Router, Schema
from ninja.files import UploadedFile
from pydantic import Field

from zhuoping.actions.acting import subject_of
from zhuoping.actions.evidence import Received
from zhuoping.actions.fieldwork import closing
from zhuoping.actions.fieldwork.closing import Prepared
from zhuoping.actions.fieldwork.signing import sign_scorecard
from zhuoping.api import keys
from zhuoping.api.problems import ProblemOut, language_of, plain
from zhuoping.api.reading import In, Reason
from zhuoping.api.receiving import receiving
from zhuoping.api.v1 import engagements
from zhuoping.api.writing import CREATED, write, write_prepared
from zhuoping.core.authority import Act, Party
from zhuoping.core.fieldwork.frozen import internal_text, shown_of, shown_text
from zhuoping.core.fieldwork.gaps import Where
from zhuoping.core.fieldwork.records import SHORT_LIMIT
from zhuoping.core.fieldwork.signing import NAME_LIMIT, REMARKS_LIMIT
from zhuoping.records.closing_values import frozen_scorecards, gaps_of
from zhuoping.records.models import Engagement, FrozenScorecard, ScorecardSignature

router = Router(tags=["fieldwork"])


class GapOut(ProblemOut):
    """One thing that is missing; `blocks` where it keeps fieldwork open."""

    where: Where
    key: str
    blocks: bool


class ScorecardSignatureOut(Schema):
    """A signature; `image` is evidence by its id."""

    party: Party
    signatory: str
    function: str
    remarks: str
    image: int
    signed_at: datetime


class FrozenScorecardOut(Schema):
    """A frozen scorecard. `digest` is that of its file; `summary` is evidence by its id."""

    round: int
    digest: str
    total: str
    summary: int | None
    closed_at: datetime
    reopened_at: datetime | None
    reopened_reason: str
    signatures: list[ScorecardSignatureOut]


class ScorecardSigning(In):
    """Which scorecard is signed, by its digest, and for which side. A member of the team signs with their own name."""

    digest: Annotated[str, Field(max_length=64)]
    party: Party
    signatory: Annotated[str, Field(max_length=NAME_LIMIT)] = ""
    function: Annotated[str, Field(max_length=SHORT_LIMIT)] = ""
    remarks: Annotated[str, Field(max_length=REMARKS_LIMIT)] = ""


@router.get("/{number}/fieldwork/gaps", auth=keys.may(Act.VIEW_FIELDWORK), response=list[GapOut])
def list_gaps(request: HttpRequest, number: str) -> list[dict[str, Any]]:
    """What is missing before fieldwork may close, what keeps it open first."""
    engagement = _viewed(request, number, Act.VIEW_FIELDWORK)
    if getattr(engagement, "fieldwork", None) is None:
        raise Http404
    found = gaps_of(engagement, timezone.now())
    told = plain([each.problem for each in found], language_of(request))
    return [
        {**words, "where": each.where, "key": each.key, "blocks": each.blocks}
        for words, each in zip(told, found, strict=True)
    ]


@router.post(
    "/{number}/fieldwork/close", auth=keys.may(Act.LEAD_FIELDWORK), response={CREATED: FrozenScorecardOut}
)
def close(request: HttpRequest, number: str) -> HttpResponse:
    """Close fieldwork, as its team leader: the scorecard is frozen. 422 with every gap, 409 where somebody wrote."""
    engagements.expect_visible(request, number)
    by, at = keys.person_of(request), timezone.now()

    def prepare() -> Prepared:
        return closing.prepare_closing(by=by, at=at, number=number)

    def act(prepared: Prepared) -> dict[str, Any]:
        return _plain(closing.close_prepared(by=by, at=at, number=number, prepared=prepared))

    return write_prepared(request, prepare, act)


@router.post("/{number}/fieldwork/reopen", auth=keys.may(Act.REOPEN_FIELDWORK), response=FrozenScorecardOut)
def reopen(request: HttpRequest, number: str, given: Reason) -> HttpResponse:
    """Open closed fieldwork again, as a case officer; the frozen scorecard stays."""
    engagements.expect_visible(request, number)

    def act() -> dict[str, Any]:
        by, at = keys.person_of(request), timezone.now()
        return _plain(closing.reopen_fieldwork(by=by, at=at, number=number, reason=given.reason))

    return write(request, act)


@router.get("/{number}/scorecards", auth=keys.may(Act.VIEW_SCORECARD), response=list[FrozenScorecardOut])
def list_scorecards(request: HttpRequest, number: str) -> list[dict[str, Any]]:
    """Every round, the latest first; none before the first closing."""
    return [_plain(row) for row in frozen_scorecards(_viewed(request, number, Act.VIEW_SCORECARD))]


@router.get("/{number}/scorecards/{round}", auth=keys.may(Act.VIEW_SCORECARD), response=dict[str, Any])
def get_scorecard(request: HttpRequest, number: str, round: int) -> HttpResponse:  # noqa: A002 - The word in the path.
    """What was frozen in a round, byte for byte what its digest is of."""
    row = _row(_viewed(request, number, Act.VIEW_SCORECARD), round)
    return HttpResponse(shown_text(row.content), content_type="application/json")


@router.get(
    "/{number}/scorecards/{round}/internal", auth=keys.may(Act.VIEW_FIELDWORK), response=dict[str, Any]
)
def get_internal(request: HttpRequest, number: str, round: int) -> HttpResponse:  # noqa: A002 - The word in the path.
    """What the body keeps to itself of it: notes, evidence by its digest, all modes, the whole team."""
    row = _row(_viewed(request, number, Act.VIEW_FIELDWORK), round)
    return HttpResponse(internal_text(row.content), content_type="application/json")


@router.post(
    "/{number}/scorecards/{round}/sign",
    auth=keys.may(Act.SIGN_SCORECARD),
    response={CREATED: ScorecardSignatureOut},
)
def sign(
    request: HttpRequest,
    number: str,
    round: int,  # noqa: A002 - The word in the path.
    file: File[UploadedFile],
    given: Form[ScorecardSigning],
) -> HttpResponse:
    """Sign the latest round with an image of the signature; the leader also takes in the client's."""
    engagement = engagements.visible(request, number)
    _row(engagement, round)

    def act(received: Received) -> dict[str, Any]:
        by, at = keys.person_of(request), timezone.now()
        row = sign_scorecard(
            by=by,
            at=at,
            number=number,
            digest=given.digest,
            party=given.party,
            image=received,
            name=given.signatory,
            function=given.function,
            remarks=given.remarks,
        )
        return _signature(row)

    return write_prepared(request, receiving(request, file, engagement.client, engagement), act)


def _viewed(request: HttpRequest, number: str, act: Act) -> Engagement:
    engagement = engagements.visible(request, number)
    keys.allow(request, act, subject_of(engagement))
    return engagement


def _row(engagement: Engagement, round_: int) -> FrozenScorecard:
    row = FrozenScorecard.objects.filter(engagement=engagement, round=round_).first()
    if row is None:
        raise Http404
    return row


def _plain(row: FrozenScorecard) -> dict[str, Any]:
    return {
        "round": row.round,
        "digest": row.digest,
        "total": shown_of(row.content)["scorecard"]["total"],
        "summary": row.summary_id,
        "closed_at": row.closed_at,
        "reopened_at": row.reopened_at,
        "reopened_reason": row.reopened_reason,
        "signatures": [_signature(each) for each in row.signatures.order_by("pk")],
    }


def _signature(row: ScorecardSignature) -> dict[str, Any]:
    return {
        "party": row.party,
        "signatory": row.name,
        "function": row.function,
        "remarks": row.remarks,
        "image": row.image_id,
        "signed_at": row.signed_at,
    }
