# SPDX-License-Identifier: Apache-2.0
"""Checks on organisation (1.1 to 1.3): functions covered, sales regions served, outlets able to serve."""

from collections import Counter
from collections.abc import Iterator

from zhuoping.core.facts.checking import (
    Found,
    Remark,
    Setting,
    Verdict,
    attention,
    cannot_tell,
    figures,
    gap,
    placed,
    question,
    same,
    share,
)
from zhuoping.core.facts.rows.organisation import (
    Function,
    Outlet,
    OutletKind,
    Ownership,
    SalesRegion,
    ServedBy,
)
from zhuoping.core.facts.sheets import Facts


@question("function-coverage", "1.1", needs=("functions",))
def function_coverage(facts: Facts, _: Setting) -> Found:
    """Whether each function has a department, or a reason why the client does not need it."""
    rows = list(placed("functions", facts.functions))
    covered = {row.function for _, row in rows if row.department.strip()}
    spared = {row.function for _, row in rows if row.not_needed_because.strip()}
    remarks = [
        attention(path, "function-covered-and-not-needed", function=row.function)
        for path, row in rows
        if row.not_needed_because.strip() and row.function in covered
    ]
    for function in Function:
        if function not in covered | spared:
            path = next((path for path, row in rows if row.function is function), "facts.functions")
            remarks.append(gap(path, "function-uncovered", function=function))
    found = figures(
        functions=len(Function),
        covered=len(covered),
        not_needed=len(spared - covered),
        uncovered=len(set(Function) - covered - spared),
        departments=len({same(row.department) for _, row in rows if row.department.strip()}),
    )
    return found, remarks


def _open(facts: Facts, setting: Setting) -> list[tuple[str, Outlet]]:
    """The outlets that have not been closed."""
    return [(path, row) for path, row in placed("outlets", facts.outlets) if not setting.past(row.closed_on)]


def _nothing_listed(facts: Facts) -> list[Remark]:
    """What to say when no outlet is listed: which numbers are stated all the same."""
    claims = [
        (path, claim) for path, claim in placed("claimed_outlets", facts.claimed_outlets) if claim.number
    ]
    return [
        cannot_tell(path, "outlets-claimed-not-listed", number=claim.number, stated_in=claim.stated_in)
        for path, claim in claims
    ] or [cannot_tell("facts.outlets", "outlets-not-listed")]


@question("outlet-list", "1.2", needs=(), uses=("outlets", "claimed_outlets"))
def outlet_list(facts: Facts, setting: Setting) -> Found:
    """Whether the outlets that the client states somewhere are listed one by one."""
    outlets = [row for _, row in _open(facts, setting)]
    claimed = max((claim.number for claim in facts.claimed_outlets), default=None)
    found = figures(listed=len(outlets), claimed=claimed)
    if not facts.outlets:
        return found, _nothing_listed(facts)
    # A claim may leave kind and ownership open: each outlet counts for all four ways of naming it.
    meant = Counter(
        (kind, ownership)
        for outlet in outlets
        for kind in (None, outlet.kind)
        for ownership in (None, outlet.ownership)
    )
    remarks = []
    for path, claim in placed("claimed_outlets", facts.claimed_outlets):
        listed = meant[claim.kind, claim.ownership]
        if listed < claim.number:
            values = (("number", claim.number), ("stated_in", claim.stated_in), ("listed", listed))
            remarks.append(Remark(path, "outlets-claimed-above-listed", Verdict.ATTENTION, values))
    return found, remarks


@question("region-coverage", "1.2", needs=("regions",), uses=("outlets", "claimed_outlets"))
def region_coverage(facts: Facts, setting: Setting) -> Found:
    """Whether each sales region is served by an outlet or by direct dispatch; a province covers its prefectures."""
    outlets = _open(facts, setting)
    names = {same(outlet.name) for _, outlet in outlets}
    reached = {place for _, outlet in outlets for place in _reach(outlet, setting)}
    remarks = list(_unknown_places(facts, setting))
    states: Counter[str] = Counter()
    for path, row in placed("regions", facts.regions):
        state, remark = _region(path, row, reached, names, setting)
        if state == "unserved" and not facts.outlets:
            # Nothing is known about outlets, so nothing can be said against them.
            state, remark = "untold", None
        states[state] += 1
        remarks += [remark] if remark else []
    if states["untold"]:
        remarks += _nothing_listed(facts)
    found = figures(
        regions=len(facts.regions),
        by_outlets=states["outlets"],
        by_dispatch=states["dispatch"],
        in_part=states["part"],
        unserved=states["unserved"],
        untold=states["untold"],
    )
    return found, remarks


