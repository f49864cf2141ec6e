# SPDX-License-Identifier: Apache-2.0
"""One sheet a dimension: a row for every indicator and part, with its award, finding and what an auditor looks at."""

from collections.abc import Mapping
from dataclasses import dataclass

from xlsxwriter.utility import xl_rowcol_to_cell

from zhuoping.core.awards import Parts
from zhuoping.core.case import Finding
from zhuoping.core.plain import Plain
from zhuoping.core.problems import at, problem
from zhuoping.core.scheme import Dimension, Indicator, Method, Part
from zhuoping.core.scorecard import Scorecard
from zhuoping.outputs.workbook import formulas, layout
from zhuoping.outputs.workbook.award_rows import award_cells, award_columns, method_label, methods_offered
from zhuoping.outputs.workbook.book import NOTE_LIMIT, Book, Sheet
from zhuoping.outputs.workbook.columns import Column, columns
from zhuoping.outputs.workbook.heights import lines
from zhuoping.outputs.workbook.parts import inner, mapping

_REF, _TITLE, _REQUIREMENT, _POINTS, _FIRST_AWARD = 1, 2, 3, 4, 5
_AWARD_KEYS = (layout.METHOD, layout.JUDGED, layout.MET, layout.SIZE, layout.CONFORMING)
_AWARD = _FIRST_AWARD + len(_AWARD_KEYS)
_REASON = _AWARD + 1
_WIDTHS = (7, 20, 38, 7, 13, 9, 8, 9, 11, 9, 32, 54, 34, 34)
# Awards fill one page's width and findings, beside the repeated titles, the next: so the print stays readable.
_PAGES_WIDE = 2
_HEAD, _FIRST = 4, 5
_LAST = len(_WIDTHS)
_NOTE_SIZE = {"x_scale": 3.2, "font_size": 9, "color": "#FFFBE8"}
# In pixels, and in characters of which a Chinese one takes two.
_NOTE_LINE, _NOTE_LETTERS = 15, 62


@dataclass(frozen=True, slots=True)
class DimensionPlaces:
    """Where the summary finds a dimension's figures: references of its cells."""

    subtotal: str
    awards: tuple[str, ...]
    methods: str
    points: str


def write_dimension(book: Book, dimension: Dimension, scorecard: Scorecard | None) -> DimensionPlaces:
    """The sheet of one dimension; `scorecard`, where there is one, fills in what the formulas will compute."""
    sheet = book.sheet(layout.DIMENSION + dimension.ref, f"{dimension.ref} {dimension.title}", "dimension")
    _head(sheet, dimension)
    table = _Table(sheet, scorecard)
    for indicator in dimension.indicators:
        table.indicator(indicator)
    row = table.row
    sheet.mark(row, layout.NOTE)
    for column in range(_REF, _LAST + 1):
        sheet.words(row, column, dimension.title if column == _TITLE else "", "sum label")
    sheet.amount(row, _POINTS, dimension.points, "sum")
    subtotal = scorecard.dimensions[dimension.ref].sure if scorecard else None
    sheet.formula(row, _AWARD, f"=SUM({','.join(table.leaves)})", subtotal, "sum")
    sheet.worksheet.freeze_panes(_FIRST, _REQUIREMENT)
    sheet.worksheet.repeat_rows(_HEAD)
    sheet.worksheet.repeat_columns(_REF, _TITLE)
    sheet.worksheet.fit_to_pages(_PAGES_WIDE, 0)
    sheet.worksheet.print_across()
    return DimensionPlaces(
        f"{sheet.quoted_name}!{xl_rowcol_to_cell(row, _AWARD)}",
        tuple(f"{sheet.quoted_name}!{cell}" for cell in table.whole),
        f"{sheet.quoted_name}!$F${_FIRST + 1}:$F${row}",
        f"{sheet.quoted_name}!$E${_FIRST + 1}:$E${row}",
    )


