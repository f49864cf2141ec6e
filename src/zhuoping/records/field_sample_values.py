# SPDX-License-Identifier: Apache-2.0
"""Samples in the field as the values that core's rules read; the frame, which may be long, only where it is needed."""

import json
from typing import Any

from zhuoping.core.fieldwork.field_samples import (
    DrawnMembers,
    FrameMember,
    Mark,
    frame_of,
    proposed_size,
    sample_gaps,
)
from zhuoping.core.fieldwork.findings import award_of
from zhuoping.core.fieldwork.gaps import Gap
from zhuoping.core.fieldwork.ties import SubjectKind
from zhuoping.core.planning_rules import sampling_rules
from zhuoping.core.problems import Refused
from zhuoping.core.scheme import CertificationType
from zhuoping.records.fieldwork_values import exact
from zhuoping.records.models import Engagement, FieldSample, Finding, Submission
from zhuoping.records.values import scheme_of

_OF_FINDINGS = f"{SubjectKind.FINDING}:"


def samples_of(engagement: Engagement) -> list[FieldSample]:
    """The samples for findings that stand, without their frames; one query."""
    rows = FieldSample.objects.filter(
        engagement=engagement, replaced_at=None, subject__startswith=_OF_FINDINGS
    )
    return list(rows.defer("frame").select_related("drawn_by").order_by("pk"))


def earlier_samples(engagement: Engagement, subject: str) -> list[FieldSample]:
    """The samples that were replaced, the latest first, without their frames."""
    rows = FieldSample.objects.filter(engagement=engagement, subject=subject).exclude(replaced_at=None)
    return list(rows.defer("frame").select_related("drawn_by").order_by("-pk"))


def drawn_of(row: FieldSample) -> DrawnMembers:
    """A stored sample."""
    marks = {
        key: Mark(stored["conforming"], stored["note"], stored["version"])
        for key, stored in row.marks.items()
    }
    return DrawnMembers(row.subject, row.seed, row.frame_digest, members_of(row.drawn), marks)


def members_of(stored: list[list[str]]) -> tuple[FrameMember, ...]:
    """Members as they are kept."""
    return tuple(FrameMember(*each) for each in stored)


def kept_members(members: tuple[FrameMember, ...]) -> list[list[str]]:
    """Members for a JSON column."""
    return [[each.key, each.name, each.detail] for each in members]


def sheets_of(submission: Submission | None) -> dict[str, list[dict[str, Any]]]:
    """The rows of all sheets of a submission, as they were submitted; none where there is no submission."""
    if submission is None:
        return {}
    rows: dict[str, list[dict[str, Any]]] = json.loads(submission.content)["application"]["facts"]
    return rows


def frames_of(submission: Submission | None) -> dict[str, tuple[FrameMember, ...]]:
    """What may be drawn from, by sheet: those that have members."""
    found = {key: frame_of(key, rows) for key, rows in sheets_of(submission).items() if rows}
    return {key: frame for key, frame in found.items() if frame}


def proposal_for(engagement: Engagement, members: int) -> int:
    """How many of so many members to draw, as a proposal."""
    try:
        rules = sampling_rules(scheme_of(engagement.edition), CertificationType(engagement.type))
    except Refused:
        # What the body has not set keeps nobody from sampling.
        rules = None
    return proposed_size(rules, members)


def gaps_of_samples(engagement: Engagement) -> tuple[Gap, ...]:
    """What samples lack before fieldwork may close."""
    samples = [drawn_of(row) for row in samples_of(engagement)]
    if not samples:
        return ()
    rows = Finding.objects.filter(engagement=engagement).values_list("ref", "award")
    awards = {ref: award_of(ref, exact(award)) for ref, award in rows}
    return sample_gaps(scheme_of(engagement.edition), samples, awards)
