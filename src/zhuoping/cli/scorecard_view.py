# SPDX-License-Identifier: Apache-2.0
"""A scorecard for a person at a terminal: every figure with its arithmetic, then what it comes to and what is missing.

The words and the arithmetic are those of the report, so that the two cannot differ.
"""

from collections import Counter
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path

from rich.console import Console
from rich.padding import Padding
from rich.table import Column, Table
from rich.text import Text

from zhuoping.cli import printing
from zhuoping.cli.printing import one_line
from zhuoping.core.evaluation import EvaluatedCase
from zhuoping.core.facts import Check, Verdict
from zhuoping.core.scheme import Indicator, Scheme
from zhuoping.core.scorecard import IndicatorLine, Scorecard, Status, Step
from zhuoping.core.way_up import WayUp
from zhuoping.core.wording import report, terminal
from zhuoping.core.wording.labels import label
from zhuoping.outputs.report.content_arithmetic import arithmetic
from zhuoping.outputs.report.content_words import Words, words_of

_BAR = 20
_LONGEST_REASON = 120
_COLOURS = {
    Verdict.GAP: "red",
    Verdict.CANNOT_TELL: "magenta",
    Verdict.ATTENTION: "yellow",
    Verdict.MET: "green",
}


def show_case(out: Console, evaluated: EvaluatedCase, language: str) -> None:
    """Print an evaluated case: its scorecard, then the checks of its facts and the notices."""
    case, words = evaluated.case, words_of(evaluated.scheme, language)
    out.print(one_line(case.title), style="bold")
    setting = case.evaluation
    head = (case.client.name, words.choice(setting.type), str(evaluated.modes), setting.report_number)
    out.print(one_line("  ".join(each for each in head if each)))
    if case.sample_note:
        out.print(one_line(case.sample_note), style="yellow")
    show_scorecard(out, evaluated.scheme, evaluated.scorecard, evaluated.way_up, language)
    _checks(out, evaluated, language)
    _notices(out, evaluated, words)


def show_scorecard(out: Console, scheme: Scheme, card: Scorecard, way: WayUp | None, language: str) -> None:
    """Print a scorecard and what it comes to."""
    words, labels = words_of(scheme, language), report.labels(language)
    out.print(f"{scheme.title}  {scheme.edition}", style="bold")
    out.print(_dimensions(scheme, card, words, labels))
    out.print(_indicators(scheme, card, words, labels))
    _special(out, scheme, card, words, labels)
    out.print(_closing(card, words))
    out.print()
    show_result(out, scheme, card, language)
    _missing(out, card, words)
    _way_up(out, card, way, words)


def show_files(out: Console, paths: Iterable[Path], language: str) -> None:
    """Print where files were written, an unbroken line each."""
    out.print()
    out.print(terminal.text("files", language))
    for path in paths:
        out.print(f"  {one_line(str(path))}", soft_wrap=True)


def _dimensions(scheme: Scheme, card: Scorecard, words: Words, labels: dict[str, str]) -> Table:
    heads = ("ref", "dimension", "award", "points")
    table = printing.table(*(labels[head] for head in heads), "", expand=True)
    table.columns[1].ratio = 1
    _align_amounts(table.columns[2:4])
    table.columns[4].width = _BAR
    for dimension in scheme.dimensions:
        line = card.dimensions[dimension.ref]
        filled = _bar_length(line.sure, line.points)
        bar = Text("━" * filled, style="green") + Text("─" * (_BAR - filled), style="dim")
        amounts = words.amount(line.sure), words.points(line.points)
        table.add_row(dimension.ref, dimension.title, *amounts, bar)
    return table


def _indicators(scheme: Scheme, card: Scorecard, words: Words, labels: dict[str, str]) -> Table:
    heads = ("ref", "indicator", "arithmetic", "award", "points")
    table = printing.table(*(labels[head] for head in heads), expand=True)
    table.columns[1].ratio = table.columns[2].ratio = 1
    _align_amounts(table.columns[3:])
    for dimension in scheme.dimensions:
        for indicator in dimension.indicators:
            _indicator(table, indicator, card.indicators[indicator.ref], words, labels)
        line = card.dimensions[dimension.ref]
        sums = arithmetic(line.step, words), words.amount(line.sure), words.points(line.points)
        table.add_row(dimension.ref, dimension.title, *sums, style="bold", end_section=True)
    return table


def _indicator(
    table: Table, indicator: Indicator, line: IndicatorLine, words: Words, labels: dict[str, str]
) -> None:
    """The row of an indicator, and a row for each of its parts."""
    steps = {step.ref: step for step in line.steps}
    whole = steps.get(indicator.ref)
    if line.awarded is None:
        how = Text(labels["partly_scored" if steps else "not_scored"], style="yellow")
        award = labels["not_given"]
    else:
        how = Text(arithmetic(whole, words) if whole else "")
        award = labels["excluded"] if line.excluded else words.amount(line.awarded)
    table.add_row(indicator.ref, indicator.title, how, award, words.points(line.points))
    for part in indicator.parts:
        step = steps.get(f"{indicator.ref}.{part.ref}")
        shown = arithmetic(step, words) if step else labels["not_scored"]
        amount = words.amount(step.result) if step else labels["not_given"]
        table.add_row(f"  {part.ref}", part.title, shown, amount, words.points(part.points), style="dim")


