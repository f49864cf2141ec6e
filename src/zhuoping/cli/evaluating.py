# SPDX-License-Identifier: Apache-2.0
"""The words that score: a case file to its reports, a score file to its scorecard."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from zhuoping.cli import folder, printing, scorecard_view, sources
from zhuoping.cli.sources import Source
from zhuoping.core import case_file, evaluation
from zhuoping.core.case import Case
from zhuoping.core.evaluation import EvaluatedCase
from zhuoping.core.scheme import Scheme
from zhuoping.core.scoring import score as scorecard_of
from zhuoping.core.way_up import way_up
from zhuoping.outputs.scorecard_json import Json, scorecard_json
from zhuoping.schemes.divisions import load_divisions

OUTPUTS = ("scorecard.json", "report.pdf", "report.docx")


@dataclass(frozen=True, slots=True)
class Choice:
    """In which language, and by which edition: the one that the file names, a file of one's own, an overlay's words."""

    language: str
    scheme_file: Path | None = None
    overlay: Path | None = None

    def scheme(self, name: str, edition: str) -> Scheme:
        """The edition to work with.

        Raises Refused or Faulty with every problem.
        """
        return sources.load_scheme(name, edition, self.language, self.scheme_file, self.overlay)

    def scheme_of(self, source: Source) -> Scheme:
        """The edition that a file names.

        Raises Faulty with every problem.
        """
        with sources.blaming(source.path, source.where):
            named = case_file.edition_of(source.value)
            return self.scheme(named.scheme, named.edition)


def read_case(path: Path, choice: Choice) -> tuple[Scheme, Case, Source]:
    """The case in a case file or workbook, with its edition and its source.

    Raises Faulty with every problem; OSError when a file cannot be read.
    """
    source = sources.read_source(path)
    scheme = choice.scheme_of(source)
    with sources.blaming(path, source.where):
        return scheme, case_file.read_case(source.value, scheme, source.problems), source


def evaluate_file(path: Path, choice: Choice) -> EvaluatedCase:
    """The case at `path`, evaluated.

    Raises Faulty with every problem; OSError when a file cannot be read.
    """
    scheme, case, source = read_case(path, choice)
    with sources.blaming(path, source.where):
        return evaluation.evaluate(scheme, case, load_divisions())


def evaluate(path: Path, output: Path, choice: Choice, template: Path | None, *, as_json: bool) -> None:
    """Evaluate the case at `path`, write scorecard and reports into `output`, and print the scorecard."""
    with printing.answering(choice.language, as_json=as_json):
        folder.check_folder(output, OUTPUTS)
        evaluated = evaluate_file(path, choice)
        folder.write_folder(output, documents(evaluated, choice.language, template))
        if as_json:
            printing.print_json(_json(evaluated))
            return
        out = printing.console()
        scorecard_view.show_case(out, evaluated, choice.language)
        scorecard_view.show_files(out, [output / name for name in OUTPUTS], choice.language)


def documents(evaluated: EvaluatedCase, language: str, template: Path | None = None) -> dict[str, bytes]:
    """The files that an evaluation leaves, by name.

    Raises Faulty for a template that cannot be used; OSError when it cannot be read.
    """
    # Deferred: the report's libraries are heavy, and a refused case needs none of them.
    from zhuoping.outputs.report.content import report_content
    from zhuoping.outputs.report.docx import report_docx
    from zhuoping.outputs.report.pdf import report_pdf

    content = report_content(evaluated, language)
    own = template or Path()
    # The typesetter works outside Python's lock, so that both reports are made at the same time.
    with ThreadPoolExecutor(1) as beside, sources.blaming(own, sources.no_place(own)):
        pdf = beside.submit(report_pdf, content, language)
        given = sources.read_bytes(template, sources.TEMPLATE_LIMIT) if template else None
        docx = report_docx(content, language, given)
        files = (printing.json_bytes(_json(evaluated)), pdf.result(), docx)
    return dict(zip(OUTPUTS, files, strict=True))


def _json(evaluated: EvaluatedCase) -> dict[str, Json]:
    return scorecard_json(evaluated.scheme, evaluated.scorecard, evaluated.way_up)


def score(path: Path, choice: Choice, *, as_json: bool) -> None:
    """Print the scorecard of the score file at `path`."""
    with printing.answering(choice.language, as_json=as_json):
        source = sources.read_source(path, sources.TEXT_ENDINGS)
        scheme = choice.scheme_of(source)
        with sources.blaming(path, source.where):
            sheet = case_file.read_score(source.value, scheme)
            card = scorecard_of(scheme, sheet.awards, sheet.deductions, sheet.bonuses, sheet.determination)
        way = way_up(card)
        if as_json:
            printing.print_json(scorecard_json(scheme, card, way))
        else:
            scorecard_view.show_scorecard(printing.console(), scheme, card, way, choice.language)
