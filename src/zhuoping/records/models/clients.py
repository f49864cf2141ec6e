# SPDX-License-Identifier: Apache-2.0
"""The enterprise and its fact sheets."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from zhuoping.core.authority import Actor, visibility
from zhuoping.records.models.people import Person


class ClientQuerySet(models.QuerySet["Client"]):
    """Clients as an actor may see them."""

    def visible_to(self, actor: Actor) -> ClientQuerySet:
        """Those whose engagements the actor may view (core/authority), and the actor's own before the first one."""
        from zhuoping.records.models.plans import PlanMember  # noqa: PLC0415 - plans point here.

        seen = visibility(actor)
        if seen.everything:
            return self
        reached = models.Q(pk__in=seen.clients)
        if seen.on_team_of is not None:
            mine = PlanMember.objects.standing().filter(person_id=seen.on_team_of)
            reached |= models.Q(pk__in=mine.values("plan__engagement__client_id"))
        return self.filter(reached)


class Client(models.Model):
    """An enterprise. `uscc` is normalised (core/clients); `search` holds what lists look in, in lower case."""

    uscc = models.CharField(max_length=18, unique=True)
    # Domain rule A3: who accepted a code whose check character is wrong, and on what evidence.
    uscc_accepted_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    uscc_evidence = models.CharField(max_length=500, blank=True)
    name = models.CharField(max_length=200)
    name_en = models.CharField(max_length=300, blank=True)
    address = models.CharField(max_length=500, blank=True)
    division = models.CharField(max_length=6, blank=True)  # GB/T 2260
    industry = models.CharField(max_length=6, blank=True)  # GB/T 4754
    staff = models.PositiveIntegerField(null=True, blank=True)
    product_families = models.JSONField(default=list)
    registered_at = models.DateTimeField()
    registered_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)
    search = models.TextField(blank=True)

    objects: ClassVar[models.Manager[Client]] = ClientQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["name"], name="client_name")]

    def __str__(self) -> str:
        return self.name


class FactSheet(models.Model):
    """One fact sheet of a client (a field of core.facts.Facts); its version rises with every change of its rows."""

    client = models.ForeignKey(Client, models.PROTECT, related_name="sheets")
    key = models.CharField(max_length=40)
    version = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["client", "key"], name="one_sheet_of_a_key"),
        ]


class FactRow(models.Model):
    """One row: the fields of the sheet's row class as plain JSON, numbers as text, dates as ISO."""

    sheet = models.ForeignKey(FactSheet, models.CASCADE, related_name="rows")
    position = models.PositiveIntegerField()
    values = models.JSONField()
    # Of the row and not of its sheet: two people may work on different rows at once.
    version = models.PositiveIntegerField(default=1)
    search = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar = ["position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["sheet", "position"], name="one_row_in_a_place"),
        ]
