# SPDX-License-Identifier: Apache-2.0
"""What desk and portal share about characteristic sheets: rows as a table, and what a sheet rests on."""

from collections.abc import Iterable
from dataclasses import dataclass

from zhuoping.core.characteristic_rows import CharacteristicRow, CharacteristicVerdict, verdict_of
from zhuoping.core.evidence import IMAGES, kind_of_media_type
from zhuoping.records.fieldwork_values import name_of
from zhuoping.records.models import Evidence, Tie

SHADES = {
    CharacteristicVerdict.CONFORMING: "z-good",
    CharacteristicVerdict.NOT_CONFORMING: "z-bad",
    CharacteristicVerdict.NOT_APPLICABLE: "",
}


@dataclass(frozen=True, slots=True)
class RowShown:
    """A row of a sheet as a page shows it."""

    number: int
    row: CharacteristicRow

    @property
    def verdict(self) -> CharacteristicVerdict | None:
        """The verdict that counts."""
        return verdict_of(self.row)

    @property
    def is_reckoned(self) -> bool:
        """Whether the values gave it, and nobody."""
        return self.row.verdict is None and self.verdict is not None

    @property
    def shade(self) -> str:
        """The colour of it; the words say it too."""
        return SHADES[self.verdict] if self.verdict else "z-care"


@dataclass(frozen=True, slots=True)
class SheetTie:
    """A file or record that a sheet rests on."""

    tie: Tie

    @property
    def name(self) -> str:
        """What it is called."""
        return name_of(self.tie)

    @property
    def file(self) -> Evidence | None:
        """The file, where it is one."""
        return self.tie.evidence

    @property
    def is_internal(self) -> bool:
        """Whether the body keeps it to itself."""
        thing = self.tie.evidence or self.tie.record
        return thing is None or thing.internal

    @property
    def has_preview(self) -> bool:
        """Whether there is something to look at."""
        return self.file is not None and kind_of_media_type(self.file.file.media_type) in IMAGES


def rows_shown(rows: Iterable[CharacteristicRow]) -> list[RowShown]:
    """Rows with their numbers."""
    return [RowShown(number, row) for number, row in enumerate(rows, 1)]
