# SPDX-License-Identifier: Apache-2.0
"""The client's side of an application: open, fill in, declare, see what is missing, submit."""

from datetime import datetime
from typing import Annotated, Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Router, Schema
from pydantic import WithJsonSchema, create_model

from zhuoping.actions import application
from zhuoping.api import keys, problems
from zhuoping.api.problems import ProblemOut, language_of
from zhuoping.api.reading import In, Version, Whole, fields_of
from zhuoping.api.v1 import clients, documents, engagements
from zhuoping.api.v1.documents import DocumentOut
from zhuoping.api.v1.engagements import EngagementOut
from zhuoping.api.writing import CREATED, write
from zhuoping.core.application import Declaration, types_open, what_is_missing
from zhuoping.core.application_form import ApplicationForm
from zhuoping.core.authority import Act
from zhuoping.core.scheme import CertificationType
from zhuoping.records.application_values import application_of
from zhuoping.records.models import AdoptedEdition
from zhuoping.records.values import scheme_of

router = Router(tags=["application"])


# What may be chosen as long as there are no certificates on record; the rule itself is asked by the action.
_OPEN = types_open(certified=False)


class Opening(In):
    """For whom, under which edition, and for what."""

    client: str
    scheme: str
    edition: str
    type: Annotated[CertificationType, WithJsonSchema({"type": "string", "enum": list(_OPEN)})] = (
        CertificationType.INITIAL
    )


_Form = create_model("_Form", __base__=In, **fields_of(ApplicationForm))


class FormFields(_Form):  # type: ignore[misc, valid-type] # Made of core's form, so that none is forgotten here.
    """The fields of the application, each of which may still be empty; `prior_proof` is evidence by its id."""


class FormIn(FormFields):
    """The fields, with the version of the engagement that the program saw."""

    version: Whole


class Declarations(In):
    """The declarations that the client makes, all of them."""

    declarations: frozenset[Declaration]


class ReviewOutcome(Schema):
    """What the body's review came to."""

    outcome: str
    reason: str
    to_add: list[str]
    reviewed_at: datetime


class ApplicationOut(EngagementOut):
    """What is filled in, what was handed in, what is missing today, and what reviews came to."""

    form: FormFields
    declarations: list[Declaration]
    documents: list[DocumentOut]
    missing: list[ProblemOut]
    reviews: list[ReviewOutcome]


class Submitted(Schema):
    """How often it was submitted, and the SHA-256 of what was."""

    round: int
    digest: str


# On the router of the list: of two with the same address, only the first would be asked.
@engagements.router.post(
    "", auth=keys.may(Act.APPLY), response={CREATED: EngagementOut}, tags=["application"]
)
def open_application(request: HttpRequest, opening: Opening) -> HttpResponse:
    """Open an application under an edition in force."""
    client = clients.visible(request, opening.client)
    edition = AdoptedEdition.objects.filter(
        scheme=opening.scheme, edition=opening.edition, ended_at=None
    ).first()
    if edition is None:
        raise Http404

    def act() -> dict[str, Any]:
        by, at = keys.person_of(request), timezone.now()
        opened = application.open_application(
            by=by, at=at, client=client, edition=edition, type_=opening.type
        )
        return engagements.plain(opened)

    return write(request, act, CREATED)


@router.get("/{number}/application", auth=keys.may(Act.VIEW_ENGAGEMENT), response=ApplicationOut)
def get_application(request: HttpRequest, number: str) -> dict[str, Any]:
    """What is filled in, what was handed in, and everything that is missing today."""
    engagement = engagements.visible(request, number)
    value, row = application_of(engagement), engagement.application
    missing = what_is_missing(value, scheme_of(engagement.edition), timezone.localdate())
    form = {name: getattr(row, name) for name in FormFields.model_fields}
    form |= {
        "prior_proof": row.prior_proof_id,
        "prior_status": row.prior_status or None,
        "agreement_language": row.agreement_language or None,
    }
    return {
        **engagements.plain(engagement),
        "form": form,
        "declarations": sorted(value.declarations),
        "documents": documents.standing(engagement),
        "missing": problems.plain(missing, language_of(request)),
        "reviews": list(
            engagement.application_reviews.values("outcome", "reason", "to_add", "reviewed_at").order_by("pk")
        ),
    }


@router.put("/{number}/application", auth=keys.may(Act.APPLY), response=EngagementOut)
def save(request: HttpRequest, number: str, form: FormIn) -> HttpResponse:
    """Keep what is filled in, complete or not; 409 with both values when somebody else was faster."""
    engagements.expect_visible(request, number)
    given = ApplicationForm(**{name: getattr(form, name) for name in FormFields.model_fields})

    def act() -> dict[str, Any]:
        by, at = keys.person_of(request), timezone.now()
        saved = application.save(by=by, at=at, number=number, version=form.version, form=given)
        return engagements.plain(saved)

    return write(request, act)


@router.put("/{number}/declarations", auth=keys.may(Act.APPLY), response=EngagementOut)
def declare(request: HttpRequest, number: str, given: Declarations) -> HttpResponse:
    """Make the declarations."""
    engagements.expect_visible(request, number)

    def act() -> dict[str, Any]:
        by, at = keys.person_of(request), timezone.now()
        made = application.declare(by=by, at=at, number=number, declarations=given.declarations)
        return engagements.plain(made)

    return write(request, act)


@router.post("/{number}/submit", auth=keys.may(Act.APPLY), response={CREATED: Submitted})
def submit(request: HttpRequest, number: str, given: Version) -> HttpResponse:
    """Hand the application in; refused with everything that is missing."""
    engagements.expect_visible(request, number)

    def act() -> dict[str, Any]:
        by, at = keys.person_of(request), timezone.now()
        made = application.submit(
            by=by, at=at, number=number, version=given.version, on=timezone.localdate(at)
        )
        return {"round": made.round, "digest": made.digest}

    return write(request, act, CREATED)
