# SPDX-License-Identifier: Apache-2.0
"""Review of an application: a checklist, the look-up of the prior certificate, and one of three outcomes.

ISO/IEC 17065 7.3, domain rules A4 and A6. Nothing is planned before an application was accepted.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from zhuoping.core import shapes
from zhuoping.core.application import Application, prior_problems
from zhuoping.core.application_documents import months_asked
from zhuoping.core.case import PriorCertificate
from zhuoping.core.enterprise import Registration
from zhuoping.core.modes import parse_modes, required_modes
from zhuoping.core.problems import Problem, Refused, at, problem
from zhuoping.core.scheme import Scheme
from zhuoping.core.wording.labels import Word, choice


class Outcome(StrEnum):
    """What a review comes to."""

    ACCEPT = "accept"
    SUPPLEMENT = "supplement"
    DECLINE = "decline"


class ReviewItem(StrEnum):
    """One thing that the review looks at, in the order of the checklist."""

    INFORMATION = "information"
    LEGAL_STANDING = "legal-standing"
    NO_OBSTACLE = "no-obstacle"
    PREREQUISITE = "prerequisite"
    SCOPE = "scope"
    DESIGN = "design"
    RUNNING = "running"
    DIFFERENCES = "differences"
    PEOPLE = "people"
    MEANS = "means"
    EXPERIENCE = "experience"
    IMPARTIALITY = "impartiality"


class Answer(StrEnum):
    """What the reviewer found."""

    YES = "yes"
    NO = "no"
    NOT_APPLICABLE = "not-applicable"


@dataclass(frozen=True, slots=True)
class Answered:
    """One answer with a note; only a plain yes may stand without one."""

    answer: Answer
    note: str = ""


@dataclass(frozen=True, slots=True)
class LookUp:
    """The prior certificate as the body itself found it on `found.checked_on`, with the reference of the proof."""

    found: PriorCertificate
    proof: str


@dataclass(frozen=True, slots=True)
class Capability:
    """What the body's people may do on the day.

    Whether the reviewer is authorised for the scheme; the letters of modes that some auditor is authorised for.
    """

    reviewer_is_competent: bool
    modes: frozenset[str]


@dataclass(frozen=True, slots=True)
class ApplicationReview:
    """A review as recorded; `to_add` lists what the applicant is asked to add, in words."""

    outcome: Outcome
    reason: str
    answers: Mapping[ReviewItem, Answered] = field(default_factory=dict)
    look_up: LookUp | None = None
    to_add: tuple[str, ...] = ()


def may_be_left(item: ReviewItem, scheme: Scheme) -> bool:
    """Whether the item may be answered “not applicable”: without a prior certificate asked for, or no new kind of work.

    17065 7.3.3 asks for a justification only where the body has no experience with the client's kind of service.
    """
    if item is ReviewItem.PREREQUISITE:
        return scheme.applicability is None
    return item is ReviewItem.EXPERIENCE


def review_problems(
    review: ApplicationReview,
    application: Application,
    registration: Registration,
    scheme: Scheme,
    capability: Capability,
    on: date,
) -> tuple[Problem, ...]:
    """Everything that keeps a review from being recorded on a day.

    Problems for every outcome: reviewer-not-competent, application-review-reason-missing,
    application-review-note-missing, application-review-always-applies. To accept: credit-code-not-accepted,
    application-review-unanswered, application-review-not-met, look-up-missing, look-up-proof-missing, look-up-too-old,
    look-up-differs, those of `prior_problems`, modes-without-people. To ask for more: nothing-to-add, empty-text.
    """
    found: list[Problem] = []
    if not capability.reviewer_is_competent:
        # 17065 7.3.1 e), domain rule A6.
        found.append(problem("reviewer", "reviewer-not-competent", scheme=scheme.title))
    if not _says(review.reason):
        found.append(problem("reason", "application-review-reason-missing", outcome=choice(review.outcome)))
    found.extend(_answers(review, scheme))
    if review.outcome is Outcome.ACCEPT:
        found.extend(_enterprise(registration))
        found.extend(_acceptance(review, scheme))
        found.extend(_look_up(review, application, scheme, on))
        found.extend(_people(application, scheme, capability))
    if review.outcome is Outcome.SUPPLEMENT:
        if not review.to_add:
            found.append(problem("to_add", "nothing-to-add"))
        found.extend(
            problem(at("to_add", index), "empty-text")
            for index, text in enumerate(review.to_add)
            if not _says(text)
        )
    return tuple(found)


def check_review(
    review: ApplicationReview,
    application: Application,
    registration: Registration,
    scheme: Scheme,
    capability: Capability,
    on: date,
) -> None:
    """Nothing, when the review may be recorded on that day.

    Raises Refused with everything that `review_problems` finds.
    """
    found = review_problems(review, application, registration, scheme, capability, on)
    if found:
        raise Refused(found)


def _says(text: str) -> bool:
    return bool(shapes.text(text, "", [], required=False))


def _title(item: ReviewItem) -> Word:
    return Word(f"ReviewItem.{item}")


def _answers(review: ApplicationReview, scheme: Scheme) -> Iterator[Problem]:
    for item, answered in review.answers.items():
        path = at("answers", item.value)
        if answered.answer is Answer.NOT_APPLICABLE and not may_be_left(item, scheme):
            yield problem(path, "application-review-always-applies", title=_title(item))
        if answered.answer is not Answer.YES and not _says(answered.note):
            yield problem(path, "application-review-note-missing", title=_title(item))


def _enterprise(registration: Registration) -> Iterator[Problem]:
    """A credit code whose check character fails was accepted by somebody of the body (domain rule A3)."""
    if registration.needs_approval:
        yield problem("uscc", "credit-code-not-accepted", uscc=registration.enterprise.uscc)


def _acceptance(review: ApplicationReview, scheme: Scheme) -> Iterator[Problem]:
    for item in ReviewItem:
        answered, path = review.answers.get(item), at("answers", item.value)
        if answered is None:
            if not (item is ReviewItem.PREREQUISITE and scheme.applicability is None):
                yield problem(path, "application-review-unanswered", title=_title(item))
        elif answered.answer is Answer.NO:
            yield problem(path, "application-review-not-met", title=_title(item))


def _look_up(
    review: ApplicationReview, application: Application, scheme: Scheme, on: date
) -> Iterator[Problem]:
    """The body's own look-up: on the day, or within the days that the edition allows, and as the applicant said."""
    if scheme.applicability is None:
        return
    path, look_up = "look_up", review.look_up
    if look_up is None:
        yield problem(path, "look-up-missing", document=scheme.applicability.normative_document)
        return
    found = look_up.found
    if not _says(look_up.proof):
        yield problem(at(path, "proof"), "look-up-proof-missing")
    days = months_asked(scheme, "prior_certificate.look_up_days") or 0
    if found.checked_on < on - timedelta(days=days):
        values = {"checked_on": found.checked_on, "on": on, "days": days}
        yield problem(at(path, "checked_on"), "look-up-too-old", **values)
    yield from prior_problems(found, scheme, on, path)
    stated = application.prior_certificate
    for key in ("number", "issuer", "level", "valid_until"):
        said = getattr(stated, key, "")
        if str(said).strip() != str(getattr(found, key)).strip():
            values = {"stated": shapes.shown(said), "found": shapes.shown(getattr(found, key))}
            yield problem(at(path, key), "look-up-differs", **values)


def _people(application: Application, scheme: Scheme, capability: Capability) -> Iterator[Problem]:
    """Somebody is authorised for every mode of a combination that this type of engagement may use (domain rule A8)."""
    design = application.design_responsibility
    if design is None:
        return
    rule = required_modes(scheme, application.type, design_responsibility=design)
    lacking = [set(parse_modes(each, scheme)) - capability.modes for each in rule.any_of]
    if all(lacking):
        fewest = min(lacking, key=lambda modes: (len(modes), sorted(modes)))
        yield problem("capability", "modes-without-people", modes=tuple(sorted(fewest)))
