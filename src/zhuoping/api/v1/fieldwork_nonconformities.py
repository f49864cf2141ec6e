# SPDX-License-Identifier: Apache-2.0
"""Nonconformities: raised and verified by the team, answered by the client; a hidden one is not there for a client."""

from datetime import date, datetime
from typing import Any, Literal

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Router, Schema

from zhuoping.actions import nonconformities as actions
from zhuoping.actions.acting import subject_of
from zhuoping.actions.nonconformity_showing import show_evidence
from zhuoping.api import keys
from zhuoping.api.paging import Limit, Mark, Page, paged
from zhuoping.api.reading import In, Reason, Version, Whole
from zhuoping.api.v1 import engagements
from zhuoping.api.writing import CREATED, write
from zhuoping.core.authority import Act
from zhuoping.core.nonconformities import CorrectiveAnswer, Doing, NonconformityGrade, NonconformityText
from zhuoping.outputs.nonconformity import nonconformity_docx, nonconformity_pdf
from zhuoping.records.fieldwork_values import name_of
from zhuoping.records.models import Nonconformity, Tie
from zhuoping.records.nonconformity_paper import form_of, is_internal, seen
from zhuoping.records.nonconformity_values import answers_of, evidence_of, item_of

router = Router(tags=["nonconformities"])

_LANGUAGES = Literal["zh", "en"]
_ONE = "/{number}/nonconformities/{nonconformity}"
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


class Text(In):
    """What an auditor writes; `ref` is the indicator it comes from."""

    grade: NonconformityGrade
    clause: str
    statement: str
    place: str = ""
    ref: str = ""

    def text(self) -> NonconformityText:
        """As the action takes it."""
        return NonconformityText(self.grade, self.clause, self.statement, self.place, self.ref)


class Raising(Text):
    """`sheet` is the characteristic sheet it comes from, by its id."""

    sheet: Whole | None = None


class Changing(Text):
    """And the version that the program saw."""

    version: Whole


class Answering(Version):
    """The answer; `evidence` are files that the client's side handed in for this engagement (POST /evidence)."""

    root_cause: str = ""
    correction: str = ""
    corrective_action: str = ""
    done_on: date | None = None
    evidence: tuple[Whole, ...] = ()


class Verifying(Version):
    """Closed or returned, and what that rests on."""

    doing: Literal["close", "return"]
    reason: str


class Withdrawing(Reason):
    """Why, and the version that the program saw."""

    version: Whole


class RestsOut(Schema):
    """A file (`evidence`) or a record that something rests on; `tie` is what is shown or untied."""

    tie: int
    evidence: int | None
    record: int | None
    name: str
    internal: bool


class AnswerOut(Schema):
    """One answer, and the verdict on it."""

    round: int
    root_cause: str
    correction: str
    corrective_action: str
    done_on: date | None
    answered_at: datetime
    answered_by: str
    files: list[RestsOut]
    verdict: str
    verdict_text: str
    verified_at: datetime | None
    verified_by: str | None


class NonconformityHead(Schema):
    """One in a list; `number` is null while it is hidden from the client."""

    id: int
    number: int | None
    grade: str
    state: str
    ref: str
    clause: str
    statement: str
    place: str
    answer_due_on: date | None
    close_due_on: date | None
    due_on: date | None
    version: int
    raised_at: datetime
    raised_by: str


class NonconformityOut(NonconformityHead):
    """One with what it rests on and what was answered."""

    hidden: bool
    closed_at: datetime | None
    closed_reason: str
    withdrawn_at: datetime | None
    withdrawn_reason: str
    evidence: list[RestsOut]
    answers: list[AnswerOut]


@router.get(
    "/{number}/nonconformities", auth=keys.may(Act.VIEW_NONCONFORMITIES), response=Page[NonconformityHead]
)
def list_nonconformities(
    request: HttpRequest, number: str, state: str = "", after: Mark = None, limit: Limit = 50
) -> dict[str, Any]:
    """Those of an engagement that the person may see, the newest first."""
    engagement = engagements.visible(request, number)
    keys.allow(request, Act.VIEW_NONCONFORMITIES, subject_of(engagement))
    rows = Nonconformity.objects.visible_to(keys.actor_in(request)).filter(engagement=engagement)
    rows = rows.select_related("raised_by").filter(**({"state": state} if state else {}))
    return paged(rows, after, limit, _head)


