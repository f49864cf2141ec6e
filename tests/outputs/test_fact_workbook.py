# SPDX-License-Identifier: Apache-2.0
from io import BytesIO

import openpyxl
import pytest

from tests.make import edition
from zhuoping.core.fact_rows import read_rows, row_classes
from zhuoping.core.facts.rows.organisation import Outlet, OutletKind, Ownership
from zhuoping.core.problems import Refused
from zhuoping.outputs.fact_workbook import read_sheet, write_sheet
from zhuoping.outputs.workbook import write_workbook

SCHEME = edition("2025")
OUTLETS = (
    Outlet("海淀店", OutletKind.SALES_SHOP, Ownership.SELF_BUILT, "110108", technicians=3),
    Outlet("=朝阳店", OutletKind.SHOWROOM, Ownership.OTHER),
)


def changed(content, **cells):
    book = openpyxl.load_workbook(BytesIO(content))
    for name, value in cells.items():
        book.worksheets[0][name] = value
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def refusal(content, key="outlets"):
    with pytest.raises(Refused) as refused:
        read_sheet(content, key)
    return [each.code for each in refused.value.problems]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_rows_written_are_read_back(language):
    read = read_sheet(write_sheet(SCHEME, "outlets", OUTLETS, language), "outlets")

    assert read.faults == ()
    assert read_rows("outlets", read.rows) == OUTLETS


@pytest.mark.parametrize("key", row_classes())
def test_template_of_every_sheet_is_empty(key):
    assert refusal(write_sheet(SCHEME, key, ()), key) == ["fact-workbook-empty"]


def test_every_bad_cell_is_named_with_its_row_and_column():
    content = changed(write_sheet(SCHEME, "outlets", OUTLETS), C6="帐篷", H7="三", B8="缺两项", AA3="旁边")

    faults = read_sheet(content, "outlets").faults

    assert [(each.cell, each.row, each.key, each.problem.code) for each in faults] == [
        ("服务网点!AA3", None, None, "cell-outside"),
        ("服务网点!C6", 0, "kind", "not-allowed"),
        ("服务网点!H7", 1, "technicians", "wrong-type"),
        ("服务网点!C8", 2, "kind", "missing-key"),
        ("服务网点!D8", 2, "ownership", "missing-key"),
    ]


def test_cell_with_an_error_is_told_once():
    content = changed(write_sheet(SCHEME, "outlets", OUTLETS), B6="#REF!")
    book = openpyxl.load_workbook(BytesIO(content))
    book.worksheets[0]["B6"].data_type = "e"
    buffer = BytesIO()
    book.save(buffer)

    faults = read_sheet(buffer.getvalue(), "outlets").faults

    assert [(each.cell, each.problem.code) for each in faults] == [("服务网点!B6", "cell-error")]


def test_workbook_of_another_sheet_is_refused():
    assert refusal(write_sheet(SCHEME, "regions", ()), "outlets") == ["fact-workbook-other"]


def test_workbook_of_ones_own_is_refused():
    buffer = BytesIO()
    openpyxl.Workbook().save(buffer)

    assert refusal(buffer.getvalue()) == ["fact-workbook-foreign"]


def test_sheet_of_an_evaluation_workbook_is_read_too():
    content = write_workbook(SCHEME)
    book = openpyxl.load_workbook(BytesIO(content))
    sheet = book["服务网点"]
    sheet["B6"], sheet["C6"], sheet["D6"] = "海淀店", "销售门店", "自建"
    buffer = BytesIO()
    book.save(buffer)

    read = read_sheet(buffer.getvalue(), "outlets")

    assert (read.rows, read.faults) == (
        ({"name": "海淀店", "kind": "sales-shop", "ownership": "self-built"},),
        (),
    )


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"name,kind\n", "workbook-not-xlsx"),
        (bytes.fromhex("D0CF11E0A1B11AE1"), "workbook-encrypted"),
        (b"PK\x03\x04", "workbook-damaged"),
        (b"<svg onload=alert(1)>", "workbook-not-xlsx"),
    ],
)
def test_hostile_or_foreign_file_is_refused(content, code):
    assert refusal(content) == [code]
