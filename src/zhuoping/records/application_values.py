# SPDX-License-Identifier: Apache-2.0
"""An application's rows as the value that core's rules read, and as plain text kept when it is submitted."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from enum import StrEnum

from zhuoping.core.application import Application, Declaration
from zhuoping.core.application_documents import DocumentKind, Paper
from zhuoping.core.facts import Facts
from zhuoping.core.ledger.canonical import Value
from zhuoping.core.scheme import CertificationType
from zhuoping.records.models import ApplicationDocument, Client, Engagement, FactRow
from zhuoping.records.values import enterprise_of, facts_of, prior_certificate_of, scheme_of


def application_of(engagement: Engagement, facts: Facts | None = None) -> Application:
    """What the client has stated and handed in so far; `facts` for all fact sheets, where a few rows will do."""
    row = engagement.application
    scheme = scheme_of(engagement.edition)
    papers, not_applicable = documents_of(engagement)
    return Application(
        scheme=scheme.scheme,
        edition=scheme.edition,
        type=CertificationType(engagement.type),
        scope=row.scope,
        design_responsibility=row.design_responsibility,
        design_reason=row.design_reason,
        running_since=row.running_since,
        places=row.places,
        outlets=row.outlets,
        outsourced=None if row.outsourced is None else tuple(row.outsourced),
        languages=tuple(row.languages),
        prior_certificate=prior_certificate_of(row),
        prior_proof=reference(row.prior_proof_id),
        declarations=frozenset(map(Declaration, row.declarations)),
        documents=papers,
        not_applicable=not_applicable,
        facts=facts_of(engagement.client) if facts is None else facts,
    )


def is_certified(client: Client) -> bool:
    """Whether a certificate of this body for the client is on record. There are no records of certificates yet."""
    del client
    return False


def reference(evidence: int | None) -> str:
    """How a value names a piece of evidence; empty where there is none."""
    return f"evidence:{evidence}" if evidence else ""


def documents_of(
    engagement: Engagement,
) -> tuple[Mapping[DocumentKind, tuple[Paper, ...]], Mapping[DocumentKind, str]]:
    """The documents that stand on the list by kind, and the reasons why others do not apply."""
    papers: dict[DocumentKind, tuple[Paper, ...]] = {}
    not_applicable: dict[DocumentKind, str] = {}
    standing = ApplicationDocument.objects.filter(engagement=engagement, withdrawn_at=None)
    for document in standing.select_related("evidence"):
        kind = DocumentKind(document.kind)
        if document.evidence is None:
            not_applicable[kind] = document.not_applicable
            continue
        paper = Paper(
            reference(document.evidence_id),
            document.evidence.dated_on,
            document.from_on,
            document.until_on,
            document.valid_until,
        )
        papers[kind] = (*papers.get(kind, ()), paper)
    return papers, not_applicable


def content_of(engagement: Engagement, application: Application) -> Value:
    """Everything that is submitted, as plain values: enterprise, application, documents with digests, fact sheets."""
    files = {
        reference(each.evidence_id): each.evidence.file_id
        for each in ApplicationDocument.objects.filter(
            engagement=engagement, withdrawn_at=None, evidence__isnull=False
        ).select_related("evidence")
        if each.evidence is not None
    }
    return {
        "enterprise": _plain(asdict(enterprise_of(engagement.client))),
        "application": _plain(asdict(application)),
        "files": files,
        "rows": {"outlets": _rows_of(engagement.client, application.facts)},
    }


def _rows_of(client: Client, facts: Facts) -> Value:
    """The rows that these outlets stand in, by which they are known when they are renamed; none if the list changed."""
    rows = FactRow.objects.filter(sheet__client=client, sheet__key="outlets").order_by("position")
    found = list(rows.values_list("pk", "values__name"))
    same = [name for _, name in found] == [each.name for each in facts.outlets]
    return [pk for pk, _ in found] if same else []


def _plain(value: object) -> Value:
    """Plain values with exact texts: decimals and dates as text, sets in order."""
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): _plain(each) for key, each in value.items()}
    if isinstance(value, frozenset):
        return sorted(str(each) for each in value)
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    return str(value)
