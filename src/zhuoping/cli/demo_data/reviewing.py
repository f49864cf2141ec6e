# SPDX-License-Identifier: Apache-2.0
"""How the body reviews an application and both sides sign the agreement."""

from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO

from zhuoping.actions import agreement, application_review, prior_certificate
from zhuoping.actions.evidence import Handed
from zhuoping.cli.demo_data.clock import Clock
from zhuoping.cli.demo_data.players import Players
from zhuoping.core.agreement import template
from zhuoping.core.application_review import Answer, Outcome, ReviewItem
from zhuoping.core.case import CertificateStatus
from zhuoping.core.review_form import Found, Noted, ReviewForm
from zhuoping.records.agreement_values import agreement_in_force
from zhuoping.records.look_ups import latest_look_up
from zhuoping.records.models import Engagement

_NOTES = {
    ReviewItem.INFORMATION: "申请书、情况表和文件齐全，前后一致。",
    ReviewItem.PEOPLE: "三名审查员可实施 E、H、I 模式，另有技术专家一名。",
    ReviewItem.EXPERIENCE: "机构做过同类服务。",
}


def accept(players: Players, number: str, clock: Clock) -> None:
    """Accept, with every item met and the prior certificate looked up on the day."""
    noted = {item: Noted(Answer.YES, _NOTES.get(item, "")) for item in ReviewItem}
    _record(players, number, clock, ReviewForm(Outcome.ACCEPT, "申请符合受理条件。", noted))


def ask_for_more(players: Players, number: str, clock: Clock) -> None:
    """Send back: what the enterprise says in public cannot be checked against its list of outlets."""
    noted = {
        ReviewItem.INFORMATION: Noted(Answer.NO, "对外宣称 130 多个服务处，情况表中没有列出。"),
        ReviewItem.LEGAL_STANDING: Noted(Answer.YES),
    }
    form = ReviewForm(
        Outcome.SUPPLEMENT,
        "网点没有清单，覆盖情况和抽样都无法确定。",
        noted,
        to_add=("全部服务处的清单（名称、地址、服务区域、人员数）", "分公司与服务处的隶属关系"),
        due_on=clock.today + timedelta(days=20),
    )
    _record(players, number, clock, form)


def decline(players: Players, number: str, clock: Clock) -> None:
    """Decline, with the reason."""
    noted = {ReviewItem.SCOPE: Noted(Answer.NO, "申请范围是产品制造，不是售后服务。")}
    form = ReviewForm(Outcome.DECLINE, "申请范围不属于本认证方案，请按产品认证申请。", noted)
    _record(players, number, clock, form)


def look_up_again(players: Players, number: str, clock: Clock) -> None:
    """The prior certificate once more, weeks after acceptance: as it was."""
    found = latest_look_up(Engagement.objects.get(number=number))
    if found is None:
        raise LookupError(number)
    at, on = clock.tick(), clock.today
    prior_certificate.look_up(
        by=players.officer,
        at=at,
        number=number,
        on=on,
        found=replace(found, checked_on=on),
        proof=_screenshot(players, on),
    )


def issue_agreement(players: Players, number: str, clock: Clock) -> None:
    """Issue the agreement from the template; the body signs first."""
    found = Engagement.objects.get(number=number)
    agreement.issue(
        by=players.officer,
        at=clock.tick(),
        number=number,
        version=found.version,
        on=clock.today,
        clauses=template("zh"),
        language="zh",
    )
    agreement.sign(by=players.officer, at=clock.tick(), number=number, digest=_digest(found))


def sign_agreement(players: Players, number: str, clock: Clock) -> None:
    """The client signs, which concludes the agreement."""
    found = Engagement.objects.get(number=number)
    agreement.sign(
        by=players.user,
        at=clock.tick(),
        number=number,
        digest=_digest(found),
        signatory=str(players.user),
        may_bind=True,
    )


def _digest(found: Engagement) -> str:
    standing = agreement_in_force(found)
    if standing is None:
        raise LookupError(found.number)
    return standing.document.file_id


def _record(players: Players, number: str, clock: Clock, form: ReviewForm) -> None:
    at, on = clock.tick(), clock.today
    engagement = Engagement.objects.select_related("application").get(number=number)
    stated = engagement.application
    found = Found(
        number=stated.prior_number,
        issuer=stated.prior_issuer,
        level=stated.prior_level,
        valid_until=stated.prior_valid_until,
        status=CertificateStatus.VALID,
        checked_on=on,
    )
    application_review.record(
        by=players.officer,
        at=at,
        number=number,
        version=engagement.version,
        form=ReviewForm(form.outcome, form.reason, form.noted, found, form.to_add, form.due_on),
        on=on,
        proof=_screenshot(players, on),
    )


def _screenshot(players: Players, on: date) -> Handed:
    title = "国家认证信息平台查询截图"
    return Handed(BytesIO(players.paper(title, players.client.name)), f"{title}.pdf", on)
