# SPDX-License-Identifier: Apache-2.0
"""Facts on supervision (5.1, 5.2): who watches whom, and targets with what came of them."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum


class SupervisionLink(StrEnum):
    """A link of the cascade, top-down or sideways (scheme facts, 5.1)."""

    TOP_MANAGEMENT = "top-management"
    HEAD_OF_SERVICE = "head-of-service"
    CALL_CENTRE = "call-centre"
    OUTLET_MANAGEMENT = "outlet-management"
    BRANCH = "branch"
    SALES_AND_SERVICE = "sales-and-service"
    MARKET_QUALITY = "market-quality"


class Better(StrEnum):
    """Which way a target is exceeded."""

    HIGHER = "higher"
    LOWER = "lower"


@dataclass(frozen=True, slots=True)
class SupervisoryBody:
    """One body that supervises, in one link of the cascade."""

    name: str
    link: SupervisionLink
    supervises: str = ""
    full_time_staff: int | None = None
    means: str = ""
    reported_on: date | None = None


@dataclass(frozen=True, slots=True)
class Target:
    """One target of one department for a period (both days included), and what was reached."""

    name: str
    department: str
    period_from: date
    period_to: date
    target: Decimal
    better: Better
    actual: Decimal | None = None
    unit: str = ""
    revised_on: date | None = None
    reward_penalty: str = ""
