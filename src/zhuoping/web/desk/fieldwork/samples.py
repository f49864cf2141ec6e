# SPDX-License-Identifier: Apache-2.0
"""Samples from what the client submitted: drawn in one click, marked one by one by thumb or by keyboard."""

import secrets
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from zhuoping.actions.errors import Changed
from zhuoping.actions.fieldwork import field_samples as actions
from zhuoping.core.authority import Act
from zhuoping.core.fieldwork.field_samples import (
    DrawnMembers,
    FrameMember,
    Mark,
    Target,
    read_target,
    redraw_members,
    targets,
)
from zhuoping.core.fieldwork.ties import SubjectKind
from zhuoping.core.problems import Refused
from zhuoping.core.wording.labels import label
from zhuoping.records.field_sample_values import (
    drawn_of,
    earlier_samples,
    frames_of,
    members_of,
    proposal_for,
    samples_of,
)
from zhuoping.records.models import FieldSample
from zhuoping.records.submitted_facts import latest_submission
from zhuoping.web.desk.fieldwork.asking import InField, in_field
from zhuoping.web.shared.access import page, person_of
from zhuoping.web.shared.asking import SeeOther, ask
from zhuoping.web.shared.forms import Form
from zhuoping.web.shared.language import wording_language
from zhuoping.web.shared.refusals import messages_of, status_of
from zhuoping.web.shared.words import whole

_ANSWERS = {"yes": True, "no": False}


