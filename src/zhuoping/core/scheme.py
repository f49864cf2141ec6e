# SPDX-License-Identifier: Apache-2.0
"""What an edition says: a dated, frozen text of a scheme, as values.

The fields of these classes are the keys of an edition's file (docs/domain/scheme-file.md). The engine knows no
number of any scheme: points, steps, thresholds and names come from here. Every value says where it comes from
(`source`, `origin`) and, where the normative document is unclear, how it was read (`reading`).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cached_property


class Method(StrEnum):
    """How an indicator or part is scored."""

    JUDGED = "judged"
    ALL_OR_NOTHING = "all-or-nothing"
    SAMPLED = "sampled"
    PARTS = "parts"


class Origin(StrEnum):
    """Where a value comes from (domain rules A2): the report's annex prints it."""

    SPECIFICATION = "specification"
    PARENT_STANDARD = "parent-standard"
    LAW = "law"
    ANALOGY = "analogy"
    BODY = "body"


class NotApplicablePolicy(StrEnum):
    """What becomes of an indicator that does not apply to a client; every edition has to say."""

    NOT_ALLOWED = "not-allowed"
    EXCLUDE_AND_REBASE = "exclude-and-rebase"
    COUNT_AS_ZERO = "count-as-zero"


class Rounding(StrEnum):
    """How a sampled award and a re-based total are rounded to the quantum."""

    HALF_UP = "half-up"
    HALF_EVEN = "half-even"
    DOWN = "down"


class Openness(StrEnum):
    """Whether the client knows of the act: covert means by mystery customer."""

    OPEN = "open"
    COVERT = "covert"
    NONE = "none"


class CertificationType(StrEnum):
    """The kind of engagement that the mode combination depends on."""

    INITIAL = "initial"
    SURVEILLANCE = "surveillance"
    RECERTIFICATION = "recertification"
    SPECIAL = "special"


@dataclass(frozen=True)
class Applicability:
    """Who may apply: holders of a valid certificate to `normative_document`."""

    normative_document: str
    title: str
    meaning: str
    origin: Origin
    source: str
    reading: str | None = None


@dataclass(frozen=True)
class Term:
    """A term of the normative document, in our words."""

    key: str
    title: str
    meaning: str
    source: str


@dataclass(frozen=True)
class Activity:
    """One kind of after-sales activity."""

    key: str
    title: str
    examples: tuple[str, ...]
    source: str


@dataclass(frozen=True)
class Part:
    """A share of an indicator that is scored by itself; parts sum to the indicator."""

    ref: str
    title: str
    points: Decimal
    methods: tuple[Method, ...]
    requirement: str
    source: str


@dataclass(frozen=True)
class Indicator:
    """The smallest thing that gets points."""

    ref: str
    title: str
    points: Decimal
    methods: tuple[Method, ...]
    modes: tuple[str, ...]
    source: str
    requirement: str
    guidance: str
    aspects: tuple[str, ...]
    evidence: tuple[str, ...]
    facts: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()
    readings: tuple[str, ...] = ()


@dataclass(frozen=True)
class Dimension:
    """A group of indicators."""

    ref: str
    title: str
    points: Decimal
    source: str
    indicators: tuple[Indicator, ...]
    reading: str | None = None


@dataclass(frozen=True)
class Ground:
    """A ground on which a special deduction may be made."""

    key: str
    title: str
    meaning: str
    source: str


@dataclass(frozen=True)
class Condition:
    """A condition that the reason of a bonus must meet; all of them together."""

    key: str
    title: str
    source: str


@dataclass(frozen=True)
class RatingBand:
    """A level: its name and the least total that reaches it, inclusive."""

    stars: int
    name: str
    at_least: Decimal
    source: str


@dataclass(frozen=True)
class Mode:
    """A service certification mode; `extra` ones may be added to a required combination."""

    letter: str
    title: str
    openness: Openness
    basis: str
    extra: bool


