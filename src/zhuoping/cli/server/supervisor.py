# SPDX-License-Identifier: Apache-2.0
"""The supervisor: starts the web server and the worker, starts them again when one dies, and stops both when asked.

It holds no database and no Django, so that it costs next to nothing and has nothing that could fail.
"""

import os
import queue
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import IO

from zhuoping.cli.server.child import READY

CHILD = "zhuoping.cli.server.child"
# A child that dies at once is not started again in a mad rush.
_PAUSES = (0.0, 1.0, 5.0, 15.0)
_STEADY = 60.0
_ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Listening:
    """Where the web server listens, and with how many processes and threads."""

    address: str
    port: int
    processes: int
    threads: int


class Supervisor:
    """The two children by name: the web server first, and the worker once that one found everything in order."""

    def __init__(self, listening: Listening, environment: Mapping[str, str]) -> None:
        self._commands = {
            "web": (
                "web",
                listening.address,
                str(listening.port),
                str(listening.processes),
                str(listening.threads),
            ),
            "worker": ("worker",),
        }
        self._environment = dict(environment)
        self._told: queue.SimpleQueue[tuple[str, str]] = queue.SimpleQueue()
        self._children: dict[str, subprocess.Popen[bytes]] = {}
        self._started: dict[str, float] = {}
        self._deaths: dict[str, int] = {}

    def run(self, started: Callable[[], None] = lambda: None) -> bool:
        """Keep both children alive until this process is asked to stop; then let them finish and stop them.

        `started` is called when the web server takes requests. False: it may not start; it printed what is in the way.
        """
        try:
            self._start("web")
            if self._told.get() != ("web", READY):
                return False
            started()
            self._start("worker")
            while True:
                name, what = self._told.get()
                if what == _ENDED:
                    self._start_again(name)
        except KeyboardInterrupt:
            return True
        finally:
            self._stop()

    def _start(self, name: str) -> None:
        child = subprocess.Popen(
            [sys.executable, "-P", "-m", CHILD, *self._commands[name]],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE if name == "web" else None,
            env=self._environment,
        )
        self._children[name] = child
        self._started[name] = time.monotonic()
        threading.Thread(target=self._heed, args=(name, child), daemon=True).start()

    def _heed(self, name: str, child: subprocess.Popen[bytes]) -> None:
        """Tell when a child is ready and when it has ended."""
        if child.stdout is not None:
            with child.stdout:
                self._pass_on(name, child.stdout)
        child.wait()
        self._told.put((name, _ENDED))

    def _pass_on(self, name: str, lines: IO[bytes]) -> None:
        """What the web server prints, to our own output; only that it is ready is meant for us."""
        for line in lines:
            if line.strip() == READY.encode():
                self._told.put((name, READY))
            else:
                sys.stdout.buffer.write(line)
                sys.stdout.flush()

    def _start_again(self, name: str) -> None:
        """A child died. It loses nothing: what it was doing was not committed, or its lease will run out."""
        lived = time.monotonic() - self._started[name]
        self._deaths[name] = 0 if lived > _STEADY else self._deaths.get(name, 0) + 1
        ended = self._children[name]
        if ended.stdin is not None:
            ended.stdin.close()
        code = ended.returncode
        pause = _PAUSES[min(self._deaths[name], len(_PAUSES) - 1)]
        print(
            f"zhuoping: {name} 已退出（{code}），重新启动 / {name} ended ({code}), starting it again",
            file=sys.stderr,
            flush=True,
        )
        time.sleep(pause)
        self._start(name)

    def _stop(self) -> None:
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, signal.SIG_IGN)  # Asked once is enough.
        for child in self._children.values():
            if child.poll() is None:
                child.terminate()
        for child in self._children.values():
            child.wait()
            if child.stdin is not None:
                child.stdin.close()


def environment() -> dict[str, str]:
    """This process's environment, in which children find this very package."""
    return dict(os.environ)
