# SPDX-License-Identifier: Apache-2.0
import copy
from importlib import resources
from typing import Any

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.make import edition
from tests.outputs.schema_checker import faults
from tests.outputs.workbook.strategies import cases
from zhuoping.core import shapes
from zhuoping.core.case import Case
from zhuoping.core.case_file import SCORE_KEYS
from zhuoping.core.facts import Facts
from zhuoping.core.plain import Plain
from zhuoping.outputs.case_file import case_value
from zhuoping.outputs.json_schema import case_schema, case_schema_text

CASE: dict[str, Plain] = {
    "title": "甲",
    "scheme": "hundred-points",
    "edition": "2012",
    "client": {"name": "甲厂", "uscc": "91350200MA2TEXM101", "staff": None, "uscc_override": None},
    "scope": "水泵",
    "evaluation": {
        "body": "机构",
        "report_number": "1",
        "type": "initial",
        "design_responsibility": True,
        "design_reason": "自行设计",
        "modes": "E+H+I",
        "started_on": "2026-11-02",
        "ended_on": "2026-11-06",
        "team": [{"name": "林审", "role": "leader"}],
    },
    "prior_certificate": None,
    "facts": {"outlets": [{"name": "厦门", "kind": "showroom", "ownership": "self-built", "technicians": 6}]},
    "findings": {
        "A1": {"text": "有", "evidence": [{"kind": "photo", "title": "图", "dated_on": "2026-11-02"}]}
    },
    "awards": {
        "A1": 20,
        "A2": {"sampled": {"size": 20, "conforming": 17}},
        "B1": {"parts": {"a": 5, "b": {"judged": 2.5, "reason": "缺"}, "c": None}},
        "B2": {"not_applicable": True, "reason": "无"},
        "B3": {"all_or_nothing": False, "reason": "无"},
        "B4": None,
    },
    "deductions": [{"ground": "law", "reason": "逾期", "evidence": ["台账"]}],
    "determination": {"by": "吴总", "reason": "已整改"},
    "bonus": {"reason": "领先", "leads_trade": True, "evidence": ["承诺书"]},
}
SCORE: dict[str, Plain] = {key: CASE[key] for key in SCORE_KEYS}


def changed(*path: str | int, to: Any) -> dict[str, Plain]:
    """The case with the value at `path` replaced, or removed where `to` is the ellipsis."""
    value: Any = copy.deepcopy(CASE)
    inner = value
    for key in path[:-1]:
        inner = inner[key]
    if to is ...:
        del inner[path[-1]]
    else:
        inner[path[-1]] = to
    return value


def test_shipped_schema_is_the_one_made_from_the_code() -> None:
    shipped = (resources.files("zhuoping.outputs") / "case.schema.json").read_text("utf-8")

    renew = "renew it: ./zhuoping case schema > src/zhuoping/outputs/case.schema.json"
    assert shipped == case_schema_text() + "\n", renew


def test_schema_is_a_schema_of_its_dialect() -> None:
    jsonschema.Draft202012Validator.check_schema(case_schema())


def test_schema_of_a_case_holds_every_key_and_every_fact_sheet() -> None:
    schema = case_schema()

    assert list(schema["properties"]) == [field.name for field in shapes.fields(Case)]
    assert list(schema["$defs"]["Facts"]["properties"]) == [field.name for field in shapes.fields(Facts)]
    assert list(schema["$defs"]["ScoreFile"]["properties"]) == list(SCORE_KEYS)


def test_every_property_has_a_title_in_both_languages() -> None:
    schema = case_schema()
    shapes_ = [schema, *schema["$defs"].values()]
    untitled = [
        name
        for shape in shapes_
        for name, value in shape.get("properties", {}).items()
        if " / " not in value.get("title", value.get("description", ""))
    ]

    assert untitled == []


def test_choice_is_described_in_both_languages() -> None:
    role = case_schema()["$defs"]["TeamMember"]["properties"]["role"]

    assert role == {
        "title": "职责 / Role",
        "description": (
            "技术专家记录证据，不评分 / A technical expert records evidence and gives no points\n"
            "leader: 组长 / team leader\nauditor: 审查员 / auditor\ntechnical-expert: 技术专家 / technical expert"
        ),
        "enum": ["leader", "auditor", "technical-expert"],
    }


def test_full_case_and_full_score_file_fit() -> None:
    assert faults(CASE) == []
    assert faults(SCORE, "ScoreFile") == []


@pytest.mark.parametrize("key", ["facts", "findings", "awards", "deductions", "determination", "bonus"])
def test_bare_key_at_the_top_is_nothing_given(key: str) -> None:
    assert faults(changed(key, to=None)) == []


