# SPDX-License-Identifier: Apache-2.0
"""The prior certificate between acceptance and fieldwork: looked up again, and held against a plan (domain rule A4).

It was valid at acceptance (`application_review`), and has to be at the decision. One that lapsed or was withdrawn
meanwhile leads to no decision, so nobody goes out before the body has looked it up again.
"""

from collections.abc import Iterator
from dataclasses import fields
from datetime import date, timedelta

from zhuoping.core import shapes
from zhuoping.core.application import demand_problems
from zhuoping.core.application_documents import months_asked
from zhuoping.core.application_form import LINE_LIMIT
from zhuoping.core.case import CertificateStatus, PriorCertificate
from zhuoping.core.problems import Problem, at, problem
from zhuoping.core.scheme import Scheme
from zhuoping.core.shapes import TEXT_LIMIT
from zhuoping.core.wording.labels import Said, Word

# Where problems of a release say that they are: not in the plan itself.
PATH = "prior_certificate"
_AT_ACCEPTANCE, _AT_RELEASE = f"{PATH}.look_up_days", f"{PATH}.look_up_days_at_release"
_AT_DECISION = f"{PATH}.valid_at_decision"
_TEXTS = ("number", "issuer", "level")


def look_up_problems(
    found: PriorCertificate, note: str, before: PriorCertificate | None, scheme: Scheme, on: date
) -> tuple[Problem, ...]:
    """What keeps a further look-up from being recorded on a day; `before` is the last one, `note` what is said of it.

    That the certificate is not valid does not: it is what has to be on record. Whoever records it takes in the proof.
    Codes: look-up-not-asked, empty-text, text-too-long, date-ahead, look-up-before-last, look-up-note-missing.
    """
    if scheme.applicability is None:
        return (problem("", "look-up-not-asked"),)
    return tuple(_look_up(found, note, before, on))


def release_problems(
    latest: PriorCertificate | None, scheme: Scheme, first: date | None, on: date
) -> tuple[Problem, ...]:
    """What of the prior certificate keeps a plan from being released on a day; `first` is the plan's first day.

    `latest` is the last look-up. Its age is bounded by `prior_certificate.look_up_days_at_release`; an edition without
    that goes by what it allows before acceptance. What has to be valid at the decision has to be valid on both days.
    Codes: release-look-up-missing, release-look-up-old, release-prior-status, release-prior-ended, prior-level,
    prior-issuer.
    """
    if scheme.applicability is None:
        return ()
    if latest is None:
        document = scheme.applicability.normative_document
        return (problem(PATH, "release-look-up-missing", document=document),)
    return tuple(_release(latest, scheme, max(first or on, on), on))


def changed_since(before: PriorCertificate | None, found: PriorCertificate) -> tuple[str, ...]:
    """The fields in which a look-up differs from the last one, but for its day."""
    if before is None:
        return ()
    names = (each.name for each in fields(found) if each.name != "checked_on")
    return tuple(name for name in names if _plain(getattr(found, name)) != _plain(getattr(before, name)))


def days_at_release(scheme: Scheme) -> int:
    """How many days before the release of a plan the last look-up may be; 0 for the day itself."""
    for key in (_AT_RELEASE, _AT_ACCEPTANCE):
        if (days := months_asked(scheme, key)) is not None:
            return days
    return 0


def _look_up(
    found: PriorCertificate, note: str, before: PriorCertificate | None, on: date
) -> Iterator[Problem]:
    for key in _TEXTS:
        text = getattr(found, key)
        if not _says(text):
            yield problem(key, "empty-text")
        elif len(text) > LINE_LIMIT:
            yield problem(key, "text-too-long", length=len(text), limit=LINE_LIMIT)
    if found.checked_on > on:
        yield problem("checked_on", "date-ahead", given=found.checked_on, on=on)
    if before is not None and found.checked_on < before.checked_on:
        values = {"given": found.checked_on, "last": before.checked_on}
        yield problem("checked_on", "look-up-before-last", **values)
    if len(note) > TEXT_LIMIT:
        yield problem("note", "text-too-long", length=len(note), limit=TEXT_LIMIT)
    changed = changed_since(before, found)
    if changed and not _says(note):
        named: tuple[Said, ...] = tuple(Word(f"PriorCertificate.{each}") for each in changed)
        yield problem("note", "look-up-note-missing", changed=named)


def _release(latest: PriorCertificate, scheme: Scheme, first: date, on: date) -> Iterator[Problem]:
    days = days_at_release(scheme)
    if latest.checked_on < on - timedelta(days=days):
        values: dict[str, object] = {"checked_on": latest.checked_on, "on": on, "days": days}
        yield problem(at(PATH, "checked_on"), "release-look-up-old", **values)
    asked = scheme.parameters.get(_AT_DECISION)
    if asked is None or asked.value is not False:
        if latest.status is not CertificateStatus.VALID:
            status = Word(f"CertificateStatus.{latest.status}")
            values = {"number": latest.number, "status": status, "on": latest.checked_on}
            yield problem(at(PATH, "status"), "release-prior-status", **values)
        if latest.valid_until < first:
            values = {"number": latest.number, "until": latest.valid_until, "first": first}
            yield problem(at(PATH, "valid_until"), "release-prior-ended", **values)
    yield from demand_problems(latest, scheme, PATH)


def _plain(value: object) -> str:
    return str(value).strip()


def _says(text: str) -> bool:
    return bool(shapes.text(text, "", [], required=False))
