# SPDX-License-Identifier: Apache-2.0
"""The form of a nonconformity as a Word document, in one language: the look of the report, texts as text."""

from collections.abc import Sequence

from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.text.paragraph import Paragraph

from zhuoping.core.nonconformity_paper import Line, NonconformityPaper
from zhuoping.outputs.report.docx_package import saved
from zhuoping.outputs.report.docx_parts import Row, Writer, paragraph_xml
from zhuoping.outputs.report.docx_pieces import label, labelled
from zhuoping.outputs.report.docx_styles import new_document
from zhuoping.outputs.report.docx_text import clean_text


def nonconformity_docx(paper: NonconformityPaper) -> bytes:
    """The form; equal bytes for equal forms."""
    document = new_document(paper.language)
    writer = Writer(document, {})
    number, client = clean_text(paper.number), clean_text(paper.client)
    _running(document, f"{number}\t{client}")
    writer.heading(paper.title, 1)
    _facts(writer, paper.head)
    for part in paper.parts:
        writer.heading(clean_text(part.title), 2)
        if [name for name, _ in part.lines] == [""]:
            writer.text(clean_text(part.lines[0][1]))
        else:
            _facts(writer, part.lines)
    writer.text("\t".join(f"{each} ____________" for each in paper.signatures), "Signature")
    writer.text(paper.note, "Small")
    _break_lines(document)
    return saved(document, title=f"{paper.title} {number}", author=clean_text(paper.body), on=paper.made_on)


def _facts(writer: Writer, lines: Sequence[Line]) -> None:
    rows: list[Row] = [[label(name), clean_text(value)] for name, value in lines]
    labelled(writer, rows)


def _running(document: Document, text: str) -> None:
    """The number and the client on every page."""
    section = document.sections[0]
    section.different_first_page_header_footer = False
    section.header.is_linked_to_previous = False
    element = section.header._element  # noqa: SLF001 - the library offers no way to add XML.
    for old in list(element):
        element.remove(old)
    element.append(parse_xml(paragraph_xml(text, "Header").replace(">", f" {nsdecls('w')}>", 1)))


def _break_lines(document: Document) -> None:
    """Line breaks and tabs as Word has them; and rows may go over a page, as what people write may be long."""
    parts = (document.element.body, document.sections[0].header._element)  # noqa: SLF001 - as above.
    for part in parts:
        for element in part.iter(qn("w:p")):
            for run in Paragraph(element, document).runs:
                run.text = run.text
    for kept in list(document.element.body.iter(qn("w:cantSplit"))):
        kept.getparent().remove(kept)
