# SPDX-License-Identifier: Apache-2.0
"""How the workbook looks: each style by name, made once a book."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format

from zhuoping.outputs.workbook.columns import Kind

_INK, _DEEP, _LINE = "#22313A", "#1F4E5F", "#C5D0D5"
_LABEL, _FIGURE, _OPEN, _SHUT = "#F2F6F7", "#E3EEF0", "#FFFBE8", "#EDEDED"

TAB_COLOURS = {
    "cover": _DEEP,
    "dimension": "#2E7D9A",
    "evidence": "#C58B2A",
    "facts": "#5E8C61",
    "summary": "#8A8F98",
}

_BASE: Mapping[str, Any] = {"font_name": "Microsoft YaHei", "font_size": 10, "font_color": _INK}
_BOXED: Mapping[str, Any] = {"border": 1, "border_color": _LINE, "text_wrap": True, "valign": "top"}

_STYLES: Mapping[str, Mapping[str, Any]] = {
    "page": {"valign": "top"},
    "title": {"bold": True, "font_size": 18, "font_color": _DEEP, "valign": "vcenter"},
    "section": {"bold": True, "font_size": 12, "font_color": _DEEP, "bottom": 2, "bottom_color": _DEEP},
    "note": {"font_color": "#5B6B73", "text_wrap": True, "valign": "top"},
    "hint": {"font_color": "#5B6B73", "text_wrap": True, "valign": "top", "align": "left", "indent": 1},
    "warning": {"font_color": "#9A3B1F", "bold": True, "text_wrap": True, "valign": "top"},
    "head": {
        **_BOXED,
        "bold": True,
        "font_color": "#FFFFFF",
        "bg_color": _DEEP,
        "align": "center",
        "valign": "vcenter",
    },
    "label": {**_BOXED, "bg_color": _LABEL},
    "strong": {**_BOXED, "bg_color": _LABEL, "bold": True},
    "centred": {**_BOXED, "bg_color": _LABEL, "align": "center"},
    "shut": {**_BOXED, "bg_color": _SHUT},
    "figure": {**_BOXED, "bg_color": _FIGURE, "bold": True, "align": "right", "indent": 1},
    "count": {**_BOXED, "bg_color": _FIGURE, "align": "center", "num_format": "0"},
    "sum": {
        **_BOXED,
        "bg_color": _FIGURE,
        "bold": True,
        "align": "right",
        "indent": 1,
        "top": 2,
        "top_color": _DEEP,
    },
    "sum label": {**_BOXED, "bg_color": _FIGURE, "bold": True, "top": 2, "top_color": _DEEP},
}
_FIGURES: Mapping[str, Any] = {"align": "right", "indent": 1}
_LEFT: Mapping[str, Any] = {"align": "left"}
_ALIGNMENTS = {Kind.WHOLE: _FIGURES, Kind.NUMBER: _FIGURES, Kind.DATE: _LEFT}
_NUMBER_FORMATS = {Kind.WHOLE: "0", Kind.NUMBER: "General", Kind.DATE: "yyyy-mm-dd"}


class Styles:
    """The formats of one book; amounts are shown to the edition's quantum."""

    def __init__(self, book: xlsxwriter.Workbook, quantum: Decimal) -> None:
        self._book = book
        places = max(-int(quantum.normalize().as_tuple().exponent), 0)
        self._amount = "0." + "0" * places if places else "0"
        self._made: dict[str, Format] = {}

    def __getitem__(self, name: str) -> Format:
        """The style `name`."""
        if name not in self._made:
            style = dict(_STYLES[name])
            if name in ("figure", "sum"):
                style["num_format"] = self._amount
            self._made[name] = self._book.add_format({**_BASE, **style})
        return self._made[name]

    def input(self, kind: Kind) -> Format:
        """The style of a cell to be filled in: text stays text, so that nothing typed becomes a date or a formula."""
        name = f"input {kind.value}"
        if name not in self._made:
            style = {**_BASE, **_BOXED, "bg_color": _OPEN, "locked": False}
            style["num_format"] = _NUMBER_FORMATS.get(kind, "@")
            style |= _ALIGNMENTS.get(kind, {})
            self._made[name] = self._book.add_format(style)
        return self._made[name]
