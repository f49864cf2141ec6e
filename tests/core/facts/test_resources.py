# SPDX-License-Identifier: Apache-2.0
from decimal import Decimal

from tests.core.facts.asking import ask, check
from zhuoping.core.facts.rows.resources import CostKind

KINDS = [each.value for each in CostKind]


def line(kind: str, planned: object = 100, actual: object = 90, **more: object) -> dict[str, object]:
    return {"year": 2026, "kind": kind, "planned": planned, "actual": actual, **more}


def held(kind: str, **more: object) -> dict[str, object]:
    return {"kind": kind, "title": kind, "held_on": "2026-05-01", **more}


def premises(kind: str, state: str | None = "good", *, sufficient: bool | None = True) -> dict[str, object]:
    return {"kind": kind, "name": kind, "state": state, "sufficient": sufficient}


def test_budget_over_all_kinds_of_cost_is_met() -> None:
    rows = [*map(line, KINDS[:10]), line(KINDS[10], 0, None, not_needed_because="不做研究")]

    answer = ask("budget-kinds", budget=rows)

    assert (answer.verdict, answer.remarks) == ("met", [])
    assert answer.figures == {
        "year": 2026,
        "cost_kinds": 11,
        "planned_kinds": 10,
        "not_needed": 1,
        "missing": 0,
    }


def test_kinds_without_money_ask_for_attention() -> None:
    rows = [*map(line, KINDS[:9]), line(KINDS[9], 0)]

    answer = ask("budget-kinds", budget=rows)

    assert answer.verdict == "attention"
    assert answer.remarks == [("budget", "cost-kind-missing", "attention")] * 2


def test_budget_without_any_amount_is_a_gap() -> None:
    answer = ask("budget-kinds", budget=[line(KINDS[0], 0)])

    assert answer.verdict == "gap"
    assert answer.remarks[-1] == ("budget", "budget-without-amounts", "gap")


def test_budget_checked_is_that_of_the_latest_year_begun() -> None:
    rows = [{**line(KINDS[0]), "year": year} for year in (2024, 2025, 2027)]

    begun = ask("budget-spent", budget=rows)
    planned_only = ask("budget-spent", budget=[{**line(KINDS[0]), "year": year} for year in (2027, 2028)])

    assert (begun.figures["year"], planned_only.figures["year"]) == (2025, 2028)


def test_planned_and_actual_money_are_summed_exactly() -> None:
    rows = [
        line(KINDS[0], Decimal("1000.10"), Decimal("900.05")),
        line(KINDS[1], Decimal("0.20"), Decimal("0.10")),
    ]

    found = check("budget-spent", budget=rows)

    assert {each.code: each.text() for each in found.figures} == {
        "year": "2026", "planned": "1000.30", "actual": "900.15", "spent_share": "89.99%", "unit": "元",
    }  # fmt: skip
    assert found.verdict == "met"


def test_deviations_from_the_budget_ask_for_attention() -> None:
    rows = [
        line(KINDS[0], 100, None),
        line(KINDS[1], 0, None),
        line(KINDS[2], 100, 101),
        line(KINDS[3], 100, 0),
        line("compensation-reserve", 100, 0),
        line(KINDS[4], 100, 0, special_fund=True, purpose="批次问题"),
        line(KINDS[5], 0, 0),
    ]

    answer = ask("budget-spent", budget=rows)

    assert answer.verdict == "attention"
    assert answer.remarks == [
        ("budget[0]", "actual-not-stated", "attention"),
        ("budget[2]", "actual-above-planned", "attention"),
        ("budget[3]", "planned-not-spent", "attention"),
    ]
    assert (answer.figures["planned"], answer.figures["actual"]) == (Decimal(500), Decimal(101))


