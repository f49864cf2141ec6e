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
from collections.abc import Mapping
from dataclasses import dataclass

CHILD = "zhuoping.cli.server.child"
# A child that dies at once is not started again in a mad rush.
_PAUSES = (0.0, 1.0, 5.0, 15.0)
_STEADY = 60.0


@dataclass(frozen=True, slots=True)
class Listening:
    """Where the web server listens, and with how many processes and threads."""

    address: str
    port: int
    processes: int
    threads: int


class Supervisor:
    """The two children by name; `run` returns when it was asked to stop."""

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
        self._ended: queue.SimpleQueue[str] = queue.SimpleQueue()
        self._children: dict[str, subprocess.Popen[bytes]] = {}
        self._started: dict[str, float] = {}
        self._deaths: dict[str, int] = {}

    def run(self) -> None:
        """Keep both children alive until this process is asked to stop; then let them finish and stop them."""
        try:
            for name in self._commands:
                self._start(name)
            while True:
                self._start_again(self._ended.get())
        except KeyboardInterrupt:
            pass
        finally:
            self._stop()

    def _start(self, name: str) -> None:
        child = subprocess.Popen(
            [sys.executable, "-P", "-m", CHILD, *self._commands[name]],
            stdin=subprocess.PIPE,
            env=self._environment,
        )
        self._children[name] = child
        self._started[name] = time.monotonic()
        threading.Thread(target=self._wait, args=(name, child), daemon=True).start()

    def _wait(self, name: str, child: subprocess.Popen[bytes]) -> None:
        child.wait()
        self._ended.put(name)

    def _start_again(self, name: str) -> None:
        """A child died. It loses nothing: what it was doing was not committed, or its lease will run out."""
        lived = time.monotonic() - self._started[name]
        self._deaths[name] = 0 if lived > _STEADY else self._deaths.get(name, 0) + 1
        code = self._children[name].returncode
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


def check(environment: Mapping[str, str]) -> int:
    """Whether the server may start, asked in a process of its own; what is in the way was printed."""
    command = [sys.executable, "-P", "-m", CHILD, "check"]
    return subprocess.run(command, env=dict(environment), stdin=subprocess.DEVNULL, check=False).returncode


def environment() -> dict[str, str]:
    """This process's environment, in which children find this very package."""
    return dict(os.environ)
