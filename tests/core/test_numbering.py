# SPDX-License-Identifier: Apache-2.0
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.applying import told
from zhuoping.core.numbering import (
    FIELDS,
    Counted,
    NumberKind,
    check_pattern,
    normalise_number,
    number,
    pattern_problems,
    plan_prefix,
    restarts_yearly,
)
from zhuoping.core.problems import Refused
from zhuoping.core.wording import areas

ENGAGEMENT, CERTIFICATE = NumberKind.ENGAGEMENT, NumberKind.CERTIFICATE


def codes(pattern, kind=ENGAGEMENT):
    return [each.removeprefix("numbers: ") for each in told(pattern_problems(pattern, kind, "numbers"))]


def refused(function, *arguments, **named):
    with pytest.raises(Refused) as caught:
        function(*arguments, **named)
    return told(caught.value.problems)


@pytest.mark.parametrize(
    ("pattern", "found"),
    [
        ("ZP-{year}-{serial:06}", []),
        ("{serial:6}", []),
        ("A.B/{serial:01}", []),
        ("{serial:012}", []),
        ("", ["empty-text"]),
        ("A" * 61, ["text-too-long"]),
        ("A" * 48 + "{serial:012}", []),
        ("A" * 49 + "{serial:012}", ["text-too-long"]),
        ("zp-{serial:06}", ["pattern-characters"]),
        ("ZP {serial:06}", ["pattern-characters"]),
        ("ＺP{serial:06}", ["pattern-characters"]),
        ("卓评{serial:06}", ["pattern-characters"]),
        ("ZP\n{serial:06}", ["pattern-characters"]),
        ("ZP-{year}", ["pattern-field-missing"]),
        ("{serial:06}{serial:06}", ["pattern-field-twice"]),
        ("{month}{serial:06}", ["pattern-field-unknown"]),
        ("{cycle}{serial:06}", ["pattern-field-unknown"]),
        ("{year:2}{serial:06}", ["pattern-width"]),
        ("{serial}", ["pattern-serial-open"]),
        ("{serial:0}", ["pattern-serial-open"]),
        ("{serial:013}", ["pattern-serial-open"]),
        ("{serial:06", ["pattern-characters", "pattern-field-missing"]),
        ("{{serial:06}}", ["pattern-characters"]),
        ("{serial.x:06}", ["pattern-characters", "pattern-field-missing"]),
        ("{0}{serial:06}", ["pattern-characters"]),
        (
            "{month}{year:4} a",
            ["pattern-characters", "pattern-field-unknown", "pattern-width", "pattern-field-missing"],
        ),
    ],
)
def test_pattern_is_taken_or_told_all_its_faults(pattern, found):
    assert codes(pattern) == found


def test_certificate_needs_the_cycle_and_a_plan_may_have_a_prefix():
    assert codes("034{year}S{serial:04}R{cycle}", CERTIFICATE) == []
    assert codes("034{year}S{serial:04}", CERTIFICATE) == ["pattern-field-missing"]
    assert codes("{prefix}{year}{serial:06}", NumberKind.PLAN) == []
    assert codes("{prefix}{year}{serial:06}") == ["pattern-field-unknown"]


def test_every_kind_of_number_has_fields_and_a_label():
    assert set(FIELDS) == set(NumberKind)
    assert {key for key in areas.LABELS if key.startswith("NumberKind.")} == {
        f"NumberKind.{kind}" for kind in NumberKind
    }


def test_checked_pattern_is_given_back_or_refused():
    assert check_pattern("ZP-{serial:06}", ENGAGEMENT, "numbers") == "ZP-{serial:06}"
    assert refused(check_pattern, "ZP", ENGAGEMENT, "numbers") == ["numbers: pattern-field-missing"]


def test_number_fills_every_field():
    counted = Counted(2026, 17, cycle=1, prefix="R048201")

    assert number("{prefix}{year}{serial:05}R{cycle}", counted) == "R048201202600017R1"
    assert number("ZP-{serial:1}", Counted(2026, 9)) == "ZP-9"


def test_serial_with_more_digits_than_its_width_is_used_up():
    assert number("{year}{serial:02}", Counted(2026, 99)) == "202699"
    assert refused(number, "{year}{serial:02}", Counted(2026, 100)) == ["serial: serial-used-up"]


@given(
    first=st.tuples(st.integers(2000, 2100), st.integers(1, 9999), st.integers(0, 20)),
    second=st.tuples(st.integers(2000, 2100), st.integers(1, 9999), st.integers(0, 20)),
)
def test_different_counts_never_give_one_number(first, second):
    pattern = check_pattern("034{year}{serial:04}R{cycle}", CERTIFICATE, "numbers")

    numbers = [number(pattern, Counted(year, serial, cycle)) for year, serial, cycle in (first, second)]

    assert (numbers[0] == numbers[1]) == (first == second)
    assert all(re.fullmatch("[0-9A-Z]+", each) for each in numbers)
    assert [normalise_number(each) for each in numbers] == numbers


def test_serials_begin_anew_each_year_only_where_the_year_tells_numbers_apart():
    assert (restarts_yearly("ZP-{year}-{serial:06}"), restarts_yearly("ZP-{serial:06}")) == (True, False)


# -- the prefix of plans


@pytest.mark.parametrize(
    ("approval", "branch", "foreign", "prefix"),
    [
        ("CNCA-R-2018-482", 0, False, "R048200"),
        ("CNCA-R-2002-001", 12, False, "R000112"),
        ("cnca-r-2021-1482", 99, False, "R048299"),
        ("CNCA-RF-2010-49", 1, True, "RF04901"),
        (" CNCA-RF-2010-149\n", 0, True, "RF04900"),
        ("４８２", 0, False, "R048200"),
    ],
)
def test_plan_prefix_is_made_of_approval_number_and_branch(approval, branch, foreign, prefix):
    assert plan_prefix(approval, branch, foreign=foreign) == prefix


@pytest.mark.parametrize("approval", ["", "CNCA-R-2018-48", "482-A", "CNCA"])
def test_approval_number_without_enough_digits_at_its_end_is_refused(approval):
    assert refused(plan_prefix, approval) == ["approval: approval-number"]


@pytest.mark.parametrize("branch", [-1, 100])
def test_branch_has_two_digits(branch):
    assert refused(plan_prefix, "CNCA-R-2018-482", branch) == ["branch: branch-number"]
    assert refused(plan_prefix, "1", branch) == ["approval: approval-number", "branch: branch-number"]
