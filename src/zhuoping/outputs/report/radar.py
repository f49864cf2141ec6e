# SPDX-License-Identifier: Apache-2.0
"""The radar of the PDF as a picture, for documents that cannot draw: Word takes no vectors from us."""

import json
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

import pylopdf_fonts_zh_cn

from zhuoping.outputs.report.content_words import Section

if TYPE_CHECKING:
    import typst

# Sharp in print at its size in the report.
_DOTS_PER_INCH = 250.0
_TEMPLATES = resources.files("zhuoping.outputs.report") / "templates"
_DRAWN = ("ref", "title", "percent", "share")


def radar_png(dimensions: list[Section], language: str) -> bytes:
    """The shares of the content's `dimensions`, labelled, as a PNG eight by five."""
    # Deferred: loading the typesetter takes longer than scoring a case.
    import typst  # noqa: PLC0415

    drawn = [{name: each[name] for name in _DRAWN} for each in dimensions]
    png: bytes = typst.compile(
        _sources(),
        font_paths=_fonts(),
        sys_inputs={"radar": json.dumps({"language": language, "dimensions": drawn})},
        format="png",
        ppi=_DOTS_PER_INCH,
    )
    return png


@cache
def _sources() -> Any:  # noqa: ANN401 - the library takes the files by name and does not say so in its types.
    names = {"main.typ": "radar.typ", "figures.typ": "figures.typ", "look.typ": "look.typ"}
    return {name: (_TEMPLATES / file).read_bytes() for name, file in names.items()}


@cache
def _fonts() -> "typst.Fonts":
    import typst  # noqa: PLC0415 - as in `radar_png`.

    folder = str(pylopdf_fonts_zh_cn.sans_path().parent)
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder])
