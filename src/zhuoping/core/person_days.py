# SPDX-License-Identifier: Apache-2.0
"""How many person-days an evaluation needs, with the arithmetic (domain rules A10, docs/domain/person-days.md).

Base + outlets + further families of goods, less reductions that are each reasoned and capped together. Exact to the
last digit: no edition says how to round, so nothing is rounded. What the edition leaves to the body must be set.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, localcontext

from zhuoping.core.exact import EXACT, ZERO, is_multiple
from zhuoping.core.planning_rules import PersonDayRules, person_day_rules
from zhuoping.core.problems import Problem, Refused, at, problem
from zhuoping.core.scheme import Origin, Scheme
from zhuoping.core.scorecard import Rule, Step

# Bounds of the arithmetic, not of any scheme: within them sums and products stay exact.
MOST_DAYS = Decimal(10_000)
FINEST = Decimal("0.0001")
MOST_FAMILIES = 1_000


@dataclass(frozen=True, slots=True)
class OutletDays:
    """An outlet to visit; `by_headcount` is what the body's table gives for its people, None where it has none."""

    outlet: str
    by_headcount: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Reduction:
    """A share of the days that is not needed, and why."""

    share: Decimal
    reason: str


@dataclass(frozen=True, slots=True)
class Approval:
    """A named person's word that fewer days than computed will do, and why."""

    by: str
    reason: str


@dataclass(frozen=True, slots=True)
class PersonDays:
    """The least number of person-days with the steps that lead to it, and what the edition says of their use.

    Figures: `base`, `outlet` (one each), `outlets`, `families`, `before-reductions`, `reductions`, `least`.
    """

    steps: tuple[Step, ...]
    needs_approval: bool
    hours_per_day: Decimal

    @property
    def least(self) -> Decimal:
        """The least number of person-days."""
        return self.steps[-1].result


def person_days(
    scheme: Scheme,
    outlets: Sequence[OutletDays],
    *,
    families: int = 1,
    reductions: Sequence[Reduction] = (),
) -> PersonDays:
    """The least person-days of an evaluation of these outlets and so many families of goods.

    Raises Refused with every problem: parameter-not-set and others of `person_day_rules`, person-days-amount,
    outlet-twice, families-out-of-range, reduction-share, reduction-reason-required.
    """
    problems = _input_problems(outlets, families, reductions)
    try:
        rules = person_day_rules(scheme, families=families, reduced=bool(reductions))
    except Refused as refused:
        raise Refused([*problems, *refused.problems]) from None
    if problems:
        raise Refused(problems)
    with localcontext(EXACT):
        steps = _steps(scheme, rules, outlets, families, reductions)
    return PersonDays(tuple(steps), rules.below_least_needs_approval, rules.hours_per_day)


def check_planned(planned: Decimal, computed: PersonDays, approval: Approval | None) -> list[Problem]:
    """Why a plan may not have so many person-days: person-days-amount, person-days-below-least, approval-incomplete."""
    problems = amount_problems("person_days", planned)
    if problems:
        return problems
    if planned < computed.least and computed.needs_approval and approval is None:
        values = {"given": planned, "least": shown(computed.least)}
        problems.append(problem("person_days", "person-days-below-least", **values))
    if approval is not None:
        problems += [
            problem(at("approval", name), "approval-incomplete")
            for name, text in (("by", approval.by), ("reason", approval.reason))
            if not text.strip()
        ]
    return problems


