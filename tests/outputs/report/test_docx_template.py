# SPDX-License-Identifier: Apache-2.0
"""The default template: styles and faces that Word and LibreOffice show alike, fields, tables, one language."""

import re

import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.shared import Mm

from tests.outputs.report.word import headings, opened, parts, text
from zhuoping.core.wording import LANGUAGES
from zhuoping.outputs.report.docx_styles import CHINESE_FACE, LATIN_FACE, LOOKS, TABLE_STYLE
from zhuoping.outputs.report.docx_template import docx_template

CHINESE = re.compile("[\u3001-\u9fff\uff00-\uffef]")
# A template is opened by many tests and changed by none.
DOCUMENTS = {language: opened(docx_template(language)) for language in LANGUAGES}


@pytest.fixture(params=LANGUAGES)
def document(request):
    return DOCUMENTS[request.param]


def test_every_paragraph_style_names_its_faces_for_every_script(document):
    faces = {
        style.name: dict(style.element.rPr.rFonts.attrib)
        for style in document.styles
        if style.type is WD_STYLE_TYPE.PARAGRAPH
    }

    named = {
        qn("w:ascii"): LATIN_FACE,
        qn("w:hAnsi"): LATIN_FACE,
        qn("w:cs"): LATIN_FACE,
        qn("w:eastAsia"): CHINESE_FACE,
    }
    assert faces == dict.fromkeys(LOOKS, named)


def test_no_theme_face_and_nothing_of_the_sample_document_is_left():
    files = parts(docx_template("zh"))

    assert b"Theme=" not in files["word/styles.xml"]
    assert [name for name in files if "thumbnail" in name or "customXml" in name or "Effects" in name] == []


def test_language_of_the_text_is_set_for_both_scripts(document):
    latin = {"zh": "en-US", "en": "en-GB"}[next(key for key, each in DOCUMENTS.items() if each is document)]

    language = document.styles.element.find(f".//{qn('w:rPrDefault')}//{qn('w:lang')}")

    assert (language.get(qn("w:val")), language.get(qn("w:eastAsia"))) == (latin, "zh-CN")


def test_page_is_a4_and_the_cover_has_no_running_head(document):
    section = document.sections[0]

    assert (round(section.page_width / Mm(1)), round(section.page_height / Mm(1))) == (210, 297)
    assert section.different_first_page_header_footer
    assert [each.text for each in section.first_page_header.paragraphs] == [""]


def test_foot_numbers_the_page_and_all_pages(document):
    codes = [each.text.strip() for each in document.sections[0].footer._element.iter(qn("w:instrText"))]  # noqa: SLF001

    assert codes == ["PAGE", "NUMPAGES"]


def test_tables_repeat_their_heads_and_keep_their_rows_whole(document):
    heads = []
    for table in document.tables:
        rows = list(table._tbl.iter(qn("w:tr")))  # noqa: SLF001
        assert all(row.find(f".//{qn('w:cantSplit')}") is not None for row in rows)
        heads.append(
            [index for index, row in enumerate(rows) if row.find(f".//{qn('w:tblHeader')}") is not None]
        )

    assert {table.style.name for table in document.tables} == {TABLE_STYLE}
    # Tables of labels and values explain themselves; all others have one head.
    assert {tuple(each) for each in heads} == {(), (0,)}


def test_columns_of_every_row_fill_the_table(document):
    for table in document.tables:
        grid = [int(each.get(qn("w:w"))) for each in table._tbl.iter(qn("w:gridCol"))]  # noqa: SLF001
        for row in table._tbl.iter(qn("w:tr")):  # noqa: SLF001
            cells = [int(each.get(qn("w:w"))) for each in row.iter(qn("w:tcW"))]
            assert abs(sum(cells) - sum(grid)) <= len(grid)


def test_contents_point_to_the_chapters(document):
    body = document.element.body
    links = [each.get(qn("w:anchor")) for each in body.iter(qn("w:hyperlink"))]
    marks = [each.get(qn("w:name")) for each in body.iter(qn("w:bookmarkStart"))]

    assert links == marks
    assert [each.text.strip() for each in body.iter(qn("w:instrText"))] == [r'TOC \o "1-1" \n \h \z']


def test_headings_are_words_that_staff_can_change():
    assert [words for style, words in headings(docx_template("zh")) if style == "Heading 1"][:4] == [
        "评价结论",
        "基本情况",
        "评分表",
        "评价发现",
    ]
    assert [words for style, words in headings(docx_template("en")) if style == "Heading 1"][:4] == [
        "Result",
        "Client and Evaluation",
        "Scorecard",
        "Findings",
    ]


def test_english_template_holds_no_chinese_word():
    words = re.sub(r"[\u3000\uff3f]", "", text(docx_template("en")))

    assert CHINESE.findall(words) == []


def test_radar_is_named_and_described(document):
    (picture,) = document.inline_shapes

    properties = picture._inline.docPr  # noqa: SLF001
    assert properties.get("name") == "radar.png"
    assert properties.get("descr") in {"各一级指标得分率", "Share awarded in each dimension"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_template_is_the_same_bytes_every_time(language):
    assert docx_template.__wrapped__(language) == docx_template(language)
