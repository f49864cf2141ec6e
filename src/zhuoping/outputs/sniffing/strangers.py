# SPDX-License-Identifier: Apache-2.0
"""A second file in the same bytes: what one program shows as a picture must not be an archive or a page to another.

Pictures of telephones lawfully carry a short film behind their end, so foreign bytes are refused only where they prove
to be another kind that could do harm.
"""

import mmap
import re
import struct

from zhuoping.core.evidence import Kind
from zhuoping.core.wording.labels import Word
from zhuoping.outputs.sniffing.flaws import Flaw, Found

# Readers of PDF accept its header so far from the start; browsers look for markup about as far.
_HEAD = 1024
# An archive's last record with the longest comment.
_TAIL = 22 + 65_535
_MARKUP = re.compile(rb"<(?:!doctype\s+html|html|head|body|script|svg|iframe|\?php)[\s>/]", re.IGNORECASE)
_PDF = b"%PDF-"
_PROGRAMS = (b"MZ", b"\x7fELF", b"#!")
_PACKAGES = frozenset({Kind.DOCX, Kind.XLSX, Kind.PPTX, Kind.OFD})
# These lawfully hold whole archives of their own as attachments; only one that ends the file is a second face.
_HOLDS_OTHERS = frozenset({Kind.PDF, Kind.DOC, Kind.XLS, Kind.PPT})


def check(content: mmap.mmap, found: Found) -> None:
    """Raise Flaw evidence-two-kinds where the bytes are something else too."""
    other = _other(content, found)
    if other:
        raise Flaw("evidence-two-kinds", kind=found.kind.word, other=Word(f"EvidenceOther.{other}"))


def _other(content: mmap.mmap, found: Found) -> str:
    if _MARKUP.search(content, 0, _HEAD):
        return "markup"
    if found.kind is not Kind.PDF and content.find(_PDF, 0, _HEAD) >= 0:
        return "pdf"
    if found.kind not in _PACKAGES and _is_archive(content, at_end=found.kind in _HOLDS_OTHERS):
        return "zip"
    return "" if found.end is None else _behind(content, found.end)


def _behind(content: mmap.mmap, end: int) -> str:
    """What stands behind the end of a file."""
    if content[end : end + 4].startswith(_PROGRAMS):
        return "program"
    if _MARKUP.search(content, end):
        return "markup"
    return "pdf" if content.find(_PDF, end) >= 0 else ""


def _is_archive(content: mmap.mmap, *, at_end: bool) -> bool:
    """Whether a reader of ZIP, which begins at the end of a file, would find an archive; `at_end`: at the very end."""
    place = content.rfind(b"PK\x05\x06", max(0, len(content) - _TAIL))
    if place < 0 or place + 22 > len(content):
        return False
    size, offset, comment = struct.unpack_from("<IIH", content, place + 12)
    if place + 22 + comment == len(content):
        return True
    start = place - size
    return not at_end and start >= offset >= 0 and content[start : start + 4] == b"PK\x01\x02"
