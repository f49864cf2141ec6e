# SPDX-License-Identifier: Apache-2.0
"""The history of an engagement: everything of it and nothing else, for whoever may see it."""

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from tests.cast import NOW
from tests.signing_in import sign_in
from zhuoping.actions import ledger
from zhuoping.records.history import entries_of
from zhuoping.records.models import AdoptedEdition, Engagement, Plan, PlanMember

ADDRESS = "/desk/engagements/E-1/history/"


def engagement(cast, number):
    edition, _ = AdoptedEdition.objects.get_or_create(
        scheme="s",
        edition="1",
        defaults={
            "title": "方案",
            "digest": "0",
            "content": b"",
            "in_force_on": NOW.date(),
            "adopted_at": NOW,
            "adopted_by": cast.tan,
        },
    )
    return Engagement.objects.create(
        number=number,
        client=cast.client_a,
        edition=edition,
        type="initial",
        stage="agreed",
        stage_since=NOW,
        opened_at=NOW,
        opened_by=cast.alice,
    )


def act(by, subject, times=1, **body):
    with transaction.atomic():
        for _ in range(times):
            ledger.append(by=by, at=NOW, action="application.saved", subject=subject, body=body)


@pytest.fixture
def one(cast):
    """An engagement with two entries, beside another one with one."""
    made = engagement(cast, "E-1")
    act(cast.alice, made, scope="供水泵组的售后服务")
    act(cast.ma, engagement(cast, "E-2"), scope="别的项目")
    act(None, made, scope="系统所改")
    return made


def words(response):
    return response.content.decode()


def test_history_tells_all_of_this_engagement_and_nothing_of_another(cast, one, client):
    sign_in(client, cast.ma)

    page = words(client.get(ADDRESS))

    assert ("供水泵组的售后服务" in page, "系统所改" in page, "别的项目" in page) == (True, True, False)
    assert ("甲泵业有限公司经办人" in page, "系统" in page, "修改申请" in page) == (True, True, True)
    assert entries_of(one).entries[1].digest in page


def test_history_is_newest_first_and_goes_on_where_the_page_ends(cast, one):
    act(cast.ma, one, 3)

    first = entries_of(one, most=3)
    second = entries_of(one, before=first.earlier, most=3)

    assert [each.sequence for each in first.entries] == [6, 5, 4]
    assert ([each.sequence for each in second.entries], second.earlier) == ([3, 1], None)


def test_history_is_not_for_the_client_or_for_who_is_not_on_the_team(cast, one, client):
    plan = Plan.objects.create(engagement=one, version=1, type="initial", made_at=NOW, made_by=cast.ma)
    PlanMember.objects.create(plan=plan, person=cast.lin)
    codes = {}
    for name in ("alice", "bob", "sun", "lin", "zhou", "ou"):
        sign_in(client, getattr(cast, name))
        codes[name] = client.get(ADDRESS).status_code

    assert codes == {"alice": 403, "bob": 403, "sun": 404, "lin": 200, "zhou": 200, "ou": 200}


def test_history_asks_the_database_as_often_for_many_entries_as_for_one(cast, one, client):
    sign_in(client, cast.ma)
    counts = []
    for times in (1, 10):
        act(cast.ma, one, times, officer=cast.ma.pk)
        with CaptureQueriesContext(connection) as asked:
            client.get(ADDRESS)
        counts.append(len(asked))

    assert counts[0] == counts[1]
