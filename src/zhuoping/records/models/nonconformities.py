# SPDX-License-Identifier: Apache-2.0
"""Nonconformities and what the client answers (17065 7.4.6 to 7.4.8)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from zhuoping.core.authority import Actor
from zhuoping.records.models.engagements import Engagement
from zhuoping.records.models.modes import CharacteristicSheet
from zhuoping.records.models.people import Person

# Rests on a covert visit that the team leader has not released, or was withdrawn before that (and so has no number):
# the client must not learn that there was one.
HIDDEN = models.Q(number=None) | models.Q(sheet__covert=True, sheet__released_at=None)


class NonconformityQuerySet(models.QuerySet["Nonconformity"]):
    """Nonconformities as an actor may see them (core/authority, Act.VIEW_NONCONFORMITIES)."""

    def visible_to(self, actor: Actor) -> NonconformityQuerySet:
        """Those of the engagements that the actor may view; for a client none that is hidden."""
        seen = self.filter(engagement__in=Engagement.objects.visible_to(actor))
        return seen if actor.is_staff else seen.exclude(HIDDEN)


class Nonconformity(models.Model):
    """A finding that has to be answered; `ref` is the indicator and `sheet` the characteristic sheet it comes from.

    `number` counts what the client sees within the engagement: a hidden one gets none before it is released, as a gap
    would give it away. What it rests on is tied to `nonconformity:<id>`.
    """

    engagement = models.ForeignKey(Engagement, models.PROTECT, related_name="nonconformities")
    number = models.PositiveIntegerField(null=True, blank=True)
    sheet = models.ForeignKey(
        CharacteristicSheet, models.PROTECT, null=True, blank=True, related_name="nonconformities"
    )
    grade = models.CharField(max_length=20)
    state = models.CharField(max_length=20)
    ref = models.CharField(max_length=10, blank=True)
    clause = models.CharField(max_length=200)
    statement = models.TextField()
    place = models.CharField(max_length=200, blank=True)
    answer_due_on = models.DateField(null=True, blank=True)
    close_due_on = models.DateField(null=True, blank=True)
    # The missed day that leader and officer were told of last.
    escalated_for = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)
    raised_at = models.DateTimeField()
    raised_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    # Why one was closed that the client need not answer; else the verdict on the answer says it.
    closed_reason = models.TextField(blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    withdrawn_reason = models.TextField(blank=True)

    objects: ClassVar[models.Manager[Nonconformity]] = NonconformityQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["number", "pk"]
        indexes: ClassVar = [models.Index(fields=["state", "close_due_on"], name="open_nonconformity")]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["engagement", "number"], name="one_nonconformity_a_number"),
        ]

    @property
    def is_hidden(self) -> bool:
        """Whether it rests on a covert visit that is not released, so that the client must not learn of it."""
        return self.sheet is not None and self.sheet.covert and self.sheet.released_at is None


class NonconformityAnswer(models.Model):
    """One answer of the client and what the auditor found of it; what it rests on is tied to `answer:<id>`."""

    nonconformity = models.ForeignKey(Nonconformity, models.PROTECT, related_name="answers")
    round = models.PositiveIntegerField()
    root_cause = models.TextField()
    correction = models.TextField()
    corrective_action = models.TextField()
    done_on = models.DateField(null=True, blank=True)
    answered_at = models.DateTimeField()
    answered_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    verdict = models.CharField(max_length=20, blank=True)
    verdict_text = models.TextField(blank=True)
    verified_at = models.DateTimeField(null=True, blank=True)
    verified_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering: ClassVar = ["round"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["nonconformity", "round"], name="one_answer_a_round"),
        ]
