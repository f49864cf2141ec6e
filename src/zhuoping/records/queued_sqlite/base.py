# SPDX-License-Identifier: Apache-2.0
"""SQLite lets one connection write at a time; the others try again after pauses, and some of them starve.

Here they queue for a lock of the system before a transaction begins, threads and processes alike; the kernel wakes
them in their order, and takes the lock from a process that is killed. Who does not queue, such as another program or a
single statement outside a transaction, still has SQLite's own lock to wait for.
"""

import os
import sys
from typing import Any

from django.db.backends.sqlite3 import base

if sys.platform != "win32":  # There, SQLite's own way has to do.
    import fcntl


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection that waits for its turn before BEGIN IMMEDIATE, and lets go after COMMIT or ROLLBACK."""

    def __init__(self, *given: Any, **more: Any) -> None:  # noqa: ANN401 - as Django's.
        super().__init__(*given, **more)
        self._queue: int | None = None

    def _start_transaction_under_autocommit(self) -> None:
        self._wait_for_turn()
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc]
        except BaseException:
            self._let_go()
            raise

    def _commit(self) -> None:
        super()._commit()  # type: ignore[misc]
        self._let_go()  # Not when it failed: then a rollback follows.

    def _rollback(self) -> None:
        try:
            super()._rollback()  # type: ignore[misc]
        finally:
            self._let_go()

    def _close(self) -> None:
        try:
            super()._close()  # type: ignore[misc]
        finally:
            if self._queue is not None:
                os.close(self._queue)  # Which lets go, too.
                self._queue = None

    def _wait_for_turn(self) -> None:
        if sys.platform == "win32" or self.is_in_memory_db():
            return
        if self._queue is None:
            # Of its own for each connection: two that share one would not wait for each other.
            name = f"{self.settings_dict['NAME']}-queue"
            self._queue = os.open(name, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        fcntl.flock(self._queue, fcntl.LOCK_EX)

    def _let_go(self) -> None:
        if sys.platform != "win32" and self._queue is not None:
            fcntl.flock(self._queue, fcntl.LOCK_UN)
