# SPDX-License-Identifier: Apache-2.0
"""Fills in a template with the library's rules, held to what the library takes on trust."""

import re
from typing import Any

from docx.oxml import parse_xml
from docxtpl import DocxTemplate
from jinja2.exceptions import SecurityError

from zhuoping.core.problems import Refused, problem
from zhuoping.outputs.report.docx_sandbox import WORK_LIMIT, TooMuchWorkError

# Both signs of “{{”, one of “{%”: the library looks from each to the end of the document.
BRACE_LIMIT = 2_000
# The library's patterns look for the end of each of these, and would look through all that follows.
_WITHOUT_END = re.compile(r"<(w:[prt])((?: [^<>]*)?)/>")
# Tags of the library's own that merge or shade cells: its patterns for them take time by the cube of a tag's length.
_BETWEEN_TEXTS = re.compile(r"</w:t>.*?<w:t(?: [^>]*)?>", re.DOTALL)
_CELL_TAG = re.compile(r"%\s*(colspan|cellbg|vm|hm)\b")
_PROPERTIES = re.compile(r"<w:([rp])Pr>.*?</w:\1Pr>", re.DOTALL)


class FilledTemplate(DocxTemplate):  # type: ignore[misc]
    """A template that says so when the report made from it is no whole document."""

    def forget_properties(self) -> None:
        """Empty the document's properties: tags in them would be filled in as if they were markup."""
        self.init_docx()
        for name in ("author", "comments", "identifier", "language", "subject", "title"):
            setattr(self.docx.core_properties, name, "")

    def patch_xml(self, src_xml: str) -> str:
        """Refuse a part with too many tags, and prepare it for the library's patterns.

        Raises Refused: template-too-many-tags; SecurityError for tags that are not ours.
        """
        braces = src_xml.count("{")
        if braces > BRACE_LIMIT:
            raise Refused([problem("", "template-too-many-tags", count=braces, limit=BRACE_LIMIT)])
        if cell_tag := _CELL_TAG.search(_BETWEEN_TEXTS.sub("", src_xml)):
            raise SecurityError(cell_tag[1])
        patched: str = super().patch_xml(_WITHOUT_END.sub(r"<\1\2></\1>", src_xml))
        return patched

    def resolve_listing(self, xml: str) -> str:
        """Put in the line breaks and tabs of texts; the library repeats the look of a text at every tab in it."""
        parse_xml(xml.encode())
        longest = max((len(each[0]) for each in _PROPERTIES.finditer(xml)), default=0)
        if xml.count("\t") * 2 * longest > WORK_LIMIT:
            message = f"> {WORK_LIMIT}"
            raise TooMuchWorkError(message)
        resolved: str = super().resolve_listing(xml)
        return resolved

    def fix_tables(self, xml: str) -> Any:  # noqa: ANN401 - XML elements carry no types.
        """Refuse XML that the library would repair by leaving out what it cannot place."""
        parse_xml(xml)
        return super().fix_tables(xml)

    def map_tree(self, tree: Any) -> None:  # noqa: ANN401
        """Put the filled in body in the place of the template's."""
        # Taken out whole, the old one would take time by the square of its length.
        self.docx.element.body.clear()
        super().map_tree(tree)