@dataclass(frozen=True)
class ModeRule:
    """The combinations required for a type of engagement; more than one is a choice that needs a reason."""

    design_responsibility: bool
    type: CertificationType
    any_of: tuple[str, ...]
    source: str
    default: str | None = None
    condition: str | None = None
    reading: str | None = None


ParameterValue = None | bool | int | Decimal | str | tuple[int, ...]


@dataclass(frozen=True)
class Parameter:
    """A value that the engine works with; where the normative document leaves it open, `origin` says who set it."""

    value: ParameterValue
    title: str
    origin: Origin
    source: str
    unit: str | None = None
    reading: str | None = None


@dataclass(frozen=True)
class Reading:
    """How an unclear passage of the normative document was read, why, by whom and when."""

    passage: str
    reading: str
    reason: str
    by: str
    on: date


@dataclass(frozen=True)
class ScoringRules:
    """The parameters of the arithmetic; amounts in points."""

    not_applicable: NotApplicablePolicy
    judged_step: Decimal
    quantum: Decimal
    rounding: Rounding


@dataclass(frozen=True)
class DeductionRules:
    """Special deductions: points for each case, the cap in points, and the numbers of cases that block a level.

    More than `determination_above` cases: no level until a named person records a determination.
    `fails_at` or more: not certifiable. None switches a rule off (reading A1).
    """

    points_each: Decimal
    at_most: Decimal | None
    determination_above: int | None
    fails_at: int | None


@dataclass(frozen=True)
class BonusRules:
    """The special bonus: its points and how many may be given."""

    points: Decimal
    at_most: int


@dataclass(frozen=True)
class Scheme:
    """One edition of a scheme. Points in full points of the edition; `language` is that of its texts."""

    scheme: str
    edition: str
    language: str
    title: str
    subject: str
    issuer: str
    published_on: date
    in_force_on: date
    copyright: str
    points: Decimal
    dimensions: tuple[Dimension, ...]
    deduction_grounds: tuple[Ground, ...]
    bonus_conditions: tuple[Condition, ...]
    bands: tuple[RatingBand, ...]
    modes: tuple[Mode, ...]
    combinations: tuple[ModeRule, ...]
    parameters: Mapping[str, Parameter]
    readings: Mapping[str, Reading]
    applicability: Applicability | None = None
    terms: tuple[Term, ...] = ()
    activities: tuple[Activity, ...] = ()

    @cached_property
    def indicators(self) -> Mapping[str, Indicator]:
        """All indicators by ref, in the order of the edition."""
        return {each.ref: each for dimension in self.dimensions for each in dimension.indicators}

    @cached_property
    def scoring_rules(self) -> ScoringRules:
        """The parameters `scoring.*`."""
        return ScoringRules(
            NotApplicablePolicy(str(self.parameters["scoring.not_applicable"].value)),
            self.decimal("scoring.judged_step"),
            self.decimal("scoring.quantum"),
            Rounding(str(self.parameters["scoring.rounding"].value)),
        )

    @cached_property
    def deduction_rules(self) -> DeductionRules:
        """The parameters `deduction.*`."""
        cap = self.parameters["deduction.at_most"].value
        return DeductionRules(
            self.decimal("deduction.points_each"),
            None if cap is None else self.decimal("deduction.at_most"),
            self.count("deduction.determination_above"),
            self.count("deduction.fails_at"),
        )

    @cached_property
    def bonus_rules(self) -> BonusRules:
        """The parameters `bonus.*`."""
        return BonusRules(self.decimal("bonus.points"), self.count("bonus.at_most") or 0)

    def decimal(self, key: str) -> Decimal:
        """The parameter `key` as points or another exact number; KeyError where the edition has none."""
        return Decimal(str(self.parameters[key].value))

    def count(self, key: str) -> int | None:
        """The parameter `key` as a whole number, or None where the edition switches it off."""
        value = self.parameters[key].value
        return value if isinstance(value, int) else None
