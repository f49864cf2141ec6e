# SPDX-License-Identifier: Apache-2.0
"""Lists of outlets in CSV files and workbooks, as people make them and as they break them."""

from datetime import date, datetime
from io import BytesIO

import pytest
import xlsxwriter

from zhuoping.core.facts.rows.organisation import OutletKind
from zhuoping.core.problems import Refused, problem
from zhuoping.core.sample_file import read_frame
from zhuoping.core.sampling import FrameOutlet
from zhuoping.outputs.frame_file import frame_from_csv, frame_from_workbook, frame_to_csv

CHINESE = "网点编号,网点名称,所在地区,网点类型,人数,上次到访日期\r\n"
ROW = {
    "key": "001",
    "name": "厦门店",
    "region": "350200",
    "kind": "sales-shop",
    "headcount": 12,
    "visited_on": "2025-03-01",
}


def workbook(*sheets: list[list[object]]) -> bytes:
    """A workbook of such sheets; `=…` is a formula that was never computed."""
    buffer = BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        for rows in sheets:
            sheet = book.add_worksheet()
            for line, row in enumerate(rows):
                for column, cell in enumerate(row):
                    if isinstance(cell, date):
                        sheet.write_datetime(line, column, datetime(cell.year, cell.month, cell.day), day)  # noqa: DTZ001
                    else:
                        sheet.write(line, column, cell)
    return buffer.getvalue()


def refused(reader, content):
    with pytest.raises(Refused) as caught:
        reader(content)
    assert all(each.message(language) for each in caught.value.problems for language in ("zh", "en"))
    return [f"{each.path}: {each.code}" for each in caught.value.problems]


# -- CSV


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize(
    "text",
    [
        CHINESE + "001,厦门店,350200,销售门店,12,2025年3月1日\r\n",
        CHINESE + "001,厦门店,350200,sales-shop,12,2025/3/1\r\n\r\n,,,,,\r\n",
        "Key,name,REGION,kind,Headcount,Last visited on\n001,厦门店,350200,Sales shop,12,2025-03-01\n",
        'key,name,region,kind,headcount,visited_on,\n"001",厦门店,"350200",sales-shop,12,2025-03-01,\n',
    ],
)
def test_list_is_read_with_heads_and_kinds_in_either_language(text, encoding):
    assert frame_from_csv(text.encode(encoding)).value == {"outlets": [ROW]}


def test_columns_that_are_not_there_are_not_given():
    assert frame_from_csv(b"key,name\n1,\n").value == {"outlets": [{"key": "1"}]}


def test_problem_is_placed_on_its_line_over_blank_lines_and_line_breaks():
    table = frame_from_csv('key,name\n\n1,"甲\n店"\n2,乙\n'.encode())

    places = [
        table.where(problem(path, "missing-key", key="name", named="name"))
        for path in ("outlets[0].key", "outlets[1]", "outlets[7]", "seed")
    ]
    assert places == ["line 4", "line 5", "", ""]


@pytest.mark.parametrize(
    ("content", "faults"),
    [
        (b"", ["line 1: frame-column-missing", "line 1: frame-column-missing"]),
        (b"\n , \n", ["line 1: frame-column-missing", "line 1: frame-column-missing"]),
        (b"key,colour\n", ["line 1: frame-column-unknown", "line 1: frame-column-missing"]),
        (b"key,name,NAME\n", ["line 1: frame-column-twice"]),
        (b"key,name\n1,a,b\n2,c\n3,d,e\n", ["line 2: frame-row-too-long", "line 4: frame-row-too-long"]),
        (b"key,name\n1,\x01\n", ["line 2: character-not-allowed"]),
        (b'key,name\n1,"a"b\n', ["line 2: frame-unreadable"]),
        (b"key,name\n1," + b"a" * 140_000, ["line 2: frame-unreadable"]),
        (b"\xff\xff\xff", [": not-text"]),
        (b"a" * (8 * 1024 * 1024 + 1), [": too-large"]),
    ],
    ids=[
        "empty",
        "blank",
        "unknown",
        "twice",
        "long rows",
        "control",
        "quotes",
        "long cell",
        "no text",
        "large",
    ],
)
def test_csv_that_cannot_be_read_is_refused_with_its_line(content, faults):
    assert refused(frame_from_csv, content) == faults


# -- workbooks

HEADS = ["网点编号", "网点名称", "所在地区", "网点类型", "人数", "上次到访日期"]


def test_workbook_is_read_with_numbers_and_dates_as_cells_have_them():
    content = workbook([HEADS, ["001", "厦门店", 350200, "销售门店", 12, date(2025, 3, 1)]], [])

    table = frame_from_workbook(content)

    assert table.value == {"outlets": [ROW]}
    assert table.where(problem("outlets[0].kind", "not-allowed", given="", known="")) == "Sheet1!D2"


def test_key_that_is_a_number_is_the_text_that_a_person_sees():
    assert frame_from_workbook(workbook([["key", "name"], [1001, "甲"]])).value == {
        "outlets": [{"key": "1001", "name": "甲"}]
    }


@pytest.mark.parametrize(
    ("sheets", "faults"),
    [
        ([[["key", "name"]], [["备注"]]], [": frame-sheets"]),
        ([[]], ["line 1: frame-column-missing", "line 1: frame-column-missing"]),
        ([[["key", "颜色"]]], ["Sheet1!B1: frame-column-unknown", "Sheet1!A1: frame-column-missing"]),
        ([[["key", "name"], [1234567890123456, "甲"]]], ["Sheet1!A2: digits-lost"]),
    ],
    ids=["two sheets", "empty", "unknown", "digits"],
)
def test_workbook_that_cannot_be_read_is_refused_with_its_cell(sheets, faults):
    assert refused(frame_from_workbook, workbook(*sheets)) == faults


def test_strange_file_and_error_in_a_cell_are_refused():
    assert refused(frame_from_workbook, b"key,name\n") == [": workbook-not-xlsx"]

    buffer = BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["key", "name"])
        sheet.write(1, 0, "a")
        sheet.write_formula(1, 1, "=1/0", value="#DIV/0!")
    assert refused(frame_from_workbook, buffer.getvalue()) == ["Sheet1!B2: cell-error"]


def test_frame_written_as_csv_is_read_back_into_an_equal_one():
    frame = (
        FrameOutlet("wd-0001", "厦门网点, 集美", "350200", OutletKind.SHOWROOM, 12, date(2025, 3, 1)),
        FrameOutlet("wd-0002", '=HYPERLINK("x")', "+86"),
        FrameOutlet("wd-0003", "'=1+1", "@"),
        FrameOutlet("wd-0004", "'引号' 网点"),
    )

    written = frame_to_csv(frame)

    assert read_frame(frame_from_csv(written).value) == frame
    assert "'=HYPERLINK" in written.decode("utf-8-sig")
