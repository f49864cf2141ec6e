# SPDX-License-Identifier: Apache-2.0
"""Modes and dates, and person-days with their approval: parts of a plan that are one form each."""

from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from zhuoping.actions import planning as actions
from zhuoping.core.authority import Act
from zhuoping.core.modes import required_modes
from zhuoping.core.plan_points import least_days
from zhuoping.core.problems import Refused
from zhuoping.core.scheme import CertificationType
from zhuoping.records.plan_values import place_names, plan_of, reductions_of, sample_of
from zhuoping.web.desk.plan_asking import Planning, ask_part, planning_for
from zhuoping.web.desk.plan_forms import BasicsForm, DaysForm
from zhuoping.web.shared.access import page, person_of
from zhuoping.web.shared.formats import figure
from zhuoping.web.shared.people_forms import ReasonForm
from zhuoping.web.shared.words import whole

_FORM = "desk/plan_form.html"


@require_http_methods(["GET", "POST"])
@page(Act.MAKE_PLAN)
def basics(request: HttpRequest, number: str) -> HttpResponse:
    """Modes, with the reason where there is a choice, and the days of the visit."""
    planning = planning_for(request, number)
    type_ = CertificationType(planning.engagement.type)
    designs = planning.engagement.application.design_responsibility is True
    form = partial(BasicsForm, scheme=planning.scheme, type_=type_, design_responsibility=designs)

    def act(given: dict[str, Any]) -> None:
        letters = [given["modes"], *given.get("extra", [])]
        actions.save_basics(
            by=person_of(request),
            at=timezone.now(),
            number=number,
            version=given["version"],
            modes="+".join(letters),
            modes_reason=given["modes_reason"],
            starts_on=given["starts_on"],
            ends_on=given["ends_on"],
            note=given["note"],
        )

    return ask_part(
        request,
        planning,
        form,
        _basics(planning, type_, designs=designs),
        act,
        template=_FORM,
        context={"title": _("模式和日期")},
        done=_("模式和日期已保存。"),
    )


def _basics(planning: Planning, type_: CertificationType, *, designs: bool) -> dict[str, object]:
    rule = required_modes(planning.scheme, type_, design_responsibility=designs)
    plan = planning.plan
    if plan is None:
        return {"modes": rule.default or rule.any_of[0]}
    extra = {mode.letter for mode in planning.scheme.modes if mode.extra}
    letters = [each for each in plan.modes.split("+") if each]
    return {
        "modes": "+".join(each for each in letters if each not in extra) or rule.default,
        "extra": [each for each in letters if each in extra],
        "modes_reason": plan.modes_reason,
        "starts_on": plan.starts_on,
        "ends_on": plan.ends_on,
        "note": plan.note,
    }


@require_http_methods(["GET", "POST"])
@page(Act.MAKE_PLAN)
def days(request: HttpRequest, number: str) -> HttpResponse:
    """What the person-days are computed from, and how many are planned."""
    planning = planning_for(request, number)
    plan = planning.plan
    sample = sample_of(plan) if plan else None
    names = place_names(plan) if plan else {}
    outlets = {key: names.get(key, key) for key in sample.outlets} if sample else {}
    initial: dict[str, object] = {"families": max(1, len(planning.engagement.client.product_families))}
    if plan:
        initial |= {
            "families": plan.person_days.get("families", 1),
            "planned_days": plan_of(plan).planned_days,
        }
        for row, reduction in enumerate(reductions_of(plan), start=1):
            initial |= {f"share_{row}": reduction.share, f"reason_{row}": reduction.reason}
        for key, amount in plan.person_days.get("by_headcount", {}).items():
            initial[f"outlet_{key}"] = amount
    fields: dict[str, str] = {}
    made: list[DaysForm] = []

    def form(*args: object, **kwargs: object) -> DaysForm:
        # Another program may have kept more reductions than the form has rows: none of them is lost.
        made.append(DaysForm(*args, outlets=outlets, rows=len(reductions_of(plan)) if plan else 0, **kwargs))
        return made[-1]

    def act(given: dict[str, Any]) -> None:
        filled = made[-1]
        rows, reductions = filled.reductions()
        table = filled.by_headcount()
        for index, row in enumerate(rows):
            fields[f"reductions[{index}].share"] = f"share_{row}"
            fields[f"reductions[{index}].reason"] = f"reason_{row}"
        fields.update({f"outlets[{index}].by_headcount": f"outlet_{key}" for index, key in enumerate(table)})
        actions.save_days(
            by=person_of(request),
            at=timezone.now(),
            number=number,
            version=given["version"],
            families=given["families"],
            by_headcount=table,
            reductions=reductions,
            planned_days=given["planned_days"],
        )

    return ask_part(
        request,
        planning,
        form,
        initial,
        act,
        template=_FORM,
        context={"title": _("人日"), "lead": _lead(planning)},
        done=_("人日已保存。"),
        fields=fields,
    )


def _lead(planning: Planning) -> str:
    """What the number is measured by, so that nobody has to find it out by a refusal."""
    if planning.plan is not None:
        try:
            least = least_days(planning.scheme, plan_of(planning.plan)).least
        except Refused:
            pass
        else:
            words = _("按现在的内容核算，最少 %(days)s 人日。改动后，已有的批准失效。")
            return words % {"days": figure(least)}
    return _("改动后，已有的批准失效。")


@require_http_methods(["GET", "POST"])
@page(Act.RELEASE_PLAN)
def approve(request: HttpRequest, number: str) -> HttpResponse:
    """Approve fewer person-days than computed, as a second person."""
    planning = planning_for(request, number, Act.RELEASE_PLAN)

    def act(given: dict[str, Any]) -> None:
        actions.approve_days(
            by=person_of(request),
            at=timezone.now(),
            number=number,
            version=whole(request.POST.get("version", "")) or 0,
            reason=given["reason"],
        )

    return ask_part(
        request,
        planning,
        ReasonForm,
        {},
        act,
        template=_FORM,
        context={
            "title": _("批准低于核算的人日"),
            "lead": _("由不是填写人的受理人员批准，姓名和理由随计划保存。"),
            "submit": _("批准"),
            "version": planning.edit,
        },
        done=_("人日已批准。"),
    )


_ONE = "engagements/<str:number>/plan/"
urlpatterns = [
    path(f"{_ONE}basics/", basics, name="desk-plan-basics"),
    path(f"{_ONE}days/", days, name="desk-plan-days"),
    path(f"{_ONE}days/approval/", approve, name="desk-plan-approval"),
]
