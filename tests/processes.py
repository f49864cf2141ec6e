# SPDX-License-Identifier: Apache-2.0
"""Processes beside this one, on one database with it: the proofs of what happens at once, or when somebody is killed.

What such a process does is the `main` of a module that loads Django itself, with its words in sys.argv.
"""

import json
import os
import select
import signal
import socket
import sqlite3
import subprocess
import sys
from contextlib import ExitStack, contextmanager

import pytest
from django.db import connection

from tests.cli.asking import ROOT
from tests.forking import MOST

needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="no such processes")


class Process:
    """A process that was forked: text goes to its `stdin` and comes from its `stdout`."""

    def __init__(self, ask, words):
        (theirs_in, ours_in), (ours_out, theirs_out) = os.pipe(), os.pipe()
        self._ask, self._code = ask, None
        self.stdin, self.stdout = open(ours_in, "w"), open(ours_out)  # noqa: PTH123, SIM115 - pipes.
        self.pid = ask(["start", *map(str, words)], [theirs_in, theirs_out])
        for place in (theirs_in, theirs_out):
            os.close(place)

    def go(self):
        """Let it go on that waits for a line."""
        self.stdin.write("go\n")
        self.stdin.flush()

    def kill(self, number=signal.SIGKILL):
        """Send it a signal, if it has not ended and been waited for."""
        if self._code is None:
            os.kill(self.pid, number)

    def wait(self):
        """Its exit code, when it has ended; below 0 for the signal that ended it."""
        if self._code is None:
            self._code = self._ask(["wait", self.pid])
        return self._code

    def lives(self):
        """Whether it has not ended yet."""
        if self._code is None:
            self._code = self._ask(["poll", self.pid])
        return self._code is None

    def lives_a_moment(self):
        """Give it a moment, in which it neither ends nor says anything."""
        return select.select([self.stdout], [], [], 0.05)[0] == []

    def rest(self):
        """What else it says until it ends."""
        said = self.stdout.read()
        self.wait()
        return said

    def end(self):
        """It is killed, if it has not ended before."""
        self.kill()
        self.wait()
        self.stdin.close()
        self.stdout.close()


@pytest.fixture
def family(tmp_path):
    """Loads a module in a process that finds the database as it is now, and answers what forks others from there.

    `start = family("tests.actions.job_process")`, then `start("word", …)` for each; all are ended with the test.
    """
    with ExitStack() as stack:
        yield lambda module: stack.enter_context(_loaded(module, _sharing(tmp_path)))


@contextmanager
def _loaded(module, environment):
    ours, theirs = socket.socketpair()
    command = [sys.executable, "-m", "tests.forking", module, str(theirs.fileno())]
    started = []

    def ask(words, places=()):
        socket.send_fds(ours, [json.dumps(words).encode()], places)
        return json.loads(ours.recv(MOST))

    def start(*words):
        started.append(Process(ask, words))
        return started[-1]

    with subprocess.Popen(command, cwd=ROOT, env=environment, pass_fds=[theirs.fileno()]) as loader:
        theirs.close()
        with ours:
            try:
                yield start
            finally:
                for each in started:
                    each.end()
                loader.kill()  # To take down all that it loaded would take it a second.


def _sharing(folder):
    """The environment of processes on this database: itself on PostgreSQL, its copy in a folder on SQLite."""
    given = dict(os.environ, ZHUOPING_DATA=str(folder), ZHUOPING_DEMO="true", PYTHONPATH=f"{ROOT}/src:{ROOT}")
    values = connection.settings_dict
    if connection.vendor == "postgresql":
        address = f"{values['USER']}@{values['HOST']}:{values['PORT']}/{values['NAME']}"
        return {**given, "ZHUOPING_DATABASE": f"postgresql://{address}"}
    given.pop("ZHUOPING_DATABASE", None)
    connection.ensure_connection()
    file = sqlite3.connect(folder / "zhuoping.sqlite3")
    connection.connection.backup(file)
    file.close()
    return given
