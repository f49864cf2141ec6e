# SPDX-License-Identifier: Apache-2.0
from decimal import Decimal

from tests.core.facts.asking import ask, check
from zhuoping.core.facts.rows.supervision import SupervisionLink


def body(link: str, **more: object) -> dict[str, object]:
    return {"name": link, "link": link, "full_time_staff": 2, "reported_on": "2026-10-01", **more}


def target(name: str, **more: object) -> dict[str, object]:
    period = {"period_from": "2025-01-01", "period_to": "2025-12-31", "target": 97, "better": "higher"}
    kept = {"actual": 98, "unit": "%", "revised_on": "2026-01-10", "reward_penalty": "奖励"}
    return {"name": name, "department": "客服部", **period, **kept, **more}


def test_supervision_with_full_time_staff_in_every_link_is_met() -> None:
    answer = ask("supervision-body", supervision=[body(each.value) for each in SupervisionLink])

    assert (answer.verdict, answer.remarks) == ("met", [])
    assert answer.figures == {"bodies": 7, "full_time": 14, "links": 7, "links_known": 7}


def test_supervision_without_full_time_staff_is_a_gap_or_cannot_be_told() -> None:
    links = [each.value for each in SupervisionLink]
    nobody = ask("supervision-body", supervision=[body(each, full_time_staff=0) for each in links])
    unstated = ask("supervision-body", supervision=[body(each, full_time_staff=None) for each in links])

    assert (nobody.verdict, nobody.remarks) == ("gap", [("supervision", "no-full-time-staff", "gap")])
    assert unstated.remarks == [("supervision", "full-time-not-stated", "cannot-tell")]


def test_links_without_a_body_and_bodies_without_report_ask_for_attention() -> None:
    links = [each.value for each in SupervisionLink][:6]

    answer = ask("supervision-body", supervision=[body(each, reported_on="2026-11-25") for each in links[:1]])

    assert answer.verdict == "attention"
    assert answer.remarks == [
        *[("supervision", "supervision-link-missing", "attention")] * 6,
        ("supervision[0]", "supervision-without-report", "attention"),
    ]


def test_targets_reached_are_met() -> None:
    rows = [target("上门及时率", actual=97), target("投诉率", better="lower", target=2, actual=2)]

    answer = ask("targets-measured", targets=rows)

    assert (answer.verdict, answer.remarks) == ("met", [])
    assert answer.figures == {
        "targets": 2, "ended": 2, "measured": 2, "reached": 2, "reached_share": Decimal("1.0000"),
    }  # fmt: skip


def test_target_not_measured_after_its_period_is_a_gap() -> None:
    rows = [
        target("甲", actual=None),
        target("乙", actual=96),
        target("丙", better="lower", target=2, actual=Decimal("2.01")),
        target("丁", actual=None, period_to="2026-12-31"),
        target("戊", period_from="2026-02-01"),
    ]

    answer = ask("targets-measured", targets=rows)

    assert answer.verdict == "gap"
    assert answer.remarks == [
        ("targets[0]", "target-not-measured", "gap"),
        ("targets[1]", "target-missed", "attention"),
        ("targets[2]", "target-missed", "attention"),
        ("targets[4]", "target-period-reversed", "attention"),
    ]
    assert answer.figures == {
        "targets": 5, "ended": 4, "measured": 3, "reached": 1, "reached_share": Decimal("0.3333"),
    }  # fmt: skip


def test_missed_target_is_told_with_both_values() -> None:
    found = check("targets-measured", targets=[target("上门及时率", actual=Decimal("96.5"))])

    assert (
        found.remarks[0].message() == "客服部的目标“上门及时率”为 97%，实际 96.5%，未达到：请说明原因和措施。"
    )


def test_targets_whose_period_runs_cannot_be_told() -> None:
    answer = ask("targets-measured", targets=[target("甲", actual=None, period_to="2026-11-25")])

    assert answer.verdict == "cannot-tell"
    assert answer.remarks == [("targets", "targets-not-due", "cannot-tell")]


def test_target_is_due_on_the_last_day_of_its_period() -> None:
    answer = ask("targets-measured", targets=[target("甲", period_to="2026-11-24")])

    assert answer.figures["ended"] == 1


def test_targets_followed_by_consequences_and_revised_are_met() -> None:
    answer = ask("target-consequences", targets=[target("甲"), target("乙", revised_on=None)])

    assert (answer.verdict, answer.figures) == ("met", {"targets": 2, "with_consequence": 2, "revised": 1})


def test_targets_without_consequence_or_revision_are_gaps() -> None:
    bare = target("甲", reward_penalty="", revised_on=None)

    nothing = ask("target-consequences", targets=[bare])
    mixed = ask("target-consequences", targets=[bare, target("乙")])

    assert nothing.remarks == [
        ("targets", "no-reward-or-penalty", "gap"),
        ("targets", "targets-never-revised", "gap"),
    ]
    assert mixed.remarks == [("targets[0]", "target-without-consequence", "attention")]
