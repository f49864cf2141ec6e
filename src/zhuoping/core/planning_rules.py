# SPDX-License-Identifier: Apache-2.0
"""What an edition says about outlets to visit and about person-days, read from its parameters.

A parameter without a value is for the body to set when it adopts the edition: nothing is planned on a guess
(domain rules A2). Read here once, so that sampling and person-days work with values that are sure to fit.
"""

from dataclasses import dataclass
from decimal import Decimal, localcontext
from enum import StrEnum

from zhuoping.core.exact import EXACT, ZERO, is_multiple
from zhuoping.core.problems import Problem, Refused, at, problem
from zhuoping.core.scheme import CertificationType, Parameter, ParameterValue, Scheme
from zhuoping.core.wording.labels import Word

_ONE = Decimal(1)
# Bounds of the arithmetic, not of any scheme: within them sums and products stay exact.
_LARGEST = Decimal(1_000_000)
_DECIMALS = 6
_FINEST = Decimal(1).scaleb(-_DECIMALS)


class SizeRounding(StrEnum):
    """How the number of outlets is made whole."""

    UP = "up"
    HALF_UP = "half-up"
    DOWN = "down"


@dataclass(frozen=True, slots=True)
class SamplingRules:
    """The parameters `outlets.*` for one type of engagement.

    `factor` is None where the edition leaves the number to the officer. `share_unsampled` is the least share of
    outlets to visit where sampling does not suit.
    """

    type: CertificationType
    factor: Decimal | None
    rounding: SizeRounding
    random_share: Decimal
    prefer_unvisited: bool
    central_function: bool
    may_merge: bool
    share_unsampled: Decimal


@dataclass(frozen=True, slots=True)
class PersonDayRules:
    """The parameters `person_days.*`; None is what the body has not set, or what nobody will ask for."""

    base: Decimal
    least_per_outlet: Decimal
    per_product_family: Decimal | None
    most_reduction_share: Decimal | None
    below_least_needs_approval: bool
    hours_per_day: Decimal


@dataclass(frozen=True, slots=True)
class VisitRules:
    """How short a visit may be, in minutes, and how long a working day, in hours; None where nobody set a bound."""

    least_minutes: Decimal | None
    most_hours: Decimal | None


def sampling_rules(scheme: Scheme, type_: CertificationType) -> SamplingRules:
    """The rules of `scheme` for the sample of an engagement of that type.

    Raises Refused: parameter-not-set, parameter-value, parameter-not-a-share, for all parameters at once.
    """
    reader = _Reader(scheme)
    # Which outlets a special engagement needs follows from its cause: an edition may leave the factor open.
    factor = None
    if type_ is not CertificationType.SPECIAL or reader.is_set("outlets.factor_special"):
        factor = reader.amount(f"outlets.factor_{type_}")
    rules = SamplingRules(
        type_,
        factor,
        reader.rounding("outlets.rounding"),
        reader.share("outlets.random_share"),
        reader.truth("outlets.prefer_unvisited"),
        reader.truth("outlets.central_function_always"),
        reader.truth("outlets.may_merge"),
        reader.share("outlets.surveillance_share_unsampled"),
    )
    reader.refuse()
    return rules


def person_day_rules(scheme: Scheme, *, families: int, reduced: bool) -> PersonDayRules:
    """The rules of `scheme` for the person-days of an engagement.

    What the body has to set is asked for only where it counts: the days for a further family of goods when there
    are `families` beyond the first, the largest reduction when the days are `reduced`.
    Raises Refused: parameter-not-set, parameter-value, parameter-not-a-share, for all parameters at once.
    """
    reader = _Reader(scheme)
    rules = PersonDayRules(
        reader.amount("person_days.base"),
        reader.amount("person_days.least_per_outlet"),
        reader.amount("person_days.per_product_family") if families > 1 else None,
        reader.share("person_days.most_reduction_share") if reduced else None,
        reader.truth("person_days.below_least_needs_approval"),
        reader.amount("person_days.hours_per_day", above_zero=True),
    )
    reader.refuse()
    return rules


def visit_rules(scheme: Scheme) -> VisitRules:
    """The bounds of visits and working days; an edition may do without.

    Raises Refused: parameter-value, parameter-digits, for both at once.
    """
    reader = _Reader(scheme)
    least, most = "person_days.least_visit_minutes", "person_days.most_hours_a_day"
    rules = VisitRules(
        reader.amount(least) if reader.is_set(least) else None,
        reader.amount(most, above_zero=True) if reader.is_set(most) else None,
    )
    reader.refuse()
    return rules


def not_set(scheme: Scheme, key: str) -> Problem:
    """That the parameter `key` has no value, by the title that the edition gives it."""
    found = scheme.parameters.get(key)
    return problem(at("parameters", key), "parameter-not-set", key=key, title=found.title if found else key)


class _Reader:
    """Reads parameters and collects what is wrong with them; what is wrong reads as nothing until `refuse`."""

    def __init__(self, scheme: Scheme) -> None:
        self._scheme = scheme
        self._problems: list[Problem] = []

    def refuse(self) -> None:
        """Raise Refused with all that was wrong."""
        if self._problems:
            raise Refused(self._problems)

    def is_set(self, key: str) -> bool:
        """Whether the edition or the body gives the parameter a value."""
        return self._value(key) is not None

    def amount(self, key: str, *, above_zero: bool = False) -> Decimal:
        """A number, 0 or more."""
        value = self._given(key)
        if isinstance(value, int | Decimal) and not isinstance(value, bool):
            number = Decimal(value)
            if number > ZERO or (number == ZERO and not above_zero):
                return self._bounded(key, number)
        if value is not None:
            self._unfit(key, value, "expected.amount-above-0" if above_zero else "expected.amount")
        return ZERO

    def _bounded(self, key: str, number: Decimal) -> Decimal:
        with localcontext(EXACT):
            if number <= _LARGEST and is_multiple(number, _FINEST):
                return number
        values = {"given": number, "most": _LARGEST, "decimals": _DECIMALS}
        self._problems.append(problem(at("parameters", key), "parameter-digits", **values))
        return ZERO

    def share(self, key: str) -> Decimal:
        """A number from 0 to 1."""
        number = self.amount(key)
        if number > _ONE:
            self._problems.append(problem(at("parameters", key), "parameter-not-a-share", given=number))
        return number

    def truth(self, key: str) -> bool:
        """Yes or no."""
        value = self._given(key)
        if value is not None and not isinstance(value, bool):
            self._unfit(key, value, "expected.truth")
        return value is True

    def rounding(self, key: str) -> SizeRounding:
        """A word for rounding."""
        value = self._given(key)
        if value in list(SizeRounding):
            return SizeRounding(str(value))
        if value is not None:
            known = tuple(SizeRounding)
            self._problems.append(problem(at("parameters", key), "not-allowed", given=value, known=known))
        return SizeRounding.UP

    def _value(self, key: str) -> ParameterValue:
        found: Parameter | None = self._scheme.parameters.get(key)
        return found.value if found else None

    def _given(self, key: str) -> ParameterValue:
        value = self._value(key)
        if value is None:
            self._problems.append(not_set(self._scheme, key))
        return value

    def _unfit(self, key: str, value: ParameterValue, expected: str) -> None:
        where = at("parameters", key)
        self._problems.append(problem(where, "parameter-value", given=value, expected=Word(expected)))
