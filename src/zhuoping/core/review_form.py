# SPDX-License-Identifier: Apache-2.0
"""What the page of an application review holds: everything may still be open, but nothing may be impossible."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from zhuoping.core.application_form import LINE_LIMIT, LIST_LIMIT
from zhuoping.core.application_review import (
    Answer,
    Answered,
    ApplicationReview,
    LookUp,
    Outcome,
    ReviewItem,
)
from zhuoping.core.case import CertificateStatus, PriorCertificate
from zhuoping.core.ledger.canonical import Value
from zhuoping.core.problems import Problem, Refused, at, problem
from zhuoping.core.shapes import TEXT_LIMIT


@dataclass(frozen=True, slots=True)
class Noted:
    """An item of the checklist as filled in: a note may stand before its answer."""

    answer: Answer | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """The prior certificate as the body looks it up, as far as filled in; `proof` is evidence by id."""

    number: str = ""
    issuer: str = ""
    level: str = ""
    valid_until: date | None = None
    status: CertificateStatus | None = None
    checked_on: date | None = None
    proof: int | None = None


@dataclass(frozen=True, slots=True)
class ReviewForm:
    """A review as filled in. `due_on` is the day by which the applicant should add what is listed."""

    outcome: Outcome | None = None
    reason: str = ""
    noted: Mapping[ReviewItem, Noted] = field(default_factory=dict)
    found: Found = field(default_factory=Found)
    to_add: tuple[str, ...] = ()
    due_on: date | None = None

    def review(self, on: date) -> ApplicationReview:
        """The review to be recorded on a day.

        Raises Refused: application-review-outcome-missing, empty-text (a look-up filled in by halves), due-date-past.
        """
        if self.outcome is None:
            raise Refused([problem("outcome", "application-review-outcome-missing")])
        faults = list(_unready(self, on))
        if faults:
            raise Refused(faults)
        answers = {
            item: Answered(noted.answer, noted.note) for item, noted in self.noted.items() if noted.answer
        }
        return ApplicationReview(self.outcome, self.reason, answers, self._look_up(), self.to_add)

    def _look_up(self) -> LookUp | None:
        found = self.found
        if found.valid_until is None or found.status is None or found.checked_on is None:
            return None
        certificate = PriorCertificate(
            found.number, found.issuer, found.level, found.valid_until, found.status, found.checked_on
        )
        return LookUp(certificate, f"evidence:{found.proof}" if found.proof else "")


def form_problems(form: ReviewForm) -> tuple[Problem, ...]:
    """What could not be kept: text-too-long, too-many-lines."""
    return tuple(_problems(form))


def _problems(form: ReviewForm) -> Iterator[Problem]:
    if len(form.reason) > TEXT_LIMIT:
        yield problem("reason", "text-too-long", length=len(form.reason), limit=TEXT_LIMIT)
    for item, noted in form.noted.items():
        if len(noted.note) > TEXT_LIMIT:
            path = at("answers", item.value)
            yield problem(path, "text-too-long", length=len(noted.note), limit=TEXT_LIMIT)
    for key in ("number", "issuer", "level"):
        length = len(getattr(form.found, key))
        if length > LINE_LIMIT:
            yield problem(at("look_up", key), "text-too-long", length=length, limit=LINE_LIMIT)
    if len(form.to_add) > LIST_LIMIT:
        yield problem("to_add", "too-many-lines", count=len(form.to_add), limit=LIST_LIMIT)
    for index, line in enumerate(form.to_add):
        if len(line) > TEXT_LIMIT:
            yield problem(at("to_add", index), "text-too-long", length=len(line), limit=TEXT_LIMIT)


def _unready(form: ReviewForm, on: date) -> Iterator[Problem]:
    found = form.found
    if form.outcome is Outcome.ACCEPT and found != Found():
        for key in ("valid_until", "status", "checked_on"):
            if getattr(found, key) is None:
                yield problem(at("look_up", key), "empty-text")
    if form.outcome is Outcome.SUPPLEMENT and form.due_on is not None and form.due_on < on:
        yield problem("due_on", "due-date-past", given=form.due_on, on=on)


def to_plain(form: ReviewForm) -> dict[str, Value]:
    """The form as plain values: dates as text."""
    found = form.found
    return {
        "outcome": form.outcome.value if form.outcome else "",
        "reason": form.reason,
        "answers": {
            item.value: {"answer": noted.answer.value if noted.answer else "", "note": noted.note}
            for item, noted in form.noted.items()
        },
        "look_up": {
            "number": found.number,
            "issuer": found.issuer,
            "level": found.level,
            "valid_until": _day(found.valid_until),
            "status": found.status.value if found.status else "",
            "checked_on": _day(found.checked_on),
            "proof": found.proof,
        },
        "to_add": list(form.to_add),
        "due_on": _day(form.due_on),
    }


def from_plain(stored: Mapping[str, Value]) -> ReviewForm:
    """The form that `to_plain` wrote; an empty mapping is a form that nobody has begun."""
    if not stored:
        return ReviewForm()
    answers, found = _mapping(stored["answers"]), _mapping(stored["look_up"])
    lines = stored["to_add"]
    return ReviewForm(
        outcome=Outcome(str(stored["outcome"])) if stored["outcome"] else None,
        reason=str(stored["reason"]),
        noted={ReviewItem(key): _noted(_mapping(each)) for key, each in answers.items()},
        found=Found(
            number=str(found["number"]),
            issuer=str(found["issuer"]),
            level=str(found["level"]),
            valid_until=_read_day(found["valid_until"]),
            status=CertificateStatus(str(found["status"])) if found["status"] else None,
            checked_on=_read_day(found["checked_on"]),
            proof=found["proof"] if isinstance(found["proof"], int) else None,
        ),
        to_add=tuple(map(str, lines)) if isinstance(lines, list) else (),
        due_on=_read_day(stored["due_on"]),
    )


def _noted(stored: Mapping[str, Value]) -> Noted:
    return Noted(Answer(str(stored["answer"])) if stored["answer"] else None, str(stored["note"]))


def _mapping(value: Value) -> Mapping[str, Value]:
    return value if isinstance(value, Mapping) else {}


def _day(value: date | None) -> str:
    return value.isoformat() if value else ""


def _read_day(value: Value) -> date | None:
    return date.fromisoformat(str(value)) if value else None
