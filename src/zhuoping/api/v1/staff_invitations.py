# SPDX-License-Identifier: Apache-2.0
"""Invitations to roles in the body."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Router

from zhuoping.actions import invitations
from zhuoping.api import keys
from zhuoping.api.v1.invitations import (
    SECRET,
    InvitationOut,
    Invited,
    Taken,
    found,
    plain,
    renewed,
    withdrawn,
)
from zhuoping.api.writing import CREATED, write
from zhuoping.core.authority import Act, Role

router = Router(tags=["people"])


class StaffInvited(Invited):
    """Whom, and to which roles."""

    roles: frozenset[Role]


@router.post("", auth=keys.may(Act.MANAGE_PEOPLE), response={CREATED: InvitationOut})
def invite(request: HttpRequest, given: StaffInvited) -> HttpResponse:
    """Invite somebody to roles in the body."""

    def act() -> dict[str, Any]:
        by, at = keys.person_of(request), timezone.now()
        return plain(invitations.invite(by=by, at=at, shown=True, **dict(given)), at)

    return write(request, act, CREATED, secret=SECRET)


@router.post("/{invitation}/renew", auth=keys.may(Act.MANAGE_PEOPLE), response=InvitationOut)
def renew(request: HttpRequest, invitation: int) -> HttpResponse:
    """A new link and term; the old link opens nothing any more."""
    return renewed(request, found(invitation, None))


@router.post("/{invitation}/withdraw", auth=keys.may(Act.MANAGE_PEOPLE), response=Taken)
def withdraw(request: HttpRequest, invitation: int) -> HttpResponse:
    """Take an invitation back."""
    return withdrawn(request, found(invitation, None))
