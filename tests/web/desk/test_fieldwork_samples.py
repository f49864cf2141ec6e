# SPDX-License-Identifier: Apache-2.0
"""Samples on the desk: one click from the indicator, marked one by one, the award follows; drawn again to check."""

import html

import pytest

from tests.field_sampling import draw, mark_all, staff, submitted_facts
from tests.fieldworking import in_field
from tests.signing_in import sign_in
from zhuoping.records.fieldwork_values import exact
from zhuoping.records.models import FieldSample, Finding, LedgerEntry


@pytest.fixture
def engagement(cast, edition):
    made = in_field(cast, edition)
    submitted_facts(made, cast.alice, roster=staff(9))
    return made


def address(engagement, part=""):
    return f"/desk/engagements/{engagement.number}/fieldwork/samples/{part}"


def words(answer):
    return html.unescape(answer.content.decode())


def sent(row, index=0, answer="yes", **more):
    return {"sample": row.pk, "member": row.drawn[index][0], "conforming": answer, "seen": "0"} | more


def test_indicator_leads_to_the_draw_which_proposes_sheet_and_size(cast, engagement, client):
    sign_in(client, cast.sun)

    desk = words(client.get(f"/desk/engagements/{engagement.number}/fieldwork/?ref=2.1"))
    page = client.get(address(engagement, "2.1.b/"), follow=True)

    assert address(engagement, "2.1.b/") in desk
    assert "服务人员名册：9 条，建议抽 3" in words(page)
    assert 'value="roster"' in words(page)


def test_sample_is_drawn_with_one_press_and_drawn_again_to_check(cast, engagement, client):
    sign_in(client, cast.sun)

    text = words(
        client.post(address(engagement, "2.1.b/draw/"), {"sheet": "roster", "size": ""}, follow=True)
    )
    check = words(client.get(address(engagement, "2.1.b/?check=1")))

    assert (
        "样本 3 个" in text,
        "已核 0/3" in text,
        text.count("data-member ") + text.count("data-member>"),
    ) == (
        True,
        True,
        3,
    )
    assert "已从名单的 9 条中重抽：与记录一致" in check
    FieldSample.objects.update(seed="other")
    assert "得到的样本不同" in words(client.get(address(engagement, "2.1.b/?check=1")))


def test_last_mark_puts_the_award_into_the_finding(cast, engagement, client):
    row = draw(engagement, cast.sun, size=2)
    sign_in(client, cast.sun)

    first = client.post(address(engagement, "2.1.b/mark/"), sent(row), headers={"HX-Request": "true"})
    last = client.post(address(engagement, "2.1.b/mark/"), sent(row, 1, "no", note="过期"), follow=True)

    assert (first.status_code, "已核 1/2" in words(first), 'hx-swap-oob="true"' in words(first)) == (
        200,
        True,
        True,
    )
    assert "<html" not in words(first)
    assert "得分已记入" in words(last)
    assert exact(Finding.objects.get().award) == {"parts": {"b": {"sampled": {"size": 2, "conforming": 1}}}}


def test_who_is_slower_sees_the_mark_that_stands_and_keeps_the_note(cast, engagement, client):
    row = draw(engagement, cast.sun)
    mark_all(engagement, cast.sun, row, False, True, True)
    sign_in(client, cast.lin)

    late = client.post(
        address(engagement, "2.1.b/mark/"), sent(row, note="看过原件"), headers={"HX-Request": "true"}
    )
    again = client.post(address(engagement, "2.1.b/mark/"), sent(row, note="看过原件", seen="1"))

    assert (late.status_code, "看过原件" in words(late), "同组人员的标记" in words(late)) == (409, True, True)
    assert (again.status_code, again.url) == (303, address(engagement, f"2.1.b/#m-{row.drawn[0][0]}"))


def test_drawing_anew_asks_for_the_reason_and_keeps_the_earlier_one(cast, engagement, client):
    draw(engagement, cast.sun)
    sign_in(client, cast.sun)
    given = {"sheet": "roster", "size": "4"}

    without = client.post(address(engagement, "2.1.b/draw/"), given)
    done = client.post(address(engagement, "2.1.b/draw/"), {**given, "reason": "名单有误"}, follow=True)

    assert without.status_code == 422
    assert [each in words(done) for each in ("样本 4 个", "名单有误", "此前的样本")] == [True] * 3


def test_list_shows_what_is_drawn_and_what_may_be(cast, engagement, client):
    mark_all(engagement, cast.sun, draw(engagement, cast.sun), True, True, True)
    sign_in(client, cast.sun)
    mine = words(client.get(address(engagement)))
    sign_in(client, cast.ma)

    assert [each in mine for each in ("已核 3/3", "已核完", "可以按抽样评分")] == [True] * 3
    assert "可以按抽样评分" not in words(client.get(address(engagement)))
    assert "aria-pressed" not in words(client.get(address(engagement, "2.1.b/")))


def test_what_no_sample_scores_is_no_page_and_no_list_is_no_form(cast, engagement, edition, client):
    sign_in(client, cast.sun)
    row = draw(engagement, cast.sun)

    assert [client.get(address(engagement, part)).status_code for part in ("2.1/", "1.1/", "9.9/")] == [
        404
    ] * 3
    assert client.post(address(engagement, "2.1.b/mark/"), sent(row, answer="maybe")).status_code == 404
    submitted_facts(engagement, cast.alice)
    assert "没有可以抽样的名单" in words(client.get(address(engagement, "1.2/draw/")))


def test_page_of_a_sample_from_three_thousand_shows_the_sample_only(
    cast, edition, client, django_assert_max_num_queries
):
    large = in_field(cast, edition)
    submitted_facts(large, cast.alice, roster=staff(3000))
    draw(large, cast.sun, size=55)
    sign_in(client, cast.sun)
    client.get(address(large))

    with django_assert_max_num_queries(12):
        answer = client.get(address(large, "2.1.b/"))

    assert answer.content.count(b'class="z-member"') == 55


@pytest.mark.parametrize("part", ["", "2.1.b/", "2.1.b/draw/"])
def test_client_and_strangers_learn_nothing(cast, engagement, client, part):
    before = LedgerEntry.objects.count()
    answers = [
        client.get(address(engagement, part)).status_code
        for who in ("alice", "bob", "he")
        if sign_in(client, getattr(cast, who))
    ]

    assert set(answers) <= {403, 404}
    assert LedgerEntry.objects.count() == before
