# SPDX-License-Identifier: Apache-2.0
"""How the Word report looks: page, faces and styles of the default template.

Faces are named, not embedded: Arial and Microsoft YaHei come with Word on Windows and macOS. Where they are missing
(LibreOffice on Linux), Liberation Sans and Noto Sans CJK take their place: the first has the widths of Arial, and a
Chinese character is as wide in every face. Line heights are at least those of the tallest of these faces, so that pages
break alike.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import docx
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING, WD_TAB_ALIGNMENT
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle

LATIN_FACE = "Arial"
CHINESE_FACE = "Microsoft YaHei"
ACCENT = "1F4E5F"
INK = "22313A"
FAINT = "EAF1F3"
WARNING = "A3341F"
GREY = "5F6B70"
LINE = "B8C7CC"

TABLE_STYLE = "Report Table"
# Word's own name, so that the contents keep their look when somebody updates them.
CONTENTS = "toc 1"

PAGE_WIDTH, PAGE_HEIGHT = Mm(210), Mm(297)
SIDE, TOP, BOTTOM = Mm(22), Mm(26), Mm(24)
TEXT_WIDTH_MM = 166

_FACES = {"ascii": LATIN_FACE, "hAnsi": LATIN_FACE, "eastAsia": CHINESE_FACE, "cs": LATIN_FACE}
# Noto Sans CJK is the tallest: 1.45 times its size.
_LINE_HEIGHT = 1.5
_LANGUAGES = {"zh": "zh-CN", "en": "en-GB"}
_KEPT_STYLES = (
    "Normal",
    "Default Paragraph Font",
    "Normal Table",
    "No List",
    "Heading 1",
    "Heading 2",
    "Heading 3",
    "Title",
    "Subtitle",
    "Header",
    "Footer",
    "Table Grid",
)
_FONT_TABLE = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    f"<w:fonts {nsdecls('w')}>"
    f'<w:font w:name="{LATIN_FACE}"><w:altName w:val="Liberation Sans"/><w:family w:val="swiss"/></w:font>'
    f'<w:font w:name="{CHINESE_FACE}"><w:altName w:val="微软雅黑"/><w:charset w:val="86"/>'
    '<w:family w:val="swiss"/></w:font></w:fonts>'
).encode()
_APPLICATION = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    b"<Application>Zhuoping</Application></Properties>"
)


@dataclass(frozen=True, slots=True)
class Look:
    """A paragraph style; sizes and indents in points, tabs in mm from the left and at the right.

    `exact` lines hold the baselines of neighbouring cells together, whichever face is in them.
    """

    size: float
    bold: bool = False
    colour: str = ""
    before: float = 0
    after: float = 0
    align: WD_ALIGN_PARAGRAPH = WD_ALIGN_PARAGRAPH.LEFT
    indent: float = 0
    hanging: float = 0
    tabs: tuple[float, ...] = ()
    right_tab: float = 0
    rule: str = ""
    is_heading: bool = False
    kept: bool = False
    exact: bool = False


_CENTRE, _RIGHT = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT
LOOKS: Mapping[str, Look] = {
    "Normal": Look(10.5, after=6),
    "Title": Look(27, bold=True, colour=ACCENT, before=110, after=8),
    "Subtitle": Look(18, colour=ACCENT, after=60),
    "Cover Client": Look(17, bold=True, after=4),
    "Cover Case": Look(10.5, colour=GREY, after=130),
    "Cover Date": Look(12, before=26),
    "Contents Title": Look(18, bold=True, colour=ACCENT, after=14, rule=ACCENT),
    CONTENTS: Look(11, after=6),
    "Heading 1": Look(18, bold=True, colour=ACCENT, before=24, after=10, rule=ACCENT, is_heading=True),
    "Heading 2": Look(13, bold=True, colour=ACCENT, before=14, after=6, is_heading=True),
    "Heading 3": Look(11, bold=True, before=14, after=5, is_heading=True),
    "Header": Look(8.5, colour=GREY, right_tab=TEXT_WIDTH_MM, rule=LINE),
    "Footer": Look(8.5, colour=GREY, align=_CENTRE),
    "Sample Note": Look(9, bold=True, colour=WARNING, align=_CENTRE),
    "Stars": Look(22),
    "Headline": Look(17, bold=True),
    "Total": Look(12, align=_RIGHT),
    "After Table": Look(10.5, before=6, after=5),
    "Bullet": Look(10.5, after=3, indent=16, hanging=16),
    "Picture": Look(10.5, after=4, align=_CENTRE),
    "Small": Look(9, colour=GREY, after=4),
    "Sum": Look(10.5, bold=True, before=6, after=6, align=_RIGHT),
    "Table Head": Look(9, bold=True, colour=ACCENT, kept=True, exact=True),
    "Table Head Number": Look(9, bold=True, colour=ACCENT, align=_RIGHT, kept=True, exact=True),
    "Table Text": Look(9, exact=True),
    "Table Text Kept": Look(9, kept=True, exact=True),
    "Table Label": Look(9, bold=True, colour=ACCENT, exact=True),
    "Table Label Kept": Look(9, bold=True, colour=ACCENT, kept=True, exact=True),
    "Table Number": Look(9, align=_RIGHT, exact=True),
    "Table Total": Look(9, bold=True, align=_RIGHT, exact=True),
    "Fine Head": Look(8, bold=True, colour=ACCENT, kept=True, exact=True),
    "Fine Text": Look(8, exact=True),
    "Statement": Look(10.5, after=6, kept=True),
    "Signature": Look(10.5, before=22, after=4, tabs=(58, 118)),
}


def new_document(language: str) -> Document:
    """An empty A4 document with the report's styles and nothing of the library's sample document."""
    document = docx.Document()
    _drop_parts(document)
    _drop_styles(document)
    _defaults(document, language)
    for name, look in LOOKS.items():
        _style(document, name, look)
    _table_style(document)
    _page(document)
    _settings(document, language)
    return document


def _name_faces(faces: Any) -> None:  # noqa: ANN401 - XML elements carry no types.
    """Name the faces of every script, without any theme's faces."""
    faces.attrib.clear()
    for script, face in _FACES.items():
        faces.set(qn(f"w:{script}"), face)


