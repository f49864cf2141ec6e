# SPDX-License-Identifier: Apache-2.0
"""Holds docs/domain/scoring.md to the engine: its example is computed block by block, its contract key by key."""

from typing import Any

import pytest

from tests.make import edition, full_awards
from tests.schemes.documents import DOCUMENTS, blocks, names, rows, section
from zhuoping.core import case_file
from zhuoping.core.problems import problem
from zhuoping.core.scheme import Method
from zhuoping.core.scorecard import Status
from zhuoping.core.scoring import score
from zhuoping.core.way_up import way_up
from zhuoping.outputs.scorecard_json import Json, refused_json, scorecard_json

TEXT = (DOCUMENTS / "domain" / "scoring.md").read_text("utf-8")


def scored(written: dict[str, Any]) -> dict[str, Json]:
    scheme = edition("2025")
    sheet = case_file.read_score(written, scheme)
    card = score(scheme, sheet.awards, sheet.deductions, sheet.bonuses, sheet.determination)
    return scorecard_json(scheme, card, way_up(card))


def stages() -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """What has been written up to each output of the example, and that output."""
    found, so_far = [], {}
    for name, value in blocks(TEXT):
        assert isinstance(value, dict)
        if name == "input":
            awards = {**so_far.get("awards", {}), **value.get("awards", {})}
            so_far = {**so_far, **value, "awards": awards}
        else:
            found.append((dict(so_far), value))
    return found


def as_far_as_told(told: Any, given: Any) -> Any:
    """Of mappings only what is told, of the way up only the first sets."""
    if isinstance(told, dict) and isinstance(given, dict):
        return {key: as_far_as_told(told[key], given.get(key)) for key in told}
    return given[: len(told)] if isinstance(told, list) and told and isinstance(told[0], dict) else given


@pytest.mark.parametrize(("written", "told"), stages())
def test_worked_example_comes_out_as_told(written: dict[str, Any], told: dict[str, Any]) -> None:
    answer = scored(written)

    assert as_far_as_told(told, answer) == told


def test_worked_example_has_every_stage_of_a_scorecard() -> None:
    assert [told["status"] for _, told in stages()] == [
        "incomplete", "rated", "determination-required", "rated",
    ]  # fmt: skip


def test_fifth_case_makes_the_example_not_certifiable() -> None:
    written, _ = stages()[-1]
    fifth = {**written, "deductions": [*written["deductions"], {"ground": "law", "reason": "a fifth case"}]}

    assert scored(fifth)["status"] == "not-certifiable"


def contract() -> list[list[str]]:
    return rows(section(TEXT, "## The answer of `zhuoping score --json`"))


def test_contract_names_every_key_of_a_scorecard_in_order() -> None:
    scheme = edition("2025")
    answer = scored({"scheme": scheme.scheme, "edition": scheme.edition, "awards": full_awards(scheme)})

    assert [names(row[0])[0] for row in contract()] == list(answer)


def test_contract_marks_every_key_of_a_refusal() -> None:
    answer = refused_json([problem("awards.1.1", "reason-required", ref="1.1")], "en")

    assert {names(row[0])[0] for row in contract() if row[0].endswith("\\*")} == set(answer)


def test_contract_names_every_status_and_the_keys_of_steps() -> None:
    told = {names(row[0])[0]: names(row[1]) for row in contract()}
    steps = scored(stages()[-1][0])["steps"]
    assert isinstance(steps, list)

    assert told["status"] == [each.value for each in Status]
    assert [told["steps"]] == list(
        {tuple(step): list(step) for step in steps if isinstance(step, dict)}.values()
    )


def test_rules_name_every_method() -> None:
    told = [names(row[0])[0] for row in rows(section(TEXT, "## The rules").replace("   |", "|"))]

    assert told == [each.value for each in Method]
