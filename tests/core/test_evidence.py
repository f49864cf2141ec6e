# SPDX-License-Identifier: Apache-2.0
from datetime import date

import pytest

from zhuoping.core.evidence import (
    EXTENSIONS,
    IMAGES,
    LONGEST_NAME,
    MEDIA_TYPES,
    Kind,
    check_date,
    check_kind,
    check_size,
    kind_of_media_type,
    read_name,
)
from zhuoping.core.wording.labels import said

TODAY = date(2026, 11, 24)


def codes(problems):
    return [(each.path, each.code) for each in problems]


def test_every_kind_has_an_extension_a_media_type_of_its_own_and_words():
    named = {kind for kinds in EXTENSIONS.values() for kind in kinds}

    assert named == set(Kind) == set(MEDIA_TYPES)
    assert [kind_of_media_type(kind.media_type) for kind in Kind] == list(Kind)
    assert {said(kind.word, "en") for kind in IMAGES} == {
        "JPEG image",
        "PNG image",
        "WebP image",
        "TIFF image",
    }


@pytest.mark.parametrize(
    "extension", ["zip", "svg", "html", "htm", "exe", "js", "docm", "xlsm", "gif", "rar"]
)
def test_what_runs_or_hides_other_files_has_no_place_on_the_list(extension):
    assert extension not in EXTENSIONS


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("营业执照.pdf", "营业执照.pdf"),
        ("../../../etc/执照.pdf", "执照.pdf"),
        ("C:\\扫描\\执照.JPG", "执照.JPG"),
        ("..\\..\\a.png", "a.png"),
        ("a\r\nSet-Cookie: x.pdf", "aSet-Cookie_ x.pdf"),
        ("a\x00.pdf", "a.pdf"),
        # Shown as “合同fdp.jpg” it would be taken for a picture; what stands there is a PDF.
        ("合同\u202egpj.pdf", "合同gpj.pdf"),
        ("\u200b合同\ufeff.pdf", "合同.pdf"),
        ('a<b>:"|?*.pdf', "a_b______.pdf"),
        (" .合同.pdf. ", "合同.pdf"),
        ("e\u0301.pdf", "\u00e9.pdf"),
        ("a.b.TIFF", "a.b.TIFF"),
    ],
)
def test_name_is_kept_without_folders_and_tricks(written, kept):
    name = read_name(written)

    assert (name.text, name.problems) == (kept, ())


def test_long_name_keeps_its_extension():
    name = read_name("长" * 300 + ".pdf")

    assert name.text == "长" * (LONGEST_NAME - 5) + "….pdf"
    assert name.extension == "pdf"


@pytest.mark.parametrize("written", ["", "   ", "folder/", "\u202e", "..."])
def test_name_of_nothing_is_refused(written):
    assert codes(read_name(written, "files[1]").problems) == [("files[1]", "evidence-name-missing")]


@pytest.mark.parametrize(
    "written", ["a.svg", "a.html", "a.zip", "pdf", "a.pdf.exe", "合同\u202efdp.exe", "长" * 300]
)
def test_name_of_a_kind_that_is_not_accepted_is_refused(written):
    assert codes(read_name(written).problems) == [("file", "evidence-kind-unknown")]


@pytest.mark.parametrize(
    ("size", "code"),
    [(0, "evidence-empty"), (1, None), (2_097_152, None), (2_097_153, "evidence-too-large")],
)
def test_size_has_a_least_and_a_most(size, code):
    problems = check_size("a.pdf", size, 2_097_152)

    assert [each.code for each in problems] == ([code] if code else [])


def test_size_that_is_too_large_names_the_limit():
    (problem,) = check_size("a.pdf", 2_097_153, 2_097_152)

    assert problem.message("en") == (
        "“a.pdf” is larger than 2 MB, the most that one file may have: compress or split it."
    )


def test_content_of_another_kind_than_the_name_is_refused():
    (problem,) = check_kind(read_name("a.pdf"), Kind.DOCX)

    assert problem.message("zh") == (
        "“a.pdf”的名称表示“PDF 文件”，内容却是“Word 文档”：请核对文件，改正扩展名后重新上传。"
    )


def test_content_of_each_kind_that_a_name_stands_for_is_kept():
    kept = [check_kind(read_name(f"a.{key}"), kind) for key, kinds in EXTENSIONS.items() for kind in kinds]

    assert set(kept) == {()}


@pytest.mark.parametrize("dated_on", [None, date(2019, 1, 1), TODAY])
def test_document_of_today_or_before_is_kept(dated_on):
    assert check_date(dated_on, TODAY) == ()


def test_document_of_tomorrow_is_refused():
    assert codes(check_date(date(2026, 11, 25), TODAY)) == [("dated_on", "evidence-in-future")]
