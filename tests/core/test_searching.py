# SPDX-License-Identifier: Apache-2.0
"""What lists look in and what people type meet in one form."""

import pytest

from zhuoping.core.searching import searchable, words_of


@pytest.mark.parametrize(
    ("texts", "held"),
    [
        (
            ("卓越家电服务有限公司", "Zhuoyue Co.", "91350200MA0000010T"),
            "卓越家电服务有限公司 zhuoyue co. 91350200ma0000010t",
        ),
        (("ＡＢＣ（厦门）",), "abc(厦门)"),
        (("", " \t　 "), ""),
        (("STRASSE Straße",), "strasse strasse"),
    ],
    ids=["three texts", "full width", "nothing", "sharp s"],
)
def test_searchable_brings_texts_to_one_form(texts, held):
    assert searchable(*texts) == held


def test_words_of_takes_the_first_five():
    assert words_of("一 二　三\t四 五 六") == ("一", "二", "三", "四", "五")


def test_words_of_blanks_are_none():
    assert words_of("  　") == ()
