# SPDX-License-Identifier: Apache-2.0
"""Exact arithmetic on points: one context that refuses to lose a digit, and the only rounding there is.

Sums and products of points never round: the Inexact trap makes a loss an error and not a wrong star. Where a
quotient has to be rounded (a sampled award, a re-based sum) it is rounded once, as the edition says.
"""

from decimal import Context, Decimal, DecimalException, DivisionByZero, Inexact, InvalidOperation, Overflow
from typing import TypeVar

from zhuoping.core.scheme import Rounding

EXACT = Context(prec=60, traps=[Inexact, InvalidOperation, DivisionByZero, Overflow])
ZERO = Decimal(0)

# Bound once: looking a member up in its enumeration costs more than a division.
_DOWN, _HALF_UP = Rounding.DOWN, Rounding.HALF_UP

# A bound of the arithmetic, not of any scheme: larger samples could not be divided exactly in 60 digits.
LARGEST_SAMPLE = 10**9

Amount = TypeVar("Amount", int, Decimal)


def is_multiple(value: Decimal, unit: Decimal) -> bool:
    """Whether `value` is a whole multiple of `unit`; to be asked within the context EXACT.

    >>> is_multiple(Decimal("2.5"), Decimal("0.5")), is_multiple(Decimal("2.6"), Decimal("0.5"))
    (True, False)
    """
    try:
        return not value % unit
    except DecimalException:
        # More digits than the arithmetic holds: no step or quantum of an edition has so many.
        return False


def proportion(amount: Decimal, part: Amount, whole: Amount, quantum: Decimal, rounding: Rounding) -> Decimal:
    """`amount` × `part` ÷ `whole` in multiples of `quantum`, rounded once from the exact quotient.

    None of the three is negative, and `whole` is not zero; to be asked within the context EXACT.

    >>> proportion(Decimal(10), 17, 20, Decimal("0.01"), Rounding.HALF_UP)
    Decimal('8.50')
    """
    unit = whole * quantum
    units, rest = divmod(amount * part, unit)
    if rest and rounding is not _DOWN:
        twice = rest + rest
        if twice > unit or (twice == unit and (rounding is _HALF_UP or units % 2)):
            units += 1
    return units * quantum
