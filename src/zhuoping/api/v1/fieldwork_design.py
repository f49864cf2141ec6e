# SPDX-License-Identifier: Apache-2.0
"""Mode H by programs: the service blueprint, its picture, and the verdict on each element of the design."""

from datetime import datetime
from typing import Annotated, Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Router, Schema
from pydantic import Field

from zhuoping.actions.acting import subject_of
from zhuoping.actions.fieldwork import design
from zhuoping.api import keys
from zhuoping.api.problems import language_of
from zhuoping.api.reading import In, Whole
from zhuoping.api.v1 import engagements
from zhuoping.api.writing import write
from zhuoping.core.authority import Act
from zhuoping.core.blueprint import STAGE_LIMIT, plain_of
from zhuoping.core.design_review import MODE, DesignElement, DesignVerdict, design_gaps, read_element
from zhuoping.core.fieldwork.records import TEXT_LIMIT
from zhuoping.outputs.blueprint import blueprint_pdf, blueprint_svg
from zhuoping.records.design_values import Design, design_of, evidence_of_elements, paper_of, planned_modes
from zhuoping.records.models import DesignReview, Engagement
from zhuoping.records.plan_values import standing_plan

router = Router(tags=["fieldwork"])
_MEDIA_TYPES = {"svg": "image/svg+xml; charset=utf-8", "pdf": "application/pdf"}


class BlueprintIn(In):
    """The whole drawing: `stages` with title, customer, contacts, backstage, support. `seen` is the version read."""

    stages: Annotated[list[dict[str, Any]], Field(max_length=STAGE_LIMIT)]
    seen: Whole


class VerdictIn(In):
    """A verdict; `reason` is needed for every one but `conforming`. `seen` is the version read."""

    verdict: DesignVerdict
    reason: Annotated[str, Field(max_length=TEXT_LIMIT)] = ""
    seen: Whole


class ElementOut(Schema):
    """An element with its verdict, who gave it and when, and how much evidence is tied to it."""

    element: str
    verdict: DesignVerdict | None
    reason: str
    judged_by: str
    judged_at: datetime | None
    evidence: int


class DesignOut(Schema):
    """The design review as it stands; `missing` are the codes of what it lacks before fieldwork may close."""

    planned: bool
    version: int
    blueprint: dict[str, Any]
    elements: list[ElementOut]
    missing: list[str]


class DesignHead(Schema):
    """The version after a change."""

    version: int


@router.get("/{number}/fieldwork/design", auth=keys.may(Act.VIEW_FIELDWORK), response=DesignOut)
def get_design(request: HttpRequest, number: str) -> dict[str, Any]:
    """The blueprint, the elements and what is missing."""
    engagement = _viewed(request, number)
    modes = planned_modes(engagement, standing_plan(engagement))
    found, counted = design_of(engagement), evidence_of_elements(engagement)
    gaps = design_gaps(modes, found.blueprint, found.reviews, counted)
    return {
        "planned": MODE in modes,
        "version": found.version,
        "blueprint": plain_of(found.blueprint),
        "elements": [_element(found, element, counted[element]) for element in counted],
        "missing": [f"{each.key}: {each.problem.code}" for each in gaps],
    }


@router.get("/{number}/fieldwork/design/blueprint.{kind}", auth=keys.may(Act.VIEW_FIELDWORK))
def get_drawing(request: HttpRequest, number: str, kind: str) -> HttpResponse:
    """The blueprint drawn, `svg` or `pdf`, in the language asked for."""
    engagement = _viewed(request, number)
    if kind not in _MEDIA_TYPES or getattr(engagement, "fieldwork", None) is None:
        raise Http404
    paper = paper_of(engagement, settings.BODY_NAME, language_of(request))
    content = blueprint_svg(paper) if kind == "svg" else blueprint_pdf(paper)
    return HttpResponse(content, content_type=_MEDIA_TYPES[kind], headers={"Cache-Control": "no-store"})


@router.put("/{number}/fieldwork/design/blueprint", auth=keys.may(Act.RECORD_FIELDWORK), response=DesignHead)
def put_blueprint(request: HttpRequest, number: str, given: BlueprintIn) -> HttpResponse:
    """Keep the drawing; 409 with both drawings where somebody was faster."""
    engagements.expect_visible(request, number)

    def act() -> dict[str, Any]:
        by, at = keys.person_of(request), timezone.now()
        blueprint = {"stages": given.stages}
        return _head(design.save_blueprint(by=by, at=at, number=number, blueprint=blueprint, seen=given.seen))

    return write(request, act)


@router.put("/{number}/fieldwork/design/elements/{element}", auth=keys.may(Act.SCORE), response=DesignHead)
def put_verdict(request: HttpRequest, number: str, element: str, given: VerdictIn) -> HttpResponse:
    """Judge an element; 409 with both verdicts where somebody was faster."""
    engagements.expect_visible(request, number)

    def act() -> dict[str, Any]:
        by, at = keys.person_of(request), timezone.now()
        values = dict(given)
        return _head(
            design.judge_element(by=by, at=at, number=number, element=read_element(element), **values)
        )

    return write(request, act)


def _viewed(request: HttpRequest, number: str) -> Engagement:
    engagement = engagements.visible(request, number)
    keys.allow(request, Act.VIEW_FIELDWORK, subject_of(engagement))
    return engagement


def _element(found: Design, element: DesignElement, evidence: int) -> dict[str, Any]:
    judged = found.judged.get(element)
    return {
        "element": element.value,
        "verdict": judged.review.verdict if judged else None,
        "reason": judged.review.reason if judged else "",
        "judged_by": judged.by if judged else "",
        "judged_at": judged.at if judged else None,
        "evidence": evidence,
    }


def _head(row: DesignReview) -> dict[str, Any]:
    return {"version": row.version}
