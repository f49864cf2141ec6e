# SPDX-License-Identifier: Apache-2.0
"""What the report says the evaluation came to, for every status, and about special items, gaps and the way up."""

from dataclasses import replace
from decimal import Decimal

import pytest

from tests.make import case_value, edition, evaluated
from zhuoping.outputs.report.content import report_content

DEDUCTION = {"ground": "law", "reason": "收费未公示", "evidence": ["照片"]}
BONUS = {"reason": "快", "exceeds_law": True, "leads_trade": True, "evidence": ["对照表"]}


def content(language="zh", **changes):
    return report_content(evaluated(edition("2025"), **changes), language)


def awards(**changes):
    return {
        **case_value(edition("2025"))["awards"],
        **{key.replace("_", "."): value for key, value in changes.items()},
    }


def lost(points):
    """20 points of 4.1, lost but for `points`."""
    return {"4.1": {"judged": points, "reason": "手册缺项"}}


def result(language="zh", **changes):
    said = content(language, **changes)["result"]
    return (
        said["status"],
        said["headline"],
        said["stars"],
        said["total_label"],
        said["total"],
        said["sentence"],
    )


def test_rated_case_has_stars_and_level():
    assert result(awards=awards() | lost(4)) == (
        "rated",
        "卓殊（四星）",
        4,
        "总分",
        "134.00",
        "评价总分 134.00 分（满分 150 分），对应等级为卓殊（四星）。是否发证以认证决定为准。",
    )


def test_total_below_the_first_level_has_none():
    gone = {ref: {"judged": 0, "reason": "无"} for ref in ("4.1", "4.2", "5.1", "7.1")}

    assert result(awards=awards() | gone) == (
        "no-level",
        "没有等级",
        0,
        "总分",
        "90.00",
        "评价总分 90.00 分（满分 150 分），低于最低等级卓著（一星）所需的 100 分：没有等级，不符合发证条件。",
    )


def test_incomplete_case_is_provisional_without_stars():
    assert result(awards={"1.1": 3}) == (
        "incomplete",
        "评分未完成",
        0,
        "暂计",
        "3.00",
        "评分未完成，尚有 18 项指标未评完：暂计 3.00 分，最高可达 150.00 分（满分 150 分）。评完之前不给出等级。",
    )


def test_four_deductions_wait_for_a_determination():
    assert result(deductions=[DEDUCTION] * 4) == (
        "determination-required",
        "待判定",
        0,
        "总分",
        "146.00",
        "评价总分 146.00 分（满分 150 分）；特别扣分 4 项，超过 3 项：指定人员作出判定并记录之前，不给出等级。",
    )


@pytest.mark.parametrize(
    ("given", "label", "total", "rest"),
    [
        (None, "总分", "145.00", "评价总分 145.00 分（满分 150 分）。"),
        ({"1.1": 3}, "暂计", "-2.00", "评分未完成，暂计 -2.00 分（满分 150 分）。"),
    ],
)
def test_five_deductions_are_not_certifiable(given, label, total, rest):
    said = result(awards=awards() if given is None else given, deductions=[DEDUCTION] * 5)

    begins = "特别扣分 5 项，达到 5 项：不论得分多少，均不符合认证条件。"
    assert said == ("not-certifiable", "不符合认证条件", 0, label, total, begins + rest)


def test_every_status_can_be_said_in_english():
    assert result("en", awards=awards() | lost(4))[1::4] == (
        "卓殊 (4 stars)",
        (
            "The total is 134.00 of 150 points, which corresponds to the level 卓殊 (4 stars). "
            "Whether a certificate is issued is for the certification decision."
        ),
    )
    assert result("en", awards={"1.1": 3})[1:5] == ("Incomplete", 0, "Provisional", "3.00")
    assert result("en", deductions=[DEDUCTION] * 4)[1] == "Determination required"
    assert result("en", deductions=[DEDUCTION] * 5)[1] == "Not certifiable"


def notes(**changes):
    return content(**changes)["result"]["notes"]


def test_notes_name_the_next_level_gaps_and_notices():
    facts = {"managers": [{"name": "甲", "level": "headquarters", "post": "经理", "grade": "none"}]}

    assert notes(awards=awards() | lost(4), facts=facts, prior_certificate=None) == [
        "距下一等级卓绝（五星）还差 6.00 分。",
        "情况核查发现缺口 1 处，见“差距清单”。核查由程序按情况表得出，只供审查员参考，本身不影响得分。",
        "另有 1 条提示须在认证决定前核实，见“差距清单”。",
    ]


def test_notes_of_the_highest_level_say_so():
    assert notes() == ["已达到最高等级。"]


