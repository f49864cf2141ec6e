# SPDX-License-Identifier: Apache-2.0
"""Taking in files: what is handed in is looked at, kept once by its digest, and never overwritten (17065 7.4, 7.12).

Content is received before the transaction begins, so that no lock is held while a large file comes in.
"""

import hashlib
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import BinaryIO, Protocol, cast

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from zhuoping.actions import ledger
from zhuoping.actions.acting import allowed, expect_independent, lock_engagement, subject_of
from zhuoping.core.authority import Act, Actor, Subject
from zhuoping.core.evidence import Kind, check_date, check_kind, check_size, read_name, too_large
from zhuoping.core.ledger.canonical import Value
from zhuoping.core.lifecycle import Stage, is_over
from zhuoping.core.problems import Problem, Refused, problem
from zhuoping.core.wording.labels import Word
from zhuoping.outputs import sniffing, virus_scan
from zhuoping.records import evidence_store
from zhuoping.records.models import Client, Engagement, Evidence, EvidenceFile, Membership, Person

_CHUNK = 1024 * 1024


class Readable(Protocol):
    """Where content comes from: an upload, a file, bytes in memory."""

    def read(self, size: int, /) -> bytes:
        """Up to so many bytes; none at the end."""


@dataclass(frozen=True, slots=True)
class Handed:
    """A file as it is handed in; `dated_on` is the date that stands on the document."""

    content: Readable
    name: str
    dated_on: date | None = None


@dataclass(frozen=True, slots=True)
class Received:
    """A file whose content was looked at and is in the store."""

    name: str
    kind: Kind
    digest: str
    size: int
    scanned: str
    dated_on: date | None = None


def add(
    *,
    by: Person,
    at: datetime,
    client: Client,
    content: Readable,
    name: str,
    dated_on: date | None = None,
    engagement: Engagement | None = None,
    replaces: Evidence | None = None,
    internal: bool = False,
) -> Evidence:
    """Take in one file of a client or of one of its engagements; with `replaces` as the next revision of that one.

    `internal` is what the body keeps to itself. Refuses what `receive` and `record` refuse, at `file` and `dated_on`.
    """
    check_may_add(by, client, engagement, internal=internal)
    received = receive(Handed(content, name, dated_on), at=at)
    given = [received]
    return record(
        by=by,
        at=at,
        client=client,
        received=given,
        engagement=engagement,
        replaces=replaces,
        internal=internal,
    )[0]


def add_all(
    *,
    by: Person,
    at: datetime,
    client: Client,
    files: Sequence[Handed],
    engagement: Engagement | None = None,
    internal: bool = False,
) -> list[Evidence]:
    """Take in several files, all or none; every file's faults are told at once, at `files[0]` and so on."""
    check_may_add(by, client, engagement, internal=internal)
    received: list[Received] = []
    faults: list[Problem] = []
    for index, handed in enumerate(files):
        try:
            received.append(receive(handed, at=at, path=f"files[{index}]"))
        except Refused as refused:
            faults.extend(refused.problems)
    if faults:
        raise Refused(faults)
    return record(by=by, at=at, client=client, received=received, engagement=engagement, internal=internal)


def receive(handed: Handed | Received, *, at: datetime, path: str = "file") -> Received:
    """Look at a file and put its content into the store; nothing refers to it until `record`.

    What was received already stays as it is. Else not within a transaction. No more is read than may be handed in.
    Refuses: evidence-name-missing, -kind-unknown, -empty, -too-large, -mismatch, -in-future, -infected,
    -scan-unavailable, and what outputs/sniffing refuses.
    """
    if isinstance(handed, Received):
        return handed
    name = read_name(handed.name, path)
    dated = "dated_on" if path == "file" else f"{path}.dated_on"
    _refuse(*name.problems, *check_date(handed.dated_on, timezone.localdate(at), dated))
    with tempfile.TemporaryFile() as draft:
        # A wrapper of the file, where the system has no nameless ones.
        file = cast(BinaryIO, draft)
        digest, size = _copy(handed.content, file, name.text, path)
        _refuse(*check_size(name.text, size, settings.EVIDENCE_LIMIT, path))
        kind = sniffing.kind_of(file, name=name.text, path=path)
        _refuse(*check_kind(name, kind, path))
        scanned = _scanned(file, at, name.text, path)
        file.seek(0)
        evidence_store.put(digest, file)
    return Received(name.text, kind, digest, size, scanned, handed.dated_on)


