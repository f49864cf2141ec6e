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
from zhuoping.records.models.fieldwork import (
    Attendance,
    BlindScore,
    Capture,
    DayLog,
    Determination,
    FactVerification,
    FieldRecord,
    FieldSample,
    Fieldwork,
    Finding,
    FrozenScorecard,
    Meeting,
    Reconciliation,
    ScorecardSignature,
    SpecialItem,
    Tie,
)
from zhuoping.records.models.jobs import Job
from zhuoping.records.models.ledger import Checkpoint, LedgerEntry, LedgerHead, SigningKey
from zhuoping.records.models.modes import (
    CapabilityRow,
    CharacteristicSheet,
    DesignReview,
    Footprint,
    ModeConclusion,
    WorkOrder,
)
from zhuoping.records.models.nonconformities import HIDDEN as HIDDEN_NONCONFORMITY
from zhuoping.records.models.nonconformities import Nonconformity, NonconformityAnswer
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
    "HIDDEN_NONCONFORMITY",
    "AdoptedEdition",
    "Agreement",
    "AnsweredWrite",
    "ApiKey",
    "Application",
    "ApplicationDocument",
    "ApplicationReview",
    "Attendance",
    "BlindScore",
    "CapabilityRow",
    "Capture",
    "CertificateLookUp",
    "CharacteristicSheet",
    "Checkpoint",
    "Client",
    "ClientTie",
    "Counter",
    "DayLog",
    "DesignReview",
    "Determination",
    "Engagement",
    "Evidence",
    "EvidenceFile",
    "FactRow",
    "FactSheet",
    "FactVerification",
    "FieldRecord",
    "FieldSample",
    "Fieldwork",
    "Finding",
    "Footprint",
    "FrozenScorecard",
    "InterestDeclaration",
    "Invitation",
    "Job",
    "LedgerEntry",
    "LedgerHead",
    "Meeting",
    "Membership",
    "ModeConclusion",
    "Nonconformity",
    "NonconformityAnswer",
    "Notice",
    "NumberPatterns",
    "Person",
    "Plan",
    "PlanMember",
    "PlanState",
    "Qualification",
    "Reconciliation",
    "RoleHolding",
    "ScorecardSignature",
    "SigningKey",
    "SpecialItem",
    "Submission",
    "Tie",
    "WorkOrder",
]
