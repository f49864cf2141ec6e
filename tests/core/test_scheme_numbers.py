# SPDX-License-Identifier: Apache-2.0
from decimal import Decimal

import pytest

from tests.core.edited import edited, faults, with_parameters
from zhuoping.core.problems import Refused
from zhuoping.core.scheme_file import read_scheme

D = Decimal


@pytest.mark.parametrize(
    "number", [D("1e400"), D("1E-10"), 10**9, D("1234567890.5"), D("1E+9"), D("0." + "1" * 10), 10**39]
)
def test_number_without_room_in_the_arithmetic_is_refused_and_not_computed_with(number: D | int) -> None:
    assert faults(edited("hundred", points=number)) == ["points: not-a-number"]
    assert faults(edited("hundred", dimensions__0__points=number)) == ["dimensions[0].points: not-a-number"]
    assert faults(edited("hundred", bands__0__at_least=number)) == ["bands[0].at_least: not-a-number"]
    assert faults(with_parameters("hundred", scoring__quantum=number)) == [
        "parameters.scoring.quantum.value: not-a-number"
    ]


@pytest.mark.parametrize("number", [D("1E-9"), D("0.000000001")])
def test_number_with_room_is_taken(number: D) -> None:
    assert faults(with_parameters("hundred", scoring__quantum=number)) == []


def test_huge_number_in_a_list_of_a_parameter_is_refused() -> None:
    assert faults(with_parameters("hundred", survey__sizes=[1, 10**12])) == [
        "parameters.survey.sizes.value[1]: not-a-number"
    ]


# -- sums


def test_wrong_sum_is_found_beside_other_faults() -> None:
    value = edited("hundred", dimensions__0__points=41, dimensions__1__title=3)

    assert faults(value) == [
        "dimensions[1].title: wrong-type",
        "dimensions[0].points: wrong-sum",
        "points: wrong-sum",
    ]


def test_wrong_sum_of_parts_names_them() -> None:
    with pytest.raises(Refused) as caught:
        read_scheme(edited("twelve", dimensions__0__indicators__1__parts__0__points=D("2.5")))

    (fault,) = caught.value.problems
    assert fault.path == "dimensions[0].indicators[1].points"
    assert fault.message("en") == (
        "Should be 6 points, but its members add up to 6.5 (x: 2.5 + y: 3 + z: 1): correct one of them."
    )


@pytest.mark.parametrize("points", [None, "20", True, D("-20")])
def test_sum_of_what_is_no_number_is_not_told_twice(points: object) -> None:
    (fault,) = faults(edited("hundred", dimensions__0__indicators__0__points=points))

    assert fault.startswith("dimensions[0].indicators[0].points: ")


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"dimensions__0": 3}, ["dimensions[0]: wrong-type"]),
        ({"dimensions__0__indicators": "x"}, ["dimensions[0].indicators: wrong-type"]),
        ({"dimensions__0__indicators__0": "x"}, ["dimensions[0].indicators[0]: wrong-type"]),
        ({"dimensions__0__indicators__0__parts": 3}, ["dimensions[0].indicators[0].parts: wrong-type"]),
    ],
)
def test_what_is_no_dimension_or_indicator_has_no_sum(
    changes: dict[str, object], expected: list[str]
) -> None:
    assert faults(edited("hundred", **changes)) == expected


# -- points, steps, quantum


def test_edition_without_points_is_refused() -> None:
    value = edited("hundred", points=0, dimensions=[], bands=[])

    assert faults(value) == ["bands: empty-text", "points: off-quantum"]


def test_indicator_and_part_without_points_are_refused() -> None:
    value = edited("twelve", dimensions__0__indicators__0__points=0, dimensions__0__points=6, points=6)
    value["dimensions"][0]["indicators"][1]["parts"][0]["points"] = 0
    value["dimensions"][0]["indicators"][1]["parts"][1]["points"] = 5
    value["bands"] = [{**value["bands"][0], "at_least": 1}]

    assert faults(value) == [
        "dimensions[0].indicators[0].points: off-quantum",
        "dimensions[0].indicators[1].parts[0].points: off-quantum",
    ]


def test_part_whose_points_are_off_the_step_could_not_be_judged_full() -> None:
    value = edited("twelve")
    parts = value["dimensions"][0]["indicators"][1]["parts"]
    parts[0]["points"], parts[1]["points"] = D("2.05"), D("2.95")

    # The second is sampled, so the step does not matter there.
    assert faults(value) == ["dimensions[0].indicators[1].parts[0].points: off-step"]


