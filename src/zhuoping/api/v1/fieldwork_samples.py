# SPDX-License-Identifier: Apache-2.0
"""Samples in the field by programs: drawn from what the client submitted, read whole to be drawn again, marked."""

import secrets
from datetime import datetime
from typing import Annotated, Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Router, Schema
from pydantic import Field

from zhuoping.actions.acting import subject_of
from zhuoping.actions.fieldwork import field_samples
from zhuoping.api import keys
from zhuoping.api.problems import ProblemOut, language_of, plain
from zhuoping.api.reading import In, Whole
from zhuoping.api.v1 import engagements
from zhuoping.api.writing import CREATED, write
from zhuoping.core.authority import Act
from zhuoping.core.fieldwork.field_samples import FrameMember, redraw_members
from zhuoping.records.field_sample_values import drawn_of, members_of, samples_of
from zhuoping.records.models import Engagement, FieldSample

router = Router(tags=["fieldwork"])
_Short = Annotated[str, Field(max_length=100)]


class FieldSampleIn(In):
    """What to draw, for what (`finding:2.1.b`); without a seed one is made. To draw anew takes a `reason`."""

    subject: _Short
    sheet: _Short
    size: Whole
    seed: _Short = ""
    reason: str = ""


class MarkIn(In):
    """What was found of a member; `seen` is the version of its mark, 0 before there is one."""

    conforming: bool
    note: str = ""
    seen: Whole = 0


class SampledMember(Schema):
    """A member, and its mark where it has one."""

    key: str
    name: str
    detail: str
    conforming: bool | None = None
    note: str = ""
    version: int = 0


class FieldSampleHead(Schema):
    """A sample with how far it is."""

    id: int
    subject: str
    sheet: str
    size: int
    marked: int
    conforming: int
    seed: str
    frame_digest: str
    drawn_at: datetime
    drawn_by: int
    reason: str


class FieldSampleOut(FieldSampleHead):
    """A sample with its members and the whole frame; `faults` say what does not hold when it is drawn again."""

    replaced_at: datetime | None
    members: list[SampledMember]
    frame: list[SampledMember]
    faults: list[ProblemOut]


@router.get("/{number}/fieldwork/samples", auth=keys.may(Act.VIEW_FIELDWORK), response=list[FieldSampleHead])
def list_samples(request: HttpRequest, number: str) -> list[dict[str, Any]]:
    """The samples for findings that stand."""
    return [_head(row) for row in samples_of(_viewed(request, number))]


@router.post("/{number}/fieldwork/samples", auth=keys.may(Act.SCORE), response={CREATED: FieldSampleHead})
def draw(request: HttpRequest, number: str, given: FieldSampleIn) -> HttpResponse:
    """Draw a sample; one that stands for the same is kept and replaced."""
    engagements.expect_visible(request, number)

    def act() -> dict[str, Any]:
        by, at = keys.person_of(request), timezone.now()
        values = {**dict(given), "seed": given.seed or secrets.token_hex(16)}
        return _head(field_samples.draw_field_sample(by=by, at=at, number=number, **values))

    return write(request, act, CREATED)


@router.get(
    "/{number}/fieldwork/samples/{sample}", auth=keys.may(Act.VIEW_FIELDWORK), response=FieldSampleOut
)
def get_sample(request: HttpRequest, number: str, sample: Whole) -> dict[str, Any]:
    """A sample, also one that was replaced, with all that is needed to draw it again."""
    row = FieldSample.objects.filter(engagement=_viewed(request, number), pk=sample).first()
    if row is None:
        raise Http404
    drawn, frame = drawn_of(row), members_of(row.frame)
    faults = redraw_members(drawn, frame)
    members = [_member(each, row.marks.get(each.key)) for each in drawn.drawn]
    return {
        **_head(row),
        "replaced_at": row.replaced_at,
        "members": members,
        "frame": [_member(each, None) for each in frame],
        "faults": plain(faults, language_of(request)),
    }


@router.put(
    "/{number}/fieldwork/samples/{sample}/members/{member}",
    auth=keys.may(Act.SCORE),
    response=FieldSampleHead,
)
def mark(request: HttpRequest, number: str, sample: Whole, member: _Short, given: MarkIn) -> HttpResponse:
    """Mark one member. With the last one the award of the finding follows."""
    engagements.expect_visible(request, number)

    def act() -> dict[str, Any]:
        by, at = keys.person_of(request), timezone.now()
        values = dict(given)
        return _head(
            field_samples.mark_member(by=by, at=at, number=number, sample=sample, member=member, **values)
        )

    return write(request, act)


def _viewed(request: HttpRequest, number: str) -> Engagement:
    engagement = engagements.visible(request, number)
    keys.allow(request, Act.VIEW_FIELDWORK, subject_of(engagement))
    return engagement


def _head(row: FieldSample) -> dict[str, Any]:
    drawn = drawn_of(row)
    return {
        "id": row.pk,
        "subject": row.subject,
        "sheet": row.sheet,
        "size": drawn.size,
        "marked": drawn.marked,
        "conforming": drawn.conforming,
        "seed": row.seed,
        "frame_digest": row.frame_digest,
        "drawn_at": row.drawn_at,
        "drawn_by": row.drawn_by_id,
        "reason": row.reason,
    }


def _member(member: FrameMember, mark: dict[str, Any] | None) -> dict[str, Any]:
    found = {"key": member.key, "name": member.name, "detail": member.detail}
    if mark is None:
        return found
    return {**found, **{name: mark[name] for name in ("conforming", "note", "version")}}
