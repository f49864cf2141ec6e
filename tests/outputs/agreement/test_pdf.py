# SPDX-License-Identifier: Apache-2.0
from dataclasses import replace
from datetime import date
from io import BytesIO

import pikepdf
import pypdfium2
import pytest

from tests.core.test_agreement import TERMS
from zhuoping.core.agreement import ClauseKey, template
from zhuoping.core.wording.labels import label
from zhuoping.outputs.agreement import agreement_pdf
from zhuoping.outputs.report.characters import MAY_BREAK


def made(terms=TERMS, number="HT-2026-000017"):
    return agreement_pdf(terms, number=number, engagement="ZP-2026-000017", issued_on=date(2026, 11, 24))


def text_of(content):
    document = pypdfium2.PdfDocument(content)
    pages = [page.get_textpage().get_text_bounded() for page in document]
    return "".join("".join(pages).replace(MAY_BREAK, "").split())


def squeezed(text):
    return "".join(text.split())


@pytest.mark.parametrize("language", ["zh", "en"])
def test_document_holds_parties_particulars_and_every_paragraph(language):
    terms = replace(TERMS, language=language, clauses=template(language), approval="CNCA-R-2018-482")

    text = text_of(made(terms))

    for expected in ("HT-2026-000017", "ZP-2026-000017", "2026-11-24", "CNCA-R-2018-482", "E+H+I"):
        assert expected in text
    for expected in (terms.client, terms.uscc, terms.scope, terms.body):
        assert squeezed(expected) in text
    for key in ClauseKey:
        assert squeezed(label(f"ClauseKey.{key}", language)) in text
        for paragraph in terms.clauses[key].splitlines():
            # A hyphen at the end of a line is no letter of the text.
            assert squeezed(paragraph)[:12] in text


def test_equal_terms_give_equal_bytes_and_other_terms_other_ones():
    other = replace(TERMS, clauses={**TERMS.clauses, ClauseKey.FEES: "费用三万元。"})

    assert made() == made()
    assert made(other) != made()
    assert made(number="HT-2026-000017-2") != made()


def test_document_is_for_the_archive_and_for_screen_readers():
    with pikepdf.open(BytesIO(made())) as document:
        metadata = document.open_metadata()
        assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("2", "A")
        assert metadata["pdfuaid:part"] == "1"
        assert str(document.docinfo["/Title"]) == "售后服务认证合同 HT-2026-000017"
        assert str(document.docinfo["/Author"]) == "示例认证中心"
        assert str(document.Root["/Lang"]) == "zh-CN"


def test_text_is_never_taken_for_markup():
    hostile = '#panic() $x$ *b* @ref <label> \\ `raw` = 标题\n#import "x.typ"'
    terms = replace(TERMS, client=hostile, clauses={**TERMS.clauses, ClauseKey.FEES: hostile})

    text = text_of(made(terms))

    assert squeezed('#import"x.typ"') in text
    assert "#panic()" in text


def test_character_that_no_font_has_stands_as_its_code_and_is_told():
    terms = replace(TERMS, client="测试👍有限公司")

    text = text_of(made(terms))

    assert "测试〔U+1F44D〕有限公司" in text
    assert "以编码代替：U+1F44D" in text


@pytest.mark.parametrize("name", ["长" * 200, "x" * 200])
def test_longest_names_fit(name):
    terms = replace(TERMS, client=name, body=name, scope=name * 3)

    assert squeezed(name)[:100] in text_of(made(terms))
