# SPDX-License-Identifier: Apache-2.0
"""A strange file is looked at before it is parsed: size, kind, unpacking, macros, links, and reach of its cells.

Every part is unpacked here to the size that it declares, whatever it holds, and only the parts that are needed go
on, in a package of our own making. So the parser sees what was checked and nothing else.
"""

import re
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from posixpath import normpath
from xml.parsers import expat

from zhuoping.core.problems import Refused, problem
from zhuoping.outputs.workbook.sheet_xml import SheetScan, elements, scan_sheet, string_lengths

FILE_LIMIT = 20 * 1024 * 1024
# Ten times what a case with 10,000 roster rows takes.
UNPACKED_LIMIT = 64 * 1024 * 1024
MEMBER_LIMIT = 2_000
SHEET_LIMIT = 100
_SHOWN = 60

# The parser makes a table from the first cell to the last, and a copy of a text for every cell that shows it.
ROW_LIMIT = 21_000
COLUMN_LIMIT = 200
CELL_LIMIT = 3_000_000
CHARACTER_LIMIT = 64 * 1024 * 1024
STRING_LIMIT = 1_000_000

_OLE = bytes.fromhex("D0CF11E0A1B11AE1")
_MACROS = re.compile(r"vbaproject|/activex/|/embeddings/|/ctrlprops/|macrosheets|\.bin$", re.IGNORECASE)
_HARMLESS_BINARY = re.compile(r"printersettings[0-9]*\.bin$", re.IGNORECASE)
_EXTERNAL = re.compile(r"externallinks/|/connections\.xml$|/querytables/", re.IGNORECASE)
_WORKBOOK = "xl/workbook.xml"
_RELATIONS = "xl/_rels/workbook.xml.rels"
_STRINGS, _STYLES = "xl/sharedstrings.xml", "xl/styles.xml"
_WORKSHEET = "/worksheet"


@dataclass(frozen=True, slots=True)
class Package:
    """A checked workbook: a package that holds only what reading needs, and the scan of each sheet by name."""

    content: bytes
    scans: Mapping[str, SheetScan]


def open_package(content: bytes) -> Package:
    """The parts of a workbook that may be parsed.

    Raises Refused: workbook-too-large, -not-xlsx, -encrypted, -bomb, -macros, -external, -damaged, -sheets, -cells,
    and sheet-too-long.
    """
    if len(content) > FILE_LIMIT:
        raise Refused([problem("", "workbook-too-large", size=_mb(len(content)), limit=_mb(FILE_LIMIT))])
    if content.startswith(_OLE):
        raise Refused([problem("", "workbook-encrypted")])
    if not content.startswith(b"PK"):
        raise Refused([problem("", "workbook-not-xlsx")])
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            _check_members(archive)
            parts = _unpack(archive)
        _check_kind(parts)
        return _package(parts)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError) as error:
        # RuntimeError is what the library says to an encrypted member; the others are damage of every kind.
        raise damaged(str(error) or type(error).__name__) from None
    except (expat.ExpatError, ValueError, KeyError) as error:
        raise damaged(str(error)) from None


def damaged(why: str) -> Refused:
    """The refusal of a file that cannot be read as a workbook; `why` may come from the file itself."""
    return Refused([problem("", "workbook-damaged", why=_shown(why))])


def _check_members(archive: zipfile.ZipFile) -> None:
    """What the table of contents says of itself, before anything is unpacked."""
    members = archive.infolist()
    if len(members) > MEMBER_LIMIT:
        raise damaged(f"{len(members)} parts")
    if sum(member.file_size for member in members) > UNPACKED_LIMIT:
        raise Refused([problem("", "workbook-bomb", limit=_mb(UNPACKED_LIMIT))])
    if len({member.filename.lower() for member in members}) < len(members):
        # Two programs would read two different workbooks.
        raise zipfile.BadZipFile("a part twice")
    for member in members:
        name = "/" + member.filename
        if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise zipfile.BadZipFile("compression")
        if name == "/xl/workbook.bin":
            raise Refused([problem("", "workbook-not-xlsx")])
        if _MACROS.search(name) and not _HARMLESS_BINARY.search(name):
            raise Refused([problem("", "workbook-macros", member=_shown(member.filename))])
        if _EXTERNAL.search(name):
            raise Refused([problem("", "workbook-external", member=_shown(member.filename))])


