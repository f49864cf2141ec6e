# SPDX-License-Identifier: Apache-2.0
"""Facts on improvement (6.1 to 6.4): feedback, research, certificates held, and standards."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class FeedbackSource(StrEnum):
    """Where market information came from."""

    CUSTOMERS = "customers"
    SERVICE = "service"
    SALES = "sales"
    PRODUCTION = "production"


class ResearchKind(StrEnum):
    """How problems that are hard to solve are looked into."""

    OWN_DEPARTMENT = "own-department"
    COMMISSIONED_RESEARCH = "commissioned-research"
    MARKET_RESEARCH = "market-research"


class CertificateKind(StrEnum):
    """Whether the client chose the certification or the law demands it; only the first counts for 6.3."""

    VOLUNTARY = "voluntary"
    MANDATORY = "mandatory"


class StandardLevel(StrEnum):
    """Who issues a standard."""

    ENTERPRISE = "enterprise"
    GROUP = "group"
    LOCAL = "local"
    INDUSTRY = "industry"
    NATIONAL = "national"
    INTERNATIONAL = "international"


class StandardRole(StrEnum):
    """What the client has to do with a standard."""

    OWN = "own"
    TOOK_PART = "took-part"
    APPLIES = "applies"


@dataclass(frozen=True, slots=True)
class Feedback:
    """One piece of market information and what became of it."""

    subject: str
    source: FeedbackSource
    received_on: date | None = None
    passed_to: str = ""
    analysis: str = ""
    measure: str = ""
    carried_out_on: date | None = None


@dataclass(frozen=True, slots=True)
class Research:
    """One department or outside institution that researches service problems."""

    name: str
    kind: ResearchKind
    problem: str = ""
    result: str = ""
    began_on: date | None = None


@dataclass(frozen=True, slots=True)
class HeldCertificate:
    """One certificate that the client holds; `is_prior` marks the one that the edition asks for before applying."""

    name: str
    kind: CertificateKind
    scheme: str = ""
    number: str = ""
    issuer: str = ""
    nationally_approved: bool | None = None
    valid_from: date | None = None
    valid_until: date | None = None
    is_prior: bool = False


@dataclass(frozen=True, slots=True)
class Standard:
    """One standard on service and the client's part in it."""

    title: str
    level: StandardLevel
    role: StandardRole
    number: str = ""
    in_force_on: date | None = None
