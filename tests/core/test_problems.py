# SPDX-License-Identifier: Apache-2.0
from datetime import date
from decimal import Decimal

import pytest

from zhuoping.core.problems import Problem, Refused, at, problem
from zhuoping.core.wording.labels import Word


def test_problem_is_said_in_the_language_of_the_reader() -> None:
    found = problem("awards.1.1", "points-out-of-range", given=Decimal("3.50"), points=3)

    assert found.values == (("given", "3.50"), ("points", "3"))
    assert found.message() == found.message("zh") == "得分 3.50 超出 0 至 3 分：请填写该范围内的分值。"
    assert found.message("en") == "Award 3.50 is outside 0 to 3 points: enter a value within that range."


def test_labels_and_lists_are_shown_as_each_language_does() -> None:
    words = tuple(Word(f"Method.{each}") for each in ("judged", "sampled"))

    found = problem("p", "method-not-allowed", given=Word("Method.parts"), known=words)

    assert found.message("zh") == "此处不能用“按要点”评分：本版本允许 评定、抽样。"
    assert found.message("en") == "“by parts” may not score this: the edition allows judged, sampled."


def test_braces_in_what_a_person_wrote_are_only_text() -> None:
    assert problem("p", "not-a-date", given="{given} {0} {x.y}").message("en") == (
        "“{given} {0} {x.y}” is not a valid date: write it like 2026-11-24."
    )


def test_dates_and_numbers_become_text() -> None:
    found = problem("p", "dates-reversed", started=date(2026, 1, 2), ended=date(2026, 1, 1))

    assert dict(found.values) == {"started": "2026-01-02", "ended": "2026-01-01"}


def test_problem_without_words_is_a_fault_of_the_program() -> None:
    with pytest.raises(KeyError):
        Problem("p", "no-such-code").message()


def test_refusal_carries_all_problems_and_reads_as_a_line() -> None:
    problems = [problem("a.b", "not-text"), problem("c[0]", "empty-text")]

    refused = Refused(iter(problems))

    assert refused.problems == tuple(problems)
    assert str(refused) == "a.b: not-text; c[0]: empty-text"


@pytest.mark.parametrize(
    ("path", "key", "whole"),
    [
        ("", "a", "a"),
        ("a", "b", "a.b"),
        ("a", 0, "a[0]"),
        ("", 0, "[0]"),
        ("awards", "1.2", "awards.1.2"),
        ("a", "0", "a.0"),
    ],
)
def test_path_of_a_member_names_keys_and_counts_items(path: str, key: object, whole: str) -> None:
    assert at(path, key) == whole
