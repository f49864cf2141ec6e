# SPDX-License-Identifier: Apache-2.0
"""Closing: nothing while something is missing, one text for one state, both rounds kept, nobody twice."""

import json
from datetime import timedelta
from decimal import Decimal

import pytest

from tests import plans
from tests.closing import AT_CLOSING, complete
from tests.fieldworking import IN_FIELD, in_field, write
from tests.nonconforming import raised, withdrawn
from tests.plans import refusal, said, told
from zhuoping.actions.errors import Changed
from zhuoping.actions.fieldwork import closing
from zhuoping.core.authority import Role
from zhuoping.core.fieldwork.frozen import is_intact, rescored, shown_of, shown_text
from zhuoping.core.lifecycle import Stage
from zhuoping.records.closing_values import gaps_of
from zhuoping.records.models import (
    Engagement,
    Evidence,
    Finding,
    FrozenScorecard,
    RoleHolding,
    Tie,
)
from zhuoping.records.values import scorer_of


def closed(engagement, by, at=AT_CLOSING):
    return closing.close_fieldwork(by=by, at=at, number=engagement.number)


def reopened(engagement, by, reason="企业补交了 3.1 的记录", at=AT_CLOSING + timedelta(days=1)):
    return closing.reopen_fieldwork(by=by, at=at, number=engagement.number, reason=reason)


def test_closing_tells_every_gap_and_leaves_nothing(cast, edition):
    engagement = in_field(cast, edition)

    codes = refusal(closed, engagement, cast.lin)

    assert len(codes) == 19 + 2 + 2 + 8
    assert (codes[0], codes[19], codes[-1]) == (
        "findings.1.1: finding-untouched",
        "opening: meeting-not-held",
        "modes.I: conclusion-missing",
    )
    assert Engagement.objects.get(pk=engagement.pk).stage == Stage.FIELDWORK
    assert not FrozenScorecard.objects.exists()


def test_leader_closes_and_the_scorecard_is_frozen_with_its_digest(cast, edition):
    engagement = complete(cast, edition)

    row = closed(engagement, cast.lin)
    entry = plans.last_entry()

    assert (row.round, row.closed_by, is_intact(row.content, row.digest)) == (1, cast.lin, True)
    assert Engagement.objects.get(pk=engagement.pk).stage == Stage.CLOSED
    assert (entry.action, said()["digest"], said()["total"]) == ("fieldwork.closed", row.digest, "150.00")
    assert (row.summary.engagement, row.summary.internal) == (engagement, False)
    assert "fieldwork-closed" in told(cast.alice)
    assert "fieldwork-closed" not in told(cast.lin)


def test_nobody_but_the_leader_closes(cast, edition):
    number = complete(cast, edition).number

    for person, code in (
        (cast.sun, "leader-only"),
        (cast.ma, "not-allowed-role"),
        (cast.alice, "not-allowed-role"),
    ):
        call = refusal(closing.close_fieldwork, by=person, at=AT_CLOSING, number=number)
        assert call == [f"by: {code}"]


def test_total_is_computed_anew_from_the_frozen_text_alone(cast, edition):
    engagement = complete(cast, edition)
    write(engagement, cast.sun, "1.1", "award", {"judged": Decimal("2.5"), "reason": "缺一处"})
    row = closed(engagement, cast.lin)

    shown = json.loads(shown_text(row.content))
    again = rescored(scorer_of(edition), shown)

    assert (str(again.total), shown["scorecard"]["total"]) == ("149.5", "149.50")
    assert [each.result for each in again.steps()] == [
        Decimal(each["result"]) for each in shown["scorecard"]["steps"]
    ]


def test_same_state_freezes_to_the_same_bytes_and_the_same_document(cast, edition):
    engagement = complete(cast, edition)
    given = {"by": cast.lin, "at": AT_CLOSING, "number": engagement.number}

    assert closing.prepare_closing(**given) == closing.prepare_closing(**given)


def test_what_is_typeset_and_not_frozen_leaves_nothing(cast, edition):
    engagement = complete(cast, edition)

    closing.prepare_closing(by=cast.lin, at=AT_CLOSING, number=engagement.number)

    assert Engagement.objects.get(pk=engagement.pk).stage == Stage.FIELDWORK
    assert not FrozenScorecard.objects.exists()
    assert not Evidence.objects.filter(engagement=engagement, name__startswith="现场审查").exists()


