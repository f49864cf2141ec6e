# SPDX-License-Identifier: Apache-2.0
"""Special deductions, the bonus and the determination: what stands, what each rests on, what it still lacks."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from zhuoping.actions import evidence as files
from zhuoping.actions.fieldwork import evidence as ties
from zhuoping.actions.fieldwork import special_items as actions
from zhuoping.core.authority import Act, may
from zhuoping.core.fieldwork.gaps import Gap
from zhuoping.core.fieldwork.special_items import (
    SpecialKind,
    needs_determination,
    speaks_for,
    special_gaps,
)
from zhuoping.core.nonconformities import TO_ANSWER, NonconformityState
from zhuoping.core.scheme import Scheme
from zhuoping.records.fieldwork_values import latest_determination
from zhuoping.records.models import Determination, Engagement, Nonconformity, SpecialItem
from zhuoping.records.special_values import special_rows, specials_of, subject_of
from zhuoping.web.desk.fieldwork.asking import InField, in_field
from zhuoping.web.desk.fieldwork.evidence_shown import Tied, tied
from zhuoping.web.shared.access import page, person_of
from zhuoping.web.shared.asking import SeeOther, ask
from zhuoping.web.shared.forms import Form, TextField
from zhuoping.web.shared.refusals import messages_of
from zhuoping.web.shared.uploads import EvidenceField, handed

# More to choose from is no list any more.
_CHOICES_SHOWN = 60
_TITLE_LENGTH = 60


class ReasonForm(Form):
    """Why."""

    reason = TextField(label=gettext_lazy("理由"), rows=4)


class DeductionForm(Form):
    """One case for a special deduction."""

    ground = forms.ChoiceField(label=gettext_lazy("扣分情形"), widget=forms.RadioSelect)
    reason = TextField(
        label=gettext_lazy("理由"), rows=4, help_text=gettext_lazy("写明是哪一起、什么时间、违反了什么。")
    )
    nonconformity = forms.ChoiceField(
        label=gettext_lazy("整改所依据的不符合项"),
        required=False,
        help_text=gettext_lazy("企业按它整改。可以先登记扣分，稍后再关联；结束现场审查前必须关联。"),
    )

    def __init__(self, *args: Any, field: InField, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own.
        super().__init__(*args, **kwargs)
        grounds = [(each.key, each.title) for each in field.scheme.deduction_grounds]
        _offer(self, "ground", grounds)
        _offer(self, "nonconformity", [("", _("稍后关联")), *_corrections(field.engagement)])


class BonusForm(Form):
    """The special bonus."""

    conditions = forms.MultipleChoiceField(
        label=gettext_lazy("满足的条件"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=gettext_lazy("条件须全部满足。"),
    )
    reason = TextField(
        label=gettext_lazy("理由"), rows=4, help_text=gettext_lazy("写明特别之处，逐条说明条件怎样满足。")
    )

    def __init__(self, *args: Any, scheme: Scheme, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own.
        super().__init__(*args, **kwargs)
        _offer(self, "conditions", [(each.key, each.title) for each in scheme.bonus_conditions])


class LinkForm(Form):
    """The nonconformity that puts a deduction right."""

    nonconformity = forms.ChoiceField(label=gettext_lazy("不符合项"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, field: InField, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own.
        super().__init__(*args, **kwargs)
        _offer(self, "nonconformity", _corrections(field.engagement))


class EvidenceForm(Form):
    """Files for an item, and evidence of the engagement that it rests on too."""

    files = EvidenceField(label=gettext_lazy("新文件"), several=True, required=False)  # type: ignore[assignment] # Of the form.
    there = forms.MultipleChoiceField(
        label=gettext_lazy("项目里已有的证据"), widget=forms.CheckboxSelectMultiple, required=False
    )

    def __init__(self, *args: Any, choices: Iterable[tuple[str, str]], **kwargs: Any) -> None:  # noqa: ANN401 - Django's own.
        super().__init__(*args, **kwargs)
        _offer(self, "there", [*choices])
        if not self.fields["there"].choices:  # type: ignore[attr-defined]
            del self.fields["there"]


@dataclass(frozen=True, slots=True)
class SpecialShown:
    """A special item with its title in the edition's words, its evidence and what it lacks."""

    row: SpecialItem
    title: str
    evidence: list[Tied]
    faults: list[str]

    @property
    def is_deduction(self) -> bool:
        """Whether it takes points."""
        return self.row.kind == SpecialKind.DEDUCTION


@dataclass(frozen=True, slots=True)
class Determining:
    """How the determination stands: whether one is needed, whether the latest holds, what is to be said."""

    is_needed: bool
    row: Determination | None
    holds: bool
    faults: list[str]