def shown(days: Decimal) -> str:
    """Person-days as people write them: no zeros at the end, no exponent.

    >>> shown(Decimal("4.50")), shown(Decimal("10"))
    ('4.5', '10')
    """
    text = format(days, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _steps(
    scheme: Scheme,
    rules: PersonDayRules,
    outlets: Sequence[OutletDays],
    families: int,
    reductions: Sequence[Reduction],
) -> list[Step]:
    base = Step("base", "", _rule(scheme, "base"), (("base", rules.base),), rules.base)
    each = [_outlet(scheme, rules.least_per_outlet, outlet) for outlet in outlets]
    visits = _sum("outlets", [(step.ref, step.result) for step in each])
    steps = [base, *each, visits]
    parts = [("base", base.result), ("outlets", visits.result)]
    if rules.per_product_family is not None:
        further, per = families - 1, rules.per_product_family
        inputs = (("further", further), ("per_product_family", per))
        step = Step("families", "", _rule(scheme, "per_product_family"), inputs, further * per)
        steps.append(step)
        parts.append(("families", step.result))
    whole = _sum("before-reductions", parts)
    steps.append(whole)
    less = ZERO
    if rules.most_reduction_share is not None:
        given = tuple((each.reason.strip(), each.share) for each in reductions)
        # 17065 7.4.1: what is left out has a limit, whatever reasons there are.
        share = min(sum([each.share for each in reductions], ZERO), rules.most_reduction_share)
        less = whole.result * share
        most = ("most_reduction_share", rules.most_reduction_share)
        limits = (("before-reductions", whole.result), *given, most)
        steps.append(Step("reductions", "", _rule(scheme, "most_reduction_share"), limits, less))
    last = (("before-reductions", whole.result), ("reductions", less))
    return [*steps, Step("least", "", _SUM, last, whole.result - less)]


def _outlet(scheme: Scheme, least: Decimal, outlet: OutletDays) -> Step:
    inputs: tuple[tuple[str, Decimal], ...] = (("least_per_outlet", least),)
    days = least
    if outlet.by_headcount is not None:
        inputs = (*inputs, ("by_headcount", outlet.by_headcount))
        days = max(least, outlet.by_headcount)
    return Step("outlet", outlet.outlet, _rule(scheme, "least_per_outlet"), inputs, days)


# Sums follow from what is summed.
_SUM = Rule("sum", Origin.BODY, "")


def _sum(figure: str, parts: Sequence[tuple[str, Decimal]]) -> Step:
    return Step(figure, "", _SUM, tuple(parts), sum([amount for _, amount in parts], ZERO))


def _rule(scheme: Scheme, name: str) -> Rule:
    found = scheme.parameters[f"person_days.{name}"]
    return Rule(name, found.origin, found.source, found.reading)


def _input_problems(
    outlets: Sequence[OutletDays], families: int, reductions: Sequence[Reduction]
) -> list[Problem]:
    problems = []
    seen: set[str] = set()
    for index, outlet in enumerate(outlets):
        where = at("outlets", index)
        if outlet.outlet in seen:
            problems.append(problem(where, "outlet-twice", outlet=outlet.outlet))
        seen.add(outlet.outlet)
        if outlet.by_headcount is not None:
            problems += amount_problems(at(where, "by_headcount"), outlet.by_headcount)
    if not 1 <= families <= MOST_FAMILIES:
        problems.append(problem("families", "families-out-of-range", given=families, most=MOST_FAMILIES))
    for index, reduction in enumerate(reductions):
        where = at("reductions", index)
        share = reduction.share
        if not _is_exact(share) or not ZERO < share < 1:
            problems.append(problem(at(where, "share"), "reduction-share", given=share))
        if not reduction.reason.strip():
            problems.append(problem(at(where, "reason"), "reduction-reason-required"))
    return problems


def families_problems(families: int, listed: int) -> list[Problem]:
    """Why fewer families of goods than the client lists do not count: a reduction has its reason. families-fewer."""
    if not 1 <= families < listed:
        return []
    return [problem("families", "families-fewer", given=families, listed=listed)]


def amount_problems(path: str, days: Decimal) -> list[Problem]:
    """Why a number cannot be a number of person-days: person-days-amount."""
    if _is_exact(days) and ZERO < days <= MOST_DAYS:
        return []
    return [problem(path, "person-days-amount", given=days, most=MOST_DAYS, finest=FINEST)]


def _is_exact(number: Decimal) -> bool:
    with localcontext(EXACT):
        return number.is_finite() and is_multiple(number, FINEST)
