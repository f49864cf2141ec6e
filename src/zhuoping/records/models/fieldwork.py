# SPDX-License-Identifier: Apache-2.0
"""Fieldwork: findings, what they rest on, meetings, the facts as verified, and the frozen scorecard (17065 7.4)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from zhuoping.records.models.engagements import Engagement
from zhuoping.records.models.evidence import Evidence
from zhuoping.records.models.people import Person


class Fieldwork(models.Model):
    """The fieldwork of an engagement: when it was opened, and whether two auditors score each for themselves."""

    engagement = models.OneToOneField(Engagement, models.PROTECT, related_name="fieldwork")
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    double_scoring = models.BooleanField(default=False)


class Finding(models.Model):
    """The finding on one indicator; `award` as a case file writes it (core/awards), null while it is not scored.

    `version` rises with every change, so that two people cannot overwrite each other.
    """

    engagement = models.ForeignKey(Engagement, models.PROTECT, related_name="findings")
    ref = models.CharField(max_length=10)
    award = models.JSONField(null=True, blank=True)
    text = models.TextField(blank=True)
    notes = models.TextField(blank=True)
    strengths = models.TextField(blank=True)
    improvement = models.TextField(blank=True)
    # How it was verified (core/fieldwork/findings.Verifying), and the aspects of the edition that were looked at.
    ways = models.JSONField(default=list)
    aspects = models.JSONField(default=list)
    # For each field the version in which it was changed last: two people may write different fields at once.
    changed = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["engagement", "ref"], name="one_finding_an_indicator"),
        ]


class FieldRecord(models.Model):
    """Evidence without a file: an interview, a record seen, an observation. Never changed; a new one corrects it."""

    engagement = models.ForeignKey(Engagement, models.PROTECT, related_name="field_records")
    kind = models.CharField(max_length=20)
    text = models.TextField()
    # Whom, in which function; for a record seen, what it is called and where it is kept.
    who = models.CharField(max_length=200, blank=True)
    function = models.CharField(max_length=200, blank=True)
    place = models.CharField(max_length=200, blank=True)
    happened_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    corrects = models.OneToOneField("self", models.PROTECT, null=True, related_name="corrected_by")
    internal = models.BooleanField(default=False)


class Capture(models.Model):
    """When and where a file was captured, as whoever took it says: apart from when it was uploaded."""

    evidence = models.OneToOneField(Evidence, models.PROTECT, related_name="capture")
    taken_at = models.DateTimeField(null=True, blank=True)
    place = models.CharField(max_length=200, blank=True)
    latitude = models.DecimalField(max_digits=9, decimal_places=6, null=True, blank=True)
    longitude = models.DecimalField(max_digits=9, decimal_places=6, null=True, blank=True)
    caption = models.CharField(max_length=500, blank=True)


class Tie(models.Model):
    """A file or a record that something rests on: `subject` is what, as `finding:1.2` or `nonconformity:7`.

    A file is tied by the row of the revision that was there. What was tied is untied with its time, never deleted.
    """

    engagement = models.ForeignKey(Engagement, models.PROTECT, related_name="ties")
    subject = models.CharField(max_length=40)
    evidence = models.ForeignKey(Evidence, models.PROTECT, null=True, related_name="ties")
    record = models.ForeignKey(FieldRecord, models.PROTECT, null=True, related_name="ties")
    tied_at = models.DateTimeField()
    tied_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    untied_at = models.DateTimeField(null=True, blank=True)
    untied_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes: ClassVar = [models.Index(fields=["engagement", "subject"], name="tie_subject")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(evidence=None, record__isnull=False)
                | models.Q(evidence__isnull=False, record=None),
                name="tie_of_one_thing",
            ),
            models.UniqueConstraint(
                fields=["engagement", "subject", "evidence"],
                condition=models.Q(untied_at=None, evidence__isnull=False),
                name="one_tie_a_file",
            ),
            models.UniqueConstraint(
                fields=["engagement", "subject", "record"],
                condition=models.Q(untied_at=None, record__isnull=False),
                name="one_tie_a_record",
            ),
        ]


class FactVerification(models.Model):
    """What an auditor found of one fact: confirmed, or corrected with a reason. Both values stay; the latest counts."""

    engagement = models.ForeignKey(Engagement, models.PROTECT, related_name="fact_verifications")
    sheet = models.CharField(max_length=40)
    # The row of the submission that it is about; empty for a sheet as a whole.
    row = models.CharField(max_length=60, blank=True)
    verdict = models.CharField(max_length=20)
    stated = models.JSONField(default=dict)
    found = models.JSONField(default=dict)
    reason = models.TextField(blank=True)
    verified_at = models.DateTimeField()
    verified_by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        indexes: ClassVar = [models.Index(fields=["engagement", "sheet", "row"], name="verified_fact")]


class FieldSample(models.Model):
    """A sample drawn from the client's facts, to be marked one by one; a new one replaces it, and none is deleted.

    `subject` is what it is for, as `finding:2.1.b` or `footprint`. `frame` are all members and `drawn` those of the
    sample, each as [key, name, detail]; `marks` what was found of each, by key (core/fieldwork/field_samples).
    """

    engagement = models.ForeignKey(Engagement, models.PROTECT, related_name="field_samples")
    subject = models.CharField(max_length=40)
    sheet = models.CharField(max_length=40)
    size = models.PositiveIntegerField()
    seed = models.CharField(max_length=64)
    frame_digest = models.CharField(max_length=64)
    frame = models.JSONField(default=list)
    drawn = models.JSONField(default=list)
    marks = models.JSONField(default=dict)
    reason = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)
    drawn_at = models.DateTimeField()
    drawn_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    replaced_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["engagement", "subject"],
                condition=models.Q(replaced_at=None),
                name="one_sample_at_a_time",
            ),
        ]


class SpecialItem(models.Model):
    """A special deduction or a bonus. Taken back with a reason, never deleted."""

    engagement = models.ForeignKey(Engagement, models.PROTECT, related_name="special_items")
    kind = models.CharField(max_length=20)
    ground = models.CharField(max_length=40, blank=True)
    conditions = models.JSONField(default=list)
    reason = models.TextField()
    nonconformity = models.ForeignKey(
        "records.Nonconformity", models.PROTECT, null=True, related_name="special_items"
    )
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    withdrawn_reason = models.TextField(blank=True)


class Determination(models.Model):
    """That a level may be given despite the special deductions that stood then (reading A1)."""

    engagement = models.ForeignKey(Engagement, models.PROTECT, related_name="determinations")
    reason = models.TextField()
    # How many cases it spoke for, and which special items they were: one that is not among them makes it void.
    cases = models.PositiveIntegerField()
    items = models.JSONField(default=list)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Person, models.PROTECT, related_name="+")


class BlindScoreQuerySet(models.QuerySet["BlindScore"]):
    """Scores as a person may see them. Doors and outputs read them by this only (tests/house)."""

    def seen_by(self, person: int) -> BlindScoreQuerySet:
        """One's own, and both of an indicator that two have scored (core/fieldwork/double_scoring, `is_open`)."""
        other = BlindScore.objects.filter(
            engagement=models.OuterRef("engagement"), ref=models.OuterRef("ref")
        )
        return self.filter(
            models.Q(auditor=person) | models.Exists(other.exclude(auditor=models.OuterRef("auditor")))
        )


