# SPDX-License-Identifier: Apache-2.0
"""Asks the command line as a person or a program does, in this process or in one of its own."""

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from io import BytesIO, TextIOWrapper
from pathlib import Path

from tests.make import case_value, edition
from zhuoping.cli.main import main
from zhuoping.core.plain import Plain
from zhuoping.outputs.case_file import yaml_text

ROOT = Path(__file__).resolve().parents[2]

AWARDS = """\
scheme: after-sales-completeness
edition: "2025"
awards:
  "1.1": 3
  "1.2": {sampled: {size: 20, conforming: 17}}
  "2.1": {parts: {a: 5, b: {sampled: {size: 40, conforming: 38}}}}
  "2.2": {all_or_nothing: true, reason: 名册核对}
  "3.1": {judged: 8.5, reason: 专项资金没有单列}
deductions: [{ground: law, reason: 未公示三包}]
"""

# Texts that people write, or that somebody writes to do harm.
HOSTILE = {
    "emoji": "检索 😀👍🏽",
    "rare characters": "龢、𬭎、㛃、𠅤",
    "right to left": "正常\u202e倒写\u202c\u2067完\u2069",
    "formula": "=cmd|'/C calc'!A0",
    "escape sequence": "\x1b[31m红\x1b[2J\x07",
    "markup": "[bold]不是[/bold] #strong[不是] {{ 7*7 }} <b>不是</b> & \\ $x$",
    "long": "长" * 10_000,
    "one word": "W" * 10_000,
}


@dataclass(frozen=True)
class Answer:
    """What the command line said, and its exit code."""

    code: int
    out: str
    err: str


def ask(*words: str | Path) -> Answer:
    """The answer of the command line in this process, into a pipe that takes UTF-8."""
    out, err = (TextIOWrapper(BytesIO(), encoding="utf-8", write_through=True) for _ in range(2))
    with redirect_stdout(out), redirect_stderr(err):
        try:
            main([str(word) for word in words])
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else 1
    texts = [stream.buffer.getvalue().decode() for stream in (out, err)]
    return Answer(code, *texts)


def ask_process(*words: str | Path, before: str = "", **options: object) -> Answer:
    """The answer of the command line in a process of its own; `before` is Python that it runs first."""
    code = f"{before}\nfrom zhuoping.cli.main import main\nmain()\n"
    given = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "stdin": subprocess.DEVNULL}
    result = subprocess.run(
        [sys.executable, "-c", code, *map(str, words)],
        env=environment(),
        check=False,
        timeout=60,
        **{"encoding": "utf-8", **given, **options},
    )
    return Answer(result.returncode, result.stdout or "", result.stderr or "")


def environment(**more: str) -> Mapping[str, str]:
    """This process's environment (see conftest.py); warnings are errors there as well."""
    return {**os.environ, "PYTHONPATH": str(ROOT / "src"), "PYTHONWARNINGS": "error", **more}


def case_text(name: str = "2025", **changes: Plain) -> str:
    """The text of a complete case file with full points, some of its keys changed."""
    return yaml_text(case_value(edition(name), **changes))


def written(folder: Path, text: str | bytes, name: str = "case.yaml") -> Path:
    """A file of that name and content."""
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def codes(answer: Answer) -> list[str]:
    """The codes of the problems in a refusal, in order."""
    return [line.rsplit("[", 1)[1].rstrip("]") for line in answer.err.splitlines() if line.endswith("]")]


def inside(folder: Path) -> Sequence[str]:
    """The names of everything in a folder, hidden things too."""
    return sorted(os.listdir(folder))  # noqa: PTH208 - hidden names too.


def on_event(event: str, condition: str, signal: str) -> str:
    """Python that sends a signal to its own process when it is about to do something."""
    return f"""
import os, signal, sys
def hook(event, args):
    if event == {event!r} and {condition}:
        os.kill(os.getpid(), signal.{signal})
sys.addaudithook(hook)
"""
