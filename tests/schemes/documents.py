# SPDX-License-Identifier: Apache-2.0
"""Reads documents as tests need them: the fenced blocks by name, and the rows of tables under a heading."""

import re
from pathlib import Path

from zhuoping.core import plain
from zhuoping.core.plain import Plain

DOCUMENTS = Path(__file__).parents[2] / "docs"
_FENCE = re.compile(r"^```yaml (\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def blocks(text: str) -> list[tuple[str, Plain]]:
    """The named YAML blocks of a document as (name, value), in order."""
    return [(name, plain.read(body.encode()).value) for name, body in _FENCE.findall(text)]


def section(text: str, heading: str) -> str:
    """What stands under a heading, up to the next heading of the same or a higher level."""
    level = heading.split(" ", 1)[0]
    after = text.split(f"\n{heading}\n", 1)[1]
    return re.split(rf"^#{{1,{len(level)}}} ", after, maxsplit=1, flags=re.MULTILINE)[0]


def rows(text: str) -> list[list[str]]:
    """The cells of the rows of the tables in a text, without heads and rules."""
    lines = text.splitlines()
    heads = {index - 1 for index, line in enumerate(lines) if line.startswith("| ---")}
    return [
        [cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]]
        for index, line in enumerate(lines)
        if line.startswith("|") and not line.startswith("| ---") and index not in heads
    ]


def names(cell: str) -> list[str]:
    """The words in backticks of a cell."""
    return re.findall(r"`([^`]+)`", cell)
