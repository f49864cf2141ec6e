# SPDX-License-Identifier: Apache-2.0
"""One's own sessions: where one is signed in, and signing out there from here."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from zhuoping.actions import sessions
from zhuoping.records.sign_ins import open_sessions
from zhuoping.web.shared.access import person_of
from zhuoping.web.shared.accounts import client_address
from zhuoping.web.shared.asking import SeeOther
from zhuoping.web.shared.devices import device_of

_NOTED_EVERY = 15 * 60  # Seconds.


class SeenMiddleware:
    """Notes when a session was seen last, a few times an hour: reading a page is to cost no write."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The page as it is."""
        key = request.session.session_key
        if key and request.user.is_authenticated and caches["limits"].add(f"seen:{key}", 1, _NOTED_EVERY):
            sessions.note_seen(
                by=person_of(request),
                at=timezone.now(),
                session_key=key,
                address=client_address(request),
                device=request.headers.get("User-Agent", ""),
            )
        return self.get_response(request)


@dataclass(frozen=True, slots=True)
class Shown:
    """A session as the profile shows it; no address where the server was not told one."""

    pk: int
    device: str
    address: str
    since: datetime
    seen: datetime
    is_here: bool


def shown(request: HttpRequest) -> list[Shown]:
    """The sessions of whoever looks, the one seen last first."""
    here = request.session.session_key
    return [
        Shown(
            row.pk,
            device_of(row.user_agent),
            "" if row.ip == sessions.UNKNOWN_ADDRESS else row.ip,
            row.created_at,
            row.last_seen_at,
            row.session_key == here,
        )
        for row in open_sessions(person_of(request), timezone.now())
    ]


@require_safe
@login_required
def show(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - allauth's address for them; ours is the profile.
    """On to the profile, where they are."""
    return HttpResponseRedirect(_profile())


@require_POST
@login_required
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """Sign out in one session."""
    sessions.end(by=person_of(request), session=pk)
    messages.success(request, _("已退出该设备上的登录。"))
    return SeeOther(_profile())


@require_POST
@login_required
def end_others(request: HttpRequest) -> HttpResponse:
    """Sign out everywhere but here."""
    sessions.end_others(by=person_of(request), keep=request.session.session_key or "")
    messages.success(request, _("已退出其他设备上的登录。"))
    return SeeOther(_profile())


def _profile() -> str:
    return f"{reverse('account-profile')}#sessions"
