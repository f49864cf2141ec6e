# SPDX-License-Identifier: Apache-2.0
"""Word files as packages: a strange one is looked at before it is parsed, our own is the same bytes every time."""

import zipfile
import zlib
from collections import Counter
from datetime import UTC, date, datetime, time
from io import BytesIO

from docx.document import Document

from zhuoping.core.problems import Refused, problem
from zhuoping.core.shapes import shown

FILE_LIMIT = 20 * 1024 * 1024
UNPACKED_LIMIT = 100 * 1024 * 1024
MEMBER_LIMIT = 1_000
# Twenty times our own template; pictures are no markup.
MARKUP_LIMIT = 2 * 1024 * 1024
# How a document of markup begins, after blanks, in any encoding that its reader knows.
_MARKUP = (b"<", b"\xef\xbb\xbf", b"\xfe\xff", b"\xff\xfe", b"\x4c\x6f\xa7\x94")
_START = 64
# What the formats' readers say to a file that is none, is damaged, or is encrypted.
UNREADABLE = (
    zipfile.BadZipFile,
    zlib.error,
    AttributeError,
    EOFError,
    KeyError,
    NotImplementedError,
    RuntimeError,
    SyntaxError,
    ValueError,
)
# The longest that the library lets a document property be.
_PROPERTY_LIMIT = 255
_MOMENT = (1980, 1, 1, 0, 0, 0)
_WHY_LIMIT = 160


def check_package(content: bytes) -> None:
    """Look at a template's size, table of contents, and how its members begin.

    Raises Refused: template-too-large, template-not-docx, template-damaged, template-too-long.
    """
    if len(content) > FILE_LIMIT:
        raise Refused([problem("", "template-too-large", size=_mb(len(content)), limit=_mb(FILE_LIMIT))])
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            _check_members(archive)
    except UNREADABLE as error:
        raise not_a_document(error) from None


def _check_members(archive: zipfile.ZipFile) -> None:
    members = archive.infolist()
    # The library's reader unpacks no more of a member than its header declares.
    declared = sum(member.file_size for member in members)
    if declared > UNPACKED_LIMIT or len(members) > MEMBER_LIMIT:
        raise Refused([problem("", "template-too-large", size=_mb(declared), limit=_mb(UNPACKED_LIMIT))])
    # Which of two is read differs between programs.
    (name, times), *_ = Counter(member.filename.lower() for member in members).most_common(1) or [("", 0)]
    if times > 1:
        raise Refused([problem("", "template-damaged", name=shown(name))])
    markup = sum(member.file_size for member in members if _is_markup(archive, member))
    if markup > MARKUP_LIMIT:
        raise Refused([problem("", "template-too-long", size=_mb(markup), limit=_mb(MARKUP_LIMIT))])


def _is_markup(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bool:
    """Whether a member can be read as markup; what it is called says nothing about that."""
    with archive.open(member) as file:
        start = file.read(_START).lstrip(b"\0 \t\r\n")
    return not start or start.startswith(_MARKUP)


def not_a_document(error: Exception) -> Refused:
    """The refusal of a file that is no Word document."""
    return Refused([problem("", "template-not-docx", why=why(error))])


def why(error: Exception) -> str:
    """What an error says, in one line that fits into a message."""
    line = " ".join(str(error).split()) or type(error).__name__
    return line if len(line) <= _WHY_LIMIT else line[: _WHY_LIMIT - 1] + "…"


def saved(document: Document, *, title: str, author: str, on: date) -> bytes:
    """The document as a file whose properties and bytes depend on nothing but its content."""
    properties = document.core_properties
    properties.title, properties.author = title[:_PROPERTY_LIMIT], author[:_PROPERTY_LIMIT]
    properties.last_modified_by = author[:_PROPERTY_LIMIT]
    properties.subject = properties.keywords = properties.comments = properties.category = ""
    properties.created = properties.modified = datetime.combine(on, time(), UTC)
    properties.revision = 1
    made = BytesIO()
    document.save(made)
    return _without_clock(made)


def _without_clock(made: BytesIO) -> bytes:
    """The same package with one fixed time for every member, in place of the time of writing."""
    fixed = BytesIO()
    with zipfile.ZipFile(made) as source, zipfile.ZipFile(fixed, "w", zipfile.ZIP_DEFLATED) as target:
        for member in source.infolist():
            target.writestr(
                zipfile.ZipInfo(member.filename, _MOMENT), source.read(member), zipfile.ZIP_DEFLATED
            )
    return fixed.getvalue()


def _mb(size: int) -> str:
    return f"{size / 1024 / 1024:.1f} MB"
