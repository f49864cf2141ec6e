# SPDX-License-Identifier: Apache-2.0
"""The printed form of a nonconformity in words: every part that there is, and nothing empty, in both languages."""

from dataclasses import replace
from datetime import date

from tests.core.test_nonconformities import ANSWER, DUE, MINOR
from zhuoping.core.nonconformities import DueDates, NonconformityState
from zhuoping.core.nonconformity_paper import (
    AnswerOnPaper,
    FormHeading,
    Happened,
    Signed,
    nonconformity_paper,
)

HEADING = FormHeading(
    body="示例认证中心",
    engagement="ZP-2026-000001",
    client="甲泵业有限公司",
    address="厦门市样例路 1 号",
    scheme="售后服务 2025",
    indicator="2.1 人员",
    place="",
)
RAISED = Signed("孙审查", "2026-12-07 11:20")
VERIFIED = Signed("林审查", "2026-12-21 10:00", "看了证书")
GIVEN = AnswerOnPaper(ANSWER, Signed("经办人", "2026-12-10 09:00"), ("证书.pdf", "名单.xlsx"))


def paper(item=MINOR, language="zh", **happened):
    return nonconformity_paper(
        item, HEADING, Happened(raised=RAISED, **happened), date(2026, 12, 7), language
    )


def parts(made):
    return [(part.title, dict(part.lines)) for part in made.parts]


def test_form_has_head_and_finding_and_says_that_no_answer_came():
    made = paper(evidence=("照片.png", "王工说没有培训"))

    assert (made.number, made.title) == ("ZP-2026-000001-NC03", "不符合项报告")
    assert dict(made.head)["性质"] == "一般不符合"
    assert dict(made.head)["答复期限"] == DUE.answer_on.isoformat()
    assert "地点" not in dict(made.head)
    assert parts(made) == [
        (
            "不符合事实",
            {"不符合的条款": "2.1", "事实陈述": "两名维修工无证", "证据": "照片.png\n王工说没有培训"},
        ),
        ("企业的答复", {"": "尚未答复。"}),
    ]


def test_each_answer_stands_with_its_verdict():
    returned = replace(GIVEN, verdict=NonconformityState.RETURNED, verified=VERIFIED)

    made = paper(replace(MINOR, state=NonconformityState.ANSWERED), answers=(returned, GIVEN))

    assert [title for title, _ in parts(made)[1:]] == [
        "企业的答复（第 1 次）",
        "审查组验证",
        "企业的答复（第 2 次）",
    ]
    assert parts(made)[1][1]["附件"] == "证书.pdf\n名单.xlsx"
    assert parts(made)[2][1] == {
        "验证结论": "已退回",
        "验证说明": "看了证书",
        "验证人和时间": "林审查，2026-12-21 10:00",
    }


def test_one_that_ended_without_an_answer_says_why():
    closed = paper(replace(MINOR, state=NonconformityState.CLOSED, due=DueDates()), ended=VERIFIED)
    withdrawn = paper(replace(MINOR, state=NonconformityState.WITHDRAWN), "en", ended=VERIFIED)

    assert parts(closed)[1:] == [
        ("审查组验证", {"理由": "看了证书", "验证人和时间": "林审查，2026-12-21 10:00"})
    ]
    assert [title for title, _ in parts(withdrawn)] == ["Finding", "Withdrawn"]


def test_one_that_is_hidden_has_no_number():
    assert paper(replace(MINOR, number=None)).number == "ZP-2026-000001 · 暗访提出，尚未公开"