def _head(sheet: Sheet, dimension: Dimension) -> None:
    book = sheet.book
    sheet.widths(_WIDTHS)
    sheet.title(f"{dimension.ref}　{dimension.title}")
    # Not below the title: those columns are repeated on the second page, and the note would be cut there.
    sheet.note(book.say("dimension.note", points=dimension.points), _REASON, first=_REQUIREMENT)
    sheet.mark(3, layout.AWARDS, hidden=True)
    sheet.mark(_HEAD, layout.NOTE)
    sheet.at_least(_HEAD, 32)
    shown = [(layout.SHOWN + key, book.say(f"column.{key}")) for key in ("title", "requirement", "points")]
    awards = [
        (key, column.label) for key, column in award_columns(book.language).items() if key != layout.REASON
    ]
    reason = [(layout.SHOWN + "award", book.say("column.award")), (layout.REASON, book.say("column.reason"))]
    findings = [(column.key, column.label) for column in finding_columns(book.language)]
    ref = (layout.REF, book.say("column.ref"))
    for number, (key, label) in enumerate([ref, *shown, *awards, *reason, *findings], 1):
        sheet.worksheet.write_string(3, number, key)
        sheet.words(_HEAD, number, label, "head")


def finding_columns(language: str) -> tuple[Column, ...]:
    """The words of a finding that stand on the row of its indicator."""
    by_key = {column.key: column for column in columns(Finding, language)}
    return tuple(by_key[key] for key in layout.FINDING_KEYS)


class _Table:
    """The rows of one dimension, one after the other."""

    def __init__(self, sheet: Sheet, scorecard: Scorecard | None) -> None:
        self.sheet = sheet
        self.book = sheet.book
        self.row = _FIRST
        self.leaves: list[str] = []
        self.whole: list[str] = []
        self._columns = award_columns(sheet.book.language)
        self._scorecard = scorecard
        steps = scorecard.steps() if scorecard else ()
        self._parts = {step.ref: step.result for step in steps if step.figure == "part"}

    def indicator(self, indicator: Indicator) -> None:
        """The row of an indicator, and one for each of its parts."""
        ref = indicator.ref
        award = inner(self.book.value, "awards", ref)
        finding = inner(self.book.value, "findings", ref)
        row = self.row
        self._fixed(indicator, layout.row_mark(ref), ref, "strong")
        comment = _comment(self.book, indicator)
        height = _NOTE_LINE * (lines(comment, _NOTE_LETTERS) + 1)
        self.sheet.worksheet.write_comment(row, _TITLE, comment, {**_NOTE_SIZE, "height": height})
        self._award_cells(indicator, award, at("awards", ref))
        for number, column in enumerate(finding_columns(self.book.language), _REASON + 1):
            self.sheet.fill(row, number, column, inner(finding, column.key), f"findings.{ref}.{column.key}")
        cell = str(xl_rowcol_to_cell(row, _AWARD))
        self.whole.append(cell)
        self.row += 1
        parts = [self._part(indicator, part, award) for part in indicator.parts]
        line = self._scorecard.indicators[ref] if self._scorecard else None
        if not parts or not (line is None or line.award is None or isinstance(line.award, Parts)):
            # An indicator with parts that was given one award for the whole is shown as such.
            self.leaves.append(cell)
            formula = formulas.award(self.book.scheme, _cells(row), _points(row), self.book.language)
        else:
            formula = formulas.by_parts(_cells(row), parts, self.book.language)
        self.sheet.formula(row, _AWARD, formula, line.awarded if line else None)

    def _part(self, indicator: Indicator, part: Part, award: Plain) -> str:
        """The row of a part; returns the cell of its award."""
        row, ref = self.row, f"{indicator.ref}.{part.ref}"
        self._fixed(part, layout.row_mark(indicator.ref, part.ref), ref, "label")
        path = f"awards.{indicator.ref}.parts.{part.ref}"
        self._award_cells(part, inner(award, "parts", part.ref), path)
        for number in range(_REASON + 1, _LAST + 1):
            self.sheet.words(row, number, "", "shut")
        formula = formulas.award(self.book.scheme, _cells(row), _points(row), self.book.language)
        self.sheet.formula(row, _AWARD, formula, self._parts.get(ref))
        cell = str(xl_rowcol_to_cell(row, _AWARD))
        self.leaves.append(cell)
        self.row += 1
        return cell

    def _fixed(self, target: Indicator | Part, mark: str, ref: str, style: str) -> None:
        self.sheet.mark(self.row, mark)
        self.sheet.words(self.row, _REF, ref, style)
        self.sheet.words(self.row, _TITLE, target.title, style)
        self.sheet.words(self.row, _REQUIREMENT, target.requirement, "label")
        self.sheet.amount(self.row, _POINTS, target.points, "centred")

    def _award_cells(self, target: Indicator | Part, award: Plain, path: str) -> None:
        offered = methods_offered(self.book.scheme, target)
        cells = {} if award is None else award_cells(award)
        if award is None and len(offered) == 1 and offered[0] != Method.PARTS.value:
            # There is nothing to choose; a method alone is read as not scored yet.
            cells[layout.METHOD] = offered[0]
        for number, key in enumerate((*_AWARD_KEYS, layout.REASON), _FIRST_AWARD):
            column = self._columns[key]
            place = number if key != layout.REASON else _REASON
            if key in cells or key in _open_cells(offered):
                self.sheet.fill(
                    self.row, place, column, cells.get(key) or _zero(cells.get(key)), at(path, key)
                )
            else:
                self.sheet.words(self.row, place, "", "shut")
        self._checks(target, offered)

    def _checks(self, target: Indicator | Part, offered: tuple[str, ...]) -> None:
        say, row, validate = self.book.say, self.row, self.sheet.validate
        labels = self.book.list_of([method_label(method, self.book.language) for method in offered])
        validate(row, _FIRST_AWARD, None, {"validate": "list", "source": labels}, say("choose"))
        values = {"points": target.points, "step": self.book.scheme.scoring_rules.judged_step}
        judged = {
            "validate": "decimal",
            "criteria": "between",
            "minimum": 0,
            "maximum": float(target.points),
            "input_message": say("check.judged", **values)[:NOTE_LIMIT],
        }
        size = xl_rowcol_to_cell(row, _FIRST_AWARD + 3, row_abs=True, col_abs=True)
        conforming = {"validate": "integer", "criteria": "between", "minimum": 0, "maximum": f"={size}"}
        if Method.JUDGED in offered:
            validate(row, _FIRST_AWARD + 1, None, judged, say("check.judged.wrong", **values))
        if Method.ALL_OR_NOTHING in offered:
            self.sheet.check(row, _FIRST_AWARD + 2, self._columns[layout.MET])
        if Method.SAMPLED in offered:
            least = {"validate": "integer", "criteria": ">=", "value": 1}
            validate(row, _FIRST_AWARD + 3, None, least, say("check.size"))
            validate(row, _FIRST_AWARD + 4, None, conforming, say("check.conforming"))


