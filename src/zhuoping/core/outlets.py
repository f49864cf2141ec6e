# SPDX-License-Identifier: Apache-2.0
"""Which outlet of one list is which of another: the same under a new name, or one that is gone (domain rule A9).

An outlet has no number of its own that every client would know. It is known by its row on the client's list, by name
and region, or by its address. One that changes name and place at once is another outlet, whatever row it stands in.
"""

from collections import defaultdict, deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date


@dataclass(frozen=True, slots=True)
class ListedOutlet:
    """An outlet on a client's list; `row` is the number of its row there, None where nobody kept it."""

    name: str
    region: str = ""
    address: str = ""
    closed_on: date | None = None
    row: int | None = None

    @property
    def title(self) -> tuple[str, str]:
        """Name and region."""
        return self.name, self.region


# Some outlets of a list, by their places on it.
Outlets = Mapping[int, ListedOutlet]


@dataclass(frozen=True, slots=True)
class OutletChanges:
    """What became of the outlets of an accepted application: those that are gone, and old and new of those renamed."""

    dropped: tuple[ListedOutlet, ...] = ()
    renamed: tuple[tuple[ListedOutlet, ListedOutlet], ...] = ()


def is_same(before: ListedOutlet, after: ListedOutlet) -> bool:
    """Whether what stands in a row may be the outlet that stood there: its name stayed, or its place did."""
    return before.name == after.name or (
        _agree(before.region, after.region) and _agree(before.address, after.address)
    )


def paired(before: Sequence[ListedOutlet], after: Sequence[ListedOutlet]) -> tuple[int | None, ...]:
    """For each outlet of the first list, its place on the second, each place once; None where it is gone.

    Name and region count first, of the same row before others; then the row; then an address that stands once.
    """
    pairs: dict[int, int] = {}
    for step in (_by_row_and_title, _by_title, _by_row, _by_address):
        left = {index: each for index, each in enumerate(before) if index not in pairs}
        taken = set(pairs.values())
        free = {index: each for index, each in enumerate(after) if index not in taken}
        pairs |= step(left, free)
    return tuple(pairs.get(index) for index in range(len(before)))


def outlet_changes(
    accepted: Sequence[ListedOutlet], accepted_on: date, listed: Sequence[ListedOutlet]
) -> OutletChanges:
    """What became of the outlets of an application accepted on a day; `listed` is the client's list, closed ones too.

    An outlet that had closed by the day of acceptance may go.
    """
    held = [each for each in accepted if each.closed_on is None or each.closed_on > accepted_on]
    dropped, renamed = [], []
    for each, there in zip(held, paired(held, listed), strict=True):
        if there is None:
            dropped.append(each)
        elif listed[there].title != each.title:
            renamed.append((each, listed[there]))
    return OutletChanges(tuple(dropped), tuple(renamed))


def kept_rows(before: Sequence[ListedOutlet], after: Sequence[ListedOutlet]) -> tuple[int | None, ...]:
    """For each outlet of a list that is imported anew, the row that it had before; None for a new one.

    Rows of `after` are not looked at: a list that comes in has none.
    """
    rows: dict[int, int | None] = {}
    for each, there in zip(before, paired(before, [replace(one, row=None) for one in after]), strict=True):
        if there is not None:
            rows[there] = each.row
    return tuple(rows.get(index) for index in range(len(after)))


def _by_row_and_title(left: Outlets, free: Outlets) -> dict[int, int]:
    rows = _rows(free)
    found = ((index, rows.get(each.row)) for index, each in left.items())
    return {
        index: there for index, there in found if there is not None and free[there].title == left[index].title
    }


def _by_title(left: Outlets, free: Outlets) -> dict[int, int]:
    titles: dict[tuple[str, str], deque[int]] = defaultdict(deque)
    for there, each in free.items():
        titles[each.title].append(there)
    return {index: titles[each.title].popleft() for index, each in left.items() if titles[each.title]}


def _by_row(left: Outlets, free: Outlets) -> dict[int, int]:
    rows = _rows(free)
    found = ((index, rows.get(each.row)) for index, each in left.items())
    return {index: there for index, there in found if there is not None and is_same(left[index], free[there])}


def _by_address(left: Outlets, free: Outlets) -> dict[int, int]:
    here, places = _once(left), _once(free)
    return {
        index: places[address]
        for address, index in here.items()
        if address in places and _agree(left[index].region, free[places[address]].region)
    }


def _rows(outlets: Outlets) -> dict[int | None, int]:
    return {each.row: index for index, each in outlets.items() if each.row is not None}


def _once(outlets: Outlets) -> dict[str, int]:
    """The addresses that only one of these outlets has."""
    places: dict[str, list[int]] = defaultdict(list)
    for index, each in outlets.items():
        if each.address.strip():
            places[each.address.strip()].append(index)
    return {address: found[0] for address, found in places.items() if len(found) == 1}


def _agree(before: str, after: str) -> bool:
    """Whether two statements of a place do not contradict each other."""
    return before.strip() == after.strip() or not before.strip() or not after.strip()