class BlindScore(models.Model):
    """What one auditor gave an indicator without seeing what the other gave. Stays as it is after reconciliation.

    The ledger tells its digest with `salt` when it is given, and what it was when both are there.
    """

    engagement = models.ForeignKey(Engagement, models.PROTECT, related_name="blind_scores")
    ref = models.CharField(max_length=10)
    auditor = models.ForeignKey(Person, models.PROTECT, related_name="+")
    award = models.JSONField()
    text = models.TextField(blank=True)
    salt = models.CharField(max_length=32)
    version = models.PositiveIntegerField(default=1)
    scored_at = models.DateTimeField()

    objects: ClassVar[models.Manager[BlindScore]] = BlindScoreQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["engagement", "ref", "auditor"], name="one_blind_score_each"),
        ]


class Reconciliation(models.Model):
    """The award that two auditors agreed on, and why; the latest counts."""

    engagement = models.ForeignKey(Engagement, models.PROTECT, related_name="reconciliations")
    ref = models.CharField(max_length=10)
    award = models.JSONField()
    reason = models.TextField(blank=True)
    reconciled_at = models.DateTimeField()
    reconciled_by = models.ForeignKey(Person, models.PROTECT, related_name="+")


class Meeting(models.Model):
    """The opening or the closing meeting, and what was said where somebody signed in far away or not at all."""

    engagement = models.ForeignKey(Engagement, models.PROTECT, related_name="meetings")
    kind = models.CharField(max_length=20)
    held_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    place = models.CharField(max_length=200)
    # Where it was planned: what distances are measured from.
    latitude = models.DecimalField(max_digits=9, decimal_places=6, null=True, blank=True)
    longitude = models.DecimalField(max_digits=9, decimal_places=6, null=True, blank=True)
    note = models.TextField(blank=True)
    note_due_on = models.DateField(null=True, blank=True)
    noted_at = models.DateTimeField(null=True, blank=True)
    noted_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    version = models.PositiveIntegerField(default=1)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["engagement", "kind"], name="one_meeting_a_kind"),
        ]


