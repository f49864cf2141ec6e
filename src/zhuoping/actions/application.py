# SPDX-License-Identifier: Apache-2.0
"""The client's side of an application (17065 7.2): open, fill in, hand in documents, submit, discontinue."""

import hashlib
from datetime import date, datetime

from django.db import transaction

from zhuoping.actions import ledger, notices
from zhuoping.actions.acting import allowed, allowed_on, lock_client, lock_engagement, subject_of
from zhuoping.actions.errors import expect_version
from zhuoping.actions.numbers import next_number
from zhuoping.actions.stages import first_due, move_on
from zhuoping.core.application import Declaration, check_submission, opening_problems
from zhuoping.core.application_documents import DocumentKind
from zhuoping.core.application_form import ApplicationForm, form_problems
from zhuoping.core.authority import Act, Role, Subject
from zhuoping.core.ledger.canonical import Value, canonical
from zhuoping.core.lifecycle import FIRST, Stage, move
from zhuoping.core.numbering import NumberKind
from zhuoping.core.problems import Refused, problem
from zhuoping.core.scheme import CertificationType
from zhuoping.core.searching import searchable
from zhuoping.records.application_values import application_of, content_of, is_certified
from zhuoping.records.models import (
    AdoptedEdition,
    Application,
    ApplicationDocument,
    Client,
    Engagement,
    Evidence,
    Person,
    PlanMember,
    RoleHolding,
    Submission,
)
from zhuoping.records.values import scheme_of


@transaction.atomic
def open_application(
    *,
    by: Person,
    at: datetime,
    client: Client,
    edition: AdoptedEdition,
    type_: CertificationType = CertificationType.INITIAL,
) -> Engagement:
    """Open an engagement under an edition in force; it is scored by that edition for good (architecture, rule 6).

    Refuses: not-allowed-role, not-allowed-relation, edition-ended, application-open-already, and
    what `opening_problems` finds.
    """
    lock_client(client)
    allowed(by, Act.APPLY, Subject(client=client.pk))
    # Read anew and held: it may have been ended since the form was opened.
    edition = AdoptedEdition.objects.select_for_update(of=("self",), no_key=True).get(pk=edition.pk)
    if edition.ended_at is not None:
        raise Refused([problem("edition", "edition-ended", edition=str(edition))])
    if problems := opening_problems(type_, certified=is_certified(client)):
        raise Refused(problems)
    same = Engagement.objects.filter(client=client, stage=FIRST, type=type_, edition=edition).first()
    if same is not None:
        # A form sent twice would open two: the one that stands empty is to be filled in.
        raise Refused([problem("client", "application-open-already", number=same.number)])
    number = next_number(NumberKind.ENGAGEMENT, at)
    engagement = Engagement.objects.create(
        number=number,
        client=client,
        edition=edition,
        type=type_,
        stage=FIRST,
        stage_since=at,
        due_on=first_due(edition, at),
        opened_at=at,
        opened_by=by,
        search=searchable(number, client.name, client.name_en, client.uscc),
    )
    Application.objects.create(engagement=engagement)
    body: dict[str, Value] = {
        "client": client.pk,
        "scheme": edition.scheme,
        "edition": edition.edition,
        "edition_digest": edition.digest,
        "type": type_.value,
    }
    ledger.append(by=by, at=at, action="application.opened", subject=engagement, body=body)
    return engagement


@transaction.atomic
def save(*, by: Person, at: datetime, number: str, version: int, form: ApplicationForm) -> Engagement:
    """Keep what was filled in, complete or not.

    Refuses: stage-over, not-this-stage, not-allowed-…, Changed, evidence-of-another, and what `form_problems` finds.
    """
    engagement = lock_engagement(number)
    allowed(by, Act.APPLY, subject_of(engagement))
    move(Stage(engagement.stage), "application.saved")
    row = engagement.application
    given, stands = form.plain(), {key: _plain(getattr(row, key)) for key in form.columns()}
    expect_version("application", version, engagement.version, stands, given)
    if problems := form_problems(form):
        raise Refused(problems)
    if form.prior_proof is not None:
        _own(engagement, form.prior_proof, "prior_proof")
    changed = {key: value for key, value in given.items() if value != stands[key]}
    if not changed:
        return engagement
    for key in changed:
        setattr(row, key, form.columns()[key])
    row.save(update_fields=list(changed))
    _count_change(engagement)
    ledger.append(by=by, at=at, action="application.saved", subject=engagement, body=changed)
    return engagement


