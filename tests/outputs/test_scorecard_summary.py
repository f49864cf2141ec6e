# SPDX-License-Identifier: Apache-2.0
"""The summary of a frozen scorecard: PDF/A-2a and tagged, the same bytes every time, complete in both languages."""

import io
import re
from dataclasses import replace

import pikepdf
import pypdfium2
import pytest

from tests.core.fieldwork.test_summary_paper import scheme, shown
from zhuoping.core.fieldwork.summary_paper import summary_paper
from zhuoping.outputs.scorecard_summary import summary_pdf

DIGEST = "0123456789abcdef" * 4


def printed(language="zh", **changes):
    return summary_pdf(summary_paper(scheme(language), shown(**changes), DIGEST, language))


def text(pdf):
    with pypdfium2.PdfDocument(pdf) as document:
        return "".join(re.sub(r"[\s\u200b]", "", page.get_textpage().get_text_bounded()) for page in document)


def test_summary_is_pdf_a_2a_and_ua_1_with_title_language_and_date():
    with pikepdf.open(io.BytesIO(printed())) as pdf:
        metadata = dict(pdf.open_metadata())
        language, created = str(pdf.Root.Lang), str(pdf.docinfo.CreationDate)

    assert metadata["{http://www.aiim.org/pdfa/ns/id/}part"] == "2"
    assert metadata["{http://www.aiim.org/pdfua/ns/id/}part"] == "1"
    assert metadata["{http://purl.org/dc/elements/1.1/}title"] == "现场审查评分摘要 ZP-2026-000001"
    assert (language, created[2:10]) == ("zh-CN", "20261208")


def test_same_summary_gives_the_same_bytes():
    assert printed() == printed()


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (
            "zh",
            [
                "149.5分，满分150分",
                "卓绝（5星）",
                "1.1服务部门与职能岗位",
                "两名维修工没有证书",
                "企业代表",
                "林审查（组长）",
            ],
        ),
        ("en", ["149.5of150points", "Zhuojue(5stars)", "Forthe", "survey", "nodecisiononcertification"]),
    ],
)
def test_summary_has_score_level_nonconformities_signature_lines_and_digest(language, words):
    found = text(printed(language))

    assert [each for each in [*words, DIGEST] if each not in found] == []


def test_summary_of_nothing_special_says_so_and_hostile_words_do_no_harm():
    hostile = "👍龢 \x00#let x = 1 *a* _b_ $x$ @ref <l> \\ `c` [d] // /* \ud800"
    paper = summary_paper(scheme(), shown(special=[], nonconformities=[], modes=[]), DIGEST, "zh")

    found = text(summary_pdf(replace(paper, client=hostile, determination=hostile)))

    assert found.count("无") >= 2
    assert "各模式的结论" not in found
    assert "#letx=1*a*_b_$x$@ref" in found
