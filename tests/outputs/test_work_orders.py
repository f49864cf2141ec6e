# SPDX-License-Identifier: Apache-2.0
"""Lists of work orders as Excel and CSV: every bad cell by its name, and strange files refused."""

import zipfile
from datetime import date, datetime
from io import BytesIO

import pytest
import xlsxwriter

from zhuoping.core.evidence import Kind
from zhuoping.core.problems import Refused
from zhuoping.outputs.work_orders import read_order_list, template

NOW = datetime.fromisoformat("2026-12-07T09:00")
HEAD = ["工单号", "客户", "产品", "地区或网点", "受理时间", "响应时间", "客户签收", "颜色"]


def workbook(*rows, head=HEAD, title=None, formula=None):
    """An Excel file; datetimes are cells of time, and `formula` one that no program has computed."""
    buffer = BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
    if title:
        book.add_worksheet("说明").write(0, 0, title)
    sheet = book.add_worksheet("工单")
    for number, row in enumerate([head, *rows]):
        for index, cell in enumerate(row):
            if isinstance(cell, date):
                sheet.write_datetime(number, index, cell, moment)
            else:
                sheet.write(number, index, cell)
    if formula:
        sheet.write_formula(formula, "=NOW()", None, "")
    book.close()
    return buffer.getvalue()


def read(content, kind=Kind.XLSX):
    return read_order_list(content, kind, "工单.xlsx", NOW)


def csv(*lines, encoding="utf-8", separator=","):
    return "\r\n".join(separator.join(each) for each in lines).encode(encoding)


def refused(content, kind=Kind.XLSX):
    with pytest.raises(Refused) as caught:
        read(content, kind)
    return [each.code for each in caught.value.problems]


def cells(found):
    return [f"{each.cell}: {each.problem.code}" for each in found.faults]


def at(text):
    return datetime.fromisoformat(text)


def test_excel_is_read_with_its_own_cells_of_time_and_unknown_columns_are_told():
    content = workbook(
        [10001, "王小明", "水泵", "厦门", at("2026-11-20T08:30"), at("2026-11-20T08:45:30"), "是", "红"],
        [],
        ["WX-2", "", "", "", "2026/11/21 00:00", at("2026-11-22T00:00"), "", ""],
        title="导出说明",
    )

    found = read(content)

    assert found.faults == ()
    assert [each.number for each in found.orders] == ["10001", "WX-2"]
    assert (found.orders[0].customer, found.orders[0].signed_off) == ("王**", True)
    assert found.orders[0].responded_at == at("2026-11-20T08:45:30")
    assert found.orders[1].responded_at == at("2026-11-22T00:00")
    assert found.ignored == ("颜色",)


@pytest.mark.parametrize(("encoding", "separator"), [("utf-8-sig", ","), ("gb18030", ";"), ("utf-8", "\t")])
def test_csv_is_read_in_the_encodings_and_separators_that_exports_have(encoding, separator):
    content = csv(
        ["设备服务工单"],
        ["单号", "报修时间", "上门时间"],
        ["WX-1", "2026-11-20 08:30", "2026-11-20 10:00"],
        ["", "", ""],
        encoding=encoding,
        separator=separator,
    )

    found = read(content, Kind.TEXT)

    assert (cells(found), [each.number for each in found.orders]) == ([], ["WX-1"])
    assert found.orders[0].arrived_at == at("2026-11-20T10:00")


def test_every_bad_cell_is_named_and_nothing_is_given():
    content = workbook(
        ["WX-1", "", "", "", "2026-11-20 08:30", "昨天", "", ""],
        ["WX-1", "", "", "", "2026-11-20 08:30", "", "也许", ""],
        [1234567890123456, "", "", "", at("2026-12-08T10:00"), "", "", ""],
        ["WX-4", "", "", "", "", "", "", ""],
        formula="E5",
    )

    found = read(content)

    assert found.orders == ()
    assert sorted(cells(found)) == [
        "工单!A3: order-number-twice",
        "工单!A4: digits-lost",
        "工单!E4: order-time-later",
        "工单!E5: cell-not-computed",
        "工单!F2: order-time-unreadable",
        "工单!G3: order-answer-unreadable",
    ]
    assert next(each.text for each in found.faults if each.cell == "工单!F2") == "昨天"


def test_cell_at_fault_alone_in_its_row_is_not_passed_over():
    content = workbook(["WX-1", "", "", "", "2026-11-20 08:30"], formula="A3")

    assert "工单!A3: cell-not-computed" in cells(read(content))


def test_cells_of_csv_are_named_too():
    content = csv(["单号", "受理时间"], ["WX-1", "昨天"], ["WX-2"])

    assert cells(read(content, Kind.TEXT)) == [
        "CSV!B2: order-time-unreadable",
        "CSV!B3: order-cell-missing",
    ]


def test_file_without_such_a_table_is_refused():
    assert refused(workbook(["x"], head=["名称"])) == ["orders-no-table"]
    assert refused(csv(["名称"], ["x"]), Kind.TEXT) == ["orders-no-table"]
    assert refused(workbook(["1"], head=["单号", "工单号", "受理时间"])) == ["orders-column-twice"]
    assert refused(workbook()) == ["orders-none"]
    assert refused(b"\xff\xfe\xff", Kind.TEXT) == ["orders-encoding"]
    assert refused(b"%PDF-1.7", Kind.PDF) == ["orders-file-kind"]


def test_longer_list_than_may_be_is_refused_without_reading_on():
    content = csv(["单号", "受理时间"], *[["x", "2026-11-20 08:30"]] * 10_050)

    assert refused(content, Kind.TEXT) == ["orders-too-many"]


def test_endless_field_is_refused():
    assert refused(b'a,b\n"' + b"x" * 200_000, Kind.TEXT) == ["workbook-damaged"]


def test_macros_and_bombs_are_refused_before_anything_is_parsed():
    def with_part(name, content):
        buffer = BytesIO(workbook(["WX-1"]))
        with zipfile.ZipFile(buffer, "a", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(name, content)
        return buffer.getvalue()

    assert refused(with_part("xl/vbaProject.bin", b"x")) == ["workbook-macros"]
    assert refused(with_part("xl/worksheets/sheet9.xml", b" " * 70_000_000)) == ["workbook-bomb"]
    assert refused(b"PK\x03\x04 and no more") == ["workbook-damaged"]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_template_has_the_headings_that_are_read(language):
    line = template(language).decode("utf-8-sig").strip()
    row = ["WX-1", "王小明", "", "", "2026-11-20 08:30", "", "", "", "", ""]

    found = read(template(language) + csv(row), Kind.TEXT)

    assert len(line.split(",")) == 10
    assert (found.ignored, [each.number for each in found.orders]) == ((), ["WX-1"])
