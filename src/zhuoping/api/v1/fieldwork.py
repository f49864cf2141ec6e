# SPDX-License-Identifier: Apache-2.0
"""Fieldwork: opened, findings written field by field, what they rest on, the scorecard as it stands."""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from ninja import File, Form, Router, Schema
from ninja.files import UploadedFile
from pydantic import Field

from zhuoping.actions.acting import subject_of
from zhuoping.actions.evidence import Received
from zhuoping.actions.fieldwork import evidence, findings, opening
from zhuoping.actions.fieldwork.evidence import Captured
from zhuoping.api import keys
from zhuoping.api.problems import ProblemOut, language_of, plain
from zhuoping.api.reading import In, Whole
from zhuoping.api.receiving import receiving
from zhuoping.api.v1 import engagements
from zhuoping.api.writing import CREATED, write, write_prepared
from zhuoping.core.authority import Act
from zhuoping.core.fieldwork import findings as fields
from zhuoping.core.fieldwork.findings import FieldFinding, FindingState, Way
from zhuoping.core.fieldwork.records import SHORT_LIMIT, FieldNote, FieldRecordKind
from zhuoping.core.plain import Plain
from zhuoping.outputs.scorecard_json import scorecard_json
from zhuoping.records.fieldwork_values import Standing, exact, is_double_scored, standing
from zhuoping.records.models import Engagement, Finding, Tie
from zhuoping.records.values import scheme_of

router = Router(tags=["fieldwork"])
Short = Annotated[str, Field(max_length=SHORT_LIMIT)]
Subjects = Annotated[tuple[str, ...], Field(max_length=50)]


class FieldworkOpening(In):
    """Whether two auditors score, each for themselves; this cannot be changed later."""

    double_scoring: bool = False


class FieldworkOut(Schema):
    """Fieldwork of an engagement: since when, and how far each indicator is."""

    number: str
    stage: str
    opened_at: datetime
    double_scoring: bool
    states: dict[str, FindingState]
    waiting: list[ProblemOut]


class FindingOut(Schema):
    """A finding. `award` as a file writes it; `changed` says for each field the version that changed it last."""

    ref: str
    state: FindingState
    award: Any
    text: str
    notes: str
    strengths: str
    improvement: str
    ways: list[Way]
    aspects: list[int]
    evidence: int
    nonconformities: int
    version: int
    changed: dict[str, int]


class FieldIn(In):
    """What a field shall hold, and the version of the finding that the program saw: another field does not matter."""

    value: Any = None
    seen: Whole


class Attached(In):
    """What the file is tied to (`finding:1.2`, several with commas), its date, and when and where it was captured."""

    subjects: str
    dated_on: date | None = None
    taken_at: datetime | None = None
    place: Short = ""
    latitude: Decimal | None = None
    longitude: Decimal | None = None
    caption: Annotated[str, Field(max_length=500)] = ""


class NoteIn(In):
    """An interview, a record seen or an observation, and what it is tied to."""

    subjects: Subjects
    kind: FieldRecordKind
    text: str
    happened_at: datetime
    who: Short = ""
    function: Short = ""
    place: Short = ""


class EvidenceTieIn(In):
    """A file or a record that is there, and what it is tied to."""

    subject: str
    evidence: Whole | None = None
    record: Whole | None = None


class EvidenceTieOut(Schema):
    """What something rests on: a file (`evidence`) or a record."""

    id: int
    subject: str
    evidence: int | None
    record: int | None
    name: str
    tied_at: datetime
    tied_by: int


class AttachedOut(Schema):
    """The file that was taken in, or the record that was written down, and its ties."""

    evidence: int | None = None
    record: int | None = None
    ties: list[EvidenceTieOut]


@router.post("/{number}/fieldwork", auth=keys.may(Act.LEAD_FIELDWORK), response={CREATED: FieldworkOut})
def open_fieldwork(request: HttpRequest, number: str, given: FieldworkOpening) -> HttpResponse:
    """Open fieldwork, on the first day of the plan or later, as its team leader."""
    engagements.expect_visible(request, number)

    def act() -> dict[str, Any]:
        by, at = keys.person_of(request), timezone.now()
        opened = opening.open_fieldwork(by=by, at=at, number=number, double_scoring=given.double_scoring)
        return _fieldwork(request, Engagement.objects.select_related("edition").get(pk=opened.pk))

    return write(request, act, CREATED)


