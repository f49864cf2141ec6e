# SPDX-License-Identifier: Apache-2.0
"""Work that is done after an action, by the worker (docs/decisions/0011): a row is a job that is still to be done."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class Job(models.Model):
    """One job. A worker takes it for as long as its lease runs; whoever dies meanwhile leaves it to the next one.

    `key` is set for what there is only one of, such as the daily digest. A job that is done is deleted, or due again.
    """

    name = models.CharField(max_length=60)
    key = models.CharField(max_length=60, null=True, unique=True)
    values = models.JSONField(default=dict)
    due_at = models.DateTimeField()
    leased_until = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveIntegerField(default=0)
    fault = models.TextField(blank=True)
    # No further try: somebody has to look at it.
    given_up_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["given_up_at", "due_at"], name="job_due")]
