# SPDX-License-Identifier: Apache-2.0
"""The first page of the staff: what to do, what was told, where to be."""

import re
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.make_web import engagement_at
from tests.signing_in import sign_in
from zhuoping.core.lifecycle import Stage
from zhuoping.records.models import Engagement, Notice


def page_of(client, person):
    return sign_in(client, person).get("/desk/").content.decode()


def rows(page):
    """The lines of the list, as text."""
    body = page.partition("<tbody>")[2].partition("</tbody>")[0]
    return [" ".join(re.sub(r"<[^>]+>", " ", row).split()) for row in body.split("</tr>")[:-1]]


def test_officer_sees_what_waits_with_its_date_and_how_long(cast, client):
    found = engagement_at(cast, Stage.SUBMITTED)
    since = timezone.now() - timedelta(days=3)
    Engagement.objects.filter(pk=found.pk).update(due_on=date(2026, 1, 2), stage_since=since)

    page = page_of(client, cast.ma)

    assert rows(page) == [f"评审申请 甲泵业有限公司 {found.number} 3 天 2026-01-02 已逾期"]
    assert "1 项待办" in page
    assert "1 项逾期" in page


def test_page_speaks_english(cast, client):
    found = engagement_at(cast, Stage.SUBMITTED)
    Engagement.objects.update(stage_since=timezone.now(), due_on=None)
    client.cookies["django_language"] = "en"

    assert rows(page_of(client, cast.ma)) == [
        f"Review the application 甲泵业有限公司 {found.number} 0 days —"
    ]


@pytest.mark.parametrize("who", ["lin", "he", "zhou", "wu", "cao", "tou", "tan", "ou"])
def test_everybody_has_the_page_and_nobody_sees_what_others_have_to_do(cast, client, who):
    engagement_at(cast, Stage.SUBMITTED)

    page = page_of(client, getattr(cast, who))

    assert rows(page) == []
    assert "今天没有等您处理的事。" in page


def test_what_is_overdue_comes_first_and_is_said_so_in_words(cast, client):
    days = ["2099-01-05", "2026-01-02", "2099-01-04"]
    found = [engagement_at(cast, Stage.SUBMITTED) for _ in days]
    for engagement, day in zip(found, days, strict=True):
        Engagement.objects.filter(pk=engagement.pk).update(due_on=date.fromisoformat(day))

    lines = rows(page_of(client, cast.ma))

    assert [line.partition(" 天 ")[2] for line in lines] == ["2026-01-02 已逾期", "2099-01-04", "2099-01-05"]


def test_notice_about_an_engagement_leads_to_it(cast, client):
    found = engagement_at(cast, Stage.SUBMITTED)

    page = page_of(client, cast.ma)

    assert f'<a href="/desk/engagements/{found.number}/">申请 {found.number} 待评审</a>' in page


def test_notice_about_no_engagement_leads_nowhere(cast, client):
    Notice.objects.create(person=cast.ma, code="role-granted", values={"role": "x"}, at=timezone.now())

    assert "<b>新的角色：x</b>" in page_of(client, cast.ma)


def test_notices_stand_there_until_they_are_read(cast, client):
    found = engagement_at(cast, Stage.SUBMITTED)
    sentence = f"甲泵业有限公司提交了认证申请 {found.number}：请进行申请评审。"
    before = page_of(client, cast.ma)

    answer = client.post("/desk/read/")

    assert sentence in before
    assert (answer.status_code, answer["Location"]) == (303, "/desk/")
    assert sentence not in client.get("/desk/").content.decode()
    assert Notice.objects.filter(person=cast.ma, read_at=None).count() == 0


def test_reading_marks_ones_own_notices_only(cast, client):
    engagement_at(cast, Stage.ACCEPTED)

    sign_in(client, cast.ma).post("/desk/read/")

    assert Notice.objects.filter(person=cast.alice, read_at=None).count() > 0


def test_number_of_queries_does_not_grow_with_the_list(cast, client):
    sign_in(client, cast.ma)
    counts = []
    for _ in range(2):
        engagement_at(cast, Stage.SUBMITTED)
        with CaptureQueriesContext(connection) as asked:
            client.get("/desk/")
        counts.append(len(asked))

    assert counts[0] == counts[1]


def test_client_is_led_to_the_portal_and_not_let_into_the_desk(cast, client):
    sign_in(client, cast.alice)

    assert client.get("/")["Location"] == "/portal/"
    assert client.get("/desk/").status_code == 403
