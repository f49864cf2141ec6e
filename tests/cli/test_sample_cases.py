# SPDX-License-Identifier: Apache-2.0
"""`zhuoping samples`: both samples evaluated and pointed to, opened only where a person has a desktop."""

import os
import select
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.asking import ask, environment, inside
from zhuoping.cli.desktop import desktop_opener
from zhuoping.cli.evaluating import OUTPUTS


@pytest.fixture(scope="module")
def shown(tmp_path_factory):
    """The demonstration run once: (answer, folder)."""
    folder = tmp_path_factory.mktemp("demo")
    return ask("samples", "-o", folder / "reports"), folder / "reports"


def test_both_samples_are_evaluated_into_folders_of_their_own(shown):
    answer, folder = shown

    assert (answer.code, answer.err) == (0, "")
    assert inside(folder) == ["appliance-maker", "pump-maker"]
    assert [inside(folder / name) for name in inside(folder)] == [sorted(OUTPUTS)] * 2


def test_end_of_the_demonstration_tells_results_files_and_that_nothing_is_real(shown):
    answer, folder = shown

    end = [" ".join(line.split()) for line in answer.out.splitlines()][-16:]
    assert sum(line.startswith("★") for line in end) == 2
    assert [line for line in end if line.endswith("report.pdf")] == [
        str(folder / name / "report.pdf") for name in ("appliance-maker", "pump-maker")
    ]
    assert [line.rsplit("/", 1)[1] for line in end if line.endswith(".yaml")] == [
        "appliance-maker.yaml",
        "pump-maker.yaml",
    ]
    assert end[-1] == "以上为样例：企业名称均系虚构，得分仅作演示，不是认证结果。"


def test_every_figure_of_a_sample_is_shown(shown):
    answer, _ = shown

    assert "情况核查：" in answer.out
    assert answer.out.count("指标得分合计") == 2


def test_folder_of_somebody_else_is_left_alone(tmp_path):
    (tmp_path / "pump-maker").mkdir()
    (tmp_path / "pump-maker" / "notes.txt").write_text("mine")
    (tmp_path / "appliance-maker").mkdir()
    (tmp_path / "appliance-maker" / "notes.txt").write_text("mine")

    answer = ask("samples", "-o", tmp_path, "-l", "en")

    assert (answer.code, answer.out) == (1, "")
    assert "holds other files (notes.txt)" in answer.err


@pytest.mark.parametrize(
    ("platform", "environment", "opener"),
    [
        ("linux", {}, None),
        ("linux", {"DISPLAY": ""}, None),
        ("linux", {"DISPLAY": ":0"}, ["xdg-open"]),
        ("linux", {"WAYLAND_DISPLAY": "wayland-0"}, ["xdg-open"]),
        ("linux", {"DISPLAY": ":0", "CI": "true"}, None),
        ("darwin", {}, ["open"]),
        ("darwin", {"CI": "1"}, None),
        ("win32", {}, ["explorer"]),
    ],
)
def test_reports_are_opened_only_where_there_is_a_desktop(platform, environment, opener):
    assert desktop_opener(platform, environment) == opener


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="this system has no such terminals")
def test_person_at_a_desktop_gets_both_reports_opened_and_is_not_kept_waiting(tmp_path):
    pipe, opener = tmp_path / "opened", tmp_path / "xdg-open"
    os.mkfifo(pipe)
    opener.write_text(f'#!/bin/sh\necho "$1" > {pipe}\n')
    opener.chmod(0o755)
    path = f"{tmp_path}{os.pathsep}{os.environ['PATH']}"
    master, terminal = os.openpty()

    command = [sys.executable, "-m", "zhuoping", "samples", "-o", str(tmp_path / "out")]
    settings = {**environment(DISPLAY=":0", PATH=path, TERM="xterm", COLUMNS="80"), "CI": ""}
    with subprocess.Popen(command, env=settings, stdin=terminal, stdout=terminal, stderr=terminal) as demo:
        os.close(terminal)
        printed = everything(master)
    # The programs that open the reports still wait for somebody to read what they say.
    opened = lines_of(pipe, 2)

    assert demo.returncode == 0
    assert set(opened) == {
        str(tmp_path / "out" / name / "report.pdf") for name in ("pump-maker", "appliance-maker")
    }
    assert b"\x1b[" in printed


def lines_of(pipe: Path, count: int) -> list[str]:
    """So many lines from a named pipe, fewer only when nobody writes any more."""
    # Open for writing too, so that the pipe does not end between two writers.
    reading = os.open(pipe, os.O_RDWR | os.O_NONBLOCK)
    said = b""
    while said.count(b"\n") < count and select.select([reading], [], [], 30)[0]:
        said += os.read(reading, 65536)
    os.close(reading)
    return said.decode().splitlines()


def everything(master: int) -> bytes:
    """All that a program prints to its terminal until it ends."""
    printed = b""
    while True:
        try:
            printed += (piece := os.read(master, 65536))
        except OSError:
            # How Linux says that nobody holds the other end.
            piece = b""
        if not piece:
            os.close(master)
            return printed
