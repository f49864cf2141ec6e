# SPDX-License-Identifier: Apache-2.0
from dataclasses import replace

import pytest

from zhuoping.core.case import UsccOverride
from zhuoping.core.enterprise import Enterprise, check_enterprise, one_line, read_enterprise
from zhuoping.core.problems import Refused
from zhuoping.core.wording import LANGUAGES
from zhuoping.schemes.divisions import load_divisions
from zhuoping.schemes.industries import load_industries

# A lawful code of an early registration whose check character is wrong (domain rules, section 5).
EARLY = "91350100M0001TGQXM"
GOOD = Enterprise(
    name="测试水泵有限公司",
    uscc="91110000600037341L",
    address="北京市海淀区学院路 1 号",
    division="110108",
    industry="C3441",
    staff=120,
    product_families=("水泵", "阀门"),
    name_en="Test Pump Co., Ltd.",
)


def read(**changes):
    return read_enterprise(replace(GOOD, **changes), load_divisions(), load_industries())


def problems(**changes):
    found = read(**changes).problems
    assert all(each.message(language) for each in found for language in LANGUAGES)
    return [f"{each.path}: {each.code}" for each in found]


def remarks(**changes):
    found = read(**changes).remarks
    assert all(each.message(language) for each in found for language in LANGUAGES)
    return [f"{each.path}: {each.code}" for each in found]


def test_sound_enterprise_is_registered_as_written():
    registration = check_enterprise(GOOD, load_divisions(), load_industries())

    assert registration.enterprise == GOOD
    assert (registration.problems, registration.remarks, registration.needs_approval) == ((), (), False)


def test_texts_and_codes_are_normalised():
    enterprise = read(
        name=" 测试\n水泵\u200b有限公司 ",
        uscc="9111 0000 6000-37341l",
        division=" 110108 ",
        industry="c ３４41",
        product_families=(" 水泵 ", "阀门\t类"),
    ).enterprise

    assert (enterprise.name, enterprise.uscc) == ("测试 水泵有限公司", GOOD.uscc)
    assert (enterprise.division, enterprise.industry) == ("110108", "C3441")
    assert enterprise.product_families == ("水泵", "阀门 类")


def test_one_line_drops_unseen_marks_and_keeps_full_width_letters():
    assert one_line("Ａ\x00Ｂ \u202e\x07 c") == "ＡＢ c"


def test_empty_enterprise_is_refused_with_everything_at_once():
    empty = Enterprise(" ", "", "\u3164", "", "", None, ())

    with pytest.raises(Refused) as caught:
        check_enterprise(empty, load_divisions(), load_industries())

    assert [f"{each.path}: {each.code}" for each in caught.value.problems] == [
        "enterprise.name: empty-text",
        "enterprise.address: empty-text",
        "enterprise.uscc: uscc-format",
        "enterprise.industry: empty-text",
        "enterprise.division: empty-text",
        "enterprise.staff: empty-text",
        "enterprise.product_families: product-family-missing",
    ]


def test_english_name_may_be_left_out():
    assert problems(name_en="") == []


@pytest.mark.parametrize(("key", "limit"), [("name", 200), ("name_en", 200), ("address", 400)])
def test_text_as_long_as_its_limit_is_taken_and_one_more_is_refused(key, limit):
    assert problems(**{key: "甲" * limit}) == []
    assert problems(**{key: "甲" * (limit + 1)}) == [f"enterprise.{key}: text-too-long"]


@pytest.mark.parametrize("code", ["11010", "1101080", "11010a", "１１０１０八", "海淀区"])
def test_division_that_is_no_six_digits_is_refused(code):
    assert problems(division=code) == ["enterprise.division: division-format"]


def test_codes_that_the_dated_tables_lack_are_only_remarked():
    assert problems(division="990100", industry="99") == []
    assert remarks(division="990100", industry="99") == [
        "enterprise.division: place-unknown",
        "enterprise.industry: industry-unknown",
    ]


def test_county_in_a_known_prefecture_is_known():
    assert remarks(division="350211") == []


@pytest.mark.parametrize(("staff", "found"), [(1, []), (0, ["enterprise.staff: enterprise-staff-none"])])
def test_staff_is_one_or_more(staff, found):
    assert problems(staff=staff) == found
    assert problems(staff=-1) == ["enterprise.staff: enterprise-staff-none"]


def test_product_families_are_named_once_and_bounded():
    assert problems(product_families=("水泵", " ", "阀门", "水泵 ")) == [
        "enterprise.product_families[1]: empty-text",
        "enterprise.product_families[3]: product-family-twice",
    ]
    assert problems(product_families=tuple(map(str, range(100)))) == []
    assert problems(product_families=tuple(map(str, range(101)))) == [
        "enterprise.product_families: product-families-many"
    ]


def test_code_of_a_wrong_format_is_refused_even_with_an_override():
    assert problems(uscc="91110", uscc_override=UsccOverride("周复核", "执照")) == [
        "enterprise.uscc: uscc-format"
    ]


def test_code_that_fails_its_check_is_registered_but_needs_an_approval():
    registration = read(uscc=EARLY)

    assert (registration.problems, registration.needs_approval) == ((), True)
    assert [each.code for each in registration.remarks] == ["uscc-checksum"]


def test_code_that_fails_its_check_is_settled_by_person_and_evidence():
    registration = read(uscc=EARLY, uscc_override=UsccOverride("周复核", "营业执照原件"))

    assert (registration.problems, registration.needs_approval) == ((), False)
    assert [each.code for each in registration.remarks] == ["uscc-checksum-overridden"]


@pytest.mark.parametrize("override", [UsccOverride("周复核", " "), UsccOverride("", "执照")])
def test_override_lacking_person_or_evidence_is_refused(override):
    assert problems(uscc=EARLY, uscc_override=override) == [
        "enterprise.uscc_override: uscc-override-incomplete"
    ]
    assert read(uscc=EARLY, uscc_override=override).needs_approval
