# SPDX-License-Identifier: Apache-2.0
"""Workbooks taken apart and put together again, so that a test can show the reader any file there could be."""

import re
import zipfile
from collections.abc import Mapping
from functools import cache
from io import BytesIO

from tests import make
from zhuoping.outputs.workbook import write_workbook

COVER_PART = "xl/worksheets/sheet1.xml"


@cache
def blank(edition: str = "twelve", language: str = "zh") -> bytes:
    """A blank workbook of an edition."""
    return write_workbook(make.edition(edition), None, language)


def parts_of(content: bytes) -> dict[str, bytes]:
    """The parts of a workbook by name."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(parts: Mapping[str, bytes]) -> bytes:
    """Parts as a workbook."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def with_parts(parts: Mapping[str, bytes | None], content: bytes | None = None) -> bytes:
    """A blank workbook, or `content`, with some parts added or exchanged; None takes a part out."""
    changed = parts_of(content or blank()) | dict(parts)
    return packed({name: data for name, data in changed.items() if data is not None})


def with_cell(reference: str, inner: str, attributes: str = "", content: bytes | None = None) -> bytes:
    """A blank workbook whose cover has `<c …>inner</c>` in place of what stands in `reference`."""
    sheet = parts_of(content or blank())[COVER_PART].decode()
    cell = f'<c r="{reference}" {attributes}>{inner}</c>'
    changed, count = re.subn(rf'<c r="{reference}"[^>]*?(/>|>.*?</c>)', lambda _: cell, sheet)
    assert count == 1, reference
    return with_parts({COVER_PART: changed.encode()}, content)
