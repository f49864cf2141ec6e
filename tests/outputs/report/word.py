# SPDX-License-Identifier: Apache-2.0
"""Reads Word files for the tests: text as a reader would see it, and the XML of every part."""

import zipfile
from io import BytesIO

import docx
from docx.oxml.ns import qn


def opened(content):
    return docx.Document(BytesIO(content))


def parts(content):
    """The bytes of every member of the package, by name."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def text_of(element):
    """The text below an element, in order; paragraphs end in a line break."""
    words = {qn("w:t"): lambda each: each.text or "", qn("w:br"): lambda _: "\n", qn("w:tab"): lambda _: "\t"}
    ends = {qn("w:p"): "\n"}
    pieces = []
    for each in element.iter():
        if each.tag in ends:
            pieces.append("\n")
        elif each.tag in words and (each.tag != qn("w:tab") or each.getparent().tag == qn("w:r")):
            pieces.append(words[each.tag](each))
    return "".join(pieces)


def text(content):
    """The text of the document's body, with tables."""
    return text_of(opened(content).element.body)


def furniture(content):
    """The text of each header and footer: first page, other pages."""
    section = opened(content).sections[0]
    places = (section.first_page_header, section.header, section.first_page_footer, section.footer)
    return tuple(text_of(place._element).strip() for place in places)  # noqa: SLF001


def headings(content):
    """(style, text) of every heading."""
    paragraphs = opened(content).paragraphs
    return [(each.style.name, each.text) for each in paragraphs if each.style.name.startswith("Heading")]


def written(*paragraphs):
    """A Word file made by hand: one paragraph for each text."""
    document = docx.Document()
    for each in paragraphs:
        document.add_paragraph(each)
    return saved(document)


def saved(document):
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def tables(content):
    """The rows of cells below each heading that has a table, the last one under a heading of that name."""
    found = {}
    heading = ""
    for block in opened(content).iter_inner_content():
        if hasattr(block, "rows"):
            found[heading] = [[text_of(cell._tc).strip("\n") for cell in row.cells] for row in block.rows]  # noqa: SLF001
        elif block.style.name.startswith("Heading"):
            heading = block.text
    return found
