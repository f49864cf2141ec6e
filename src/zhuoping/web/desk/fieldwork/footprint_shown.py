# SPDX-License-Identifier: Apache-2.0
"""Mode F as its page shows it: figures as people read them, and the sampled orders with their marks."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from zhuoping.core.fieldwork.field_samples import DrawnMembers, Mark
from zhuoping.core.footprint import (
    TIMED,
    CheckFigures,
    Figures,
    FootprintCheck,
    FootprintVerdict,
    Promise,
    verdicts,
)
from zhuoping.core.work_orders import WorkOrder
from zhuoping.web.shared.formats import EMPTY
from zhuoping.web.shared.words import begun, word

_SHADES: Mapping[FootprintVerdict, str] = {
    FootprintVerdict.KEPT: "z-good",
    FootprintVerdict.BROKEN: "z-bad",
    FootprintVerdict.UNKNOWN: "",
}
_TENTH = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class VerdictShown:
    """One computed verdict as a badge."""

    check: str
    verdict: str
    shade: str


@dataclass(frozen=True, slots=True)
class OrderShown:
    """A sampled order in the list, and where it is checked."""

    key: str
    order: WorkOrder
    verdicts: list[VerdictShown]
    mark: Mark | None


@dataclass(frozen=True, slots=True)
class CheckShown:
    """One line of the figures."""

    check: str
    kept: int
    broken: int
    unknown: int
    share: str
    median: str
    ninetieth: str


@dataclass(frozen=True, slots=True)
class RegionShown:
    """One region: its orders, and response and arrival as share, median and 90th percentile."""

    name: str
    orders: int
    cells: list[str]


def verdicts_shown(order: WorkOrder, promise: Promise | None) -> list[VerdictShown]:
    """The computed verdicts of an order; none before a promise is written down."""
    found = {} if promise is None else verdicts(order, promise)
    return [VerdictShown(word(check), word(each), _SHADES[each]) for check, each in found.items()]


def orders_shown(
    sample: DrawnMembers, sampled: Mapping[str, WorkOrder], promise: Promise | None
) -> list[OrderShown]:
    """The drawn orders in the order of the draw."""
    return [
        OrderShown(key, order, verdicts_shown(order, promise), sample.marks.get(key))
        for key, order in sampled.items()
    ]


def figures_shown(figures: Figures) -> list[CheckShown]:
    """Each check of some figures."""
    return [_check(each) for each in figures.checks]


def region_shown(name: str, figures: Figures) -> RegionShown:
    """The times of one region."""
    by_check = {each.check: each for each in figures.checks}
    cells: list[str] = []
    for check in TIMED:
        each = by_check[check]
        cells += [_share(each.share), _minutes(each.median), _minutes(each.ninetieth)]
    return RegionShown(name or EMPTY, figures.orders, cells)


def _check(figures: CheckFigures) -> CheckShown:
    is_timed = figures.check in (FootprintCheck.RESPONSE, FootprintCheck.ARRIVAL)
    return CheckShown(
        begun(word(figures.check)),
        figures.kept,
        figures.broken,
        figures.unknown,
        _share(figures.share),
        _minutes(figures.median) if is_timed else EMPTY,
        _minutes(figures.ninetieth) if is_timed else EMPTY,
    )


def _share(share: Decimal | None) -> str:
    return EMPTY if share is None else f"{(share * 100).quantize(_TENTH)}%"


def _minutes(minutes: int | None) -> str:
    return EMPTY if minutes is None else str(minutes)
