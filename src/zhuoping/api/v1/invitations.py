# SPDX-License-Identifier: Apache-2.0
"""Invitations to act for an enterprise. The link is in the answer and kept nowhere: whoever asks for one sends it."""

from datetime import datetime
from typing import Annotated, Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from ninja import Router, Schema
from pydantic import AfterValidator, Field

from zhuoping.actions import invitations
from zhuoping.api import keys
from zhuoping.api.reading import In
from zhuoping.api.v1 import clients
from zhuoping.api.writing import CREATED, write
from zhuoping.core.authority import Act, Role
from zhuoping.records.models import Client, Invitation

router = Router(tags=["clients"])
SECRET = "link"  # noqa: S105 - the name of the field that is shown once.


def _address(text: str) -> str:
    try:
        validate_email(text)
    except ValidationError:
        raise ValueError("not a mail address") from None
    return text


class Invited(In):
    """Whom."""

    email: Annotated[str, Field(max_length=254), AfterValidator(_address)]
    name: Annotated[str, Field(max_length=100)]


class InvitationOut(Schema):
    """An invitation; `link` is null in a repeated answer."""

    id: int
    email: str
    roles: list[Role]
    client: str | None
    expires_at: datetime
    link: str | None


class Taken(Schema):
    """Which invitation was taken back."""

    withdrawn: int


@router.post("/{uscc}/invitations", auth=keys.may(Act.EDIT_CLIENT), response={CREATED: InvitationOut})
def invite(request: HttpRequest, uscc: str, given: Invited) -> HttpResponse:
    """Invite somebody to act for the enterprise."""
    client = clients.visible(request, uscc)

    def act() -> dict[str, Any]:
        by, at = keys.person_of(request), timezone.now()
        token = invitations.invite(
            by=by, at=at, email=given.email, name=given.name, client=client, shown=True
        )
        return plain(token, at)

    return write(request, act, CREATED, secret=SECRET)


@router.post("/{uscc}/invitations/{invitation}/renew", auth=keys.may(Act.EDIT_CLIENT), response=InvitationOut)
def renew(request: HttpRequest, uscc: str, invitation: int) -> HttpResponse:
    """A new link and term; the old link opens nothing any more."""
    return renewed(request, found(invitation, clients.visible(request, uscc)))


@router.post("/{uscc}/invitations/{invitation}/withdraw", auth=keys.may(Act.EDIT_CLIENT), response=Taken)
def withdraw(request: HttpRequest, uscc: str, invitation: int) -> HttpResponse:
    """Take an invitation back."""
    return withdrawn(request, found(invitation, clients.visible(request, uscc)))


def found(invitation: int, client: Client | None) -> Invitation:
    """The invitation, when it is one to act for `client`; None: one to roles in the body."""
    row = Invitation.objects.filter(pk=invitation, client=client).first()
    if row is None:
        raise Http404
    return row


def renewed(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    """The answer with a new link."""

    def act() -> dict[str, Any]:
        by, at = keys.person_of(request), timezone.now()
        return plain(invitations.renew(by=by, at=at, invitation=invitation, shown=True), at)

    return write(request, act, secret=SECRET)


def withdrawn(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    """The answer when it was taken back."""

    def act() -> dict[str, Any]:
        invitations.withdraw(by=keys.person_of(request), at=timezone.now(), invitation=invitation)
        return {"withdrawn": invitation.pk}

    return write(request, act)


def plain(token: str, at: datetime) -> dict[str, Any]:
    """The invitation that a token opens, with its link."""
    row = invitations.standing(token=token, at=at)
    return {
        "id": row.pk,
        "email": row.email,
        "roles": row.roles,
        "client": row.client.uscc if row.client else None,
        "expires_at": row.expires_at,
        SECRET: f"{settings.ORIGIN}{reverse('account-invitation', args=[token])}",
    }
