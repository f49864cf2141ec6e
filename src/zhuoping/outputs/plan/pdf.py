# SPDX-License-Identifier: Apache-2.0
"""A plan as PDF/A-2a, in one language: equal bytes for equal plans. Nothing covert is in what it is given."""

from collections import Counter
from collections.abc import Mapping
from importlib import resources

from zhuoping.core.plan_paper import PaperDay, PlanPaper
from zhuoping.core.wording.planning import text
from zhuoping.outputs.report.characters import code_points
from zhuoping.outputs.report.content_words import Content
from zhuoping.outputs.typesetting import typeset

_TEMPLATE = resources.files("zhuoping.outputs.plan") / "templates" / "plan.typ"
_MOST_LISTED = 30
_WEEKDAYS = {
    "zh": ("周一", "周二", "周三", "周四", "周五", "周六", "周日"),
    "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
}


def plan_pdf(paper: PlanPaper) -> bytes:
    """The document of one version. Characters that the fonts lack stand as 〔U+code〕, and the last page says so."""
    language = paper.language

    def substituted(found: Counter[str]) -> str:
        codes = code_points(found)
        listed = ", ".join(codes[:_MOST_LISTED]) + (" …" if len(codes) > _MOST_LISTED else "")
        return text("substituted", language, characters=listed)

    return typeset(_TEMPLATE.read_bytes(), _content(paper), substituted)


def _content(paper: PlanPaper) -> Mapping[str, Content]:
    heading, language = paper.heading, paper.language

    def word(key: str) -> str:
        # The template fills in the numbers of pages.
        return text(key, language, page="{page}", pages="{pages}")

    released = heading.released_on
    dates = text("until", language, first=paper.starts_on, last=paper.ends_on)
    between = {"zh": "、", "en": ", "}[language]
    return {
        "language": language,
        "date": (released or paper.starts_on).isoformat(),
        "title": word("title"),
        "body": heading.body,
        "client": heading.client,
        "number": heading.number if released else word("draft"),
        "head": _facts(
            (word("number"), heading.number if released else word("draft")),
            (word("engagement"), heading.engagement),
            (word("version"), str(heading.version)),
            (word("released"), released.isoformat() if released else ""),
            (word("issuer"), heading.body),
        ),
        "particulars": _facts(
            (word("client"), heading.client),
            (word("address"), heading.address),
            (word("scheme"), paper.scheme),
            (word("scope"), heading.scope),
            (word("type"), paper.type),
            (word("modes"), between.join(paper.modes)),
            (word("method"), paper.method),
            (word("dates"), dates),
            (word("places"), between.join(paper.places)),
        ),
        "team": [[each.name, each.role, each.modes] for each in paper.team],
        "days": [_day(each, language) for each in paper.days],
        "notes": [word("prepare_text"), word("rights_text")],
        "labels": {
            key: word(key)
            for key in (
                "team",
                "name",
                "role",
                "member_modes",
                "agenda",
                "time",
                "activity",
                "place",
                "persons",
                "rights",
                "page",
            )
        },
    }


def _facts(*rows: tuple[str, str]) -> Content:
    """Labels with their values; what is empty is left out."""
    return [{"label": name, "value": value} for name, value in rows if value.strip()]


def _day(day: PaperDay, language: str) -> Content:
    title = f"{day.day.isoformat()} {_WEEKDAYS[language][day.day.weekday()]}"
    return {
        "title": title,
        "items": [[each.time, each.activity, each.place, each.persons] for each in day.items],
    }
