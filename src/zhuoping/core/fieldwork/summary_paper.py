# SPDX-License-Identifier: Apache-2.0
"""The summary that is left with the client, in words: made of nothing but what was frozen and the edition."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from zhuoping.core.fieldwork.special_items import SpecialKind
from zhuoping.core.plan_paper import mode_name
from zhuoping.core.scheme import Scheme
from zhuoping.core.wording.closing import text
from zhuoping.core.wording.labels import label


@dataclass(frozen=True, slots=True)
class SummaryDimension:
    """A dimension with its indicators: ref, title, points awarded, points."""

    ref: str
    title: str
    awarded: str
    points: str
    indicators: tuple[tuple[str, str, str, str], ...]


@dataclass(frozen=True, slots=True)
class SummaryPaper:
    """The summary in one language, ready to be laid out. Rows are cells of tables in their order."""

    language: str
    title: str
    number: str
    body: str
    client: str
    closed_on: str
    head: tuple[tuple[str, str], ...]
    total: str
    level: str
    dimensions: tuple[SummaryDimension, ...]
    special: tuple[tuple[str, str, str, str], ...]
    determination: str
    nonconformities: tuple[tuple[str, str, str, str], ...]
    modes: tuple[tuple[str, str], ...]
    team: tuple[str, ...]
    digest: str


def summary_paper(scheme: Scheme, shown: Mapping[str, Any], digest: str, language: str) -> SummaryPaper:
    """The summary of the client's half of a frozen scorecard; `scheme` in the same language."""
    client, card = shown["client"], shown["scorecard"]
    name = (client["name_en"] if language == "en" else "") or client["name"]
    between = {"zh": "、", "en": ", "}[language]
    team = tuple(
        text("member", language, name=each["name"], role=label(f"TeamRole.{each['role']}", language))
        for each in shown["team"]
    )
    dates = text("until", language, first=shown["opened_on"], last=shown["closed_on"])
    return SummaryPaper(
        language=language,
        title=text("title", language),
        number=shown["engagement"],
        body=shown["body"],
        client=name,
        closed_on=shown["closed_on"],
        head=tuple(
            (text(key, language), value)
            for key, value in (
                ("client", f"{name}\n{client['uscc']}"),
                ("engagement", shown["engagement"]),
                ("plan", shown["plan"]),
                ("round", str(shown["round"])),
                ("scheme", f"{scheme.title} {scheme.edition}"),
                ("scope", shown["scope"]),
                ("dates", dates),
                ("team", between.join(team)),
                ("body", shown["body"]),
            )
            if value.strip()
        ),
        total=text("of", language, points=figure(card["total"]), most=figure(card["points"])),
        level=level_of(scheme, card, language),
        dimensions=tuple(_dimensions(scheme, card)),
        special=tuple(_special(scheme, each, language) for each in shown["special"]),
        determination=_determination(shown["determination"], language),
        nonconformities=tuple(
            (
                str(each["number"]),
                label(f"NonconformityGrade.{each['grade']}", language),
                each["clause"],
                each["statement"],
            )
            for each in shown["nonconformities"]
        ),
        modes=tuple(
            (mode_name(scheme, each["mode"]), verdict_of(each["verdict"], language))
            for each in shown["modes"]
        ),
        team=team,
        digest=digest,
    )


def level_of(scheme: Scheme, card: Mapping[str, Any], language: str) -> str:
    """The level that a frozen scorecard comes to, or why there is none."""
    band = next((each for each in scheme.bands if each.stars == card["stars"]), None)
    if band is None:
        return text(f"status.{card['status']}", language)
    return text("stars", language, name=band.name, stars=band.stars)


def verdict_of(verdict: str | None, language: str) -> str:
    """The conclusion of a mode; the survey has none yet when fieldwork closes."""
    return label(f"ModeVerdict.{verdict}" if verdict else "ConclusionState.pending", language)


def figure(amount: str) -> str:
    """An amount of points as people write it: `142.50` is 142.5, `150.00` is 150."""
    number = Decimal(amount).normalize()
    return format(number, "f")


def _dimensions(scheme: Scheme, card: Mapping[str, Any]) -> list[SummaryDimension]:
    return [
        SummaryDimension(
            each.ref,
            each.title,
            figure(card["dimensions"][each.ref]),
            figure(str(each.points)),
            tuple(
                (one.ref, one.title, figure(card["awards"][one.ref]), figure(str(one.points)))
                for one in each.indicators
            ),
        )
        for each in scheme.dimensions
    ]


def _special(scheme: Scheme, item: Mapping[str, Any], language: str) -> tuple[str, str, str, str]:
    """Kind, ground, reason, points of one item. Where a cap holds, the sum of the scorecard counts, not this."""
    if item["kind"] == SpecialKind.BONUS:
        return text("bonus", language), "", item["reason"], f"+{figure(str(scheme.bonus_rules.points))}"
    ground = next(each.title for each in scheme.deduction_grounds if each.key == item["ground"])
    each = figure(str(scheme.deduction_rules.points_each))
    return text("deduction", language), ground, item["reason"], f"−{each}"


def _determination(made: Mapping[str, Any] | None, language: str) -> str:
    if made is None:
        return ""
    return text("member", language, name=made["reason"], role=made["by"])
