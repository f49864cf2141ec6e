# SPDX-License-Identifier: Apache-2.0
"""The prior certificate as the body looks it up: at acceptance, and again before a plan is released."""

from datetime import date, datetime
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import File, Form, Router, Schema
from ninja.files import UploadedFile
from pydantic import Field

from zhuoping.actions import prior_certificate
from zhuoping.actions.acting import subject_of
from zhuoping.actions.evidence import Received
from zhuoping.api import keys
from zhuoping.api.reading import LONGEST_REASON, In
from zhuoping.api.receiving import receiving
from zhuoping.api.v1 import engagements
from zhuoping.api.writing import CREATED, write_prepared
from zhuoping.core.authority import Act
from zhuoping.core.case import CertificateStatus, PriorCertificate
from zhuoping.records.look_ups import LookedUp, look_ups_of

router = Router(tags=["application review"])


class FurtherLookUp(In):
    """What was found, and why it is otherwise than before, where it is; the proof is sent as a file beside it."""

    certificate: str
    issuer: str
    level: str
    valid_until: date
    status: CertificateStatus
    checked_on: date
    note: Annotated[str, Field(max_length=LONGEST_REASON)] = ""

    def found(self) -> PriorCertificate:
        """As core reads it."""
        return PriorCertificate(
            self.certificate, self.issuer, self.level, self.valid_until, self.status, self.checked_on
        )


class LookUpOut(Schema):
    """A look-up on record; `proof` is evidence by its id."""

    certificate: str
    issuer: str
    level: str
    valid_until: date
    status: CertificateStatus
    checked_on: date
    note: str
    proof: int | None
    recorded_at: datetime
    recorded_by: int


@router.get("/{number}/look-ups", auth=keys.may(Act.VIEW_HISTORY), response=list[LookUpOut])
def list_look_ups(request: HttpRequest, number: str) -> list[dict[str, Any]]:
    """Every look-up, the latest first; for the body's people."""
    engagement = engagements.visible(request, number)
    keys.allow(request, Act.VIEW_HISTORY, subject_of(engagement))
    return [_plain(each) for each in look_ups_of(engagement)]


@router.post("/{number}/look-ups", auth=keys.may(Act.REVIEW_APPLICATION), response={CREATED: LookUpOut})
def look_up(
    request: HttpRequest, number: str, file: File[UploadedFile], given: Form[FurtherLookUp]
) -> HttpResponse:
    """Record a further look-up with its proof, whatever it found; the same again is no further one."""
    engagement = engagements.visible(request, number)

    def act(received: Received) -> dict[str, Any]:
        at = timezone.now()
        prior_certificate.look_up(
            by=keys.person_of(request),
            at=at,
            number=number,
            on=timezone.localdate(at),
            found=given.found(),
            proof=received,
            note=given.note,
        )
        return _plain(look_ups_of(engagement)[0])

    receive = receiving(request, file, engagement.client, engagement, internal=True)
    return write_prepared(request, receive, act)


def _plain(looked_up: LookedUp) -> dict[str, Any]:
    found = looked_up.found
    return {
        "certificate": found.number,
        "issuer": found.issuer,
        "level": found.level,
        "valid_until": found.valid_until,
        "status": found.status,
        "checked_on": found.checked_on,
        "note": looked_up.note,
        "proof": looked_up.proof.pk if looked_up.proof else None,
        "recorded_at": looked_up.at,
        "recorded_by": looked_up.by.pk,
    }