@router.post(
    "/{number}/nonconformities",
    auth=keys.may(Act.RAISE_NONCONFORMITY),
    response={CREATED: NonconformityOut},
)
def raise_nonconformity(request: HttpRequest, number: str, given: Raising) -> HttpResponse:
    """Raise one; the client is told, unless it comes from a covert visit that is not released."""
    engagements.expect_visible(request, number)

    def act() -> dict[str, Any]:
        by, at = keys.person_of(request), timezone.now()
        row = actions.raise_(by=by, at=at, number=number, text=given.text(), sheet=given.sheet)
        return _plain(row, for_client=False)

    return write(request, act, CREATED)


@router.get(_ONE, auth=keys.may(Act.VIEW_NONCONFORMITIES), response=NonconformityOut)
def get_nonconformity(request: HttpRequest, number: str, nonconformity: int) -> dict[str, Any]:
    """One, with what of its evidence the person may see."""
    return _plain(_visible(request, number, nonconformity), for_client=_is_client(request))


@router.put(_ONE, auth=keys.may(Act.RAISE_NONCONFORMITY), response=NonconformityOut)
def change(request: HttpRequest, number: str, nonconformity: int, given: Changing) -> HttpResponse:
    """Put it in other words while it is not answered."""
    row = _visible(request, number, nonconformity)

    def act() -> dict[str, Any]:
        by, at = keys.person_of(request), timezone.now()
        changed = actions.change(
            by=by, at=at, number=number, nonconformity=row.pk, version=given.version, text=given.text()
        )
        return _plain(changed, for_client=False)

    return write(request, act)


@router.post(f"{_ONE}/answer", auth=keys.may(Act.ANSWER_NONCONFORMITY), response=NonconformityOut)
def answer(request: HttpRequest, number: str, nonconformity: int, given: Answering) -> HttpResponse:
    """Answer it."""
    row = _visible(request, number, nonconformity)

    def act() -> dict[str, Any]:
        texts = (given.root_cause, given.correction, given.corrective_action)
        made = actions.answer(
            by=keys.person_of(request),
            at=timezone.now(),
            number=number,
            nonconformity=row.pk,
            version=given.version,
            given=CorrectiveAnswer(*texts, done_on=given.done_on),
            evidence=given.evidence,
        )
        return _plain(made.nonconformity, for_client=True)

    return write(request, act)


@router.post(f"{_ONE}/verify", auth=keys.may(Act.RAISE_NONCONFORMITY), response=NonconformityOut)
def verify(request: HttpRequest, number: str, nonconformity: int, given: Verifying) -> HttpResponse:
    """Close it, or return the answer."""
    row = _visible(request, number, nonconformity)

    def act() -> dict[str, Any]:
        by, at = keys.person_of(request), timezone.now()
        doing = Doing(given.doing)
        done = actions.verify(
            by=by,
            at=at,
            number=number,
            nonconformity=row.pk,
            version=given.version,
            doing=doing,
            reason=given.reason,
        )
        return _plain(done, for_client=False)

    return write(request, act)


@router.post(f"{_ONE}/withdraw", auth=keys.may(Act.RAISE_NONCONFORMITY), response=NonconformityOut)
def withdraw(request: HttpRequest, number: str, nonconformity: int, given: Withdrawing) -> HttpResponse:
    """Take it back."""
    row = _visible(request, number, nonconformity)

    def act() -> dict[str, Any]:
        by, at = keys.person_of(request), timezone.now()
        done = actions.withdraw(
            by=by, at=at, number=number, nonconformity=row.pk, version=given.version, reason=given.reason
        )
        return _plain(done, for_client=False)

    return write(request, act)


