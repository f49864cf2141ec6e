# SPDX-License-Identifier: Apache-2.0
"""Until when whoever's turn it is should act (17065 7.3 to 7.4; the specification says nothing, see reading A21).

How long a side has is a parameter `deadlines.*` of the edition, which the body sets. A date is reckoned when the
waiting begins, by the edition that the engagement began with, and stays: it never moves by itself.
"""

from collections.abc import Collection, Mapping
from datetime import date, timedelta
from enum import StrEnum

from zhuoping.core.authority import Party
from zhuoping.core.dates import working_days_after
from zhuoping.core.lifecycle import Stage, turn
from zhuoping.core.scheme import Scheme

_IN_WORKING_DAYS = "_workdays"


class Awaited(StrEnum):
    """What an engagement waits for; each is the parameter that says how long, in days or in working days."""

    APPLICATION = "deadlines.application_days"
    REVIEW = "deadlines.review_workdays"
    SUPPLEMENT = "deadlines.supplement_days"
    AGREEMENT = "deadlines.agreement_workdays"
    CLIENT_SIGNATURE = "deadlines.client_signature_days"
    BODY_SIGNATURE = "deadlines.body_signature_workdays"
    PLAN = "deadlines.plan_workdays"
    PLAN_ANSWER = "deadlines.plan_answer_workdays"


_AT_STAGE: Mapping[Stage, Awaited] = {
    Stage.APPLYING: Awaited.APPLICATION,
    Stage.SUBMITTED: Awaited.REVIEW,
    Stage.SUPPLEMENTING: Awaited.SUPPLEMENT,
    Stage.AGREED: Awaited.PLAN,
    Stage.PLANNED: Awaited.PLAN_ANSWER,
}
# The stages at which it is anybody's turn.
WAITING = frozenset(stage for stage in Stage if turn(stage))


def awaited(stage: Stage, signed: Collection[Party] | None = None) -> Awaited | None:
    """What an engagement waits for; None while it is nobody's turn, or the days of the plan say until when.

    `signed` as for `lifecycle.turn`. While neither side has signed, the client's term runs: the body may sign any day.
    """
    if stage is not Stage.ACCEPTED:
        return _AT_STAGE.get(stage)
    if signed is None:
        return Awaited.AGREEMENT
    if Party.CLIENT not in signed:
        return Awaited.CLIENT_SIGNATURE
    return None if Party.BODY in signed else Awaited.BODY_SIGNATURE


def due_date(what: Awaited, since: date, scheme: Scheme, *, at_latest: date | None = None) -> date | None:
    """The last day for it, where the waiting began on `since`; that day itself does not count.

    `at_latest` is a day that bars anything later, such as the first one of a plan. None where nothing sets a date: the
    body has left the parameter without a value, or adopted an edition that has no such parameter.
    """
    parameter = scheme.parameters.get(what)
    days = parameter.value if parameter else None
    if not isinstance(days, int):
        return at_latest
    counted = working_days_after if what.endswith(_IN_WORKING_DAYS) else _days_after
    due = counted(since, days)
    return due if at_latest is None else min(due, at_latest)


def is_past(due_on: date | None, on: date) -> bool:
    """Whether the last day for something is over; without a date nothing is late."""
    return due_on is not None and due_on < on


def is_overdue(stage: Stage, due_on: date | None, on: date) -> bool:
    """Whether somebody's turn has passed its date; where it is nobody's, as before fieldwork, nothing is overdue."""
    return stage in WAITING and is_past(due_on, on)


def _days_after(day: date, days: int) -> date:
    return day + timedelta(days=days)
