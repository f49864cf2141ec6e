# SPDX-License-Identifier: Apache-2.0
"""The form of a nonconformity as PDF/A-2a, in one language: equal bytes for equal forms."""

from collections import Counter
from collections.abc import Iterable, Mapping
from importlib import resources

from zhuoping.core.nonconformity_paper import Line, NonconformityPaper
from zhuoping.core.wording.nonconformities import form_text
from zhuoping.outputs.report.characters import code_points
from zhuoping.outputs.report.content_words import Content
from zhuoping.outputs.typesetting import typeset

_TEMPLATE = resources.files("zhuoping.outputs.nonconformity") / "templates" / "nonconformity.typ"
_MOST_LISTED = 30


def nonconformity_pdf(paper: NonconformityPaper) -> bytes:
    """The form. Characters that the fonts lack stand as 〔U+code〕, and the last page says so."""

    def substituted(found: Counter[str]) -> str:
        codes = code_points(found)
        listed = ", ".join(codes[:_MOST_LISTED]) + (" …" if len(codes) > _MOST_LISTED else "")
        return form_text("substituted", paper.language, characters=listed)

    return typeset(_TEMPLATE.read_bytes(), _content(paper), substituted)


def _content(paper: NonconformityPaper) -> Mapping[str, Content]:
    return {
        "language": paper.language,
        "date": paper.made_on.isoformat(),
        "title": paper.title,
        "number": paper.number,
        "body": paper.body,
        "client": paper.client,
        "head": _facts(paper.head),
        "parts": [{"title": each.title, "lines": _facts(each.lines)} for each in paper.parts],
        "signatures": list(paper.signatures),
        "note": paper.note,
        # The template fills in the numbers of pages.
        "page": form_text("page", paper.language, page="{page}", pages="{pages}"),
    }


def _facts(lines: Iterable[Line]) -> Content:
    return [{"label": name, "value": value} for name, value in lines]
