# SPDX-License-Identifier: Apache-2.0
"""Double scoring on the desk: blind until both are there, differences first, what is agreed on becomes the award."""

import html
from decimal import Decimal

import pytest

from tests.fieldworking import IN_FIELD, in_field
from tests.signing_in import sign_in
from zhuoping.actions.fieldwork import double_scoring
from zhuoping.records.fieldwork_values import exact
from zhuoping.records.models import BlindScore, Finding, LedgerEntry, Reconciliation

TWO = {"judged": 2, "reason": "缺岗位说明"}
SENT = {"method": "judged", "points": "2", "reason": "缺岗位说明", "text": "查了两份", "seen": "0"}


@pytest.fixture
def engagement(cast, edition):
    return in_field(cast, edition, double_scoring=True)


def address(engagement, part=""):
    return f"/desk/engagements/{engagement.number}/fieldwork/double/{part}"


def words(answer):
    return html.unescape(answer.content.decode())


def score(engagement, by, award, ref="1.1"):
    return double_scoring.score_blind(by=by, at=IN_FIELD, number=engagement.number, ref=ref, award=award)


def test_auditor_scores_alone_and_goes_on_to_the_next(cast, engagement, client):
    sign_in(client, cast.sun)

    answer = client.post(address(engagement, "1.1/score/"), SENT)

    row = BlindScore.objects.get()
    assert (answer.status_code, answer.url) == (303, address(engagement, "1.2/"))
    assert (exact(row.award), row.text, row.auditor) == (
        {"judged": Decimal(2), "reason": "缺岗位说明"},
        "查了两份",
        cast.sun,
    )


def test_page_of_the_other_one_and_of_the_leader_tells_that_there_is_a_score_and_nothing_of_it(
    cast, engagement, client
):
    score(engagement, cast.sun, TWO)
    told = {}
    for who in ("lin", "ma", "wu", "tan"):
        sign_in(client, getattr(cast, who))
        told[who] = words(client.get(address(engagement))) + words(client.get(address(engagement, "1.1/")))
        told[who] += words(client.get(f"/desk/engagements/{engagement.number}/history/"))

    assert [who for who, text in told.items() if "缺岗位说明" in text or "孙审查 2" in text] == []
    assert [who for who, text in told.items() if "孙审查" not in text] == []
    sign_in(client, cast.sun)
    assert "孙审查 2" in words(client.get(address(engagement)))


def test_both_are_shown_side_by_side_differences_first(cast, engagement, client):
    for by, award in ((cast.sun, TWO), (cast.lin, 3)):
        score(engagement, by, award)
        score(engagement, by, 2, "1.3")
    sign_in(client, cast.lin)

    text = words(client.get(address(engagement)))
    one = words(client.get(address(engagement, "1.1/")))

    assert text.index("评分不同") < text.index("评分相同") < text.index("未评分")
    assert [each in one for each in ("孙审查", "林审查", "缺岗位说明", "商定得分")] == [True] * 4


def test_agreed_award_needs_a_reason_and_becomes_the_findings(cast, engagement, client):
    score(engagement, cast.sun, TWO)
    score(engagement, cast.lin, 3)
    sign_in(client, cast.lin)
    sent = {"method": "judged", "points": "2.5", "seen": "0"}

    without = client.post(address(engagement, "1.1/agreement/"), sent)
    done = client.post(address(engagement, "1.1/agreement/"), {**sent, "reason": "补看一份说明"})
    stale = client.post(address(engagement, "1.1/agreement/"), {**sent, "points": "3", "reason": "x"})

    assert (without.status_code, "须写明理由" in words(without), 'value="2.5"' in words(without)) == (
        422,
        True,
        True,
    )
    assert (done.status_code, exact(Finding.objects.get().award)) == (
        303,
        {"judged": Decimal("2.5"), "reason": "补看一份说明"},
    )
    assert (stale.status_code, Reconciliation.objects.count()) == (409, 1)


def test_all_that_is_alike_is_taken_over_with_one_button(cast, engagement, client):
    for by in (cast.sun, cast.lin):
        score(engagement, by, 3)
        score(engagement, by, 2, "1.3")
    sign_in(client, cast.lin)

    text = words(client.post(address(engagement, "alike/"), follow=True))

    assert ("已采用 2 项" in text, "已商定 2/19" in text) == (True, True)


def test_half_a_score_is_not_kept_and_nothing_typed_is_lost(cast, engagement, client):
    sign_in(client, cast.sun)

    without = client.post(address(engagement, "1.1/score/"), {**SENT, "reason": ""})
    half = client.post(
        address(engagement, "1.2/score/"), {"method": "sampled", "size": "20", "conforming": "", "seen": "0"}
    )

    assert (without.status_code, 'value="2"' in words(without), "查了两份" in words(without)) == (
        422,
        True,
        True,
    )
    assert (half.status_code, 'value="20"' in words(half)) == (422, True)
    assert BlindScore.objects.count() == 0


def test_score_that_is_open_is_changed_by_nobody(cast, engagement, client):
    score(engagement, cast.sun, TWO)
    score(engagement, cast.lin, 3)
    sign_in(client, cast.sun)

    answer = client.post(address(engagement, "1.1/score/"), {**SENT, "points": "3", "seen": "1"})

    assert (answer.status_code, "原样保留" in words(answer)) == (422, True)


def test_engagement_that_is_scored_together_says_so(cast, edition, client):
    together = in_field(cast, edition)
    sign_in(client, cast.lin)

    assert "没有选用两人评分" in words(client.get(address(together)))
    assert client.get(address(together, "1.1/")).status_code == 404
    assert client.get(address(together, "9.9/")).status_code == 404


@pytest.mark.parametrize("part", ["", "1.1/"])
def test_client_and_strangers_learn_nothing(cast, engagement, client, part):
    before = LedgerEntry.objects.count()
    answers = [
        client.get(address(engagement, part)).status_code
        for who in ("alice", "bob", "he")
        if sign_in(client, getattr(cast, who))
    ]

    assert set(answers) <= {403, 404}
    assert LedgerEntry.objects.count() == before
