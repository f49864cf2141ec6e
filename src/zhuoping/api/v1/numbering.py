# SPDX-License-Identifier: Apache-2.0
"""The patterns by which engagements, agreements and plans are numbered."""

from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Router, Schema
from pydantic import Field

from zhuoping.actions import numbering
from zhuoping.api import keys
from zhuoping.api.reading import Version
from zhuoping.api.writing import write
from zhuoping.core.authority import Act
from zhuoping.core.number_patterns import Patterns
from zhuoping.core.numbering import PATTERN_LIMIT
from zhuoping.records.numbering import patterns_in_force

router = Router(tags=["numbering"])

Pattern = Annotated[str, Field(max_length=PATTERN_LIMIT)]


class PatternsIn(Version):
    """Other patterns; `version` is that of those that the program saw."""

    engagement: Pattern
    agreement: Pattern
    plan: Pattern


class Numbers(Schema):
    """One text a kind."""

    engagement: str
    agreement: str
    plan: str


class PatternsOut(Numbers):
    """The patterns in force; `next` are the numbers that they give next, empty where serials are used up."""

    version: int
    next: Numbers


@router.get("", auth=keys.may(Act.SET_NUMBER_PATTERNS), response=PatternsOut)
def get_patterns(request: HttpRequest) -> dict[str, Any]:
    """The patterns in force."""
    del request
    return _plain()


@router.put("", auth=keys.may(Act.SET_NUMBER_PATTERNS), response=PatternsOut)
def set_patterns(request: HttpRequest, given: PatternsIn) -> HttpResponse:
    """Number what is made from now on by other patterns; numbers that were given stay."""

    def act() -> dict[str, Any]:
        patterns = Patterns(**given.model_dump(exclude={"version"}))
        numbering.set_patterns(
            by=keys.person_of(request), at=timezone.now(), version=given.version, patterns=patterns
        )
        return _plain()

    return write(request, act)


def _plain() -> dict[str, Any]:
    patterns, version = patterns_in_force()
    return {**patterns.plain(), "version": version, "next": numbering.examples(timezone.now())}
