# SPDX-License-Identifier: Apache-2.0
"""The navigation of desk and portal: an entry is shown to whoever may ever do its act."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from zhuoping.core.authority import Act, Actor, ever_may


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: the name of its page, its label, and the act that one must be able to do."""

    page: str
    label: str | Promise
    act: Act


@dataclass(frozen=True, slots=True)
class Shown:
    """One entry as a template draws it."""

    address: str
    label: str
    is_here: bool
    is_exact: bool


Groups = Sequence[tuple[str | Promise, Sequence[Entry]]]

NAVIGATION: Mapping[str, Groups] = {
    "desk": (
        (
            "",
            (
                Entry("desk-work", pgettext_lazy("navigation", "工作台"), Act.VIEW_WORK_LIST),
                Entry("desk-engagements", pgettext_lazy("navigation", "认证项目"), Act.VIEW_ENGAGEMENT),
                Entry("desk-clients", pgettext_lazy("navigation", "客户"), Act.VIEW_CLIENT),
            ),
        ),
        (
            pgettext_lazy("navigation", "机构"),
            (
                Entry("desk-people", pgettext_lazy("navigation", "人员"), Act.VIEW_PEOPLE),
                Entry("desk-editions", pgettext_lazy("navigation", "方案版本"), Act.ADOPT_EDITION),
                Entry("desk-numbering", pgettext_lazy("navigation", "编号规则"), Act.SET_NUMBER_PATTERNS),
                Entry("desk-ledger", pgettext_lazy("navigation", "防篡改日志"), Act.VIEW_LEDGER),
            ),
        ),
    ),
    "portal": (
        (
            "",
            (
                Entry("portal-home", pgettext_lazy("navigation", "首页"), Act.VIEW_WORK_LIST),
                Entry("portal-clients", pgettext_lazy("navigation", "我的企业"), Act.REGISTER_CLIENT),
                Entry("portal-engagements", pgettext_lazy("navigation", "我的认证项目"), Act.APPLY),
            ),
        ),
    ),
}


def entries_for(actor: Actor, door: str, path: str) -> list[tuple[str, list[Shown]]]:
    """The groups of `door` that the actor has any entry in; the entry of the page at `path` is marked."""
    found: list[tuple[str, list[Shown]]] = []
    for title, entries in NAVIGATION[door]:
        reachable = [(address_of(entry.page), entry) for entry in entries if ever_may(actor, entry.act)]
        shown = [
            Shown(address, str(entry.label), _is_here(address, path), address == path)
            for address, entry in reachable
            if address
        ]
        if shown:
            found.append((str(title), shown))
    return found


def address_of(page: str, *args: str) -> str:
    """The address of a page, empty while there is no such page."""
    try:
        return reverse(page, args=args)
    except NoReverseMatch:
        return ""


def _is_here(address: str, path: str) -> bool:
    """Whether `path` is the page itself or lies under it; the door's own first page has everything under it."""
    is_root = address.strip("/").count("/") == 0
    return path == address or (not is_root and path.startswith(address))
