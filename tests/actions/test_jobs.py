# SPDX-License-Identifier: Apache-2.0
from datetime import timedelta

import pytest
from django.db import transaction

from tests.cast import NOW
from zhuoping.actions import jobs
from zhuoping.records.models import Job

LATER = NOW + timedelta(hours=1)


def asked(**values):
    with transaction.atomic():
        jobs.ask_for("some.job", at=NOW, values=values)


@pytest.mark.django_db(transaction=True)
def test_job_of_a_change_that_was_rolled_back_is_not_there():
    with transaction.atomic():
        jobs.ask_for("some.job", at=NOW)
        transaction.set_rollback(True)

    assert not Job.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_job_asked_for_outside_a_transaction_is_a_fault_of_the_program():
    with pytest.raises(RuntimeError):
        jobs.ask_for("some.job", at=NOW)


@pytest.mark.django_db
def test_job_is_taken_by_one_only_until_its_lease_ends():
    asked(n=1)

    first = jobs.take(at=NOW)

    assert (first.values, first.tries) == ({"n": 1}, 1)
    assert jobs.take(at=NOW) is None
    assert jobs.take(at=NOW + jobs.LEASE - timedelta(microseconds=1)) is None
    assert jobs.take(at=NOW + jobs.LEASE).tries == 2


@pytest.mark.django_db
def test_jobs_are_taken_in_the_order_in_which_they_are_due():
    asked(n=1)
    asked(n=2)

    assert [jobs.take(at=NOW).values["n"] for _ in range(2)] == [1, 2]


@pytest.mark.django_db
def test_job_that_is_not_due_waits():
    jobs.keep_up("daily", due_at=LATER)

    assert jobs.take(at=LATER - timedelta(seconds=1)) is None
    assert jobs.take(at=LATER).name == "daily"


@pytest.mark.django_db
def test_job_done_is_gone_and_one_that_comes_again_is_due_again():
    asked()
    jobs.keep_up("daily", due_at=NOW)
    for _ in range(2):
        job = jobs.take(at=NOW)
        jobs.done(job, again_at=LATER if job.key else None)

    left = Job.objects.get()

    assert (left.name, left.due_at, left.leased_until, left.tries) == ("daily", LATER, None, 0)


@pytest.mark.django_db
def test_whoever_lost_the_lease_cannot_strike_the_job_off_under_the_next_one():
    asked()
    slow = jobs.take(at=NOW)
    quick = jobs.take(at=NOW + jobs.LEASE)

    jobs.done(slow)

    assert Job.objects.get().leased_until == quick.leased_until
    jobs.failed(slow, at=LATER, fault="late")
    assert Job.objects.get().fault == ""


@pytest.mark.django_db
def test_failed_job_is_tried_again_after_longer_and_longer_pauses_and_then_given_up():
    asked()
    at, pauses = NOW, []
    while (job := jobs.take(at=at)) is not None:
        jobs.failed(job, at=at, fault="mail server away")
        left = Job.objects.get()
        pauses.append((left.due_at - at).total_seconds())
        at = left.due_at

    assert pauses == [30, 60, 120, 240, 480, 960, 1920, 3840, 7680, 14400]
    assert (left.given_up_at is not None, left.fault, left.tries) == (True, "mail server away", 10)


@pytest.mark.django_db
def test_given_up_jobs_are_due_again_when_the_operator_says_so():
    asked()
    Job.objects.update(given_up_at=NOW, tries=10)

    assert jobs.try_given_up_again(at=LATER) == 1
    assert jobs.take(at=LATER).tries == 1


@pytest.mark.django_db
def test_job_that_comes_again_is_never_given_up():
    jobs.keep_up("daily", due_at=NOW)
    Job.objects.update(tries=99)

    assert jobs.failed(jobs.take(at=NOW), at=NOW, fault="x") is True
    assert Job.objects.get().given_up_at is None


@pytest.mark.django_db
def test_job_that_is_kept_up_is_there_once():
    jobs.keep_up("daily", due_at=NOW)
    jobs.keep_up("daily", due_at=LATER)

    assert Job.objects.get().due_at == NOW
