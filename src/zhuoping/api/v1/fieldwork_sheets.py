# SPDX-License-Identifier: Apache-2.0
"""Characteristic sheets of modes A to D: the body's under `fieldwork/sheets`, and what the leader released of them."""

from datetime import datetime
from typing import Annotated, Any, cast

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from ninja import File, Router, Schema
from ninja.files import UploadedFile
from pydantic import AwareDatetime, Field

from zhuoping.actions.acting import subject_of
from zhuoping.actions.evidence import Received
from zhuoping.actions.fieldwork import evidence as ties
from zhuoping.actions.fieldwork import sheets as actions
from zhuoping.api import keys
from zhuoping.api.paging import Limit, Mark, Page, in_order
from zhuoping.api.problems import ProblemOut, language_of
from zhuoping.api.problems import plain as problems_plain
from zhuoping.api.reading import In, Version, Whole
from zhuoping.api.receiving import receiving
from zhuoping.api.v1 import engagements
from zhuoping.api.v1.evidence import EvidenceOut
from zhuoping.api.v1.evidence import plain as evidence_plain
from zhuoping.api.writing import CREATED, write, write_prepared
from zhuoping.core.authority import Act
from zhuoping.core.blueprint import Bound
from zhuoping.core.characteristic_rows import (
    ROW_LIMIT,
    CharacteristicKind,
    CharacteristicVerdict,
    plain_rows,
    verdict_of,
)
from zhuoping.core.characteristics import SheetHead, sheet_lacks
from zhuoping.records.models import CharacteristicSheet, Engagement, Evidence
from zhuoping.records.sheet_values import evidence_of_sheet, released_sheet, rows_of, sheet_of
from zhuoping.records.sheet_values import subject_of as evidence_subject

router = Router(tags=["fieldwork"])


class CharacteristicIn(In):
    """A characteristic; `repeats` are measured values, decimals as text. Without a `verdict` they decide."""

    contact: str
    name: str
    kind: CharacteristicKind
    expected: str
    bound: Bound = Bound.EQUAL
    tolerance: str = ""
    unit: str = ""
    observed: str = ""
    repeats: tuple[str, ...] = ()
    method: str = ""
    instrument: str = ""
    verdict: CharacteristicVerdict | None = None
    note: str = ""


class SheetFields(In):
    """Where, when and by whom, and what was found; scenario, cover and purchase are a mystery customer's."""

    place: str
    visited_at: AwareDatetime
    inspector: Whole
    scenario: str = ""
    cover: str = ""
    purchase: str = ""
    rows: Annotated[tuple[CharacteristicIn, ...], Field(max_length=ROW_LIMIT + 1)] = ()


class CharacteristicSheetIn(SheetFields):
    """A sheet of a mode of the plan."""

    mode: Annotated[str, Field(max_length=4)]


class CharacteristicSheetChange(SheetFields, Version):
    """The whole sheet anew, with the version that the program saw."""


class SheetReleaseIn(Version):
    """What of the evidence the client may see: ties by their ids."""

    evidence: Annotated[tuple[Whole, ...], Field(max_length=1000)] = ()


class ReleasedCharacteristic(Schema):
    """A characteristic as the client sees it, with the verdict that counts."""

    contact: str
    name: str
    kind: CharacteristicKind
    expected: str
    bound: Bound
    tolerance: str
    unit: str
    observed: str
    repeats: list[str]
    method: str
    instrument: str
    verdict: CharacteristicVerdict | None


class CharacteristicOut(ReleasedCharacteristic):
    """A characteristic; `verdict` as judged, `counts` what counts."""

    counts: CharacteristicVerdict | None
    note: str


class SheetTieOut(Schema):
    """A file or record that a sheet rests on, by its id as evidence or as record."""

    id: int
    evidence: int | None
    record: int | None
    internal: bool


class CharacteristicSheetOut(Schema):
    """A sheet; `secret` where the client must not learn of it, `shown_number` what the client counts it by."""

    id: int
    number: int
    mode: str
    covert: bool
    secret: bool
    place: str
    visited_at: datetime
    inspector: int
    scenario: str
    cover: str
    purchase: str
    version: int
    made_at: datetime
    made_by: int
    released_at: datetime | None
    shown_number: int | None
    rows: list[CharacteristicOut]


