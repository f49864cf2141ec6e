# SPDX-License-Identifier: Apache-2.0
"""The draw, its change by hand, and drawing again."""

from collections import Counter
from dataclasses import replace
from datetime import date
from decimal import Decimal
from hashlib import sha256
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.samples import SEED, frame_of, frames, refusal, rules, sample_of, seeds, shares, told
from tests.core.scored import few
from zhuoping.core.drawing import change, draw, rank, redraw
from zhuoping.core.problems import Refused
from zhuoping.core.sampling import (
    ChosenBy,
    Drawn,
    FrameOutlet,
    Sample,
    SampleChange,
    SampleSize,
    choose_size,
    frame_digest,
    least_random,
    least_size,
)

FRAME = frame_of(26, visited=10)


def keys(sample: Sample, why: ChosenBy) -> list[str]:
    return [each.outlet for each in sample.drawn if each.why is why]


# -- properties


@few
@given(frames, seeds, shares, st.booleans(), st.data())
def test_draw_gives_the_size_at_least_the_random_share_and_members_of_the_frame(
    frame: tuple[FrameOutlet, ...], seed: str, share: Decimal, prefer: bool, data: st.DataObject
) -> None:
    by = rules("special", random_share=share, prefer_unvisited=prefer)
    size = SampleSize(data.draw(st.integers(0, len(frame))), None, reason="起因")

    sample = draw(frame, size, seed, by)

    drawn = [each.outlet for each in sample.drawn]
    assert len(drawn) == len(set(drawn)) == size.number
    assert set(drawn) <= {outlet.key for outlet in frame}
    if size.number < len(frame):
        assert len(keys(sample, ChosenBy.RANDOM)) == least_random(by, size.number)
    else:
        assert drawn == keys(sample, ChosenBy.ALL)


@few
@given(frames, seeds, st.randoms(use_true_random=False))
def test_draw_is_the_same_from_the_same_seed_in_whatever_order_the_list_is(
    frame: tuple[FrameOutlet, ...], seed: str, chance: Any
) -> None:
    shuffled = list(frame)
    chance.shuffle(shuffled)

    assert sample_of(tuple(shuffled), seed) == sample_of(frame, seed)


@few
@given(frames, seeds)
def test_outlets_of_the_random_share_are_the_first_by_rank_over_the_whole_frame(
    frame: tuple[FrameOutlet, ...], seed: str
) -> None:
    sample = sample_of(frame, seed)

    digest = frame_digest(frame)
    ranked = sorted((outlet.key for outlet in frame), key=lambda key: rank(seed.strip(), digest, key))
    by_chance = keys(sample, ChosenBy.RANDOM)
    assert by_chance == ranked[: len(by_chance)]


@few
@given(frames, seeds)
def test_visited_outlet_is_chosen_only_by_chance_while_one_is_unvisited(
    frame: tuple[FrameOutlet, ...], seed: str
) -> None:
    sample = sample_of(frame, seed)

    unvisited = {outlet.key for outlet in frame if outlet.visited_on is None}
    chosen = [each for each in sample.drawn if each.why in (ChosenBy.UNVISITED, ChosenBy.SPREAD)]
    if any(each.outlet not in unvisited for each in chosen):
        assert unvisited <= set(sample.outlets)
    assert set(keys(sample, ChosenBy.UNVISITED)) <= unvisited


@few
@given(frames, seeds, st.data())
def test_choice_without_chance_spreads_over_regions_evenly(
    frame: tuple[FrameOutlet, ...], seed: str, data: st.DataObject
) -> None:
    by = rules("special", random_share=Decimal(0), prefer_unvisited=False)
    number = data.draw(st.integers(0, len(frame) - 1))

    sample = draw(frame, SampleSize(number, None, reason="起因"), seed, by)

    regions = {outlet.key: outlet.region for outlet in frame}
    available, chosen = Counter(regions.values()), Counter(regions[key] for key in sample.outlets)
    most = max(chosen.values(), default=0)
    # A region has as many as any other, give or take one, unless it has no more.
    assert all(chosen[region] >= most - 1 or chosen[region] == available[region] for region in available)


@few
@given(frames, seeds)
def test_sample_holds_when_it_is_drawn_again(frame: tuple[FrameOutlet, ...], seed: str) -> None:
    assert redraw(sample_of(frame, seed), frame, rules()) == ()


# -- the draw


def test_rank_is_a_digest_that_anybody_can_compute() -> None:
    assert rank("起点", "00ff", "wd-1") == sha256("zhuoping-draw-1\n起点\n00ff\nwd-1".encode()).hexdigest()


