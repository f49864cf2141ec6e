# SPDX-License-Identifier: Apache-2.0
"""The patterns of numbers that the body set, each time. Never changed: the latest row is in force."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from zhuoping.core.numbering import PATTERN_LIMIT
from zhuoping.records.models.people import Person


class NumberPatterns(models.Model):
    """How engagements, agreements and plans are numbered from a moment on (core/number_patterns)."""

    engagement = models.CharField(max_length=PATTERN_LIMIT)
    agreement = models.CharField(max_length=PATTERN_LIMIT)
    plan = models.CharField(max_length=PATTERN_LIMIT)
    set_at = models.DateTimeField()
    set_by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["pk"]
