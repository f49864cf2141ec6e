# SPDX-License-Identifier: Apache-2.0
"""Any text becomes one that the fonts can show: what they lack is seen and counted, what steers is dropped."""

import struct

import pylopdf_fonts_zh_cn
import pytest

from zhuoping.outputs.report.characters import Coverage, Printable, code_points

FONTS = (pylopdf_fonts_zh_cn.sans_path(), pylopdf_fonts_zh_cn.serif_path())


@pytest.fixture(scope="module")
def coverage():
    return Coverage(FONTS)


@pytest.fixture
def printable(coverage):
    return Printable(coverage)


@pytest.mark.parametrize("character", [*"aZ0 —“”≈×÷−–·•〔〕★龢镕䶮", "𬭎", "𠅤", "\u3000"])
def test_character_of_the_fonts_is_covered(coverage, character):
    assert character in coverage


@pytest.mark.parametrize("character", ["👍", "ש", "\x00", "\u200b", "\ud800", "\U0010ffff"])
def test_character_that_no_font_has_is_not_covered(coverage, character):
    assert character not in coverage


def test_file_without_a_table_of_characters_is_refused(tmp_path):
    font = tmp_path / "bare.otf"
    font.write_bytes(struct.pack(">4sHHHH", b"OTTO", 0, 0, 0, 0))

    with pytest.raises(ValueError, match=r"bare\.otf"):
        Coverage([font])


def test_font_with_a_table_of_the_basic_plane_only_is_refused(tmp_path):
    table = struct.pack(">HHHHI", 0, 1, 3, 1, 12) + struct.pack(">H", 4)
    record = struct.pack(">4sIII", b"cmap", 0, 28, len(table))
    font = tmp_path / "old.otf"
    font.write_bytes(struct.pack(">4sHHHH", b"OTTO", 1, 0, 0, 0) + record + table)

    with pytest.raises(ValueError, match=r"old\.otf"):
        Coverage([font])


@pytest.mark.parametrize("text", ["卓评 2026 “质量”", "龢𬭎", "行一\n行二", ""])
def test_text_of_the_fonts_stays_as_it_is(printable, text):
    assert printable.text(text) == text
    assert printable.substituted == {}


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("好👍", "好〔U+1F44D〕"),
        ("של", "〔U+05E9〕〔U+05DC〕"),
        ("a\x00b\x07", "a〔U+0000〕b〔U+0007〕"),
        ("\ud83d", "〔U+D83D〕"),
        ("\ue000", "〔U+E000〕"),
        ("中\u0301", "中〔U+0301〕"),
    ],
)
def test_character_that_the_fonts_lack_is_shown_as_its_code(printable, text, shown):
    assert printable.text(text) == shown
    assert printable.substituted.total() == shown.count("〔")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("到账\u202e001\u202c元", "到账001元"),
        ("a\u200bb\u200dc\u2060\ufeff", "abc"),
        ("葛\U000e0100城", "葛城"),
        ("❀\ufe0f", "❀"),
        ("soft\u00adhyphen", "softhyphen"),
    ],
)
def test_mark_that_only_steers_is_dropped(printable, text, shown):
    assert printable.text(text) == shown
    assert printable.substituted == {}


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("e\u0301", "é"),
        ("a\tb\u00a0c\u202fd", "a b c d"),
        ("甲\r\n乙\r丙\u2028丁\x0b戊", "甲\n乙\n丙\n丁\n戊"),
        ("甲\n\n \n\t\n\n乙", "甲\n\n乙"),
    ],
)
def test_accents_blanks_and_line_breaks_become_plain(printable, text, shown):
    assert printable.text(text) == shown


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("x" * 24, ["x" * 24]),
        ("x" * 25, ["x" * 12, "x" * 12, "x"]),
        ("。" * 30, ["。" * 12, "。" * 12, "。" * 6]),
        ("字" * 60, ["字" * 60]),
        ("two words " * 9, ["two words " * 9]),
        ("ש" * 4, ["〔U+05E9〕"] * 4),
    ],
)
def test_long_run_is_given_places_to_break(printable, text, pieces):
    assert printable.text(text).split("\u200b") == pieces


def test_substitutions_of_a_whole_content_are_counted(printable):
    content = {"a": ["👍👍", {"b": "🏳"}], "c": True, "d": None, "e": 3, "f": "𬭎"}

    shown = printable.content(content)

    assert shown == {
        "a": ["〔U+1F44D〕〔U+1F44D〕", {"b": "〔U+1F3F3〕"}],
        "c": True,
        "d": None,
        "e": 3,
        "f": "𬭎",
    }
    assert printable.substituted == {"👍": 2, "🏳": 1}


def test_codes_are_listed_in_order():
    assert code_points(["👍", "\x00"]) == ["U+0000", "U+1F44D"]
