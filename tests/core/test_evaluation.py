# SPDX-License-Identifier: Apache-2.0
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from tests.make import case, case_value, edition, evaluated
from zhuoping.core.case import CertificateStatus, TeamMember, TeamRole
from zhuoping.core.evaluation import evaluate
from zhuoping.core.plain import Plain
from zhuoping.core.problems import Refused
from zhuoping.core.scorecard import Status
from zhuoping.schemes.divisions import load_divisions

SCHEME = edition("2025")
EVALUATION: dict[str, Any] = case_value(SCHEME)["evaluation"]  # type: ignore[assignment]
PRIOR: dict[str, Any] = case_value(SCHEME)["prior_certificate"]  # type: ignore[assignment]


def notices(**changes: Plain) -> list[str]:
    return [f"{each.path}: {each.code}" for each in evaluated(SCHEME, **changes).notices]


def refused(**changes: Plain) -> list[str]:
    with pytest.raises(Refused) as caught:
        evaluated(SCHEME, **changes)
    return [f"{each.path}: {each.code}" for each in caught.value.problems]


def test_sound_case_has_its_result_and_no_notices() -> None:
    found = evaluated(SCHEME)

    assert (found.scorecard.total, found.scorecard.rating.status) == (150, Status.RATED)
    assert (str(found.modes), found.way_up, found.uscc) == ("E+H+I", None, "91110000600037341L")
    assert found.notices == ()


def test_code_of_the_client_is_kept_as_read() -> None:
    found = evaluated(SCHEME, client={"name": "测试", "uscc": " 91110000-600037341l "})

    assert found.uscc == "91110000600037341L"


def test_every_problem_is_told_at_once_in_the_order_of_the_file() -> None:
    evaluation = {**EVALUATION, "modes": "E+I", "started_on": "2026-11-25"}

    found = refused(
        client={"name": "测试", "uscc": "123"},
        evaluation=evaluation,
        awards={"1.1": 4, "9.9": 1},
        deductions=[{"ground": "weather", "reason": "雨"}],
    )

    assert found == [
        "client.uscc: uscc-format",
        "evaluation.ended_on: dates-reversed",
        "evaluation.modes: modes-not-allowed",
        "awards.9.9: indicator-unknown",
        "awards.1.1: points-out-of-range",
        "deductions[0].ground: ground-unknown",
    ]


@pytest.mark.parametrize(
    ("changes", "faults"),
    [
        ({"client": {"name": "测试", "uscc": ""}}, ["client.uscc: uscc-format"]),
        ({"evaluation": {**EVALUATION, "modes": "E+H"}}, ["evaluation.modes: modes-not-allowed"]),
        (
            {"evaluation": {**EVALUATION, "modes": "E+H+I+B"}},
            ["evaluation.modes_reason: modes-reason-required"],
        ),
        ({"evaluation": {**EVALUATION, "ended_on": "2026-11-19"}}, ["evaluation.ended_on: dates-reversed"]),
        ({"awards": {"1.1": 2}}, ["awards.1.1: reason-required"]),
    ],
)
def test_each_kind_of_problem_alone_refuses_the_case(changes: dict[str, Plain], faults: list[str]) -> None:
    if changes.get("client") == {"name": "测试", "uscc": ""}:
        sound = case(SCHEME)
        with pytest.raises(Refused) as caught:
            evaluate(SCHEME, replace(sound, client=replace(sound.client, uscc="")), load_divisions())
        assert [f"{each.path}: {each.code}" for each in caught.value.problems] == faults
    else:
        assert refused(**changes) == faults


def test_incomplete_case_is_no_fault() -> None:
    found = evaluated(SCHEME, awards={"1.1": 3}, findings={"1.1": EVIDENT})

    assert found.scorecard.rating.status is Status.INCOMPLETE
    assert found.notices == ()


EVIDENT: dict[str, Plain] = {"text": "查实。", "evidence": [{"kind": "record", "title": "记录"}]}


def test_all_notices_come_together_and_in_order() -> None:
    evaluation = {
        **EVALUATION,
        "started_on": "2025-06-01",
        "ended_on": "2025-06-19",
        "team": [],
    }

    found = notices(
        client={"name": "测试", "uscc": "91350100M0001TGQXM"},
        evaluation=evaluation,
        prior_certificate={**PRIOR, "status": "suspended", "valid_until": "2025-06-18"},
        awards={"1.1": 3, "1.2": {"sampled": {"size": 20, "conforming": 20}}, "1.3": 2},
        findings={"1.2": {"text": "查实。"}, "1.3": EVIDENT},
        deductions=[
            {"ground": "law", "reason": "甲", "evidence": ["笔录"]},
            {"ground": "law", "reason": "乙"},
        ],
        bonus={"reason": "领先", "exceeds_law": True, "leads_trade": True},
    )

    assert found == [
        "client.uscc: uscc-checksum",
        "prior_certificate.status: prior-certificate-not-valid",
        "prior_certificate.valid_until: prior-certificate-expired",
        "evaluation.ended_on: edition-not-in-force",
        "evaluation.team: one-leader",
        "findings.1.1: finding-missing",
        "findings.1.2: evidence-missing",
        "deductions[1]: special-evidence-missing",
        "bonus: special-evidence-missing",
    ]


