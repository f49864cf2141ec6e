# SPDX-License-Identifier: Apache-2.0
"""Declarations, what is still missing, and the submission itself; and ending an engagement by its client."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from zhuoping.actions import application
from zhuoping.core.application import Declaration
from zhuoping.core.authority import Act
from zhuoping.core.problems import Refused
from zhuoping.records.models import Engagement
from zhuoping.web.portal.missing import missing_of, parts_of
from zhuoping.web.portal.standing import has_ended, is_filling
from zhuoping.web.shared.access import engagement_or_404, page, person_of
from zhuoping.web.shared.asking import SeeOther, ask
from zhuoping.web.shared.forms import Form, TextField
from zhuoping.web.shared.refusals import put_beside_fields, status_of
from zhuoping.web.shared.words import choices_of

_REASON_LIMIT = 2000


class DeclarationsForm(Form):
    """What the applicant declares."""

    declarations = forms.MultipleChoiceField(
        label=gettext_lazy("本企业声明"),
        choices=choices_of(Declaration),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=gettext_lazy("由有权代表企业的人逐项确认；全部确认后才能提交。"),
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["declarations"].is_needed_later = True  # type: ignore[attr-defined]


class SubmitForm(Form):
    """The version that the person saw."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


class EndForm(Form):
    """Why an engagement ends."""

    reason = TextField(label=gettext_lazy("终止的理由"), rows=3, max_length=_REASON_LIMIT)


@require_http_methods(["GET", "POST"])
@page(Act.APPLY)
def submission(request: HttpRequest, number: str) -> HttpResponse:
    """Make the declarations, look at what is missing, submit. POST keeps the declarations."""
    engagement = engagement_or_404(request, number)
    if request.method != "POST":
        if not is_filling(engagement):
            return redirect("portal-engagement", number)
        return _page(request, engagement, _declared(engagement), SubmitForm(), 200)
    form = DeclarationsForm(request.POST)
    status = 422
    if form.is_valid():
        made = frozenset(map(Declaration, form.cleaned_data["declarations"]))
        try:
            application.declare(by=person_of(request), at=timezone.now(), number=number, declarations=made)
        except Refused as refused:
            put_beside_fields(form, refused)
            status = status_of(refused)
        else:
            messages.success(request, _("声明已保存。"))
            return SeeOther(request.path)
    return _page(request, engagement, form, SubmitForm(), status)


@require_POST
@page(Act.APPLY)
def submit(request: HttpRequest, number: str) -> HttpResponse:
    """Submit what the person saw; with anything missing or changed, the page says so and nothing is submitted."""
    engagement = engagement_or_404(request, number)
    form = SubmitForm(request.POST)
    if not form.is_valid():
        return _page(request, engagement, _declared(engagement), form, 422)
    now = timezone.now()
    try:
        application.submit(
            by=person_of(request),
            at=now,
            number=number,
            version=form.cleaned_data["version"],
            on=timezone.localdate(now),
        )
    except Refused as refused:
        fresh = engagement_or_404(request, number)
        if not is_filling(fresh):
            # Sent twice: the first one did it, and the page of the engagement says so.
            raise
        put_beside_fields(form, refused)
        return _page(request, fresh, _declared(fresh), form, status_of(refused))
    messages.success(request, _("申请已提交：认证机构评审后会通知您。"))
    return SeeOther(reverse("portal-engagement", args=[number]))


@require_http_methods(["GET", "POST"])
@page(Act.DISCONTINUE)
def end(request: HttpRequest, number: str) -> HttpResponse:
    """End the engagement, with the reason."""
    engagement = engagement_or_404(request, number)
    back = reverse("portal-engagement", args=[number])
    if request.method != "POST" and has_ended(engagement):
        return redirect(back)

    def act(given: dict[str, object]) -> None:
        by, at = person_of(request), timezone.now()
        application.discontinue(by=by, at=at, number=number, reason=str(given["reason"]))

    form = EndForm(request.POST or None)
    context = {"engagement": engagement}
    return ask(request, "portal/end.html", form, act, done=_("认证项目已终止。"), back=back, context=context)


def _declared(engagement: Engagement) -> DeclarationsForm:
    return DeclarationsForm(initial={"declarations": engagement.application.declarations})


def _page(
    request: HttpRequest,
    engagement: Engagement,
    declarations: DeclarationsForm,
    submit_form: SubmitForm,
    status: int,
) -> HttpResponse:
    missing = missing_of(engagement, timezone.localdate())
    context = {
        "engagement": engagement,
        "form": declarations,
        "submit_form": submit_form,
        "version": engagement.version,
        "missing": missing,
        "parts": parts_of(engagement, missing),
    }
    return render(request, "portal/submission.html", context, status=status)


urlpatterns = [
    path("engagements/<str:number>/submission/", submission, name="portal-submission"),
    path("engagements/<str:number>/submit/", submit, name="portal-submit"),
    path("engagements/<str:number>/end/", end, name="portal-end"),
]
