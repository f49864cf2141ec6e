# SPDX-License-Identifier: Apache-2.0
"""Two auditors score: one's own scores first, and once both are there, the two side by side and what is agreed on."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from zhuoping.actions.errors import Changed
from zhuoping.actions.fieldwork import double_scoring as actions
from zhuoping.core.authority import Act
from zhuoping.core.awards import Award
from zhuoping.core.fieldwork.double_scoring import BlindAward, DoubleState, are_alike, points_of
from zhuoping.core.fieldwork.field_samples import Target
from zhuoping.core.problems import Refused
from zhuoping.core.scheme import Indicator
from zhuoping.records.double_scoring_values import DoubleLine, lines_seen_by
from zhuoping.records.field_sample_values import drawn_of, samples_of
from zhuoping.records.values import scorer_of
from zhuoping.web.desk.fieldwork.asking import InField, in_field
from zhuoping.web.desk.fieldwork.award_form import (
    AwardControls,
    Unfinished,
    controls_of,
    controls_sent,
    read_award_form,
    words_of,
)
from zhuoping.web.shared.access import page, person_of
from zhuoping.web.shared.asking import SeeOther
from zhuoping.web.shared.formats import figure
from zhuoping.web.shared.refusals import messages_of, status_of
from zhuoping.web.shared.words import whole, word

_SHADES = {
    DoubleState.DIFFERENT: "z-bad",
    DoubleState.ALIKE: "z-accent",
    DoubleState.WAITING: "z-care",
    DoubleState.UNTOUCHED: "",
    DoubleState.AGREED: "z-good",
}
_UNREADABLE = 422


@dataclass(frozen=True, slots=True)
class ScoreShown:
    """One score as people read it: its points, then line by line what they come from."""

    name: str
    points: Decimal
    lines: tuple[str, ...]
    text: str = ""


@dataclass(frozen=True, slots=True)
class LineShown:
    """An indicator in the list."""

    indicator: Indicator
    line: DoubleLine
    scores: tuple[ScoreShown, ...]
    agreed: Decimal | None
    is_mine_to_do: bool


@dataclass(frozen=True, slots=True)
class Section:
    """The indicators in one state."""

    state: DoubleState
    title: str
    rows: list[LineShown]

    @property
    def shade(self) -> str:
        """The colour of the state."""
        return _SHADES[self.state]


@require_safe
@page(Act.VIEW_FIELDWORK)
def double(request: HttpRequest, number: str) -> HttpResponse:
    """Every indicator as this person may see it, what needs talking about first."""
    field = in_field(request, number)
    if field.is_ahead:
        return redirect(field.address)
    rows = _rows(field) if field.is_double_scored else []
    sections = [
        Section(state, word(state), [each for each in rows if each.line.state is state])
        for state in DoubleState
    ]
    context = {
        "engagement": field.engagement,
        "field": field,
        "scheme": field.scheme,
        "sections": [each for each in sections if each.rows],
        "done": sum(each.line.state is DoubleState.AGREED for each in rows),
        "mine": sum(field.actor.id in each.line.auditors for each in rows),
        "all": len(rows),
        "may_take": _may_agree(field) and any(each.line.state is DoubleState.ALIKE for each in rows),
    }
    return render(request, "desk/fieldwork/double.html", context)


@require_safe
@page(Act.VIEW_FIELDWORK)
def one(request: HttpRequest, number: str, ref: str) -> HttpResponse:
    """One indicator: one's own score, or both with the agreement."""
    field = in_field(request, number)
    if field.is_ahead:
        return redirect(field.address)
    return _one(request, field, ref)


@require_POST
@page(Act.SCORE)
def score(request: HttpRequest, number: str, ref: str) -> HttpResponse:
    """Keep one's own score, and go on to the next indicator that one has not scored."""
    field = in_field(request, number, Act.SCORE)
    sent = request.POST
    try:
        actions.score_blind(
            by=person_of(request),
            at=timezone.now(),
            number=number,
            ref=ref,
            award=read_award_form(sent),
            text=sent.get("text", ""),
            seen=whole(sent.get("seen", "")) or 0,
        )
    except Unfinished:
        return _one(request, field, ref, _UNREADABLE, [_("还没有保存：请填完整。")], sent)
    except Refused as refused:
        return _one(request, field, ref, status_of(refused), _told(refused), sent)
    messages.success(request, _("%(ref)s 的评分已保存。") % {"ref": ref})
    return SeeOther(_next(field, ref))


@require_POST
@page(Act.SCORE)
def agree(request: HttpRequest, number: str, ref: str) -> HttpResponse:
    """Record what both agreed on."""
    field = in_field(request, number, Act.SCORE)
    sent = request.POST
    try:
        actions.reconcile(
            by=person_of(request),
            at=timezone.now(),
            number=number,
            ref=ref,
            award=read_award_form(_without_reason(sent)),
            reason=sent.get("reason", ""),
            seen=whole(sent.get("seen", "")) or 0,
        )
    except Unfinished:
        return _one(request, field, ref, _UNREADABLE, [_("还没有保存：请填完整。")], sent)
    except Refused as refused:
        return _one(request, field, ref, status_of(refused), _told(refused), sent)
    messages.success(request, _("%(ref)s 的得分已商定。") % {"ref": ref})
    return SeeOther(reverse("desk-fieldwork-double", args=[number]))


@require_POST
@page(Act.SCORE)
def take(request: HttpRequest, number: str) -> HttpResponse:
    """Take over every indicator that both scored alike."""
    in_field(request, number, Act.SCORE)
    taken = actions.reconcile_alike(by=person_of(request), at=timezone.now(), number=number)
    told = ngettext("已采用 %(number)s 项相同的评分。", "已采用 %(number)s 项相同的评分。", len(taken))
    messages.success(request, told % {"number": len(taken)})
    return SeeOther(reverse("desk-fieldwork-double", args=[number]))


