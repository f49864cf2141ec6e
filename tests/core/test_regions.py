# SPDX-License-Identifier: Apache-2.0
import pytest

from tests.core.facts.asking import DIVISIONS


@pytest.mark.parametrize(
    ("written", "place"),
    [
        ("350000", "350000"), ("35", "350000"), ("3502", "350200"), (" ３５０２００ ", "350200"), ("350211", "350200"),
        ("350211003000", "350200"), ("110108", "110000"), ("429004", "429004"), ("359900", "350000"),
        ("厦门市", "350200"), ("厦门", None), ("999999", None), ("350", None), ("", None),
    ],
)  # fmt: skip
def test_place_is_the_nearest_division_that_the_table_holds(written: str, place: str | None) -> None:
    assert DIVISIONS.place(written) == place


def test_list_of_places_may_be_separated_in_many_ways() -> None:
    assert DIVISIONS.places(" 350100，厦门市、429004；华东 110108/35 ") == (
        "350100", "350200", "429004", "华东", "110000", "350000",
    )  # fmt: skip
    assert DIVISIONS.places("  ") == ()


def test_province_is_known_of_each_division() -> None:
    provinces = [DIVISIONS.province_of(code) for code in ("350200", "429004", "420000", "999999")]

    assert provinces == ["350000", "420000", "420000", None]


def test_parts_of_a_province_are_its_prefectures_and_direct_counties() -> None:
    assert DIVISIONS.parts_of("420000") == ("420100", "429004")
    assert DIVISIONS.parts_of("420100") == DIVISIONS.parts_of("110000") == DIVISIONS.parts_of("华东") == ()


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("350200", "350200 厦门市"), ("350211", "350211 厦门市"), ("3502", "3502 厦门市"), ("厦门市", "厦门市"),
        ("350100，厦门市 999999", "350100 福州市、厦门市、999999"), ("华东", "华东"), (" ", ""), ("", ""),
    ],
)  # fmt: skip
def test_codes_are_told_with_the_name_of_their_place(written: str, told: str) -> None:
    assert DIVISIONS.told(written) == told


def test_unknown_code_has_no_name() -> None:
    assert (DIVISIONS.name("350200"), DIVISIONS.name("350299")) == ("厦门市", None)
    assert (DIVISIONS.shown("350200"), DIVISIONS.shown("华东")) == ("350200 厦门市", "华东")
    assert (DIVISIONS.knows("350200"), DIVISIONS.knows("350299")) == (True, False)
