# SPDX-License-Identifier: Apache-2.0
import json
from dataclasses import replace
from datetime import timedelta

import pytest

from tests.cast import NOW, TODAY
from tests.engagements import handed_in, submitted
from tests.reviewing import ACCEPT, DECLINE, SUPPLEMENT, proof, record, without
from zhuoping.actions import application, application_review, clients, competence, people
from zhuoping.actions.errors import Changed
from zhuoping.core import review_form
from zhuoping.core.application_review import Answer, Outcome, ReviewItem
from zhuoping.core.authority import Role
from zhuoping.core.problems import Refused
from zhuoping.core.review_form import Found, Noted, ReviewForm
from zhuoping.records.models import (
    ApplicationReview,
    Client,
    Evidence,
    LedgerEntry,
    Notice,
    Qualification,
    Submission,
)


@pytest.fixture
def engagement(cast, edition):
    """An application of client A that waits for its review."""
    return submitted(cast, edition)


def save(cast, engagement, form, by=None, **given):
    version = given.pop("version", engagement.version)
    return application_review.save(
        by=by or cast.ma, at=NOW, number=engagement.number, version=version, form=form, **given
    )


def codes(refused):
    return [f"{each.path}: {each.code}" for each in refused.value.problems]


def actions():
    return list(LedgerEntry.objects.order_by("sequence").values_list("action", flat=True))


def test_accepted_application_moves_on_with_its_officer_and_tells_the_client(cast, engagement):
    row = record(cast, engagement)

    assert (engagement.stage, engagement.officer) == ("accepted", cast.ma)
    assert (row.outcome, row.reason, row.prior_status) == ("accept", "申请符合受理条件。", "valid")
    assert (row.prior_checked_on, row.prior_proof.internal) == (TODAY, True)
    assert row.look_up["number"] == "SC27922-0001"
    assert row.checklist["experience"] == {"answer": "yes", "note": "做过同类服务"}
    assert actions()[-3:] == ["evidence.added", "review.saved", "application.accepted"]
    entry = LedgerEntry.objects.last()
    assert entry.subject == f"engagement:{engagement.pk}"
    body = json.loads(entry.body)
    assert (body["content_digest"], body["modes"]) == (row.submission.digest, list("ABCDEFGHI"))
    told = Notice.objects.get(code="application-accepted")
    assert (told.person, told.engagement, told.values["reason"]) == (cast.alice, engagement, row.reason)


def test_asking_for_more_sends_the_application_back_with_list_and_date(cast, engagement):
    due = TODAY + timedelta(days=10)

    row = record(cast, engagement, replace(SUPPLEMENT, due_on=due))

    assert (engagement.stage, engagement.due_on) == ("supplementing", due)
    assert row.to_add == ["网点清单", "服务手册发布文件"]
    told = Notice.objects.get(code="supplement-requested")
    assert told.values["to_add"] == ["网点清单", "服务手册发布文件"]


def test_second_round_is_reviewed_by_what_was_submitted_then(cast, engagement):
    record(cast, engagement, SUPPLEMENT)
    application.submit(by=cast.alice, at=NOW, number=engagement.number, version=engagement.version, on=TODAY)
    engagement.refresh_from_db()

    row = record(cast, engagement)

    assert (row.submission.round, engagement.stage) == (2, "accepted")
    assert [each.submission.round for each in engagement.application_reviews.all()] == [1, 2]


def test_declined_application_is_over(cast, engagement):
    record(cast, engagement, DECLINE)

    assert (engagement.stage, engagement.ended_at_stage) == ("declined", "submitted")
    assert Notice.objects.filter(code="application-declined", person=cast.alice).count() == 1


def test_application_may_be_declined_while_the_client_adds(cast, engagement):
    record(cast, engagement, SUPPLEMENT)

    record(cast, engagement, DECLINE)

    assert (engagement.stage, engagement.ended_at_stage) == ("declined", "supplementing")


def test_declining_while_the_client_adds_takes_no_proof_of_another_engagement(cast, engagement):
    record(cast, engagement, SUPPLEMENT)
    foreign = handed_in(cast.bob, cast.client_b)

    with pytest.raises(Refused) as refused:
        record(cast, engagement, replace(DECLINE, found=Found(proof=foreign.pk)), proof=None)

    assert codes(refused) == ["proof: evidence-of-another"]


