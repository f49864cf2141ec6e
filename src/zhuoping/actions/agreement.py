# SPDX-License-Identifier: Apache-2.0
"""The certification agreement (17065 4.1.2): issued as a document, signed by both sides, replaced by a new version.

The document is typeset and taken in before the transaction that holds the lock; its number is taken before, too.
"""

import io
from collections.abc import Mapping
from datetime import date, datetime
from typing import NamedTuple

from django.conf import settings
from django.db import transaction

from zhuoping.actions import evidence, ledger, notices
from zhuoping.actions.acting import allowed_on, lock_engagement
from zhuoping.actions.application_review import client_people
from zhuoping.actions.errors import Changed, expect_version
from zhuoping.actions.evidence import Handed, Received
from zhuoping.actions.numbers import next_number
from zhuoping.actions.stages import move_on
from zhuoping.core.agreement import (
    ClauseKey,
    Terms,
    check_signature,
    check_terms,
    signing_party,
    version_number,
)
from zhuoping.core.authority import Act, Party
from zhuoping.core.ledger.canonical import Value
from zhuoping.core.lifecycle import Stage, move
from zhuoping.core.lifecycle import sign as signing_moves
from zhuoping.core.numbering import NumberKind
from zhuoping.core.problems import Refused, problem
from zhuoping.core.wording.labels import Said, Word, label
from zhuoping.outputs.agreement import agreement_pdf
from zhuoping.records.agreement_values import agreement_in_force, parties_signed, terms_for
from zhuoping.records.models import Agreement, Engagement, Person

Particulars = dict[str, Value]


class _Draft(NamedTuple):
    """What a version is made of before its document is."""

    terms: Terms
    first_number: str
    version: int

    @property
    def number(self) -> str:
        return version_number(self.first_number, self.version)


class Prepared(NamedTuple):
    """A version with its document, which nothing refers to until it is issued."""

    draft: _Draft
    document: Received


def issue(
    *,
    by: Person,
    at: datetime,
    number: str,
    version: int,
    on: date,
    clauses: Mapping[ClauseKey, str],
    language: str,
    seen: Particulars | None = None,
) -> Agreement:
    """Issue the agreement, or a new version in place of the one in force, which loses its signatures with it.

    `version` is that of the engagement, `language` that of the clauses; `seen` are the particulars (`Terms`) that the
    person had before them, where the door shows any. Refuses: stage-over, not-this-stage, not-allowed-role,
    officer-tied, Changed (with both, where the particulars are others by now), and what `check_terms` finds.
    """
    prepared = prepare(
        by=by, at=at, number=number, version=version, on=on, clauses=clauses, language=language, seen=seen
    )
    return issue_prepared(by=by, at=at, number=number, version=version, prepared=prepared)


def prepare(
    *,
    by: Person,
    at: datetime,
    number: str,
    version: int,
    on: date,
    clauses: Mapping[ClauseKey, str],
    language: str,
    seen: Particulars | None = None,
) -> Prepared:
    """The first half of `issue`: the document is typeset while nothing is locked. Not within a transaction."""
    draft = _draft(
        by=by, at=at, number=number, version=version, clauses=clauses, language=language, seen=seen
    )
    content = agreement_pdf(draft.terms, number=draft.number, engagement=number, issued_on=on)
    name = f"{label('Agreement.title', language)} {draft.number}.pdf"
    return Prepared(draft, evidence.receive(Handed(io.BytesIO(content), name, on), at=at, path="document"))


def sign(
    *,
    by: Person,
    at: datetime,
    number: str,
    digest: str,
    signatory: str = "",
    may_bind: bool = False,
    signed_copy: Handed | Received | None = None,
) -> Agreement:
    """Sign the version whose document has this digest, for the side that `by` stands on; the second side concludes it.

    A client names the person who signs and says that they may bind the enterprise; a copy signed by hand may be kept.
    Refuses: stage-over, not-this-stage, not-allowed-…, officer-tied (for the body), agreement-not-issued,
    agreement-signed-already, Changed (a newer version), what `check_signature` finds, and what `evidence.receive`
    refuses, at `signed_copy`.
    """
    received = None
    if signed_copy is not None:
        engagement = Engagement.objects.select_related("client").filter(number=number).first()
        if engagement is None:
            raise Refused([problem("engagement", "engagement-unknown", number=number)])
        evidence.check_may_add(by, engagement.client, engagement)
        received = evidence.receive(signed_copy, at=at, path="signed_copy")
    return _sign(
        by=by,
        at=at,
        number=number,
        digest=digest,
        signatory=signatory.strip(),
        may_bind=may_bind,
        received=received,
    )


