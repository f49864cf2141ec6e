# SPDX-License-Identifier: Apache-2.0
"""Facts on norms (4.1, 4.2): what the service manual holds, and the register of laws."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class ManualItem(StrEnum):
    """What the service manual has to hold: policy, organisation and the ten norms (scheme facts, 4.1)."""

    SERVICE_POLICY = "service-policy"
    ORGANISATION_AND_DUTIES = "organisation-and-duties"
    STAFF_CONDUCT = "staff-conduct"
    DELIVERY = "delivery"
    TECHNICAL_SERVICE = "technical-service"
    RETURN_AND_EXCHANGE = "return-and-exchange"
    INSTALLATION_AND_REPAIR = "installation-and-repair"
    COMPLAINT_HANDLING = "complaint-handling"
    SATISFACTION_MEASUREMENT = "satisfaction-measurement"
    CULTURE_PROMOTION = "culture-promotion"
    TRAINING = "training"
    CRISIS_HANDLING = "crisis-handling"


class LawKind(StrEnum):
    """What a law or rule is about, as far as the manual has to name it."""

    LAW = "law"
    REGULATION = "regulation"
    SAFETY = "safety"
    THREE_GUARANTEES = "three-guarantees"
    TRADE_RULE = "trade-rule"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class ManualSection:
    """One item of the manual: whether it is there, and how it was issued and distributed."""

    item: ManualItem
    present: bool
    document: str = ""
    issued_on: date | None = None
    distributed_to: str = ""
    not_needed_because: str = ""


@dataclass(frozen=True, slots=True)
class Law:
    """One law or rule of the register."""

    title: str
    kind: LawKind
    effective_on: date | None = None
    repealed_on: date | None = None
    in_manual: bool | None = None
    trained_on: date | None = None
