# SPDX-License-Identifier: Apache-2.0
from datetime import date, datetime, time
from decimal import Decimal

import pytest
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill

from tests import make
from tests.outputs.workbook.by_hand import column_of, edited, filled, read_filled, row_of
from tests.outputs.workbook.full import full_case
from tests.outputs.workbook.packages import blank, with_cell
from zhuoping.core.case_file import read_case
from zhuoping.outputs.workbook import read_workbook, write_workbook

# Values typed one below the other into a column of a table, and what each is read as.
TYPED = {
    "服务人员名册!B": [
        ("张三", "张三"),
        (" 前后空格 ", " 前后空格 "),
        (91350100, "91350100"),
        (0.5, "0.5"),
        (True, "TRUE"),
        (date(2026, 11, 24), "2026-11-24"),
        ("007", "007"),
        (time(8, 30), "08:30:00"),
    ],
    "服务人员名册!D": [
        ("本企业", "own"),
        (" 外包 ", "outsourced"),
        ("Outsourced", "outsourced"),
        ("OWN", "own"),
        ("别的", "别的"),
        (3, 3),
        (time(8, 30), "08:30:00"),
    ],
    "服务人员名册!J": [
        (date(2026, 11, 24), "2026-11-24"),
        (datetime.fromisoformat("2026-11-24T00:00"), "2026-11-24"),
        (datetime.fromisoformat("2026-11-24T08:30"), "2026-11-24 08:30:00"),
        ("2026-11-24", "2026-11-24"),
        ("2026/3/5", "2026-03-05"),
        ("2026.3.5", "2026-03-05"),
        ("2026年3月5日", "2026-03-05"),
        ("去年", "去年"),
        (20261124, 20261124),
    ],
    "服务人员名册!N": [
        ("是", True),
        ("否", False),
        ("Yes", True),
        ("FALSE", False),
        (True, True),
        (False, False),
        ("也许", "也许"),
        (1, 1),
    ],
    "服务经费!B": [
        (2026, 2026),
        (2026.0, 2026),
        ("2026", 2026),
        (" 2026 ", 2026),
        ("去年", "去年"),
        (0.5, Decimal("0.5")),
    ],
    "服务经费!D": [
        (8.5, Decimal("8.5")),
        ("8.50", Decimal("8.50")),
        (0, 0),
        (-1, -1),
        ("1e3", Decimal("1e3")),
        ("NaN", "NaN"),
        ("八分", "八分"),
    ],
}


@pytest.mark.parametrize("column", TYPED)
def test_what_is_typed_is_read_as_it_is_meant(column):
    cells = {f"{column}{number}": typed for number, (typed, _) in enumerate(TYPED[column], 6)}

    facts = read_filled(cells).value["facts"]

    read = [value for row in facts["roster"] + facts["budget"] for value in row.values()]
    assert read == [expected for _, expected in TYPED[column]]
    assert [type(value) for value in read] == [type(expected) for _, expected in TYPED[column]]


def test_result_of_a_formula_is_read_to_the_digits_that_are_shown():
    content = with_cell("C15", "<f>1.1+2.2</f><v>3.3000000000000003</v>")

    assert read_workbook(content).value["client"]["staff"] == Decimal("3.3")


def test_text_of_a_formula_is_read():
    content = with_cell("C5", "<f>A1&amp;B1</f><v>合并的文字</v>", 't="str"')

    assert read_workbook(content).value["title"] == "合并的文字"


def test_text_that_looks_like_a_formula_stays_text():
    scheme = make.edition("twelve")
    case = make.case(scheme, title="=cmd|'/C calc'!A0", scope='=HYPERLINK("http://x")')

    def look(book):
        cover = book["封面"]
        assert (cover["C5"].data_type, cover["C6"].data_type) == ("s", "s")

    value = read_workbook(edited(look, write_workbook(scheme, case))).value

    assert (value["title"], value["scope"]) == ("=cmd|'/C calc'!A0", '=HYPERLINK("http://x")')


def test_rows_may_be_added_sorted_and_left_blank():
    names = ["丙", "甲", "乙"]

    def edit(book):
        roster = book["服务人员名册"]
        for number, name in enumerate(names, 6):
            roster.cell(number, 2, name)
        roster.insert_rows(7, 2)
        roster.cell(12, 2, "丁")

    value = read_workbook(edited(edit)).value

    assert value["facts"]["roster"] == [{"name": name} for name in ("丙", "甲", "乙", "丁")]


def test_row_may_be_added_where_a_form_has_no_spare_row():
    def edit(book):
        special = book["特别项"]
        first = row_of(special, "table deductions") + 2
        for number in range(first, special.max_row + 1):
            special.cell(number, 3, f"理由 {number - first}")
        special.append([None, None, "多一项"])

    value = read_workbook(edited(edit)).value

    assert [row["reason"] for row in value["deductions"]] == [f"理由 {number}" for number in range(15)] + [
        "多一项"
    ]


