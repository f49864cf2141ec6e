# SPDX-License-Identifier: Apache-2.0
"""What findings and the like rest on: files, interviews, records seen; tied, and untied with a trace (A14).

The team's evidence is the body's own (internal) until the body gives it out.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db import transaction

from zhuoping.actions import evidence as files
from zhuoping.actions import ledger
from zhuoping.actions.fieldwork.work import Work, begin
from zhuoping.core.fieldwork.records import FieldNote, note_problems
from zhuoping.core.fieldwork.ties import SubjectKind, TieSubject, read_subject
from zhuoping.core.ledger.canonical import Value
from zhuoping.core.problems import Refused, problem
from zhuoping.records.fieldwork_values import name_of
from zhuoping.records.models import (
    Attendance,
    Capture,
    CharacteristicSheet,
    Engagement,
    Evidence,
    FieldRecord,
    Meeting,
    Nonconformity,
    Person,
    SpecialItem,
    Tie,
)
from zhuoping.records.values import scheme_of


@dataclass(frozen=True, slots=True)
class Captured:
    """When and where a file was captured, as whoever took it says."""

    taken_at: datetime | None = None
    place: str = ""
    latitude: Decimal | None = None
    longitude: Decimal | None = None
    caption: str = ""

    @property
    def is_said(self) -> bool:
        """Whether anything is said."""
        return self != Captured()


@transaction.atomic
def attach(
    *,
    by: Person,
    at: datetime,
    number: str,
    subjects: Sequence[str],
    received: Sequence[files.Received],
    captured: Captured = Captured(),
) -> list[Evidence]:
    """Write down files that were received (`actions.evidence.receive`) and tie each to all `subjects`.

    Refuses: what `begin` and `actions.evidence.record` refuse, tie-subject-unknown.
    """
    work = _begin(by, number, subjects)
    found = [_subject(work.engagement, text) for text in subjects]
    rows = files.record(
        by=by,
        at=at,
        client=work.engagement.client,
        received=received,
        engagement=work.engagement,
        internal=True,
    )
    for row in rows:
        if captured.is_said:
            _capture(row, captured)
        for subject in found:
            _tie(work.engagement, subject, by, at, evidence=row)
    return rows


@transaction.atomic
def note(*, by: Person, at: datetime, number: str, subjects: Sequence[str], given: FieldNote) -> FieldRecord:
    """Write down an interview, a record seen or an observation, and tie it.

    Refuses: what `begin` and `note_problems` refuse, tie-subject-unknown.
    """
    work = _begin(by, number, subjects)
    found = [_subject(work.engagement, text) for text in subjects]
    if problems := note_problems(given, at):
        raise Refused(problems)
    row = FieldRecord.objects.create(
        engagement=work.engagement,
        kind=given.kind.value,
        text=given.text.strip(),
        who=given.who.strip(),
        function=given.function.strip(),
        place=given.place.strip(),
        happened_at=given.happened_at,
        recorded_at=at,
        recorded_by=by,
        internal=True,
    )
    body: dict[str, Value] = {
        "record": row.pk,
        "kind": row.kind,
        "text": row.text,
        "who": row.who,
        "function": row.function,
        "place": row.place,
        "happened_at": row.happened_at.isoformat(),
    }
    ledger.append(by=by, at=at, action="field-record.written", subject=work.engagement, body=body)
    for subject in found:
        _tie(work.engagement, subject, by, at, record=row)
    return row


@transaction.atomic
def tie(
    *,
    by: Person,
    at: datetime,
    number: str,
    subject: str,
    evidence: int | None = None,
    record: int | None = None,
) -> Tie:
    """Tie what is there already to one more thing. Refuses: what `begin` refuses, tie-subject-unknown, tie-there."""
    work = _begin(by, number, [subject])
    found = _subject(work.engagement, subject)
    file = Evidence.objects.filter(pk=evidence, engagement=work.engagement).first() if evidence else None
    seen = FieldRecord.objects.filter(pk=record, engagement=work.engagement).first() if record else None
    if (file is None) == (seen is None):
        raise Refused([problem("evidence", "tie-gone")])
    return _tie(work.engagement, found, by, at, evidence=file, record=seen)


@transaction.atomic
def untie(*, by: Person, at: datetime, number: str, tie: int) -> None:
    """Take a tie back; file and record stay, and so does the trace. Refuses: what `begin` refuses, tie-gone."""
    subject = Tie.objects.filter(pk=tie, engagement__number=number).values_list("subject", flat=True).first()
    work = _begin(by, number, [subject]) if subject else begin(by, number, "fieldwork.recorded")
    row = (
        Tie.objects.filter(pk=tie, engagement=work.engagement, untied_at=None)
        .select_related("evidence", "record")
        .first()
    )
    if row is None:
        raise Refused([problem("tie", "tie-gone")])
    row.untied_at, row.untied_by = at, by
    row.save(update_fields=["untied_at", "untied_by"])
    body = {"subject": row.subject, "evidence": row.evidence_id, "record": row.record_id}
    ledger.append(by=by, at=at, action="evidence.untied", subject=work.engagement, body=body)


@transaction.atomic
def tie_all(*, by: Person, at: datetime, number: str, ties: Sequence[int], subject: str) -> None:
    """Tie what `ties` have to one more thing, all or nothing. Refuses: tie-none-chosen, and as `tie`."""
    work = _begin(by, number, [subject])
    for each in _chosen(work.engagement, ties):
        tie(by=by, at=at, number=number, subject=subject, evidence=each.evidence_id, record=each.record_id)


@transaction.atomic
def untie_all(*, by: Person, at: datetime, number: str, ties: Sequence[int]) -> None:
    """Take several ties back, all or nothing. Refuses: tie-none-chosen, and as `untie`."""
    work = begin(by, number, "fieldwork.recorded")
    for each in _chosen(work.engagement, ties):
        untie(by=by, at=at, number=number, tie=each.pk)


def _chosen(engagement: Engagement, ties: Sequence[int]) -> list[Tie]:
    if not ties:
        raise Refused([problem("tie", "tie-none-chosen")])
    found = list(Tie.objects.filter(pk__in=ties, engagement=engagement, untied_at=None).order_by("pk"))
    if len(found) < len(set(ties)):
        raise Refused([problem("tie", "tie-gone")])
    return found


def _begin(by: Person, number: str, subjects: Sequence[str]) -> Work:
    """Sheets of a mystery customer are made before the team comes openly; the rest belongs to fieldwork."""
    kinds = {read_subject(text).kind for text in subjects}
    code = "visit.recorded" if kinds == {SubjectKind.SHEET} else "fieldwork.recorded"
    work = begin(by, number, code)
    if not subjects:
        # What hangs on nothing would be found by nobody.
        raise Refused([problem("subjects", "tie-subject-unknown", given="")])
    return work


_TABLES: Mapping[SubjectKind, type[SpecialItem | Nonconformity | Meeting | CharacteristicSheet]] = {
    SubjectKind.SPECIAL: SpecialItem,
    SubjectKind.NONCONFORMITY: Nonconformity,
    SubjectKind.MEETING: Meeting,
    SubjectKind.SHEET: CharacteristicSheet,
}
# Answers are the client's and have their own action; these hang on the engagement as a whole.
_OF_ENGAGEMENT = frozenset(
    {SubjectKind.DESIGN, SubjectKind.FOOTPRINT, SubjectKind.CAPABILITY, SubjectKind.FACT}
)


def _subject(engagement: Engagement, text: str) -> TieSubject:
    """A subject that is there in this engagement. Refuses: tie-subject-unknown."""
    subject = read_subject(text)
    if not _is_there(engagement, subject):
        raise Refused([problem("subject", "tie-subject-unknown", given=text)])
    return subject


def _is_there(engagement: Engagement, subject: TieSubject) -> bool:
    if subject.kind is SubjectKind.FINDING:
        return subject.key in scheme_of(engagement.edition).indicators
    if subject.kind in _OF_ENGAGEMENT:
        return True
    if not (subject.key.isascii() and subject.key.isdecimal()):
        return False
    if subject.kind is SubjectKind.ATTENDANCE:
        return Attendance.objects.filter(pk=int(subject.key), meeting__engagement=engagement).exists()
    table = _TABLES.get(subject.kind)
    return table is not None and table.objects.filter(pk=int(subject.key), engagement=engagement).exists()


def _tie(
    engagement: Engagement,
    subject: TieSubject,
    by: Person,
    at: datetime,
    *,
    evidence: Evidence | None = None,
    record: FieldRecord | None = None,
) -> Tie:
    same = Tie.objects.filter(
        engagement=engagement, subject=str(subject), evidence=evidence, record=record, untied_at=None
    )
    if (found := same.select_related("evidence", "record").first()) is not None:
        raise Refused([problem("evidence", "tie-there", name=name_of(found))])
    row = Tie.objects.create(
        engagement=engagement, subject=str(subject), evidence=evidence, record=record, tied_at=at, tied_by=by
    )
    body = {"subject": str(subject), "evidence": row.evidence_id, "record": row.record_id}
    ledger.append(by=by, at=at, action="evidence.tied", subject=engagement, body=body)
    return row


def _capture(evidence: Evidence, captured: Captured) -> None:
    Capture.objects.create(
        evidence=evidence,
        taken_at=captured.taken_at,
        place=captured.place,
        latitude=captured.latitude,
        longitude=captured.longitude,
        caption=captured.caption,
    )
