# SPDX-License-Identifier: Apache-2.0
"""The editor of the service blueprint: stages side by side, everything by keyboard, nothing that needs a script."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from zhuoping.actions.errors import Changed
from zhuoping.actions.fieldwork import design as actions
from zhuoping.core.authority import Act
from zhuoping.core.blueprint import STAGE_LIMIT, read_blueprint
from zhuoping.core.design_review import MODE
from zhuoping.core.problems import Refused
from zhuoping.records.design_values import BLUEPRINT, design_of, planned_modes
from zhuoping.web.desk.fieldwork.asking import InField, in_field
from zhuoping.web.desk.fieldwork.blueprint_form import SAVE, Draft, draft_of, read_draft
from zhuoping.web.desk.fieldwork.blueprint_shown import bounds, differences_shown, faults_of, stages_of
from zhuoping.web.shared.access import page, person_of
from zhuoping.web.shared.asking import SeeOther
from zhuoping.web.shared.refusals import messages_of, status_of
from zhuoping.web.shared.words import whole

_CONFLICT = 409


@require_http_methods(["GET", "POST"])
@page(Act.RECORD_FIELDWORK)
def editor(request: HttpRequest, number: str) -> HttpResponse:
    """The drawing in controls. POST keeps it, or does what a button asks for and gives the draft back unkept."""
    field = in_field(request, number, Act.RECORD_FIELDWORK)
    back = reverse("desk-fieldwork-design", args=[number])
    if request.method != "POST":
        if not field.is_open or MODE not in planned_modes(field.engagement, field.plan):
            return redirect(back)
        found = design_of(field.engagement)
        return _page(request, field, draft_of(found.blueprint), found.version)
    draft, seen = read_draft(request.POST), whole(request.POST.get("version", "")) or 0
    asked = request.POST.get("do", SAVE)
    if asked != SAVE:
        draft.change(asked)
        return _page(request, field, draft, seen, {"is_unsaved": True})
    draft.tidy()
    try:
        actions.save_blueprint(
            by=person_of(request), at=timezone.now(), number=number, blueprint=draft.plain(), seen=seen
        )
    except Changed as changed:
        stands, given = (read_blueprint(each[BLUEPRINT]) for each in (changed.current, changed.given))
        told = {
            "changed": messages_of(changed.problems),
            "differences": differences_shown(stands, given),
            "is_unsaved": True,
        }
        # Whoever saves once more has seen what stands.
        return _page(request, field, draft, changed.version, told, status=_CONFLICT)
    except Refused as refused:
        told = {"faults": faults_of(refused.problems, draft), "is_unsaved": True}
        return _page(request, field, draft, seen, told, status=status_of(refused))
    messages.success(request, _("服务蓝图已保存。"))
    return SeeOther(back)


def _page(
    request: HttpRequest,
    field: InField,
    draft: Draft,
    version: int,
    told: dict[str, object] | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    more = told or {}
    context = {
        "engagement": field.engagement,
        "field": field,
        "stages": stages_of(draft, more.get("faults", ())),  # type: ignore[arg-type]
        "bounds": bounds(),
        "version": version,
        "may_add": len(draft.cards) < STAGE_LIMIT,
        "back": reverse("desk-fieldwork-design", args=[field.engagement.number]),
        **more,
    }
    return render(request, "desk/fieldwork/blueprint.html", context, status=status)


urlpatterns = [
    path(
        "engagements/<str:number>/fieldwork/design/blueprint/", editor, name="desk-fieldwork-design-blueprint"
    ),
]
