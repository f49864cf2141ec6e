# SPDX-License-Identifier: Apache-2.0
"""Images: walked to their end by their own structure, then checked by Pillow without unpacking the pixels."""

import io
import mmap
import re
import struct
from collections.abc import Mapping

from PIL import ImageFile
from PIL.JpegImagePlugin import JpegImageFile
from PIL.PngImagePlugin import PngImageFile
from PIL.TiffImagePlugin import TiffImageFile
from PIL.WebPImagePlugin import WebPImageFile

from zhuoping.core.evidence import Kind
from zhuoping.outputs.sniffing.flaws import Flaw, Found, damaged
from zhuoping.outputs.sniffing.mapped import MappedFile

# More than any camera gives today; what is larger is made to fill somebody's memory.
PIXEL_LIMIT = 250_000_000
MILLION = 1_000_000

# Pillow's classes are used directly: its `open` would try every format that it knows.
READERS: Mapping[Kind, type[ImageFile.ImageFile]] = {
    Kind.JPEG: JpegImageFile,
    Kind.PNG: PngImageFile,
    Kind.TIFF: TiffImageFile,
    Kind.WEBP: WebPImageFile,
}
# What Pillow's readers raise on hostile bytes.
FAULTS = (
    ArithmeticError,
    AttributeError,
    EOFError,
    LookupError,
    OSError,
    RuntimeError,
    SyntaxError,
    TypeError,
    ValueError,
    struct.error,
)

# A marker that is neither a stuffed byte, a fill byte, nor one that stands alone within the data.
_MARKER = re.compile(rb"\xff([^\x00\x01\xd0-\xd7\xff])", re.DOTALL)
_END_OF_IMAGE = 0xD9


def jpeg(content: mmap.mmap) -> Found | None:
    """A JPEG, from segment to segment to its end mark."""
    if content[:3] != b"\xff\xd8\xff":
        return None
    place = 2
    while marker := _MARKER.search(content, place):
        if marker[1][0] == _END_OF_IMAGE:
            return _checked(content, Found(Kind.JPEG, marker.end()))
        place = marker.end() + int.from_bytes(content[marker.end() : marker.end() + 2])
    raise damaged()


def png(content: mmap.mmap) -> Found | None:
    """A PNG, from chunk to chunk to IEND."""
    if content[:8] != b"\x89PNG\r\n\x1a\n":
        return None
    place = 8
    while place + 12 <= len(content):
        length = int.from_bytes(content[place : place + 4])
        name = content[place + 4 : place + 8]
        place += 12 + length
        if name == b"IEND" and place <= len(content):
            return _checked(content, Found(Kind.PNG, place))
    raise damaged()


def webp(content: mmap.mmap) -> Found | None:
    """A WebP of the length that its head states."""
    if content[:4] != b"RIFF" or content[8:12] != b"WEBP":
        return None
    end = 8 + int.from_bytes(content[4:8], "little")
    if end > len(content):
        raise damaged()
    return _checked(content, Found(Kind.WEBP, end))


def tiff(content: mmap.mmap) -> Found | None:
    """A TIFF; it has no end of its own."""
    if content[:4] not in (b"II*\x00", b"MM\x00*"):
        return None
    return _checked(content, Found(Kind.TIFF))


def _checked(content: mmap.mmap, found: Found) -> Found:
    try:
        with READERS[found.kind](io.BufferedReader(MappedFile(content))) as image:
            width, height = image.size
            if width * height <= PIXEL_LIMIT:
                image.verify()
    except FAULTS:
        raise damaged() from None
    if width * height > PIXEL_LIMIT:
        given = f"{width * height / MILLION:,.0f}"
        raise Flaw("evidence-pixels", given=given, limit=PIXEL_LIMIT // MILLION)
    return found
