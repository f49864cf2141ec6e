# SPDX-License-Identifier: Apache-2.0
"""docs/domain/command-line.md tells every word, argument, option, variable, exit code and limit of the program."""

import re
from collections.abc import Iterator
from pathlib import Path

import typer.main
from rich.cells import cell_len

from tests.cli.asking import ROOT, ask
from zhuoping.cli import main, printing, sources, streams
from zhuoping.core import plain
from zhuoping.outputs.workbook import guard

DOCUMENT = Path(ROOT, "docs", "domain", "command-line.md").read_text(encoding="utf-8")


def told() -> dict[str, tuple[list[str], list[str]]]:
    """Each word in the document with its arguments and its options, in order."""
    words = {}
    for part in re.split(r"^### ", DOCUMENT, flags=re.MULTILINE)[1:]:
        section = part.partition("\n## ")[0]
        head = re.match(r"`zhuoping ([a-z -]+?)((?: [A-Z]+)*)`", section)
        options = re.findall(r"^\| (`-.*?) \|", section, flags=re.MULTILINE)
        names = [re.findall(r"`([^`]+)`", option) for option in options]
        words[head[1]] = (head[2].lower().split(), [name for option in names for name in option])
    return words


def commands(group, path: str = "") -> Iterator[tuple[str, object]]:
    """Every word of the program with its command."""
    for name, command in group.commands.items():
        if hasattr(command, "commands"):
            yield from commands(command, f"{path}{name} ")
        else:
            yield path + name, command


def test_every_word_argument_and_option_is_told_in_the_order_of_the_program():
    program = {}
    for word, command in commands(typer.main.get_command(main.app)):
        arguments = [each.name for each in command.params if each.param_type_name == "argument"]
        options = [name for each in command.params if each.param_type_name == "option" for name in each.opts]
        program[word] = (arguments, options)

    assert told() == program


def test_every_option_that_must_be_given_is_told_to_be_required():
    required = {
        word
        for word, command in commands(typer.main.get_command(main.app))
        if any(each.required for each in command.params if each.param_type_name == "option")
    }

    sections = re.split(r"^### ", DOCUMENT, flags=re.MULTILINE)[1:]
    telling = {
        re.match(r"`zhuoping ([a-z ]+?)(?: [A-Z]+)*`", each)[1] for each in sections if "required" in each
    }

    assert telling == required


def test_variables_of_the_environment_are_told():
    variables = {
        each.envvar
        for _, command in commands(typer.main.get_command(main.app))
        for each in command.params
        if each.envvar
    }

    assert set(re.findall(r"`(ZHUOPING_[A-Z]+)`", DOCUMENT)) == variables


def test_exit_codes_and_limits_are_those_of_the_program():
    codes = {int(code) for code in re.findall(r"^\| (\d+) \|", DOCUMENT, flags=re.MULTILINE)}
    usage = ask("nonsense").code
    megabyte = 1024 * 1024

    assert codes == {
        0, usage, printing.EXIT_REFUSED, streams.EXIT_FILE, streams.EXIT_NO_READER, main.EXIT_INTERRUPTED,
    }  # fmt: skip
    assert f"{printing.PIPE_WIDTH} columns wide" in DOCUMENT
    assert f"at most {printing.MOST_PRINTED} problems" in DOCUMENT
    assert f"up to {plain.SIZE_LIMIT // megabyte} MB of text" in DOCUMENT
    assert {guard.FILE_LIMIT, sources.TEMPLATE_LIMIT} == {20 * megabyte}
    assert "20 MB of workbook or template" in DOCUMENT


def test_help_of_every_word_fits_eighty_columns_and_speaks_both_languages(monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    for word, _ in commands(typer.main.get_command(main.app)):
        answer = ask(*word.split(), "--help")

        assert answer.code == 0
        assert max(cell_len(line) for line in answer.out.splitlines()) <= 80
        assert re.search(r"[\u4e00-\u9fff]+.* / [a-z]+", answer.out)
        assert "…" not in answer.out
