# SPDX-License-Identifier: Apache-2.0
"""Nonconformities: raised by the team, answered by the client, verified by the team (17065 7.4.6 to 7.4.8).

The client is told of each as soon as it is raised; not of one from a covert visit, before that is released.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from zhuoping.actions import evidence as files
from zhuoping.actions import ledger, notices
from zhuoping.actions.application_review import client_people
from zhuoping.actions.errors import Changed, expect_version
from zhuoping.actions.evidence import Handed, Received
from zhuoping.actions.fieldwork.work import Work, begin
from zhuoping.actions.nonconformity_files import own_files, receive_all, tie_all
from zhuoping.core.fieldwork.people import check_scorer, leader_of
from zhuoping.core.ledger.canonical import Value
from zhuoping.core.nonconformities import (
    TO_ANSWER,
    CorrectiveAnswer,
    Doing,
    DueDates,
    NonconformityGrade,
    NonconformityState,
    NonconformityText,
    answer_again_by,
    answer_problems,
    check_closing,
    check_reason,
    due_dates,
    move,
    text_problems,
)
from zhuoping.core.problems import Refused, problem
from zhuoping.core.scheme import Scheme
from zhuoping.core.wording.labels import Said, Word
from zhuoping.records.models import (
    HIDDEN_NONCONFORMITY,
    CharacteristicSheet,
    Engagement,
    Nonconformity,
    NonconformityAnswer,
    Person,
)
from zhuoping.records.nonconformity_values import item_of, shown_on
from zhuoping.records.values import scheme_of

_VERDICT_NOTICES = {Doing.RETURN: "nonconformity-returned", Doing.CLOSE: "nonconformity-closed"}


@transaction.atomic
def raise_(
    *, by: Person, at: datetime, number: str, text: NonconformityText, sheet: int | None = None
) -> Nonconformity:
    """Raise one; `sheet` is the characteristic sheet it comes from. The client is told, unless it has to stay hidden.

    The same by the same auditor again, while it is not answered, is no second one.

    Refuses: what `begin` and `text_problems` refuse, expert-scores-not, nonconformity-sheet-unknown.
    """
    work = begin(by, number, "nonconformity.raised")
    check_scorer(work.member)
    scheme, text = _checked(work.engagement, text)
    seen = _sheet(work.engagement, sheet)
    same = Nonconformity.objects.filter(
        engagement=work.engagement,
        sheet=seen,
        state=NonconformityState.RAISED,
        withdrawn_at=None,
        raised_by=by,
        **_columns(text),
    ).first()
    if same is not None:
        return same  # A form sent twice: the client shall not be told twice.
    row = Nonconformity(
        engagement=work.engagement,
        sheet=seen,
        state=NonconformityState.RAISED,
        raised_at=at,
        raised_by=by,
        **_columns(text),
    )
    if not row.is_hidden:
        show(row, scheme)
    row.save()
    tell_raised(row, at)
    body: dict[str, Value] = {**_body(row), **_told(text), "characteristic_sheet": row.sheet_id}
    ledger.append(by=by, at=at, action="nonconformity.raised", subject=work.engagement, body=body)
    return row


@transaction.atomic
def change(
    *, by: Person, at: datetime, number: str, nonconformity: int, version: int, text: NonconformityText
) -> Nonconformity:
    """Put it in other words or another grade while the client has not answered; its days are reckoned anew.

    Refuses: what `begin`, `move` and `text_problems` refuse, expert-scores-not, nonconformity-unknown; Changed.
    """
    work, row = _begin(by, number, nonconformity, "nonconformity.raised")
    check_scorer(work.member)
    move(NonconformityState(row.state), NonconformityGrade(row.grade), Doing.CHANGE)
    scheme, text = _checked(work.engagement, text)
    given, stands = _columns(text), {key: getattr(row, key) for key in _columns(text)}
    if given == stands:
        return row
    expect_version("nonconformity", version, row.version, stands, given)
    for key, value in given.items():
        setattr(row, key, value)
    if not row.is_hidden:
        _set_due(row, due_dates(scheme, text.grade, shown_on(row)))
    _save(row, *given, "answer_due_on", "close_due_on")
    tell_client(row, "nonconformity-changed", at)
    ledger.append(
        by=by,
        at=at,
        action="nonconformity.changed",
        subject=work.engagement,
        body={**_body(row), **_told(text)},
    )
    return row


def answer(
    *,
    by: Person,
    at: datetime,
    number: str,
    nonconformity: int,
    version: int,
    given: CorrectiveAnswer,
    handed: Sequence[Handed] = (),
    evidence: Sequence[int] = (),
) -> NonconformityAnswer:
    """The client answers, with files that come now (`handed`) or that it uploaded before for this engagement.

    Refuses: what `begin`, `move`, `answer_problems` and `actions.evidence` refuse, nonconformity-unknown,
    evidence-of-client; Changed when the team changed it meanwhile.
    """
    received = receive_all(by, at, number, handed) if handed else []
    return _answer(
        by=by,
        at=at,
        number=number,
        nonconformity=nonconformity,
        version=version,
        given=given.tidied(),
        received=received,
        evidence=evidence,
    )


@transaction.atomic
def verify(
    *, by: Person, at: datetime, number: str, nonconformity: int, version: int, doing: Doing, reason: str
) -> Nonconformity:
    """An auditor returns the answer or closes the nonconformity, and says what that rests on.

    Refuses: what `begin`, `move`, `check_reason` and `check_closing` refuse, expert-scores-not,
    nonconformity-unknown; Changed.
    """
    work, row = _begin(by, number, nonconformity, "nonconformity.verified")
    check_scorer(work.member)
    state = move(NonconformityState(row.state), NonconformityGrade(row.grade), doing)
    expect_version("nonconformity", version, row.version, {"state": row.state}, {"state": state.value})
    reason = check_reason("reason", reason)
    answered = row.state == NonconformityState.ANSWERED
    latest = row.answers.order_by("-round").first() if answered else None
    today = timezone.localdate(at)
    if doing is Doing.CLOSE:
        check_closing(item_of(row, done_on=latest.done_on if latest else None), today)
        row.closed_at, row.closed_by = at, by
    elif row.answer_due_on is not None:
        row.answer_due_on = answer_again_by(scheme_of(work.engagement.edition), today, row.close_due_on)
    if latest is not None:
        _give_verdict(latest, state, reason, by, at)
    else:
        row.closed_reason = reason
    row.state = state
    _save(row, "state", "closed_at", "closed_by", "closed_reason", "answer_due_on")
    tell_client(row, _VERDICT_NOTICES[doing], at, {"reason": reason})
    body: dict[str, Value] = {**_body(row), "outcome": state.value, "reason": reason}
    body |= {"round": latest.round if latest else None}
    ledger.append(by=by, at=at, action="nonconformity.verified", subject=work.engagement, body=body)
    return row


@transaction.atomic
def withdraw(
    *, by: Person, at: datetime, number: str, nonconformity: int, version: int, reason: str
) -> Nonconformity:
    """Take it back with a reason; it stays on record. Refuses: as `verify`."""
    work, row = _begin(by, number, nonconformity, "nonconformity.verified")
    check_scorer(work.member)
    state = move(NonconformityState(row.state), NonconformityGrade(row.grade), Doing.WITHDRAW)
    expect_version("nonconformity", version, row.version, {"state": row.state}, {"state": state.value})
    reason = check_reason("reason", reason)
    row.state, row.withdrawn_at, row.withdrawn_by, row.withdrawn_reason = state, at, by, reason
    _save(row, "state", "withdrawn_at", "withdrawn_by", "withdrawn_reason")
    tell_client(row, "nonconformity-withdrawn", at, {"reason": reason})
    body: dict[str, Value] = {**_body(row), "reason": reason}
    ledger.append(by=by, at=at, action="nonconformity.withdrawn", subject=work.engagement, body=body)
    return row


def show(row: Nonconformity, scheme: Scheme) -> None:
    """Give one that the client may see now its number and its days; the caller saves it and tells the client."""
    last = Nonconformity.objects.filter(engagement=row.engagement).aggregate(last=Max("number"))["last"]
    row.number = (last or 0) + 1
    _set_due(row, due_dates(scheme, NonconformityGrade(row.grade), shown_on(row)))


def tell_raised(row: Nonconformity, at: datetime) -> None:
    """Tell the client of one that it sees from now on."""
    must_answer = NonconformityGrade(row.grade) in TO_ANSWER
    tell_client(row, "nonconformity-raised" if must_answer else "observation-raised", at)


def tell_client(row: Nonconformity, code: str, at: datetime, more: Mapping[str, Said] | None = None) -> None:
    """Tell everybody of the client; nothing while it is hidden."""
    if row.is_hidden or row.number is None:
        return
    for person in client_people(row.engagement):
        values = {**notice_values(row), **(more or {})}
        notices.tell(person, code, at=at, values=values, engagement=row.engagement)


def notice_values(row: Nonconformity) -> dict[str, Said]:
    """What every notice about one says."""
    due = row.answer_due_on or row.close_due_on
    return {
        "nonconformity": "—" if row.number is None else str(row.number),
        "kind": Word(f"NonconformityGrade.{row.grade}"),
        "due_on": "—" if due is None else due.isoformat(),
    }


def find(engagement: Engagement, nonconformity: int, *, hidden: bool) -> Nonconformity:
    """One of the engagement, with `hidden` also one that the client must not learn of.

    Refuses: nonconformity-unknown, in the same words for one that is not there and one that is hidden.
    """
    rows = Nonconformity.objects.filter(engagement=engagement).select_related("sheet")
    if not hidden:
        rows = rows.exclude(HIDDEN_NONCONFORMITY)
    row = rows.filter(pk=nonconformity).first()
    if row is None:
        raise Refused([problem("nonconformity", "nonconformity-unknown")])
    # The locked row, for what hangs on it to see the same.
    row.engagement = engagement
    return row


def _begin(by: Person, number: str, nonconformity: int, code: str) -> tuple[Work, Nonconformity]:
    work = begin(by, number, code)
    return work, find(work.engagement, nonconformity, hidden=code != "nonconformity.answered")


@transaction.atomic
def _answer(
    *,
    by: Person,
    at: datetime,
    number: str,
    nonconformity: int,
    version: int,
    given: CorrectiveAnswer,
    received: Sequence[Received],
    evidence: Sequence[int],
) -> NonconformityAnswer:
    work, row = _begin(by, number, nonconformity, "nonconformity.answered")
    grade = NonconformityGrade(row.grade)
    state = move(NonconformityState(row.state), grade, Doing.ANSWER)
    if version != row.version:
        stands = {"grade": row.grade, "clause": row.clause, "statement": row.statement, "place": row.place}
        raise Changed("nonconformity", row.version, stands, {})
    problems = answer_problems(given, grade, shown_on(row), row.close_due_on, timezone.localdate(at))
    if problems:
        raise Refused(problems)
    before = own_files(work.engagement, evidence)
    made = NonconformityAnswer.objects.create(
        nonconformity=row,
        round=row.answers.count() + 1,
        root_cause=given.root_cause,
        correction=given.correction,
        corrective_action=given.corrective_action,
        done_on=given.done_on,
        answered_at=at,
        answered_by=by,
    )
    row.state = state
    _save(row, "state")
    now = files.record(
        by=by, at=at, client=work.engagement.client, received=received, engagement=work.engagement
    )
    tie_all(work.engagement, made, [*before, *now], by, at)
    _tell_team(work, row, at)
    body: dict[str, Value] = {
        **_body(row),
        "round": made.round,
        "root_cause": made.root_cause,
        "correction": made.correction,
        "corrective_action": made.corrective_action,
        "done_on": made.done_on.isoformat() if made.done_on else None,
        "evidence": [file.pk for file in [*before, *now]],
    }
    ledger.append(by=by, at=at, action="nonconformity.answered", subject=work.engagement, body=body)
    return made


def _tell_team(work: Work, row: Nonconformity, at: datetime) -> None:
    """Whoever raised it, and the leader."""
    leader = leader_of(work.team)
    told = {row.raised_by_id, *([leader.person] if leader else [])}
    for person in Person.objects.filter(pk__in=told, is_active=True).order_by("pk"):
        values = notice_values(row)
        notices.tell(person, "nonconformity-answered", at=at, values=values, engagement=row.engagement)


def _give_verdict(
    row: NonconformityAnswer, state: NonconformityState, reason: str, by: Person, at: datetime
) -> None:
    row.verdict, row.verdict_text = state, reason
    row.verified_at, row.verified_by = at, by
    row.save(update_fields=["verdict", "verdict_text", "verified_at", "verified_by"])


def _checked(engagement: Engagement, text: NonconformityText) -> tuple[Scheme, NonconformityText]:
    scheme, tidied = scheme_of(engagement.edition), text.tidied()
    if problems := text_problems(scheme, tidied):
        raise Refused(problems)
    return scheme, tidied


def _sheet(engagement: Engagement, sheet: int | None) -> CharacteristicSheet | None:
    if sheet is None:
        return None
    found = CharacteristicSheet.objects.filter(pk=sheet, engagement=engagement).first()
    if found is None:
        raise Refused([problem("sheet", "nonconformity-sheet-unknown")])
    return found


def _columns(text: NonconformityText) -> dict[str, str]:
    return {
        "grade": text.grade.value,
        "ref": text.ref,
        "clause": text.clause,
        "statement": text.statement,
        "place": text.place,
    }


def _told(text: NonconformityText) -> dict[str, Value]:
    return {**_columns(text)}


def _set_due(row: Nonconformity, due: DueDates) -> None:
    row.answer_due_on, row.close_due_on = due.answer_on, due.close_on


def _save(row: Nonconformity, *fields: str) -> None:
    row.version += 1
    row.save(update_fields=[*fields, "version"])


def _body(row: Nonconformity) -> dict[str, Value]:
    """Which one, and how it stands."""
    return {
        "nonconformity": row.pk,
        "number": row.number,
        "version": row.version,
        "answer_due_on": row.answer_due_on.isoformat() if row.answer_due_on else None,
        "close_due_on": row.close_due_on.isoformat() if row.close_due_on else None,
    }
