# SPDX-License-Identifier: Apache-2.0
"""The date by which the next one should act: reckoned when their turn begins, by the edition, and never moved."""

from datetime import date, timedelta

import pytest

from tests import plans
from tests.adopting import adopt
from tests.cast import NOW, TODAY
from tests.engagements import opened, submitted
from tests.reviewing import SUPPLEMENT, issue, issued, record, sign
from zhuoping.actions import agreement, application, planning
from zhuoping.actions.stages import move_on
from zhuoping.core.authority import Party
from zhuoping.core.lifecycle import Stage
from zhuoping.records.agreement_values import agreement_in_force
from zhuoping.records.models import Agreement, Engagement

pytestmark = pytest.mark.django_db

# The terms of the edition from Tuesday 24 November 2026: 5, 10 and 20 working days, and 30 days.
IN_A_WEEK, IN_TWO_WEEKS, IN_FOUR_WEEKS = date(2026, 12, 1), date(2026, 12, 8), date(2026, 12, 22)
IN_THIRTY_DAYS = date(2026, 12, 24)
# The last second of the day where the body is, which is the day before in UTC.
LATE = NOW.replace(hour=15, minute=59, second=59)


def due_of(engagement):
    return Engagement.objects.get(pk=engagement.pk).due_on


def sign_at(cast, engagement, party, at):
    by = cast.ma if party is Party.BODY else cast.alice
    digest = agreement_in_force(engagement).document.file_id
    agreement.sign(by=by, at=at, number=engagement.number, digest=digest, signatory="王总", may_bind=True)


def test_application_has_a_date_only_where_the_body_sets_a_term(cast, edition):
    without = opened(cast, edition)
    with_one = opened(cast, adopt(cast.tan, **{"deadlines.application_days": 60}))

    assert (due_of(without), due_of(with_one)) == (None, date(2027, 1, 23))


def test_review_agreement_and_supplement_each_get_a_date(cast, edition):
    found = submitted(cast, edition)
    review = due_of(found)
    record(cast, found, SUPPLEMENT)
    supplement = due_of(found)
    application.submit(by=cast.alice, at=LATE, number=found.number, version=found.version, on=TODAY)
    found.refresh_from_db()
    again = due_of(found)
    record(cast, found)

    assert (review, supplement, again) == (IN_TWO_WEEKS, IN_THIRTY_DAYS, IN_TWO_WEEKS)
    assert due_of(found) == IN_TWO_WEEKS


def test_term_of_a_signature_runs_from_the_issue_for_the_client_and_from_theirs_for_the_body(cast, edition):
    found = issued(cast, edition)
    neither = due_of(found)
    sign_at(cast, found, Party.CLIENT, NOW + timedelta(days=7))

    assert (neither, due_of(found)) == (IN_THIRTY_DAYS, date(2026, 12, 8))


def test_bodys_signature_gives_the_client_no_new_term_and_the_plan_follows(cast, edition):
    found = issued(cast, edition)
    sign_at(cast, found, Party.BODY, NOW + timedelta(days=7))
    body_signed = due_of(found)
    sign_at(cast, found, Party.CLIENT, NOW + timedelta(days=8))

    assert (body_signed, due_of(found)) == (IN_THIRTY_DAYS, date(2026, 12, 30))
    found.refresh_from_db()
    assert found.stage == Stage.AGREED


def test_agreement_that_is_taken_back_is_due_anew(cast, edition):
    found = issued(cast, edition)
    digest = Agreement.objects.get().document.file_id
    later = NOW + timedelta(days=7)
    agreement.withdraw(by=cast.ma, at=later, number=found.number, digest=digest, reason="条款有误")
    withdrawn = due_of(found)
    found.refresh_from_db()
    issue(cast, found, at=later)

    assert (withdrawn, due_of(found)) == (date(2026, 12, 15), date(2026, 12, 31))


def test_both_signatures_on_one_day_leave_the_plan_to_be_made(cast, edition):
    found = issued(cast, edition)
    sign(cast, found)
    sign(cast, found, cast.alice)

    assert due_of(found) == IN_FOUR_WEEKS


def test_released_plan_is_to_be_answered_and_one_that_comes_back_to_be_made_anew(cast, edition):
    found = plans.planned(cast, edition)
    answer = due_of(found)
    planning.request_changes(
        by=cast.alice, at=NOW, number=found.number, plan_version=1, reason="请改在下一周"
    )

    assert (answer, due_of(found)) == (IN_A_WEEK, IN_FOUR_WEEKS)


def test_plan_that_begins_sooner_is_to_be_answered_before_it_begins(cast, edition):
    soon = date(2026, 11, 26), date(2026, 11, 27)

    assert due_of(plans.planned(cast, edition, dates=soon)) == soon[0]


def test_what_is_confirmed_keeps_its_first_day_and_what_has_ended_no_date(cast, edition):
    found = plans.confirmed(cast, edition)
    other = submitted(cast, edition, by=cast.bob, client=cast.client_b)
    application.discontinue(by=cast.bob, at=NOW, number=other.number, reason="不再需要")

    assert (due_of(found), due_of(other)) == (plans.FIRST, None)


def test_date_stays_where_the_body_adopts_other_terms(cast, edition):
    found = submitted(cast, edition)
    adopt(cast.tan, **{"deadlines.review_workdays": 1, "deadlines.agreement_workdays": 1})
    stands = due_of(found)
    record(cast, found)

    assert (stands, due_of(found)) == (IN_TWO_WEEKS, IN_TWO_WEEKS)


def test_move_that_nobody_owes_wins_nobody_time(cast, edition):
    found = plans.agreed(cast, edition)
    found.due_on = TODAY

    move_on(found, "plan.saved", NOW + timedelta(days=3))

    assert due_of(found) == TODAY
