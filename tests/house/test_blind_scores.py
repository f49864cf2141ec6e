# SPDX-License-Identifier: Apache-2.0
"""Blind scores leave the database for somebody only: no door and no output reads their table (domain rules A17)."""

import ast
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[2] / "src" / "zhuoping"
# Where they are written, and where they are read for a person, or counted without what they say.
ALLOWED = {
    "actions/fieldwork/double_scoring.py",
    "records/double_scoring_values.py",
    "records/models/__init__.py",
    "records/models/fieldwork.py",
}


def named(path):
    """Whether a module names the table, or the relation that leads to it."""
    tree = ast.parse(path.read_text("utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.Name | ast.Attribute) and (
            getattr(node, "id", "") == "BlindScore"
            or getattr(node, "attr", "") in {"BlindScore", "blind_scores"}
        ):
            return True
        if isinstance(node, ast.ImportFrom) and any(alias.name == "BlindScore" for alias in node.names):
            return True
    return False


def test_nothing_but_the_one_reader_and_the_one_writer_names_the_table_of_blind_scores():
    paths = (path for path in SOURCE.rglob("*.py") if "migrations" not in path.parts)

    assert {str(path.relative_to(SOURCE)) for path in paths if named(path)} == ALLOWED
