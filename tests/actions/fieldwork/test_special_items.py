# SPDX-License-Identifier: Apache-2.0
"""Special items recorded, linked, taken back; the determination and what makes it void; all of it in the ledger."""

import io
from datetime import date

import pytest

from tests.fieldworking import IN_FIELD, attached, in_field
from tests.files import image
from tests.nonconforming import hidden, raised
from tests.plans import confirmed, refusal, said
from zhuoping.actions.evidence import Handed
from zhuoping.actions.fieldwork import special_items
from zhuoping.core.authority import Role
from zhuoping.core.scorecard import Status
from zhuoping.core.team import TieKind
from zhuoping.records.fieldwork_values import standing
from zhuoping.records.models import ClientTie, Determination, LedgerEntry, RoleHolding, SpecialItem
from zhuoping.records.special_values import gaps_of_special_items

BOTH = ("exceeds_law", "leads_trade")


def deduct(engagement, by, reason="未按三包规定退货", ground="law", **more):
    given = {"ground": ground, "reason": reason} | more
    return special_items.record_deduction(by=by, at=IN_FIELD, number=engagement.number, **given)


def grant(engagement, by, reason="终身免费检测", conditions=BOTH):
    given = {"reason": reason, "conditions": conditions}
    return special_items.record_bonus(by=by, at=IN_FIELD, number=engagement.number, **given)


def withdraw(engagement, by, item, reason="复核后不成立"):
    given = {"item": item.pk, "reason": reason}
    return special_items.withdraw_special(by=by, at=IN_FIELD, number=engagement.number, **given)


def link(engagement, by, item, nonconformity):
    given = {"item": item.pk, "nonconformity": nonconformity}
    return special_items.link_nonconformity(by=by, at=IN_FIELD, number=engagement.number, **given)


def determine(engagement, by, reason="均已现场整改"):
    return special_items.record_determination(by=by, at=IN_FIELD, number=engagement.number, reason=reason)


def gaps(engagement):
    return [each.problem.code for each in gaps_of_special_items(engagement)]


def test_deduction_takes_a_point_and_says_what_it_lacks_until_it_has_it(cast, edition):
    engagement = in_field(cast, edition)

    row = deduct(engagement, cast.sun)
    before = gaps(engagement)
    attached(engagement, cast.sun, f"special:{row.pk}", Handed(io.BytesIO(image()), "退货记录.png"))
    raised(engagement, cast.sun)
    link(engagement, cast.sun, row, 1)

    assert before == ["special-item-evidence-missing", "special-nonconformity-missing"]
    assert gaps(engagement) == []
    assert said() == {"special_item": row.pk, "nonconformity": row.engagement.nonconformities.get().pk}
    card = standing(engagement).scorecard
    assert (card.deducted, card.deductions[0].evidence) == (1, ("退货记录.png",))


def test_form_sent_twice_deducts_once(cast, edition):
    engagement = in_field(cast, edition)

    first, second = deduct(engagement, cast.sun), deduct(engagement, cast.sun)

    assert first == second
    assert standing(engagement).scorecard.deducted == 1


def test_deduction_is_recorded_with_its_nonconformity_at_once(cast, edition):
    engagement = in_field(cast, edition)
    raised(engagement, cast.sun)

    row = deduct(engagement, cast.sun, nonconformity=1)

    assert said() == {
        "special_item": row.pk,
        "kind": "deduction",
        "ground": "law",
        "conditions": [],
        "reason": "未按三包规定退货",
        "nonconformity": row.nonconformity_id,
    }


def test_nonconformity_that_puts_nothing_right_is_not_linked(cast, edition):
    engagement, other = in_field(cast, edition), None
    row = deduct(engagement, cast.sun)
    raised(engagement, cast.sun, "observation")
    other = hidden(engagement, cast.lin)

    assert refusal(link, engagement, cast.sun, row, 1) == ["nonconformity: special-nonconformity-grade"]
    assert refusal(link, engagement, cast.sun, row, 9) == ["nonconformity: special-nonconformity-unknown"]
    assert refusal(deduct, engagement, cast.sun, nonconformity=1) == [
        "nonconformity: special-nonconformity-grade"
    ]
    assert other.number is None
    bonus = grant(engagement, cast.sun)
    raised(engagement, cast.sun)
    assert refusal(link, engagement, cast.sun, bonus, 2) == ["item: special-not-a-deduction"]


def test_link_to_the_same_nonconformity_again_is_no_entry(cast, edition):
    engagement = in_field(cast, edition)
    raised(engagement, cast.sun)
    row = deduct(engagement, cast.sun, nonconformity=1)
    before = LedgerEntry.objects.count()

    link(engagement, cast.lin, row, 1)

    assert LedgerEntry.objects.count() == before


