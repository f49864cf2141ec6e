# SPDX-License-Identifier: Apache-2.0
"""A blueprint for the printer: PDF/A-2a on A4 across, five stages a band, equal bytes for equal drawings."""

import math
from collections import Counter
from collections.abc import Mapping
from importlib import resources

from zhuoping.core.blueprint import BlueprintPaper, BlueprintStage, Lane
from zhuoping.core.wording.design_review import text
from zhuoping.core.wording.labels import label
from zhuoping.outputs.report.characters import code_points
from zhuoping.outputs.report.content_words import Content
from zhuoping.outputs.typesetting import typeset

_TEMPLATE = resources.files("zhuoping.outputs.blueprint") / "templates" / "blueprint.typ"
_A_BAND = 5
_MOST_LISTED = 30


def blueprint_pdf(paper: BlueprintPaper) -> bytes:
    """The print. Characters that the fonts lack stand as 〔U+code〕, and the last page says so."""

    def substituted(found: Counter[str]) -> str:
        codes = code_points(found)
        listed = ", ".join(codes[:_MOST_LISTED]) + (" …" if len(codes) > _MOST_LISTED else "")
        return text("substituted", paper.language, characters=listed)

    return typeset(_TEMPLATE.read_bytes(), _content(paper), substituted)


def _content(paper: BlueprintPaper) -> Mapping[str, Content]:
    stages, language = paper.blueprint.stages, paper.language
    bands = _bands(stages)
    return {
        "language": language,
        "date": paper.on.isoformat(),
        "title": text("title", language),
        "body": paper.body,
        "client": paper.client,
        "number": paper.engagement,
        "head": [
            {"label": text("client", language), "value": paper.client},
            {"label": text("engagement", language), "value": paper.engagement},
            {"label": text("printed", language), "value": _dated(paper)},
        ],
        "empty": "" if stages else text("empty", language),
        "lines": [text(each, language) for each in ("interaction", "visibility", "internal")],
        "stage": text("stage", language),
        "page": text("page", language, page="{page}", pages="{pages}"),
        "bands": [_band(before, band, language, titled=len(bands) > 1) for before, band in bands],
    }


def _dated(paper: BlueprintPaper) -> str:
    return f"{paper.on.isoformat()} · {text('version', paper.language, version=paper.version)}"


def _bands(stages: tuple[BlueprintStage, ...]) -> list[tuple[int, tuple[BlueprintStage, ...]]]:
    """The stages in bands of about the same width, each with how many come before it."""
    count = max(1, math.ceil(len(stages) / _A_BAND))
    size = math.ceil(len(stages) / count)
    return [(first, stages[first : first + size]) for first in range(0, len(stages), size or 1)]


def _band(before: int, stages: tuple[BlueprintStage, ...], language: str, *, titled: bool) -> Content:
    """Some stages side by side: their names, then lane by lane what stands in each cell."""
    first, last = before + 1, before + len(stages)
    return {
        "title": text("stages_shown", language, first=first, last=last) if titled else "",
        "stages": [f"{before + index} {stage.title}" for index, stage in enumerate(stages, 1)],
        "lanes": [
            {
                "label": _begun(label(f"Lane.{lane}", language)),
                "cells": [[*_cell(stage, lane)] for stage in stages],
            }
            for lane in Lane
        ],
    }


def _cell(stage: BlueprintStage, lane: Lane) -> list[Content]:
    if lane is Lane.CONTACT:
        return [
            {"text": point.text, "small": [str(each) for each in point.characteristics]}
            for point in stage.contacts
        ]
    acts = {Lane.CUSTOMER: stage.customer, Lane.BACKSTAGE: stage.backstage, Lane.SUPPORT: stage.support}
    return [{"text": act, "small": []} for act in acts[lane]]


def _begun(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}"
