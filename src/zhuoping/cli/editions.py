# SPDX-License-Identifier: Apache-2.0
"""The words about editions: check one, list them, show one."""

from pathlib import Path

from rich.padding import Padding
from rich.table import Table

from zhuoping.cli import printing, sources
from zhuoping.core.scheme import Indicator, Part, Scheme
from zhuoping.core.wording import report, terminal
from zhuoping.outputs.report.content_words import Words, plain, words_of
from zhuoping.schemes import library


def check(file: Path, language: str) -> None:
    """Say that an edition's file is sound, or list every problem with its line."""
    with printing.answering(language):
        scheme = sources.read_edition(file)
        counts = {"dimensions": len(scheme.dimensions), "indicators": len(scheme.indicators)}
        sound = terminal.text("sound", language, name=file.name, points=plain(scheme.points), **counts)
        printing.console().print(sound)


def listing(language: str) -> None:
    """Print the shipped editions, a line each."""
    with printing.answering(language):
        table = printing.listed(4)
        for name, edition in library.editions():
            scheme = library.load(name, edition, language)
            table.add_row(name, edition, scheme.title, str(scheme.in_force_on))
        printing.console().print(table)


def show(name: str, edition: str, language: str, overlay: Path | None) -> None:
    """Print an edition: its indicators with points and methods, levels, modes, parameters and readings."""
    with printing.answering(language):
        scheme = sources.load_scheme(name, edition, language, None, overlay)
        out = printing.console()
        words, labels = words_of(scheme, language), report.labels(language)
        out.print(f"{scheme.title}  {scheme.edition}", style="bold")
        values = {"title": scheme.title, "edition": scheme.edition, "issuer": scheme.issuer}
        out.print(words.say("edition", in_force_on=scheme.in_force_on, **values))
        out.print(_indicators(scheme, words, labels))
        out.print(_bands(scheme, words, labels))
        out.print(_combinations(scheme, words))
        out.print(_parameters(scheme, words, labels))
        for key, reading in scheme.readings.items():
            out.print(f"{key}  {reading.passage}", style="bold")
            out.print(Padding(reading.reading, (0, 0, 0, 4)))


def _indicators(scheme: Scheme, words: Words, labels: dict[str, str]) -> Table:
    table = printing.table(labels["ref"], labels["indicator"], labels["points"], labels["method"])
    table.columns[2].justify = "right"
    for dimension in scheme.dimensions:
        table.add_row(dimension.ref, dimension.title, words.points(dimension.points), "", style="bold")
        for indicator in dimension.indicators:
            _indicator(table, indicator.ref, indicator, words)
            for part in indicator.parts:
                _indicator(table, f"  {part.ref}", part, words)
    return table


def _indicator(table: Table, ref: str, scored: Indicator | Part, words: Words) -> None:
    methods = words.join(words.choice(method) for method in scored.methods)
    table.add_row(ref, scored.title, words.points(scored.points), methods)


def _bands(scheme: Scheme, words: Words, labels: dict[str, str]) -> Table:
    table = printing.table(labels["level"], labels["at_least"])
    for band in scheme.bands:
        table.add_row(words.level(band), words.points(band.at_least))
    return table


def _combinations(scheme: Scheme, words: Words) -> Table:
    """Which modes each type of engagement asks for."""
    types = (words.field("Evaluation.type"), words.field("Evaluation.design_responsibility"))
    table = printing.table(*types, words.field("Evaluation.modes"))
    for rule in scheme.combinations:
        design = words.say("design.yes" if rule.design_responsibility else "design.no")
        table.add_row(words.choice(rule.type), design, words.join(rule.any_of))
    return table


def _parameters(scheme: Scheme, words: Words, labels: dict[str, str]) -> Table:
    table = printing.table(labels["parameter"], labels["value"], labels["origin"], labels["reading"])
    for key, parameter in scheme.parameters.items():
        origin = words.say(f"origin.{parameter.origin.value}")
        table.add_row(f"{parameter.title}\n{key}", words.value(parameter), origin, parameter.reading or "")
    return table
