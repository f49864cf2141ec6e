# SPDX-License-Identifier: Apache-2.0
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from tests.make import case, case_value, edition
from zhuoping.core import plain
from zhuoping.core.awards import Bonus, Deduction, Determination, Judged
from zhuoping.core.case import (
    Case,
    CertificateStatus,
    Client,
    Evaluation,
    Evidence,
    EvidenceKind,
    Finding,
    PriorCertificate,
    TeamMember,
    TeamRole,
)
from zhuoping.core.case_file import Edition, ScoreSheet, edition_of, read_case, read_score
from zhuoping.core.facts import Facts
from zhuoping.core.plain import Plain
from zhuoping.core.problems import Refused, problem
from zhuoping.core.scheme import CertificationType

SCHEME = edition("2025")
HEAD: dict[str, Plain] = {"scheme": SCHEME.scheme, "edition": SCHEME.edition}
BOTH = frozenset({"exceeds_law", "leads_trade"})


def faults(reading: Any, value: Plain, name: str = "2025") -> list[str]:
    with pytest.raises(Refused) as caught:
        reading(value, edition(name))
    return [f"{each.path}: {each.code}" for each in caught.value.problems]


def score_faults(**keys: Plain) -> list[str]:
    return faults(read_score, {**HEAD, **keys})


def case_faults(**changes: Plain) -> list[str]:
    return faults(read_case, case_value(SCHEME, **changes))


# -- which edition


@pytest.mark.parametrize("written", ["2025", '"2025"'])
def test_edition_is_a_name_that_may_look_like_a_number(written: str) -> None:
    value = plain.read(f"scheme: a\nedition: {written}".encode()).value

    assert edition_of(value) == Edition("a", "2025")


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, [": wrong-type"]),
        ([], [": wrong-type"]),
        ("x", [": wrong-type"]),
        ({}, [": missing-key", ": missing-key"]),
        ({"scheme": "a"}, [": missing-key"]),
        ({"scheme": True, "edition": Decimal("2025.1")}, ["scheme: wrong-type", "edition: wrong-type"]),
        ({"scheme": "", "edition": None}, ["scheme: empty-text", "edition: empty-text"]),
        ({"scheme": "a", "edition": False}, ["edition: wrong-type"]),
    ],
)
def test_file_that_does_not_name_its_edition_is_refused(value: Plain, expected: list[str]) -> None:
    with pytest.raises(Refused) as caught:
        edition_of(value)

    assert [f"{each.path}: {each.code}" for each in caught.value.problems] == expected


@pytest.mark.parametrize("reading", [read_case, read_score])
def test_file_of_another_edition_is_not_read_with_this_one(reading: Any) -> None:
    assert faults(reading, {**HEAD, "edition": "2026"}) == ["edition: edition-differs"]
    assert faults(reading, {**HEAD, "scheme": "other"}) == ["edition: edition-differs"]
    assert faults(reading, None) == [": wrong-type"]


# -- score files


def test_score_file_is_read_with_all_its_items() -> None:
    value: Plain = {
        **HEAD,
        "awards": {"1.1": 3, "1.2": None},
        "deductions": [{"ground": "law", "reason": "甲", "evidence": ["笔录"]}],
        "determination": {"by": "周复核", "reason": "已整改"},
        "bonus": {"reason": "领先", "exceeds_law": True, "leads_trade": True, "evidence": ["证书"]},
    }

    assert read_score(value, SCHEME) == ScoreSheet(
        {"1.1": Judged(Decimal(3))},
        (Deduction("law", "甲", ("笔录",)),),
        (Bonus("领先", BOTH, ("证书",)),),
        Determination("周复核", "已整改"),
    )


def test_items_left_out_or_null_are_none() -> None:
    nothing = ScoreSheet({}, (), (), None)

    assert read_score(dict(HEAD), SCHEME) == nothing
    keys = ("awards", "deductions", "determination", "bonus")
    assert read_score({**HEAD, **dict.fromkeys(keys)}, SCHEME) == nothing


def test_bonus_may_be_a_list() -> None:
    written: Plain = {"reason": "甲", "leads_trade": True}
    head: dict[str, Plain] = {"scheme": "hundred-points", "edition": "2012"}

    sheet = read_score({**head, "bonus": [written, {**written, "reason": "乙"}]}, edition("hundred"))

    assert sheet.bonuses == (
        Bonus("甲", frozenset({"leads_trade"})),
        Bonus("乙", frozenset({"leads_trade"})),
    )


