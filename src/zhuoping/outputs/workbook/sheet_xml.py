# SPDX-License-Identifier: Apache-2.0
"""A worksheet's XML read once, element by element, for what the parser does not say.

How far the cells reach, how much text they show, and which of them hold an error or a formula without a result:
the parser gives both as empty cells, and what a person typed must not vanish.
"""

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from xml.parsers import expat

ERROR, NOT_COMPUTED = "cell-error", "cell-not-computed"


@dataclass(slots=True)
class SheetScan:
    """What a sheet holds: its reach, the characters it shows, and the cells at fault by (row, column) from 0."""

    rows: int = 0
    columns: int = 0
    characters: int = 0
    faults: dict[tuple[int, int], str] = field(default_factory=dict)


def elements(data: bytes, names: AbstractSet[str]) -> list[tuple[str, dict[str, str]]]:
    """The elements called one of `names`, with their attributes, in order.

    Raises ExpatError for what is no XML; ValueError where it declares a document type, which no workbook does.
    """
    found: list[tuple[str, dict[str, str]]] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        local = name.rpartition(":")[2]
        if local in names:
            found.append((local, attributes))

    parser = _parser()
    parser.StartElementHandler = start
    parser.Parse(data, True)
    return found


def string_lengths(data: bytes, limit: int) -> list[int]:
    """The length of every shared text, in order.

    Raises as `elements` does, and ValueError for more texts than `limit`.
    """
    lengths: list[int] = []

    def start(name: str, _: dict[str, str]) -> None:
        if name == "si" or name.endswith(":si"):
            lengths.append(0)
            if len(lengths) > limit:
                raise ValueError(f"more than {limit} texts")

    def characters(text: str) -> None:
        if lengths:
            lengths[-1] += len(text)

    parser = _parser()
    parser.StartElementHandler = start
    parser.CharacterDataHandler = characters
    parser.Parse(data, True)
    return lengths


def scan_sheet(data: bytes, lengths: Sequence[int]) -> SheetScan:
    """The scan of one worksheet; `lengths` are those of the shared texts.

    Raises as `elements` does, and ValueError for a cell without a place or with content that the parser could take
    in its own way.
    """
    scanner = _Scanner(lengths)
    parser = _parser()
    parser.StartElementHandler = scanner.start
    parser.EndElementHandler = scanner.end
    parser.CharacterDataHandler = scanner.characters
    parser.Parse(data, True)
    return scanner.scan


_INDEX = re.compile("[0-9]{1,9}")
# No date is so long ago: the parser breaks down over it.
_LEAST_NUMBER = -1e9


class _Scanner:
    """Follows one sheet, cell by cell."""

    def __init__(self, lengths: Sequence[int]) -> None:
        self.scan = SheetScan()
        self._lengths = lengths
        self._place: tuple[int, int] | None = None
        self._kind = ""
        self._formula = False
        self._text: list[str] | None = None

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """A cell begins, or something in it."""
        name = name.rpartition(":")[2]
        if name == "c":
            self._place = _place(attributes.get("r", ""))
            self._kind = attributes.get("t", "n")
            self._formula = False
            if self._kind == "e":
                self.scan.faults[self._place] = ERROR
        elif self._place is not None and name in ("v", "is", "f"):
            self._reach(*self._place)
            if name == "v":
                self._text = []
            else:
                self._formula = name == "f"

    def end(self, name: str) -> None:
        """A cell ends, or something in it."""
        name = name.rpartition(":")[2]
        if name == "c" and self._place is not None:
            if self._formula:
                self.scan.faults.setdefault(self._place, NOT_COMPUTED)
            self._place = None
        elif name == "v" and self._text is not None:
            value = "".join(self._text)
            # Some programs write an empty result for one that they did not compute; empty text is a result.
            self._formula = self._formula and not value and self._kind != "str"
            self._value(value)
            self._text = None

    def characters(self, text: str) -> None:
        """A piece of a value."""
        if self._text is not None:
            self._text.append(text)

    def _reach(self, row: int, column: int) -> None:
        scan = self.scan
        if row >= scan.rows:
            scan.rows = row + 1
        if column >= scan.columns:
            scan.columns = column + 1

    def _value(self, value: str) -> None:
        if self._kind == "s":
            if not _INDEX.fullmatch(value) or int(value) >= len(self._lengths):
                raise ValueError(f"no text {value[:_LONGEST_PLACE]}")
            self.scan.characters += self._lengths[int(value)]
        elif self._kind == "n" and value.startswith("-") and float(value) < _LEAST_NUMBER:
            raise ValueError(value[:_LONGEST_PLACE])


# `XFD1048576` is the last cell that there can be.
_LONGEST_PLACE = 10


def _place(reference: str) -> tuple[int, int]:
    """`C12` as (11, 2)."""
    if len(reference) > _LONGEST_PLACE:
        raise ValueError(f"no place of a cell: {reference[:_LONGEST_PLACE]}")
    column = 0
    for index, letter in enumerate(reference):
        if "A" <= letter <= "Z":
            column = column * 26 + ord(letter) - 64
        else:
            return int(reference[index:]) - 1, column - 1
    raise ValueError(f"cell without a place: {reference}")


def _parser() -> expat.XMLParserType:
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse_doctype
    parser.XmlDeclHandler = _refuse_encoding
    return parser


def _refuse_doctype(*_: object) -> None:
    raise ValueError("document type declared")


def _refuse_encoding(_version: str, encoding: str | None, _standalone: int) -> None:
    # The parser may not know it and would see other texts than were looked at here.
    if encoding and encoding.lower() not in ("utf-8", "us-ascii"):
        raise ValueError(f"encoding {encoding}")
