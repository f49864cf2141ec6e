# SPDX-License-Identifier: Apache-2.0
"""Facts on staffing (2.1, 2.2): posts, the people in them, and service managers with their certificates."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from zhuoping.core.facts.rows.organisation import Function


class Employment(StrEnum):
    """Whose employee a person is."""

    OWN = "own"
    OUTSOURCED = "outsourced"


class IssuerKind(StrEnum):
    """Who issued a person's certificate; `enterprise` is the firm itself, after training."""

    NATIONAL = "national"
    LOCAL = "local"
    INDUSTRY_ASSOCIATION = "industry-association"
    ENTERPRISE = "enterprise"
    OTHER = "other"


class ManagerLevel(StrEnum):
    """Where a service manager stands; `outlet` means branches and outlets."""

    HEADQUARTERS = "headquarters"
    OUTLET = "outlet"


class Grade(StrEnum):
    """The grade of an after-sales service management professional, rising."""

    NONE = "none"
    JUNIOR = "junior"
    INTERMEDIATE = "intermediate"
    SENIOR = "senior"


@dataclass(frozen=True, slots=True)
class StaffMember:
    """One person in a post with one certificate; rows with the same `staff_number` are the same person."""

    name: str
    post: str
    employment: Employment
    staff_number: str = ""
    certificate: str = ""
    certificate_number: str = ""
    issuer_kind: IssuerKind | None = None
    issuer: str = ""
    valid_until: date | None = None
    trained_on: date | None = None
    legal_qualification: str = ""
    legal_valid_until: date | None = None
    covered_by_rules: bool | None = None


@dataclass(frozen=True, slots=True)
class Post:
    """One post, how many people it needs, and the qualification that the law demands for it."""

    post: str
    needed: int
    function: Function | None = None
    legal_qualification: str = ""
    basis: str = ""
    reviewed_on: date | None = None


@dataclass(frozen=True, slots=True)
class Manager:
    """One service manager and the certificate as after-sales service management professional, if any."""

    name: str
    level: ManagerLevel
    post: str = ""
    grade: Grade = Grade.NONE
    certificate_number: str = ""
    issuer: str = ""
    valid_until: date | None = None