@transaction.atomic
def declare(*, by: Person, at: datetime, number: str, declarations: frozenset[Declaration]) -> Engagement:
    """Keep which declarations the client makes. Refuses: stage-over, not-this-stage, not-allowed-…."""
    engagement = lock_engagement(number)
    allowed(by, Act.APPLY, subject_of(engagement))
    move(Stage(engagement.stage), "application.saved")
    row = engagement.application
    made = sorted(each.value for each in declarations)
    if made == row.declarations:
        return engagement
    row.declarations = made
    row.save(update_fields=["declarations"])
    _count_change(engagement)
    ledger.append(by=by, at=at, action="application.saved", subject=engagement, body={"declarations": made})
    return engagement


@transaction.atomic
def add_document(
    *,
    by: Person,
    at: datetime,
    number: str,
    kind: DocumentKind,
    evidence: Evidence,
    from_on: date | None = None,
    until_on: date | None = None,
    valid_until: date | None = None,
) -> ApplicationDocument:
    """Put a piece of evidence on the document list; one that replaces another takes its place.

    Refuses: stage-over, not-this-stage, not-allowed-…, evidence-of-another, document-listed-already.
    """
    engagement = _filling(by, number)
    _own(engagement, evidence.pk, "evidence")
    standing = ApplicationDocument.objects.filter(engagement=engagement, withdrawn_at=None, kind=kind)
    if standing.filter(evidence=evidence).exists():
        raise Refused([problem("evidence", "document-listed-already", name=evidence.name)])
    standing.filter(evidence=None).update(withdrawn_at=at)
    if evidence.replaces_id:
        standing.filter(evidence_id=evidence.replaces_id).update(withdrawn_at=at)
    document = ApplicationDocument.objects.create(
        engagement=engagement,
        kind=kind,
        evidence=evidence,
        from_on=from_on,
        until_on=until_on,
        valid_until=valid_until,
        added_at=at,
        added_by=by,
    )
    body: dict[str, Value] = {
        "kind": kind.value,
        "evidence": evidence.pk,
        "digest": evidence.file_id,
        "name": evidence.name,
        "from_on": _plain(from_on),
        "until_on": _plain(until_on),
        "valid_until": _plain(valid_until),
    }
    _count_change(engagement)
    ledger.append(by=by, at=at, action="document.added", subject=engagement, body=body)
    return document


@transaction.atomic
def leave_document(*, by: Person, at: datetime, number: str, kind: DocumentKind, reason: str) -> None:
    """Say why a document does not apply; whether that may be said is asked when the application is submitted.

    Refuses: stage-over, not-this-stage, not-allowed-…, reason-missing.
    """
    engagement = _filling(by, number)
    if not reason.strip():
        raise Refused([problem("reason", "reason-missing")])
    standing = ApplicationDocument.objects.filter(engagement=engagement, withdrawn_at=None, kind=kind)
    standing.filter(evidence=None).update(withdrawn_at=at)
    ApplicationDocument.objects.create(
        engagement=engagement, kind=kind, not_applicable=reason.strip(), added_at=at, added_by=by
    )
    _count_change(engagement)
    body: dict[str, Value] = {"kind": kind.value, "reason": reason.strip()}
    ledger.append(by=by, at=at, action="document.left", subject=engagement, body=body)


@transaction.atomic
def withdraw_document(*, by: Person, at: datetime, number: str, document: int) -> None:
    """Take a document, or a reason, off the list; the evidence stays. Refuses: stage-over, …, document-unknown."""
    engagement = _filling(by, number)
    found = ApplicationDocument.objects.filter(engagement=engagement, withdrawn_at=None, pk=document)
    if not found.update(withdrawn_at=at):
        raise Refused([problem("document", "document-unknown")])
    _count_change(engagement)
    ledger.append(by=by, at=at, action="document.withdrawn", subject=engagement, body={"document": document})


