# SPDX-License-Identifier: Apache-2.0
"""The body's review of an application: its draft, the proof of the look-up, its outcome, and who is in charge."""

import json
from datetime import date, datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from ninja import File, Form, Router, Schema
from ninja.files import UploadedFile
from pydantic import Field

from zhuoping.actions import application_review
from zhuoping.actions.acting import subject_of
from zhuoping.actions.evidence import Received
from zhuoping.api import keys
from zhuoping.api.reading import In, Version, Whole
from zhuoping.api.receiving import receiving
from zhuoping.api.v1 import engagements
from zhuoping.api.v1.engagements import EngagementOut
from zhuoping.api.writing import CREATED, write, write_prepared
from zhuoping.core import review_form
from zhuoping.core.application_review import Answer, Outcome, ReviewItem
from zhuoping.core.authority import Act
from zhuoping.core.case import CertificateStatus
from zhuoping.core.review_form import Found, Noted, ReviewForm
from zhuoping.records.models import Engagement, Person, Submission

router = Router(tags=["application review"])


class AnswerIn(In):
    """An item of the checklist; a note may stand before its answer."""

    answer: Answer | None = None
    note: str = ""


class LookUpIn(In):
    """The prior certificate as the body looks it up; its proof is sent as a file."""

    number: str = ""
    issuer: str = ""
    level: str = ""
    valid_until: date | None = None
    status: CertificateStatus | None = None
    checked_on: date | None = None


class ReviewIn(Version):
    """A review, complete or not, with the version of the engagement that the program saw."""

    outcome: Outcome | None = None
    reason: str = ""
    answers: dict[ReviewItem, AnswerIn] = Field(default_factory=dict)
    look_up: LookUpIn = LookUpIn()
    to_add: tuple[str, ...] = ()
    due_on: date | None = None

    def value(self, proof: int | None) -> ReviewForm:
        """As core reads it, with the proof that is kept already."""
        return ReviewForm(
            outcome=self.outcome,
            reason=self.reason,
            noted={item: Noted(each.answer, each.note) for item, each in self.answers.items()},
            found=Found(**dict(self.look_up), proof=proof),
            to_add=self.to_add,
            due_on=self.due_on,
        )


class ProofIn(Version):
    """What goes with the file of a proof."""

    dated_on: date | None = None


class OfficerIn(In):
    """Who is in charge from now on."""

    officer: Whole


class RecordedReview(Schema):
    """A recorded review."""

    id: int
    round: int
    outcome: Outcome
    reason: str
    checklist: dict[str, Any]
    look_up: dict[str, Any]
    prior_status: str
    prior_checked_on: date | None
    prior_proof: int | None
    to_add: list[str]
    reviewed_at: datetime
    reviewed_by: int


class ReviewOut(EngagementOut):
    """What was submitted last, what is filled in so far, and what was recorded before."""

    round: int
    digest: str
    content: dict[str, Any]
    draft: dict[str, Any]
    reviews: list[RecordedReview]


@router.get("/{number}/review", auth=keys.may(Act.VIEW_HISTORY), response=ReviewOut)
def get_review(request: HttpRequest, number: str) -> dict[str, Any]:
    """The last submission, the draft of its review, and the reviews recorded before; for the body's people."""
    engagement = engagements.visible(request, number)
    keys.allow(request, Act.VIEW_HISTORY, subject_of(engagement))
    submission = _submission(engagement)
    rows = engagement.application_reviews.select_related("submission").defer("submission__content")
    return {
        **engagements.plain(engagement),
        "round": submission.round,
        "digest": submission.digest,
        "content": json.loads(submission.content),
        "draft": submission.review_draft,
        "reviews": [{**_columns(row), "round": row.submission.round} for row in rows],
    }


@router.put("/{number}/review", auth=keys.may(Act.REVIEW_APPLICATION), response=EngagementOut)
def save(request: HttpRequest, number: str, given: ReviewIn) -> HttpResponse:
    """Keep what is filled in, complete or not; the proof that was sent before stays."""
    engagement = engagements.visible(request, number)
    form = given.value(_draft(engagement).found.proof)

    def act() -> dict[str, Any]:
        by, at = keys.person_of(request), timezone.now()
        saved = application_review.save(by=by, at=at, number=number, version=given.version, form=form)
        return engagements.plain(saved)

    return write(request, act)


@router.post(
    "/{number}/review/proof", auth=keys.may(Act.REVIEW_APPLICATION), response={CREATED: EngagementOut}
)
def add_proof(
    request: HttpRequest, number: str, file: File[UploadedFile], given: Form[ProofIn]
) -> HttpResponse:
    """Keep the proof of the look-up with what is filled in; the body keeps it to itself."""
    engagement = engagements.visible(request, number)
    form = _draft(engagement)

    def act(received: Received) -> dict[str, Any]:
        by, at = keys.person_of(request), timezone.now()
        saved = application_review.save(
            by=by, at=at, number=number, version=given.version, form=form, proof=received
        )
        return engagements.plain(saved)

    receive = receiving(request, file, engagement.client, engagement, dated_on=given.dated_on, internal=True)
    return write_prepared(request, receive, act)


@router.post(
    "/{number}/review/outcome", auth=keys.may(Act.REVIEW_APPLICATION), response={CREATED: EngagementOut}
)
def record(request: HttpRequest, number: str, given: Version) -> HttpResponse:
    """Record the review as it is filled in, with its outcome, and tell the client."""
    engagement = engagements.visible(request, number)
    form = _draft(engagement)

    def act() -> dict[str, Any]:
        by, at = keys.person_of(request), timezone.now()
        application_review.record(
            by=by, at=at, number=number, version=given.version, form=form, on=timezone.localdate(at)
        )
        return engagements.plain(engagements.visible(request, number))

    return write(request, act, CREATED)


@router.put("/{number}/officer", auth=keys.may(Act.REVIEW_APPLICATION), response=EngagementOut)
def assign_officer(request: HttpRequest, number: str, given: OfficerIn) -> HttpResponse:
    """Put the engagement into the hands of a case officer."""
    engagements.expect_visible(request, number)
    officer = Person.objects.filter(pk=given.officer).first()
    if officer is None:
        raise Http404

    def act() -> dict[str, Any]:
        by, at = keys.person_of(request), timezone.now()
        application_review.assign_officer(by=by, at=at, number=number, officer=officer)
        return engagements.plain(engagements.visible(request, number))

    return write(request, act)


def _submission(engagement: Engagement) -> Submission:
    found = engagement.submissions.last()
    if found is None:
        raise Http404
    return found


def _draft(engagement: Engagement) -> ReviewForm:
    return review_form.from_plain(_submission(engagement).review_draft)


_COLUMNS = [
    name for name in RecordedReview.model_fields if name not in ("round", "prior_proof", "reviewed_by")
]


def _columns(row: Any) -> dict[str, Any]:  # noqa: ANN401 - a row of reviews.
    values = {name: getattr(row, name) for name in _COLUMNS}
    return {**values, "prior_proof": row.prior_proof_id, "reviewed_by": row.reviewed_by_id}
