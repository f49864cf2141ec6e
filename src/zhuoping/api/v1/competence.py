# SPDX-License-Identifier: Apache-2.0
"""What people are authorised for, and what ties them to enterprises and other bodies."""

from datetime import date
from typing import Annotated, Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Router, Schema
from pydantic import Field

from zhuoping.actions import competence
from zhuoping.api import keys
from zhuoping.api.reading import LONGEST_REASON, In, Reason
from zhuoping.api.v1.people import PersonOut, found, plain
from zhuoping.api.writing import CREATED, write
from zhuoping.core.authority import Act
from zhuoping.core.team import Grade, TieKind
from zhuoping.records.models import ClientTie, Qualification

router = Router(tags=["people"])


class QualificationIn(In):
    """Modes of a scheme, from one day to another, both included."""

    scheme: str
    modes: Annotated[tuple[str, ...], Field(max_length=50)]
    from_on: date
    until_on: date
    registration: Annotated[str, Field(max_length=60)] = ""
    grade: Grade | None = None


class QualificationOut(Schema):
    """What somebody is authorised for."""

    id: int
    scheme: str
    modes: list[str]
    registration: str
    grade: str
    from_on: date
    until_on: date
    is_ended: bool


class TieIn(In):
    """That a person works or worked at an enterprise, or consulted for it."""

    uscc: str
    kind: TieKind
    from_on: date
    until_on: date | None = None
    note: str = ""


class TieEnd(In):
    """The last day of a tie; with the reason, when it is somebody else's."""

    until_on: date
    reason: Annotated[str, Field(max_length=LONGEST_REASON)] = ""


class TieOut(Schema):
    """A tie to an enterprise."""

    id: int
    uscc: str
    kind: TieKind
    from_on: date
    until_on: date | None
    note: str


class OtherBody(In):
    """The other body where a person practises; empty for none."""

    other_body: Annotated[str, Field(max_length=200)]


@router.get("/{person}/qualifications", auth=keys.may(Act.VIEW_PEOPLE), response=list[QualificationOut])
def list_qualifications(request: HttpRequest, person: int) -> list[dict[str, Any]]:
    """What a person is and was authorised for, the latest first."""
    del request
    return [_qualification(row) for row in found(person).qualifications.order_by("-until_on", "-pk")]


@router.post(
    "/{person}/qualifications",
    auth=keys.may(Act.MANAGE_QUALIFICATIONS),
    response={CREATED: QualificationOut},
)
def qualify(request: HttpRequest, person: int, given: QualificationIn) -> HttpResponse:
    """Authorise a person."""
    someone = found(person)

    def act() -> dict[str, Any]:
        by, at = keys.person_of(request), timezone.now()
        return _qualification(competence.qualify(by=by, at=at, person=someone, **dict(given)))

    return write(request, act, CREATED)


@router.post(
    "/{person}/qualifications/{row}/end",
    auth=keys.may(Act.MANAGE_QUALIFICATIONS),
    response=QualificationOut,
)
def end_qualification(request: HttpRequest, person: int, row: int, given: Reason) -> HttpResponse:
    """End an authorisation before its last day."""
    one = Qualification.objects.select_related("person").filter(person=found(person), pk=row).first()
    if one is None:
        raise Http404

    def act() -> dict[str, Any]:
        by, at = keys.person_of(request), timezone.now()
        competence.end_qualification(by=by, at=at, qualification=one, reason=given.reason)
        one.refresh_from_db()
        return _qualification(one)

    return write(request, act)


@router.get("/{person}/ties", auth=keys.may(Act.VIEW_PEOPLE), response=list[TieOut])
def list_ties(request: HttpRequest, person: int) -> list[dict[str, Any]]:
    """A person's ties to enterprises, the latest first."""
    del request
    return [_tie(row) for row in found(person).ties.order_by("-from_on", "-pk")]


@router.post("/{person}/ties", auth=keys.may(Act.MANAGE_PEOPLE), response={CREATED: TieOut})
def record_tie(request: HttpRequest, person: int, given: TieIn) -> HttpResponse:
    """Record a tie."""
    someone = found(person)

    def act() -> dict[str, Any]:
        by, at = keys.person_of(request), timezone.now()
        return _tie(competence.record_tie(by=by, at=at, person=someone, **dict(given)))

    return write(request, act, CREATED)


@router.post("/{person}/ties/{row}/end", auth=keys.may(Act.MANAGE_PEOPLE), response=TieOut)
def end_tie(request: HttpRequest, person: int, row: int, given: TieEnd) -> HttpResponse:
    """Say on which day a tie ended."""
    one = ClientTie.objects.filter(person=found(person), pk=row).first()
    if one is None:
        raise Http404

    def act() -> dict[str, Any]:
        by, at = keys.person_of(request), timezone.now()
        competence.end_tie(by=by, at=at, tie=one, until_on=given.until_on, reason=given.reason)
        one.refresh_from_db()
        return _tie(one)

    return write(request, act)


@router.put("/{person}/other-body", auth=keys.may(Act.MANAGE_PEOPLE), response=PersonOut)
def declare_other_body(request: HttpRequest, person: int, given: OtherBody) -> HttpResponse:
    """Say in which other body a person practises."""
    someone = found(person)

    def act() -> dict[str, Any]:
        by, at = keys.person_of(request), timezone.now()
        competence.declare_other_body(by=by, at=at, person=someone, other_body=given.other_body)
        return plain(found(person))

    return write(request, act)


def _qualification(row: Qualification) -> dict[str, Any]:
    return {
        "id": row.pk,
        "scheme": row.scheme,
        "modes": row.modes,
        "registration": row.registration,
        "grade": row.grade,
        "from_on": row.from_on,
        "until_on": row.until_on,
        "is_ended": row.ended_at is not None,
    }


def _tie(row: ClientTie) -> dict[str, Any]:
    return {
        "id": row.pk,
        "uscc": row.uscc,
        "kind": row.kind,
        "from_on": row.from_on,
        "until_on": row.until_on,
        "note": row.note,
    }
