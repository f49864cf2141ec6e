# SPDX-License-Identifier: Apache-2.0
"""A member of a team declares their interests for one engagement (17065 4.2)."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from zhuoping.actions import planning as actions
from zhuoping.actions.acting import subject_of
from zhuoping.core.authority import Act, check
from zhuoping.core.clients import normalise_uscc
from zhuoping.records.models import ClientTie, InterestDeclaration, PlanMember
from zhuoping.records.plan_values import latest_plan
from zhuoping.web.desk.plan_forms import InterestsForm
from zhuoping.web.shared.access import actor_in, engagement_or_404, page, person_of
from zhuoping.web.shared.asking import ask


@require_http_methods(["GET", "POST"])
@page(Act.DECLARE_INTERESTS)
def interests(request: HttpRequest, number: str) -> HttpResponse:
    """What the engagement is about, the ties on record, what was declared before, and the declaration."""
    engagement = engagement_or_404(request, number)
    check(actor_in(request), Act.DECLARE_INTERESTS, subject_of(engagement))
    me = person_of(request)
    plan = latest_plan(engagement)
    uscc = normalise_uscc(engagement.client.uscc)
    ties = ClientTie.objects.filter(person=me, uscc=uscc).order_by("-from_on", "-pk")

    def act(given: dict[str, Any]) -> None:
        # The question is whether there are interests: its “yes” is the answer that leaves the person free.
        actions.declare(by=me, at=timezone.now(), number=number, free=given["free"], text=given["text"])

    context = {
        "engagement": engagement,
        "plan": plan,
        "place": PlanMember.objects.filter(plan=plan, person=me).first() if plan else None,
        "ties": ties,
        "declared": InterestDeclaration.objects.filter(engagement=engagement, person=me).order_by("-pk"),
    }
    return ask(
        request,
        "desk/interests.html",
        InterestsForm(request.POST or None),
        act,
        done=_("声明已记录。"),
        back=reverse("desk-work"),
        context=context,
    )


urlpatterns = [path("engagements/<str:number>/interests/", interests, name="desk-interests")]