def _unpack(archive: zipfile.ZipFile) -> dict[str, bytes]:
    """The parts that reading needs; one that holds more than it says is damage, and is never unpacked further."""
    parts: dict[str, bytes] = {}
    for member in archive.infolist():
        if not member.filename.endswith((".xml", ".rels")) or "/drawings/" in member.filename:
            continue
        with archive.open(member) as stream:
            parts[member.filename] = stream.read(member.file_size + 1)
    return parts


def _check_kind(parts: Mapping[str, bytes]) -> None:
    if _WORKBOOK not in parts or "[Content_Types].xml" not in parts:
        raise Refused([problem("", "workbook-not-xlsx")])
    for _, attributes in elements(parts["[Content_Types].xml"], {"Override", "Default"}):
        kind = attributes.get("ContentType", "")
        if "macroenabled" in kind.lower() or "vbaproject" in kind.lower():
            raise Refused([problem("", "workbook-macros", member=_shown(kind))])


def _package(parts: Mapping[str, bytes]) -> Package:
    names = _sheets(parts)
    lengths: list[int] = []
    kept: dict[str, bytes] = {}
    for name, data in parts.items():
        if name.lower() == _STRINGS:
            lengths = string_lengths(data, STRING_LIMIT)
        elif name.lower() == _STYLES:
            elements(data, frozenset())
        elif name not in {"[Content_Types].xml", "_rels/.rels", _WORKBOOK, _RELATIONS, *names.values()}:
            continue
        kept[name] = data
    return Package(_packed(kept), _scans(parts, names, lengths))


def _scans(
    parts: Mapping[str, bytes], names: Mapping[str, str], lengths: Sequence[int]
) -> Mapping[str, SheetScan]:
    """The scan of each sheet; refused as soon as the sheets so far are more than the parser may be given."""
    scans: dict[str, SheetScan] = {}
    cells = characters = 0
    for name, part in names.items():
        scan = scan_sheet(parts[part], lengths)
        if scan.rows > ROW_LIMIT or scan.columns > COLUMN_LIMIT:
            values = {"sheet": _shown(name), "rows": ROW_LIMIT, "columns": COLUMN_LIMIT}
            raise Refused([problem(name, "sheet-too-long", **values)])
        cells += scan.rows * scan.columns
        characters += scan.characters
        if cells > CELL_LIMIT:
            raise Refused([problem("", "workbook-cells", limit=CELL_LIMIT)])
        if characters > CHARACTER_LIMIT:
            raise Refused([problem("", "workbook-bomb", limit=_mb(CHARACTER_LIMIT))])
        scans[name] = scan
    return scans


def _sheets(parts: Mapping[str, bytes]) -> dict[str, str]:
    """The part that holds each worksheet, by name; sheets of other kinds, such as charts, hold no cells."""
    targets = {
        attributes["Id"]: normpath("/xl/" + attributes["Target"]).lstrip("/")
        if not attributes["Target"].startswith("/")
        else attributes["Target"].lstrip("/")
        for _, attributes in elements(parts[_RELATIONS], {"Relationship"})
        if attributes.get("Type", "").endswith(_WORKSHEET)
    }
    listed = elements(parts[_WORKBOOK], {"sheet"})
    if len(listed) > SHEET_LIMIT:
        raise Refused([problem("", "workbook-sheets", given=len(listed), limit=SHEET_LIMIT)])
    found: dict[str, str] = {}
    for _, attributes in listed:
        relation = next((value for key, value in attributes.items() if key.split(":")[-1] == "id"), "")
        if relation not in targets:
            continue
        if attributes["name"] in found or targets[relation] in found.values():
            raise ValueError("a sheet twice")
        found[attributes["name"]] = targets[relation]
    return found


def _packed(parts: Mapping[str, bytes]) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for name, data in parts.items():
            archive.writestr(zipfile.ZipInfo(name), data)
    return buffer.getvalue()


def _mb(size: int) -> str:
    return f"{size / 1024 / 1024:.0f} MB"


def _shown(name: str) -> str:
    """A name out of a strange file as a message may show it: short, and nothing that a terminal would obey."""
    line = "".join(letter if letter.isprintable() else "?" for letter in name[: _SHOWN + 1])
    return line if len(line) <= _SHOWN else line[: _SHOWN - 1] + "…"
