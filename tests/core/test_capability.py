# SPDX-License-Identifier: Apache-2.0
"""Service capability: declared and verified, and when a row has to say why."""

import pytest

from tests.core.samples import refusal
from zhuoping.core.capability import (
    ROW_LIMIT,
    CapabilityRow,
    CapabilityVerdict,
    capability_gaps,
    check_removal,
    check_room,
    plain_row,
    read_row,
)

ROW = {
    "parameter": "持证服务工程师",
    "declared": "24",
    "verified": "24",
    "unit": "人",
    "method": "核对社保名单",
    "verdict": "conforming",
}


def row(**more):
    return read_row(ROW | more)


def test_row_is_tidied_and_read_again():
    found = row(parameter=" 持证  工程师 ", method="核对\r\n名单 ", reason=" ")

    assert (found.parameter, found.method, found.reason) == ("持证 工程师", "核对\n名单", "")
    assert read_row(plain_row(found)) == found
    assert plain_row(row(verdict=None))["verdict"] is None


@pytest.mark.parametrize(
    ("declared", "verified", "differs"),
    [
        ("24", "24.0", False),
        ("24", "22", True),
        ("24 小时", "24 小时", False),
        ("有", "无", True),
        ("24", "", False),
    ],
)
def test_declared_and_verified_differ_by_value(declared, verified, differs):
    assert CapabilityRow("x", declared, verified).differs is differs


def test_reason_is_needed_where_they_differ_or_it_does_not_conform():
    assert refusal(row, verified="22") == ["reason: capability-reason-required"]
    assert refusal(row, verdict="not-applicable") == ["reason: capability-reason-required"]
    assert row(verified="22", reason="两人离职").verdict is CapabilityVerdict.CONFORMING
    assert row(verified="22", verdict=None).reason == ""


def test_every_fault_is_told_at_once():
    assert refusal(row, unit="长" * 201, method="长" * 2001, reason="a\x00") == [
        "unit: text-too-long",
        "method: text-too-long",
        "reason: character-not-allowed",
    ]
    assert refusal(row, parameter=" ", declared="") == ["parameter: empty-text", "declared: empty-text"]
    assert refusal(read_row, {"parameter": "x"}) == [": missing-key"]


def test_room_and_removal_have_their_bounds():
    check_room(ROW_LIMIT - 1)

    assert refusal(check_room, ROW_LIMIT) == ["parameter: capability-rows-many"]
    assert check_removal(" 重复 ") == "重复"
    assert refusal(check_removal, " ") == ["reason: capability-removal-reason"]
    assert refusal(check_removal, "a\x00") == ["reason: character-not-allowed"]


def test_gaps_are_rows_that_are_missing_unjudged_or_unverified():
    rows = [
        row(),
        row(verdict=None),
        row(method=""),
        row(verified="", verdict="not-applicable", reason="未声明"),
    ]

    assert capability_gaps("EHI", []) == ()
    assert [each.problem.code for each in capability_gaps("EG", [])] == ["capability-missing"]
    assert [each.problem.code for each in capability_gaps("EG", rows)] == [
        "capability-unjudged",
        "capability-unverified",
    ]