@transaction.atomic
def withdraw(*, by: Person, at: datetime, number: str, digest: str, reason: str) -> Agreement:
    """Take back the version in force, also one that a side has signed; a new one may be issued then.

    Refuses: stage-over, not-this-stage, not-allowed-role, officer-tied, agreement-not-issued, Changed, reason-missing.
    """
    engagement = lock_engagement(number)
    allowed_on(engagement, by, Act.ISSUE_AGREEMENT, at)
    move(Stage(engagement.stage), "agreement.issued")
    agreement = _standing(engagement, digest)
    if not reason.strip():
        raise Refused([problem("reason", "reason-missing")])
    agreement.withdrawn_at = at
    agreement.save(update_fields=["withdrawn_at"])
    move_on(engagement, "agreement.issued", at)
    for person in client_people(engagement):
        values = {"agreement": agreement.number, "reason": reason.strip()}
        notices.tell(person, "agreement-withdrawn", at=at, values=values, engagement=engagement)
    body: dict[str, Value] = {
        "agreement": agreement.number,
        "version": agreement.version,
        "reason": reason.strip(),
    }
    ledger.append(by=by, at=at, action="agreement.withdrawn", subject=engagement, body=body)
    return agreement


@transaction.atomic
def _draft(
    *,
    by: Person,
    at: datetime,
    number: str,
    version: int,
    clauses: Mapping[ClauseKey, str],
    language: str,
    seen: Particulars | None,
) -> _Draft:
    engagement = lock_engagement(number)
    terms = _checked(engagement, by, at, version, clauses, language)
    if seen is not None:
        _expect_seen(engagement, terms.particulars(), seen)
    last = (
        Agreement.objects.filter(engagement=engagement).order_by("version").values_list("number", "version")
    )
    first = last.first()
    if first is None:
        return _Draft(terms, next_number(NumberKind.AGREEMENT, at), 1)
    latest = last.last()
    return _Draft(terms, first[0], (latest or first)[1] + 1)


@transaction.atomic
def issue_prepared(*, by: Person, at: datetime, number: str, version: int, prepared: Prepared) -> Agreement:
    """The second half of `issue`: what was typeset is issued, unless the terms would be others by now.

    Refuses: as `issue`.
    """
    engagement = lock_engagement(number)
    draft, received = prepared
    terms = draft.terms
    current = _checked(engagement, by, at, version, terms.clauses, terms.language)
    _expect_seen(engagement, current.plain(), terms.plain())
    document = evidence.record(
        by=by, at=at, client=engagement.client, received=[received], engagement=engagement
    )[0]
    former = Agreement.objects.filter(engagement=engagement, withdrawn_at=None).last()
    Agreement.objects.filter(engagement=engagement, withdrawn_at=None).update(withdrawn_at=at)
    agreement = Agreement.objects.create(
        engagement=engagement,
        version=draft.version,
        number=draft.number,
        terms=terms.plain(),
        document=document,
        issued_at=at,
        issued_by=by,
    )
    move_on(engagement, "agreement.issued", at)
    for person in client_people(engagement):
        values = {"agreement": agreement.number}
        notices.tell(person, "agreement-issued", at=at, values=values, engagement=engagement)
    body: dict[str, Value] = {
        "agreement": agreement.number,
        "version": agreement.version,
        "replaces": former.number if former else None,
        "document": document.pk,
        "digest": document.file_id,
        "terms": terms.plain(),
    }
    ledger.append(by=by, at=at, action="agreement.issued", subject=engagement, body=body)
    return agreement