def test_notes_of_an_incomplete_case_name_both_ends():
    assert notes(awards={"1.1": 3})[:2] == ["暂计 3.00 分对应：没有等级", "最高 150.00 分对应：卓绝（五星）"]


def test_notes_name_who_determined():
    made = {"by": "周复核", "reason": "已整改"}

    assert (
        notes(deductions=[DEDUCTION] * 4, determination=made)[1]
        == "特别扣分 4 项，经周复核判定后仍给出等级。"
    )
    assert notes(deductions=[DEDUCTION] * 3, determination=made) == ["已达到最高等级。"]


def test_levels_mark_the_one_that_is_reached():
    bands = content(awards=awards() | lost(4))["result"]["bands"]

    assert [(band["text"], band["at_least"], band["reached"]) for band in bands] == [
        ("卓著（一星）", "100", False),
        ("卓然（二星）", "110", False),
        ("卓越（三星）", "120", False),
        ("卓殊（四星）", "130", True),
        ("卓绝（五星）", "140", False),
    ]


def test_special_items_are_told_with_ground_reason_and_evidence():
    made = {"by": "周复核", "reason": "已整改"}

    said = content(deductions=[DEDUCTION], bonus=BONUS, determination=made)["special"]

    assert said == {
        "rules": (
            "特别扣分每项 1 分。超过 3 项须由指定人员判定。达到 5 项即不符合认证条件。"
            "特别加分每项 1 分，至多 1 项。"
        ),
        "deductions": [
            {
                "number": "1",
                "ground": "违反法律法规",
                "meaning": "服务中有违反国家法律、法规之处。",
                "reason": "收费未公示",
                "evidence": ["照片"],
            }
        ],
        "deducted": "1.00",
        "deducted_arithmetic": "1 × 1 = 1.00",
        "determination": {"by": "周复核", "reason": "已整改"},
        "bonus": [
            {"reason": "快", "conditions": ["高于法律法规的要求", "在行业中领先"], "evidence": ["对照表"]}
        ],
        "bonus_amount": "1.00",
        "bonus_arithmetic": "1 × 1 = 1.00",
    }


def test_gap_list_begins_with_the_greatest_loss_and_keeps_the_order_of_the_edition():
    given = awards(
        **{
            "1_2": {"sampled": {"size": 20, "conforming": 17}, "reason": "三单超时"},
            "2_1": {"parts": {"a": {"judged": Decimal("3.5"), "reason": "缺人"}, "b": 5}},
            "4_1": {"judged": 16, "reason": "缺危机处理"},
        }
    )
    finding = {"text": "手册。", "improvement": "补写", "evidence": [{"kind": "document", "title": "手册"}]}

    said = content(awards=given, findings={"4.1": finding})["gaps"]["indicators"]

    assert [
        (each["ref"], each["lost"], each["award"], each["why"], each["improvement"]) for each in said
    ] == [
        ("4.1", "4.00", "16.00", "缺危机处理", "补写"),
        ("1.2", "1.50", "8.50", "抽样 20，符合 17，不符合 3。\n三单超时", ""),
        ("2.1", "1.50", "8.50", "2.1.a 人数与动态调整：缺人", ""),
    ]


def test_indicators_that_are_open_are_listed_apart():
    said = content(awards=awards(**{"2_1": {"parts": {"a": 5}}, "7_3": None}))["gaps"]

    assert said["indicators"] == []
    assert [(each["ref"], each["points"], each["open"], each["note"]) for each in said["missing"]] == [
        ("2.1", "10", "5.00", "尚未评分的要点：培训与证书"),
        ("7.3", "5", "5.00", ""),
    ]


def test_gap_in_the_facts_is_listed_with_its_worst_remarks_only():
    roster = [{"name": f"员工{number}", "post": "技师", "employment": "own"} for number in range(7)]

    said = content(facts={"roster": roster})["gaps"]["checks"]

    assert [(each["ref"], each["title"], each["more"]) for each in said] == [
        ("2.1", "持证与培训", "另有 2 条，见情况表。")
    ]
    assert said[0]["remarks"] == [
        f"员工{number}没有证书，也没有培训记录：请安排培训或取证，并补充记录。" for number in range(5)
    ]


def test_remarks_of_a_check_begin_with_the_worst():
    roster = [
        {
            "name": "甲",
            "post": "技师",
            "employment": "own",
            "certificate": "电工证",
            "valid_until": "2026-12-01",
        },
        {"name": "乙", "post": "技师", "employment": "own"},
    ]

    check = content(facts={"roster": roster})["dimensions"][1]["indicators"][0]["checks"][0]

    assert (check["title"], check["verdict"], check["verdict_label"]) == ("持证与培训", "gap", "缺口")
    assert check["remarks"] == [
        "乙没有证书，也没有培训记录：请安排培训或取证，并补充记录。",
        "甲的“电工证”将于 2026-12-01 到期：请安排换证。",
    ]


