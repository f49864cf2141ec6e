# SPDX-License-Identifier: Apache-2.0
"""What the body found of an engagement's prior certificate: at acceptance, and each time since."""

from dataclasses import dataclass
from datetime import date, datetime

from zhuoping.core.application_review import Outcome
from zhuoping.core.case import CertificateStatus, PriorCertificate
from zhuoping.records.models import (
    ApplicationReview,
    CertificateLookUp,
    Engagement,
    Evidence,
    Person,
)


@dataclass(frozen=True, slots=True)
class LookedUp:
    """One look-up: what was found, the proof of it, what was said of it, and who recorded it when."""

    found: PriorCertificate
    proof: Evidence | None
    note: str
    at: datetime
    by: Person


def look_ups_of(engagement: Engagement) -> tuple[LookedUp, ...]:
    """Every look-up on record, the latest first; the one that acceptance rests on is the last. Two queries."""
    rows = CertificateLookUp.objects.filter(engagement=engagement).order_by("-pk")
    since = [
        LookedUp(_found(row), row.proof, row.note, row.recorded_at, row.recorded_by)
        for row in rows.select_related("proof", "recorded_by")
    ]
    review = _accepted(engagement)
    first = [] if review is None else [_of_review(review)]
    return (*since, *(each for each in first if each is not None))


def latest_look_up(engagement: Engagement) -> PriorCertificate | None:
    """What was found last; None where nothing was ever looked up."""
    row = CertificateLookUp.objects.filter(engagement=engagement).order_by("pk").last()
    if row is not None:
        return _found(row)
    review = _accepted(engagement)
    found = None if review is None else _of_review(review)
    return None if found is None else found.found


def _accepted(engagement: Engagement) -> ApplicationReview | None:
    reviews = ApplicationReview.objects.filter(engagement=engagement, outcome=Outcome.ACCEPT)
    return reviews.select_related("prior_proof", "reviewed_by").order_by("pk").last()


def _of_review(review: ApplicationReview) -> LookedUp | None:
    stored = review.look_up
    if not stored.get("valid_until"):
        # An edition that asks for no prior certificate.
        return None
    found = PriorCertificate(
        number=stored["number"],
        issuer=stored["issuer"],
        level=stored["level"],
        valid_until=date.fromisoformat(stored["valid_until"]),
        status=CertificateStatus(stored["status"]),
        checked_on=date.fromisoformat(stored["checked_on"]),
    )
    return LookedUp(found, review.prior_proof, "", review.reviewed_at, review.reviewed_by)


def _found(row: CertificateLookUp) -> PriorCertificate:
    return PriorCertificate(
        number=row.number,
        issuer=row.issuer,
        level=row.level,
        valid_until=row.valid_until,
        status=CertificateStatus(row.status),
        checked_on=row.checked_on,
    )
