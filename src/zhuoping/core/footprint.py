# SPDX-License-Identifier: Apache-2.0
"""Mode F: past service records held against what the client promises, one by one and in figures (domain rules 3.2).

Computed verdicts inform; what an auditor found of a sampled order against the records it comes from is the mark.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from zhuoping.core.fact_rows import first_unshown
from zhuoping.core.fieldwork.field_samples import DrawnMembers, check_mark
from zhuoping.core.fieldwork.gaps import Gap, Where
from zhuoping.core.problems import Problem, Refused, at, problem
from zhuoping.core.shapes import shown
from zhuoping.core.work_orders import TEXT_LIMIT, WorkOrder

MODE = "F"
# As a sample of work orders is stored.
SUBJECT = "footprint"
REGION_LIMIT = 200
MINUTE_LIMIT = 365 * 24 * 60

_MINUTE = 60
_DURATION = re.compile(
    r"(?P<number>[0-9]{1,6}(?:\.[0-9]{1,2})?)\s*"
    r"(?:(?P<minutes>|分|分钟|min|mins|minutes?)|(?P<hours>小时|h|hrs?|hours?)|(?P<days>天|日|d|days?))",
    re.IGNORECASE,
)
_APART = re.compile(r"[,，;；\t]")
_UNITS = {"minutes": 1, "hours": 60, "days": 24 * 60}


class FootprintCheck(StrEnum):
    """What of an order is held against the promise."""

    RESPONSE = "response"
    ARRIVAL = "arrival"
    SIGN_OFF = "sign-off"
    CALL_BACK = "call-back"


class FootprintVerdict(StrEnum):
    """Whether it was kept; unknown where the list lacks the cell, or says what cannot be."""

    KEPT = "kept"
    BROKEN = "broken"
    UNKNOWN = "unknown"


TIMED = (FootprintCheck.RESPONSE, FootprintCheck.ARRIVAL)


@dataclass(frozen=True, slots=True)
class Limits:
    """Within how many minutes of the order coming in; None where nothing is promised."""

    response: int | None = None
    arrival: int | None = None


@dataclass(frozen=True, slots=True)
class Promise:
    """What the client promises; a region's own times stand before the general ones."""

    limits: Limits = Limits()
    sign_off: bool = False
    call_back: bool = False
    regions: Mapping[str, Limits] = field(default_factory=dict)

    def limit(self, check: FootprintCheck, region: str) -> int | None:
        """The minutes of a check in a region."""
        own, general = self.regions.get(region, Limits()), self.limits
        if check is FootprintCheck.RESPONSE:
            return own.response if own.response is not None else general.response
        return own.arrival if own.arrival is not None else general.arrival


@dataclass(frozen=True, slots=True)
class CheckFigures:
    """How one check came out over some orders.

    `share` is what was kept of what is known, to four places. `median` and `ninetieth` are minutes by nearest rank over
    all orders with both times; None where there is nothing to reckon with.
    """

    check: FootprintCheck
    kept: int
    broken: int
    unknown: int
    share: Decimal | None
    median: int | None
    ninetieth: int | None


@dataclass(frozen=True, slots=True)
class Figures:
    """Some orders in figures; `crossed` are those in which something happened before they came in."""

    orders: int
    crossed: int
    checks: tuple[CheckFigures, ...]


# -- the promise


def read_minutes(text: str, path: str) -> int | None:
    """Minutes as people write them; None for an empty text.

    Raises Refused: promise-time-unreadable.

    >>> read_minutes("2 小时", "arrival"), read_minutes("1.5h", "arrival"), read_minutes("30", "arrival")
    (120, 90, 30)
    """
    given = text.strip()
    if not given:
        return None
    found = _DURATION.fullmatch(given)
    unit = next((name for name in _UNITS if found and found[name] is not None), "minutes")
    minutes = Decimal(found["number"]) * _UNITS[unit] if found else Decimal("0.5")
    if minutes != minutes.to_integral_value():
        raise Refused([problem(path, "promise-time-unreadable", given=shown(given))])
    return int(minutes)


def read_region_lines(text: str) -> dict[str, Limits]:
    """Times of regions as people write them: a line each, `福建，30 分钟，2 小时`; `-` or nothing for the general one.

    Raises Refused with every fault: promise-line-unreadable, promise-region-twice, promise-time-unreadable.
    """
    found: dict[str, Limits] = {}
    faults: list[Problem] = []
    for line in filter(None, map(str.strip, text.splitlines())):
        name, *times = (each.strip().strip("-—") for each in _APART.split(line))
        if not name or len(times) not in {1, 2}:
            faults.append(problem("regions", "promise-line-unreadable", given=shown(line)))
        elif name in found:
            faults.append(problem("regions", "promise-region-twice", given=shown(name)))
        else:
            try:
                response, arrival = (read_minutes(each, "regions") for each in (*times, "")[:2])
                found[name] = Limits(response, arrival)
            except Refused as refused:
                faults.extend(refused.problems)
    if faults:
        raise Refused(faults)
    return found


