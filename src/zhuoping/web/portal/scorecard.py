# SPDX-License-Identifier: Apache-2.0
"""The frozen scorecard for the client: to be read, downloaded and signed. There is none before fieldwork was closed."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from zhuoping.actions.acting import subject_of
from zhuoping.actions.fieldwork.signing import sign_scorecard
from zhuoping.core.authority import Act, Party, check, may
from zhuoping.core.fieldwork.signing import signed_before
from zhuoping.core.lifecycle import BY_CODE, Stage
from zhuoping.core.problems import Refused
from zhuoping.records.closing_values import frozen_scorecards, signatures_of
from zhuoping.records.models import Engagement, FrozenScorecard
from zhuoping.web.shared.access import actor_in, engagement_or_404, page, person_of
from zhuoping.web.shared.asking import SeeOther
from zhuoping.web.shared.refusals import put_beside_fields, status_of
from zhuoping.web.shared.scorecards import (
    SignatureForm,
    json_file,
    pdf_file,
    scorecard_or_404,
    scorecard_shown,
    signed_by,
)

_SIDES = (Party.CLIENT,)


@require_http_methods(["GET", "POST"])
@page(Act.VIEW_SCORECARD)
def scorecard(request: HttpRequest, number: str, round_: int | None = None) -> HttpResponse:
    """A round, the latest unless another is asked for; POST signs the latest for the client."""
    engagement = _engagement(request, number)
    rows = frozen_scorecards(engagement)
    row = scorecard_or_404(rows, round_)
    if request.method != "POST":
        form = SignatureForm(initial={"digest": row.digest}, sides=_SIDES)
        return _page(request, engagement, rows, row, form)
    form, status = SignatureForm(request.POST, request.FILES, sides=_SIDES), 422
    if form.is_valid():
        try:
            sign_scorecard(by=person_of(request), at=timezone.now(), number=number, **form.values())
        except Refused as refused:
            put_beside_fields(form, refused)
            status = status_of(refused)
        else:
            messages.success(request, _("%(name)s已签署。") % {"name": signed_by(request, form)})
            return SeeOther(reverse("portal-scorecard", args=[number]))
    return _page(request, engagement, rows, row, form, status)


@require_safe
@page(Act.VIEW_SCORECARD)
def json_download(request: HttpRequest, number: str, round_: int) -> HttpResponse:
    """What was frozen: the file that the digest is of."""
    engagement = _engagement(request, number)
    return json_file(engagement, scorecard_or_404(frozen_scorecards(engagement), round_))


@require_safe
@page(Act.VIEW_SCORECARD)
def pdf_download(request: HttpRequest, number: str, round_: int) -> HttpResponse:
    """The summary."""
    engagement = _engagement(request, number)
    return pdf_file(engagement, scorecard_or_404(frozen_scorecards(engagement), round_))


def _page(
    request: HttpRequest,
    engagement: Engagement,
    rows: list[FrozenScorecard],
    row: FrozenScorecard,
    form: SignatureForm,
    status: int = 200,
) -> HttpResponse:
    context = {
        "engagement": engagement,
        "card": scorecard_shown(engagement, row),
        "rounds": rows,
        "is_latest": row == rows[0],
        "form": form,
        "signs": row == rows[0] and _signs(request, engagement, row),
    }
    return render(request, "portal/scorecard.html", context, status=status)


def _signs(request: HttpRequest, engagement: Engagement, row: FrozenScorecard) -> bool:
    """Whether the client's signature is still to come, and this person may give it."""
    actor = actor_in(request)
    is_time = Stage(engagement.stage) in BY_CODE["scorecard.signed"].stages
    theirs = not actor.is_staff and may(actor, Act.SIGN_SCORECARD, subject_of(engagement))
    return is_time and theirs and signed_before(Party.CLIENT, actor.id, signatures_of(row)) is None


def _engagement(request: HttpRequest, number: str) -> Engagement:
    engagement = engagement_or_404(request, number)
    check(actor_in(request), Act.VIEW_SCORECARD, subject_of(engagement))
    return engagement


_ONE = "engagements/<str:number>/scorecard/"
urlpatterns = [
    path(_ONE, scorecard, name="portal-scorecard"),
    path(f"{_ONE}<int:round_>/", scorecard, name="portal-scorecard-round"),
    path(f"{_ONE}<int:round_>/scorecard.json", json_download, name="portal-scorecard-json"),
    path(f"{_ONE}<int:round_>/summary.pdf", pdf_download, name="portal-scorecard-pdf"),
]
