# SPDX-License-Identifier: Apache-2.0
"""`python -m tools.bench_web.main sqlite|postgresql`: prints rows for docs/benchmarks.md, one a figure.

On PostgreSQL run it by `python -m tools.with_postgres`, which is what `./zhuoping bench --web` does.
"""

import json
import os
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tools import environment
from tools.bench import Figure
from tools.bench_web.asking import ORIGIN, Browser, fields_of

ROWS = 100_000
ASKED = 30
SUSTAINED_SECONDS = 15
PYTHON = [sys.executable, "-m"]
PROCESSES_ON_POSTGRESQL = 3


def main(database: str) -> int:
    """Measure one database and print its rows."""
    with tempfile.TemporaryDirectory(prefix="zhuoping-bench-") as place:
        given = _environment(Path(place), database)
        for figure in _measured(given, database):
            print(figure.row(), flush=True)
    return 0


def _environment(place: Path, database: str) -> dict[str, str]:
    given = os.environ | {
        "ZHUOPING_SECRET_KEY": "b" * 64,
        "ZHUOPING_DATA": str(place),
        "ZHUOPING_HOSTS": "bench.example,localhost,127.0.0.1",
        "ZHUOPING_ORIGIN": ORIGIN,
        "ZHUOPING_BEHIND_PROXY": "true",
        "ZHUOPING_API_WRITES_A_MINUTE": "1000000",
        "DJANGO_SETTINGS_MODULE": "zhuoping.config.settings",
    }
    given.pop("ZHUOPING_DEMO", None)
    if database == "sqlite":
        given.pop("ZHUOPING_DATABASE", None)
    return given


def _measured(given: dict[str, str], database: str) -> Iterator[Figure]:
    called = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}[database]
    began = time.perf_counter()
    _run(given, "zhuoping", "migrate")
    yield Figure(f"{called}: migrations of an empty database", "s", "≤ 10", [time.perf_counter() - began])
    filled = json.loads(_run(given, "tools.bench_web.filling", str(ROWS)))
    with _serving(given, 1) as (port, seconds):
        yield Figure(f"{called}: start to first answer", "s", "≤ 3", [seconds])
        yield from _pages(port, filled, called)
        yield from _saves(port, filled, called)
        yield from _sustained(port, filled, called)
    for name, unit, target, values in json.loads(_run(given, "tools.bench_web.desk", called)):
        yield Figure(name, unit, target, values)
    if database == "postgresql":
        with _serving(given, PROCESSES_ON_POSTGRESQL) as (_, _):
            yield Figure(f"{called}: idle memory, 3 processes (PSS)", "MB", "≤ 250", [_memory()])


