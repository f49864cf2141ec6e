# SPDX-License-Identifier: Apache-2.0
"""Drawing a sample from what the client submitted, marking it one by one, and the award that follows (A14)."""

from datetime import datetime

from django.db import transaction

from zhuoping.actions import ledger
from zhuoping.actions.errors import Changed
from zhuoping.actions.fieldwork.findings import as_told, write_field
from zhuoping.actions.fieldwork.work import Work, begin
from zhuoping.core.fieldwork.field_samples import (
    DrawnMembers,
    FrameMember,
    Mark,
    check_again,
    check_mark,
    draw_members,
    frame_of,
    read_target,
    with_sample,
)
from zhuoping.core.fieldwork.findings import Field, award_of
from zhuoping.core.fieldwork.people import check_scorer
from zhuoping.core.ledger.canonical import Value
from zhuoping.core.problems import Refused, problem
from zhuoping.outputs.case_file import award_value
from zhuoping.records.field_sample_values import drawn_of, kept_members, sheets_of
from zhuoping.records.fieldwork_values import exact, kept
from zhuoping.records.models import Engagement, FieldSample, Finding, Person
from zhuoping.records.submitted_facts import latest_submission
from zhuoping.records.values import scheme_of


@transaction.atomic
def draw_field_sample(
    *, by: Person, at: datetime, number: str, subject: str, sheet: str, size: int, seed: str, reason: str = ""
) -> FieldSample:
    """Draw `size` members of a sheet for `subject`, as `finding:2.1.b`; a sample that stands is kept and replaced.

    Refuses: what `begin`, `check_scorer`, `read_target`, `frame_of`, `draw_members` and `check_again` refuse.
    """
    work = begin(by, number, "finding.recorded")
    check_scorer(work.member)
    target = read_target(scheme_of(work.engagement.edition), subject)
    rows = sheets_of(latest_submission(work.engagement)).get(sheet, [])
    frame = frame_of(sheet, rows)
    before = (
        FieldSample.objects.filter(engagement=work.engagement, subject=target.subject, replaced_at=None)
        .defer("frame")
        .first()
    )
    again = check_again(drawn_of(before) if before is not None else None, reason)
    sample = draw_members(frame, size, seed, target.subject)
    return keep_sample(work.engagement, sample, frame, before, by=by, at=at, sheet=sheet, reason=again)


@transaction.atomic
def mark_member(
    *,
    by: Person,
    at: datetime,
    number: str,
    sample: int,
    member: str,
    conforming: bool,
    note: str = "",
    seen: int = 0,
) -> FieldSample:
    """Mark one member as conforming or not; `seen` is the version of its mark, 0 where there was none.

    Two people may mark different members at once. With the last one the award follows, unless two auditors score.
    Refuses: what `begin`, `check_scorer` and `check_mark` refuse, sample-unknown; Changed with both marks.
    """
    work = begin(by, number, "finding.recorded")
    check_scorer(work.member)
    row = (
        FieldSample.objects.filter(pk=sample, engagement=work.engagement, replaced_at=None)
        .defer("frame")
        .first()
    )
    if row is None:
        raise Refused([problem("sample", "sample-unknown")])
    row.engagement = work.engagement
    before = drawn_of(row)
    kept_note = check_mark(before, member, note)
    if not keep_mark(row, member, Mark(conforming, kept_note), by=by, at=at, seen=seen):
        return row
    _award(work, by, at, drawn_of(row))
    return row


def keep_sample(
    engagement: Engagement,
    sample: DrawnMembers,
    frame: tuple[FrameMember, ...],
    before: FieldSample | None,
    *,
    by: Person,
    at: datetime,
    sheet: str,
    reason: str,
) -> FieldSample:
    """Write down a sample that was drawn and checked, in place of the one `before`, which is kept."""
    if before is not None:
        before.replaced_at = at
        before.save(update_fields=["replaced_at"])
    row = FieldSample.objects.create(
        engagement=engagement,
        subject=sample.subject,
        sheet=sheet,
        size=sample.size,
        seed=sample.seed,
        frame_digest=sample.frame_digest,
        frame=kept_members(frame),
        drawn=kept_members(sample.drawn),
        reason=reason,
        drawn_at=at,
        drawn_by=by,
    )
    body: dict[str, Value] = {
        "field_sample": row.pk,
        "subject": row.subject,
        "sheet": sheet,
        "sample_size": sample.size,
        "frame_size": len(frame),
        "frame_digest": sample.frame_digest,
        "seed": sample.seed,
        "drawn": [each.key for each in sample.drawn],
        "again_reason": reason,
    }
    ledger.append(by=by, at=at, action="field-sample.drawn", subject=engagement, body=body)
    return row


def keep_mark(row: FieldSample, member: str, given: Mark, *, by: Person, at: datetime, seen: int) -> bool:
    """Write down a mark that was checked; False where it stands so already. Refuses: Changed with both marks."""
    standing = drawn_of(row).marks.get(member)
    if standing is not None and (standing.conforming, standing.note) == (given.conforming, given.note):
        return False
    if standing is not None and standing.version > seen:
        current = {"conforming": standing.conforming, "note": standing.note}
        wanted = {"conforming": given.conforming, "note": given.note}
        raise Changed(f"marks.{member}", standing.version, current, wanted)
    version = (standing.version if standing else 0) + 1
    stored = {"conforming": given.conforming, "note": given.note, "version": version, "by": by.pk}
    row.marks = {**row.marks, member: stored}
    row.version += 1
    row.save(update_fields=["marks", "version"])
    body: dict[str, Value] = {
        "field_sample": row.pk,
        "subject": row.subject,
        "member": member,
        "conforming": given.conforming,
        "note": given.note,
    }
    ledger.append(by=by, at=at, action="field-sample.marked", subject=row.engagement, body=body)
    return True


def _award(work: Work, by: Person, at: datetime, sample: DrawnMembers) -> None:
    """What a complete sample gives, put into its finding; where two auditors score, they go by it themselves."""
    sampled = sample.award
    if sampled is None or work.double_scoring:
        return
    target = read_target(scheme_of(work.engagement.edition), sample.subject)
    finding = Finding.objects.filter(engagement=work.engagement, ref=target.ref).first()
    finding = finding or Finding(engagement=work.engagement, ref=target.ref, version=0)
    award = with_sample(award_of(target.ref, exact(finding.award)), target, sampled)
    given = kept(award_value(award))
    if given == finding.award:
        return
    write_field(finding, Field.AWARD, given, by, at)
    body: dict[str, Value] = {"ref": target.ref, "field": Field.AWARD.value, "value": as_told(given)}
    ledger.append(by=by, at=at, action="finding.recorded", subject=work.engagement, body=body)
