# SPDX-License-Identifier: Apache-2.0
"""Moving an engagement on: by core's table only, and always with its time, its due date and a new version."""

from datetime import date, datetime

from django.utils import timezone

from zhuoping.core.authority import Party
from zhuoping.core.deadlines import Awaited, awaited, due_date
from zhuoping.core.lifecycle import BY_CODE, Stage, is_over, move
from zhuoping.records.agreement_values import agreement_in_force, parties_signed
from zhuoping.records.models import AdoptedEdition, Engagement
from zhuoping.records.values import scheme_of


def move_on(
    engagement: Engagement,
    code: str,
    at: datetime,
    due_on: date | None = None,
    *,
    at_latest: date | None = None,
) -> None:
    """Make the move `code` on a locked engagement. Refuses: stage-over, not-this-stage.

    What it waits for from then on is due as the edition's terms say: reckoned here, once. `due_on` is a day that
    somebody set instead; `at_latest` one that bars anything later.
    """
    before = Stage(engagement.stage)
    after = move(before, code)
    if is_over(after):
        engagement.ended_at_stage = before
    if after is not before:
        engagement.stage_since = at
    engagement.stage = after
    if after is not before or BY_CODE[code].owed:
        # Anything else that leaves it at its stage is not what it waited for, and wins nobody time.
        engagement.due_on = due_on or _due(engagement, at, at_latest)
    engagement.version += 1
    engagement.save(update_fields=["stage", "stage_since", "ended_at_stage", "due_on", "version"])


def _due(engagement: Engagement, at: datetime, at_latest: date | None) -> date | None:
    signed, since = None, at
    if engagement.stage == Stage.ACCEPTED:
        agreement = agreement_in_force(engagement)
        if agreement is not None:
            signed = parties_signed(agreement)
            # The body's signature gives the client no new term.
            since = at if Party.CLIENT in signed else agreement.issued_at
    what = awaited(Stage(engagement.stage), signed)
    if what is None:
        return at_latest
    return due_date(what, timezone.localdate(since), scheme_of(engagement.edition), at_latest=at_latest)


def first_due(edition: AdoptedEdition, at: datetime) -> date | None:
    """Until when an application that is opened now should be submitted."""
    return due_date(Awaited.APPLICATION, timezone.localdate(at), scheme_of(edition))
