# SPDX-License-Identifier: Apache-2.0
"""The ledger's rows. The database refuses to change or delete them, and an entry that does not follow the last one.

Triggers do that (migration 0002), on SQLite and PostgreSQL. They stop mistakes and programs; whoever rules the database
can switch them off, and is found by verifying (docs/domain/ledger.md).
"""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from django.db import models

from zhuoping.core.ledger.entries import LONGEST_TEXT

_DIGEST = 64
_TIME = 30


class LedgerHead(models.Model):
    """The one row that says where the chain ends; locked last by every action."""

    # The random name of this ledger (core/ledger): its chain begins with it.
    ledger = models.CharField(max_length=32)
    sequence = models.PositiveBigIntegerField(default=0)
    digest = models.CharField(max_length=_DIGEST)


class LedgerEntry(models.Model):
    """One entry (core/ledger), field by field in its order. Text as it was hashed, never parsed and written again."""

    sequence = models.PositiveBigIntegerField(primary_key=True)
    at = models.CharField(max_length=_TIME)
    person = models.CharField(max_length=LONGEST_TEXT)
    action = models.CharField(max_length=LONGEST_TEXT)
    subject = models.CharField(max_length=LONGEST_TEXT)
    body = models.TextField()
    body_digest = models.CharField(max_length=_DIGEST)
    previous_digest = models.CharField(max_length=_DIGEST, unique=True)
    digest = models.CharField(max_length=_DIGEST)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["subject", "-sequence"], name="ledger_subject")]


class SigningKey(models.Model):
    """The public half of a key that signs checkpoints, kept for ever: what it signed is verified with it."""

    key_id = models.CharField(max_length=32, primary_key=True)
    pem = models.CharField(max_length=200)
    since_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["since_at", "key_id"]


class Checkpoint(models.Model):
    """A signed statement of where the chain stood; one an entry at most."""

    sequence = models.PositiveBigIntegerField(primary_key=True)
    digest = models.CharField(max_length=_DIGEST)
    at = models.CharField(max_length=_TIME)
    key_id = models.CharField(max_length=32)
    signature = models.CharField(max_length=128)

    @property
    def signed_at(self) -> datetime:
        """`at` as a time."""
        return datetime.fromisoformat(self.at)
