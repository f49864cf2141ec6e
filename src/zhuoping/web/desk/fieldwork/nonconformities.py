# SPDX-License-Identifier: Apache-2.0
"""Nonconformities on the desk: the list, one with its history, raising, changing, verifying, what it rests on."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from zhuoping.actions import evidence as files
from zhuoping.actions import nonconformities as actions
from zhuoping.actions.acting import subject_of
from zhuoping.actions.errors import Changed
from zhuoping.actions.fieldwork import evidence as field_evidence
from zhuoping.actions.nonconformity_showing import show_evidence
from zhuoping.core.authority import Act, Party, check, may
from zhuoping.core.lifecycle import BY_CODE, Stage
from zhuoping.core.nonconformities import (
    OPEN,
    TO_ANSWER,
    Doing,
    NonconformityGrade,
    NonconformityState,
    moves_from,
)
from zhuoping.records.models import CharacteristicSheet, Engagement, Nonconformity
from zhuoping.records.nonconformity_values import item_of
from zhuoping.records.nonconformity_values import subject_of as evidence_subject
from zhuoping.records.values import scheme_of
from zhuoping.web.desk.fieldwork.nonconformity_forms import (
    FilesForm,
    RaiseForm,
    TextForm,
    VerdictForm,
    WithdrawForm,
)
from zhuoping.web.shared.access import actor_in, engagement_or_404, page, person_of
from zhuoping.web.shared.asking import SeeOther, ask
from zhuoping.web.shared.changed import ask_which, settled
from zhuoping.web.shared.language import wording_language
from zhuoping.web.shared.lists import Column, Empty, Filter, Listing
from zhuoping.web.shared.nonconformities import (
    STATE_SHADES,
    form_answer,
    nonconformity_or_404,
    rests_on,
    shown_answers,
)
from zhuoping.web.shared.uploads import handed
from zhuoping.web.shared.words import word

_FORM = "desk/fieldwork/nonconformity_form.html"
_WAITING, _OVERDUE = "open", "overdue"
_RAISING = BY_CODE["nonconformity.raised"].stages
_VERIFYING = BY_CODE["nonconformity.verified"].stages


@require_safe
@page(Act.VIEW_NONCONFORMITIES)
def listed(request: HttpRequest, number: str) -> HttpResponseBase:
    """The nonconformities of an engagement."""
    engagement = _engagement(request, number)
    rows = Nonconformity.objects.visible_to(actor_in(request)).filter(engagement=engagement)
    may_raise = _may(request, engagement) and Stage(engagement.stage) in _RAISING
    listing = Listing(
        request,
        rows.select_related("sheet", "raised_by", "engagement"),
        columns=[
            Column("number", _("编号"), _number, sort="number", link=_address),
            Column("grade", _("性质"), lambda row: word(NonconformityGrade(row.grade)), sort="grade"),
            Column("ref", _("指标"), lambda row: row.ref, sort="ref"),
            Column("statement", _("事实陈述"), _short),
            Column(
                "state",
                _("状态"),
                lambda row: word(NonconformityState(row.state)),
                template=f"{_PARTS}state.html",
            ),
            Column("due", _("期限"), lambda row: item_of(row).due_on, template=f"{_PARTS}due.html"),
            Column("raised", _("提出"), lambda row: row.raised_by.name),
        ],
        filters=_filters(),
        empty=Empty(
            _("还没有不符合项"),
            _("审查员可以从任何一项评价发现提出。"),
            reverse("desk-fieldwork-nonconformity-raise", args=[number]) if may_raise else "",
            _("提出不符合项"),
        ),
        default_sort="pk",
        search="",
        name="nonconformities",
        label=_("不符合项"),
    )
    context = {"engagement": engagement, "may_raise": may_raise}
    return listing.response("desk/fieldwork/nonconformities.html", context)


@require_safe
@page(Act.VIEW_NONCONFORMITIES)
def one(request: HttpRequest, number: str, nonconformity: int) -> HttpResponse:
    """One with what it rests on, what was answered, and what may be done now."""
    engagement, row = _one(request, number, nonconformity)
    stage, mine = Stage(engagement.stage), _may(request, engagement)
    moves = (
        moves_from(NonconformityState(row.state), NonconformityGrade(row.grade), Party.BODY) if mine else ()
    )
    context = {
        "engagement": engagement,
        "row": row,
        "item": item_of(row),
        "name": _number(row),
        "shade": STATE_SHADES[NonconformityState(row.state)],
        "indicator": scheme_of(engagement.edition, wording_language()).indicators.get(row.ref),
        "evidence": rests_on(row, for_client=False),
        "answers": shown_answers(row),
        "may_change": Doing.CHANGE in moves and stage in _RAISING,
        "may_verify": (Doing.CLOSE in moves or Doing.RETURN in moves) and stage in _VERIFYING,
        "may_withdraw": Doing.WITHDRAW in moves and stage in _VERIFYING,
        "may_attach": mine and stage is Stage.FIELDWORK and row.state in OPEN,
        "may_show": mine and stage in _VERIFYING and not row.is_hidden,
        "must_answer": row.grade in TO_ANSWER,
    }
    return render(request, "desk/fieldwork/nonconformity.html", context)


@require_http_methods(["GET", "POST"])
@page(Act.RAISE_NONCONFORMITY)
def raise_(request: HttpRequest, number: str) -> HttpResponse:
    """Raise one; `ref` and `sheet` of the address say what it comes from."""
    engagement = _engagement(request, number, Act.RAISE_NONCONFORMITY)
    scheme = scheme_of(engagement.edition, wording_language())
    sheets = CharacteristicSheet.objects.filter(engagement=engagement).order_by("number")
    ref = request.GET.get("ref", "")
    indicator = scheme.indicators.get(ref)
    initial = {
        "ref": ref if indicator else "",
        "clause": f"{ref} {indicator.title}"[:200] if indicator else "",
        "sheet": request.GET.get("sheet", ""),
    }
    form = RaiseForm(request.POST or None, initial=initial, scheme=scheme, sheets=sheets)
    made: list[Nonconformity] = []

    def act(_given: dict[str, Any]) -> None:
        by, at = person_of(request), timezone.now()
        made.append(actions.raise_(by=by, at=at, number=number, text=form.text(), sheet=form.sheet_given()))

    context = {"engagement": engagement, "title": _("提出不符合项"), "submit": _("提出不符合项")}
    answer = ask(request, _FORM, form, act, done="", back=_list(number), context=context)
    if not made:
        return answer
    messages.success(
        request,
        _("不符合项已提出；来自暗访，公开前企业看不到。")
        if made[0].is_hidden
        else _("不符合项已提出，企业已收到通知。请关联证据。"),
    )
    return SeeOther(_address(made[0]))


@require_http_methods(["GET", "POST"])
@page(Act.RAISE_NONCONFORMITY)
def change(request: HttpRequest, number: str, nonconformity: int) -> HttpResponse:
    """Put it in other words while it is not answered; whoever was slower sees both."""
    engagement, row = _one(request, number, nonconformity, Act.RAISE_NONCONFORMITY)
    make = partial(TextForm, scheme=scheme_of(engagement.edition, wording_language()))
    names = ("grade", "ref", "clause", "statement", "place", "version")
    stored = make(initial={name: getattr(row, name) for name in names})
    form = make(settled(request.POST, stored)) if request.method == "POST" else stored

    def act(given: dict[str, Any]) -> None:
        by, at, text = person_of(request), timezone.now(), form.text()
        actions.change(
            by=by, at=at, number=number, nonconformity=nonconformity, version=given["version"], text=text
        )

    context = {"engagement": engagement, "title": _("修改不符合项"), "row": row}
    try:
        return ask(
            request,
            _FORM,
            form,
            _letting_changed(act),
            done=_("已修改。"),
            back=_address(row),
            context=context,
        )
    except _SlowerError as slower:
        return ask_which(request, form, stored, slower.changed, back=_address(row), layout="shared/desk.html")


@require_http_methods(["GET", "POST"])
@page(Act.RAISE_NONCONFORMITY)
def verify(request: HttpRequest, number: str, nonconformity: int) -> HttpResponse:
    """Close it, or return the answer."""
    engagement, row = _one(request, number, nonconformity, Act.RAISE_NONCONFORMITY)
    possible = moves_from(NonconformityState(row.state), NonconformityGrade(row.grade), Party.BODY)
    doings = [each for each in (Doing.CLOSE, Doing.RETURN) if each in possible] or [Doing.CLOSE]
    form = VerdictForm(request.POST or None, initial={"version": row.version}, doings=doings)

    def act(given: dict[str, Any]) -> None:
        actions.verify(
            by=person_of(request),
            at=timezone.now(),
            number=number,
            nonconformity=nonconformity,
            version=given["version"],
            doing=Doing(given["doing"]),
            reason=given["reason"],
        )

    context = {
        "engagement": engagement,
        "title": _("验证整改"),
        "row": row,
        "answers": shown_answers(row),
        "submit": _("记录结论并通知企业"),
    }
    return ask(request, _FORM, form, act, done=_("结论已记录。"), back=_address(row), context=context)


@require_http_methods(["GET", "POST"])
@page(Act.RAISE_NONCONFORMITY)
def withdraw(request: HttpRequest, number: str, nonconformity: int) -> HttpResponse:
    """Take it back, with a reason."""
    engagement, row = _one(request, number, nonconformity, Act.RAISE_NONCONFORMITY)
    form = WithdrawForm(request.POST or None, initial={"version": row.version})

    def act(given: dict[str, Any]) -> None:
        by, at = person_of(request), timezone.now()
        actions.withdraw(by=by, at=at, number=number, nonconformity=nonconformity, **given)

    context = {"engagement": engagement, "title": _("撤销不符合项"), "row": row, "submit": _("撤销")}
    return ask(request, _FORM, form, act, done=_("已撤销。"), back=_address(row), context=context)


@require_http_methods(["GET", "POST"])
@page(Act.RAISE_NONCONFORMITY)
def attach(request: HttpRequest, number: str, nonconformity: int) -> HttpResponse:
    """Add files that it rests on; they stay the body's own until somebody shows them."""
    engagement, row = _one(request, number, nonconformity, Act.RAISE_NONCONFORMITY)
    form = FilesForm(request.POST or None, request.FILES or None)

    def act(given: dict[str, Any]) -> None:
        by, at = person_of(request), timezone.now()
        files.check_may_add(by, engagement.client, engagement, internal=True)
        received = [
            files.receive(each, at=at, path=f"files[{index}]")
            for index, each in enumerate(handed(given["files"]))
        ]
        subjects = [evidence_subject(row)]
        field_evidence.attach(by=by, at=at, number=number, subjects=subjects, received=received)

    context = {"engagement": engagement, "title": _("关联证据"), "row": row, "submit": _("上传并关联")}
    return ask(request, _FORM, form, act, done=_("证据已关联。"), back=_address(row), context=context)


