# SPDX-License-Identifier: Apache-2.0
"""The documents that the demo's enterprises hand in: one page each, which says that it is invented."""

import json
from functools import cache
from pathlib import Path
from typing import cast

import pylopdf_fonts_zh_cn
import typst

_FONTS = str(Path(pylopdf_fonts_zh_cn.__file__).parent)
_PAGE = """
#set page(paper: "a4", margin: 3cm)
#set text(font: "Noto Sans SC", size: 12pt, lang: "zh", region: "cn")
#let given = json(bytes(sys.inputs.given))
#v(3cm)
#align(center)[#text(size: 22pt)[#given.title] #v(1cm) #given.name]
#v(2cm)
#rect(width: 100%, inset: 1em, stroke: 0.5pt)[
  示例文件：内容为虚构，仅供演示。 \\
  Sample document: invented, for demonstration only.
]
"""


@cache
def paper(title: str, name: str) -> bytes:
    """A PDF of one page with a title and the name of the enterprise."""
    given = json.dumps({"title": title, "name": name})
    return typst.compile(
        _PAGE.encode(),
        # Its types want the paths to be of the type of the text.
        font_paths=cast("list[bytes]", [_FONTS]),
        ignore_system_fonts=True,
        sys_inputs={"given": given},
    )
