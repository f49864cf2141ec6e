# SPDX-License-Identifier: Apache-2.0
"""Signing a checkpoint of the ledger every day, so that nobody can cut its end off unseen."""

from datetime import datetime, time

from django.utils import timezone

from zhuoping.actions import checkpoints
from zhuoping.cli.worker.hours import next_at
from zhuoping.records import ledger

HOUR = time(1, 0)


def sign() -> None:
    """Sign where the ledger stands now; before the first entry there is nothing to sign."""
    stands = ledger.standing()
    if stands is not None and stands[1].sequence:
        checkpoints.sign(by=None, at=timezone.now())


def next_time(now: datetime) -> datetime:
    """The next time of the day at which a checkpoint is signed, where the body is."""
    return next_at(HOUR, now)
