# SPDX-License-Identifier: Apache-2.0
"""The service design review and the conclusions of modes, as the values that core's rules read."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils import timezone

from zhuoping.core.blueprint import Blueprint, BlueprintPaper, read_blueprint
from zhuoping.core.design_review import DesignElement, DesignVerdict, ElementReview, design_gaps
from zhuoping.core.fieldwork.gaps import Gap
from zhuoping.core.fieldwork.ties import SubjectKind
from zhuoping.core.mode_conclusions import Conclusion, ModeStanding, ModeVerdict, conclusion_gaps, standings
from zhuoping.core.modes import parse_modes
from zhuoping.records.models import DesignReview, Engagement, ModeConclusion, Person, Plan, Tie
from zhuoping.records.plan_values import standing_plan
from zhuoping.records.values import scheme_of

# How the part that is the drawing is called in `changed`; the others are elements.
BLUEPRINT = "blueprint"


@dataclass(frozen=True, slots=True)
class Judged:
    """A verdict with who gave it and when."""

    review: ElementReview
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Design:
    """The design review as it stands; version 0 before anything is written down."""

    blueprint: Blueprint = field(default_factory=Blueprint)
    judged: Mapping[DesignElement, Judged] = field(default_factory=dict)
    version: int = 0
    changed: Mapping[str, int] = field(default_factory=dict)
    changed_at: datetime | None = None

    @property
    def reviews(self) -> tuple[ElementReview, ...]:
        """The verdicts alone."""
        return tuple(each.review for each in self.judged.values())

    def has_changed(self, part: str, seen: int) -> bool:
        """Whether the drawing, or this very element, was changed after the version that was seen."""
        return self.changed.get(part, 0) > seen


def planned_modes(engagement: Engagement, plan: Plan | None) -> tuple[str, ...]:
    """The modes of a plan in the order of the edition; none where there is no plan."""
    return () if plan is None else parse_modes(plan.modes, scheme_of(engagement.edition))


def design_of(engagement: Engagement) -> Design:
    """The design review of an engagement; two queries."""
    row = DesignReview.objects.filter(engagement=engagement).first()
    return Design() if row is None else design_in(row)


def design_in(row: DesignReview) -> Design:
    """A stored design review. What was kept was checked, so a fault in it is a failure."""
    stored: dict[str, dict[str, Any]] = row.verdicts
    names = {
        each.pk: str(each)
        for each in Person.objects.filter(pk__in={verdict["by"] for verdict in stored.values()})
    }
    judged = {
        element: Judged(
            ElementReview(element, DesignVerdict(stored[element]["verdict"]), stored[element]["reason"]),
            names[stored[element]["by"]],
            datetime.fromisoformat(stored[element]["at"]),
        )
        for element in DesignElement
        if element in stored
    }
    return Design(read_blueprint(row.blueprint), judged, row.version, row.changed, row.changed_at)


def paper_of(engagement: Engagement, body: str, language: str) -> BlueprintPaper:
    """The blueprint with what stands above it when it is drawn; before it is begun, as of the stage."""
    found, client = design_of(engagement), engagement.client
    return BlueprintPaper(
        language=language,
        blueprint=found.blueprint,
        body=body,
        client=(client.name_en if language == "en" else "") or client.name,
        engagement=engagement.number,
        version=found.version,
        on=timezone.localdate(found.changed_at or engagement.stage_since),
    )


def evidence_of_elements(engagement: Engagement) -> Mapping[DesignElement, int]:
    """How many files and records are tied to each element."""
    ties = Tie.objects.filter(
        engagement=engagement, untied_at=None, subject__startswith=f"{SubjectKind.DESIGN}:"
    )
    counted = Counter(subject.partition(":")[2] for subject in ties.values_list("subject", flat=True))
    return {element: counted[element.value] for element in DesignElement}


def conclusions_of(engagement: Engagement) -> tuple[Conclusion, ...]:
    """All conclusions of an engagement, the oldest first."""
    rows = ModeConclusion.objects.filter(engagement=engagement).select_related("concluded_by").order_by("pk")
    return tuple(
        Conclusion(
            row.mode,
            ModeVerdict(row.verdict),
            row.reason,
            row.conditions,
            str(row.concluded_by),
            row.concluded_at,
        )
        for row in rows
    )


def mode_standings(engagement: Engagement, plan: Plan | None) -> tuple[ModeStanding, ...]:
    """Each mode of the plan with its conclusions."""
    return standings(planned_modes(engagement, plan), conclusions_of(engagement))


def gaps_of_modes(engagement: Engagement) -> tuple[Gap, ...]:
    """What the design review and the conclusions lack before fieldwork may close."""
    plan = standing_plan(engagement)
    modes, design = planned_modes(engagement, plan), design_of(engagement)
    lacking = design_gaps(modes, design.blueprint, design.reviews, evidence_of_elements(engagement))
    return (*lacking, *conclusion_gaps(mode_standings(engagement, plan), design.reviews))
