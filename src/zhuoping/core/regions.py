# SPDX-License-Identifier: Apache-2.0
"""Administrative divisions of GB/T 2260 as values: provinces, prefectures, and counties administered by a province.

Codes have six digits (`350000`, `350200`, `429004`). The table is dated, so an unknown code is tolerated.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

_SEPARATORS = re.compile(r"[\s,;、/|]+")
_CODE = re.compile(r"[0-9]{2}|[0-9]{4}|[0-9]{6,12}")


@dataclass(frozen=True)
class Divisions:
    """A dated table of divisions: `names` by code; `as_of` and `source` are printed in the report."""

    standard: str
    as_of: str
    source: str
    names: Mapping[str, str]

    @cached_property
    def _codes(self) -> Mapping[str, str]:
        return {name: code for code, name in self.names.items()}

    def knows(self, code: str) -> bool:
        """Whether the table holds this six-digit code."""
        return code in self.names

    def name(self, code: str) -> str | None:
        """The name of a division; None for an unknown code."""
        return self.names.get(code)

    def province_of(self, code: str) -> str | None:
        """The code of the province around a division; None where the table has no such province."""
        province = f"{code[:2]}0000"
        return province if province in self.names else None

    def place(self, written: str) -> str | None:
        """The division that someone wrote as a code (2 to 12 digits) or full name; None when it is unknown.

        A county or street is taken as the prefecture it lies in; in a municipality, as the municipality itself.

        >>> table = Divisions("GB/T 2260", "2019-04", "", {"350000": "福建省", "350200": "厦门市"})
        >>> [table.place(each) for each in ("35", "350200", "350211", "厦门市", "999999")]
        ['350000', '350200', '350200', '350200', None]
        """
        text = unicodedata.normalize("NFKC", written).strip()
        if not _CODE.fullmatch(text):
            return self._codes.get(text)
        code = text[:6].ljust(6, "0")
        return next((each for each in (code, f"{code[:4]}00", f"{code[:2]}0000") if each in self.names), None)

    def places(self, written: str) -> tuple[str, ...]:
        """Every division in a list written with commas or blanks; what is unknown stays as it was written."""
        parts = _SEPARATORS.split(unicodedata.normalize("NFKC", written))
        return tuple(self.place(part) or part for part in parts if part)

    def parts_of(self, code: str) -> tuple[str, ...]:
        """The prefectures and directly administered counties of a province; none for anything else."""
        return tuple(each for each in self.names if each != code and self.province_of(each) == code)

    def shown(self, code: str) -> str:
        """A division as people read it: code and name, or what was written."""
        name = self.name(code)
        return f"{code} {name}" if name else code

    def told(self, written: str) -> str:
        """What somebody wrote as one division or several, for people: each code with its name.

        A place that the table has not is told with the name of the one around it; a name, and what is unknown, as
        it was written.

        >>> table = Divisions("GB/T 2260", "2019-04", "", {"350200": "厦门市"})
        >>> table.told("350211, 福州市"), table.told("华东")
        ('350211 厦门市、福州市', '华东')
        """
        parts = [part for part in _SEPARATORS.split(unicodedata.normalize("NFKC", written)) if part]
        return "、".join(self._with_name(part) for part in parts)

    def _with_name(self, part: str) -> str:
        place = self.place(part) if _CODE.fullmatch(part) else None
        return f"{part} {self.names[place]}" if place else part
