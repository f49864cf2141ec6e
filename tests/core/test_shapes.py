# SPDX-License-Identifier: Apache-2.0
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import StrEnum

import pytest

from zhuoping.core import shapes
from zhuoping.core.problems import Problem


class Colour(StrEnum):
    RED = "red"
    BLUE = "blue"


@dataclass(frozen=True)
class Inner:
    name: str


@dataclass(frozen=True)
class Shape:
    name: str
    count: int = 0
    share: Decimal = Decimal(0)
    on: date | None = None
    is_sure: bool = False
    colour: Colour = Colour.RED
    inner: tuple[Inner, ...] = ()
    by_key: Mapping[str, Inner] | None = None
    anything: bool | int | Decimal | str | None = None
    note: str = ""


def read(value: object) -> tuple[Shape | None, list[tuple[str, str]]]:
    problems: list[Problem] = []
    shape = shapes.read(Shape, value, "top", problems)
    return shape, [(each.path, each.code) for each in problems]


def test_plain_values_become_the_shape() -> None:
    value = {
        "name": "甲",
        "count": 3,
        "share": 2,
        "on": "2026-11-24",
        "is_sure": True,
        "colour": "blue",
        "inner": [{"name": "乙"}],
        "by_key": {"x": {"name": "丙"}},
        "anything": Decimal("0.5"),
        "note": "",
    }

    assert read(value) == (
        Shape(
            "甲",
            3,
            Decimal(2),
            date(2026, 11, 24),
            True,
            Colour.BLUE,
            (Inner("乙"),),
            {"x": Inner("丙")},
            Decimal("0.5"),
        ),
        [],
    )


def test_date_that_is_a_date_already_is_taken() -> None:
    assert read({"name": "甲", "on": date(2026, 1, 2)}) == (Shape("甲", on=date(2026, 1, 2)), [])


def test_none_where_allowed_is_none() -> None:
    assert read({"name": "甲", "on": None, "by_key": None, "anything": None}) == (Shape("甲"), [])


def test_every_fault_is_found_at_once() -> None:
    value = {
        "name": " ",
        "count": True,
        "share": "half",
        "on": "2026-13-01",
        "is_sure": "yes",
        "colour": "green",
        "inner": [{"name": 1}, {"nam": "x"}, "x"],
        "by_key": [1],
        "anything": [1],
        "note": "x" * (shapes.TEXT_LIMIT + 1),
        "extra": 1,
    }

    assert read(value) == (
        None,
        [
            ("top.extra", "unknown-key"),
            ("top.name", "empty-text"),
            ("top.count", "wrong-type"),
            ("top.share", "wrong-type"),
            ("top.on", "not-a-date"),
            ("top.is_sure", "wrong-type"),
            ("top.colour", "not-allowed"),
            ("top.inner[0].name", "wrong-type"),
            ("top.inner[1].nam", "unknown-key"),
            ("top.inner[1]", "missing-key"),
            ("top.inner[2]", "wrong-type"),
            ("top.by_key", "wrong-type"),
            ("top.anything", "wrong-type"),
            ("top.note", "text-too-long"),
        ],
    )


@pytest.mark.parametrize(
    ("key", "value", "code"),
    [
        ("count", -1, "negative-number"),
        ("share", Decimal("-0.1"), "negative-number"),
        ("share", Decimal("NaN"), "not-a-number"),
        ("share", Decimal("Infinity"), "not-a-number"),
        ("count", Decimal("1.5"), "wrong-type"),
        ("on", 20261124, "wrong-type"),
        ("inner", {"name": "x"}, "wrong-type"),
        ("name", None, "empty-text"),
        ("colour", 3, "not-allowed"),
    ],
)
def test_value_of_the_wrong_kind_is_refused(key: str, value: object, code: str) -> None:
    assert read({"name": "甲", key: value}) == (None, [(f"top.{key}", code)])


@pytest.mark.parametrize(
    "day",
    ["2026-11-31", "20261124", "2026-W48-2", "2026-11-24T00:00", "24.11.2026", "2026-1-2", "٢٠٢٦-١١-٢٤", ""],
)
def test_day_is_written_in_one_way_only(day: str) -> None:
    assert read({"name": "甲", "on": day}) == (None, [("top.on", "not-a-date")])


def test_moment_is_no_day() -> None:
    assert read({"name": "甲", "on": datetime(2026, 11, 24, 9, tzinfo=UTC)}) == (
        None,
        [("top.on", "wrong-type")],
    )


def test_blanks_around_a_day_are_passed_over() -> None:
    assert read({"name": "甲", "on": " 2026-11-24\n"}) == (Shape("甲", on=date(2026, 11, 24)), [])


def test_list_in_place_of_a_mapping_is_refused() -> None:
    assert read([1]) == (None, [("top", "wrong-type")])


def test_required_fields_are_those_without_a_default() -> None:
    assert [field.name for field in shapes.fields(Shape) if field.required] == ["name"]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ({"a": 1}, "{…}"),
        ([1], "[…]"),
        (True, "true"),
        ("a\nb", "a b"),
        ("x" * 41, "x" * 39 + "…"),
        (None, "null"),
        (False, "false"),
        (date(2026, 11, 24), "2026-11-24"),
    ],
)
def test_value_is_shown_in_one_short_line(value: object, text: str) -> None:
    assert shapes.shown(value) == text


@pytest.mark.parametrize(
    "unseen",
    [
        "",
        " \t\n",
        "\u00a0\u3000",
        "\u200b",
        "\u2060\ufeff",
        "\u202e\u200f",
        "\u3164",
        "\u2800",
        "\ufe0f\u034f",
        "\0",
    ],
)
def test_text_that_shows_nothing_is_no_text(unseen: str) -> None:
    assert read({"name": unseen}) == (None, [("top.name", "empty-text")])
    assert read({"name": "甲", "note": unseen}) == (Shape("甲"), [])


@pytest.mark.parametrize("seen", ["—", "。", "0", "😀", " a\u200b ", "e\u0301"])
def test_text_that_shows_anything_stands_as_it_is(seen: str) -> None:
    assert read({"name": seen, "note": seen}) == (Shape(seen, note=seen), [])
