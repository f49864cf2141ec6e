# SPDX-License-Identifier: Apache-2.0
"""Locks: both faults (an address, a missing hash) are refused, and so is a lock that fell behind."""

import json
import shutil
from pathlib import Path

import pytest

from tools import check_locks

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def tree(tmp_path):
    shutil.copytree(ROOT / "requirements", tmp_path / "requirements")
    for name in ("pyproject.toml", "package.json", "package-lock.json"):
        shutil.copy(ROOT / name, tmp_path)
    return tmp_path


def edit(path, old, new):
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def test_locks_of_this_tree_have_no_fault():
    assert check_locks.faults(ROOT) == []


def test_lock_with_an_address_is_refused(tree):
    lock = tree / "requirements" / "runtime.txt"

    lock.write_text("--index-url https://packages.invalid/simple\n" + lock.read_text("utf-8"), "utf-8")

    assert check_locks.faults(tree) == [
        "requirements/runtime.txt: line 1 holds an address; run tools/lock.py",
        "requirements/runtime.txt: “--index-url” is not pinned with ==; run tools/lock.py",
    ]


def test_lock_without_a_hash_is_refused(tree):
    with (tree / "requirements" / "node.txt").open("a", encoding="utf-8") as lock:
        lock.write("leftpad==1.0\n")

    assert check_locks.faults(tree) == [
        "requirements/node.txt: “leftpad==1.0” has no --hash; run tools/lock.py"
    ]


def test_lock_without_a_package_of_pyproject_is_refused(tree):
    edit(tree / "pyproject.toml", '"pyyaml>=6.0.2",', '"pyyaml>=6.0.2",\n    "brandnew>=1",')

    assert check_locks.faults(tree) == [
        "requirements/runtime.txt does not hold “brandnew>=1”; run tools/lock.py",
        "requirements/dev.txt does not hold “brandnew>=1”; run tools/lock.py",
    ]


def test_lock_with_a_version_that_pyproject_forbids_is_refused(tree):
    edit(tree / "pyproject.toml", '"pytest>=9.2.0"', '"pytest>=99"')

    assert check_locks.faults(tree) == ["requirements/dev.txt does not hold “pytest>=99”; run tools/lock.py"]


def test_dev_lock_with_another_version_than_runtime_is_refused(tree):
    edit(tree / "requirements" / "runtime.txt", "\nrich==", "\nrich==99.")

    assert check_locks.faults(tree) == [
        "requirements/dev.txt holds another “rich” than runtime.txt; run tools/lock.py"
    ]


def test_npm_lock_with_an_address_is_refused(tree):
    edit(tree / "package-lock.json", '"integrity"', '"resolved": "x.tgz", "integrity"')

    assert check_locks.faults(tree) == [
        'package-lock.json holds "resolved" addresses: check .npmrc and run tools/lock.py'
    ]


def test_npm_lock_behind_package_json_or_without_hash_is_refused(tree):
    asked = json.loads((tree / "package.json").read_text("utf-8"))
    asked["devDependencies"]["brandnew"] = "1.0.0"
    (tree / "package.json").write_text(json.dumps(asked), "utf-8")
    lock = json.loads((tree / "package-lock.json").read_text("utf-8"))
    del lock["packages"]["node_modules/markdownlint"]["integrity"]
    (tree / "package-lock.json").write_text(json.dumps(lock), "utf-8")

    assert check_locks.faults(tree) == [
        "package-lock.json does not hold the devDependencies of package.json; run tools/lock.py",
        "package-lock.json: “node_modules/markdownlint” has no integrity hash; run tools/lock.py",
    ]