def test_finding_that_changes_between_typesetting_and_freezing_is_not_frozen_unseen(cast, edition):
    engagement = complete(cast, edition)
    given = {"by": cast.lin, "at": AT_CLOSING, "number": engagement.number}
    prepared = closing.prepare_closing(**given)
    write(engagement, cast.sun, "1.1", "notes", "又看到一处")

    with pytest.raises(Changed):
        closing.close_prepared(**given, prepared=prepared)

    assert not FrozenScorecard.objects.exists()


def test_of_two_who_close_at_once_the_second_is_refused(cast, edition):
    engagement = complete(cast, edition)
    given = {"by": cast.lin, "at": AT_CLOSING, "number": engagement.number}
    first, second = closing.prepare_closing(**given), closing.prepare_closing(**given)

    closing.close_prepared(**given, prepared=first)

    assert refusal(closing.close_prepared, **given, prepared=second) == ["stage: not-this-stage"]
    assert FrozenScorecard.objects.count() == 1


def test_reopened_changed_and_closed_again_keeps_both(cast, edition):
    engagement = complete(cast, edition)
    first = closed(engagement, cast.lin)
    reopened(engagement, cast.ma)
    write(engagement, cast.sun, "1.1", "award", {"judged": 2, "reason": "记录不全"})
    second = closed(engagement, cast.lin, AT_CLOSING + timedelta(days=2))

    kept = FrozenScorecard.objects.get(pk=first.pk)

    assert (first.round, second.round) == (1, 2)
    assert (kept.content, kept.digest) == (first.content, first.digest)
    assert (kept.reopened_by, kept.reopened_reason) == (cast.ma, "企业补交了 3.1 的记录")
    assert [shown_of(each.content)["scorecard"]["total"] for each in (kept, second)] == ["150.00", "149.00"]
    assert "fieldwork-reopened" in told(cast.alice)
    assert "fieldwork-reopened" in told(cast.lin)


def test_reopening_needs_a_reason_an_officer_without_ties_and_closed_fieldwork(cast, edition):
    engagement = complete(cast, edition)

    early = refusal(reopened, engagement, cast.ma)
    closed(engagement, cast.lin)

    assert early == ["stage: not-this-stage"]
    assert refusal(reopened, engagement, cast.ma, " ") == ["reason: reason-missing"]
    assert refusal(reopened, engagement, cast.lin) == ["by: not-allowed-role"]
    assert refusal(reopened, engagement, cast.alice) == ["by: not-allowed-role"]
    assert FrozenScorecard.objects.get().reopened_at is None


def test_nothing_is_written_in_the_field_once_it_is_closed(cast, edition):
    engagement = complete(cast, edition)
    closed(engagement, cast.lin)

    assert refusal(write, engagement, cast.lin, "1.1", "text", "改一句") == ["stage: not-this-stage"]


def test_client_half_has_no_notes_no_evidence_and_no_hidden_nonconformity(cast, edition):
    engagement = complete(cast, edition)
    stands = raised(engagement, cast.lin, statement="培训记录缺失")
    withdrawn(raised(engagement, cast.lin, statement="误提的一项"), cast.lin)
    record = Tie.objects.filter(engagement=engagement).first().record
    Tie.objects.create(
        engagement=engagement,
        subject=f"nonconformity:{stands.pk}",
        record=record,
        tied_at=IN_FIELD,
        tied_by=cast.lin,
    )
    row = closed(engagement, cast.lin)

    text = shown_text(row.content)

    assert "内部笔记" in row.content
    assert "内部笔记" not in text
    assert "能说出服务理念" not in row.content
    assert [each["statement"] for each in shown_of(row.content)["nonconformities"]] == ["培训记录缺失"]


def test_gaps_take_as_many_queries_however_much_there_is(cast, edition, django_assert_max_num_queries):
    engagement = complete(cast, edition)
    Finding.objects.filter(engagement=engagement, ref="1.1").update(text="", ways=[])

    with django_assert_max_num_queries(34):
        row = Engagement.objects.select_related("edition", "fieldwork").get(pk=engagement.pk)
        found = gaps_of(row, AT_CLOSING)

    assert [each.problem.code for each in found] == [
        "finding-text-missing",
        "finding-ways-missing",
        "mode-pending",
    ]


def test_officer_role_that_ended_reopens_nothing(cast, edition):
    engagement = complete(cast, edition)
    closed(engagement, cast.lin)
    RoleHolding.objects.filter(person=cast.ma, role=Role.CASE_OFFICER).update(ended_at=AT_CLOSING)

    assert refusal(reopened, engagement, cast.ma) == ["by: not-allowed-role"]
