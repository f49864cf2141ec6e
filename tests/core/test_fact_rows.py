# SPDX-License-Identifier: Apache-2.0
from dataclasses import fields

import pytest

from zhuoping.core.fact_rows import ROW_LIMIT, check_size, read_row, read_rows, row_classes
from zhuoping.core.facts import Facts
from zhuoping.core.facts.rows.organisation import Outlet, OutletKind, Ownership
from zhuoping.core.problems import Refused

GOOD = {"name": "海淀店", "kind": "sales-shop", "ownership": "self-built"}


def told(refused):
    return [f"{each.path}: {each.code}" for each in refused.value.problems]


def test_row_class_of_every_sheet_is_known_in_the_order_of_the_sheets():
    assert list(row_classes()) == [field.name for field in fields(Facts)]
    assert row_classes()["outlets"] is Outlet


def test_row_without_faults_is_read():
    assert read_row("outlets", GOOD) == Outlet("海淀店", OutletKind.SALES_SHOP, Ownership.SELF_BUILT)


def test_sheet_that_is_none_is_refused():
    with pytest.raises(Refused) as refused:
        read_row("secrets", GOOD)

    assert told(refused) == ["sheet: fact-sheet-none"]


def test_faults_of_all_rows_are_told_at_once():
    rows = [GOOD, {"name": "", "kind": "tent"}, {**GOOD, "technicians": -1}]

    with pytest.raises(Refused) as refused:
        read_rows("outlets", rows)

    assert told(refused) == [
        "facts.outlets[1].name: empty-text",
        "facts.outlets[1].kind: not-allowed",
        "facts.outlets[1]: missing-key",
        "facts.outlets[2].technicians: negative-number",
    ]


@pytest.mark.parametrize("character", ["\x00", "\x1b", "\ud800", "\uffff"])
def test_character_that_no_table_can_hold_is_refused(character):
    with pytest.raises(Refused) as refused:
        read_row("outlets", {**GOOD, "name": f"店{character}"}, 4)

    assert told(refused) == ["facts.outlets[4].name: character-not-allowed"]


def test_as_many_rows_as_a_workbook_holds_are_taken_and_one_more_is_not():
    check_size("outlets", ROW_LIMIT)

    with pytest.raises(Refused) as refused:
        check_size("outlets", ROW_LIMIT + 1)

    assert told(refused) == ["facts.outlets: fact-sheet-full"]


def test_rows_without_faults_are_read_in_their_order():
    names = [each.name for each in read_rows("outlets", [GOOD, {**GOOD, "name": "朝阳店"}])]

    assert names == ["海淀店", "朝阳店"]