class Attendance(models.Model):
    """Somebody who signed in at a meeting: of the team (`person`), or of the client by name and function."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="attendances")
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    name = models.CharField(max_length=100)
    function = models.CharField(max_length=200, blank=True)
    signed_in_at = models.DateTimeField()
    place = models.CharField(max_length=200, blank=True)
    latitude = models.DecimalField(max_digits=9, decimal_places=6, null=True, blank=True)
    longitude = models.DecimalField(max_digits=9, decimal_places=6, null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["meeting", "person"],
                condition=models.Q(person__isnull=False),
                name="one_sign_in_each",
            ),
        ]


class DayLog(models.Model):
    """What a member of the team did on a day; a later entry adds to it."""

    engagement = models.ForeignKey(Engagement, models.PROTECT, related_name="day_logs")
    day = models.DateField()
    text = models.TextField()
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(Person, models.PROTECT, related_name="+")


class FrozenScorecard(models.Model):
    """The scorecard as it was when fieldwork was closed: canonical JSON, its digest, and the summary left behind."""

    engagement = models.ForeignKey(Engagement, models.PROTECT, related_name="frozen_scorecards")
    round = models.PositiveIntegerField()
    content = models.TextField()
    digest = models.CharField(max_length=64)
    summary = models.ForeignKey(Evidence, models.PROTECT, null=True, related_name="+")
    closed_at = models.DateTimeField()
    closed_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    reopened_at = models.DateTimeField(null=True, blank=True)
    reopened_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    reopened_reason = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar = ["round"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["engagement", "round"], name="one_scorecard_a_round"),
        ]


class ScorecardSignature(models.Model):
    """A signature under a frozen scorecard: drawn on the screen or on an uploaded scan."""

    scorecard = models.ForeignKey(FrozenScorecard, models.PROTECT, related_name="signatures")
    party = models.CharField(max_length=20)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    # The person of the client who signs, where another one holds the phone.
    name = models.CharField(max_length=100)
    function = models.CharField(max_length=200, blank=True)
    image = models.ForeignKey(Evidence, models.PROTECT, related_name="+")
    remarks = models.TextField(blank=True)
    signed_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["scorecard", "party", "person"], name="one_signature_each"),
        ]
