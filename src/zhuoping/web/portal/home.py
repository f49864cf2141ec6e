# SPDX-License-Identifier: Apache-2.0
"""The client's first page: enterprises, engagements with whose turn it is, and what is new."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from zhuoping.actions import notices
from zhuoping.core.authority import Act
from zhuoping.records.models import Client, Engagement, Notice
from zhuoping.records.notices import told
from zhuoping.web.portal.standing import standings
from zhuoping.web.shared.access import actor_in, page, person_of
from zhuoping.web.shared.asking import SeeOther
from zhuoping.web.shared.language import wording_language

_MOST = 20


@require_safe
@page(Act.VIEW_WORK_LIST)
def home(request: HttpRequest) -> HttpResponse:
    """What waits for the client comes first; staff have their own first page."""
    actor = actor_in(request)
    if actor.is_staff:
        return redirect("home")
    rows = (
        Engagement.objects.filter(client__in=actor.clients)
        .select_related("client", "edition")
        .order_by("-pk")
    )
    found = standings(actor, rows[: _MOST + 1])
    unread = (
        Notice.objects.filter(person=person_of(request), read_at=None)
        .select_related("engagement__client")
        .order_by("-pk")[:_MOST]
    )
    language = wording_language()
    context = {
        "clients": list(Client.objects.filter(pk__in=actor.clients).order_by("name")[:_MOST]),
        "standings": sorted(found[:_MOST], key=lambda each: not each.is_mine),
        "has_more": len(found) > _MOST,
        "notices": [(each, told(each, language)) for each in unread],
    }
    return render(request, "portal/home.html", context)


@require_POST
@page(Act.VIEW_WORK_LIST)
def read_notices(request: HttpRequest) -> HttpResponse:
    """Mark what is new as read."""
    notices.read(by=person_of(request), at=timezone.now())
    return SeeOther("/portal/")


urlpatterns = [
    path("", home, name="portal-home"),
    path("notices/read/", read_notices, name="portal-notices-read"),
]
