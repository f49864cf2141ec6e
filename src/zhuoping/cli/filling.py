# SPDX-License-Identifier: Apache-2.0
"""What a person fills in: workbooks, case files and the report's template, made or turned into one another."""

from pathlib import Path

from zhuoping.cli import folder, printing, sources, streams
from zhuoping.cli.evaluating import Choice, read_case
from zhuoping.core.problems import Refused, problem
from zhuoping.outputs import case_file, json_schema
from zhuoping.schemes import library

WORKBOOK, TEMPLATE = (".xlsx",), (".docx",)
# A case file is written as YAML, which is JSON too only when it is read.
WRITTEN_CASES = (".yaml", ".yml", *WORKBOOK)


def new_workbook(target: Path, case: Path | None, choice: Choice, *, force: bool) -> None:
    """Write an empty workbook, or one filled from a case."""
    # Deferred: the spreadsheet writer is needed here only.
    from zhuoping.outputs.workbook import write_workbook

    with printing.answering(choice.language):
        _check_ending(target, WORKBOOK)
        if case is None:
            scheme, filled = choice.scheme(*library.editions()[-1]), None
        else:
            scheme, filled, _ = read_case(case, choice)
        _write(target, write_workbook(scheme, filled, choice.language), force=force)


def convert(source: Path, target: Path, choice: Choice, *, force: bool) -> None:
    """Write the case in `source` as the kind of file that `target` ends in."""
    with printing.answering(choice.language):
        _check_ending(target, WRITTEN_CASES)
        scheme, case, read = read_case(source, choice)
        # What one kind of file can hold and the other cannot is refused with its place in the first.
        with sources.blaming(source, read.where):
            if target.suffix.lower() in WORKBOOK:
                # Deferred as above.
                from zhuoping.outputs.workbook import write_workbook

                content = write_workbook(scheme, case, choice.language)
            else:
                content = case_file.case_text(case).encode()
        _write(target, content, force=force)


def print_schema() -> None:
    """Print the JSON Schema of case files."""
    streams.write(f"{json_schema.case_schema_text()}\n".encode())


def new_template(target: Path, language: str, *, force: bool) -> None:
    """Write the Word template of the report."""
    # Deferred: Word files are needed here only.
    from zhuoping.outputs.report.docx_template import docx_template

    with printing.answering(language):
        _check_ending(target, TEMPLATE)
        _write(target, docx_template(language), force=force)


def _check_ending(target: Path, known: tuple[str, ...]) -> None:
    if target.suffix.lower() not in known:
        raise Refused([problem("", "file-kind-unknown", given=target.suffix, known="、".join(known))])


def _write(target: Path, content: bytes, *, force: bool) -> None:
    folder.write_file(target, content, force=force)
    printing.console().print(printing.one_line(str(target)), soft_wrap=True)
