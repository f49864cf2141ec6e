# SPDX-License-Identifier: Apache-2.0
"""Files: the content once by its digest, and each piece of evidence that points to it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from zhuoping.core.authority import Actor, visibility
from zhuoping.records.models.clients import Client
from zhuoping.records.models.people import Person


class EvidenceFile(models.Model):
    """Content, kept once: its SHA-256 is its name in the store. `media_type` is what the bytes are."""

    digest = models.CharField(max_length=64, primary_key=True)
    size = models.PositiveBigIntegerField()
    media_type = models.CharField(max_length=100)
    stored_at = models.DateTimeField()
    # Empty: no scanner was set. Else what it said, and when.
    scanned = models.CharField(max_length=100, blank=True)


class EvidenceQuerySet(models.QuerySet["Evidence"]):
    """Evidence as an actor may see it (core/authority, Act.DOWNLOAD_EVIDENCE)."""

    def visible_to(self, actor: Actor) -> EvidenceQuerySet:
        """All for staff who see everything; else what is open of the actor's clients, and all of their teams' files.

        A file of the enterprise itself, such as a certificate, belongs to all of its engagements.
        """
        from zhuoping.records.models.plans import PlanMember  # noqa: PLC0415 - plans point here.

        seen = visibility(actor)
        if seen.everything:
            return self
        own = models.Q(client_id__in=seen.clients, internal=False)
        if seen.on_team_of is None:
            return self.filter(own)
        plans = PlanMember.objects.standing().filter(person_id=seen.on_team_of)
        engagements = models.Q(engagement_id__in=plans.values("plan__engagement_id"))
        clients = models.Q(engagement=None, client_id__in=plans.values("plan__engagement__client_id"))
        return self.filter(own | engagements | clients)


class Evidence(models.Model):
    """A file as somebody handed it in. A new revision points to the one it replaces; nothing is overwritten."""

    client = models.ForeignKey(Client, models.PROTECT, related_name="evidence")
    engagement = models.ForeignKey("records.Engagement", models.PROTECT, null=True, related_name="evidence")
    file = models.ForeignKey(EvidenceFile, models.PROTECT, related_name="evidence")
    name = models.CharField(max_length=200)
    # The date of the document, apart from when it came here.
    dated_on = models.DateField(null=True, blank=True)
    uploaded_at = models.DateTimeField()
    uploaded_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    replaces = models.OneToOneField("self", models.PROTECT, null=True, related_name="replaced_by")
    # What the body keeps to itself, such as the proof of a look-up or the script of a mystery customer.
    internal = models.BooleanField(default=False)

    objects: ClassVar[models.Manager[Evidence]] = EvidenceQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["engagement", "-id"], name="evidence_engagement")]

    def __str__(self) -> str:
        return self.name
