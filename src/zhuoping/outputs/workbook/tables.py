# SPDX-License-Identifier: Apache-2.0
"""The sheets that are tables without an end: evidence, and one for every fact sheet."""

from collections.abc import Sequence

from zhuoping.core.case import Evidence
from zhuoping.core.plain import Plain
from zhuoping.core.problems import at
from zhuoping.core.wording import labels
from zhuoping.outputs.workbook import layout
from zhuoping.outputs.workbook.book import LAST_ROW, Book, Sheet
from zhuoping.outputs.workbook.columns import Column, Kind, columns, fact_sheets
from zhuoping.outputs.workbook.forms import write_keys
from zhuoping.outputs.workbook.parts import inner, items, mapping

_FIRST = 5
# In characters: a wider table is made narrower, or its print would be too small to read; a small one takes the page.
_WIDEST, _PAGE_WIDTH, _GROWTH = 170, 130, 20


def write_evidence(book: Book) -> None:
    """All pieces of evidence, each with the indicator that it belongs to."""
    rows: list[tuple[str, dict[str, Plain]]] = []
    for ref, finding in mapping(book.value.get("findings")).items():
        path = f"findings.{ref}.evidence"
        evidence = items(inner(finding, "evidence"))
        rows += [
            (at(path, index), {"indicator": ref, **mapping(item)}) for index, item in enumerate(evidence)
        ]
    sheet = book.sheet(layout.EVIDENCE, book.say("sheet.evidence"), "evidence")
    known = evidence_columns(book)
    _write_table(
        sheet, layout.EVIDENCE_TABLE, known, rows, book.say("sheet.evidence"), book.say("evidence.note")
    )


def evidence_columns(book: Book) -> tuple[Column, ...]:
    """The fields of a piece of evidence, after the ref of its indicator."""
    refs = tuple((ref, ref) for ref in book.scheme.indicators)
    indicator = Column("indicator", book.say("column.indicator"), Kind.CHOICE, required=True, choices=refs)
    return (indicator, *columns(Evidence, book.language))


def write_fact_sheets(book: Book) -> None:
    """A sheet for every fact sheet, with the indicators that it informs."""
    for name in fact_sheets():
        write_fact_sheet(book, name)


def write_fact_sheet(book: Book, name: str) -> None:
    """The sheet of one fact sheet."""
    title = labels.label(name, book.language)
    sheet = book.sheet(layout.FACTS + name, title, "facts")
    refs = [ref for ref, indicator in book.scheme.indicators.items() if name in indicator.facts]
    note = book.say("facts.note", refs=book.listed(refs)) if refs else book.say("facts.note.none")
    given = items(inner(book.value, "facts", name))
    rows = [(at(f"facts.{name}", index), mapping(row)) for index, row in enumerate(given)]
    known = columns(fact_sheets()[name], book.language, name)
    _write_table(sheet, f"facts.{name}", known, rows, title, note)


def _write_table(
    sheet: Sheet,
    path: str,
    known: Sequence[Column],
    rows: Sequence[tuple[str, dict[str, Plain]]],
    title: str,
    note: str,
) -> None:
    """The rows given; below them the whole column is open for more."""
    for number, (column, width) in enumerate(zip(known, _widths(known), strict=True), 1):
        sheet.width(number, width, sheet.book.styles.input(column.kind))
        sheet.check(_FIRST, number, column, LAST_ROW)
    sheet.title(title)
    sheet.note(note, len(known))
    write_keys(sheet, 3, layout.TABLE + path, known)
    for index, (where, values) in enumerate(rows, _FIRST):
        for number, column in enumerate(known, 1):
            # A cell left out has the style of its column.
            if column.key in values:
                sheet.fill(index, number, column, values[column.key], f"{where}.{column.key}")
    sheet.worksheet.freeze_panes(_FIRST, 2)
    sheet.worksheet.repeat_rows(_FIRST - 1)


def _widths(known: Sequence[Column]) -> list[float]:
    usual = [column.width() for column in known]
    if sum(usual) > _WIDEST:
        return [column.width(narrow=True) for column in known]
    texts = sum(column.kind is Kind.TEXT for column in known)
    more = min(max(_PAGE_WIDTH - sum(usual), 0) / max(texts, 1), _GROWTH)
    return [
        width + more if column.kind is Kind.TEXT else width
        for column, width in zip(known, usual, strict=True)
    ]
