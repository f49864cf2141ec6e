# SPDX-License-Identifier: Apache-2.0
"""Only actions write (architecture, rule 2), and nothing below a door reads the clock (rule 5)."""

import ast
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parents[2] / "src" / "zhuoping"
DOORS = ("web", "api", "cli")
BELOW = ("core", "records", "outputs", "schemes", "actions")
# Methods of a query set or a row that change a table.
WRITES = {
    "abulk_create", "acreate", "adelete", "asave", "aupdate", "bulk_create", "bulk_update", "create", "delete",
    "get_or_create", "save", "update_or_create",
}  # fmt: skip
CLOCKS = {"now", "today", "utcnow", "localdate", "localtime"}


def python_files(*folders):
    return sorted(path for folder in folders for path in (SOURCE / folder).rglob("*.py"))


def named(path):
    return str(path.relative_to(SOURCE))


def actions_named(tree):
    """The names under which a module knows actions: `application.save(…)` is the call that a door makes."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("zhuoping.actions"):
            yield from (alias.asname or alias.name for alias in node.names)


def records_writes(source):
    """Calls that look like writing rows: `.save()` and the like on anything that is no file of its own library."""
    tree = ast.parse(source)
    known = set(actions_named(tree))
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            receiver = ast.unparse(node.func.value)
            if receiver in known:
                continue
            manager = receiver.endswith(".objects") or ".objects." in receiver
            if node.func.attr in WRITES and (manager or node.func.attr in {"save", "bulk_create"}):
                yield f"{node.lineno}: {receiver}.{node.func.attr}"
            if manager and node.func.attr == "update":
                yield f"{node.lineno}: {receiver}.update"


# A form of the library that writes its own tables, and pictures and workbooks, which are saved to bytes.
NO_ROWS = ("image", "document", "book", "picture", "workbook", "form", "sociallogin", "super()")


@pytest.mark.parametrize("path", python_files(*DOORS), ids=named)
def test_door_writes_no_row(path):
    found = [
        each
        for each in records_writes(path.read_text("utf-8"))
        if not each.split(": ")[1].startswith(NO_ROWS)
    ]

    assert found == []


@pytest.mark.parametrize("path", python_files(*BELOW), ids=named)
def test_nothing_below_a_door_reads_the_clock(path):
    tree = ast.parse(path.read_text("utf-8"))
    found = [
        f"{node.lineno}: {ast.unparse(node.func)}"
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in CLOCKS
        # With a time handed in it only says which day that is here.
        and not (node.func.attr in {"localdate", "localtime"} and node.args)
        and isinstance(node.func.value, ast.Name | ast.Attribute)
        and ast.unparse(node.func.value) in {"datetime", "date", "timezone", "datetime.datetime", "time"}
    ]

    assert found == []


def test_line_that_writes_is_found():
    source = "Person.objects.filter(pk=1).update(name='x')\nperson.save()\nPerson.objects.create(name='y')"

    assert list(records_writes(source)) == [
        "1: Person.objects.filter(pk=1).update",
        "2: person.save",
        "3: Person.objects.create",
    ]
