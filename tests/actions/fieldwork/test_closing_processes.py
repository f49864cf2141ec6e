# SPDX-License-Identifier: Apache-2.0
"""Closing in processes of their own: one of two closers wins, and one that is killed leaves nothing."""

import os
import sqlite3
import subprocess
import sys
from contextlib import contextmanager

import pytest
from django.db import connection

from tests.cli.asking import ROOT
from tests.closing import complete
from zhuoping.records.models import FrozenScorecard

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def shared(cast, edition, tmp_path):
    """An engagement in which nothing is missing, and the environment of the processes that close it."""
    engagement = complete(cast, edition)
    words = (engagement.number, str(cast.lin.pk))
    given = dict(
        os.environ, ZHUOPING_DATA=str(tmp_path), ZHUOPING_DEMO="true", PYTHONPATH=f"{ROOT}/src:{ROOT}"
    )
    values = connection.settings_dict
    if connection.vendor == "postgresql":
        address = f"{values['USER']}@{values['HOST']}:{values['PORT']}/{values['NAME']}"
        return {**given, "ZHUOPING_DATABASE": f"postgresql://{address}"}, words, None
    given.pop("ZHUOPING_DATABASE", None)
    path = tmp_path / "zhuoping.sqlite3"
    file = sqlite3.connect(path)
    connection.connection.backup(file)
    file.close()
    return given, words, path


@contextmanager
def process(environment, *words):
    """A process of closing_process; it is ended with the block, if it has not ended before."""
    command = [sys.executable, "-m", "tests.actions.fieldwork.closing_process", *words]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    with subprocess.Popen(command, env=environment, **pipes) as started:
        try:
            yield started
        finally:
            started.kill()


def frozen_in(path):
    """How many scorecards are frozen; `path` of the database where it is a file."""
    if path is None:
        return FrozenScorecard.objects.count()
    file = sqlite3.connect(path)
    count = file.execute("SELECT count(*) FROM records_frozenscorecard").fetchone()[0]
    file.close()
    return count


def test_of_two_who_close_at_once_one_freezes_and_one_killed_between_leaves_nothing(shared):
    environment, words, path = shared
    with process(environment, *words, "hold") as killed:
        typeset = killed.stdout.readline()
        killed.kill()
        killed.wait()
    left = frozen_in(path)

    with process(environment, *words, "hold") as one, process(environment, *words, "hold") as two:
        ready = [each.stdout.readline() for each in (one, two)]
        for each in (one, two):
            each.stdin.write("go\n")
            each.stdin.flush()
        said = sorted(each.communicate()[0] for each in (one, two))

    assert (typeset, left) == ("typeset\n", 0)
    assert ready == ["typeset\n"] * 2
    assert said == ["closed\n", "not-this-stage\n"]
    assert frozen_in(path) == 1
