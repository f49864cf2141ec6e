# SPDX-License-Identifier: Apache-2.0
import pytest

from tests.fieldworking import IN_FIELD, in_field
from tests.plans import confirmed, refusal, said
from zhuoping.actions.errors import Changed
from zhuoping.actions.fieldwork import conclusions, design
from zhuoping.core.design_review import DesignElement, DesignVerdict
from zhuoping.core.mode_conclusions import ModeVerdict
from zhuoping.records.design_values import conclusions_of, gaps_of_modes, mode_standings
from zhuoping.records.models import LedgerEntry, ModeConclusion
from zhuoping.records.plan_values import standing_plan

V = ModeVerdict


def conclude(engagement, by, mode="I", verdict=V.CONFORMING, reason="19 项指标见评分表", **more):
    seen = ModeConclusion.objects.filter(engagement=engagement, mode=mode).count()
    given = {"by": by, "at": IN_FIELD, "number": engagement.number, "seen": seen}
    return conclusions.conclude_mode(mode=mode, verdict=verdict, reason=reason, **given | more)


def test_conclusion_is_kept_with_its_auditor_and_stands_in_the_ledger(cast, edition):
    engagement = in_field(cast, edition)

    conclude(engagement, cast.sun, verdict=V.WITH_CONDITIONS, conditions=" 一月内补齐手册 ")
    found = {each.mode: each for each in mode_standings(engagement, standing_plan(engagement))}

    assert (found["I"].latest.by, found["I"].latest.conditions) == ("孙审查", "一月内补齐手册")
    assert [found[mode].state.value for mode in "EHI"] == ["pending", "missing", "concluded"]
    assert said() == {
        "mode": "I",
        "verdict": "with-conditions",
        "reason": "19 项指标见评分表",
        "conditions": "一月内补齐手册",
    }


def test_latest_conclusion_counts_and_the_earlier_one_is_kept(cast, edition):
    engagement = in_field(cast, edition)

    conclude(engagement, cast.sun)
    conclude(engagement, cast.lin, verdict=V.NOT_CONFORMING, reason="复看后改判")

    assert [(each.verdict, each.by) for each in conclusions_of(engagement)] == [
        (V.CONFORMING, "孙审查"),
        (V.NOT_CONFORMING, "林审查"),
    ]


def test_same_conclusion_by_the_same_auditor_twice_is_one(cast, edition):
    engagement = in_field(cast, edition)
    conclude(engagement, cast.sun, seen=0)
    before = LedgerEntry.objects.count()

    conclude(engagement, cast.sun, seen=0)

    assert (ModeConclusion.objects.count(), LedgerEntry.objects.count()) == (1, before)


def test_second_auditor_who_saw_no_conclusion_is_told_both(cast, edition):
    engagement = in_field(cast, edition)
    conclude(engagement, cast.sun)

    with pytest.raises(Changed) as caught:
        conclude(engagement, cast.lin, verdict=V.NOT_CONFORMING, reason="手册没有发布", seen=0)

    assert (caught.value.current["verdict"], caught.value.given["verdict"]) == (
        "conforming",
        "not-conforming",
    )
    assert caught.value.version == 1


def test_only_an_auditor_whom_the_plan_gives_the_mode_concludes(cast, edition):
    engagement = in_field(cast, edition)

    assert refusal(conclude, engagement, cast.sun, "H") == ["by: mode-of-others"]
    for outsider in (cast.ma, cast.he, cast.alice, cast.bob):
        assert refusal(conclude, engagement, outsider)[0].startswith("by: not-allowed")
    assert ModeConclusion.objects.count() == 0


def test_conclusion_before_the_visit_is_refused(cast, edition):
    early = confirmed(cast, edition)
    assert refusal(conclude, early, cast.lin) == ["stage: not-this-stage"]


@pytest.mark.parametrize(("mode", "code"), [("A", "mode-not-planned"), ("E", "mode-pending")])
def test_mode_that_is_not_concluded_here_is_refused(cast, edition, mode, code):
    assert refusal(conclude, in_field(cast, edition), cast.lin, mode) == [f"mode: {code}"]


def test_design_with_a_failing_element_is_not_concluded_as_conforming(cast, edition):
    engagement = in_field(cast, edition)
    judged = {"element": DesignElement.DESIGN_INPUT, "verdict": DesignVerdict.NOT_CONFORMING, "reason": "无"}
    conclude(engagement, cast.lin, "H")
    design.judge_element(by=cast.lin, at=IN_FIELD, number=engagement.number, seen=0, **judged)

    assert refusal(conclude, engagement, cast.lin, "H", reason="x") == ["verdict: conclusion-against-design"]
    assert "conclusion-against-design" in [each.problem.code for each in gaps_of_modes(engagement)]
    conclude(engagement, cast.lin, "H", V.NOT_CONFORMING, "设计输入没有记录")
    assert "conclusion-against-design" not in [each.problem.code for each in gaps_of_modes(engagement)]
