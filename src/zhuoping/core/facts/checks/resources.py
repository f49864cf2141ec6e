# SPDX-License-Identifier: Apache-2.0
"""Checks on resources (3.1 to 3.3): the budget and its special funds, support of staff, premises and tools."""

from collections.abc import Iterator
from decimal import Decimal
from enum import StrEnum

from zhuoping.core.facts.checking import (
    Found,
    Remark,
    Setting,
    attention,
    figures,
    gap,
    placed,
    question,
    share,
)
from zhuoping.core.facts.rows.resources import (
    BudgetLine,
    CostKind,
    PremisesKind,
    State,
    SupportActivity,
    SupportKind,
)
from zhuoping.core.facts.sheets import Facts


def _year(facts: Facts, setting: Setting) -> tuple[int, list[tuple[str, BudgetLine]]]:
    """The latest year of the budget that has begun, and its lines."""
    years = {row.year for row in facts.budget}
    year = max((year for year in years if year <= setting.on.year), default=max(years))
    return year, [(path, row) for path, row in placed("budget", facts.budget) if row.year == year]


@question("budget-kinds", "3.1", needs=("budget",))
def budget_kinds(facts: Facts, setting: Setting) -> Found:
    """Whether the budget plans money for each kind of cost, or says why it is not needed."""
    year, lines = _year(facts, setting)
    planned = {row.kind for _, row in lines if row.planned}
    spared = {row.kind for _, row in lines if row.not_needed_because.strip()} - planned
    missing = [kind for kind in CostKind if kind not in planned | spared]
    remarks = [attention("facts.budget", "cost-kind-missing", kind=kind, year=year) for kind in missing]
    if not planned:
        remarks.append(gap("facts.budget", "budget-without-amounts", year=year))
    found = figures(
        year=year,
        cost_kinds=len(CostKind),
        planned_kinds=len(planned),
        not_needed=len(spared),
        missing=len(missing),
    )
    return found, remarks


@question("budget-spent", "3.1", needs=("budget",))
def budget_spent(facts: Facts, setting: Setting) -> Found:
    """How far the planned money was spent."""
    year, lines = _year(facts, setting)
    remarks = [remark for path, row in lines for remark in _spent(path, row)]
    units = {row.unit.strip() for _, row in lines}
    if len(units) > 1:
        # Amounts in different units cannot be summed.
        remarks.append(attention("facts.budget", "budget-units-mixed", units=tuple(sorted(units))))
        return figures(year=year, planned=None, actual=None, spent_share=None, unit=None), remarks
    planned = sum((row.planned for _, row in lines), Decimal(0))
    actual = sum((row.actual for _, row in lines if row.actual is not None), Decimal(0))
    found = figures(
        year=year, planned=planned, actual=actual, spent_share=share(actual, planned), unit=units.pop()
    )
    return found, remarks


def _spent(path: str, row: BudgetLine) -> Iterator[Remark]:
    # A reserve or a special fund that was not needed is no fault.
    kept_back = row.special_fund or row.kind is CostKind.COMPENSATION_RESERVE
    if row.actual is None:
        if row.planned:
            yield attention(path, "actual-not-stated", kind=row.kind)
    elif row.actual > row.planned:
        yield attention(path, "actual-above-planned", kind=row.kind, planned=row.planned, actual=row.actual)
    elif row.planned and not row.actual and not kept_back:
        yield attention(path, "planned-not-spent", kind=row.kind, planned=row.planned)


@question("special-fund", "3.1", needs=("budget",))
def special_fund(facts: Facts, setting: Setting) -> Found:
    """Whether money is set aside for particular problems, and for which."""
    year, lines = _year(facts, setting)
    funds = [(path, row) for path, row in lines if row.special_fund and row.planned]
    remarks = [
        attention(path, "special-fund-without-purpose", kind=row.kind)
        for path, row in funds
        if not row.purpose.strip()
    ]
    if not funds:
        remarks.append(gap("facts.budget", "special-fund-missing", year=year))
    return figures(year=year, funds=len(funds)), remarks


class SupportGroup(StrEnum):
    """What is asked of the support of staff: skills, service culture, appraisal, care."""

    SKILLS = "skills"
    CULTURE = "culture"
    APPRAISAL = "appraisal"
    CARE = "care"


_GROUPS = {
    SupportGroup.SKILLS: {
        SupportKind.TECHNICAL_SKILLS,
        SupportKind.SALES_SKILLS,
        SupportKind.COMMUNICATION,
        SupportKind.PERSONAL_QUALITY,
    },
    SupportGroup.CULTURE: {SupportKind.SERVICE_CULTURE},
    SupportGroup.APPRAISAL: {SupportKind.APPRAISAL},
    SupportGroup.CARE: {SupportKind.CARE},
}


@question("staff-support", "3.2", needs=("training",))
def staff_support(facts: Facts, setting: Setting) -> Found:
    """Whether skills and service culture are trained, results tested, and staff appraised and cared for."""
    held = {row.kind for row in facts.training if setting.past(row.held_on)}
    listed = {row.kind for row in facts.training}
    remarks = []
    for group, kinds in _GROUPS.items():
        if kinds & listed and not kinds & held:
            remarks.append(attention("facts.training", "support-not-held", group=group))
        elif not kinds & held:
            remarks.append(gap("facts.training", "support-missing", group=group))
    rows = list(placed("training", facts.training))
    remarks += [remark for path, row in rows for remark in _tested(path, row, setting)]
    counted = [
        (row.tested, row.passed) for _, row in rows if row.tested is not None and row.passed is not None
    ]
    sound = [(tested, passed) for tested, passed in counted if passed <= tested]
    found = figures(
        activities=len(rows),
        held=sum(1 for _, row in rows if setting.past(row.held_on)),
        tested=sum(tested for tested, _ in sound),
        passed_share=share(sum(passed for _, passed in sound), sum(tested for tested, _ in sound)),
    )
    return found, remarks


def _tested(path: str, row: SupportActivity, setting: Setting) -> Iterator[Remark]:
    if row.kind in _GROUPS[SupportGroup.SKILLS] and setting.past(row.held_on) and not row.tested:
        yield attention(path, "training-not-tested", title=row.title)
    if (row.passed or 0) > (row.tested or 0):
        yield attention(path, "passed-above-tested", title=row.title)


@question("infrastructure-state", "3.3", needs=("premises",))
def infrastructure(facts: Facts, _: Setting) -> Found:
    """Whether premises, facilities, safety measures, tools and spare parts are there, sound and sufficient."""
    rows = list(placed("premises", facts.premises))
    there = {row.kind for _, row in rows}
    remarks = [
        attention("facts.premises", "premises-kind-missing", kind=kind)
        for kind in PremisesKind
        if kind not in there
    ]
    for path, row in rows:
        if row.state is State.UNUSABLE:
            remarks.append(gap(path, "premises-unusable", name=row.name))
        elif row.state is State.NEEDS_REPAIR:
            remarks.append(attention(path, "premises-need-repair", name=row.name))
        if row.sufficient is False:
            remarks.append(gap(path, "premises-insufficient", name=row.name))
        if row.state is None or row.sufficient is None:
            remarks.append(attention(path, "premises-not-stated", name=row.name))
    found = figures(
        listed=len(rows),
        kinds=len(there),
        sound=sum(1 for _, row in rows if row.state is State.GOOD),
        sufficient=sum(1 for _, row in rows if row.sufficient),
    )
    return found, remarks
