# SPDX-License-Identifier: Apache-2.0
"""The proof behind docs/decisions/0011: a worker that is killed loses no job, on SQLite and on PostgreSQL."""

import signal
import sqlite3

import pytest
from django.db import connection, transaction
from django.utils import timezone

from tests.processes import family, needs_fork
from zhuoping.actions import jobs

__all__ = ["family"]

pytestmark = [pytest.mark.django_db(transaction=True), needs_fork]
WORKER = "tests.actions.job_process"


@pytest.fixture
def answer(tmp_path):
    """Answers by queries what the tables hold that the workers see."""

    def answering(query):
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute(query)
                return cursor.fetchall()
        with sqlite3.connect(tmp_path / "zhuoping.sqlite3") as reading:
            return reading.execute(query).fetchall()

    return answering


def ask_for(name, *numbers):
    with transaction.atomic():
        for number in numbers:
            jobs.ask_for(name, at=timezone.now(), values={"n": number})


def until_done(process, answer):
    """Ask until no job is left, for as long as the process that does them lives, and a minute at most."""
    for _ in range(1200):
        if answer("SELECT id FROM records_job") == []:
            return
        assert process.lives_a_moment()
    pytest.fail("jobs are left after a minute")


def test_job_whose_worker_was_killed_in_the_middle_is_done_by_the_next_one(family, answer):
    ask_for("slow", 1)
    start = family(WORKER)

    first = start(1)
    assert first.stdout.readline() == "begun 1\n"
    first.kill()
    assert first.wait() == -signal.SIGKILL
    after_the_kill = answer("SELECT name FROM records_counter"), answer("SELECT tries FROM records_job")
    second = start(60)
    assert second.stdout.readline() == "begun 1\n"
    second.go()
    until_done(second, answer)

    assert after_the_kill == ([], [(1,)])
    assert answer("SELECT name FROM records_counter ORDER BY name") == [("half 1",), ("whole 1",)]


def test_worker_that_is_asked_to_end_finishes_the_job_in_hand_first(family, answer):
    ask_for("slow", 1, 2)

    worker = family(WORKER)(60)
    assert worker.stdout.readline() == "begun 1\n"
    worker.kill(signal.SIGTERM)
    worker.go()
    code = worker.wait()

    assert code == 0
    assert answer("SELECT name FROM records_counter ORDER BY name") == [("half 1",), ("whole 1",)]
    assert answer("SELECT tries FROM records_job") == [(0,)]


def test_two_workers_do_each_job_once(family, answer):
    ask_for("quick", *range(40))
    start = family(WORKER)

    one, _ = start(60), start(60)
    until_done(one, answer)

    # The name is unique: a job that was done twice would have failed, and be there still.
    assert answer("SELECT count(*) FROM records_counter") == [(40,)]
