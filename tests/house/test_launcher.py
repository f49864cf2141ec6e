# SPDX-License-Identifier: Apache-2.0
"""The launcher: what an old Python is told, when set-up is done again, and the one line for each failure.

No second environment is made here, that takes too long; `.ci/run` begins with an empty clone every time.
"""

import ast
import importlib.machinery
import importlib.util
import sys
from pathlib import Path

import pytest

from tools import environment, install, set_up

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def launcher():
    loader = importlib.machinery.SourceFileLoader("launcher", str(ROOT / "zhuoping"))
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader("launcher", loader))
    loader.exec_module(module)
    return module


@pytest.fixture
def place(tmp_path):
    """An environment as a finished set-up leaves it, with an empty file for its Python."""
    python = environment.python_of(tmp_path)
    python.parent.mkdir()
    python.touch()
    state = {"python": environment.python_version(), "root": str(ROOT)}
    environment.write_state(tmp_path, environment.with_lock(state, "runtime"))
    return tmp_path


def change_state(place, **values):
    environment.write_state(place, environment.read_state(place) | values)


@pytest.mark.parametrize("version", [(2, 7, 18), (3, 6, 15), (3, 10, 13, "final", 0)])
def test_old_python_gets_one_line_with_its_version_and_the_way_out(launcher, version):
    line = launcher.too_old_line(version)

    shown = ".".join(map(str, version[:3]))
    assert line == (
        f"zhuoping: 需要 Python 3.11 或更新版本，当前是 {shown}："
        "请安装后重试（apt install python3.11，或从 python.org 下载）。"
        f" / Python 3.11 or newer is needed, this is {shown}: install it and try again"
        " (for example apt install python3.11, or from python.org).\n"
    )


@pytest.mark.parametrize("version", [(3, 11, 0), (3, 13, 0), (4, 0, 0)])
def test_new_python_is_told_nothing(launcher, version):
    assert launcher.too_old_line(version) is None


def test_launcher_can_be_read_by_an_old_python():
    tree = ast.parse((ROOT / "zhuoping").read_text("utf-8"), feature_version=(3, 4))

    later = (ast.JoinedStr, ast.AnnAssign, ast.AsyncFunctionDef, ast.Starred, ast.Nonlocal)
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    assert [node for node in ast.walk(tree) if isinstance(node, later)] == []
    assert [function.name for function in functions if function.returns or function.args.kwonlyargs] == []


def test_newer_python_on_the_path_is_found_and_an_empty_shim_is_not(launcher, tmp_path):
    shims, real = tmp_path / "shims", tmp_path / "real"
    for folder in (shims, real):
        folder.mkdir()
    (shims / "python3.13").write_text("#!/bin/sh\nexit 127\n")
    (shims / "python3.13").chmod(0o755)
    (real / "python3.11").symlink_to(sys.executable)

    assert launcher.newer_python(f"{shims}:{real}") == str(real / "python3.11")
    assert launcher.newer_python(str(shims)) is None


def test_finished_environment_is_ready_for_what_was_installed_only(place):
    assert environment.is_ready(place, "runtime")
    assert not environment.is_ready(place, "dev")


@pytest.mark.parametrize(
    "changed", [{"runtime": "another lock"}, {"python": "3.10"}, {"root": "/another/checkout"}], ids=str
)
def test_environment_of_another_lock_python_or_checkout_is_set_up_again(place, changed):
    change_state(place, **changed)

    assert not environment.is_ready(place, "runtime")


def test_environment_whose_python_is_gone_is_set_up_again(place):
    environment.python_of(place).unlink()

    assert not environment.is_ready(place, "runtime")


@pytest.mark.parametrize("text", ["", "{", "[]", '"runtime"'])
def test_half_written_state_counts_as_no_set_up(place, text):
    (place / environment.STATE).write_text(text, "utf-8")

    assert environment.read_state(place) == {}
    assert not environment.is_ready(place, "runtime")


