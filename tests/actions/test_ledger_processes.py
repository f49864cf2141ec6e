# SPDX-License-Identifier: Apache-2.0
"""Processes that write the ledger at once, and one that is killed in the middle: on SQLite and on PostgreSQL."""

import signal

import pytest
from django.db import transaction

from tests.cast import NOW
from tests.processes import family, needs_fork
from zhuoping.actions import checkpoints, ledger

__all__ = ["family"]

pytestmark = [pytest.mark.django_db(transaction=True), needs_fork]
BEGUN = 3  # Entries of `start`: one act, the key, the checkpoint.


@pytest.fixture
def start(cast, tmp_path, settings, family):
    """Starts processes of ledger_process on a database with a ledger of three entries."""
    settings.SIGNING_KEY = tmp_path / "signing-key.pem"
    with transaction.atomic():
        ledger.append(by=cast.ma, at=NOW, action="client.changed", subject=cast.client_a, body={})
    checkpoints.sign(by=None, at=NOW)
    return family("tests.actions.ledger_process")


def test_processes_that_write_at_once_leave_one_chain_without_gap_or_fork(start):
    one, two = start("append", 40), start("append", 40)
    assert [each.stdout.readline() for each in (one, two)] == ["ready\n", "ready\n"]
    for each in (one, two):
        each.go()
    codes = [each.wait() for each in (one, two)]

    assert codes == [0, 0]
    assert start("verify").rest() == f"[] {BEGUN + 80} 81\n"


def test_process_killed_in_the_middle_of_an_act_leaves_neither_act_nor_entry(start):
    killed = start("hang")
    assert killed.stdout.readline() == "in the middle\n"
    killed.kill()
    assert killed.wait() == -signal.SIGKILL
    next_one = start("append", 1)
    next_one.go()

    assert next_one.wait() == 0
    assert start("verify").rest() == f"[] {BEGUN + 1} 2\n"
