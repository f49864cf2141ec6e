# SPDX-License-Identifier: Apache-2.0
from decimal import Decimal, Inexact, localcontext
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.scored import many, rounded
from zhuoping.core.exact import EXACT, LARGEST_SAMPLE, is_multiple, proportion
from zhuoping.core.scheme import Rounding

CENT = Decimal("0.01")
QUANTA = st.sampled_from([CENT, Decimal("0.5"), Decimal(1), Decimal("0.25"), Decimal("1E-9")])


@many
@given(
    st.integers(0, 10**9).map(lambda units: units * CENT),
    st.integers(1, LARGEST_SAMPLE).flatmap(lambda size: st.tuples(st.integers(0, size), st.just(size))),
    QUANTA,
    st.sampled_from(Rounding),
)
def test_proportion_agrees_with_fractions(
    amount: Decimal, sample: tuple[int, int], quantum: Decimal, rounding: Rounding
) -> None:
    part, size = sample

    with localcontext(EXACT):
        found = proportion(amount, part, size, quantum, rounding)

    assert Fraction(found) == rounded(Fraction(amount) * part / size, quantum, rounding)


@pytest.mark.parametrize(
    ("part", "half_up", "half_even", "down"),
    [(1, "0.13", "0.12", "0.12"), (3, "0.38", "0.38", "0.37"), (2, "0.25", "0.25", "0.25")],
)
def test_a_half_is_rounded_as_the_edition_says(part: int, half_up: str, half_even: str, down: str) -> None:
    with localcontext(EXACT):
        found = [proportion(Decimal(1), part, 8, CENT, rounding) for rounding in Rounding]

    assert found == [Decimal(half_up), Decimal(half_even), Decimal(down)]


def test_re_based_sum_divides_points_by_points() -> None:
    with localcontext(EXACT):
        found = proportion(Decimal(100), Decimal("68.33"), Decimal(75), CENT, Rounding.HALF_UP)

    assert found == Decimal("91.11")


@pytest.mark.parametrize("digits", [1, 30, 59, 200])
def test_number_with_more_digits_than_any_step_is_no_multiple(digits: int) -> None:
    number = Decimal("0.4" + "0" * digits + "1")

    with localcontext(EXACT):
        assert not is_multiple(number, Decimal("0.5"))
        assert not is_multiple(Decimal("1E-1000000000"), Decimal("0.5"))


def test_zeros_at_the_end_are_no_digits() -> None:
    with localcontext(EXACT):
        assert is_multiple(Decimal("2.5" + "0" * 200), Decimal("0.5"))


def test_a_sum_that_would_lose_a_digit_is_an_error_of_the_program() -> None:
    with localcontext(EXACT), pytest.raises(Inexact):
        Decimal("1E+40") + Decimal("1E-40")
