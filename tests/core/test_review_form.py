# SPDX-License-Identifier: Apache-2.0
import json
from dataclasses import replace
from datetime import date

import pytest

from tests.core.applying import ON, told
from zhuoping.core.application_form import LINE_LIMIT, LIST_LIMIT
from zhuoping.core.application_review import Answer, Answered, LookUp, Outcome, ReviewItem
from zhuoping.core.case import CertificateStatus, PriorCertificate
from zhuoping.core.problems import Refused
from zhuoping.core.review_form import Found, Noted, ReviewForm, form_problems, from_plain, to_plain
from zhuoping.core.shapes import TEXT_LIMIT

FOUND = Found("27922-001", "测试认证", "五星", date(2027, 6, 30), CertificateStatus.VALID, ON, 17)
FULL = ReviewForm(
    Outcome.SUPPLEMENT,
    "材料不全",
    {ReviewItem.SCOPE: Noted(Answer.NO, "过宽"), ReviewItem.RUNNING: Noted(None, "待查")},
    FOUND,
    ("网点清单",),
    ON,
)


@pytest.mark.parametrize("form", [FULL, ReviewForm()], ids=["full", "empty"])
def test_form_is_the_same_after_it_was_stored(form):
    assert from_plain(json.loads(json.dumps(to_plain(form)))) == form


def test_form_that_nobody_has_begun_is_empty():
    assert from_plain({}) == ReviewForm()


def test_review_takes_what_was_answered_and_the_look_up():
    review = FULL.review(ON)

    certificate = PriorCertificate(
        "27922-001", "测试认证", "五星", date(2027, 6, 30), CertificateStatus.VALID, ON
    )
    assert (review.outcome, review.reason, review.to_add) == (Outcome.SUPPLEMENT, "材料不全", ("网点清单",))
    assert review.answers == {ReviewItem.SCOPE: Answered(Answer.NO, "过宽")}
    assert review.look_up == LookUp(certificate, "evidence:17")


def test_look_up_without_proof_has_no_reference():
    review = replace(FULL, found=replace(FOUND, proof=None)).review(ON)

    assert review.look_up.proof == ""


@pytest.mark.parametrize("key", ["valid_until", "status", "checked_on"])
def test_look_up_filled_in_by_halves_bars_acceptance_only(key):
    half = replace(FULL, found=replace(FOUND, **{key: None}))

    with pytest.raises(Refused) as caught:
        replace(half, outcome=Outcome.ACCEPT).review(ON)

    assert told(caught.value.problems) == [f"look_up.{key}: empty-text"]
    assert half.review(ON).look_up is None


def test_acceptance_without_any_look_up_is_left_to_the_rule_that_asks_for_it():
    assert ReviewForm(Outcome.ACCEPT).review(ON).look_up is None


def test_review_without_outcome_is_refused():
    with pytest.raises(Refused) as caught:
        ReviewForm().review(ON)

    assert told(caught.value.problems) == ["outcome: application-review-outcome-missing"]


def test_date_to_add_by_may_be_today_and_not_yesterday():
    FULL.review(ON)

    with pytest.raises(Refused) as caught:
        FULL.review(date(2026, 11, 25))

    assert told(caught.value.problems) == ["due_on: due-date-past"]


def test_date_to_add_by_counts_only_where_more_is_asked_for():
    assert replace(FULL, outcome=Outcome.DECLINE).review(date(2026, 11, 25)).outcome is Outcome.DECLINE


def test_what_is_too_long_to_be_kept_is_told_at_once():
    long, line = "长" * (TEXT_LIMIT + 1), "长" * (LINE_LIMIT + 1)
    form = ReviewForm(
        reason=long,
        noted={ReviewItem.SCOPE: Noted(None, long)},
        found=Found(line, line, line),
        to_add=("项", long, *["项"] * (LIST_LIMIT - 1)),
    )

    assert told(form_problems(form)) == [
        "reason: text-too-long",
        "answers.scope: text-too-long",
        "look_up.number: text-too-long",
        "look_up.issuer: text-too-long",
        "look_up.level: text-too-long",
        "to_add: too-many-lines",
        "to_add[1]: text-too-long",
    ]


def test_longest_form_is_kept():
    form = ReviewForm(reason="长" * TEXT_LIMIT, found=Found("长" * LINE_LIMIT), to_add=("项",) * LIST_LIMIT)

    assert form_problems(form) == ()


def test_note_that_is_just_not_too_long_can_be_kept():
    form = ReviewForm(noted={ReviewItem.SCOPE: Noted(Answer.NO, "长" * TEXT_LIMIT)})

    assert form_problems(form) == ()
