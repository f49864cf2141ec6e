# SPDX-License-Identifier: Apache-2.0
"""Blind double scoring: nobody sees a score before both are there, both stay, what is agreed becomes the award."""

import json
from decimal import Decimal

import pytest

from tests.fieldworking import IN_FIELD, in_field, write
from tests.plans import confirmed, refusal, said
from zhuoping.actions.errors import Changed
from zhuoping.actions.fieldwork import double_scoring, opening
from zhuoping.actions.fieldwork.double_scoring import sealed
from zhuoping.core.case import TeamRole
from zhuoping.core.fieldwork.double_scoring import DoubleState
from zhuoping.records.double_scoring_values import auditors_of, gaps_of_double_scoring, lines_seen_by
from zhuoping.records.fieldwork_values import exact, standing
from zhuoping.records.models import BlindScore, Finding, LedgerEntry, PlanMember, Reconciliation

TWO = {"judged": 2, "reason": "缺岗位说明"}


@pytest.fixture
def engagement(cast, edition):
    return in_field(cast, edition, double_scoring=True)


def score(engagement, by, award, ref="1.1", **more):
    given = {"ref": ref, "award": award} | more
    return double_scoring.score_blind(by=by, at=IN_FIELD, number=engagement.number, **given)


def agree(engagement, by, award, reason="", ref="1.1", **more):
    given = {"ref": ref, "award": award, "reason": reason} | more
    return double_scoring.reconcile(by=by, at=IN_FIELD, number=engagement.number, **given)


def seen(engagement, who, ref="1.1"):
    """The names of whose scores somebody sees."""
    return [each.name for each in lines_seen_by(engagement, who.pk)[ref].scores]


def bodies():
    return [
        json.loads(each) for each in LedgerEntry.objects.order_by("sequence").values_list("body", flat=True)
    ]


def test_each_sees_only_their_own_score_until_both_have_scored_the_indicator(cast, engagement):
    score(engagement, cast.sun, TWO)

    alone = [seen(engagement, who) for who in (cast.sun, cast.lin)]
    score(engagement, cast.lin, 3)

    assert alone == [["孙审查"], []]
    assert [seen(engagement, who) for who in (cast.sun, cast.lin)] == [["孙审查", "林审查"]] * 2


def test_leader_does_not_peek_either(cast, engagement):
    score(engagement, cast.sun, TWO)

    line = lines_seen_by(engagement, cast.lin.pk)["1.1"]

    assert (line.scores, line.state, list(line.auditors.values())) == ((), DoubleState.WAITING, ["孙审查"])


@pytest.mark.parametrize("who", ["ma", "tan", "ou", "zhou", "wu"])
def test_nobody_of_the_body_peeks(cast, engagement, who):
    score(engagement, cast.sun, TWO)

    assert seen(engagement, getattr(cast, who)) == []


def test_one_indicator_that_is_open_opens_no_other(cast, engagement):
    score(engagement, cast.sun, TWO)
    score(engagement, cast.lin, 3)
    score(engagement, cast.sun, 2, ref="1.3")

    assert seen(engagement, cast.lin, "1.3") == []
    assert auditors_of(engagement)["1.3"] == {cast.sun.pk: "孙审查"}


def test_ledger_has_a_digest_only_until_both_are_there_and_then_both(cast, engagement):
    score(engagement, cast.sun, TWO, text="查了两份")
    first = said()
    row = BlindScore.objects.get()
    score(engagement, cast.lin, 3)

    assert first == {"ref": "1.1", "version": 1, "sealed": sealed(row)}
    assert "缺岗位说明" not in json.dumps(bodies()[:-1], ensure_ascii=False)
    opened = said()["scores"]
    assert [(each["person"], each["value"], each["text"]) for each in opened] == [
        (cast.sun.pk, {"judged": "2", "reason": "缺岗位说明"}, "查了两份"),
        (cast.lin.pk, "3", ""),
    ]
    assert opened[0]["salt"] == row.salt


def test_own_score_is_changed_until_it_is_open_and_then_stays(cast, engagement):
    score(engagement, cast.sun, TWO)
    score(engagement, cast.sun, 3, seen=1)
    score(engagement, cast.lin, TWO)

    row = BlindScore.objects.get(auditor=cast.sun)
    assert (row.version, exact(row.award)) == (2, 3)
    assert refusal(score, engagement, cast.sun, TWO, seen=2) == ["award: scores-opened"]
    assert refusal(score, engagement, cast.lin, 3, seen=1) == ["award: scores-opened"]


def test_own_score_changed_elsewhere_meanwhile_is_told(cast, engagement):
    score(engagement, cast.sun, TWO)

    with pytest.raises(Changed) as caught:
        score(engagement, cast.sun, 3)

    assert (caught.value.version, caught.value.current) == (1, {"award": TWO})


def test_same_score_again_is_no_entry(cast, engagement):
    score(engagement, cast.sun, TWO)
    before = LedgerEntry.objects.count()

    score(engagement, cast.sun, TWO)

    assert LedgerEntry.objects.count() == before


