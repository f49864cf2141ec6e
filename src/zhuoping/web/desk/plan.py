# SPDX-License-Identifier: Apache-2.0
"""The plan of an engagement: its parts at a glance, what it still lacks, its release and its versions."""

from dataclasses import dataclass

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from zhuoping.actions import planning as actions
from zhuoping.actions.acting import subject_of, ties_that_bar
from zhuoping.core.authority import Act, may
from zhuoping.core.lifecycle import Stage
from zhuoping.core.plan_paper import agenda_days, mode_name
from zhuoping.core.plan_points import UnfinishedPlan, least_days, open_points
from zhuoping.core.problems import Problem, Refused
from zhuoping.outputs.plan import plan_pdf
from zhuoping.records.models import InterestDeclaration, Plan, PlanState
from zhuoping.records.people_values import candidates
from zhuoping.records.plan_paper import paper_of
from zhuoping.records.plan_values import draft_to_check, place_names, plan_of
from zhuoping.web.desk.look_up import standing_of
from zhuoping.web.desk.plan_asking import Planning, may_make, planning_for
from zhuoping.web.desk.plan_shown import day_lines
from zhuoping.web.shared.access import actor_in, page, person_of
from zhuoping.web.shared.asking import SeeOther, ask
from zhuoping.web.shared.language import wording_language
from zhuoping.web.shared.people_forms import ReasonForm
from zhuoping.web.shared.refusals import messages_of


@dataclass(frozen=True, slots=True)
class Point:
    """Something that the plan lacks, and the page where it is mended."""

    sentence: str
    address: str


# Which part a path of the rules belongs to; the first that fits.
_PARTS = (
    ("agenda", "desk-plan-agenda"),
    ("members", "desk-plan-team"),
    ("people", "desk-plan-team"),
    ("sample", "desk-plan-draw"),
    ("size", "desk-plan-draw"),
    ("frame", "desk-plan-draw"),
    ("outlets", "desk-plan-draw"),
    ("drawn", "desk-plan-draw"),
    ("planned_days", "desk-plan-days"),
    ("person_days", "desk-plan-days"),
    ("reductions", "desk-plan-days"),
    ("families", "desk-plan-days"),
    ("approval", "desk-plan-days"),
    ("modes", "desk-plan-basics"),
    ("starts_on", "desk-plan-basics"),
    ("ends_on", "desk-plan-basics"),
    ("prior_certificate", "desk-look-up"),
    ("dates", "desk-plan-basics"),
)
# In which order a plan is made, each part on what the ones before it say.
_ORDER = (
    "desk-plan-basics",
    "desk-plan-draw",
    "desk-plan-team",
    "desk-plan-days",
    "desk-plan-agenda",
    "desk-look-up",
    "",
)


@require_safe
@page(Act.VIEW_PLAN_DRAFT)
def plan(request: HttpRequest, number: str, version: int | None = None) -> HttpResponse:
    """The newest version of the plan, or an earlier one to look at."""
    planning = planning_for(request, number, Act.VIEW_PLAN_DRAFT)
    shown = planning.plan if version is None else _version_or_404(planning, version)
    versions = list(
        planning.engagement.plans.order_by("-version").select_related("released_by", "answered_by")
    )
    actor, subject = actor_in(request), subject_of(planning.engagement)
    is_newest = planning.plan is None or (shown is not None and shown.pk == planning.plan.pk)
    opened = is_newest and may_make(request, planning)
    context: dict[str, object] = {
        "engagement": planning.engagement,
        "plan": shown,
        "versions": versions,
        "is_newest": is_newest,
        "may_make": opened,
        "may_release": opened and may(actor, Act.RELEASE_PLAN, subject),
        "may_withdraw": is_newest
        and Stage(planning.engagement.stage) in (Stage.PLANNED, Stage.CONFIRMED)
        and may(actor, Act.WITHDRAW_PLAN, subject),
        "is_draft": shown is not None and shown.state == PlanState.DRAFT,
        "edit": planning.edit,
    }
    if is_newest:
        context["standing"] = standing_of(
            planning.engagement,
            planning.scheme,
            shown,
            looks_up=may(actor, Act.REVIEW_APPLICATION, subject),
        )
        context["ties"] = messages_of(ties_that_bar(person_of(request), planning.engagement, timezone.now()))
    if shown is not None:
        context |= _shown(planning, shown)
    return render(request, "desk/plan.html", context)


