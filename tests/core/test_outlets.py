# SPDX-License-Identifier: Apache-2.0
"""Which outlet is which: renamed ones are the same, and none is dropped under another's name."""

from datetime import date

import pytest

from zhuoping.core.outlets import ListedOutlet, OutletChanges, kept_rows, outlet_changes, paired

ON = date(2026, 11, 24)
XIAMEN = ListedOutlet("厦门网点", "350200", "集美路 1 号", row=1)
FUZHOU = ListedOutlet("福州网点", "350100", "五一路 2 号", row=2)


def outlet(name="厦门网点", region="350200", address="集美路 1 号", row=1):
    return ListedOutlet(name, region, address, row=row)


def changes(*listed, accepted=(XIAMEN, FUZHOU)):
    return outlet_changes(accepted, ON, listed)


def test_list_that_stayed_as_it_was_has_no_changes():
    assert changes(FUZHOU, XIAMEN) == OutletChanges()


@pytest.mark.parametrize(
    "now",
    [
        outlet("集美服务站"),
        outlet("集美服务站", region="", address=""),
        outlet(region="350211"),
        outlet("集美服务站", row=9),
    ],
    ids=["name", "name and less of its place", "place", "name, in another row at the same address"],
)
def test_outlet_that_is_renamed_is_shown_and_not_dropped(now):
    assert changes(now, FUZHOU) == OutletChanges(renamed=((XIAMEN, now),))


@pytest.mark.parametrize(
    "now",
    [
        outlet("漳州网点", "350600", "胜利路 3 号"),
        outlet("思明服务站", address="湖滨路 4 号"),
        outlet("集美服务站", "350300", row=9),
    ],
    ids=["another name and place", "another name and address", "the same address in another region"],
)
def test_row_that_holds_another_outlet_now_does_not_stand_for_the_one_that_was_there(now):
    assert changes(now, FUZHOU) == OutletChanges(dropped=(XIAMEN,))


def test_outlet_that_is_deleted_is_dropped_and_one_that_had_closed_may_go():
    closed, closing = (
        ListedOutlet(f"{name}网点", closed_on=day) for name, day in (("甲", ON), ("乙", date(2026, 12, 1)))
    )

    assert changes(FUZHOU, accepted=(XIAMEN, FUZHOU, closed, closing)) == OutletChanges(
        dropped=(XIAMEN, closing)
    )


def test_outlet_of_an_application_that_kept_no_rows_is_known_by_name_and_region_or_its_address():
    accepted = [ListedOutlet(each.name, each.region, each.address) for each in (XIAMEN, FUZHOU)]

    assert changes(XIAMEN, FUZHOU, accepted=accepted) == OutletChanges()
    assert changes(outlet("集美服务站"), FUZHOU, accepted=accepted).dropped == ()
    assert changes(outlet("集美服务站", address=""), FUZHOU, accepted=accepted).dropped == (accepted[0],)


def test_name_that_went_to_another_row_stands_for_one_outlet_only():
    took_the_name = outlet("福州网点", "350100", "五一路 2 号", row=1)
    in_its_place = outlet("漳州网点", "350100", "五一路 9 号", row=2)

    assert changes(took_the_name, in_its_place) == OutletChanges(dropped=(XIAMEN,))


def test_outlets_of_the_same_name_and_region_are_counted():
    twins = [ListedOutlet("社区店", "350200", row=row) for row in (1, 2, 3)]

    assert paired(twins, [twins[2], twins[0]]) == (1, None, 0)
    assert paired(twins, [ListedOutlet("社区店", "350200", row=row) for row in (8, 9)]) == (0, 1, None)


def test_address_that_two_outlets_share_tells_nothing():
    shared = [outlet(f"专柜{number}", row=number) for number in (1, 2)]

    assert paired(shared, [outlet("新专柜", row=9)]) == (None, None)
    assert paired([XIAMEN], [outlet("甲", row=8), outlet("乙", row=9)]) == (None,)


def test_list_that_is_imported_anew_keeps_the_rows_of_outlets_that_it_knows():
    came = [outlet("集美服务站", row=None), FUZHOU, ListedOutlet("新网点", "350300")]

    assert kept_rows([XIAMEN, FUZHOU], came) == (1, 2, None)
    assert kept_rows([XIAMEN, FUZHOU], [ListedOutlet("新网点", row=1)]) == (None,)