@require_POST
@page(Act.RAISE_NONCONFORMITY)
def show(request: HttpRequest, number: str, nonconformity: int, tie: int) -> HttpResponse:
    """Let the client see a piece of evidence."""
    row = _one(request, number, nonconformity, Act.RAISE_NONCONFORMITY)[1]
    by, at = person_of(request), timezone.now()
    show_evidence(by=by, at=at, number=number, nonconformity=nonconformity, tie=tie)
    messages.success(request, _("企业现在可以看到这份证据。"))
    return SeeOther(_address(row))


@require_safe
@page(Act.VIEW_NONCONFORMITIES)
def form_file(request: HttpRequest, number: str, nonconformity: int, kind: str) -> HttpResponse:
    """The printed form, with all that it rests on."""
    _, row = _one(request, number, nonconformity)
    return form_answer(row, kind, for_client=False)


class _SlowerError(Exception):
    """Somebody was faster: carried past `ask`, which would put it beside the fields."""

    def __init__(self, changed: Changed) -> None:
        self.changed = changed
        super().__init__()


def _letting_changed(act: Callable[[dict[str, Any]], object]) -> Callable[[dict[str, Any]], object]:
    def acted(given: dict[str, Any]) -> object:
        try:
            return act(given)
        except Changed as changed:
            raise _SlowerError(changed) from None

    return acted


