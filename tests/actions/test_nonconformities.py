# SPDX-License-Identifier: Apache-2.0
"""Nonconformities by the real actions: raised, changed, answered with files, returned, closed, withdrawn."""

import io
from datetime import UTC, date, datetime

import pytest

from tests import files
from tests.fieldworking import IN_FIELD, in_field
from tests.nonconforming import ANSWER, answered, hidden, raised, text, verified, version_of, withdrawn
from tests.plans import confirmed, last_entry, refusal, said, told
from zhuoping.actions import evidence, nonconformities
from zhuoping.actions.errors import Changed
from zhuoping.actions.evidence import Handed
from zhuoping.core.nonconformities import CorrectiveAnswer
from zhuoping.records.models import Engagement, LedgerEntry, Nonconformity, Notice, Tie
from zhuoping.records.nonconformity_values import answers_of, gaps_of, open_of


@pytest.fixture
def engagement(cast, edition):
    return in_field(cast, edition)


def certificate(name="证书.pdf"):
    return Handed(io.BytesIO(files.pdf(name.encode())), name)


def test_form_sent_twice_raises_one_and_tells_the_client_once(cast, edition):
    engagement = in_field(cast, edition)

    first, second = raised(engagement, cast.sun), raised(engagement, cast.sun)

    assert first == second
    assert Notice.objects.filter(person=cast.alice, code="nonconformity-raised").count() == 1


def test_raised_one_has_number_days_and_entry_and_the_client_is_told(cast, engagement):
    row = raised(engagement, cast.sun, "major")

    assert (row.number, row.state, row.answer_due_on, row.close_due_on) == (
        1,
        "raised",
        date(2026, 12, 22),
        date(2027, 3, 7),
    )
    assert (last_entry().action, said()["clause"], said()["grade"]) == (
        "nonconformity.raised",
        "2.1 人员资质",
        "major",
    )
    assert told(cast.alice)[-1] == "nonconformity-raised"
    assert raised(engagement, cast.lin).number == 2


def test_nobody_but_the_auditors_of_the_team_raises_one_and_only_in_the_field(cast, edition):
    early = confirmed(cast, edition)

    assert refusal(raised, early, cast.lin) == ["stage: not-this-stage"]
    for outsider in (cast.ma, cast.he, cast.zhou, cast.alice, cast.bob):
        assert refusal(raised, early, outsider) == ["by: not-allowed-role"]


def test_what_is_missing_is_told_at_once_and_nothing_is_kept(cast, engagement):
    assert refusal(raised, engagement, cast.lin, clause=" ", statement="", ref="9.9") == [
        "clause: nonconformity-clause-missing",
        "statement: nonconformity-statement-missing",
        "ref: indicator-unknown",
    ]
    assert not Nonconformity.objects.exists()


def change(row, by, version, **changes):
    return nonconformities.change(
        by=by,
        at=IN_FIELD,
        number=row.engagement.number,
        nonconformity=row.pk,
        version=version,
        text=text(**changes),
    )


def test_unanswered_one_is_changed_with_new_days_and_the_client_is_told(cast, engagement):
    row = raised(engagement, cast.sun)

    change(row, cast.lin, 1, grade="major", statement="三名维修工没有证书")
    row.refresh_from_db()

    assert (row.grade, row.statement, row.close_due_on, row.version) == (
        "major",
        "三名维修工没有证书",
        date(2027, 3, 7),
        2,
    )
    assert told(cast.alice)[-2:] == ["nonconformity-raised", "nonconformity-changed"]
    assert (last_entry().action, said()["statement"]) == ("nonconformity.changed", "三名维修工没有证书")


def test_change_of_what_somebody_else_changed_shows_both(cast, engagement):
    row = raised(engagement, cast.sun)
    change(row, cast.lin, 1, statement="三名")

    with pytest.raises(Changed) as caught:
        change(row, cast.sun, 1, statement="四名")

    assert (caught.value.current["statement"], caught.value.given["statement"]) == ("三名", "四名")


def test_same_text_again_is_no_entry_and_answered_one_stays(cast, engagement):
    row = raised(engagement, cast.sun)
    before = LedgerEntry.objects.count()

    change(row, cast.lin, 1)

    assert LedgerEntry.objects.count() == before
    answered(row, cast.alice)
    assert refusal(change, row, cast.lin, 2, statement="三名") == ["nonconformity: nonconformity-not-now"]


