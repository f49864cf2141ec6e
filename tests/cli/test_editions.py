# SPDX-License-Identifier: Apache-2.0
"""`zhuoping scheme check`, `list` and `show`."""

from pathlib import Path

import pytest

from tests.cli.asking import ask, written
from tests.make import EDITIONS
from zhuoping.core import plain

BROKEN = sorted((EDITIONS.parent / "broken").glob("*.yaml"))
SOUND = (EDITIONS / "hundred.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize("file", BROKEN, ids=[file.stem for file in BROKEN])
def test_broken_edition_is_refused_with_the_line_of_each_fault(tmp_path, file: Path):
    mistake = plain.read(file.read_bytes()).value
    path = written(tmp_path, SOUND.replace(mistake["replace"], mistake["with"], 1), "own.yaml")

    answer = ask("scheme", "check", path)

    places = [line.split()[0] for line in answer.err.splitlines() if line.startswith("  own.yaml:")]
    expected = [fault.split()[0] for fault in mistake["expect"]]
    assert (answer.code, answer.out) == (1, "")
    assert answer.err.splitlines()[0] == f"own.yaml 有 {len(expected)} 处问题："
    assert len(places) == len(expected)
    # A text that cannot be taken apart has its line all the same, though the expectation does not tell it.
    assert all(want in ("-", place.split(":")[1]) for place, want in zip(places, expected, strict=True))


def test_sound_edition_is_said_to_be_sound(tmp_path):
    path = written(tmp_path, SOUND, "own.yaml")

    chinese, english = ask("scheme", "check", path), ask("scheme", "check", path, "-l", "en")

    assert (chinese.code, chinese.out) == (0, "own.yaml 无误：2 个一级指标，4 个指标，100 分。\n")
    assert (english.code, english.out) == (0, "own.yaml is sound: 2 dimensions, 4 indicators, 100 points.\n")


def test_points_are_said_as_people_write_them(tmp_path):
    path = written(tmp_path, SOUND.replace("points: 100", "points: 1e2", 1), "own.yaml")

    assert ask("scheme", "check", path).out == "own.yaml 无误：2 个一级指标，4 个指标，100 分。\n"


def test_key_given_twice_names_the_line_of_the_second(tmp_path):
    path = written(tmp_path, "scheme: a\nedition: b\nscheme: c\n", "own.yaml")

    answer = ask("scheme", "check", path, "-l", "en")

    assert answer.err.splitlines()[1] == "  own.yaml:3  scheme  [duplicate-key]"


def test_shipped_editions_are_listed_with_the_day_they_came_in_force():
    answer = ask("scheme", "list")

    assert answer.code == 0
    assert answer.out.split() == [
        "after-sales-completeness",
        "2025",
        "售后服务体系完善程度认证",
        "2025-06-20",
    ]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("zh", ("网点覆盖与管理", "卓绝（五星）", "E+H+I、E+I", "每项特别扣分", "由机构决定")),
        ("en", ("Coverage and management of", "Zhuojue (5 stars)", "E+H+I, E+I", "For the body to decide")),
    ],
)
def test_edition_is_shown_with_indicators_levels_modes_parameters_and_readings(language, words):
    answer = ask("scheme", "show", "-l", language)

    assert (answer.code, [word for word in words if word not in answer.out]) == (0, [])
    assert "deduction.points_each" in answer.out
    assert "A25" in answer.out
    assert "…" not in answer.out.partition("deduction.points_each")[2].partition("A1  ")[0]


def test_edition_is_shown_in_the_words_of_an_overlay(tmp_path):
    head = 'overlay: after-sales-completeness\nedition: "2025"\nlanguage: zh\n'
    words = written(tmp_path, f"{head}dimensions:\n  '1': {{title: 官方维度名}}\n", "words.yaml")

    answer = ask("scheme", "show", "--overlay", words)

    assert answer.code == 0
    assert "官方维度名" in answer.out


def test_edition_that_is_not_shipped_is_refused_with_those_that_are():
    answer = ask("scheme", "show", "after-sales-completeness", "2024", "-l", "en")

    assert (answer.code, answer.out) == (1, "")
    assert "use one of after-sales-completeness 2025" in answer.err


def test_overlay_that_changes_a_number_is_refused_with_its_line(tmp_path):
    head = 'overlay: after-sales-completeness\nedition: "2025"\nlanguage: zh\n'
    words = written(tmp_path, f"{head}indicators:\n  '1.1': {{title: 名, points: 9}}\n", "words.yaml")

    answer = ask("scheme", "show", "--overlay", words, "-l", "en")

    assert answer.code == 1
    assert answer.err.splitlines()[1] == "  words.yaml:5  indicators.1.1.points  [overlay-changes-fact]"
