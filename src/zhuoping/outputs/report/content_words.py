# SPDX-License-Identifier: Apache-2.0
"""How values of a case are written in one language: amounts, dates, choices, lists."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from itertools import chain

from zhuoping.core.case import Evidence
from zhuoping.core.scheme import Parameter, RatingBand, Scheme
from zhuoping.core.wording import report
from zhuoping.core.wording.workbook import TEXTS
from zhuoping.core.wording.workbook import text as case_text

Content = None | bool | int | str | list["Content"] | dict[str, "Content"]
Section = dict[str, Content]

_NUMERALS = "零一二三四五六七八九十"


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one language; amounts have as many decimals as the edition's quantum."""

    language: str
    quantum: Decimal

    def say(self, key: str, **values: object) -> str:
        """A sentence of the report, filled with values."""
        return report.sentence(key, self.language, **values)

    def field(self, key: str) -> str:
        """What people call a field of the case, such as `Client.name`."""
        return _capital(case_text(key, self.language))

    def choice(self, value: StrEnum | str, kind: str = "") -> str:
        """A choice of the case, such as the role of a team member; `kind` names one that is known by its code."""
        return self.field(f"{kind or type(value).__name__}.{value}")

    def amount(self, value: Decimal) -> str:
        """Points with the decimals of the quantum: `8.50`."""
        return format(value.quantize(self.quantum), "f")

    def points(self, value: Decimal) -> str:
        """Full points as the edition writes them, without superfluous zeros: `10`."""
        return plain(value)

    def date(self, value: date) -> str:
        """A date in words."""
        return self.say("date", year=value.year, month=value.month, day=value.day)

    def join(self, items: Iterable[str]) -> str:
        """Items in one line."""
        return {"zh": "、", "en": ", "}[self.language].join(items)

    def sentences(self, items: Iterable[str]) -> str:
        """Sentences one after the other."""
        return {"zh": "", "en": " "}[self.language].join(items)

    def stars(self, stars: int) -> str:
        """A number of stars in words: `四星`, `4 stars`."""
        if self.language == "zh" and stars < len(_NUMERALS):
            return self.say("stars", stars=_NUMERALS[stars]).replace(" ", "")
        return self.say("star" if stars == 1 else "stars", stars=stars)

    def level(self, band: RatingBand | None) -> str:
        """A level with its stars; one without stars, or whose name says them, is its name alone."""
        if band is None:
            return self.say("below_levels")
        stars = self.stars(band.stars)
        return (
            band.name
            if not band.stars or stars in band.name
            else self.say("level", name=band.name, stars=stars)
        )

    def rows(self, *rows: tuple[str, str]) -> list[Content]:
        """Rows of a table of facts; rows without a value are left out."""
        return [{"label": label, "value": value} for label, value in rows if value]

    def evidence(self, items: Iterable[Evidence]) -> list[Content]:
        """Pieces of evidence, a line each and in parts."""
        return [self._piece(item) for item in items]

    def _piece(self, item: Evidence) -> Content:
        dated = item.dated_on.isoformat() if item.dated_on else ""
        kind = self.choice(item.kind)
        more = self.join(each for each in (kind, item.reference, dated) if each)
        return {
            "text": self.say("in_brackets", text=item.title, more=more),
            "kind": kind,
            "title": item.title,
            "reference": item.reference,
            "dated_on": dated,
        }

    def place(self, path: str) -> str:
        """Where in the case a notice points, in words: `findings.1.2` is the finding on 1.2."""
        head, _, rest = path.partition(".")
        name, _, index = head.partition("[")
        key = f"Case.{name}"
        label = self.field(key) if key in TEXTS else name
        number = str(int(index.rstrip("]")) + 1) if index else rest if name in ("findings", "awards") else ""
        return self.say("places", label=label, number=number) if number else label

    def value(self, parameter: Parameter) -> str:
        """The value of a parameter, with its unit where it has a value."""
        value = parameter.value
        if isinstance(value, tuple):
            shown = self.join(map(str, value))
        elif isinstance(value, Decimal):
            shown = plain(value)
        else:
            code = f"value.{str(value).lower()}"
            shown = self.say(code) if code in report.SENTENCES else str(value)
        unit = parameter.unit if value is not None else None
        return self.say("unit", value=shown, unit=unit) if unit else shown


def words_of(scheme: Scheme, language: str) -> Words:
    """The words for a report on a case under `scheme`."""
    return Words(language, scheme.scoring_rules.quantum)


def plain(value: Decimal) -> str:
    """A number without superfluous zeros.

    >>> plain(Decimal("10.00")), plain(Decimal("8.50")), plain(Decimal("1E+2"))
    ('10', '8.5', '100')
    """
    return format(value.normalize(), "f") if value else "0"


def texts(value: Content) -> Iterable[str]:
    """Every text in a content, in order."""
    if isinstance(value, str):
        return (value,)
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return chain.from_iterable(texts(each) for each in inner)


def _capital(text: str) -> str:
    """With a capital letter first, as a label that stands alone is written."""
    return text[:1].upper() + text[1:]
