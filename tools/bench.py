# SPDX-License-Identifier: Apache-2.0
"""Measures what docs/benchmarks.md promises: `./zhuoping bench`, or `./zhuoping bench --all` for the slow ones too.

Whole processes are timed from outside with the operating system's own accounting; functions inside one process
after a warm-up. Nothing here fails for being slow: figures are read by people, on a machine that they know.
"""

import argparse
import os
import platform
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from importlib import metadata
from itertools import count
from pathlib import Path
from typing import Any

from tools import environment
from zhuoping.cli import sample_cases
from zhuoping.core import case_file, plain
from zhuoping.core.case import Case
from zhuoping.core.evaluation import EvaluatedCase, evaluate
from zhuoping.core.scheme import Scheme
from zhuoping.core.scoring import Scorer
from zhuoping.outputs.report.content import report_content
from zhuoping.outputs.report.docx import report_docx
from zhuoping.outputs.report.pdf import report_pdf
from zhuoping.schemes import library
from zhuoping.schemes.divisions import load_divisions

RUNS = 5
SCORECARDS = 20_000
LAUNCHER = environment.ROOT / "zhuoping"
SCHEME, EDITION = "after-sales-completeness", "2025"


@dataclass(frozen=True)
class Figure:
    """What was measured, in which unit, against which target, and the value of each run."""

    name: str
    unit: str
    target: str
    values: Sequence[float]

    def row(self) -> str:
        """The figure as a row of the table in docs/benchmarks.md: least, median, most."""
        shown = (f"{each:,.3g}" if each < 1000 else f"{each:,.0f}" for each in self._three())  # noqa: PLR2004
        return f"| {self.name} | {self.target} | {' | '.join(shown)} | {self.unit} | {len(self.values)} |"

    def _three(self) -> tuple[float, float, float]:
        return min(self.values), statistics.median(self.values), max(self.values)


def machine() -> str:
    """Processor, cores, memory, system, Python and the versions that matter."""
    cpu = platform.processor() or platform.machine()
    try:
        lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
        cpu = next(line.split(":", 1)[1].strip() for line in lines if line.startswith("model name"))
        pages = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
        memory = f", {pages / 2**30:.0f} GiB"
    except (OSError, StopIteration):
        memory = ""
    packages = ("typst", "docxtpl", "PyYAML", "python-calamine", "XlsxWriter")
    versions = ", ".join(f"{name} {metadata.version(name)}" for name in packages)
    python = f"{platform.python_implementation()} {platform.python_version()}"
    return f"{cpu}, {os.cpu_count()} cores{memory}; {platform.platform()}; {python}; {versions}"