@transaction.atomic
def submit(*, by: Person, at: datetime, number: str, version: int, on: date) -> Submission:
    """Hand the application in; what was submitted is kept word for word. `on` is the day where the body is.

    Refuses: stage-over, not-this-stage, not-allowed-…, Changed, and everything that is missing.
    """
    engagement = lock_engagement(number)
    allowed(by, Act.APPLY, subject_of(engagement))
    move(Stage(engagement.stage), "application.submitted")
    expect_version("application", version, engagement.version, {}, {})
    application = application_of(engagement)
    check_submission(application, scheme_of(engagement.edition), on)
    content = canonical(content_of(engagement, application))
    submission = Submission.objects.create(
        engagement=engagement,
        round=Submission.objects.filter(engagement=engagement).count() + 1,
        content=content,
        digest=hashlib.sha256(content.encode()).hexdigest(),
        submitted_at=at,
        submitted_by=by,
    )
    move_on(engagement, "application.submitted", at)
    for officer in officers_of(engagement):
        notices.tell(officer, "application-submitted", at=at, engagement=engagement)
    body: dict[str, Value] = {"round": submission.round, "content_digest": submission.digest}
    ledger.append(by=by, at=at, action="application.submitted", subject=engagement, body=body)
    return submission


@transaction.atomic
def discontinue(*, by: Person, at: datetime, number: str, reason: str) -> Engagement:
    """End the engagement before its plan is confirmed, by either side; everybody else concerned is told.

    Refuses: stage-over, not-allowed-…, officer-tied (for the body), reason-missing.
    """
    engagement = lock_engagement(number)
    allowed_on(engagement, by, Act.DISCONTINUE, at)
    move(Stage(engagement.stage), "engagement.discontinued")
    if not reason.strip():
        raise Refused([problem("reason", "reason-missing")])
    ended_at = engagement.stage
    move_on(engagement, "engagement.discontinued", at)
    for person in _concerned(engagement):
        if person != by:
            values = {"reason": reason.strip()}
            notices.tell(person, "engagement-discontinued", at=at, values=values, engagement=engagement)
    body: dict[str, Value] = {"reason": reason.strip(), "stage": ended_at}
    ledger.append(by=by, at=at, action="engagement.discontinued", subject=engagement, body=body)
    return engagement


def _filling(by: Person, number: str) -> Engagement:
    engagement = lock_engagement(number)
    allowed(by, Act.APPLY, subject_of(engagement))
    move(Stage(engagement.stage), "application.saved")
    return engagement


def _own(engagement: Engagement, evidence: int, path: str) -> None:
    """Evidence of another client must not slip in by its number."""
    if not Evidence.objects.filter(pk=evidence, client=engagement.client_id, internal=False).exists():
        raise Refused([problem(path, "evidence-of-another")])


def _count_change(engagement: Engagement) -> None:
    engagement.version += 1
    engagement.save(update_fields=["version"])


def _concerned(engagement: Engagement) -> list[Person]:
    """Officers, the client's people, and whoever is on the team; nobody for what was never submitted."""
    if engagement.ended_at_stage == FIRST:
        return []
    team = Person.objects.filter(
        plan_memberships__in=PlanMember.objects.standing().filter(plan__engagement=engagement), is_active=True
    )
    client = Person.objects.filter(
        memberships__client=engagement.client_id, memberships__ended_at=None, is_active=True
    )
    people = {person.pk: person for person in [*officers_of(engagement), *client, *team]}
    return [people[pk] for pk in sorted(people)]


def officers_of(engagement: Engagement) -> list[Person]:
    """The engagement's own officer; all of them while it has none, or one who is no case officer any more."""
    holdings = RoleHolding.objects.filter(
        role=Role.CASE_OFFICER, ended_at=None, person__is_active=True
    ).select_related("person")
    officers = [holding.person for holding in holdings.order_by("pk")]
    own = [each for each in officers if each.pk == engagement.officer_id]
    return own or officers


def _plain(value: object) -> Value:
    if isinstance(value, date):
        return value.isoformat()
    return value  # type: ignore[return-value] # Columns of this table are text, numbers, truths and lists.
