# SPDX-License-Identifier: Apache-2.0
"""The printed form of a nonconformity as PDF and Word: the same bytes every time, complete, hostile text as text."""

import io
import re
from dataclasses import replace

import docx
import pikepdf
import pypdfium2
import pytest

from tests.core.test_nonconformities import MINOR
from tests.core.test_nonconformity_paper import GIVEN, paper
from tests.outputs.test_plan_pdf import HOSTILE
from zhuoping.outputs.nonconformity import nonconformity_docx, nonconformity_pdf


def pdf_text(content):
    with pypdfium2.PdfDocument(content) as document:
        return "".join(re.sub(r"\s", "", page.get_textpage().get_text_bounded()) for page in document)


def docx_text(content):
    document = docx.Document(io.BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(each.text for each in document.paragraphs), *cells])


@pytest.mark.parametrize("make", [nonconformity_pdf, nonconformity_docx])
def test_same_form_gives_the_same_bytes(make):
    assert make(paper(answers=(GIVEN,))) == make(paper(answers=(GIVEN,)))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_everything_that_was_written_is_on_the_form(language):
    made = paper(language=language, answers=(GIVEN,))
    said = [MINOR.statement, GIVEN.answer.root_cause, GIVEN.answer.corrective_action, "证书.pdf"]

    printed, written = pdf_text(nonconformity_pdf(made)), docx_text(nonconformity_docx(made))

    assert [each for each in said if each not in printed] == []
    assert [each for each in said if each not in written] == []


def test_pdf_is_pdf_a_2a_and_tagged():
    with pikepdf.open(io.BytesIO(nonconformity_pdf(paper()))) as pdf:
        metadata = dict(pdf.open_metadata())

    assert metadata["{http://www.aiim.org/pdfa/ns/id/}part"] == "2"
    assert metadata["{http://purl.org/dc/elements/1.1/}title"] == "不符合项报告 ZP-2026-000001-NC03"


def test_hostile_text_stays_text():
    made = paper(replace(MINOR, statement=f"{HOSTILE}\n第二行"))

    printed, written = pdf_text(nonconformity_pdf(made)), docx_text(nonconformity_docx(made))

    assert "#letx=1" in printed
    assert "字体中没有" in printed
    assert "#let x = 1 *a* _b_ $x$" in written
    assert "\n第二行" in written
