# SPDX-License-Identifier: Apache-2.0
"""Facts as an auditor found them: corrected with a reason, checked as the client's own, and only while they hold."""

from decimal import Decimal
from typing import Any

import pytest

from tests.core.samples import refusal
from zhuoping.core.fact_rows import read_row
from zhuoping.core.fact_verification import (
    FactVerdict,
    Verification,
    correct,
    fact_gaps,
    latest,
    plain_row,
)
from zhuoping.core.fieldwork.records import TEXT_LIMIT

OUTLET = {
    "name": "厦门店",
    "kind": "sales-shop",
    "ownership": "other",
    "inspected_on": "2026-01-02",
    "technicians": 0,
}


def outlet(**changes: Any) -> Any:
    return read_row("outlets", OUTLET | changes)


def test_correction_is_the_row_as_found() -> None:
    found = correct("outlets", 1, outlet(), OUTLET | {"name": "厦门思明店"}, "看到门牌")

    assert found == outlet(name="厦门思明店")


def test_correction_is_checked_as_the_clients_own_input_with_its_place() -> None:
    assert refusal(correct, "outlets", 3, outlet(), {"name": ""}, " ")[0] == "reason: fact-reason-missing"
    assert any(
        each.startswith("facts.outlets[2]") for each in refusal(correct, "outlets", 3, outlet(), {}, "x")
    )


@pytest.mark.parametrize(
    ("values", "reason", "code"),
    [
        (OUTLET, "看过", "fact-correction-none"),
        (OUTLET | {"name": "y"}, "x" * (TEXT_LIMIT + 1), "text-too-long"),
    ],
)
def test_correction_without_a_difference_or_with_too_long_a_reason_is_refused(
    values: dict[str, Any], reason: str, code: str
) -> None:
    assert refusal(correct, "outlets", 1, outlet(), values, reason) == [f"reason: {code}"]


def test_row_is_kept_without_empty_fields_and_with_exact_texts() -> None:
    budget = read_row(
        "budget", {"year": 2025, "kind": "satisfaction", "planned": Decimal("1E+3"), "unit": ""}
    )

    assert plain_row(outlet()) == OUTLET
    assert plain_row(budget) == {
        "year": 2025,
        "kind": "satisfaction",
        "planned": "1000",
        "special_fund": False,
    }


def test_latest_verification_counts_while_the_row_is_stated_as_it_was() -> None:
    rows = [{"name": "甲"}, {"name": "乙"}]
    first = Verification(1, FactVerdict.CORRECTED, {"name": "甲"}, {"name": "丙"})
    second = Verification(1, FactVerdict.CONFIRMED, {"name": "甲"}, {"name": "甲"})
    other = Verification(2, FactVerdict.CORRECTED, {"name": "旧"}, {"name": "丙"})
    gone = Verification(3, FactVerdict.CONFIRMED, {"name": "丁"}, {"name": "丁"})

    assert latest([first, second, other, gone], rows) == {1: second}


def test_sheet_that_is_judged_by_and_not_verified_is_a_gap_that_keeps_nothing_open() -> None:
    found = fact_gaps({"outlets": ["2.1"], "staff": ["2.2"], "notes": []}, {"staff"})

    assert [(each.key, each.problem.code, each.blocks) for each in found] == [
        ("outlets", "fact-sheet-unverified", False)
    ]
    assert "2.1" in found[0].problem.message("en")