def _drop_parts(document: Document) -> None:
    """The library's sample has a picture of itself, a bibliography and a second copy of the styles."""
    package = document.part.package
    unwanted = ("/thumbnail", "/customXml", "/stylesWithEffects")
    for relations in (package.rels, document.part.rels):
        for key in [key for key, each in relations.items() if each.reltype.endswith(unwanted)]:
            del relations[key]
    replaced = {"/docProps/app.xml": _APPLICATION, "/word/fontTable.xml": _FONT_TABLE}
    for part in package.iter_parts():
        if part.partname in replaced:
            part._blob = replaced[part.partname]  # noqa: SLF001 - the library offers no setter.


def _drop_styles(document: Document) -> None:
    for style in list(document.styles):
        if style.name not in _KEPT_STYLES:
            style.delete()


def _defaults(document: Document, language: str) -> None:
    """Faces and language of everything that no style says otherwise about."""
    styles = document.styles.element
    defaults = styles.find(qn("w:docDefaults"))
    run = defaults.find(qn("w:rPrDefault")).find(qn("w:rPr"))
    run.find(qn("w:lang")).getparent().remove(run.find(qn("w:lang")))
    faces = run.find(qn("w:rFonts"))
    faces.attrib.clear()
    for name, face in (
        ("ascii", LATIN_FACE),
        ("hAnsi", LATIN_FACE),
        ("eastAsia", CHINESE_FACE),
        ("cs", LATIN_FACE),
    ):
        faces.set(qn(f"w:{name}"), face)
    latin = "en-US" if language == "zh" else _LANGUAGES[language]
    run.append(parse_xml(f'<w:lang {nsdecls("w")} w:val="{latin}" w:eastAsia="zh-CN" w:bidi="ar-SA"/>'))


