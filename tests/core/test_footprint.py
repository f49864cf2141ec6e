# SPDX-License-Identifier: Apache-2.0
"""Past service records against the promise: verdicts with unknown, figures by nearest rank, gaps."""

from datetime import datetime, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.samples import refusal
from zhuoping.core.fieldwork.field_samples import DrawnMembers, Mark, draw_members
from zhuoping.core.footprint import (
    MINUTE_LIMIT,
    REGION_LIMIT,
    SUBJECT,
    CheckFigures,
    FootprintCheck,
    FootprintVerdict,
    Limits,
    Promise,
    check_order_mark,
    check_promise,
    elapsed,
    figures,
    figures_by_region,
    footprint_gaps,
    nearest_rank,
    plain_promise,
    promise_from_plain,
    read_minutes,
    read_region_lines,
    region_lines,
    verdicts,
)
from zhuoping.core.work_orders import WorkOrder, order_frame, order_key

IN = datetime.fromisoformat("2026-11-20T08:00")
RESPONSE, ARRIVAL, SIGN_OFF, CALL_BACK = FootprintCheck
KEPT, BROKEN, UNKNOWN = FootprintVerdict
PROMISE = Promise(Limits(30, 120), sign_off=True, call_back=True, regions={"西藏": Limits(None, 1440)})


def order(number="WX-1", response=None, arrival=None, **more):
    """An order, with seconds until its response and its arrival."""
    after = {
        "responded_at": response if response is None else IN + timedelta(seconds=response),
        "arrived_at": arrival if arrival is None else IN + timedelta(seconds=arrival),
    }
    return WorkOrder(number, IN, **after, **more)


def codes(gaps):
    return [each.problem.code for each in gaps]


# -- the promise


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("", None),
        (" 30 ", 30),
        ("30分钟", 30),
        ("2 小时", 120),
        ("1.5 h", 90),
        ("1 天", 1440),
        ("2 Days", 2880),
    ],
)
def test_minutes_are_read_as_people_write_them(text, minutes):
    assert read_minutes(text, "response") == minutes


@pytest.mark.parametrize("text", ["soon", "0.5", "-3", "1.333 h", "30 秒"])
def test_time_that_is_none_is_refused(text):
    assert refusal(read_minutes, text, "response") == ["response: promise-time-unreadable"]


def test_lines_of_regions_are_read_and_written_again():
    found = read_region_lines("福建，30 分钟，2 小时\n\n西藏,-,1 天\n新疆;2h")

    assert found == {"福建": Limits(30, 120), "西藏": Limits(None, 1440), "新疆": Limits(120, None)}
    assert region_lines(Promise(regions=found)) == "福建, 30, 120\n西藏, -, 1440\n新疆, 120, -"
    assert read_region_lines(region_lines(Promise(regions=found))) == found


def test_lines_at_fault_are_told_at_once():
    assert refusal(read_region_lines, "福建\n，30\n厦门，30\n厦门，40\n泉州，soon") == [
        "regions: promise-line-unreadable",
        "regions: promise-line-unreadable",
        "regions: promise-region-twice",
        "regions: promise-time-unreadable",
    ]


def test_promise_is_tidied_and_read_again():
    kept = check_promise(Promise(Limits(30), regions={" 西  藏 ": Limits(None, 60), "福建": Limits()}))

    assert kept == Promise(Limits(30), regions={"西 藏": Limits(None, 60)})
    assert promise_from_plain(plain_promise(kept)) == kept
    assert promise_from_plain(plain_promise(PROMISE)) == PROMISE
    assert promise_from_plain({}) is None


def test_promise_at_fault_is_refused_with_every_fault():
    many = {f"地区{number}": Limits(1) for number in range(REGION_LIMIT + 1)}

    assert refusal(check_promise, Promise()) == ["response: promise-none"]
    assert refusal(check_promise, Promise(Limits(0, MINUTE_LIMIT + 1))) == [
        "response: promise-time-range",
        "arrival: promise-time-range",
    ]
    assert refusal(check_promise, Promise(regions=many)) == ["regions: promise-regions-many"]
    assert refusal(
        check_promise, Promise(regions={" ": Limits(1), "长" * 201: Limits(1), "a\x00": Limits(0)})
    ) == [
        "regions: promise-region-empty",
        "regions: character-not-allowed",
        "regions.a\x00.response: promise-time-range",
        "regions: text-too-long",
    ]


# -- order by order


def test_time_on_the_second_is_kept_and_a_second_later_is_not():
    on_time, late = order(response=1800, arrival=7200), order(response=1801, arrival=7201)

    assert verdicts(on_time, Promise(Limits(30, 120))) == {RESPONSE: KEPT, ARRIVAL: KEPT}
    assert verdicts(late, Promise(Limits(30, 120))) == {RESPONSE: BROKEN, ARRIVAL: BROKEN}


def test_missing_cells_and_times_that_cannot_be_are_unknown():
    assert verdicts(order(response=-1), PROMISE) == {
        RESPONSE: UNKNOWN,
        ARRIVAL: UNKNOWN,
        SIGN_OFF: UNKNOWN,
        CALL_BACK: UNKNOWN,
    }
    assert elapsed(order(response=-1), RESPONSE) is None


