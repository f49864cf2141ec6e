# SPDX-License-Identifier: Apache-2.0
"""Every check, in the order of the indicators."""

from datetime import date
from decimal import Context, localcontext

from zhuoping.core.facts.checking import Check, CheckRules, Question, Setting
from zhuoping.core.facts.checks import (
    advancement,
    improvement,
    norms,
    organisation,
    resources,
    staffing,
    supervision,
)
from zhuoping.core.facts.sheets import Facts
from zhuoping.core.regions import Divisions

QUESTIONS: tuple[Question, ...] = (
    organisation.function_coverage,
    organisation.outlet_list,
    organisation.region_coverage,
    organisation.outlet_ability,
    organisation.outlet_kinds,
    staffing.staff_certified,
    staffing.posts_filled,
    staffing.legal_qualifications,
    staffing.outsourced_staff,
    staffing.service_managers,
    resources.budget_kinds,
    resources.budget_spent,
    resources.special_fund,
    resources.staff_support,
    resources.infrastructure,
    norms.manual_contents,
    norms.manual_issued,
    norms.law_register,
    norms.law_training,
    supervision.supervision_body,
    supervision.targets_measured,
    supervision.target_consequences,
    improvement.feedback_loop,
    improvement.research,
    improvement.voluntary_certificates,
    improvement.standards,
    advancement.philosophy_known,
    advancement.promises_consistent,
    advancement.publicity_active,
)


def check_facts(
    facts: Facts, on: date, rules: CheckRules, divisions: Divisions, prior_certificate: str = ""
) -> tuple[Check, ...]:
    """Every check of the facts as on a day: they inform findings and award nothing.

    `prior_certificate` is the number of the certificate that the edition asks for before applying (reading A25).
    """
    setting = Setting(on, rules, divisions, prior_certificate)
    # Figures must not depend on the precision that a caller happens to have set.
    with localcontext(Context(prec=60)):
        return tuple(question.ask(facts, setting) for question in QUESTIONS)