def test_condition_that_is_not_met_is_not_among_the_conditions() -> None:
    sheet = read_score(
        {**HEAD, "bonus": {"reason": "领先", "exceeds_law": True, "leads_trade": False}}, SCHEME
    )

    assert sheet.bonuses == (Bonus("领先", frozenset({"exceeds_law"})),)


def test_faults_of_writing_and_of_scoring_are_told_together() -> None:
    assert score_faults(
        colour="red",
        awards={"1.1": "three", "1.2": 11, "9.9": 1},
        deductions=[{"ground": "weather", "reason": "甲"}],
        bonus={"reason": "领先", "exceeds_law": True},
    ) == [
        "colour: unknown-key",
        "awards.1.1: not-a-number",
        "awards.9.9: indicator-unknown",
        "awards.1.2: points-out-of-range",
        "deductions[0].ground: ground-unknown",
        "bonus.leads_trade: bonus-condition-missing",
    ]


def test_faults_of_scoring_alone_are_left_to_scoring() -> None:
    assert read_score({**HEAD, "awards": {"1.1": 4}}, SCHEME).awards == {"1.1": Judged(Decimal(4))}


@pytest.mark.parametrize(
    ("deductions", "expected"),
    [
        ("x", ["deductions: wrong-type"]),
        ({"ground": "law"}, ["deductions: wrong-type"]),
        ([{"ground": "law"}, 3], ["deductions[0]: missing-key", "deductions[1]: wrong-type"]),
        # The second would be blamed as the first, so nothing is said of it yet.
        ([{"reason": "甲"}, {"ground": "weather", "reason": "乙"}], ["deductions[0]: missing-key"]),
    ],
)
def test_faulty_deductions_are_refused(deductions: Plain, expected: list[str]) -> None:
    assert score_faults(deductions=deductions) == expected


@pytest.mark.parametrize(
    ("bonus", "expected"),
    [
        (True, ["bonus: wrong-type"]),
        ([3], ["bonus[0]: wrong-type"]),
        ({"exceeds_law": True, "leads_trade": True}, ["bonus: missing-key"]),
        (
            {"reason": "领先", "exceeds_law": "yes", "leads_trade": None},
            ["bonus.exceeds_law: wrong-type", "bonus.leads_trade: empty-text"],
        ),
        (
            {"reason": "领先", "leeds_trade": True, "exceeds_law": True},
            ["bonus.leeds_trade: unknown-key", "bonus.leads_trade: bonus-condition-missing"],
        ),
        ([{"reason": "甲"}, {}], ["bonus[1]: missing-key"]),
    ],
)
def test_faulty_bonus_is_refused(bonus: Plain, expected: list[str]) -> None:
    assert score_faults(bonus=bonus) == expected


def test_unknown_key_of_a_bonus_is_told_which_conditions_there_are() -> None:
    with pytest.raises(Refused) as caught:
        read_score({**HEAD, "bonus": {"reason": "领先", "leeds_trade": True}}, SCHEME)

    assert caught.value.problems[0].message("en") == (
        "“leeds_trade” is not known here: use one of reason, evidence, exceeds_law, leads_trade."
    )


@pytest.mark.parametrize("determination", [{"by": "周"}, {"by": "周", "reason": ""}, "周", []])
def test_faulty_determination_is_refused(determination: Plain) -> None:
    (fault,) = score_faults(determination=determination)

    assert fault.startswith("determination")


# -- case files


def test_case_file_is_read_whole() -> None:
    value = case_value(
        SCHEME,
        awards={"1.1": 3},
        findings={
            "1.1": {
                "text": "查实。",
                "evidence": [{"kind": "photo", "title": "照片", "dated_on": "2026-11-21"}],
            },
            "1.2": None,
        },
        facts={"functions": [{"function": "sales", "department": "销售部"}]},
        summary="总体良好。",
        sample_note="样例",
    )

    found = read_case(value, SCHEME)

    assert found == Case(
        title="试评",
        scheme="after-sales-completeness",
        edition="2025",
        client=Client("测试水泵有限公司", "91110000600037341L"),
        scope="水泵的销售与售后服务",
        evaluation=Evaluation(
            body="测试认证有限公司",
            report_number="BG-2026-001",
            type=CertificationType.INITIAL,
            design_responsibility=True,
            design_reason="自行设计服务",
            modes="E+H+I",
            started_on=date(2026, 11, 20),
            ended_on=date(2026, 11, 24),
            team=(TeamMember("林审查", TeamRole.LEADER, "SC-001"),),
        ),
        prior_certificate=PriorCertificate(
            "27922-001",
            "测试认证有限公司",
            "五星",
            date(2027, 6, 30),
            CertificateStatus.VALID,
            date(2026, 11, 20),
        ),
        sample_note="样例",
        summary="总体良好。",
        facts=found.facts,
        findings={"1.1": Finding("查实。", (Evidence(EvidenceKind.PHOTO, "照片", "", date(2026, 11, 21)),))},
        awards={"1.1": Judged(Decimal(3))},
    )
    assert [row.department for row in found.facts.functions] == ["销售部"]


