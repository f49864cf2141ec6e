# SPDX-License-Identifier: Apache-2.0
"""Who asks: a key in the header, looked up anew with its person's roles for every request. No cookie opens the API."""

from django.http import HttpRequest
from django.utils import timezone
from ninja.security import HttpBearer

from zhuoping.actions import api_keys
from zhuoping.api.reading import check_request
from zhuoping.core.authority import Act, Actor, Subject, check, check_anywhere
from zhuoping.core.programs import SCOPES, Scope, check_scope
from zhuoping.records.actors import actor_of
from zhuoping.records.models import ApiKey, Person


class Key(HttpBearer):
    """`Authorization: Bearer zp_…` of somebody who may do `act` somewhere; with one thing it is asked again."""

    def __init__(self, act: Act) -> None:
        super().__init__()
        self.act = act

    def authenticate(self, request: HttpRequest, token: str) -> ApiKey | None:
        """The key, when it may be used for this.

        Raises Refused: api-key-scope, not-allowed-role, and as `api_keys.check_second_factor` and `check_request`.
        """
        now = timezone.now()
        key = api_keys.find(text=token, at=now)
        if key is None:
            return None
        check_request(request)
        check_scope([Scope(each) for each in key.scopes], self.act)
        actor = actor_of(key.person)
        api_keys.check_second_factor(key=key, actor=actor)
        check_anywhere(actor, self.act)
        api_keys.note_use(key=key, at=now)
        request.actor = actor  # type: ignore[attr-defined]
        return key


def may(act: Act) -> Key:
    """The `auth` of a route by which `act` is done; the API's description names the scopes that it needs."""
    scopes = [scope.value for scope in SCOPES[act]]
    told = {"openapi_description": f"A key with the scope {' or '.join(scopes)}."}
    name = f"Key{'Or'.join(scope.title() for scope in scopes)}"
    made: Key = type(name, (Key,), told)(act)
    return made


def key_of(request: HttpRequest) -> ApiKey:
    """The key that the request came with."""
    key: ApiKey = request.auth  # type: ignore[attr-defined]
    return key


def person_of(request: HttpRequest) -> Person:
    """Whose key it is."""
    return key_of(request).person


def actor_in(request: HttpRequest) -> Actor:
    """The person with their roles, looked up once a request."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return actor


def allow(request: HttpRequest, act: Act, subject: Subject) -> None:
    """Nothing, when the person may do `act` to that. Raises Refused, as `authority.check`."""
    check(actor_in(request), act, subject)
