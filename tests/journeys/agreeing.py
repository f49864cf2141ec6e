# SPDX-License-Identifier: Apache-2.0
"""The officer reviews the application with proof of the look-up and accepts it; both sides sign the agreement."""

from datetime import timedelta

from tests.files import image
from zhuoping.core.application_review import ReviewItem

OFFICER = "ma@body.example"


def review(officer, number, folder, travel):
    """From the work list to an accepted application; without the proof it is refused first."""
    officer.is_at("工作台")
    officer.sees("待办")
    officer.looks("work-review")
    officer.follow_in_row(number)
    officer.is_at("申请评审")
    officer.reads(travel.enterprise, travel.scope)
    officer.passes("review-empty")
    officer.fill(
        **{item.value: "yes" for item in ReviewItem},
        **{f"note-{ReviewItem.EXPERIENCE}": travel.reason},
        number="SC27922-0001",
        issuer="样例认证中心",
        level="五星",
        valid_until=travel.today + timedelta(days=600),
        status="valid",
        checked_on=travel.today,
        outcome="accept",
        reason=travel.reason,
    )
    officer.press("记录结论并通知申请方")
    officer.is_refused()
    officer.sees("结论没有记录；填写的内容已保存")
    officer.looks("review-refused")
    proof = folder / "平台查询.png"
    proof.write_bytes(image(colour="blue"))
    officer.fill(proof=proof)
    officer.press("记录结论并通知申请方")
    officer.is_told("申请已受理，并已通知申请方。下一步：出具认证合同。")
    officer.is_at(travel.enterprise)
    officer.looks("desk-engagement-accepted")


def issue(officer, number):
    """Issue the agreement from its template and sign it for the body."""
    officer.follow(officer.name("Work.agreement.issued"))
    officer.passes("agreement-none")
    officer.follow("出具合同")
    officer.is_at("出具认证合同")
    officer.looks("agreement-issue")
    officer.press("出具并通知客户")
    officer.sees("待签署", "未签署")
    officer.passes("agreement-issued")
    officer.press("代表机构签署本版")
    officer.is_told("已代表机构签署。")
    officer.passes("agreement-body-signed")


def sign(client, number, travel):
    """The client reads the agreement and has it signed by somebody who may bind the enterprise."""
    client.open("/portal/")
    client.sees("新消息", "轮到您")
    client.passes("portal-to-sign")
    client.follow("签署合同")
    client.is_at("认证合同")
    client.reads(travel.enterprise, travel.scope)
    client.looks("agreement")
    client.fill(signatory="周总", may_bind=True)
    client.press("签署")
    client.is_told("已签署，合同生效。")
    client.passes("agreement-signed")