def _open_cells(offered: tuple[str, ...]) -> set[str]:
    cells = {layout.METHOD, layout.REASON}
    if Method.JUDGED in offered:
        cells.add(layout.JUDGED)
    if Method.ALL_OR_NOTHING in offered:
        cells.add(layout.MET)
    if Method.SAMPLED in offered:
        cells |= {layout.SIZE, layout.CONFORMING}
    return cells


def _zero(value: Plain) -> Plain:
    """Nothing for an empty reason; 0 points and “no” are something."""
    return None if value == "" else value


def _comment(book: Book, indicator: Indicator) -> str:
    aspects = "\n".join(f"· {aspect}" for aspect in indicator.aspects)
    return f"{book.say('note.guidance')}{indicator.guidance}\n\n{book.say('note.aspects')}\n{aspects}"


def _cells(row: int) -> Mapping[str, str]:
    """The cells of an award's row, for its formula."""
    return {key: xl_rowcol_to_cell(row, number) for number, key in enumerate(_AWARD_KEYS, _FIRST_AWARD)}


def _points(row: int) -> str:
    return str(xl_rowcol_to_cell(row, _POINTS))


def refuse_unknown(book: Book) -> None:
    """Note every award and finding that the edition has no row for: it would be lost."""
    scheme = book.scheme
    for section in ("awards", "findings"):
        for ref, value in mapping(book.value.get(section)).items():
            indicator = scheme.indicators.get(ref)
            if indicator is None:
                known = "、".join(scheme.indicators)
                book.problems.append(problem(at(section, ref), "indicator-unknown", ref=ref, known=known))
                continue
            known_parts = [part.ref for part in indicator.parts]
            book.problems.extend(
                problem(f"awards.{ref}.parts.{part}", "part-unknown", ref=part, known="、".join(known_parts))
                for part in mapping(inner(value, "parts"))
                if part not in known_parts
            )
