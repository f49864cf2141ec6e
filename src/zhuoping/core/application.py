# SPDX-License-Identifier: Apache-2.0
"""An application for certification: what the applicant states and hands in, and what is still missing.

ISO/IEC 17065 7.2, domain rules A4 and A5. Which documents are asked for is `application_documents.py`. Months and the
limits of the prior certificate come from the edition; a parameter that it does not have, or sets to null, asks nothing.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from zhuoping.core import shapes
from zhuoping.core.application_documents import DocumentKind, Paper, check_papers, months_asked
from zhuoping.core.case import CertificateStatus, PriorCertificate
from zhuoping.core.dates import months_after
from zhuoping.core.facts import Facts
from zhuoping.core.problems import Problem, Refused, at, problem
from zhuoping.core.scheme import CertificationType, Scheme
from zhuoping.core.wording.labels import Word

# What an edition writes where it sets no limit on level or issuer of the prior certificate.
ANY = ("any", "any-approved")


def types_open(*, certified: bool) -> tuple[CertificationType, ...]:
    """What an enterprise may apply for; `certified`: a certificate of this body for it is on record."""
    initial = CertificationType.INITIAL
    return (initial, CertificationType.RECERTIFICATION) if certified else (initial,)


def opening_problems(type_: CertificationType, *, certified: bool) -> tuple[Problem, ...]:
    """Why an application of a type may not be opened: application-type, recertification-without-certificate."""
    if type_ in types_open(certified=certified):
        return ()
    if type_ is CertificationType.RECERTIFICATION:
        # 17065 7.9 to 7.11: what is renewed was granted by this body, and was not withdrawn.
        return (problem("type", "recertification-without-certificate"),)
    return (problem("type", "application-type", given=type_),)


class Declaration(StrEnum):
    """What an applicant declares; all of them, by a person who may bind the enterprise."""

    LAWFUL = "lawful"
    TRUTHFUL = "truthful"
    CONFORMING = "conforming"
    NO_MAJOR_INCIDENT = "no-major-incident"
    ACCESS = "access"
    CHANGES = "changes"


@dataclass(frozen=True, slots=True)
class Application:
    """One application. None, or an empty text or tuple, is a question not answered yet, save where 0 or none is said.

    `outsourced` is () where nothing is outsourced and None where nobody said so. `places` counts where the enterprise
    itself runs its system, headquarters included; `outlets` those in use, as the fact sheet lists them.
    `prior_proof` is the reference of the look-up that `prior_certificate.checked_on` dates.
    `not_applicable` gives the reason for each document that does not apply.
    """

    scheme: str
    edition: str
    type: CertificationType = CertificationType.INITIAL
    scope: str = ""
    design_responsibility: bool | None = None
    design_reason: str = ""
    running_since: date | None = None
    places: int | None = None
    outlets: int | None = None
    outsourced: tuple[str, ...] | None = None
    languages: tuple[str, ...] = ()
    prior_certificate: PriorCertificate | None = None
    prior_proof: str = ""
    declarations: frozenset[Declaration] = frozenset()
    documents: Mapping[DocumentKind, tuple[Paper, ...]] = field(default_factory=dict)
    not_applicable: Mapping[DocumentKind, str] = field(default_factory=dict)
    facts: Facts = field(default_factory=Facts)


def what_is_missing(application: Application, scheme: Scheme, on: date) -> tuple[Problem, ...]:
    """Everything that keeps the application from being submitted on a day, in the order of its form.

    Problems: edition-other, edition-not-yet-in-force, application-type, empty-text, running-too-short,
    date-ahead, places-none, fact-sheet-needed, outlets-differ, those of `prior_problems`, prior-proof-missing,
    declaration-missing, and those of `check_papers`.
    """
    return (
        *_edition(application, scheme, on),
        *_statements(application),
        *_running(application, scheme, on),
        *_places(application, on),
        *_sheets(application),
        *_prior(application, scheme, on),
        *_declarations(application),
        *check_papers(application.documents, application.not_applicable, scheme, on),
    )


def check_submission(application: Application, scheme: Scheme, on: date) -> None:
    """Nothing, when the application may be submitted on that day.

    Raises Refused with everything that `what_is_missing` finds.
    """
    missing = what_is_missing(application, scheme, on)
    if missing:
        raise Refused(missing)


def prior_problems(certificate: PriorCertificate, scheme: Scheme, on: date, path: str) -> Iterator[Problem]:
    """What is wrong with the prior certificate on a day (domain rule A4, reading A20).

    Problems: empty-text, date-ahead, prior-status, prior-ended, prior-level, prior-issuer. The last day of its
    validity still counts; an edition may do without validity (`prior_certificate.valid_at_acceptance`).
    """
    for key in ("number", "issuer", "level"):
        if not _says(getattr(certificate, key)):
            yield problem(at(path, key), "empty-text")
    if certificate.checked_on > on:
        yield problem(at(path, "checked_on"), "date-ahead", given=certificate.checked_on, on=on)
    has_to_be_valid = _limit(scheme, "prior_certificate.valid_at_acceptance") is not False
    if has_to_be_valid and certificate.status is not CertificateStatus.VALID:
        status = Word(f"CertificateStatus.{certificate.status}")
        values = {"number": certificate.number, "status": status, "on": certificate.checked_on}
        yield problem(at(path, "status"), "prior-status", **values)
    if has_to_be_valid and certificate.valid_until < on:
        values = {"number": certificate.number, "until": certificate.valid_until, "on": on}
        yield problem(at(path, "valid_until"), "prior-ended", **values)
    yield from demand_problems(certificate, scheme, path)


def demand_problems(certificate: PriorCertificate, scheme: Scheme, path: str) -> Iterator[Problem]:
    """What an edition asks of the certificate on any day: prior-level, prior-issuer."""
    for key, code in (("level", "prior-level"), ("issuer", "prior-issuer")):
        wanted, given = _limit(scheme, f"prior_certificate.{key}"), getattr(certificate, key)
        if wanted not in (None, *ANY) and _says(given) and given.strip() != wanted:
            yield problem(at(path, key), code, given=shapes.shown(given), wanted=wanted)


def _limit(scheme: Scheme, key: str) -> object:
    parameter = scheme.parameters.get(key)
    return None if parameter is None else parameter.value


def _says(text: str) -> bool:
    """Whether a text shows anything to a reader."""
    return bool(shapes.text(text, "", [], required=False))


def _edition(application: Application, scheme: Scheme, on: date) -> Iterator[Problem]:
    if (application.scheme, application.edition) != (scheme.scheme, scheme.edition):
        named = f"{application.scheme} {application.edition}"
        yield problem("edition", "edition-other", named=named, given=f"{scheme.scheme} {scheme.edition}")
    if on < scheme.in_force_on:
        yield problem("edition", "edition-not-yet-in-force", on=on, in_force_on=scheme.in_force_on)
    if application.type not in (CertificationType.INITIAL, CertificationType.RECERTIFICATION):
        # Surveillance and special engagements are the body's own acts (17065 7.9): nobody applies for them.
        yield problem("type", "application-type", given=application.type)


def _statements(application: Application) -> Iterator[Problem]:
    """Scope and design responsibility with its reason (domain rule A5; modes depend on the latter), languages."""
    if not _says(application.scope):
        yield problem("scope", "empty-text")
    if application.design_responsibility is None:
        yield problem("design_responsibility", "empty-text")
    if not _says(application.design_reason):
        yield problem("design_reason", "design-reason-missing")
    if not application.languages:
        yield problem("languages", "empty-text")
    if application.outsourced is None:
        yield problem("outsourced", "empty-text")
    for key in ("languages", "outsourced"):
        for index, text in enumerate(getattr(application, key) or ()):
            if not _says(text):
                yield problem(at(key, index), "empty-text")


def _running(application: Application, scheme: Scheme, on: date) -> Iterator[Problem]:
    """The system has run for the months that the edition asks for, to the day."""
    since = application.running_since
    if since is None:
        yield problem("running_since", "empty-text")
        return
    least = months_asked(scheme, "application.least_running_months")
    if since > on:
        yield problem("running_since", "date-ahead", given=since, on=on)
    elif least is not None and months_after(since, least) > on:
        values = {"since": since, "least": least, "from_on": months_after(since, least)}
        yield problem("running_since", "running-too-short", **values)


def _places(application: Application, on: date) -> Iterator[Problem]:
    if application.places is None:
        yield problem("places", "empty-text")
    elif application.places < 1:
        yield problem("places", "places-none", given=application.places)
    if application.outlets is None:
        yield problem("outlets", "empty-text")
        return
    in_use = [each for each in application.facts.outlets if each.closed_on is None or each.closed_on > on]
    if len(in_use) != application.outlets:
        # The outlet sample is drawn from the list (domain rule A9): a number beside it must be the same.
        yield problem("outlets", "outlets-differ", stated=application.outlets, listed=len(in_use))


# Sheets that acceptance and planning rest on: coverage, staff, and the managers of 2.2.
SHEETS = ("regions", "roster", "managers")


def _sheets(application: Application) -> Iterator[Problem]:
    for sheet in SHEETS:
        if not getattr(application.facts, sheet):
            yield problem(at("facts", sheet), "fact-sheet-needed", sheet=Word(sheet, sheet))


def _prior(application: Application, scheme: Scheme, on: date) -> Iterator[Problem]:
    if scheme.applicability is None:
        return
    path, certificate = "prior_certificate", application.prior_certificate
    if certificate is None:
        document = scheme.applicability.normative_document
        yield problem(path, "prior-certificate-needed", document=document)
        return
    yield from prior_problems(certificate, scheme, on, path)
    if not _says(application.prior_proof):
        yield problem("prior_proof", "prior-proof-missing")


def _declarations(application: Application) -> Iterator[Problem]:
    for each in Declaration:
        if each not in application.declarations:
            title = Word(f"Declaration.{each}")
            yield problem(at("declarations", each.value), "declaration-missing", title=title)
