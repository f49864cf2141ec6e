# SPDX-License-Identifier: Apache-2.0
"""Serial numbers, each used once: taken inside the transaction that uses them."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import F

from zhuoping.core.numbering import Counted, NumberKind, Patterns, number, restarts_yearly
from zhuoping.records.models import Counter

PATTERNS = Patterns()


def next_number(kind: NumberKind, at: datetime, prefix: str = "") -> str:
    """The next number of a kind, by its pattern; the year is that of the body's own calendar."""
    pattern: str = getattr(PATTERNS, kind.value)
    year = at.astimezone(ZoneInfo(settings.TIME_ZONE)).year
    counter = f"{kind}:{year}" if restarts_yearly(pattern) else f"{kind}"
    return number(pattern, Counted(year, _next_serial(counter), prefix=prefix))


def _next_serial(name: str) -> int:
    Counter.objects.get_or_create(name=name)
    Counter.objects.filter(name=name).update(value=F("value") + 1)
    return Counter.objects.get(name=name).value
