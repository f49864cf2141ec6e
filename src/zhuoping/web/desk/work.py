# SPDX-License-Identifier: Apache-2.0
"""The first page of the staff: what waits for them, what they were told, where they are expected."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, path, reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from zhuoping.actions import notices
from zhuoping.core.authority import Act
from zhuoping.core.wording.labels import said
from zhuoping.records.models import Notice
from zhuoping.records.notices import Told, told
from zhuoping.records.work_list import OpenAct, plans_of, work_list
from zhuoping.web.shared.access import actor_in, page, person_of
from zhuoping.web.shared.asking import SeeOther
from zhuoping.web.shared.language import wording_language

# Where an act is done; everything else on the page of the engagement.
_PAGES = {
    "application.accepted": "desk-review",
    "agreement.issued": "desk-agreement",
    "agreement.signed": "desk-agreement",
    "plan.released": "desk-plan",
    "interests.declared": "desk-interests",
    "nonconformity.verified": "desk-fieldwork-nonconformities",
}
_NOTICES_SHOWN = 6
_PLANS_SHOWN = 10


@dataclass(frozen=True, slots=True)
class Line:
    """An open act as the page shows it."""

    act: OpenAct
    what: str
    address: str
    waiting: int  # Days since the engagement came to this stage.


@require_safe
@page(Act.VIEW_WORK_LIST)
def work(request: HttpRequest) -> HttpResponse:
    """The open acts of whoever looks, the most urgent first, with the newest notices and the days ahead.

    Clients have a first page of their own.
    """
    actor, today = actor_in(request), timezone.localdate()
    if not actor.is_staff:
        return redirect("home")
    found = work_list(actor, today)
    context = {
        "lines": [_line(act) for act in found.acts],
        "more": found.more,
        "overdue": found.overdue,
        "notices": newest_notices(request),
        "plans": plans_of(actor, today)[:_PLANS_SHOWN],
    }
    return render(request, "desk/work.html", context)


@require_POST
@page(Act.VIEW_WORK_LIST)
def read(request: HttpRequest) -> HttpResponse:
    """Mark all notices as read."""
    notices.read(by=person_of(request), at=timezone.now())
    return SeeOther(reverse("desk-work"))


def newest_notices(request: HttpRequest) -> list[tuple[Notice, Told]]:
    """What the person was told last and has not marked as read, newest first; the digest is this very page."""
    rows = (
        Notice.objects.filter(person=person_of(request), read_at=None)
        .exclude(code="daily-digest")
        .select_related("engagement__client")
        .order_by("-pk")[:_NOTICES_SHOWN]
    )
    return [(row, told(row, wording_language())) for row in rows]


def _line(act: OpenAct) -> Line:
    waiting = timezone.localdate() - timezone.localdate(act.engagement.stage_since)
    return Line(act, said(act.word, wording_language()), _address(act), waiting.days)


def _address(act: OpenAct) -> str:
    for name in (_PAGES.get(act.move, ""), "desk-engagement"):
        try:
            return reverse(name, args=[act.engagement.number])
        except NoReverseMatch:
            continue
    return ""


urlpatterns = [
    path("", work, name="desk-work"),
    path("read/", read, name="desk-work-read"),
]
