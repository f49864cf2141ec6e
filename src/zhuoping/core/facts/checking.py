# SPDX-License-Identifier: Apache-2.0
"""What a check is: a verdict with its figures, one sentence that explains it, and remarks on single rows.

A check informs a finding and never awards. Its verdict is the worst of its remarks, so that each verdict can be
traced to the row that caused it. Dates come from outside; numbers of the scheme come from its parameters.
"""

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from typing import TypeVar, Union

from zhuoping.core import wording
from zhuoping.core.facts.sheets import Facts
from zhuoping.core.problems import at
from zhuoping.core.regions import Divisions
from zhuoping.core.scheme import Parameter
from zhuoping.core.wording.labels import Word, label, said

Row = TypeVar("Row")

# Shares have four places, as `certified_share` 0.9500 for 95 %.
SHARE_PLACES = Decimal("0.0001")
# A figure with more digits than this is shown with an exponent: it is a slip of the pen, not an amount.
_LONGEST = 20


class Verdict(StrEnum):
    """What a check found, from best to worst."""

    MET = "met"
    ATTENTION = "attention"
    CANNOT_TELL = "cannot-tell"
    GAP = "gap"


Value = Union[str, int, Decimal, date, StrEnum, Word, None, tuple["Value", ...]]  # noqa: UP007 - it is recursive.


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing that a check noticed at `path` (`facts.outlets[3]`), and the verdict that it leads to."""

    path: str
    code: str
    verdict: Verdict
    values: tuple[tuple[str, Value], ...] = ()

    def message(self, language: str = "zh") -> str:
        """What was noticed and what to do, in the language asked for (`zh` or `en`)."""
        return wording.say(self.code, {name: shown(value, language) for name, value in self.values}, language)


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of a check; codes that end in `_share` are parts of one, None is a figure that cannot be had."""

    code: str
    value: int | Decimal | str | None

    def label(self, language: str = "zh") -> str:
        """What the figure is called."""
        return label(f"figure.{self.code}", language)

    def text(self) -> str:
        """The figure as people read it: `95.00%` for a share, `—` where it cannot be had."""
        if self.code.endswith("_share") and isinstance(self.value, Decimal):
            percent = self.value * 100
            return f"{percent:.2f}%" if percent.adjusted() <= _LONGEST else f"{_plain(percent)}%"
        return shown(self.value)


@dataclass(frozen=True, slots=True)
class Check:
    """The answer to one question on the facts of `indicator`, from the rows of `sheets`."""

    code: str
    indicator: str
    sheets: tuple[str, ...]
    verdict: Verdict
    figures: tuple[Figure, ...]
    remarks: tuple[Remark, ...]
    empty: tuple[str, ...] = ()

    def title(self, language: str = "zh") -> str:
        """The question in a few words."""
        return label(f"check.{self.code}", language)

    def explain(self, language: str = "zh") -> str:
        """The result in one sentence, with its figures; or which empty sheets leave it open."""
        if self.empty:
            sheets = shown(tuple(Word(sheet) for sheet in self.empty), language)
            return wording.say("fact-sheet-empty", {"sheets": sheets}, language)
        return wording.say(self.code, {figure.code: figure.text() for figure in self.figures}, language)


@dataclass(frozen=True, slots=True)
class CheckRules:
    """The edition's parameters for checks; None where an edition is silent.

    `managers_ratio` is a share of one, `warn_days` are days, the other numbers persons.
    """

    managers_ratio: Decimal | None = None
    managers_rounding: str | None = None
    managers_least: int | None = None
    managers_intermediate_least: int | None = None
    managers_outlets_count: bool | None = None
    warn_days: int | None = None
    prior_certificate_counts: bool | None = None


def check_rules(parameters: Mapping[str, Parameter]) -> CheckRules:
    """The rules for checks among an edition's parameters (readings A15, A25)."""
    values = {key: parameter.value for key, parameter in parameters.items()}
    ratio, rounding = values.get("managers.ratio"), values.get("managers.rounding")
    return CheckRules(
        managers_ratio=Decimal(ratio) if isinstance(ratio, int | Decimal) else None,
        managers_rounding=rounding if isinstance(rounding, str) else None,
        managers_least=_count(values.get("managers.least")),
        managers_intermediate_least=_count(values.get("managers.intermediate_least")),
        managers_outlets_count=_truth(values.get("managers.outlets_count")),
        warn_days=_count(values.get("certificates_expiring.warn_days")),
        prior_certificate_counts=_truth(values.get("voluntary.prior_certificate_counts")),
    )


