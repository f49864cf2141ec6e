# SPDX-License-Identifier: Apache-2.0
"""Holds docs/domain/life-cycle.md and authority.md to the code: what is made there has to be what is made now."""

import inspect
import re

import pytest

from tools import rule_tables
from zhuoping.core import team, wording


def text(name: str) -> str:
    return (rule_tables.DOMAIN / name).read_text("utf-8")


@pytest.mark.parametrize("name", rule_tables.PAGES)
def test_document_shows_the_tables_of_the_code(name: str) -> None:
    assert text(name) == rule_tables.page(text(name))


def test_every_block_stands_in_a_document() -> None:
    found = [
        name for page in rule_tables.PAGES for name in re.findall(r"<!-- made: ([a-z-]+) -->", text(page))
    ]

    assert sorted(found) == sorted(rule_tables.BLOCKS)


def test_block_is_written_anew_and_the_words_around_it_stay() -> None:
    before = "# Roles\n\n<!-- made: roles -->\nold\n<!-- end -->\n\nAfter.\n"

    after = rule_tables.page(before)

    assert "old" not in after
    assert after.startswith("# Roles\n\n<!-- made: roles -->\n\n| role | 中文 | English | second factor |\n")
    assert after.endswith("| `client-user` | 客户用户 | client user |  |\n\n<!-- end -->\n\nAfter.\n")


def test_document_names_every_code_about_the_team() -> None:
    section = text("authority.md").split("## Who may go", 1)[1]

    named = set(re.findall(r"`([a-z]+(?:-[a-z]+)+)`", section))
    said = set(re.findall(r'"([a-z]+(?:-[a-z]+)+)"', inspect.getsource(team)))
    codes = {code for code in said if code in wording.WORDS} | {"parameter-not-set"}
    assert named == codes
