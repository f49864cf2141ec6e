# SPDX-License-Identifier: Apache-2.0
"""How high a row has to be for its words: programs differ in whether they work that out when they open a workbook."""

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from zhuoping.outputs.workbook.columns import letters

# In points, for the sheets' font.
_LINE, _ABOVE_AND_BELOW = 15.5, 4.0
# Excel's own bound.
_HIGHEST = 409.0
# A column's width counts the margins on both sides of the text.
_MARGIN = 1.5


def lines(words: str, width: float) -> int:
    """How many lines the words take in a column of `width` characters."""
    free = max(width - _MARGIN, 1)
    if "\n" not in words and len(words) * 2 <= free:
        return 1
    return sum(max(-int(-letters(line) // free), 1) for line in words.split("\n"))


def height(count: int) -> float:
    """The height of a row of so many lines, in points."""
    return min(count * _LINE + _ABOVE_AND_BELOW, _HIGHEST)


class GrowingWorksheet(Worksheet):  # type: ignore[misc]  # XlsxWriter carries no type information.
    """A worksheet whose estimated heights are a beginning: a row goes on growing with what a person types in it."""

    def __init__(self) -> None:
        super().__init__()
        self._estimated: set[str] = set()

    def estimate_row(self, row: int, points: float, style: Format | None = None) -> None:
        """Set the height that a row has until somebody changes its content, and the style of its blank cells."""
        self._estimated.add(str(row + 1))
        self.set_row(row, points, style)

    def _xml_start_tag_unencoded(self, tag: str, attributes: list[tuple[str, object]]) -> None:
        # XlsxWriter marks every height as set by hand, and such a row never grows again.
        if tag == "row" and str(dict(attributes).get("r")) in self._estimated:
            attributes = [(name, value) for name, value in attributes if name != "customHeight"]
        super()._xml_start_tag_unencoded(tag, attributes)
