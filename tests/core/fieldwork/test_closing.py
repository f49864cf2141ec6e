# SPDX-License-Identifier: Apache-2.0
"""What findings lack before fieldwork may close, and all gaps as one list."""

from dataclasses import replace
from decimal import Decimal

from zhuoping.core.awards import Judged
from zhuoping.core.fieldwork.closing import closing_gaps, finding_gaps
from zhuoping.core.fieldwork.findings import FieldFinding, Way
from zhuoping.core.fieldwork.gaps import Gap, Where
from zhuoping.core.problems import problem

WHOLE = FieldFinding("1.1", Judged(Decimal(3)), "职责清楚", ways=frozenset({Way.DOCUMENT}), evidence=1)


def codes(finding: FieldFinding | None, scored: bool = True, waiting: tuple[str, ...] = ()) -> list[str]:
    findings = {} if finding is None else {"1.1": finding}
    reasons = [problem(path, "reason-required", ref="1.1") for path in waiting]
    found = finding_gaps(["1.1"], findings, ["1.1"] if scored else [], reasons)
    assert {(each.where, each.key, each.blocks) for each in found} <= {(Where.FINDING, "1.1", True)}
    return [each.problem.code for each in found]


def test_finding_with_award_text_way_and_evidence_lacks_nothing() -> None:
    assert codes(WHOLE) == []


def test_indicator_that_nobody_touched_is_one_gap_and_not_four() -> None:
    assert codes(None, scored=False) == ["finding-untouched"]
    assert codes(FieldFinding("1.1"), scored=False) == ["finding-untouched"]


def test_each_thing_that_a_finding_lacks_is_told() -> None:
    bare = replace(WHOLE, text=" ", ways=frozenset(), evidence=0)

    assert codes(bare, scored=False) == [
        "finding-unscored",
        "finding-text-missing",
        "finding-ways-missing",
        "finding-evidence-missing",
    ]


def test_award_that_waits_for_its_reason_says_so_and_only_of_its_own_indicator() -> None:
    assert codes(WHOLE, scored=False, waiting=("awards.1.1", "awards.1.10")) == ["reason-required"]
    assert codes(WHOLE, scored=False, waiting=("awards.1.1.parts.a",)) == ["reason-required"]
    assert codes(WHOLE, scored=False, waiting=("awards.1.10",)) == ["finding-unscored"]


def test_all_gaps_are_one_list_with_what_keeps_fieldwork_open_first_and_none_twice() -> None:
    later = Gap(Where.CONCLUSION, "E", problem("modes.E", "mode-pending", mode="E"), blocks=False)
    first, second = finding_gaps(["1.1", "1.2"], {}, [])

    assert closing_gaps([later, first], [first, second]) == (first, second, later)