def test_dev_set_brings_the_runtime_set_and_a_new_runtime_set_forgets_dev():
    base = {"python": "3.11", "root": "/checkout"}

    with_dev = environment.with_lock(base, "dev")
    with_node = environment.with_lock(with_dev, "node")
    with_runtime = environment.with_lock(with_node, "runtime")

    assert set(with_dev) == {"python", "root", "runtime", "dev"}
    assert set(with_node) == {"python", "root", "runtime", "dev", "node"}
    assert set(with_runtime) == {"python", "root", "runtime", "node"}


def test_folder_that_is_no_environment_is_left_alone(tmp_path):
    (tmp_path / "letter.txt").write_text("mine")

    with pytest.raises(install.CannotSetUp) as refusal:
        install.remove_old(tmp_path)

    assert "is no virtual environment" in str(refusal.value)
    assert (tmp_path / "letter.txt").read_text() == "mine"


def test_broken_environment_is_cleared_away(tmp_path):
    broken = tmp_path / "broken"
    broken.mkdir()
    (broken / "pyvenv.cfg").touch()

    install.remove_old(broken)

    assert not broken.exists()


@pytest.mark.parametrize(
    ("said", "line"),
    [
        ("ERROR: [Errno 28] No space left on device", "No disk space left"),
        ("WARNING: Retrying … NewConnectionError … [Errno 111] Connection refused", "cannot be reached"),
        ("Failed to establish a new connection: [Errno -2] Name or service not known", "cannot be reached"),
        (
            "ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE",
            "does not match its locked hash",
        ),
        ("SSLError(SSLCertVerificationError: CERTIFICATE_VERIFY_FAILED)", "certificate cannot be verified"),
        ("OSError: [Errno 13] Permission denied: '/usr/lib'", "No permission to write"),
        ("ERROR: No matching distribution found for typst==0.15.2", "no file for this Python or system"),
    ],
)
def test_failure_of_pip_becomes_one_line_with_its_cause(said, line):
    cause = install.cause_of(["Collecting typst==0.15.2", said])

    assert line in cause
    assert "\n" not in cause


def test_connection_lost_is_named_before_the_missing_version_that_follows_from_it():
    said = ["NewConnectionError: Connection refused", "ERROR: No matching distribution found for rich"]

    assert "cannot be reached" in install.cause_of(said)


def test_failure_of_another_kind_has_no_invented_cause():
    assert install.cause_of(["Segmentation fault"]) == ""


def test_failed_step_with_a_known_cause_says_one_line_only(capsys):
    step = install.Step("packages")
    step.hear("ERROR: [Errno 28] No space left on device")

    refusal = step.fail()

    shown = capsys.readouterr().err.splitlines()
    assert "No disk space left" in str(refusal)
    assert [line for line in shown if "Errno" in line] == []


def test_failed_step_of_an_unknown_cause_shows_the_last_words_of_the_tool(capsys):
    step = install.Step("packages")
    for number in range(9):
        step.hear(f"word {number}")

    refusal = step.fail()

    shown = capsys.readouterr().err.splitlines()
    assert str(refusal) == install.UNKNOWN_CAUSE
    assert shown[-6:] == [f"    word {number}" for number in range(3, 9)]


def test_full_disk_is_refused_before_the_work(tmp_path, monkeypatch):
    monkeypatch.setitem(install.NEEDED_MEGABYTES, "runtime", 10**9)

    with pytest.raises(install.CannotSetUp) as refusal:
        install.refuse_a_full_disk(tmp_path / "not" / "yet" / "there", "runtime")

    assert "Not enough disk space: about 1000000000 MB needed" in str(refusal.value)


def test_every_package_is_installed_by_hash_and_ready_made(tmp_path):
    command = install.pip_command(tmp_path, environment.LOCKS / "runtime.txt")

    assert command[-5:] == [
        "--require-hashes",
        "--only-binary",
        ":all:",
        "-r",
        str(ROOT / "requirements" / "runtime.txt"),
    ]


def test_words_for_developers_need_the_dev_set():
    assert {word: set_up.lock_for([word]) for word in ("test", "check", "demo", "evaluate")} == {
        "test": "dev",
        "check": "dev",
        "demo": "runtime",
        "evaluate": "runtime",
    }
    assert set_up.lock_for([]) == "runtime"
