# SPDX-License-Identifier: Apache-2.0
"""The client's nonconformities: the list, one, the answer. What rests on a covert visit is not on these pages."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from zhuoping.actions import nonconformities as actions
from zhuoping.actions.acting import subject_of
from zhuoping.actions.errors import Changed
from zhuoping.core.authority import Act, Party, check
from zhuoping.core.fieldwork.records import TEXT_LIMIT
from zhuoping.core.lifecycle import BY_CODE, Stage
from zhuoping.core.nonconformities import (
    OPEN,
    TO_ANSWER,
    CorrectiveAnswer,
    Doing,
    NonconformityGrade,
    NonconformityState,
    moves_from,
)
from zhuoping.records.models import Engagement, Nonconformity
from zhuoping.records.nonconformity_values import item_of
from zhuoping.records.values import scheme_of
from zhuoping.web.shared.access import actor_in, engagement_or_404, page, person_of
from zhuoping.web.shared.asking import ask
from zhuoping.web.shared.forms import DateField, TextField, VersionedForm
from zhuoping.web.shared.language import wording_language
from zhuoping.web.shared.lists import Column, Empty, Filter, Listing
from zhuoping.web.shared.nonconformities import (
    STATE_SHADES,
    form_answer,
    nonconformity_or_404,
    rests_on,
    shown_answers,
)
from zhuoping.web.shared.uploads import EvidenceField, handed
from zhuoping.web.shared.words import word

_SHORT = 60
_ANSWERING = BY_CODE["nonconformity.answered"].stages


class AnswerForm(VersionedForm):
    """What the client answers."""

    root_cause = TextField(
        label=gettext_lazy("原因分析"),
        rows=4,
        max_length=TEXT_LIMIT,
        help_text=gettext_lazy("为什么会发生，为什么没有及早发现。"),
    )
    correction = TextField(
        label=gettext_lazy("纠正"),
        rows=3,
        max_length=TEXT_LIMIT,
        help_text=gettext_lazy("对已经发生的问题做了什么，其他网点有没有同样的情况。"),
    )
    corrective_action = TextField(
        label=gettext_lazy("纠正措施"),
        rows=4,
        max_length=TEXT_LIMIT,
        help_text=gettext_lazy("怎样消除原因，防止再次发生。"),
    )
    done_on = DateField(
        label=gettext_lazy("完成日期"),
        help_text=gettext_lazy("纠正措施已经或将要完成的日期，不晚于整改期限。"),
    )
    files = EvidenceField(label=gettext_lazy("证据"), several=True, required=False)  # type: ignore[assignment] # Of the form, not of its uploads.

    def __init__(self, *args: Any, must: bool, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own.
        super().__init__(*args, **kwargs)
        for name in ("root_cause", "correction", "corrective_action", "done_on"):
            self.fields[name].required = must


@require_safe
@page(Act.ANSWER_NONCONFORMITY)
def listed(request: HttpRequest, number: str) -> HttpResponseBase:
    """The nonconformities of an engagement that the client may see."""
    engagement = _engagement(request, number)
    rows = Nonconformity.objects.visible_to(actor_in(request)).filter(engagement=engagement)
    states = [("open", _("未关闭")), *((each.value, word(each)) for each in NonconformityState)]
    listing = Listing(
        request,
        rows.select_related("engagement"),
        columns=[
            Column("number", _("编号"), lambda row: f"NC{row.number:02}", sort="number", link=_address),
            Column("grade", _("性质"), lambda row: word(NonconformityGrade(row.grade)), sort="grade"),
            Column("statement", _("事实陈述"), _short),
            Column(
                "state",
                _("状态"),
                lambda row: word(NonconformityState(row.state)),
                template="portal/nonconformities_state.html",
            ),
            Column(
                "due", _("期限"), lambda row: item_of(row).due_on, template="portal/nonconformities_due.html"
            ),
        ],
        filters=[
            Filter(
                "state",
                _("状态"),
                states,
                lambda rows, value: rows.filter(
                    **({"state__in": OPEN} if value == "open" else {"state": value})
                ),
            )
        ],
        empty=Empty(_("没有不符合项"), _("审查组提出的不符合项会列在这里，并发邮件通知您。")),
        default_sort="number",
        search="",
        name="nonconformities",
        label=_("不符合项"),
    )
    return listing.response("portal/nonconformities.html", {"engagement": engagement})


@require_safe
@page(Act.ANSWER_NONCONFORMITY)
def one(request: HttpRequest, number: str, nonconformity: int) -> HttpResponse:
    """One with what was shown of its evidence, the answers and the verdicts."""
    engagement, row = _one(request, number, nonconformity)
    return render(
        request,
        "portal/nonconformity.html",
        {
            "engagement": engagement,
            "row": row,
            "name": f"NC{row.number:02}",
            "shade": STATE_SHADES[NonconformityState(row.state)],
            "indicator": scheme_of(engagement.edition, wording_language()).indicators.get(row.ref),
            "evidence": rests_on(row, for_client=True),
            "answers": shown_answers(row),
            "may_answer": _may_answer(engagement, row),
            "must_answer": row.grade in TO_ANSWER,
        },
    )


@require_http_methods(["GET", "POST"])
@page(Act.ANSWER_NONCONFORMITY)
def answer(request: HttpRequest, number: str, nonconformity: int) -> HttpResponse:
    """Answer: cause, correction, corrective action, day, files. The last answer is there to go on from."""
    engagement, row = _one(request, number, nonconformity)
    if request.method != "POST" and not _may_answer(engagement, row):
        raise Http404
    answers = shown_answers(row)
    names = ("root_cause", "correction", "corrective_action", "done_on")
    before = {name: getattr(answers[0].row, name) for name in names} if answers else {}
    form = AnswerForm(
        request.POST or None,
        request.FILES or None,
        initial={**before, "version": row.version},
        must=row.grade in TO_ANSWER,
    )

    def act(given: dict[str, Any]) -> None:
        try:
            actions.answer(
                by=person_of(request),
                at=timezone.now(),
                number=number,
                nonconformity=nonconformity,
                version=given["version"],
                given=CorrectiveAnswer(**{name: given[name] for name in names}),
                handed=handed(given["files"]),
            )
        except Changed as changed:
            # What stands now is beside the form; sent once more, it answers that.
            form.data = {**{name: form.data[name] for name in form.data}, "version": changed.version}
            raise

    return ask(
        request,
        "portal/nonconformity_answer.html",
        form,
        act,
        done=_("答复已提交，审查组会验证。"),
        back=_address(row),
        context={"engagement": engagement, "row": row, "answers": answers[:1]},
    )


@require_safe
@page(Act.ANSWER_NONCONFORMITY)
def form_file(request: HttpRequest, number: str, nonconformity: int, kind: str) -> HttpResponse:
    """The printed form, naming only the evidence that was shown."""
    _, row = _one(request, number, nonconformity)
    return form_answer(row, kind, for_client=True)


def _engagement(request: HttpRequest, number: str) -> Engagement:
    engagement = engagement_or_404(request, number)
    check(actor_in(request), Act.ANSWER_NONCONFORMITY, subject_of(engagement))
    return engagement


def _one(request: HttpRequest, number: str, nonconformity: int) -> tuple[Engagement, Nonconformity]:
    engagement = _engagement(request, number)
    return engagement, nonconformity_or_404(request, engagement, nonconformity)


def _may_answer(engagement: Engagement, row: Nonconformity) -> bool:
    possible = moves_from(NonconformityState(row.state), NonconformityGrade(row.grade), Party.CLIENT)
    return Doing.ANSWER in possible and Stage(engagement.stage) in _ANSWERING


def _short(row: Nonconformity) -> str:
    line = " ".join(row.statement.split())
    return line if len(line) <= _SHORT else f"{line[: _SHORT - 1]}…"


def _address(row: Nonconformity) -> str:
    return reverse("portal-nonconformity", args=[row.engagement.number, row.pk])


_ALL = "engagements/<str:number>/nonconformities/"
_ONE = f"{_ALL}<int:nonconformity>/"
urlpatterns = [
    path(_ALL, listed, name="portal-nonconformities"),
    path(_ONE, one, name="portal-nonconformity"),
    path(f"{_ONE}answer/", answer, name="portal-nonconformity-answer"),
    path(f"{_ONE}form.pdf", form_file, {"kind": "pdf"}, name="portal-nonconformity-pdf"),
    path(f"{_ONE}form.docx", form_file, {"kind": "docx"}, name="portal-nonconformity-docx"),
]
