# SPDX-License-Identifier: Apache-2.0
"""The page on evidence names what the program accepts."""

from tests.schemes.documents import DOCUMENTS, rows, section
from zhuoping.core.evidence import EXTENSIONS
from zhuoping.core.wording.labels import said
from zhuoping.outputs.sniffing import images, packages

PAGE = (DOCUMENTS / "operate" / "evidence.md").read_text("utf-8")


def test_kinds_told_are_those_accepted():
    told = {
        extension: content
        for names, content in rows(section(PAGE, "## What comes in"))
        for extension in names.split(", ")
    }

    assert told == {
        extension: ", ".join(said(kind.word, "en") for kind in kinds)
        for extension, kinds in EXTENSIONS.items()
    }


def test_limits_told_are_those_of_the_program():
    megabytes = packages.UNPACKED_LIMIT // 1024 // 1024
    pixels = images.PIXEL_LIMIT // images.MILLION

    assert f"over {megabytes} MB, or to {packages.RATIO_LIMIT} times its size" in PAGE
    assert f"over {pixels} million pixels" in PAGE