def test_prior_certificate_is_asked_for_where_the_edition_asks() -> None:
    assert notices(prior_certificate=None) == ["prior_certificate: prior-certificate-missing"]
    assert evaluated(edition("hundred"), prior_certificate=None).notices == ()


@pytest.mark.parametrize("until", ["2026-11-24", "2026-11-25"])
def test_prior_certificate_valid_on_the_last_day_is_valid(until: str) -> None:
    assert notices(prior_certificate={**PRIOR, "valid_until": until}) == []


def test_prior_certificate_that_ended_the_day_before_has_expired() -> None:
    assert notices(prior_certificate={**PRIOR, "valid_until": "2026-11-23"}) == [
        "prior_certificate.valid_until: prior-certificate-expired"
    ]


@pytest.mark.parametrize(
    ("status", "chinese", "english"),
    [
        (CertificateStatus.SUSPENDED, "状态为 暂停", "was suspended when"),
        (CertificateStatus.WITHDRAWN, "状态为 撤销", "was withdrawn when"),
        (CertificateStatus.EXPIRED, "状态为 过期", "was expired when"),
    ],
)
def test_status_is_told_in_the_readers_language(
    status: CertificateStatus, chinese: str, english: str
) -> None:
    (notice,) = evaluated(SCHEME, prior_certificate={**PRIOR, "status": status.value}).notices

    assert chinese in notice.message("zh")
    assert english in notice.message("en")


@pytest.mark.parametrize("leaders", [0, 2])
def test_one_person_answers_for_the_team(leaders: int) -> None:
    sound = case(SCHEME)
    others = TeamMember("王", TeamRole.AUDITOR), TeamMember("周", TeamRole.TECHNICAL_EXPERT)
    team = (*others, *[TeamMember("林", TeamRole.LEADER)] * leaders)

    found = evaluate(
        SCHEME, replace(sound, evaluation=replace(sound.evaluation, team=team)), load_divisions()
    )

    assert [(each.code, dict(each.values)) for each in found.notices] == [
        ("one-leader", {"count": str(leaders)})
    ]


def test_edition_is_in_force_from_its_first_day() -> None:
    def on(day: date) -> list[str]:
        return notices(evaluation={**EVALUATION, "started_on": day.isoformat(), "ended_on": day.isoformat()})

    first = SCHEME.in_force_on
    assert on(first) == []
    assert on(date.fromordinal(first.toordinal() - 1)) == ["evaluation.ended_on: edition-not-in-force"]


def test_override_of_a_wrong_check_character_stays_a_notice() -> None:
    client: Plain = {
        "name": "测试",
        "uscc": "91350100M0001TGQXM",
        "uscc_override": {"by": "周复核", "evidence": "营业执照原件"},
    }

    assert notices(client=client) == ["client.uscc: uscc-checksum-overridden"]


def test_indicator_without_a_scored_part_needs_no_finding_yet() -> None:
    rest: dict[str, Plain] = {ref: EVIDENT for ref in SCHEME.indicators if ref != "2.1"}
    full: Any = case_value(SCHEME)["awards"]

    assert notices(awards={**full, "2.1": {"parts": {}}}, findings=rest) == []
    assert notices(awards={**full, "2.1": {"parts": {"a": 5}}}, findings=rest) == [
        "findings.2.1: finding-missing"
    ]


def test_of_several_bonuses_the_one_without_evidence_is_named() -> None:
    bonus = [
        {"reason": "甲", "leads_trade": True, "evidence": ["证书"]},
        {"reason": "乙", "leads_trade": True},
    ]

    found = evaluated(edition("hundred"), bonus=bonus)

    assert [f"{each.path}: {each.code}" for each in found.notices] == ["bonus[1]: special-evidence-missing"]


def test_facts_are_checked_for_the_day_on_which_the_evaluation_ended() -> None:
    roster = {"name": "甲", "post": "维修工", "employment": "own", "certificate": "上岗证"}
    facts: Plain = {"roster": [{**roster, "valid_until": "2026-11-23"}]}

    late = evaluated(SCHEME, facts=facts)
    early = evaluated(
        SCHEME, facts=facts, evaluation={**EVALUATION, "started_on": "2026-11-20", "ended_on": "2026-11-23"}
    )

    def expired(found: Any) -> bool:
        (check,) = (each for each in found.checks_of("2.1") if each.code == "staff-certified")
        return "certificate-expired" in [remark.code for remark in check.remarks]

    assert (expired(late), expired(early)) == (True, False)


def test_prior_certificate_among_the_certificates_held_is_known_by_its_number() -> None:
    held = {
        "name": "售后服务评价",
        "kind": "voluntary",
        "number": PRIOR["number"],
        "nationally_approved": True,
    }

    (check,) = evaluated(SCHEME, facts={"certificates": [held]}).checks_of("6.3")

    assert [remark.code for remark in check.remarks] == [
        "prior-certificate-not-counted",
        "no-voluntary-certificate",
    ]


def test_way_up_stands_beside_the_scorecard() -> None:
    awards: Any = {
        **case_value(SCHEME)["awards"],
        "5.1": {"judged": 0, "reason": "无监督机构"},
        "1.1": {"judged": 2, "reason": "缺"},
    }  # type: ignore[dict-item]

    found = evaluated(SCHEME, awards=awards)

    assert found.way_up is not None
    assert (found.way_up.band.stars, found.way_up.points) == (5, 1)
    assert [each.refs for each in found.way_up.sets] == [("1.1",), ("5.1",)]
