# SPDX-License-Identifier: Apache-2.0
import pytest

from zhuoping.core import shapes, wording
from zhuoping.core.case import Case, Client, Evaluation, Evidence, Finding
from zhuoping.core.facts.rows.staffing import StaffMember
from zhuoping.outputs.workbook.columns import (
    Kind,
    column_at,
    columns,
    fact_sheets,
    in_any_language,
    letters,
    table_at,
)
from zhuoping.outputs.workbook.heights import height, lines

SHAPES = {**fact_sheets(), "evidence": Evidence, "finding": Finding}


@pytest.mark.parametrize("sheet", SHAPES)
def test_no_label_of_a_column_stands_for_two_values(sheet):
    key = sheet if sheet in fact_sheets() else ""
    variants = [columns(SHAPES[sheet], language, key) for language in wording.LANGUAGES]

    for same in zip(*variants, strict=True):
        column = in_any_language(same)
        meanings = {label.lower(): set() for _, label in column.choices}
        for value, label in column.choices:
            meanings[label.lower()].add(value)
        assert all(len(values) == 1 for values in meanings.values()), column.key
        # Nor may a label be another value's own name.
        assert {(label, *values) for label, values in meanings.items() if label in dict(column.choices)} <= {
            (label, label) for label in meanings
        }


@pytest.mark.parametrize("language", wording.LANGUAGES)
def test_headings_of_a_sheet_are_all_different(language):
    for name, shape in fact_sheets().items():
        headings = [column.heading for column in columns(shape, language, name)]
        assert len(set(headings)) == len(headings), name


def test_column_is_made_from_its_field():
    by_key = {column.key: column for column in columns(StaffMember, "zh", "roster")}

    assert list(by_key) == [field.name for field in shapes.fields(StaffMember)]
    assert by_key["name"].heading == "姓名 *"
    assert by_key["staff_number"].heading == "工号"
    assert (by_key["employment"].kind, by_key["employment"].choices) == (
        Kind.CHOICE,
        (("own", "本企业"), ("outsourced", "外包")),
    )
    assert (by_key["valid_until"].kind, by_key["covered_by_rules"].kind) == (Kind.DATE, Kind.TRUTH)


@pytest.mark.parametrize(
    "path",
    ["title", "client.name", "client.uscc_override.by", "evaluation.started_on", "determination.reason"],
)
def test_field_of_a_form_is_found_by_its_path(path):
    assert column_at(path).key == path.rpartition(".")[2]


@pytest.mark.parametrize(
    "path",
    ["", "nothing", "client", "client.nothing", "facts", "facts.roster", "awards", "findings", "title.name"],
)
def test_path_that_is_no_field_of_a_form_is_not_found(path):
    assert column_at(path) is None


@pytest.mark.parametrize(
    "path", ["", "nothing", "client.name", "client", "findings", "facts.nothing", "title.x"]
)
def test_path_that_is_no_table_is_not_found(path):
    assert table_at(path) is None


def test_every_field_of_a_case_has_its_place_in_the_workbook():
    elsewhere = {"scheme", "edition", "awards", "findings", "bonus"}
    forms = {name for name in ("title", "scope", "sample_note", "summary") if column_at(name)}
    inside = {"client": Client, "evaluation": Evaluation}
    tables = {f"facts.{name}" for name in fact_sheets()} | {"evaluation.team", "deductions"}

    assert all(table_at(path) for path in tables)
    assert {field.name for field in shapes.fields(Case)} == (
        elsewhere | forms | set(inside) | {"prior_certificate", "facts", "deductions", "determination"}
    )


@pytest.mark.parametrize(
    ("words", "width", "count"),
    [
        ("", 10, 1),
        ("短", 10, 1),
        ("one two", 10, 1),
        ("四个汉字四个汉字", 10, 2),
        ("a\nb\n\nc", 10, 4),
        ("长" * 100, 21.5, 10),
    ],
)
def test_lines_of_words_are_counted_by_the_width_of_their_letters(words, width, count):
    assert lines(words, width) == count


def test_row_is_never_higher_than_the_program_allows():
    assert (height(1), height(2), height(1000)) == (19.5, 35.0, 409.0)


def test_chinese_letters_take_two_characters():
    assert letters("AB卓评，") == 8


def test_narrow_columns_still_hold_their_headings():
    for language in wording.LANGUAGES:
        for name in fact_sheets():
            for column in table_at(f"facts.{name}"):
                assert column.width(narrow=True) <= column.width()
                assert lines(column.heading, column.width(narrow=True)) <= 2, (language, column.key)
