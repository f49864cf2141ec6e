# SPDX-License-Identifier: Apache-2.0
"""An agreement as PDF/A-2a, tagged (PDF/UA-1): equal bytes for equal terms, so that a digest names what is signed."""

import json
from datetime import date
from functools import cache
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, cast

import pylopdf_fonts_zh_cn

from zhuoping.core.agreement import ClauseKey, Terms
from zhuoping.core.wording.labels import label
from zhuoping.outputs.report.characters import Coverage, Printable, code_points
from zhuoping.outputs.report.content_words import Content

if TYPE_CHECKING:
    import typst

_STANDARDS: "list[typst.PDFStandard]" = ["a-2a", "ua-1"]
_TEMPLATE = resources.files("zhuoping.outputs.agreement") / "templates" / "agreement.typ"
# Shapes and colours are those of the report.
_LOOK = resources.files("zhuoping.outputs.report") / "templates" / "look.typ"
_MOST_LISTED = 30


def agreement_pdf(terms: Terms, *, number: str, engagement: str, issued_on: date) -> bytes:
    """The document of one version, in the language of its terms. Signatures are recorded beside it, never in it."""
    # Deferred: loading the typesetter takes longer than any other part of an action.
    import typst  # noqa: PLC0415

    printable = Printable(_coverage())
    data = printable.content(_content(terms, number, engagement, issued_on))
    substitution = ""
    if found := printable.substituted:
        codes = code_points(found)
        listed = ", ".join(codes[:_MOST_LISTED]) + (" …" if len(codes) > _MOST_LISTED else "")
        words = label("Agreement.substituted", terms.language)
        substitution = words.format(count=found.total(), characters=listed)
    sources = {"main.typ": _TEMPLATE.read_bytes(), "look.typ": _LOOK.read_bytes()}
    return typst.compile(
        cast(bytes, sources),  # Its types do not know that several files may be given by name.
        font_paths=_fonts(),
        sys_inputs={"agreement": json.dumps({**cast(dict[str, object], data), "substitution": substitution})},
        pdf_standards=_STANDARDS,
    )


def _content(terms: Terms, number: str, engagement: str, issued_on: date) -> Content:
    language = terms.language

    def word(key: str) -> str:
        return label(f"Agreement.{key}", language)

    modes = f" {word('modes.or')} ".join(terms.modes)
    design = word("design.yes" if terms.design_responsibility else "design.no")
    return {
        "language": language,
        "date": issued_on.isoformat(),
        "title": word("title"),
        "scheme": terms.scheme,
        "client": terms.client,
        "body": terms.body,
        "number": number,
        "head": _facts(
            (word("number"), number),
            (word("engagement"), engagement),
            (word("issued_on"), issued_on.isoformat()),
        ),
        "parties": _facts(
            (word("client"), terms.client),
            (word("uscc"), terms.uscc),
            (word("address"), terms.address),
            (word("body"), terms.body),
            (word("approval"), terms.approval),
        ),
        "particulars": _facts(
            (word("scheme"), terms.scheme),
            (word("edition"), terms.edition),
            (word("type"), label(f"CertificationType.{terms.type}", language)),
            (word("scope"), terms.scope),
            (word("design"), design),
            (word("modes"), modes),
        ),
        "clauses": [
            {"title": label(f"ClauseKey.{key}", language), "paragraphs": _paragraphs(terms.clauses[key])}
            for key in ClauseKey
        ],
        "labels": {
            key: word(key)
            for key in (
                "parties",
                "particulars",
                "clauses",
                "signatures",
                "signatory",
                "signature",
                "date",
                "client",
                "body",
                "recorded",
                "page",
            )
        },
    }


def _facts(*rows: tuple[str, str]) -> list[Content]:
    """Labels with their values; what is empty is left out."""
    return [{"label": name, "value": value} for name, value in rows if value.strip()]


def _paragraphs(text: str) -> list[Content]:
    return [line.strip() for line in text.splitlines() if line.strip()]


@cache
def _font_files() -> tuple[Path, ...]:
    return (pylopdf_fonts_zh_cn.sans_path(), pylopdf_fonts_zh_cn.serif_path())


@cache
def _coverage() -> Coverage:
    return Coverage(_font_files())


@cache
def _fonts() -> "typst.Fonts":
    """Only the fonts that are installed with us: a document must not look different on another machine."""
    import typst  # noqa: PLC0415 - as in `agreement_pdf`.

    folders: list[str] = [str(_font_files()[0].parent)]
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=folders)
