# SPDX-License-Identifier: Apache-2.0
"""Work orders out of a client's own list: headings, times, answers, and that no customer is kept."""

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhuoping.core.work_orders import (
    ORDER_LIMIT,
    WorkOrder,
    column_of,
    order_frame,
    order_from_plain,
    order_key,
    plain_order,
    read_orders,
    shortened,
)

NOW = datetime.fromisoformat("2026-12-07T09:00")
ROW = {"number": "WX-1", "received_at": "2026-11-20 08:30"}


def faults(*rows):
    """What is wrong, as path and code."""
    return [f"{each.path}: {each.code}" for each in read_orders(rows, NOW).problems]


def order(**cells):
    """The one order of a row without faults."""
    read = read_orders([ROW | cells], NOW)
    assert read.problems == ()
    return read.orders[0]


def test_row_in_full_is_read_word_for_word():
    found = order(
        customer="王小明",
        product=" 供水泵组  ",
        region="厦门",
        responded_at="2026/11/20 8:45",
        arrived_at="2026年11月20日 10点30分",
        completed_at="2026-11-20T12:00:05.250",
        signed_off="已签收",
        called_back="2026-11-21 09:00",
    )

    assert found == WorkOrder(
        number="WX-1",
        received_at=datetime.fromisoformat("2026-11-20T08:30"),
        customer="王**",
        product="供水泵组",
        region="厦门",
        responded_at=datetime.fromisoformat("2026-11-20T08:45"),
        arrived_at=datetime.fromisoformat("2026-11-20T10:30"),
        completed_at=datetime.fromisoformat("2026-11-20T12:00:05"),
        signed_off=True,
        called_back=True,
        called_back_at=datetime.fromisoformat("2026-11-21T09:00"),
    )


def test_cells_that_are_missing_are_unknown():
    found = order(called_back="No")

    assert (found.responded_at, found.arrived_at, found.signed_off) == (None, None, None)
    assert (found.called_back, found.called_back_at) == (False, None)


def test_every_fault_of_every_row_is_told_at_once():
    found = faults(
        {"number": "", "received_at": ""},
        {"number": "x" * 101, "received_at": "昨天"},
        {"number": "WX-2", "received_at": "2026-13-20 08:30", "signed_off": "也许", "called_back": "昨天"},
        {"number": "WX-2", "received_at": "2026-12-07 09:01", "product": "a\x00b"},
        {"number": "WX-3", "received_at": "2026-11-20", "region": "长" * 201},
    )

    assert found == [
        "orders[0].number: order-cell-missing",
        "orders[0].received_at: order-cell-missing",
        "orders[1].number: text-too-long",
        "orders[1].received_at: order-time-unreadable",
        "orders[2].received_at: order-time-unreadable",
        "orders[2].signed_off: order-answer-unreadable",
        "orders[2].called_back: order-answer-unreadable",
        "orders[3].product: character-not-allowed",
        "orders[3].received_at: order-time-later",
        "orders[3].number: order-number-twice",
        "orders[4].region: text-too-long",
        "orders[4].received_at: order-time-unreadable",
    ]


def test_no_rows_and_too_many_are_no_list():
    assert faults() == ["orders: orders-none"]
    assert faults(*[ROW] * (ORDER_LIMIT + 1)) == ["orders: orders-too-many"]


@pytest.mark.parametrize("later", ["responded_at", "arrived_at", "completed_at", "called_back"])
def test_time_before_the_order_came_in_is_kept_and_known_as_crossed(later):
    assert order(**{later: "2026-11-20 08:29"}).is_crossed
    assert not order(**{later: "2026-11-20 08:30"}).is_crossed


@pytest.mark.parametrize(
    ("heading", "column"),
    [
        ("工单号", "number"),
        (" 报修 时间*", "received_at"),
        ("Received_At", "received_at"),
        ("REGION OR OUTLET", "region"),
        ("回访时间", "called_back"),
        ("备注", ""),
    ],
)
def test_heading_is_known_in_both_languages_and_by_other_names(heading, column):
    assert column_of(heading) == column


@pytest.mark.parametrize(
    ("customer", "kept"), [("王小明", "王**"), ("13800001234", "**34"), ("KH-2041", "**41"), (" ", "")]
)
def test_customer_is_shortened(customer, kept):
    assert shortened(customer) == kept


@given(st.text(max_size=40))
def test_of_a_customer_no_more_than_one_letter_or_two_digits_is_kept(customer):
    kept = shortened(customer)

    assert len(kept) <= 4
    assert sum(each.isdigit() for each in kept) <= 2
    assert sum(not each.isdigit() and each != "*" for each in kept) <= 1


def test_stored_order_is_read_again():
    found = order(responded_at="2026-11-20 08:45", signed_off="否")

    assert order_from_plain(plain_order(found)) == found


def test_order_that_changed_is_another_member_of_the_frame():
    one, other = order(region="厦门"), order(region="厦门", responded_at="2026-11-20 08:45")

    frame = order_frame([one])

    assert (frame[0].key, frame[0].name) == (order_key(one), "WX-1")
    assert frame[0].detail == "厦门 · 2026-11-20 08:30"
    assert order_key(one) != order_key(other)
