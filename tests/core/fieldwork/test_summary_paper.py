# SPDX-License-Identifier: Apache-2.0
"""The summary in words, of nothing but what was frozen and the edition."""

from typing import Any

import pytest

from tests.core.scored import full
from zhuoping.core.fieldwork.summary_paper import figure, level_of, summary_paper
from zhuoping.core.scheme import Scheme
from zhuoping.core.scoring import Scorer
from zhuoping.schemes import library

DEDUCTION = {"kind": "deduction", "ground": "breach-of-law", "reason": "公示不实", "nonconformity": 2}
BONUS = {"kind": "bonus", "ground": "", "reason": "唯一的全国示范", "nonconformity": None}
CLIENT = {"name": "甲泵业有限公司", "name_en": "", "uscc": "91350200MA0000010T"}


def scheme(language: str = "zh") -> Scheme:
    return library.load("after-sales-completeness", "2025", language)


def card(**changes: Any) -> dict[str, Any]:
    """A scorecard of full points as plain JSON, as far as the summary reads it."""
    scored = Scorer(scheme()).score(full("2025"))
    return {
        "points": "150.00",
        "total": "149.50",
        "stars": 5,
        "status": "rated",
        "awards": {ref: f"{line.awarded:.2f}" for ref, line in scored.indicators.items()},
        "dimensions": {ref: f"{line.sure:.2f}" for ref, line in scored.dimensions.items()},
        **changes,
    }


def shown(**changes: Any) -> dict[str, Any]:
    ground = scheme().deduction_grounds[0].key
    return {
        "engagement": "ZP-2026-000001",
        "round": 1,
        "body": "示例认证中心",
        "client": CLIENT,
        "scope": "",
        "plan": "R0482002026000001",
        "team": [{"name": "林审查", "role": "leader"}, {"name": "何技术", "role": "technical-expert"}],
        "opened_on": "2026-12-07",
        "closed_on": "2026-12-08",
        "special": [{**DEDUCTION, "ground": ground}, BONUS],
        "determination": None,
        "nonconformities": [
            {"number": 1, "grade": "minor", "clause": "2.1 人员资质", "statement": "两名维修工没有证书"}
        ],
        "modes": [{"mode": "E", "verdict": None}, {"mode": "I", "verdict": "conforming"}],
        "scorecard": card(),
        **changes,
    }


def test_summary_says_score_level_specials_nonconformities_modes_and_team() -> None:
    found = summary_paper(scheme(), shown(), "ab" * 32, "zh")

    assert (found.total, found.level) == ("149.5 分，满分 150 分", "卓绝（5 星）")
    assert found.team == ("林审查（组长）", "何技术（技术专家）")
    assert dict(found.head)["现场审查"] == "2026-12-07 至 2026-12-08"
    assert "认证范围" not in dict(found.head)
    assert [(each[0], each[3]) for each in found.special] == [("特别扣分", "−1"), ("特别加分", "+1")]
    assert found.nonconformities == (("1", "一般不符合", "2.1 人员资质", "两名维修工没有证书"),)
    assert [verdict for _, verdict in found.modes] == ["调查进行中", "符合"]
    assert (found.determination, found.digest) == ("", "ab" * 32)
    assert found.dimensions[0].indicators[0] == ("1.1", "服务部门与职能岗位", "3", "3")


def test_summary_in_english_has_the_clients_english_name_where_it_has_one() -> None:
    named = shown(client={**CLIENT, "name_en": "Sample Pumps Co., Ltd."})

    assert summary_paper(scheme("en"), named, "", "en").client == "Sample Pumps Co., Ltd."
    assert summary_paper(scheme("en"), shown(), "", "en").client == "甲泵业有限公司"


def test_determination_is_told_with_who_made_it() -> None:
    made = shown(determination={"by": "吴决定", "reason": "已当场纠正"})

    assert summary_paper(scheme(), made, "", "zh").determination == "已当场纠正（吴决定）"


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"stars": 0, "status": "no-level"}, "未达到最低等级"),
        ({"stars": None, "status": "not-certifiable"}, "特别扣分过多，不予认证"),
        ({"stars": None, "status": "determination-required"}, "待有权人员对特别扣分作出判定"),
    ],
)
def test_score_without_a_level_says_why(changes: dict[str, Any], words: str) -> None:
    assert level_of(scheme(), card(**changes), "zh") == words


@pytest.mark.parametrize(
    ("amount", "shown_as"), [("150.00", "150"), ("149.50", "149.5"), ("0.00", "0"), ("-1", "-1")]
)
def test_figure_is_written_as_people_write_it(amount: str, shown_as: str) -> None:
    assert figure(amount) == shown_as
