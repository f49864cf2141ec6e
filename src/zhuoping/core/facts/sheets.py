# SPDX-License-Identifier: Apache-2.0
"""The fact sheets of a case: structured data that indicators are judged by, entered by the client and verified.

The name of each field is the key of a sheet; its rows are flat, so that a table can hold them without loss.
"""

from dataclasses import dataclass

from zhuoping.core.facts.rows.advancement import Philosophy, Promise, Publicity
from zhuoping.core.facts.rows.improvement import Feedback, HeldCertificate, Research, Standard
from zhuoping.core.facts.rows.norms import Law, ManualSection
from zhuoping.core.facts.rows.organisation import ClaimedOutlets, Outlet, SalesRegion, ServiceFunction
from zhuoping.core.facts.rows.resources import BudgetLine, Premises, SupportActivity
from zhuoping.core.facts.rows.staffing import Manager, Post, StaffMember
from zhuoping.core.facts.rows.supervision import SupervisoryBody, Target


@dataclass(frozen=True, slots=True)
class Facts:
    """All fact sheets, in the order of the indicators; a sheet without rows says nothing."""

    functions: tuple[ServiceFunction, ...] = ()
    outlets: tuple[Outlet, ...] = ()
    claimed_outlets: tuple[ClaimedOutlets, ...] = ()
    regions: tuple[SalesRegion, ...] = ()
    posts: tuple[Post, ...] = ()
    roster: tuple[StaffMember, ...] = ()
    managers: tuple[Manager, ...] = ()
    budget: tuple[BudgetLine, ...] = ()
    training: tuple[SupportActivity, ...] = ()
    premises: tuple[Premises, ...] = ()
    manual: tuple[ManualSection, ...] = ()
    laws: tuple[Law, ...] = ()
    supervision: tuple[SupervisoryBody, ...] = ()
    targets: tuple[Target, ...] = ()
    feedback: tuple[Feedback, ...] = ()
    research: tuple[Research, ...] = ()
    certificates: tuple[HeldCertificate, ...] = ()
    standards: tuple[Standard, ...] = ()
    philosophy: tuple[Philosophy, ...] = ()
    promises: tuple[Promise, ...] = ()
    publicity: tuple[Publicity, ...] = ()
