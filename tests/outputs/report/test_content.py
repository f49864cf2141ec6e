# SPDX-License-Identifier: Apache-2.0
"""What the report says about a small case, word for word, and that it says it in the reader's language."""

import json
import re
from dataclasses import replace
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from tests.make import case_value, edition, evaluated
from zhuoping.core.wording import report
from zhuoping.outputs.report import content_words
from zhuoping.outputs.report.content import report_content
from zhuoping.outputs.report.content_words import words_of
from zhuoping.schemes import library

CHINESE = re.compile("[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")
TEMPLATES = Path(content_words.__file__).parent / "templates"


@cache
def small(language="zh"):
    """An enterprise of the hundred-point scheme: judged, sampled, not applicable, met; one deduction."""
    scheme = edition("hundred")
    awards = {
        "A1": {"judged": 13, "reason": "无专人"},
        "A2": {"sampled": {"size": 7, "conforming": 5}},
        "B1": {"not_applicable": True, "reason": "不维修"},
        "B2": {"all_or_nothing": True},
    }
    deductions = [{"ground": "law", "reason": "收费未公示", "evidence": ["照片"]}]
    return report_content(evaluated(scheme, awards=awards, deductions=deductions), language)


def content(language="zh", **changes):
    return report_content(evaluated(edition("2025"), **changes), language)


def rows(table):
    return [(row["label"], row["value"]) for row in table]


def test_identity_of_the_report_is_worded():
    said = small()

    assert said["document_title"] == "百分制测试方案 评价报告：测试水泵有限公司"
    assert (said["scheme_title"], said["title"], said["case_title"]) == ("百分制测试方案", "评价报告", "试评")
    assert (said["date"], said["date_text"]) == ("2026-11-24", "2026 年 11 月 24 日")
    assert said["page"] == ["第 ", " 页 共 ", " 页"]
    assert rows(said["cover"]) == [
        ("报告编号", "BG-2026-001"),
        ("审查类型", "初次认证"),
        ("认证模式组合", "E+I"),
        ("认证机构", "测试认证有限公司"),
    ]


def test_setting_of_the_evaluation_is_worded():
    said = small()

    assert rows(said["evaluation"]) == [
        ("报告编号", "BG-2026-001"),
        ("认证机构", "测试认证有限公司"),
        ("评价依据", "百分制测试方案，2012 版（测试机构，2012-02-01 实施）"),
        ("审查类型", "初次认证"),
        ("是否有设计职责", "有设计职责：自行设计服务"),
        ("认证模式组合", "E+I"),
        ("日期", "2026-11-20 至 2026-11-24"),
    ]
    assert said["modes"] == [
        {"letter": "E", "title": "顾客调查", "basis": "问顾客"},
        {"letter": "I", "title": "管理审查", "basis": "看管理"},
    ]
    assert said["team"] == [{"name": "林审查", "role": "组长", "registration": "SC-001"}]
    assert said["leaders"] == ["林审查"]


def test_client_with_an_accepted_code_names_who_accepted_it():
    client = {
        "name": "厦门某公司",
        "uscc": "91350211M0009YLJ3A",
        "staff": 80,
        "uscc_override": {"by": "方受理", "evidence": "营业执照"},
    }

    said = content(client=client)

    assert rows(said["client"]) == [
        ("企业名称", "厦门某公司"),
        ("统一社会信用代码", "91350211M0009YLJ3A"),
        ("信用代码校验不符时的认可", "方受理、营业执照"),
        ("员工人数", "80 人"),
    ]


def test_prior_certificate_is_shown_as_looked_up():
    said = content()

    assert rows(said["prior_certificate"]) == [
        ("前置认证证书", "GB/T 27922-2011"),
        ("证书编号", "27922-001"),
        ("发证机构", "测试认证有限公司、五星"),
        ("有效期至", "2027-06-30"),
        ("查询状态", "有效（2026-11-20 查询）"),
    ]
    assert said["prior_note"] == ""


