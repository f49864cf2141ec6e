# SPDX-License-Identifier: Apache-2.0
"""Processes that write the ledger at once, and one that is killed in the middle: on SQLite and on PostgreSQL."""

import os
import signal
import sqlite3
import subprocess
import sys
from contextlib import contextmanager

import pytest
from django.db import connection, transaction

from tests.cast import NOW
from tests.cli.asking import ROOT
from zhuoping.actions import checkpoints, ledger

pytestmark = pytest.mark.django_db(transaction=True)
BEGUN = 3  # Entries of `shared`: one act, the key, the checkpoint.


@pytest.fixture
def shared(cast, tmp_path, settings):
    """The environment of processes that share a database with a ledger of three entries."""
    settings.SIGNING_KEY = tmp_path / "signing-key.pem"
    with transaction.atomic():
        ledger.append(by=cast.ma, at=NOW, action="client.changed", subject=cast.client_a, body={})
    checkpoints.sign(by=None, at=NOW)
    given = dict(
        os.environ, ZHUOPING_DATA=str(tmp_path), ZHUOPING_DEMO="true", PYTHONPATH=f"{ROOT}/src:{ROOT}"
    )
    values = connection.settings_dict
    if connection.vendor == "postgresql":
        address = f"{values['USER']}@{values['HOST']}:{values['PORT']}/{values['NAME']}"
        return {**given, "ZHUOPING_DATABASE": f"postgresql://{address}"}
    given.pop("ZHUOPING_DATABASE", None)
    file = sqlite3.connect(tmp_path / "zhuoping.sqlite3")
    connection.connection.backup(file)
    file.close()
    return given


@contextmanager
def process(shared, *words):
    """A process of ledger_process; it is ended with the block, if it has not ended before."""
    command = [sys.executable, "-m", "tests.actions.ledger_process", *words]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    with subprocess.Popen(command, env=shared, **pipes) as started:
        try:
            yield started
        finally:
            started.kill()


def verified(shared):
    with process(shared, "verify") as asked:
        return asked.communicate()[0].strip()


def test_processes_that_write_at_once_leave_one_chain_without_gap_or_fork(shared):
    with process(shared, "append", "40") as one, process(shared, "append", "40") as two:
        assert [each.stdout.readline() for each in (one, two)] == ["ready\n", "ready\n"]
        for each in (one, two):
            each.stdin.write("go\n")
            each.stdin.flush()
        codes = [each.wait() for each in (one, two)]

    assert codes == [0, 0]
    assert verified(shared) == f"[] {BEGUN + 80} 81"


@pytest.mark.skipif(os.name == "nt", reason="no such signal")
def test_process_killed_in_the_middle_of_an_act_leaves_neither_act_nor_entry(shared):
    with process(shared, "hang") as killed:
        assert killed.stdout.readline() == "in the middle\n"
        killed.send_signal(signal.SIGKILL)
        assert killed.wait() == -signal.SIGKILL
    with process(shared, "append", "1") as next_one:
        next_one.communicate("go\n")

    assert next_one.returncode == 0
    assert verified(shared) == f"[] {BEGUN + 1} 2"
