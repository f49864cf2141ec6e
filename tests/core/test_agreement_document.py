# SPDX-License-Identifier: Apache-2.0
"""Holds docs/domain/agreement.md to the code."""

from tests.schemes.documents import DOCUMENTS, rows, section
from zhuoping.core.agreement import CLAUSE_LIMIT, SOURCES, version_number
from zhuoping.core.authority import Party

TEXT = (DOCUMENTS / "domain" / "agreement.md").read_text("utf-8")


def test_document_lists_every_clause_with_its_source() -> None:
    shown = {row[0].strip("`"): row[1] for row in rows(section(TEXT, "## What is in it"))}

    assert shown == {key.value: source for key, source in SOURCES.items()}


def test_document_lists_both_sides_limit_and_number() -> None:
    assert {row[0] for row in rows(section(TEXT, "## Issuing and signing"))} == {each.value for each in Party}
    assert f"{CLAUSE_LIMIT} characters" in TEXT
    assert version_number("HT-2026-000017", 2) in TEXT
