# SPDX-License-Identifier: Apache-2.0
"""Asks one check on facts written as a case file writes them."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from zhuoping.core import shapes
from zhuoping.core.facts import QUESTIONS, Check, CheckRules, Facts
from zhuoping.core.facts.checking import Setting
from zhuoping.core.problems import Problem
from zhuoping.core.regions import Divisions

ON = date(2026, 11, 24)
RULES = CheckRules(
    managers_ratio=Decimal("0.10"),
    managers_rounding="up",
    managers_least=1,
    managers_intermediate_least=1,
    managers_outlets_count=True,
    warn_days=90,
    prior_certificate_counts=False,
)
DIVISIONS = Divisions(
    "GB/T 2260",
    "2019-04",
    "tests",
    {
        "110000": "北京市",
        "350000": "福建省",
        "350100": "福州市",
        "350200": "厦门市",
        "420000": "湖北省",
        "420100": "武汉市",
        "429004": "仙桃市",
    },
)


@dataclass(frozen=True)
class Answer:
    """What a check said, in a form that tests compare."""

    verdict: str
    figures: dict[str, object]
    remarks: list[tuple[str, str, str]]


def facts(**sheets: list[dict[str, object]]) -> Facts:
    problems: list[Problem] = []
    read = shapes.read(Facts, sheets, "facts", problems)
    assert read is not None, problems
    return read


def check(code: str, rules: CheckRules = RULES, prior: str = "", **sheets: list[dict[str, object]]) -> Check:
    question = next(each for each in QUESTIONS if each.code == code)
    return question.ask(facts(**sheets), Setting(ON, rules, DIVISIONS, prior))


def ask(code: str, rules: CheckRules = RULES, prior: str = "", **sheets: list[dict[str, object]]) -> Answer:
    found = check(code, rules, prior, **sheets)
    # Every sentence can be said in both languages.
    for language in ("zh", "en"):
        assert found.explain(language)
        assert found.title(language)
        assert all(remark.message(language) for remark in found.remarks)
        assert all(figure.label(language) for figure in found.figures)
    remarks = [(each.path.removeprefix("facts."), each.code, each.verdict.value) for each in found.remarks]
    return Answer(found.verdict.value, {each.code: each.value for each in found.figures}, remarks)
