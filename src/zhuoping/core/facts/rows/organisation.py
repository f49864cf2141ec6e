# SPDX-License-Identifier: Apache-2.0
"""Facts on organisation (1.1 to 1.3): who does what, where outlets stand, which regions they serve."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

# The fields below that name administrative divisions, as codes or names (core/regions).
PLACE_FIELDS = frozenset({"region", "serves"})


class Function(StrEnum):
    """The functions that the organisation of service has to cover (scheme facts, 1.1)."""

    CULTURE_PROMOTION = "culture-promotion"
    SERVICE_STRATEGY = "service-strategy"
    OUTLET_MANAGEMENT = "outlet-management"
    STAFF_TRAINING = "staff-training"
    TOOLS_AND_RESOURCES = "tools-and-resources"
    SUPERVISION = "supervision"
    RESEARCH_AND_IMPROVEMENT = "research-and-improvement"
    GOODS_INFORMATION = "goods-information"
    DELIVERY_AND_REPAIR = "delivery-and-repair"
    QUALITY_ASSURANCE = "quality-assurance"
    WASTE_DISPOSAL = "waste-disposal"
    CUSTOMER_RELATIONS = "customer-relations"
    COMPLAINTS = "complaints"
    SALES = "sales"
    DESIGN = "design"


class OutletKind(StrEnum):
    """What an outlet does; which kinds a client needs depends on its trade."""

    SALES_SHOP = "sales-shop"
    SHOWROOM = "showroom"
    DELIVERY_AND_REPAIR = "delivery-and-repair"
    IN_STORE_STAFF = "in-store-staff"
    CLAIMS_AND_COMPLAINTS = "claims-and-complaints"
    OTHER = "other"


class Ownership(StrEnum):
    """Who runs an outlet; `other` is franchise, joint venture and the like."""

    SELF_BUILT = "self-built"
    OUTSOURCED = "outsourced"
    OTHER = "other"


class ServedBy(StrEnum):
    """How a sales region is served, as the client states it."""

    OUTLETS = "outlets"
    DIRECT_DISPATCH = "direct-dispatch"


@dataclass(frozen=True, slots=True)
class ServiceFunction:
    """One function and who covers it, or why the client does not need it."""

    function: Function
    department: str = ""
    post: str = ""
    document: str = ""
    not_needed_because: str = ""


@dataclass(frozen=True, slots=True)
class Outlet:
    """One outlet. `region` is where it stands, `serves` the further regions it serves: division codes or names."""

    name: str
    kind: OutletKind
    ownership: Ownership
    region: str = ""
    serves: str = ""
    address: str = ""
    technicians: int | None = None
    dispatches: int | None = None
    dispatches_on_time: int | None = None
    agreement: str = ""
    inspected_on: date | None = None
    closed_on: date | None = None


@dataclass(frozen=True, slots=True)
class ClaimedOutlets:
    """A number of outlets that the client states somewhere, whether or not it lists them."""

    stated_in: str
    number: int
    kind: OutletKind | None = None
    ownership: Ownership | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class SalesRegion:
    """A region where the client sells: a division code or name, and how service reaches it."""

    region: str
    served_by: ServedBy | None = None
    outlet: str = ""
    dispatched_from: str = ""