def test_declining_while_the_client_adds_takes_no_text_without_end(cast, engagement):
    record(cast, engagement, SUPPLEMENT)

    with pytest.raises(Refused) as refused:
        record(cast, engagement, replace(DECLINE, reason="长" * 100_000), proof=None)

    assert codes(refused) == ["reason: text-too-long"]


def test_accepting_while_the_client_adds_is_refused(cast, engagement):
    record(cast, engagement, SUPPLEMENT)

    with pytest.raises(Refused) as refused:
        record(cast, engagement, ACCEPT, proof=None)

    assert codes(refused) == ["stage: not-this-stage"]


def test_refused_record_loses_nothing_that_was_filled_in(cast, engagement):
    with pytest.raises(Refused) as refused:
        record(cast, engagement, without(ACCEPT, ReviewItem.SCOPE))

    engagement.refresh_from_db()
    kept = review_form.from_plain(Submission.objects.get().review_draft)
    assert codes(refused) == ["answers.scope: application-review-unanswered"]
    assert engagement.stage == "submitted"
    assert (kept.reason, kept.found.number) == (ACCEPT.reason, "SC27922-0001")
    assert Evidence.objects.get(pk=kept.found.proof).internal
    assert not ApplicationReview.objects.exists()

    record(cast, engagement, replace(ACCEPT, found=kept.found), proof=None)

    assert (engagement.stage, Submission.objects.get().review_draft) == ("accepted", {})


def test_everything_that_bars_acceptance_is_told_at_once(cast, engagement):
    Qualification.objects.all().delete()

    with pytest.raises(Refused) as refused:
        record(cast, engagement, ReviewForm(Outcome.ACCEPT), proof=None)

    assert codes(refused)[:2] == [
        "reviewer: reviewer-not-competent",
        "reason: application-review-reason-missing",
    ]
    assert codes(refused)[-2:] == ["look_up: look-up-missing", "capability: modes-without-people"]


def test_look_up_filled_in_by_halves_is_told_beside_its_fields(cast, engagement):
    found = replace(ACCEPT.found, status=None, checked_on=None)

    with pytest.raises(Refused) as refused:
        record(cast, engagement, replace(ACCEPT, found=found))

    assert codes(refused) == ["look_up.status: empty-text", "look_up.checked_on: empty-text"]


def test_review_without_outcome_is_refused(cast, engagement):
    with pytest.raises(Refused) as refused:
        record(cast, engagement, ReviewForm(reason="先放着"))

    assert codes(refused) == ["outcome: application-review-outcome-missing"]


def test_date_to_add_by_in_the_past_is_refused(cast, engagement):
    with pytest.raises(Refused) as refused:
        record(cast, engagement, replace(SUPPLEMENT, due_on=TODAY - timedelta(days=1)))

    assert codes(refused) == ["due_on: due-date-past"]


def test_code_that_fails_its_check_is_accepted_first(cast, engagement):
    Client.objects.filter(pk=cast.client_a.pk).update(uscc="91350100M0001TGQXM")

    with pytest.raises(Refused) as refused:
        record(cast, engagement)
    engagement.refresh_from_db()
    clients.accept_credit_code(by=cast.ma, at=NOW, client=cast.client_a, evidence="营业执照原件")
    record(cast, engagement)

    assert codes(refused) == ["uscc: credit-code-not-accepted"]
    assert engagement.stage == "accepted"


def test_authorisation_that_ended_yesterday_bars_the_review(cast, engagement):
    Qualification.objects.filter(person=cast.ma).update(until_on=TODAY - timedelta(days=1))

    with pytest.raises(Refused) as refused:
        record(cast, engagement, DECLINE)

    assert codes(refused) == ["reviewer: reviewer-not-competent"]


def test_modes_count_by_auditors_only_and_not_by_ended_authorisations(cast, engagement):
    for row in Qualification.objects.filter(person__in=[cast.lin, cast.sun]):
        competence.end_qualification(by=cast.tan, at=NOW, qualification=row, reason="调岗")

    with pytest.raises(Refused) as refused:
        record(cast, engagement)

    assert codes(refused) == ["capability: modes-without-people"]


