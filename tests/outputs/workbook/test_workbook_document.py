# SPDX-License-Identifier: Apache-2.0
"""docs/domain/workbook.md says what the code does."""

import re
from pathlib import Path

from zhuoping.core.shapes import TEXT_LIMIT
from zhuoping.core.wording.workbook import WORDS
from zhuoping.outputs.workbook import book, cells, guard, layout

DOCUMENT = (Path(__file__).parents[3] / "docs/domain/workbook.md").read_text("utf-8")
MB = 1024 * 1024


def section(heading):
    return DOCUMENT.split(f"\n## {heading}\n", 1)[1].split("\n## ", 1)[0]


def test_every_code_is_listed_and_no_other():
    rows = [line for line in section("How faults are named").splitlines() if line.startswith("| `")]

    codes = [code for row in rows for code in re.findall(r"`([a-z-]+)`", row.split("|")[1])]

    assert sorted(codes) == sorted(WORDS)


def test_limits_are_those_of_the_code():
    rows = [line.strip("| ").split(" | ") for line in section("Limits").splitlines() if line.startswith("| ")]

    assert dict(rows[2:]) == {
        "size of the file": f"{guard.FILE_LIMIT // MB} MB",
        "size of its parts unpacked": f"{guard.UNPACKED_LIMIT // MB} MB",
        "parts in the file": f"{guard.MEMBER_LIMIT}",
        "sheets": f"{guard.SHEET_LIMIT}",
        "rows, columns of a sheet": f"{guard.ROW_LIMIT}, {guard.COLUMN_LIMIT}",
        "cells of all sheets, blank ones between counted": f"{guard.CELL_LIMIT}",
        "different texts": f"{guard.STRING_LIMIT}",
        "characters of a cell": f"{cells.CELL_LIMIT}",
        "rows of a table with drop-downs": f"{book.LAST_ROW}",
    }
    assert f"more than {TEXT_LIMIT:,} characters" in section("Limits")


def test_marks_are_those_of_the_code():
    marks = re.findall(r"^\| [^|]+ \| `([^`]+)`", section("Marks"), re.MULTILINE)

    assert marks == [
        layout.SHEET + layout.COVER,
        layout.FIELD + "client.name",
        layout.TABLE + "facts.outlets",
        layout.AWARDS,
        layout.row_mark("2.1", "a"),
        layout.NOTE,
    ]
    assert f"this is layout {layout.LAYOUT}" in section("Marks")
