# SPDX-License-Identifier: Apache-2.0
"""Standard output: where it cannot be written the program ends at once, for there is nowhere to say more."""

import os
import sys
from pathlib import Path
from typing import TextIO

import typer

EXIT_FILE = 3
EXIT_NO_READER = 141


def prepare() -> None:
    """Make both streams fit to be written to, whatever the program was started with."""
    if sys.__stdout__ is None:
        sys.stdout = _nowhere()
    if sys.__stderr__ is None:
        sys.stderr = _nowhere()
    for stream in (sys.stdout, sys.stderr):
        # A terminal that lacks a character shows its code; it is no reason to fail.
        stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]


def write(content: bytes) -> None:
    """Write all of `content` now.

    Raises typer.Exit with the exit code of `failed` where that cannot be done.
    """
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
    except OSError as error:
        raise typer.Exit(failed(error)) from None


def failed(error: OSError, *, told: bool = False) -> int:
    """Say why output failed, unless that was told or nobody reads any more; the answer is the exit code.

    What is still to be written goes nowhere, so that the end of the program has nothing to say about it.
    """
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
    if isinstance(error, BrokenPipeError):
        return EXIT_NO_READER
    if not told:
        print(f"无法输出 / the output cannot be written: {error.strerror or error}", file=sys.stderr)
    return EXIT_FILE


def _nowhere() -> TextIO:
    """Takes everything and keeps nothing, as long as the program runs."""
    return Path(os.devnull).open("w", encoding="utf-8")
