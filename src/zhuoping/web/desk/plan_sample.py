# SPDX-License-Identifier: Apache-2.0
"""The sample of outlets: drawn, changed by hand, drawn again to see that it holds, and handed out as files."""

import json
import secrets
from functools import partial
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from zhuoping.actions import planning as actions
from zhuoping.core.authority import Act
from zhuoping.core.drawing import redraw
from zhuoping.core.planning_rules import sampling_rules
from zhuoping.core.problems import Problem, Refused
from zhuoping.core.sampling import FrameOutlet, Sample, least_random, least_size
from zhuoping.core.scheme import CertificationType
from zhuoping.outputs.frame_file import frame_to_csv
from zhuoping.records.models import Plan
from zhuoping.records.plan_values import current_frame, frame_of, sample_of
from zhuoping.web.desk.plan_asking import Planning, ask_part, may_make, planning_for
from zhuoping.web.desk.plan_forms import ChangeForm, DrawForm
from zhuoping.web.shared.access import page, person_of


@require_safe
@page(Act.VIEW_PLAN_DRAFT)
def sample(request: HttpRequest, number: str) -> HttpResponse:
    """The frame, what was drawn from it and why, every change, and whether it holds when drawn again."""
    planning = planning_for(request, number, Act.VIEW_PLAN_DRAFT)
    plan = planning.plan
    drawn = sample_of(plan) if plan else None
    context: dict[str, object] = {
        "engagement": planning.engagement,
        "plan": plan,
        "sample": drawn,
        "may_make": may_make(request, planning),
        "back": planning.back,
    }
    if plan and drawn:
        frame = frame_of(plan)
        context |= {
            "lines": _lines(drawn, frame),
            "changes": _changes(drawn, frame),
            "faults": _redrawn(planning, drawn, frame),
            "random": least_random(drawn.rules, len(drawn.outlets)),
            "former": plan.sample.get("former", []),
        }
    return render(request, "desk/plan_sample.html", context)


@require_http_methods(["GET", "POST"])
@page(Act.MAKE_PLAN)
def draw(request: HttpRequest, number: str) -> HttpResponse:
    """Draw a sample from the outlets that the client has today."""
    planning = planning_for(request, number)
    today = timezone.localdate()
    frame = current_frame(planning.engagement.client, today)
    drawn = planning.plan is not None and sample_of(planning.plan) is not None

    def act(given: dict[str, Any]) -> None:
        actions.draw_sample(
            by=person_of(request),
            at=timezone.now(),
            on=today,
            number=number,
            version=given["version"],
            seed=given["seed"] or secrets.token_hex(16),
            size=given["size"],
            suitable=given["suitable"],
            reason=given["reason"],
            again_reason=given.get("again_reason", ""),
        )

    return ask_part(
        request,
        planning,
        partial(DrawForm, drawn=drawn),
        {"suitable": True},
        act,
        template="desk/plan_form.html",
        context={"title": _("抽取网点样本"), "lead": _lead(planning, len(frame)), "submit": _("抽取")},
        done=_("样本已抽取。"),
        back=_page(number),
    )


@require_http_methods(["GET", "POST"])
@page(Act.MAKE_PLAN)
def change(request: HttpRequest, number: str) -> HttpResponse:
    """Take outlets out of the sample and put others in."""
    planning = planning_for(request, number)
    plan, drawn = _drawn_or_404(planning)

    def act(given: dict[str, Any]) -> None:
        actions.change_sample(
            by=person_of(request),
            at=timezone.now(),
            number=number,
            version=given["version"],
            remove=given["remove"],
            add=given["add"],
            reason=given["reason"],
        )

    return ask_part(
        request,
        planning,
        partial(ChangeForm, sample=drawn, frame=frame_of(plan)),
        {},
        act,
        template="desk/plan_form.html",
        context={"title": _("人工调整样本")},
        done=_("样本已调整。"),
        back=_page(number),
    )


@require_safe
@page(Act.VIEW_PLAN_DRAFT)
def sample_file(request: HttpRequest, number: str) -> HttpResponse:
    """The sample as `zhuoping sample verify` reads it."""
    plan, _sample = _drawn_or_404(planning_for(request, number, Act.VIEW_PLAN_DRAFT))
    content = json.dumps(plan.sample["sample"], ensure_ascii=False, indent=2)
    return _file(f"{content}\n".encode(), "application/json", f"sample-{number}-V{plan.version}.json")


@require_safe
@page(Act.VIEW_PLAN_DRAFT)
def frame_file(request: HttpRequest, number: str) -> HttpResponse:
    """The frame that the sample was drawn from, as `zhuoping sample verify --frame` reads it."""
    plan, _sample = _drawn_or_404(planning_for(request, number, Act.VIEW_PLAN_DRAFT))
    content = frame_to_csv(frame_of(plan))
    return _file(content, "text/csv; charset=utf-8", f"frame-{number}-V{plan.version}.csv")


def _file(content: bytes, media_type: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=media_type)
    response["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    response["Cache-Control"] = "no-store"
    return response


def _drawn_or_404(planning: Planning) -> tuple[Plan, Sample]:
    drawn = sample_of(planning.plan) if planning.plan else None
    if planning.plan is None or drawn is None:
        raise Http404
    return planning.plan, drawn


def _lead(planning: Planning, outlets: int) -> str:
    """How many outlets there are and how many the rule asks for."""
    count = {"outlets": outlets}
    try:
        rules = sampling_rules(planning.scheme, CertificationType(planning.engagement.type))
    except Refused:
        return _("企业现有 %(outlets)s 个在营网点。") % count
    least = least_size(rules, outlets)
    if least is None:
        return _("企业现有 %(outlets)s 个在营网点；本类审查没有规定数目，由您确定。") % count
    return _("企业现有 %(outlets)s 个在营网点，按规则至少抽 %(least)s 个。") % {**count, "least": least}


def _lines(drawn: Sample, frame: tuple[FrameOutlet, ...]) -> list[dict[str, object]]:
    known = {outlet.key: outlet for outlet in frame}
    return [{"outlet": known[each.outlet], "why": each.why} for each in drawn.current]


def _changes(drawn: Sample, frame: tuple[FrameOutlet, ...]) -> list[dict[str, object]]:
    names = {outlet.key: outlet.name for outlet in frame}
    return [
        {
            "removed": [names.get(key, key) for key in each.removed],
            "added": [names.get(key, key) for key in each.added],
            "reason": each.reason,
        }
        for each in drawn.changes
    ]


def _redrawn(planning: Planning, drawn: Sample, frame: tuple[FrameOutlet, ...]) -> tuple[Problem, ...]:
    try:
        return redraw(drawn, frame, sampling_rules(planning.scheme, drawn.rules.type))
    except Refused as refused:
        return refused.problems


def _page(number: str) -> str:
    return reverse("desk-plan-sample", args=[number])


_ONE = "engagements/<str:number>/plan/"
urlpatterns = [
    path(f"{_ONE}sample/", sample, name="desk-plan-sample"),
    path(f"{_ONE}sample/draw/", draw, name="desk-plan-draw"),
    path(f"{_ONE}sample/change/", change, name="desk-plan-sample-change"),
    path(f"{_ONE}sample.json", sample_file, name="desk-plan-sample-file"),
    path(f"{_ONE}frame.csv", frame_file, name="desk-plan-frame-file"),
]
