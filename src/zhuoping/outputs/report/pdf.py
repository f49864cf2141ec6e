# SPDX-License-Identifier: Apache-2.0
"""The report as PDF/A-2a, tagged (PDF/UA-1): pages for reading and for the archive, the same bytes every time.

The layout is in `templates/*.typ`; every text comes from the content and goes in as data, never as markup.
"""

import json
from functools import cache
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, cast

import pylopdf_fonts_zh_cn

from zhuoping.outputs.report.characters import MAY_BREAK, Coverage, Printable, code_points
from zhuoping.outputs.report.content_words import Content, Section

if TYPE_CHECKING:
    import typst

# Archives of certification bodies take PDF/A-2; level a and UA-1 let a screen reader follow the tables.
_STANDARDS: "list[typst.PDFStandard]" = ["a-2a", "ua-1"]
_TEMPLATES = resources.files("zhuoping.outputs.report") / "templates"
_MAIN = "main.typ"
# In a report full of signs that no font has, the list of them must not fill pages.
_MOST_LISTED = 30
# What a reader shows of a document's properties is short; PDF/A takes no text of 32,768 bytes as one.
_PROPERTY_LIMIT = 255


def report_pdf(content: Section, language: str) -> bytes:
    """The report in `content` (see `content.report_content`), laid out for `language`.

    Any text can be printed: characters that the fonts lack stand as 〔U+code〕, and the last annex says so.
    """
    # Deferred: loading the typesetter takes longer than scoring a case.
    import typst  # noqa: PLC0415

    printable = Printable(_coverage())
    data = {key: printable.content(value) for key, value in content.items()}
    data["substitution"] = _substitution(content, printable)
    data["language"] = language
    data["properties"] = {
        "title": _property(content["document_title"], printable),
        "author": _property(content["body"], printable),
    }
    return typst.compile(
        cast(bytes, _sources()),  # Its types do not know that several files may be given by name.
        font_paths=_fonts(),
        sys_inputs={"report": json.dumps(data)},
        pdf_standards=_STANDARDS,
    )


def _property(value: Content, printable: Printable) -> str:
    """A text as the document's properties hold it: short, on one line and without places to break it."""
    line = " ".join(printable.text(str(value)[:_PROPERTY_LIMIT]).split())
    return line.replace(MAY_BREAK, "")


def _substitution(content: Section, printable: Printable) -> str:
    found = printable.substituted
    if not found:
        return ""
    codes = code_points(found)
    listed = ", ".join(codes[:_MOST_LISTED]) + (" …" if len(codes) > _MOST_LISTED else "")
    return str(content["substituted"]).format(count=found.total(), characters=listed)


@cache
def _sources() -> dict[str, bytes]:
    """The templates by name, the main one first."""
    files = {each.name: each.read_bytes() for each in _TEMPLATES.iterdir() if each.name.endswith(".typ")}
    return {_MAIN: files.pop(_MAIN), **files}


@cache
def _font_files() -> tuple[Path, ...]:
    return (pylopdf_fonts_zh_cn.sans_path(), pylopdf_fonts_zh_cn.serif_path())


@cache
def _coverage() -> Coverage:
    return Coverage(_font_files())


@cache
def _fonts() -> "typst.Fonts":
    """Only the fonts that are installed with us: a report must not look different on another machine."""
    import typst  # noqa: PLC0415 - as in `report_pdf`.

    folders: list[str] = [str(_font_files()[0].parent)]
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=folders)
