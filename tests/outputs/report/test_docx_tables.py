# SPDX-License-Identifier: Apache-2.0
"""Each table of the Word report holds the rows of the content, cell by cell."""

from functools import cache

import pytest

from tests.outputs.report.test_docx_document import complete_case, incomplete_case
from tests.outputs.report.word import tables
from zhuoping.outputs.report.content import report_content
from zhuoping.outputs.report.docx import report_docx


@cache
def content():
    return report_content(complete_case(), "zh")


@cache
def found():
    return tables(report_docx(content(), "zh"))


def facts(rows):
    return [[row["label"], row["value"]] for row in rows]


def rows(items, *keys):
    """The values of each item; a list is one a line."""
    return [
        ["\n".join(item[key]) if isinstance(item[key], list) else item[key] for key in keys] for item in items
    ]


def result(said):
    shown = said["result"]
    total = f"{shown['total_label']}　{shown['total']} / {shown['points']}"
    return [[shown["headline"], total]]


def scorecard(said):
    for d in said["dimensions"]:
        yield [d["ref"], d["title"], d["percent"], d["points"], d["awarded"]]
        yield from rows(d["indicators"], "ref", "title", "method", "points", "awarded")
    for line in said["closing"]:
        yield [f"{line['label']}　{line['arithmetic']}"] * 4 + [line["amount"]]


def labelled(lines):
    return "\n".join(f"{line['label']}　{line['text']}" if line["label"] else line["text"] for line in lines)


def remarked(each):
    return "".join(f"\n– {remark}" for remark in [*each["remarks"], *filter(None, [each["more"]])])


def indicator(each):
    optional = {
        "亮点": each["strengths"],
        "改进机会": each["improvement"],
        "计分": labelled(each["arithmetic"]) or "未评分",
        "理由": labelled(each["reasons"]),
        "证据": "\n".join(item["text"] for item in each["evidence"]),
    }
    return [
        ["要求", each["requirement"]],
        ["评价发现", each["finding"] or "没有评价发现。"],
        *([label, said] for label, said in optional.items() if said),
        *(
            [check["title"], f"{check['verdict_label']}　{check['explanation']}{remarked(check)}"]
            for check in each["checks"]
        ),
    ]


def special(said):
    return said["special"]["determination"]


LOST = ("ref", "title", "award", "lost", "why", "improvement")
RULED = ("origin", "source", "reading")
# Each heading with a table, the table's head, and its rows.
EXPECTED = {
    "评价结论": (None, result),
    "各一级指标得分率": (
        ["编号", "一级指标", "分值", "得分", "得分率"],
        lambda said: rows(said["dimensions"], "ref", "title", "points", "awarded", "percent"),
    ),
    "认证客户": (None, lambda said: facts(said["client"])),
    "评价": (None, lambda said: facts(said["evaluation"])),
    "认证模式": (
        ["模式", "模式", "内容"],
        lambda said: rows(said["modes"], "letter", "title", "basis"),
    ),
    "审查组": (["姓名", "职责", "注册编号"], lambda said: rows(said["team"], "name", "role", "registration")),
    "前置认证证书": (None, lambda said: facts(said["prior_certificate"])),
    "等级划分": (
        ["等级", "总分不低于"],
        lambda said: rows(reversed(said["result"]["bands"]), "text", "at_least"),
    ),
    "评分表": (["编号", "评价指标", "评分方法", "分值", "得分"], scorecard),
    "特别扣分": (
        ["序号", "情形", "理由", "证据"],
        lambda said: rows(said["special"]["deductions"], "number", "ground", "reason", "evidence"),
    ),
    "判定": (None, lambda said: [["判定人", special(said)["by"]], ["理由", special(said)["reason"]]]),
    "特别加分": (
        ["理由", "满足的条件", "证据"],
        lambda said: rows(said["special"]["bonus"], "reason", "conditions", "evidence"),
    ),
    "失分指标（按失分由多到少）": (
        ["编号", "评价指标", "得分", "失分", "失分原因", "改进机会"],
        lambda said: [
            [ref, title, f"{award} / {each['points']}", *rest]
            for each in said["gaps"]["indicators"]
            for ref, title, award, *rest in rows([each], *LOST)
        ],
    ),
    "情况核查中的缺口": (
        ["编号", "核查", "缺口"],
        lambda said: [
            [each["ref"], each["title"], each["explanation"] + remarked(each)]
            for each in said["gaps"]["checks"]
        ],
    ),
    "认证决定前须核实的提示": (["位置", "提示"], lambda said: rows(said["gaps"]["notices"], "place", "text")),
    "提升路径": (
        ["序号", "补回这些指标的全部失分", "可增加分数"],
        lambda said: rows(said["way_up"]["sets"], "number", "indicators", "points"),
    ),
    "附录 A　分数推算": (
        ["数值", "计分", "规则", "依据来源", "出处", "解读"],
        lambda said: rows(said["annex"]["proof"], "figure", "arithmetic", "rule", *RULED),
    ),
    "附录 B　参数与依据来源": (
        ["参数", "取值", "依据来源", "出处", "解读"],
        lambda said: rows(said["annex"]["parameters"], "title", "value", *RULED),
    ),
    "附录 C　条文解读": (
        ["解读", "原文情况", "解读为", "理由", "解读人与日期"],
        lambda said: rows(said["annex"]["readings"], "key", "passage", "reading", "reason", "by"),
    ),
}


@pytest.mark.parametrize("heading", EXPECTED)
def test_table_holds_the_rows_of_the_content(heading):
    head, of = EXPECTED[heading]

    assert found()[heading] == [*([head] if head else []), *of(content())]


def test_block_of_each_indicator_holds_what_is_said_of_it():
    expected = {
        f"{each['ref']} {each['title']}　{each['awarded']} / {each['points']}": indicator(each)
        for dimension in content()["dimensions"]
        for each in dimension["indicators"]
    }

    assert {heading: table for heading, table in found().items() if heading in expected} == expected


def test_open_indicators_are_listed_in_the_gap_list():
    said = report_content(incomplete_case(), "zh")

    made = tables(report_docx(said, "zh"))

    expected = rows(said["gaps"]["missing"], "ref", "title", "points", "open", "note")
    assert made["尚未评完的指标"] == [["编号", "评价指标", "分值", "尚可得", "说明"], *expected]
    assert "前置认证证书" not in made


def test_no_table_is_left_unread():
    blocks = {heading for heading in found() if heading[:1].isdigit()}

    assert set(found()) - blocks == {"", *EXPECTED}
    assert found()[""] == facts(content()["cover"])