def test_sample_is_the_one_that_was_worked_out_by_hand() -> None:
    # Ranks by sha256sum: a 4d…, e 6e…, d 81…, c a9…, b ae….
    frame = (
        FrameOutlet("a", "甲", "北", visited_on=date(2024, 5, 1)),
        FrameOutlet("b", "乙", "北"),
        FrameOutlet("c", "丙", "南", visited_on=date(2023, 5, 1)),
        FrameOutlet("d", "丁", "南", visited_on=date(2024, 5, 1)),
        FrameOutlet("e", "戊", "南", visited_on=date(2024, 5, 1)),
    )

    sample = draw(frame, choose_size(rules(), 5, stated=4, reason="x"), "164", rules())

    assert sample.drawn == (
        Drawn("a", ChosenBy.RANDOM),  # the first by rank; a quarter of 4 is 1
        Drawn("b", ChosenBy.UNVISITED),  # the last by rank, but nobody was there yet
        Drawn("c", ChosenBy.SPREAD),  # the south has none yet; there, its visit is longest ago
        Drawn("e", ChosenBy.SPREAD),  # before d by rank
    )


def test_whole_frame_is_taken_without_a_draw() -> None:
    sample = sample_of(frame_of(2))

    assert {each.why for each in sample.drawn} == {ChosenBy.ALL}
    assert sorted(sample.outlets) == ["wd-0000", "wd-0001"]


def test_client_without_outlets_has_a_sample_of_the_central_function_alone() -> None:
    sample = sample_of(())

    assert (sample.drawn, sample.frame_size, sample.rules.central_function) == ((), 0, True)


def test_another_seed_draws_another_sample() -> None:
    assert len({sample_of(FRAME, str(number)).outlets for number in range(10)}) > 1


@pytest.mark.parametrize(
    ("seed", "faults"),
    [
        (" ", ["seed: empty-text"]),
        ("1\n2", ["seed: character-not-allowed"]),
        ("1" * 201, ["seed: seed-too-long"]),
    ],
)
def test_seed_that_cannot_be_written_on_a_line_is_refused(seed: str, faults: list[str]) -> None:
    assert refusal(draw, FRAME, choose_size(rules(), 26), seed, rules()) == faults


def test_draw_refuses_a_faulty_frame_and_a_size_above_it_at_once() -> None:
    frame = (FrameOutlet("a", "甲"), FrameOutlet("a", "乙"))

    assert refusal(draw, frame, SampleSize(3, 3), SEED, rules()) == [
        "outlets[1].key: frame-key-twice",
        "size: sample-above-frame",
    ]


# -- by hand


def some(sample: Sample) -> tuple[str, str, str]:
    """One outlet there by chance, one there otherwise, and one that is not there."""
    outside = next(outlet.key for outlet in FRAME if outlet.key not in sample.outlets)
    by_chance = keys(sample, ChosenBy.RANDOM)[0]
    return by_chance, next(key for key in sample.outlets if key not in keys(sample, ChosenBy.RANDOM)), outside


def test_change_keeps_both_lists_and_the_reason() -> None:
    sample = sample_of(FRAME)
    _, inside, outside = some(sample)

    changed = change(sample, FRAME, remove=[inside], add=[outside], reason=" 停业装修 ")

    assert changed.drawn == sample.drawn
    assert changed.changes == (SampleChange((inside,), (outside,), "停业装修"),)
    assert set(changed.outlets) == {*sample.outlets, outside} - {inside}
    assert changed.current[-1] == Drawn(outside, ChosenBy.MANUAL)
    assert redraw(changed, FRAME, rules()) == ()


def test_outlet_that_comes_back_is_there_for_its_first_reason() -> None:
    sample = sample_of(FRAME)
    _, inside, outside = some(sample)

    once = change(sample, FRAME, remove=[inside], add=[outside], reason="停业")
    twice = change(once, FRAME, remove=[outside], add=[inside], reason="重新开业")

    assert len(twice.changes) == 2
    assert set(twice.current) == set(sample.drawn)


def test_outlets_merged_into_one_undercut_the_size() -> None:
    sample = sample_of(FRAME)
    _, inside, _ = some(sample)

    assert refusal(change, sample, FRAME, remove=[inside], reason="并入隔壁网点") == [
        "remove: change-below-size"
    ]


def test_random_share_is_not_undercut_by_taking_out() -> None:
    sample = sample_of(FRAME)
    by_chance, _, outside = some(sample)

    assert refusal(change, sample, FRAME, remove=[by_chance], add=[outside], reason="太远") == [
        "remove: change-below-random-share"
    ]


