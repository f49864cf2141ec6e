# SPDX-License-Identifier: Apache-2.0
"""People: who there is, their roles, shutting out and letting in again."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db.models import Prefetch, QuerySet, TextField, Value
from django.db.models.functions import Concat, Lower
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Router, Schema

from zhuoping.actions import api_keys, people, sessions
from zhuoping.api import keys
from zhuoping.api.paging import Limit, Mark, Page, paged
from zhuoping.api.reading import In, Reason
from zhuoping.api.writing import write
from zhuoping.core.authority import Act, Role
from zhuoping.core.searching import words_of
from zhuoping.records.models import ApiKey, Membership, Person, RoleHolding

router = Router(tags=["people"])


class RoleOut(Schema):
    """A role that somebody holds."""

    role: Role
    since_at: datetime


class PersonOut(Schema):
    """Somebody who signs in here; `clients` are those that they act for."""

    id: int
    name: str
    email: str
    is_active: bool
    joined_at: datetime
    other_body: str
    roles: list[RoleOut]
    clients: list[str]


class KeyOut(Schema):
    """A key of programs, without its secret."""

    id: int
    name: str
    scopes: list[str]
    made_at: datetime
    expires_at: datetime
    ended_at: datetime | None
    used_at: datetime | None


class NameIn(In):
    """A name."""

    name: str


class RoleIn(In):
    """A role to give."""

    role: Role


@router.get("", auth=keys.may(Act.VIEW_PEOPLE), response=Page[PersonOut])
def list_people(
    request: HttpRequest, q: str = "", role: Role | None = None, after: Mark = None, limit: Limit = 50
) -> dict[str, Any]:
    """Everybody who signs in here, the newest first."""
    del request  # Whoever may see people sees all of them.
    text = Lower(Concat("name", Value(" "), "email", output_field=TextField()))
    rows = _rows().annotate(text=text)
    for word in words_of(q):
        rows = rows.filter(text__contains=word)
    if role is Role.CLIENT_USER:
        rows = rows.filter(pk__in=Membership.objects.filter(ended_at=None).values("person_id"))
    elif role is not None:
        holdings = RoleHolding.objects.filter(role=role, ended_at=None)
        rows = rows.filter(pk__in=holdings.values("person_id"))
    return paged(rows, after, limit, plain)


@router.get("/{person}", auth=keys.may(Act.VIEW_PEOPLE), response=PersonOut)
def get_person(request: HttpRequest, person: int) -> dict[str, Any]:
    """One person."""
    del request
    return plain(found(person))


@router.get("/{person}/keys", auth=keys.may(Act.MANAGE_API_KEYS), response=list[KeyOut])
def list_keys(request: HttpRequest, person: int) -> list[dict[str, Any]]:
    """A person's keys of programs, the newest first."""
    del request
    rows = ApiKey.objects.filter(person=found(person)).order_by("-pk")
    names = [name for name in KeyOut.model_fields if name != "id"]
    return [{"id": row.pk, **{name: getattr(row, name) for name in names}} for row in rows]


@router.delete("/{person}/keys/{key}", auth=keys.may(Act.MANAGE_API_KEYS), response=PersonOut)
def end_key(request: HttpRequest, person: int, key: int) -> HttpResponse:
    """End a key of a person at once; they are told by mail."""
    someone = found(person)
    if not ApiKey.objects.filter(person=someone, pk=key).exists():
        raise Http404
    return _write(request, person, lambda by, at: api_keys.end(by=by, at=at, key=key))


@router.delete("/{person}/sessions", auth=keys.may(Act.MANAGE_PEOPLE), response=PersonOut)
def end_sessions(request: HttpRequest, person: int) -> HttpResponse:
    """Sign a person out on all devices; they are told by mail. Their keys stay."""
    someone = found(person)
    return _write(request, person, lambda by, at: sessions.end_all(by=by, at=at, person=someone))


