# SPDX-License-Identifier: Apache-2.0
from dataclasses import replace

from tests.core.facts.asking import RULES, ask

LOOP = {"subject": "异响", "source": "service", "analysis": "FX-01", "carried_out_on": "2026-08-01"}


def certificate(name: str, kind: str = "voluntary", **more: object) -> dict[str, object]:
    kept = {"nationally_approved": True, "valid_from": "2025-01-01", "valid_until": "2027-12-31"}
    return {"name": name, "kind": kind, **kept, **more}


PRIOR = certificate("商品售后服务评价体系", number="SH-001", is_prior=True)


def test_feedback_analysed_and_carried_out_is_met() -> None:
    answer = ask("feedback-loop", feedback=[LOOP, {**LOOP, "source": "sales"}])

    assert (answer.verdict, answer.remarks) == ("met", [])
    assert answer.figures == {"feedback": 2, "sources": 2, "analysed": 2, "carried_out": 2}


def test_feedback_that_led_to_nothing_is_a_gap() -> None:
    answer = ask("feedback-loop", feedback=[{**LOOP, "analysis": "", "carried_out_on": "2026-12-01"}])

    assert answer.verdict == "gap"
    assert answer.remarks == [
        ("feedback[0]", "feedback-not-analysed", "attention"),
        ("feedback", "feedback-without-improvement", "gap"),
    ]


def test_feedback_still_open_asks_for_attention() -> None:
    answer = ask("feedback-loop", feedback=[LOOP, {**LOOP, "carried_out_on": None}])

    assert answer.remarks == [("feedback[1]", "feedback-still-open", "attention")]


def test_research_on_named_problems_is_met() -> None:
    row = {
        "name": "服务研究室",
        "kind": "own-department",
        "problem": "密封老化",
        "began_on": "2025-01-01",
        "result": "改型",
    }

    answer = ask("research-on-problems", research=[row, {**row, "began_on": None, "result": ""}])

    assert (answer.verdict, answer.figures) == ("met", {"bodies": 2, "with_result": 1})


def test_research_without_problem_or_not_begun_asks_for_attention() -> None:
    row = {"name": "研究院", "kind": "commissioned-research", "began_on": "2027-01-01"}

    answer = ask("research-on-problems", research=[row])

    assert answer.remarks == [
        ("research[0]", "research-without-problem", "attention"),
        ("research[0]", "research-not-begun", "attention"),
    ]


def test_voluntary_certificate_valid_on_the_day_is_met() -> None:
    rows = [certificate("质量管理体系"), certificate("CCC", "mandatory", valid_until="2020-01-01")]

    answer = ask("voluntary-certificates", certificates=rows)

    assert (answer.verdict, answer.remarks) == ("met", [])
    assert answer.figures == {"certificates": 2, "voluntary": 1, "mandatory": 1, "counted": 1}


def test_certificates_that_are_mandatory_or_not_valid_do_not_count() -> None:
    rows = [
        certificate("CCC", "mandatory"),
        certificate("甲", valid_until="2026-11-23"),
        certificate("乙", valid_from="2026-11-25"),
        certificate("丙", nationally_approved=False),
    ]

    answer = ask("voluntary-certificates", certificates=rows)

    assert answer.verdict == "gap"
    assert answer.remarks == [
        ("certificates[1]", "held-certificate-expired", "attention"),
        ("certificates[2]", "held-certificate-not-begun", "attention"),
        ("certificates[3]", "held-certificate-not-approved", "attention"),
        ("certificates", "no-voluntary-certificate", "gap"),
    ]
    assert answer.figures["counted"] == 0


def test_certificate_expiring_or_of_unstated_approval_asks_for_attention() -> None:
    rows = [
        certificate("甲", valid_from=None, valid_until="2026-11-24"),
        certificate("乙", nationally_approved=None, valid_until=None),
    ]

    answer = ask("voluntary-certificates", certificates=rows)

    assert answer.verdict == "attention"
    assert answer.remarks == [
        ("certificates[0]", "held-certificate-expiring", "attention"),
        ("certificates[1]", "approval-not-stated", "attention"),
    ]
    assert answer.figures["counted"] == 2


def test_prior_certificate_counts_only_where_the_edition_says_so() -> None:
    barred = ask("voluntary-certificates", certificates=[PRIOR])
    undecided = ask(
        "voluntary-certificates", replace(RULES, prior_certificate_counts=None), certificates=[PRIOR]
    )
    counted = ask(
        "voluntary-certificates", replace(RULES, prior_certificate_counts=True), certificates=[PRIOR]
    )

    assert barred == undecided
    assert barred.remarks == [
        ("certificates[0]", "prior-certificate-not-counted", "attention"),
        ("certificates", "no-voluntary-certificate", "gap"),
    ]
    assert counted.remarks == [("certificates[0]", "prior-certificate-counted", "met")]
    assert (counted.verdict, counted.figures["counted"]) == ("met", 1)


def test_prior_certificate_that_is_not_marked_is_known_by_its_number() -> None:
    unmarked = {**PRIOR, "is_prior": False, "number": " sh-001"}

    known = ask("voluntary-certificates", prior="SH-001", certificates=[unmarked])
    unknown = ask("voluntary-certificates", certificates=[unmarked])

    assert (known.figures["counted"], unknown.figures["counted"]) == (0, 1)


def test_standards_of_its_own_and_part_in_those_of_others_are_met() -> None:
    rows = [
        {"title": "服务规范", "level": "enterprise", "role": "own", "in_force_on": "2024-01-01"},
        {"title": "团标", "level": "group", "role": "took-part"},
    ]

    answer = ask("standards-work", standards=rows)

    assert (answer.verdict, answer.figures) == ("met", {"standards": 2, "own": 1, "took_part": 1})


def test_standards_only_applied_are_a_gap() -> None:
    rows = [{"title": "国标", "level": "national", "role": "applies", "in_force_on": "2027-01-01"}]

    answer = ask("standards-work", standards=rows)

    assert answer.verdict == "gap"
    assert answer.remarks == [
        ("standards", "no-own-standard", "gap"),
        ("standards", "no-part-in-standards", "attention"),
        ("standards[0]", "standard-not-in-force", "attention"),
    ]
