# SPDX-License-Identifier: Apache-2.0
"""Sound and film, and HEIC, which is built of the same boxes (ISO/IEC 14496-12)."""

import mmap
import struct

from zhuoping.core.evidence import Kind
from zhuoping.outputs.sniffing.flaws import Found, damaged

_BRANDS = {
    **dict.fromkeys((b"heic", b"heix", b"heim", b"heis", b"mif1"), Kind.HEIC),
    **dict.fromkeys((b"M4A ", b"M4B "), Kind.M4A),
    **dict.fromkeys((b"isom", b"iso2", b"iso4", b"iso5", b"iso6", b"mp41", b"mp42", b"avc1"), Kind.MP4),
    **dict.fromkeys((b"M4V ", b"MSNV", b"3gp4", b"3gp5", b"3gp6", b"dash"), Kind.MP4),
    b"qt  ": Kind.MOV,
}
# Without these there is nothing to show: a recording that was cut off lacks its table.
_NEEDED = {Kind.HEIC: b"meta"}
_TABLE = b"moov"
_BOX_LIMIT = 100_000

# Kilobits a second of layer III: MPEG-1, then MPEG-2 and 2.5; samples a second by version.
_BITRATES_1 = (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)
_BITRATES_2 = (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160)
_SAMPLING = {3: (44_100, 48_000, 32_000), 2: (22_050, 24_000, 16_000), 0: (11_025, 12_000, 8_000)}
_MPEG_1 = 3
_FRAMES_LOOKED_AT = 3
_PADDING_LIMIT = 64 * 1024


def boxes(content: mmap.mmap) -> Found | None:
    """HEIC, M4A, MP4 or MOV: boxes one behind the other to the end of the file."""
    if content[4:8] != b"ftyp":
        return None
    kind = _BRANDS.get(content[8:12])
    if kind is None:
        return None
    names = _box_names(content)
    if _NEEDED.get(kind, _TABLE) not in names:
        raise damaged()
    return Found(kind)


def _box_names(content: mmap.mmap) -> set[bytes]:
    names: set[bytes] = set()
    place = 0
    for _ in range(_BOX_LIMIT):
        if place == len(content):
            return names
        length, name = struct.unpack(">I4s", content[place : place + 8].ljust(8, b"\0"))
        if length == 1:
            (length,) = struct.unpack(">Q", content[place + 8 : place + 16].ljust(8, b"\0"))
        elif length == 0 and name.isalnum():
            length = len(content) - place
        if length < 8 or place + length > len(content):  # noqa: PLR2004 - the length of a box's head.
            break
        names.add(name)
        place += length
    raise damaged()


def wav(content: mmap.mmap) -> Found | None:
    """A WAV with its format before its data; recorders do not always say how long the data is."""
    if content[:4] != b"RIFF" or content[8:12] != b"WAVE":
        return None
    place, formatted = 12, False
    while place + 8 <= len(content):
        name, length = struct.unpack_from("<4sI", content, place)
        if name == b"data" and formatted:
            return Found(Kind.WAV)
        formatted = formatted or name == b"fmt "
        place += 8 + length + length % 2
    raise damaged()


def mp3(content: mmap.mmap) -> Found | None:
    """An MP3: frames that follow one another, behind a tag if there is one."""
    tagged = content[:3] == b"ID3"
    place = _behind_tag(content) if tagged else 0
    for _ in range(_FRAMES_LOOKED_AT):
        length = _frame(content[place : place + 4])
        if not length or place + length > len(content):
            if tagged:
                raise damaged()
            return None
        place += length
    return Found(Kind.MP3)


def _behind_tag(content: mmap.mmap) -> int:
    """Where sound begins behind an ID3 tag, whose length has seven bits a byte, and its padding."""
    length = 0
    for byte in content[6:10]:
        length = length << 7 | byte & 0x7F
    place = 10 + length
    gap = content[place : place + _PADDING_LIMIT]
    return place + len(gap) - len(gap.lstrip(b"\0"))


def _frame(head: bytes) -> int:
    """The length of the frame of layer III that begins with these four bytes; 0 when none does."""
    if len(head) < 4 or head[0] != 0xFF or head[1] & 0xE6 != 0xE2:  # noqa: PLR2004 - sync and layer.
        return 0
    version, bitrate, sampling = head[1] >> 3 & 3, head[2] >> 4, head[2] >> 2 & 3
    rates = _BITRATES_1 if version == _MPEG_1 else _BITRATES_2
    if version not in _SAMPLING or not 0 < bitrate < len(rates) or sampling == 3:  # noqa: PLR2004
        return 0
    factor = 144_000 if version == _MPEG_1 else 72_000
    return factor * rates[bitrate] // _SAMPLING[version][sampling] + (head[2] >> 1 & 1)
