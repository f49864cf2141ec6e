# SPDX-License-Identifier: Apache-2.0
"""What a person hands over: a YAML or JSON text, a workbook, an edition; as values, with the place of each."""

import errno
import re
import stat
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from zhuoping.core import plain
from zhuoping.core.overlay import apply_overlay
from zhuoping.core.plain import Plain
from zhuoping.core.problems import Problem, Refused, problem
from zhuoping.core.scheme import Scheme
from zhuoping.core.scheme_file import read_scheme
from zhuoping.schemes import library

TEXT_ENDINGS = (".yaml", ".yml", ".json")
WORKBOOK_ENDINGS = (".xlsx", ".xlsm")
CASE_ENDINGS = (*TEXT_ENDINGS, ".xlsx")
# A Word template holds the body's logo and little else.
TEMPLATE_LIMIT = 20 * 1024 * 1024

# JSON writes a character beyond U+FFFF as two escapes, which YAML does not know.
_PAIR = re.compile(rb"(?<!\\)((?:\\\\)*)\\u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})")

Where = Callable[[Problem], str]


@dataclass(frozen=True, slots=True)
class Source:
    """A file's plain values; `where` says where in the file a problem stands, in the way its reader counts.

    `problems` are faults of a workbook's cells, to be told together with those of the case: then the value lacks
    what is at fault, and is good for nothing else.
    """

    path: Path
    value: Plain
    where: Where
    problems: tuple[Problem, ...] = ()


class Faulty(Exception):  # noqa: N818 - carries a refusal and the file that it is about.
    """A file was refused: every problem, and where in the file each stands."""

    def __init__(self, problems: Iterable[Problem], path: Path, where: Where) -> None:
        self.problems = tuple(problems)
        self.path = path
        self.where = where
        self.in_cells = path.suffix.lower() in WORKBOOK_ENDINGS
        super().__init__(str(Refused(self.problems)))


class NotAFile(OSError):  # noqa: N818 - one kind of OSError among others.
    """A device, a pipe or a socket stands where a file should: reading it might never end."""


@contextmanager
def blaming(path: Path, where: Where) -> Iterator[None]:
    """Let a refusal inside the block say in which file, and where in it, each problem stands."""
    try:
        yield
    except Refused as refused:
        raise Faulty(refused.problems, path, where) from None


def opened(path: Path) -> BinaryIO:
    """A file to read from.

    Raises OSError when it cannot be read, or is no regular file.
    """
    status = path.stat()
    if stat.S_ISDIR(status.st_mode):
        raise IsADirectoryError(errno.EISDIR, "is a directory", str(path))
    if not stat.S_ISREG(status.st_mode):
        raise NotAFile(errno.EINVAL, "not a regular file", str(path))
    return path.open("rb")


def read_bytes(path: Path, limit: int) -> bytes:
    """The content of a file of at most `limit` bytes.

    Raises Refused for a larger one, without reading all of it; OSError when it cannot be read.
    """
    with opened(path) as file:
        content = file.read(limit + 1)
    if len(content) > limit:
        given = max(path.stat().st_size, limit + 1)
        size, most = (f"{number / 1024 / 1024:.1f} MB" for number in (given, limit))
        raise Refused([problem("", "too-large", size=size, limit=most)])
    return content


def read_source(path: Path, endings: tuple[str, ...] = CASE_ENDINGS) -> Source:
    """A case or score file, by its ending.

    Raises Faulty when it cannot be understood; OSError when it cannot be read.
    """
    ending = path.suffix.lower()
    with blaming(path, no_place(path)):
        if ending in WORKBOOK_ENDINGS and ".xlsx" in endings:
            return _workbook(path)
        if ending not in endings:
            raise Refused([problem("", "file-kind-unknown", given=ending, known="、".join(endings))])
        return read_text(path)


def read_text(path: Path) -> Source:
    """A YAML or JSON file.

    Raises Faulty when it cannot be understood; OSError when it cannot be read.
    """
    with blaming(path, no_place(path)):
        content = read_bytes(path, plain.SIZE_LIMIT)
        text = plain.read(_joined(content) if path.suffix.lower() == ".json" else content)
    return Source(path, text.value, lambda found: f"{path.name}:{text.line(found.path)}")


def no_place(path: Path) -> Where:
    """Where problems stand in a file that could not be taken apart: the line that they name, or the file itself."""

    def where(found: Problem) -> str:
        line = str(dict(found.values).get("line") or found.path.removeprefix("line "))
        return f"{path.name}:{line}" if line.isdecimal() else found.path or path.name

    return where


def _joined(content: bytes) -> bytes:
    """JSON with each pair of surrogate escapes written as the one escape that YAML knows."""

    def joined(pair: re.Match[bytes]) -> bytes:
        high, low = (int(half, 16) for half in pair.group(2, 3))
        return pair[1] + f"\\U{0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00):08X}".encode()

    return _PAIR.sub(joined, content)


def _workbook(path: Path) -> Source:
    # Deferred: the spreadsheet reader is needed for workbooks only.
    from zhuoping.outputs.workbook import open_workbook
    from zhuoping.outputs.workbook.guard import FILE_LIMIT

    book = open_workbook(read_bytes(path, FILE_LIMIT))
    return Source(path, book.value, book.where, book.problems)


def load_scheme(name: str, edition: str, language: str, file: Path | None, overlay: Path | None) -> Scheme:
    """The edition to work with: a shipped one in `language`, or a file; then in the words of an overlay.

    Raises Refused or Faulty with every problem.
    """
    scheme = read_edition(file) if file else library.load(name, edition, language)
    if overlay is None:
        return scheme
    words = read_text(overlay)
    with blaming(overlay, words.where):
        return apply_overlay(scheme, words.value)


def read_edition(path: Path) -> Scheme:
    """An edition's file.

    Raises Faulty with every problem and its line.
    """
    source = read_text(path)
    with blaming(path, source.where):
        return read_scheme(source.value)
