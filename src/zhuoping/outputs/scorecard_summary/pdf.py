# SPDX-License-Identifier: Apache-2.0
"""A summary as PDF/A-2a, in one language: equal bytes for equal summaries. Only the client's half is in it."""

from collections import Counter
from collections.abc import Mapping
from importlib import resources

from zhuoping.core.fieldwork.summary_paper import SummaryPaper
from zhuoping.core.wording.closing import text
from zhuoping.outputs.report.characters import code_points
from zhuoping.outputs.report.content_words import Content
from zhuoping.outputs.typesetting import typeset

_TEMPLATE = resources.files("zhuoping.outputs.scorecard_summary") / "templates" / "summary.typ"
_MOST_LISTED = 30
_LABELS = (
    "result",
    "total",
    "level",
    "indicator",
    "awarded",
    "most",
    "special",
    "kind",
    "ground",
    "reason",
    "points",
    "determination",
    "nonconformities",
    "number",
    "grade",
    "clause",
    "statement",
    "modes",
    "mode",
    "verdict",
    "none",
    "signatures",
    "for_client",
    "for_team",
    "sign_name",
    "sign_here",
    "sign_date",
    "digest",
)


def summary_pdf(paper: SummaryPaper) -> bytes:
    """The document. Characters that the fonts lack stand as 〔U+code〕, and the last page says so."""
    language = paper.language

    def substituted(found: Counter[str]) -> str:
        codes = code_points(found)
        listed = ", ".join(codes[:_MOST_LISTED]) + (" …" if len(codes) > _MOST_LISTED else "")
        return text("substituted", language, characters=listed)

    return typeset(_TEMPLATE.read_bytes(), _content(paper), substituted)


def _content(paper: SummaryPaper) -> Mapping[str, Content]:
    language = paper.language
    return {
        "language": language,
        "date": paper.closed_on,
        "title": paper.title,
        "number": paper.number,
        "body": paper.body,
        "client": paper.client,
        "head": [{"label": label, "value": value} for label, value in paper.head],
        "total": paper.total,
        "level": paper.level,
        "provisional": text("provisional", language),
        "dimensions": [
            {
                "title": f"{each.ref} {each.title}",
                "awarded": each.awarded,
                "points": each.points,
                "rows": [[f"{ref} {title}", got, most] for ref, title, got, most in each.indicators],
            }
            for each in paper.dimensions
        ],
        "special": [list(row) for row in paper.special],
        "determination": paper.determination,
        "nonconformities": [list(row) for row in paper.nonconformities],
        "modes": [list(row) for row in paper.modes],
        "team": list(paper.team),
        "remarks": text("remarks", language),
        "digest": paper.digest,
        "digest_note": text("digest_note", language),
        "page": text("page", language, page="{page}", pages="{pages}"),
        "labels": {key: text(key, language) for key in _LABELS},
    }