def _engagement(request: HttpRequest, number: str, act: Act = Act.VIEW_NONCONFORMITIES) -> Engagement:
    engagement = engagement_or_404(request, number)
    check(actor_in(request), act, subject_of(engagement))
    return engagement


def _one(
    request: HttpRequest, number: str, nonconformity: int, act: Act = Act.VIEW_NONCONFORMITIES
) -> tuple[Engagement, Nonconformity]:
    engagement = _engagement(request, number, act)
    return engagement, nonconformity_or_404(request, engagement, nonconformity)


def _may(request: HttpRequest, engagement: Engagement) -> bool:
    return may(actor_in(request), Act.RAISE_NONCONFORMITY, subject_of(engagement))


def _number(row: Nonconformity) -> str:
    return _("暗访，未公开") if row.number is None else f"NC{row.number:02}"


def _short(row: Nonconformity) -> str:
    line = " ".join(row.statement.split())
    return line if len(line) <= _SHORT else f"{line[: _SHORT - 1]}…"


def _address(row: Nonconformity) -> str:
    return reverse("desk-fieldwork-nonconformity", args=[row.engagement.number, row.pk])


def _list(number: str) -> str:
    return reverse("desk-fieldwork-nonconformities", args=[number])


def _filters() -> list[Filter]:
    states = [(_WAITING, _("未关闭")), *((each.value, word(each)) for each in NonconformityState)]
    return [
        Filter("state", _("状态"), states, _in_state),
        Filter(
            "grade",
            _("性质"),
            [(each.value, word(each)) for each in NonconformityGrade],
            lambda rows, value: rows.filter(grade=value),
        ),
        Filter("due", _("期限"), [(_OVERDUE, _("已逾期"))], _late),
    ]