def region_lines(promise: Promise) -> str:
    """The times of regions as `read_region_lines` reads them."""
    lines = ((name, limits.response, limits.arrival) for name, limits in promise.regions.items())
    return "\n".join(", ".join("-" if each is None else str(each) for each in line) for line in lines)


def check_promise(given: Promise) -> Promise:
    """The promise as it is kept.

    Raises Refused with every fault: promise-none, promise-time-range, promise-regions-many, promise-region-empty,
    text-too-long, character-not-allowed.
    """
    regions = {" ".join(name.split()): limits for name, limits in given.regions.items() if limits != Limits()}
    kept = Promise(given.limits, given.sign_off, given.call_back, dict(sorted(regions.items())))
    found = list(_promise_faults(kept))
    if found:
        raise Refused(found)
    return kept


def plain_promise(promise: Promise) -> dict[str, object]:
    """A promise as plain values, which `promise_from_plain` reads again."""
    return {
        **_plain_limits(promise.limits),
        "sign_off": promise.sign_off,
        "call_back": promise.call_back,
        "regions": {name: _plain_limits(limits) for name, limits in promise.regions.items()},
    }


def promise_from_plain(stored: Mapping[str, object]) -> Promise | None:
    """A stored promise; None where none was written down. What was kept was checked."""
    if not stored:
        return None
    regions = stored["regions"]
    own = {name: _limits(each) for name, each in regions.items()} if isinstance(regions, dict) else {}
    return Promise(_limits(stored), bool(stored["sign_off"]), bool(stored["call_back"]), own)


# -- order by order


def elapsed(order: WorkOrder, check: FootprintCheck) -> int | None:
    """The seconds from the order coming in to its response or arrival; None where a time is missing or cannot be."""
    then = _moment(order, check)
    if then is None or then < order.received_at:
        return None
    return int((then - order.received_at).total_seconds())


def verdicts(order: WorkOrder, promise: Promise) -> dict[FootprintCheck, FootprintVerdict]:
    """The verdict on everything that is promised, from what the list says."""
    found: dict[FootprintCheck, FootprintVerdict] = {}
    for check in TIMED:
        limit = promise.limit(check, order.region)
        if limit is not None:
            seconds = elapsed(order, check)
            found[check] = _verdict(None if seconds is None else seconds <= limit * _MINUTE)
    if promise.sign_off:
        found[FootprintCheck.SIGN_OFF] = _verdict(order.signed_off)
    if promise.call_back:
        found[FootprintCheck.CALL_BACK] = _verdict(order.called_back)
    return found


def needs_note(found: Mapping[FootprintCheck, FootprintVerdict], *, conforming: bool) -> bool:
    """Whether a mark says otherwise than the list does, so that it has to say why."""
    return conforming is not all(each is FootprintVerdict.KEPT for each in found.values())


def check_order_mark(
    sample: DrawnMembers,
    key: str,
    order: WorkOrder,
    found: Mapping[FootprintCheck, FootprintVerdict],
    note: str,
    *,
    conforming: bool,
) -> str:
    """The note as it is kept. Raises Refused: what `check_mark` refuses, footprint-note-required."""
    kept = check_mark(sample, key, note)
    if not kept and needs_note(found, conforming=conforming):
        raise Refused([problem("note", "footprint-note-required", order=order.number)])
    return kept


# -- figures


def figures(orders: Sequence[WorkOrder], promise: Promise) -> Figures:
    """Orders in figures, a check after the other: those that are promised, and times even where nothing is."""
    found = [verdicts(each, promise) for each in orders]
    checks = [each for each in FootprintCheck if each in TIMED or any(each in verdict for verdict in found)]
    crossed = sum(each.is_crossed for each in orders)
    return Figures(len(orders), crossed, tuple(_check_figures(each, orders, found) for each in checks))


def figures_by_region(orders: Sequence[WorkOrder], promise: Promise) -> tuple[tuple[str, Figures], ...]:
    """The same by region, the one with most orders first; the empty name is that of orders without one."""
    regions: dict[str, list[WorkOrder]] = {}
    for each in orders:
        regions.setdefault(each.region, []).append(each)
    ordered = sorted(regions.items(), key=lambda each: (-len(each[1]), each[0]))
    return tuple((name, figures(each, promise)) for name, each in ordered)


