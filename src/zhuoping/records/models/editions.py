# SPDX-License-Identifier: Apache-2.0
"""Editions that the body adopted: the bytes themselves, so that an engagement is scored by what stood then."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from zhuoping.records.models.people import Person


class AdoptedEdition(models.Model):
    """A frozen edition with the values that the body set for parameters left to it. Never changed, only ended."""

    scheme = models.CharField(max_length=100)
    edition = models.CharField(max_length=60)
    title = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)
    content = models.BinaryField()
    overlay_en = models.BinaryField(default=b"", blank=True)
    body_parameters = models.JSONField(default=dict)
    in_force_on = models.DateField()
    adopted_at = models.DateTimeField()
    adopted_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-adopted_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.title} {self.edition}"
