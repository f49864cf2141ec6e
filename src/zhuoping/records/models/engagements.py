# SPDX-License-Identifier: Apache-2.0
"""One engagement and what belongs to its beginning: application, its documents and reviews, agreement."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from zhuoping.core.authority import Actor, visibility
from zhuoping.core.lifecycle import Stage
from zhuoping.core.scheme import CertificationType
from zhuoping.records.models.clients import Client
from zhuoping.records.models.editions import AdoptedEdition
from zhuoping.records.models.evidence import Evidence
from zhuoping.records.models.people import Person


class EngagementQuerySet(models.QuerySet["Engagement"]):
    """Engagements as an actor may see them."""

    def visible_to(self, actor: Actor) -> EngagementQuerySet:
        """Those that core/authority lets the actor view: all, or those of their clients and teams."""
        from zhuoping.records.models.plans import PlanMember  # noqa: PLC0415 - plans point here.

        seen = visibility(actor)
        if seen.everything:
            return self
        reached = models.Q(client_id__in=seen.clients)
        if seen.on_team_of is not None:
            # A subquery, for no row to appear twice.
            mine = PlanMember.objects.standing().filter(person_id=seen.on_team_of)
            reached |= models.Q(pk__in=mine.values("plan__engagement_id"))
        return self.filter(reached)


class Engagement(models.Model):
    """One pass through the procedure. `version` rises with every change, so that two people cannot overwrite."""

    number = models.CharField(max_length=40, unique=True)
    client = models.ForeignKey(Client, models.PROTECT, related_name="engagements")
    edition = models.ForeignKey(AdoptedEdition, models.PROTECT, related_name="engagements")
    type = models.CharField(max_length=20, choices=[(each.value, each.value) for each in CertificationType])
    stage = models.CharField(max_length=20, choices=[(each.value, each.value) for each in Stage])
    # The stage before the end, for an engagement that is over.
    ended_at_stage = models.CharField(max_length=20, blank=True)
    stage_since = models.DateTimeField()
    due_on = models.DateField(null=True, blank=True)
    officer = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)
    search = models.TextField(blank=True)

    objects: ClassVar[models.Manager[Engagement]] = EngagementQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["stage", "-id"], name="engagement_stage"),
            models.Index(fields=["due_on", "id"], name="engagement_due"),
            models.Index(fields=["client", "-id"], name="engagement_client"),
        ]

    def __str__(self) -> str:
        return self.number


class Application(models.Model):
    """What the client says (17065 7.2). Empty until filled in; what was submitted is kept in Submission."""

    engagement = models.OneToOneField(Engagement, models.PROTECT, related_name="application")
    scope = models.TextField(blank=True)
    design_responsibility = models.BooleanField(null=True, blank=True)
    design_reason = models.TextField(blank=True)
    running_since = models.DateField(null=True, blank=True)
    places = models.PositiveIntegerField(null=True, blank=True)
    outlets = models.PositiveIntegerField(null=True, blank=True)
    # None: nobody said; an empty list: nothing is outsourced.
    outsourced = models.JSONField(null=True, blank=True)
    languages = models.JSONField(default=list)
    declarations = models.JSONField(default=list)
    prior_number = models.CharField(max_length=100, blank=True)
    prior_issuer = models.CharField(max_length=200, blank=True)
    prior_level = models.CharField(max_length=60, blank=True)
    prior_valid_until = models.DateField(null=True, blank=True)
    prior_status = models.CharField(max_length=20, blank=True)
    prior_checked_on = models.DateField(null=True, blank=True)
    prior_proof = models.ForeignKey(Evidence, models.PROTECT, null=True, related_name="+")
    wishes = models.TextField(blank=True)
    # Empty: nobody said, see core/agreement.
    agreement_language = models.CharField(max_length=10, blank=True)


class ApplicationDocument(models.Model):
    """A document of the list, or the reason why it does not apply. Taken back, never deleted."""

    engagement = models.ForeignKey(Engagement, models.PROTECT, related_name="documents")
    kind = models.CharField(max_length=60)
    evidence = models.ForeignKey(Evidence, models.PROTECT, null=True, related_name="+")
    not_applicable = models.TextField(blank=True)
    # What records cover, and the last day that a licence or certificate counts.
    from_on = models.DateField(null=True, blank=True)
    until_on = models.DateField(null=True, blank=True)
    valid_until = models.DateField(null=True, blank=True)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["kind", "pk"]


class Submission(models.Model):
    """What was submitted, word for word, each time: application, documents, fact sheets; canonical JSON and digest."""

    engagement = models.ForeignKey(Engagement, models.PROTECT, related_name="submissions")
    round = models.PositiveIntegerField()
    content = models.TextField()
    digest = models.CharField(max_length=64)
    # What the reviewer has filled in so far (core/review_form); empty once the review is recorded.
    review_draft = models.JSONField(default=dict)
    submitted_at = models.DateTimeField()
    submitted_by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["round"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["engagement", "round"], name="one_submission_a_round"),
        ]


class ApplicationReview(models.Model):
    """One application review (17065 7.3): the answered checklist, the outcome and its reason."""

    engagement = models.ForeignKey(Engagement, models.PROTECT, related_name="application_reviews")
    submission = models.ForeignKey(Submission, models.PROTECT, related_name="reviews")
    checklist = models.JSONField(default=dict)
    # The prior certificate as the body found it: number, issuer, level, last day.
    look_up = models.JSONField(default=dict)
    prior_status = models.CharField(max_length=20, blank=True)
    prior_checked_on = models.DateField(null=True, blank=True)
    prior_proof = models.ForeignKey(Evidence, models.PROTECT, null=True, related_name="+")
    outcome = models.CharField(max_length=20)
    reason = models.TextField()
    to_add = models.JSONField(default=list)
    reviewed_at = models.DateTimeField()
    reviewed_by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["pk"]


class CertificateLookUp(models.Model):
    """The prior certificate as the body found it again after acceptance; the first look-up stands in the review."""

    engagement = models.ForeignKey(Engagement, models.PROTECT, related_name="look_ups")
    number = models.CharField(max_length=200)
    issuer = models.CharField(max_length=200)
    level = models.CharField(max_length=200)
    valid_until = models.DateField()
    status = models.CharField(max_length=20)
    checked_on = models.DateField()
    proof = models.ForeignKey(Evidence, models.PROTECT, related_name="+")
    # Why it is otherwise than at the look-up before.
    note = models.TextField(blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["pk"]


class Agreement(models.Model):
    """A version of the certification agreement (17065 4.1.2): its terms, its PDF, and who signed for each side."""

    engagement = models.ForeignKey(Engagement, models.PROTECT, related_name="agreements")
    version = models.PositiveIntegerField()
    number = models.CharField(max_length=40, unique=True)
    terms = models.JSONField(default=dict)
    document = models.ForeignKey(Evidence, models.PROTECT, related_name="+")
    issued_at = models.DateTimeField()
    issued_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    body_signed_at = models.DateTimeField(null=True, blank=True)
    body_signed_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    client_signed_at = models.DateTimeField(null=True, blank=True)
    client_signed_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    # The person of the client who is bound, where another one uploaded the signed copy.
    client_signatory = models.CharField(max_length=100, blank=True)
    signed_copy = models.ForeignKey(Evidence, models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["version"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["engagement", "version"], name="one_agreement_a_version"),
        ]
