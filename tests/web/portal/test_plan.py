# SPDX-License-Identifier: Apache-2.0
"""The client reads its plan, confirms it or asks for another; nothing covert and nobody else's is on these pages."""

import re
from datetime import date

import pytest

from tests import plans
from tests.cast import NOW
from tests.signing_in import sign_in
from zhuoping.actions import planning
from zhuoping.core.case import TeamRole
from zhuoping.core.lifecycle import Stage
from zhuoping.core.team import Member
from zhuoping.records.models import Plan, PlanState


def words(response):
    return response.content.decode()


def drawn(engagement):
    """The names of the outlets in the sample. Which they are depends on their keys, and those on the rows' numbers."""
    sample = Plan.objects.get(engagement=engagement).sample
    names = {each["key"]: each["name"] for each in sample["frame"]}
    return [names[key] for key in sample["sample"]["outlets"]]


def address(engagement, part=""):
    return f"/portal/engagements/{engagement.number}/plan/{part}"


def test_plan_is_shown_with_its_team_places_and_agenda(cast, edition, client):
    engagement = plans.planned(cast, edition)
    sign_in(client, cast.alice)

    page = words(client.get(address(engagement)))

    expected = {"2026000001", "待您确认", "林审查", "总部职能", "08:30–09:00", "首次会议", *drawn(engagement)}
    assert {each for each in expected if each not in page} == set()
    assert "H 服务设计审查、I 服务管理审查" in page


def test_plan_that_is_a_draft_is_not_shown(cast, edition, client):
    engagement = plans.drafted(cast, edition)
    sign_in(client, cast.alice)

    page = client.get(address(engagement))

    assert "还没有可以确认的计划" in words(page)
    assert "林审查" not in words(page)
    assert client.get(address(engagement, "plan.pdf")).status_code == 404
    assert client.get(address(engagement, "changes/")).status_code == 404


def test_plan_is_confirmed(cast, edition, client):
    engagement = plans.planned(cast, edition)
    sign_in(client, cast.alice)
    version = re.search(r'name="version" value="([0-9]+)"', words(client.get(address(engagement))))[1]

    answer = client.post(address(engagement, "confirm/"), {"version": version}, follow=True)

    engagement.refresh_from_db()
    assert engagement.stage == Stage.CONFIRMED
    assert "已确认" in words(answer)
    assert "confirm/" not in words(answer)


def test_version_that_was_replaced_while_it_was_read_is_not_confirmed(cast, edition, client):
    engagement = plans.planned(cast, edition)
    planning.withdraw(by=cast.ma, at=NOW, number=engagement.number, reason="换人")
    plans.released(cast, engagement)
    sign_in(client, cast.alice)

    answer = client.post(address(engagement, "confirm/"), {"version": "1"})

    assert answer.status_code == 422
    assert "计划已经换成第 2 版" in words(answer)
    assert Plan.objects.get(version=2).state == PlanState.RELEASED


def test_changes_are_asked_for_with_a_reason(cast, edition, client):
    engagement = plans.planned(cast, edition)
    sign_in(client, cast.alice)

    bare = client.post(address(engagement, "changes/"), {"version": "1", "reason": ""})
    answer = client.post(
        address(engagement, "changes/"), {"version": "1", "reason": "月初盘点，请顺延一周"}, follow=True
    )

    assert bare.status_code == 422
    assert "认证机构正在编制新的一版" in words(answer)
    assert "月初盘点，请顺延一周" in words(answer)
    assert Plan.objects.get(version=1).answer_text == "月初盘点，请顺延一周"


def test_plan_that_was_taken_back_says_why(cast, edition, client):
    engagement = plans.planned(cast, edition)
    planning.withdraw(by=cast.ma, at=NOW, number=engagement.number, reason="组长生病")
    sign_in(client, cast.alice)

    page = words(client.get(address(engagement)))

    assert "认证机构收回了原计划" in page
    assert "组长生病" in page


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_document_is_in_the_language_of_the_page(cast, edition, client, language):
    engagement = plans.planned(cast, edition)
    sign_in(client, cast.alice)
    client.cookies["django_language"] = language

    answer = client.get(address(engagement, "plan.pdf"))

    assert answer.content[:5] == b"%PDF-"
    assert f"2026000001-{language[:2]}.pdf" in answer["Content-Disposition"]


def test_nothing_of_a_mystery_customer_is_on_the_page(cast, edition, client):
    engagement = plans.agreed(cast, edition)
    plans.begun(cast, engagement, last=date(2026, 12, 10), modes="E+H+I+B", modes_reason="投诉集中在上门服务")
    plans.sampled(cast, engagement)
    team = [
        Member(cast.lin.pk, TeamRole.LEADER, ("E", "H", "I")),
        Member(cast.sun.pk, TeamRole.AUDITOR, ("B",)),
    ]
    plans.manned(cast, engagement, team)
    plans.counted(cast, engagement)
    plans.scheduled(cast, engagement)
    for each in (cast.lin, cast.sun):
        planning.declare(by=each, at=NOW, number=engagement.number, free=True)
    plans.released(cast, engagement)
    sign_in(client, cast.alice)

    page = words(client.get(address(engagement)))

    assert "林审查" in page
    assert [each for each in ("孙审查", "2026-12-06", "暗访", "B ", "上门服务") if each in page] == []


@pytest.mark.parametrize("part", ["", "confirm/", "changes/", "plan.pdf"])
def test_stranger_finds_nothing(cast, edition, client, part):
    engagement = plans.planned(cast, edition)
    sign_in(client, cast.bob)
    send = client.post if part == "confirm/" else client.get

    assert send(address(engagement, part), {"version": "1"}).status_code == 404


def test_staff_has_no_plan_in_the_portal(cast, edition, client):
    engagement = plans.planned(cast, edition)
    sign_in(client, cast.ma)

    assert client.get(address(engagement)).status_code == 403
