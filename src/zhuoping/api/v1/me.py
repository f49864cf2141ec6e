# SPDX-License-Identifier: Apache-2.0
"""Whose key this is, and what it may be used for."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from ninja import Router, Schema

from zhuoping.api import keys
from zhuoping.core.authority import Act, Role
from zhuoping.core.programs import Scope
from zhuoping.records.models import ApiKey, Client

router = Router(tags=["me"])


class MeOut(Schema):
    """The person, their roles of now, the enterprises that they act for, and the key's scopes."""

    id: int
    name: str
    email: str
    roles: list[Role]
    clients: list[str]
    scopes: list[Scope]
    expires_at: datetime


@router.get("/me", auth=keys.may(Act.SEARCH), response=MeOut)
def get_me(request: HttpRequest) -> dict[str, Any]:
    """Whose key this is."""
    person, actor = keys.person_of(request), keys.actor_in(request)
    key: ApiKey = request.auth  # type: ignore[attr-defined]
    clients = Client.objects.filter(pk__in=actor.clients).order_by("uscc")
    return {
        "id": person.pk,
        "name": person.name,
        "email": person.email,
        "roles": sorted(actor.roles),
        "clients": list(clients.values_list("uscc", flat=True)),
        "scopes": key.scopes,
        "expires_at": key.expires_at,
    }