class CharacteristicSheetDetail(CharacteristicSheetOut):
    """With what it rests on and what it lacks."""

    evidence: list[SheetTieOut]
    lacks: list[ProblemOut]


class ReleasedSheetOut(Schema):
    """A released sheet by the number that the client counts it by."""

    number: int
    mode: str
    place: str
    visited_at: datetime
    inspector: str
    scenario: str
    rows: list[ReleasedCharacteristic]


class ReleasedSheetDetail(ReleasedSheetOut):
    """With the files that were released with it."""

    evidence: list[int]


@router.get(
    "/{number}/characteristic-sheets", auth=keys.may(Act.VIEW_SHEETS), response=Page[ReleasedSheetOut]
)
def list_released(request: HttpRequest, number: str, after: Mark = None, limit: Limit = 50) -> dict[str, Any]:
    """The released sheets in the order of their release."""
    rows = _released(request, _engagement(request, number, Act.VIEW_SHEETS))
    return in_order(rows, after, limit, _released_plain, mark="shown_number")


@router.get(
    "/{number}/characteristic-sheets/{shown}", auth=keys.may(Act.VIEW_SHEETS), response=ReleasedSheetDetail
)
def get_released(request: HttpRequest, number: str, shown: int) -> dict[str, Any]:
    """One released sheet."""
    rows = _released(request, _engagement(request, number, Act.VIEW_SHEETS))
    row = rows.filter(shown_number=shown).first()
    if row is None:
        raise Http404
    shown_ties = evidence_of_sheet(row, for_client=True)
    evidence = [each.evidence_id for each in shown_ties if each.evidence_id is not None]
    return {**_released_plain(row), "evidence": evidence}


@router.get(
    "/{number}/fieldwork/sheets", auth=keys.may(Act.VIEW_FIELDWORK), response=Page[CharacteristicSheetOut]
)
def list_sheets(request: HttpRequest, number: str, after: Mark = None, limit: Limit = 50) -> dict[str, Any]:
    """All sheets, for the body's people: it tells of covert visits."""
    engagement = _engagement(request, number, Act.VIEW_FIELDWORK)
    rows = CharacteristicSheet.objects.filter(engagement=engagement)
    return in_order(rows, after, limit, _plain, mark="number")


@router.post(
    "/{number}/fieldwork/sheets",
    auth=keys.may(Act.RECORD_FIELDWORK),
    response={CREATED: CharacteristicSheetDetail},
)
def make(request: HttpRequest, number: str, given: CharacteristicSheetIn) -> HttpResponse:
    """Make a sheet. How open its mode is, the edition says."""
    engagements.expect_visible(request, number)

    def act() -> dict[str, Any]:
        row = actions.make(
            by=keys.person_of(request),
            at=timezone.now(),
            number=number,
            head=_head(given, given.mode),
            rows=_rows(given),
        )
        return _detail(request, row)

    return write(request, act, CREATED)


@router.get(
    "/{number}/fieldwork/sheets/{sheet}",
    auth=keys.may(Act.VIEW_FIELDWORK),
    response=CharacteristicSheetDetail,
)
def get_sheet(request: HttpRequest, number: str, sheet: int) -> dict[str, Any]:
    """One sheet, with what it rests on and what it lacks."""
    return _detail(request, _sheet(_engagement(request, number, Act.VIEW_FIELDWORK), sheet))


@router.put(
    "/{number}/fieldwork/sheets/{sheet}",
    auth=keys.may(Act.RECORD_FIELDWORK),
    response=CharacteristicSheetDetail,
)
def change(request: HttpRequest, number: str, sheet: int, given: CharacteristicSheetChange) -> HttpResponse:
    """Write a sheet anew; its mode stays."""
    engagements.expect_visible(request, number)

    def act() -> dict[str, Any]:
        row = actions.change(
            by=keys.person_of(request),
            at=timezone.now(),
            number=number,
            sheet=sheet,
            seen=given.version,
            head=_head(given, ""),
            rows=_rows(given),
        )
        return _detail(request, row)

    return write(request, act)


