# SPDX-License-Identifier: Apache-2.0
"""The summary: protected formulas, to be looked at while filling in and never read."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from zhuoping.core.scheme import NotApplicablePolicy
from zhuoping.core.scorecard import Scorecard
from zhuoping.outputs.workbook import formulas, layout
from zhuoping.outputs.workbook.award_rows import NOT_APPLICABLE, method_label
from zhuoping.outputs.workbook.book import Book, Sheet
from zhuoping.outputs.workbook.dimension_sheets import DimensionPlaces

_LAST = 6
_HEAD, _FIRST = 3, 4
_WORDS, _AMOUNT = 2, 6


def write_summary(
    book: Book, places: Sequence[DimensionPlaces], special: Mapping[str, str], scorecard: Scorecard | None
) -> None:
    """Subtotals of the dimensions, special items and total."""
    sheet = book.sheet(layout.SUMMARY, book.say("sheet.summary"), "summary")
    sheet.widths((10, 44, 14, 14, 14, 18))
    sheet.title(book.say("sheet.summary"))
    sheet.note(book.say("summary.note"), _LAST, style="warning")
    sheet.mark(_HEAD, layout.NOTE)
    sheet.at_least(_HEAD, 32)
    heads = ("column.ref", *(f"summary.{key}" for key in ("dimension", "indicators", "scored")))
    for index, key in enumerate((*heads, "column.points", "summary.subtotal"), 1):
        sheet.words(_HEAD, index, book.say(key), "head")
    row = _FIRST
    for dimension, place in zip(book.scheme.dimensions, places, strict=True):
        sheet.mark(row, layout.NOTE)
        sheet.words(row, 1, dimension.ref, "centred")
        sheet.words(row, 2, dimension.title, "label")
        sheet.amount(row, 3, Decimal(len(place.awards)), "count")
        scored = None
        if scorecard:
            scored = sum(scorecard.indicators[each.ref].awarded is not None for each in dimension.indicators)
        sheet.formula(row, 4, f"=COUNT({','.join(place.awards)})", scored, "count")
        sheet.amount(row, 5, dimension.points, "figure")
        sure = scorecard.dimensions[dimension.ref].sure if scorecard else None
        sheet.formula(row, _AMOUNT, f"={place.subtotal}", sure)
        row += 1
    _closing(sheet, row, places, special, scorecard)


def _closing(
    sheet: Sheet,
    row: int,
    places: Sequence[DimensionPlaces],
    special: Mapping[str, str],
    scorecard: Scorecard | None,
) -> None:
    """The lines below the dimensions, each computed from those above it."""
    book, scheme = sheet.book, sheet.book.scheme
    steps = {step.figure: step.result for step in scorecard.closing_steps} if scorecard else {}
    counted = f"SUM(G{_FIRST + 1}:G{row})"
    awarded = _line(sheet, row, "awarded", f"={counted}", steps.get("awarded"))
    row += 1
    if scheme.scoring_rules.not_applicable is NotApplicablePolicy.EXCLUDE_AND_REBASE:
        label = method_label(NOT_APPLICABLE, book.language)
        excluded = "+".join(f'SUMIF({place.methods},"{label}",{place.points})' for place in places)
        involved = _line(sheet, row, "involved", f"={scheme.points}-({excluded})", None)
        rebased = formulas.rounded(scheme, f"{awarded}*{scheme.points}/{involved}")
        value = steps.get("rebased", steps.get("awarded"))
        awarded = _line(sheet, row + 1, "rebased", f'=IF({involved}>0,{rebased},"")', value)
        row += 2
    rules = scheme.deduction_rules
    each = f"{rules.points_each}*COUNTA({special['deductions']})"
    capped = each if rules.at_most is None else f"MIN({rules.at_most},{each})"
    deducted = _line(sheet, row, "deducted", f"={capped}", scorecard.deducted if scorecard else None)
    given = f"={scheme.bonus_rules.points}*COUNTA({special['bonus']})"
    bonus = _line(sheet, row + 1, "bonus", given, scorecard.bonus if scorecard else None)
    total = f"=N({awarded})-{deducted}+{bonus}"
    _line(sheet, row + 2, "total", total, scorecard.lowest if scorecard else None, style="sum")


def _line(
    sheet: Sheet, row: int, key: str, formula: str, value: Decimal | None, *, style: str = "figure"
) -> str:
    """A line of words and its figure; returns the figure's cell."""
    sheet.mark(row, layout.NOTE)
    label = "sum label" if style == "sum" else "label"
    for index in range(1, _AMOUNT):
        sheet.words(row, index, sheet.book.say(f"summary.{key}") if index == _WORDS else "", label)
    sheet.formula(row, _AMOUNT, formula, value, style)
    return f"G{row + 1}"
