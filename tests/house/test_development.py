# SPDX-License-Identifier: Apache-2.0
"""The words `test` and `check`: every check runs, only failures speak, and outside a checkout one line answers."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from zhuoping.cli import development

ROOT = Path(__file__).resolve().parents[2]


def test_every_check_runs_and_only_a_failed_one_shows_its_output(capsys, monkeypatch):
    checks = (
        ("first", ("-c", "print('why'); raise SystemExit(3)")),
        ("second", ("-c", "print('unseen')")),
    )
    monkeypatch.setattr(development, "CHECKS", checks)

    exit_code = development.run_checks()

    shown = re.sub(r"\d+\.\d s", "0.0 s", capsys.readouterr().out)
    assert exit_code == 1
    assert shown == (
        "first      … FAILED (0.0 s)\n"
        "    why\n"
        "second     … ok (0.0 s)\n"
        "check: 1 failed: first\n"
    )  # fmt: skip


def test_all_checks_passed_is_said_in_one_line(capsys, monkeypatch):
    monkeypatch.setattr(development, "CHECKS", (("only", ("-c", "pass")),))

    exit_code = development.run_checks()

    assert exit_code == 0
    assert capsys.readouterr().out.endswith("check: all passed\n")


def test_arguments_go_to_pytest_in_the_checkout(tmp_path, capfd):
    sample = tmp_path / "test_sample.py"
    sample.write_text("def test_one(): pass\ndef test_two(): pass\n")

    plainly = ["-q", "-p", "no:cacheprovider", "-p", "no:django", "-o", "addopts="]
    exit_code = development.run_tests([*plainly, str(sample), "-k", "two"])

    assert exit_code == 0
    assert "1 passed, 1 deselected" in capfd.readouterr().out


@pytest.mark.parametrize("pattern", development.ON_POSTGRESQL)
def test_every_name_of_what_runs_on_postgresql_means_tests_that_are_there(pattern):
    assert development.found(ROOT, [pattern]) != []


def test_files_that_two_patterns_mean_are_run_once():
    twice = ["tests/house/test_dev*.py", "tests/house/test_development.py"]

    assert development.found(ROOT, twice) == ["tests/house/test_development.py"]


def test_temporary_files_of_a_run_are_in_memory_and_gone_afterwards(monkeypatch, tmp_path):
    monkeypatch.setattr(development, "MEMORY", tmp_path)
    monkeypatch.setattr(development, "MEMORY_NEEDED", 0)
    monkeypatch.delenv("TMPDIR", raising=False)

    with development.temporary_files() as given:
        place = Path(given["TMPDIR"])
        there = (place.parent, place.is_dir())

    assert there == (tmp_path, True)
    assert list(tmp_path.iterdir()) == []


def test_temporary_files_stay_where_somebody_wants_them(monkeypatch, tmp_path):
    monkeypatch.setattr(development, "MEMORY", tmp_path)
    monkeypatch.setattr(development, "MEMORY_NEEDED", 0)
    monkeypatch.setenv("TMPDIR", str(tmp_path / "mine"))

    with development.temporary_files() as given:
        assert given == {}


@pytest.mark.parametrize(
    ("codes", "expected"), [([], 0), ([0, 0], 0), ([1, 0], 1), ([0, 2], 2), ([-9, 0], -9), ([0, -9], -9)]
)
def test_run_of_tests_that_failed_or_was_killed_is_never_green(codes, expected):
    assert development.first_failure(codes) == expected


@pytest.mark.parametrize(("word", "call"), [("test", "run_tests([])"), ("check", "run_checks()")])
def test_installed_wheel_outside_a_checkout_answers_with_one_line(wheel_file, word, call):
    program = f"from zhuoping.cli import development; raise SystemExit(development.{call})"

    answer = subprocess.run(
        [sys.executable, "-P", "-c", program],
        env={"PYTHONPATH": str(wheel_file)},
        cwd=wheel_file.parent,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )

    assert (answer.returncode, answer.stdout) == (1, "")
    assert answer.stderr == (
        f"zhuoping: “{word}”只能在源码目录中使用：请在其中运行 ./zhuoping {word}。"
        f" / “{word}” works in a checkout only: run ./zhuoping {word} there.\n"
    )