def test_notices_say_where_they_belong():
    findings = dict(case_value(edition("2025"))["findings"])
    del findings["7.3"]
    findings["1.1"] = {"text": "查实。"}
    bare = {"ground": "law", "reason": "收费未公示"}

    said = content(findings=findings, deductions=[DEDUCTION, bare], prior_certificate=None)["gaps"]["notices"]

    assert [each["place"] for each in said] == ["前置认证证书", "评价发现 1.1", "评价发现 7.3", "特别扣分 2"]
    assert said[2]["text"] == "7.3 已评分但没有评价发现：请补写，否则评分没有依据。"


def test_way_up_lists_the_cheapest_sets():
    given = awards(
        **{
            "3_1": {"judged": 8, "reason": "无专项"},
            "4_1": {"judged": 10, "reason": "缺"},
            "6_2": {"judged": 1, "reason": "少"},
        }
    )

    said = content(awards=given)["way_up"]

    assert said["sentence"] == (
        "距下一等级卓绝（五星）还差 3.00 分。下列各组指标若补回全部失分即可达到，按所需分数由少到多排列；"
        "这只是按本次得分推算，不预示以后的评价结果。"
    )
    assert said["sets"] == [
        {
            "number": "1",
            "indicators": ["3.1 服务经费与专项资金（2.00）", "6.2 疑难问题研究（1.00）"],
            "refs": ["3.1", "6.2"],
            "points": "3.00",
        },
        {"number": "2", "indicators": ["4.1 售后服务手册（10.00）"], "refs": ["4.1"], "points": "10.00"},
    ]


def test_way_up_that_awards_alone_do_not_open_is_said():
    scheme = edition("hundred")
    costly = {
        key: replace(scheme.parameters[key], value=value)
        for key, value in (("deduction.points_each", 10), ("deduction.at_most", None))
    }
    changed = replace(scheme, parameters={**scheme.parameters, **costly})

    said = report_content(evaluated(changed, deductions=[DEDUCTION]), "zh")["way_up"]

    assert said == {"sentence": "距下一等级五星还差 5.00 分；各指标的失分全部补回也达不到。", "sets": []}


@pytest.mark.parametrize("changes", [{}, {"awards": {"1.1": 3}}, {"deductions": [DEDUCTION] * 5}])
def test_way_up_is_none_where_there_is_no_next_level_to_name(changes):
    assert content(**changes)["way_up"] is None


def test_proof_ends_with_the_total_and_names_rule_origin_and_reading():
    proof = content(deductions=[DEDUCTION])["annex"]["proof"]

    assert proof[0] == {
        "figure": "1.1 得分",
        "arithmetic": "评定 3（满分 3）= 3.00",
        "rule": "评定",
        "origin": "由机构决定",
        "source": "项目组设定；规范未规定",
        "reading": "A16",
    }
    assert [(step["figure"], step["arithmetic"]) for step in proof[-4:]] == [
        ("特别扣分", "1 × 1 = 1.00"),
        ("特别加分", "0 × 1 = 0.00"),
        ("指标得分合计", "15.00 + 20.00 + 20.00 + 40.00 + 20.00 + 15.00 + 20.00 = 150.00"),
        ("总分", "150.00 − 1.00 + 0.00 = 149.00"),
    ]


def test_proof_of_an_incomplete_case_tells_the_two_sums_apart():
    proof = content(awards={"1.1": 3})["annex"]["proof"]

    assert [step["figure"] for step in proof[-4:]] == ["指标得分合计", "暂计", "指标最高可达合计", "最高可达"]


def test_parameters_are_told_with_value_unit_origin_and_source():
    said = {each["title"]: each for each in content()["annex"]["parameters"]}
    scheme = edition("2025")

    assert len(said) == len(scheme.parameters)
    assert said[scheme.parameters["scoring.judged_step"].title]["value"] == "0.5 分"
    assert said[scheme.parameters["scoring.rounding"].title]["value"] == "四舍五入"
    assert said[scheme.parameters["surveillance.alarm_days"].title]["value"] == "90、60、30 天"
    assert said[scheme.parameters["managers.outlets_count"].title]["value"] == "是"
    assert said[scheme.parameters["managers.ratio"].title]["origin"] == "规范"


def test_readings_and_the_date_of_the_divisions_are_told():
    annex = content()["annex"]

    assert [each["key"] for each in annex["readings"]] == list(edition("2025").readings)
    assert annex["about"][1:3] == [
        "情况核查以评价结束日 2026-11-24 为准。",
        "行政区划按 GB/T 2260，截至 2019-04。",
    ]
