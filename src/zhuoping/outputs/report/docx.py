# SPDX-License-Identifier: Apache-2.0
"""The report as a Word document: the content put into a template, ours or one's own (docs/domain/report-template.md).

A template is trusted with the layout and with nothing else: it reads the content, in a sandbox without functions, and
what people wrote goes in as text, never as markup.
"""

import re
from collections.abc import Mapping
from datetime import date
from io import BytesIO
from typing import Any, Final

from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, TemplateError, UndefinedError
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup, escape

from zhuoping.core.problems import Problem, Refused, problem
from zhuoping.core.shapes import shown
from zhuoping.outputs.report.content_words import Content, Section
from zhuoping.outputs.report.docx_package import UNREADABLE, check_package, not_a_document, saved, why
from zhuoping.outputs.report.docx_template import RADAR_NAME, docx_template
from zhuoping.outputs.report.radar import radar_png

# No XML document can hold these, and Word shows none of the rest of the control characters.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_LINE_BREAK = re.compile("\r\n|[\r\x85\u2028\u2029]")

# What a layout needs; `safe` would let text become markup, and some of the others build texts of any length.
FILTERS: Final = (
    "abs",
    "capitalize",
    "count",
    "default",
    "e",
    "escape",
    "first",
    "float",
    "groupby",
    "int",
    "join",
    "last",
    "length",
    "list",
    "lower",
    "map",
    "max",
    "min",
    "reject",
    "rejectattr",
    "replace",
    "reverse",
    "round",
    "select",
    "selectattr",
    "sort",
    "string",
    "sum",
    "title",
    "trim",
    "truncate",
    "unique",
    "upper",
)
# A cell of more characters or lines may not fit on a page, in a column of usual width.
_LONG_CELL, _MANY_LINES = 300, 20
_FAULTS_OF_A_TAG = (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError)


def report_docx(content: Section, language: str, template: bytes | None = None) -> bytes:
    """The report in `content` (see `content.report_content`), laid out by `template` or by our own for `language`.

    Raises Refused for a template of one's own: template-too-large, -not-docx, -tag, -name-unknown, -forbidden,
    -structure.
    """
    if template is None:
        return _report(_Template(BytesIO(docx_template(language))), content)
    check_package(template)
    own = _Template(BytesIO(template))
    try:
        own.init_docx()
    except UNREADABLE as error:
        raise not_a_document(error) from None
    try:
        return _report(own, content)
    except (TemplateError, SyntaxError, *_FAULTS_OF_A_TAG) as error:
        raise Refused([_fault(error)]) from None


def clean(value: Content) -> Content:
    """The content with every text as a Word document can hold it; line breaks of all kinds become one kind."""
    if isinstance(value, str):
        return _CONTROL.sub("", _LINE_BREAK.sub("\n", value))
    if isinstance(value, list):
        return [clean(each) for each in value]
    if isinstance(value, dict):
        return {key: clean(each) for key, each in value.items()}
    return value


def _report(template: "_Template", content: Section) -> bytes:
    cleaned: dict[str, Any] = {key: clean(value) for key, value in content.items()}
    template.forget_properties()
    template.render(cleaned | _stars(cleaned["result"]), _Environment(), autoescape=True)
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


class _Template(DocxTemplate):  # type: ignore[misc]
    """A template that says so when the report made from it is no whole document."""

    def forget_properties(self) -> None:
        """Empty the document's properties: tags in them would be filled in as if they were markup."""
        self.init_docx()
        for name in ("author", "comments", "identifier", "language", "subject", "title"):
            setattr(self.docx.core_properties, name, "")

    def fix_tables(self, xml: str) -> Any:  # noqa: ANN401 - XML elements carry no types.
        """Refuse XML that the library would repair by leaving out what it cannot place."""
        parse_xml(xml)
        return super().fix_tables(xml)


class _Environment(ImmutableSandboxedEnvironment):
    """What a template may do: name parts of the content, ask, repeat, and filter."""

    # Numbers are worded already; multiplied texts fill the memory.
    intercepted_binops = frozenset(("*", "**", "%"))

    def __init__(self) -> None:
        super().__init__(autoescape=True, undefined=StrictUndefined, finalize=_as_written)
        self.globals.clear()
        self.filters = {name: self.filters[name] for name in FILTERS}

    def call_binop(self, context: object, operator: str, left: object, right: object) -> Any:  # noqa: ANN401, ARG002
        """Refuse every operator that is intercepted."""
        message = f"operator {operator}"
        raise SecurityError(message)


def _as_written(value: object) -> object:
    """A text that is filled in; the library reads `{_{` in the finished document as its own sign for `{{`."""
    if not isinstance(value, str):
        return value
    escaped = str(escape(value))
    return Markup(escaped.replace("{_", "{&#95;").replace("_}", "&#95;}"))  # noqa: S704 - escaped just now.


def _fault(error: Exception) -> Problem:
    """What is wrong with a template of one's own, from what the libraries say of it."""
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
