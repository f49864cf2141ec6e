# SPDX-License-Identifier: Apache-2.0
"""The two sample cases: what they come out as, what the program must notice in them, and the facts they keep."""

import re
from decimal import Decimal
from functools import cache
from importlib import resources

import pytest

from tests.make import edition
from zhuoping.core import case_file, plain
from zhuoping.core.case import Case, TeamRole
from zhuoping.core.evaluation import EvaluatedCase, evaluate
from zhuoping.core.facts.rows.advancement import Promise, PublicityKind
from zhuoping.core.facts.rows.organisation import OutletKind, Ownership
from zhuoping.core.facts.rows.resources import CostKind
from zhuoping.outputs.case_file import case_text
from zhuoping.schemes.divisions import load_divisions

SAMPLES = resources.files("zhuoping.cli.samples")
BOTH = ("pump-maker", "appliance-maker")

VERDICTS = {
    "pump-maker": {
        "function-coverage": "gap",
        "outlet-list": "cannot-tell",
        "region-coverage": "cannot-tell",
        "outlet-ability": "cannot-tell",
        "outlet-kinds": "cannot-tell",
        "staff-certified": "gap",
        "posts-filled": "met",
        "legal-qualifications": "gap",
        "outsourced-staff": "met",
        "service-managers": "attention",
        "budget-kinds": "attention",
        "budget-spent": "attention",
        "special-fund": "gap",
        "staff-support": "attention",
        "infrastructure-state": "attention",
        "manual-contents": "gap",
        "manual-issued": "met",
        "law-register": "gap",
        "law-training": "gap",
        "supervision-body": "attention",
        "targets-measured": "attention",
        "target-consequences": "attention",
        "feedback-loop": "attention",
        "research-on-problems": "cannot-tell",
        "voluntary-certificates": "attention",
        "standards-work": "attention",
        "philosophy-known": "met",
        "promises-consistent": "attention",
        "publicity-active": "met",
    },
    "appliance-maker": {
        "function-coverage": "met",
        "outlet-list": "attention",
        "region-coverage": "attention",
        "outlet-ability": "attention",
        "outlet-kinds": "attention",
        "staff-certified": "attention",
        "posts-filled": "gap",
        "legal-qualifications": "gap",
        "outsourced-staff": "attention",
        "service-managers": "met",
        "budget-kinds": "met",
        "budget-spent": "met",
        "special-fund": "met",
        "staff-support": "met",
        "infrastructure-state": "gap",
        "manual-contents": "met",
        "manual-issued": "attention",
        "law-register": "met",
        "law-training": "gap",
        "supervision-body": "met",
        "targets-measured": "attention",
        "target-consequences": "met",
        "feedback-loop": "attention",
        "research-on-problems": "met",
        "voluntary-certificates": "attention",
        "standards-work": "met",
        "philosophy-known": "met",
        "promises-consistent": "attention",
        "publicity-active": "attention",
    },
}


@cache
def sample(name: str) -> Case:
    text = (SAMPLES / f"{name}.yaml").read_bytes()
    return case_file.read_case(plain.read(text).value, edition("2025"))


@cache
def evaluated(name: str) -> EvaluatedCase:
    return evaluate(edition("2025"), sample(name), load_divisions())


def remarks(name: str, check: str) -> list[tuple[str, str]]:
    found = next(each for each in evaluated(name).checks if each.code == check)
    return [(remark.path.removeprefix("facts."), remark.code) for remark in found.remarks]


def promised(case: Case, subject: str) -> list[tuple[Decimal | None, str]]:
    def of(promise: Promise) -> tuple[Decimal | None, str]:
        return promise.value, promise.unit

    return [of(promise) for promise in case.facts.promises if promise.subject == subject]


# -- what comes out


def test_folder_of_samples_holds_these_two_cases() -> None:
    names = {each.name for each in SAMPLES.iterdir() if each.name.endswith(".yaml")}

    assert names == {"pump-maker.yaml", "appliance-maker.yaml"}


def test_pump_maker_gets_three_stars_with_a_bonus() -> None:
    card = evaluated("pump-maker").scorecard

    assert card.missing == ()
    assert {ref: line.sure for ref, line in card.dimensions.items()} == {
        "1": Decimal("10.0"),
        "2": Decimal("19.71"),
        "3": Decimal("16.0"),
        "4": Decimal(33),
        "5": Decimal("17.5"),
        "6": Decimal(11),
        "7": Decimal("17.75"),
    }
    assert (card.deducted, card.bonus, card.total) == (Decimal(0), Decimal(1), Decimal("125.96"))
    assert (card.rating.status.value, card.rating.band.stars, card.rating.band.name) == ("rated", 3, "卓越")
    assert card.rating.to_next == Decimal("4.04")


