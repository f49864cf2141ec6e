# SPDX-License-Identifier: Apache-2.0
"""The frozen scorecard on the desk: its rounds, files and signatures; signing it, and opening fieldwork again."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from zhuoping.actions.acting import subject_of
from zhuoping.actions.fieldwork.closing import reopen_fieldwork
from zhuoping.actions.fieldwork.signing import sign_scorecard
from zhuoping.core.authority import Act, Party, may
from zhuoping.core.fieldwork.frozen import internal_text
from zhuoping.core.fieldwork.signing import sides_of, signed_before
from zhuoping.core.lifecycle import BY_CODE, Stage
from zhuoping.core.problems import Refused
from zhuoping.records.closing_values import frozen_scorecards, signatures_of
from zhuoping.records.models import FrozenScorecard
from zhuoping.web.desk.fieldwork.asking import InField, in_field
from zhuoping.web.shared.access import page, person_of
from zhuoping.web.shared.asking import SeeOther, ask
from zhuoping.web.shared.forms import Form, TextField
from zhuoping.web.shared.refusals import put_beside_fields, status_of
from zhuoping.web.shared.scorecards import (
    SignatureForm,
    json_file,
    pdf_file,
    scorecard_or_404,
    scorecard_shown,
    signed_by,
)


class ReopenForm(Form):
    """Why closed fieldwork is opened again."""

    reason = TextField(
        label=gettext_lazy("理由"),
        rows=4,
        max_length=2000,
        help_text=gettext_lazy("会通知企业和审查组。已定稿的评分表和签名保留。"),
    )


@require_safe
@page(Act.VIEW_SCORECARD)
def scorecard(request: HttpRequest, number: str, round_: int | None = None) -> HttpResponse:
    """A round, the latest unless another is asked for; before the first closing, that there is none."""
    field = in_field(request, number, Act.VIEW_SCORECARD)
    rows = frozen_scorecards(field.engagement)
    if not rows and round_ is None:
        context = {"engagement": field.engagement, "field": field}
        return render(request, "desk/fieldwork/scorecard_none.html", context)
    return _page(request, field, rows, scorecard_or_404(rows, round_))


@require_http_methods(["GET", "POST"])
@page(Act.SIGN_SCORECARD)
def sign(request: HttpRequest, number: str) -> HttpResponse:
    """Sign the latest round; the leader also takes in the client's signature."""
    field = in_field(request, number, Act.SIGN_SCORECARD)
    rows = frozen_scorecards(field.engagement)
    row = scorecard_or_404(rows, None)
    sides = _open_sides(field, row)
    if request.method != "POST" and not sides:
        return SeeOther(reverse("desk-fieldwork-scorecard", args=[number]))
    wanted = sides or sides_of(field.member, field.team, is_client=False)
    if request.method != "POST":
        form = SignatureForm(initial={"digest": row.digest}, sides=wanted)
        return _sign_page(request, field, row, form)
    form, status = SignatureForm(request.POST, request.FILES, sides=wanted), 422
    if form.is_valid():
        try:
            sign_scorecard(by=person_of(request), at=timezone.now(), number=number, **form.values())
        except Refused as refused:
            put_beside_fields(form, refused)
            status = status_of(refused)
        else:
            messages.success(request, _("%(name)s已签署。") % {"name": signed_by(request, form)})
            return SeeOther(reverse("desk-fieldwork-scorecard", args=[number]))
    return _sign_page(request, field, row, form, status)


@require_http_methods(["GET", "POST"])
@page(Act.REOPEN_FIELDWORK)
def reopen(request: HttpRequest, number: str) -> HttpResponse:
    """Open fieldwork again, with a reason."""
    field = in_field(request, number, Act.REOPEN_FIELDWORK)
    back = reverse("desk-fieldwork-scorecard", args=[number])
    if request.method != "POST" and Stage(field.engagement.stage) not in BY_CODE["fieldwork.reopened"].stages:
        return redirect(back)

    def act(given: dict[str, str]) -> None:
        reopen_fieldwork(by=person_of(request), at=timezone.now(), number=number, reason=given["reason"])

    context = {"engagement": field.engagement, "field": field}
    done = _("现场审查已重新打开，审查组可以继续。")
    form = ReopenForm(request.POST or None)
    return ask(request, "desk/fieldwork/reopen.html", form, act, done=done, back=back, context=context)


