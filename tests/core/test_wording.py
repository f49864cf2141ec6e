# SPDX-License-Identifier: Apache-2.0
"""Every code has words in both languages, says the same in both, is used, and stands in one place only."""

import ast
import importlib
import pkgutil
import re
from collections import Counter
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from string import Formatter

import pytest

from zhuoping.core import wording
from zhuoping.core.case import TeamRole
from zhuoping.core.wording import (
    application,
    areas,
    case_file,
    cells,
    facts,
    labels,
    ledger,
    plain,
    remarks,
    report,
    sampling,
    terminal,
    workbook,
)

SOURCES = Path(__file__).parents[2] / "src" / "zhuoping"
# Every module with words but those that others take over: remarks go into facts, cells replace some.
MODULES = [
    module
    for module in (
        importlib.import_module(f"zhuoping.core.wording.{each.name}")
        for each in pkgutil.iter_modules(wording.__path__)
    )
    if hasattr(module, "WORDS") and module not in (cells, remarks)
]
# Functions that are given a code as a literal, and the argument that it is.
TAKE_A_CODE = {"problem": 1, "gap": 1, "note": 1, "attention": 1, "cannot_tell": 1, "Remark": 1, "Problem": 1}
CODE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)+|unreadable")
CHINESE = re.compile("[\u3400-\u9fff]")


def sources() -> Iterator[ast.Module]:
    for file in SOURCES.rglob("*.py"):
        if "wording" not in file.parts:
            yield ast.parse(file.read_text(encoding="utf-8"))


def literals() -> set[str]:
    """Every text literal of the sources outside the wording."""
    nodes = (node for tree in sources() for node in ast.walk(tree))
    return {each.value for each in nodes if isinstance(each, ast.Constant) and isinstance(each.value, str)}


def codes_said() -> set[str]:
    """Every literal code that the sources make a problem or remark of."""
    found = set()
    for tree in sources():
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call):
                continue
            name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
            index = TAKE_A_CODE.get(name, len(node.args))
            for code in ast.walk(node.args[index]) if index < len(node.args) else ():
                if isinstance(code, ast.Constant) and isinstance(code.value, str):
                    found.add(code.value)
    return found


def slots(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name is not None}


def test_every_code_that_is_said_has_words() -> None:
    assert codes_said() - set(wording.WORDS) == set()


def test_every_code_with_words_is_used_somewhere() -> None:
    used = literals()

    assert {code for code in wording.WORDS if code not in used} == set()


def test_codes_are_kebab_case() -> None:
    assert [code for code in wording.WORDS if not CODE.fullmatch(code)] == []


def test_no_code_stands_in_two_modules() -> None:
    counted = Counter(code for module in MODULES for code in module.WORDS)

    assert [code for code, times in counted.items() if times > 1] == []
    assert counted.keys() == wording.WORDS.keys()
    assert set(remarks.WORDS) <= set(facts.WORDS)


@pytest.mark.parametrize("code", sorted(wording.WORDS))
def test_both_languages_say_the_same_with_the_same_slots(code: str) -> None:
    chinese, english = wording.WORDS[code]

    assert slots(chinese) == slots(english)
    assert CHINESE.search(chinese)
    assert not CHINESE.search(english)
    assert chinese.endswith("。")
    assert english.endswith(".")


def test_sentence_is_filled_and_braces_in_values_stay() -> None:
    assert wording.say("duplicate-key", {"key": "{a}"}, "en") == "“{a}” is given twice: keep one of them."


@pytest.mark.parametrize("code", sorted(cells.WORDS))
def test_what_is_said_of_cells_has_no_more_slots_than_the_sentence_for_files_and_names_no_key(
    code: str,
) -> None:
    chinese, english = cells.WORDS[code]

    assert slots(chinese) == slots(english)
    assert slots(chinese) - {"named"} <= slots(wording.WORDS[code][0])
    assert (bool(CHINESE.search(chinese)), bool(CHINESE.search(english))) == (True, False)
    assert (chinese[-1], english[-1]) == ("。", ".")
    assert not set("`_{}") & set(re.sub(r"\{[a-z]+\}", "", chinese + english))


TABLES = {
    "labels": labels.LABELS,
    "areas": areas.LABELS,
    "application-hints": application.HINTS,
    "expected": plain.EXPECTED,
    "expected-of-cells": cells.EXPECTED,
    "workbook": workbook.TEXTS,
    "case-file": case_file.TITLES,
    "meanings": case_file.MEANINGS,
    "report-labels": report.LABELS,
    "report-sentences": report.SENTENCES,
    "terminal": terminal.TEXTS,
    "ledger": ledger.TEXTS,
    "sampling": sampling.TEXTS,
}


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_labels_are_there_in_both_languages(table: dict[str, tuple[str, str]]) -> None:
    assert [key for key, pair in table.items() if not all(text.strip() for text in pair)] == []
    assert [key for key, (_, english) in table.items() if CHINESE.search(english)] == []
    assert [key for key, (chinese, english) in table.items() if slots(chinese) != slots(english)] == []


def test_fixed_texts_are_filled_in_the_language_asked_for() -> None:
    assert (
        workbook.text("modes.hint", "en", example="E+I", known="E, I")
        == "Joined by +, such as E+I. Known: E, I"
    )
    assert terminal.text("case_files", "zh") == "案例文件："
    assert report.labels("en") == {key: english for key, (_, english) in report.LABELS.items()}
    for key, (chinese, _) in report.SENTENCES.items():
        filled = dict.fromkeys(slots(chinese), "x")
        assert report.sentence(key, "zh", **filled) == chinese.format(**filled)


def test_label_of_an_unknown_key_is_a_fault_of_the_program() -> None:
    with pytest.raises(KeyError):
        labels.label("no.such.key")


def test_list_of_labels_is_set_off_as_the_language_does() -> None:
    sheets = (labels.Word("outlets"), ("regions", labels.Word("posts")))

    assert labels.said(sheets, "zh") == "服务网点、regions、岗位设置"
    assert labels.said(sheets, "en") == "Outlets, regions, Posts"


def test_label_with_what_a_file_has_for_it_is_said_to_people_who_write_files_only() -> None:
    body = labels.Word("Evaluation.body", "body")

    assert (labels.said(body, "zh"), labels.said(body, "zh", in_cells=True)) == (
        "body（认证机构）",
        "认证机构",
    )
    assert labels.said((body,), "en") == "body (Certification body)"
    assert labels.said((body,), "en", in_cells=True) == "Certification body"
    assert labels.said(labels.Word("Method.judged", "judged"), "en") == "judged"
    truth = labels.Word("expected.truth")
    assert (labels.said(truth), labels.said(truth, in_cells=True)) == ("true 或 false", "是或否")


def test_field_and_choice_without_a_label_are_named_as_a_file_has_them() -> None:
    class _CaseText: ...

    class Colour(StrEnum):
        RED = "red"

    assert labels.named(_CaseText, "", "scope") == labels.Word("Case.scope", "scope")
    assert labels.named(_CaseText, "facts.outlets[3]", "name") == labels.Word("outlets.name", "name")
    assert labels.named(_CaseText, "", "colour") == "colour"
    assert labels.choice(Colour.RED) == "red"
    assert labels.choice(TeamRole.LEADER) == labels.Word("TeamRole.leader", "leader")