def test_appliance_maker_gets_four_stars_after_a_deduction() -> None:
    card = evaluated("appliance-maker").scorecard

    assert card.missing == ()
    assert {ref: line.sure for ref, line in card.dimensions.items()} == {
        "1": Decimal("13.70"),
        "2": Decimal("19.24"),
        "3": Decimal("17.0"),
        "4": Decimal("36.06"),
        "5": Decimal("18.5"),
        "6": Decimal("14.5"),
        "7": Decimal("16.67"),
    }
    assert (card.deducted, card.bonus, card.total) == (Decimal(1), Decimal(0), Decimal("134.67"))
    assert (card.rating.status.value, card.rating.band.stars, card.rating.band.name) == ("rated", 4, "卓殊")
    assert [deduction.ground for deduction in card.deductions] == ["own-rules"]
    assert card.rating.to_next == Decimal("5.33")


@pytest.mark.parametrize("name", BOTH)
def test_every_check_gives_the_verdict_that_the_case_was_written_for(name: str) -> None:
    assert {check.code: check.verdict.value for check in evaluated(name).checks} == VERDICTS[name]


def test_pump_maker_leaves_nothing_to_notice() -> None:
    assert evaluated("pump-maker").notices == ()


def test_appliance_maker_shows_who_accepted_its_early_code() -> None:
    notices = [(each.path, each.code, each.message()) for each in evaluated("appliance-maker").notices]

    assert notices == [
        (
            "client.uscc",
            "uscc-checksum-overridden",
            (
                "统一社会信用代码 91350211M0009YLJ3A 的校验位不符，已由方若溪（受理岗）依据"
                "“福建早期赋码；营业执照原件与公示系统页面核对一致，2026-09-08 存档 YW-07”认可。"
            ),
        )
    ]


def test_modes_are_those_of_an_initial_evaluation_and_of_a_reasoned_surveillance() -> None:
    pump, appliance = evaluated("pump-maker").modes, evaluated("appliance-maker").modes

    assert (str(pump), pump.reason) == ("E+H+I", "")
    assert str(appliance) == "E+I"
    assert appliance.reason.startswith("初次评价（2025-11）以来服务标准和派工流程没有改动")


# -- what the program has to notice


def test_claimed_offices_of_the_pump_maker_cannot_be_checked() -> None:
    unlisted = [("claimed_outlets[0]", "outlets-claimed-not-listed")]

    assert remarks("pump-maker", "outlet-list") == unlisted
    assert remarks("pump-maker", "region-coverage") == unlisted


def test_contracted_outlets_of_the_appliance_maker_are_listed_in_part() -> None:
    assert remarks("appliance-maker", "outlet-list") == [
        ("claimed_outlets[1]", "outlets-claimed-above-listed"),
        ("claimed_outlets[2]", "outlets-claimed-above-listed"),
    ]
    assert remarks("appliance-maker", "region-coverage") == [
        ("regions[4]", "region-in-part"),
        ("regions[30]", "region-in-part"),
    ]


@pytest.mark.parametrize(("name", "subject"), [("pump-maker", "到场时间"), ("appliance-maker", "报修后上门")])
def test_one_promise_of_each_differs_between_documents(name: str, subject: str) -> None:
    differing = [path for path, code in remarks(name, "promises-consistent") if code == "promises-differ"]

    promises = sample(name).facts.promises
    paths = {f"promises[{index}]": promise.subject for index, promise in enumerate(promises)}
    assert [paths[path] for path in differing] == [subject]


def test_prior_certificate_is_known_by_its_mark_or_by_its_number() -> None:
    marked, unmarked = (sample(name).facts.certificates for name in BOTH)

    assert [each.is_prior for each in marked] == [True, False, False, False]
    assert not any(each.is_prior for each in unmarked)
    assert ("certificates[0]", "prior-certificate-not-counted") in remarks(
        "pump-maker", "voluntary-certificates"
    )
    assert remarks("appliance-maker", "voluntary-certificates") == [
        ("certificates[2]", "prior-certificate-not-counted")
    ]


# -- the facts that the samples keep


def test_pump_maker_keeps_its_published_facts() -> None:
    case = sample("pump-maker")
    claim = case.facts.claimed_outlets[0]
    honours = [each.title for each in case.facts.publicity if each.kind is PublicityKind.HONOUR]

    assert (claim.number, claim.ownership, case.facts.outlets) == (130, Ownership.SELF_BUILT, ())
    assert claim.text == "全国 130 多个服务处，由 7 个分公司管理，全部自建"
    assert len({row.outlet for row in case.facts.regions if row.outlet}) == 7
    assert (Decimal(24), "小时") in promised(case, "服务热线")
    assert case.facts.promises[0].text == "每天 24 小时，全年 365 天"
    assert (Decimal(30), "分钟") in promised(case, "响应时间")
    assert (Decimal(2), "小时") in promised(case, "到场时间")
    assert (Decimal(12), "个月") in promised(case, "质保期")
    assert promised(case, "质保期内巡检") == [(Decimal(1), "次/月")] * 2
    assert promised(case, "质保期内质量问题修复或更换的收费") == [(Decimal(0), "元")] * 2
    assert promised(case, "质保期后免费巡检") == [(Decimal(2), "次/年")] * 2
    assert promised(case, "软件和 PLC 升级的收费") == [(Decimal(0), "元")]
    assert promised(case, "设备档案保存的收费") == [(Decimal(0), "元")]
    assert promised(case, "用户操作人员培训") == [(Decimal(5), "天")] * 2
    training = next(each.text for each in case.facts.promises if each.subject == "用户操作人员培训")
    assert training == "不少于 5 天，直到熟练；讲操作、管理、应急预案和简单故障"
    assert honours == ["全国售后服务行业十佳单位", "用户满意十佳单位"]


