# SPDX-License-Identifier: Apache-2.0
"""Documents that are ZIP packages: Word, Excel and PowerPoint since 2007, and OFD (GB/T 33190)."""

import io
import mmap
import re
import zipfile
import zlib
from collections import Counter
from collections.abc import Sequence

from zhuoping.core.evidence import Kind
from zhuoping.core.wording.labels import Word
from zhuoping.outputs.sniffing.flaws import Flaw, Found, damaged
from zhuoping.outputs.sniffing.mapped import MappedFile

MEMBER_LIMIT = 5_000
UNPACKED_LIMIT = 512 * 1024 * 1024
# Sheets of one repeated word pack 50 to 1; a package made of nothing packs 1,000 to 1.
RATIO_LIMIT = 200
_RATIO_FROM = 32 * 1024 * 1024
_CONTENT_TYPES = "[Content_Types].xml"
_CONTENT_TYPES_LIMIT = 4 * 1024 * 1024
_CHUNK = 1024 * 1024
_LOCKED = 0x1

_MAIN_PARTS = {
    b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml": Kind.DOCX,
    b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml": Kind.XLSX,
    b"application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml": Kind.PPTX,
}
_MACROS = re.compile(r"(?:^|/)(?:vbaproject\.bin|vbadata\.xml|macrosheets/.+)$", re.IGNORECASE)
_UNSAFE = re.compile(r"^/|^[a-z]:|\\|(?:^|/)\.\.(?:/|$)|\x00", re.IGNORECASE)


def package(content: mmap.mmap) -> Found | None:
    """A package that begins with the file, ends with it, and unpacks to what it states."""
    if content[:4] != b"PK\x03\x04":
        return None
    try:
        with zipfile.ZipFile(io.BufferedReader(MappedFile(content))) as archive:
            members = archive.infolist()
            _check_shape(content, members)
            kind = _kind(archive)
            _unpack(archive, members)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError):
        raise damaged() from None
    return Found(kind, content.rfind(b"PK\x05\x06") + 22)


def _check_shape(content: mmap.mmap, members: Sequence[zipfile.ZipInfo]) -> None:
    """What the table of contents says, before anything is unpacked."""
    packed = sum(member.compress_size for member in members)
    unpacked = sum(member.file_size for member in members)
    bloated = unpacked > _RATIO_FROM and unpacked > RATIO_LIMIT * len(content)
    # Members that share bytes unpack to more than the file could hold.
    if len(members) > MEMBER_LIMIT or unpacked > UNPACKED_LIMIT or bloated or packed > len(content):
        raise Flaw("evidence-bomb")
    if any(member.flag_bits & _LOCKED for member in members):
        raise Flaw("evidence-encrypted")
    if not members or min(member.header_offset for member in members) != 0:
        raise damaged()
    twice = max(Counter(member.filename.casefold() for member in members).values()) > 1
    if twice or any(_UNSAFE.search(member.orig_filename) for member in members):
        raise damaged()


def _kind(archive: zipfile.ZipFile) -> Kind:
    names = archive.namelist()
    if any(_MACROS.search(name) for name in names):
        raise Flaw("evidence-macros")
    kind = _office(archive) if _CONTENT_TYPES in names else Kind.OFD if "OFD.xml" in names else None
    if kind is None:
        raise Flaw("evidence-unrecognised")
    if "META-INF/MANIFEST.MF" in names:
        raise Flaw("evidence-two-kinds", kind=kind.word, other=Word("EvidenceOther.program"))
    return kind


def _office(archive: zipfile.ZipFile) -> Kind | None:
    if archive.getinfo(_CONTENT_TYPES).file_size > _CONTENT_TYPES_LIMIT:
        raise Flaw("evidence-bomb")
    types = archive.read(_CONTENT_TYPES)
    if b"macroenabled" in types.lower() or b"ms-office.vbaproject" in types.lower():
        raise Flaw("evidence-macros")
    kinds = [kind for main, kind in _MAIN_PARTS.items() if b'"%s"' % main in types or b"'%s'" % main in types]
    return kinds[0] if len(kinds) == 1 else None


def _unpack(archive: zipfile.ZipFile, members: Sequence[zipfile.ZipInfo]) -> None:
    """Read every member to its end, which checks its length and sum; no more than was stated is ever unpacked."""
    for member in members:
        with archive.open(member) as part:
            while part.read(_CHUNK):
                pass
