# SPDX-License-Identifier: Apache-2.0
"""The client reads its plan, confirms it, or asks for other dates or persons. Nothing covert is on these pages."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from zhuoping.actions import planning as actions
from zhuoping.actions.acting import subject_of
from zhuoping.core.authority import Act, check
from zhuoping.core.lifecycle import Stage
from zhuoping.outputs.plan import plan_pdf
from zhuoping.records.models import Engagement, Plan
from zhuoping.records.plan_paper import paper_of
from zhuoping.records.plan_values import standing_plan
from zhuoping.web.shared.access import actor_in, engagement_or_404, page, person_of
from zhuoping.web.shared.asking import SeeOther, ask
from zhuoping.web.shared.forms import Form, TextField
from zhuoping.web.shared.language import wording_language


class ChangesForm(Form):
    """What should be otherwise, and why."""

    reason = TextField(
        label=gettext_lazy("希望怎样调整，为什么"),
        rows=4,
        max_length=2000,
        help_text=gettext_lazy("例如改到哪几天，或对哪名成员有异议。认证机构会另发一版计划。"),
    )


@require_safe
@page(Act.CONFIRM_PLAN)
def plan(request: HttpRequest, number: str) -> HttpResponse:
    """The plan that was released last, and the answer to it."""
    engagement = _engagement(request, number)
    standing = standing_plan(engagement)
    context: dict[str, object] = {"engagement": engagement, "plan": standing}
    if standing is not None:
        context |= {
            "paper": paper_of(standing, settings.BODY_NAME, wording_language()),
            "waits": Stage(engagement.stage) is Stage.PLANNED,
        }
    else:
        answered = engagement.plans.exclude(released_at=None).order_by("-version").first()
        context["answered"] = answered
    return render(request, "portal/plan.html", context)


@require_POST
@page(Act.CONFIRM_PLAN)
def confirm(request: HttpRequest, number: str) -> HttpResponse:
    """Confirm the version that the person read."""
    _engagement(request, number)
    actions.confirm(by=person_of(request), at=timezone.now(), number=number, plan_version=_version(request))
    messages.success(request, _("计划已确认，感谢配合。"))
    return SeeOther(_page(number))


@require_http_methods(["GET", "POST"])
@page(Act.CONFIRM_PLAN)
def changes(request: HttpRequest, number: str) -> HttpResponse:
    """Ask for other dates or persons."""
    engagement = _engagement(request, number)
    standing = _standing_or_404(engagement)
    version = _version(request) if request.method == "POST" else standing.version
    return ask(
        request,
        "portal/plan_changes.html",
        ChangesForm(request.POST or None),
        lambda given: actions.request_changes(
            by=person_of(request), at=timezone.now(), number=number, plan_version=version, **given
        ),
        done=_("已转达认证机构，新的计划发布后会通知您。"),
        back=_page(number),
        context={"engagement": engagement, "plan": standing, "version": version},
    )


@require_safe
@page(Act.CONFIRM_PLAN)
def pdf(request: HttpRequest, number: str) -> HttpResponse:
    """The plan as a document in the language of the page."""
    standing = _standing_or_404(_engagement(request, number))
    content = plan_pdf(paper_of(standing, settings.BODY_NAME, wording_language()))
    response = HttpResponse(content, content_type="application/pdf")
    name = f"{standing.number}-{wording_language()}.pdf"
    response["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    response["Cache-Control"] = "private, no-store"
    return response


def _engagement(request: HttpRequest, number: str) -> Engagement:
    engagement = engagement_or_404(request, number)
    check(actor_in(request), Act.CONFIRM_PLAN, subject_of(engagement))
    return engagement


def _standing_or_404(engagement: Engagement) -> Plan:
    standing = standing_plan(engagement)
    if standing is None:
        raise Http404
    return standing


def _version(request: HttpRequest) -> int:
    text = request.POST.get("version", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0  # noqa: PLR2004


def _page(number: str) -> str:
    return reverse("portal-plan", args=[number])


_ONE = "engagements/<str:number>/plan/"
urlpatterns = [
    path(_ONE, plan, name="portal-plan"),
    path(f"{_ONE}confirm/", confirm, name="portal-plan-confirm"),
    path(f"{_ONE}changes/", changes, name="portal-plan-changes"),
    path(f"{_ONE}plan.pdf", pdf, name="portal-plan-pdf"),
]
