# SPDX-License-Identifier: Apache-2.0
"""Fact sheets and the checks on them: they inform a finding and never award by themselves."""

from zhuoping.core.facts.checking import Check, CheckRules, Figure, Remark, Verdict, check_rules
from zhuoping.core.facts.checks.all import QUESTIONS, check_facts
from zhuoping.core.facts.sheets import Facts

__all__ = [
    "QUESTIONS",
    "Check",
    "CheckRules",
    "Facts",
    "Figure",
    "Remark",
    "Verdict",
    "check_facts",
    "check_rules",
]
