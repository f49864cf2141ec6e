# SPDX-License-Identifier: Apache-2.0
"""What is handed over, as values with their places."""

import json

import pytest

from tests.cli.asking import ask, written
from zhuoping.cli import sources
from zhuoping.cli.sources import Faulty
from zhuoping.core.problems import problem


@pytest.mark.parametrize(
    "text",
    [
        "😀",
        "𬭎龢",
        "\\ud83d\\ude00",
        "\\\\😀",
        "a\\",
        "\U0010ffff\U00010000",
        "卓\u2028评\t\"'\n",
        "\ud7ff\ue000",
    ],
)
def test_json_of_another_program_gives_the_text_that_it_wrote(tmp_path, text):
    path = written(tmp_path, json.dumps({"a": text, "b": [text]}), "own.json")

    assert sources.read_text(path).value == {"a": text, "b": [text]}


def test_half_a_character_in_json_is_refused(tmp_path):
    path = written(tmp_path, '{\n"a": "\\ud83d"}', "own.json")

    with pytest.raises(Faulty) as refused:
        sources.read_text(path)

    assert [refused.value.where(each) for each in refused.value.problems] == ["own.json:2"]


def test_escapes_in_yaml_are_left_as_they_are(tmp_path):
    path = written(tmp_path, "a: \\ud83d\\ude00\n")

    assert sources.read_text(path).value == {"a": "\\ud83d\\ude00"}


def test_place_of_a_problem_is_its_line_or_that_of_what_holds_it(tmp_path):
    source = sources.read_source(written(tmp_path, "a: 1\nb:\n  c: 2\n"))

    places = [
        source.where(problem(path, "missing-key", key="x")) for path in ("", "a", "b.c", "b.d", "b.c[3]")
    ]

    assert places == ["case.yaml:1", "case.yaml:1", "case.yaml:3", "case.yaml:2", "case.yaml:3"]


@pytest.mark.parametrize("name", ["case.YAML", "case.Yml", "case.JSON"])
def test_ending_is_known_in_capitals_too(tmp_path, name):
    assert sources.read_source(written(tmp_path, '{"a": 1}', name)).value == {"a": 1}


def test_overlay_that_the_environment_names_and_is_not_there_is_told(tmp_path, monkeypatch):
    monkeypatch.setenv("ZHUOPING_OVERLAY", str(tmp_path / "gone.yaml"))

    answer = ask("scheme", "show", "-l", "en")

    assert (answer.code, answer.out, answer.err) == (
        3, "", f"{tmp_path / 'gone.yaml'} does not exist: check the path.\n",
    )  # fmt: skip
