# SPDX-License-Identifier: Apache-2.0
"""Hidden rows and the hidden sheet say what a column or a word means: a change there is refused, never guessed."""

import pytest

from tests import make
from tests.outputs.workbook.by_hand import edited, filled, row_of
from tests.outputs.workbook.full import full_case
from tests.outputs.workbook.packages import blank
from zhuoping.core.problems import Refused
from zhuoping.outputs.workbook import read_workbook, write_workbook

KEYS = "zhuoping"


def refusals(content):
    """Code by place, of everything that reading refuses."""
    with pytest.raises(Refused) as refused:
        read_workbook(content)
    return [(found.path, found.code) for found in refused.value.problems]


def only(content):
    """The one problem that the workbook is refused for."""
    with pytest.raises(Refused) as refused:
        read_workbook(content)
    (found,) = refused.value.problems
    return found


# -- keys of columns


def test_copied_column_of_points_is_refused_with_both_cells():
    cells = {"1 组织架构!G6": 3, "1 组织架构!T4": "judged", "1 组织架构!T6": 1, "1 组织架构!L6": "理由"}

    found = only(filled(cells, blank("2025")))

    assert (found.path, found.code) == ("1 组织架构!T4", "column-twice")
    assert found.values == (("given", "judged"), ("first", "1 组织架构!G4"))


@pytest.mark.parametrize(
    ("place", "key"),
    [
        ("一 全部!T4", "text"),
        ("一 全部!T4", "shown award"),
        ("服务人员名册!P4", "name"),
        ("证据!H4", "title"),
        ("特别项!H8", "leads_trade"),
        ("特别项!H11", "ground"),
        ("封面!F37", "role"),
    ],
)
def test_key_that_is_there_twice_is_refused_in_any_table(place, key):
    assert refusals(filled({place: key})) == [(place, "column-twice")]


@pytest.mark.parametrize(
    ("cell", "key"),
    [
        ("一 全部!G4", "judged"),
        ("一 全部!B4", "ref"),
        ("服务人员名册!J4", "valid_until"),
        ("证据!B4", "indicator"),
        ("特别项!E8", "leads_trade"),
        ("封面!B37", "name"),
    ],
)
def test_blanked_key_is_refused_and_named(cell, key):
    sheet, _, place = cell.partition("!")

    found = only(filled({cell: None}))

    assert (found.path, found.code) == (f"{sheet}!A{place[1:]}", "column-missing")
    assert found.values == (("keys", (key,)),)


def test_misspelt_key_is_refused_before_anything_is_missed():
    cells = {"一 全部!G4": "jugded", "一 全部!G6": 8, "服务人员名册!B4": "Name", "服务人员名册!B6": "张三"}

    assert refusals(filled(cells)) == [
        ("一 全部!G4", "column-unknown"),
        ("一 全部!A4", "column-missing"),
        ("服务人员名册!B4", "column-unknown"),
        ("服务人员名册!A4", "column-missing"),
    ]


def test_column_that_was_deleted_is_refused():
    assert refusals(edited(lambda book: book["一 全部"].delete_cols(13))) == [
        ("一 全部!A4", "column-missing")
    ]


def test_column_of_ones_own_inside_a_table_may_be_there_while_it_is_empty():
    def insert(book):
        book["服务人员名册"].insert_cols(4)
        book["服务人员名册"]["B6"] = "张三"
        book["一 全部"].insert_cols(7)
        book["一 全部"]["H6"] = 8

    def fill(book):
        insert(book)
        book["服务人员名册"]["D6"] = "旁注"
        book["一 全部"]["G8"] = 1

    value = read_workbook(edited(insert)).value

    assert (value["facts"]["roster"], value["awards"]) == ([{"name": "张三"}], {"一.1": {"judged": 8}})
    assert refusals(edited(fill)) == [("一 全部!G8", "cell-outside"), ("服务人员名册!D6", "cell-outside")]


def test_table_whose_mark_is_gone_is_not_read_as_the_one_above_it():
    scheme = make.edition("2025")
    content = write_workbook(scheme, full_case(scheme))

    def edit(book):
        special = book["特别项"]
        special.cell(row_of(special, "table deductions"), 1).value = None

    found = refusals(edited(edit, content))

    assert {code for _, code in found} == {"cell-outside"}
    assert {"特别项!B12", "特别项!C14", "特别项!C15"} <= {place for place, _ in found}


# -- rows of parts


def test_parts_without_the_row_of_their_indicator_are_refused():
    def edit(book):
        sheet = book["一 全部"]
        sheet["G8"] = 2
        sheet.delete_rows(7)

    found = only(edited(edit))

    assert (found.path, found.code, found.values) == ("一 全部!B7", "row-missing", (("ref", "一.2"),))


def test_row_of_an_indicator_that_was_moved_is_no_missing_one():
    assert refusals(filled({"一 全部!B7": "一.9", "一 全部!G8": 2})) == [("一 全部!B7", "row-moved")]


# -- the hidden sheet


@pytest.mark.parametrize(
    "change",
    [
        lambda keys, row: keys.__setitem__(f"B{row}", "trade"),
        lambda keys, row: keys.__setitem__(f"C{row}", "影响服务系统运行"),
        lambda keys, row: keys.__setitem__(f"A{row}", None),
        lambda keys, row: keys.delete_rows(row),
        lambda keys, _: keys.append(["ground", "law", "别的"]),
        lambda keys, _: keys.__setitem__("B4", "2026"),
        lambda keys, _: keys.delete_rows(row_of(keys, "seal")),
    ],
    ids=["key", "label", "word", "deleted", "added", "edition", "seal"],
)
def test_change_in_the_hidden_sheet_is_refused(change):
    content = edited(lambda book: change(book[KEYS], row_of(book[KEYS], "ground")), blank("2025"))

    assert refusals(content) == [("", "workbook-altered")]


def test_second_hidden_sheet_is_refused_wherever_it_stands():
    def edit(book):
        copy = book.copy_worksheet(book[KEYS])
        copy.title = "副本"
        copy.sheet_state = "hidden"

    assert refusals(edited(edit)) == [("副本", "sheet-twice")]


def test_columns_and_rows_at_fault_are_told_in_both_languages():
    found = only(filled({"一 全部!G4": None, "一 全部!J4": None}))

    assert found.message("zh") == (
        "表格缺少列“judged、conforming”（列名写在这一隐藏行里），该列内容会漏读：请从空白工作簿复制这一行，或恢复该列。"
    )
    assert found.message("en") == (
        "The table lacks “judged, conforming” in this hidden row of keys, so columns would not be read: "
        "restore the row or the column."
    )
