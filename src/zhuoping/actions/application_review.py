# SPDX-License-Identifier: Apache-2.0
"""The body's review of an application (17065 7.3): its draft, its three outcomes, and who is in charge."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime

from django.db import transaction

from zhuoping.actions import evidence, ledger, notices
from zhuoping.actions.acting import allowed, allowed_on, lock_engagement, subject_of, ties_that_bar
from zhuoping.actions.errors import expect_version
from zhuoping.actions.evidence import Handed, Received
from zhuoping.actions.stages import move_on
from zhuoping.core import review_form
from zhuoping.core.application_review import Outcome, check_review
from zhuoping.core.authority import Act, Role
from zhuoping.core.enterprise import read_enterprise
from zhuoping.core.ledger.canonical import Value
from zhuoping.core.lifecycle import Stage, is_over, move
from zhuoping.core.problems import Refused, problem
from zhuoping.core.review_form import ReviewForm, form_problems
from zhuoping.core.wording.labels import Said, Word
from zhuoping.records.application_values import application_of
from zhuoping.records.capability import capability_of
from zhuoping.records.models import (
    ApplicationReview,
    Engagement,
    Evidence,
    Membership,
    Person,
    RoleHolding,
    Submission,
)
from zhuoping.records.values import enterprise_of, scheme_of
from zhuoping.schemes.divisions import load_divisions
from zhuoping.schemes.industries import load_industries

MOVES: Mapping[Outcome, str] = {
    Outcome.ACCEPT: "application.accepted",
    Outcome.SUPPLEMENT: "supplement.requested",
    Outcome.DECLINE: "application.declined",
}
_NOTICES: Mapping[Outcome, str] = {
    Outcome.ACCEPT: "application-accepted",
    Outcome.SUPPLEMENT: "supplement-requested",
    Outcome.DECLINE: "application-declined",
}


def save(
    *,
    by: Person,
    at: datetime,
    number: str,
    version: int,
    form: ReviewForm,
    proof: Handed | Received | None = None,
) -> Engagement:
    """Keep what was filled in, complete or not; `proof` of the look-up is kept by the body for itself.

    Refuses: stage-over, not-this-stage, not-allowed-role, officer-tied, Changed, what `form_problems` finds,
    evidence-of-another, and what `evidence.receive` refuses, at `proof`.
    """
    received = _received(by, at, number, proof) if proof else None
    return _save(by=by, at=at, number=number, version=version, form=form, proof=received)


def record(
    *,
    by: Person,
    at: datetime,
    number: str,
    version: int,
    form: ReviewForm,
    on: date,
    proof: Handed | None = None,
) -> ApplicationReview:
    """Record the review with its outcome, and tell the client. `on` is the day where the body is.

    What was filled in is kept first, so that a refusal loses nothing, not even the proof. Refuses what `save` does,
    application-review-outcome-missing, due-date-past, and what `check_review` finds.
    """
    stage = Engagement.objects.filter(number=number).values_list("stage", flat=True).first()
    if stage != Stage.SUBMITTED:
        return _record(by=by, at=at, number=number, version=version, form=form, on=on)
    engagement = save(by=by, at=at, number=number, version=version, form=form, proof=proof)
    kept = review_form.from_plain(_submission(engagement).review_draft)
    return _record(by=by, at=at, number=number, version=engagement.version, form=kept, on=on)


@transaction.atomic
def assign_officer(*, by: Person, at: datetime, number: str, officer: Person) -> None:
    """Put an engagement into the hands of a case officer; again is no change.

    A tied officer may hand it over, but nobody may be given what they are tied to. Refuses: stage-over,
    not-allowed-role, officer-not-one, and at `officer` what ties them to the client.
    """
    engagement = lock_engagement(number)
    allowed(by, Act.REVIEW_APPLICATION, subject_of(engagement))
    stage = Stage(engagement.stage)
    if is_over(stage):
        values = {"stage": Word(f"Stage.{stage}"), "act": Word("Move.officer.assigned")}
        raise Refused([problem("stage", "stage-over", **values)])
    holdings = RoleHolding.objects.filter(person=officer, role=Role.CASE_OFFICER, ended_at=None)
    if not holdings.filter(person__is_active=True).exists():
        raise Refused([problem("officer", "officer-not-one", name=str(officer))])
    if ties := ties_that_bar(officer, engagement, at):
        raise Refused(replace(each, path="officer") for each in ties)
    if engagement.officer_id == officer.pk:
        return
    engagement.officer = officer
    engagement.version += 1
    engagement.save(update_fields=["officer", "version"])
    if officer != by:
        notices.tell(officer, "engagement-assigned", at=at, engagement=engagement)
    ledger.append(by=by, at=at, action="officer.assigned", subject=engagement, body={"officer": officer.pk})


@transaction.atomic
def _save(
    *, by: Person, at: datetime, number: str, version: int, form: ReviewForm, proof: Received | None
) -> Engagement:
    engagement = lock_engagement(number)
    allowed_on(engagement, by, Act.REVIEW_APPLICATION, at)
    move(Stage(engagement.stage), "review.saved")
    submission = _submission(engagement)
    given = review_form.to_plain(form)
    expect_version("review", version, engagement.version, submission.review_draft, given)
    if problems := form_problems(form):
        raise Refused(problems)
    if proof is not None:
        kept = evidence.record(
            by=by, at=at, client=engagement.client, received=[proof], engagement=engagement, internal=True
        )
        form = replace(form, found=replace(form.found, proof=kept[0].pk))
    elif form.found.proof is not None:
        _check_own(engagement, form.found.proof)
    given = review_form.to_plain(form)
    if given == (submission.review_draft or review_form.to_plain(ReviewForm())):
        return engagement
    submission.review_draft = given
    submission.save(update_fields=["review_draft"])
    engagement.version += 1
    engagement.save(update_fields=["version"])
    body: dict[str, Value] = {"round": submission.round, **given}
    ledger.append(by=by, at=at, action="review.saved", subject=engagement, body=body)
    return engagement


@transaction.atomic
def _record(
    *, by: Person, at: datetime, number: str, version: int, form: ReviewForm, on: date
) -> ApplicationReview:
    engagement = lock_engagement(number)
    allowed_on(engagement, by, Act.REVIEW_APPLICATION, at)
    if form.outcome is not None:
        move(Stage(engagement.stage), MOVES[form.outcome])
    # Where an applicant is declined who has something to add, nothing was saved before, nor looked at.
    if problems := form_problems(form):
        raise Refused(problems)
    if form.found.proof is not None:
        _check_own(engagement, form.found.proof)
    plain = review_form.to_plain(form)
    submission = _submission(engagement)
    expect_version("review", version, engagement.version, submission.review_draft, plain)
    review = form.review(on)
    scheme = scheme_of(engagement.edition)
    registration = read_enterprise(
        enterprise_of(engagement.client), load_divisions(), load_industries(), "client"
    )
    capability = capability_of(by, scheme.scheme, on)
    check_review(review, application_of(engagement), registration, scheme, capability, on)
    row = ApplicationReview.objects.create(
        engagement=engagement,
        submission=submission,
        checklist=plain["answers"],
        look_up=plain["look_up"],
        prior_status=form.found.status or "",
        prior_checked_on=form.found.checked_on,
        prior_proof_id=form.found.proof,
        outcome=review.outcome,
        reason=review.reason.strip(),
        to_add=[each.strip() for each in review.to_add],
        reviewed_at=at,
        reviewed_by=by,
    )
    submission.review_draft = {}
    submission.save(update_fields=["review_draft"])
    due_on = form.due_on if review.outcome is Outcome.SUPPLEMENT else None
    move_on(engagement, MOVES[review.outcome], at, due_on)
    if engagement.officer_id is None:
        # Whoever reviews it is the one whom the client hears from.
        engagement.officer = by
        engagement.save(update_fields=["officer"])
    _tell_client(engagement, row, at)
    body: dict[str, Value] = {
        **plain,
        "review": row.pk,
        "round": submission.round,
        "content_digest": submission.digest,
        "officer": engagement.officer_id,
        "modes": sorted(capability.modes),
    }
    ledger.append(by=by, at=at, action=MOVES[review.outcome], subject=engagement, body=body)
    return row


def _tell_client(engagement: Engagement, review: ApplicationReview, at: datetime) -> None:
    values: dict[str, Said] = {"reason": review.reason, "to_add": tuple(map(str, review.to_add))}
    code = _NOTICES[Outcome(review.outcome)]
    for member in client_people(engagement):
        notices.tell(member, code, at=at, values=values, engagement=engagement)


def client_people(engagement: Engagement) -> list[Person]:
    """Everybody who acts for the client now."""
    standing = Membership.objects.filter(client=engagement.client, ended_at=None, person__is_active=True)
    return [each.person for each in standing.select_related("person").order_by("pk")]


def _submission(engagement: Engagement) -> Submission:
    """The submission that is under review: the last one. At the stages of a review there is one."""
    return Submission.objects.filter(engagement=engagement).latest("round")


def _received(by: Person, at: datetime, number: str, proof: Handed | Received) -> Received:
    """The proof, looked at before the transaction that holds the lock."""
    engagement = Engagement.objects.select_related("client").filter(number=number).first()
    if engagement is None:
        raise Refused([problem("engagement", "engagement-unknown", number=number)])
    evidence.check_may_add(by, engagement.client, engagement, internal=True)
    return evidence.receive(proof, at=at, path="proof")


def _check_own(engagement: Engagement, proof: int) -> None:
    """The proof is one that the body keeps of this engagement: a number may be typed into any form."""
    if not Evidence.objects.filter(pk=proof, engagement=engagement, internal=True).exists():
        raise Refused([problem("proof", "evidence-of-another")])
