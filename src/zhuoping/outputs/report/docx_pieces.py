# SPDX-License-Identifier: Apache-2.0
"""What the chapters of the Word template have in common: headings, tables of labels and values, lists."""

from collections.abc import Sequence

from zhuoping.outputs.report.docx_parts import Cell, Row, Text, Writer
from zhuoping.outputs.report.docx_styles import FAINT, TEXT_WIDTH_MM

_LABEL_WIDTH_MM = 34
_LETTERS = "ABCDEFGH"
# A chapter that only some reports have.
_CONDITIONS = {"chapter_way_up": "way_up", "annex_readings": "annex.readings"}


def chapters(labels: dict[str, str]) -> list[tuple[str, str, str]]:
    """Anchor, heading and condition (or nothing) of every chapter, in order."""
    titles = {key: title for key, title in labels.items() if key.startswith("chapter_")}
    annexes = [key for key in labels if key.startswith("annex_")]
    titles |= {
        key: f"{labels['annex']} {_LETTERS[index]}\u3000{labels[key]}" for index, key in enumerate(annexes)
    }
    return [(f"_Toc_{key}", title, _CONDITIONS.get(key, "")) for key, title in titles.items()]


def chapter(writer: Writer, key: str, *, new_page: bool = True) -> None:
    """The heading of a chapter."""
    anchor = f"_Toc_{key}"
    title = next(title for known, title, _ in chapters(writer.labels) if known == anchor)
    writer.heading(title, 1, anchor=anchor, new_page=new_page)


def facts(writer: Writer, rows: str) -> None:
    """Labels and values, from a list of {label, value}."""
    kept = label("{{ row.label }}", kept=True)
    labelled(writer, [f"for row in {rows}", [kept, "{{ row.value }}"], "endfor"])


def labelled(writer: Writer, rows: Sequence[Row]) -> None:
    """A table whose first column says what stands in the second."""
    writer.table((_LABEL_WIDTH_MM, TEXT_WIDTH_MM - _LABEL_WIDTH_MM), rows)


def label(text: Text, *, kept: bool = False) -> Cell:
    """A cell that says what stands beside it; a `kept` row stays on the page of the next one."""
    return Cell(text, "Table Label Kept" if kept else "Table Label", FAINT)


def number(key: str, *, bold: bool = False, fill: str = "") -> Cell:
    """A cell with an amount, at the right."""
    return Cell(f"{{{{ {key} }}}}", "Table Total" if bold else "Table Number", fill)


def listed(
    writer: Writer,
    items: str,
    keys: Sequence[tuple[str, float, str | Cell]],
    *,
    fine: bool = False,
) -> None:
    """A table with a row for each of `items`; `keys` are (label of the column, width in mm, cell)."""
    rows: list[Row] = [f"for each in {items}", [cell for _, _, cell in keys], "endfor"]
    head = [_head(writer.labels[key], cell) for key, _, cell in keys]
    writer.table([width for _, width, _ in keys], rows, head=head, fine=fine)


def _head(words: str, below: str | Cell) -> str | Cell:
    """A column's head, above amounts at the right."""
    is_number = isinstance(below, Cell) and below.style == "Table Number"
    return Cell(words, "Table Head Number") if is_number else words


def bullets(writer: Writer, items: str) -> None:
    """A paragraph with a bullet for each text."""
    writer.tag(f"for item in {items}")
    writer.text("•\t{{ item }}", "Bullet")
    writer.tag("endfor")


def otherwise(writer: Writer, text: str) -> None:
    """What stands in place of the part that the last condition opened."""
    writer.tag("else")
    writer.text(text)
    writer.tag("endif")
