# SPDX-License-Identifier: Apache-2.0
"""Planning an evaluation (17065 7.4.1): the draft by its parts, the release, the answers to it, interests declared."""

from zhuoping.actions.planning.agenda import propose_agenda, remove_item, save_item
from zhuoping.actions.planning.draft import approve_days, save_basics, save_days
from zhuoping.actions.planning.interests import declare
from zhuoping.actions.planning.release import (
    confirm,
    prepare_release,
    release,
    release_prepared,
    request_changes,
    withdraw,
)
from zhuoping.actions.planning.sample import change_sample, draw_sample
from zhuoping.actions.planning.team import save_team

__all__ = [
    "approve_days",
    "change_sample",
    "confirm",
    "declare",
    "draw_sample",
    "prepare_release",
    "propose_agenda",
    "release",
    "release_prepared",
    "remove_item",
    "request_changes",
    "save_basics",
    "save_days",
    "save_item",
    "save_team",
    "withdraw",
]
