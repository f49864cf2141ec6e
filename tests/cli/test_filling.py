# SPDX-License-Identifier: Apache-2.0
"""`workbook new`, `case convert`, `case schema`, `report template`: files made, and none written over by accident."""

import json
from pathlib import Path

import jsonschema
import openpyxl
import pytest
from docx import Document

from tests.cli.asking import HOSTILE, ask, case_text, codes, inside, written
from tests.make import EDITIONS
from zhuoping.core import plain


def test_empty_workbook_is_made_for_the_shipped_edition(tmp_path):
    target = tmp_path / "deep" / "empty.xlsx"

    answer = ask("workbook", "new", "-o", target)

    assert (answer.code, answer.out, answer.err) == (0, f"{target}\n", "")
    assert openpyxl.load_workbook(target)["封面"]["B2"].value == "售后服务体系完善程度认证\u30002025"


def test_empty_workbook_is_made_for_an_edition_of_ones_own(tmp_path):
    target = tmp_path / "own.xlsx"

    answer = ask("workbook", "new", "-o", target, "--scheme-file", EDITIONS / "hundred.yaml", "-l", "en")

    assert answer.code == 0
    assert "A 体系" in openpyxl.load_workbook(target).sheetnames


@pytest.mark.parametrize("text", ["水泵", *(text for text in HOSTILE.values() if "\x1b" not in text)])
def test_case_goes_into_a_workbook_and_comes_back_without_loss(tmp_path, text):
    path = written(tmp_path, case_text(scope=text, summary=f"{text}\n完"))

    there = ask("case", "convert", path, "-o", tmp_path / "case.xlsx")
    back = ask("case", "convert", tmp_path / "case.xlsx", "-o", tmp_path / "back.yaml")

    assert (there.code, back.code, back.out) == (0, 0, f"{tmp_path / 'back.yaml'}\n")
    values = [plain.read(each.read_bytes()).value for each in (path, tmp_path / "back.yaml")]
    assert values[1] == values[0]


@pytest.mark.parametrize(
    ("words", "name"),
    [
        (("workbook", "new"), "there.xlsx"),
        (("case", "convert", "case.yaml"), "there.xlsx"),
        (("case", "convert", "case.yaml"), "there.yaml"),
        (("case", "convert", "case.yaml"), "case.yaml"),
        (("report", "template"), "there.docx"),
    ],
)
def test_file_that_is_there_is_replaced_only_by_force(tmp_path, monkeypatch, words, name):
    monkeypatch.chdir(tmp_path)
    written(tmp_path, case_text())
    path = tmp_path / name
    if name != "case.yaml":
        path.write_bytes(b"mine")
    path.chmod(0o640)
    before = path.read_bytes()

    refused = ask(*words, "-o", name, "-l", "en")
    kept = path.read_bytes()
    forced = ask(*words, "-o", name, "--force")

    assert (refused.code, refused.out, codes(refused)) == (1, "", ["output-exists"])
    assert f"{name} is there already and was left alone: choose another name, or add --force." in refused.err
    assert kept == before
    assert (forced.code, forced.err, forced.out) == (0, "", f"{name}\n")
    assert path.read_bytes() != b"mine"
    assert path.stat().st_mode & 0o777 == 0o640
    assert inside(tmp_path) == sorted({"case.yaml", name})


def test_link_to_a_file_is_written_through(tmp_path):
    (tmp_path / "real").mkdir()
    real = written(tmp_path / "real", "mine", "book.xlsx")
    (tmp_path / "book.xlsx").symlink_to(real)

    answer = ask("workbook", "new", "-o", tmp_path / "book.xlsx", "--force")

    assert answer.code == 0
    assert (tmp_path / "book.xlsx").is_symlink()
    assert real.read_bytes().startswith(b"PK")


@pytest.mark.parametrize(
    "words", [("workbook", "new"), ("case", "convert", "case.yaml"), ("report", "template")]
)
def test_name_that_says_another_kind_of_file_is_refused(tmp_path, monkeypatch, words):
    monkeypatch.chdir(tmp_path)
    written(tmp_path, case_text())

    answer = ask(*words, "-o", "made.pdf")

    assert (answer.code, codes(answer), inside(tmp_path)) == (1, ["file-kind-unknown"], ["case.yaml"])


@pytest.mark.parametrize(
    ("place", "said"), [("folder.xlsx", "is a folder"), ("null.xlsx", "is a device or a pipe")]
)
def test_what_is_no_file_is_never_written_over(tmp_path, place, said):
    (tmp_path / "folder.xlsx").mkdir()
    (tmp_path / "null.xlsx").symlink_to("/dev/null")

    answer = ask("workbook", "new", "-o", tmp_path / place, "--force", "-l", "en")

    assert (answer.code, answer.out, said in answer.err) == (3, "", True)
    assert Path("/dev/null").is_char_device()
    assert inside(tmp_path) == ["folder.xlsx", "null.xlsx"]


def test_faulty_case_is_not_converted(tmp_path):
    path = written(tmp_path, case_text(scope=""))

    answer = ask("case", "convert", path, "-o", tmp_path / "case.xlsx")

    assert (answer.code, codes(answer), inside(tmp_path)) == (1, ["empty-text"], ["case.yaml"])


def test_case_that_a_cell_cannot_hold_is_refused_with_its_line(tmp_path):
    path = written(tmp_path, case_text(summary="a\x01b").replace("a\x01b", '"a\\x01b"'))

    answer = ask("case", "convert", path, "-o", tmp_path / "case.xlsx")

    assert (answer.code, codes(answer), inside(tmp_path)) == (1, ["character-not-allowed"], ["case.yaml"])
    assert answer.err.splitlines()[1].startswith("  case.yaml:")


def test_schema_is_printed_for_editors():
    answer = ask("case", "schema")

    schema = json.loads(answer.out)
    jsonschema.Draft202012Validator.check_schema(schema)
    assert (answer.code, answer.err) == (0, "")
    assert answer.out.endswith("}\n")


def test_template_that_was_written_makes_the_report_again(tmp_path):
    path = written(tmp_path, case_text())

    made = ask("report", "template", "-o", tmp_path / "own.docx", "-l", "en")
    words = ("evaluate", path, "-l", "en", "--json", "-o")
    by_own = ask(*words, tmp_path / "own", "--template", tmp_path / "own.docx")
    by_ours = ask(*words, tmp_path / "ours")

    assert (made.code, by_own.code, by_ours.code) == (0, 0, 0)
    texts = [
        [paragraph.text for paragraph in Document(tmp_path / each / "report.docx").paragraphs]
        for each in ("own", "ours")
    ]
    assert texts[0] == texts[1]
