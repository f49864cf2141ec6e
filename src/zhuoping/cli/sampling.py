# SPDX-License-Identifier: Apache-2.0
"""The words about samples: draw one from a list of outlets, and draw one again to see whether it holds."""

from dataclasses import dataclass
from pathlib import Path
from typing import cast

from rich.table import Table

from zhuoping.cli import folder, printing, sources
from zhuoping.cli.evaluating import Choice
from zhuoping.core import drawing, plain, sample_file
from zhuoping.core.plain import Plain
from zhuoping.core.planning_rules import sampling_rules
from zhuoping.core.problems import Problem, Refused, problem
from zhuoping.core.sampling import FrameOutlet, Sample, check_frame, choose_size
from zhuoping.core.scheme import CertificationType
from zhuoping.core.wording.labels import choice as labelled
from zhuoping.core.wording.labels import label, said
from zhuoping.core.wording.sampling import text
from zhuoping.outputs.scorecard_json import Json
from zhuoping.schemes import library
from zhuoping.schemes.divisions import load_divisions

FRAME_ENDINGS = (".csv", ".xlsx", *sources.TEXT_ENDINGS)
SAMPLE_ENDINGS = (".json",)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a person asks of a draw: the type of engagement, and a size of their own with its reason."""

    type: str
    seed: str
    size: int | None
    suitable: bool
    reason: str


def draw(path: Path, asked: Asked, output: Path | None, choice: Choice, *, force: bool) -> None:
    """Draw a sample from the frame at `path`, print it, and write it to `output` when one is given."""
    with printing.answering(choice.language):
        if output is not None:
            _check_ending(output, SAMPLE_ENDINGS)
        scheme = choice.scheme(*library.editions()[-1])
        rules = sampling_rules(scheme, _type(asked.type))
        frame = _frame(path)
        size = choose_size(rules, len(frame), stated=asked.size, suitable=asked.suitable, reason=asked.reason)
        sample = drawing.draw(frame, size, asked.seed, rules)
        if output is not None:
            # Plain values of a sample hold nothing that JSON has not: exact numbers are texts.
            value = cast(dict[str, Json], sample_file.sample_value(sample, scheme))
            folder.write_file(output, printing.json_bytes(value), force=force)
        _show(sample, frame, choice.language)
        if output is not None:
            written = text("written", choice.language, name=printing.one_line(str(output)))
            printing.console().print(written, soft_wrap=True)


def verify(path: Path, frame_path: Path, choice: Choice) -> None:
    """Draw the sample at `path` again from its frame, and say that it holds or what does not."""
    with printing.answering(choice.language):
        source = sources.read_source(path, SAMPLE_ENDINGS)
        with sources.blaming(path, source.where):
            stored = sample_file.read_sample(source.value)
            scheme = choice.scheme(stored.scheme, stored.edition)
            if (scheme.scheme, scheme.edition) != (stored.scheme, stored.edition):
                names = {
                    "named": f"{stored.scheme} {stored.edition}",
                    "given": f"{scheme.scheme} {scheme.edition}",
                }
                raise Refused([problem("edition", "edition-differs", **names)])
        sample = stored.sample
        rules = sampling_rules(scheme, sample.rules.type)
        frame = _frame(frame_path)
        with sources.blaming(path, source.where):
            problems = drawing.redraw(sample, frame, rules)
            if problems:
                raise Refused(problems)
        values = {"number": len(sample.outlets), "changes": len(sample.changes)}
        printing.console().print(text("holds", choice.language, **values), soft_wrap=True)


def _type(given: str) -> CertificationType:
    if given not in list(CertificationType):
        known = tuple(labelled(each) for each in CertificationType)
        raise Refused([problem("type", "not-allowed", given=given, known=known)])
    return CertificationType(given)


def _check_ending(path: Path, known: tuple[str, ...]) -> None:
    if path.suffix.lower() not in known:
        raise Refused([problem("", "file-kind-unknown", given=path.suffix, known="、".join(known))])


def _frame(path: Path) -> tuple[FrameOutlet, ...]:
    """The frame in a file, by its ending; every fault with its line or cell.

    Raises Faulty; OSError when it cannot be read.
    """
    value, where = _frame_value(path)
    with sources.blaming(path, where):
        frame = sample_file.read_frame(value)
        problems = check_frame(frame)
        if problems:
            raise Refused(problems)
    return frame


def _frame_value(path: Path) -> tuple[Plain, sources.Where]:
    ending = path.suffix.lower()
    with sources.blaming(path, sources.no_place(path)):
        _check_ending(path, FRAME_ENDINGS)
        if ending in sources.TEXT_ENDINGS:
            source = sources.read_text(path)
            return source.value, source.where
        # Deferred: the spreadsheet reader is needed for tables only.
        from zhuoping.outputs import frame_file
        from zhuoping.outputs.workbook.guard import FILE_LIMIT

        if ending == ".csv":
            table = frame_file.frame_from_csv(sources.read_bytes(path, plain.SIZE_LIMIT))
        else:
            table = frame_file.frame_from_workbook(sources.read_bytes(path, FILE_LIMIT))

    def where(found: Problem) -> str:
        place = table.where(found)
        return place.replace("line ", f"{path.name}:") if place.startswith("line ") else place or path.name

    return table.value, where


def _show(sample: Sample, frame: tuple[FrameOutlet, ...], language: str) -> None:
    out = printing.console()
    size = sample.size
    kind = said(labelled(sample.rules.type), language, in_cells=True)
    head = text("head", language, type=kind, frame=sample.frame_size, number=size.number)
    out.print(head, style="bold")
    key = "no_least" if size.least is None else "least"
    out.print(text(key, language, least=size.least))
    if size.reason:
        out.print(text("reason", language, reason=size.reason))
    if sample.drawn:
        out.print(_table(sample, frame, language))
    if sample.rules.central_function:
        out.print(text("central", language))
    out.print(text("seed", language, seed=sample.seed))
    out.print(text("digest", language, digest=sample.frame_digest), soft_wrap=True)


def _table(sample: Sample, frame: tuple[FrameOutlet, ...], language: str) -> Table:
    names = ("key", "name", "region", "kind", "visited_on")
    heads = [label(f"FrameOutlet.{name}", language) for name in names]
    table = printing.table(*heads, text("why", language))
    known, divisions = {outlet.key: outlet for outlet in frame}, load_divisions()
    for each in sample.drawn:
        outlet = known[each.outlet]
        kind = said(labelled(outlet.kind), language, in_cells=True) if outlet.kind else ""
        visited = str(outlet.visited_on or "")
        why = label(f"ChosenBy.{each.why}", language)
        table.add_row(outlet.key, outlet.name, divisions.told(outlet.region), kind, visited, why)
    return table
