# SPDX-License-Identifier: Apache-2.0
"""Jobs for the worker: asked for in the transaction of the change, taken on a lease, done at least once.

A job whose worker dies is taken by the next one when its lease has run out; so whatever a job does must bear being
done twice (docs/decisions/0011).
"""

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.db import connection, transaction
from django.db.models import Q

from zhuoping.records.models import Job

LEASE = timedelta(minutes=2)
MOST_TRIES = 10
_FIRST_PAUSE = timedelta(seconds=30)
_LONGEST_PAUSE = timedelta(hours=4)
_FAULT_KEPT = 2000


def ask_for(name: str, *, at: datetime, values: Mapping[str, str | int] | None = None) -> None:
    """Have a job done once this transaction is there; without one, so is the job."""
    if not connection.in_atomic_block:
        raise RuntimeError("a job is asked for inside the transaction of what causes it")
    Job.objects.create(name=name, values=dict(values or {}), due_at=at)


def keep_up(name: str, *, due_at: datetime) -> None:
    """See to it that a job which comes again and again is there; once it is, nothing changes."""
    Job.objects.get_or_create(key=name, defaults={"name": name, "due_at": due_at})


@transaction.atomic
def take(*, at: datetime, lease: timedelta = LEASE) -> Job | None:
    """The job that is due longest and that nobody holds, now held until the lease ends; None when there is none."""
    free = Q(leased_until=None) | Q(leased_until__lte=at)
    due = Job.objects.filter(free, given_up_at=None, due_at__lte=at).order_by("due_at", "pk")
    # PostgreSQL: two workers never wait for each other. SQLite: the transaction is the only one that writes.
    job = due.select_for_update(skip_locked=connection.features.has_select_for_update_skip_locked).first()
    if job is None:
        return None
    job.leased_until = at + lease
    job.tries += 1
    job.save(update_fields=["leased_until", "tries"])
    return job


@transaction.atomic
def done(job: Job, *, again_at: datetime | None = None) -> None:
    """Take a job off the list, or make it due again; nothing happens when the lease ran out and another has it."""
    held = Job.objects.filter(pk=job.pk, leased_until=job.leased_until)
    if again_at is None:
        held.delete()
    else:
        held.update(due_at=again_at, leased_until=None, tries=0, fault="", given_up_at=None)


@transaction.atomic
def failed(job: Job, *, at: datetime, fault: str) -> bool:
    """Have a failed job tried again later, each time after a longer pause; False after the last try.

    One that comes again and again is never given up.
    """
    last = job.tries >= MOST_TRIES and job.key is None
    pause = min(_FIRST_PAUSE * 2 ** min(job.tries - 1, MOST_TRIES), _LONGEST_PAUSE)
    Job.objects.filter(pk=job.pk, leased_until=job.leased_until).update(
        due_at=at + pause,
        leased_until=None,
        fault=fault[-_FAULT_KEPT:],
        given_up_at=at if last else None,
    )
    return not last


def try_given_up_again(*, at: datetime) -> int:
    """Make given-up jobs due again, as after the mail server was mended; how many there were."""
    return Job.objects.exclude(given_up_at=None).update(given_up_at=None, tries=0, due_at=at)
