# SPDX-License-Identifier: Apache-2.0
import io
import json

import pytest

from tests import files
from tests.core.blueprints import plain, stage
from tests.fieldworking import IN_FIELD, attached, in_field
from tests.plans import confirmed, refusal, said
from zhuoping.actions.errors import Changed
from zhuoping.actions.evidence import Handed
from zhuoping.actions.fieldwork import design
from zhuoping.core.blueprint import plain_of
from zhuoping.core.design_review import DesignElement, DesignVerdict
from zhuoping.records.design_values import design_of, gaps_of_modes
from zhuoping.records.models import DesignReview, LedgerEntry, Plan

E, V = DesignElement, DesignVerdict


def draw(engagement, by, blueprint=None, seen=None):
    return design.save_blueprint(
        by=by,
        at=IN_FIELD,
        number=engagement.number,
        blueprint=plain() if blueprint is None else blueprint,
        seen=design_of(engagement).version if seen is None else seen,
    )


def judge(engagement, by, element=E.DESIGN_INPUT, verdict=V.CONFORMING, reason="", seen=None):
    return design.judge_element(
        by=by,
        at=IN_FIELD,
        number=engagement.number,
        element=element,
        verdict=verdict,
        reason=reason,
        seen=design_of(engagement).version if seen is None else seen,
    )


def test_drawing_is_kept_and_stands_in_the_ledger_word_for_word(cast, edition):
    engagement = in_field(cast, edition)

    row = draw(engagement, cast.sun)

    assert (row.version, plain_of(design_of(engagement).blueprint)) == (1, plain())
    assert said() == {"version": 1, "blueprint": plain()}


def test_same_drawing_again_or_an_empty_first_one_is_no_change(cast, edition):
    engagement = in_field(cast, edition)
    before = LedgerEntry.objects.count()

    draw(engagement, cast.lin, {"stages": []})
    assert (DesignReview.objects.count(), LedgerEntry.objects.count()) == (0, before)
    draw(engagement, cast.lin)
    assert draw(engagement, cast.sun, seen=0).version == 1
    assert LedgerEntry.objects.count() == before + 1


def test_two_who_draw_the_later_sees_both_and_nothing_is_lost(cast, edition):
    engagement = in_field(cast, edition)
    draw(engagement, cast.lin)
    mine = plain(stage("回访"))

    with pytest.raises(Changed) as caught:
        draw(engagement, cast.sun, mine, seen=0)

    assert (caught.value.current, caught.value.given) == ({"blueprint": plain()}, {"blueprint": mine})
    assert caught.value.version == 1
    assert draw(engagement, cast.sun, mine, seen=1).version == 2


def test_verdict_given_meanwhile_does_not_disturb_whoever_draws(cast, edition):
    engagement = in_field(cast, edition)

    judge(engagement, cast.lin, seen=0)
    draw(engagement, cast.sun, seen=0)
    judge(engagement, cast.lin, E.DESIGN_CHANGES, V.NOT_APPLICABLE, "一年内未更改", seen=0)
    found = design_of(engagement)

    assert [(each.review.verdict, each.by) for each in found.judged.values()] == [
        (V.CONFORMING, "林审查"),
        (V.NOT_APPLICABLE, "林审查"),
    ]
    assert found.version == 3


def test_two_verdicts_on_one_element_the_later_sees_both(cast, edition):
    engagement = in_field(cast, edition)
    judge(engagement, cast.lin, verdict=V.NOT_CONFORMING, reason="无记录", seen=0)

    assert judge(engagement, cast.lin, verdict=V.NOT_CONFORMING, reason=" 无记录 ", seen=0).version == 1
    with pytest.raises(Changed) as caught:
        judge(engagement, cast.lin, seen=0)

    assert caught.value.current == {"verdict": "not-conforming", "reason": "无记录"}
    assert caught.value.given == {"verdict": "conforming", "reason": ""}
    assert said() == {"element": "design-input", "verdict": "not-conforming", "reason": "无记录"}


def test_only_an_auditor_whom_the_plan_gives_the_mode_judges(cast, edition):
    engagement = in_field(cast, edition)

    assert refusal(judge, engagement, cast.sun) == ["by: mode-of-others"]
    for outsider in (cast.ma, cast.he, cast.alice, cast.bob):
        assert refusal(judge, engagement, outsider)[0].startswith("by: not-allowed")
        assert refusal(draw, engagement, outsider)[0].startswith("by: not-allowed")


def test_design_is_not_reviewed_before_the_visit(cast, edition):
    early = confirmed(cast, edition)
    assert refusal(draw, early, cast.lin) == ["stage: not-this-stage"]
    assert refusal(judge, early, cast.lin) == ["stage: not-this-stage"]


def test_design_is_not_reviewed_where_it_is_not_planned(cast, edition):
    engagement = in_field(cast, edition)
    Plan.objects.filter(engagement=engagement).update(modes="E+I")

    assert refusal(draw, engagement, cast.lin) == ["mode: mode-not-planned"]
    assert refusal(judge, engagement, cast.lin) == ["mode: mode-not-planned"]
    assert [each.key for each in gaps_of_modes(engagement)] == ["E", "I"]


def test_faults_of_a_drawing_are_refused_and_nothing_is_written(cast, edition):
    engagement = in_field(cast, edition)
    before = LedgerEntry.objects.count()

    assert refusal(draw, engagement, cast.lin, plain(stage(customer=["x"] * 10_000))) == [
        "blueprint: blueprint-too-large"
    ]
    assert refusal(draw, engagement, cast.lin, "=cmd|' /C calc'!A0") == ["blueprint: wrong-type"]
    assert (DesignReview.objects.count(), LedgerEntry.objects.count()) == (0, before)


def test_script_and_formula_in_texts_are_texts(cast, edition):
    engagement = in_field(cast, edition)
    hostile = plain(stage("<script>alert(1)</script>", customer=["=1+1", "]]>&amp;"]))

    draw(engagement, cast.lin, hostile)

    assert plain_of(design_of(engagement).blueprint) == hostile
    assert json.loads(LedgerEntry.objects.latest("sequence").body)["blueprint"] == hostile


def test_gaps_shrink_as_the_review_goes_on(cast, edition):
    engagement = in_field(cast, edition)
    attached(engagement, cast.lin, "design:design-input", Handed(io.BytesIO(files.pdf()), "设计任务书.pdf"))
    draw(engagement, cast.lin)
    judge(engagement, cast.lin)
    judge(engagement, cast.lin, E.SERVICE_SPECIFICATION)

    found = [(each.key, each.problem.code) for each in gaps_of_modes(engagement)]

    assert found == [
        ("service-specification", "design-evidence-missing"),
        ("delivery-specification", "design-verdict-missing"),
        ("quality-control-specification", "design-verdict-missing"),
        ("design-changes", "design-verdict-missing"),
        ("E", "mode-pending"),
        ("H", "conclusion-missing"),
        ("I", "conclusion-missing"),
    ]
