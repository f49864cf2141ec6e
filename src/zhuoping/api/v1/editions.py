# SPDX-License-Identifier: Apache-2.0
"""Editions of schemes: which are in force, adopting one, ending one."""

from datetime import date, datetime
from typing import Annotated, Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Router, Schema
from pydantic import Field

from zhuoping.actions import scheme
from zhuoping.api import keys
from zhuoping.api.reading import In, Reason
from zhuoping.api.writing import CREATED, write
from zhuoping.core.authority import Act
from zhuoping.core.body_parameters import body_keys, text_of_value, value_from_text
from zhuoping.core.plain import SIZE_LIMIT
from zhuoping.records.models import AdoptedEdition
from zhuoping.records.values import scheme_of
from zhuoping.schemes import library

router = Router(tags=["editions"])


class Parameters(In):
    """The body's own values by key, each as text, as they are typed on the page."""

    parameters: dict[str, str]


class AdoptIn(Parameters):
    """An edition's file (YAML), and its English words."""

    content: Annotated[str, Field(max_length=SIZE_LIMIT)]
    overlay_en: Annotated[str, Field(max_length=SIZE_LIMIT)] = ""


class AdoptShippedIn(Parameters):
    """An edition that the program brings along."""

    scheme: str
    edition: str


class EditionOut(Schema):
    """An adopted edition; one that was not ended is in force."""

    id: int
    scheme: str
    edition: str
    title: str
    digest: str
    in_force_on: date
    adopted_at: datetime
    ended_at: datetime | None


class EditionDetail(EditionOut):
    """With the values that the body may set."""

    parameters: dict[str, str]


class Shipped(Schema):
    """An edition that the program brings along."""

    scheme: str
    edition: str


@router.get("", auth=keys.may(Act.SEARCH), response=list[EditionOut])
def list_editions(request: HttpRequest) -> list[dict[str, Any]]:
    """All that were adopted, the latest first."""
    del request
    return [_plain(row) for row in AdoptedEdition.objects.defer("content", "overlay_en")]


@router.get("/shipped", auth=keys.may(Act.ADOPT_EDITION), response=list[Shipped])
def list_shipped(request: HttpRequest) -> list[dict[str, Any]]:
    """What the program brings along."""
    del request
    return [{"scheme": name, "edition": year} for name, year in library.editions()]


@router.get("/{edition}", auth=keys.may(Act.ADOPT_EDITION), response=EditionDetail)
def get_edition(request: HttpRequest, edition: int) -> dict[str, Any]:
    """One adopted edition with the body's values."""
    del request
    row = _found(edition)
    read = scheme_of(row)
    values = {key: text_of_value(read.parameters[key].value) for key in body_keys(read)}
    return {**_plain(row), "parameters": values}


@router.post("", auth=keys.may(Act.ADOPT_EDITION), response={CREATED: EditionOut})
def adopt(request: HttpRequest, given: AdoptIn) -> HttpResponse:
    """Put an edition in force, from its file."""
    return _adopt(request, given.content.encode(), given.overlay_en.encode(), given.parameters)


@router.post("/shipped", auth=keys.may(Act.ADOPT_EDITION), response={CREATED: EditionOut})
def adopt_shipped(request: HttpRequest, given: AdoptShippedIn) -> HttpResponse:
    """Put an edition in force that the program brings along."""
    if (given.scheme, given.edition) not in library.editions():
        raise Http404
    content = library.content(given.scheme, given.edition)
    overlay_en = library.content(given.scheme, f"{given.edition}.en")
    return _adopt(request, content, overlay_en, given.parameters)


@router.post("/{edition}/end", auth=keys.may(Act.ADOPT_EDITION), response=EditionOut)
def end(request: HttpRequest, edition: int, given: Reason) -> HttpResponse:
    """Open no engagement under it any more."""
    row = _found(edition)

    def act() -> dict[str, Any]:
        by, at = keys.person_of(request), timezone.now()
        scheme.end(by=by, at=at, edition=row, reason=given.reason)
        return _plain(_found(edition))

    return write(request, act)


def _adopt(request: HttpRequest, content: bytes, overlay_en: bytes, texts: dict[str, str]) -> HttpResponse:
    def act() -> dict[str, Any]:
        read = scheme.read_edition(content, overlay_en)
        values = {key: value_from_text(read, key, text) for key, text in texts.items()}
        row = scheme.adopt(
            by=keys.person_of(request),
            at=timezone.now(),
            content=content,
            overlay_en=overlay_en,
            body_parameters=values,
        )
        return _plain(row)

    return write(request, act, CREATED)


def _found(edition: int) -> AdoptedEdition:
    row = AdoptedEdition.objects.filter(pk=edition).first()
    if row is None:
        raise Http404
    return row


def _plain(row: AdoptedEdition) -> dict[str, Any]:
    return {
        "id": row.pk,
        "scheme": row.scheme,
        "edition": row.edition,
        "title": row.title,
        "digest": row.digest,
        "in_force_on": row.in_force_on,
        "adopted_at": row.adopted_at,
        "ended_at": row.ended_at,
    }