def nearest_rank(values: Iterable[int], percent: int) -> int | None:
    """The percentile by nearest rank: the least value that so many of a hundred do not exceed.

    >>> nearest_rank([15, 20, 35, 40, 50], 50), nearest_rank(range(1, 11), 90), nearest_rank([], 50)
    (35, 9, None)
    """
    ranked = sorted(values)
    return ranked[-(-percent * len(ranked) // 100) - 1] if ranked else None


# -- closing


def footprint_gaps(
    planned: Collection[str],
    promise: Promise | None,
    orders: int,
    sample: DrawnMembers | None,
    sampled: Mapping[str, WorkOrder],
) -> tuple[Gap, ...]:
    """What keeps fieldwork open where mode F is planned; `sampled` are the drawn orders by their key."""
    if MODE not in planned:
        return ()
    return tuple(Gap(Where.FOOTPRINT, MODE, each) for each in _lacks(promise, orders, sample, sampled))


def _lacks(
    promise: Promise | None, orders: int, sample: DrawnMembers | None, sampled: Mapping[str, WorkOrder]
) -> Iterator[Problem]:
    if not orders:
        yield problem("footprint.orders", "footprint-orders-missing")
    if promise is None:
        yield problem("footprint.promise", "footprint-promise-missing")
    if sample is None:
        yield problem("footprint.sample", "footprint-sample-missing")
        return
    if not sample.is_complete:
        yield problem("footprint.sample", "footprint-unmarked", marked=sample.marked, size=sample.size)
    # A promise that was mended after a mark may leave the mark unexplained.
    for key, mark in sample.marks.items():
        order = sampled[key]
        found = {} if promise is None else verdicts(order, promise)
        if promise is not None and not mark.note and needs_note(found, conforming=mark.conforming):
            yield problem(f"footprint.{key}", "footprint-note-required", order=order.number)


def _moment(order: WorkOrder, check: FootprintCheck) -> datetime | None:
    return order.responded_at if check is FootprintCheck.RESPONSE else order.arrived_at


def _verdict(said: bool | None) -> FootprintVerdict:
    if said is None:
        return FootprintVerdict.UNKNOWN
    return FootprintVerdict.KEPT if said else FootprintVerdict.BROKEN


def _check_figures(
    check: FootprintCheck,
    orders: Sequence[WorkOrder],
    found: Sequence[Mapping[FootprintCheck, FootprintVerdict]],
) -> CheckFigures:
    said = [each[check] for each in found if check in each]
    kept, broken = said.count(FootprintVerdict.KEPT), said.count(FootprintVerdict.BROKEN)
    share = _share(kept, kept + broken)
    seconds = (
        [each for order in orders if (each := elapsed(order, check)) is not None] if check in TIMED else []
    )
    # A minute that has begun counts: thirty minutes and a second are not within thirty.
    minutes = [-(-each // _MINUTE) for each in seconds]
    unknown = said.count(FootprintVerdict.UNKNOWN)
    middle, late = nearest_rank(minutes, 50), nearest_rank(minutes, 90)
    return CheckFigures(check, kept, broken, unknown, share, middle, late)


def _share(part: int, whole: int) -> Decimal | None:
    """To four places, a half up; reckoned in whole numbers, so nothing else is rounded."""
    return Decimal((part * 20_000 + whole) // (2 * whole)).scaleb(-4) if whole else None


def _promise_faults(given: Promise) -> Iterator[Problem]:
    if not (given.sign_off or given.call_back or given.limits != Limits() or given.regions):
        yield problem("response", "promise-none")
    yield from _limit_faults("", given.limits)
    if len(given.regions) > REGION_LIMIT:
        yield problem("regions", "promise-regions-many", count=len(given.regions), limit=REGION_LIMIT)
    for name, limits in given.regions.items():
        path = at("regions", name)
        if not name:
            yield problem("regions", "promise-region-empty")
        if len(name) > TEXT_LIMIT:
            yield problem("regions", "text-too-long", length=len(name), limit=TEXT_LIMIT)
        if unshown := first_unshown(name):
            yield problem("regions", "character-not-allowed", given=unshown)
        yield from _limit_faults(path, limits)


def _limit_faults(path: str, limits: Limits) -> Iterator[Problem]:
    for name, minutes in (("response", limits.response), ("arrival", limits.arrival)):
        if minutes is not None and not 1 <= minutes <= MINUTE_LIMIT:
            yield problem(at(path, name), "promise-time-range", given=minutes, limit=MINUTE_LIMIT)


def _plain_limits(limits: Limits) -> dict[str, object]:
    return {"response": limits.response, "arrival": limits.arrival}


def _limits(stored: Mapping[str, object]) -> Limits:
    response, arrival = stored["response"], stored["arrival"]
    return Limits(
        response if isinstance(response, int) else None, arrival if isinstance(arrival, int) else None
    )
