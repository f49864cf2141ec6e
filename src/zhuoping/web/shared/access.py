# SPDX-License-Identifier: Apache-2.0
"""Who may open a page. The rules are core/authority's; here they are asked, anew for every request."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Concatenate, ParamSpec
from urllib.parse import urlencode

from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import Resolver404, resolve, reverse

from zhuoping.core.authority import Act, Actor, check_anywhere, needs_second_factor
from zhuoping.records.actors import actor_of
from zhuoping.records.models import Client, Engagement, Person
from zhuoping.records.sign_ins import has_second_factor

Parameters = ParamSpec("Parameters")
_DESK = "/desk/"
View = Callable[Concatenate[HttpRequest, Parameters], HttpResponseBase]


def person_of(request: HttpRequest) -> Person:
    """Who is signed in; only for pages behind `page`."""
    assert isinstance(request.user, Person)  # noqa: S101 - `page` saw to it.
    return request.user


def actor_in(request: HttpRequest) -> Actor:
    """The signed-in person with their roles, looked up once a request."""
    if not hasattr(request, "actor"):
        request.actor = actor_of(person_of(request))  # type: ignore[attr-defined]
    return request.actor  # type: ignore[attr-defined, no-any-return]


def page(act: Act) -> Callable[[View[Parameters]], View[Parameters]]:
    """A page for signed-in people who may do `act` somewhere; what they may do with one thing is asked again for it."""

    def decorate(view: View[Parameters]) -> View[Parameters]:
        @functools.wraps(view)
        def asked(
            request: HttpRequest, /, *args: Parameters.args, **kwargs: Parameters.kwargs
        ) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            if request.path.startswith(_DESK):
                check_anywhere(actor_in(request), Act.USE_DESK)
            check_anywhere(actor_in(request), act)
            return view(request, *args, **kwargs)

        asked.act = act  # type: ignore[attr-defined]
        return asked

    return decorate


def engagement_or_404(request: HttpRequest, number: str) -> Engagement:
    """The engagement, when the person may see it; a number that was guessed is a page that does not exist."""
    found = (
        Engagement.objects.visible_to(actor_in(request))
        .select_related("client", "edition", "officer")
        .filter(number=number)
        .first()
    )
    if found is None:
        raise Http404
    return found


def client_or_404(request: HttpRequest, uscc: str) -> Client:
    """The client with this credit code, when the person may see it."""
    found = Client.objects.visible_to(actor_in(request)).filter(uscc=uscc).first()
    if found is None:
        raise Http404
    return found


class SecondFactorMiddleware:
    """Roles that decide, review or administer need a second factor, in this very session.

    Without one set up there is only its set-up; with one that this session has not shown, only showing it.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The page, or the way to the second factor."""
        missing = self._missing(request)
        response = redirect(missing) if missing else self.get_response(request)
        if request.user.is_authenticated:
            # What somebody sees is for no cache between them and us, and asked for anew after they signed out.
            response.headers.setdefault("Cache-Control", "private, no-cache")
        return response

    @staticmethod
    def _missing(request: HttpRequest) -> str:
        """Where the person has to go first; empty when nowhere."""
        if not request.user.is_authenticated or request.path.startswith(("/static/", "/language/")):
            return ""
        page_name = _name_of(request.path)
        if page_name in _WAYS_OUT or not needs_second_factor(actor_in(request).roles):
            return ""
        person = person_of(request)
        if not has_second_factor(person):
            is_set_up = page_name.startswith("mfa_") or page_name == "account_reauthenticate"
            return "" if is_set_up else f"{reverse('mfa_index')}?required=1"
        # What was shown has to be theirs still: a lost device that an administrator removed keeps no session open.
        standing = frozenset(Authenticator.objects.filter(user=person).values_list("pk", flat=True))
        records = get_authentication_records(request, person)
        if any(record["method"] == "mfa" and record.get("id") in standing for record in records):
            return ""
        # Not even another factor is added before the one that is there was shown: a password alone opens nothing.
        by_code = is_mfa_enabled(person, [Authenticator.Type.TOTP])
        shown = reverse("mfa_reauthenticate" if by_code else "mfa_reauthenticate_webauthn")
        back = request.get_full_path() if request.method in ("GET", "HEAD") else "/"
        return f"{shown}?{urlencode({'next': back})}"


_WAYS_OUT = ("account_logout", "mfa_reauthenticate", "mfa_reauthenticate_webauthn")


def _name_of(path: str) -> str:
    """The name of the page at a path, empty where there is none."""
    try:
        return resolve(path).url_name or ""
    except Resolver404:
        return ""