def _count(value: object) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _truth(value: object) -> bool | None:
    return value if isinstance(value, bool) else None


@dataclass(frozen=True, slots=True)
class Setting:
    """What a check needs besides the facts: the day it is made for, the edition's rules, the divisions."""

    on: date
    rules: CheckRules
    divisions: Divisions
    prior_certificate: str = ""

    def past(self, day: date | None) -> bool:
        """Whether something dated `day` has happened; without a date it has not."""
        return day is not None and day <= self.on

    def valid(self, until: date | None) -> bool:
        """Whether something valid until `until` (that day included) still is; without a date it has no end."""
        return until is None or until >= self.on

    def expiring(self, until: date | None) -> bool:
        """Whether something still valid ends within the edition's warning days."""
        days = self.rules.warn_days
        return until is not None and days is not None and 0 <= (until - self.on).days <= days


Found = tuple[Sequence[Figure], Sequence[Remark]]


@dataclass(frozen=True, slots=True)
class Question:
    """One question on the facts; without rows in each of `needs` it cannot be answered."""

    code: str
    indicator: str
    needs: tuple[str, ...]
    uses: tuple[str, ...]
    answer: Callable[[Facts, Setting], Found]

    def ask(self, facts: Facts, setting: Setting) -> Check:
        """The answer, with the worst verdict among its remarks."""
        sheets = (*self.needs, *self.uses)
        empty = tuple(sheet for sheet in self.needs if not getattr(facts, sheet))
        if empty:
            return Check(self.code, self.indicator, sheets, Verdict.CANNOT_TELL, (), (), empty)
        figures, remarks = self.answer(facts, setting)
        return Check(self.code, self.indicator, sheets, worst(remarks), tuple(figures), tuple(remarks))


def question(
    code: str, indicator: str, *, needs: tuple[str, ...], uses: tuple[str, ...] = ()
) -> Callable[[Callable[[Facts, Setting], Found]], Question]:
    """Makes a Question of the function that answers it."""
    return lambda answer: Question(code, indicator, needs, uses, answer)


def worst(remarks: Iterable[Remark]) -> Verdict:
    """The worst verdict among remarks; met when there are none."""
    return max((remark.verdict for remark in remarks), key=list(Verdict).index, default=Verdict.MET)


def gap(path: str, code: str, **values: Value) -> Remark:
    """A remark that something required is not there."""
    return Remark(path, code, Verdict.GAP, tuple(values.items()))


def note(path: str, code: str, **values: Value) -> Remark:
    """A remark that is good to know and stands against nothing."""
    return Remark(path, code, Verdict.MET, tuple(values.items()))


def attention(path: str, code: str, **values: Value) -> Remark:
    """A remark on something that a person has to look at."""
    return Remark(path, code, Verdict.ATTENTION, tuple(values.items()))


def cannot_tell(path: str, code: str, **values: Value) -> Remark:
    """A remark that the facts are not enough to tell."""
    return Remark(path, code, Verdict.CANNOT_TELL, tuple(values.items()))


def figures(**values: int | Decimal | str | None) -> tuple[Figure, ...]:
    """Figures by their codes, in the order given."""
    return tuple(Figure(code, value) for code, value in values.items())


def placed(sheet: str, rows: Iterable[Row]) -> Iterator[tuple[str, Row]]:
    """Each row of a sheet with its path."""
    return ((at(f"facts.{sheet}", index), row) for index, row in enumerate(rows))


def same(text: str) -> str:
    """A text as it is compared: width of letters, capitals and blanks make no difference."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def share(part: int | Decimal, whole: int | Decimal) -> Decimal | None:
    """`part` of `whole`, four places, rounded half up; None where there is no whole.

    >>> share(2, 3), share(1, 0)
    (Decimal('0.6667'), None)
    """
    if not whole:
        return None
    exact = Decimal(part) / Decimal(whole)
    return exact if exact.adjusted() > _LONGEST else exact.quantize(SHARE_PLACES, ROUND_HALF_UP)


def shown(value: Value, language: str = "zh") -> str:
    """A value as people read it in a language."""
    if value is None:
        return "—"
    if isinstance(value, tuple):
        return said(tuple(shown(each, language) for each in value), language)
    if isinstance(value, StrEnum):
        return label(f"{type(value).__name__}.{value.value}", language)
    if isinstance(value, Word):
        return said(value, language)
    return _plain(value) if isinstance(value, Decimal) else str(value)


def _plain(value: Decimal) -> str:
    if not value:
        return "0"
    return f"{value:.4E}" if abs(value.adjusted()) > _LONGEST else f"{value:f}"
