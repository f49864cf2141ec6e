# SPDX-License-Identifier: Apache-2.0
"""A nonconformity as its printed form has it: labels and values in one language, part by part, for PDF and Word."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from zhuoping.core.nonconformities import CorrectiveAnswer, FieldNonconformity, NonconformityState
from zhuoping.core.wording.labels import label
from zhuoping.core.wording.nonconformities import form_text

Line = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Signed:
    """Who did something, and when, as text; `said` is what they wrote."""

    name: str
    at: str
    said: str = ""


@dataclass(frozen=True, slots=True)
class AnswerOnPaper:
    """One answer with its files, and the verdict on it."""

    answer: CorrectiveAnswer
    given: Signed
    files: Sequence[str] = ()
    verdict: NonconformityState | None = None
    verified: Signed | None = None


@dataclass(frozen=True, slots=True)
class Happened:
    """What came of it: `ended` is who closed it without an answer, or withdrew it."""

    raised: Signed
    evidence: Sequence[str] = ()
    answers: Sequence[AnswerOnPaper] = ()
    ended: Signed | None = None


@dataclass(frozen=True, slots=True)
class FormHeading:
    """What stands above the form."""

    body: str
    engagement: str
    client: str
    address: str
    scheme: str
    indicator: str
    place: str


@dataclass(frozen=True, slots=True)
class PaperPart:
    """One part of the form."""

    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class NonconformityPaper:
    """The form, ready to be laid out; `made_on` is the day that the document bears."""

    language: str
    title: str
    number: str
    body: str
    client: str
    made_on: date
    head: tuple[Line, ...]
    parts: tuple[PaperPart, ...]
    signatures: tuple[str, ...]
    note: str


def number_of(engagement: str, item: FieldNonconformity, language: str) -> str:
    """What the form is called: the engagement's number and its own; words for one that has none yet."""
    if item.number is None:
        return f"{engagement} · {form_text('covert', language)}"
    return f"{engagement}-NC{item.number:02}"


def nonconformity_paper(
    item: FieldNonconformity,
    heading: FormHeading,
    happened: Happened,
    made_on: date,
    language: str,
) -> NonconformityPaper:
    """The form in words."""

    def word(key: str, **values: object) -> str:
        return form_text(key, language, **values)

    number = number_of(heading.engagement, item, language)
    head = _filled(
        (word("number"), number),
        (word("engagement"), heading.engagement),
        (word("client"), heading.client),
        (word("address"), heading.address),
        (word("scheme"), heading.scheme),
        (word("body"), heading.body),
        (word("grade"), label(f"NonconformityGrade.{item.grade}", language)),
        (word("state"), label(f"NonconformityState.{item.state}", language)),
        (word("raised"), _by_at(happened.raised, language)),
        (word("ref"), heading.indicator),
        (word("place"), heading.place),
        (word("answer_due"), _day(item.due.answer_on)),
        (word("close_due"), _day(item.due.close_on)),
    )
    found = _filled(
        (word("clause"), item.clause),
        (word("statement"), item.statement),
        (word("evidence"), "\n".join(happened.evidence)),
    )
    parts = [PaperPart(word("finding"), found)]
    for round_, each in enumerate(happened.answers, 1):
        parts += _answer(each, round_, language)
    if not happened.answers and item.is_open:
        parts.append(PaperPart(word("no_answer"), (("", word("not_yet")),)))
    ended = happened.ended
    if ended is not None:
        title = "withdrawn" if item.state is NonconformityState.WITHDRAWN else "verification"
        lines = _filled((word("reason"), ended.said), (word("verified"), _by_at(ended, language)))
        parts.append(PaperPart(word(title), lines))
    return NonconformityPaper(
        language=language,
        title=word("title"),
        number=number,
        body=heading.body,
        client=heading.client,
        made_on=made_on,
        head=head,
        parts=tuple(parts),
        signatures=(word("auditor"), word("client_signs"), word("date")),
        note=word("note"),
    )


def _answer(each: AnswerOnPaper, round_: int, language: str) -> list[PaperPart]:
    def word(key: str, **values: object) -> str:
        return form_text(key, language, **values)

    given = each.answer
    lines = _filled(
        (word("root_cause"), given.root_cause),
        (word("correction"), given.correction),
        (word("corrective_action"), given.corrective_action),
        (word("done_on"), _day(given.done_on)),
        (word("files"), "\n".join(each.files)),
        (word("answered"), _by_at(each.given, language)),
    )
    parts = [PaperPart(word("answer", round=round_), lines)]
    if each.verdict is not None and each.verified is not None:
        verified = _filled(
            (word("verdict"), label(f"NonconformityState.{each.verdict}", language)),
            (word("verdict_text"), each.verified.said),
            (word("verified"), _by_at(each.verified, language)),
        )
        parts.append(PaperPart(word("verification"), verified))
    return parts


def _filled(*lines: Line) -> tuple[Line, ...]:
    """The lines that say something."""
    return tuple(line for line in lines if line[1].strip())


def _by_at(signed: Signed, language: str) -> str:
    return form_text("by_at", language, name=signed.name, at=signed.at)


def _day(day: date | None) -> str:
    return "" if day is None else day.isoformat()
