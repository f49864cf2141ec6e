# SPDX-License-Identifier: Apache-2.0
"""Moving an engagement on: by core's table only, and always with its time and a new version."""

from datetime import date, datetime

from zhuoping.core.lifecycle import Stage, is_over, move
from zhuoping.records.models import Engagement


def move_on(engagement: Engagement, code: str, at: datetime, due_on: date | None = None) -> None:
    """Make the move `code` on a locked engagement. Refuses: stage-over, not-this-stage."""
    before = Stage(engagement.stage)
    after = move(before, code)
    if is_over(after):
        engagement.ended_at_stage = before
    if after is not before:
        engagement.stage_since = at
    engagement.stage = after
    engagement.due_on = due_on
    engagement.version += 1
    engagement.save(update_fields=["stage", "stage_since", "ended_at_stage", "due_on", "version"])