def test_amounts_in_different_units_are_not_summed() -> None:
    answer = ask("budget-spent", budget=[line(KINDS[0]), line(KINDS[1], unit="万元")])

    assert answer.remarks == [("budget", "budget-units-mixed", "attention")]
    assert answer.figures == {
        "year": 2026,
        "planned": None,
        "actual": None,
        "spent_share": None,
        "unit": None,
    }


def test_absurd_amount_is_shown_with_an_exponent() -> None:
    found = check("budget-spent", budget=[line(KINDS[0], Decimal("1E+9999"), Decimal("1E-9999"))])
    reversed_amounts = check("budget-spent", budget=[line(KINDS[0], Decimal("1E-9999"), Decimal("1E+9999"))])

    assert found.explain("en") == "Budget of 2026: planned 1.0000E+9999, spent 1.0000E-9999 (in 元), 0.00%."
    assert reversed_amounts.figures[3].text() == "1.0000E+20000%"


def test_special_fund_with_a_purpose_is_met() -> None:
    rows = [line(KINDS[0]), line("compensation-reserve", special_fund=True, purpose="批次质量问题")]

    answer = ask("special-fund", budget=rows)

    assert (answer.verdict, answer.figures) == ("met", {"year": 2026, "funds": 1})


def test_special_fund_missing_is_a_gap_and_without_purpose_asks_for_attention() -> None:
    missing = ask("special-fund", budget=[line(KINDS[0], 0, special_fund=True)])
    vague = ask("special-fund", budget=[line(KINDS[0], special_fund=True)])

    assert missing.remarks == [("budget", "special-fund-missing", "gap")]
    assert vague.remarks == [("budget[0]", "special-fund-without-purpose", "attention")]


def test_support_of_staff_in_every_group_is_met() -> None:
    rows = [
        held("technical-skills", participants=30, tested=30, passed=27),
        *map(held, ("service-culture", "appraisal", "care")),
    ]

    answer = ask("staff-support", training=rows)

    assert (answer.verdict, answer.remarks) == ("met", [])
    assert answer.figures == {"activities": 4, "held": 4, "tested": 30, "passed_share": Decimal("0.9000")}


def test_support_missing_is_a_gap_and_planned_only_asks_for_attention() -> None:
    rows = [
        held("sales-skills"),
        held("communication", tested=1, passed=2),
        {"kind": "service-culture", "title": "文化课", "planned_on": "2026-12-01"},
        held("appraisal"),
    ]

    answer = ask("staff-support", training=rows)

    assert answer.verdict == "gap"
    assert answer.remarks == [
        ("training", "support-not-held", "attention"),
        ("training", "support-missing", "gap"),
        ("training[0]", "training-not-tested", "attention"),
        ("training[1]", "passed-above-tested", "attention"),
    ]
    assert answer.figures == {"activities": 4, "held": 3, "tested": 0, "passed_share": None}


def test_infrastructure_sound_and_sufficient_is_met() -> None:
    rows = [premises(kind) for kind in ("premises", "facility", "safety", "tool", "spare-part")]

    answer = ask("infrastructure-state", premises=rows)

    assert (answer.verdict, answer.remarks) == ("met", [])
    assert answer.figures == {"listed": 5, "kinds": 5, "sound": 5, "sufficient": 5}


def test_infrastructure_unusable_or_insufficient_is_a_gap() -> None:
    rows = [
        premises("premises", "unusable"),
        premises("facility", "needs-repair"),
        premises("safety", None),
        premises("tool", sufficient=False),
        premises("tool", sufficient=None),
    ]

    answer = ask("infrastructure-state", premises=rows)

    assert answer.verdict == "gap"
    assert answer.remarks == [
        ("premises", "premises-kind-missing", "attention"),
        ("premises[0]", "premises-unusable", "gap"),
        ("premises[1]", "premises-need-repair", "attention"),
        ("premises[2]", "premises-not-stated", "attention"),
        ("premises[3]", "premises-insufficient", "gap"),
        ("premises[4]", "premises-not-stated", "attention"),
    ]
