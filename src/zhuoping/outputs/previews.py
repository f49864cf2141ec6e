# SPDX-License-Identifier: Apache-2.0
"""Small copies of images to look at. They are painted anew, so that nothing of the file but its picture is in them.

The original keeps where and with what it was taken, which is evidence; who looks through a list need not learn it.
"""

import io
from typing import IO

from PIL import Image, ImageFile, ImageOps
from PIL.JpegImagePlugin import JpegImageFile

from zhuoping.core.evidence import IMAGES, Kind
from zhuoping.outputs.sniffing.images import FAULTS, PIXEL_LIMIT, READERS

LARGE = 1600
SMALL = 320
MEDIA_TYPE = "image/webp"
# JPEG is unpacked at a fraction of its size; the others as they are, with four bytes a pixel.
_WHOLE_LIMIT = 40_000_000
_QUALITY = 80
_WHITE = "#ffffff"


def preview(file: IO[bytes], kind: Kind, longest: int = LARGE) -> bytes | None:
    """The image as WebP, upright, no side over `longest` pixels; None when it has none or is too large to unpack."""
    if kind not in IMAGES:
        return None
    try:
        with READERS[kind](file) as image:
            return _painted(image, longest) if _is_bounded(image, longest) else None
    except FAULTS:
        return None


def _is_bounded(image: ImageFile.ImageFile, longest: int) -> bool:
    """Whether unpacking takes little memory; has a JPEG unpack itself smaller, but larger than needed."""
    if isinstance(image, JpegImageFile) and image.width * image.height <= PIXEL_LIMIT:
        image.draft("RGB", (longest, longest))
    return image.width * image.height <= _WHOLE_LIMIT


def _painted(image: Image.Image, longest: int) -> bytes:
    image.load()
    small = ImageOps.exif_transpose(image)
    small.thumbnail((longest, longest), Image.Resampling.LANCZOS, reducing_gap=2)
    paper = Image.new("RGB", small.size, _WHITE)
    seen = small.convert("RGBA")
    paper.paste(seen, mask=seen)
    buffer = io.BytesIO()
    paper.save(buffer, "WEBP", quality=_QUALITY, method=2)
    return buffer.getvalue()
