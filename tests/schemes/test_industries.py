# SPDX-License-Identifier: Apache-2.0
from zhuoping.schemes.industries import load_industries


def test_table_says_its_standard_date_and_source() -> None:
    industries = load_industries()

    assert (industries.standard, industries.as_of) == ("GB/T 4754", "2017")
    assert industries.source.startswith("GB/T 4754-2017")


def test_table_holds_twenty_sections_and_ninety_seven_divisions_in_order() -> None:
    entries = load_industries().entries

    sections = [code for code in entries if code.isalpha()]
    divisions = [code for code in entries if code.isdecimal()]

    assert sections == list("ABCDEFGHIJKLMNOPQRST")
    assert divisions == [f"{number:02}" for number in range(1, 98)]
    assert len(entries) == 117


def test_divisions_lie_in_rising_sections_and_every_section_has_one() -> None:
    entries = load_industries().entries

    around = [each.section for code, each in entries.items() if code.isdecimal()]

    assert around == sorted(around)
    assert set(around) == {code for code in entries if code.isalpha()}


def test_boundaries_of_sections_are_those_of_the_standard() -> None:
    entries = load_industries().entries
    last: dict[str, str] = {each.section: code for code, each in entries.items() if code.isdecimal()}

    assert last == {
        "A": "05", "B": "12", "C": "43", "D": "46", "E": "50", "F": "52", "G": "60", "H": "62", "I": "65", "J": "69",
        "K": "70", "L": "72", "M": "75", "N": "79", "O": "82", "P": "83", "Q": "85", "R": "90", "S": "96", "T": "97",
    }  # fmt: skip


def test_names_are_there_in_both_languages_and_tell_divisions_apart() -> None:
    divisions = [each for code, each in load_industries().entries.items() if code.isdecimal()]

    assert len({each.name for each in divisions}) == len({each.name_en for each in divisions}) == 97
    assert all(each.name_en.isascii() and not each.name.isascii() for each in divisions)


def test_table_is_read_once() -> None:
    assert load_industries() is load_industries()
