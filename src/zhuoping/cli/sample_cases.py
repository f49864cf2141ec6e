# SPDX-License-Identifier: Apache-2.0
"""`zhuoping samples`: the shipped sample cases evaluated, their reports written, and opened on a desktop."""

import sys
from collections.abc import Iterator, Sequence
from importlib import resources
from pathlib import Path

from rich.console import Console

from zhuoping.cli import desktop, evaluating, folder, printing, scorecard_view
from zhuoping.core.evaluation import EvaluatedCase
from zhuoping.core.wording import terminal

_REPORT = "report.pdf"


def show(output: Path, language: str, *, show: bool) -> None:
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
                desktop.open_on_desktop(str((place / _REPORT).resolve()))


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
