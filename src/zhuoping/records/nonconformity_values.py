# SPDX-License-Identifier: Apache-2.0
"""Nonconformities as the values that core's rules read, with what each rests on and what was answered."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import QuerySet

from zhuoping.core.authority import Act, Actor, Party, Role, ever_may
from zhuoping.core.fieldwork.gaps import Gap
from zhuoping.core.fieldwork.ties import SubjectKind
from zhuoping.core.lifecycle import BY_CODE
from zhuoping.core.nonconformities import (
    OPEN,
    TO_ANSWER,
    WAITS_FOR_CLIENT,
    DeductionToVerify,
    DueDates,
    FieldNonconformity,
    NonconformityGrade,
    NonconformityState,
    nonconformity_gaps,
    open_before_decision,
)
from zhuoping.core.problems import Problem
from zhuoping.records.fieldwork_values import DEDUCTION
from zhuoping.records.models import (
    Engagement,
    Nonconformity,
    NonconformityAnswer,
    PlanMember,
    SpecialItem,
    Tie,
)
from zhuoping.records.values import scheme_of

_STAGES = BY_CODE["nonconformity.answered"].stages


@dataclass(frozen=True, slots=True)
class AnswerWithFiles:
    """One answer, and the files that the client gave with it."""

    row: NonconformityAnswer
    ties: tuple[Tie, ...]


def subject_of(row: Nonconformity) -> str:
    """What its evidence is tied to."""
    return f"{SubjectKind.NONCONFORMITY}:{row.pk}"


def item_of(row: Nonconformity, evidence: int = 0, done_on: date | None = None) -> FieldNonconformity:
    """One stored nonconformity."""
    return FieldNonconformity(
        id=row.pk,
        number=row.number,
        grade=NonconformityGrade(row.grade),
        state=NonconformityState(row.state),
        clause=row.clause,
        statement=row.statement,
        evidence=evidence,
        due=DueDates(row.answer_due_on, row.close_due_on),
        done_on=done_on,
    )


def items_of(engagement: Engagement) -> tuple[FieldNonconformity, ...]:
    """All of an engagement, with how much each rests on; two queries."""
    ties = Tie.objects.filter(
        engagement=engagement, untied_at=None, subject__startswith=f"{SubjectKind.NONCONFORMITY}:"
    )
    evidence = Counter(ties.values_list("subject", flat=True))
    rows = Nonconformity.objects.filter(engagement=engagement)
    return tuple(item_of(row, evidence[subject_of(row)]) for row in rows)


def gaps_of(engagement: Engagement) -> tuple[Gap, ...]:
    """What its nonconformities lack before fieldwork closes."""
    return nonconformity_gaps(items_of(engagement))


def deductions_of(
    engagement: Engagement, items: Iterable[FieldNonconformity]
) -> tuple[DeductionToVerify, ...]:
    """The special deductions that stand, each with the nonconformity that it is put right by."""
    known = {each.id: each for each in items}
    rows = SpecialItem.objects.filter(engagement=engagement, kind=DEDUCTION, withdrawn_at=None).order_by("pk")
    return tuple(
        DeductionToVerify(
            row.ground, row.reason, known.get(row.nonconformity_id) if row.nonconformity_id else None
        )
        for row in rows
    )


def open_of(engagement: Engagement) -> tuple[Problem, ...]:
    """What keeps a positive decision on an engagement open (domain rule A15)."""
    items = items_of(engagement)
    return open_before_decision(scheme_of(engagement.edition), items, deductions_of(engagement, items))


def evidence_of(row: Nonconformity) -> list[Tie]:
    """What it rests on, the oldest first."""
    return _ties(row.engagement_id, [subject_of(row)])


def answers_of(row: Nonconformity) -> list[AnswerWithFiles]:
    """The answers in order, each with its files; two queries."""
    rows = list(row.answers.select_related("answered_by", "verified_by").order_by("round"))
    subjects = [f"{SubjectKind.ANSWER}:{each.pk}" for each in rows]
    ties = _ties(row.engagement_id, subjects) if rows else []
    return [
        AnswerWithFiles(each, tuple(tie for tie in ties if tie.subject == subject))
        for each, subject in zip(rows, subjects, strict=True)
    ]


def shown_on(row: Nonconformity) -> date:
    """The day from which its days count: when the client could learn of it."""
    since = row.raised_at
    if row.sheet is not None and row.sheet.covert and row.sheet.released_at is not None:
        since = max(since, row.sheet.released_at)
    return since.astimezone(ZoneInfo(settings.TIME_ZONE)).date()


def waiting_for(actor: Actor) -> QuerySet[Nonconformity]:
    """Those that wait for the actor: a client's answer, or verification by an auditor of the team."""
    return dated_for(actor).filter(state__in=WAITS_FOR_CLIENT if _is_client(actor) else _TO_VERIFY)


def dated_for(actor: Actor) -> QuerySet[Nonconformity]:
    """The open ones whose days concern the actor: of the own enterprises, or of the teams that they are on.

    What is not released yet is not among them for a client, and has no days for anybody.
    """
    rows = Nonconformity.objects.filter(state__in=OPEN, engagement__stage__in=_STAGES).select_related(
        "engagement__client"
    )
    if _is_client(actor):
        return rows.visible_to(actor).filter(engagement__client__in=actor.clients, grade__in=TO_ANSWER)
    if not ever_may(actor, Act.RAISE_NONCONFORMITY):
        return rows.none()
    mine = PlanMember.objects.standing().filter(person_id=actor.id)
    return rows.filter(engagement__in=mine.values("plan__engagement_id"))


def party_of(actor: Actor) -> Party:
    """The side that somebody looks from."""
    return Party.CLIENT if _is_client(actor) else Party.BODY


_TO_VERIFY = (NonconformityState.ANSWERED,)


def _is_client(actor: Actor) -> bool:
    return Role.CLIENT_USER in actor.roles


def _ties(engagement: int, subjects: Sequence[str]) -> list[Tie]:
    rows = Tie.objects.filter(engagement_id=engagement, subject__in=subjects, untied_at=None)
    return list(rows.select_related("evidence__file", "evidence__uploaded_by", "record").order_by("pk"))
