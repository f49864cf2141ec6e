# SPDX-License-Identifier: Apache-2.0
"""Holds docs/domain/report-template.md to the content: every name that a tag may use, and no other."""

import re
from pathlib import Path

from tests.make import case_value, edition, evaluated
from zhuoping.outputs.report.content import report_content
from zhuoping.outputs.report.docx_sandbox import FILTERS

DOCUMENT = (Path(__file__).parents[3] / "docs" / "domain" / "report-template.md").read_text("utf-8")
ADDED_FOR_WORD = {"stars", "stars_missed"}


def complete_case():
    """Points lost in every way, a way up, all special items, and facts that a check finds a gap in."""
    deduction = {"ground": "law", "reason": "逾期", "evidence": ["台账"]}
    bonus = {"reason": "领先", "exceeds_law": True, "leads_trade": True, "evidence": ["承诺书"]}
    return evaluated(
        edition("2025"),
        awards={
            **{ref: {"judged": 0, "reason": "无"} for ref in edition("2025").indicators},
            "1.2": {"sampled": {"size": 20, "conforming": 17}},
            "2.1": {"parts": {"a": 5, "b": {"sampled": {"size": 40, "conforming": 38}}}},
            "2.2": {"all_or_nothing": True},
        },
        deductions=[deduction],
        determination={"by": "吴总", "reason": "已整改"},
        bonus=bonus,
        facts={"functions": [{"function": "sales"}]},
        summary="总的看来完善。",
        sample_note="样例，不是结果。",
        findings={
            **case_value(edition("2025"))["findings"],
            "1.1": {"text": "发现甲", "strengths": "亮点乙", "improvement": "改进丙"},
        },
    )


def incomplete_case():
    """Nothing is scored yet, and a notice waits."""
    return evaluated(edition("2025"), awards={}, prior_certificate=None)


def names(value, name=""):
    """Every name that leads to a text, number or truth value, `[]` marking lists."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from names(inner, f"{name}.{key}".lstrip("."))
    elif isinstance(value, list):
        for inner in value:
            yield from names(inner, f"{name}[]")
    elif value is not None:
        yield name


def test_document_lists_every_name_and_no_other():
    contents = [report_content(case, "zh") for case in (complete_case(), incomplete_case())]
    known = {name for content in contents for name in names(content | {"labels": "…"})}

    lines = DOCUMENT.split("## What may be named")[1].splitlines()
    rows = [line.split("|")[1] for line in lines if line.startswith("| `")]
    listed = [name for row in rows for name in re.findall(r"`([^`]+)`", row)]

    assert sorted(listed) == sorted(set(listed))
    assert set(listed) == known | ADDED_FOR_WORD


def test_document_lists_every_filter_and_no_other():
    said = DOCUMENT.split("Filters: ")[1].split(".\n")[0]

    assert tuple(re.findall("`([a-z]+)`", said)) == FILTERS
