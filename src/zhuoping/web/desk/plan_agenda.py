# SPDX-License-Identifier: Apache-2.0
"""The agenda of a draft: made from sample, modes and team, then item by item."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from zhuoping.actions import planning as actions
from zhuoping.core.agenda import AgendaItem
from zhuoping.core.authority import Act
from zhuoping.core.plan import places
from zhuoping.core.plan_paper import PaperDay, agenda_days
from zhuoping.records.plan_values import agenda_of, place_names, plan_of
from zhuoping.web.desk.plan_asking import Planning, ask_part, may_make, planning_for
from zhuoping.web.desk.plan_forms import ItemForm
from zhuoping.web.shared.access import page, person_of
from zhuoping.web.shared.asking import SeeOther
from zhuoping.web.shared.language import wording_language


@require_safe
@page(Act.VIEW_PLAN_DRAFT)
def agenda(request: HttpRequest, number: str) -> HttpResponse:
    """The agenda by day, with what can be changed of it."""
    planning = planning_for(request, number, Act.VIEW_PLAN_DRAFT)
    days: tuple[PaperDay, ...] = ()
    if planning.plan is not None:
        value = plan_of(planning.plan)
        days = agenda_days(
            planning.scheme, value.agenda, value.members, place_names(planning.plan), wording_language()
        )
    context = {
        "engagement": planning.engagement,
        "plan": planning.plan,
        "days": days,
        "edit": planning.edit,
        "may_make": may_make(request, planning),
        "back": planning.back,
    }
    return render(request, "desk/plan_agenda.html", context)


@require_POST
@page(Act.MAKE_PLAN)
def propose(request: HttpRequest, number: str) -> HttpResponse:
    """Put a proposed agenda in the place of the one that is there."""
    planning_for(request, number)
    actions.propose_agenda(
        by=person_of(request),
        at=timezone.now(),
        on=timezone.localdate(),
        number=number,
        version=_version(request),
    )
    messages.success(request, _("日程已生成，请逐项核对：路途时间没有计入。"))
    return SeeOther(_page(number))


@require_POST
@page(Act.MAKE_PLAN)
def remove(request: HttpRequest, number: str, index: int) -> HttpResponse:
    """Take an item off the agenda."""
    planning_for(request, number)
    actions.remove_item(
        by=person_of(request), at=timezone.now(), number=number, version=_version(request), index=index
    )
    messages.success(request, _("已从日程中删除。"))
    return SeeOther(_page(number))


@require_http_methods(["GET", "POST"])
@page(Act.MAKE_PLAN)
def item(request: HttpRequest, number: str, index: int | None = None) -> HttpResponse:
    """Add an item to the agenda, or change one."""
    planning = planning_for(request, number)
    items = agenda_of(planning.plan) if planning.plan else ()
    if index is not None and index >= len(items):
        raise Http404
    made: list[ItemForm] = []
    build = _form(planning)

    def form(*args: object, **kwargs: object) -> ItemForm:
        made.append(build(*args, **kwargs))
        return made[-1]

    def act(given: dict[str, Any]) -> None:
        actions.save_item(
            by=person_of(request),
            at=timezone.now(),
            on=timezone.localdate(),
            number=number,
            version=given["version"],
            index=index,
            item=made[-1].item(),
        )

    initial: dict[str, object] = {"kind": "work"}
    if planning.plan is not None:
        initial["day"] = planning.plan.starts_on
    if index is not None:
        initial = _initial(items[index])
    return ask_part(
        request,
        planning,
        form,
        initial,
        act,
        template="desk/plan_form.html",
        context={"title": _("增加日程") if index is None else _("修改日程")},
        done=_("日程已保存。"),
        back=_page(number),
    )


def _form(planning: Planning) -> partial[ItemForm]:
    if planning.plan is None:
        return partial(ItemForm, scheme=planning.scheme, members=(), places=(), outlets={}, letters=())
    value = plan_of(planning.plan)
    return partial(
        ItemForm,
        scheme=planning.scheme,
        members=value.members,
        places=places(value.sample),
        outlets=place_names(planning.plan),
        letters=value.letters(planning.scheme),
    )


def _initial(found: AgendaItem) -> dict[str, object]:
    return {
        "kind": found.kind.value,
        "day": found.day,
        "start": found.start,
        "end": found.end,
        "persons": [str(person) for person in found.persons],
        "place": found.place,
        "remote": found.remote,
        "modes": list(found.modes),
        "refs": ", ".join(found.refs),
        "topic": found.topic,
    }


def _version(request: HttpRequest) -> int:
    text = request.POST.get("version", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0  # noqa: PLR2004


def _page(number: str) -> str:
    return reverse("desk-plan-agenda", args=[number])


_ONE = "engagements/<str:number>/plan/agenda/"
urlpatterns = [
    path(_ONE, agenda, name="desk-plan-agenda"),
    path(f"{_ONE}propose/", propose, name="desk-plan-agenda-propose"),
    path(f"{_ONE}add/", item, name="desk-plan-item-add"),
    path(f"{_ONE}<int:index>/", item, name="desk-plan-item"),
    path(f"{_ONE}<int:index>/remove/", remove, name="desk-plan-item-remove"),
]
