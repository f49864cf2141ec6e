# SPDX-License-Identifier: Apache-2.0
"""Lines of text for a drawing that wraps nothing by itself: SVG has no paragraphs.

Nobody knows the reader's fonts, so widths are estimated from above: a line may be a little short, never too long.
"""

import re
import unicodedata
from collections.abc import Iterator

# A word of letters, a blank, or any other character by itself: Chinese breaks anywhere.
_UNIT = re.compile(r"[A-Za-z0-9.,:;()%/'\-]+|\s|.", re.DOTALL)
_BROAD = frozenset("MWmw@%—…")


def wrapped(text: str, ems: float) -> list[str]:
    """The lines of a text, each at most `ems` wide; a word that is wider itself is broken. Never empty."""
    lines, line, width = list[str](), "", 0.0
    for unit in _units(text, ems):
        more = sum(map(_width, unit))
        if line and width + more > ems:
            lines.append(line.rstrip())
            line, width = "", 0.0
        if line or not unit.isspace():
            line, width = line + unit, width + more
    return [*lines, line.rstrip()] if line.strip() or not lines else lines


def _units(text: str, ems: float) -> Iterator[str]:
    for found in _UNIT.finditer(text):
        unit = found[0]
        if sum(map(_width, unit)) > ems:
            yield from unit
        else:
            yield unit


def _width(character: str) -> float:
    """How many ems a character takes at most."""
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0.0
    if unicodedata.east_asian_width(character) in "WFA" or ord(character) > 0xFFFF:  # noqa: PLR2004 - rare ones.
        return 1.0
    if character in _BROAD:
        return 0.95
    return 0.72 if character.isupper() else 0.6
