# SPDX-License-Identifier: Apache-2.0
"""The lists of engagements and clients, and the pages of one of each."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tests.adopting import edition
from tests.cast import NOW, USCC_A, USCC_B, enterprise
from tests.engagements import opened, submitted
from tests.reviewing import accepted, agreed, issue, issued, record, sign
from tests.signing_in import sign_in
from zhuoping.actions import application, clients
from zhuoping.core.lifecycle import Stage
from zhuoping.records.models import Client, Engagement, LedgerEntry

__all__ = ["edition"]


def words(response):
    assert response.status_code == 200
    return b"".join(response).decode() if response.streaming else response.content.decode()


def queries_of(client, address):
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


@pytest.fixture
def pair(cast, edition):
    """One engagement of each client: A's was submitted, B's is being filled in."""
    return submitted(cast, edition), opened(cast, edition, by=cast.bob, client=cast.client_b)


def test_list_is_searched_by_number_name_and_credit_code(cast, pair, client):
    sign_in(client, cast.ma)
    first, second = pair

    for typed in (first.number, "泵业", "CLIENT A", USCC_A[-8:].lower(), "泵业 client"):
        found = words(client.get("/desk/engagements/", {"q": typed}))
        assert (first.number in found, second.number in found) == (True, False), typed


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({"stage": "submitted"}, (True, False)),
        ({"stage": "applying"}, (False, True)),
        ({"type": "initial"}, (True, True)),
        ({"type": "recertification"}, (False, False)),
        ({"officer": "none"}, (False, True)),
        ({"due": "overdue"}, (True, False)),
    ],
)
def test_list_is_narrowed_by_stage_type_officer_and_date(cast, pair, client, asked, expected):
    first, second = pair
    yesterday = timezone.localdate() - timedelta(days=1)
    Engagement.objects.filter(pk=first.pk).update(officer=cast.ma, due_on=yesterday)
    sign_in(client, cast.ma)

    found = words(client.get("/desk/engagements/", asked))

    assert (first.number in found, second.number in found) == expected


def test_list_says_whose_turn_it_is_and_what_is_overdue(cast, edition, client):
    engagement = issued(cast, edition)
    sign(cast, engagement)
    Engagement.objects.update(due_on=timezone.localdate() - timedelta(days=1))
    sign_in(client, cast.ma)

    found = words(client.get("/desk/engagements/"))

    assert '<td data-label="等待"><span>认证客户</span></td>' in found
    assert "已逾期" in found


def test_visit_that_has_begun_without_the_leader_opening_it_is_overdue(cast, pair, client):
    yesterday = timezone.localdate() - timedelta(days=1)
    Engagement.objects.update(stage="confirmed", due_on=yesterday)
    sign_in(client, cast.ma)

    found = words(client.get("/desk/engagements/"))

    assert f'<time datetime="{yesterday}">{yesterday}</time>' in found
    assert 'z-badge z-bad">已逾期' in found
    assert pair[0].number in words(client.get("/desk/engagements/", {"due": "overdue"}))


def test_list_is_exported_with_every_column(cast, pair, client):
    sign_in(client, cast.ma)

    lines = words(client.get("/desk/engagements/", {"export": "csv", "q": pair[0].number})).splitlines()

    assert lines[0] == "\ufeff编号,客户,认证类型,阶段,等待,项目专员,期限,建立时间"
    assert (
        lines[1] == f"{pair[0].number},甲泵业有限公司,初次认证,申请评审,认证机构,,2026-12-08,2026-11-24 16:00"
    )


def test_list_takes_as_many_queries_for_three_engagements_as_for_one(cast, edition, client):
    issued(cast, edition)
    sign_in(client, cast.ma)
    queries_of(client, "/desk/engagements/")
    one = queries_of(client, "/desk/engagements/")
    opened(cast, edition)
    issued(cast, edition, by=cast.bob, client=cast.client_b)

    assert queries_of(client, "/desk/engagements/") == one


def test_auditor_sees_the_engagements_of_their_own_teams_only(cast, pair, client):
    sign_in(client, cast.lin)

    found = words(client.get("/desk/engagements/"))

    assert pair[0].number not in found
    assert client.get(reverse("desk-engagement", args=[pair[0].number])).status_code == 404


def test_engagement_shows_what_may_be_done_to_whoever_may(cast, edition, client):
    engagement = submitted(cast, edition)
    address = reverse("desk-engagement", args=[engagement.number])

    officers = words(sign_in(client, cast.ma).get(address))
    observers = words(sign_in(client, cast.ou).get(address))

    review = reverse("desk-review", args=[engagement.number])
    end = reverse("desk-discontinue", args=[engagement.number])
    assert f'<a class="btn btn-primary" href="{review}">评审申请</a>' in officers
    assert f'<a class="btn" href="{end}">终止项目</a>' in officers
    assert (">评审申请</a>" in observers, end in observers, "指定项目专员" in observers) == (
        False,
        False,
        False,
    )
    assert "提交申请" in observers


def test_engagement_shows_review_agreement_and_people(cast, edition, client):
    engagement = agreed(cast, edition)
    sign_in(client, cast.ma)

    found = words(client.get(reverse("desk-engagement", args=[engagement.number])))

    for text in (
        "申请符合受理条件。",
        "HT-2026-000001",
        "王总",
        "马受理",
        "甲泵业有限公司经办人",
        "签署认证合同",
    ):
        assert text in found


def test_page_of_an_engagement_takes_as_many_queries_however_much_it_holds(cast, edition, client):
    engagement = submitted(cast, edition)
    address = reverse("desk-engagement", args=[engagement.number])
    sign_in(client, cast.ma)
    queries_of(client, address)
    before = queries_of(client, address)

    record(cast, engagement)
    with_review = queries_of(client, address)
    issue(cast, engagement)
    issue(cast, engagement)

    assert (with_review, queries_of(client, address)) == (before, before)


def test_agreement_that_waits_for_the_body_is_to_be_signed_and_else_may_be_replaced(cast, edition, client):
    engagement = accepted(cast, edition)
    address = reverse("desk-engagement", args=[engagement.number])
    page = reverse("desk-agreement", args=[engagement.number])
    sign_in(client, cast.ma)

    before = words(client.get(address))
    issue(cast, engagement)
    issued_ = words(client.get(address))
    sign(cast, engagement)
    signed = words(client.get(address))

    assert f'<a class="btn btn-primary" href="{page}">出具认证合同</a>' in before
    assert f'<a class="btn btn-primary" href="{page}">签署认证合同</a>' in issued_
    assert f'<a class="btn" href="{page}">' in signed


def test_officer_is_assigned_on_the_page(cast, pair, client):
    sign_in(client, cast.ma)
    first = pair[0]

    answer = client.post(reverse("desk-officer", args=[first.number]), {"officer": cast.ma.pk})

    first.refresh_from_db()
    assert (answer.status_code, first.officer) == (303, cast.ma)
    assert LedgerEntry.objects.last().action == "officer.assigned"


def test_officer_who_is_none_is_refused(cast, pair, client):
    sign_in(client, cast.ma)

    answer = client.post(reverse("desk-officer", args=[pair[0].number]), {"officer": cast.lin.pk})

    assert answer.status_code == 422
    assert "林审查 不是在用的项目专员" in answer.content.decode()


def test_officer_ends_an_engagement_with_the_reason(cast, pair, client):
    sign_in(client, cast.ma)
    address = reverse("desk-discontinue", args=[pair[0].number])

    refused = client.post(address, {"reason": " "})
    answer = client.post(address, {"reason": "企业停业"})

    pair[0].refresh_from_db()
    assert (refused.status_code, answer.status_code) == (422, 303)
    assert pair[0].stage == Stage.DISCONTINUED
    assert client.get(address).status_code == 302


def test_engagement_that_is_over_offers_nothing(cast, pair, client):
    application.discontinue(by=cast.alice, at=NOW, number=pair[0].number, reason="不再申请")
    sign_in(client, cast.ma)

    found = words(client.get(reverse("desk-engagement", args=[pair[0].number])))

    assert ("已结束" in found, "指定项目专员" in found, "btn-primary" in found) == (True, False, False)


def test_clients_are_searched_and_take_as_many_queries_for_three_as_for_one(cast, client):
    sign_in(client, cast.ma)
    queries_of(client, "/desk/clients/")
    two = queries_of(client, "/desk/clients/")
    clients.register(by=cast.ma, at=NOW, enterprise=enterprise("丙机电有限公司", "91110000600037341L"))

    found = words(client.get("/desk/clients/", {"q": "机电"}))

    assert ("丙机电有限公司" in found, "甲泵业" in found) == (True, False)
    assert queries_of(client, "/desk/clients/") == two


def test_client_shows_its_engagements_sheets_and_people(cast, pair, client):
    sign_in(client, cast.ma)

    found = words(client.get(reverse("desk-client", args=[USCC_A])))

    for text in (pair[0].number, "厦门市", "C34 通用设备", "服务网点", "alice@client-a.example"):
        assert text in found
    assert pair[1].number not in found


def test_credit_code_that_fails_its_check_is_accepted_on_evidence(cast, client):
    Client.objects.filter(pk=cast.client_a.pk).update(uscc="91350100M0001TGQXM")
    address = reverse("desk-client", args=["91350100M0001TGQXM"])
    sign_in(client, cast.ma)

    before = words(client.get(address))
    refused = client.post(address, {"evidence": ""})
    answer = client.post(address, {"evidence": "营业执照原件"})
    after = words(client.get(address))

    assert ("信用代码待核准" in before, "信用代码待核准" in after) == (True, False)
    assert (refused.status_code, answer.status_code) == (422, 303)
    assert "由 马受理 核准" in after
    assert LedgerEntry.objects.last().action == "credit-code.accepted"


def test_credit_code_is_accepted_by_a_case_officer_only(cast, client):
    Client.objects.filter(pk=cast.client_a.pk).update(uscc="91350100M0001TGQXM")
    address = reverse("desk-client", args=["91350100M0001TGQXM"])
    sign_in(client, cast.zhou)

    found = words(client.get(address))
    answer = client.post(address, {"evidence": "营业执照原件"})

    assert ("信用代码待核准" in found, "核准依据" in found) == (True, False)
    assert answer.status_code == 403
    assert not LedgerEntry.objects.exists()


@pytest.mark.parametrize("name", ["desk-engagements", "desk-clients"])
def test_lists_speak_english(cast, pair, client, name):
    client.cookies["language"] = "en"
    sign_in(client, cast.ma)
    client.post("/language/", {"language": "en", "next": "/"})

    found = words(client.get(reverse(name)))

    assert ("Registered" in found or "Opened" in found, "编号" in found) == (True, False)


def test_desk_is_closed_to_a_client_user_whoever_the_client_is(cast, client):
    sign_in(client, cast.bob)
    statuses = [client.get(reverse("desk-client", args=[uscc])).status_code for uscc in (USCC_A, USCC_B)]

    assert statuses == [403, 403]
