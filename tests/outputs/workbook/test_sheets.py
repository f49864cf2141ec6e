# SPDX-License-Identifier: Apache-2.0
"""What stands in a workbook beside the case: sheets, formulas, locks, drop-downs, notes, and how it prints."""

import dataclasses
import json
from decimal import Decimal
from functools import cache

import pytest
from openpyxl.utils import range_boundaries

from tests import make
from tests.outputs.workbook.by_hand import opened
from tests.outputs.workbook.full import full_case
from tests.outputs.workbook.packages import blank, parts_of
from zhuoping.core.awards import Bonus, Deduction
from zhuoping.core.scheme import Method
from zhuoping.core.scoring import score
from zhuoping.outputs.workbook import layout, write_workbook
from zhuoping.outputs.workbook.award_rows import method_label
from zhuoping.outputs.workbook.columns import fact_sheets
from zhuoping.schemes import library


@cache
def full_workbook(language):
    scheme = library.load("after-sales-completeness", "2025", language)
    return write_workbook(scheme, full_case(scheme), language)


def filled_book(language="zh", *, values=False):
    return opened(full_workbook(language), values=values)


def validations(sheet, cell):
    """The validation of a cell."""
    return [each for each in sheet.data_validations.dataValidation if cell in each]


def drop_down(book, sheet, cell):
    """What the cell's drop-down offers."""
    (found,) = validations(sheet, cell)
    assert found.type == "list"
    name, _, area = found.formula1.partition("!")
    return [row[0].value for row in book[name][area.replace("$", "")]]


@pytest.mark.parametrize(
    ("language", "first", "dimension", "last"),
    [("zh", "封面", "1 组织架构", "汇总"), ("en", "Cover", "1 Organisation", "Summary")],
)
def test_sheets_follow_the_edition(language, first, dimension, last):
    scheme = library.load("after-sales-completeness", "2025", language)

    book = opened(write_workbook(scheme, None, language))

    marks = [sheet["A1"].value for sheet in book.worksheets]
    dimensions = [layout.DIMENSION + dimension.ref for dimension in scheme.dimensions]
    facts = [layout.FACTS + name for name in fact_sheets()]
    keys = [layout.COVER, *dimensions, layout.EVIDENCE, layout.SPECIAL, *facts, layout.SUMMARY]
    assert marks == [layout.SHEET + key for key in [*keys, layout.KEYS]]
    assert (book.sheetnames[0], book.sheetnames[1], book.sheetnames[-2]) == (first, dimension, last)
    assert book["zhuoping"].sheet_state == "veryHidden"


def test_every_sheet_prints_on_a4_with_its_name_and_page():
    book = opened(blank("2025"))

    for sheet in book.worksheets[:-1]:
        wide = 2 if sheet["A1"].value.startswith(layout.SHEET + layout.DIMENSION) else 1
        setup = sheet.page_setup
        assert (setup.orientation, int(setup.paperSize), setup.fitToHeight) == ("landscape", 9, 0), (
            sheet.title
        )
        assert (setup.fitToWidth or 1, sheet.sheet_properties.pageSetUpPr.fitToPage) == (wide, True), (
            sheet.title
        )
        footer = sheet.oddFooter
        assert (footer.left.text, footer.center.text, footer.right.text) == (
            "售后服务体系完善程度认证",
            "&A",
            "&P / &N",
        )


def test_heads_of_tables_stay_in_sight_and_repeat_in_print():
    book = opened(blank("2025"))

    dimension, evidence = book["1 组织架构"], book["证据"]

    assert (dimension.freeze_panes, dimension.print_title_rows, dimension.print_title_cols) == (
        "D6",
        "$5:$5",
        "$B:$C",
    )
    assert (evidence.freeze_panes, evidence.print_title_rows) == ("C6", "$5:$5")
    assert all(
        sheet.column_dimensions["A"].hidden and sheet.row_dimensions[1].hidden
        for sheet in book.worksheets[:-1]
    )


def test_only_cells_to_be_filled_in_are_unlocked():
    book = opened(blank("2025"))
    sheet = book["1 组织架构"]

    unlocked = [cell.column_letter for cell in sheet[6] if not cell.protection.locked]

    assert all(each.protection.sheet for each in book.worksheets)
    # 1.1 is judged only: method, points, reason, and the words of the finding.
    assert unlocked == ["F", "G", "L", "M", "N", "O"]
    assert not any(cell.protection.locked is False for row in book["汇总"].iter_rows() for cell in row)
    assert [cell.protection.locked for cell in book["封面"][5]] == [True, True, False, True]
    # Rows of a table go on without an end: the style stands on the columns.
    roster = book["服务人员名册"]
    assert not roster.column_dimensions["B"].protection.locked
    assert [roster.cell(row, 2).protection.locked for row in (2, 3, 4, 5)] == [True] * 4


