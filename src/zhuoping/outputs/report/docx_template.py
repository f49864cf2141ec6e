# SPDX-License-Identifier: Apache-2.0
"""The Word template of the report, made by code: what a body's own staff start from (docs/domain/report-template.md).

Headings and labels stand in it as plain words of one language, so that they can be changed in Word; what differs from
case to case are tags that name keys of the content (`content.report_content`).
"""

from datetime import date
from functools import cache
from io import BytesIO
from typing import Any

from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Mm

from zhuoping.core.wording import report
from zhuoping.outputs.report import docx_body, docx_close, radar
from zhuoping.outputs.report.content_words import Section
from zhuoping.outputs.report.docx_package import saved
from zhuoping.outputs.report.docx_parts import Writer, page_numbers_xml, paragraph_xml
from zhuoping.outputs.report.docx_pieces import chapters, facts
from zhuoping.outputs.report.docx_styles import new_document

# What the picture of the radar is called inside the document: that of the report takes its place.
RADAR_NAME = "radar.png"
_RADAR_WIDTH = Mm(96)
# The template says nothing of any day; a document has to have one.
_MADE_ON = date(2025, 1, 1)
# The radar that the template shows until it is replaced.
_SAMPLE_SHARES = ("0.9000", "0.8000", "0.8500", "0.7500", "0.9500", "0.7000", "0.8000")

_CHAPTERS = (
    docx_body.write_result,
    docx_body.write_setting,
    docx_body.write_scorecard,
    docx_body.write_findings,
    docx_close.write_special,
    docx_close.write_gaps,
    docx_close.write_way_up,
    docx_close.write_signature,
    docx_close.write_annexes,
)


@cache
def docx_template(language: str) -> bytes:
    """The default template in `language` (`zh` or `en`), as a .docx file."""
    document = new_document(language)
    writer = Writer(document, report.labels(language))
    _header_and_footer(document)
    _cover(writer)
    writer.text(writer.labels["contents"], "Contents Title", new_page=True)
    writer.contents(chapters(writer.labels))
    for write in _CHAPTERS:
        write(writer)
    _add_radar(document, writer.labels["radar"], language)
    return saved(document, title=writer.labels["title"], author="", on=_MADE_ON)


def _header_and_footer(document: Document) -> None:
    """The running head and the numbers on all pages but the cover, with the sample note between."""
    section = document.sections[0]
    note = ("{%p if sample_note %}", "{{ sample_note }}", "{%p endif %}")
    nothing = [paragraph_xml("", "Footer")]
    parts = (
        (section.first_page_header, nothing),
        (section.first_page_footer, nothing),
        (section.header, [paragraph_xml("{{ report_number }}\t{{ client_name }}", "Header")]),
        (
            section.footer,
            [*(paragraph_xml(line, "Sample Note") for line in note), page_numbers_xml("Footer")],
        ),
    )
    for part, paragraphs in parts:
        part.is_linked_to_previous = False
        element = part._element  # noqa: SLF001 - the library offers no way to add XML.
        for old in list(element):
            element.remove(old)
        for xml in paragraphs:
            element.append(parse_xml(xml.replace(">", f" {nsdecls('w')}>", 1)))


def _cover(writer: Writer) -> None:
    writer.tag("if sample_note")
    writer.text("{{ sample_note }}", "Sample Note")
    writer.tag("endif")
    writer.text("{{ scheme_title }}", "Title")
    writer.text(writer.labels["title"], "Subtitle")
    writer.text("{{ client_name }}", "Cover Client")
    writer.text("{{ case_title }}", "Cover Case")
    facts(writer, "cover")
    writer.text("{{ date_text }}", "Cover Date")


def _add_radar(document: Document, words: str, language: str) -> None:
    """A sample radar in the paragraph of style “Picture”; staff may move it and change its size."""
    shares: list[Section] = [
        {"ref": str(number), "title": "", "percent": f"{float(share):.0%}", "share": share}
        for number, share in enumerate(_SAMPLE_SHARES, 1)
    ]
    paragraph = next(each for each in document.paragraphs if each.style and each.style.name == "Picture")
    png = BytesIO(radar.radar_png(shares, language))
    inline = paragraph.add_run().add_picture(png, width=_RADAR_WIDTH)._inline  # noqa: SLF001 - no setter for words.
    shown: tuple[Any, ...] = (inline.docPr, inline.graphic.graphicData.pic.nvPicPr.cNvPr)
    for properties in shown:
        properties.set("name", RADAR_NAME)
        properties.set("descr", words)
