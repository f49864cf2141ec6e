# SPDX-License-Identifier: Apache-2.0
"""Lists: declared columns, filters, search, sort, pages, and the whole filtered list as CSV or Excel.

A page takes two queries at most however many rows it shows, counts no further than 1,000, and turns no further than
to row 10,000. Every list works without a
script; with one, searching and sorting swap only its rows. How to make one stands in docs/design.md.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.db.models import F, QuerySet
from django.db.models.expressions import OrderBy
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.cache import patch_vary_headers
from django.utils.functional import Promise, cached_property
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django_htmx.middleware import HtmxDetails

from zhuoping.core.searching import words_of
from zhuoping.web.shared import export, formats

SIZES = (25, 50, 100)
COUNTED = 1000
DEEPEST = 10_000
_LONGEST_SEARCH = 100

Text = str | Promise
Rows = QuerySet[Any, Any]


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `value` is what the row holds (exported as it is); `sort` the field that orders by it.

    A cell shows the value as `formats.shown` does, or what `template` draws from `row` and `value`; `link` makes it
    a link to that address. `is_number` sets it to the right.
    """

    key: str
    title: Text
    value: Callable[[Any], object]
    sort: str = ""
    template: str = ""
    link: Callable[[Any], str] | None = None
    is_number: bool = False


@dataclass(frozen=True, slots=True)
class Filter:
    """A choice above the list. `choices` are (value, label); `apply` narrows the rows by a chosen value."""

    key: str
    title: Text
    choices: Sequence[tuple[str, Text]]
    apply: Callable[[Rows, str], Rows]