@require_safe
@page(Act.VIEW_FIELDWORK)
def special(request: HttpRequest, number: str) -> HttpResponse:
    """All special items, those that were withdrawn too."""
    field = in_field(request, number)
    if field.is_ahead:
        return redirect(field.address)
    rows, standing = special_rows(field.engagement), specials_of(field.engagement)
    latest = latest_determination(field.engagement)
    rules = field.scheme.deduction_rules
    gaps = special_gaps(rules, standing, None if latest is None else latest.items)
    deductions = [each.key for each in standing if each.kind is SpecialKind.DEDUCTION]
    shown = [_shown(field, row, gaps) for row in rows]
    determining = Determining(
        needs_determination(rules, len(deductions)),
        latest,
        latest is not None and speaks_for(latest.items, deductions),
        _told(gaps, "determination"),
    )
    context = {
        **_context(field),
        "items": [each for each in shown if each.row.withdrawn_at is None],
        "withdrawn": [each for each in shown if each.row.withdrawn_at is not None],
        "determining": determining,
        "fails": rules.fails_at is not None and len(deductions) >= rules.fails_at,
        "cases": len(deductions),
        "deducted": rules.points_each * len(deductions),
        "bonuses": len(standing) - len(deductions),
        "may_determine": _may_determine(field),
    }
    return render(request, "desk/fieldwork/special.html", context)


@require_http_methods(["GET", "POST"])
@page(Act.SCORE)
def deduct(request: HttpRequest, number: str) -> HttpResponse:
    """Record a special deduction."""
    field = in_field(request, number, Act.SCORE)

    def act(given: dict[str, Any]) -> None:
        linked = int(given["nonconformity"]) if given["nonconformity"] else None
        actions.record_deduction(
            by=person_of(request),
            at=timezone.now(),
            number=number,
            ground=given["ground"],
            reason=given["reason"],
            nonconformity=linked,
        )

    form = DeductionForm(request.POST or None, field=field)
    said = (_("登记特别扣分"), _("特别扣分已登记。请添加证据。"))
    return _ask(request, field, form, act, said)


@require_http_methods(["GET", "POST"])
@page(Act.SCORE)
def grant(request: HttpRequest, number: str) -> HttpResponse:
    """Record the special bonus."""
    field = in_field(request, number, Act.SCORE)

    def act(given: dict[str, Any]) -> None:
        actions.record_bonus(by=person_of(request), at=timezone.now(), number=number, **given)

    form = BonusForm(request.POST or None, scheme=field.scheme)
    said = (_("登记特别加分"), _("特别加分已登记。请添加证据。"))
    return _ask(request, field, form, act, said)


@require_http_methods(["GET", "POST"])
@page(Act.SCORE)
def link(request: HttpRequest, number: str, item: int) -> HttpResponse:
    """Link a deduction to the nonconformity that puts it right."""
    field = in_field(request, number, Act.SCORE)
    row = _row_or_404(field, item)

    def act(given: dict[str, Any]) -> None:
        linked = int(given["nonconformity"])
        actions.link_nonconformity(
            by=person_of(request), at=timezone.now(), number=number, item=item, nonconformity=linked
        )

    chosen = row.nonconformity.number if row.nonconformity is not None else ""
    form = LinkForm(request.POST or None, field=field, initial={"nonconformity": chosen})
    said = (_("关联不符合项"), _("已关联。"))
    return _ask(request, field, form, act, said, row)


@require_http_methods(["GET", "POST"])
@page(Act.SCORE)
def withdraw(request: HttpRequest, number: str, item: int) -> HttpResponse:
    """Take a special item back."""
    field = in_field(request, number, Act.SCORE)
    row = _row_or_404(field, item)

    def act(given: dict[str, Any]) -> None:
        actions.withdraw_special(by=person_of(request), at=timezone.now(), number=number, item=item, **given)

    form = ReasonForm(request.POST or None)
    said = (_("撤销特别项"), _("已撤销，记录保留。"))
    return _ask(request, field, form, act, said, row)


@require_http_methods(["GET", "POST"])
@page(Act.RECORD_FIELDWORK)
def attach(request: HttpRequest, number: str, item: int) -> HttpResponse:
    """Hand in files for a special item, and choose what is there already."""
    field = in_field(request, number, Act.RECORD_FIELDWORK)
    row = _row_or_404(field, item)
    subject = subject_of(row)

    def act(given: dict[str, Any]) -> None:
        by, at = person_of(request), timezone.now()
        files.check_may_add(by, field.engagement.client, field.engagement, internal=True)
        received = [files.receive(each, at=at) for each in handed(given["files"])]
        if received:
            ties.attach(by=by, at=at, number=number, subjects=[subject], received=received)
        chosen = [int(each) for each in given.get("there", ())]
        if chosen or not received:
            ties.tie_all(by=by, at=at, number=number, ties=chosen, subject=subject)

    choices = _there(field.engagement, subject)
    form = EvidenceForm(request.POST or None, request.FILES or None, choices=choices)
    said = (_("添加证据"), _("证据已添加。"))
    return _ask(request, field, form, act, said, row)