@pytest.mark.parametrize("key", ["scoring__judged_step", "scoring__quantum"])
def test_step_and_quantum_are_above_zero(key: str) -> None:
    assert faults(with_parameters("hundred", **{key: 0})) == [
        f"parameters.{key.replace('__', '.')}.value: parameter-value"
    ]


@pytest.mark.parametrize(
    "key", ["scoring__judged_step", "deduction__points_each", "deduction__at_most", "bonus__points"]
)
def test_amounts_are_multiples_of_the_quantum(key: str) -> None:
    found = faults(with_parameters("hundred", **{key: D("0.125")}))

    assert f"parameters.{key.replace('__', '.')}.value: off-quantum" in found


# -- parameters


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("scoring__not_applicable", None),
        ("scoring__not_applicable", "ignore"),
        ("scoring__rounding", "up"),
        ("scoring__judged_step", None),
        ("scoring__quantum", "0.01"),
        ("scoring__quantum", True),
        ("deduction__points_each", None),
        ("deduction__fails_at", D("5.0")),
        ("deduction__fails_at", 0),
        ("deduction__determination_above", "3"),
        ("bonus__at_most", None),
        ("bonus__at_most", [1]),
        ("managers__ratio", "ten percent"),
        ("managers__rounding", "upwards"),
        ("managers__rounding", None),
        ("managers__least", True),
        ("managers__outlets_count", 1),
        ("voluntary__prior_certificate_counts", "no"),
        ("certificates_expiring__warn_days", D("90.5")),
    ],
)
def test_parameter_that_the_program_cannot_use_is_refused(key: str, value: object) -> None:
    assert faults(with_parameters("hundred", **{key: value})) == [
        f"parameters.{key.replace('__', '.')}.value: parameter-value"
    ]


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("deduction__at_most", None),
        ("deduction__fails_at", None),
        ("managers__ratio", D("0.1")),
        ("managers__ratio", None),
        ("managers__rounding", "up"),
        ("managers__outlets_count", False),
        ("managers__outlets_count", None),
        ("certificates_expiring__warn_days", 90),
        ("validity__years", "three, as the body says"),
        ("sampling__factors", [1, 2]),
    ],
)
def test_parameter_that_the_program_can_use_is_taken(key: str, value: object) -> None:
    assert faults(with_parameters("hundred", **{key: value})) == []


@pytest.mark.parametrize(
    ("above", "fails", "crossed"), [(3, 5, False), (3, 4, True), (0, 1, True), (None, 1, False)]
)
def test_between_determination_and_failing_there_is_a_number_of_cases(
    above: int | None, fails: int, crossed: bool
) -> None:
    value = with_parameters("hundred", deduction__determination_above=above, deduction__fails_at=fails)

    expected = ["parameters.deduction.fails_at.value: thresholds-crossed"] if crossed else []
    assert faults(value) == expected


def test_message_says_what_a_parameter_may_hold() -> None:
    with pytest.raises(Refused) as caught:
        read_scheme(with_parameters("hundred", deduction__fails_at="x", scoring__rounding="up"))

    assert [each.message("zh") for each in caught.value.problems] == [
        "参数值“up”不可用：应为 half-up、half-even、down。",
        "参数值“x”不可用：应为 0 或更大的整数，或 null。",
    ]


# -- levels


def test_levels_are_checked_though_parameters_are_faulty() -> None:
    value = with_parameters("hundred", scoring__quantum="x")
    value["bands"][1] |= {"at_least": 70, "stars": 0}
    value["bands"][3]["at_least"] = 60

    assert faults(value) == [
        "bands[1].at_least: bands-overlap",
        "bands[1].stars: stars-not-rising",
        "bands[3].at_least: bands-fall",
        "parameters.scoring.quantum.value: parameter-value",
    ]


@pytest.mark.parametrize(("at_least", "reachable"), [(102, True), (D("102.01"), False)])
def test_highest_level_may_need_the_bonus_and_no_more(at_least: D | int, reachable: bool) -> None:
    # 100 points and two bonuses of one point each.
    found = faults(edited("hundred", bands__3__at_least=at_least))

    assert found == ([] if reachable else ["bands[3].at_least: band-unreachable"])
