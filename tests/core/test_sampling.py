# SPDX-License-Identifier: Apache-2.0
"""The frame with its digest, and how many outlets to visit."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from hashlib import sha256
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.samples import frame_of, frames, refusal, rules, told
from tests.core.scored import few
from zhuoping.core.facts.rows.organisation import OutletKind
from zhuoping.core.planning_rules import SizeRounding
from zhuoping.core.sampling import (
    ChosenBy,
    Drawn,
    FrameOutlet,
    SampleSize,
    check_frame,
    check_whole,
    choose_size,
    frame_digest,
    least_random,
    least_size,
)
from zhuoping.core.wording import LANGUAGES, labels
from zhuoping.core.wording import sampling as sampling_words

# -- how many


@pytest.mark.parametrize(
    ("outlets", "initial", "surveillance", "recertification"),
    [
        (2, 2, 1, 2),
        (26, 6, 4, 5),
        (100, 10, 6, 8),
        (130, 12, 7, 10),
        (1400, 38, 23, 30),
        (0, 0, 0, 0),
        (1, 1, 1, 1),
    ],
)
def test_least_size_is_that_of_the_published_examples(
    outlets: int, initial: int, surveillance: int, recertification: int
) -> None:
    assert [
        least_size(rules(each), outlets) for each in ("initial", "surveillance", "recertification", "special")
    ] == [initial, surveillance, recertification, None]


@few
@given(st.integers(0, 10**12), st.decimals(0, 3, places=3))
def test_least_size_is_the_smallest_whole_number_that_reaches_the_root(outlets: int, factor: Decimal) -> None:
    found = least_size(rules(factor=factor), outlets)

    square = Fraction(factor) ** 2 * outlets
    assert found is not None
    assert found <= outlets
    assert found == outlets or found**2 >= square
    assert found == 0 or (found - 1) ** 2 < square


@few
@given(st.integers(0, 10**12), st.decimals(0, 1, places=3), st.sampled_from(SizeRounding))
def test_least_size_is_within_what_its_rounding_allows(
    outlets: int, factor: Decimal, way: SizeRounding
) -> None:
    found = least_size(rules(factor=factor, rounding=way), outlets)

    square = Fraction(factor) ** 2 * outlets
    below, above = {
        SizeRounding.UP: (Fraction(1), Fraction(0)),
        SizeRounding.HALF_UP: (Fraction(1, 2), Fraction(1, 2)),
        SizeRounding.DOWN: (Fraction(0), Fraction(1)),
    }[way]
    assert found is not None
    assert found == 0 or (found - below) ** 2 <= square
    assert found == outlets or (found + above) ** 2 >= square


@pytest.mark.parametrize(
    ("way", "sizes"),
    [("up", [2, 2, 3, 3]), ("half-up", [1, 2, 2, 3]), ("down", [1, 2, 2, 2])],
)
def test_rounding_is_the_one_of_the_edition(way: str, sizes: list[int]) -> None:
    by = rules(rounding=SizeRounding(way))

    # The roots are 1.41, 2, 2.24 and 2.65.
    assert [least_size(by, outlets) for outlets in (2, 4, 5, 7)] == sizes


def test_size_by_the_factor_needs_no_reason() -> None:
    assert choose_size(rules(), 26) == SampleSize(6, 6)
    assert choose_size(rules(), 26, stated=6) == SampleSize(6, 6)


def test_larger_size_needs_a_reason() -> None:
    assert refusal(choose_size, rules(), 26, stated=7, reason=" ") == ["reason: sample-reason-required"]
    assert choose_size(rules(), 26, stated=7, reason=" 上次有不符合 ") == SampleSize(
        7, 6, reason="上次有不符合"
    )


def test_smaller_size_is_refused_whatever_the_reason() -> None:
    assert refusal(choose_size, rules(), 26, stated=5, reason="时间紧") == ["size: sample-below-least"]


def test_size_above_the_frame_is_refused() -> None:
    assert refusal(choose_size, rules(), 26, stated=27, reason="全部") == ["size: sample-above-frame"]


def test_special_engagement_has_its_size_stated_with_a_reason() -> None:
    by = rules("special")

    assert refusal(choose_size, by, 26) == ["size: sample-size-to-be-stated"]
    assert refusal(choose_size, by, 26, stated=2) == ["reason: sample-reason-required"]
    assert refusal(choose_size, by, 26, stated=-1, reason="x") == ["size: sample-below-least"]
    assert choose_size(by, 26, stated=2, reason="投诉所涉网点") == SampleSize(2, None, reason="投诉所涉网点")


@pytest.mark.parametrize(("type_", "size"), [("initial", 26), ("recertification", 26), ("surveillance", 8)])
def test_outlets_that_sampling_does_not_suit_are_all_visited_or_the_share(type_: str, size: int) -> None:
    found = choose_size(rules(type_), 26, suitable=False, reason="各网点业务差异大")

    assert found == SampleSize(size, size, suitable=False, reason="各网点业务差异大")
    assert refusal(choose_size, rules(type_), 26, suitable=False) == ["reason: sample-reason-required"]


def test_special_engagement_that_sampling_does_not_suit_has_its_size_stated_too() -> None:
    assert refusal(choose_size, rules("special"), 26, suitable=False, reason="x") == [
        "size: sample-size-to-be-stated"
    ]


def test_random_share_is_rounded_up() -> None:
    assert [least_random(rules(), size) for size in (0, 1, 4, 5, 38)] == [0, 1, 1, 2, 10]


# -- the frame


def test_digest_is_that_of_lines_which_anybody_can_write() -> None:
    frame = [
        FrameOutlet("b", "乙“店”", "350100", OutletKind.SALES_SHOP, 12, date(2025, 3, 1)),
        FrameOutlet("a", '甲"\\店'),
    ]
    lines = (
        "zhuoping-frame-1\n"
        '["a","甲\\"\\\\店","","",null,""]\n'
        '["b","乙“店”","350100","sales-shop",12,"2025-03-01"]\n'
    )

    assert frame_digest(frame) == sha256(lines.encode()).hexdigest()


@few
@given(frames, st.randoms(use_true_random=False))
def test_digest_does_not_depend_on_the_order_of_the_list(frame: tuple[FrameOutlet, ...], chance: Any) -> None:
    shuffled = list(frame)
    chance.shuffle(shuffled)

    assert frame_digest(shuffled) == frame_digest(frame)


@pytest.mark.parametrize(
    "changed",
    [
        {"key": "wd-x"},
        {"name": "别名"},
        {"region": ""},
        {"kind": None},
        {"headcount": 0},
        {"visited_on": date(2025, 3, 1)},
    ],
)
def test_digest_changes_with_every_field(changed: dict[str, Any]) -> None:
    frame = frame_of(3)
    other = (replace(frame[0], **changed), *frame[1:])

    assert frame_digest(other) != frame_digest(frame)


def test_digest_of_a_frame_without_outlets_is_that_of_its_first_line() -> None:
    assert frame_digest([]) == sha256(b"zhuoping-frame-1\n").hexdigest()


def test_frame_is_checked_as_a_whole() -> None:
    frame = [
        FrameOutlet("a", "甲"),
        FrameOutlet("a", "甲乙合并"),
        FrameOutlet(" ", "丙"),
        FrameOutlet("central", "丁"),
        FrameOutlet("e", "戊\n己", "\ud800"),
    ]

    assert told(check_frame(frame)) == [
        "outlets[1].key: frame-key-twice",
        "outlets[2].key: empty-text",
        "outlets[3].key: frame-key-reserved",
        "outlets[4].name: character-not-allowed",
        "outlets[4].region: character-not-allowed",
    ]


def test_sound_frame_has_no_problem() -> None:
    assert check_frame(frame_of(5)) == []


def test_outlet_that_was_left_out_or_merged_into_another_is_missed() -> None:
    frame = frame_of(3)
    listed = ["wd-0000", "wd-0001", "wd-0007"]

    assert told(check_whole(frame, listed, rules())) == [
        "outlets: frame-outlet-unlisted",
        "outlets: frame-lacks-outlet",
    ]


def test_edition_that_lets_outlets_be_merged_misses_none() -> None:
    found = check_whole(frame_of(2), ["wd-0000", "wd-0001", "wd-0007"], rules(may_merge=True))

    assert found == []


def test_every_reason_and_column_has_its_label() -> None:
    for language in LANGUAGES:
        assert len({labels.label(f"ChosenBy.{each}", language) for each in ChosenBy}) == len(ChosenBy)
    assert Drawn("a", ChosenBy.MANUAL).why == "manual"


def test_what_the_command_line_says_is_filled_in_the_language_asked_for() -> None:
    assert sampling_words.text("least", "zh", least=6) == "按规则至少 6 个。"
    assert sampling_words.text("least", "en", least=6) == "The rule asks for 6 or more."
