# SPDX-License-Identifier: Apache-2.0
import pytest

from tests.core.samples import refusal
from zhuoping.core.case import TeamRole
from zhuoping.core.fieldwork.people import (
    FieldMember,
    check_carries_out,
    check_leader,
    check_scorer,
    leader_of,
)
from zhuoping.core.problems import Refused

LIN = FieldMember(1, "林审查", TeamRole.LEADER, frozenset("HI"))
SUN = FieldMember(2, "孙审查", TeamRole.AUDITOR, frozenset("I"))
HE = FieldMember(3, "何技术", TeamRole.TECHNICAL_EXPERT)
TEAM = (LIN, SUN, HE)


def message(call, *given) -> str:
    with pytest.raises(Refused) as caught:
        call(*given)
    return caught.value.problems[0].message("en")


def test_leader_leads_and_nobody_else() -> None:
    check_leader(LIN, TEAM)

    assert message(check_leader, SUN, TEAM).startswith("The team leader (林审查) does this")
    assert message(check_leader, None, (SUN,)).startswith("The team leader (—) does this")
    assert leader_of(TEAM) is LIN


def test_auditors_score_and_experts_and_strangers_do_not() -> None:
    check_scorer(LIN)
    check_scorer(SUN)

    assert refusal(check_scorer, HE) == refusal(check_scorer, None) == ["by: expert-scores-not"]


def test_mode_is_concluded_by_those_whom_the_plan_gives_it() -> None:
    check_carries_out(LIN, "H", TEAM)

    assert message(check_carries_out, SUN, "H", TEAM).startswith(
        "By the plan, mode H is carried out by 林审查"
    )
    assert message(check_carries_out, LIN, "G", TEAM).startswith("By the plan, mode G is carried out by —")
    assert refusal(check_carries_out, HE, "I", TEAM) == ["by: expert-scores-not"]