@pytest.mark.parametrize("who", ["alice", "bob", "lin", "zhou", "tan", "ou"])
def test_review_by_anybody_but_a_case_officer_is_refused(cast, engagement, who):
    before = len(actions())

    with pytest.raises(Refused) as refused:
        record(cast, engagement, SUPPLEMENT, by=getattr(cast, who))

    assert codes(refused) == ["by: not-allowed-role"]
    assert len(actions()) == before


def test_draft_is_kept_once_and_again_is_no_change(cast, engagement):
    draft = ReviewForm(reason="待核对", noted={ReviewItem.SCOPE: Noted(Answer.NO, "范围过宽")})

    first = save(cast, engagement, draft)
    again = save(cast, first, draft)

    assert (first.version, again.version) == (engagement.version + 1, engagement.version + 1)
    assert actions().count("review.saved") == 1
    assert review_form.from_plain(Submission.objects.get().review_draft) == draft
    assert again.stage == "submitted"


def test_empty_draft_writes_nothing(cast, engagement):
    before = actions()

    save(cast, engagement, ReviewForm())

    assert actions() == before


def test_two_people_on_one_draft_see_both(cast, engagement):
    save(cast, engagement, ReviewForm(reason="甲"))

    with pytest.raises(Changed) as refused:
        save(cast, engagement, ReviewForm(reason="乙"))

    assert (refused.value.current["reason"], refused.value.given["reason"]) == ("甲", "乙")
    assert Submission.objects.get().review_draft["reason"] == "甲"


def test_review_recorded_twice_is_refused_the_second_time(cast, engagement):
    version = engagement.version
    record(cast, engagement, SUPPLEMENT)

    with pytest.raises(Refused) as refused:
        record(cast, engagement, SUPPLEMENT, version=version)

    assert codes(refused) == ["stage: not-this-stage"]
    assert ApplicationReview.objects.count() == 1


def test_evidence_of_the_client_is_no_proof_of_the_bodys_look_up(cast, engagement):
    theirs = handed_in(cast.alice, cast.client_a, engagement=engagement)
    found = replace(ACCEPT.found, proof=theirs.pk)

    with pytest.raises(Refused) as refused:
        save(cast, engagement, replace(ACCEPT, found=found))

    assert codes(refused) == ["proof: evidence-of-another"]


def test_proof_that_is_no_file_is_told_at_its_field(cast, engagement):
    with pytest.raises(Refused) as refused:
        save(cast, engagement, ReviewForm(), proof=replace(proof(), name="查询.exe"))

    assert [each.path for each in refused.value.problems] == ["proof"]


def test_unknown_number_is_refused(cast, engagement):
    with pytest.raises(Refused) as refused:
        application_review.save(
            by=cast.ma, at=NOW, number="ZP-2026-999999", version=1, form=ReviewForm(), proof=proof()
        )

    assert codes(refused) == ["engagement: engagement-unknown"]


def test_engagement_is_handed_to_another_officer(cast, engagement):
    people.grant_role(by=cast.tan, at=NOW, person=cast.zhou, role=Role.CASE_OFFICER)

    for _ in range(2):
        application_review.assign_officer(by=cast.ma, at=NOW, number=engagement.number, officer=cast.zhou)

    engagement.refresh_from_db()
    assert engagement.officer == cast.zhou
    assert actions().count("officer.assigned") == 1
    assert Notice.objects.filter(code="engagement-assigned", person=cast.zhou).count() == 1


def test_engagement_is_handed_to_case_officers_only(cast, engagement):
    with pytest.raises(Refused) as refused:
        application_review.assign_officer(by=cast.ma, at=NOW, number=engagement.number, officer=cast.lin)

    assert codes(refused) == ["officer: officer-not-one"]


def test_engagement_that_is_over_is_handed_to_nobody(cast, engagement):
    record(cast, engagement, DECLINE)

    with pytest.raises(Refused) as refused:
        application_review.assign_officer(by=cast.ma, at=NOW, number=engagement.number, officer=cast.ma)

    assert codes(refused) == ["stage: stage-over"]
    assert "指定项目专员" in refused.value.problems[0].message("zh")
