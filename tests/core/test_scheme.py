# SPDX-License-Identifier: Apache-2.0
from dataclasses import replace
from decimal import Decimal

import pytest

from tests.make import edition
from zhuoping.core.scheme import BonusRules, DeductionRules, NotApplicablePolicy, Rounding, ScoringRules


def test_rules_of_the_arithmetic_are_read_from_the_parameters() -> None:
    twelve = edition("twelve")

    assert twelve.scoring_rules == ScoringRules(
        NotApplicablePolicy.COUNT_AS_ZERO, Decimal("0.1"), Decimal("0.01"), Rounding.HALF_EVEN
    )
    assert twelve.deduction_rules == DeductionRules(Decimal("0.25"), None, 0, None)
    assert twelve.bonus_rules == BonusRules(Decimal(0), 0)
    assert edition("hundred").deduction_rules == DeductionRules(Decimal(1), Decimal(3), None, 5)


def test_edition_of_2025_deducts_by_reading_a1() -> None:
    assert edition("2025").deduction_rules == DeductionRules(Decimal(1), None, 3, 5)
    assert edition("2025").bonus_rules == BonusRules(Decimal(1), 1)


def test_indicators_come_in_the_order_of_the_edition() -> None:
    hundred = edition("hundred")

    assert list(hundred.indicators) == ["A1", "A2", "B1", "B2"]
    assert hundred.indicators["B1"] is hundred.dimensions[1].indicators[0]


@pytest.mark.parametrize(
    ("value", "number", "count"),
    [(3, Decimal(3), 3), (Decimal("0.10"), Decimal("0.10"), None), (0, Decimal(0), 0)],
)
def test_parameter_is_read_as_a_number_or_a_count(
    value: int | Decimal, number: Decimal, count: int | None
) -> None:
    twelve = edition("twelve")
    key = "scoring.quantum"
    parameter = replace(twelve.parameters[key], value=value)
    scheme = replace(twelve, parameters={**twelve.parameters, key: parameter})

    assert str(scheme.decimal(key)) == str(number)
    assert scheme.count(key) == count


def test_parameter_that_the_edition_lacks_is_a_fault_of_the_program() -> None:
    with pytest.raises(KeyError):
        edition("twelve").decimal("scoring.unheard_of")
