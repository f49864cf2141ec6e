# SPDX-License-Identifier: Apache-2.0
"""The patterns of a body together: none of them may give a number that is taken, or that another kind may give."""

import pytest
from hypothesis import given as drawn
from hypothesis import strategies as st

from tests.core.applying import told
from zhuoping.core.number_patterns import Given, Patterns, check_patterns, counter_of, next_numbers
from zhuoping.core.numbering import Counted, NumberKind, number
from zhuoping.core.problems import Refused

NOTHING = Given(2026)
ENGAGEMENT, AGREEMENT, PLAN = NumberKind.ENGAGEMENT, NumberKind.AGREEMENT, NumberKind.PLAN


def refused(patterns, given=NOTHING):
    with pytest.raises(Refused) as caught:
        check_patterns(patterns, given)
    return told(caught.value.problems)


def engagement(pattern, given=NOTHING):
    """What is wrong with a pattern of engagements, beside the others as they are from the start."""
    try:
        check_patterns(Patterns(engagement=pattern), given)
    except Refused as found:
        return [each.removeprefix("patterns.engagement: ") for each in told(found.problems)]
    return []


def test_patterns_that_are_there_from_the_start_are_sound():
    assert check_patterns(Patterns(), NOTHING) == Patterns()


def test_pattern_is_found_by_its_kind_and_a_certificate_has_none():
    assert [Patterns().of(kind) for kind in (ENGAGEMENT, AGREEMENT, PLAN)] == [
        "ZP-{year}-{serial:06}",
        "HT-{year}-{serial:06}",
        "{prefix}{year}{serial:06}",
    ]
    with pytest.raises(KeyError):
        Patterns().of(NumberKind.CERTIFICATE)


def test_faults_of_all_patterns_are_told_at_once():
    assert refused(Patterns("zp{serial:06}", "HT", "")) == [
        "patterns.engagement: pattern-characters",
        "patterns.agreement: pattern-field-missing",
        "patterns.plan: empty-text",
    ]


@pytest.mark.parametrize(
    ("pattern", "found"),
    [
        ("A/{serial:06}", ["pattern-slash"]),
        ("A" * 26 + "{serial:06}", []),
        ("A" * 27 + "{serial:06}", ["number-too-long"]),
        ("A" * 23 + "{year}{serial:06}", ["number-too-long"]),
        ("/" * 27 + "{serial:06}", ["pattern-slash", "number-too-long"]),
    ],
)
def test_number_stands_in_addresses_and_has_room_in_its_table(pattern, found):
    assert engagement(pattern) == found


# -- two kinds


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("A{serial:06}", "A{serial:06}"),
        ("A{serial:06}", "A{year}{serial:02}"),
        ("A0{serial:05}", "A{serial:06}"),
        ("A2026-{serial:04}", "A{year}-{serial:04}"),
        ("{prefix}{year}{serial:06}", "{year}{serial:06}"),
        ("{prefix}{serial:06}", "R04820{serial:07}"),
        ("{prefix}{serial:06}", "RF04900{serial:06}"),
    ],
)
def test_two_kinds_that_might_share_a_number_are_refused(one, other):
    plan, rest = (one, other) if "{prefix}" in one else (other, one)

    assert refused(Patterns("X{serial:06}", rest, plan)) == ["patterns.plan: patterns-alike"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("A{serial:06}", "B{serial:06}"),
        ("A{serial:06}", "A{serial:07}"),
        ("A-{serial:06}", "A{serial:07}"),
        ("R{serial:05}", "{prefix}{serial:05}"),
    ],
)
def test_two_kinds_that_cannot_share_a_number_are_taken(one, other):
    patterns = Patterns("X{serial:06}", one, other)

    assert check_patterns(patterns, NOTHING) == patterns


@pytest.mark.parametrize("version", ["-2", "-11"])
def test_further_versions_of_an_agreement_are_numbers_too(version):
    assert refused(Patterns(f"HT{{serial:06}}{version}", "HT{serial:06}", "P{serial:06}")) == [
        "patterns.agreement: patterns-alike"
    ]