@require_POST
@page(Act.RECORD_FIELDWORK)
def untie(request: HttpRequest, number: str, tie: int) -> HttpResponse:
    """Take a tie back; the file stays."""
    in_field(request, number, Act.RECORD_FIELDWORK)
    ties.untie(by=person_of(request), at=timezone.now(), number=number, tie=tie)
    messages.success(request, _("已取消关联，文件仍保留。"))
    return SeeOther(_back(number))


@require_http_methods(["GET", "POST"])
@page(Act.DETERMINE)
def determine(request: HttpRequest, number: str) -> HttpResponse:
    """Determine that a level may be given in spite of the deductions."""
    field = in_field(request, number, Act.DETERMINE)

    def act(given: dict[str, Any]) -> None:
        actions.record_determination(by=person_of(request), at=timezone.now(), number=number, **given)

    form = ReasonForm(request.POST or None)
    said = (_("判定可以给等级"), _("判定已记录。"))
    return _ask(request, field, form, act, said)


def _ask(
    request: HttpRequest,
    field: InField,
    form: Form,
    act: Callable[[dict[str, Any]], None],
    said: tuple[str, str],
    row: SpecialItem | None = None,
) -> HttpResponse:
    """The form of an act; `said` is what it is called, and what is said when it is done."""
    title, done = said
    context = {**_context(field), "title": title, "row": row, "name": _name(field, row) if row else ""}
    return ask(
        request,
        "desk/fieldwork/special_form.html",
        form,
        act,
        done=done,
        back=_back(field.engagement.number),
        context=context,
    )


def _context(field: InField) -> dict[str, object]:
    return {"engagement": field.engagement, "field": field, "scheme": field.scheme}


def _shown(field: InField, row: SpecialItem, gaps: tuple[Gap, ...]) -> SpecialShown:
    return SpecialShown(
        row, _name(field, row), tied(field.engagement, subject_of(row)), _told(gaps, str(row.pk))
    )


def _name(field: InField, row: SpecialItem) -> str:
    """The ground of a deduction, the conditions of a bonus, in the edition's words."""
    grounds = {each.key: each.title for each in field.scheme.deduction_grounds}
    if row.kind == SpecialKind.DEDUCTION:
        return grounds.get(row.ground, row.ground)
    conditions = [each.title for each in field.scheme.bonus_conditions if each.key in row.conditions]
    return " · ".join(conditions)


def _told(gaps: tuple[Gap, ...], key: str) -> list[str]:
    return messages_of(each.problem for each in gaps if each.key == key)


def _may_determine(field: InField) -> bool:
    return field.is_open and field.member is None and may(field.actor, Act.DETERMINE)


def _row_or_404(field: InField, item: int) -> SpecialItem:
    row = SpecialItem.objects.filter(engagement=field.engagement, pk=item).select_related("nonconformity")
    found = row.first()
    if found is None:
        raise Http404
    return found


def _corrections(engagement: Engagement) -> list[tuple[str, str]]:
    """The nonconformities that may put a deduction right."""
    rows = Nonconformity.objects.filter(engagement=engagement, grade__in=TO_ANSWER).exclude(number=None)
    return [
        (str(row.number), f"{row.number} · {row.clause} · {row.statement[:_TITLE_LENGTH]}")
        for row in rows.exclude(state=NonconformityState.WITHDRAWN)
    ]


def _there(engagement: Engagement, subject: str) -> list[tuple[str, str]]:
    """Evidence of findings that is not tied to this yet, each once."""
    have = {(each.evidence, each.record) for each in tied(engagement, subject)}
    found: dict[tuple[int | None, int | None], tuple[str, str]] = {}
    for each in tied(engagement):
        key = (each.evidence, each.record)
        if key not in have and key not in found:
            name = each.name if each.evidence is not None else each.text
            found[key] = (str(each.pk), f"{each.ref} · {name[:_TITLE_LENGTH]}")
    return list(found.values())[:_CHOICES_SHOWN]


def _offer(form: Form, name: str, choices: list[tuple[str, str]]) -> None:
    form.fields[name].choices = choices  # type: ignore[attr-defined]


def _back(number: str) -> str:
    return reverse("desk-fieldwork-special", args=[number])


_ONE = "engagements/<str:number>/fieldwork/special/"
urlpatterns = [
    path(_ONE, special, name="desk-fieldwork-special"),
    path(f"{_ONE}deduction/", deduct, name="desk-fieldwork-special-deduct"),
    path(f"{_ONE}bonus/", grant, name="desk-fieldwork-special-grant"),
    path(f"{_ONE}determination/", determine, name="desk-fieldwork-special-determine"),
    path(f"{_ONE}<int:item>/nonconformity/", link, name="desk-fieldwork-special-link"),
    path(f"{_ONE}<int:item>/withdrawal/", withdraw, name="desk-fieldwork-special-withdraw"),
    path(f"{_ONE}<int:item>/evidence/", attach, name="desk-fieldwork-special-attach"),
    path(f"{_ONE}ties/<int:tie>/untie/", untie, name="desk-fieldwork-special-untie"),
]
