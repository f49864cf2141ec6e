# SPDX-License-Identifier: Apache-2.0
"""An engagement in the field in which nothing is missing, written straight into its tables: a whole audit by its
actions, a hundred of them, would make each of these tests wait for seconds."""

from datetime import UTC, datetime

from django.utils import timezone

from tests.core import blueprints
from tests.fieldworking import IN_FIELD, in_field
from tests.make import full_awards
from zhuoping.core.design_review import DesignElement
from zhuoping.records.fieldwork_values import kept
from zhuoping.records.models import (
    DayLog,
    DesignReview,
    Evidence,
    EvidenceFile,
    FieldRecord,
    Finding,
    Meeting,
    ModeConclusion,
    Tie,
)
from zhuoping.records.values import scheme_of

# The evening of the plan's last day.
AT_CLOSING = datetime(2026, 12, 8, 9, 0, tzinfo=UTC)


def complete(cast, edition, **more):
    """As `in_field`, and every indicator scored in full with all that it needs; modes H and I concluded, E pending."""
    engagement = in_field(cast, edition, **more)
    written(cast, engagement)
    return engagement


def written(cast, engagement, awards=None):
    """Findings, evidence, the design review and the conclusions."""
    given = {**full_awards(scheme_of(engagement.edition)), **(awards or {})}
    record = FieldRecord.objects.create(
        engagement=engagement,
        kind="interview",
        text="能说出服务理念",
        who="王工",
        happened_at=IN_FIELD,
        recorded_at=IN_FIELD,
        recorded_by=cast.lin,
        internal=True,
    )
    Finding.objects.bulk_create(
        Finding(
            engagement=engagement,
            ref=ref,
            award=kept(award),
            text=f"{ref} 的事实",
            notes="内部笔记",
            ways=["record"],
            changed_at=IN_FIELD,
            changed_by=cast.lin,
        )
        for ref, award in given.items()
    )
    subjects = [f"finding:{ref}" for ref in given] + [f"design:{each}" for each in DesignElement]
    Tie.objects.bulk_create(
        Tie(engagement=engagement, subject=each, record=record, tied_at=IN_FIELD, tied_by=cast.lin)
        for each in subjects
    )
    verdict = {"verdict": "conforming", "reason": "", "by": cast.lin.pk, "at": IN_FIELD.isoformat()}
    DesignReview.objects.create(
        engagement=engagement,
        blueprint=blueprints.plain(),
        verdicts={each.value: verdict for each in DesignElement},
        changed_at=IN_FIELD,
        changed_by=cast.lin,
    )
    _meetings(cast, engagement)
    for mode in "HI":
        ModeConclusion.objects.create(
            engagement=engagement,
            mode=mode,
            verdict="conforming",
            reason="查看了证据",
            concluded_at=IN_FIELD,
            concluded_by=cast.lin,
        )


def _meetings(cast, engagement):
    """Both meetings, each with a photo and a note that says why nobody signed in, and both days written of."""
    file = EvidenceFile.objects.create(digest="ab" * 32, size=1, media_type="image/png", stored_at=IN_FIELD)
    photo = Evidence.objects.create(
        client=engagement.client,
        engagement=engagement,
        file=file,
        name="签到.png",
        uploaded_at=IN_FIELD,
        uploaded_by=cast.lin,
        internal=True,
    )
    for kind, held_at in (("opening", IN_FIELD), ("closing", AT_CLOSING)):
        meeting = Meeting.objects.create(
            engagement=engagement,
            kind=kind,
            held_at=held_at,
            place="厦门总部",
            note="签到系统停用，现场签了纸质名单",
            noted_at=held_at,
            noted_by=cast.lin,
            recorded_at=held_at,
            recorded_by=cast.lin,
        )
        Tie.objects.create(
            engagement=engagement,
            subject=f"meeting:{meeting.pk}",
            evidence=photo,
            tied_at=held_at,
            tied_by=cast.lin,
        )
        DayLog.objects.create(
            engagement=engagement,
            day=timezone.localdate(held_at),
            text="按计划",
            written_at=held_at,
            written_by=cast.lin,
        )