@router.get("/{number}/fieldwork", auth=keys.may(Act.VIEW_FIELDWORK), response=FieldworkOut)
def get_fieldwork(request: HttpRequest, number: str) -> dict[str, Any]:
    """How far it is."""
    return _fieldwork(request, _viewed(request, number))


@router.get("/{number}/fieldwork/scorecard", auth=keys.may(Act.VIEW_FIELDWORK), response=dict[str, Any])
def get_scorecard(request: HttpRequest, number: str) -> dict[str, Any]:
    """The scorecard as it stands, with its arithmetic; `problems` say why an award does not count yet."""
    engagement = _viewed(request, number)
    found = standing(engagement)
    language = language_of(request)
    card = dict(scorecard_json(scheme_of(engagement.edition, language), found.scorecard))
    return {**card, "problems": plain(found.waiting, language)}


@router.get("/{number}/fieldwork/findings", auth=keys.may(Act.VIEW_FIELDWORK), response=list[FindingOut])
def list_findings(request: HttpRequest, number: str) -> list[dict[str, Any]]:
    """The findings that anybody has written or tied something to, in the order of the edition."""
    engagement = _viewed(request, number)
    found, awards = standing(engagement), _awards(engagement)
    return [
        _finding(found, found.findings[ref], awards.get(ref))
        for ref in found.scorecard.indicators
        if ref in found.findings
    ]


@router.get("/{number}/fieldwork/findings/{ref}", auth=keys.may(Act.VIEW_FIELDWORK), response=FindingOut)
def get_finding(request: HttpRequest, number: str, ref: str) -> dict[str, Any]:
    """The finding on one indicator; an empty one of version 0 before anything is written."""
    engagement = _viewed(request, number)
    return _of(standing(engagement), ref, _awards(engagement))


@router.put(
    "/{number}/fieldwork/findings/{ref}/{field}", auth=keys.may(Act.RECORD_FIELDWORK), response=FindingOut
)
def put_field(
    request: HttpRequest, number: str, ref: str, field: fields.Field, given: FieldIn
) -> HttpResponse:
    """Keep one field. Where somebody changed the same field since `seen`: 409 with both values."""
    engagements.expect_visible(request, number)

    def act() -> dict[str, Any]:
        saved = findings.save_field(
            by=keys.person_of(request),
            at=timezone.now(),
            number=number,
            ref=ref,
            field=field,
            value=given.value,
            seen=given.seen,
        )
        found = standing(saved.engagement, saved.rows)
        return _of(found, ref, {each.ref: exact(each.award) for each in saved.rows})

    return write(request, act)


@router.post(
    "/{number}/fieldwork/evidence", auth=keys.may(Act.RECORD_FIELDWORK), response={CREATED: AttachedOut}
)
def attach(
    request: HttpRequest, number: str, file: File[UploadedFile], about: Form[Attached]
) -> HttpResponse:
    """Take in a file and tie it. It is the body's own until the body gives it out."""
    engagement = engagements.visible(request, number)
    subjects = [each.strip() for each in about.subjects.split(",") if each.strip()]

    def act(received: Received) -> dict[str, Any]:
        rows = evidence.attach(
            by=keys.person_of(request),
            at=timezone.now(),
            number=number,
            subjects=subjects,
            received=[received],
            captured=Captured(about.taken_at, about.place, about.latitude, about.longitude, about.caption),
        )
        return {"evidence": rows[0].pk, "ties": _ties(Tie.objects.filter(evidence=rows[0]))}

    receive = receiving(request, file, engagement.client, engagement, dated_on=about.dated_on, internal=True)
    return write_prepared(request, receive, act)


@router.post(
    "/{number}/fieldwork/records", auth=keys.may(Act.RECORD_FIELDWORK), response={CREATED: AttachedOut}
)
def note(request: HttpRequest, number: str, given: NoteIn) -> HttpResponse:
    """Write down an interview, a record seen or an observation, and tie it."""
    engagements.expect_visible(request, number)

    def act() -> dict[str, Any]:
        row = evidence.note(
            by=keys.person_of(request),
            at=timezone.now(),
            number=number,
            subjects=given.subjects,
            given=FieldNote(
                given.kind, given.text, given.happened_at, given.who, given.function, given.place
            ),
        )
        return {"record": row.pk, "ties": _ties(Tie.objects.filter(record=row))}

    return write(request, act, CREATED)


