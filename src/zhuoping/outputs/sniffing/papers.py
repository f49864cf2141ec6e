# SPDX-License-Identifier: Apache-2.0
"""PDF and plain text."""

import codecs
import mmap
import re

from zhuoping.core.evidence import Kind
from zhuoping.outputs.sniffing.flaws import Found, damaged

_CHUNK = 1024 * 1024
# No encoding of plain text here uses these bytes: GB 18030 builds characters from 0x30 upwards only.
_CONTROL = re.compile(rb"[\x00-\x08\x0b\x0e-\x1f\x7f]")
# Pages, programs, letters and prints are text too, and none of them is plain.
_NOT_PLAIN = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<[a-z!?]|\{\\rtf|#!|%!PS|%PDF-|MIME-Version:)", re.IGNORECASE
)


def pdf(content: mmap.mmap) -> Found | None:
    """A PDF whose header is its first and whose end mark one of its last words."""
    if content[:5] != b"%PDF-":
        return None
    end = content.rfind(b"%%EOF")
    if end < 0 or content.rfind(b"startxref", 0, end) < 0:
        raise damaged()
    return Found(Kind.PDF, end + len(b"%%EOF"))


def text(content: mmap.mmap) -> Found | None:
    """Text in UTF-8 or GB 18030 that is nothing but text."""
    if _NOT_PLAIN.match(content) or _CONTROL.search(content):
        return None
    if _reads_as(content, "utf-8") or _reads_as(content, "gb18030"):
        return Found(Kind.TEXT)
    return None


def _reads_as(content: mmap.mmap, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        for start in range(0, len(content), _CHUNK):
            decoder.decode(content[start : start + _CHUNK])
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True
