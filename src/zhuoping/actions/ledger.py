# SPDX-License-Identifier: Apache-2.0
"""Appending to the ledger: the last thing that every action does, inside its own transaction (17065 7.12)."""

import secrets
from collections.abc import Mapping
from datetime import datetime

from django.db import connection, models

from zhuoping.core.ledger import Head, make_entry, start
from zhuoping.core.ledger.canonical import Value
from zhuoping.records.models import LedgerEntry, LedgerHead, Person


def append(
    *, by: Person | None, at: datetime, action: str, subject: models.Model, body: Mapping[str, Value]
) -> LedgerEntry:
    """Append what was done; `by` is None for what the program does by itself.

    Only within a transaction: an entry without its change, or a change without its entry, must not be possible.
    The head is locked from here to the end of the transaction, so call this last.
    What belongs to an engagement has the engagement for its subject, and names the part in the body by its id: so all
    that was done in it is found at once (records/history.py).
    """
    if not connection.in_atomic_block:
        raise RuntimeError("the ledger is written inside the transaction of an action only")
    if getattr(subject, "engagement_id", None) is not None:
        raise TypeError(f"{reference(subject)} belongs to an engagement: that is the subject")
    head = locked_head()
    entry = make_entry(
        Head(head.sequence, head.digest),
        at=at,
        person=f"person:{by.pk}" if by else "system",
        action=action,
        subject=reference(subject),
        body=body,
    )
    row = LedgerEntry(**entry._asdict())
    row.save(force_insert=True)
    LedgerHead.objects.filter(pk=head.pk).update(sequence=entry.sequence, digest=entry.digest)
    return row


def reference(thing: models.Model) -> str:
    """How the ledger names a thing: `engagement:17`."""
    return f"{thing._meta.model_name}:{thing.pk}"  # noqa: SLF001 - Django's own way to a model's name.


def locked_head() -> LedgerHead:
    """The row of the head, locked until the transaction ends; the first time, a new ledger begins."""
    head = LedgerHead.objects.select_for_update().first()
    if head is None:
        name = secrets.token_hex(16)
        LedgerHead.objects.get_or_create(
            pk=1, defaults={"ledger": name, "sequence": 0, "digest": start(name).digest}
        )
        head = LedgerHead.objects.select_for_update().get(pk=1)
    return head