def test_award_formula_follows_the_rules_of_the_edition():
    book = opened(blank("twelve"))
    sheet = book["一 全部"]

    units = "ROUND((E6*J6/I6)/0.01,9)"
    half_even = f"IF(MOD({units},2)=0.5,ROUNDDOWN({units},0),ROUND({units},0))*0.01"
    sampled = f'IF(AND(ISNUMBER(I6),ISNUMBER(J6)),IF(I6>0,{half_even},""),"")'

    assert sheet["K6"].value == (
        f'=IF(F6="不适用",0,IF(ISNUMBER(G6),G6,IF(H6="是",E6,IF(H6="否",0,{sampled}))))'
    )
    assert sheet["K7"].value == '=IF(F7="不适用",0,IF(COUNT(K8,K9,K10)=3,SUM(K8,K9,K10),""))'
    assert sheet["K11"].value == "=SUM(K6,K8,K9,K10)"


def test_half_up_rounding_has_its_formula():
    sheet = opened(blank("2025", "en"))["1 组织架构"]

    assert "IF(I7>0,ROUND(ROUND((E7*J7/I7)/0.01,9),0)*0.01" in sheet["K7"].value
    assert 'F7="not applicable"' in sheet["K7"].value


def test_summary_formulas_name_the_cells_of_the_sheets():
    sheet = opened(blank("hundred"))["汇总"]

    excluded = "+".join(
        f'SUMIF({name}!$F$6:$F$7,"不适用",{name}!$E$6:$E$7)' for name in ("'A 体系'", "'B 服务'")
    )
    assert [cell.value for cell in sheet["G"][4:]] == [
        "='A 体系'!K8",
        "='B 服务'!K8",
        "=SUM(G5:G6)",
        f"=100-({excluded})",
        '=IF(G8>0,ROUND(ROUND((G7*100/G8)/0.01,9),0)*0.01,"")',
        "=MIN(3,1*COUNTA('特别项'!$B$15:$B$29))",
        "=1*COUNTA('特别项'!$C$10:$C$11)",
        "=N(G9)-G10+G11",
    ]


def test_figures_of_the_formulas_are_those_of_the_scorecard():
    scheme = make.edition("2025")
    case = full_case(scheme)
    scorecard = score(scheme, case.awards, case.deductions, case.bonus, case.determination)
    book = filled_book(values=True)

    shown = {}
    for sheet in book.worksheets:
        for row in sheet.iter_rows(min_row=6):
            if str(row[0].value).startswith(layout.ROW):
                refs = json.loads(row[0].value.removeprefix(layout.ROW))
                shown[".".join(refs)] = row[10].value

    expected = {ref: line.awarded for ref, line in scorecard.indicators.items()}
    expected |= {"2.1.a": Decimal(5), "2.1.b": Decimal("4.75")}
    assert {ref: value for ref, value in shown.items() if value is not None} == {
        ref: float(value) for ref, value in expected.items() if value is not None
    }
    total = [
        row
        for row in book["汇总"].iter_rows(min_row=5, values_only=True)
        if row[2] == "总分（未评完时为暂计）"
    ]
    assert total[0][6] == float(scorecard.lowest)


def test_drop_downs_offer_what_may_be_chosen():
    book = opened(blank("2025"))
    dimension = book["1 组织架构"]

    assert drop_down(book, book["封面"], "C22") == ["初次认证", "监督审查", "再认证", "非例行监督"]
    assert drop_down(book, book["封面"], "C23") == ["是", "否"]
    assert drop_down(book, dimension, "F6") == ["评定"]
    assert drop_down(book, dimension, "F7") == ["评定", "抽样"]
    assert drop_down(book, book["证据"], "B20000") == list(make.edition("2025").indicators)
    assert drop_down(book, book["服务人员名册"], "D6") == ["本企业", "外包"]
    assert len(drop_down(book, book["服务职能"], "B6")) == 15


def test_not_applicable_is_offered_only_where_the_edition_allows_it():
    book = opened(blank("hundred"))

    assert drop_down(book, book["B 服务"], "F7") == ["全有或全无", "不适用"]


def test_numbers_and_dates_are_checked_while_they_are_typed():
    book = opened(blank("2025", "en"))
    dimension = book["1 组织架构"]

    (judged,), (size,), (conforming,) = (validations(dimension, cell) for cell in ("G6", "I7", "J7"))
    (day,) = validations(book["Cover"], "C26")

    assert (judged.type, judged.formula1, judged.formula2) == ("decimal", "0", "3.0")
    assert judged.prompt == "0 to 3 in steps of 0.5"
    assert (size.type, size.operator, size.formula1) == ("whole", "greaterThanOrEqual", "1")
    assert (conforming.type, conforming.formula1, conforming.formula2) == ("whole", "0", "$I$7")
    assert (day.type, day.error) == ("date", "A date such as 2026-11-24")


