# SPDX-License-Identifier: Apache-2.0
"""Serial numbers, each used once: taken inside the transaction that uses them, by the patterns that the body sets."""

from datetime import datetime

from django.conf import settings
from django.db.models import F
from django.utils import timezone

from zhuoping.core.number_patterns import counter_of
from zhuoping.core.numbering import Counted, NumberKind, number, plan_prefix
from zhuoping.records.models import Counter
from zhuoping.records.numbering import patterns_in_force


def next_number(kind: NumberKind, at: datetime, prefix: str = "") -> str:
    """The next number of a kind, by its pattern; the year is that of the body's own calendar.

    Refuses: serial-used-up.
    """
    hold(kind)
    pattern, year = patterns_in_force()[0].of(kind), timezone.localdate(at).year
    serial = _next_serial(counter_of(kind, pattern, year))
    return number(pattern, Counted(year, serial, prefix=prefix))


def own_prefix() -> str:
    """What the body's plan numbers begin with where their pattern has the prefix. Refuses: approval-number."""
    return plan_prefix(settings.BODY_APPROVAL) if settings.BODY_APPROVAL else ""


def hold(kind: NumberKind) -> None:
    """Hold a kind of number until the transaction ends: who takes one and who sets patterns wait for each other."""
    Counter.objects.get_or_create(name=kind.value)
    Counter.objects.select_for_update().get(name=kind.value)


def _next_serial(name: str) -> int:
    Counter.objects.get_or_create(name=name)
    Counter.objects.filter(name=name).update(value=F("value") + 1)
    return Counter.objects.get(name=name).value