@router.get("/{number}/fieldwork/ties", auth=keys.may(Act.VIEW_FIELDWORK), response=list[EvidenceTieOut])
def list_ties(request: HttpRequest, number: str, subject: str = "") -> list[dict[str, Any]]:
    """What stands as evidence, of one subject or of all."""
    rows = Tie.objects.filter(engagement=_viewed(request, number), untied_at=None)
    return _ties(rows.filter(subject=subject) if subject else rows)


@router.post(
    "/{number}/fieldwork/ties", auth=keys.may(Act.RECORD_FIELDWORK), response={CREATED: EvidenceTieOut}
)
def tie(request: HttpRequest, number: str, given: EvidenceTieIn) -> HttpResponse:
    """Tie what is there already to one more thing."""
    engagements.expect_visible(request, number)

    def act() -> dict[str, Any]:
        row = evidence.tie(by=keys.person_of(request), at=timezone.now(), number=number, **dict(given))
        return _tie(row)

    return write(request, act, CREATED)


@router.delete(
    "/{number}/fieldwork/ties/{tie_id}", auth=keys.may(Act.RECORD_FIELDWORK), response=dict[str, Any]
)
def untie(request: HttpRequest, number: str, tie_id: int) -> HttpResponse:
    """Take a tie back; the file or record stays, and so does the trace."""
    engagements.expect_visible(request, number)

    def act() -> dict[str, Any]:
        evidence.untie(by=keys.person_of(request), at=timezone.now(), number=number, tie=tie_id)
        return {"untied": tie_id}

    return write(request, act)


def _viewed(request: HttpRequest, number: str) -> Engagement:
    """The engagement, when the person may see what happens in its field."""
    engagement = engagements.visible(request, number)
    keys.allow(request, Act.VIEW_FIELDWORK, subject_of(engagement))
    return engagement


def _fieldwork(request: HttpRequest, engagement: Engagement) -> dict[str, Any]:
    row = getattr(engagement, "fieldwork", None)
    if row is None:
        raise Http404
    found = standing(engagement)
    return {
        "number": engagement.number,
        "stage": engagement.stage,
        "opened_at": row.opened_at,
        "double_scoring": is_double_scored(engagement),
        "states": {ref: found.state(ref) for ref in found.scorecard.indicators},
        "waiting": plain(found.waiting, language_of(request)),
    }


def _awards(engagement: Engagement) -> dict[str, Plain]:
    rows = Finding.objects.filter(engagement=engagement).values_list("ref", "award")
    return {ref: exact(award) for ref, award in rows}


def _of(found: Standing, ref: str, awards: dict[str, Plain]) -> dict[str, Any]:
    if ref not in found.scorecard.indicators:
        raise Http404
    return _finding(found, found.findings.get(ref) or FieldFinding(ref), awards.get(ref))


def _finding(found: Standing, finding: FieldFinding, award: Plain) -> dict[str, Any]:
    return {
        "ref": finding.ref,
        "state": found.state(finding.ref),
        "award": award,
        "text": finding.text,
        "notes": finding.notes,
        "strengths": finding.strengths,
        "improvement": finding.improvement,
        "ways": [each for each in Way if each in finding.ways],
        "aspects": sorted(finding.aspects),
        "evidence": finding.evidence,
        "nonconformities": finding.nonconformities,
        "version": finding.version,
        "changed": dict(finding.changed or {}),
    }


def _ties(rows: QuerySet[Tie]) -> list[dict[str, Any]]:
    return [_tie(each) for each in rows.select_related("evidence", "record").order_by("pk")]


def _tie(row: Tie) -> dict[str, Any]:
    name = row.evidence.name if row.evidence else row.record.text if row.record else ""
    return {
        "id": row.pk,
        "subject": row.subject,
        "evidence": row.evidence_id,
        "record": row.record_id,
        "name": name,
        "tied_at": row.tied_at,
        "tied_by": row.tied_by_id,
    }
