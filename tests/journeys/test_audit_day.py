# SPDX-License-Identifier: Apache-2.0
"""A whole audit day on the running product, by two auditors, a technical expert and the client, until it is signed."""

import re

from playwright.sync_api import expect

from tests.journeys import auditing
from tests.journeys.accounts import sign_in
from tests.journeys.audit_ground import asked
from tests.journeys.auditing import address
from zhuoping.cli.demo_data.accounts import CLIENT_USERS

CLIENT = CLIENT_USERS["appliance-maker"].email
ELEMENT = "design-changes"
LEFT = ("1.1", "5.1", ELEMENT)
# What somebody with a phone goes through.
# Looked at closely in English on a phone; the others are opened, and looked at when pictures are taken.
CLOSELY = ("", "meetings/", "closing/")
PAGES = ("", "meetings/", "nonconformities/", "special/", "design/", "conclusions/", "facts/", "closing/")


def signed_in(come, email, language="zh", size="desk"):
    """Somebody who has an account."""
    visitor = come(language, size)
    sign_in(visitor, email)
    return visitor


def test_audit_day_ends_with_a_scorecard_that_the_client_has_signed(come, product, tmp_path):
    number, *emails = asked(product, "confirmed")
    leader, auditor, expert = [signed_in(come, email) for email in emails]
    client = signed_in(come, CLIENT)

    auditing.open_fieldwork(leader, number)
    auditing.meet(leader, (auditor, expert), number, "opening", tmp_path)
    asked(product, "rest", number, *LEFT)
    auditing.score(leader, number, "1.1", "2.5", "两个岗位的职责没有写明。", tmp_path)
    leader.looks("field-desk")
    auditing.score(auditor, number, "5.1", "9", "监督记录缺一个月。", tmp_path)
    auditing.conflict(leader, auditor, number, "5.1")
    auditing.note(expert, number, "1.1")

    pages = [auditing.raise_(leader, number, ref, f"{ref} 手册", tmp_path) for ref in ("5.2", "4.1")]
    for ref in ("5.2", "4.1"):
        auditing.answer(client, number, f"{ref} 手册")
    for page in pages:
        auditing.verify(auditor if page is pages[1] else leader, page)
    auditing.special(leader, number, tmp_path)
    auditing.conclude(leader, number, ELEMENT)

    client.open(f"/portal/engagements/{number}/scorecard/")
    hidden = client.page.locator("main form").count()
    leader.open(address(number, "closing/"))
    leader.sees("不妨碍结束，随后还要办理")
    expect(leader.page.get_by_role("button", name="结束现场审查，评分表定稿")).to_have_count(0)
    leader.looks("field-closing-gaps")
    auditing.meet(leader, (auditor, expert), number, "closing", tmp_path)
    auditing.write_log(leader, number)
    phone = signed_in(come, emails[0], "en", "phone")
    for part in PAGES:
        assert phone.open(address(number, part)) == 200
        look = phone.looks if part in CLOSELY else phone.passes
        look(f"phone-{part.strip('/') or 'desk'}")

    leader.open(address(number, "closing/"))
    leader.press("结束现场审查，评分表定稿")
    leader.is_told("现场审查已结束，评分表已定稿。请审查组和企业签署。")
    leader.looks("field-scorecard")
    auditing.sign(client, number)

    leader.open(address(number, "scorecard/"))
    leader.reads("许乔")
    assert hidden == 0


def test_two_auditors_score_blind_and_agree(come, product):
    number, *emails = asked(product, "spare")
    leader, auditor = [signed_in(come, email) for email in emails[:2]]

    auditing.open_fieldwork(leader, number, double=True)
    for visitor, points, reason in ((leader, "2", "只有一份职责"), (auditor, "2.5", "缺一个岗位")):
        visitor.open(address(number, "double/1.1/"))
        expect(visitor.page.get_by_text("只有一份职责")).to_have_count(0)
        visitor.fill(points=points, reason=reason)
        visitor.press("保存，评下一项")
        visitor.is_told("%(ref)s 的评分已保存。", ref="1.1")
    leader.open(address(number, "double/1.1/"))
    leader.reads("只有一份职责", "缺一个岗位")
    leader.looks("field-double")
    leader.fill(points="2.5", reason="核对原件后一致。")
    leader.press("记录商定的得分")

    leader.is_told("%(ref)s 的得分已商定。", ref="1.1")
    auditor.open(address(number, "?ref=1.1"))
    expect(auditor.page.locator("#desk-line")).to_contain_text(re.compile(r"2\.5.*1/19", re.DOTALL))