class DrawForm(Form):
    """What to draw from, and how many."""

    sheet = forms.ChoiceField(label=gettext_lazy("从哪张表抽取"), widget=forms.RadioSelect)
    size = forms.IntegerField(
        label=gettext_lazy("样本数"),
        min_value=1,
        required=False,
        help_text=gettext_lazy("留空按建议数抽取。"),
    )
    reason = forms.CharField(label=gettext_lazy("重新抽取的理由"), max_length=2000)

    def __init__(self, *args: Any, choices: list[tuple[str, str]], again: bool, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own.
        super().__init__(*args, **kwargs)
        self.fields["sheet"].choices = choices  # type: ignore[attr-defined]
        if not again:
            del self.fields["reason"]


@dataclass(frozen=True, slots=True)
class TargetShown:
    """What may be sampled, and its sample where there is one."""

    target: Target
    title: str
    sample: DrawnMembers | None

    @property
    def name(self) -> str:
        """As it stands in addresses: `2.1.b`."""
        return name_of(self.target)


@dataclass(frozen=True, slots=True)
class MemberShown:
    """A member of a sample on the page; `note` is what was typed where it was refused."""

    member: FrameMember
    mark: Mark | None
    note: str
    faults: tuple[str, ...] = ()

    @property
    def seen(self) -> int:
        """The version of its mark."""
        return self.mark.version if self.mark else 0


@require_safe
@page(Act.VIEW_FIELDWORK)
def samples(request: HttpRequest, number: str) -> HttpResponse:
    """Everything that may be sampled, with how far its sample is."""
    field = in_field(request, number)
    if field.is_ahead:
        return redirect(field.address)
    found = {row.subject: drawn_of(row) for row in samples_of(field.engagement)}
    shown = [
        TargetShown(each, _title(field, each), found.get(each.subject)) for each in targets(field.scheme)
    ]
    context = {
        "engagement": field.engagement,
        "field": field,
        "drawn": [each for each in shown if each.sample],
        "open": [each for each in shown if not each.sample],
    }
    return render(request, "desk/fieldwork/samples.html", context)


@require_safe
@page(Act.VIEW_FIELDWORK)
def sample(request: HttpRequest, number: str, name: str) -> HttpResponse:
    """The sample for one indicator or part; the page to draw one where there is none. `?check` draws it again."""
    field = in_field(request, number)
    target = _target_or_404(field, name)
    if field.is_ahead:
        return redirect(field.address)
    row = _standing(field, target)
    if row is None:
        if field.may_score:
            return redirect(reverse("desk-fieldwork-sample-draw", args=[number, name]))
        return redirect(reverse("desk-fieldwork-samples", args=[number]))
    context = _sample_context(field, target, row)
    if "check" in request.GET:
        faults = redraw_members(drawn_of(row), members_of(row.frame))
        context |= {"is_checked": True, "check_faults": messages_of(faults), "members_count": len(row.frame)}
    return render(request, "desk/fieldwork/sample.html", context)


@require_http_methods(["GET", "POST"])
@page(Act.SCORE)
def draw(request: HttpRequest, number: str, name: str) -> HttpResponse:
    """Draw a sample from what the client submitted."""
    field = in_field(request, number, Act.SCORE)
    target = _target_or_404(field, name)
    if field.is_ahead:
        return redirect(field.address)
    before = _standing(field, target)
    counts = {key: len(frame) for key, frame in frames_of(latest_submission(field.engagement)).items()}
    proposals = {key: proposal_for(field.engagement, count) for key, count in counts.items()}

    def act(given: dict[str, Any]) -> None:
        actions.draw_field_sample(
            by=person_of(request),
            at=timezone.now(),
            number=number,
            subject=target.subject,
            sheet=given["sheet"],
            size=given["size"] or proposals[given["sheet"]],
            seed=secrets.token_hex(16),
            reason=given.get("reason", ""),
        )

    first = [key for key in field.scheme.indicators[target.ref].facts if key in counts]
    order = [*first, *(key for key in counts if key not in first)]
    choices = [
        (
            key,
            _("%(sheet)s：%(count)s 条，建议抽 %(size)s")
            % {"sheet": label(key, wording_language()), "count": counts[key], "size": proposals[key]},
        )
        for key in order
    ]
    initial = {"sheet": order[0] if order else ""}
    form = DrawForm(request.POST or None, choices=choices, again=before is not None, initial=initial)
    context = {
        "engagement": field.engagement,
        "field": field,
        "target": target,
        "title": _title(field, target),
        "before": drawn_of(before) if before is not None else None,
        "has_sheets": bool(order),
    }
    back = reverse("desk-fieldwork-sample", args=[number, name])
    return ask(
        request,
        "desk/fieldwork/sample_draw.html",
        form,
        act,
        done=_("样本已抽取。"),
        back=back,
        context=context,
    )


@require_POST
@page(Act.SCORE)
def mark(request: HttpRequest, number: str, name: str) -> HttpResponse:
    """Mark one member. htmx gets its row and the progress; without a script the page at this member."""
    field = in_field(request, number, Act.SCORE)
    target = _target_or_404(field, name)
    sent = request.POST
    key, answer = sent.get("member", ""), _ANSWERS.get(sent.get("conforming", ""))
    if answer is None:
        raise Http404
    note, told, status = sent.get("note", ""), tuple[str, ...](), 200
    try:
        actions.mark_member(
            by=person_of(request),
            at=timezone.now(),
            number=number,
            sample=whole(sent.get("sample", "")) or 0,
            member=key,
            conforming=answer,
            note=note,
            seen=whole(sent.get("seen", "")) or 0,
        )
    except Refused as refused:
        told, status = tuple(messages_of(refused.problems)), status_of(refused)
        if isinstance(refused, Changed):
            told = (*told, _("下面是同组人员的标记；仍要改的，再点一次。"))
    row = _standing(field, target)
    if row is None:
        raise Http404
    if not getattr(request, "htmx", False):
        if told:
            context = _sample_context(field, target, row, (key, note, told))
            return render(request, "desk/fieldwork/sample.html", context, status=status)
        return SeeOther(f"{reverse('desk-fieldwork-sample', args=[number, name])}#m-{key}")
    context = _sample_context(field, target, row, (key, note, told) if told else None)
    members: list[MemberShown] = context["members"]  # type: ignore[assignment] # Of this module.
    each = next((each for each in members if each.member.key == key), None)
    if each is None:
        raise Http404
    template = "desk/fieldwork/_sample_marked.html"
    return render(request, template, context | {"each": each, "oob": True}, status=status)


def name_of(target: Target) -> str:
    """What a sample is for, as it stands in addresses."""
    return f"{target.ref}.{target.part}" if target.part else target.ref


def _sample_context(
    field: InField,
    target: Target,
    row: FieldSample,
    refused: tuple[str, str, tuple[str, ...]] | None = None,
) -> dict[str, object]:
    drawn = drawn_of(row)
    members = [_member(each, drawn.marks.get(each.key), refused) for each in drawn.drawn]
    return {
        "engagement": field.engagement,
        "field": field,
        "target": target,
        "name": name_of(target),
        "title": _title(field, target),
        "row": row,
        "sheet": label(row.sheet, wording_language()),
        "drawn": drawn,
        "members": members,
        "earlier": [(each, drawn_of(each)) for each in earlier_samples(field.engagement, target.subject)],
    }


def _member(
    member: FrameMember, mark: Mark | None, refused: tuple[str, str, tuple[str, ...]] | None
) -> MemberShown:
    if refused is not None and refused[0] == member.key:
        return MemberShown(member, mark, refused[1], refused[2])
    return MemberShown(member, mark, mark.note if mark else "")


def _standing(field: InField, target: Target) -> FieldSample | None:
    rows = FieldSample.objects.filter(engagement=field.engagement, subject=target.subject, replaced_at=None)
    return rows.defer("frame").select_related("drawn_by").first()


def _target_or_404(field: InField, name: str) -> Target:
    try:
        return read_target(field.scheme, f"{SubjectKind.FINDING}:{name}")
    except Refused:
        raise Http404 from None


def _title(field: InField, target: Target) -> str:
    indicator = field.scheme.indicators[target.ref]
    part = next((each for each in indicator.parts if each.ref == target.part), None)
    return f"{name_of(target)} {part.title if part else indicator.title}"


_ONE = "engagements/<str:number>/fieldwork/samples/"
urlpatterns = [
    path(_ONE, samples, name="desk-fieldwork-samples"),
    path(f"{_ONE}<str:name>/", sample, name="desk-fieldwork-sample"),
    path(f"{_ONE}<str:name>/draw/", draw, name="desk-fieldwork-sample-draw"),
    path(f"{_ONE}<str:name>/mark/", mark, name="desk-fieldwork-sample-mark"),
]
