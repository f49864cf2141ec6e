# SPDX-License-Identifier: Apache-2.0
import pytest

from tests import make
from tests.outputs.workbook.by_hand import edited, filled, read_filled, row_of
from tests.outputs.workbook.full import full_case
from tests.outputs.workbook.packages import blank, with_cell
from zhuoping.core.case_file import read_case
from zhuoping.core.evaluation import evaluate
from zhuoping.core.problems import Refused
from zhuoping.outputs.workbook import open_workbook, read_workbook, write_workbook
from zhuoping.schemes import library
from zhuoping.schemes.divisions import load_divisions


def faults(content):
    """Code by place, of everything that reading refuses."""
    with pytest.raises(Refused) as refused:
        read_workbook(content)
    return [(found.path, found.code) for found in refused.value.problems]


def test_faults_of_cells_are_named_all_at_once():
    content = filled(
        {
            "封面!E7": "旁注",
            "封面!C6": "=A1",
            "封面!C11": 91350100000000123,
            "一 全部!F6": "抽样",
            "一 全部!G6": 8,
            "一 全部!L8": "只有理由",
            "一 全部!P7": "表外",
            "证据!D6": "没有编号的证据",
            "服务人员名册!O9": "表外",
        }
    )

    assert faults(content) == [
        ("封面!C6", "cell-not-computed"),
        ("封面!E7", "cell-outside"),
        ("封面!C11", "digits-lost"),
        ("一 全部!P7", "cell-outside"),
        ("一 全部!G6", "award-mixed"),
        ("一 全部!L8", "award-without-value"),
        ("证据!B6", "evidence-without-indicator"),
        ("服务人员名册!O9", "cell-outside"),
    ]


@pytest.mark.parametrize("cell", ["C5", "C26"])
def test_error_in_a_cell_is_named(cell):
    assert faults(with_cell(cell, "<f>1/0</f><v>#DIV/0!</v>", 't="e"')) == [(f"封面!{cell}", "cell-error")]


def test_error_that_the_parser_does_not_know_is_named():
    assert faults(with_cell("C5", "<f>A1#</f><v>#SPILL!</v>", 't="e"')) == [("封面!C5", "cell-error")]


def test_error_in_a_table_and_in_an_award_is_named():
    def edit(book):
        book["服务人员名册"]["J8"] = "#N/A"
        book["一 全部"]["G6"] = "#REF!"
        book["一 全部"]["M7"] = "#VALUE!"

    assert faults(edited(edit)) == [
        ("一 全部!M7", "cell-error"),
        ("一 全部!G6", "cell-error"),
        ("服务人员名册!J8", "cell-error"),
    ]


def test_typed_formula_without_result_is_no_silent_blank():
    assert faults(filled({"封面!C5": "=cmd|'/C calc'!A0"})) == [("封面!C5", "cell-not-computed")]


def test_error_in_the_summary_is_not_read():
    assert read_filled({"汇总!G9": "#REF!"}).value == read_workbook(blank()).value


@pytest.mark.parametrize("written", ["a_x0000_b", "a_x001B_[31m"])
def test_control_character_in_a_cell_is_named(written):
    content = with_cell("C5", f"<is><t>{written}</t></is>", 't="inlineStr"')

    assert faults(content) == [("封面!C5", "character-not-allowed")]


def test_row_that_is_there_twice_is_refused():
    def edit(book):
        sheet = book["一 全部"]
        for cell in sheet[6]:
            sheet.cell(12, cell.column, cell.value)
        cover = book["封面"]
        cover["A54"], cover["B54"], cover["C54"] = "field title", "案例名称 *", "第二个名称"

    assert faults(edited(edit)) == [("封面!B54", "row-twice"), ("一 全部!B12", "row-twice")]


def test_rows_sorted_without_their_marks_are_refused():
    def edit(book):
        sheet = book["一 全部"]
        for column in range(2, 16):
            first, second = sheet.cell(6, column), sheet.cell(7, column)
            first.value, second.value = second.value, first.value

    assert faults(edited(edit)) == [("一 全部!B6", "row-moved"), ("一 全部!B7", "row-moved")]


def test_row_inserted_between_awards_is_refused_when_something_stands_in_it():
    def edit(book):
        sheet = book["一 全部"]
        sheet.insert_rows(7)
        sheet["G7"] = 3

    assert faults(edited(edit)) == [("一 全部!G7", "cell-outside")]


def test_words_in_the_hidden_column_are_refused():
    assert faults(filled({"封面!A60": "记一笔"})) == [("封面!A60", "cell-outside")]


def test_sheets_that_are_missing_doubled_or_foreign_are_named_all_at_once():
    def edit(book):
        del book["证据"]
        del book["汇总"]
        book.create_sheet("我的表")["B2"] = "草稿"
        copy = book.copy_worksheet(book["封面"])
        copy.title = "封面 2"

    assert faults(edited(edit)) == [
        ("我的表", "sheet-foreign"),
        ("封面 2", "sheet-twice"),
        ("证据", "sheet-missing"),
        ("汇总", "sheet-missing"),
    ]


def test_problems_of_a_blank_workbook_name_every_cell_to_be_filled_in():
    scheme = make.edition("2025")
    book = read_workbook(blank("2025"))

    with pytest.raises(Refused) as refused:
        read_case(book.value, scheme)

    assert [book.where(found) for found in refused.value.problems] == [
        f"封面!C{row}" for row in (5, 10, 11, 6, 20, 21, 22, 23, 24, 25, 26, 27)
    ]


