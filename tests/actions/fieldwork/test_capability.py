# SPDX-License-Identifier: Apache-2.0
"""Mode G by its actions: written down, changed, taken out, and by whom."""

import pytest

from tests import fieldworking, footprints, plans
from tests.fieldworking import IN_FIELD
from tests.plans import refusal, said
from zhuoping.actions.errors import Changed
from zhuoping.actions.fieldwork import capability as actions
from zhuoping.records.capability_values import capability_in, gaps_of_capability, stored_rows
from zhuoping.records.closing_values import gaps_of
from zhuoping.records.models import CapabilityRow, LedgerEntry

pytestmark = pytest.mark.django_db
ROW = {"parameter": "持证服务工程师", "declared": "24", "unit": "人"}
WHOLE = ROW | {"verified": "22", "method": "核对社保名单", "verdict": "conforming", "reason": "两人当月离职"}


@pytest.fixture
def engagement(cast, edition):
    return footprints.in_field(cast, edition)


def added(engagement, by, **more):
    return actions.add_row(by=by, at=IN_FIELD, number=engagement.number, values=ROW | more)


def changed(engagement, by, row, *, seen=1, **more):
    return actions.change_row(
        by=by, at=IN_FIELD, number=engagement.number, row=row, values=ROW | more, seen=seen
    )


def removed(engagement, by, row, *, seen=1, reason="重复"):
    actions.remove_row(by=by, at=IN_FIELD, number=engagement.number, row=row, reason=reason, seen=seen)


def codes(engagement):
    return [each.problem.code for each in gaps_of_capability(engagement)]


def test_parameter_is_written_down_and_stands_in_the_ledger(cast, engagement):
    row = added(engagement, cast.lin, **WHOLE)

    assert (row.position, row.version, capability_in(row).verified) == (1, 1, "22")
    assert said() == WHOLE | {"position": 1}


def test_change_is_a_new_version_and_the_same_again_is_none(cast, engagement):
    row = added(engagement, cast.lin)
    changed(engagement, cast.lin, row.pk, **WHOLE)
    before = LedgerEntry.objects.count()

    again = changed(engagement, cast.lin, row.pk, **WHOLE)

    assert (again.version, codes(engagement), LedgerEntry.objects.count()) == (2, [], before)


def test_whoever_is_slower_is_told_both(cast, engagement):
    row = added(engagement, cast.lin)
    changed(engagement, cast.lin, row.pk, declared="25")

    with pytest.raises(Changed) as caught:
        changed(engagement, cast.lin, row.pk, declared="26")
    with pytest.raises(Changed):
        removed(engagement, cast.lin, row.pk)

    assert (caught.value.current["declared"], caught.value.given["declared"]) == ("25", "26")


def test_parameter_is_taken_out_with_a_reason_and_stays_on_record(cast, engagement):
    row = added(engagement, cast.lin)

    assert refusal(removed, engagement, cast.lin, row.pk, reason=" ") == ["reason: capability-removal-reason"]
    removed(engagement, cast.lin, row.pk)

    assert said() == {"position": 1, "parameter": "持证服务工程师", "reason": "重复"}
    assert (list(stored_rows(engagement)), CapabilityRow.objects.get().removed_at) == ([], IN_FIELD)
    assert refusal(changed, engagement, cast.lin, row.pk) == ["row: capability-row-unknown"]
    assert added(engagement, cast.lin).position == 2


def test_only_whoever_carries_out_the_mode_does_anything(cast, engagement):
    row = added(engagement, cast.lin)

    for act, given in ((added, ()), (changed, (row.pk,)), (removed, (row.pk,))):
        assert refusal(act, engagement, cast.sun, *given) == ["by: mode-of-others"]
        for outsider in (cast.ma, cast.he, cast.alice, cast.bob):
            assert refusal(act, engagement, outsider, *given)[0].startswith("by: not-allowed")


def test_row_of_another_engagement_is_unknown(cast, edition, engagement):
    other = plans.agreed(cast, edition, cast.bob, cast.client_b)
    row = CapabilityRow.objects.create(
        engagement=other, position=1, values=ROW, changed_at=IN_FIELD, changed_by=cast.lin
    )

    assert refusal(changed, engagement, cast.lin, row.pk) == ["row: capability-row-unknown"]


def test_closing_list_tells_what_is_missing_only_where_the_mode_is_planned(cast, engagement):
    found = {each.problem.code for each in gaps_of(engagement, IN_FIELD)}

    assert "capability-missing" in found


def test_mode_that_the_plan_lacks_has_no_rows_and_no_gaps(cast, edition):
    engagement = fieldworking.in_field(cast, edition)

    assert refusal(added, engagement, cast.lin) == ["mode: mode-not-planned"]
    assert codes(engagement) == []
