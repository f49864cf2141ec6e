# SPDX-License-Identifier: Apache-2.0
"""Every act that leaves an entry in the ledger has words, and so have the facts that its body is made of."""

import ast
import re
from pathlib import Path

import pytest

from zhuoping.core.ledger.entries import ACTION
from zhuoping.core.lifecycle import MOVES
from zhuoping.core.wording import areas
from zhuoping.core.wording.history import ACTS, FIELDS

ACTIONS = Path(__file__).resolve().parents[2] / "src" / "zhuoping" / "actions"
CHINESE = re.compile("[\u3400-\u9fff]")
# Jobs have names of the same form.
JOBS = {"notice.mail"}


def trees():
    return [ast.parse(path.read_text("utf-8")) for path in sorted(ACTIONS.rglob("*.py"))]


def actions_said():
    """Every literal of the actions that has the form of an action code."""
    literals = (node.value for tree in trees() for node in ast.walk(tree) if isinstance(node, ast.Constant))
    return {each for each in literals if isinstance(each, str) and re.fullmatch(ACTION, each)} - JOBS


def keys_said():
    """Every literal key of a mapping that is given as a body, or has that name."""
    for tree in trees():
        for node in ast.walk(tree):
            match node:
                case ast.keyword(arg="body", value=ast.Dict() as made):
                    pass
                case ast.Assign(targets=[ast.Name(id="body")], value=ast.Dict() as made):
                    pass
                case ast.AnnAssign(target=ast.Name(id="body"), value=ast.Dict() as made):
                    pass
                case _:
                    continue
            yield from (key.value for key in made.keys if isinstance(key, ast.Constant))


def test_every_action_has_words():
    assert actions_said() - set(ACTS) == set()
    assert {move.code for move in MOVES} - set(ACTS) == set()


def test_every_action_with_words_is_one():
    assert set(ACTS) - actions_said() - {move.code for move in MOVES} == set()


def test_every_key_of_a_body_has_words():
    elsewhere = ("Application.", "Enterprise.", "Agreement.")
    known = {*FIELDS, *(key.split(".", 1)[1] for key in areas.LABELS if key.startswith(elsewhere))}

    assert set(keys_said()) - known == set()


@pytest.mark.parametrize("table", [ACTS, FIELDS], ids=["acts", "fields"])
def test_words_are_there_in_both_languages(table):
    assert [
        key for key, (zh, en) in table.items() if not CHINESE.search(zh) or not en or CHINESE.search(en)
    ] == []
