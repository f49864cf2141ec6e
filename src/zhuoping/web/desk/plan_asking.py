# SPDX-License-Identifier: Apache-2.0
"""What all pages of a plan share: which plan, who may change it, and one form that two officers may have open."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from zhuoping.actions.acting import subject_of
from zhuoping.actions.errors import Changed
from zhuoping.core.authority import Act, check, may
from zhuoping.core.lifecycle import Stage
from zhuoping.core.problems import Refused
from zhuoping.core.scheme import Scheme
from zhuoping.records.models import Engagement, Plan, PlanState
from zhuoping.records.plan_values import latest_plan
from zhuoping.records.values import scheme_of
from zhuoping.web.shared.access import actor_in, engagement_or_404
from zhuoping.web.shared.asking import SeeOther
from zhuoping.web.shared.changed import ask_which, settled
from zhuoping.web.shared.forms import Form
from zhuoping.web.shared.language import wording_language
from zhuoping.web.shared.refusals import put_beside_fields, status_of


@dataclass(frozen=True, slots=True)
class Planning:
    """The engagement, its newest plan, and its edition in the language of the page."""

    engagement: Engagement
    plan: Plan | None
    scheme: Scheme

    @property
    def edit(self) -> int:
        """The version of the draft that forms carry."""
        return self.plan.edit if self.plan else 0

    @property
    def back(self) -> str:
        """The page of the plan."""
        return reverse("desk-plan", args=[self.engagement.number])


def planning_for(request: HttpRequest, number: str, act: Act = Act.MAKE_PLAN) -> Planning:
    """What a page of the plan is about, when the person may do `act` to it. Raises Refused; 404 for strangers."""
    engagement = engagement_or_404(request, number)
    check(actor_in(request), act, subject_of(engagement))
    scheme = scheme_of(engagement.edition, wording_language())
    return Planning(engagement, latest_plan(engagement), scheme)


def may_make(request: HttpRequest, planning: Planning) -> bool:
    """Whether the draft is open, and to this person."""
    is_open = Stage(planning.engagement.stage) is Stage.AGREED
    unlocked = planning.plan is None or planning.plan.state == PlanState.DRAFT
    return is_open and unlocked and may(actor_in(request), Act.MAKE_PLAN, subject_of(planning.engagement))


def ask_part(
    request: HttpRequest,
    planning: Planning,
    form: Callable[..., Form],
    initial: Mapping[str, object],
    act: Callable[[Any], object],
    *,
    template: str,
    context: Mapping[str, object],
    done: str,
    fields: Mapping[str, str] | None = None,
    back: str = "",
) -> HttpResponse:
    """A page with one form about a part of the plan; on to `back` when it was kept.

    `fields` says which field of the form a path of the rules means. When somebody was faster, both values are shown.
    """
    stored = form(initial={**initial, "version": planning.edit})
    back = back or planning.back
    shown, status = stored, 200
    if request.method == "POST":
        shown, status = form(settled(request.POST, stored)), 422
        if shown.is_valid():
            try:
                act(shown.cleaned_data)
            except Changed as changed:
                return ask_which(request, shown, stored, changed, back=back, layout="shared/desk.html")
            except Refused as refused:
                put_beside_fields(shown, _renamed(refused, fields or {}))
                status = status_of(refused)
            else:
                messages.success(request, done)
                return SeeOther(back)
    values = {"form": shown, "engagement": planning.engagement, "plan": planning.plan, "back": back}
    return render(request, template, {**values, **context}, status=status)


def _renamed(refused: Refused, fields: Mapping[str, str]) -> Refused:
    return Refused(replace(each, path=fields.get(each.path, each.path)) for each in refused.problems)
