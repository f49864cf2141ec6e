# SPDX-License-Identifier: Apache-2.0
"""Tags and filters: `{% load house %}`. Values come in as records hold them; words come from core/wording."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import template
from django.template import Context
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from zhuoping.core import lifecycle
from zhuoping.core.authority import Actor, words_of
from zhuoping.core.deadlines import is_overdue
from zhuoping.core.lifecycle import Stage, StepState
from zhuoping.core.problems import Problem
from zhuoping.core.wording.labels import Word, said
from zhuoping.records.models import Engagement, Person
from zhuoping.schemes.divisions import load_divisions
from zhuoping.web.shared import formats
from zhuoping.web.shared.language import wording_language
from zhuoping.web.shared.navigation import entries_for
from zhuoping.web.shared.refusals import messages_of
from zhuoping.web.shared.words import begun

register = template.Library()

# The colour says who has to move or how it ended; the words say it too.
_SHADES = {
    Stage.APPLYING: "z-care",
    Stage.SUPPLEMENTING: "z-care",
    Stage.SUBMITTED: "z-accent",
    Stage.ACCEPTED: "z-accent",
    Stage.AGREED: "z-accent",
    Stage.PLANNED: "z-care",
    Stage.CONFIRMED: "z-good",
    Stage.FIELDWORK: "z-accent",
    Stage.CLOSED: "z-good",
    Stage.DECLINED: "z-bad",
    Stage.DISCONTINUED: "",
}
_STEP_CLASSES = {
    StepState.DONE: "is-done",
    StepState.CURRENT: "is-now",
    StepState.AHEAD: "",
    StepState.ENDED: "is-end",
}


@register.simple_tag
def html_language() -> str:
    """The page's language for its lang attribute; zh-CN has browsers choose Simplified forms."""
    return "en" if (get_language() or "").startswith("en") else "zh-CN"


@register.filter
def first_letter(name: str) -> str:
    """What stands in the circle before a name."""
    return name.strip()[:1].upper()


@register.simple_tag
def word(kind: str, key: object) -> str:
    """The label of a value of an enumeration: `{% word "Role" holding.role %}`."""
    return said(Word(f"{kind}.{key}"), wording_language())


@register.simple_tag
def role_names(actor: Actor) -> str:
    """The roles of a person, in words."""
    return said(words_of(actor.roles), wording_language())


@register.inclusion_tag("shared/navigation.html", takes_context=True)
def navigation(context: Context, door: str) -> dict[str, object]:
    """The navigation of `desk` or `portal` for whoever is looking."""
    actor = context.get("actor")
    path = context["request"].path
    shown = entries_for(actor, door, path) if isinstance(actor, Actor) else []
    return {"groups": shown}


@register.simple_tag
def stage_badge(stage: str) -> SafeString:
    """A stage as a badge: `{% stage_badge engagement.stage %}`."""
    text = begun(said(Word(f"Stage.{stage}"), wording_language()))
    return format_html('<span class="z-badge {}">{}</span>', _SHADES[Stage(stage)], text)


@register.inclusion_tag("shared/progress.html")
def progress(engagement: Engagement) -> dict[str, object]:
    """The strip of steps; of an engagement that is over, as far as it came."""
    language = wording_language()
    ended_at = Stage(engagement.ended_at_stage) if engagement.ended_at_stage else None
    return {
        "steps": [
            {
                "label": said(Word(f"Step.{step.key}"), language),
                "state": said(Word(f"StepState.{step.state}"), language),
                "shade": _STEP_CLASSES[step.state],
                "is_now": step.state is StepState.CURRENT,
            }
            for step in lifecycle.progress(Stage(engagement.stage), ended_at)
        ]
    }


@register.inclusion_tag("shared/refused_fragment.html")
def problems(found: Iterable[Problem]) -> dict[str, Any]:
    """The sentences of refusals, all at once; nothing when there are none."""
    return {"messages_shown": messages_of(found)}


@register.simple_tag
def person(who: Person | None) -> SafeString | str:
    """A person's name with the circle before it; a dash for nobody."""
    if who is None:
        return formats.EMPTY
    return format_html('<span class="z-person" data-first="{}">{}</span>', first_letter(str(who)), who)


@register.filter
def day(value: date | datetime | None) -> SafeString | str:
    """A day of Shanghai, as 2026-11-24."""
    return _time_element(value, formats.day(value)) if value else formats.EMPTY


@register.filter
def moment(value: datetime | None) -> SafeString | str:
    """A time of Shanghai, as 2026-11-24 18:30."""
    return _time_element(value, formats.moment(value)) if value else formats.EMPTY


@register.filter
def is_late(engagement: Engagement) -> bool:
    """Whether its date has passed while it is still somebody's turn."""
    return is_overdue(Stage(engagement.stage), engagement.due_on, timezone.localdate())


@register.filter
def places(written: object) -> str:
    """Administrative divisions as people read them, each code with its name."""
    return load_divisions().told(str(written or "")) or formats.EMPTY


@register.filter
def figure(value: Decimal | int | None) -> str:
    """A number without needless zeros."""
    return formats.figure(value)


@register.filter
def size(octets: int | None) -> str:
    """The size of a file."""
    return formats.size(octets)


@register.filter
def yes_no(value: bool | None) -> str:
    """是 or 否."""
    return formats.yes_no(value)


def _time_element(value: date, text: str) -> SafeString:
    return format_html('<time datetime="{}">{}</time>', value.isoformat(), text)