def _shown(planning: Planning, shown: Plan) -> dict[str, object]:
    """A version in words, and what it lacks while it is a draft."""
    language, scheme = wording_language(), planning.scheme
    today = timezone.localdate()
    is_draft = shown.state == PlanState.DRAFT
    value = draft_to_check(shown, today) if is_draft else plan_of(shown)
    names = place_names(shown)
    try:
        computed = least_days(scheme, value)
    except Refused:
        computed = None
    below = computed is not None and shown.planned_days is not None and shown.planned_days < computed.least
    return {
        "modes": [mode_name(scheme, letter) for letter in value.letters(scheme)],
        "sample": value.sample,
        "sampled": [names.get(key, key) for key in value.sample.outlets] if value.sample else [],
        "lines": day_lines(computed, names, language) if computed else [],
        "is_below": below,
        "may_approve": below and shown.days_approved_by is None,
        "members": _members(planning, value),
        "days": agenda_days(scheme, value.agenda, value.members, names, language),
        "points": _points(planning, value) if is_draft else [],
        "renamed": value.outlets.renamed,
    }


def _members(planning: Planning, value: UnfinishedPlan) -> list[dict[str, object]]:
    """The team with what each declared last."""
    rows = InterestDeclaration.objects.filter(engagement=planning.engagement).order_by("pk")
    declared = {row.person_id: row for row in rows}
    return [{"member": each, "declared": declared.get(each.person)} for each in value.members]


def _points(planning: Planning, value: UnfinishedPlan) -> list[Point]:
    people = candidates(planning.engagement, among=[each.person for each in value.members])
    found = open_points(planning.scheme, value, people, timezone.localdate())
    number = planning.engagement.number
    parts = sorted(((_part(each), each) for each in found), key=lambda pair: _ORDER.index(pair[0]))
    return [
        Point(each.message(wording_language()), reverse(part, args=[number]) if part else "")
        for part, each in parts
    ]


def _part(found: Problem) -> str:
    """The page where a point is mended; empty for one that the administrator has to."""
    return next((name for start, name in _PARTS if found.path.startswith(start)), "")


@require_POST
@page(Act.RELEASE_PLAN)
def release(request: HttpRequest, number: str) -> HttpResponse:
    """Release the draft that the person saw."""
    planning = planning_for(request, number, Act.RELEASE_PLAN)
    text = request.POST.get("version", "")
    released = actions.release(
        by=person_of(request),
        at=timezone.now(),
        on=timezone.localdate(),
        number=number,
        version=int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0,  # noqa: PLR2004
    )
    messages.success(
        request, _("计划 %(number)s 已发布并通知企业，内容不再改动。") % {"number": released.number}
    )
    return SeeOther(planning.back)


@require_http_methods(["GET", "POST"])
@page(Act.WITHDRAW_PLAN)
def withdraw(request: HttpRequest, number: str) -> HttpResponse:
    """Take a released plan back, with the reason; a new version begins with what it held."""
    planning = planning_for(request, number, Act.WITHDRAW_PLAN)
    return ask(
        request,
        "desk/plan_form.html",
        ReasonForm(request.POST or None),
        lambda given: actions.withdraw(by=person_of(request), at=timezone.now(), number=number, **given),
        done=_("计划已收回，新版以原内容为草案。"),
        back=planning.back,
        context={
            "title": _("收回计划"),
            "lead": _("企业和审查组会收到通知和理由。"),
            "submit": _("收回计划"),
            "engagement": planning.engagement,
            "plan": planning.plan,
        },
    )


@require_safe
@page(Act.VIEW_PLAN_DRAFT)
def pdf(request: HttpRequest, number: str, version: int) -> HttpResponse:
    """A version as the client gets it, in the language of the page; a draft says that it is one."""
    planning = planning_for(request, number, Act.VIEW_PLAN_DRAFT)
    found = _version_or_404(planning, version)
    if found.starts_on is None or found.ends_on is None or found.planned_days is None:
        raise Http404
    content = plan_pdf(paper_of(found, settings.BODY_NAME, wording_language()))
    response = HttpResponse(content, content_type="application/pdf")
    name = f"{found.number.replace('/', '-')}-{wording_language()}.pdf"
    response["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    response["Cache-Control"] = "private, no-store"
    return response


def _version_or_404(planning: Planning, version: int) -> Plan:
    found = planning.engagement.plans.filter(version=version)
    plan = found.select_related("days_approved_by", "document", "released_by", "answered_by").first()
    if plan is None:
        raise Http404
    plan.engagement = planning.engagement
    return plan


_ONE = "engagements/<str:number>/plan/"
urlpatterns = [
    path(_ONE, plan, name="desk-plan"),
    path(f"{_ONE}release/", release, name="desk-plan-release"),
    path(f"{_ONE}withdraw/", withdraw, name="desk-plan-withdraw"),
    path(f"{_ONE}<int:version>/", plan, name="desk-plan-version"),
    path(f"{_ONE}<int:version>/plan.pdf", pdf, name="desk-plan-pdf"),
]
