# SPDX-License-Identifier: Apache-2.0
"""The words for developers: `test` and `check` say whether a change holds, `bench` how fast it is."""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

# Name and arguments after `python`; in the order in which a mistake is cheapest to see.
CHECKS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("format", ("-m", "ruff", "format", "--check", "--output-format", "concise", ".")),
    ("lint", ("-m", "ruff", "check", "--output-format", "concise", ".")),
    ("locks", ("-m", "tools.check_locks")),
    ("wording", ("-m", "tools.check_wording")),
    ("documents", ("-m", "tools.check_docs")),
    ("markdown", ("-m", "tools.check_markdown")),
    ("imports", ("-c", "from importlinter.cli import lint_imports_command as go; go()")),
    ("types", ("-m", "mypy")),
    ("typescript", ("-m", "tools.assets", "types")),
)
WORKERS = ("-n", "auto", "--dist", "worksteal", "--durations=10")
# What shows the rules of core, watched: every branch has to be reached from here. The rest reaches core too, but a
# rule that only a report happens to pass is not tested; so it is not watched, and takes half the time.
TESTS_OF_CORE = (
    # Without Django: its start would load core before anybody watches. So without the option that names its settings.
    "-p",
    "no:django",
    "-o",
    "addopts=--import-mode=importlib --strict-markers --strict-config",
    "--cov",
    "--cov-report=term-missing:skip-covered",
    "--doctest-modules",
    "src/zhuoping/core",
    "tests/core",
    "tests/schemes",
)
OTHER_TESTS = ("tests", "--ignore=tests/core", "--ignore=tests/schemes")
# Once more on PostgreSQL, because locks, triggers, constraints, order and searches differ there: what asks the database
# itself (actions, records), every address as every role and under attack, programs that write at once, the whole way
# through the API, accounts, who sees which file, and the lists that search and sort. All other pages and routes show
# what these answer and do what actions do, wherever the rows are.
ON_POSTGRESQL = (
    "tests/actions/test_*.py",
    "tests/actions/fieldwork/test_*.py",
    "tests/records/test_people_values.py",
    "tests/records/test_work_list.py",
    *(
        f"tests/api/test_{each}.py"
        for each in ("clients", "create_then_use", "hostile", "journey", "matrix", "people", "writing")
    ),
    "tests/web/test_*.py",
    *(f"tests/web/desk/test_{each}.py" for each in ("engagements", "ledger", "people", "work")),
    *(f"tests/web/shared/test_{each}.py" for each in ("accounts", "evidence", "lists", "sessions")),
)
# Where files are not written to a disk: tests write thousands, and the store has each of them synced.
MEMORY = Path("/dev/shm")  # noqa: S108 - a folder of our own is made in it.
MEMORY_NEEDED = 2 * 1024**3
OUTSIDE = (
    "zhuoping: “{word}”只能在源码目录中使用：请在其中运行 ./zhuoping {word}。"
    " / “{word}” works in a checkout only: run ./zhuoping {word} there."
)


def checkout() -> Path | None:
    """The checkout that this package runs from, or None for an installed wheel."""
    root = Path(__file__).resolve().parents[3]
    return root if (root / "zhuoping").is_file() and (root / "tools").is_dir() else None


def run_tests(arguments: list[str]) -> int:
    """Run all tests with the coverage gate of core, or only what `arguments` (pytest's own) ask for."""
    root = checkout()
    if root is None:
        return refuse_outside("test")
    if arguments:
        return python(root, "-m", "pytest", *arguments)
    runs = (
        ("-m", "pytest", *WORKERS, *TESTS_OF_CORE),
        ("-m", "pytest", *WORKERS, *OTHER_TESTS),
        ("-m", "tools.with_postgres", "-m", "pytest", *WORKERS, *found(root, ON_POSTGRESQL)),
    )
    with temporary_files() as place:
        return first_failure([python(root, *run, **place) for run in runs])


def found(root: Path, patterns: Iterable[str]) -> list[str]:
    """The files that patterns mean, each once, in the order of the patterns."""
    paths = [path.relative_to(root) for pattern in patterns for path in sorted(root.glob(pattern))]
    return [path.as_posix() for path in dict.fromkeys(paths)]


@contextmanager
def temporary_files() -> Iterator[Mapping[str, str]]:
    """The variable that sends all temporary files to a folder in memory, gone afterwards; none where that cannot be."""
    # Programs are run from there too: PostgreSQL's, where its own user could not reach them (tools/with_postgres).
    runs_programs = MEMORY.is_dir() and not os.statvfs(MEMORY).f_flag & os.ST_NOEXEC
    if "TMPDIR" in os.environ or not runs_programs or shutil.disk_usage(MEMORY).free < MEMORY_NEEDED:
        yield {}
        return
    with tempfile.TemporaryDirectory(prefix="zp-", dir=MEMORY, ignore_cleanup_errors=True) as place:
        Path(place).chmod(0o711)  # That user passes through.
        yield {"TMPDIR": place}


def first_failure(codes: Iterable[int]) -> int:
    """The first exit code that is not 0; one below 0 is a process that was killed, which is a failure too."""
    return next((code for code in codes if code != 0), 0)


def run_checks() -> int:
    """Run every check, show the output of those that fail, and answer 1 when any did."""
    root = checkout()
    if root is None:
        return refuse_outside("check")
    failed = [name for name, command in CHECKS if not passes(root, name, command)]
    print(f"check: {len(failed)} failed: {', '.join(failed)}" if failed else "check: all passed")
    return 1 if failed else 0


def run_bench(*, everything: bool = False, web: bool = False) -> int:
    """Measure rendering, scoring and loading on this machine, and with `everything` set-up and the test suite too.

    `web` measures the web product instead, on both databases.
    """
    root = checkout()
    if root is None:
        return refuse_outside("bench")
    if not web:
        return python(root, "-m", "tools.bench", *(("--all",) if everything else ()))
    measuring = ("-m", "tools.bench_web.main")
    runs = ((*measuring, "sqlite"), ("-m", "tools.with_postgres", *measuring, "postgresql"))
    return first_failure([python(root, *run) for run in runs])


def passes(root: Path, name: str, command: tuple[str, ...]) -> bool:
    """Run one check and print its line."""
    print(f"{name:<10} …", end="", flush=True)
    began = time.monotonic()
    result = subprocess.run(
        [sys.executable, *command],
        cwd=root,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    good = result.returncode == 0
    print(f" {'ok' if good else 'FAILED'} ({time.monotonic() - began:.1f} s)", flush=True)
    if not good:
        print("\n".join(f"    {line}" for line in result.stdout.splitlines()), flush=True)
    return good


def python(root: Path, *arguments: str, **variables: str) -> int:
    """Run this Python in the checkout, with these variables; the exit code is its own."""
    # Tests start a hundred Pythons, and each would compile all of the program anew.
    given = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    command = [sys.executable, *arguments]
    return subprocess.run(command, cwd=root, env=given | variables, check=False).returncode


def refuse_outside(word: str) -> int:
    """One clear line for whoever has no checkout."""
    print(OUTSIDE.format(word=word), file=sys.stderr)
    return 1
