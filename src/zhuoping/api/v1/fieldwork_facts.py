# SPDX-License-Identifier: Apache-2.0
"""Facts verified by programs: each sheet as submitted with what was found of it, and confirming or correcting."""

from datetime import datetime
from typing import Annotated, Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Router, Schema
from pydantic import Field

from zhuoping.actions.acting import subject_of
from zhuoping.actions.fieldwork import facts
from zhuoping.api import keys
from zhuoping.api.reading import In, Whole
from zhuoping.api.v1 import engagements
from zhuoping.api.writing import CREATED, write
from zhuoping.core.authority import Act
from zhuoping.core.fact_verification import FactVerdict
from zhuoping.core.fieldwork.records import TEXT_LIMIT
from zhuoping.records.models import Engagement, FactVerification
from zhuoping.records.submitted_facts import plain_values
from zhuoping.records.verification_values import sheets_verified

router = Router(tags=["fieldwork"])
_MOST = 500
_PLACE = "/{number}/fieldwork/facts"


class SeenIn(In):
    """How many verifications of the row the program knows of."""

    seen: Whole


class CorrectionIn(SeenIn):
    """The whole row as it was found, as the client's own input has it, and why it differs."""

    values: dict[str, Any]
    reason: Annotated[str, Field(max_length=TEXT_LIMIT)]


class VerifiableSheetOut(Schema):
    """A sheet: how many rows, how many of them verified and corrected, the indicators that are judged by it."""

    key: str
    rows: int
    verified: int
    corrected: int
    whole: bool
    refs: list[str]


class VerifiableRowOut(Schema):
    """A row, counted from 1: what the client states, and what was found of it (null: not verified)."""

    row: int
    stated: dict[str, Any]
    verdict: FactVerdict | None
    found: dict[str, Any]
    reason: str
    verified_by: str
    verified_at: datetime | None
    seen: int


class RowsOut(Schema):
    """Some rows of a sheet; `next` is the last of them, to go on `after`, null where there are no more."""

    rows: list[VerifiableRowOut]
    next: int | None


class FactVerifiedOut(Schema):
    """What was kept."""

    sheet: str
    row: str
    verdict: FactVerdict


@router.get(_PLACE, auth=keys.may(Act.VIEW_FIELDWORK), response=list[VerifiableSheetOut])
def get_sheets(request: HttpRequest, number: str) -> list[dict[str, Any]]:
    """Every sheet that was submitted with rows."""
    return [
        {
            "key": each.key,
            "rows": len(each.rows),
            "verified": len(each.verified),
            "corrected": each.corrected,
            "whole": each.whole is not None,
            "refs": list(each.refs),
        }
        for each in sheets_verified(_viewed(request, number))
    ]


@router.get(f"{_PLACE}/{{key}}", auth=keys.may(Act.VIEW_FIELDWORK), response=RowsOut)
def get_rows(request: HttpRequest, number: str, key: str, after: Whole = 0) -> dict[str, Any]:
    """The rows of a sheet, 500 at once, from the one that follows `after`."""
    found = next((each for each in sheets_verified(_viewed(request, number)) if each.key == key), None)
    if found is None:
        raise Http404
    rows = found.rows[after : after + _MOST]
    more = len(found.rows) > after + _MOST
    return {
        "rows": [
            _row(index, row, found.verified.get(index), found.counts.get(index, 0))
            for index, row in enumerate(rows, start=after + 1)
        ],
        "next": after + _MOST if more else None,
    }


@router.post(f"{_PLACE}/{{key}}/confirm", auth=keys.may(Act.SCORE), response={CREATED: FactVerifiedOut})
def confirm_sheet(request: HttpRequest, number: str, key: str) -> HttpResponse:
    """Confirm a sheet as a whole, but for the rows that were corrected."""
    engagements.expect_visible(request, number)

    def act() -> dict[str, Any]:
        by, at = keys.person_of(request), timezone.now()
        return _kept(facts.confirm_sheet(by=by, at=at, number=number, sheet=key))

    return write(request, act, CREATED)


@router.post(
    f"{_PLACE}/{{key}}/{{row}}/confirm", auth=keys.may(Act.SCORE), response={CREATED: FactVerifiedOut}
)
def confirm_row(request: HttpRequest, number: str, key: str, row: Whole, given: SeenIn) -> HttpResponse:
    """Confirm a row; 409 with both verdicts where somebody was faster."""
    engagements.expect_visible(request, number)

    def act() -> dict[str, Any]:
        by, at = keys.person_of(request), timezone.now()
        return _kept(facts.confirm_row(by=by, at=at, number=number, sheet=key, row=row, seen=given.seen))

    return write(request, act, CREATED)


@router.post(
    f"{_PLACE}/{{key}}/{{row}}/correct", auth=keys.may(Act.SCORE), response={CREATED: FactVerifiedOut}
)
def correct_row(request: HttpRequest, number: str, key: str, row: Whole, given: CorrectionIn) -> HttpResponse:
    """Correct a row; what the client states stays. 409 with both where somebody was faster."""
    engagements.expect_visible(request, number)

    def act() -> dict[str, Any]:
        by, at, values = keys.person_of(request), timezone.now(), dict(given)
        return _kept(facts.correct_row(by=by, at=at, number=number, sheet=key, row=row, **values))

    return write(request, act, CREATED)


def _viewed(request: HttpRequest, number: str) -> Engagement:
    engagement = engagements.visible(request, number)
    keys.allow(request, Act.VIEW_FIELDWORK, subject_of(engagement))
    return engagement


def _row(number: int, row: dict[str, Any], kept: FactVerification | None, seen: int) -> dict[str, Any]:
    return {
        "row": number,
        "stated": plain_values(row),
        "verdict": kept.verdict if kept else None,
        "found": kept.found if kept else {},
        "reason": kept.reason if kept else "",
        "verified_by": str(kept.verified_by) if kept else "",
        "verified_at": kept.verified_at if kept else None,
        "seen": seen,
    }


def _kept(row: FactVerification) -> dict[str, Any]:
    return {"sheet": row.sheet, "row": row.row, "verdict": row.verdict}
