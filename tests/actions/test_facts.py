# SPDX-License-Identifier: Apache-2.0
from decimal import Decimal

import pytest

from tests.cast import NOW
from zhuoping.actions import facts
from zhuoping.actions.errors import Changed
from zhuoping.core.facts.rows.organisation import Outlet, OutletKind, Ownership
from zhuoping.core.problems import Refused
from zhuoping.records.models import FactRow, FactSheet, LedgerEntry
from zhuoping.records.values import facts_of

SHOP = {"name": "海淀店", "kind": "sales-shop", "ownership": "self-built"}
OTHER = {"name": "朝阳店", "kind": "showroom", "ownership": "outsourced"}


def add(cast, values=SHOP, key="outlets"):
    return facts.add_row(by=cast.alice, at=NOW, client=cast.client_a, key=key, values=values)


def codes(refused):
    return [each.code for each in refused.value.problems]


def last_entry():
    entry = LedgerEntry.objects.order_by("-sequence").first()
    return entry.action, entry.person, entry.subject


def test_row_added_is_read_back_and_in_the_ledger(cast):
    row = add(cast)

    assert facts_of(cast.client_a).outlets == (Outlet("海淀店", OutletKind.SALES_SHOP, Ownership.SELF_BUILT),)
    assert (row.position, row.version, row.sheet.version) == (0, 1, 1)
    assert last_entry() == ("fact-row.added", f"person:{cast.alice.pk}", f"client:{cast.client_a.pk}")


def test_amount_of_a_row_stays_exact(cast):
    add(cast, {"year": 2026, "kind": "satisfaction", "planned": Decimal("0.1")}, "budget")

    assert facts_of(cast.client_a).budget[0].planned == Decimal("0.1")


def test_search_text_of_a_row_has_its_choices_in_both_languages(cast):
    assert add(cast).search == "海淀店 销售门店 sales shop 自建 self-built"


def test_rows_removed_in_between_leave_the_order_as_it_was(cast):
    first, second = add(cast), add(cast, OTHER)
    facts.remove_row(by=cast.alice, at=NOW, client=cast.client_a, key="outlets", row=first.pk, version=1)

    third = add(cast, {**SHOP, "name": "厦门店"})

    assert [each.name for each in facts_of(cast.client_a).outlets] == ["朝阳店", "厦门店"]
    assert (second.position, third.position) == (1, 2)


def test_faulty_row_is_refused_and_nothing_is_kept(cast):
    with pytest.raises(Refused) as refused:
        add(cast, {"name": "店", "kind": "tent"})

    assert codes(refused) == ["not-allowed", "missing-key"]
    assert not FactRow.objects.exists()
    assert not LedgerEntry.objects.exists()


def test_two_people_who_change_different_rows_do_not_meet(cast):
    first, second = add(cast), add(cast, OTHER)
    asked = {"at": NOW, "client": cast.client_a, "key": "outlets", "version": 1}

    facts.change_row(by=cast.alice, row=first.pk, values={**SHOP, "technicians": 3}, **asked)
    facts.change_row(by=cast.ma, row=second.pk, values={**OTHER, "technicians": 4}, **asked)

    assert [each.technicians for each in facts_of(cast.client_a).outlets] == [3, 4]


def test_two_people_who_change_one_row_see_both(cast):
    row = add(cast)
    asked = {"at": NOW, "client": cast.client_a, "key": "outlets", "row": row.pk, "version": 1}
    facts.change_row(by=cast.alice, values={**SHOP, "technicians": 3}, **asked)

    with pytest.raises(Changed) as refused:
        facts.change_row(by=cast.ma, values={**SHOP, "technicians": 4}, **asked)

    assert refused.value.version == 2
    assert (refused.value.current["technicians"], refused.value.given["technicians"]) == (3, 4)
    assert facts_of(cast.client_a).outlets[0].technicians == 3


def test_row_saved_without_a_change_leaves_no_trace(cast):
    row = add(cast)

    facts.change_row(
        by=cast.alice, at=NOW, client=cast.client_a, key="outlets", row=row.pk, version=1, values=SHOP
    )

    assert FactSheet.objects.get().version == 1
    assert LedgerEntry.objects.count() == 1


def test_row_that_somebody_removed_meanwhile_is_refused(cast):
    row = add(cast)
    asked = {
        "by": cast.alice,
        "at": NOW,
        "client": cast.client_a,
        "key": "outlets",
        "row": row.pk,
        "version": 1,
    }
    facts.remove_row(**asked)

    with pytest.raises(Refused) as refused:
        facts.remove_row(**asked)

    assert codes(refused) == ["fact-row-gone"]


def test_row_of_another_enterprise_cannot_be_reached_by_its_number(cast):
    row = add(cast)

    with pytest.raises(Refused) as refused:
        facts.change_row(
            by=cast.bob, at=NOW, client=cast.client_b, key="outlets", row=row.pk, version=1, values=OTHER
        )

    assert codes(refused) == ["fact-row-gone"]
    assert FactRow.objects.get().values["name"] == "海淀店"


def test_import_replaces_all_rows_and_tells_number_and_digest(cast):
    add(cast)

    sheet = facts.replace_rows(
        by=cast.alice, at=NOW, client=cast.client_a, key="outlets", version=1, rows=[OTHER, SHOP]
    )

    assert [each.name for each in facts_of(cast.client_a).outlets] == ["朝阳店", "海淀店"]
    assert sheet.version == 2
    assert last_entry()[0] == "fact-sheet.imported"
    assert '"count":2' in LedgerEntry.objects.order_by("-sequence").first().body


def test_import_with_one_faulty_row_changes_nothing(cast):
    add(cast)

    with pytest.raises(Refused) as refused:
        facts.replace_rows(
            by=cast.alice, at=NOW, client=cast.client_a, key="outlets", version=1, rows=[OTHER, {"name": ""}]
        )

    assert [each.path for each in refused.value.problems] == [
        "facts.outlets[1].name",
        *["facts.outlets[1]"] * 2,
    ]
    assert [each.name for each in facts_of(cast.client_a).outlets] == ["海淀店"]


def test_import_into_a_sheet_that_changed_meanwhile_is_refused(cast):
    add(cast)

    with pytest.raises(Changed) as refused:
        facts.replace_rows(
            by=cast.alice, at=NOW, client=cast.client_a, key="outlets", version=0, rows=[OTHER]
        )

    assert (refused.value.version, refused.value.current, refused.value.given) == (
        1,
        {"rows": 1},
        {"rows": 1},
    )


@pytest.mark.parametrize("who", ["bob", "lin", "zhou", "tan", "ou"])
def test_fact_sheet_of_somebody_elses_enterprise_is_refused(cast, who):
    with pytest.raises(Refused) as refused:
        facts.add_row(by=getattr(cast, who), at=NOW, client=cast.client_a, key="outlets", values=SHOP)

    assert codes(refused) == ["not-allowed-relation" if who == "bob" else "not-allowed-role"]
    assert not FactSheet.objects.exists()


def test_row_sent_twice_is_added_once(cast):
    add(cast)

    with pytest.raises(Refused) as refused:
        add(cast)

    assert codes(refused) == ["fact-row-twice"]
    assert FactRow.objects.count() == 1
