# SPDX-License-Identifier: Apache-2.0
"""Where each part of a case stands in its workbook, so that a problem can name a cell and not a path."""

from collections.abc import Mapping

from zhuoping.core.problems import Problem, at


class Places:
    """Paths of the case to cells such as `封面!C7`; the cells of a table's row are worked out when asked for."""

    def __init__(self) -> None:
        self._cells: dict[str, tuple[str, int, int]] = {}
        self._rows: dict[str, tuple[str, int, Mapping[str, int]]] = {}

    def put(self, path: str, sheet: str, row: int, column: int) -> None:
        """Note the cell of one path; row and column count from 0."""
        self._cells[path] = (sheet, row, column)

    def put_first(self, path: str, sheet: str, row: int, column: int) -> None:
        """Note the cell of a path that has none yet."""
        self._cells.setdefault(path, (sheet, row, column))

    def put_row(self, path: str, sheet: str, row: int, columns: Mapping[str, int]) -> None:
        """Note a table's row and in which column each key of it stands."""
        self._rows[path] = (sheet, row, columns)

    def __getitem__(self, path: str) -> str:
        if path in self._cells:
            return cell_name(*self._cells[path])
        if path in self._rows:
            sheet, row, columns = self._rows[path]
            return cell_name(sheet, row, min(columns.values()))
        outer, _, key = path.rpartition(".")
        sheet, row, columns = self._rows[outer]
        return cell_name(sheet, row, columns[key])

    def place(self, path: str) -> str:
        """The cell of `path`, or of the nearest part around it that is there; empty when none is."""
        while path:
            try:
                return self[path]
            except KeyError:
                path = path[: max(path.rfind("."), path.rfind("["), 0)]
        return ""

    def of(self, found: Problem) -> str:
        """The cell of a problem: for something missing, the cell where it should stand."""
        key = dict(found.values).get("key", "") if found.code == "missing-key" else ""
        if found.code == "reason-required":
            key = "reason"
        missing = at(found.path, key) if key else found.path
        return self.place(missing) or found.path


def cell_name(sheet: str, row: int, column: int) -> str:
    """`封面!C7` for the sheet and, counted from 0, row 6 and column 2."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{sheet}!{letters}{row + 1}"