def test_what_does_not_fit_the_case_is_named_by_its_cell():
    scheme = make.edition("2025")
    content = write_workbook(scheme, full_case(scheme))
    typed = {
        "封面!C22": "别的",
        "封面!C26": "昨天",
        "服务人员名册!D6": "临时工",
        "服务人员名册!B7": None,
        "1 组织架构!G6": "三",
        "1 组织架构!I7": -2,
        "1 组织架构!G8": 1.5,
        "2 人员配置!I8": 2.5,
        "特别项!E10": "也许",
        "特别项!C14": None,
        "证据!B6": "9.9",
        "证据!C7": "传说",
    }
    book = read_workbook(filled(typed, content))

    with pytest.raises(Refused) as refused:
        read_case(book.value, scheme)

    named = {book.where(found): found.code for found in refused.value.problems}
    assert named == {
        "封面!C22": "not-allowed",
        "封面!C26": "not-a-date",
        "服务人员名册!D6": "not-allowed",
        "服务人员名册!B7": "missing-key",
        "证据!C7": "not-allowed",
        "证据!B6": "indicator-unknown",
        "1 组织架构!G6": "not-a-number",
        "1 组织架构!I7": "negative-number",
        "2 人员配置!I8": "wrong-type",
        "特别项!E10": "wrong-type",
        "特别项!C14": "missing-key",
        "1 组织架构!L8": "reason-required",
    }


@pytest.mark.parametrize(
    ("language", "sheets"),
    [("zh", ("封面", "1 组织架构", "2 人员配置")), ("en", ("Cover", "1 Organisation", "2 Staffing"))],
)
def test_what_the_edition_refuses_is_named_by_its_cell(language, sheets):
    cover, organisation, staffing = sheets
    scheme = library.load("after-sales-completeness", "2025", language)
    content = write_workbook(scheme, full_case(scheme), language)
    typed = {
        f"{cover}!C27": "2020-01-01",
        f"{cover}!C25": "Z",
        f"{organisation}!G6": 9,
        f"{organisation}!I7": 5,
        f"{organisation}!J7": 7,
        f"{staffing}!G7": 4.2,
    }
    book = read_workbook(filled(typed, content))
    case = read_case(book.value, scheme)

    with pytest.raises(Refused) as refused:
        evaluate(scheme, case, load_divisions())

    assert [(book.where(found), found.code) for found in refused.value.problems] == [
        (f"{cover}!C27", "dates-reversed"),
        (f"{cover}!C25", "mode-unknown"),
        (f"{organisation}!G6", "points-out-of-range"),
        (f"{organisation}!J7", "conforming-out-of-range"),
        (f"{staffing}!G7", "points-off-step"),
    ]


def test_problem_that_concerns_no_cell_keeps_its_path():
    book = read_workbook(blank())

    assert book.place("nothing.of.this") == ""


def test_bonus_of_several_is_named_by_its_row():
    scheme = make.edition("hundred")
    book = read_workbook(filled({"特别项!C10": "第一", "特别项!C11": "第二"}, blank("hundred")))

    places = [book.place(path) for path in ("bonus[0].reason", "bonus[1].leads_trade", "bonus[1]")]

    assert len(book.value["bonus"]) == 2
    assert scheme.bonus_rules.at_most == 2
    assert places == ["特别项!C10", "特别项!E11", "特别项!C11"]


def test_messages_are_in_both_languages():
    with pytest.raises(Refused) as refused:
        read_workbook(filled({"封面!E7": "旁注"}))

    (found,) = refused.value.problems
    assert found.message("zh") == "“旁注”写在表格以外，不会被读取：请移到表内或删去。"
    assert (
        found.message("en")
        == "“旁注” stands outside the tables and would not be read: move it into one or delete it."
    )


def test_rows_after_a_table_in_a_form_are_refused_only_beside_it():
    def edit(book):
        special = book["特别项"]
        last = row_of(special, "table deductions") + 40
        special.cell(last, 3, "很后面的一行")
        special.cell(last, 7, "旁注")

    assert faults(edited(edit)) == [
        ("特别项!G51", "cell-outside"),
    ]


def test_words_of_a_finding_on_the_row_of_a_part_are_refused():
    assert faults(filled({"一 全部!M8": "写错了行"})) == [("一 全部!M8", "cell-outside")]


def test_method_in_words_of_ones_own_is_refused_with_its_cell():
    with pytest.raises(Refused) as refused:
        read_workbook(filled({"一 全部!F6": "估计", "一 全部!G6": 8}))

    (found,) = refused.value.problems
    assert (found.path, found.message("zh", in_cells=True)) == (
        "一 全部!F6",
        "“估计”不在可选范围：请从 评定、全有或全无、抽样、按要点、不适用 中选择。",
    )


def test_faults_of_cells_and_of_the_case_are_told_together_and_each_once():
    scheme = make.edition("2025")
    typed = {"封面!C5": "=1+1", "封面!C6": None, "封面!C11": "123", "封面!C25": "E+Z", "封面!E7": "旁注"}
    content = write_workbook(scheme, full_case(scheme))

    book = open_workbook(filled(typed, content))
    with pytest.raises(Refused) as refused:
        read_case(book.value, scheme, book.problems)

    assert [(book.where(found), found.code) for found in refused.value.problems] == [
        ("封面!C5", "cell-not-computed"),
        ("封面!E7", "cell-outside"),
        ("封面!C6", "missing-key"),
        ("封面!C11", "uscc-format"),
        ("封面!C25", "mode-unknown"),
    ]


def test_award_with_a_formula_of_no_result_is_refused_once():
    typed = {"一 全部!F6": "评定", "一 全部!G6": "=1+1", "一 全部!L6": "理由"}

    assert faults(filled(typed)) == [("一 全部!G6", "cell-not-computed")]
