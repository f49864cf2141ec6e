# SPDX-License-Identifier: Apache-2.0
import dataclasses
from decimal import Decimal
from importlib import resources

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests import make
from tests.outputs.workbook.full import full_case
from tests.outputs.workbook.strategies import AWKWARD, cases
from zhuoping.core import plain
from zhuoping.core.awards import Deduction, Judged, NotApplicable, Parts, Sampled
from zhuoping.core.case import Case
from zhuoping.core.case_file import read_case
from zhuoping.core.problems import Refused, problem
from zhuoping.core.scheme import Scheme
from zhuoping.outputs.case_file import case_value
from zhuoping.outputs.workbook import read_workbook, write_workbook
from zhuoping.schemes import library

LANGUAGES = ("zh", "en")
SAMPLES = sorted(
    each.name
    for each in (resources.files("zhuoping.cli") / "samples").iterdir()
    if each.name.endswith(".yaml")
)


def through_a_workbook(scheme: Scheme, case: Case, language: str = "zh") -> Case:
    return read_case(read_workbook(write_workbook(scheme, case, language)).value, scheme)


@pytest.mark.parametrize("name", ["2025", "hundred", "twelve"])
def test_any_case_through_a_workbook_is_equal(name):
    scheme = make.edition(name)

    @settings(max_examples=10)
    @given(cases(scheme), st.sampled_from(LANGUAGES))
    def check(case, language):
        assert through_a_workbook(scheme, case, language) == case

    check()


@pytest.mark.parametrize("language", LANGUAGES)
def test_case_with_every_field_through_a_workbook_is_equal(language):
    scheme = library.load("after-sales-completeness", "2025", language)
    case = full_case(scheme)

    assert through_a_workbook(scheme, case, language) == case


@pytest.mark.parametrize("name", SAMPLES)
def test_sample_case_through_a_workbook_is_equal(name):
    scheme = make.edition("2025")
    text = (resources.files("zhuoping.cli") / "samples" / name).read_bytes()
    case = read_case(plain.read(text).value, scheme)

    assert through_a_workbook(scheme, case) == case


@pytest.mark.parametrize("language", LANGUAGES)
def test_workbook_holds_the_mapping_of_the_case_file(language):
    scheme = make.edition("2025")
    case = full_case(scheme)

    value = read_workbook(write_workbook(scheme, case, language)).value

    # A judged award without a reason is the bare number in a file; a workbook knows the method.
    written = case_value(case)
    written["awards"]["1.3"] = {"judged": 2}
    written["awards"]["2.1"]["parts"]["a"] = {"judged": 5}
    assert value == written


def test_blank_workbook_holds_no_awards_and_names_its_edition():
    scheme = make.edition("hundred")

    value = read_workbook(write_workbook(scheme)).value

    assert {key: given for key, given in value.items() if given not in (None, [], {})} == {
        "scheme": "hundred-points",
        "edition": "2012",
        "evaluation": {"team": []},
        "facts": {name: [] for name in value["facts"]},
    }


def test_same_case_gives_the_same_bytes():
    scheme = make.edition("twelve")
    case = make.case(scheme)

    assert write_workbook(scheme, case) == write_workbook(scheme, case)


def test_awkward_texts_through_a_workbook_stay_as_they_are():
    scheme = make.edition("twelve")
    deductions = tuple(Deduction("law", words, (words, words)) for words in AWKWARD)
    case = dataclasses.replace(make.case(scheme), deductions=deductions)

    assert through_a_workbook(scheme, case).deductions == deductions


def test_grounds_of_one_title_stay_apart():
    scheme = make.edition("2025")
    grounds = tuple(dataclasses.replace(ground, title="违规") for ground in scheme.deduction_grounds)
    scheme = dataclasses.replace(scheme, deduction_grounds=grounds)
    deductions = tuple(Deduction(ground.key, "理由") for ground in grounds)
    case = dataclasses.replace(make.case(scheme), deductions=deductions)

    assert through_a_workbook(scheme, case).deductions == deductions


@pytest.mark.parametrize(
    "points",
    [
        "0",
        "0.1",
        "8.10",
        "123456789.123456",
        "999999999999999",
        "1000000000000000",
        "0.1234567890123456789",
        "1E+300",
    ],
)
def test_number_through_a_workbook_is_exact(points):
    scheme = make.edition("twelve")
    case = make.case(scheme, awards={"一.1": Decimal(points)})

    award = through_a_workbook(scheme, case).awards["一.1"]

    assert award == Judged(Decimal(points))


def test_awards_that_do_not_fit_the_methods_are_carried_for_the_rules_to_refuse():
    scheme = make.edition("twelve")
    case = dataclasses.replace(
        make.case(scheme),
        awards={"一.1": Sampled(3, 9, "抽样"), "一.2": Parts({"x": Judged(Decimal(9))}, "理由")},
    )

    assert through_a_workbook(scheme, case) == case


def test_not_applicable_award_is_carried():
    scheme = make.edition("hundred")
    case = dataclasses.replace(make.case(scheme), awards={"B2": NotApplicable("不产生废弃品")})

    assert through_a_workbook(scheme, case) == case


def test_award_and_part_that_the_edition_does_not_know_are_refused():
    scheme = make.edition("twelve")
    awards = {"9.9": Judged(Decimal(1)), "一.2": Parts({"x": Judged(Decimal(1)), "q": Judged(Decimal(1))})}
    case = dataclasses.replace(make.case(scheme), awards=awards)

    with pytest.raises(Refused) as refused:
        write_workbook(scheme, case)

    assert refused.value.problems == (
        problem("awards.9.9", "indicator-unknown", ref="9.9", known="一.1、一.2"),
        problem("awards.一.2.parts.q", "part-unknown", ref="q", known="x、y、z"),
    )


def test_texts_that_no_cell_can_hold_are_refused_all_at_once():
    scheme = make.edition("twelve")
    # 20,000 characters outside the basic plane take 40,000 units of a cell.
    case = dataclasses.replace(make.case(scheme), scope="𬭎" * 20_000, summary="x" * 32_768)

    with pytest.raises(Refused) as refused:
        write_workbook(scheme, case)

    assert refused.value.problems == (
        problem("scope", "cell-too-long", length=40_000, limit=32_767),
        problem("summary", "cell-too-long", length=32_768, limit=32_767),
    )


def test_text_of_a_full_cell_is_carried():
    scheme = make.edition("twelve")
    case = dataclasses.replace(make.case(scheme), summary="长" * 20_000)

    assert through_a_workbook(scheme, case) == case


def test_control_characters_are_refused_all_at_once():
    scheme = make.edition("twelve")
    case = dataclasses.replace(make.case(scheme), title="a\x00b", scope="\x1b[31m", summary="\ud800")

    with pytest.raises(Refused) as refused:
        write_workbook(scheme, case)

    assert refused.value.problems == (
        problem("title", "character-not-allowed", given="U+0000"),
        problem("scope", "character-not-allowed", given="U+001B"),
        problem("summary", "character-not-allowed", given="U+D800"),
    )
