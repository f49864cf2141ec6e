# SPDX-License-Identifier: Apache-2.0
"""The plan of an engagement, its team, and declarations of interests (17065 7.4.1, 4.2)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from zhuoping.records.models.engagements import Engagement
from zhuoping.records.models.evidence import Evidence
from zhuoping.records.models.people import Person


class PlanState(models.TextChoices):
    """How far a version of the plan is. Once released it is locked; a change is a new version."""

    DRAFT = "draft"
    RELEASED = "released"
    CONFIRMED = "confirmed"
    REPLACED = "replaced"


class Plan(models.Model):
    """One version of the plan. `sample`, `agenda` and `person_days` are plain values of core's classes."""

    engagement = models.ForeignKey(Engagement, models.PROTECT, related_name="plans")
    version = models.PositiveIntegerField()
    number = models.CharField(max_length=60, unique=True)
    state = models.CharField(max_length=20, choices=PlanState.choices, default=PlanState.DRAFT)
    type = models.CharField(max_length=20)
    modes = models.CharField(max_length=40, blank=True)
    modes_reason = models.TextField(blank=True)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    planned_days = models.DecimalField(max_digits=7, decimal_places=2, null=True, blank=True)
    # Inputs and reductions of the person-days; the arithmetic is made anew from them.
    person_days = models.JSONField(default=dict)
    days_approved_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    days_approval = models.TextField(blank=True)
    sample = models.JSONField(default=dict)
    agenda = models.JSONField(default=list)
    note = models.TextField(blank=True)
    edit = models.PositiveIntegerField(default=1)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    released_at = models.DateTimeField(null=True, blank=True)
    released_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    document = models.ForeignKey(Evidence, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    answer = models.CharField(max_length=20, blank=True)
    answer_text = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar = ["version"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["engagement", "version"], name="one_plan_a_version"),
        ]


class PlanMemberQuerySet(models.QuerySet["PlanMember"]):
    """Places on teams."""

    def standing(self) -> PlanMemberQuerySet:
        """Those of teams as proposed or released: who was on a plan that was replaced goes nowhere (17065 4.5)."""
        return self.exclude(plan__state=PlanState.REPLACED)


class PlanMember(models.Model):
    """A member of the team: what they are in it, and the modes that they carry out."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="members")
    person = models.ForeignKey(Person, models.PROTECT, related_name="plan_memberships")
    role = models.CharField(max_length=20)
    modes = models.JSONField(default=list)

    objects: ClassVar[models.Manager[PlanMember]] = PlanMemberQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["plan", "person"], name="one_place_on_a_team"),
        ]


class InterestDeclaration(models.Model):
    """What a person declared for one engagement (17065 4.2). The latest one counts; none is deleted."""

    engagement = models.ForeignKey(Engagement, models.PROTECT, related_name="declarations")
    person = models.ForeignKey(Person, models.PROTECT, related_name="declarations")
    free = models.BooleanField()
    text = models.TextField(blank=True)
    declared_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["pk"]
