# SPDX-License-Identifier: Apache-2.0
"""Documents of Office 97 to 2003: the directory of a compound file ([MS-CFB]) says which program wrote it."""

import mmap
import struct
from collections.abc import Iterator

from zhuoping.core.evidence import Kind
from zhuoping.outputs.sniffing.flaws import Flaw, Found, damaged

_MAGIC = bytes.fromhex("D0CF11E0A1B11AE1")
_SECTOR_SHIFTS = (9, 12)
_LAST_SECTOR = 0xFFFFFFFA
_ENTRY = 128
# Entries of the directory; a document has some dozens.
_ENTRY_LIMIT = 20_000
_MAIN_STREAMS = {
    "worddocument": Kind.DOC,
    "workbook": Kind.XLS,
    "book": Kind.XLS,
    "powerpoint document": Kind.PPT,
}
_MACROS = frozenset({"vba", "macros", "_vba_project", "_vba_project_cur"})
_ENCRYPTED = frozenset({"encryptedpackage", "encryptioninfo"})


def compound(content: mmap.mmap) -> Found | None:
    """A compound file of Word, Excel or PowerPoint."""
    if content[:8] != _MAGIC:
        return None
    try:
        names = {name.lower() for name in _names(content)}
    except (struct.error, UnicodeDecodeError, LookupError):
        raise damaged() from None
    if names & _ENCRYPTED:
        raise Flaw("evidence-encrypted")
    if names & _MACROS:
        raise Flaw("evidence-macros")
    kinds = {kind for name, kind in _MAIN_STREAMS.items() if name in names}
    if len(kinds) != 1:
        raise Flaw("evidence-unrecognised")
    return Found(kinds.pop())


def _names(content: mmap.mmap) -> Iterator[str]:
    """The names in the directory, which is a chain of sectors."""
    (shift,) = struct.unpack_from("<H", content, 30)
    if shift not in _SECTOR_SHIFTS:
        raise damaged()
    (sector,) = struct.unpack_from("<I", content, 48)
    table = _table(content, shift)
    seen = 0
    while sector < _LAST_SECTOR:
        start = (sector + 1) << shift
        for place in range(start, start + (1 << shift), _ENTRY):
            seen += 1
            if seen > _ENTRY_LIMIT:
                raise damaged()
            length, kind = struct.unpack_from("<HB", content, place + 64)
            if kind:
                yield content[place : place + max(0, min(length, 64) - 2)].decode("utf-16-le")
        sector = _next(content, table, shift, sector)


def _next(content: mmap.mmap, table: list[int], shift: int, sector: int) -> int:
    """The sector that follows in a chain, as the allocation table says."""
    per_sector = 1 << (shift - 2)
    start = (table[sector // per_sector] + 1) << shift
    (following,) = struct.unpack_from("<I", content, start + 4 * (sector % per_sector))
    return int(following)


def _table(content: mmap.mmap, shift: int) -> list[int]:
    """The sectors of the allocation table: 109 in the head, the others in a chain of their own."""
    sectors = list(struct.unpack_from("<109I", content, 76))
    following, left = struct.unpack_from("<II", content, 68)
    per_sector = (1 << (shift - 2)) - 1
    for _ in range(min(left, len(content) >> shift)):
        if following >= _LAST_SECTOR:
            break
        *more, following = struct.unpack_from(f"<{per_sector + 1}I", content, (following + 1) << shift)
        sectors.extend(more)
    return [sector for sector in sectors if sector < _LAST_SECTOR]