def _style(document: Document, name: str, look: Look) -> None:
    styles = document.styles
    known = [style.name for style in styles]
    style = (
        styles[name] if name in known else styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH, name == CONTENTS)
    )
    assert isinstance(style, ParagraphStyle)  # noqa: S101 - only paragraph styles were kept under these names.
    if name not in known:
        style.base_style = styles["Normal"]
    for inner in (style.element.pPr, style.element.rPr):
        if inner is not None:
            style.element.remove(inner)
    _name_faces(style.element.get_or_add_rPr().get_or_add_rFonts())
    font, paragraph = style.font, style.paragraph_format
    font.size, font.bold = Pt(look.size), look.bold
    font.color.rgb = RGBColor.from_string(look.colour or INK)
    paragraph.space_before, paragraph.space_after = Pt(look.before), Pt(look.after)
    paragraph.line_spacing_rule = WD_LINE_SPACING.EXACTLY if look.exact else WD_LINE_SPACING.AT_LEAST
    paragraph.line_spacing = Pt(look.size * _LINE_HEIGHT)
    paragraph.alignment = look.align
    paragraph.left_indent, paragraph.first_line_indent = Pt(look.indent), Pt(-look.hanging)
    paragraph.keep_with_next = look.is_heading or look.kept
    paragraph.widow_control = True
    for tab in look.tabs:
        paragraph.tab_stops.add_tab_stop(Mm(tab))
    if look.right_tab:
        paragraph.tab_stops.add_tab_stop(Mm(look.right_tab), WD_TAB_ALIGNMENT.RIGHT)
    if look.rule:
        _rule_below(style, look.rule)
    if look.is_heading:
        level = f'<w:outlineLvl {nsdecls("w")} w:val="{int(name[-1]) - 1}"/>'
        style.element.pPr.append(parse_xml(level))
    style.quick_style, style.hidden = True, False


def _rule_below(style: ParagraphStyle, colour: str) -> None:
    line = f'<w:bottom w:val="single" w:sz="6" w:space="3" w:color="{colour}"/>'
    # The schema wants borders before tabs and spacing.
    place = style.element.pPr.find(qn("w:tabs"))
    if place is None:
        place = style.element.pPr.find(qn("w:spacing"))
    place.addprevious(parse_xml(f"<w:pBdr {nsdecls('w')}>{line}</w:pBdr>"))


def _table_style(document: Document) -> None:
    """Hairlines between rows, a stronger line above and below, and room around the text."""
    style = document.styles.add_style(TABLE_STYLE, WD_STYLE_TYPE.TABLE)
    style.base_style = document.styles["Normal Table"]
    lines = "".join(
        f'<w:{side} w:val="single" w:sz="{width}" w:space="0" w:color="{colour}"/>'
        for side, width, colour in (("top", 8, ACCENT), ("bottom", 8, ACCENT), ("insideH", 4, LINE))
    )
    margins = "".join(
        f'<w:{side} w:w="{width}" w:type="dxa"/>'
        for side, width in (("top", 40), ("left", 85), ("bottom", 40), ("right", 85))
    )
    style.element.append(
        parse_xml(
            f"<w:tblPr {nsdecls('w')}><w:tblBorders>{lines}</w:tblBorders>"
            f"<w:tblCellMar>{margins}</w:tblCellMar></w:tblPr>"
        )
    )


def _page(document: Document) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = PAGE_WIDTH, PAGE_HEIGHT
    section.left_margin = section.right_margin = SIDE
    section.top_margin, section.bottom_margin = TOP, BOTTOM
    section.header_distance, section.footer_distance = Mm(12), Mm(10)
    section.different_first_page_header_footer = True


def _settings(document: Document, language: str) -> None:
    settings = document.settings.element
    for mode in settings.iter(qn("w:compatSetting")):
        if mode.get(qn("w:name")) == "compatibilityMode":
            # 15 is Word 2013 and later; anything lower opens in compatibility mode.
            mode.set(qn("w:val"), "15")
    theme = settings.find(qn("w:themeFontLang"))
    theme.set(qn("w:val"), _LANGUAGES[language])
    theme.set(qn("w:eastAsia"), "zh-CN")
