# SPDX-License-Identifier: Apache-2.0
"""What the modes beside the management review leave behind: H, A to D, F, G, and the conclusion of each."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from zhuoping.core.authority import Actor, is_secret
from zhuoping.core.scheme import Openness
from zhuoping.records.models.engagements import Engagement
from zhuoping.records.models.people import Person


class ModeConclusion(models.Model):
    """What a named auditor concluded of a mode; the latest counts, and none is deleted."""

    engagement = models.ForeignKey(Engagement, models.PROTECT, related_name="mode_conclusions")
    mode = models.CharField(max_length=4)
    verdict = models.CharField(max_length=30)
    reason = models.TextField()
    conditions = models.TextField(blank=True)
    concluded_at = models.DateTimeField()
    concluded_by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        indexes: ClassVar = [models.Index(fields=["engagement", "mode", "-id"], name="conclusion_of_mode")]


class DesignReview(models.Model):
    """Mode H: the service blueprint and the verdicts on its elements, as plain values of core/blueprint."""

    engagement = models.OneToOneField(Engagement, models.PROTECT, related_name="design_review")
    blueprint = models.JSONField(default=dict)
    verdicts = models.JSONField(default=dict)
    # The version in which the blueprint and each element were changed last: they are changed by themselves.
    changed = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(Person, models.PROTECT, related_name="+")


class CharacteristicSheetQuerySet(models.QuerySet["CharacteristicSheet"]):
    """Sheets as an actor may see them (core/authority, Act.VIEW_SHEETS)."""

    def visible_to(self, actor: Actor) -> CharacteristicSheetQuerySet:
        """Those of the engagements that the actor may view; for a client only what the team leader released."""
        seen = self.filter(engagement__in=Engagement.objects.visible_to(actor))
        return seen if actor.is_staff else seen.exclude(released_at=None)


class CharacteristicSheet(models.Model):
    """Modes A to D: one visit's characteristics (`rows`, plain values of core/characteristics).

    The client sees none before the team leader releases it, and must not learn of a covert one (B, D). So it counts
    what it sees by a number of its own, `shown_number`, in the order of release: a gap would give away the others.
    """

    engagement = models.ForeignKey(Engagement, models.PROTECT, related_name="characteristic_sheets")
    mode = models.CharField(max_length=4)
    number = models.PositiveIntegerField()
    covert = models.BooleanField()
    place = models.CharField(max_length=200)
    visited_at = models.DateTimeField()
    inspector = models.ForeignKey(Person, models.PROTECT, related_name="+")
    # What a mystery customer plays, under which cover, and what proves the purchase.
    scenario = models.TextField(blank=True)
    cover = models.TextField(blank=True)
    purchase = models.TextField(blank=True)
    rows = models.JSONField(default=list)
    version = models.PositiveIntegerField(default=1)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    released_at = models.DateTimeField(null=True, blank=True)
    released_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    shown_number = models.PositiveIntegerField(null=True, blank=True)

    objects: ClassVar[models.Manager[CharacteristicSheet]] = CharacteristicSheetQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["engagement", "number"], name="one_sheet_a_number"),
            models.UniqueConstraint(fields=["engagement", "shown_number"], name="one_sheet_a_shown_number"),
        ]

    @property
    def is_secret(self) -> bool:
        """Whether the client must not learn that there is one."""
        openness = Openness.COVERT if self.covert else Openness.OPEN
        return is_secret(openness, released=self.released_at is not None)


class WorkOrder(models.Model):
    """Mode F: one past service record of the client, as imported; the sample is a FieldSample of `footprint`."""

    engagement = models.ForeignKey(Engagement, models.PROTECT, related_name="work_orders")
    position = models.PositiveIntegerField()
    # What the client calls it, and its cells as plain values of core/footprint.
    key = models.CharField(max_length=100)
    values = models.JSONField(default=dict)

    class Meta:
        ordering: ClassVar = ["position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["engagement", "key"], name="one_work_order_a_key"),
        ]


class Footprint(models.Model):
    """Mode F: the promise that past service records are held against, and where the records came from."""

    engagement = models.OneToOneField(Engagement, models.PROTECT, related_name="footprint")
    promise = models.JSONField(default=dict)
    source = models.CharField(max_length=200, blank=True)
    digest = models.CharField(max_length=64, blank=True)
    imported_at = models.DateTimeField(null=True, blank=True)
    imported_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    version = models.PositiveIntegerField(default=1)


class CapabilityRow(models.Model):
    """Mode G: one parameter of the client's capability, declared and verified."""

    engagement = models.ForeignKey(Engagement, models.PROTECT, related_name="capability_rows")
    position = models.PositiveIntegerField()
    values = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["position"]
