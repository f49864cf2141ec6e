# SPDX-License-Identifier: Apache-2.0
import pytest

from tests.core.blueprints import ARRIVAL, drawn, plain, stage
from zhuoping.core.blueprint import (
    Blueprint,
    Bound,
    CellDifference,
    Characteristic,
    ContactPoint,
    Lane,
    differences,
    lines_of,
    plain_of,
    read_blueprint,
)
from zhuoping.core.problems import Refused
from zhuoping.core.wording.design_review import text


def faults(value):
    """Every fault of a drawing, as `path: code`."""
    with pytest.raises(Refused) as refused:
        read_blueprint(value)
    return [f"{each.path}: {each.code}" for each in refused.value.problems]


def with_characteristic(**changes):
    """A drawing of one contact point with one characteristic."""
    return plain(stage(contacts=[{"text": "维修工", "characteristics": [ARRIVAL | changes]}]))


def test_drawing_is_read_and_written_as_it_was():
    assert plain_of(drawn()) == plain()


def test_blanks_and_line_breaks_are_left_out():
    found = drawn(
        stage(
            " 上门 \n 维修 ", contacts=[{"text": " 维修工 ", "characteristics": [ARRIVAL | {"unit": " h "}]}]
        )
    )

    assert found.stages[0].title == "上门 维修"
    assert found.contact_points == (
        ContactPoint("维修工", (Characteristic("到达时间", "24", Bound.AT_MOST, "h", "2"),)),
    )


def test_only_the_name_of_a_stage_is_needed():
    assert drawn({"title": "报修"}).stages[0].customer == ()
    assert read_blueprint({}) == Blueprint()
    assert read_blueprint({}).contact_points == ()


@pytest.mark.parametrize(
    ("characteristic", "said"),
    [
        (Characteristic("到达", "24", Bound.AT_MOST, "h", "2"), "到达 ≤ 24 ± 2 h"),
        (Characteristic("满意度", "90", Bound.AT_LEAST, "分"), "满意度 ≥ 90 分"),
        (Characteristic("着装", "着工装"), "着装 着工装"),
    ],
)
def test_characteristic_is_drawn_with_sign_tolerance_and_unit(characteristic, said):
    assert str(characteristic) == said


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ([], ["blueprint: wrong-type"]),
        ({"stages": [{}], "colour": 1}, ["blueprint.colour: unknown-key"]),
        ({"stages": [{}]}, ["blueprint.stages[0].title: empty-text"]),
        (plain(stage("  ")), ["blueprint.stages[0].title: empty-text"]),
        (plain(stage(customer=["", 3])), ["blueprint.stages[0].customer[0]: empty-text",
                                          "blueprint.stages[0].customer[1]: wrong-type"]),
        (plain(stage("\x07")), ["blueprint.stages[0].title: empty-text"]),
        (plain(stage("b\x0ba")), ["blueprint.stages[0].title: character-not-allowed"]),
        (plain(stage(support=["x" * 301])), ["blueprint.stages[0].support[0]: text-too-long"]),
        (plain(stage(backstage=["x"] * 21)), ["blueprint.stages[0].backstage: blueprint-too-many"]),
        (plain(*[{"title": "x"}] * 31), ["blueprint.stages: blueprint-too-many"]),
        (plain(stage(contacts=[{"text": "x"}] * 21)), ["blueprint.stages[0].contacts: blueprint-too-many"]),
        (
            plain(stage(contacts=[{"text": "x", "characteristics": [ARRIVAL] * 11}])),
            ["blueprint.stages[0].contacts[0].characteristics: blueprint-too-many"],
        ),
    ],
)  # fmt: skip
def test_every_fault_is_found_with_its_place(value, found):
    assert faults(value) == found


@pytest.mark.parametrize(
    "changes",
    [{"target": "快"}, {"target": "快", "unit": "", "tolerance": ""}, {"target": "1e3"}, {"target": "=1+1"}],
)
def test_measured_target_has_to_be_a_number(changes):
    place = "blueprint.stages[0].contacts[0].characteristics[0].target"

    assert faults(with_characteristic(**changes)) == [f"{place}: target-not-a-number"]


def test_half_a_drawing_has_all_its_faults_told_at_once():
    half = [{"text": "", "characteristics": [{"unit": "h"}, ARRIVAL | {"target": "快"}]}]

    assert faults(plain(stage("", contacts=half))) == [
        "blueprint.stages[0].title: empty-text",
        "blueprint.stages[0].contacts[0].text: empty-text",
        "blueprint.stages[0].contacts[0].characteristics[0].name: empty-text",
        "blueprint.stages[0].contacts[0].characteristics[0].target: empty-text",
        "blueprint.stages[0].contacts[0].characteristics[1].target: target-not-a-number",
    ]


@pytest.mark.parametrize("tolerance", ["-1", "两", "1.", "١"])
def test_tolerance_has_to_be_a_number_not_below_zero(tolerance):
    place = "blueprint.stages[0].contacts[0].characteristics[0].tolerance"

    assert faults(with_characteristic(tolerance=tolerance)) == [f"{place}: tolerance-not-a-number"]


def test_target_may_be_below_zero():
    found = read_blueprint(with_characteristic(name="冷藏温度", target="-18", unit="℃", tolerance="0.5"))

    assert str(found.contact_points[0].characteristics[0]) == "冷藏温度 ≤ -18 ± 0.5 ℃"


def test_ten_thousand_cells_are_refused_at_once():
    assert faults(plain(stage(customer=["x"] * 10_000))) == ["blueprint: blueprint-too-large"]


def test_drawing_within_another_without_end_is_no_drawing():
    deep = []
    for _ in range(4_000):
        deep = [deep]

    assert faults({"stages": deep}) == ["blueprint.stages[0]: wrong-type"]


def test_cell_of_contact_points_has_their_characteristics_indented():
    only = drawn(stage()).stages[0]

    assert lines_of(only, Lane.CONTACT) == ("维修工", "  到达时间 ≤ 24 ± 2 h", "  着装 着工装、戴工牌")
    assert lines_of(only, Lane.BACKSTAGE) == ("派工", "备件出库")


def test_differences_are_told_cell_by_cell():
    stands, given = drawn(stage(), stage("回访")), drawn(stage("维修", support=["知识库"]))

    found = differences(stands, given)

    assert found[:2] == (
        CellDifference(0, None, "上门维修", "维修"),
        CellDifference(0, Lane.SUPPORT, "客户信息系统", "知识库"),
    )
    assert found[2] == CellDifference(1, None, "回访", "")
    assert [each.lane for each in found[2:]] == [None, *Lane]
    assert differences(given, given) == ()


def test_words_of_the_drawing_are_there_in_both_languages():
    assert (text("version", "zh", version=3), text("version", "en", version=3)) == ("第 3 版", "Version 3")
