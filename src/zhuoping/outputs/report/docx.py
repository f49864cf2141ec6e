# SPDX-License-Identifier: Apache-2.0
"""The report as a Word document: the content put into a template, ours or one's own (docs/domain/report-template.md).

A template is trusted with the layout and with nothing else: it reads the content, in a sandbox without functions, and
what people wrote goes in as text, never as markup.
"""

from collections.abc import Mapping
from datetime import date
from io import BytesIO
from typing import Any

from docx.document import Document
from docx.oxml.ns import qn
from jinja2 import TemplateError, UndefinedError
from jinja2.exceptions import SecurityError

from zhuoping.core.problems import Problem, Refused, problem
from zhuoping.core.shapes import shown
from zhuoping.outputs.report.content_words import Section
from zhuoping.outputs.report.docx_filling import FilledTemplate
from zhuoping.outputs.report.docx_outside import check_self_contained
from zhuoping.outputs.report.docx_package import UNREADABLE, check_package, not_a_document, saved, why
from zhuoping.outputs.report.docx_sandbox import Sandbox, TooMuchWorkError
from zhuoping.outputs.report.docx_template import RADAR_NAME, docx_template
from zhuoping.outputs.report.docx_text import clean
from zhuoping.outputs.report.radar import radar_png

# A cell of more characters or lines may not fit on a page, in a column of usual width.
_LONG_CELL, _MANY_LINES = 300, 20
_FAULTS_OF_A_TAG = (
    ArithmeticError,
    AttributeError,
    LookupError,
    NameError,
    RecursionError,
    TypeError,
    ValueError,
)


def report_docx(content: Section, language: str, template: bytes | None = None) -> bytes:
    """The report in `content` (see `content.report_content`), laid out by `template` or by our own for `language`.

    Raises Refused for a template of one's own: template-too-large, -damaged, -not-docx, -too-long, -too-many-tags,
    -outside, -tag, -name-unknown, -forbidden, -too-much, -structure.
    """
    if template is None:
        return _report(FilledTemplate(BytesIO(docx_template(language))), content)
    check_package(template)
    own = FilledTemplate(BytesIO(template))
    try:
        own.init_docx()
    except UNREADABLE as error:
        raise not_a_document(error) from None
    try:
        return _report(own, content)
    except (TemplateError, SyntaxError, MemoryError, *_FAULTS_OF_A_TAG) as error:
        raise Refused([_fault(error)]) from None


def _report(template: FilledTemplate, content: Section) -> bytes:
    cleaned: dict[str, Any] = {key: clean(value) for key, value in content.items()}
    template.forget_properties()
    template.render(cleaned | _stars(cleaned["result"]), Sandbox(), autoescape=True)
    check_self_contained(template.docx)
    _let_long_rows_break(template.docx)
    # A template without the picture is a layout without it.
    template.allow_missing_pics = True
    template.replace_pic(RADAR_NAME, BytesIO(radar_png(cleaned["dimensions"], cleaned["language"])))
    template.pre_processing()
    return saved(
        template.docx,
        title=cleaned["document_title"],
        author=cleaned["body"],
        on=date.fromisoformat(cleaned["date"]),
    )


def _let_long_rows_break(document: Document) -> None:
    """Take “keep the row on one page” from rows that may not fit on one: LibreOffice would cut off their end."""
    for row in document.element.body.iter(qn("w:tr")):
        if any(_is_long(cell) for cell in row.iterchildren(qn("w:tc"))):
            for kept in list(row.iter(qn("w:cantSplit"))):
                kept.getparent().remove(kept)


def _is_long(cell: Any) -> bool:  # noqa: ANN401 - XML elements carry no types.
    length = sum(len(text.text or "") for text in cell.iter(qn("w:t")))
    return length > _LONG_CELL or sum(1 for _ in cell.iter(qn("w:br"))) > _MANY_LINES


def _stars(result: Mapping[str, Any]) -> dict[str, str]:
    """The stars as characters: those reached, and those that are missing to the most of the edition."""
    reached, most = result["stars"], result["stars_of"]
    return {"stars": "★" * reached, "stars_missed": "☆" * (most - reached)}


def _fault(error: Exception) -> Problem:
    """What is wrong with a template of one's own, from what the libraries say of it."""
    if isinstance(error, TooMuchWorkError | MemoryError):
        return problem("", "template-too-much")
    if isinstance(error, SecurityError):
        return problem("", "template-forbidden", why=why(error))
    if isinstance(error, UndefinedError):
        return problem("", "template-name-unknown", why=why(error))
    if isinstance(error, SyntaxError):
        return problem("", "template-structure", why=why(error))
    return problem("", "template-tag", why=why(error), near=_near(error))


def _near(error: Exception) -> str:
    """The text around a faulty tag, as it reads in Word; the library notes the lines around it."""
    lines = [line.strip() for line in getattr(error, "docx_context", ())]
    before = min(getattr(error, "lineno", None) or 1, 4) - 1
    line = lines[before] if before < len(lines) else ""
    return shown(line) or "—"
