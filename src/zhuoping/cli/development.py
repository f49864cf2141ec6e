# SPDX-License-Identifier: Apache-2.0
"""The words for developers: `test` and `check` say whether a change holds, `bench` how fast it is."""

import os
import subprocess
import sys
import time
from collections.abc import Iterable
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
# What touches the database, once more on PostgreSQL: locks, triggers and searches differ. A browser, and requests made
# up at random, see no more of it than these do.
ON_POSTGRESQL = (
    "tests/actions",
    "tests/web",
    "tests/api",
    "--ignore-glob=*_in_browser.py",
    "--ignore=tests/web/shared/test_passkey.py",
    "--ignore=tests/api/test_fuzz.py",
)
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
        ("-m", "tools.with_postgres", "-m", "pytest", *WORKERS, *ON_POSTGRESQL),
    )
    return first_failure([python(root, *run) for run in runs])


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


def python(root: Path, *arguments: str) -> int:
    """Run this Python in the checkout; the exit code is its own."""
    return subprocess.run([sys.executable, *arguments], cwd=root, env=os.environ, check=False).returncode


def refuse_outside(word: str) -> int:
    """One clear line for whoever has no checkout."""
    print(OUTSIDE.format(word=word), file=sys.stderr)
    return 1