_TEXTS = st.text("A0-", max_size=2)
_PATTERNS = st.builds(
    lambda start, year, middle, width: f"{start}{year}{middle}{{serial:0{width}}}",
    _TEXTS,
    st.sampled_from(["", "{year}"]),
    _TEXTS,
    st.integers(1, 3),
)
_COUNTS = st.builds(Counted, st.integers(2000, 2009), st.integers(1, 9))


@drawn(_PATTERNS, _PATTERNS, _COUNTS, _COUNTS)
def test_patterns_that_are_taken_never_give_one_number(one, other, first, second):
    try:
        check_patterns(Patterns(one, other, "P{serial:06}"), NOTHING)
    except Refused:
        return

    assert number(one, first) != number(other, second)


# -- numbers that were given


def test_counter_is_one_a_year_where_the_year_tells_numbers_apart():
    assert counter_of(PLAN, "P{year}{serial:06}", 2026) == "plan:2026"
    assert counter_of(PLAN, "P{serial:06}", 2026) == "plan"


def test_serials_go_on_so_that_a_new_start_of_the_pattern_needs_no_other_serial():
    given = Given(2026, ["ZP-2026-000001", "ZP-2026-000002"], {"engagement:2026": 2})

    assert engagement("ZP-{year}-{serial:06}", given) == []
    assert engagement("XM-{year}-{serial:06}", given) == []


@pytest.mark.parametrize(
    ("pattern", "found"),
    [
        ("ZP-2026-{serial:06}", ["pattern-number-taken"]),
        ("ZP-20{serial:02}-000001", ["pattern-number-taken"]),
        ("ZP-2025-{serial:06}", []),
        ("ZP-{serial:06}", []),
        ("ZP-{serial:04}-000003", []),
    ],
)
def test_pattern_with_another_counter_must_not_give_a_number_that_is_taken(pattern, found):
    given = Given(2026, ["ZP-2026-000001", "ZP-2026-000002"], {"engagement:2026": 2})

    assert engagement(pattern, given) == found


@pytest.mark.parametrize(
    ("taken", "found"),
    [
        ("ZP-2025-000009", []),
        ("ZP-2026-000005", []),
        ("ZP-2026-000006", ["pattern-number-taken"]),
        ("ZP-2027-000001", ["pattern-number-taken"]),
    ],
)
def test_serial_that_is_past_comes_no_more_but_those_of_a_coming_year_do(taken, found):
    assert engagement("ZP-{year}-{serial:06}", Given(2026, [taken], {"engagement:2026": 5})) == found


def test_number_of_another_kind_is_taken_too():
    given = Given(2026, ["HT-2026-000007"], {"agreement:2026": 7, "engagement:2026": 3})
    swapped = Patterns("HT-{year}-{serial:06}", "ZP-{year}-{serial:06}")

    assert refused(swapped, given) == ["patterns.engagement: pattern-number-taken"]


def test_first_number_that_would_come_again_is_named_for_each_kind():
    given = Given(2026, ["A0001", "P0001", "A0002", "R048200P0002"])

    with pytest.raises(Refused) as caught:
        check_patterns(Patterns("A{serial:04}", "H{serial:04}", "{prefix}P{serial:04}"), given)

    assert [(each.path, dict(each.values)["number"]) for each in caught.value.problems] == [
        ("patterns.engagement", "A0001"),
        ("patterns.plan", "P0001"),
    ]


def test_width_has_room_for_the_next_serial():
    given = Given(2026, [], {"engagement:2026": 99, "engagement": 98})

    assert engagement("A{year}{serial:02}", given) == ["serial-used-up"]
    assert engagement("A{serial:02}", given) == []
    assert engagement("A{year}{serial:03}", given) == []


def test_next_numbers_are_shown_where_there_are_any():
    given = Given(2026, [], {"engagement:2026": 17, "agreement": 9})

    shown = next_numbers(Patterns(agreement="HT-{serial:01}"), given, prefix="R048200")

    assert shown == {"engagement": "ZP-2026-000018", "agreement": "", "plan": "R0482002026000001"}
