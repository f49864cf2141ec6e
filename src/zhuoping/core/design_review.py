# SPDX-License-Identifier: Apache-2.0
"""Mode H, service design review: what of a service's design is judged, how, and what is still missing.

The elements are those of RB/T 314-2017 and GB/T 27207-2020 (domain rules A13, 3.2).
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum

from zhuoping.core.blueprint import Blueprint
from zhuoping.core.fieldwork.gaps import Gap, Where
from zhuoping.core.fieldwork.records import TEXT_LIMIT
from zhuoping.core.problems import Refused, problem
from zhuoping.core.wording.labels import Word

MODE = "H"


class DesignElement(StrEnum):
    """What of a design is looked at; evidence is tied to `design:<element>`."""

    DESIGN_INPUT = "design-input"
    SERVICE_SPECIFICATION = "service-specification"
    DELIVERY_SPECIFICATION = "delivery-specification"
    QUALITY_CONTROL_SPECIFICATION = "quality-control-specification"
    DESIGN_CHANGES = "design-changes"


class DesignVerdict(StrEnum):
    """What an auditor finds of an element."""

    CONFORMING = "conforming"
    NOT_CONFORMING = "not-conforming"
    WITH_CONDITIONS = "with-conditions"
    NOT_APPLICABLE = "not-applicable"


# What a mode may be concluded on as conforming without more.
CLEAN = frozenset({DesignVerdict.CONFORMING, DesignVerdict.NOT_APPLICABLE})


@dataclass(frozen=True, slots=True)
class ElementReview:
    """The verdict on one element; `reason` may be empty only where it conforms."""

    element: DesignElement
    verdict: DesignVerdict
    reason: str = ""


def read_element(text: str) -> DesignElement:
    """An element by its code. Raises Refused: design-element-unknown."""
    if text not in list(DesignElement):
        raise Refused([problem("element", "design-element-unknown", given=text[:40])])
    return DesignElement(text)


def check_planned(modes: Collection[str]) -> None:
    """Nothing where the plan has mode H. Raises Refused: mode-not-planned."""
    if MODE not in modes:
        raise Refused([problem("mode", "mode-not-planned", mode=MODE, planned=tuple(modes))])


def judge(element: DesignElement, verdict: DesignVerdict, reason: str) -> ElementReview:
    """The verdict as it is kept. Raises Refused: design-reason-required, text-too-long."""
    text = reason.replace("\r\n", "\n").strip()
    if not text and verdict is not DesignVerdict.CONFORMING:
        values = {"element": Word(f"DesignElement.{element}"), "verdict": Word(f"DesignVerdict.{verdict}")}
        raise Refused([problem("reason", "design-reason-required", **values)])
    if len(text) > TEXT_LIMIT:
        raise Refused([problem("reason", "text-too-long", length=len(text), limit=TEXT_LIMIT)])
    return ElementReview(element, verdict, text)


def unclean(reviews: Collection[ElementReview]) -> tuple[DesignElement, ...]:
    """The elements that keep the mode from being concluded as conforming."""
    judged = {each.element: each.verdict for each in reviews}
    return tuple(each for each in DesignElement if judged.get(each, DesignVerdict.CONFORMING) not in CLEAN)


def design_gaps(
    modes: Collection[str],
    blueprint: Blueprint,
    reviews: Collection[ElementReview],
    evidence: Mapping[DesignElement, int],
) -> tuple[Gap, ...]:
    """What mode H lacks: the blueprint with a contact point, a verdict on each element, evidence for each.

    `evidence` counts what is tied to an element. Nothing where the plan (`modes`) has no mode H; an element that does
    not apply rests on its reason.
    """
    if MODE not in modes:
        return ()
    found: list[Gap] = []
    if not blueprint.contact_points:
        found.append(Gap(Where.DESIGN, "blueprint", problem("blueprint", "blueprint-missing")))
    judged = {each.element: each.verdict for each in reviews}
    for element in DesignElement:
        name = Word(f"DesignElement.{element}")
        if element not in judged:
            lacking = problem(f"design.{element}", "design-verdict-missing", element=name)
            found.append(Gap(Where.DESIGN, element.value, lacking))
        elif judged[element] is not DesignVerdict.NOT_APPLICABLE and not evidence.get(element):
            lacking = problem(f"design.{element}", "design-evidence-missing", element=name)
            found.append(Gap(Where.DESIGN, element.value, lacking))
    return tuple(found)