def test_awards_may_be_sorted_with_their_marks():
    def edit(book):
        sheet = book["一 全部"]
        sheet["G6"] = 8
        rows = [[cell.value for cell in row] for row in sheet["A6:O10"]]
        for row, values in zip(sheet["A6:O10"], reversed(rows), strict=True):
            for cell, value in zip(row, values, strict=True):
                cell.value = value

    value = read_workbook(edited(edit)).value

    assert value["awards"] == {"一.1": {"judged": 8}}


def test_columns_of_a_table_may_change_places():
    def edit(book):
        roster = book["服务人员名册"]
        roster["B6"], roster["C6"] = "张三", "安装工"
        for row in (4, 5, 6):
            roster.cell(row, 2).value, roster.cell(row, 3).value = (
                roster.cell(row, 3).value,
                roster.cell(row, 2).value,
            )

    value = read_workbook(edited(edit)).value

    assert value["facts"]["roster"] == [{"post": "安装工", "name": "张三"}]


def test_sheets_may_be_renamed_and_moved():
    scheme = make.edition("2025")
    case = full_case(scheme)

    def edit(book):
        for number, name in enumerate(book.sheetnames):
            if name != "zhuoping":
                book[name].title = f"第{number}张"
        book.move_sheet("第0张", 20)
        book.move_sheet("第29张", -29)

    content = edited(edit, write_workbook(scheme, case))

    assert read_case(read_workbook(content).value, scheme) == case


def test_every_label_is_read_in_either_language():
    chinese = make.edition("2025")
    case = full_case(chinese)

    def edit(book):
        sheet = book["1 组织架构"]
        sheet["F6"] = "judged"
        sheet["F7"] = "Sampled"

    value = read_workbook(edited(edit, write_workbook(chinese, case))).value

    assert read_case(value, chinese) == case


def test_pictures_notes_and_colours_are_not_read():
    def edit(book):
        cover = book["封面"]
        cover["C5"].comment = Comment("不要读", "某人")
        cover["C6"].fill = PatternFill("solid", "FF0000")
        book.create_chartsheet("图")
        book.create_sheet("空白")

    assert read_workbook(edited(edit)).value == read_workbook(blank()).value


def test_totals_are_never_read():
    scheme = make.edition("2025")
    content = write_workbook(scheme, full_case(scheme))

    def edit(book):
        for row in book["汇总"].iter_rows(min_row=5):
            for cell in row:
                cell.value = 99
        dimension = book["1 组织架构"]
        award = column_of(dimension, "得分")
        for number in range(6, dimension.max_row + 1):
            dimension[f"{award}{number}"] = 99
        # Requirements and points are the edition's, whatever stands there.
        dimension["D6"], dimension["E6"] = "改过", 1000

    assert read_workbook(edited(edit, content)).value == read_workbook(content).value


def test_method_alone_is_not_scored_yet():
    value = read_filled({"一 全部!F6": "评定", "一 全部!F9": "抽样"}).value

    assert value["awards"] == {}


def test_parts_of_which_none_is_scored_yet_are_kept():
    value = read_filled({"一 全部!F7": "按要点"}).value

    assert value["awards"] == {"一.2": {"parts": {}}}


def test_award_without_a_method_is_of_the_method_that_was_filled_in():
    cells = {"一 全部!F6": None, "一 全部!G6": 8, "一 全部!F9": None, "一 全部!I9": 20, "一 全部!J9": 17}

    value = read_filled(cells).value

    assert value["awards"] == {
        "一.1": {"judged": 8},
        "一.2": {"parts": {"y": {"sampled": {"size": 20, "conforming": 17}}}},
    }


def test_half_a_sample_is_kept_for_the_rules_to_refuse():
    value = read_filled({"一 全部!I9": 20}).value

    assert value["awards"] == {"一.2": {"parts": {"y": {"sampled": {"size": 20}}}}}


def test_lines_of_a_cell_are_items():
    cells = {"特别项!B13": "违法", "特别项!C13": "未明码标价", "特别项!D13": '决定书\n\n 照片 \n"a\\nb"'}

    value = read_filled(cells).value

    assert value["deductions"] == [
        {"ground": "law", "reason": "未明码标价", "evidence": ["决定书", "照片", "a\nb"]}
    ]


def test_single_item_may_be_a_number_and_a_quotation_mark_may_stand_alone():
    cells = {
        "特别项!C13": "一",
        "特别项!D13": 2026,
        "特别项!C14": "二",
        "特别项!D14": '"未完的引号\n{"a": 1}\n"3"',
    }

    value = read_filled(cells).value

    assert [row["evidence"] for row in value["deductions"]] == [["2026"], ['"未完的引号', '{"a": 1}', "3"]]


def test_number_without_an_end_is_left_for_the_rules_to_refuse():
    content = with_cell("C15", "<v>1e999</v>")

    assert read_workbook(content).value["client"]["staff"] == Decimal("Infinity")


def test_saving_in_another_program_keeps_the_case():
    scheme = make.edition("2025")
    case = full_case(scheme)

    content = filled({}, write_workbook(scheme, case))

    assert read_case(read_workbook(content).value, scheme) == case