def test_random_share_is_not_undercut_by_putting_in() -> None:
    sample = sample_of(FRAME)
    outside = [outlet.key for outlet in FRAME if outlet.key not in sample.outlets]

    # 2 of 6 are there by chance: enough for 8, not for 9.
    assert refusal(change, sample, FRAME, add=outside[:2], reason="上次有不符合") == []
    assert refusal(change, sample, FRAME, add=outside[:3], reason="上次有不符合") == [
        "remove: change-below-random-share"
    ]


def test_change_is_refused_with_everything_that_is_wrong() -> None:
    sample = sample_of(FRAME)
    _, inside, outside = some(sample)

    assert refusal(change, sample, FRAME, reason=" ") == [
        "remove: change-empty",
        "reason: change-reason-required",
    ]
    assert refusal(
        change, sample, FRAME, remove=[outside, outside], add=[inside, "wd-9999", "wd-9999"], reason="x"
    ) == [
        "remove: change-key-twice",
        "add: change-key-twice",
        "remove: change-not-in-sample",
        "remove: change-not-in-sample",
        "add: change-already-in-sample",
        "add: change-not-in-frame",
        "add: change-not-in-frame",
    ]


def test_change_by_another_frame_is_refused() -> None:
    assert refusal(change, sample_of(FRAME), FRAME[:-1], add=["wd-0001"], reason="x") == [
        "frame_digest: frame-differs"
    ]


# -- again: what somebody might try


def test_forged_list_is_found() -> None:
    sample = sample_of(FRAME)
    _, _, outside = some(sample)
    forged = replace(sample, drawn=(Drawn(outside, ChosenBy.RANDOM), *sample.drawn[1:]))

    (found,) = redraw(forged, FRAME, rules())

    assert (found.path, found.code) == ("drawn[0]", "draw-differs")
    assert f"“{outside} (drawn at random)” here" in found.message("en")


def test_outlet_dropped_from_the_draw_is_found() -> None:
    sample = sample_of(FRAME)

    assert told(redraw(replace(sample, drawn=sample.drawn[:-1]), FRAME, rules())) == [
        "drawn[5]: draw-differs"
    ]


def test_forged_seed_is_found() -> None:
    found = redraw(replace(sample_of(FRAME), seed="另一个"), FRAME, rules())

    assert [each.code for each in found] == ["draw-differs"]


def test_other_frame_is_found() -> None:
    other = (*FRAME[:-1], replace(FRAME[-1], visited_on=date(2025, 1, 1)))

    assert told(redraw(sample_of(FRAME), other, rules())) == ["frame_digest: frame-differs"]


def test_faulty_frame_is_told_before_anything_else() -> None:
    assert told(redraw(sample_of(FRAME), (*FRAME, FRAME[0]), rules())) == ["outlets[26].key: frame-key-twice"]


def test_rules_and_size_that_are_not_the_editions_are_found() -> None:
    own = rules(factor=Decimal("0.5"), random_share=Decimal(0))
    sample = draw(FRAME, choose_size(own, 26), SEED, own)

    assert told(redraw(sample, FRAME, rules())) == [
        "rules.factor: sample-rule-differs",
        "rules.random_share: sample-rule-differs",
    ]


def test_factor_that_the_body_set_for_a_special_engagement_is_its_own_affair() -> None:
    own = rules("special", factor=Decimal("0.4"))
    sample = draw(FRAME, choose_size(own, 26), SEED, own)

    assert redraw(sample, FRAME, rules("special")) == ()


def test_size_below_the_rule_is_found() -> None:
    sample = draw(FRAME, SampleSize(3, 6), SEED, rules())

    assert told(redraw(sample, FRAME, rules())) == [
        "size: sample-below-least",
        "reason: sample-reason-required",
    ]


def test_forged_least_size_is_found() -> None:
    sample = draw(FRAME, SampleSize(6, 4), SEED, rules())

    assert told(redraw(sample, FRAME, rules())) == ["size.least: sample-size-differs"]


def test_forged_change_is_found_and_what_follows_from_it_is_not_told() -> None:
    sample = sample_of(FRAME)
    _, inside, outside = some(sample)
    made = (SampleChange((inside,), (outside,), ""), SampleChange(("nowhere",), (), "x"))

    assert told(redraw(replace(sample, changes=made), FRAME, rules())) == [
        "changes[0].reason: change-reason-required"
    ]


def test_change_of_an_outlet_that_is_not_there_breaks_nothing() -> None:
    sample = replace(sample_of(FRAME), changes=(SampleChange(("nowhere",), (), "x"),))

    assert sample.outlets == sample_of(FRAME).outlets
    with pytest.raises(Refused):
        change(sample, FRAME, remove=["nowhere"], reason="x")


def test_least_size_of_the_frame_of_these_tests() -> None:
    assert (least_size(rules(), 26), least_random(rules(), 6)) == (6, 2)
