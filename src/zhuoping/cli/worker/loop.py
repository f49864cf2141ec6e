# SPDX-License-Identifier: Apache-2.0
"""The loop of the worker: take a job, do it, strike it off; wait a moment when there is none."""

import logging
import threading
import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import close_old_connections
from django.utils import timezone

from zhuoping.actions import jobs, notices
from zhuoping.cli.worker import checkpoints, digest, mailing, overdue, purging
from zhuoping.records.models import Job

PAUSE = 1.0
log = logging.getLogger("zhuoping.worker")


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of job: what does it, and for one that comes again and again, when next."""

    do: Callable[[Mapping[str, Any]], None]
    next_time: Callable[[datetime], datetime] | None = None


KINDS: Mapping[str, Kind] = {
    notices.MAIL: Kind(mailing.mail_notice),
    "digest.daily": Kind(lambda _: digest.tell_everybody(), digest.next_time),
    "nonconformities.daily": Kind(lambda _: overdue.escalate(), overdue.next_time),
    "checkpoint.daily": Kind(lambda _: checkpoints.sign(), checkpoints.next_time),
    "purge.daily": Kind(lambda _: purging.purge(), purging.next_time),
}


def run(stop: threading.Event, kinds: Mapping[str, Kind] = KINDS, lease: timedelta = jobs.LEASE) -> None:
    """Do jobs until `stop` is set; the job in hand is finished first."""
    ensure_recurring(kinds)
    while not stop.is_set():
        try:
            close_old_connections()
            busy = do_one(kinds, lease)
        except Exception:
            # The database is away: it will be back, and so shall we.
            log.exception("the worker could not take a job")
            busy = False
        if not busy:
            stop.wait(PAUSE)


def ensure_recurring(kinds: Mapping[str, Kind]) -> None:
    """See to it that each job that comes again and again is on the list."""
    now = timezone.now()
    for name, kind in kinds.items():
        if kind.next_time is not None:
            jobs.keep_up(name, due_at=kind.next_time(now))


def do_one(kinds: Mapping[str, Kind] = KINDS, lease: timedelta = jobs.LEASE) -> bool:
    """Do the next job that is due; False when there is none."""
    job = jobs.take(at=timezone.now(), lease=lease)
    if job is None:
        return False
    try:
        kind = kinds[job.name]
        kind.do(job.values)
    except Exception:  # noqa: BLE001 - whatever a job runs into, the worker goes on with the others.
        _failed(job, traceback.format_exc())
        return True
    again = kind.next_time(timezone.now()) if kind.next_time is not None else None
    jobs.done(job, again_at=again)
    return True


def do_all(kinds: Mapping[str, Kind] = KINDS) -> int:
    """Do everything that is due now; how many jobs that were."""
    count = 0
    while do_one(kinds):
        count += 1
    return count


def _failed(job: Job, fault: str) -> None:
    if jobs.failed(job, at=timezone.now(), fault=fault):
        log.warning("job %s %s failed and will be tried again\n%s", job.name, job.pk, fault)
    else:
        log.error("job %s %s failed %s times and is given up\n%s", job.name, job.pk, job.tries, fault)
