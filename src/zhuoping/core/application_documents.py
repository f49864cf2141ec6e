# SPDX-License-Identifier: Apache-2.0
"""The documents that an applicant hands in, as a checklist: which are asked for, which are there, which still count.

The list is what bodies with a comparable certification ask for; the specification has none. Titles and hints of each
kind stand in `wording/application.py`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from zhuoping.core import shapes
from zhuoping.core.dates import months_after
from zhuoping.core.problems import Problem, at, problem
from zhuoping.core.scheme import Scheme
from zhuoping.core.wording.labels import Said, Word


class DocumentKind(StrEnum):
    """What a document is."""

    BUSINESS_LICENCE = "business-licence"
    PRIOR_CERTIFICATE = "prior-certificate"
    PERMITS = "permits"
    DESCRIPTION = "description"
    CONFORMITY_REPORTS = "conformity-reports"
    LAWS_AND_STANDARDS = "laws-and-standards"
    PROFILE = "profile"
    ORGANISATION_CHART = "organisation-chart"
    SERVICE_CHART = "service-chart"
    OUTLET_LIST = "outlet-list"
    HANDBOOK = "handbook"
    DOCUMENT_LIST = "document-list"
    SERVICE_POLICY = "service-policy"
    HONOURS = "honours"
    SERVICE_RECORDS = "service-records"
    SATISFACTION_SURVEY = "satisfaction-survey"
    COMPLAINT_RECORDS = "complaint-records"
    STAFF_CERTIFICATES = "staff-certificates"
    TRAINING_RECORDS = "training-records"
    SPARE_PARTS = "spare-parts"
    BUDGET = "budget"
    PROMISES = "promises"
    SIGNED_DECLARATION = "signed-declaration"


class DocumentNeed(StrEnum):
    """Whether a document has to be there; `where-applicable` is settled by a reason why it does not apply."""

    REQUIRED = "required"
    WHERE_APPLICABLE = "where-applicable"
    OPTIONAL = "optional"


_WHERE_APPLICABLE = frozenset(
    {
        DocumentKind.PERMITS,
        DocumentKind.CONFORMITY_REPORTS,
        DocumentKind.OUTLET_LIST,
        DocumentKind.COMPLAINT_RECORDS,
        DocumentKind.STAFF_CERTIFICATES,
        DocumentKind.SPARE_PARTS,
    }
)


@dataclass(frozen=True, slots=True)
class Paper:
    """One file handed in: reference of its evidence and the date of the document itself, not of its upload.

    `from_on` and `until_on` are the first and last day that records cover; `valid_until` the last day that a licence
    or certificate counts.
    """

    reference: str
    dated_on: date | None = None
    from_on: date | None = None
    until_on: date | None = None
    valid_until: date | None = None


@dataclass(frozen=True, slots=True)
class DocumentLine:
    """One line of the checklist. It is settled when nothing about it is missing."""

    kind: DocumentKind
    need: DocumentNeed
    papers: tuple[Paper, ...]
    not_applicable_because: str
    problems: tuple[Problem, ...]

    @property
    def is_settled(self) -> bool:
        """Whether nothing about this document is missing."""
        return not self.problems


def need(kind: DocumentKind, scheme: Scheme) -> DocumentNeed:
    """Whether the document has to be there under the edition."""
    if kind is DocumentKind.HONOURS:
        return DocumentNeed.OPTIONAL
    if kind is DocumentKind.PRIOR_CERTIFICATE and scheme.applicability is None:
        return DocumentNeed.OPTIONAL
    return DocumentNeed.WHERE_APPLICABLE if kind in _WHERE_APPLICABLE else DocumentNeed.REQUIRED


def checklist(
    documents: Mapping[DocumentKind, tuple[Paper, ...]],
    not_applicable: Mapping[DocumentKind, str],
    scheme: Scheme,
    on: date,
) -> tuple[DocumentLine, ...]:
    """Every kind of document with what is there and what is missing on a day, in the order of the list.

    Problems: document-missing, document-or-reason-missing, document-always-applies, document-and-reason,
    document-without-file, document-not-dated, date-ahead, document-ended, records-not-dated, records-reversed,
    records-too-short, records-too-old.
    """
    lines = []
    for kind in DocumentKind:
        papers, reason = documents.get(kind, ()), not_applicable.get(kind, "").strip()
        wanted = need(kind, scheme)
        problems = (*_presence(kind, wanted, papers, reason), *_papers(kind, papers, scheme, on))
        lines.append(DocumentLine(kind, wanted, papers, reason, problems))
    return tuple(lines)


def check_papers(
    documents: Mapping[DocumentKind, tuple[Paper, ...]],
    not_applicable: Mapping[DocumentKind, str],
    scheme: Scheme,
    on: date,
) -> Iterator[Problem]:
    """All problems of the checklist."""
    for line in checklist(documents, not_applicable, scheme, on):
        yield from line.problems


def _title(kind: DocumentKind) -> Said:
    return Word(f"DocumentKind.{kind}")


def _path(kind: DocumentKind) -> str:
    return at("documents", kind.value)


def _presence(
    kind: DocumentKind, wanted: DocumentNeed, papers: tuple[Paper, ...], reason: str
) -> Iterator[Problem]:
    path, title = _path(kind), _title(kind)
    if papers:
        if reason:
            yield problem(path, "document-and-reason", title=title)
    elif wanted is DocumentNeed.REQUIRED:
        yield problem(path, "document-always-applies" if reason else "document-missing", title=title)
    elif wanted is DocumentNeed.WHERE_APPLICABLE and not reason:
        yield problem(path, "document-or-reason-missing", title=title)


def _papers(kind: DocumentKind, papers: tuple[Paper, ...], scheme: Scheme, on: date) -> Iterator[Problem]:
    title = _title(kind)
    for index, paper in enumerate(papers):
        path = at(_path(kind), index)
        if not shapes.text(paper.reference, path, [], required=False):
            yield problem(path, "document-without-file", title=title)
        if paper.dated_on is None:
            yield problem(at(path, "dated_on"), "document-not-dated", title=title)
        elif paper.dated_on > on:
            yield problem(at(path, "dated_on"), "date-ahead", given=paper.dated_on, on=on)
        if paper.valid_until is not None and paper.valid_until < on:
            values = {"title": title, "until": paper.valid_until, "on": on}
            yield problem(at(path, "valid_until"), "document-ended", **values)
    if kind is DocumentKind.SERVICE_RECORDS and papers:
        yield from _records(papers, scheme, on)


def _records(papers: tuple[Paper, ...], scheme: Scheme, on: date) -> Iterator[Problem]:
    """Service records cover the months that the edition asks for without a gap, and reach into those just past."""
    path = _path(DocumentKind.SERVICE_RECORDS)
    months = months_asked(scheme, "application.record_months")
    if months is None:
        return
    days = []
    for index, paper in enumerate(papers):
        if paper.from_on is None or paper.until_on is None:
            yield problem(at(path, index), "records-not-dated")
        elif paper.from_on > paper.until_on:
            values = {"from_on": paper.from_on, "until_on": paper.until_on}
            yield problem(at(path, index), "records-reversed", **values)
        elif paper.until_on > on:
            yield problem(at(at(path, index), "until_on"), "date-ahead", given=paper.until_on, on=on)
        else:
            days.append((paper.from_on, paper.until_on))
    if len(days) == len(papers):
        first, last = _latest_run(days)
        told = {"first": first, "last": last, "months": months}
        # First and last day both count: 1 September to 30 November are three months.
        if months_after(first, months) > last + timedelta(days=1):
            yield problem(path, "records-too-short", **told)
        if last < months_after(on, -months):
            yield problem(path, "records-too-old", **told, on=on)


def _latest_run(days: list[tuple[date, date]]) -> tuple[date, date]:
    """The latest stretch without a gap that the days cover together."""
    first, last = min(days)
    for start, end in sorted(days):
        if start > last + timedelta(days=1):
            first = start
        last = max(last, end)
    return first, last


def months_asked(scheme: Scheme, key: str) -> int | None:
    """A parameter in months; None where the edition asks for nothing."""
    parameter = scheme.parameters.get(key)
    return parameter.value if parameter and isinstance(parameter.value, int) else None
