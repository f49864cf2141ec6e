# SPDX-License-Identifier: Apache-2.0
"""Holds docs/domain/modes.md to the shipped edition: its two tables have to be exactly the ones made here."""

from tests.make import edition
from tests.schemes.documents import DOCUMENTS, section
from zhuoping.core.scheme import CertificationType, Scheme
from zhuoping.core.wording.workbook import text
from zhuoping.schemes import library

TEXT = (DOCUMENTS / "domain" / "modes.md").read_text("utf-8")
DESIGN = {True: "with design responsibility", False: "without design responsibility"}


def table(head: list[str], lines: list[list[str]]) -> str:
    return "".join(f"| {' | '.join(line)} |\n" for line in (head, ["---"] * len(head), *lines))


def modes_table(zh: Scheme, en: Scheme) -> str:
    lines = [
        [mode.letter, mode.title, english.title, mode.openness.value, "may be added" if mode.extra else "-"]
        for mode, english in zip(zh.modes, en.modes, strict=True)
    ]
    return table(["letter", "中文", "English", "openness", "extra"], lines)


def combinations_table(scheme: Scheme) -> str:
    rules = {(rule.design_responsibility, rule.type): rule for rule in scheme.combinations}
    types = [f"{each.value} {text(f'CertificationType.{each.value}', 'zh')}" for each in CertificationType]
    lines = [
        [DESIGN[design], *(" or ".join(rules[design, each].any_of) for each in CertificationType)]
        for design in DESIGN
    ]
    return table(["client", *types], lines)


def test_document_shows_the_modes_of_the_edition() -> None:
    zh, en = edition("2025"), library.load("after-sales-completeness", "2025", "en")

    assert section(TEXT, "## The modes").strip() == modes_table(zh, en).strip()


def test_document_shows_the_combination_table_of_the_edition() -> None:
    assert combinations_table(edition("2025")) in section(TEXT, "## Which combination")


def test_document_names_the_usual_choice_of_every_rule_that_leaves_one() -> None:
    scheme = edition("2025")
    choices = [rule for rule in scheme.combinations if len(rule.any_of) > 1]

    assert {rule.type.value for rule in choices} == {"surveillance", "special"}
    assert {rule.default for rule in choices} == {"E+H+I"}
    assert "usually E+H+I" in TEXT
