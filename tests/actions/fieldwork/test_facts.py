# SPDX-License-Identifier: Apache-2.0
"""The client's facts as auditors found them: both values stay, and the latest counts."""

from dataclasses import replace

import pytest

from tests.factsverifying import OUTLET, outlets, submit
from tests.fieldworking import IN_FIELD, in_field
from tests.plans import refusal, said
from zhuoping.actions.errors import Changed
from zhuoping.actions.fieldwork import facts
from zhuoping.records.models import FactVerification, LedgerEntry
from zhuoping.records.submitted_facts import verified_facts, verified_until
from zhuoping.records.verification_values import gaps_of_facts, sheets_verified


@pytest.fixture
def engagement(cast, edition):
    found = in_field(cast, edition)
    submit(cast, found, outlets(3))
    return found


def confirm(engagement, by, row=1, seen=0, sheet="outlets"):
    given = {"by": by, "at": IN_FIELD, "number": engagement.number}
    return facts.confirm_row(**given, sheet=sheet, row=row, seen=seen)


def correct(engagement, by, row=1, seen=0, reason="看到门牌", **changes):
    given = {"by": by, "at": IN_FIELD, "number": engagement.number, "seen": seen, "reason": reason}
    values = OUTLET | {"name": f"网点{row}"} | changes
    return facts.correct_row(**given, sheet="outlets", row=row, values=values)


def whole(engagement, by, sheet="outlets"):
    return facts.confirm_sheet(by=by, at=IN_FIELD, number=engagement.number, sheet=sheet)


def names(engagement):
    return [each.name for each in verified_facts(engagement).facts.outlets]


def test_correction_counts_and_the_clients_value_stays(cast, engagement):
    row = correct(engagement, cast.sun, 2, name="思明店", technicians=4)

    assert names(engagement) == ["网点1", "思明店", "网点3"]
    assert (row.stated["name"], row.found) == (
        "网点2",
        OUTLET | {"name": "思明店", "technicians": 4},
    )
    assert said() == {
        "sheet": "outlets",
        "row": "2",
        "verdict": "corrected",
        "reason": "看到门牌",
        "stated": row.stated,
        "found": row.found,
    }


def test_row_that_is_confirmed_later_counts_as_stated_again(cast, engagement):
    correct(engagement, cast.sun, name="思明店")
    confirm(engagement, cast.lin, seen=1)

    (sheet,) = sheets_verified(engagement)

    assert names(engagement)[0] == "网点1"
    assert (sheet.corrected, dict(sheet.counts), sheet.verified[1].verified_by) == (0, {1: 2}, cast.lin)
    assert FactVerification.objects.count() == 2


def test_same_verification_twice_is_one(cast, engagement):
    confirm(engagement, cast.sun)
    before = LedgerEntry.objects.count()

    confirm(engagement, cast.lin)

    assert (FactVerification.objects.count(), LedgerEntry.objects.count()) == (1, before)


def test_second_auditor_who_saw_none_is_told_both(cast, engagement):
    correct(engagement, cast.sun, name="思明店")

    with pytest.raises(Changed) as caught:
        correct(engagement, cast.lin, name="湖里店")

    assert caught.value.version == 1
    assert (caught.value.current["found"]["name"], caught.value.given["found"]["name"]) == (
        "思明店",
        "湖里店",
    )


def test_correction_is_checked_as_the_clients_own_input(cast, engagement):
    assert refusal(correct, engagement, cast.sun, 2, kind="castle", reason="") == [
        "reason: fact-reason-missing",
        "facts.outlets[1].kind: not-allowed",
    ]
    assert refusal(correct, engagement, cast.sun) == ["reason: fact-correction-none"]


def test_row_or_sheet_that_was_not_submitted_is_refused(cast, engagement):
    assert refusal(confirm, engagement, cast.sun, 4) == ["row: fact-verify-gone"]
    assert refusal(confirm, engagement, cast.sun, 0) == ["row: fact-verify-gone"]
    assert refusal(whole, engagement, cast.sun, "roster") == ["sheet: fact-verify-nothing"]
    assert refusal(whole, engagement, cast.sun, "castles") == ["sheet: fact-sheet-none"]


def test_sheet_is_confirmed_as_a_whole_until_another_is_submitted(cast, engagement):
    correct(engagement, cast.sun, name="思明店")
    whole(engagement, cast.sun)
    whole(engagement, cast.lin)

    (before,) = sheets_verified(engagement)
    submit(cast, engagement, outlets(1), 2)
    (after,) = sheets_verified(engagement)

    assert (before.whole.verified_by, before.is_verified) == (cast.sun, True)
    assert FactVerification.objects.filter(row="").count() == 1
    # The first row is stated as it was, so that what was found of it still counts.
    assert (after.whole, list(after.verified), names(engagement)) == (None, [1], ["思明店"])


def test_row_that_is_stated_otherwise_by_now_is_unverified(cast, engagement):
    correct(engagement, cast.sun, name="思明店")
    submit(cast, engagement, (replace(outlets(1)[0], name="新店"),), 2)

    assert names(engagement) == ["新店"]


def test_sheet_without_any_verification_is_a_gap_that_keeps_nothing_open(cast, engagement):
    before = gaps_of_facts(engagement)
    until = verified_until(engagement.submissions.get())
    confirm(engagement, cast.sun)

    assert [(each.key, each.problem.code, each.blocks) for each in before] == [
        ("outlets", "fact-sheet-unverified", False)
    ]
    assert gaps_of_facts(engagement) == ()
    assert until == 0 < verified_until(engagement.submissions.get())


def test_nothing_submitted_has_nothing_to_verify(cast, edition):
    engagement = in_field(cast, edition)

    assert (verified_facts(engagement), gaps_of_facts(engagement)) == (None, ())
    assert refusal(whole, engagement, cast.sun) == ["sheet: fact-verify-nothing"]


def test_only_auditors_of_the_team_verify(cast, engagement):
    for outsider in (cast.ma, cast.he, cast.alice, cast.bob):
        for act in (confirm, correct, whole):
            assert refusal(act, engagement, outsider)[0].startswith("by: not-allowed")
