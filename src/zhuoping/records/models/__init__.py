# SPDX-License-Identifier: Apache-2.0
"""Tables, one file a noun."""

from zhuoping.records.models.access import AnsweredWrite, ApiKey, Counter, Notice
from zhuoping.records.models.clients import Client, FactRow, FactSheet
from zhuoping.records.models.editions import AdoptedEdition
from zhuoping.records.models.engagements import (
    Agreement,
    Application,
    ApplicationDocument,
    ApplicationReview,
    CertificateLookUp,
    Engagement,
    Submission,
)
from zhuoping.records.models.evidence import Evidence, EvidenceFile
from zhuoping.records.models.jobs import Job
from zhuoping.records.models.ledger import Checkpoint, LedgerEntry, LedgerHead, SigningKey
from zhuoping.records.models.numbering import NumberPatterns
from zhuoping.records.models.people import (
    ClientTie,
    Invitation,
    Membership,
    Person,
    Qualification,
    RoleHolding,
)
from zhuoping.records.models.plans import InterestDeclaration, Plan, PlanMember, PlanState

__all__ = [
    "AdoptedEdition",
    "Agreement",
    "AnsweredWrite",
    "ApiKey",
    "Application",
    "ApplicationDocument",
    "ApplicationReview",
    "CertificateLookUp",
    "Checkpoint",
    "Client",
    "ClientTie",
    "Counter",
    "Engagement",
    "Evidence",
    "EvidenceFile",
    "FactRow",
    "FactSheet",
    "InterestDeclaration",
    "Invitation",
    "Job",
    "LedgerEntry",
    "LedgerHead",
    "Membership",
    "Notice",
    "NumberPatterns",
    "Person",
    "Plan",
    "PlanMember",
    "PlanState",
    "Qualification",
    "RoleHolding",
    "SigningKey",
    "Submission",
]