@router.post(f"{_ONE}/evidence/{{tie}}/show", auth=keys.may(Act.RAISE_NONCONFORMITY), response=RestsOut)
def show(request: HttpRequest, number: str, nonconformity: int, tie: int) -> HttpResponse:
    """Let the client see a piece of evidence."""
    row = _visible(request, number, nonconformity)

    def act() -> dict[str, Any]:
        by, at = keys.person_of(request), timezone.now()
        return _rests(show_evidence(by=by, at=at, number=number, nonconformity=row.pk, tie=tie))

    return write(request, act)


@router.get(f"{_ONE}/form.pdf", auth=keys.may(Act.VIEW_NONCONFORMITIES))
def get_pdf(
    request: HttpRequest, number: str, nonconformity: int, language: _LANGUAGES = "zh"
) -> HttpResponse:
    """The printed form as PDF."""
    paper = form_of(_visible(request, number, nonconformity), language, for_client=_is_client(request))
    return _file(nonconformity_pdf(paper), "application/pdf")


@router.get(f"{_ONE}/form.docx", auth=keys.may(Act.VIEW_NONCONFORMITIES))
def get_docx(
    request: HttpRequest, number: str, nonconformity: int, language: _LANGUAGES = "zh"
) -> HttpResponse:
    """The printed form as a Word document."""
    paper = form_of(_visible(request, number, nonconformity), language, for_client=_is_client(request))
    return _file(nonconformity_docx(paper), _DOCX)


def _visible(request: HttpRequest, number: str, nonconformity: int) -> Nonconformity:
    """One that the person may see; else it is not there."""
    engagement = engagements.visible(request, number)
    keys.allow(request, Act.VIEW_NONCONFORMITIES, subject_of(engagement))
    rows = Nonconformity.objects.visible_to(keys.actor_in(request)).filter(engagement=engagement)
    row = (
        rows.select_related("raised_by", "closed_by", "withdrawn_by", "sheet")
        .filter(pk=nonconformity)
        .first()
    )
    if row is None:
        raise Http404
    row.engagement = engagement
    return row


def _is_client(request: HttpRequest) -> bool:
    return not keys.actor_in(request).is_staff


def _head(row: Nonconformity) -> dict[str, Any]:
    return {
        "id": row.pk,
        "number": row.number,
        "grade": row.grade,
        "state": row.state,
        "ref": row.ref,
        "clause": row.clause,
        "statement": row.statement,
        "place": row.place,
        "answer_due_on": row.answer_due_on,
        "close_due_on": row.close_due_on,
        "due_on": item_of(row).due_on,
        "version": row.version,
        "raised_at": row.raised_at,
        "raised_by": str(row.raised_by),
    }


def _plain(row: Nonconformity, *, for_client: bool) -> dict[str, Any]:
    return {
        **_head(row),
        "hidden": row.is_hidden,
        "closed_at": row.closed_at,
        "closed_reason": row.closed_reason,
        "withdrawn_at": row.withdrawn_at,
        "withdrawn_reason": row.withdrawn_reason,
        "evidence": [_rests(each) for each in seen(evidence_of(row), for_client=for_client)],
        "answers": [
            {
                "round": each.row.round,
                "root_cause": each.row.root_cause,
                "correction": each.row.correction,
                "corrective_action": each.row.corrective_action,
                "done_on": each.row.done_on,
                "answered_at": each.row.answered_at,
                "answered_by": str(each.row.answered_by),
                "files": [_rests(tie) for tie in each.ties],
                "verdict": each.row.verdict,
                "verdict_text": each.row.verdict_text,
                "verified_at": each.row.verified_at,
                "verified_by": str(each.row.verified_by) if each.row.verified_by else None,
            }
            for each in answers_of(row)
        ],
    }


def _rests(tie: Tie) -> dict[str, Any]:
    return {
        "tie": tie.pk,
        "evidence": tie.evidence_id,
        "record": tie.record_id,
        "name": name_of(tie),
        "internal": is_internal(tie),
    }


def _file(content: bytes, media_type: str) -> HttpResponse:
    response = HttpResponse(content, content_type=media_type)
    response["Cache-Control"] = "private, no-store"
    return response