def test_client_answers_with_files_and_the_team_is_told(cast, engagement):
    row = raised(engagement, cast.sun)
    handed = [certificate("甲.pdf"), certificate("乙.pdf")]

    made = answered(row, cast.alice, handed=handed)
    row.refresh_from_db()

    ties = Tie.objects.filter(subject=f"answer:{made.pk}").order_by("pk")
    assert [(tie.evidence.name, tie.evidence.internal, tie.tied_by) for tie in ties] == [
        ("甲.pdf", False, cast.alice),
        ("乙.pdf", False, cast.alice),
    ]
    assert (row.state, made.round, made.root_cause) == ("answered", 1, ANSWER.root_cause)
    assert told(cast.lin)[-1] == told(cast.sun)[-1] == "nonconformity-answered"
    assert (last_entry().action, said()["evidence"]) == (
        "nonconformity.answered",
        [tie.evidence_id for tie in ties],
    )


def test_answer_may_name_files_that_the_client_handed_in_before_and_no_others(cast, engagement):
    row = raised(engagement, cast.sun)
    own = evidence.add(
        by=cast.alice,
        at=IN_FIELD,
        client=engagement.client,
        content=certificate().content,
        name="证书.pdf",
        engagement=engagement,
    )
    internal = evidence.add(
        by=cast.lin,
        at=IN_FIELD,
        client=engagement.client,
        content=io.BytesIO(files.image()),
        name="照片.png",
        engagement=engagement,
        internal=True,
    )

    assert refusal(answered, row, cast.alice, evidence=[own.pk, internal.pk]) == [
        "evidence: evidence-of-client"
    ]
    answered(row, cast.alice, evidence=[own.pk])

    assert [[tie.evidence_id for tie in each.ties] for each in answers_of(row)] == [[own.pk]]


def test_answer_that_lacks_something_is_refused_and_keeps_no_file(cast, engagement):
    row = raised(engagement, cast.sun)

    assert refusal(answered, row, cast.alice, CorrectiveAnswer("原因"), handed=[certificate()]) == [
        "correction: answer-part-missing",
        "corrective_action: answer-part-missing",
        "done_on: answer-date-missing",
    ]
    assert not Tie.objects.exists()


def test_returned_answered_again_and_closed_both_answers_stay(cast, engagement):
    row = raised(engagement, cast.sun)
    answered(row, cast.alice)

    verified(row, cast.lin, "return", "没有说明其他网点", at=IN_FIELD)
    row.refresh_from_db()
    assert (row.state, row.answer_due_on) == ("returned", date(2026, 12, 22))
    answered(row, cast.alice, CorrectiveAnswer("漏排", "停岗", "全部网点核对", date(2026, 12, 21)))
    verified(row, cast.sun)
    row.refresh_from_db()

    assert (row.state, row.closed_by) == ("closed", cast.sun)
    assert [(each.row.round, each.row.verdict, each.row.verdict_text) for each in answers_of(row)] == [
        (1, "returned", "没有说明其他网点"),
        (2, "closed", "查看了证书原件"),
    ]
    assert told(cast.alice)[-3:] == [
        "nonconformity-raised",
        "nonconformity-returned",
        "nonconformity-closed",
    ]
    assert (last_entry().action, said()["outcome"], said()["round"]) == (
        "nonconformity.verified",
        "closed",
        2,
    )


def test_nothing_is_closed_before_it_is_answered_or_done(cast, engagement):
    row = raised(engagement, cast.sun)

    assert refusal(verified, row, cast.lin) == ["nonconformity: nonconformity-unanswered"]
    answered(row, cast.alice)
    assert refusal(verified, row, cast.lin, at=IN_FIELD) == ["verdict: nonconformity-not-done-yet"]
    assert refusal(verified, row, cast.lin, reason=" ") == ["reason: nonconformity-reason-missing"]


def test_observation_is_closed_without_an_answer(cast, engagement):
    row = raised(engagement, cast.sun, "observation")
    assert told(cast.alice)[-1] == "observation-raised"

    verified(row, cast.lin, reason="已说明", at=IN_FIELD)
    row.refresh_from_db()

    assert (row.state, row.closed_reason, row.answer_due_on) == ("closed", "已说明", None)