@pytest.mark.parametrize(
    ("name", "note"),
    [
        ("2025", "没有前置认证证书的记录（GB/T 27922-2011）。"),
        ("hundred", "本版本不要求前置认证。"),
    ],
)
def test_prior_certificate_that_is_not_there_leaves_a_note(name, note):
    said = report_content(evaluated(edition(name), prior_certificate=None), "zh")

    assert (said["prior_certificate"], said["prior_note"]) == ([], note)


def test_dimension_with_its_indicators_is_worded():
    dimension = small()["dimensions"][0]

    indicators = dimension.pop("indicators")
    assert dimension == {
        "ref": "A",
        "title": "体系",
        "points": "40",
        "awarded": "27.29",
        "share": "0.6823",
        "percent": "68.2%",
        "scored": True,
    }
    assert indicators[1] == {
        "ref": "A2",
        "title": "人员",
        "points": "20",
        "requirement": "有人员",
        "state": "scored",
        "awarded": "14.29",
        "method": "抽样",
        "arithmetic": [{"label": "", "text": "20 × 5 ÷ 7 ≈ 14.29"}],
        "reasons": [{"label": "", "text": "抽样 7，符合 5，不符合 2。"}],
        "has_finding": True,
        "finding": "A2 查实。",
        "strengths": "",
        "improvement": "",
        "evidence": [
            {"text": "A2 记录（记录）", "kind": "记录", "title": "A2 记录", "reference": "", "dated_on": ""}
        ],
        "checks": [],
    }
    dimension["indicators"] = indicators


def test_share_of_a_dimension_leaves_out_what_does_not_apply():
    dimension = small()["dimensions"][1]

    assert (dimension["awarded"], dimension["points"], dimension["percent"]) == ("25.00", "60", "100.0%")
    assert dimension["indicators"][0]["state"] == "excluded"
    assert dimension["indicators"][0]["awarded"] == "—"


def test_lines_below_the_scorecard_lead_to_the_total():
    assert [(line["label"], line["arithmetic"], line["amount"]) for line in small()["closing"]] == [
        ("指标得分合计", "27.29 + 25.00 = 52.29", "52.29"),
        ("按全部分值折算", "100 × 52.29 ÷ 65 ≈ 80.45", "80.45"),
        ("特别扣分", "1 × 1，至多 3 = 1.00", "−1.00"),
        ("特别加分", "0 × 1 = 0.00", "0.00"),
        ("总分", "80.45 − 1.00 + 0.00 = 79.45", "79.45"),
    ]


def test_finding_is_told_with_evidence_strengths_and_improvement():
    evidence = [
        {"kind": "document", "title": "服务手册", "reference": "SC-6", "dated_on": "2025-12-01"},
        {"kind": "interview", "title": "访谈经理"},
    ]
    finding = {"text": "甲\n乙", "strengths": "好", "improvement": "改", "evidence": evidence}

    said = content(findings={"1.1": finding})["dimensions"][0]["indicators"]

    assert (said[0]["finding"], said[0]["strengths"], said[0]["improvement"]) == ("甲\n乙", "好", "改")
    assert [each["text"] for each in said[0]["evidence"]] == [
        "服务手册（文件、SC-6、2025-12-01）",
        "访谈经理（访谈）",
    ]
    assert (said[1]["has_finding"], said[1]["finding"], said[1]["evidence"]) == (False, "", [])


def test_indicator_of_parts_shows_each_part():
    awards = case_value(edition("2025"))["awards"]
    parts = {
        "a": {"judged": Decimal("4.5"), "reason": "旺季缺人"},
        "b": {"sampled": {"size": 40, "conforming": 38}},
    }

    said = content(awards={**awards, "2.1": {"parts": parts}})["dimensions"][1]["indicators"][0]

    assert (said["awarded"], said["method"]) == ("9.25", "按要点")
    assert said["arithmetic"] == [
        {"label": "2.1.a 人数与动态调整", "text": "评定 4.5（满分 5）= 4.50"},
        {"label": "2.1.b 培训与证书", "text": "5 × 38 ÷ 40 = 4.75"},
        {"label": "", "text": "4.50 + 4.75 = 9.25"},
    ]
    assert said["reasons"] == [
        {"label": "2.1.a 人数与动态调整", "text": "旺季缺人"},
        {"label": "2.1.b 培训与证书", "text": "抽样 40，符合 38，不符合 2。"},
    ]


