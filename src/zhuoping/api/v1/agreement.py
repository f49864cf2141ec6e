# SPDX-License-Identifier: Apache-2.0
"""The certification agreement: its template, issuing it, signing it, taking it back."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import File, Form, Router, Schema
from ninja.files import UploadedFile

from zhuoping.actions import agreement
from zhuoping.actions.agreement import Prepared
from zhuoping.actions.evidence import Received
from zhuoping.api import keys
from zhuoping.api.reading import In, Reason, Version
from zhuoping.api.receiving import receiving
from zhuoping.api.v1 import engagements
from zhuoping.api.writing import CREATED, write, write_prepared
from zhuoping.core.agreement import AgreementLanguage, ClauseKey, template
from zhuoping.core.authority import Act
from zhuoping.records.agreement_values import language_for, terms_for
from zhuoping.records.models import Agreement

router = Router(tags=["agreement"])


class IssueIn(Version):
    """The clauses, and the version of the engagement that the program saw.

    `language` is that of the clauses; the client's, where none is given. `seen` are the particulars as the template
    gave them: where they are others by now, nothing is issued (409, with both).
    """

    clauses: dict[ClauseKey, str]
    language: AgreementLanguage | None = None
    seen: dict[str, Any] | None = None


class TemplateOut(Schema):
    """What an agreement would be made of: the language, the clauses as this house words them, and the particulars."""

    language: AgreementLanguage
    clauses: dict[ClauseKey, str]
    particulars: dict[str, Any]


class SignIn(In):
    """Which document is signed, by its digest. A client names who signs and says that they may bind the enterprise."""

    digest: str
    signatory: str = ""
    may_bind: bool = False


class WithdrawIn(Reason):
    """Why, and which document, by its digest."""

    digest: str


class AgreementOut(Schema):
    """A version of the agreement; `document` is evidence by its id, `digest` that of the document."""

    number: str
    version: int
    terms: dict[str, Any]
    document: int
    digest: str
    issued_at: datetime
    body_signed_at: datetime | None
    client_signed_at: datetime | None
    client_signatory: str
    signed_copy: int | None
    withdrawn_at: datetime | None


@router.get("/{number}/agreement", auth=keys.may(Act.VIEW_ENGAGEMENT), response=list[AgreementOut])
def list_versions(request: HttpRequest, number: str) -> list[dict[str, Any]]:
    """Every version, the latest first; the one in force was not withdrawn."""
    engagement = engagements.visible(request, number)
    rows = engagement.agreements.select_related("document").order_by("-version")
    return [plain(row) for row in rows]


@router.get("/{number}/agreement/template", auth=keys.may(Act.ISSUE_AGREEMENT), response=TemplateOut)
def get_template(
    request: HttpRequest, number: str, language: AgreementLanguage | None = None
) -> dict[str, Any]:
    """The clauses as this house words them, in the client's language unless another is asked for, and particulars."""
    engagement = engagements.visible(request, number)
    chosen = language or language_for(engagement)
    terms = terms_for(engagement, settings.BODY_NAME, settings.BODY_APPROVAL, chosen, template(chosen))
    return {"language": chosen, "clauses": terms.clauses, "particulars": terms.particulars()}


@router.post("/{number}/agreement", auth=keys.may(Act.ISSUE_AGREEMENT), response={CREATED: AgreementOut})
def issue(request: HttpRequest, number: str, given: IssueIn) -> HttpResponse:
    """Issue the agreement, or a new version in place of the one in force."""
    engagement = engagements.visible(request, number)
    by, at, version = keys.person_of(request), timezone.now(), given.version

    def prepare() -> Prepared:
        return agreement.prepare(
            by=by,
            at=at,
            number=number,
            version=version,
            on=timezone.localdate(at),
            clauses=given.clauses,
            language=given.language or language_for(engagement),
            seen=given.seen,
        )

    def act(prepared: Prepared) -> dict[str, Any]:
        issued = agreement.issue_prepared(by=by, at=at, number=number, version=version, prepared=prepared)
        return plain(issued)

    return write_prepared(request, prepare, act)


@router.post("/{number}/agreement/sign", auth=keys.may(Act.SIGN_AGREEMENT), response=AgreementOut)
def sign(request: HttpRequest, number: str, given: SignIn) -> HttpResponse:
    """Sign the version in force for one's own side; the second signature concludes it."""
    engagements.expect_visible(request, number)

    def act() -> dict[str, Any]:
        by, at = keys.person_of(request), timezone.now()
        return plain(agreement.sign(by=by, at=at, number=number, **dict(given)))

    return write(request, act)


@router.post(
    "/{number}/agreement/sign-with-copy", auth=keys.may(Act.SIGN_AGREEMENT), response={CREATED: AgreementOut}
)
def sign_with_copy(
    request: HttpRequest, number: str, file: File[UploadedFile], given: Form[SignIn]
) -> HttpResponse:
    """Sign, and hand in the copy that was signed by hand."""
    engagement = engagements.visible(request, number)

    def act(received: Received) -> dict[str, Any]:
        by, at = keys.person_of(request), timezone.now()
        return plain(agreement.sign(by=by, at=at, number=number, signed_copy=received, **dict(given)))

    return write_prepared(request, receiving(request, file, engagement.client, engagement), act)


@router.post("/{number}/agreement/withdraw", auth=keys.may(Act.ISSUE_AGREEMENT), response=AgreementOut)
def withdraw(request: HttpRequest, number: str, given: WithdrawIn) -> HttpResponse:
    """Take back the version in force."""
    engagements.expect_visible(request, number)

    def act() -> dict[str, Any]:
        by, at = keys.person_of(request), timezone.now()
        return plain(agreement.withdraw(by=by, at=at, number=number, **dict(given)))

    return write(request, act)


def plain(row: Agreement) -> dict[str, Any]:
    """A version for programs."""
    return {
        "number": row.number,
        "version": row.version,
        "terms": row.terms,
        "document": row.document_id,
        "digest": row.document.file_id,
        "issued_at": row.issued_at,
        "body_signed_at": row.body_signed_at,
        "client_signed_at": row.client_signed_at,
        "client_signatory": row.client_signatory,
        "signed_copy": row.signed_copy_id,
        "withdrawn_at": row.withdrawn_at,
    }