def test_answers_decide_sign_off_and_call_back():
    found = verdicts(order(signed_off=True, called_back=False), Promise(sign_off=True, call_back=True))

    assert found == {SIGN_OFF: KEPT, CALL_BACK: BROKEN}


def test_region_has_its_own_time_before_the_general_one():
    far = order(response=3600, arrival=36_000, region="西藏")

    found = verdicts(far, PROMISE)

    assert (found[RESPONSE], found[ARRIVAL]) == (BROKEN, KEPT)
    assert PROMISE.limit(RESPONSE, "西藏") == 30
    assert Promise(regions={"西藏": Limits(9)}).limit(RESPONSE, "西藏") == 9
    assert Promise(regions={"西藏": Limits(9)}).limit(ARRIVAL, "西藏") is None


def test_mark_that_says_otherwise_than_the_list_needs_a_note():
    good, bad = order("WX-1", response=60), order("WX-2", response=6000)
    sample = draw_members(order_frame([good, bad]), 2, "seed", SUBJECT)
    promise = Promise(Limits(30))

    def checked(each, note, *, conforming):
        found = verdicts(each, promise)
        return check_order_mark(sample, order_key(each), each, found, note, conforming=conforming)

    assert checked(good, "", conforming=True) == ""
    assert checked(bad, "", conforming=False) == ""
    assert checked(bad, " 电话记录为证 ", conforming=True) == "电话记录为证"
    assert refusal(checked, bad, "", conforming=True) == ["note: footprint-note-required"]
    assert refusal(checked, good, "", conforming=False) == ["note: footprint-note-required"]
    assert refusal(checked, order("WX-3"), "x", conforming=False) == ["member: member-not-drawn"]


# -- figures


def test_orders_in_figures_are_counted_shared_and_ranked():
    orders = [
        order("1", 600, 3600, signed_off=True),
        order("2", 1200, 7260, signed_off=True),
        order("3", 2401, None, signed_off=False),
        order("4", -60, None),
    ]

    found = figures(orders, Promise(Limits(30), sign_off=True))

    assert (found.orders, found.crossed) == (4, 1)
    assert found.checks == (
        CheckFigures(RESPONSE, 2, 1, 1, Decimal("0.6667"), 20, 41),
        CheckFigures(ARRIVAL, 0, 0, 0, None, 60, 121),
        CheckFigures(SIGN_OFF, 2, 1, 1, Decimal("0.6667"), None, None),
    )


def test_no_orders_are_figures_of_nothing():
    found = figures([], PROMISE)

    assert (found.orders, found.crossed) == (0, 0)
    assert found.checks[0] == CheckFigures(RESPONSE, 0, 0, 0, None, None, None)


def test_regions_come_by_number_of_orders_then_name():
    orders = [order("1"), order("2", region="福建"), order("3", 60, region="福建"), order("4", region="北京")]

    found = figures_by_region(orders, Promise(Limits(30)))

    assert [(name, each.orders) for name, each in found] == [("福建", 2), ("", 1), ("北京", 1)]
    assert (found[0][1].checks[0].kept, found[0][1].checks[0].unknown) == (1, 1)


@given(st.lists(st.integers(0, 10_000), min_size=1, max_size=60), st.integers(1, 100))
def test_percentile_is_the_least_value_that_so_many_do_not_exceed(values, percent):
    found = nearest_rank(values, percent)

    def share(value):
        return Fraction(sum(each <= value for each in values) * 100, len(values))

    assert found in values
    assert share(found) >= percent
    assert all(share(each) < percent for each in values if each < found)


# -- closing


def test_gaps_tell_everything_that_is_missing_and_nothing_where_it_is_not_planned():
    one, other = order("1", 60), order("2", 6000)
    promise = Promise(Limits(30))
    drawn = draw_members(order_frame([one, other]), 2, "seed", SUBJECT)
    sampled = {order_key(each): each for each in (one, other)}

    def marked(**notes):
        marks = {
            order_key(each): Mark(each is one, notes.get(f"n{each.number}", "")) for each in (one, other)
        }
        return DrawnMembers(drawn.subject, drawn.seed, drawn.frame_digest, drawn.drawn, marks)

    strict = Promise(Limits(0))
    assert footprint_gaps("EHI", None, 0, None, {}) == ()
    assert codes(footprint_gaps("EF", None, 0, None, {})) == [
        "footprint-orders-missing",
        "footprint-promise-missing",
        "footprint-sample-missing",
    ]
    assert codes(footprint_gaps("EF", promise, 2, drawn, sampled)) == ["footprint-unmarked"]
    assert codes(footprint_gaps("EF", promise, 2, marked(), sampled)) == []
    assert codes(footprint_gaps("EF", None, 2, marked(), sampled)) == ["footprint-promise-missing"]
    assert codes(footprint_gaps("EF", strict, 2, marked(), sampled)) == ["footprint-note-required"]
    assert codes(footprint_gaps("EF", strict, 2, marked(n1="有录音"), sampled)) == []
