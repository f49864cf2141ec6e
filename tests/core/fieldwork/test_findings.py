# SPDX-License-Identifier: Apache-2.0
from decimal import Decimal
from functools import cache

import pytest

from tests.core.samples import refusal
from tests.make import edition
from zhuoping.core.awards import AllOrNothing, Judged, NotApplicable, Parts, Sampled
from zhuoping.core.fieldwork.findings import (
    TEXT_LIMIT,
    Field,
    FieldFinding,
    FindingState,
    Way,
    award_of,
    check_field,
    countable,
    has_changed,
    shown_points,
    state_of,
)
from zhuoping.core.problems import Refused
from zhuoping.core.scoring import Scorer


@cache
def scorer() -> Scorer:
    return Scorer(edition("2025"))


def test_award_is_kept_as_it_was_written() -> None:
    assert check_field(scorer(), "1.1", Field.AWARD, 3) == 3
    assert check_field(scorer(), "1.1", Field.AWARD, None) is None
    assert check_field(scorer(), "1.1", Field.AWARD, {"judged": Decimal("2.5"), "reason": "无岗位说明"}) == {
        "judged": Decimal("2.5"),
        "reason": "无岗位说明",
    }


def test_award_below_full_may_wait_for_its_reason_and_does_not_count_until_then() -> None:
    assert check_field(scorer(), "1.1", Field.AWARD, 2) == 2

    good, waiting = countable(scorer(), {"1.1": Judged(Decimal(2)), "1.3": Judged(Decimal(2))})

    assert good == {"1.3": Judged(Decimal(2))}
    assert [(each.path, each.code) for each in waiting] == [("awards.1.1", "reason-required")]


def test_awards_without_faults_all_count() -> None:
    given = {"1.1": Judged(Decimal(3)), "1.3": Judged(Decimal(2))}

    assert countable(scorer(), given) == (given, ())


def test_awards_that_no_scorecard_can_have_together_do_not_count() -> None:
    strange = Scorer(edition("hundred"))
    given = dict.fromkeys(strange.scheme.indicators, NotApplicable("没有这项服务"))

    good, waiting = countable(strange, given)

    assert (good, [each.code for each in waiting]) == ({}, ["nothing-applicable"])


@pytest.mark.parametrize(
    ("value", "code"),
    [
        (4, "points-out-of-range"),
        (-1, "points-out-of-range"),
        ({"judged": Decimal("2.3"), "reason": "x"}, "points-off-step"),
        ("three", "not-a-number"),
        ({"guessed": 3}, "unknown-key"),
        ({"not_applicable": True, "reason": "x"}, "not-applicable-not-allowed"),
    ],
)
def test_award_that_no_reason_would_mend_is_refused(value: object, code: str) -> None:
    assert refusal(check_field, scorer(), "1.1", Field.AWARD, value)[0].endswith(code)


def test_texts_lose_blanks_around_them_and_keep_their_lines() -> None:
    assert check_field(scorer(), "1.1", Field.TEXT, "  手册完整\r\n已发布 ") == "手册完整\n已发布"


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        (Field.TEXT, "x" * (TEXT_LIMIT + 1), "text-too-long"),
        (Field.TEXT, 3, "wrong-type"),
        (Field.WAYS, "interview", "wrong-type"),
        (Field.WAYS, ["interview", "hearsay"], "way-unknown"),
        (Field.ASPECTS, [0, 99], "aspect-unknown"),
    ],
)
def test_value_that_the_field_cannot_hold_is_refused(field: Field, value: object, code: str) -> None:
    assert refusal(check_field, scorer(), "1.1", field, value)[0].endswith(code)


def test_indicator_that_the_edition_does_not_have_is_refused() -> None:
    assert refusal(check_field, scorer(), "9.9", Field.TEXT, "x")[0].endswith("indicator-unknown")


def test_choices_are_kept_in_one_order_and_once() -> None:
    assert check_field(scorer(), "1.1", Field.WAYS, ["interview", "document", "interview"]) == [
        "document",
        "interview",
    ]
    assert check_field(scorer(), "1.1", Field.ASPECTS, [1, 0]) == [0, 1]


def test_kept_award_is_read_again_and_a_damaged_one_fails() -> None:
    assert award_of("1.1", None) is None
    assert award_of("1.1", {"judged": 3}) == Judged(Decimal(3))
    with pytest.raises(Refused):
        award_of("1.1", {"guessed": 3})


@pytest.mark.parametrize(
    ("finding", "scored", "state"),
    [
        (None, False, "untouched"),
        (FieldFinding("1.1"), False, "untouched"),
        (FieldFinding("1.1", notes="x"), False, "started"),
        (FieldFinding("1.1", ways=frozenset({Way.SYSTEM})), False, "started"),
        (FieldFinding("1.1", evidence=1), False, "started"),
        (FieldFinding("1.1", award=Judged(Decimal(3))), True, "evidence-missing"),
        (FieldFinding("1.1", award=Judged(Decimal(3)), nonconformities=1), True, "evidence-missing"),
        (FieldFinding("1.1", award=Judged(Decimal(3)), evidence=1), True, "scored"),
        (FieldFinding("1.1", award=Judged(Decimal(3)), evidence=1, nonconformities=1), True, "nonconformity"),
        (FieldFinding("1.1", nonconformities=1), False, "nonconformity"),
    ],
)
def test_state_says_what_has_to_be_done_before_what_is_done(
    finding: FieldFinding | None, scored: bool, state: str
) -> None:
    assert state_of(finding, scored=scored) is FindingState(state)


@pytest.mark.parametrize(
    ("award", "shown"),
    [
        (None, ""),
        (Judged(Decimal("2.5")), "2.5"),
        (Sampled(20, 17), "17/20"),
        (AllOrNothing(met=True), "✓"),
        (AllOrNothing(met=False), "✗"),
        (Parts({"a": Judged(Decimal(5)), "b": Sampled(4, 3)}), "5 · 3/4"),
        (NotApplicable("x"), "—"),
    ],
)
def test_award_is_shown_in_one_short_word(award: object, shown: str) -> None:
    assert shown_points(award) == shown  # type: ignore[arg-type]


def test_somebody_elses_change_matters_in_the_same_field_only() -> None:
    finding = FieldFinding("1.1", version=5, changed={"text": 4, "award": 5})

    assert has_changed(finding, Field.TEXT, 3)
    assert has_changed(finding, Field.TEXT, 6)
    assert not has_changed(finding, Field.TEXT, 4)
    assert not has_changed(finding, Field.NOTES, 0)
    assert not has_changed(FieldFinding("1.1"), Field.TEXT, 0)