def _in_state(rows: QuerySet[Nonconformity], value: str) -> QuerySet[Nonconformity]:
    return rows.filter(state__in=OPEN) if value == _WAITING else rows.filter(state=value)


def _late(rows: QuerySet[Nonconformity], value: str) -> QuerySet[Nonconformity]:  # noqa: ARG001 - there is one choice.
    today = timezone.localdate()
    unanswered = Q(
        answer_due_on__lt=today, state__in=(NonconformityState.RAISED, NonconformityState.RETURNED)
    )
    return rows.filter(unanswered | Q(close_due_on__lt=today, state__in=OPEN))


_SHORT = 60
_PARTS = "desk/fieldwork/nonconformities_"
_ALL = "engagements/<str:number>/fieldwork/nonconformities/"
_ONE = f"{_ALL}<int:nonconformity>/"
urlpatterns = [
    path(_ALL, listed, name="desk-fieldwork-nonconformities"),
    path(f"{_ALL}new/", raise_, name="desk-fieldwork-nonconformity-raise"),
    path(_ONE, one, name="desk-fieldwork-nonconformity"),
    path(f"{_ONE}change/", change, name="desk-fieldwork-nonconformity-change"),
    path(f"{_ONE}verify/", verify, name="desk-fieldwork-nonconformity-verify"),
    path(f"{_ONE}withdraw/", withdraw, name="desk-fieldwork-nonconformity-withdraw"),
    path(f"{_ONE}evidence/", attach, name="desk-fieldwork-nonconformity-attach"),
    path(f"{_ONE}evidence/<int:tie>/show/", show, name="desk-fieldwork-nonconformity-show"),
    path(f"{_ONE}form.pdf", form_file, {"kind": "pdf"}, name="desk-fieldwork-nonconformity-pdf"),
    path(f"{_ONE}form.docx", form_file, {"kind": "docx"}, name="desk-fieldwork-nonconformity-docx"),
]
