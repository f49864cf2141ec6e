# SPDX-License-Identifier: Apache-2.0
import pytest

from zhuoping.core.industries import Industries, Industry, normalise_industry

TABLE = Industries(
    "GB/T 4754",
    "2017",
    "",
    {
        "C": Industry("C", "C", "制造业", "Manufacturing"),
        "34": Industry("34", "C", "通用设备", "General equipment"),
        "52": Industry("52", "F", "零售", "Retail"),
    },
)


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("34", "34"), ("C34", "34"), (" c ３４41", "34"), ("341", "34"), ("C", "C"), ("F52", "52"),
        ("C52", None), ("99", None), ("X", None), ("3", None), ("C34411", None), ("", None), ("水泵", None),
    ],
)  # fmt: skip
def test_trade_is_found_by_section_division_group_or_class(written: str, code: str | None) -> None:
    found = TABLE.find(written)

    assert (found.code if found else None) == code


def test_trade_is_shown_with_its_name_in_the_language_or_as_written() -> None:
    assert [TABLE.shown("C3441"), TABLE.shown("C3441", "en")] == ["C3441 通用设备", "C3441 General equipment"]
    assert TABLE.shown("99") == "99"


def test_code_is_read_however_it_is_typed() -> None:
    assert normalise_industry("\tc ３４４1\n") == "C3441"
