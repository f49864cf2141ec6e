# SPDX-License-Identifier: Apache-2.0
"""Trades of GB/T 4754 as values: sections (`C`) and divisions (`34`).

The table is dated, so an unknown code is tolerated. Groups and classes (`3441`) are taken as the division they lie in.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

# A section, a division, or a group or class below it; the section's letter may stand before them.
_CODE = re.compile(r"(?P<section>[A-Z])?(?P<digits>[0-9]{2,4})?")


@dataclass(frozen=True, slots=True)
class Industry:
    """A section or division: its code, the section around it, and its names in Chinese and English."""

    code: str
    section: str
    name: str
    name_en: str


@dataclass(frozen=True)
class Industries:
    """A dated table of trades by code, sections first."""

    standard: str
    as_of: str
    source: str
    entries: Mapping[str, Industry]

    def find(self, written: str) -> Industry | None:
        """The section or division that someone wrote as a code; None when the table does not hold it.

        >>> goods = Industry("34", "C", "通用设备", "General equipment")
        >>> table = Industries("GB/T 4754", "2017", "", {"34": goods})
        >>> [table.find(each) is goods for each in ("34", " c3441 ", "D34", "C", "")]
        [True, True, False, False, False]
        """
        parts = _CODE.fullmatch(normalise_industry(written))
        if parts is None:
            return None
        section, digits = parts["section"], parts["digits"]
        found = self.entries.get(digits[:2] if digits else section or "")
        return found if found and section in (None, found.section) else None

    def shown(self, written: str, language: str = "zh") -> str:
        """A trade as people read it: code and name, or what was written."""
        found = self.find(written)
        if found is None:
            return written
        return f"{written} {found.name_en if language == 'en' else found.name}"


def normalise_industry(written: str) -> str:
    """The code in half-width capitals without blanks.

    >>> normalise_industry(" c ３441")
    'C3441'
    """
    return "".join(unicodedata.normalize("NFKC", written).upper().split())
