# SPDX-License-Identifier: Apache-2.0
"""Writes the tables of docs/domain/life-cycle.md and authority.md from core: `python -m tools.rule_tables`.

A block stands between `<!-- made: name -->` and `<!-- end -->`; the words around it are written by people. A test
compares what stands there with what would be written.
"""

import re
import sys
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from zhuoping.core.authority import RULES, SECOND_FACTOR_ROLES, Act, Relation, Role
from zhuoping.core.lifecycle import FIRST, MOVES, Move, Need, Stage, is_over, turn
from zhuoping.core.wording.labels import label

DOMAIN = Path(__file__).resolve().parents[1] / "docs" / "domain"
PAGES = ("life-cycle.md", "authority.md")

_BLOCK = re.compile(r"(<!-- made: ([a-z-]+) -->\n).*?(<!-- end -->)", re.DOTALL)
_REACH = {Relation.ANY: "all", Relation.OWN_CLIENT: "own", Relation.ON_TEAM: "team", None: "-"}


def page(text: str) -> str:
    """A page with every block written anew. Raises KeyError for a block that nothing makes."""
    return _BLOCK.sub(lambda found: f"{found[1]}\n{BLOCKS[found[2]]()}\n{found[3]}", text)


def _table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    lines = [tuple(head)]
    lines += [("---",) * len(lines[0]), *(tuple(row) for row in rows)]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _both(key: str) -> tuple[str, str]:
    return label(key, "zh"), label(key, "en")


def _names(roles: Iterable[Role]) -> str:
    return ", ".join(label(f"Role.{role}", "en") for role in roles)


def _stages() -> str:
    rows = (
        (f"`{stage}`", *_both(f"Stage.{stage}"), _waits_for(stage), "yes" if is_over(stage) else "")
        for stage in Stage
    )
    return _table(("stage", "中文", "English", "waits for", "over"), rows)


def _waits_for(stage: Stage) -> str:
    return _names(role for each in turn(stage) for role in each.roles) or "-"


def _moves() -> str:
    rows = ((f"`{move.code}`", *_both(f"Move.{move.code}"), *_way(move), move.clause) for move in MOVES)
    return _table(("move", "中文", "English", "at", "leads to", "who", "needs", "clause"), rows)


def _way(move: Move) -> tuple[str, str, str, str]:
    return (
        ", ".join(f"`{stage}`" for stage in move.stages) or "-",
        f"`{move.to}`" if move.to else "-",
        _names(move.roles),
        ", ".join(f"`{need}`" for need in move.needs) or "-",
    )


def _needs() -> str:
    rows = ((f"`{need}`", *_both(f"Need.{need}")) for need in Need)
    return _table(("need", "中文", "English"), rows)


def _drawing() -> str:
    lines = ["```mermaid", "stateDiagram-v2", f"    [*] --> {FIRST}"]
    for move in MOVES:
        if move.to:
            lines += [f"    {stage} --> {move.to}: {_both(f'Move.{move.code}')[1]}" for stage in move.stages]
    lines += [f"    {stage} --> [*]" for stage in Stage if is_over(stage)]
    return "\n".join([*lines, "```", ""])


def _roles() -> str:
    rows = (
        (f"`{role}`", *_both(f"Role.{role}"), "yes" if role in SECOND_FACTOR_ROLES else "") for role in Role
    )
    return _table(("role", "中文", "English", "second factor"), rows)


def _acts() -> str:
    head = ("act", "中文", *(label(f"Role.{role}", "en") for role in Role))
    rows = (
        (f"`{act}`", label(f"Act.{act}", "zh"), *(_REACH[RULES[act].get(role)] for role in Role))
        for act in Act
    )
    return _table(head, rows)


BLOCKS: Mapping[str, Callable[[], str]] = {
    "stages": _stages,
    "drawing": _drawing,
    "moves": _moves,
    "needs": _needs,
    "roles": _roles,
    "acts": _acts,
}


def main() -> int:
    """Write the pages anew; say which changed."""
    for name in PAGES:
        path = DOMAIN / name
        before = path.read_text("utf-8")
        after = page(before)
        path.write_text(after, "utf-8")
        print(f"{name}: {'written anew' if after != before else 'as it was'}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
