# SPDX-License-Identifier: Apache-2.0
"""`zhuoping score`: the contract with programs, and the scorecard that a person reads."""

import json
from decimal import Decimal
from pathlib import Path

import pytest
from rich.cells import cell_len

from tests.cli.asking import AWARDS, ask, codes, written
from tests.make import EDITIONS, edition, full_awards
from zhuoping.outputs.case_file import yaml_text

COMPLETE = {"scheme": "after-sales-completeness", "edition": "2025"}


def score_json(path: Path, *words: str | Path):
    answer = ask("score", path, "--json", *words)
    return answer.code, json.loads(answer.out), answer.err


def complete(tmp_path: Path, **keys) -> Path:
    awards = full_awards(edition("2025")) | keys.pop("awards", {})
    return written(tmp_path, yaml_text({**COMPLETE, "awards": awards, **keys}))


def test_contract_of_issue_2_gives_each_key_for_the_example(tmp_path):
    path = written(tmp_path, AWARDS)

    code, card, err = score_json(path)

    assert (code, err) == (0, "")
    missing = [
        "1.3",
        "3.2",
        "3.3",
        "4.1",
        "4.2",
        "5.1",
        "5.2",
        "6.1",
        "6.2",
        "6.3",
        "6.4",
        "7.1",
        "7.2",
        "7.3",
    ]
    expected = {
        "complete": False,
        "missing": missing,
        "dimensions": {"1": "11.50", "2": "19.75", "3": "8.50", **dict.fromkeys("4567", "0.00")},
        "awards": {"1.1": "3.00", "1.2": "8.50", "2.1": "9.75", "2.2": "10.00", "3.1": "8.50"},
        "deducted": "1.00",
        "bonus": "0.00",
        "total": None,
        "lowest": "38.75",
        "highest": "145.75",
        "stars": None,
        "level": None,
        "status": "incomplete",
        "to_next": None,
        "problems": [],
    }
    assert {key: card[key] for key in expected} == expected


def test_complete_sheet_gives_total_stars_and_level(tmp_path):
    bonus = {"reason": "超过法定要求并领先", "exceeds_law": True, "leads_trade": True}
    path = complete(tmp_path, awards={"5.1": {"judged": 0, "reason": "无监督"}}, bonus=bonus)

    code, card, _ = score_json(path)

    given = {key: card[key] for key in ("total", "stars", "level", "status", "bonus", "to_next", "problems")}
    assert (code, given) == (
        0,
        {
            "total": "141.00",
            "stars": 5,
            "level": "卓绝",
            "status": "rated",
            "bonus": "1.00",
            "to_next": None,
            "problems": [],
        },
    )


def test_total_below_the_first_level_is_an_answer_with_no_stars(tmp_path):
    low = {ref: {"judged": 0, "reason": "未建立"} for ref in ("4.1", "4.2", "5.1", "7.2")}
    path = complete(tmp_path, awards=low)

    code, card, _ = score_json(path)

    assert (code, card["status"], card["total"], card["stars"], card["level"], card["to_next"]) == (
        0, "no-level", "95.00", 0, None, "5.00",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("cases", "status"), [(3, "rated"), (4, "determination-required"), (5, "not-certifiable")]
)
def test_special_deductions_that_block_a_level_are_no_fault(tmp_path, cases, status):
    path = complete(tmp_path, deductions=[{"ground": "law", "reason": f"第 {n} 起"} for n in range(cases)])

    code, card, _ = score_json(path)

    assert (code, card["status"], card["total"]) == (0, status, f"{150 - cases}.00")


def test_faults_of_writing_and_of_scoring_come_all_at_once_with_no_figure(tmp_path):
    path = written(
        tmp_path,
        """\
scheme: after-sales-completeness
edition: "2025"
extra: 1
awards:
  "1.1": 3.2
  "1.2": {sampled: {size: -20, conforming: 17}}
  "1.3": .nan
  "2.1": {parts: {a: 5, c: 1}}
  "2.2": {all_or_nothing: perhaps}
  "3.1": 8
  "3.2": {judged: 1e400, reason: 多}
  "9.9": 1
deductions:
  - {ground: luck, reason: 无}
bonus: {reason: 好, exceeds_law: true, leads_trade: false}
""",
    )

    code, card, err = score_json(path)

    assert (code, err, card["total"], card["status"], card["complete"]) == (1, "", None, None, False)
    assert [(each["path"], each["code"]) for each in card["problems"]] == [
        ("extra", "unknown-key"),
        ("awards.1.2.sampled.size", "negative-number"),
        ("awards.1.3", "not-a-number"),
        ("awards.2.2.all_or_nothing", "wrong-type"),
        ("awards.9.9", "indicator-unknown"),
        ("awards.1.1", "points-out-of-range"),
        ("awards.2.1.parts.c", "part-unknown"),
        ("awards.3.1", "reason-required"),
        ("awards.3.2", "points-out-of-range"),
        ("deductions[0].ground", "ground-unknown"),
        ("bonus.leads_trade", "bonus-condition-missing"),
    ]
    assert all(each["message"] for each in card["problems"])


