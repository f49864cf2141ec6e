# SPDX-License-Identifier: Apache-2.0
from decimal import Decimal

from tests.make import edition, full_awards
from zhuoping.core.awards import read_awards
from zhuoping.core.fieldwork.outlook import outlook_of
from zhuoping.core.scoring import score


def outlook(**changes):
    scheme = edition("2025")
    written = {ref: award for ref, award in {**full_awards(scheme), **changes}.items() if award is not None}
    return outlook_of(score(scheme, read_awards(written, "awards", [])), scheme.bands)


def test_open_indicators_leave_a_level_within_reach():
    found = outlook(**{"4.1": None, "4.2": None})

    assert (found.lowest, found.highest, found.to_next) == (Decimal(110), Decimal(150), Decimal(10))
    assert (found.sure.name, found.next.name, found.reachable.name) == ("卓然", "卓越", "卓绝")
    assert found.next_is_open


def test_finished_scorecard_says_what_the_next_level_lacks_and_nothing_is_open():
    found = outlook(**{"4.1": {"judged": Decimal(8), "reason": "手册缺章"}})

    assert (found.sure.name, found.to_next, found.next_is_open) == ("卓殊", Decimal(2), False)


def test_highest_level_has_no_next():
    found = outlook()

    assert (found.sure.name, found.next, found.to_next, found.next_is_open) == ("卓绝", None, None, False)