def test_edition_and_bonus_may_be_written_in_their_other_ways() -> None:
    assert faults(changed("edition", to=2012)) == []
    assert faults(changed("bonus", to=[CASE["bonus"], {"reason": "另一项"}])) == []


@pytest.mark.parametrize(
    ("value", "found"),
    [
        (changed("titel", to="甲"), [("$", "additionalProperties")]),
        (changed("client", "nmae", to="甲"), [("$.client", "additionalProperties")]),
        (changed("evaluation", to=...), [("$", "required")]),
        (changed("evaluation", "team", 0, "name", to=...), [("$.evaluation.team[0]", "required")]),
        (changed("title", to=" \t"), [("$.title", "pattern")]),
        (changed("title", to=None), [("$.title", "type")]),
        (changed("summary", to=None), [("$.summary", "type")]),
        (changed("summary", to="长" * (shapes.TEXT_LIMIT + 1)), [("$.summary", "maxLength")]),
        (changed("edition", to=True), [("$.edition", "type")]),
        (changed("client", "staff", to=-1), [("$.client.staff", "minimum")]),
        (changed("client", "staff", to=1.5), [("$.client.staff", "type")]),
        (changed("evaluation", "type", to="first"), [("$.evaluation.type", "enum")]),
        (changed("evaluation", "team", to={}), [("$.evaluation.team", "type")]),
        (
            changed("evaluation", "design_responsibility", to="yes"),
            [("$.evaluation.design_responsibility", "type")],
        ),
        (
            changed("evaluation", "ended_on", to="6.11.2026"),
            [("$.evaluation.ended_on", "format"), ("$.evaluation.ended_on", "pattern")],
        ),
        (changed("evaluation", "ended_on", to="2026-13-01"), [("$.evaluation.ended_on", "format")]),
        (changed("prior_certificate", to={"number": "1"}), [("$.prior_certificate", "anyOf")]),
        (changed("facts", "shops", to=[]), [("$.facts", "anyOf")]),
        (changed("facts", "outlets", 0, "kind", to="shop"), [("$.facts", "anyOf")]),
        (
            changed("findings", "A1", "evidence", 0, "kind", to="film"),
            [("$.findings.A1.evidence[0].kind", "enum")],
        ),
        (changed("awards", to=[]), [("$.awards", "type")]),
        (changed("awards", "A1", to="20"), [("$.awards.A1", "anyOf")]),
        (changed("awards", "A1", to=-1), [("$.awards.A1", "anyOf")]),
        (
            changed("awards", "A1", to={"judged": 1, "sampled": {"size": 1, "conforming": 1}}),
            [("$.awards.A1", "anyOf")],
        ),
        (changed("awards", "A1", to={"reason": "缺"}), [("$.awards.A1", "anyOf")]),
        (changed("awards", "A2", "sampled", to={"size": 20}), [("$.awards.A2", "anyOf")]),
        (changed("awards", "A2", "sampled", "size", to=-20), [("$.awards.A2", "anyOf")]),
        (changed("awards", "B1", "parts", "a", to={"parts": {}}), [("$.awards.B1", "anyOf")]),
        (changed("awards", "B1", "parts", "a", to={"not_applicable": True}), [("$.awards.B1", "anyOf")]),
        (changed("awards", "B2", "not_applicable", to=False), [("$.awards.B2", "anyOf")]),
        (changed("deductions", 0, "reason", to=...), [("$.deductions[0]", "required")]),
        (changed("deductions", 0, "evidence", to=[""]), [("$.deductions[0].evidence[0]", "pattern")]),
        (changed("determination", "by", to=""), [("$.determination", "anyOf")]),
        (changed("bonus", "leads_trade", to="yes"), [("$.bonus", "anyOf")]),
        (changed("bonus", "reason", to=...), [("$.bonus", "anyOf")]),
    ],
)
def test_mistake_does_not_fit(value: dict[str, Plain], found: list[tuple[str, str]]) -> None:
    assert faults(value) == found


def test_key_of_a_case_does_not_fit_a_score_file() -> None:
    assert faults({**SCORE, "title": "甲"}, "ScoreFile") == [("$", "additionalProperties")]
    assert faults({"scheme": "hundred-points"}, "ScoreFile") == [("$", "required")]


@settings(max_examples=40, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_every_case_that_a_file_can_hold_fits(data: st.DataObject) -> None:
    case = data.draw(cases(edition("hundred")))

    assert faults(case_value(case)) == []
