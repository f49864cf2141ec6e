# SPDX-License-Identifier: Apache-2.0
"""Texts that were copied from a specification are found, however they are broken up; names and terms are not."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tools import check_wording

ROOT = Path(__file__).resolve().parents[2]

# A made-up specification of a thing that nobody certifies.
ORIGINAL = """一、风筝放飞质量评价规范

1.1 放飞人员应当在开阔的草地上
放飞风筝，并保证线轴转动平稳。(3分)

本认证叫做售后服务体系完善程度认证，由新标检测认证有限公司发布。
"""


@pytest.fixture
def tree(tmp_path):
    """A checkout whose texts are its own."""
    write(tmp_path / "src" / "zhuoping" / "schemes" / "2025.yaml", "title: 放风筝要找空地\n")
    write(tmp_path / "docs" / "index.md", "# 放风筝\n")
    return tmp_path


def write(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def test_own_words_have_no_fault(tree):
    assert check_wording.faults(tree, ORIGINAL) == []


def test_copied_sentence_is_told_with_file_line_and_run(tree):
    write(tree / "docs" / "guide.md", "# 指南\n\n请看：放飞人员应当在开阔的草地上放飞风筝。\n")

    found = check_wording.faults(tree, ORIGINAL)

    assert found == ["docs/guide.md:3: 放飞人员应当在开阔的草地上放飞风筝"]


@pytest.mark.parametrize(
    "text",
    [
        "应当在开阔的，草地上放飞风筝",
        "应当在开阔的\n草地上 放飞风筝",
        'a = "应当在开阔的"\nb = "草地上放飞风筝"',
        "- 应当在开阔的\n- 草地上放飞风筝",
        "应当在 12 开阔的草地上 open 放飞风筝",
    ],
)
def test_run_across_punctuation_lines_code_and_numbers_is_found(tree, text):
    write(tree / "src" / "zhuoping" / "words.py", text)

    found = check_wording.faults(tree, ORIGINAL)

    assert found == ["src/zhuoping/words.py:1: 应当在开阔的草地上放飞风筝"]


def test_eleven_characters_in_common_are_too_short_to_be_a_copy(tree):
    write(tree / "docs" / "guide.md", "应当在开阔的草地上放飞")

    assert check_wording.faults(tree, ORIGINAL) == []


def test_twelve_characters_in_common_are_a_copy(tree):
    write(tree / "docs" / "guide.md", "应当在开阔的草地上放飞风")

    assert check_wording.faults(tree, ORIGINAL) == ["docs/guide.md:1: 应当在开阔的草地上放飞风"]


def test_two_runs_that_overlap_in_the_text_are_both_told(tree):
    original = "甲乙丙丁戊己庚辛壬癸子丑寅卯。卯辰。己庚辛壬癸子丑寅卯辰巳午未申"
    write(tree / "docs" / "guide.md", "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申")

    found = check_wording.faults(tree, original)

    assert found == [
        "docs/guide.md:1: 甲乙丙丁戊己庚辛壬癸子丑寅卯",
        "docs/guide.md:1: 己庚辛壬癸子丑寅卯辰巳午未申",
    ]


def test_allowed_name_alone_is_no_fault(tree):
    write(tree / "docs" / "guide.md", "售后服务体系完善程度认证，由新标检测认证有限公司")

    assert check_wording.faults(tree, ORIGINAL) == []


def test_allowed_name_does_not_cover_the_sentence_around_it(tree):
    original = "凡放飞者须先取得售后服务体系完善程度认证并随身携带"
    write(tree / "docs" / "guide.md", original)
    write(tree / "docs" / "shorter.md", "放飞者须先取得售后服务体系完善程度认证并随身")

    found = check_wording.faults(tree, original)

    assert found == [f"docs/guide.md:1: {original}"]


def test_top_pages_package_and_documents_are_read_and_nothing_else(tree):
    copied = "放飞人员应当在开阔的草地上"
    for name in ("README.md", "src/zhuoping/a.typ", "docs/domain/b.md", "tests/c.yaml", "local/d.md"):
        write(tree / name, copied)

    found = check_wording.faults(tree, ORIGINAL)

    assert found == [
        f"{name}:1: {copied}" for name in ("README.md", "docs/domain/b.md", "src/zhuoping/a.typ")
    ]


def test_file_that_is_no_text_is_passed_over(tree):
    (tree / "src" / "zhuoping" / "font.otf").write_bytes(b"\xff\xfe\x00\x01")

    assert check_wording.faults(tree, ORIGINAL) == []


def test_without_a_copy_the_check_is_skipped_with_a_message(tree, capsys):
    code = check_wording.check(tree, {})

    assert code == 0
    assert capsys.readouterr().out == (
        "skipped: no copy of the specification (ZHUOPING_SPECIFICATION or local/*specification*.txt), "
        "so wording was not compared\n"
    )


def test_copy_in_the_local_folder_is_compared(tree, capsys):
    write(tree / "local" / "kite-specification-2025.txt", ORIGINAL)
    write(tree / "docs" / "guide.md", "应当在开阔的草地上放飞风筝")

    code = check_wording.check(tree, {})

    assert code == 1
    assert capsys.readouterr().out == (
        "docs/guide.md:1: 应当在开阔的草地上放飞风筝\n"
        "runs of 12 or more characters shared with the specification: 1; say these in our own words\n"
    )


def test_copy_that_the_variable_names_goes_before_the_local_one(tree, tmp_path, capsys):
    write(tree / "local" / "kite-specification-2025.txt", ORIGINAL)
    write(tmp_path / "other.txt", "\ufeff别的规范")
    write(tree / "docs" / "guide.md", "应当在开阔的草地上放飞风筝")

    code = check_wording.check(tree, {"ZHUOPING_SPECIFICATION": str(tmp_path / "other.txt")})

    assert code == 0
    assert capsys.readouterr().out == "runs of 12 or more characters shared with the specification: 0\n"


@pytest.mark.parametrize("content", [None, "规范".encode("gb18030")])
def test_copy_that_cannot_be_read_fails_instead_of_passing(tree, tmp_path, capsys, content):
    copy = tmp_path / "copy.txt"
    if content is not None:
        copy.write_bytes(content)

    code = check_wording.check(tree, {"ZHUOPING_SPECIFICATION": str(copy)})

    assert code == 1
    assert capsys.readouterr().out.startswith("the copy of the specification cannot be read as UTF-8 text: ")


def test_every_allowed_name_says_why():
    assert [name for name, reason in check_wording.ALLOWED.items() if not name or not reason.strip()] == []


def test_command_passes_on_this_tree():
    environment = {name: value for name, value in os.environ.items() if name != check_wording.VARIABLE}

    result = subprocess.run(
        [sys.executable, "-m", "tools.check_wording"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )

    assert (result.returncode, result.stderr) == (0, "")
