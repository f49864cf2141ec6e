# SPDX-License-Identifier: Apache-2.0
"""Small copies show the picture upright and nothing else of the file."""

import io
import struct
import zlib

import pytest
from PIL import Image

from tests.files import SAMPLES, image
from zhuoping.core.evidence import IMAGES, Kind
from zhuoping.outputs.previews import LARGE, SMALL, preview

GPS = 0x8825
ORIENTATION = 0x0112


def seen(content, kind, longest=LARGE):
    """The preview, opened."""
    return Image.open(io.BytesIO(preview(io.BytesIO(content), kind, longest)))


@pytest.mark.parametrize("kind", sorted(IMAGES))
def test_every_kind_of_image_has_a_preview_in_webp(kind):
    made = seen(SAMPLES[kind], kind)

    assert (made.format, made.size, made.mode) == ("WEBP", (40, 20), "RGB")
    assert all(abs(given - red) < 10 for given, red in zip(made.getpixel((20, 10)), (255, 0, 0), strict=True))


@pytest.mark.parametrize("kind", sorted(set(Kind) - IMAGES))
def test_other_kinds_have_none(kind):
    assert preview(io.BytesIO(SAMPLES[kind]), kind) is None


def test_place_of_the_camera_stays_in_the_original_and_is_not_in_the_preview():
    exif = Image.Exif()
    exif[0x010F] = "Maker of the camera"
    exif.get_ifd(GPS).update({1: "N", 2: (24.0, 29.0, 12.0), 3: "E", 4: (118.0, 5.0, 24.0)})
    original = image("JPEG", (60, 30), exif=exif, comment=b"taken at home", icc_profile=b"profile")

    made = seen(original, Kind.JPEG)

    assert dict(Image.open(io.BytesIO(original)).getexif().get_ifd(GPS)) != {}
    assert (dict(made.getexif()), set(made.info) - {"loop", "background", "timestamp", "duration"}) == (
        {},
        set(),
    )


@pytest.mark.parametrize(
    ("orientation", "size"), [(1, (60, 30)), (3, (60, 30)), (6, (30, 60)), (8, (30, 60))]
)
def test_picture_taken_on_its_side_stands_upright(orientation, size):
    exif = Image.Exif()
    exif[ORIENTATION] = orientation

    assert seen(image("JPEG", (60, 30), exif=exif), Kind.JPEG).size == size


@pytest.mark.parametrize(("longest", "size"), [(LARGE, (1600, 800)), (SMALL, (320, 160))])
@pytest.mark.parametrize(("form", "kind"), [("JPEG", Kind.JPEG), ("PNG", Kind.PNG)])
def test_large_picture_is_made_small(form, kind, longest, size):
    assert seen(image(form, (4000, 2000)), kind, longest).size == size


def test_what_is_transparent_stands_on_white():
    made = seen(image("PNG", mode="RGBA", colour=(0, 0, 0, 0)), Kind.PNG)

    assert made.getpixel((5, 5)) == (255, 255, 255)


@pytest.mark.parametrize("mode", ["1", "L", "P", "LA", "CMYK", "I;16"])
def test_every_mode_of_colour_is_painted(mode):
    form, kind = ("TIFF", Kind.TIFF) if mode == "CMYK" else ("PNG", Kind.PNG)

    assert seen(image(form, mode=mode, colour=0), kind).mode == "RGB"


def test_picture_that_would_fill_the_memory_has_no_preview():
    content = bytearray(image("PNG"))
    struct.pack_into(">II", content, 16, 10_000, 10_000)
    struct.pack_into(">I", content, 29, zlib.crc32(content[12:29]))

    assert preview(io.BytesIO(bytes(content)), Kind.PNG) is None


def test_picture_whose_data_ends_early_has_no_preview():
    content = image("JPEG", (800, 800), quality=95)

    assert preview(io.BytesIO(content[: len(content) // 2]), Kind.JPEG) is None
