# SPDX-License-Identifier: Apache-2.0
"""What keeps an application from being submitted, each with the page and the field where it is mended."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from zhuoping.core.application import what_is_missing
from zhuoping.core.problems import Problem
from zhuoping.core.wording.labels import label
from zhuoping.records.application_values import application_of
from zhuoping.records.models import Engagement
from zhuoping.records.values import facts_to_apply_of, scheme_of
from zhuoping.web.shared.language import wording_language

_KEY = re.compile(r"(?P<part>[a-z_]+)(?:\.(?P<key>[a-z_-]+))?")
# What these say beyond the name of their place is told where it is mended.
_NAMED = frozenset(
    {
        "empty-text",
        "document-missing",
        "document-or-reason-missing",
        "declaration-missing",
        "fact-sheet-needed",
    }
)
# Fields of the form that stand for something that the application has in one piece.
_FIELDS = {"prior_certificate": "prior_number", "prior_proof": "prior_file"}


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing that is missing: what it belongs to, where to go, and the sentence where its name does not say it."""

    place: str
    sentence: str
    address: str


@dataclass(frozen=True, slots=True)
class Part:
    """What is missing in one part of the application."""

    title: str
    address: str
    missing: tuple[Missing, ...]


def missing_of(engagement: Engagement, on: date) -> list[Missing]:
    """Everything that is missing on a day, in the order of the form."""
    facts = facts_to_apply_of(engagement.client)
    application, scheme = application_of(engagement, facts), scheme_of(engagement.edition)
    return [_missing(engagement, each) for each in what_is_missing(application, scheme, on)]


def parts_of(engagement: Engagement, missing: Sequence[Missing]) -> list[Part]:
    """What is missing by the page where it is mended; pages where nothing is missing are there too."""
    pages = [
        (_("申请内容"), reverse("portal-application", args=[engagement.number])),
        (_("情况表"), reverse("portal-client", args=[engagement.client.uscc])),
        (_("申请材料"), reverse("portal-documents", args=[engagement.number])),
        (_("声明与提交"), reverse("portal-submission", args=[engagement.number])),
    ]
    return [Part(title, page, tuple(_on(page, missing))) for title, page in pages]


def _on(page: str, missing: Iterable[Missing]) -> Iterable[Missing]:
    return (each for each in missing if _page_of(each.address) == page)


def _page_of(address: str) -> str:
    """The page that leads to an address: sheets hang below the enterprise, documents below their list."""
    path = address.partition("#")[0]
    for below in ("/facts/", "/documents/"):
        head, found, _rest = path.partition(below)
        if found:
            return f"{head}/" if below == "/facts/" else head + below
    return path


def _missing(engagement: Engagement, found: Problem) -> Missing:
    place = _KEY.match(found.path)
    part, key = (place["part"], place["key"] or "") if place else ("", "")
    sentence = "" if found.code in _NAMED else found.message(wording_language())
    return Missing(_place(part, key), sentence, _address(engagement, part, key))


def _place(part: str, key: str) -> str:
    """What people call the field, sheet or document."""
    language = wording_language()
    if part == "facts":
        return label(key, language)
    if part in ("documents", "declarations"):
        kind = "DocumentKind" if part == "documents" else "Declaration"
        return label(f"{kind}.{key}", language)
    if part == "prior_certificate" and key:
        return label(f"PriorCertificate.{key}", language)
    return label(f"Application.{part}", language)


def _address(engagement: Engagement, part: str, key: str) -> str:
    number = engagement.number
    if part == "facts":
        return reverse("portal-facts", args=[engagement.client.uscc, key])
    if part == "documents":
        return reverse("portal-document", args=[number, key])
    if part == "declarations":
        return reverse("portal-submission", args=[number])
    field = f"prior_{key}" if part == "prior_certificate" and key else _FIELDS.get(part, part)
    return f"{reverse('portal-application', args=[number])}#id_{field}"
