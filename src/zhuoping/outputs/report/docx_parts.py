# SPDX-License-Identifier: Apache-2.0
"""The parts that the Word template is put together from: paragraphs, tables, fields, contents, a picture.

Texts may hold tags of docxtpl. `{%p … %}` and `{%tr … %}` stand in a paragraph or row of their own, which is gone
once the report is made.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from zhuoping.outputs.report.docx_styles import CONTENTS, FAINT, TABLE_STYLE

_TWIPS_PER_MM = 1440 / 25.4


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text that differs from its paragraph's style; size in points."""

    text: str
    bold: bool = False
    colour: str = ""
    size: float = 0


Text = str | tuple[str | Run, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: its paragraph, the style of it, and how many columns it takes."""

    text: Text
    style: str = "Table Text"
    fill: str = ""
    span: int = 1
    centred: bool = False


# A row of cells, or the statement of a tag such as `for d in dimensions`.
Row = str | Sequence[Cell | Text]


class Writer:
    """Writes a template from top to bottom."""

    def __init__(self, document: Document, labels: dict[str, str]) -> None:
        """Begin at the end of what `document` holds; `labels` are the words of the template's language."""
        self.labels = labels
        self._end = document.element.body[-1]
        self._bookmarks = 0

    def text(self, text: Text, style: str = "Normal", *, new_page: bool = False) -> None:
        """A paragraph."""
        self._add(paragraph_xml(text, style, new_page=new_page))

    def tag(self, statement: str) -> None:
        """A tag around paragraphs or tables."""
        self.text(f"{{%p {statement} %}}", "Small")

    def heading(self, text: str, level: int, *, anchor: str = "", new_page: bool = False) -> None:
        """A heading; `anchor` is what the contents point to."""
        self._bookmarks += bool(anchor)
        mark = ("", "")
        if anchor:
            number = f'w:id="{self._bookmarks}"'
            mark = (f'<w:bookmarkStart {number} w:name="{anchor}"/>', f"<w:bookmarkEnd {number}/>")
        self._add(paragraph_xml(text, f"Heading {level}", new_page=new_page, around=mark))

    def table(
        self,
        widths: Sequence[float],
        rows: Iterable[Row],
        *,
        head: Sequence[Cell | Text] = (),
        fine: bool = False,
    ) -> None:
        """A table of the report; widths in mm. Its head is repeated on every page and no row is split by one."""
        kind = "Fine" if fine else "Table"
        xml = [_row_xml(_cells(head, f"{kind} Head"), widths, head=True)] if head else []
        xml += [_any_row_xml(row, widths, f"{kind} Text") for row in rows]
        grid = "".join(f'<w:gridCol w:w="{_twips(width)}"/>' for width in widths)
        self._add(
            f'<w:tbl><w:tblPr><w:tblStyle w:val="{_style_id(TABLE_STYLE)}"/>'
            f'<w:tblW w:w="{_twips(sum(widths))}" w:type="dxa"/><w:tblLayout w:type="fixed"/></w:tblPr>'
            f"<w:tblGrid>{grid}</w:tblGrid>{''.join(xml)}</w:tbl>"
        )

    def contents(self, entries: Sequence[tuple[str, str, str]]) -> None:
        r"""The chapters as links: (anchor, title, condition); the first and the last have none.

        A real contents field without page numbers (\n), because only Word could fill those in: it asks nobody to
        update it, and whoever wants numbers takes \n away.
        """
        begin = _field_part("begin") + _instruction(r' TOC \o "1-1" \n \h \z ') + _field_part("separate")
        for index, (anchor, title, condition) in enumerate(entries):
            before = begin if index == 0 else ""
            after = _field_part("end") if index == len(entries) - 1 else ""
            link = f'{before}<w:hyperlink w:anchor="{anchor}" w:history="1">'
            if condition:
                self.tag(f"if {condition}")
            self._add(paragraph_xml(title, CONTENTS, around=(link, f"</w:hyperlink>{after}")))
            if condition:
                self.tag("endif")

    def _add(self, xml: str) -> None:
        self._end.addprevious(parse_xml(xml.replace(">", f" {nsdecls('w')}>", 1)))


def paragraph_xml(
    text: Text, style: str, *, new_page: bool = False, around: tuple[str, str] = ("", "")
) -> str:
    """A paragraph as XML, without the declaration of its namespace; `around` is XML before and after its text."""
    # A page begins at its top, whatever space its first paragraph wants above itself.
    page = '<w:pageBreakBefore/><w:spacing w:before="0"/>' if new_page else ""
    runs = (text,) if isinstance(text, str) else text
    inner = "".join(_run_xml(each) for each in runs if each)
    return (
        f'<w:p><w:pPr><w:pStyle w:val="{_style_id(style)}"/>{page}</w:pPr>{around[0]}{inner}{around[1]}</w:p>'
    )


def page_numbers_xml(style: str) -> str:
    """A paragraph “page x of y”, its words from the content's `page`, its numbers fields."""
    parts = []
    for index, code in enumerate(("PAGE", "NUMPAGES", "")):
        parts.append(_run_xml(f"{{{{ page[{index}] }}}}"))
        if code:
            parts.append(_field_part("begin") + _instruction(f" {code} ") + _field_part("separate"))
            parts.append(_run_xml("1") + _field_part("end"))
    return paragraph_xml("", style, around=("".join(parts), ""))


def _run_xml(part: str | Run) -> str:
    run = Run(part) if isinstance(part, str) else part
    # Quotation marks and stars are in both scripts: the hint makes them Chinese.
    properties = '<w:rFonts w:hint="eastAsia"/>'
    if run.bold:
        properties += "<w:b/>"
    if run.colour:
        properties += f'<w:color w:val="{run.colour}"/>'
    if run.size:
        properties += f'<w:sz w:val="{round(run.size * 2)}"/>'
    text = f'<w:t xml:space="preserve">{escape(run.text)}</w:t>'
    return f"<w:r><w:rPr>{properties}</w:rPr>{text}</w:r>"


def _field_part(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def _instruction(code: str) -> str:
    return f'<w:r><w:instrText xml:space="preserve">{escape(code)}</w:instrText></w:r>'


def _any_row_xml(row: Row, widths: Sequence[float], style: str) -> str:
    if isinstance(row, str):
        return _row_xml([Cell(f"{{%tr {row} %}}", "Small", span=len(widths))], widths)
    return _row_xml(_cells(row, style), widths)


def _cells(row: Sequence[Cell | Text], style: str) -> list[Cell]:
    return [each if isinstance(each, Cell) else Cell(each, style) for each in row]


def _row_xml(cells: Sequence[Cell], widths: Sequence[float], *, head: bool = False) -> str:
    xml, column = [], 0
    for cell in cells:
        width = sum(widths[column : column + cell.span])
        column += cell.span
        span = f'<w:gridSpan w:val="{cell.span}"/>' if cell.span > 1 else ""
        fill = cell.fill or (FAINT if head else "")
        shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>' if fill else ""
        shade += '<w:vAlign w:val="center"/>' if cell.centred else ""
        xml.append(
            f'<w:tc><w:tcPr><w:tcW w:w="{_twips(width)}" w:type="dxa"/>{span}{shade}</w:tcPr>'
            f"{paragraph_xml(cell.text, cell.style)}</w:tc>"
        )
    repeated = "<w:tblHeader/>" if head else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{repeated}</w:trPr>{''.join(xml)}</w:tr>"


def _style_id(name: str) -> str:
    return name.replace(" ", "")


def _twips(millimetres: float) -> int:
    return round(millimetres * _TWIPS_PER_MM)
