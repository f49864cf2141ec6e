# SPDX-License-Identifier: Apache-2.0
"""The glossary names what is there, and words that it forbids do not occur where a program can tell.

Only words that mean nothing else in our texts are looked for; the rest of the last column is for reviewers.
"""

import importlib
import inspect
import pkgutil
import re

import pytest

from tests.schemes.documents import DOCUMENTS, names, rows
from zhuoping import core
from zhuoping.core import wording

ROOT = DOCUMENTS.parent
GLOSSARY = (DOCUMENTS / "glossary.md").read_text("utf-8")
TERMS = rows(GLOSSARY)

# Term of the glossary, its rival as a pattern, and who speaks: English or Chinese texts of the program, documents.
ENGLISH, CHINESE, DOCUMENT = "English", "Chinese", "document"
RIVALS = [
    (
        "total",
        r"\b(the|a|an|total|final|overall|your|its|their|provisional) scores?\b(?! (file|part|sheet))",
        ENGLISH,
        DOCUMENT,
    ),
    ("rating band, level", r"(?<!intermediate )\bgrades?\b(?! as professional)", ENGLISH),
    ("scheme", r"\bframeworks?\b", ENGLISH),
    ("dimension", r"\bcategor(y|ies)\b", ENGLISH, DOCUMENT),
    ("indicator", r"\bcriteri(on|a)\b|\bsub-indicators?\b", ENGLISH, DOCUMENT),
    ("outlet", r"(?<!\bon )(?<!\bon-)\bsites?\b", ENGLISH),
    ("mode", r"\bmodules?\b", ENGLISH),
    ("auditor, team, team leader", r"\b(assessors?|examiners?)\b", ENGLISH),
    ("auditor, team, team leader", r"评审员|审核员", CHINESE),
    ("evaluation", r"\b(audits?|assessments?)\b", ENGLISH),
    ("agreement", r"\bcontracts?\b", ENGLISH),
    ("not applicable", r"\bN/A\b", ENGLISH, DOCUMENT),
    ("suspend, restore, withdraw, cancel, expire", r"\brevo(ke|kes|ked|cation)\b", ENGLISH, DOCUMENT),
    ("suspend, restore, withdraw, cancel, expire", r"吊销|作废", CHINESE),
    ("ledger, entry, checkpoint", r"\baudit (trail|log)s?\b", ENGLISH, DOCUMENT),
]


def said():
    """(speaker, place, text): every text of the program in both languages, and every document but the glossary."""
    for module in (importlib.import_module(each.name) for each in modules_of(wording)):
        for table, entries in vars(module).items():
            if isinstance(entries, dict):
                for key, pair in entries.items():
                    if (
                        isinstance(pair, tuple)
                        and len(pair) == 2
                        and all(isinstance(each, str) for each in pair)
                    ):
                        yield CHINESE, f"{module.__name__}.{table} {key}", pair[0]
                        yield ENGLISH, f"{module.__name__}.{table} {key}", pair[1]
    for path in sorted({*ROOT.glob("*.md"), *DOCUMENTS.rglob("*.md")} - {DOCUMENTS / "glossary.md"}):
        for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1):
            yield DOCUMENT, f"{path.relative_to(ROOT)}:{number}", re.sub(r"`[^`]*`", "", line)


def modules_of(package):
    return [*pkgutil.walk_packages(package.__path__, f"{package.__name__}.")]


def core_names():
    """Every public name in the modules of core."""
    modules = [importlib.import_module(each.name) for each in modules_of(core)]
    return {name: value for module in modules for name, value in vars(module).items() if name[0] != "_"}


def rival_id(rival):
    return f"{rival[0].split(',')[0]}-{rival[1]}"


@pytest.mark.parametrize("rival", RIVALS, ids=rival_id)
def test_forbidden_word_does_not_occur(rival):
    _, pattern, *speakers = rival

    found = [
        f"{place}: {text}"
        for speaker, place, text in said()
        if speaker in speakers and re.search(pattern, text, re.IGNORECASE)
    ]

    assert found == []


@pytest.mark.parametrize("rival", RIVALS, ids=rival_id)
def test_forbidden_word_is_forbidden_by_the_glossary(rival):
    term, pattern, *_ = rival

    forbidden = {row[0]: row[4] for row in TERMS}[term]
    example = "the score" if "score" in forbidden and "scores" in pattern else forbidden
    assert re.search(pattern, example, re.IGNORECASE)


def test_every_name_in_code_exists_in_core():
    known = core_names()

    missing = []
    for row in TERMS:
        for name in names(row[2]):
            whole, _, member = name.partition(".")
            holder = known.get(whole)
            fields = getattr(holder, "__dataclass_fields__", {})
            if holder is None or (member and member not in fields and not hasattr(holder, member)):
                missing.append(name)

    assert missing == []


@pytest.mark.parametrize("module", ["scheme", "awards", "scorecard", "case", "evaluation"])
def test_every_public_class_of_the_main_modules_is_a_term(module):
    known = importlib.import_module(f"zhuoping.core.{module}")
    classes = [
        name
        for name, value in vars(known).items()
        if inspect.isclass(value) and value.__module__ == known.__name__ and not name.startswith("_")
    ]
    terms = {name.partition(".")[0] for row in TERMS for name in names(row[2])}

    # Rows and rules of a term need no entry of their own.
    helpers = {
        "BonusRules", "DeductionRules", "EvaluatedCase", "IndicatorLine", "DimensionLine", "Rule", "Parts",
        "NotApplicablePolicy", "Rounding", "Term", "EvidenceKind", "UsccOverride",
    }  # fmt: skip
    assert [name for name in classes if name not in terms | helpers] == []


def test_no_term_is_defined_twice():
    terms = [term.strip() for row in TERMS for term in row[0].split(",")]

    assert sorted({term for term in terms if terms.count(term) > 1}) == []


def test_every_term_has_chinese_and_a_meaning():
    assert [row[0] for row in TERMS if not row[1] or not row[3]] == []
