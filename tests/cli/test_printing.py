# SPDX-License-Identifier: Apache-2.0
"""How answers look: in a terminal, in a pipe, and for programs."""

import json
from io import StringIO

import pytest
from rich.cells import cell_len

from tests.make import edition, evaluated
from zhuoping.cli import printing, scorecard_view


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("龢𬭎😀", "龢𬭎😀"),
        ("a\x1b[31mb\x07\x9b\x7f", "a�[31mb���"),
        ("one\ntwo\r\n", "one\ntwo�\n"),
        ("a\tb\u2028c", "a b c"),
        ("a\u202eb\u2066c\u200f\u061c", "abc"),
        ("[bold]x[/] :smile:", "[bold]x[/] :smile:"),
    ],
)
def test_text_of_somebody_else_does_not_steer_the_terminal(text, shown):
    assert printing.clean(text) == shown


def test_json_holds_half_a_character_as_its_escape():
    written_bytes = printing.json_bytes({"name": "\udcff.yaml", "text": "卓 😀"})

    assert json.loads(written_bytes) == {"name": "\udcff.yaml", "text": "卓 😀"}
    assert "卓 😀".encode() in written_bytes


def test_json_escapes_what_a_terminal_would_obey_or_not_show():
    value = {"a": "\x1b\x9b31m\x7f\u200b\u202e\u2028\ufeff\U000e0041", "b": "卓é\u3000“”"}

    written_bytes = printing.json_bytes(value)

    assert json.loads(written_bytes) == value
    assert rb"\u001b\u009b31m\u007f\u200b\u202e\u2028\ufeff\udb40\udc41" in written_bytes
    assert "卓é\u3000“”".encode() in written_bytes


@pytest.mark.parametrize("width", [60, 80, 100, 160])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_scorecard_fits_the_terminal_and_loses_no_word(width, language):
    case = evaluated(
        edition("2025"),
        deductions=[{"ground": "law", "reason": "没有公示三包凭证" * 12}],
        facts={"claimed_outlets": [{"stated_in": "官网", "number": 130}], "regions": [{"region": "福建省"}]},
    )
    out = printing.console()
    out.file, out.width = StringIO(), width

    scorecard_view.show_case(out, case, language)

    lines = out.file.getvalue().splitlines()
    assert max(cell_len(line.rstrip()) for line in lines) <= width
    # Only a long reason is cut, and its end says so.
    assert sum("…" in line for line in lines) == 0
