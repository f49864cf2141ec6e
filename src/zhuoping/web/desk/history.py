# SPDX-License-Identifier: Apache-2.0
"""The history of an engagement: what was done, by whom and when, as the ledger has it (17065 7.12)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_safe

from zhuoping.actions.acting import subject_of
from zhuoping.core.authority import Act, check
from zhuoping.core.wording.history import Detail
from zhuoping.records.history import Done, entries_of
from zhuoping.records.models import Engagement
from zhuoping.web.shared.access import actor_in, engagement_or_404, page
from zhuoping.web.shared.language import wording_language

# A sequence has fifteen digits at most (core/ledger/lines).
_DIGITS = 15
_NEWEST = 5


@dataclass(frozen=True, slots=True)
class Shown:
    """One entry in the language of the page."""

    sequence: int
    at: datetime
    person: str
    act: str
    subject: str
    details: tuple[Detail, ...]
    digest: str


def shown(entries: Iterable[Done]) -> list[Shown]:
    """Entries for `desk/history_fragment.html`."""
    language = wording_language()
    return [
        Shown(
            each.sequence,
            each.at,
            each.person,
            each.act(language),
            each.subject,
            each.details(language),
            each.digest,
        )
        for each in entries
    ]


def newest(engagement: Engagement) -> list[Shown]:
    """The last few entries of an engagement, for its page; who may view it is asked there."""
    return shown(entries_of(engagement, most=_NEWEST).entries)


def before(request: HttpRequest) -> int | None:
    """The sequence whose predecessors are asked for; None for the newest entries."""
    asked = request.GET.get("before", "")
    return int(asked) if asked.isascii() and asked.isdecimal() and len(asked) <= _DIGITS else None


@require_safe
@page(Act.VIEW_HISTORY)
def history(request: HttpRequest, number: str) -> HttpResponse:
    """All that was done in an engagement, newest first."""
    engagement = engagement_or_404(request, number)
    check(actor_in(request), Act.VIEW_HISTORY, subject_of(engagement))
    stretch = entries_of(engagement, before=before(request))
    context = {
        "engagement": engagement,
        "entries": shown(stretch.entries),
        "earlier": stretch.earlier,
        "is_newest": before(request) is None,
    }
    return render(request, "desk/history.html", context)


urlpatterns = [path("engagements/<str:number>/history/", history, name="desk-history")]