def test_indicator_with_an_open_part_says_which():
    awards = case_value(edition("2025"))["awards"]

    said = content(awards={**awards, "2.1": {"parts": {"a": 5}}, "2.2": None})["dimensions"][1]

    first, second = said["indicators"]
    assert (first["state"], first["awarded"], first["arithmetic"][-1]["text"]) == (
        "partly",
        "—",
        "尚未评分的要点：培训与证书",
    )
    assert (second["state"], second["awarded"], second["method"], second["arithmetic"]) == (
        "open",
        "—",
        "未评分",
        [],
    )
    assert (said["awarded"], said["scored"], said["percent"]) == ("5.00", False, "25.0%")


def test_every_text_can_be_written_as_json_and_read_back():
    said = small()

    assert json.loads(json.dumps(said)) == said


@pytest.mark.parametrize("name", ["rated", "incomplete"])
def test_english_report_on_an_english_case_holds_no_chinese(name):
    scheme = library.load("after-sales-completeness", "2025", "en")
    value = case_value(scheme)
    findings = {
        ref: {"text": "Seen.", "evidence": [{"kind": "record", "title": "R"}]} for ref in scheme.indicators
    }
    changes = {
        "title": "Trial",
        "client": {"name": "Pumps Ltd", "uscc": "91110000600037341L", "staff": 3},
        "scope": "Pumps",
        "evaluation": {**value["evaluation"], "body": "Body", "design_reason": "Own design"},
        "prior_certificate": {**value["prior_certificate"], "issuer": "Body", "level": "5 stars"},
        "findings": findings,
        "deductions": [{"ground": "law", "reason": "Fees not shown"}],
        "bonus": {"reason": "Best", "exceeds_law": True, "leads_trade": True},
    }
    changes["evaluation"]["team"] = [{"name": "Lin", "role": "leader"}]
    if name == "incomplete":
        changes["awards"] = {"1.1": {"judged": 2, "reason": "No"}, "2.1": {"parts": {"a": 5}}}
    # The layout shows signs of its own where a font lacks a character.
    said = report_content(evaluated(scheme, **changes), "en") | {"substituted": ""}

    assert [text for text in content_words.texts(said) if CHINESE.search(text)] == []


def test_words_of_the_report_take_the_same_values_in_both_languages():
    words = [*report.LABELS.items(), *report.SENTENCES.items()]

    def taken(text):
        return set(re.findall(r"\{(\w+)", text))

    assert [key for key, (chinese, english) in words if taken(chinese) != taken(english)] == []


def test_templates_hold_no_words_and_ask_for_labels_that_are_there():
    sources = {each.name: each.read_text("utf-8") for each in TEMPLATES.glob("*.typ")}
    asked = {key for source in sources.values() for key in re.findall(r"\blabels\.(\w+)", source)}
    chinese = re.compile("[\u4e00-\u9fff]")

    assert sorted(asked - report.LABELS.keys()) == []
    assert [name for name, source in sources.items() if chinese.search(source)] == []


def test_amounts_have_the_decimals_of_the_quantum():
    scheme = edition("hundred")
    quantum = replace(scheme.parameters["scoring.quantum"], value=Decimal("0.1"))
    tenths = replace(scheme, parameters={**scheme.parameters, "scoring.quantum": quantum})

    said = report_content(evaluated(tenths), "zh")

    assert said["result"]["total"] == "100.0"
    assert said["annex"]["about"][0] == "得分精确到 0.1 分；“≈”表示按版本规定的方式取舍过一次。"


@pytest.mark.parametrize(
    ("stars", "zh", "en"), [(1, "一星", "1 star"), (4, "四星", "4 stars"), (12, "12 星", "12 stars")]
)
def test_stars_are_counted_in_words(stars, zh, en):
    scheme = edition("hundred")

    assert words_of(scheme, "zh").stars(stars) == zh
    assert words_of(scheme, "en").stars(stars) == en