@router.put("/{person}/name", auth=keys.may(Act.MANAGE_PEOPLE), response=PersonOut)
def rename(request: HttpRequest, person: int, given: NameIn) -> HttpResponse:
    """Change a name."""
    someone = found(person)
    return _write(
        request, person, lambda by, at: people.rename(by=by, at=at, person=someone, name=given.name)
    )


@router.post("/{person}/roles", auth=keys.may(Act.MANAGE_ROLES), response=PersonOut)
def grant_role(request: HttpRequest, person: int, given: RoleIn) -> HttpResponse:
    """Give a role from now on."""
    someone = found(person)
    return _write(
        request, person, lambda by, at: people.grant_role(by=by, at=at, person=someone, role=given.role)
    )


@router.delete("/{person}/roles/{role}", auth=keys.may(Act.MANAGE_ROLES), response=PersonOut)
def end_role(request: HttpRequest, person: int, role: Role) -> HttpResponse:
    """End a role now."""
    someone = found(person)
    return _write(request, person, lambda by, at: people.end_role(by=by, at=at, person=someone, role=role))


@router.post("/{person}/deactivate", auth=keys.may(Act.MANAGE_PEOPLE), response=PersonOut)
def deactivate(request: HttpRequest, person: int, given: Reason) -> HttpResponse:
    """Shut a person out: their sessions and keys end for good."""
    someone, why = found(person), given.reason
    return _write(request, person, lambda by, at: people.deactivate(by=by, at=at, person=someone, reason=why))


@router.post("/{person}/reactivate", auth=keys.may(Act.MANAGE_PEOPLE), response=PersonOut)
def reactivate(request: HttpRequest, person: int) -> HttpResponse:
    """Let a person in again."""
    someone = found(person)
    return _write(request, person, lambda by, at: people.reactivate(by=by, at=at, person=someone))


@router.post("/{person}/unlock", auth=keys.may(Act.MANAGE_PEOPLE), response=PersonOut)
def unlock(request: HttpRequest, person: int) -> HttpResponse:
    """Forget a person's failed sign-ins."""
    someone = found(person)
    return _write(request, person, lambda by, at: people.unlock(by=by, at=at, person=someone))


@router.post("/{person}/second-factor/reset", auth=keys.may(Act.MANAGE_PEOPLE), response=PersonOut)
def reset_second_factor(request: HttpRequest, person: int, given: Reason) -> HttpResponse:
    """Remove the second factor of somebody who lost it; their sessions and keys end."""
    someone, why = found(person), given.reason
    return _write(
        request, person, lambda by, at: people.reset_second_factor(by=by, at=at, person=someone, reason=why)
    )


def found(person: int) -> Person:
    """The person with this number."""
    row = _rows().filter(pk=person).first()
    if row is None:
        raise Http404
    return row


def plain(row: Person) -> dict[str, Any]:
    """A person for programs."""
    return {
        "id": row.pk,
        "name": row.name,
        "email": row.email,
        "is_active": row.is_active,
        "joined_at": row.joined_at,
        "other_body": row.other_body,
        "roles": [{"role": each.role, "since_at": each.since_at} for each in row.roles.all()],
        "clients": [each.client.uscc for each in row.memberships.all()],
    }


def _rows() -> QuerySet[Person]:
    """People with what they hold now, in three queries."""
    roles = RoleHolding.objects.filter(ended_at=None).order_by("pk")
    memberships = Membership.objects.filter(ended_at=None).select_related("client").order_by("pk")
    return Person.objects.prefetch_related(Prefetch("roles", roles), Prefetch("memberships", memberships))


def _write(request: HttpRequest, person: int, change: Callable[[Person, datetime], object]) -> HttpResponse:
    """One change, answered with the person as they are then."""

    def act() -> dict[str, Any]:
        change(keys.person_of(request), timezone.now())
        return plain(found(person))

    return write(request, act)
