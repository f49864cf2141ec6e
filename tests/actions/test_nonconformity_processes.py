# SPDX-License-Identifier: Apache-2.0
"""Two people of a client answer one nonconformity at the same time: one answer is kept, the other is told so."""

import os
import sqlite3
import subprocess
import sys
from contextlib import contextmanager

import pytest
from django.db import connection

from tests.actions.test_planning_processes import somebody_waits
from tests.cli.asking import ROOT
from tests.fieldworking import in_field
from tests.nonconforming import raised

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def shared(cast, edition, tmp_path):
    """What both processes are started with, and their environment."""
    engagement = in_field(cast, edition)
    row = raised(engagement, cast.sun)
    words = (engagement.number, str(row.pk), str(cast.alice.pk))
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
    """A process of answer_process; it is ended with the block, if it has not ended before."""
    command = [sys.executable, "-m", "tests.actions.answer_process", *words]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    with subprocess.Popen(command, env=environment, **pipes) as started:
        try:
            yield started
        finally:
            started.kill()


def test_of_two_answers_at_once_one_is_kept_and_the_other_is_refused(shared):
    environment, words = shared
    with process(environment, *words, "hold") as one:
        begun = [one.stdout.readline(), one.stdout.readline()]
        with process(environment, *words) as two:
            ready = two.stdout.readline()
            while two.poll() is None and not somebody_waits():
                pass
            ended = one.communicate("go\n")[0]
            refused = two.communicate()[0]

    assert (begun, ready) == (["ready\n", "in the middle\n"], "ready\n")
    assert ended == "answered\n"
    assert refused == "nonconformity-not-now\n"
