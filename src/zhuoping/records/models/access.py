# SPDX-License-Identifier: Apache-2.0
"""Keys of the API, writes that were answered already, counters of numbers, and notices to people."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from zhuoping.records.models.people import Person


class ApiKey(models.Model):
    """A key of one person: a public prefix to find it, and the digest of the secret part."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="api_keys")
    name = models.CharField(max_length=100)
    prefix = models.CharField(max_length=16, unique=True)
    digest = models.CharField(max_length=64)
    scopes = models.JSONField(default=list)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    used_at = models.DateTimeField(null=True, blank=True)


class AnsweredWrite(models.Model):
    """The answer to a write that carried an idempotency key: sent again, it gets the same answer and acts once."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    key = models.CharField(max_length=100)
    request_digest = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField()
    answer = models.TextField()
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "key"], name="one_answer_a_key"),
        ]


class Counter(models.Model):
    """The last serial used for a kind of number in a year."""

    name = models.CharField(max_length=60, primary_key=True)
    value = models.PositiveBigIntegerField(default=0)


class Notice(models.Model):
    """Something that a person has to know, sent by mail after the transaction; `code` has words in core/wording."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="notices")
    engagement = models.ForeignKey("records.Engagement", models.PROTECT, null=True, related_name="notices")
    code = models.CharField(max_length=60)
    values = models.JSONField(default=dict)
    at = models.DateTimeField()
    mailed_at = models.DateTimeField(null=True, blank=True)
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["mailed_at", "id"], name="notice_unsent")]
