# SPDX-License-Identifier: Apache-2.0
"""The prior certificate is looked up again between acceptance and fieldwork (domain rule A4; 17065 7.3.1).

What is found is on record whatever it says: a certificate that is not valid any more is what the look-up is for.
"""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction

from zhuoping.actions import evidence, ledger
from zhuoping.actions.acting import allowed_on, lock_engagement
from zhuoping.actions.evidence import Handed, Received
from zhuoping.core.authority import Act
from zhuoping.core.case import PriorCertificate
from zhuoping.core.ledger.canonical import Value
from zhuoping.core.lifecycle import Stage, move
from zhuoping.core.prior_certificate import look_up_problems
from zhuoping.core.problems import Refused
from zhuoping.records.look_ups import latest_look_up
from zhuoping.records.models import CertificateLookUp, Engagement, Person
from zhuoping.records.values import scheme_of

CODE = "prior-certificate.looked-up"


def look_up(
    *,
    by: Person,
    at: datetime,
    number: str,
    on: date,
    found: PriorCertificate,
    proof: Handed | Received,
    note: str = "",
) -> CertificateLookUp:
    """Record what the body found on `found.checked_on`, with the proof, which it keeps to itself; `on` is its own day.

    The same again, as a form that is sent twice, is no further look-up. Not within a transaction, unless the proof was
    received already. Refuses: stage-over, not-this-stage, not-allowed-role, officer-tied, what `look_up_problems`
    finds, and what `evidence.receive` refuses, at `proof`.
    """
    with transaction.atomic():
        # Asked before anybody waits for a file.
        _check(_open(by, at, number), on, found, note)
    received = evidence.receive(proof, at=at, path="proof")
    return _record(by=by, at=at, number=number, on=on, found=found, received=received, note=note)


@transaction.atomic
def _record(
    *,
    by: Person,
    at: datetime,
    number: str,
    on: date,
    found: PriorCertificate,
    received: Received,
    note: str,
) -> CertificateLookUp:
    engagement = _open(by, at, number)
    values = _columns(found, note)
    last = (
        CertificateLookUp.objects.filter(engagement=engagement).select_related("proof").order_by("pk").last()
    )
    if last is not None and _is_again(last, values, received):
        return last
    _check(engagement, on, found, note)
    (proof,) = evidence.record(
        by=by,
        at=at,
        client=engagement.client,
        received=[received],
        engagement=engagement,
        internal=True,
    )
    row = CertificateLookUp.objects.create(
        engagement=engagement, proof=proof, recorded_at=at, recorded_by=by, **values
    )
    engagement.version += 1
    engagement.save(update_fields=["version"])
    body: dict[str, Value] = {
        key: value.isoformat() if isinstance(value, date) else value for key, value in values.items()
    }
    body |= {"proof": proof.pk, "digest": proof.file_id}
    ledger.append(by=by, at=at, action=CODE, subject=engagement, body=body)
    return row


def _open(by: Person, at: datetime, number: str) -> Engagement:
    """The engagement, locked, when the person may look up its prior certificate now."""
    engagement = lock_engagement(number)
    allowed_on(engagement, by, Act.REVIEW_APPLICATION, at)
    move(Stage(engagement.stage), CODE)
    return engagement


def _check(engagement: Engagement, on: date, found: PriorCertificate, note: str) -> None:
    before, scheme = latest_look_up(engagement), scheme_of(engagement.edition)
    if faults := look_up_problems(found, note, before, scheme, on):
        raise Refused(faults)


def _columns(found: PriorCertificate, note: str) -> dict[str, str | date]:
    return {
        "number": found.number.strip(),
        "issuer": found.issuer.strip(),
        "level": found.level.strip(),
        "valid_until": found.valid_until,
        "status": found.status.value,
        "checked_on": found.checked_on,
        "note": note.strip(),
    }


def _is_again(last: CertificateLookUp, values: Mapping[str, object], received: Received) -> bool:
    same = all(getattr(last, name) == value for name, value in values.items())
    return same and last.proof.file_id == received.digest