@transaction.atomic
def record(
    *,
    by: Person,
    at: datetime,
    client: Client,
    received: Sequence[Received],
    engagement: Engagement | None = None,
    replaces: Evidence | None = None,
    internal: bool = False,
) -> list[Evidence]:
    """Write down what was received, also as a part of another action.

    Refuses: not-allowed-role, not-allowed-relation, officer-tied, evidence-engagement-over, engagement-of-another,
    revision-of-another, revision-replaced-already, revision-openness-differs.
    """
    if engagement is not None:
        engagement = lock_engagement(engagement.number)
        _check_open(engagement, client)
    actor = check_may_add(by, client, engagement, internal=internal)
    if engagement is not None:
        expect_independent(actor, by, engagement, at)
    if replaces is not None:
        replaces = Evidence.objects.select_for_update(of=("self",)).get(pk=replaces.pk)
        _check_revision(replaces, actor, client, engagement, internal=internal)
    # In one order, so that two people with the same files do not wait for each other.
    for each in sorted(received, key=lambda each: each.digest):
        _keep_file(each, at)
    return [_write(by, at, client, each, engagement, replaces, internal=internal) for each in received]


def check_may_add(
    by: Person, client: Client, engagement: Engagement | None, *, internal: bool = False
) -> Actor:
    """Who adds, when they may. Refuses: not-allowed-role, not-allowed-relation."""
    subject = subject_of(engagement) if engagement else Subject(client=client.pk)
    # What is internal is none of the client's things, so the client cannot add to it either.
    return allowed(by, Act.ADD_EVIDENCE, replace(subject, secret=internal))


def _refuse(*problems: Problem) -> None:
    if problems:
        raise Refused(problems)


def _copy(content: Readable, file: BinaryIO, name: str, path: str) -> tuple[str, int]:
    """SHA-256 and size of content while it is written to a file; stops as soon as it is more than allowed."""
    digest = hashlib.sha256()
    size = 0
    while chunk := content.read(_CHUNK):
        size += len(chunk)
        if size > settings.EVIDENCE_LIMIT:
            raise Refused([too_large(name, settings.EVIDENCE_LIMIT, path)])
        digest.update(chunk)
        file.write(chunk)
    file.flush()
    return digest.hexdigest(), size


def _scanned(file: BinaryIO, at: datetime, name: str, path: str) -> str:
    """What the scanner said, and when; empty when none is set. No answer is a refusal: nobody knows then."""
    if not settings.CLAMD:
        return ""
    try:
        signature = virus_scan.signature_in(file, settings.CLAMD)
    except virus_scan.ScannerUnavailable:
        raise Refused([problem(path, "evidence-scan-unavailable", name=name)]) from None
    if signature is not None:
        raise Refused([problem(path, "evidence-infected", name=name, signature=signature)])
    return f"OK {at.isoformat(timespec='seconds')}"


def _check_open(engagement: Engagement, client: Client) -> None:
    if engagement.client_id != client.pk:
        raise Refused([problem("engagement", "engagement-of-another", number=engagement.number)])
    stage = Stage(engagement.stage)
    if is_over(stage):
        raise Refused([problem("engagement", "evidence-engagement-over", stage=Word(f"Stage.{stage}"))])


def _check_revision(
    before: Evidence, actor: Actor, client: Client, engagement: Engagement | None, *, internal: bool
) -> None:
    """That a revision stays with what it revises: same owner, same side, same openness, and one chain."""
    elsewhere = before.client_id != client.pk or before.engagement_id != (engagement and engagement.pk)
    if elsewhere or (not actor.is_staff and not _is_of_client(before)):
        raise Refused([problem("replaces", "revision-of-another")])
    if Evidence.objects.filter(replaces=before).exists():
        raise Refused([problem("replaces", "revision-replaced-already", name=before.name)])
    if before.internal != internal:
        raise Refused([problem("replaces", "revision-openness-differs", name=before.name)])


def _is_of_client(evidence: Evidence) -> bool:
    """Whether somebody of the client handed it in."""
    members = Membership.objects.filter(client_id=evidence.client_id, person_id=evidence.uploaded_by_id)
    return not evidence.internal and members.exists()


def _keep_file(received: Received, at: datetime) -> None:
    """The row of the content; what the scanner said last replaces what it said before."""
    _, is_new = EvidenceFile.objects.get_or_create(
        digest=received.digest,
        defaults={
            "size": received.size,
            "media_type": received.kind.media_type,
            "stored_at": at,
            "scanned": received.scanned,
        },
    )
    if not is_new and received.scanned:
        EvidenceFile.objects.filter(digest=received.digest).update(scanned=received.scanned)


def _write(
    by: Person,
    at: datetime,
    client: Client,
    received: Received,
    engagement: Engagement | None,
    replaces: Evidence | None,
    *,
    internal: bool,
) -> Evidence:
    row = Evidence.objects.create(
        client=client,
        engagement=engagement,
        file_id=received.digest,
        name=received.name,
        dated_on=received.dated_on,
        uploaded_at=at,
        uploaded_by=by,
        replaces=replaces,
        internal=internal,
    )
    body: dict[str, Value] = {
        "evidence": row.pk,
        "name": row.name,
        "digest": received.digest,
        "size": received.size,
        "media_type": received.kind.media_type,
        "dated_on": row.dated_on.isoformat() if row.dated_on else None,
        "replaces": replaces.pk if replaces else None,
        "internal": internal,
        "scanned": received.scanned,
    }
    ledger.append(by=by, at=at, action="evidence.added", subject=engagement or client, body=body)
    return row
