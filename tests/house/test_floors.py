# SPDX-License-Identifier: Apache-2.0
"""The floors of the house: imports go down only, and core knows no outside world."""

import ast
import sys
from pathlib import Path

import pytest
from importlinter import cli

ROOT = Path(__file__).resolve().parents[2]
CORE = ROOT / "src" / "zhuoping" / "core"

# Modules that reach files, clocks, networks, processes or chance; the rest of the standard library is free.
FORBIDDEN_MODULES = {
    "asyncio", "ctypes", "getpass", "glob", "http", "importlib", "io", "logging", "multiprocessing", "os",
    "pathlib", "platform", "random", "secrets", "shutil", "signal", "socket", "sqlite3", "subprocess", "sys",
    "tempfile", "threading", "time", "urllib", "uuid",
}  # fmt: skip
ALLOWED_PACKAGES = {"rfc8785", "stdnum", "yaml", "zhuoping"}
FORBIDDEN_CALLS = {"open", "input", "print", "exec", "eval", "compile", "__import__"}
FORBIDDEN_METHODS = {"now", "today", "utcnow", "read_text", "read_bytes", "write_text", "write_bytes"}


def modules_of_core():
    return sorted(CORE.rglob("*.py"))


def imported_names(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield "." * node.level + (node.module or "")


def impurities(source):
    tree = ast.parse(source)
    for name in imported_names(tree):
        top = name.split(".")[0]
        known = top in ALLOWED_PACKAGES or (top in sys.stdlib_module_names and top not in FORBIDDEN_MODULES)
        if not known or (top == "zhuoping" and not name.startswith("zhuoping.core")):
            yield f"imports {name}"
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            match node.func:
                case ast.Name(id=name) if name in FORBIDDEN_CALLS:
                    yield f"calls {name}"
                case ast.Attribute(attr=name) if name in FORBIDDEN_METHODS:
                    yield f"calls .{name}"


def test_imports_between_floors_go_down_only():
    exit_code = cli.lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True)

    assert exit_code == cli.EXIT_STATUS_SUCCESS


@pytest.mark.parametrize("path", modules_of_core(), ids=lambda path: str(path.relative_to(CORE)))
def test_core_module_touches_nothing_outside(path):
    assert list(impurities(path.read_text("utf-8"))) == []


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("import os", ["imports os"]),
        ("from urllib import request", ["imports urllib"]),
        ("import typst", ["imports typst"]),
        ("from zhuoping import schemes", ["imports zhuoping"]),
        ("from zhuoping.schemes import library", ["imports zhuoping.schemes"]),
        ("from . import scoring", ["imports ."]),
        ("open('x')", ["calls open"]),
        ("date.today()", ["calls .today"]),
        ("datetime.datetime.now()", ["calls .now"]),
        ("from decimal import Decimal\nimport yaml\nfrom zhuoping.core import scoring", []),
        ("from zhuoping.core import awards\nawards.total(1)", []),
    ],
)
def test_impure_line_is_found(source, expected):
    assert list(impurities(source)) == expected
