# SPDX-License-Identifier: Apache-2.0
"""What the bytes of a strange file are, by its structure and never by its name; in doubt it is nothing we accept.

Lists of magic numbers answer too freely for this: they take two letters for a program and any OLE file for a letter.
Each recogniser here knows one family, answers None for what is not of it, and refuses what is of it but broken,
locked or armed. What is recognised is then searched for a second file in the same bytes.
"""

import mmap
from typing import BinaryIO

from zhuoping.core.evidence import Kind
from zhuoping.core.problems import Refused, problem
from zhuoping.outputs.sniffing import compound, images, media, packages, papers, strangers
from zhuoping.outputs.sniffing.flaws import Flaw

_RECOGNISERS = (
    papers.pdf,
    images.jpeg,
    images.png,
    images.webp,
    images.tiff,
    packages.package,
    compound.compound,
    media.boxes,
    media.wav,
    media.mp3,
    papers.text,
)


def kind_of(file: BinaryIO, *, name: str, path: str = "file") -> Kind:
    """What a file on disk is; it is mapped, not read into memory, and must not be empty.

    Raises Refused: evidence-unrecognised, -damaged, -encrypted, -macros, -bomb, -pixels, -two-kinds; `name` is for
    their words.
    """
    with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
        try:
            return _kind(content)
        except Flaw as flaw:
            raise Refused([problem(path, flaw.code, name=name, **flaw.values)]) from None


def _kind(content: mmap.mmap) -> Kind:
    for recognise in _RECOGNISERS:
        found = recognise(content)
        if found is not None:
            strangers.check(content, found)
            return found.kind
    raise Flaw("evidence-unrecognised")
