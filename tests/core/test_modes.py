# SPDX-License-Identifier: Apache-2.0
import pytest

from tests.make import edition
from zhuoping.core.modes import choose_modes, parse_modes, required_modes
from zhuoping.core.problems import Refused
from zhuoping.core.scheme import CertificationType

INITIAL, SURVEILLANCE = CertificationType.INITIAL, CertificationType.SURVEILLANCE

# The specification's table, reading A3 (E+II+I is E+H+I) and A22.
TABLE = [
    (True, "initial", ("E+H+I",)),
    (True, "surveillance", ("E+H+I", "E+I")),
    (True, "recertification", ("E+H+I",)),
    (True, "special", ("E+H+I", "E+I")),
    (False, "initial", ("E+I",)),
    (False, "surveillance", ("E+I",)),
    (False, "recertification", ("E+I",)),
    (False, "special", ("E+I",)),
]


def choose(kind: CertificationType, modes: str, *, design: bool = True, reason: str = "") -> str | list[str]:
    try:
        return str(choose_modes(edition("2025"), kind, modes, design_responsibility=design, reason=reason))
    except Refused as refused:
        return [f"{each.path}: {each.code}" for each in refused.problems]


@pytest.mark.parametrize(("design", "kind", "any_of"), TABLE)
def test_required_combinations_are_those_of_the_table(
    design: bool, kind: str, any_of: tuple[str, ...]
) -> None:
    rule = required_modes(edition("2025"), CertificationType(kind), design_responsibility=design)

    assert rule.any_of == any_of


@pytest.mark.parametrize("written", ["E+H+I", "I+H+E", " E + H + I ", "E＋H＋I"])
def test_letters_are_parsed_in_any_order(written: str) -> None:
    assert parse_modes(written, edition("2025")) == ("E", "H", "I")


@pytest.mark.parametrize(
    ("written", "faults"),
    [
        ("E+II+I", [("modes", "mode-unknown")]),
        ("E+1", [("modes", "mode-unknown")]),
        ("", [("modes", "mode-unknown")]),
        ("e+i", [("modes", "mode-unknown"), ("modes", "mode-unknown")]),
        ("E+E+I", [("modes", "mode-twice")]),
    ],
)
def test_anything_but_known_letters_is_refused(written: str, faults: list[tuple[str, str]]) -> None:
    with pytest.raises(Refused) as caught:
        parse_modes(written, edition("2025"))

    assert [(each.path, each.code) for each in caught.value.problems] == faults


def test_the_one_required_combination_needs_no_reason() -> None:
    assert choose(INITIAL, "E+H+I") == "E+H+I"


def test_other_combination_is_refused_with_the_allowed_list() -> None:
    with pytest.raises(Refused) as caught:
        choose_modes(edition("2025"), INITIAL, "E+I", design_responsibility=True)

    (fault,) = caught.value.problems
    assert fault.code == "modes-not-allowed"
    assert fault.message("en") == (
        "“E+I” is not a combination for this type of engagement: choose E+H+I; A, B, C, D, F, G may be added."
    )


def test_design_review_without_design_responsibility_is_refused() -> None:
    assert choose(INITIAL, "E+H+I", design=False) == ["modes: modes-not-allowed"]


def test_choice_between_combinations_needs_a_reason() -> None:
    assert choose(SURVEILLANCE, "E+I", reason=" ") == ["modes_reason: modes-reason-required"]
    assert choose(SURVEILLANCE, "E+I", reason="设计未变更") == "E+I"


def test_added_mode_needs_a_reason() -> None:
    assert choose(INITIAL, "B+E+H+I") == ["modes_reason: modes-reason-required"]
    assert choose(INITIAL, "E+H+I+B", reason="人对人服务接触多") == "B+E+H+I"


def test_added_mode_does_not_stand_for_a_required_one() -> None:
    assert choose(INITIAL, "A+B+I", design=False, reason="x") == ["modes: modes-not-allowed"]


def test_edition_without_extra_modes_says_that_nothing_may_be_added() -> None:
    with pytest.raises(Refused) as caught:
        choose_modes(edition("twelve"), INITIAL, "I", design_responsibility=True)

    (fault,) = caught.value.problems
    assert fault.message("zh") == "模式组合“I”不符合本类审查的要求：可选 E+I，不得另加。"


def test_choice_names_its_rule_and_letters() -> None:
    found = choose_modes(
        edition("2025"), SURVEILLANCE, "I+E+B", design_responsibility=True, reason=" 设计未变更，暗访补充 "
    )

    assert (found.letters, found.required, found.reason) == (
        ("B", "E", "I"),
        ("E", "I"),
        "设计未变更，暗访补充",
    )
    assert found.rule.any_of == ("E+H+I", "E+I")
