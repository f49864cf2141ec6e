# SPDX-License-Identifier: Apache-2.0
"""The door itself: usage, languages, exit codes, interruption, and a reader that goes away."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

import zhuoping
from tests.cli.asking import AWARDS, ask, ask_process, environment, on_event, written

FULL = Path("/dev/full")


def test_version_is_told_without_loading_what_it_does_not_need():
    answer = ask_process(
        "version",
        before="""
import atexit, sys
heavy = ("rich", "yaml", "typst", "docx", "xlsxwriter", "python_calamine", "zhuoping.core.scheme")
atexit.register(lambda: print([name for name in heavy if name in sys.modules]))
""",
    )

    assert (answer.code, answer.out, answer.err) == (0, f"{zhuoping.__version__}\n[]\n", "")


def test_module_starts_the_same_command_line():
    result = subprocess.run(
        [sys.executable, "-m", "zhuoping", "version"],
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
    )

    assert (result.returncode, result.stdout) == (0, f"{zhuoping.__version__}\n")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("nonsense",), "命令写得不对 / the command line is wrong: No such command 'nonsense'."),
        (("score",), "缺少必填的参数 / something is missing: Missing argument 'awards'."),
        (("score", "x.yaml", "--loud"), "没有这个选项 / no such option: No such option: --loud"),
        (("evaluate", "x.yaml"), "缺少必填的参数 / something is missing: Missing option '--output' / '-o'."),
    ],
)
def test_wrong_command_line_is_told_in_both_languages_with_exit_code_2(words, said):
    answer = ask(*words)

    assert (answer.code, answer.out, answer.err.splitlines()[0]) == (2, "", said)
    assert re.fullmatch(r"用法见 / see: zhuoping( \w+)? --help", answer.err.splitlines()[1])


def test_unknown_language_is_refused_with_the_known_ones():
    answer = ask("scheme", "list", "--language", "fr")

    assert (answer.code, answer.out) == (2, "")
    assert "没有语言“fr”，可用 zh, en / no such language, use zh, en" in answer.err


def test_language_comes_from_the_environment_where_no_option_says_it(monkeypatch):
    monkeypatch.setenv("ZHUOPING_LANGUAGE", "en")

    by_environment, by_option = ask("scheme", "list"), ask("scheme", "list", "-l", "zh")

    assert "Certification on Completeness" in by_environment.out
    assert "售后服务体系完善程度认证" in by_option.out


@pytest.mark.parametrize("words", [(), ("scheme",), ("workbook",), ("case",), ("report",)])
def test_word_alone_shows_its_help(words):
    answer = ask(*words)

    assert answer.code == 2
    assert "Usage: zhuoping" in answer.out


def test_interruption_is_one_line_and_exit_code_130(tmp_path):
    path = written(tmp_path, AWARDS)

    # The file is opened in the middle of the work.
    answer = ask_process("score", path, before=on_event("open", f"{str(path)!r} in map(str, args)", "SIGINT"))

    assert (answer.code, answer.out, answer.err.strip()) == (130, "", "已中断。 / Interrupted.")


@pytest.mark.parametrize(
    "words", [("scheme", "show"), ("score", "case.yaml"), ("score", "case.yaml", "--json"), ("version",)]
)
def test_reader_that_has_gone_is_no_noise(tmp_path, words):
    written(tmp_path, AWARDS)
    reading, writing = os.pipe()
    os.close(reading)

    answer = ask_process(*words, stdout=writing, cwd=tmp_path)
    os.close(writing)

    assert (answer.code, answer.err) == (141, "")


@pytest.mark.skipif(not FULL.exists(), reason="this system has no full device")
@pytest.mark.parametrize("words", [("scheme", "list"), ("score", "case.yaml", "--json"), ("version",)])
def test_output_that_cannot_be_written_is_one_line(tmp_path, words):
    written(tmp_path, AWARDS)
    with FULL.open("w") as full:
        answer = ask_process(*words, stdout=full, cwd=tmp_path)

    assert (answer.code, len(answer.err.splitlines())) == (3, 1)
    assert "No space left on device" in answer.err


@pytest.mark.skipif(os.name == "nt", reason="a shell of another kind")
def test_program_without_streams_does_its_work():
    command = '"$0" -m zhuoping scheme list <&- >&- && "$0" -m zhuoping version >&- 2>&-'

    result = subprocess.run(["/bin/sh", "-c", command, sys.executable], env=environment(), check=False)

    assert result.returncode == 0


def test_terminal_that_lacks_a_character_gets_its_code(tmp_path):
    path = written(tmp_path, AWARDS.replace("未公示三包", "未公示 😀"))

    answer = ask_process(
        "score", path, before="import sys; sys.stdout.reconfigure(encoding='gbk')", encoding="gbk"
    )

    assert (answer.code, answer.err) == (0, "")
    assert "特别扣分（违反法律法规）：未公示 \\U0001f600" in answer.out