@transaction.atomic
def _sign(
    *,
    by: Person,
    at: datetime,
    number: str,
    digest: str,
    signatory: str,
    may_bind: bool,
    received: Received | None,
) -> Agreement:
    engagement = lock_engagement(number)
    party = signing_party(allowed_on(engagement, by, Act.SIGN_AGREEMENT, at))
    standing = agreement_in_force(engagement)
    moves = signing_moves(
        Stage(engagement.stage), party, None if standing is None else parties_signed(standing)
    )
    agreement = _standing(engagement, digest)
    check_signature(party, signatory, may_bind=may_bind)
    if party is Party.BODY:
        agreement.body_signed_at, agreement.body_signed_by = at, by
        agreement.save(update_fields=["body_signed_at", "body_signed_by"])
    else:
        copy = None
        if received is not None:
            copy = evidence.record(
                by=by, at=at, client=engagement.client, received=[received], engagement=engagement
            )[0]
        agreement.client_signed_at, agreement.client_signed_by = at, by
        agreement.client_signatory, agreement.signed_copy = signatory, copy
        columns = ["client_signed_at", "client_signed_by", "client_signatory", "signed_copy"]
        agreement.save(update_fields=columns)
    for code in moves:
        move_on(engagement, code, at)
    _tell_signed(engagement, agreement, party, at, concluded=len(moves) > 1)
    body: dict[str, Value] = {
        "agreement": agreement.number,
        "version": agreement.version,
        "digest": agreement.document.file_id,
    }
    signature: dict[str, Value] = {"party": party.value}
    if party is Party.CLIENT:
        signature |= {
            "signatory": signatory,
            "may_bind": may_bind,
            "signed_copy": agreement.signed_copy.file_id if agreement.signed_copy else None,
        }
    for code in moves:
        more = signature if code == "agreement.signed" else {}
        ledger.append(by=by, at=at, action=code, subject=engagement, body={**body, **more})
    return agreement


def _checked(
    engagement: Engagement,
    by: Person,
    at: datetime,
    version: int,
    clauses: Mapping[ClauseKey, str],
    language: str,
) -> Terms:
    """The terms, when this person may issue them now."""
    allowed_on(engagement, by, Act.ISSUE_AGREEMENT, at)
    move(Stage(engagement.stage), "agreement.issued")
    terms = terms_for(engagement, settings.BODY_NAME, settings.BODY_APPROVAL, language, clauses)
    given = {key.value: text for key, text in clauses.items()}
    expect_version("agreement", version, engagement.version, {}, given)
    check_terms(terms)
    return terms


def _expect_seen(engagement: Engagement, current: Particulars, seen: Particulars) -> None:
    """That an agreement says what the person had before them: an enterprise's name may change meanwhile, and more."""
    if current != seen:
        names = [name for name in (current | seen) if current.get(name) != seen.get(name)]
        stands, given = ({name: each.get(name) for name in names} for each in (current, seen))
        raise Changed("agreement", engagement.version, stands, given)


def _standing(engagement: Engagement, digest: str) -> Agreement:
    """The version in force, when its document is the one that the person has read."""
    agreement = agreement_in_force(engagement)
    if agreement is None:
        raise Refused([problem("agreement", "agreement-not-issued")])
    if agreement.document.file_id != digest:
        current = {"agreement": agreement.number, "digest": agreement.document.file_id}
        raise Changed("agreement", agreement.version, current, {"digest": digest})
    return agreement


def _tell_signed(
    engagement: Engagement, agreement: Agreement, party: Party, at: datetime, *, concluded: bool
) -> None:
    """The other side of one signature; both of the second."""
    officers = [engagement.officer] if engagement.officer else []
    if concluded:
        told, code = [*officers, *client_people(engagement)], "agreement-concluded"
    else:
        told, code = (client_people(engagement) if party is Party.BODY else officers), "agreement-signed"
    values: dict[str, Said] = {"agreement": agreement.number, "party": Word(f"Party.{party}")}
    for person in told:
        notices.tell(person, code, at=at, values=values, engagement=engagement)
