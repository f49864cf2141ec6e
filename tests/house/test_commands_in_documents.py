# SPDX-License-Identifier: Apache-2.0
"""Every command line that a document shows has words and options that the program has."""

import re
import shlex
from pathlib import Path

import pytest
from typer.main import get_command

from zhuoping.cli.main import app

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = get_command(app)
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
# `zhuoping sheet …` is no command: it stands in the first cell of a workbook's sheets.
SHOWN = re.compile(r"(?:^|`)((?:\./)?zhuoping (?!sheet )[a-z-][^`\n]*)", re.MULTILINE)


def commands(text):
    """Command lines in fenced blocks and in inline code, without their remarks."""
    return [shlex.split(line, comments=True)[1:] for line in SHOWN.findall(text)]


def fault(words):
    """What is wrong with a command line, or None."""
    command = PROGRAM
    while words and hasattr(command, "commands") and not words[0].startswith("-"):
        if words[0] not in command.commands:
            return f"no word {words[0]}"
        command, words = command.commands[words[0]], words[1:]
    if command.context_settings.get("ignore_unknown_options"):
        return None  # What follows `test` is for pytest.
    options = {option for parameter in command.params for option in parameter.opts} | {"--help"}
    unknown = [word for word in words if word.startswith("-") and word not in options]
    return f"no option {', '.join(unknown)} of {command.name}" if unknown else None


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_commands_shown_exist(page):
    shown = commands(page.read_text("utf-8"))

    assert [" ".join(each) for each in shown if fault(each)] == []


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("evaluate case.xlsx -o out", None),
        ("test tests/core -k something --lf", None),
        ("scheme check FILE -l en", None),
        ("evaluete case.xlsx", "no word evaluete"),
        ("scheme shew", "no word shew"),
        ("evaluate case.xlsx --paper", "no option --paper of evaluate"),
    ],
)
def test_wrong_command_is_found(line, expected):
    assert fault(line.split()) == expected


def test_commands_are_found_in_blocks_and_in_inline_code():
    text = "Use `./zhuoping demo -l en` or\n\n```sh\n./zhuoping test     # all\nzhuoping score a.yaml\n```\n"

    assert commands(text) == [["demo", "-l", "en"], ["test"], ["score", "a.yaml"]]