@pytest.mark.parametrize("key", ["facts", "findings", "awards", "deductions", "bonus", "determination"])
def test_section_left_null_is_empty(key: str) -> None:
    assert case(SCHEME, **{key: None}) == case(SCHEME, **{key: EMPTY[key]})


EMPTY: dict[str, Plain] = {
    "facts": {},
    "findings": {},
    "awards": {},
    "deductions": [],
    "bonus": [],
    "determination": None,
}


@pytest.mark.parametrize(
    ("key", "given", "fault"),
    [
        ("facts", False, "facts: wrong-type"),
        ("facts", [], "facts: wrong-type"),
        ("facts", {"staff": []}, "facts.staff: unknown-key"),
        ("findings", "", "findings: wrong-type"),
        ("findings", [], "findings: wrong-type"),
        ("findings", {"1.1": "查实"}, "findings.1.1: wrong-type"),
        ("findings", {"9.9": {"text": "查实"}}, "findings.9.9: indicator-unknown"),
        ("title", None, "title: empty-text"),
        ("client", {"name": "测试"}, "client: missing-key"),
        ("summary", 3, "summary: wrong-type"),
        ("prior_certificate", {}, "prior_certificate: missing-key"),
    ],
)  # fmt: skip
def test_faulty_section_is_refused(key: str, given: Plain, fault: str) -> None:
    assert set(case_faults(**{key: given})) == {fault}


def test_facts_that_are_none_say_nothing() -> None:
    assert case(SCHEME, facts=None).facts == Facts()


def test_every_fault_of_a_case_file_is_told_at_once() -> None:
    value = case_value(SCHEME, colour="red", scope="", awards={"1.1": 4, "1.2": []}, facts={"outlets": 3})
    del value["title"]

    assert faults(read_case, value) == [
        "colour: unknown-key",
        ": missing-key",
        "scope: empty-text",
        "facts.outlets: wrong-type",
        "awards.1.2: not-a-number",
        "awards.1.1: points-out-of-range",
    ]


def test_what_was_at_fault_before_comes_first_and_is_not_blamed_again() -> None:
    value = case_value(SCHEME)
    del value["title"]
    before = (problem("title", "cell-error"), problem("awards.1.1", "award-mixed", method="x"))

    with pytest.raises(Refused) as caught:
        read_case(value, SCHEME, before)

    assert caught.value.problems == before


def test_code_and_modes_are_looked_at_although_the_case_cannot_be_read() -> None:
    value = case_value(SCHEME, title="", prior_certificate=3)
    value["client"] = {"uscc": "123"}
    value["evaluation"] = {"modes": "E+Z"}

    assert faults(read_case, value)[-2:] == ["client.uscc: uscc-format", "evaluation.modes: mode-unknown"]
    assert faults(read_case, {**value, "client": 3, "evaluation": {"modes": " ", "body": ""}})[-1] == (
        "prior_certificate: wrong-type"
    )


def test_unknown_indicator_of_a_finding_is_blamed_and_not_what_it_lacks() -> None:
    evidence: Plain = [{"kind": "rumour", "title": "甲"}]

    assert case_faults(findings={"9.9": {"evidence": evidence}}) == [
        "findings.9.9: indicator-unknown",
        "findings.9.9.evidence[0].kind: not-allowed",
    ]


def test_missing_key_and_choices_are_named_with_their_labels() -> None:
    value = case_value(SCHEME, findings={"1.1": {"text": "甲", "evidence": [{"kind": "rumour"}]}})

    with pytest.raises(Refused) as caught:
        read_case(value, SCHEME)

    said = [found.message("en") for found in caught.value.problems]
    assert said == [
        "“rumour” is not one of the choices: take one of document, record, interview, observation, photo.",
        "“title (Title)” is missing: add it.",
    ]
    assert [found.message(in_cells=True) for found in caught.value.problems] == [
        "“rumour”不在可选范围：请从 文件、记录、访谈、观察、照片 中选择。",
        "“名称”没有填写：请填写此单元格。",
    ]
