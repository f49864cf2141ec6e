# SPDX-License-Identifier: Apache-2.0
"""Samples in the field: members keyed by what was stated, drawn by a seed, drawn again, marked, scored."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.samples import refusal, rules
from tests.make import edition
from zhuoping.core.awards import Award, Judged, Parts, Sampled
from zhuoping.core.fieldwork.field_samples import (
    DrawnMembers,
    FrameMember,
    Mark,
    Target,
    check_again,
    check_mark,
    draw_members,
    frame_of,
    members_digest,
    proposed_size,
    read_target,
    redraw_members,
    sample_gaps,
    targets,
    with_sample,
)
from zhuoping.core.fieldwork.records import TEXT_LIMIT

SCHEME = edition("2025")
SUBJECT = "finding:2.1.b"
FRAME = tuple(FrameMember(f"k{index}", f"员工{index}", "维修") for index in range(20))


def drawn(size: int = 3, marks: dict[str, Mark] | None = None, subject: str = SUBJECT) -> DrawnMembers:
    return replace(draw_members(FRAME, size, "seed", subject), marks=marks or {})


def marked(*answers: bool, subject: str = SUBJECT) -> DrawnMembers:
    """A complete sample with these answers."""
    sample = drawn(len(answers), subject=subject)
    marks = {each.key: Mark(answer) for each, answer in zip(sample.drawn, answers, strict=True)}
    return replace(sample, marks=marks)


# -- what is sampled


def test_part_or_indicator_that_the_edition_lets_be_sampled_is_a_target() -> None:
    assert read_target(SCHEME, SUBJECT) == Target("2.1", "b")
    assert read_target(SCHEME, "finding:1.2").subject == "finding:1.2"
    assert [each.subject for each in targets(SCHEME)][:2] == ["finding:1.2", SUBJECT]
    assert all(read_target(SCHEME, each.subject) == each for each in targets(SCHEME))


@pytest.mark.parametrize(
    ("subject", "code"),
    [
        ("finding:2.1", "sample-by-parts"),
        ("finding:2.1.a", "method-not-allowed"),
        ("finding:1.1", "method-not-allowed"),
        ("finding:2.1.z", "tie-subject-unknown"),
        ("finding:9.9", "tie-subject-unknown"),
        ("sheet:3", "tie-subject-unknown"),
        ("2.1.b", "tie-subject-unknown"),
    ],
)
def test_what_no_sample_scores_is_refused(subject: str, code: str) -> None:
    assert refusal(read_target, SCHEME, subject) == [f"subject: {code}"]


# -- the frame


def person(name: str, **more: object) -> dict[str, object]:
    return {"name": name, "post": "维修", "employment": "own", "staff_number": None, **more}


def test_rows_with_one_staff_number_are_one_person() -> None:
    frame = frame_of(
        "roster",
        [
            person("陈一", staff_number="007", certificate="电工"),
            person("林二"),
            person("陈一", staff_number="007"),
        ],
    )

    assert [(each.name, each.detail) for each in frame] == [("陈一", "维修 · 007 · 电工"), ("林二", "维修")]


def test_rows_that_say_the_same_are_different_people_in_their_order() -> None:
    frame = frame_of("roster", [person("陈一"), person("陈一"), person("陈一", employment="outsourced")])

    assert len({each.key for each in frame}) == 3
    assert frame[1].key == f"{frame[0].key}-2"


def test_member_keeps_its_key_wherever_its_row_stands() -> None:
    rows = [person("陈一"), person("林二"), person("王三")]

    assert {each.name: each.key for each in frame_of("roster", rows)} == {
        each.name: each.key for each in frame_of("roster", rows[::-1])
    }


def test_closed_outlet_is_no_member_and_any_sheet_has_members() -> None:
    outlets = [
        {"name": "厦门\n网点", "kind": "sales-shop", "region": "350200", "closed_on": None},
        {"name": "福州网点", "kind": "sales-shop", "closed_on": "2026-01-01"},
    ]

    assert [(each.name, each.detail) for each in frame_of("outlets", outlets)] == [("厦门 网点", "350200")]
    nameless = frame_of("functions", [{"function": "sales"}])
    assert nameless[0].name == nameless[0].key
    assert refusal(frame_of, "guessed", []) == ["sheet: fact-sheet-none"]


def test_digest_is_of_the_members_and_not_of_their_order() -> None:
    assert members_digest(FRAME) == members_digest(FRAME[::-1])
    assert members_digest(FRAME) != members_digest(FRAME[1:])
    assert members_digest(FRAME) != members_digest([replace(FRAME[0], name="x"), *FRAME[1:]])


# -- drawing


@pytest.mark.parametrize(("members", "size"), [(0, 0), (1, 1), (2, 2), (20, 5), (3000, 55)])
def test_proposal_is_the_root_of_the_members_rounded_up(members: int, size: int) -> None:
    assert proposed_size(rules(), members) == size
    assert proposed_size(None, members) == size
    assert proposed_size(rules("special"), members) == size


def test_proposal_goes_by_the_factor_of_the_edition_and_is_never_nothing() -> None:
    assert proposed_size(rules("surveillance"), 100) == 6
    assert proposed_size(rules(factor=Decimal(0)), 5) == 1


@given(
    keys=st.sets(st.text(st.characters(min_codepoint=33, max_codepoint=0x9FFF), min_size=1), min_size=1),
    seed=st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=1, max_size=64),
    data=st.data(),
)
def test_sample_drawn_again_from_seed_and_frame_is_the_same(
    keys: set[str], seed: str, data: st.DataObject
) -> None:
    frame = [FrameMember(key, "员工") for key in sorted(keys)]
    size = data.draw(st.integers(1, len(frame)))

    sample = draw_members(frame, size, seed, SUBJECT)

    shuffled = data.draw(st.permutations(frame))
    assert draw_members(shuffled, size, seed, SUBJECT) == sample
    assert redraw_members(sample, shuffled) == ()
    assert sample.size == size == len({each.key for each in sample.drawn})
    assert set(sample.drawn) <= set(frame)


@pytest.mark.parametrize(
    ("size", "seed", "told"),
    [
        (0, "s", ["size: sample-of-nothing"]),
        (21, "s", ["size: sample-above-members"]),
        (3, " ", ["seed: empty-text"]),
        (3, "x" * 65, ["seed: seed-too-long"]),
        (3, "a\nb", ["seed: character-not-allowed"]),
    ],
)
def test_sample_of_no_size_or_without_a_seed_is_refused(size: int, seed: str, told: list[str]) -> None:
    assert refusal(draw_members, FRAME, size, seed, SUBJECT) == told


def test_nothing_is_drawn_from_nothing() -> None:
    assert refusal(draw_members, (), 3, "s", SUBJECT) == ["sheet: frame-empty"]


def test_drawing_anew_needs_a_reason_and_the_first_time_none() -> None:
    assert check_again(None, "") == ""
    assert check_again(drawn(), " 名单有误 ") == "名单有误"
    assert refusal(check_again, drawn(), " ") == ["reason: sample-again-reason"]


def test_tampered_sample_is_found_when_it_is_drawn_again() -> None:
    sample = drawn()
    other = next(each for each in FRAME if each not in sample.drawn)
    swapped = replace(sample, drawn=(*sample.drawn[:2], other))

    assert redraw_members(sample, FRAME) == ()
    assert [each.code for each in redraw_members(swapped, FRAME)] == ["members-drawn-differ"]
    assert [each.code for each in redraw_members(sample, FRAME[1:])] == ["members-differ"]


# -- marking


def test_marks_are_counted_and_the_award_comes_with_the_last() -> None:
    sample = drawn()
    first, second, third = (each.key for each in sample.drawn)
    some = replace(sample, marks={first: Mark(conforming=True), second: Mark(conforming=False, note="过期")})
    whole = replace(some, marks={**some.marks, third: Mark(conforming=True)})

    assert (some.marked, some.conforming, some.award) == (2, 1, None)
    assert (whole.marked, whole.conforming, whole.award) == (3, 2, Sampled(3, 2))


def test_only_what_was_drawn_is_marked() -> None:
    sample = drawn()

    assert check_mark(sample, sample.drawn[0].key, " 证书\r\n过期 ") == "证书\n过期"
    assert refusal(check_mark, sample, "nobody", "") == ["member: member-not-drawn"]
    assert refusal(check_mark, sample, sample.drawn[0].key, "x" * (TEXT_LIMIT + 1)) == ["note: text-too-long"]


@pytest.mark.parametrize(
    ("standing", "target", "award"),
    [
        (None, Target("1.2"), Sampled(4, 3)),
        (Judged(Decimal(5), "偏少"), Target("1.2"), Sampled(4, 3, "偏少")),
        (None, Target("2.1", "b"), Parts({"b": Sampled(4, 3)})),
        (Judged(Decimal(5), "x"), Target("2.1", "b"), Parts({"b": Sampled(4, 3)}, "x")),
        (
            Parts({"b": Judged(Decimal(2), "y"), "a": Judged(Decimal(5))}, "x"),
            Target("2.1", "b"),
            Parts({"a": Judged(Decimal(5)), "b": Sampled(4, 3, "y")}, "x"),
        ),
    ],
)
def test_sample_gives_its_part_of_the_award_and_leaves_the_rest(
    standing: Award | None, target: Target, award: Award
) -> None:
    assert with_sample(standing, target, Sampled(4, 3)) == award


def test_sample_that_is_not_marked_or_not_what_was_scored_is_a_gap() -> None:
    def codes(sample: DrawnMembers, award: Award | None) -> list[tuple[str, str]]:
        found = sample_gaps(SCHEME, [sample], {"2.1": award, "1.2": award})
        return [(each.key, each.problem.code) for each in found]

    part = Parts({"a": Judged(Decimal(5)), "b": Sampled(2, 1)})
    assert codes(drawn(), None) == [("2.1", "sample-unmarked")]
    assert codes(marked(True, False), part) == []
    assert codes(marked(True, True), part) == [("2.1", "sample-award-differs")]
    assert codes(marked(True, True, subject="finding:1.2"), Sampled(2, 1)) == [
        ("1.2", "sample-award-differs")
    ]
    # Whoever judges instead does not go by the sample.
    assert codes(marked(True, True), Parts({"b": Judged(Decimal(5))})) == []
    assert codes(marked(True, True), None) == []
