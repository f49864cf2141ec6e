# SPDX-License-Identifier: Apache-2.0
"""What may be handed in as evidence: kinds of files, their names, size and date (17065 7.4, 7.12).

A closed list: what is not on it is refused. Whoever looks at the bytes (outputs/sniffing) says what they are; here
stands whether that fits the name. Pages with script (HTML, SVG) and archives (ZIP) are not on the list: an archive
would carry files past all of these rules.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from zhuoping.core.problems import Problem, problem
from zhuoping.core.wording.labels import Word


class Kind(StrEnum):
    """What the bytes of a file are."""

    PDF = "pdf"
    OFD = "ofd"
    JPEG = "jpeg"
    PNG = "png"
    WEBP = "webp"
    HEIC = "heic"
    TIFF = "tiff"
    DOCX = "docx"
    XLSX = "xlsx"
    PPTX = "pptx"
    DOC = "doc"
    XLS = "xls"
    PPT = "ppt"
    TEXT = "text"
    MP3 = "mp3"
    M4A = "m4a"
    WAV = "wav"
    MP4 = "mp4"
    MOV = "mov"

    @property
    def word(self) -> Word:
        """What people call it."""
        return Word(f"EvidenceKind.{self}")

    @property
    def media_type(self) -> str:
        """Its media type."""
        return MEDIA_TYPES[self]


MEDIA_TYPES: Mapping[Kind, str] = {
    Kind.PDF: "application/pdf",
    # GB/T 33190: electronic invoices, licences and contracts come in it.
    Kind.OFD: "application/ofd",
    Kind.JPEG: "image/jpeg",
    Kind.PNG: "image/png",
    Kind.WEBP: "image/webp",
    Kind.HEIC: "image/heic",
    Kind.TIFF: "image/tiff",
    Kind.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    Kind.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Kind.PPTX: "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    Kind.DOC: "application/msword",
    Kind.XLS: "application/vnd.ms-excel",
    Kind.PPT: "application/vnd.ms-powerpoint",
    Kind.TEXT: "text/plain",
    Kind.MP3: "audio/mpeg",
    Kind.M4A: "audio/mp4",
    Kind.WAV: "audio/wav",
    Kind.MP4: "video/mp4",
    Kind.MOV: "video/quicktime",
}

# The kinds that a name may stand for. Recorders of telephones call a sound .m4a whose bytes say MP4.
EXTENSIONS: Mapping[str, tuple[Kind, ...]] = {
    "pdf": (Kind.PDF,),
    "ofd": (Kind.OFD,),
    "jpg": (Kind.JPEG,),
    "jpeg": (Kind.JPEG,),
    "png": (Kind.PNG,),
    "webp": (Kind.WEBP,),
    "heic": (Kind.HEIC,),
    "heif": (Kind.HEIC,),
    "tif": (Kind.TIFF,),
    "tiff": (Kind.TIFF,),
    "docx": (Kind.DOCX,),
    "xlsx": (Kind.XLSX,),
    "pptx": (Kind.PPTX,),
    "doc": (Kind.DOC,),
    "xls": (Kind.XLS,),
    "ppt": (Kind.PPT,),
    "txt": (Kind.TEXT,),
    "csv": (Kind.TEXT,),
    "mp3": (Kind.MP3,),
    "m4a": (Kind.M4A, Kind.MP4),
    "wav": (Kind.WAV,),
    "mp4": (Kind.MP4,),
    "mov": (Kind.MOV,),
}

IMAGES = frozenset({Kind.JPEG, Kind.PNG, Kind.WEBP, Kind.TIFF})

LONGEST_NAME = 200
_MEGABYTE = 1024 * 1024
# What no common file system allows in a name.
_UNSAVABLE = re.compile(r'[<>:"|?*]')


@dataclass(frozen=True, slots=True)
class Name:
    """The name of a file as it is kept, and what is wrong with it."""

    text: str
    problems: tuple[Problem, ...] = ()

    @property
    def extension(self) -> str:
        """What follows the last dot, in small letters."""
        return _extension(self.text)


def read_name(written: str, path: str = "file") -> Name:
    r"""The name without folders, control characters and characters that turn the direction of writing.

    Too long a name loses the end of its stem, never its extension. Problems: evidence-name-missing,
    evidence-kind-unknown.

    >>> read_name("../../合同\u202e.pdf").text, read_name("C:\\扫描\\执照.JPG").extension
    ('合同.pdf', 'jpg')
    """
    last = re.split(r"[/\\]", written)[-1]
    seen = "".join(each for each in last if unicodedata.category(each) not in ("Cc", "Cf", "Cs", "Zl", "Zp"))
    text = _UNSAVABLE.sub("_", unicodedata.normalize("NFC", seen)).strip(" .")
    if not text:
        return Name("", (problem(path, "evidence-name-missing"),))
    extension = _extension(text)
    if extension not in EXTENSIONS:
        known = ", ".join(EXTENSIONS)
        return Name(
            _short(text, ""), (problem(path, "evidence-kind-unknown", name=_short(text, ""), known=known),)
        )
    return Name(_short(text, extension))


def check_size(name: str, size: int, limit: int, path: str = "file") -> tuple[Problem, ...]:
    """Problems of a size in bytes: evidence-empty, evidence-too-large."""
    if size == 0:
        return (problem(path, "evidence-empty", name=name),)
    return (too_large(name, limit, path),) if size > limit else ()


def too_large(name: str, limit: int, path: str = "file") -> Problem:
    """The problem of a file of more than `limit` bytes, of which nobody has counted the rest."""
    return problem(path, "evidence-too-large", name=name, limit=f"{limit / _MEGABYTE:g} MB")


def check_kind(name: Name, kind: Kind, path: str = "file") -> tuple[Problem, ...]:
    """The problem evidence-mismatch where the bytes are of another kind than the name says."""
    stated = EXTENSIONS[name.extension]
    if kind in stated:
        return ()
    return (problem(path, "evidence-mismatch", name=name.text, stated=stated[0].word, found=kind.word),)


def check_date(dated_on: date | None, today: date, path: str = "dated_on") -> tuple[Problem, ...]:
    """The problem evidence-in-future for a document that is dated after today."""
    if dated_on is None or dated_on <= today:
        return ()
    return (problem(path, "evidence-in-future", dated_on=dated_on, today=today),)


def kind_of_media_type(media_type: str) -> Kind:
    """The kind that a stored media type stands for. Raises KeyError for one that is not on the list."""
    return _BY_MEDIA_TYPE[media_type]


_BY_MEDIA_TYPE: Mapping[str, Kind] = {media_type: kind for kind, media_type in MEDIA_TYPES.items()}


def _extension(text: str) -> str:
    _, dot, last = text.rpartition(".")
    return last.lower() if dot else ""


def _short(text: str, extension: str) -> str:
    if len(text) <= LONGEST_NAME:
        return text
    tail = f"….{extension}" if extension else "…"
    return text[: LONGEST_NAME - len(tail)] + tail
