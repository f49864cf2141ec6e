# SPDX-License-Identifier: Apache-2.0
"""Enterprises, and who acts for them."""

from typing import Annotated, Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Router, Schema
from pydantic import Field

from zhuoping.actions import clients, people, registration
from zhuoping.api import keys
from zhuoping.api.paging import Limit, Mark, Page, paged
from zhuoping.api.reading import In, Whole
from zhuoping.api.writing import ACCEPTED, CREATED, Otherwise, write
from zhuoping.core.authority import Act
from zhuoping.core.clients import normalise_uscc
from zhuoping.core.enterprise import FAMILIES_LIMIT, Enterprise
from zhuoping.core.problems import Problem
from zhuoping.core.searching import words_of
from zhuoping.records.models import Client, Person

router = Router(tags=["clients"])
_USCC = 18


class EnterpriseIn(In):
    """What an enterprise says of itself. `division` by GB/T 2260, `industry` by GB/T 4754."""

    name: str
    uscc: str
    address: str
    division: str
    industry: str
    staff: Whole | None = None
    product_families: Annotated[tuple[str, ...], Field(max_length=FAMILIES_LIMIT)] = ()
    name_en: str = ""

    def value(self) -> Enterprise:
        """As core reads it."""
        return Enterprise(**{name: getattr(self, name) for name in EnterpriseIn.model_fields})


class EnterpriseChange(EnterpriseIn):
    """The same, with the version that the program saw."""

    version: Whole


class ClientOut(Schema):
    """An enterprise."""

    uscc: str
    name: str
    name_en: str
    address: str
    division: str
    industry: str
    staff: int | None
    product_families: list[str]
    version: int


class ClientWritten(ClientOut):
    """An enterprise as it was written, with the codes of what was noticed."""

    remarks: list[str]


class Referred(Schema):
    """Somebody looks into the registration first, and writes to the person; why is not said."""

    referred: bool


class Accepting(In):
    """On what evidence a credit code with a wrong check character is accepted."""

    evidence: Annotated[str, Field(max_length=500)]


class Accepted(Schema):
    """An accepted credit code."""

    uscc: str
    evidence: str


class Ended(Schema):
    """Who acts for it no longer."""

    person: int


@router.get("", auth=keys.may(Act.VIEW_CLIENT), response=Page[ClientOut])
def list_clients(request: HttpRequest, q: str = "", after: Mark = None, limit: Limit = 50) -> dict[str, Any]:
    """The enterprises that the person may see, the newest first."""
    rows = Client.objects.visible_to(keys.actor_in(request))
    for word in words_of(q):
        rows = rows.filter(search__contains=word)
    return paged(rows, after, limit, plain)


@router.post("", auth=keys.may(Act.REGISTER_CLIENT), response={CREATED: ClientWritten, ACCEPTED: Referred})
def register(request: HttpRequest, enterprise: EnterpriseIn) -> HttpResponse:
    """Register an enterprise; whoever does it as a client acts for it from then on.

    202: somebody has to look into it first and writes to the person; nothing more is said, and nothing more to be sent.
    """

    def act() -> dict[str, Any] | Otherwise:
        by, at = keys.person_of(request), timezone.now()
        made = registration.ask(by=by, at=at, enterprise=enterprise.value())
        return Otherwise(ACCEPTED, {"referred": True}) if made is None else _written(*made)

    return write(request, act, CREATED)


@router.get("/{uscc}", auth=keys.may(Act.VIEW_CLIENT), response=ClientOut)
def get_client(request: HttpRequest, uscc: str) -> dict[str, Any]:
    """One enterprise."""
    return plain(visible(request, uscc))


@router.put("/{uscc}", auth=keys.may(Act.EDIT_CLIENT), response=ClientWritten)
def change(request: HttpRequest, uscc: str, enterprise: EnterpriseChange) -> HttpResponse:
    """Change an enterprise; 409 with both values when somebody else was faster."""
    client = visible(request, uscc)

    def act() -> dict[str, Any]:
        changed = clients.edit(
            by=keys.person_of(request),
            at=timezone.now(),
            client=client,
            version=enterprise.version,
            enterprise=enterprise.value(),
        )
        return _written(*changed)

    return write(request, act)


@router.post("/{uscc}/credit-code", auth=keys.may(Act.ACCEPT_CREDIT_CODE), response=Accepted)
def accept_credit_code(request: HttpRequest, uscc: str, given: Accepting) -> HttpResponse:
    """Accept a credit code whose check character fails, on evidence."""
    client = visible(request, uscc)

    def act() -> dict[str, Any]:
        by, at = keys.person_of(request), timezone.now()
        clients.accept_credit_code(by=by, at=at, client=client, evidence=given.evidence)
        return {"uscc": client.uscc, "evidence": given.evidence}

    return write(request, act)


@router.delete("/{uscc}/people/{person}", auth=keys.may(Act.EDIT_CLIENT), response=Ended)
def end_membership(request: HttpRequest, uscc: str, person: int) -> HttpResponse:
    """Have somebody act for the enterprise no longer."""
    client = visible(request, uscc)
    found = Person.objects.filter(pk=person, memberships__client=client).first()
    if found is None:
        raise Http404

    def act() -> dict[str, Any]:
        by, at = keys.person_of(request), timezone.now()
        people.end_membership(by=by, at=at, person=found, client=client)
        return {"person": found.pk}

    return write(request, act)


def visible(request: HttpRequest, uscc: str) -> Client:
    """The enterprise, when the person may see it; else it is not there."""
    found = (
        Client.objects.visible_to(keys.actor_in(request)).filter(uscc=normalise_uscc(uscc)[:_USCC]).first()
    )
    if found is None:
        raise Http404
    return found


def plain(client: Client) -> dict[str, Any]:
    """An enterprise for programs."""
    return {
        "uscc": client.uscc,
        "name": client.name,
        "name_en": client.name_en,
        "address": client.address,
        "division": client.division,
        "industry": client.industry,
        "staff": client.staff,
        "product_families": client.product_families,
        "version": client.version,
    }


def _written(client: Client, remarks: tuple[Problem, ...]) -> dict[str, Any]:
    return {**plain(client), "remarks": [each.code for each in remarks]}
