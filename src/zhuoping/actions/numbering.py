# SPDX-License-Identifier: Apache-2.0
"""Setting the patterns by which engagements, agreements and plans are numbered."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from zhuoping.actions import ledger
from zhuoping.actions.acting import allowed
from zhuoping.actions.errors import expect_version
from zhuoping.actions.numbers import hold, own_prefix
from zhuoping.actions.people import lock_administrators
from zhuoping.core.authority import Act
from zhuoping.core.ledger.canonical import Value
from zhuoping.core.number_patterns import Patterns, check_patterns, next_numbers
from zhuoping.core.numbering import NumberKind
from zhuoping.core.problems import Refused
from zhuoping.records.models import NumberPatterns, Person
from zhuoping.records.numbering import given_in, patterns_in_force


@transaction.atomic
def set_patterns(*, by: Person, at: datetime, version: int, patterns: Patterns) -> None:
    """Number what is made from now on by other patterns; numbers that were given stay. The same ones are no change.

    `version` is that of the patterns that the person saw. Refuses: not-allowed-role, Changed, and what
    `check_patterns` finds.
    """
    lock_administrators()
    allowed(by, Act.SET_NUMBER_PATTERNS)
    for key in patterns.plain():
        hold(NumberKind(key))
    standing, stands = patterns_in_force()
    expect_version("patterns", version, stands, standing.plain(), patterns.plain())
    check_patterns(patterns, given_in(timezone.localdate(at).year))
    if patterns == standing:
        return
    row = NumberPatterns.objects.create(**patterns.plain(), set_at=at, set_by=by)
    body: dict[str, Value] = {"patterns": patterns.plain(), "before": standing.plain()}
    ledger.append(by=by, at=at, action="patterns.set", subject=row, body=body)


def examples(at: datetime) -> dict[str, str]:
    """The number that would come next, by kind; empty where none can be made."""
    try:
        prefix = own_prefix()
    except Refused:
        # Said where a plan is released; patterns can be set all the same.
        prefix = ""
    return next_numbers(patterns_in_force()[0], given_in(timezone.localdate(at).year), prefix)
