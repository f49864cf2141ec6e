# SPDX-License-Identifier: Apache-2.0
"""Facts on resources (3.1 to 3.3): budget and special funds, training and care, premises and tools."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum


class CostKind(StrEnum):
    """The kinds of cost that a service budget plans (scheme facts, 3.1)."""

    OUTLET_RUNNING = "outlet-running"
    PAY_AND_REWARDS = "pay-and-rewards"
    REPAIR_AND_UPKEEP = "repair-and-upkeep"
    TOOLS_AND_VEHICLES = "tools-and-vehicles"
    SUPPORT_AND_TRAINING = "support-and-training"
    COMPENSATION_RESERVE = "compensation-reserve"
    DELIVERY_INSURANCE = "delivery-insurance"
    LIABILITY_INSURANCE = "liability-insurance"
    SATISFACTION = "satisfaction"
    CULTURE_PROMOTION = "culture-promotion"
    MANAGEMENT_AND_RESEARCH = "management-and-research"


class SupportKind(StrEnum):
    """What is done for staff: training of skills, of service culture, appraisal, care."""

    TECHNICAL_SKILLS = "technical-skills"
    SALES_SKILLS = "sales-skills"
    COMMUNICATION = "communication"
    PERSONAL_QUALITY = "personal-quality"
    SERVICE_CULTURE = "service-culture"
    APPRAISAL = "appraisal"
    CARE = "care"


class PremisesKind(StrEnum):
    """What service is done with."""

    PREMISES = "premises"
    FACILITY = "facility"
    SAFETY = "safety"
    TOOL = "tool"
    SPARE_PART = "spare-part"


class State(StrEnum):
    """The state that something is in."""

    GOOD = "good"
    NEEDS_REPAIR = "needs-repair"
    UNUSABLE = "unusable"


@dataclass(frozen=True, slots=True)
class BudgetLine:
    """One kind of cost in one year; amounts in `unit`. A special fund is set aside for a particular problem."""

    year: int
    kind: CostKind
    planned: Decimal
    actual: Decimal | None = None
    unit: str = "元"
    special_fund: bool = False
    purpose: str = ""
    not_needed_because: str = ""


@dataclass(frozen=True, slots=True)
class SupportActivity:
    """One training, appraisal or act of care for staff; `tested` and `passed` are numbers of persons."""

    kind: SupportKind
    title: str
    planned_on: date | None = None
    held_on: date | None = None
    participants: int | None = None
    tested: int | None = None
    passed: int | None = None


@dataclass(frozen=True, slots=True)
class Premises:
    """One of the premises, facilities, safety measures, kinds of tools or of spare parts."""

    kind: PremisesKind
    name: str
    place: str = ""
    state: State | None = None
    sufficient: bool | None = None
    checked_on: date | None = None