@router.post(
    "/{number}/fieldwork/sheets/{sheet}/evidence",
    auth=keys.may(Act.RECORD_FIELDWORK),
    response={CREATED: EvidenceOut},
)
def attach(request: HttpRequest, number: str, sheet: int, file: File[UploadedFile]) -> HttpResponse:
    """Take in a file that a sheet rests on; it stays internal until it is released with the sheet."""
    engagement = _engagement(request, number, Act.RECORD_FIELDWORK)
    row = _sheet(engagement, sheet)

    def act(received: Received) -> dict[str, Any]:
        made = ties.attach(
            by=keys.person_of(request),
            at=timezone.now(),
            number=number,
            subjects=[evidence_subject(row)],
            received=[received],
        )
        rows = Evidence.objects.select_related("client", "engagement", "file")
        return evidence_plain(rows.get(pk=made[0].pk))

    receive = receiving(request, file, engagement.client, engagement, internal=True)
    return write_prepared(request, receive, act)


@router.post(
    "/{number}/fieldwork/sheets/{sheet}/release",
    auth=keys.may(Act.LEAD_FIELDWORK),
    response=CharacteristicSheetDetail,
)
def release(request: HttpRequest, number: str, sheet: int, given: SheetReleaseIn) -> HttpResponse:
    """Let the client see a sheet, by the team leader; it cannot be taken back."""
    engagements.expect_visible(request, number)

    def act() -> dict[str, Any]:
        row = actions.release(
            by=keys.person_of(request),
            at=timezone.now(),
            number=number,
            sheet=sheet,
            seen=given.version,
            evidence=given.evidence,
        )
        return _detail(request, row)

    return write(request, act)


def _engagement(request: HttpRequest, number: str, act: Act) -> Engagement:
    engagement = engagements.visible(request, number)
    keys.allow(request, act, subject_of(engagement))
    return engagement


def _sheet(engagement: Engagement, sheet: int) -> CharacteristicSheet:
    row = CharacteristicSheet.objects.filter(engagement=engagement, pk=sheet).first()
    if row is None:
        raise Http404
    return row


def _released(request: HttpRequest, engagement: Engagement) -> QuerySet[CharacteristicSheet]:
    """What the leader released, whoever looks."""
    rows = CharacteristicSheet.objects.visible_to(keys.actor_in(request))
    return rows.filter(engagement=engagement).exclude(released_at=None).select_related("inspector")


def _released_plain(row: CharacteristicSheet) -> dict[str, Any]:
    sheet = released_sheet(row)
    shown = ("number", "mode", "place", "visited_at", "inspector", "scenario")
    return {
        **{name: getattr(sheet, name) for name in shown},
        "rows": plain_rows(sheet.rows, for_client=True),
    }


def _plain(row: CharacteristicSheet) -> dict[str, Any]:
    rows = rows_of(row)
    told = zip(plain_rows(rows), rows, strict=True)
    return {
        **{name: getattr(row, name) for name in _OWN},
        "secret": row.is_secret,
        "inspector": row.inspector_id,
        "made_by": row.made_by_id,
        "rows": [{**cast("dict[str, Any]", plain), "counts": verdict_of(each)} for plain, each in told],
    }


def _detail(request: HttpRequest, row: CharacteristicSheet) -> dict[str, Any]:
    evidence = [
        {
            "id": each.pk,
            "evidence": each.evidence_id,
            "record": each.record_id,
            "internal": bool((each.evidence or each.record).internal),  # type: ignore[union-attr] # One of them is there.
        }
        for each in evidence_of_sheet(row)
    ]
    lacks = problems_plain(sheet_lacks(sheet_of(row)), language_of(request))
    return {**_plain(row), "evidence": evidence, "lacks": lacks}


def _head(given: SheetFields, mode: str) -> SheetHead:
    return SheetHead(
        mode,
        given.place,
        given.visited_at,
        given.inspector,
        given.scenario,
        given.cover,
        given.purchase,
    )


def _rows(given: SheetFields) -> list[dict[str, Any]]:
    return [each.model_dump(mode="json") for each in given.rows]


_OWN = (
    "id",
    "number",
    "mode",
    "covert",
    "place",
    "visited_at",
    "scenario",
    "cover",
    "purchase",
    "version",
    "made_at",
    "released_at",
    "shown_number",
)