def test_deductions_are_not_blamed_under_a_wrong_number_when_one_cannot_be_read(tmp_path):
    path = written(
        tmp_path, AWARDS.replace("[{ground", "[{ground: law}, {ground: luck, reason: 无}, {ground")
    )

    _, card, _ = score_json(path)

    assert [(each["path"], each["code"]) for each in card["problems"]] == [("deductions[0]", "missing-key")]


def test_one_fault_is_told_once_where_reading_and_scoring_both_meet_it(tmp_path):
    path = written(tmp_path, AWARDS + "bonus: {reason: 好, exceeds_law: true, leads_trade: maybe}\n")

    _, card, _ = score_json(path)

    assert [(each["path"], each["code"]) for each in card["problems"]] == [
        ("bonus.leads_trade", "wrong-type")
    ]


def test_messages_are_in_the_language_asked_for(tmp_path):
    path = written(tmp_path, AWARDS.replace('"1.1": 3', '"1.1": 4'))

    chinese, english = (
        score_json(path, "-l", language)[1]["problems"][0]["message"] for language in ("zh", "en")
    )

    assert chinese == "得分 4 超出 0 至 3 分：请填写该范围内的分值。"
    assert english == "Award 4 is outside 0 to 3 points: enter a value within that range."


def test_file_that_cannot_be_read_is_told_in_json_too(tmp_path):
    code, card, err = score_json(tmp_path / "none.yaml", "-l", "en")

    assert (code, err, card["total"]) == (3, "", None)
    assert card["problems"] == [
        {
            "path": "",
            "code": "file-not-found",
            "message": f"{tmp_path / 'none.yaml'} does not exist: check the path.",
        }
    ]


def test_json_score_file_is_read_with_every_character(tmp_path):
    value = {**COMPLETE, "awards": {"1.1": {"judged": 2, "reason": "检索 😀𬭎龢 \\ud83d\\ude00 \\"}}}
    path = written(tmp_path, json.dumps(value), "awards.json")

    code, card, _ = score_json(path)

    assert (code, card["awards"]) == (0, {"1.1": "2.00"})
    assert "\\ud83d\\ude00" in path.read_text()


def test_own_edition_is_used_in_place_of_a_shipped_one(tmp_path):
    twelve = edition("twelve")
    path = written(
        tmp_path,
        yaml_text({"scheme": twelve.scheme, "edition": twelve.edition, "awards": full_awards(twelve)}),
    )

    code, card, _ = score_json(path, "--scheme-file", EDITIONS / "twelve.yaml")

    assert (code, card["scheme"], card["status"], card["stars"]) == (0, "twelve-stars", "rated", 12)


def test_points_given_under_another_edition_are_refused(tmp_path):
    path = written(tmp_path, AWARDS)

    code, card, _ = score_json(path, "--scheme-file", EDITIONS / "twelve.yaml", "-l", "en")

    assert (code, [each["code"] for each in card["problems"]]) == (1, ["edition-differs"])
    assert "“after-sales-completeness 2025”" in card["problems"][0]["message"]


def test_official_wording_is_laid_over_and_changes_no_figure(tmp_path):
    awards = written(tmp_path, AWARDS)
    head = 'overlay: after-sales-completeness\nedition: "2025"\nlanguage: zh\n'
    words = written(tmp_path, f"{head}indicators:\n  '1.1': {{title: 官方措辞}}\n", "words.yaml")

    plain, laid_over = ask("score", awards), ask("score", awards, "--overlay", words)

    assert laid_over.code == 0
    assert "官方措辞" in laid_over.out
    assert "官方措辞" not in plain.out
    assert score_json(awards)[1] == score_json(awards, "--overlay", words)[1]


