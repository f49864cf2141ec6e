# SPDX-License-Identifier: Apache-2.0
"""The loader called directly; one tiny broken file per mistake stands in tests/schemes/broken."""

from decimal import localcontext

import pytest

from tests.core.edited import GONE, edited, faults
from tests.make import EDITIONS, edition
from zhuoping.core import plain
from zhuoping.core.problems import Refused
from zhuoping.core.scheme_file import read_scheme


@pytest.mark.parametrize("value", [None, [], "x", 3])
def test_file_that_is_no_mapping_is_refused(value: object) -> None:
    assert faults(value) == [": wrong-type"]


def test_loading_does_not_depend_on_the_ambient_decimal_context() -> None:
    with localcontext() as context:
        context.prec = 1
        loaded = read_scheme(edited("twelve"))

    assert loaded == edition("twelve")


def test_fault_in_one_dimension_hides_none_in_another() -> None:
    value = edited(
        "hundred",
        dimensions__0__title=3,
        dimensions__1__indicators__0__methods=["parts"],
        dimensions__1__indicators__1__ref="B1",
        dimensions__1__indicators__1__facts=["staff"],
        dimensions__1__indicators__1__modes=["Z"],
    )

    assert faults(value) == [
        "dimensions[0].title: wrong-type",
        "dimensions[1].indicators[1].ref: duplicate-ref",
        "dimensions[1].indicators[0].methods[0]: method-not-fitting",
        "dimensions[1].indicators[1].facts[0]: fact-sheet-unknown",
        "dimensions[1].indicators[1].modes: mode-unknown",
    ]


def test_fault_in_one_parameter_hides_none_in_another() -> None:
    value = edited("hundred", **{"parameters__scoring.quantum__origin": GONE})
    value["parameters"]["scoring.rounding"]["value"] = "up"
    del value["parameters"]["bonus.points"]

    assert faults(value) == [
        "parameters.scoring.quantum: origin-missing",
        "parameters: parameter-missing",
        "parameters.scoring.rounding.value: parameter-value",
    ]


def test_sections_of_the_wrong_type_are_refused_and_nothing_else_is() -> None:
    for key in (
        "dimensions",
        "bands",
        "modes",
        "combinations",
        "deduction_grounds",
        "readings",
        "parameters",
    ):
        assert faults(edited("hundred", **{key: 3})) == [f"{key}: wrong-type"]
        assert faults(edited("hundred", **{key: None})) == [f"{key}: empty-text"]


def test_left_out_sections_are_missing_and_nothing_else_is() -> None:
    for key in ("dimensions", "bands", "modes", "combinations", "parameters", "points", "readings"):
        with pytest.raises(Refused) as caught:
            read_scheme(edited("hundred", **{key: GONE}))

        assert [(each.code, dict(each.values)["key"]) for each in caught.value.problems] == [
            ("missing-key", key)
        ]


@pytest.mark.parametrize(
    ("section", "item"),
    [
        ("terms", {"key": "a", "title": "甲", "meaning": "甲", "source": "1"}),
        ("activities", {"key": "a", "title": "甲", "examples": ["乙"], "source": "1"}),
        ("deduction_grounds", {"key": "a", "title": "甲", "meaning": "甲", "source": "1"}),
        ("bonus_conditions", {"key": "a", "title": "甲", "source": "1"}),
    ],
)
def test_keys_of_a_section_are_given_once(section: str, item: dict[str, object]) -> None:
    assert faults(edited("hundred", **{section: [item, item]})) == [f"{section}[1]: duplicate-ref"]


def test_parts_have_refs_of_their_own_and_no_parts_themselves() -> None:
    value = edited("twelve", dimensions__0__indicators__1__parts__1__ref="x")
    value["dimensions"][0]["indicators"][1]["parts"][0]["methods"] = ["parts"]

    assert faults(value) == [
        "dimensions[0].indicators[1].parts[1]: duplicate-ref",
        "dimensions[0].indicators[1].parts[0].methods[0]: method-not-fitting",
    ]


@pytest.mark.parametrize(
    ("any_of", "fault"),
    [
        (["E+E+I"], "any_of[0]: mode-twice"),
        (["I", "E+Z"], "any_of[1]: mode-unknown"),
        (["E + I"], "any_of[0]: mode-unknown"),
        ([""], "any_of[0]: empty-text"),
        ([], "default: default-not-offered"),
    ],
)
def test_combination_names_known_modes_once(any_of: list[str], fault: str) -> None:
    found = faults(edited("hundred", combinations__0__any_of=any_of))

    assert set(found) == {f"combinations[0].{fault}"}


def test_required_combination_holds_no_mode_that_may_only_be_added() -> None:
    value = edited("hundred", modes__0__extra=True)

    assert faults(value) == [f"combinations[{index}].any_of[0]: mode-extra" for index in (0, 2, 4, 6)]


def test_combinations_without_modes_are_not_checked_against_them() -> None:
    assert faults(edited("hundred", modes=[3])) == ["modes[0]: wrong-type"]


def test_reading_is_looked_for_wherever_it_is_named() -> None:
    reading = {"passage": "甲", "reading": "乙", "reason": "丙", "by": "丁", "on": "2026-11-24"}
    value = edited(
        "hundred", readings={"A1": reading}, dimensions__0__reading="A1", dimensions__1__reading="A9"
    )
    value["parameters"]["scoring.quantum"]["reading"] = "A2"
    value["combinations"][3]["reading"] = "A1"
    value["dimensions"][0]["indicators"][0]["readings"] = ["A1", "A7", 3]

    assert faults(value) == [
        "dimensions[0].indicators[0].readings[2]: wrong-type",
        "dimensions[0].indicators[0].readings[1]: reading-unknown",
        "dimensions[1].reading: reading-unknown",
        "parameters.scoring.quantum.reading: reading-unknown",
    ]


def test_optional_sections_may_be_left_out() -> None:
    hundred = read_scheme(plain.read((EDITIONS / "hundred.yaml").read_bytes()).value)

    assert (hundred.applicability, hundred.terms, hundred.activities) == (None, (), ())


def test_edition_without_any_level_is_refused() -> None:
    assert faults(edited("hundred", bands=[])) == ["bands: empty-text"]
