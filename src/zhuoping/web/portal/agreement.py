# SPDX-License-Identifier: Apache-2.0
"""The certification agreement on the client's side: read it, have it signed by somebody who may bind the enterprise."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from zhuoping.actions import agreement as actions
from zhuoping.actions.acting import subject_of
from zhuoping.core.agreement import SIGNATORY_LIMIT
from zhuoping.core.authority import Act, Party, may
from zhuoping.core.lifecycle import Stage
from zhuoping.core.problems import Refused
from zhuoping.records.agreement_values import parties_signed, terms_of
from zhuoping.records.models import Agreement, Engagement
from zhuoping.web.shared.access import actor_in, engagement_or_404, page, person_of
from zhuoping.web.shared.asking import SeeOther
from zhuoping.web.shared.forms import Form
from zhuoping.web.shared.refusals import put_beside_fields, status_of
from zhuoping.web.shared.uploads import EvidenceField, handed


class SignForm(Form):
    """Who signs for the enterprise; `digest` names the document that was read."""

    digest = forms.CharField(widget=forms.HiddenInput, max_length=64)
    signatory = forms.CharField(
        label=gettext_lazy("签署人"),
        max_length=SIGNATORY_LIMIT,
        help_text=gettext_lazy("有权代表企业签约的人，如法定代表人或其授权人。"),
    )
    may_bind = forms.BooleanField(
        label=gettext_lazy("签署人已阅读本版合同全文，并有权代表本企业签署"), required=False
    )
    signed_copy = EvidenceField(label=gettext_lazy("签字盖章的扫描件"), required=False)


@require_http_methods(["GET", "POST"])
@page(Act.APPLY)
def agreement(request: HttpRequest, number: str) -> HttpResponse:
    """The version in force with its terms and signatures; POST signs it."""
    engagement = engagement_or_404(request, number)
    versions = list(
        engagement.agreements.select_related(
            "document__file", "body_signed_by", "client_signed_by", "signed_copy"
        ).order_by("-version")
    )
    standing = next((each for each in versions if each.withdrawn_at is None), None)
    if request.method != "POST":
        seen = standing.document.file_id if standing else ""
        return _page(request, engagement, versions, standing, SignForm(initial={"digest": seen}), 200)
    form, status = SignForm(request.POST, request.FILES), 422
    if form.is_valid():
        given, upload = form.cleaned_data, form.cleaned_data["signed_copy"]
        try:
            row = actions.sign(
                by=person_of(request),
                at=timezone.now(),
                number=number,
                digest=given["digest"],
                signatory=given["signatory"],
                may_bind=given["may_bind"],
                signed_copy=handed(upload)[0] if upload else None,
            )
        except Refused as refused:
            put_beside_fields(form, refused)
            status = status_of(refused)
        else:
            done = _("已签署，合同生效。") if row.body_signed_at else _("已签署，等待认证机构签署。")
            messages.success(request, done)
            return SeeOther(request.path)
    return _page(request, engagement, versions, standing, form, status)


def _page(
    request: HttpRequest,
    engagement: Engagement,
    versions: list[Agreement],
    standing: Agreement | None,
    form: SignForm,
    status: int,
) -> HttpResponse:
    signs = (
        standing is not None
        and engagement.stage == Stage.ACCEPTED
        and Party.CLIENT not in parties_signed(standing)
        and may(actor_in(request), Act.SIGN_AGREEMENT, subject_of(engagement))
    )
    if form.is_bound and standing is not None:
        # A newer version came meanwhile: whoever reads it now signs that one.
        data = request.POST.copy()
        data["digest"] = standing.document.file_id
        form.data = data
    context = {
        "engagement": engagement,
        "versions": versions,
        "standing": standing,
        "terms": terms_of(standing) if standing else None,
        "form": form,
        "signs": signs,
    }
    return render(request, "portal/agreement.html", context, status=status)


urlpatterns = [path("engagements/<str:number>/agreement/", agreement, name="portal-agreement")]
