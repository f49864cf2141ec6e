# SPDX-License-Identifier: Apache-2.0
"""A filled-in workbook to the plain mapping of its case, with the cell of every path; totals are not read.

What stands in the cells is taken as given: whether it fits is for `core.case_file.read_case` and
`core.scoring.score` to say. Nothing that a person typed is passed over in silence.
"""

import dataclasses
from collections.abc import Mapping
from io import BytesIO

from python_calamine import CalamineError, CalamineWorkbook

from zhuoping.core.plain import Plain
from zhuoping.core.problems import Problem, Refused, problem
from zhuoping.outputs.workbook import layout
from zhuoping.outputs.workbook.cells import Cell, is_blank
from zhuoping.outputs.workbook.guard import Package, damaged, open_package
from zhuoping.outputs.workbook.places import Places, cell_name
from zhuoping.outputs.workbook.sheet_reader import Draft, read_sheet
from zhuoping.outputs.workbook.sheet_xml import ERROR

Rows = list[list[Cell]]
_FAULTS_SHOWN = 50


@dataclasses.dataclass(frozen=True, slots=True)
class WorkbookCase:
    """What a workbook holds: the mapping of a case file, where each part of it stands, and what cells are at fault.

    With problems the value is only there to be looked through for further ones: it lacks what is at fault.
    """

    value: Plain
    cells: Places
    problems: tuple[Problem, ...] = ()

    def place(self, path: str) -> str:
        """The cell of `path`, or of the nearest part around it; empty when none is."""
        return self.cells.place(path)

    def where(self, found: Problem) -> str:
        """The cell in which a problem is to be mended; its path when it concerns no cell."""
        return self.cells.of(found)


def read_workbook(content: bytes) -> WorkbookCase:
    """The case in a workbook made by `write_workbook`, in whichever language its cells are.

    Raises Refused with every fault of the file or of its cells; their paths are cells such as `封面!C7`.
    """
    book = open_workbook(content)
    if book.problems:
        raise Refused(dataclasses.replace(each, path=book.where(each)) for each in book.problems)
    return book


def open_workbook(content: bytes) -> WorkbookCase:
    """The same, with the faults of cells as its `problems`, so that those of the case can be told together with them.

    Raises Refused with every fault of the file or of its sheets, then of the keys and marks of their tables.
    """
    package = open_package(content)
    tables = cells_of(package)
    keys = _keys(tables)
    marked = _marked_sheets(tables, keys.sheets)
    draft = Draft(grounds=keys.grounds, conditions=keys.conditions)
    for name, rows in marked.items():
        read_sheet(draft, name, rows, package.scans[name].faults)
    if draft.broken:
        raise Refused(draft.broken)
    value: dict[str, Plain] = {"scheme": keys.scheme, "edition": keys.edition}
    return WorkbookCase(value | draft.result(), draft.places, tuple(draft.problems))


def cells_of(package: Package) -> dict[str, Rows]:
    """The cells of every worksheet, by its name.

    Raises Refused when the parser cannot read them.
    """
    try:
        book = CalamineWorkbook.from_filelike(BytesIO(package.content))
        return {
            name: book.get_sheet_by_name(name).to_python(skip_empty_area=False)
            for name in book.sheet_names
            if name in package.scans
        }
    except (CalamineError, ValueError, OSError) as error:
        raise _unparsed(package, error) from None
    except BaseException as error:
        # A panic of the parser has no class of its own to catch; everything else goes on its way.
        if type(error).__name__ != "PanicException":
            raise
        raise _unparsed(package, error) from None


def _unparsed(package: Package, error: BaseException) -> Refused:
    """What the parser stumbled over: most often an error value that it does not know, so its cells are named."""
    faults = [
        problem(cell_name(name, *place), code)
        for name, scan in package.scans.items()
        for place, code in scan.faults.items()
        if code == ERROR
    ]
    return Refused(faults[:_FAULTS_SHOWN]) if faults else damaged(str(error) or type(error).__name__)


@dataclasses.dataclass(frozen=True, slots=True)
class _Keys:
    """What the hidden sheet says of the workbook."""

    scheme: str
    edition: str
    sheets: Mapping[str, str]
    grounds: tuple[tuple[str, str], ...]
    conditions: tuple[str, ...]


def _keys(tables: Mapping[str, Rows]) -> _Keys:
    found = [name for name, rows in tables.items() if _mark(rows) == layout.SHEET + layout.KEYS]
    if not found:
        raise Refused([problem("", "workbook-foreign")])
    if len(found) > 1:
        raise Refused(problem(name, "sheet-twice", sheet=name) for name in found[1:])
    cells = ([str(cell) for cell in [*row, "", "", ""][:3]] for row in tables[found[0]])
    # Beside these columns, the lists of the drop-downs may have more rows.
    rows = [(word, key, label) for word, key, label in cells if word or key or label]
    facts: dict[str, str] = {}
    sheets: dict[str, str] = {}
    grounds = []
    conditions = []
    for word, key, label in rows:
        if word == "sheet":
            sheets[key] = label
        elif word == "ground":
            grounds.append((key, label))
        elif word == "condition":
            conditions.append(key)
        else:
            facts[word] = key
    if facts.get("layout") != str(layout.LAYOUT):
        values = {"given": facts.get("layout") or "?", "known": layout.LAYOUT}
        raise Refused([problem("", "workbook-layout", **values)])
    if rows[-1] != layout.seal(rows[:-1]):
        raise Refused([problem("", "workbook-altered")])
    return _Keys(facts.get("scheme", ""), facts.get("edition", ""), sheets, tuple(grounds), tuple(conditions))


def _marked_sheets(tables: Mapping[str, Rows], expected: Mapping[str, str]) -> dict[str, Rows]:
    """The sheets that are read, by name: each that the workbook was made with, once, and no others with content."""
    problems = []
    found: dict[str, str] = {}
    for name, rows in tables.items():
        mark = _mark(rows)
        key = mark.removeprefix(layout.SHEET)
        if key == layout.KEYS and mark.startswith(layout.SHEET):
            continue
        if not mark.startswith(layout.SHEET) or key not in expected:
            if any(not is_blank(cell) for row in rows for cell in row):
                problems.append(problem(name, "sheet-foreign", sheet=name))
        elif key in found:
            problems.append(problem(name, "sheet-twice", sheet=name))
        else:
            found[key] = name
    problems += [
        problem(name, "sheet-missing", sheet=name) for key, name in expected.items() if key not in found
    ]
    if problems:
        raise Refused(problems)
    return {name: tables[name] for key, name in found.items() if key != layout.SUMMARY}


def _mark(rows: Rows) -> str:
    return str(rows[0][0]) if rows and rows[0] else ""
