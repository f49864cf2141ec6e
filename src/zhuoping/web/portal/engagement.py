# SPDX-License-Identifier: Apache-2.0
"""The client's engagements: list, and the page of one with its standing, what to do, and what has happened."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from zhuoping.core.application_review import Outcome
from zhuoping.core.authority import Act, Party
from zhuoping.core.lifecycle import Stage
from zhuoping.records.models import Engagement, Plan
from zhuoping.records.values import scheme_of
from zhuoping.web.portal.missing import missing_of, parts_of
from zhuoping.web.portal.standing import has_ended, is_filling, standing_of, title_of
from zhuoping.web.shared.access import actor_in, engagement_or_404, page
from zhuoping.web.shared.language import wording_language
from zhuoping.web.shared.lists import Column, Empty, Filter, Listing
from zhuoping.web.shared.navigation import address_of
from zhuoping.web.shared.words import word


@dataclass(frozen=True, slots=True)
class Milestone:
    """Something that happened, as the client may read it: when, what, and what was said."""

    at: datetime
    sentence: str
    words: str = ""
    items: tuple[str, ...] = ()


@require_safe
@page(Act.APPLY)
def engagements(request: HttpRequest) -> HttpResponseBase:
    """The engagements of the person's enterprises."""
    actor = actor_in(request)
    listing = Listing(
        request,
        Engagement.objects.filter(client__in=actor.clients)
        .select_related("client")
        .prefetch_related("edition"),
        columns=[
            Column("number", _("编号"), lambda row: row.number, sort="number", link=address),
            Column("client", _("企业"), lambda row: row.client.name, sort="client__name"),
            Column("edition", _("认证方案"), lambda row: title_of(row.edition)),
            Column("stage", _("阶段"), lambda row: word(Stage(row.stage)), sort="stage"),
            Column("due", _("期限"), lambda row: row.due_on, sort="due_on", template="shared/due.html"),
            Column("opened", _("建立时间"), lambda row: row.opened_at, sort="opened_at"),
        ],
        filters=[
            Filter(
                "stage",
                _("阶段"),
                [(stage.value, word(stage)) for stage in Stage],
                lambda rows, value: rows.filter(stage=value),
            )
        ],
        empty=Empty(
            _("还没有认证项目"), _("登记企业后就可以提出认证申请。"), reverse("portal-clients"), _("我的企业")
        ),
        name="engagements",
        label=_("我的认证项目"),
    )
    return listing.response("portal/engagements.html")


@require_safe
@page(Act.APPLY)
def engagement(request: HttpRequest, number: str) -> HttpResponse:
    """One engagement at a glance: where it stands, whose turn it is, what is missing, what has happened."""
    found = engagement_or_404(request, number)
    filling = is_filling(found)
    reviews = list(found.application_reviews.order_by("pk"))
    asked = reviews[-1] if reviews and found.stage == Stage.SUPPLEMENTING else None
    missing = missing_of(found, timezone.localdate()) if filling else []
    links = [
        (_("合同"), address_of("portal-agreement", number), Stage.ACCEPTED),
        (_("审查计划"), address_of("portal-plan", number), Stage.PLANNED),
        (_("不符合项"), address_of("portal-nonconformities", number), Stage.FIELDWORK),
        (_("服务特性记录表"), _address_of_sheets(found), Stage.CONFIRMED),
        (_("评分表"), _address_of_scorecard(found), Stage.FIELDWORK),
    ]
    order = list(Stage)
    reached = order.index(Stage(found.ended_at_stage or found.stage))
    context = {
        "engagement": found,
        "standing": standing_of(actor_in(request), found),
        "scheme": scheme_of(found.edition, wording_language()),
        "application": found.application,
        "is_filling": filling,
        "has_ended": has_ended(found),
        "parts": parts_of(found, missing) if filling else [],
        "missing": missing,
        "asked": asked,
        "links": [(title, link) for title, link, stage in links if link and reached >= order.index(stage)],
        "milestones": sorted(_milestones(found), key=lambda each: each.at)[::-1],
    }
    return render(request, "portal/engagement.html", context)


def address(found: Engagement) -> str:
    """The page of an engagement."""
    return reverse("portal-engagement", args=[found.number])


def _address_of_sheets(found: Engagement) -> str:
    """Where the released sheets are; nowhere before there is one, so that nobody waits for any."""
    is_there = found.characteristic_sheets.exclude(released_at=None).exists()
    return address_of("portal-sheets", found.number) if is_there else ""


def _address_of_scorecard(found: Engagement) -> str:
    """Where the frozen scorecards are; nowhere before the first closing."""
    return address_of("portal-scorecard", found.number) if found.frozen_scorecards.exists() else ""


def _milestones(found: Engagement) -> Iterator[Milestone]:
    """What the client has a right to read; the body's own history stays on the desk."""
    yield Milestone(found.opened_at, _("申请建立"))
    for each in found.submissions.all():
        sentence = (
            _("申请提交") if each.round == 1 else _("申请再次提交（第 %(round)s 次）") % {"round": each.round}
        )
        yield Milestone(each.submitted_at, sentence)
    for review in found.application_reviews.all():
        sentence = _("申请评审：%(outcome)s") % {"outcome": word(Outcome(review.outcome))}
        yield Milestone(review.reviewed_at, sentence, review.reason, tuple(map(str, review.to_add)))
    for agreement in found.agreements.all():
        yield Milestone(agreement.issued_at, _("合同出具：%(number)s") % {"number": agreement.number})
        if agreement.client_signed_at:
            yield Milestone(agreement.client_signed_at, _("企业签署合同"))
        if agreement.body_signed_at:
            yield Milestone(agreement.body_signed_at, _("认证机构签署合同"))
    for card in found.frozen_scorecards.all():
        yield Milestone(card.closed_at, _("评分表定稿（第 %(round)s 轮）") % {"round": card.round})
        if card.reopened_at:
            yield Milestone(card.reopened_at, _("现场审查重新打开"), card.reopened_reason)
        for signature in card.signatures.filter(party=Party.CLIENT):
            yield Milestone(signature.signed_at, _("企业签署评分表：%(name)s") % {"name": signature.name})
    for plan in found.plans.exclude(released_at=None):
        yield from _of_plan(plan)


def _of_plan(plan: Plan) -> Iterator[Milestone]:
    assert plan.released_at is not None  # noqa: S101 - only such plans are asked for.
    yield Milestone(plan.released_at, _("审查计划发布：%(number)s") % {"number": plan.number})
    if plan.answered_at:
        sentences = {
            "confirmed": _("审查计划确认"),
            "changes": _("企业要求调整审查计划"),
            "withdrawn": _("认证机构收回审查计划"),
        }
        yield Milestone(plan.answered_at, sentences[plan.answer], plan.answer_text)


urlpatterns = [
    path("engagements/", engagements, name="portal-engagements"),
    path("engagements/<str:number>/", engagement, name="portal-engagement"),
]
