# SPDX-License-Identifier: Apache-2.0
"""Every edition's behaviour, told in Chinese sentences: awards in, scorecard out (cases/<edition>/*.yaml).

`full_except` gives every indicator full points but those named; `awards` stands alone. `expect` names the keys
of the scorecard that the sentence is about.
"""

from pathlib import Path
from typing import Any

import pytest

from tests.make import edition, full_awards
from zhuoping.core import case_file, plain
from zhuoping.core.problems import Refused
from zhuoping.core.scoring import score
from zhuoping.core.way_up import way_up
from zhuoping.outputs.scorecard_json import refused_json, scorecard_json

CASES = Path(__file__).parent / "cases"
NAMES = {"hundred": "hundred", "twelve": "twelve", "after-sales-completeness/2025": "2025"}


def stories() -> list[Any]:
    found = []
    for folder, name in NAMES.items():
        for file in sorted((CASES / folder).glob("*.yaml")):
            told = plain.read(file.read_bytes()).value
            assert isinstance(told, dict)
            found += [pytest.param(name, story, id=sentence) for sentence, story in told.items()]
    return found


@pytest.mark.parametrize(("name", "story"), stories())
def test_story_comes_out_as_told(name: str, story: dict[str, Any]) -> None:
    scheme = edition(name)
    written = {"scheme": scheme.scheme, "edition": scheme.edition, **story}
    expected = written.pop("expect")
    if "full_except" in written:
        written["awards"] = full_awards(scheme) | written.pop("full_except")

    try:
        sheet = case_file.read_score(written, scheme)
        card = score(scheme, sheet.awards, sheet.deductions, sheet.bonuses, sheet.determination)
        answer = scorecard_json(scheme, card, way_up(card))
    except Refused as refused:
        answer = refused_json(refused.problems, "zh")
    problems = answer["problems"]
    assert isinstance(problems, list)
    answer["problems"] = [f"{each['path']}: {each['code']}" for each in problems if isinstance(each, dict)]

    assert {key: answer[key] for key in {*expected, "problems"}} == {"problems": [], **expected}