def _one(
    request: HttpRequest,
    field: InField,
    ref: str,
    status: int = 200,
    faults: Sequence[str] = (),
    sent: QueryDict | None = None,
) -> HttpResponse:
    indicator = field.scheme.indicators.get(ref)
    if indicator is None or not field.is_double_scored:
        raise Http404
    lines = lines_seen_by(field.engagement, field.actor.id)
    line = lines[ref]
    own = line.own(field.actor.id)
    is_open = line.state not in (DoubleState.UNTOUCHED, DoubleState.WAITING)
    may_score = field.may_score and not is_open
    may_agree = is_open and _may_agree(field, line)
    stands = _stands(line, own, is_open=is_open)
    context = {
        "engagement": field.engagement,
        "field": field,
        "scheme": field.scheme,
        "indicator": indicator,
        "line": line,
        "shade": _SHADES[line.state],
        "own": own,
        "is_open": is_open,
        "scores": _scores(field, line),
        "agreements": [(each, _shown_award(field, ref, each.award)) for each in line.agreements],
        "others": [name for person, name in line.auditors.items() if person != field.actor.id],
        "may_score": may_score,
        "may_agree": may_agree,
        "controls": _controls(indicator, stands, sent),
        "reason": sent.get("reason", "") if sent else stands.reason if stands and not is_open else "",
        "text": sent.get("text", "") if sent else own.text if own else "",
        "seen": len(line.agreements) if is_open else own.version if own else 0,
        "faults": faults,
        "samples": _samples(field, ref),
    }
    return render(request, "desk/fieldwork/double_one.html", context, status=status)


def _stands(line: DoubleLine, own: BlindAward | None, *, is_open: bool) -> Award | None:
    """What the controls begin with: one's own, what was agreed on, or what both gave where it is the same."""
    if not is_open:
        return own.award if own else None
    if line.agreed is not None:
        return line.agreed.award
    first, second = (each.award for each in line.scores[:2])
    return first if are_alike(first, second) else None


def _controls(indicator: Indicator, stands: Award | None, sent: QueryDict | None) -> list[AwardControls]:
    return controls_of(indicator, stands) if sent is None else controls_sent(indicator, sent)


def _rows(field: InField) -> list[LineShown]:
    lines = lines_seen_by(field.engagement, field.actor.id)
    scorer = scorer_of(field.engagement.edition)
    found = []
    for ref, indicator in field.scheme.indicators.items():
        line = lines[ref]
        agreed = points_of(scorer, ref, line.agreed.award) if line.agreed is not None else None
        to_do = field.may_score and field.actor.id not in line.auditors and len(line.auditors) < 2  # noqa: PLR2004 - core's AUDITORS.
        found.append(LineShown(indicator, line, tuple(_scores(field, line)), agreed, to_do))
    return found


def _scores(field: InField, line: DoubleLine) -> list[ScoreShown]:
    return [
        ScoreShown(each.name, *_shown_award(field, line.ref, each.award), each.text) for each in line.scores
    ]


def _shown_award(field: InField, ref: str, award: Award) -> tuple[Decimal, tuple[str, ...]]:
    points = points_of(scorer_of(field.engagement.edition), ref, award)
    # Judged points stand above already; what a sample or parts gave does not.
    lines = tuple(each for each in words_of(award) if each != figure(points))
    return points, lines


def _samples(field: InField, ref: str) -> list[tuple[str, int, int, bool]]:
    """The samples of this indicator: for which part, size, conforming, and whether they are complete."""
    found = []
    for row in samples_of(field.engagement):
        drawn = drawn_of(row)
        name = row.subject.partition(":")[2]
        if row.subject == Target(ref).subject or name.rpartition(".")[0] == ref:
            found.append((name, drawn.size, drawn.conforming, drawn.is_complete))
    return found


def _may_agree(field: InField, line: DoubleLine | None = None) -> bool:
    is_one_of_them = line is None or field.actor.id in line.auditors
    return field.may_score and (is_one_of_them or field.member == field.leader)


def _next(field: InField, ref: str) -> str:
    """The next indicator that this person has not scored, after this one and then from the start; else the list."""
    number, refs = field.engagement.number, list(field.scheme.indicators)
    lines = lines_seen_by(field.engagement, field.actor.id)
    here = refs.index(ref)
    for each in (*refs[here + 1 :], *refs[:here]):
        if field.actor.id not in lines[each].auditors and lines[each].state in (
            DoubleState.UNTOUCHED,
            DoubleState.WAITING,
        ):
            return reverse("desk-fieldwork-double-one", args=[number, each])
    return reverse("desk-fieldwork-double", args=[number])


def _without_reason(sent: QueryDict) -> QueryDict:
    """The award alone: its reason is that of the agreement, which core puts in where one is needed."""
    bare = sent.copy()
    bare["reason"] = ""
    return bare


def _told(refused: Refused) -> list[str]:
    if isinstance(refused, Changed):
        return [*messages_of(refused.problems), _("请先看现在保存的，再决定。")]
    return messages_of(refused.problems)


_ONE = "engagements/<str:number>/fieldwork/double/"
urlpatterns = [
    path(_ONE, double, name="desk-fieldwork-double"),
    path(f"{_ONE}alike/", take, name="desk-fieldwork-double-take"),
    path(f"{_ONE}<str:ref>/", one, name="desk-fieldwork-double-one"),
    path(f"{_ONE}<str:ref>/score/", score, name="desk-fieldwork-double-score"),
    path(f"{_ONE}<str:ref>/agreement/", agree, name="desk-fieldwork-double-agree"),
]
