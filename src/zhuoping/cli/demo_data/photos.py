# SPDX-License-Identifier: Apache-2.0
"""Pictures of the demo, drawn by this program: rooms of a service outlet, and a signature. Nobody took a photo."""

import random
from functools import cache
from io import BytesIO

from PIL import Image, ImageDraw

_SIZE = (480, 320)
_FLOOR, _SHELF_ENDS = 230, 270
_WALLS = ("#dfe7ec", "#e9e4d8", "#dde8df", "#e8dfe4")
_BOXES = ("#b5651d", "#8c6d46", "#3f6c8f", "#5b8c5a", "#a23b3b", "#d0a84f")


@cache
def photo(number: int) -> bytes:
    """A JPEG of a store room: shelves with parts, a counter, a lamp; the same for the same number."""
    # Not for secrets: it only has to look different each time.
    choose = random.Random(number)  # noqa: S311
    image = Image.new("RGB", _SIZE, choose.choice(_WALLS))
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, _FLOOR, *_SIZE), fill="#a89f91")
    for shelf in range(3):
        _shelf(draw, choose, 70 + 55 * shelf)
    draw.rectangle((330, 170, 460, 270), fill="#6e5a44")
    draw.rectangle((322, 160, 468, 174), fill="#8a7357")
    draw.rectangle((360, 118, 420, 160), fill="#2b3138")
    draw.rectangle((366, 124, 414, 154), fill=choose.choice(("#9cc4e4", "#cfe3ee", "#8fb98f")))
    draw.ellipse((372, 20, 408, 44), fill="#fff6cf")
    return _saved(image, "JPEG", quality=70)


@cache
def signature() -> bytes:
    """A PNG of a line as a finger draws it on a pad."""
    image = Image.new("RGB", (300, 100), "white")
    points = [(20, 70), (45, 22), (60, 78), (88, 30), (110, 66), (150, 40), (175, 72), (215, 34), (278, 60)]
    ImageDraw.Draw(image).line(points, fill="#16324f", width=4, joint="curve")
    return _saved(image, "PNG")


def _shelf(draw: ImageDraw.ImageDraw, choose: random.Random, below: int) -> None:
    left = 24
    while left < _SHELF_ENDS:
        width, height = choose.randint(18, 46), choose.randint(16, 40)
        draw.rectangle((left, below - height, left + width, below), fill=choose.choice(_BOXES))
        left += width + choose.randint(3, 12)
    draw.rectangle((16, below, 300, below + 6), fill="#54606a")


def _saved(image: Image.Image, kind: str, **more: int) -> bytes:
    content = BytesIO()
    image.save(content, kind, **more)
    return content.getvalue()
