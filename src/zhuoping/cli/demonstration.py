# SPDX-License-Identifier: Apache-2.0
"""`zhuoping demo`: the shipped sample cases evaluated, their reports written, and opened where a person sees them."""

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from importlib import resources
from pathlib import Path

from rich.console import Console

from zhuoping.cli import evaluating, folder, printing, scorecard_view
from zhuoping.core.evaluation import EvaluatedCase
from zhuoping.core.wording import terminal

_REPORT = "report.pdf"


def demo(output: Path, language: str, *, show: bool) -> None:
    """Evaluate every sample case into a folder of its own below `output`, and open the reports on a desktop."""
    with printing.answering(language):
        out = printing.console()
        done: list[tuple[Path, EvaluatedCase]] = []
        for name, case in samples():
            place = output / name
            folder.check_folder(place, evaluating.OUTPUTS)
            evaluated = evaluating.evaluate_file(case, evaluating.Choice(language))
            folder.write_folder(place, evaluating.documents(evaluated, language))
            scorecard_view.show_case(out, evaluated, language)
            out.rule(style="dim")
            done.append((place, evaluated))
        _show_end(out, done, language)
        if show and sys.stdout.isatty():
            for place, _ in done:
                open_on_desktop(place / _REPORT)


def _show_end(out: Console, done: Sequence[tuple[Path, EvaluatedCase]], language: str) -> None:
    """What a person sees last: the results, where everything is, and that nothing of it is real."""
    for _, evaluated in done:
        out.print()
        out.print(printing.one_line(evaluated.case.client.name))
        scorecard_view.show_result(out, evaluated.scheme, evaluated.scorecard, language)
    scorecard_view.show_files(
        out, [place / name for place, _ in done for name in evaluating.OUTPUTS], language
    )
    out.print(terminal.text("case_files", language))
    for _, case in samples():
        out.print(f"  {case}", soft_wrap=True)
    out.print(terminal.text("invented", language), style="yellow")


def samples() -> Iterator[tuple[str, Path]]:
    """The shipped sample cases, by name."""
    shipped = Path(str(resources.files("zhuoping.cli") / "samples"))
    for case in sorted(shipped.glob("*.yaml")):
        yield case.stem, case


def open_on_desktop(path: Path) -> None:
    """Open a file in the program that the desktop has for it; nothing happens where there is no desktop.

    The program is not waited for, and has no part in our input and output.
    """
    opener = desktop_opener(sys.platform, os.environ)
    if opener is None:
        return
    try:
        subprocess.Popen(
            [*opener, str(path.resolve())],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError:
        # The address of the file is on the screen: that has to do.
        return


def desktop_opener(platform: str, environment: Mapping[str, str]) -> list[str] | None:
    """The command that opens a file on this desktop; None without one, and in a build service."""
    if environment.get("CI"):
        return None
    if platform == "darwin":
        return ["open"]
    if platform == "win32":
        return ["explorer"]
    if environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY"):
        return ["xdg-open"]
    return None