@dataclass(frozen=True, slots=True)
class Empty:
    """What is said where there is nothing yet: what this list is for, and the way to its first row."""

    title: Text
    text: Text = ""
    link: str = ""
    link_text: Text = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell as the template draws it."""

    column: Column
    content: str | SafeString


@dataclass(frozen=True, slots=True)
class Heading:
    """One heading: `order` is ascending, descending or none, as aria-sort has it."""

    column: Column
    address: str
    order: str


@dataclass
class Listing:
    """One list for one request; hand it to `response`, or draw it with `{% include "shared/listing.html" %}`.

    `rows` comes narrowed to what the person may see, with its related rows selected. `search` names the text column
    that the search looks in (core/searching), empty for a list without search.
    """

    request: HttpRequest
    rows: Rows
    columns: Sequence[Column]
    empty: Empty
    filters: Sequence[Filter] = ()
    default_sort: str = "-pk"
    search: str = "search"
    name: str = "list"
    label: Text = ""
    _asked: Mapping[str, str] = field(init=False)

    def __post_init__(self) -> None:
        self._asked = self.request.GET.dict()

    def response(self, template: str, context: Mapping[str, object] | None = None) -> HttpResponseBase:
        """The page, or what was asked of it: its rows alone for htmx, the whole list for a file."""
        wanted = self._asked.get("export", "")
        if wanted in export.KINDS:
            return export.answer(wanted, self.name, self.columns, self.narrowed)
        chosen = "shared/listing_rows.html" if self._wants_rows() else template
        response = render(self.request, chosen, {**(context or {}), "listing": self})
        # One address answers with a page or a part of it: a cache has to keep them apart.
        patch_vary_headers(response, ("HX-Request", "HX-Target"))
        return response

    def _wants_rows(self) -> bool:
        """Whether htmx asks for the rows; going back in the history it asks for the whole page."""
        htmx = getattr(self.request, "htmx", None)
        return isinstance(htmx, HtmxDetails) and htmx.target == "listing" and not htmx.history_restore_request

    @cached_property
    def query(self) -> str:
        """What was typed into the search, cut to a sane length."""
        return self._asked.get("q", "").replace("\0", "")[:_LONGEST_SEARCH].strip() if self.search else ""

    @cached_property
    def chosen(self) -> dict[str, str]:
        """The filters that are set, by key; unknown values count as unset."""
        known = {each.key: {value for value, _ in each.choices} for each in self.filters}
        return {key: self._asked[key] for key, values in known.items() if self._asked.get(key) in values}

    @cached_property
    def sort(self) -> str:
        """The key of the column that the list is sorted by, with `-` for descending; empty for the list's own order."""
        asked = self._asked.get("sort", "")
        known = {column.key for column in self.columns if column.sort}
        return asked if asked.removeprefix("-") in known else ""

    @cached_property
    def size(self) -> int:
        """Rows on a page."""
        asked = self._asked.get("size", "")
        return next((size for size in SIZES if str(size) == asked), SIZES[0])

    @cached_property
    def narrowed(self) -> Rows:
        """The whole list as filtered and sorted."""
        rows = self.rows
        for each in self.filters:
            if each.key in self.chosen:
                rows = each.apply(rows, self.chosen[each.key])
        for word in words_of(self.query):
            rows = rows.filter(**{f"{self.search}__contains": word})
        return rows.order_by(*_order(rows, self._sort_field or self.default_sort))

    @property
    def _sort_field(self) -> str:
        """The field of the column that is sorted by, with the direction; empty for the list's own order."""
        fields = {column.key: column.sort for column in self.columns}
        sign = "-" if self.sort.startswith("-") else ""
        return f"{sign}{fields[self.sort.removeprefix('-')]}" if self.sort else ""

    @cached_property
    def counted(self) -> int:
        """How many rows there are, counted to 1,001 at most."""
        if self.page == 1 and len(self._taken) <= self.size:
            return len(self._taken)
        return self._counted_apart

    @cached_property
    def _counted_apart(self) -> int:
        return self.narrowed.order_by().values("pk")[: COUNTED + 1].count()

    @property
    def count(self) -> str:
        """The number of rows as shown: 37, or 1,000+."""
        return f"{COUNTED:,}+" if self.counted > COUNTED else f"{self.counted:,}"

    @cached_property
    def page(self) -> int:
        """The page, from 1; past the end it is the last one, as far as rows are counted."""
        asked = self._asked.get("page", "")
        # isdecimal alone would take digits of other scripts, and a long number would burden the database.
        number = (
            int(asked) if asked.isascii() and asked.isdecimal() and len(asked) <= len(str(DEEPEST)) else 1
        )
        if number <= 1:
            return 1
        last = self._last_page
        if self._counted_apart <= COUNTED:
            last = -(-self._counted_apart // self.size)
        return max(1, min(number, last))

    @property
    def _last_page(self) -> int:
        """The last page that one can turn to: far into a list the database would read all rows before it."""
        return DEEPEST // self.size

    @cached_property
    def _taken(self) -> list[Any]:
        """The rows of this page and the first of the next."""
        start = (self.page - 1) * self.size
        return list(self.narrowed[start : start + self.size + 1])

    @cached_property
    def table(self) -> list[list[Cell]]:
        """The cells of this page, row by row."""
        return [[self._cell(column, row) for column in self.columns] for row in self._taken[: self.size]]

    def _cell(self, column: Column, row: object) -> Cell:
        value = column.value(row)
        content: str | SafeString = formats.shown(value)
        if column.template:
            content = render_to_string(column.template, {"row": row, "value": value}, self.request)
        if column.link:
            content = format_html('<a href="{}">{}</a>', column.link(row), content)
        return Cell(column, content)

    @property
    def is_narrowed(self) -> bool:
        """Whether search or filters hide rows."""
        return bool(self.query or self.chosen)

    @property
    def headings(self) -> list[Heading]:
        """The headings with the address that sorts by each, the other way round when it is sorted so already."""
        found = []
        for column in self.columns:
            order = {column.key: "ascending", f"-{column.key}": "descending"}.get(self.sort, "none")
            turned = f"-{column.key}" if order == "ascending" else column.key
            found.append(Heading(column, self.address(sort=turned) if column.sort else "", order))
        return found

    @property
    def choices(self) -> list[tuple[Filter, str]]:
        """The filters with their chosen value."""
        return [(each, self.chosen.get(each.key, "")) for each in self.filters]

    @property
    def first(self) -> int:
        """The number of the first row on this page."""
        return (self.page - 1) * self.size + 1

    @property
    def last(self) -> int:
        """The number of the last row on this page."""
        return self.first + len(self.table) - 1

    @property
    def sizes(self) -> list[tuple[int, str]]:
        """The sizes of a page with their addresses; none where the shortest holds everything."""
        if self.counted <= SIZES[0]:
            return []
        return [(size, self.address(size=str(size))) for size in SIZES]

    @property
    def previous_page(self) -> str:
        """The address of the page before, if any."""
        return self.address(page=str(self.page - 1)) if self.page > 1 else ""

    @property
    def next_page(self) -> str:
        """The address of the next page, if any."""
        return self.address(page=str(self.page + 1)) if self._goes_on and self.page < self._last_page else ""

    @property
    def is_cut(self) -> bool:
        """Whether there are rows that cannot be turned to."""
        return self._goes_on and self.page == self._last_page

    @property
    def _goes_on(self) -> bool:
        return len(self._taken) > self.size

    @property
    def all_rows(self) -> str:
        """The address of the list without search and filters."""
        return self.request.path

    @property
    def csv(self) -> str:
        """The address of the whole filtered list as CSV."""
        return self.address(export="csv")

    @property
    def xlsx(self) -> str:
        """The address of the whole filtered list as a workbook."""
        return self.address(export="xlsx")

    def address(self, **changes: str) -> str:
        """This list's address with changes; a change of anything but the page begins at page 1 again."""
        kept = {"q": self.query, **self.chosen, "sort": self.sort, "size": str(self.size)}
        kept = {key: value for key, value in {**kept, **changes}.items() if value}
        if kept.get("size") == str(SIZES[0]):
            del kept["size"]
        return f"{self.request.path}?{urlencode(kept)}" if kept else self.request.path


def _order(rows: Rows, order: str) -> list[str | OrderBy]:
    """An order with the key last, so that equal values keep their place from page to page.

    Rows without a value come last, which databases do not agree on; a field that has one always keeps its index.
    """
    name, sign = order.removeprefix("-"), "-" if order.startswith("-") else ""
    if name in ("pk", "id"):
        return [order]
    if "__" not in name and not rows.model._meta.get_field(name).null:  # noqa: SLF001 - Django's own way.
        return [order, f"{sign}pk"]
    value = F(name)
    return [value.desc(nulls_last=True) if sign else value.asc(nulls_last=True), f"{sign}pk"]
