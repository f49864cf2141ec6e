# SPDX-License-Identifier: Apache-2.0
"""A case: everything about one engagement that an evaluation on paper holds, as values.

The same fields are the keys of a case file and the cells of the workbook (docs/domain/case-file.md). The score
part (`scheme` to `bonus`) is also a file of its own, which `zhuoping score` reads.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from zhuoping.core.awards import Award, Bonus, Deduction, Determination
from zhuoping.core.facts import Facts
from zhuoping.core.scheme import CertificationType


class TeamRole(StrEnum):
    """What a member of the team may do; a technical expert records evidence but gives no points."""

    LEADER = "leader"
    AUDITOR = "auditor"
    TECHNICAL_EXPERT = "technical-expert"


class EvidenceKind(StrEnum):
    """What kind of thing a piece of evidence is."""

    DOCUMENT = "document"
    RECORD = "record"
    INTERVIEW = "interview"
    OBSERVATION = "observation"
    PHOTO = "photo"


class CertificateStatus(StrEnum):
    """The status of the prior certificate as looked up."""

    VALID = "valid"
    SUSPENDED = "suspended"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True)
class UsccOverride:
    """Who accepted a code whose checksum fails, and on what evidence (domain rules A3)."""

    by: str
    evidence: str


@dataclass(frozen=True, slots=True)
class Client:
    """The enterprise; `uscc` is its unified social credit code (GB 32100)."""

    name: str
    uscc: str
    name_en: str = ""
    address: str = ""
    industry: str = ""
    staff: int | None = None
    uscc_override: UsccOverride | None = None


@dataclass(frozen=True, slots=True)
class TeamMember:
    """A member of the evaluation team."""

    name: str
    role: TeamRole
    registration: str = ""


@dataclass(frozen=True, slots=True)
class PriorCertificate:
    """The certificate that the edition asks for before one may apply, as looked up on `checked_on`."""

    number: str
    issuer: str
    level: str
    valid_until: date
    status: CertificateStatus
    checked_on: date


@dataclass(frozen=True, slots=True)
class Evaluation:
    """How the evaluation was set: type, modes, dates and team. `ended_on` is the date that facts are checked for."""

    body: str
    report_number: str
    type: CertificationType
    design_responsibility: bool
    design_reason: str
    modes: str
    started_on: date
    ended_on: date
    team: tuple[TeamMember, ...]
    modes_reason: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """One piece of evidence: what it is, and where it can be found again."""

    kind: EvidenceKind
    title: str
    reference: str = ""
    dated_on: date | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """The auditor's words on one indicator; the points stand in the award beside it."""

    text: str
    evidence: tuple[Evidence, ...] = ()
    strengths: str = ""
    improvement: str = ""


@dataclass(frozen=True, slots=True)
class Case:
    """One engagement as evaluated. `sample_note`, where given, is printed on every page: not a real result."""

    title: str
    scheme: str
    edition: str
    client: Client
    scope: str
    evaluation: Evaluation
    prior_certificate: PriorCertificate | None = None
    sample_note: str = ""
    summary: str = ""
    facts: Facts = field(default_factory=Facts)
    findings: Mapping[str, Finding] = field(default_factory=dict)
    awards: Mapping[str, Award] = field(default_factory=dict)
    deductions: tuple[Deduction, ...] = ()
    determination: Determination | None = None
    bonus: tuple[Bonus, ...] = ()