def test_person_reads_every_figure_with_its_arithmetic(tmp_path):
    answer = ask("score", written(tmp_path, AWARDS))

    lines = [" ".join(line.split()) for line in answer.out.splitlines()]
    assert answer.code == 0
    assert "1.2 网点覆盖与管理 10 × 17 ÷ 20 = 8.50 8.50 10" in lines
    assert "b 培训与证书 5 × 38 ÷ 40 = 4.75 4.75 5" in lines
    assert "2 人员配置 9.75 + 10.00 = 19.75 19.75 20" in lines
    assert "特别扣分（违反法律法规）：未公示三包" in lines
    assert "暂计 39.75 − 1.00 + 0.00 = 38.75" in lines
    assert "评分未完成 暂计：38.75 分（满分 150 分）" in lines
    assert "暂计 38.75 分对应：没有等级" in lines
    assert "最高 145.75 分对应：卓绝（五星）" in lines


def test_person_reads_stars_and_the_cheapest_way_up(tmp_path):
    low = {"5.1": {"judged": 2, "reason": "无专职"}, "6.2": {"judged": 1, "reason": "无记录"}}
    path = complete(tmp_path, awards={**low, "7.3": {"judged": Decimal("3.5"), "reason": "途径单一"}})

    lines = [" ".join(line.split()) for line in ask("score", path, "-l", "en").out.splitlines()]

    assert "★★★★☆ Zhuoshu (4 stars) Total: 139.50 of 150 points" in lines
    assert "The next level, Zhuojue (5 stars), is 0.50 points away." in lines
    assert "6.2 (1.00) = 1.00" in lines
    assert "7.3 (1.50) = 1.50" in lines


@pytest.mark.parametrize(
    ("cases", "line"),
    [
        (0, "★★★★★ 卓绝（五星） 总分：150.00 分（满分 150 分）"),
        (4, "待判定 总分：146.00 分（满分 150 分）"),
        (5, "不符合认证条件 总分：145.00 分（满分 150 分）"),
    ],
)
def test_person_reads_why_there_is_no_level(tmp_path, cases, line):
    path = complete(tmp_path, deductions=[{"ground": "law", "reason": "甲"}] * cases)

    answer = ask("score", path)

    assert line in [" ".join(each.split()) for each in answer.out.splitlines()]


def test_person_reads_that_all_lost_points_together_are_not_enough(tmp_path):
    awards = full_awards(edition("2025")) | {"1.1": {"judged": 2, "reason": "职能不全"}}
    cases = [{"ground": "law", "reason": "甲"}] * 4
    determination = {"by": "陈判定", "reason": "已整改"}
    sheet = {**COMPLETE, "awards": awards, "deductions": cases, "determination": determination}
    scheme = EDITIONS.parents[2] / "src" / "zhuoping" / "schemes" / "after-sales-completeness" / "2025.yaml"
    raised = scheme.read_text(encoding="utf-8").replace("at_least: 140", "at_least: 147")

    answer = ask(
        "score", written(tmp_path, yaml_text(sheet)), "--scheme-file", written(tmp_path, raised, "own.yaml")
    )

    assert answer.code == 0
    assert "距下一等级卓绝（五星）还差 2.00 分。" in answer.out
    assert "各指标的失分全部补回也达不到。" in answer.out


@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_line_is_wider_than_a_pipe_allows(tmp_path, language):
    answer = ask("score", written(tmp_path, AWARDS), "-l", language)

    assert {cell_len(line) <= 100 for line in answer.out.splitlines()} == {True}


def test_refusal_for_a_person_names_file_line_path_and_code(tmp_path):
    path = written(tmp_path, AWARDS.replace('"1.1": 3', '"1.1": 4').replace("17}", "27}"))

    answer = ask("score", path, "-l", "en")

    assert (answer.code, answer.out) == (1, "")
    assert answer.err.splitlines() == [
        "case.yaml: 2 problems:",
        "  case.yaml:4  awards.1.1  [points-out-of-range]",
        "    Award 4 is outside 0 to 3 points: enter a value within that range.",
        "  case.yaml:5  awards.1.2.sampled.conforming  [conforming-out-of-range]",
        "    27 conforming is not within 0 to the sample size 20: check the sampling record.",
    ]
    assert codes(answer) == ["points-out-of-range", "conforming-out-of-range"]