def _reach(outlet: Outlet, setting: Setting) -> tuple[str, ...]:
    return setting.divisions.places(outlet.region) + setting.divisions.places(outlet.serves)


def _region(
    path: str, row: SalesRegion, reached: set[str], names: set[str], setting: Setting
) -> tuple[str, Remark | None]:
    """How one region is served, and what is to be said about it."""
    divisions = setting.divisions
    place = divisions.place(row.region) or row.region.strip()
    region = divisions.shown(place)
    if row.outlet.strip() and same(row.outlet) in names:
        return "outlets", None
    if place in reached or divisions.province_of(place) in reached:
        return "outlets", None
    if row.served_by is ServedBy.DIRECT_DISPATCH:
        return "dispatch", None
    if row.outlet.strip():
        return "unserved", gap(path, "region-outlet-unknown", region=region, outlet=row.outlet)
    parts = divisions.parts_of(place)
    have = sum(1 for part in parts if part in reached)
    if have and have == len(parts):
        return "outlets", None
    if have:
        return "part", attention(path, "region-in-part", region=region, have=have, parts=len(parts))
    return "unserved", gap(path, "region-unserved", region=region)


def _unknown_places(facts: Facts, setting: Setting) -> Iterator[Remark]:
    """Places that the dated table does not hold: they are compared as written."""
    divisions = setting.divisions
    for path, region in placed("regions", facts.regions):
        if divisions.place(region.region) is None:
            yield attention(path, "division-unknown", given=region.region.strip(), as_of=divisions.as_of)
    for path, outlet in _open(facts, setting):
        if not outlet.region.strip():
            yield attention(path, "outlet-without-region", outlet=outlet.name)
        for place in _reach(outlet, setting):
            if not divisions.knows(place):
                yield attention(path, "division-unknown", given=place, as_of=divisions.as_of)


@question("outlet-ability", "1.2", needs=("outlets",))
def outlet_ability(facts: Facts, setting: Setting) -> Found:
    """Whether outlets that repair have technicians, keep to time, and are supervised."""
    outlets = _open(facts, setting)
    remarks = [remark for path, outlet in outlets for remark in _ability(path, outlet, setting)]
    counted = [
        (outlet.dispatches, outlet.dispatches_on_time)
        for _, outlet in outlets
        if outlet.dispatches is not None
        and outlet.dispatches_on_time is not None
        and outlet.dispatches_on_time <= outlet.dispatches
    ]
    codes = Counter(remark.code for remark in remarks)
    found = figures(
        listed=len(outlets),
        technicians=sum(outlet.technicians or 0 for _, outlet in outlets),
        without_technicians=codes["outlet-without-technicians"],
        dispatches=sum(outlet.dispatches or 0 for _, outlet in outlets),
        on_time_share=share(sum(on_time for _, on_time in counted), sum(made for made, _ in counted)),
        not_inspected=codes["outlet-not-inspected"],
    )
    return found, remarks


def _ability(path: str, outlet: Outlet, setting: Setting) -> Iterator[Remark]:
    if outlet.kind is OutletKind.DELIVERY_AND_REPAIR and outlet.technicians is None:
        yield attention(path, "technicians-not-stated", outlet=outlet.name)
    if outlet.kind is OutletKind.DELIVERY_AND_REPAIR and outlet.technicians == 0:
        yield gap(path, "outlet-without-technicians", outlet=outlet.name)
    if (outlet.dispatches_on_time or 0) > (outlet.dispatches or 0):
        yield attention(path, "on-time-above-dispatches", outlet=outlet.name)
    if not setting.past(outlet.inspected_on):
        yield attention(path, "outlet-not-inspected", outlet=outlet.name)


@question("outlet-kinds", "1.3", needs=("outlets",))
def outlet_kinds(facts: Facts, setting: Setting) -> Found:
    """Which kinds of outlets there are, and whether those run by others have an agreement."""
    outlets = _open(facts, setting)
    owned = Counter(outlet.ownership for _, outlet in outlets)
    remarks = [
        attention(path, "outlet-without-agreement", outlet=outlet.name, ownership=outlet.ownership)
        for path, outlet in outlets
        if outlet.ownership is not Ownership.SELF_BUILT and not outlet.agreement.strip()
    ]
    found = figures(
        kinds=len({outlet.kind for _, outlet in outlets}),
        self_built=owned[Ownership.SELF_BUILT],
        outsourced=owned[Ownership.OUTSOURCED],
        other=owned[Ownership.OTHER],
    )
    return found, remarks
