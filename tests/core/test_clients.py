# SPDX-License-Identifier: Apache-2.0
import pytest

from zhuoping.core.case import UsccOverride
from zhuoping.core.clients import normalise_uscc, read_uscc

# Lawful codes of early Fujian registrations whose check character is wrong (domain rules, section 5).
EARLY = ["91350100M0001TGQXM", "91350211M0000XUF46", "91350203M0001FUE2P"]


@pytest.mark.parametrize("code", ["91110108551385082Q", "91110000600037341L"])
def test_valid_code_has_neither_problem_nor_warning(code: str) -> None:
    reading = read_uscc(code)

    assert (reading.code, reading.problems, reading.warnings) == (code, (), ())


@pytest.mark.parametrize(
    "written",
    [
        " 91110108551385082q\n",
        "９１１１０１０８５５１３８５０８２Ｑ",
        "911101-08 551385082Q",
        "\u202e91110108551385082Q\u200b",
    ],
)
def test_code_is_read_however_it_is_typed(written: str) -> None:
    assert normalise_uscc(written) == "91110108551385082Q"
    assert read_uscc(written).problems == ()


@pytest.mark.parametrize(
    "written",
    [
        "",
        "9111010855138508",
        "91110108551385082QQ",
        "I1110108551385082Q",
        "911101O8551385082Q",
        "9111010855138508ZQ",
        "91110108551385082\U0001f600",
    ],
)
def test_code_of_a_wrong_format_is_refused(written: str) -> None:
    reading = read_uscc(written, path="client.uscc")

    assert [(each.path, each.code) for each in reading.problems] == [("client.uscc", "uscc-format")]
    assert reading.warnings == ()
    assert reading.problems[0].message("zh").startswith(f"“{written}”不是统一社会信用代码")


@pytest.mark.parametrize("code", EARLY)
def test_wrong_check_character_is_only_a_warning(code: str) -> None:
    reading = read_uscc(code)

    assert reading.problems == ()
    assert [(each.path, each.code, each.values) for each in reading.warnings] == [
        ("client.uscc", "uscc-checksum", (("uscc", code),))
    ]


@pytest.mark.parametrize("code", EARLY)
def test_warning_names_the_person_and_evidence_of_an_override(code: str) -> None:
    reading = read_uscc(code, UsccOverride("周复核", "营业执照原件"))

    assert [each.code for each in reading.warnings] == ["uscc-checksum-overridden"]
    assert reading.warnings[0].message("en") == (
        f"The last character of code {code} does not fit the others; 周复核 accepted it on the evidence “营业执照原件”."
    )


@pytest.mark.parametrize("override", [UsccOverride(" ", "执照"), UsccOverride("周复核", "")])
def test_override_without_person_or_evidence_is_none(override: UsccOverride) -> None:
    assert [each.code for each in read_uscc(EARLY[0], override).warnings] == ["uscc-checksum"]


def test_override_of_a_fitting_code_changes_nothing() -> None:
    assert read_uscc("91110000600037341L", UsccOverride("周", "照")).warnings == ()


@pytest.mark.parametrize("first", "ANY")
def test_letters_of_registration_authorities_are_known(first: str) -> None:
    assert read_uscc(f"{first}1110000600037341L").problems == ()
