# SPDX-License-Identifier: Apache-2.0
import dataclasses
from decimal import Decimal

import pytest
import yaml
from hypothesis import given, settings

from tests import make
from tests.outputs.workbook.full import full_case
from tests.outputs.workbook.strategies import AWKWARD, cases
from zhuoping.core import plain
from zhuoping.core.awards import AllOrNothing, Bonus, Judged, NotApplicable, Parts, Sampled
from zhuoping.core.case_file import read_case
from zhuoping.core.problems import Refused, problem
from zhuoping.outputs.case_file import award_value, case_text, case_value, yaml_text


@pytest.mark.parametrize("name", ["2025", "hundred", "twelve"])
def test_any_case_through_a_file_is_equal(name):
    scheme = make.edition(name)

    @settings(max_examples=15)
    @given(cases(scheme))
    def check(case):
        assert read_case(plain.read(case_text(case).encode()).value, scheme) == case

    check()


def test_case_with_every_field_through_a_file_is_equal():
    scheme = make.edition("2025")
    case = full_case(scheme)

    assert read_case(plain.read(case_text(case).encode()).value, scheme) == case


def test_file_reads_as_a_person_writes_it():
    scheme = make.edition("twelve")
    case = make.case(
        scheme,
        prior_certificate=None,
        client={"name": "甲公司", "uscc": "91110000600037341L", "industry": "007"},
        findings={"一.1": {"text": "第一行\n第二行", "evidence": [{"kind": "photo", "title": "=A1"}]}},
        awards={
            "一.1": {"judged": Decimal("2.5"), "reason": "不足: 两处"},
            "一.2": {"parts": {"x": 2, "z": {"all_or_nothing": True}}},
        },
        facts={
            "budget": [
                {"year": 2026, "kind": "satisfaction", "planned": Decimal("1.50"), "special_fund": False}
            ]
        },
        deductions=[{"ground": "law", "reason": "一"}],
        bonus={"reason": "真", "leads_trade": True},
    )

    assert case_text(case) == (
        """\
title: 试评
scheme: twelve-stars
edition: "2017"
client:
  name: 甲公司
  uscc: 91110000600037341L
  industry: "007"
scope: 水泵的销售与售后服务
evaluation:
  body: 测试认证有限公司
  report_number: BG-2026-001
  type: initial
  design_responsibility: true
  design_reason: 自行设计服务
  modes: E+I
  started_on: 2026-11-20
  ended_on: 2026-11-24
  team:
  - name: 林审查
    role: leader
    registration: SC-001
facts:
  budget:
  - year: 2026
    kind: satisfaction
    planned: 1.50
    special_fund: false
findings:
  一.1:
    text: |-
      第一行
      第二行
    evidence:
    - kind: photo
      title: =A1
awards:
  一.1:
    judged: 2.5
    reason: '不足: 两处'
  一.2:
    parts:
      x: 2
      z:
        all_or_nothing: true
deductions:
- ground: law
  reason: 一
bonus:
  reason: 真
  leads_trade: true
"""
    )


@pytest.mark.parametrize(
    ("award", "written"),
    [
        (Judged(Decimal("8.5")), Decimal("8.5")),
        (Judged(Decimal(8), "理由"), {"judged": Decimal(8), "reason": "理由"}),
        (AllOrNothing(False), {"all_or_nothing": False}),
        (Sampled(20, 17, "理由"), {"sampled": {"size": 20, "conforming": 17}, "reason": "理由"}),
        (NotApplicable("无"), {"not_applicable": True, "reason": "无"}),
        (Parts({"a": Judged(Decimal(1))}, "合"), {"parts": {"a": Decimal(1)}, "reason": "合"}),
    ],
)
def test_award_is_written_in_its_form(award, written):
    assert award_value(award) == written


def test_several_bonuses_are_a_list_and_none_is_left_out():
    scheme = make.edition("hundred")
    one, two = Bonus("一", frozenset()), Bonus("二", frozenset({"leads_trade"}), ("照片",))
    case = make.case(scheme)

    several = case_value(dataclasses.replace(case, bonus=(one, two)))

    assert several["bonus"] == [{"reason": "一"}, {"reason": "二", "leads_trade": True, "evidence": ["照片"]}]
    assert "bonus" not in case_value(case)


@pytest.mark.parametrize("words", AWKWARD)
def test_awkward_text_is_the_same_text_to_other_yaml_programs(words):
    key = words[: plain.KEY_LENGTH_LIMIT]
    written = yaml_text({key: [words]})

    assert plain.read(written.encode()).value == {key: [words]}
    # A date stays bare, as people write it: other programs may take it for one.
    if words != "2026-11-24":
        assert yaml.safe_load(written) == {key: [words]}


@pytest.mark.parametrize("code", ["007", "08", "-01", "00.5"])
def test_code_with_leading_zeros_is_quoted_for_programs_that_would_count_with_it(code):
    assert yaml_text({"staff_number": code}) == f'staff_number: "{code}"\n'
    assert plain.read(f"staff_number: {code}".encode()).value == {"staff_number": code}


def test_equal_texts_are_written_without_anchors():
    words = ["同一个"]

    assert yaml_text({"a": words, "b": words}) == "a:\n- 同一个\nb:\n- 同一个\n"


def test_control_characters_are_refused_all_at_once():
    scheme = make.edition("twelve")
    case = dataclasses.replace(make.case(scheme), title="a\x00b", summary="\ufffe")

    with pytest.raises(Refused) as refused:
        case_text(case)

    assert refused.value.problems == (
        problem("title", "character-not-allowed", given="U+0000"),
        problem("summary", "character-not-allowed", given="U+FFFE"),
    )


def test_control_character_in_an_inner_text_is_named_by_its_path():
    scheme = make.edition("twelve")
    case = make.case(scheme)
    leader = case.evaluation.team[0]
    team = (leader, dataclasses.replace(leader, name="王\x07"))
    case = dataclasses.replace(case, evaluation=dataclasses.replace(case.evaluation, team=team))

    with pytest.raises(Refused) as refused:
        case_text(case)

    assert refused.value.problems == (
        problem("evaluation.team[1].name", "character-not-allowed", given="U+0007"),
    )
