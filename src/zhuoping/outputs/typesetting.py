# SPDX-License-Identifier: Apache-2.0
"""Typesetting a document from a template and values: PDF/A-2a, tagged (PDF/UA-1), the same bytes every time.

Texts go in as data, never as markup. Only fonts that are installed with us are used: a document must not look
different on another machine.
"""

import json
from collections import Counter
from collections.abc import Callable, Mapping
from functools import cache
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, cast

import pylopdf_fonts_zh_cn

from zhuoping.outputs.report.characters import Coverage, Printable
from zhuoping.outputs.report.content_words import Content

if TYPE_CHECKING:
    import typst

_STANDARDS: "list[typst.PDFStandard]" = ["a-2a", "ua-1"]
# Shapes and colours are those of the report.
_LOOK = resources.files("zhuoping.outputs.report") / "templates" / "look.typ"


def typeset(
    template: bytes, content: Mapping[str, Content], substituted: Callable[[Counter[str]], str]
) -> bytes:
    """The document that `template` makes of `content`, which it finds as JSON in `sys.inputs.content`.

    Characters that the fonts lack stand as 〔U+code〕; `substituted` says so in the document's own words, and its
    answer is in the content as `substitution`, empty where nothing was replaced.
    """
    # Deferred: loading the typesetter takes longer than any other part of an action.
    import typst  # noqa: PLC0415

    printable = Printable(_coverage())
    data = {key: printable.content(value) for key, value in content.items()}
    data["substitution"] = substituted(printable.substituted) if printable.substituted else ""
    sources = {"main.typ": template, "look.typ": _LOOK.read_bytes()}
    return typst.compile(
        cast(bytes, sources),  # Its types do not know that several files may be given by name.
        font_paths=_fonts(),
        sys_inputs={"content": json.dumps(data)},
        pdf_standards=_STANDARDS,
    )


@cache
def _font_files() -> tuple[Path, ...]:
    return (pylopdf_fonts_zh_cn.sans_path(), pylopdf_fonts_zh_cn.serif_path())


@cache
def _coverage() -> Coverage:
    return Coverage(_font_files())


@cache
def _fonts() -> "typst.Fonts":
    import typst  # noqa: PLC0415 - as in `typeset`.

    folders: list[str] = [str(_font_files()[0].parent)]
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=folders)
