# SPDX-License-Identifier: Apache-2.0
"""A stored nonconformity as its printed form has it; the client's form names only the evidence that it may see."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings

from zhuoping.core.nonconformities import CorrectiveAnswer, NonconformityState
from zhuoping.core.nonconformity_paper import (
    AnswerOnPaper,
    FormHeading,
    Happened,
    NonconformityPaper,
    Signed,
    nonconformity_paper,
)
from zhuoping.records.fieldwork_values import name_of
from zhuoping.records.models import Nonconformity, Person, Tie
from zhuoping.records.nonconformity_values import AnswerWithFiles, answers_of, evidence_of, item_of
from zhuoping.records.values import scheme_of


def form_of(row: Nonconformity, language: str, *, for_client: bool) -> NonconformityPaper:
    """The form in `zh` or `en`, as it stands now."""
    engagement = row.engagement
    client, scheme = engagement.client, scheme_of(engagement.edition, language)
    indicator = scheme.indicators.get(row.ref)
    heading = FormHeading(
        body=settings.BODY_NAME,
        engagement=engagement.number,
        client=(client.name_en if language == "en" else "") or client.name,
        address=client.address,
        scheme=f"{scheme.title} {scheme.edition}",
        indicator=f"{row.ref} {indicator.title}" if indicator else "",
        place=row.place,
    )
    return nonconformity_paper(
        item_of(row),
        heading,
        Happened(
            raised=_signed(row.raised_by, row.raised_at),
            evidence=[name_of(each) for each in seen(evidence_of(row), for_client=for_client)],
            answers=[_answer(each) for each in answers_of(row)],
            ended=_ended(row),
        ),
        made_on=_local(row.raised_at).date(),
        language=language,
    )


def seen(ties: list[Tie], *, for_client: bool) -> list[Tie]:
    """What of it the reader may see: a client only what was shown."""
    return [each for each in ties if not for_client or not is_internal(each)]


def is_internal(tie: Tie) -> bool:
    """Whether the body keeps it to itself."""
    thing = tie.evidence or tie.record
    return thing is None or thing.internal


def _answer(each: AnswerWithFiles) -> AnswerOnPaper:
    row = each.row
    return AnswerOnPaper(
        answer=CorrectiveAnswer(row.root_cause, row.correction, row.corrective_action, row.done_on),
        given=_signed(row.answered_by, row.answered_at),
        files=[name_of(tie) for tie in each.ties],
        verdict=NonconformityState(row.verdict) if row.verdict else None,
        verified=_signed(row.verified_by, row.verified_at, row.verdict_text),
    )


def _ended(row: Nonconformity) -> Signed | None:
    if row.withdrawn_at is not None:
        return _signed(row.withdrawn_by, row.withdrawn_at, row.withdrawn_reason)
    if row.closed_reason and row.closed_at is not None:
        return _signed(row.closed_by, row.closed_at, row.closed_reason)
    return None


def _signed(person: Person | None, at: datetime | None, said: str = "") -> Signed:
    return Signed(str(person or ""), f"{_local(at):%Y-%m-%d %H:%M}" if at else "", said)


def _local(at: datetime) -> datetime:
    return at.astimezone(ZoneInfo(settings.TIME_ZONE))