def test_appliance_maker_keeps_its_published_numbers() -> None:
    facts = sample("appliance-maker").facts
    centres = [each for each in facts.outlets if each.ownership is Ownership.SELF_BUILT]
    contracted = [each for each in facts.outlets if each.ownership is Ownership.OUTSOURCED]

    repair = OutletKind.DELIVERY_AND_REPAIR
    assert [(claim.number, claim.kind, claim.ownership) for claim in facts.claimed_outlets] == [
        (29, repair, Ownership.SELF_BUILT),
        (100, None, Ownership.SELF_BUILT),
        (1400, repair, Ownership.OUTSOURCED),
    ]
    assert len(centres) == 29
    assert {each.name.endswith("客户服务中心") for each in centres} == {True}
    assert (len(contracted), sum(each.closed_on is not None for each in contracted)) == (21, 1)
    assert len({each.region for each in facts.outlets}) == len(facts.outlets)
    assert promised(sample("appliance-maker"), "服务热线") == [(Decimal(24), "小时")] * 2


@pytest.mark.parametrize(
    "words",
    [
        "销售公司客户服务部",
        "执行同一服务标准",
        "100 多个城市",
        "农村主要由合同网点按同一标准服务",
        "就近派工",
        "在服务软件中回传派工和完工时刻",
        "没有联网，靠电话和传真接单，由服务中心的跟单小组追踪",
        "省技术中心负责县乡网点培训",
        "服务工程师持证上岗",
        "培训光盘和上门服务手册",
        "配件和技术资料网上订购系统",
        "受理全部来电，完工后回访",
    ],
)
def test_appliance_maker_tells_how_it_serves(words: str) -> None:
    assert words in (SAMPLES / "appliance-maker.yaml").read_text("utf-8")


# -- how complete they are


@pytest.mark.parametrize("name", BOTH)
def test_every_indicator_has_a_finding_with_evidence(name: str) -> None:
    findings = sample(name).findings

    assert tuple(findings) == tuple(edition("2025").indicators)
    assert {ref for ref, each in findings.items() if not 2 <= len(re.findall("。", each.text)) <= 5} == set()
    assert {ref for ref, each in findings.items() if not 1 <= len(each.evidence) <= 4} == set()
    assert {ref for ref, each in findings.items() for piece in each.evidence if not piece.dated_on} == set()


@pytest.mark.parametrize("name", BOTH)
def test_evidence_is_not_dated_after_the_evaluation(name: str) -> None:
    case = sample(name)
    late = [
        (ref, piece.title)
        for ref, finding in case.findings.items()
        for piece in finding.evidence
        if piece.dated_on is not None and piece.dated_on > case.evaluation.ended_on
    ]

    assert late == []


def test_team_has_a_leader_auditors_and_a_technical_expert() -> None:
    pump, appliance = ([member.role for member in sample(name).evaluation.team] for name in BOTH)

    assert pump == [TeamRole.LEADER, TeamRole.AUDITOR, TeamRole.TECHNICAL_EXPERT]
    assert appliance == [TeamRole.LEADER, TeamRole.AUDITOR, TeamRole.AUDITOR, TeamRole.TECHNICAL_EXPERT]


def test_budget_of_the_appliance_maker_has_all_eleven_kinds_in_both_years() -> None:
    budget = sample("appliance-maker").facts.budget

    assert {(row.year, row.kind) for row in budget} == {
        (year, kind) for year in (2025, 2026) for kind in CostKind
    }


# -- invented, and said to be


@pytest.mark.parametrize("name", BOTH)
def test_sample_says_that_names_are_invented_and_points_ours(name: str) -> None:
    case = sample(name)

    assert "（示例）" in case.client.name
    assert "（示例）" in case.evaluation.body
    assert "名称和编号均为虚构" in case.sample_note
    assert "取自真实企业公开的服务页面" in case.sample_note
    assert "只作演示，不是认证结果" in case.sample_note


@pytest.mark.parametrize("name", BOTH)
def test_no_real_firm_can_have_the_code(name: str) -> None:
    organisation = sample(name).client.uscc[8:17]

    # GB 11714: the ninth character of an organisation's code follows from the eight before it.
    weights = (3, 7, 9, 10, 5, 8, 4, 2)
    total = sum(int(letter, 36) * weight for letter, weight in zip(organisation, weights, strict=False))
    assert organisation[8] != "0123456789X"[-total % 11]


@pytest.mark.parametrize("name", BOTH)
def test_sample_written_and_read_again_is_the_same_case(name: str) -> None:
    written = case_text(sample(name)).encode()

    assert case_file.read_case(plain.read(written).value, edition("2025")) == sample(name)
