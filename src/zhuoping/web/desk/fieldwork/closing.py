# SPDX-License-Identifier: Apache-2.0
"""The closing check: each gap in words with the way to where it is put right, and the button that closes fieldwork."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from zhuoping.actions.fieldwork.closing import close_fieldwork
from zhuoping.core.authority import Act
from zhuoping.core.design_review import DesignElement
from zhuoping.core.fieldwork.gaps import Gap, Where
from zhuoping.core.problems import Refused
from zhuoping.records.closing_values import gaps_of
from zhuoping.web.desk.fieldwork.asking import InField, in_field
from zhuoping.web.shared.access import page, person_of
from zhuoping.web.shared.asking import SeeOther
from zhuoping.web.shared.language import wording_language
from zhuoping.web.shared.navigation import address_of
from zhuoping.web.shared.refusals import messages_of, status_of
from zhuoping.web.shared.words import word

_FIRST = 3
# The page of a kind of gap; where a page of one thing is nearer, `_address` knows.
_PAGES = {
    Where.FINDING: "desk-fieldwork",
    Where.SPECIAL: "desk-fieldwork-special",
    Where.DOUBLE_SCORING: "desk-fieldwork-double",
    Where.FACTS: "desk-fieldwork-facts",
    Where.MEETING: "desk-fieldwork-meetings",
    Where.DAY_LOG: "desk-fieldwork-meetings",
    Where.NONCONFORMITY: "desk-fieldwork-nonconformities",
    Where.DESIGN: "desk-fieldwork-design",
    Where.SHEETS: "desk-fieldwork-sheets",
    Where.FOOTPRINT: "desk-fieldwork-footprint",
    Where.CAPABILITY: "desk-fieldwork-capability",
    Where.CONCLUSION: "desk-fieldwork-conclusions",
}


@dataclass(frozen=True, slots=True)
class GapShown:
    """A gap in the list."""

    where: str
    sentence: str
    address: str
    blocks: bool


@require_http_methods(["GET", "POST"])
@page(Act.VIEW_FIELDWORK)
def closing(request: HttpRequest, number: str) -> HttpResponse:
    """What is missing; POST by the leader closes fieldwork when nothing is."""
    field = in_field(request, number)
    if field.is_ahead:
        return redirect(field.address)
    if request.method != "POST":
        return _page(request, field)
    try:
        close_fieldwork(by=person_of(request), at=timezone.now(), number=number)
    except Refused as refused:
        return _page(request, in_field(request, number), refused)
    messages.success(request, _("现场审查已结束，评分表已定稿。请审查组和企业签署。"))
    return SeeOther(reverse("desk-fieldwork-scorecard", args=[number]))


@require_safe
@page(Act.VIEW_FIELDWORK)
def missing(request: HttpRequest, number: str) -> HttpResponse:
    """How many gaps there are and the first of them: a part of the scoring desk for htmx, else the whole list."""
    field = in_field(request, number)
    if field.is_ahead or not getattr(request, "htmx", False):
        return redirect("desk-fieldwork-closing", number)
    blocking = [each for each in shown_gaps(field) if each.blocks]
    context = {"engagement": field.engagement, "first": blocking[:_FIRST], "count": len(blocking)}
    response = render(request, "desk/fieldwork/_gaps.html", context)
    response["Vary"] = "HX-Request"
    return response


def shown_gaps(field: InField) -> list[GapShown]:
    """All gaps with their words and addresses; none once fieldwork is closed."""
    if not field.is_open:
        return []
    number = field.engagement.number
    return [
        GapShown(
            word(gap.where),
            gap.problem.message(wording_language(), in_cells=True),
            _address(number, gap),
            gap.blocks,
        )
        for gap in gaps_of(field.engagement, timezone.now())
    ]


def _page(request: HttpRequest, field: InField, refused: Refused | None = None) -> HttpResponse:
    gaps = shown_gaps(field)
    blocking = [each for each in gaps if each.blocks]
    told = {each.sentence for each in gaps}
    context = {
        "engagement": field.engagement,
        "field": field,
        "blocking": blocking,
        "others": [each for each in gaps if not each.blocks],
        "faults": _untold(refused, told),
        "leads": field.member is not None and field.member == field.leader,
    }
    status = 200 if refused is None else status_of(refused)
    return render(request, "desk/fieldwork/closing.html", context, status=status)


def _untold(refused: Refused | None, told: set[str]) -> Sequence[str]:
    """What was refused and does not stand in the list of gaps anyway."""
    return [] if refused is None else [each for each in messages_of(refused.problems) if each not in told]


def _address(number: str, gap: Gap) -> str:
    """Where a gap is put right; empty where that page is not there."""
    if gap.where is Where.FINDING:
        return f"{reverse('desk-fieldwork', args=[number])}?ref={gap.key}"
    if gap.where is Where.NONCONFORMITY:
        return reverse("desk-fieldwork-nonconformity", args=[number, int(gap.key)])
    if gap.where is Where.SHEETS and gap.key.isdecimal():
        return reverse("desk-fieldwork-sheet", args=[number, int(gap.key)])
    if gap.where is Where.DESIGN and gap.key in list(DesignElement):
        return reverse("desk-fieldwork-design-element", args=[number, gap.key])
    return address_of(_PAGES[gap.where], number)


_ONE = "engagements/<str:number>/fieldwork/closing/"
urlpatterns = [
    path(_ONE, closing, name="desk-fieldwork-closing"),
    path(f"{_ONE}missing/", missing, name="desk-fieldwork-missing"),
]