def test_score_that_is_not_whole_is_refused_and_nothing_is_kept(cast, engagement):
    assert refusal(score, engagement, cast.sun, 2) == ["awards.1.1: reason-required"]
    assert refusal(score, engagement, cast.sun, {"parts": {"a": 5}}, "2.1") == ["award: score-unfinished"]
    assert refusal(score, engagement, cast.sun, None) == ["award: score-missing"]
    assert BlindScore.objects.count() == 0


def test_agreed_award_becomes_the_findings_and_both_originals_stay(cast, engagement):
    score(engagement, cast.sun, TWO)
    score(engagement, cast.lin, 3)

    agree(engagement, cast.sun, Decimal("2.5"), "补看一份说明")

    assert exact(Finding.objects.get().award) == {"judged": Decimal("2.5"), "reason": "补看一份说明"}
    assert standing(engagement).scorecard.lowest == Decimal("2.5")
    assert [exact(row.award) for row in BlindScore.objects.order_by("pk")] == [TWO, 3]
    assert said() == {"ref": "1.1", "field": "award", "value": {"judged": "2.5", "reason": "补看一份说明"}}
    line = lines_seen_by(engagement, cast.lin.pk)["1.1"]
    assert (line.state, line.agreed.by, line.agreed.reason) == (DoubleState.AGREED, "孙审查", "补看一份说明")


def test_differing_scores_need_a_reason_and_equal_ones_none(cast, engagement):
    score(engagement, cast.sun, TWO)
    score(engagement, cast.lin, 3)
    score(engagement, cast.sun, 2, ref="1.3")
    score(engagement, cast.lin, 2, ref="1.3")

    assert refusal(agree, engagement, cast.lin, 3) == ["reason: agreement-reason-required"]
    agree(engagement, cast.lin, 2, ref="1.3")
    assert exact(Finding.objects.get().award) == 2


def test_all_that_both_scored_alike_is_taken_over_at_once(cast, engagement):
    for by in (cast.sun, cast.lin):
        score(engagement, by, TWO | {"reason": f"{by}：缺岗位说明"})
        score(engagement, by, 2, ref="1.3")
        score(engagement, by, {"sampled": {"size": 4, "conforming": 3 if by == cast.sun else 4}}, ref="1.2")

    taken = double_scoring.reconcile_alike(by=cast.lin, at=IN_FIELD, number=engagement.number)

    assert [each.ref for each in taken] == ["1.1", "1.3"]
    assert [each.key for each in gaps_of_double_scoring(engagement)][:2] == ["1.2", "2.1"]
    assert double_scoring.reconcile_alike(by=cast.lin, at=IN_FIELD, number=engagement.number) == []


def test_agreement_is_made_anew_and_who_saw_an_old_one_is_told_both(cast, engagement):
    score(engagement, cast.sun, TWO)
    score(engagement, cast.lin, 3)
    agree(engagement, cast.sun, 3, "补看一份说明")

    with pytest.raises(Changed) as caught:
        agree(engagement, cast.lin, 2, "仍缺")
    agree(engagement, cast.lin, 2, "仍缺", seen=1)

    assert (caught.value.version, caught.value.current["reason"]) == (1, "补看一份说明")
    assert exact(Finding.objects.get().award) == {"judged": 2, "reason": "仍缺"}
    assert Reconciliation.objects.count() == 2


def test_nothing_is_agreed_on_before_both_have_scored(cast, engagement):
    score(engagement, cast.sun, TWO)

    assert refusal(agree, engagement, cast.lin, 3, "x") == ["award: scores-not-open"]
    assert refusal(agree, engagement, cast.lin, 3, "x", ref="9.9") == ["ref: indicator-unknown"]


def test_award_is_not_typed_into_the_finding_around_the_scores(cast, engagement):
    assert refusal(write, engagement, cast.lin, "1.1", "award", 3) == ["award: double-scoring-decides"]


def test_every_indicator_is_missing_until_it_is_agreed_on(cast, engagement):
    score(engagement, cast.sun, TWO)

    gaps = gaps_of_double_scoring(engagement)

    assert (len(gaps), gaps[0].problem.code) == (19, "second-score-missing")


def test_engagement_that_the_team_scores_together_has_no_blind_scores(cast, edition):
    together = in_field(cast, edition)

    assert refusal(score, together, cast.sun, 3) == ["double_scoring: double-scoring-not-chosen"]
    assert refusal(agree, together, cast.sun, 3) == ["double_scoring: double-scoring-not-chosen"]
    assert gaps_of_double_scoring(together) == ()


def test_double_scoring_is_not_opened_for_one_auditor(cast, edition):
    number = confirmed(cast, edition).number
    PlanMember.objects.filter(person=cast.sun).update(role=TeamRole.TECHNICAL_EXPERT)

    given = {"by": cast.lin, "at": IN_FIELD, "number": number, "double_scoring": True}
    assert refusal(opening.open_fieldwork, **given) == ["double_scoring: double-scoring-needs-two"]


@pytest.mark.parametrize("who", ["ma", "wu", "he", "alice", "bob"])
def test_only_auditors_of_the_team_score_and_agree(cast, engagement, who):
    before = LedgerEntry.objects.count()

    assert refusal(score, engagement, getattr(cast, who), 3)[0].startswith("by: not-allowed")
    assert refusal(agree, engagement, getattr(cast, who), 3)[0].startswith("by: not-allowed")
    assert LedgerEntry.objects.count() == before
