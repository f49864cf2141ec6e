# SPDX-License-Identifier: Apache-2.0
"""How values are written on pages: days and times of Shanghai, figures without needless zeros."""

from datetime import date, datetime
from decimal import Decimal

from django.utils import timezone
from django.utils.translation import gettext as _

EMPTY = "—"
_KILO = 1024


def day(value: date | datetime | None) -> str:
    """A day as 2026-11-24; of a time, the day in Shanghai."""
    if value is None:
        return EMPTY
    if isinstance(value, datetime):
        value = timezone.localtime(value)
    return value.strftime("%Y-%m-%d")


def moment(value: datetime | None) -> str:
    """A time as 2026-11-24 18:30, in Shanghai."""
    return EMPTY if value is None else timezone.localtime(value).strftime("%Y-%m-%d %H:%M")


def figure(value: Decimal | int | None) -> str:
    """Points, person-days and other exact numbers: 7.50 is 7.5, 10.0 is 10, thousands have a comma."""
    if value is None:
        return EMPTY
    text = f"{value:,f}" if isinstance(value, Decimal) else f"{value:,}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def size(octets: int | None) -> str:
    """The size of a file: 312 B, 4.0 KB, 12.5 MB."""
    if octets is None:
        return EMPTY
    if octets < _KILO:
        return f"{octets} B"
    if octets < _KILO * _KILO:
        return f"{octets / _KILO:.1f} KB"
    return f"{octets / _KILO / _KILO:.1f} MB"


def yes_no(value: bool | None) -> str:
    """是, 否, or a dash where nobody has said."""
    return EMPTY if value is None else _("是") if value else _("否")


def shown(value: object) -> str:
    """Any value as a cell shows it."""
    if value is None or value == "":
        return EMPTY
    if isinstance(value, bool):
        return yes_no(value)
    if isinstance(value, datetime):
        return moment(value)
    if isinstance(value, date):
        return day(value)
    if isinstance(value, Decimal | int):
        return figure(value)
    return str(value)
