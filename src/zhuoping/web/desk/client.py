# SPDX-License-Identifier: Apache-2.0
"""One enterprise: who it is, its engagements and people, and the acceptance of a credit code that fails its check."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from zhuoping.actions import clients as actions
from zhuoping.core.authority import Act, Subject, may
from zhuoping.core.enterprise import read_enterprise
from zhuoping.core.facts import Facts
from zhuoping.core.problems import Refused
from zhuoping.core.wording.labels import label
from zhuoping.records.models import Client, Engagement, Evidence
from zhuoping.records.values import enterprise_of
from zhuoping.schemes.divisions import load_divisions
from zhuoping.schemes.industries import load_industries
from zhuoping.web.desk.clients import place_of, trade_of
from zhuoping.web.shared.access import actor_in, client_or_404, page, person_of
from zhuoping.web.shared.asking import SeeOther
from zhuoping.web.shared.evidence import listed
from zhuoping.web.shared.forms import Form
from zhuoping.web.shared.language import wording_language
from zhuoping.web.shared.refusals import messages_of, put_beside_fields, status_of

_ENGAGEMENTS_SHOWN = 20


class AcceptCodeForm(Form):
    """On what evidence a credit code is accepted although its check character fails."""

    evidence = forms.CharField(
        label=gettext_lazy("核准依据"),
        max_length=500,
        help_text=gettext_lazy("写明核对了什么，如“营业执照原件，登记机关网站可查”。"),
    )


@require_http_methods(["GET", "POST"])
@page(Act.VIEW_CLIENT)
def client(request: HttpRequest, uscc: str) -> HttpResponse:
    """The enterprise at a glance; POST accepts its credit code."""
    found = client_or_404(request, uscc)
    form, status = AcceptCodeForm(request.POST or None), 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            given = form.cleaned_data["evidence"]
            try:
                actions.accept_credit_code(
                    by=person_of(request), at=timezone.now(), client=found, evidence=given
                )
            except Refused as refused:
                put_beside_fields(form, refused)
                status = status_of(refused)
            else:
                messages.success(request, _("信用代码已核准，可以受理该企业的申请。"))
                return SeeOther(request.path)
    return render(request, "desk/client.html", _context(request, found, form), status=status)


def _context(request: HttpRequest, found: Client, form: AcceptCodeForm) -> dict[str, object]:
    actor = actor_in(request)
    subject = Subject(client=found.pk)
    registration = read_enterprise(enterprise_of(found), load_divisions(), load_industries())
    engagements = Engagement.objects.visible_to(actor).filter(client=found).select_related("officer")
    evidence = Evidence.objects.visible_to(actor).filter(client=found, engagement=None)
    sheets = {sheet.key: sheet for sheet in found.sheets.select_related("changed_by")}
    keys = [key for key in Facts.__dataclass_fields__ if key in sheets]
    return {
        "client": found,
        "place": place_of(found),
        "trade": trade_of(found),
        "remarks": messages_of(registration.remarks),
        "needs_approval": registration.needs_approval,
        "accepts": registration.needs_approval and may(actor, Act.ACCEPT_CREDIT_CODE, subject),
        "form": form,
        "engagements": engagements.order_by("-pk")[:_ENGAGEMENTS_SHOWN],
        "people": found.memberships.filter(ended_at=None).select_related("person"),
        "sheets": [(label(key, wording_language()), sheets[key]) for key in keys],
        "files": listed(evidence.select_related("file", "uploaded_by")),
        "all_engagements": f"{reverse('desk-engagements')}?q={found.uscc}",
    }


urlpatterns = [path("clients/<str:uscc>/", client, name="desk-client")]