def _special(out: Console, scheme: Scheme, card: Scorecard, words: Words, labels: dict[str, str]) -> None:
    """The special items, a line each; nothing where there are none."""
    grounds = {ground.key: ground.title for ground in scheme.deduction_grounds}
    items = [(labels["deductions"], grounds[item.ground], item.reason) for item in card.deductions]
    items += [(labels["bonus"], "", item.reason) for item in card.bonuses]
    if card.determination:
        items.append((labels["determination"], card.determination.by, card.determination.reason))
    for kind, what, reason in items:
        named = words.say("in_brackets", text=kind, more=what) if what else kind
        out.print(_hanging(words.say("labelled", label=named, text=_short(reason))))


def _closing(card: Scorecard, words: Words) -> Table:
    """From the sum of awards to the total; where indicators are open, also to the highest still reachable."""
    table = printing.listed(2)
    figures: dict[str, Step] = {}
    for step in card.closing_steps:
        # With open indicators there are two sums of awards: the second belongs to the highest.
        figures["awarded_open" if step.figure in figures else step.figure] = step
    for figure in ("awarded", "rebased", "deducted", "bonus", "lowest", "total", "awarded_open", "highest"):
        if figure in figures:
            style = "bold" if figure == "total" else ""
            table.add_row(words.say(f"figure.{figure}"), arithmetic(figures[figure], words), style=style)
    return table


def show_result(out: Console, scheme: Scheme, card: Scorecard, language: str) -> None:
    """Print one line: the level with its stars, or why there is none, and the total."""
    words, labels, rating = words_of(scheme, language), report.labels(language), card.rating
    line = Text("", style="bold")
    if rating.band:
        most = max(band.stars for band in scheme.bands)
        line.append("★" * rating.band.stars + "☆" * (most - rating.band.stars) + "  ", style="yellow")
        line.append(one_line(words.level(rating.band)), style="green")
    else:
        colour = "red" if rating.status in (Status.NOT_CERTIFIABLE, Status.NO_LEVEL) else "yellow"
        line.append(words.say(f"headline.{rating.status.value}"), style=colour)
    figures = {"total": words.amount(card.lowest), "points": words.points(card.points)}
    total = labels["total" if card.is_complete else "provisional"]
    shown = terminal.text("total_of", language, **figures)
    out.print(line.append("  " + words.say("labelled", label=total, text=shown)))


def _missing(out: Console, card: Scorecard, words: Words) -> None:
    """What is not scored in full, and between which levels the result still lies; nothing once complete."""
    if card.is_complete:
        return
    refs = words.join(card.missing)
    out.print(terminal.text("missing", words.language, count=len(card.missing), refs=refs), style="yellow")
    ends = (("if_lowest", card.lowest, card.lowest_band), ("if_highest", card.highest, card.highest_band))
    for key, points, band in ends:
        out.print(words.say(key, total=words.amount(points), level=words.level(band)))


def _way_up(out: Console, card: Scorecard, way: WayUp | None, words: Words) -> None:
    if way is None:
        if card.rating.status is Status.RATED:
            out.print(words.say("top_level"))
        return
    out.print(words.say("to_next", level=words.level(way.band), points=words.amount(way.points)))
    out.print(terminal.text("way_up" if way.sets else "way_up_closed", words.language))
    for each in way.sets:
        refs = " + ".join(f"{ref} ({words.amount(card.indicators[ref].lost)})" for ref in each.refs)
        out.print(_hanging(f"{refs} = {words.amount(each.points)}"))


def _checks(out: Console, evaluated: EvaluatedCase, language: str) -> None:
    """How many checks came out how, and a line for each that a person has to look at."""
    counts = Counter(check.verdict for check in evaluated.checks)
    join = {"zh": "，", "en": ", "}[language]
    shown = join.join(
        terminal.text("count", language, label=_verdict(verdict, language), count=counts[verdict])
        for verdict in reversed(Verdict)
        if counts[verdict]
    )
    out.print()
    out.print(terminal.text("checks", language, counts=shown), style="bold")
    table = printing.listed(3)
    table.columns[0].no_wrap = table.columns[1].no_wrap = True
    for verdict in (Verdict.GAP, Verdict.ATTENTION):
        for check in evaluated.checks:
            if check.verdict is verdict:
                table.add_row(*_check(check, language))
    if table.row_count:
        out.print(table)


def _check(check: Check, language: str) -> tuple[Text, str, str]:
    verdict = Text(_verdict(check.verdict, language), style=_COLOURS[check.verdict])
    sentence = report.sentence(
        "labelled", language, label=check.title(language), text=check.explain(language)
    )
    return verdict, check.indicator, sentence


def _verdict(verdict: Verdict, language: str) -> str:
    return label(f"Verdict.{verdict.value}", language)


def _notices(out: Console, evaluated: EvaluatedCase, words: Words) -> None:
    notices = evaluated.notices
    if not notices:
        return
    out.print()
    out.print(terminal.text("notices", words.language, count=len(notices)), style="bold")
    for notice in notices:
        place, message = words.place(notice.path), notice.message(words.language)
        out.print(_hanging(words.say("labelled", label=place, text=message)))


def _align_amounts(columns: Iterable[Column]) -> None:
    for column in columns:
        column.justify, column.no_wrap = "right", True


def _hanging(text: str) -> Padding:
    """An item of a list, indented."""
    return Padding(Text(one_line(text)), (0, 0, 0, 2))


def _short(text: str) -> str:
    """The beginning of a long text, on one line: the report has all of it."""
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST_REASON else line[: _LONGEST_REASON - 1] + "…"


def _bar_length(awarded: Decimal, points: Decimal) -> int:
    """How many of a bar's cells are filled; a full bar means full points."""
    return int(_BAR * awarded / points) if points else 0