@require_safe
@page(Act.VIEW_SCORECARD)
def json_download(request: HttpRequest, number: str, round_: int) -> HttpResponse:
    """What was frozen, as the client gets it: the file that the digest is of."""
    field = in_field(request, number, Act.VIEW_SCORECARD)
    return json_file(field.engagement, scorecard_or_404(frozen_scorecards(field.engagement), round_))


@require_safe
@page(Act.VIEW_FIELDWORK)
def internal_download(request: HttpRequest, number: str, round_: int) -> HttpResponse:
    """The half that the body keeps to itself; the other half names its digest."""
    field = in_field(request, number)
    row = scorecard_or_404(frozen_scorecards(field.engagement), round_)
    response = HttpResponse(internal_text(row.content), content_type="application/json")
    name = f"{number}-scorecard-{row.round}-internal.json"
    response["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    response["Cache-Control"] = "private, no-store"
    return response


@require_safe
@page(Act.VIEW_SCORECARD)
def pdf_download(request: HttpRequest, number: str, round_: int) -> HttpResponse:
    """The summary that was left with the client."""
    field = in_field(request, number, Act.VIEW_SCORECARD)
    return pdf_file(field.engagement, scorecard_or_404(frozen_scorecards(field.engagement), round_))


def _page(
    request: HttpRequest, field: InField, rows: list[FrozenScorecard], row: FrozenScorecard
) -> HttpResponse:
    is_latest = row == rows[0]
    context = {
        "engagement": field.engagement,
        "field": field,
        "card": scorecard_shown(field.engagement, row),
        "rounds": rows,
        "is_latest": is_latest,
        "may_sign": is_latest and bool(_open_sides(field, row)),
        "may_reopen": is_latest and _may(field, "fieldwork.reopened", Act.REOPEN_FIELDWORK),
    }
    return render(request, "desk/fieldwork/scorecard.html", context)


def _sign_page(
    request: HttpRequest, field: InField, row: FrozenScorecard, form: SignatureForm, status: int = 200
) -> HttpResponse:
    context = {
        "engagement": field.engagement,
        "field": field,
        "card": scorecard_shown(field.engagement, row),
        "form": form,
        "back": reverse("desk-fieldwork-scorecard", args=[field.engagement.number]),
    }
    return render(request, "desk/fieldwork/sign.html", context, status=status)


def _open_sides(field: InField, row: FrozenScorecard) -> tuple[Party, ...]:
    """The sides that this person may still sign for."""
    if not _may(field, "scorecard.signed", Act.SIGN_SCORECARD):
        return ()
    signed = signatures_of(row)
    sides = sides_of(field.member, field.team, is_client=False)
    return tuple(each for each in sides if signed_before(each, field.actor.id, signed) is None)


def _may(field: InField, code: str, act: Act) -> bool:
    is_time = Stage(field.engagement.stage) in BY_CODE[code].stages
    return is_time and may(field.actor, act, subject_of(field.engagement))


_ONE = "engagements/<str:number>/fieldwork/scorecard/"
urlpatterns = [
    path(_ONE, scorecard, name="desk-fieldwork-scorecard"),
    path(f"{_ONE}sign/", sign, name="desk-fieldwork-sign"),
    path(f"{_ONE}reopen/", reopen, name="desk-fieldwork-reopen"),
    path(f"{_ONE}<int:round_>/", scorecard, name="desk-fieldwork-scorecard-round"),
    path(f"{_ONE}<int:round_>/scorecard.json", json_download, name="desk-fieldwork-scorecard-json"),
    path(f"{_ONE}<int:round_>/internal.json", internal_download, name="desk-fieldwork-scorecard-internal"),
    path(f"{_ONE}<int:round_>/summary.pdf", pdf_download, name="desk-fieldwork-scorecard-pdf"),
]
