# SPDX-License-Identifier: Apache-2.0
"""The modes of the plan with what is concluded of each, what that rests on, and the form to conclude one."""

from collections.abc import Mapping
from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from zhuoping.actions.errors import Changed
from zhuoping.actions.fieldwork import conclusions as actions
from zhuoping.core.authority import Act
from zhuoping.core.fieldwork.people import SCORERS
from zhuoping.core.mode_conclusions import (
    SURVEY,
    ConclusionState,
    ModeStanding,
    ModeVerdict,
    conclusion_gaps,
)
from zhuoping.core.plan_paper import mode_name
from zhuoping.core.problems import Refused
from zhuoping.records.design_values import design_of, mode_standings
from zhuoping.web.desk.fieldwork.asking import InField, in_field
from zhuoping.web.shared.access import page, person_of
from zhuoping.web.shared.asking import SeeOther
from zhuoping.web.shared.changed import ask_which, settled
from zhuoping.web.shared.forms import TextField, VersionedForm
from zhuoping.web.shared.navigation import address_of
from zhuoping.web.shared.refusals import messages_of, put_beside_fields, status_of
from zhuoping.web.shared.words import choices_of

# Where what a conclusion rests on stands.
_MATERIAL: Mapping[str, str] = {
    **dict.fromkeys("ABCD", "desk-fieldwork-sheets"),
    "F": "desk-fieldwork-footprint",
    "G": "desk-fieldwork-capability",
    "H": "desk-fieldwork-design",
    "I": "desk-fieldwork",
}
_SHADES: Mapping[ConclusionState, str] = {
    ConclusionState.CONCLUDED: "z-accent",
    ConclusionState.MISSING: "z-care",
    ConclusionState.PENDING: "",
}
_VERDICT_SHADES: Mapping[ModeVerdict, str] = {
    ModeVerdict.CONFORMING: "z-good",
    ModeVerdict.NOT_CONFORMING: "z-bad",
    ModeVerdict.WITH_CONDITIONS: "z-care",
}


class ConclusionForm(VersionedForm):
    """A conclusion; `version` counts the conclusions of the mode that the person saw."""

    verdict = forms.ChoiceField(
        label=gettext_lazy("得出的结论"), choices=choices_of(ModeVerdict), widget=forms.RadioSelect
    )
    reason = TextField(
        label=gettext_lazy("理由"), rows=5, required=False, help_text=gettext_lazy("概括依据的事实和证据。")
    )
    conditions = TextField(
        label=gettext_lazy("条件"),
        rows=3,
        required=False,
        help_text=gettext_lazy("有条件符合时填写：每行一个条件，写明做到什么、何时做到。"),
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        # Left out only while the form is not finished: the rule says so in its own words.
        self.fields["reason"].is_needed_later = True  # type: ignore[attr-defined]


@dataclass(frozen=True, slots=True)
class ModeShown:
    """A mode in the list."""

    standing: ModeStanding
    name: str
    people: tuple[str, ...]
    material: str
    may_conclude: bool
    faults: tuple[str, ...]

    @property
    def shade(self) -> str:
        """The colour of its verdict, or of its state before there is one."""
        latest = self.standing.latest
        return _VERDICT_SHADES[latest.verdict] if latest else _SHADES[self.standing.state]


@require_safe
@page(Act.VIEW_FIELDWORK)
def conclusions(request: HttpRequest, number: str) -> HttpResponse:
    """Every planned mode: state, material, conclusions."""
    field = in_field(request, number)
    if field.is_ahead:
        return redirect(field.address)
    found = mode_standings(field.engagement, field.plan)
    gaps = conclusion_gaps(found, design_of(field.engagement).reviews)
    told = {each.key: messages_of([each.problem]) for each in gaps}
    context = {
        "engagement": field.engagement,
        "field": field,
        "modes": [_shown(field, each, told.get(each.mode, [])) for each in found],
        "missing": sum(each.blocks for each in gaps),
    }
    return render(request, "desk/fieldwork/conclusions.html", context)


@require_http_methods(["GET", "POST"])
@page(Act.SCORE)
def conclude(request: HttpRequest, number: str, mode: str) -> HttpResponse:
    """Conclude a mode, or conclude it anew: the earlier conclusion is kept."""
    field = in_field(request, number, Act.SCORE)
    back = reverse("desk-fieldwork-conclusions", args=[number])
    standing = _standing_or_404(field, mode)
    if request.method != "POST" and not _may_conclude(field, mode):
        return redirect(back)
    stored = _stored(standing)
    form, status = stored, 200
    if request.method == "POST":
        form, status = ConclusionForm(settled(request.POST, stored), initial=stored.initial), 422
        if form.is_valid():
            try:
                _act(request, number, mode, form)
            except Changed as changed:
                fresh = _stored(_standing_or_404(field, mode))
                return ask_which(request, form, fresh, changed, back=back, layout="shared/desk.html")
            except Refused as refused:
                put_beside_fields(form, refused)
                status = status_of(refused)
            else:
                messages.success(request, _("模式 %(mode)s 的结论已记录。") % {"mode": mode})
                return SeeOther(back)
    context = {
        "engagement": field.engagement,
        "field": field,
        "shown": _shown(field, standing, []),
        "form": form,
        "back": back,
    }
    return render(request, "desk/fieldwork/conclude.html", context, status=status)


def _act(request: HttpRequest, number: str, mode: str, form: ConclusionForm) -> None:
    given = form.cleaned_data
    verdict = ModeVerdict(given["verdict"])
    actions.conclude_mode(
        by=person_of(request),
        at=timezone.now(),
        number=number,
        mode=mode,
        verdict=verdict,
        reason=given["reason"],
        conditions=given["conditions"],
        seen=given["version"],
    )


def _shown(field: InField, standing: ModeStanding, told: list[str]) -> ModeShown:
    mode = standing.mode
    people = tuple(each.name for each in field.team if mode in each.modes)
    page_name = _MATERIAL.get(mode, "")
    return ModeShown(
        standing,
        mode_name(field.scheme, mode),
        people,
        address_of(page_name, field.engagement.number) if page_name else "",
        _may_conclude(field, mode),
        tuple(told) if standing.latest else (),
    )


def _may_conclude(field: InField, mode: str) -> bool:
    member = field.member
    carries_out = member is not None and member.role in SCORERS and mode in member.modes
    return field.may_score and carries_out and mode != SURVEY


def _stored(standing: ModeStanding) -> ConclusionForm:
    latest = standing.latest
    initial: dict[str, object] = {"version": len(standing.conclusions)}
    if latest is not None:
        initial |= {"verdict": latest.verdict.value, "reason": latest.reason, "conditions": latest.conditions}
    return ConclusionForm(initial=initial)


def _standing_or_404(field: InField, mode: str) -> ModeStanding:
    found = mode_standings(field.engagement, field.plan)
    standing = next((each for each in found if each.mode == mode), None)
    if standing is None:
        raise Http404
    return standing


_ONE = "engagements/<str:number>/fieldwork/conclusions/"
urlpatterns = [
    path(_ONE, conclusions, name="desk-fieldwork-conclusions"),
    path(f"{_ONE}<str:mode>/", conclude, name="desk-fieldwork-conclude"),
]
