# SPDX-License-Identifier: Apache-2.0
"""Two officers release plans with one auditor on the same days at the same time: exactly one of them succeeds."""

import os
import sqlite3
import subprocess
import sys
from contextlib import contextmanager

import pytest
from django.db import connection

from tests import plans
from tests.cli.asking import ROOT

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def shared(cast, edition, tmp_path):
    """Two drafts that lack nothing, both with Lin and Sun on the same days, and the environment of their processes."""
    drafts = [
        plans.drafted(cast, edition),
        plans.drafted(cast, edition, plans.agreed(cast, edition, cast.bob, cast.client_b)),
    ]
    words = [(each.number, str(plans.edit_of(each)), str(cast.ma.pk)) for each in drafts]
    given = dict(
        os.environ, ZHUOPING_DATA=str(tmp_path), ZHUOPING_DEMO="true", PYTHONPATH=f"{ROOT}/src:{ROOT}"
    )
    values = connection.settings_dict
    if connection.vendor == "postgresql":
        address = f"{values['USER']}@{values['HOST']}:{values['PORT']}/{values['NAME']}"
        return {**given, "ZHUOPING_DATABASE": f"postgresql://{address}"}, words
    given.pop("ZHUOPING_DATABASE", None)
    file = sqlite3.connect(tmp_path / "zhuoping.sqlite3")
    connection.connection.backup(file)
    file.close()
    return given, words


@contextmanager
def process(environment, *words):
    """A process of plan_process; it is ended with the block, if it has not ended before."""
    command = [sys.executable, "-m", "tests.actions.plan_process", *words]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    with subprocess.Popen(command, env=environment, **pipes) as started:
        try:
            yield started
        finally:
            started.kill()


def somebody_waits():
    """Whether a transaction waits for a lock; SQLite does not tell."""
    if connection.vendor != "postgresql":
        return True
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
        return cursor.fetchone()[0] > 0


def test_of_two_releases_at_once_one_succeeds_and_the_other_is_told_who_is_booked(shared):
    environment, (first, second) = shared
    with process(environment, *first, "hold") as one:
        begun = [one.stdout.readline(), one.stdout.readline()]
        with process(environment, *second) as two:
            ready = two.stdout.readline()
            while two.poll() is None and not somebody_waits():
                pass
            ended = one.communicate("go\n")[0]
            refused = two.communicate()[0]

    assert (begun, ready) == (["ready\n", "in the middle\n"], "ready\n")
    assert ended == "released\n"
    assert refused == "member-booked\n"
