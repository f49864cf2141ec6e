# SPDX-License-Identifier: Apache-2.0
"""Any text to text that the report's fonts can show: a PDF/A may not hold a glyph that no font has.

What cannot be shown is replaced visibly, as 〔U+1F44D〕, and counted. Marks that only steer the order or joining of
characters are dropped: they have nothing to show and could make a line read otherwise than it was written.
"""

import re
import struct
import unicodedata
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from zhuoping.outputs.report.content_words import Content

# Platform 3 (Windows), encoding 10 (all of Unicode): the table of characters that such a font has to have.
_ALL_OF_UNICODE = (3, 10)
_GROUPED = 12
_GROUP = struct.Struct(">III")

_IDEOGRAPHIC_SPACE = "\u3000"
# One empty line parts paragraphs; a thousand of them would be a hundred empty pages.
_BLANK_LINES = re.compile(r"\n(?:\s*\n)+")
MAY_BREAK = "\u200b"
# Marks that make a line read otherwise than it was written, as a range of a pattern; no document keeps them.
REORDERING = "\u202a-\u202e\u2066-\u2069"
# Lines break at blanks and between Chinese characters; a longer run of anything else is given places to break.
_UNBROKEN = re.compile(
    r"[^\s\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff]{25,}"
)
_PIECE = re.compile("〔U\\+[0-9A-F]+〕|[^〔]{1,12}|〔")


class Coverage:
    """The characters that at least one of some fonts can show, by the fonts' own tables."""

    def __init__(self, fonts: Iterable[Path]) -> None:
        """Read the tables of OpenType `fonts`; ValueError for a file that has none for all of Unicode."""
        groups = sorted(group for font in fonts for group in _groups(font))
        # Groups of two fonts overlap: each ends where the furthest of those before it ends, or later.
        self._starts = [start for start, _ in groups]
        self._ends: list[int] = []
        for _, end in groups:
            self._ends.append(max(end, self._ends[-1]) if self._ends else end)

    def __contains__(self, character: str) -> bool:
        index = bisect_right(self._starts, ord(character)) - 1
        return index >= 0 and ord(character) <= self._ends[index]


def _groups(font: Path) -> Iterable[tuple[int, int]]:
    """The first and last code of each group of characters in a font's table (OpenType, `cmap` format 12)."""
    table = _table(font, b"cmap")
    count = struct.unpack_from(">2xH", table)[0]
    for index in range(count):
        platform, encoding, offset = struct.unpack_from(">HHI", table, 4 + 8 * index)
        if (platform, encoding) == _ALL_OF_UNICODE and table[offset : offset + 2] == _GROUPED.to_bytes(2):
            number = struct.unpack_from(">I", table, offset + 12)[0]
            first = offset + 16
            return [(a, b) for a, b, _ in _GROUP.iter_unpack(table[first : first + _GROUP.size * number])]
    raise ValueError(font.name)


def _table(font: Path, name: bytes) -> bytes:
    with font.open("rb") as file:
        count = struct.unpack(">4xH6x", file.read(12))[0]
        for tag, offset, length in struct.iter_unpack(">4s4xII", file.read(16 * count)):
            if tag == name:
                file.seek(offset)
                return file.read(length)
    raise ValueError(font.name)


class Printable:
    """Makes the texts of one document printable; `substituted` counts what had to be replaced."""

    def __init__(self, coverage: Coverage) -> None:
        self.substituted: Counter[str] = Counter()
        self._shown = _Shown(coverage)

    def content(self, value: Content) -> Content:
        """The same content with every text made printable."""
        if isinstance(value, str):
            return self.text(value)
        if isinstance(value, list):
            return [self.content(each) for each in value]
        if isinstance(value, dict):
            return {key: self.content(each) for key, each in value.items()}
        return value

    def text(self, text: str) -> str:
        """The text as it is printed."""
        if any(map(unicodedata.combining, text)):
            # An accent typed apart is joined to its letter; the fonts have the letter with its accent.
            text = unicodedata.normalize("NFC", text)
        lines = _BLANK_LINES.sub("\n\n", "\n".join(text.splitlines()))
        shown = lines.translate(self._shown)
        for character in self._shown.lacking.intersection(lines):
            self.substituted[character] += lines.count(character)
        return _UNBROKEN.sub(lambda run: MAY_BREAK.join(_PIECE.findall(run[0])), shown)


class _Shown(dict[int, str]):
    """How each character is shown, worked out when it first comes up; for `str.translate`."""

    def __init__(self, coverage: Coverage) -> None:
        super().__init__({ord("\n"): "\n", ord("\t"): " "})
        self.lacking: set[str] = set()
        self._coverage = coverage

    def __missing__(self, code: int) -> str:
        self[code] = self._work_out(chr(code))
        return self[code]

    def _work_out(self, character: str) -> str:
        category = unicodedata.category(character)
        if category == "Zs" and character != _IDEOGRAPHIC_SPACE:
            return " "
        if category == "Cf" or unicodedata.name(character, "").startswith("VARIATION SELECTOR"):
            return ""
        # A mark that has joined no letter may be in another font than the letter; PDF/A forbids private use.
        if category[0] != "M" and category != "Co" and character in self._coverage:
            return character
        self.lacking.add(character)
        return f"〔U+{ord(character):04X}〕"


def code_points(characters: Iterable[str]) -> list[str]:
    """Characters as `U+1F44D`, sorted."""
    return [f"U+{ord(each):04X}" for each in sorted(characters)]