def test_bonus_is_one_point_once_and_needs_all_conditions(cast, edition):
    engagement = in_field(cast, edition)

    grant(engagement, cast.lin)

    assert standing(engagement).scorecard.bonus == 1
    assert gaps(engagement) == ["special-item-evidence-missing"]
    assert refusal(grant, engagement, cast.lin) == ["bonus: too-many-bonuses"]
    assert refusal(grant, engagement, cast.lin, conditions=["leads_trade"]) == [
        "bonus: too-many-bonuses",
        "conditions: bonus-condition-missing",
    ]


def test_item_is_taken_back_with_a_reason_stays_and_counts_no_more(cast, edition):
    engagement = in_field(cast, edition)
    row, bonus = deduct(engagement, cast.sun), grant(engagement, cast.sun)

    assert refusal(withdraw, engagement, cast.sun, row, " ") == ["reason: reason-missing"]
    withdraw(engagement, cast.lin, row)
    withdraw(engagement, cast.lin, bonus)

    card = standing(engagement).scorecard
    assert (card.deducted, card.bonus, gaps(engagement)) == (0, 0, [])
    assert SpecialItem.objects.get(pk=row.pk).withdrawn_reason == "复核后不成立"
    assert refusal(withdraw, engagement, cast.lin, row) == ["item: special-withdrawn-already"]
    assert refusal(link, engagement, cast.lin, row, 1) == ["item: special-withdrawn-already"]
    grant(engagement, cast.sun, "另一项")
    assert standing(engagement).scorecard.bonus == 1


def test_item_of_another_engagement_is_not_there(cast, edition):
    ours, theirs = in_field(cast, edition), SpecialItem(pk=10**9)

    assert refusal(withdraw, ours, cast.lin, theirs) == ["item: special-unknown"]


def test_four_deductions_wait_for_a_decider_and_a_fifth_case_makes_it_void(cast, edition):
    engagement = in_field(cast, edition)
    items = [deduct(engagement, cast.sun, f"第{index}起") for index in range(1, 5)]
    waiting = standing(engagement).scorecard.determination

    row = determine(engagement, cast.wu)
    determined = standing(engagement).scorecard.determination
    withdraw(engagement, cast.sun, items[0])
    deduct(engagement, cast.sun, "另一起")

    assert (waiting, determined.by, determined.reason) == (None, "吴决定", "均已现场整改")
    assert row.items == [each.pk for each in items]
    assert standing(engagement).scorecard.determination is None
    assert "determination-void" in gaps(engagement)
    determine(engagement, cast.wu, "重新判定")
    assert standing(engagement).scorecard.determination.reason == "重新判定"
    assert Determination.objects.count() == 2


def test_determination_without_need_or_twice_is_refused(cast, edition):
    engagement = in_field(cast, edition)

    assert refusal(determine, engagement, cast.wu) == ["determination: determination-needless"]
    for index in range(4):
        deduct(engagement, cast.sun, f"第{index}起")
    assert refusal(determine, engagement, cast.wu, " ") == ["reason: reason-missing"]
    determine(engagement, cast.wu)
    assert said()["reason"] == "均已现场整改"
    assert refusal(determine, engagement, cast.wu) == ["determination: determination-there"]
    deduct(engagement, cast.sun, "第五起")
    assert standing(engagement).scorecard.rating.status is Status.NOT_CERTIFIABLE
    assert refusal(determine, engagement, cast.wu) == ["determination: determination-needless"]


def test_decider_on_the_team_or_tied_to_the_client_determines_nothing(cast, edition):
    engagement = in_field(cast, edition)
    for index in range(4):
        deduct(engagement, cast.sun, f"第{index}起")
    RoleHolding.objects.create(person=cast.lin, role=Role.DECIDER, since_at=IN_FIELD)
    ClientTie.objects.create(
        person=cast.wu,
        uscc=cast.client_a.uscc,
        kind=TieKind.CONSULTED,
        from_on=date(2026, 1, 1),
        recorded_at=IN_FIELD,
        recorded_by=cast.wu,
    )

    assert refusal(determine, engagement, cast.lin) == ["by: determination-by-team"]
    assert refusal(determine, engagement, cast.wu) == ["by: officer-tied-still"]
    assert Determination.objects.count() == 0


@pytest.mark.parametrize("who", ["ma", "wu", "tan", "he", "alice", "bob"])
def test_only_auditors_of_the_team_record_special_items(cast, edition, who):
    engagement = in_field(cast, edition)
    item = deduct(engagement, cast.sun)
    before = LedgerEntry.objects.count()

    outsider = getattr(cast, who)
    for call in (
        lambda: deduct(engagement, outsider),
        lambda: grant(engagement, outsider),
        lambda: withdraw(engagement, outsider, item),
        lambda: link(engagement, outsider, item, 1),
    ):
        assert refusal(call)[0].startswith("by: not-allowed")
    if who != "wu":
        assert refusal(determine, engagement, outsider) == ["by: not-allowed-role"]
    assert LedgerEntry.objects.count() == before


def test_nothing_is_recorded_before_fieldwork(cast, edition):
    early = confirmed(cast, edition)

    assert refusal(deduct, early, cast.lin) == ["stage: not-this-stage"]
    assert refusal(determine, early, cast.wu) == ["stage: not-this-stage"]
