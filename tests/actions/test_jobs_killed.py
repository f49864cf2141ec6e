# SPDX-License-Identifier: Apache-2.0
"""The proof behind docs/decisions/0011: a worker that is killed loses no job, on SQLite and on PostgreSQL."""

import os
import signal
import sqlite3
import subprocess
import sys
from contextlib import contextmanager

import pytest
from django.db import connection, transaction
from django.utils import timezone

from tests.cli.asking import ROOT
from zhuoping.actions import jobs

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(os.name == "nt", reason="no such signals"),
]


@pytest.fixture
def shared(tmp_path):
    """The environment of processes that share a database with this one; what stands in it now is there for them."""
    given = dict(
        os.environ, ZHUOPING_DATA=str(tmp_path), ZHUOPING_DEMO="true", PYTHONPATH=f"{ROOT}/src:{ROOT}"
    )
    values = connection.settings_dict
    if connection.vendor == "postgresql":
        address = f"{values['USER']}@{values['HOST']}:{values['PORT']}/{values['NAME']}"
        return {**given, "ZHUOPING_DATABASE": f"postgresql://{address}"}
    given.pop("ZHUOPING_DATABASE", None)
    return given


@pytest.fixture
def hand_over(shared, tmp_path):
    """Put the tables where the processes see them, and answer by queries what they hold afterwards."""
    if connection.vendor == "postgresql":
        return answers
    connection.ensure_connection()
    file = sqlite3.connect(tmp_path / "zhuoping.sqlite3")
    connection.connection.backup(file)
    file.close()

    def answer(query):
        with sqlite3.connect(tmp_path / "zhuoping.sqlite3") as reading:
            return reading.execute(query).fetchall()

    return answer


def answers(query):
    with connection.cursor() as cursor:
        cursor.execute(query)
        return cursor.fetchall()


def ask_for(name, *numbers):
    with transaction.atomic():
        for number in numbers:
            jobs.ask_for(name, at=timezone.now(), values={"n": number})


@contextmanager
def worker(shared, lease):
    """A worker process; it is ended with the block, if it has not ended before."""
    command = [sys.executable, "-m", "tests.actions.job_process", str(lease)]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    with subprocess.Popen(command, env=shared, **pipes) as process:
        try:
            yield process
        finally:
            process.kill()


def until_done(process, answer):
    """Ask until no job is left, for as long as the process that does them lives, and a minute at most."""
    for _ in range(1200):
        if answer("SELECT id FROM records_job") == []:
            return
        with pytest.raises(subprocess.TimeoutExpired):
            process.wait(0.05)
    pytest.fail("jobs are left after a minute")


def test_job_whose_worker_was_killed_in_the_middle_is_done_by_the_next_one(shared, request):
    ask_for("slow", 1)
    answer = request.getfixturevalue("hand_over")

    with worker(shared, lease=1) as first:
        assert first.stdout.readline() == "begun 1\n"
        first.send_signal(signal.SIGKILL)
        assert first.wait() == -signal.SIGKILL
    after_the_kill = answer("SELECT name FROM records_counter"), answer("SELECT tries FROM records_job")
    with worker(shared, lease=60) as second:
        assert second.stdout.readline() == "begun 1\n"
        second.stdin.write("go on\n")
        second.stdin.flush()
        until_done(second, answer)

    assert after_the_kill == ([], [(1,)])
    assert answer("SELECT name FROM records_counter ORDER BY name") == [("half 1",), ("whole 1",)]


def test_worker_that_is_asked_to_end_finishes_the_job_in_hand_first(shared, request):
    ask_for("slow", 1, 2)
    answer = request.getfixturevalue("hand_over")

    with worker(shared, lease=60) as process:
        assert process.stdout.readline() == "begun 1\n"
        process.send_signal(signal.SIGTERM)
        process.stdin.write("go on\n")
        process.stdin.flush()
        code = process.wait()

    assert code == 0
    assert answer("SELECT name FROM records_counter ORDER BY name") == [("half 1",), ("whole 1",)]
    assert answer("SELECT tries FROM records_job") == [(0,)]


def test_two_workers_do_each_job_once(shared, request):
    ask_for("quick", *range(40))
    answer = request.getfixturevalue("hand_over")

    with worker(shared, lease=60) as one, worker(shared, lease=60):
        until_done(one, answer)

    # The name is unique: a job that was done twice would have failed, and be there still.
    assert answer("SELECT count(*) FROM records_counter") == [(40,)]
