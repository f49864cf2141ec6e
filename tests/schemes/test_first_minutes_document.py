# SPDX-License-Identifier: Apache-2.0
"""Holds docs/first-15-minutes.md to the tree: the line to change is there, and what is said to follow does."""

import re
from decimal import Decimal
from importlib import resources
from typing import Any

import pytest

from tests.make import edition
from tests.schemes.documents import DOCUMENTS, blocks
from zhuoping.core import case_file, plain
from zhuoping.core.problems import Refused
from zhuoping.core.rating import band_at
from zhuoping.core.scheme_file import read_scheme
from zhuoping.core.scoring import score

TEXT = (DOCUMENTS / "first-15-minutes.md").read_text("utf-8")
EDITION = resources.files("zhuoping.schemes") / "after-sales-completeness" / "2025.yaml"
STORIES = DOCUMENTS.parent / "tests" / "schemes" / "cases" / "after-sales-completeness" / "2025" / "等级.yaml"


def changed_line() -> tuple[str, str]:
    """The line of the edition that the reader changes, before and after."""
    before, after = re.search(r"^```diff\n-(.+)\n\+(.+)\n```$", TEXT, re.MULTILINE).groups()
    return before, after


def awards() -> Any:
    return dict(blocks(TEXT))["awards"]


def test_line_to_change_stands_once_in_the_edition() -> None:
    before, _ = changed_line()

    assert EDITION.read_text("utf-8").count(f"{before}\n") == 1


def test_changed_edition_still_loads_and_gives_140_points_another_level() -> None:
    text = EDITION.read_text("utf-8").replace(*changed_line())

    changed = read_scheme(plain.read(text.encode()).value)

    names = [band_at(scheme.bands, Decimal(140)).name for scheme in (edition("2025"), changed)]
    assert names == ["卓绝", "卓殊"]


def test_story_that_fails_is_where_the_page_says() -> None:
    sentence = re.search(r"test_story_comes_out_as_told\[(.+)\]", TEXT)[1]

    assert sentence in plain.read(STORIES.read_bytes()).value


def test_four_points_for_the_first_indicator_are_found() -> None:
    text = EDITION.read_text("utf-8").replace("points: 3\n", "points: 4\n", 1)

    with pytest.raises(Refused) as refused:
        read_scheme(plain.read(text.encode()).value)

    assert [(each.path, each.code) for each in refused.value.problems] == [
        ("dimensions[0].points", "wrong-sum")
    ]


def test_awards_of_the_page_leave_sixteen_indicators_open() -> None:
    scheme = edition("2025")

    card = score(scheme, case_file.read_score(awards(), scheme).awards)

    assert (card.total, len(card.missing)) == (None, 16)


def test_award_off_the_step_is_refused_as_the_page_says() -> None:
    scheme = edition("2025")
    written = awards()
    written["awards"]["1.1"] = Decimal("2.7")

    with pytest.raises(Refused) as refused:
        score(scheme, case_file.read_score(written, scheme).awards)

    assert "`2.7` for 1.1" in TEXT
    assert [(each.path, each.code) for each in refused.value.problems] == [("awards.1.1", "points-off-step")]