@contextmanager
def scratch() -> Iterator[Path]:
    """A folder that is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="zhuoping-bench-") as folder:
        yield Path(folder)


def timed(work: Callable[[], object], runs: int = RUNS) -> list[float]:
    """Seconds of each run, after one that is not counted."""
    work()
    seconds = []
    for _ in range(runs):
        began = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - began)
    return seconds


def whole_process(command: Sequence[str], extra: dict[str, str] | None = None) -> tuple[float, float]:
    """Seconds and peak megabytes of one process from start to end."""
    began = time.perf_counter()
    process = subprocess.Popen(
        command,
        cwd=environment.ROOT,
        env=os.environ | (extra or {}),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"bench: {' '.join(command)} ended with {process.returncode}")
    return seconds, usage.ru_maxrss / 1024


def sample_path() -> Path:
    """The sample case with the most to say."""
    return max((path for _, path in sample_cases.samples()), key=lambda path: path.stat().st_size)


def sample() -> tuple[Scheme, Case, EvaluatedCase]:
    """The edition and a sample case, evaluated."""
    scheme = library.load(SCHEME, EDITION)
    path = sample_path()
    case = case_file.read_case(plain.read(path.read_bytes()).value, scheme)
    return scheme, case, evaluate(scheme, case, load_divisions())


def starts() -> Iterator[Figure]:
    """A second start of the launcher, up to the end of the smallest word."""
    runs = [whole_process([str(LAUNCHER), "version"])[0] for _ in range(RUNS + 1)][1:]
    yield Figure("second start, `version`", "s", "< 2", runs)


def evaluations() -> Iterator[Figure]:
    """`evaluate` from a cold start to JSON, PDF and DOCX: time and memory."""
    path = sample_path()
    with scratch() as folder:
        command = [sys.executable, "-m", "zhuoping", "evaluate", str(path), "-o", str(folder / "out")]
        runs = [whole_process(command) for _ in range(RUNS + 1)][1:]
    yield Figure("`evaluate` to JSON, PDF, DOCX, cold", "s", "≤ 2.5", [seconds for seconds, _ in runs])
    yield Figure("peak memory of it", "MB", "≤ 200", [megabytes for _, megabytes in runs])


def reports() -> Iterator[Figure]:
    """The report of a sample case, warm; each one different, as the typesetter remembers what it has set before."""
    _, case, evaluated = sample()
    numbers = count(1)

    def content() -> dict[str, Any]:
        setting = replace(
            case.evaluation, report_number=f"B-{next(numbers)}", started_on=case.evaluation.ended_on
        )
        return report_content(replace(evaluated, case=replace(case, evaluation=setting)), "zh")

    pages = max(map(int, re.findall(rb"/Count (\d+)", report_pdf(content(), "zh"))), default=0)
    yield Figure(
        f"PDF report, warm ({pages} pages)", "s", "≤ 0.3", timed(lambda: report_pdf(content(), "zh"))
    )
    yield Figure("Word report, warm", "s", "-", timed(lambda: report_docx(content(), "zh")))


def scorecards() -> Iterator[Figure]:
    """Scorecards with full arithmetic on one core."""
    scheme, case, _ = sample()
    scorer = Scorer(scheme)

    def work() -> None:
        for _ in range(SCORECARDS):
            scorer.score(case.awards, case.deductions, case.bonus, case.determination)

    rates = [SCORECARDS / seconds for seconds in timed(work)]
    yield Figure("scorecards with arithmetic, one core", "per s", "≥ 20,000", rates)


def loading() -> Iterator[Figure]:
    """An edition from its file, and a case from its file."""
    scheme, _, _ = sample()
    path = sample_path()

    def edition() -> None:
        library.load.cache_clear()
        library.load(SCHEME, EDITION)

    def case() -> None:
        case_file.read_case(plain.read(path.read_bytes()).value, scheme)

    yield Figure("edition load", "ms", "≤ 50", [seconds * 1000 for seconds in timed(edition)])
    yield Figure("case file load", "ms", "-", [seconds * 1000 for seconds in timed(case)])


def set_up() -> Iterator[Figure]:
    """Set-up of an empty environment without any cache."""
    runs = []
    for _ in range(RUNS):
        with scratch() as folder:
            bare = {"ZHUOPING_VENV": str(folder / "venv"), "PIP_NO_CACHE_DIR": "1"}
            runs.append(whole_process([str(LAUNCHER), "version"], bare)[0])
    yield Figure("set-up without cache, then `version`", "s", "≤ 90", runs)


def suite() -> Iterator[Figure]:
    """The whole test suite after set-up."""
    runs = [whole_process([str(LAUNCHER), "test"])[0] for _ in range(RUNS)]
    yield Figure("test suite", "s", "≤ 60", runs)


# Whole processes first: what this one has used counts as theirs at the moment that they begin.
QUICK = (starts, evaluations, loading, scorecards, reports)
SLOW = (set_up, suite)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table of docs/benchmarks.md as measured now."""
    parser = argparse.ArgumentParser(prog="zhuoping bench", description=__doc__)
    parser.add_argument("--all", action="store_true", help="set-up and the test suite too (ten minutes)")
    chosen = parser.parse_args(arguments)
    print(machine())
    print(
        "\n| what | target | least | median | most | unit | runs |\n| --- | --- | --- | --- | --- | --- | --- |"
    )
    for measure in (*QUICK, *SLOW) if chosen.all else QUICK:
        for figure in measure():
            print(figure.row(), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