def test_every_validation_keeps_within_what_the_program_allows():
    for language in ("zh", "en"):
        for sheet in filled_book(language).worksheets:
            for each in sheet.data_validations.dataValidation:
                assert len(each.error or "") <= 255
                assert len(each.errorTitle or "") <= 32
                assert len(each.prompt or "") <= 255
                for area in each.sqref.ranges:
                    assert range_boundaries(str(area))[3] <= 20_001


def test_note_of_an_indicator_holds_guidance_and_every_aspect():
    scheme = make.edition("2025")
    book = opened(blank("2025"))

    for dimension in scheme.dimensions:
        sheet = book[f"{dimension.ref} {dimension.title}"]
        notes = {sheet.cell(row, 2).value: sheet.cell(row, 3).comment for row in range(6, sheet.max_row)}
        for indicator in dimension.indicators:
            lines = notes[indicator.ref].text.splitlines()
            assert lines[0] == f"释义：{indicator.guidance}"
            assert lines[3:] == [f"· {aspect}" for aspect in indicator.aspects]


def test_method_that_alone_may_score_is_filled_in():
    book = opened(blank("twelve"))

    methods = [book["一 全部"].cell(row, 6).value for row in range(6, 11)]

    # The first may also be not applicable, the second is an indicator with parts: there is something to choose.
    assert methods == [None, None, "评定", "抽样", "全有或全无"]


def test_text_cells_are_texts_so_that_nothing_typed_becomes_a_date():
    book = opened(blank("2025"))

    assert book["封面"]["C11"].number_format == "@"
    assert book["服务人员名册"].column_dimensions["B"].number_format == "@"


def test_rows_are_as_high_as_their_words_and_go_on_growing():
    scheme = make.edition("twelve")
    finding = {"text": "很长的评价发现。" * 40}
    content = write_workbook(scheme, make.case(scheme, findings={"一.1": finding}))

    sheet = parts_of(content)["xl/worksheets/sheet2.xml"].decode()
    row = sheet[sheet.index('<row r="6"') :].split(">", 1)[0]

    # 320 Chinese characters in a column of 54: 13 lines.
    assert 'ht="205.5"' in row
    assert "customHeight" not in row


def test_bonus_and_deductions_have_a_row_each():
    scheme = make.edition("hundred")
    case = make.case(scheme)
    many = tuple(Deduction("law", f"理由 {number}") for number in range(40))
    bonuses = tuple(Bonus(f"真 {number}", frozenset()) for number in range(3))

    content = write_workbook(scheme, dataclasses.replace(case, deductions=many, bonus=bonuses))
    sheet = opened(content)["特别项"]

    words = [cell.value for cell in sheet["C"] if cell.value]
    assert [word for word in words if word[-1].isdigit()] == [each.reason for each in (*bonuses, *many)]


def test_titles_that_no_sheet_can_bear_are_made_to_fit():
    scheme = make.edition("twelve")
    (dimension,) = scheme.dimensions
    odd = [
        dataclasses.replace(
            dimension, ref=f"{number}", title=title, indicators=dimension.indicators if not number else ()
        )
        for number, title in enumerate(["[a]:*?/\\b", "长" * 40, "长" * 40 + "!", "'history'"])
    ]
    scheme = dataclasses.replace(scheme, dimensions=tuple(odd))

    names = opened(write_workbook(scheme)).sheetnames

    assert names[1:5] == ["0 a b", "1 " + "长" * 29, "2 " + "长" * 29, "3 ’history’"]


def test_titles_that_become_equal_are_numbered():
    scheme = make.edition("twelve")
    (dimension,) = scheme.dimensions
    twin = dataclasses.replace(dimension, ref="一?", indicators=())
    scheme = dataclasses.replace(scheme, dimensions=(dimension, twin, dataclasses.replace(twin, ref="一*")))

    names = opened(write_workbook(scheme)).sheetnames

    assert names[1:4] == ["一 全部", "一 全部 (2)", "一 全部 (3)"]


def test_rounding_down_has_its_formula():
    scheme = make.edition("twelve")
    down = dataclasses.replace(scheme.parameters["scoring.rounding"], value="down")
    scheme = dataclasses.replace(scheme, parameters={**scheme.parameters, "scoring.rounding": down})

    sheet = opened(write_workbook(scheme))["一 全部"]

    assert "IF(I6>0,ROUNDDOWN(ROUND((E6*J6/I6)/0.01,9),0)*0.01" in sheet["K6"].value


def test_methods_are_labelled_for_every_method():
    assert [method_label(method.value, "zh") for method in Method] == ["评定", "全有或全无", "抽样", "按要点"]