def _run(given: dict[str, str], *words: str) -> str:
    done = subprocess.run(
        [*PYTHON, *words], env=given, cwd=environment.ROOT, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise SystemExit(f"bench: {' '.join(words)}: {done.stderr[-2000:]}")
    return done.stdout


@contextmanager
def _serving(given: dict[str, str], processes: int) -> Iterator[tuple[int, float]]:
    """The server as an installation runs it; its port, and the seconds until its first answer."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port = int(listener.getsockname()[1])
    command = [*PYTHON, "zhuoping", "serve", "--port", str(port), "--processes", str(processes)]
    began = time.perf_counter()
    with subprocess.Popen(
        command, env=given, cwd=environment.ROOT, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL
    ) as server:
        try:
            while not _answers(port):
                if server.poll() is not None:
                    raise SystemExit("bench: the server ended while starting")
            yield port, time.perf_counter() - began
        finally:
            server.terminate()


def _answers(port: int) -> bool:
    try:
        return Browser(port, "").get("/health/").status == 200  # noqa: PLR2004 - OK.
    except OSError:
        time.sleep(0.02)
        return False


def _pages(port: int, filled: dict[str, list[str]], called: str) -> Iterator[Figure]:
    browser = Browser(port, str(filled["officer"]))
    numbers, usccs, words = filled["numbers"], filled["usccs"], filled["words"]
    asked = {
        "list of engagements": ["/desk/engagements/"] * ASKED,
        "search engagements, a rare name": [f"/desk/engagements/?q={number[-6:]}" for number in numbers],
        "search engagements, Chinese": [f"/desk/engagements/?q={word}" for word in words],
        "search engagements, two characters": ["/desk/engagements/?q=服务"] * ASKED,
        "list of enterprises": ["/desk/clients/"] * ASKED,
        "search enterprises, Chinese": [f"/desk/clients/?q={word}" for word in words],
        "an engagement": [f"/desk/engagements/{number}/" for number in numbers],
        "an enterprise": [f"/desk/clients/{uscc}/" for uscc in usccs],
    }
    for name, paths in asked.items():
        values = []
        for path in [paths[0], *paths]:
            answer = browser.get(_quoted(path))
            if answer.status != 200:  # noqa: PLR2004 - OK.
                raise SystemExit(f"bench: {path} answered {answer.status}")
            values.append(answer.seconds * 1000)
        yield Figure(f"{called}: {name}", "ms", "≤ 80", values[1:])


def _quoted(path: str) -> str:
    return "".join(
        each if each.isascii() else "".join(f"%{byte:02X}" for byte in each.encode()) for each in path
    )


def _saves(port: int, filled: dict[str, list[str]], called: str) -> Iterator[Figure]:
    browser = Browser(port, filled["users"][0])
    values = [_save(browser, filled["open"][0], index) * 1000 for index in range(ASKED + 1)]
    yield Figure(f"{called}: save of the application's form", "ms", "≤ 25", values[1:])


def _save(browser: Browser, number: str, index: int) -> float:
    """Open the form, change one field and send it; the seconds of the sending."""
    path = f"/portal/engagements/{number}/application/"
    fields = fields_of(browser.get(path).body, "version")
    changed = [(name, f"安装和维修 {index}" if name == "scope" else value) for name, value in fields]
    answer = browser.post(path, [*changed, ("stay", "1")])
    if answer.status != 303:  # noqa: PLR2004 - See Other.
        raise SystemExit(f"bench: the form answered {answer.status}")
    return answer.seconds


def _sustained(port: int, filled: dict[str, list[str]], called: str) -> Iterator[Figure]:
    """Eight programs that save at once, each its own application, as fast as they are answered."""
    waited: list[float] = []
    until = time.perf_counter() + SUSTAINED_SECONDS

    def save(key: str, number: str) -> None:
        program, index = Browser(port, ""), 0
        path = f"/api/v1/engagements/{number}/application"
        version = int(json.loads(program.get(path, key).body)["version"])
        while time.perf_counter() < until:
            index += 1
            answer = program.put(path, key, {"version": version, "scope": f"安装和维修 {index}"})
            if answer.status != 200:  # noqa: PLR2004 - OK.
                raise SystemExit(f"bench: {path} answered {answer.status}: {answer.body[:300]!r}")
            version = int(json.loads(answer.body)["version"])
            waited.append(answer.seconds * 1000)

    programs = [
        threading.Thread(target=save, args=pair) for pair in zip(filled["keys"], filled["open"], strict=True)
    ]
    for each in programs:
        each.start()
    for each in programs:
        each.join()
    ordered = sorted(waited)
    yield Figure(
        f"{called}: writes sustained, 8 clients", "per s", "≥ 200", [len(waited) / SUSTAINED_SECONDS]
    )
    yield Figure(f"{called}: median of those writes", "ms", "-", [statistics.median(ordered)])
    yield Figure(f"{called}: p99 of those writes", "ms", "≤ 100", [ordered[int(len(ordered) * 0.99)]])


def _memory() -> float:
    """Proportional memory of the server's processes, in megabytes."""
    total = 0
    for status in Path("/proc").glob("[0-9]*/smaps_rollup"):
        try:
            command = (status.parent / "cmdline").read_bytes()
            if b"zhuoping" not in command or b"bench" in command:
                continue
            found = re.search(r"^Pss:\s+(\d+)", status.read_text(), re.MULTILINE)
        except OSError:
            continue
        total += int(found[1]) if found else 0
    return total / 1024


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
