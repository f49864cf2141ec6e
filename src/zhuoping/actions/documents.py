# SPDX-License-Identifier: Apache-2.0
"""Handing in files with an application: the file and what it is handed in as are written together, or not at all."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from django.db import transaction

from zhuoping.actions import application, evidence
from zhuoping.actions.acting import allowed, lock_engagement, subject_of
from zhuoping.actions.errors import expect_version
from zhuoping.actions.evidence import Handed, Received
from zhuoping.core.application_documents import DocumentKind
from zhuoping.core.application_form import ApplicationForm
from zhuoping.core.authority import Act
from zhuoping.core.lifecycle import Stage, move
from zhuoping.core.problems import Problem, Refused, problem
from zhuoping.records.models import ApplicationDocument, Engagement, Evidence, Person


def hand_in(
    *,
    by: Person,
    at: datetime,
    number: str,
    kind: DocumentKind,
    files: Sequence[Handed | Received],
    from_on: date | None = None,
    until_on: date | None = None,
    valid_until: date | None = None,
    replaces: int | None = None,
) -> list[ApplicationDocument]:
    """Put files on the document list; with `replaces` (a line of the list) as the next revision of its file.

    Within a transaction only with files that were received already: no lock is held while a file comes in.
    Refuses: stage-over, not-this-stage,
    not-allowed-…, document-unknown, replacement-single, what `evidence` refuses (at `files[0]` and so on), and what
    `application.add_document` refuses.
    """
    _may_fill_in(by, number)
    received = _received(files, at)
    with transaction.atomic():
        engagement = lock_engagement(number)
        before = None if replaces is None else _standing(engagement, kind, replaces)
        if before is not None and len(received) > 1:
            raise Refused([problem("files", "replacement-single", name=before.name)])
        kept = evidence.record(
            by=by,
            at=at,
            client=engagement.client,
            received=received,
            engagement=engagement,
            replaces=before,
        )
        dates = {"from_on": from_on, "until_on": until_on, "valid_until": valid_until}
        return [
            application.add_document(by=by, at=at, number=number, kind=kind, evidence=each, **dates)
            for each in kept
        ]


def save_with_proof(
    *, by: Person, at: datetime, number: str, version: int, form: ApplicationForm, proof: Handed
) -> Engagement:
    """Keep what was filled in, with a new proof of the prior certificate's look-up.

    Not within a transaction, as `hand_in`. Refuses what `evidence` refuses (at `prior_file`) and what
    `application.save` refuses.
    """
    before = _may_fill_in(by, number)
    # Nobody sends a large file twice to learn that somebody was faster.
    expect_version("application", version, before.version, {}, {})
    received = evidence.receive(proof, at=at, path="prior_file")
    with transaction.atomic():
        engagement = lock_engagement(number)
        kept = evidence.record(
            by=by, at=at, client=engagement.client, received=[received], engagement=engagement
        )
        given = replace(form, prior_proof=kept[0].pk)
        return application.save(by=by, at=at, number=number, version=version, form=given)


def _may_fill_in(by: Person, number: str) -> Engagement:
    """The engagement, when it may be filled in at this moment: asked before anybody waits for a file to come in."""
    with transaction.atomic():
        engagement = lock_engagement(number)
        allowed(by, Act.APPLY, subject_of(engagement))
        move(Stage(engagement.stage), "application.saved")
        return engagement


def _received(files: Sequence[Handed | Received], at: datetime) -> list[Received]:
    """All files, or a refusal that names the faults of every one."""
    received, faults = list[Received](), list[Problem]()
    for index, handed in enumerate(files):
        try:
            received.append(evidence.receive(handed, at=at, path=f"files[{index}]"))
        except Refused as refused:
            faults.extend(refused.problems)
    if faults:
        raise Refused(faults)
    return received


def _standing(engagement: Engagement, kind: DocumentKind, document: int) -> Evidence:
    """The file of a line that stands on the list."""
    found = (
        ApplicationDocument.objects.filter(
            engagement=engagement, kind=kind, withdrawn_at=None, pk=document, evidence__isnull=False
        )
        .select_related("evidence")
        .first()
    )
    if found is None or found.evidence is None:
        raise Refused([problem("replaces", "document-unknown")])
    return found.evidence
