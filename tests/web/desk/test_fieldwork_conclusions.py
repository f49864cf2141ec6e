# SPDX-License-Identifier: Apache-2.0
"""Conclusions on the desk: each planned mode with its state, the form, who may, and who learns nothing."""

import html

import pytest

from tests.api.programs import program
from tests.fieldworking import IN_FIELD, in_field
from tests.plans import confirmed
from tests.signing_in import sign_in
from zhuoping.actions.fieldwork import conclusions
from zhuoping.core.mode_conclusions import ModeVerdict
from zhuoping.records.models import LedgerEntry, ModeConclusion, Notice, Plan, PlanMember


@pytest.fixture
def engagement(cast, edition):
    return in_field(cast, edition)


def address(engagement, part=""):
    return f"/desk/engagements/{engagement.number}/fieldwork/conclusions/{part}"


def words(answer):
    return html.unescape(answer.content.decode())


def concluded(engagement, by, mode="I", verdict=ModeVerdict.CONFORMING, reason="见评分表", seen=0):
    given = {"mode": mode, "verdict": verdict, "reason": reason, "seen": seen}
    return conclusions.conclude_mode(by=by, at=IN_FIELD, number=engagement.number, **given)


def test_every_planned_mode_is_listed_with_its_state_people_and_material(cast, engagement, client):
    concluded(engagement, cast.sun)
    sign_in(client, cast.ma)

    text = words(client.get(address(engagement)))

    assert [each in text for each in ("E 顾客调查", "H 服务设计审查", "I 服务管理审查")] == [True, True, True]
    assert [each in text for each in ("调查进行中", "尚无结论", "见评分表")] == [True, True, True]
    assert "还有 1 个模式需要结论" in text
    assert f"/desk/engagements/{engagement.number}/fieldwork/design/" in text
    assert "作出结论" not in text.replace("结束后作出结论", "")


def test_auditor_concludes_with_conditions_and_again_and_both_are_shown(cast, engagement, client):
    sign_in(client, cast.sun)
    given = {"version": 0, "verdict": "with-conditions", "reason": "多数符合", "conditions": "一月内补齐手册"}

    first = client.post(address(engagement, "I/"), given, follow=True)
    again = {"version": 1, "verdict": "conforming", "reason": "已补齐", "conditions": ""}
    second = client.post(address(engagement, "I/"), again, follow=True)

    assert "一月内补齐手册" in words(first)
    assert [each in words(second) for each in ("已补齐", "此前的结论", "多数符合")] == [True, True, True]
    assert ModeConclusion.objects.count() == 2


def test_faults_stand_beside_their_fields_and_nothing_typed_is_lost(cast, engagement, client):
    sign_in(client, cast.lin)

    answer = client.post(
        address(engagement, "I/"), {"version": 0, "verdict": "with-conditions", "reason": "多数符合"}
    )

    assert answer.status_code == 422
    assert "须写明是什么条件" in words(answer)
    assert "多数符合" in words(answer)


def test_second_auditor_sees_both_conclusions_and_chooses(cast, engagement, client):
    concluded(engagement, cast.sun)
    sign_in(client, cast.lin)
    given = {"version": 0, "verdict": "not-conforming", "reason": "手册没有发布"}

    conflict = client.post(address(engagement, "I/"), given)
    mine = {"keep_verdict": "mine", "keep_reason": "mine"}
    done = client.post(address(engagement, "I/"), given | mine | {"version": 1})

    assert (conflict.status_code, done.status_code) == (409, 303)
    assert [each in words(conflict) for each in ("见评分表", "手册没有发布")] == [True, True]


def test_mode_of_others_the_survey_and_what_is_not_planned_are_not_concluded(cast, engagement, client):
    sign_in(client, cast.sun)
    given = {"version": 0, "verdict": "conforming", "reason": "x"}

    assert client.get(address(engagement, "H/")).url == address(engagement)
    assert client.get(address(engagement, "E/")).url == address(engagement)
    assert "模式 H 由林审查承担" in words(client.post(address(engagement, "H/"), given))
    assert "模式 E（顾客调查）" in words(client.post(address(engagement, "E/"), given))
    assert client.get(address(engagement, "A/")).status_code == 404
    assert client.post(address(engagement, "A/"), given).status_code == 404
    assert ModeConclusion.objects.count() == 0


def test_before_fieldwork_there_is_nothing_to_conclude(cast, edition, client):
    early = confirmed(cast, edition)
    sign_in(client, cast.lin)

    assert client.get(address(early)).url == f"/desk/engagements/{early.number}/fieldwork/"
    assert client.get(address(early, "I/")).url == address(early)


@pytest.mark.parametrize("part", ["", "I/"])
def test_client_and_strangers_learn_nothing(cast, engagement, client, part):
    before = LedgerEntry.objects.count()
    answers = {
        who: client.get(address(engagement, part)).status_code
        for who in ("alice", "bob", "he")
        if sign_in(client, getattr(cast, who))
    }

    assert answers in ({"alice": 403, "bob": 403, "he": 404}, {"alice": 403, "bob": 403, "he": 403})
    assert LedgerEntry.objects.count() == before


def test_conclusion_of_a_mystery_customer_is_told_nowhere_to_the_client(cast, engagement, client):
    Plan.objects.filter(engagement=engagement).update(modes="B+E+H+I")
    PlanMember.objects.filter(plan__engagement=engagement, person=cast.lin).update(modes=["B", "E", "H", "I"])
    concluded(engagement, cast.lin, "B", reason="顾客身份的检验都符合")
    sign_in(client, cast.alice)
    portal, api = f"/portal/engagements/{engagement.number}/", f"/engagements/{engagement.number}"
    theirs = program(cast.alice)

    pages = [client.get(each) for each in ("/portal/", portal, f"{portal}plan/", f"{portal}history/")]
    answers = [
        theirs.get(f"{api}{each}") for each in ("", "/plan/released", "/history", "/fieldwork/conclusions")
    ]

    told = [words(each) for each in pages] + [each.content.decode() for each in answers]
    assert [each for each in told if "顾客身份" in each] == []
    assert [each.status_code for each in answers[2:]] == [403, 403]
    assert not Notice.objects.filter(person=cast.alice, code__contains="conclu").exists()