def test_withdrawn_one_stays_on_record_with_its_reason(cast, engagement):
    row = raised(engagement, cast.sun)

    withdrawn(row, cast.lin)
    row.refresh_from_db()

    assert (row.state, row.withdrawn_by, row.withdrawn_reason) == ("withdrawn", cast.lin, "证书后来找到了")
    assert told(cast.alice)[-1] == "nonconformity-withdrawn"
    assert refusal(answered, row, cast.alice) == ["nonconformity: nonconformity-over"]


def test_answers_go_on_when_the_team_has_left_and_nothing_new_is_raised(cast, engagement):
    row = raised(engagement, cast.sun)
    Engagement.objects.filter(pk=engagement.pk).update(stage="closed")

    answered(row, cast.alice)
    verified(row, cast.sun)

    assert refusal(raised, engagement, cast.sun) == ["stage: not-this-stage"]
    assert refusal(change, row, cast.sun, 3, statement="四名") == ["stage: not-this-stage"]


def test_decision_waits_and_evidence_is_missing_until_both_are_there(cast, engagement):
    row = raised(engagement, cast.sun)

    assert [each.code for each in open_of(engagement)] == ["nonconformity-open"]
    assert [each.problem.code for each in gaps_of(engagement)] == [
        "nonconformity-evidence-missing",
        "nonconformity-open",
    ]
    answered(row, cast.alice)
    verified(row, cast.lin)
    assert open_of(engagement) == ()


# -- attacks


def test_other_client_cannot_answer_and_learns_nothing(cast, engagement):
    row = raised(engagement, cast.sun)

    assert refusal(answered, row, cast.bob) == ["by: not-allowed-relation"]
    for staff in (cast.lin, cast.ma):
        assert refusal(answered, row, staff) == ["by: not-allowed-role"]


def test_client_cannot_verify_withdraw_or_change(cast, engagement):
    row = raised(engagement, cast.sun)
    answered(row, cast.alice)

    assert refusal(verified, row, cast.alice) == ["by: not-allowed-role"]
    assert refusal(withdrawn, row, cast.alice) == ["by: not-allowed-role"]
    assert refusal(change, row, cast.alice, 2, statement="没有") == ["by: not-allowed-role"]


def test_answer_with_the_number_of_another_engagement_is_refused(cast, edition, engagement):
    raised(engagement, cast.sun)

    for guessed in (10**9, 0):
        assert refusal(
            nonconformities.answer,
            by=cast.alice,
            at=IN_FIELD,
            number=engagement.number,
            nonconformity=guessed,
            version=1,
            given=ANSWER,
        ) == ["nonconformity: nonconformity-unknown"]


def test_second_of_two_answers_at_once_is_refused(cast, engagement):
    row = raised(engagement, cast.sun)
    answered(row, cast.alice, version=1)

    assert refusal(answered, row, cast.alice, version=1) == ["nonconformity: nonconformity-not-now"]
    assert row.answers.count() == 1


def test_answer_to_a_text_that_was_changed_meanwhile_shows_what_stands(cast, engagement):
    row = raised(engagement, cast.sun)
    change(row, cast.lin, 1, statement="三名")

    with pytest.raises(Changed) as caught:
        answered(row, cast.alice, version=1)

    assert caught.value.current["statement"] == "三名"


def test_closed_one_is_answered_returned_and_withdrawn_no_more(cast, engagement):
    row = raised(engagement, cast.sun)
    answered(row, cast.alice)
    verified(row, cast.lin)

    over = ["nonconformity: nonconformity-over"]
    assert refusal(answered, row, cast.alice) == over
    assert refusal(verified, row, cast.lin, "return") == over
    assert refusal(withdrawn, row, cast.lin) == over


def test_two_verdicts_at_once_the_second_is_refused(cast, engagement):
    row = raised(engagement, cast.sun)
    answered(row, cast.alice)
    seen = version_of(row)
    verified(row, cast.lin, "return", at=IN_FIELD)
    answered(row, cast.alice)

    given = {"number": engagement.number, "nonconformity": row.pk, "version": seen, "reason": "好"}
    with pytest.raises(Changed):
        nonconformities.withdraw(by=cast.sun, at=datetime(2026, 12, 21, tzinfo=UTC), **given)


def test_mails_to_the_client_say_nothing_of_a_hidden_one(cast, engagement):
    row = hidden(engagement, cast.sun)
    before = Notice.objects.filter(person=cast.alice).count()

    withdrawn(row, cast.lin)

    assert Notice.objects.filter(person=cast.alice).count() == before
