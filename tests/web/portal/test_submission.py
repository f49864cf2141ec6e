# SPDX-License-Identifier: Apache-2.0
from datetime import timedelta

import pytest
from django.urls import reverse

from tests.adopting import edition
from tests.cast import NOW, TODAY
from tests.engagements import filled, opened, submitted
from tests.reviewing import SUPPLEMENT, issued, record
from tests.signing_in import sign_in
from zhuoping.actions import application
from zhuoping.core.application import Declaration
from zhuoping.core.lifecycle import Stage
from zhuoping.records.models import Engagement, Submission

__all__ = ["edition"]


@pytest.fixture
def alice(client, cast):
    return sign_in(client, cast.alice)


def address(engagement, name="portal-engagement"):
    return reverse(name, args=[engagement.number])


def submit(client, engagement):
    engagement.refresh_from_db()
    return client.post(address(engagement, "portal-submit"), {"version": engagement.version})


def queries(client, url, django_assert_max_num_queries):
    with django_assert_max_num_queries(40) as counted:
        assert client.get(url).status_code == 200
    return len(counted)


def test_declarations_are_kept(alice, cast, edition):
    engagement = opened(cast, edition)
    url = address(engagement, "portal-submission")

    alice.post(url, {"declarations": ["lawful", "truthful"]})

    assert alice.get(url).context["form"]["declarations"].value() == ["lawful", "truthful"]
    alice.post(url, {})
    assert Engagement.objects.get().application.declarations == []


def test_invented_declaration_is_refused(alice, cast, edition):
    engagement = opened(cast, edition)

    assert alice.post(address(engagement, "portal-submission"), {"declarations": ["rich"]}).status_code == 422


def test_complete_application_is_submitted(alice, cast, edition):
    engagement = filled(cast, edition)

    answer = submit(alice, engagement)

    assert (answer.status_code, answer["Location"]) == (303, address(engagement))
    assert Engagement.objects.get().stage == Stage.SUBMITTED


def test_incomplete_application_is_not_submitted_and_says_what_is_missing(alice, cast, edition):
    engagement = opened(cast, edition)

    page = submit(alice, engagement)

    assert page.status_code == 422
    assert len(page.context["submit_form"].errors.as_data()["__all__"]) == len(page.context["missing"])
    assert Engagement.objects.get().stage == Stage.APPLYING


def test_submitting_twice_submits_once(alice, cast, edition):
    engagement = filled(cast, edition)
    engagement.refresh_from_db()
    given = {"version": engagement.version}

    answers = [alice.post(address(engagement, "portal-submit"), given) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [303, 422]
    assert "申请评审" in answers[1].content.decode()
    assert Submission.objects.count() == 1


def test_what_somebody_changed_meanwhile_is_not_submitted_unseen(alice, cast, edition):
    engagement = filled(cast, edition)
    engagement.refresh_from_db()
    seen = {"version": engagement.version}
    application.declare(by=cast.alice, at=NOW, number=engagement.number, declarations=frozenset())

    page = alice.post(address(engagement, "portal-submit"), seen)

    assert page.status_code == 409
    assert page.context["version"] == seen["version"] + 1
    assert Engagement.objects.get().stage == Stage.APPLYING


def test_submission_counts_by_the_day_on_which_it_arrives(alice, cast, edition):
    engagement = filled(cast, edition)
    # The certificate's last day was yesterday by the time that the button is pressed.
    row = engagement.application
    row.prior_valid_until = TODAY - timedelta(days=1)
    row.save()

    page = submit(alice, engagement)

    assert page.status_code == 422
    assert [each.code for each in page.context["submit_form"].errors.as_data()["__all__"]] == ["prior-ended"]


def test_request_for_more_is_listed_and_the_next_act_leads_on(alice, cast, edition):
    engagement = submitted(cast, edition)
    record(cast, engagement, SUPPLEMENT)

    page = alice.get(address(engagement))

    assert page.context["asked"].to_add == ["网点清单", "服务手册发布文件"]
    assert page.context["standing"].next_act.address == address(engagement, "portal-application")
    assert submit(alice, engagement).status_code == 303
    latest = alice.get(address(engagement)).context["milestones"][0]
    assert latest.sentence == "申请再次提交（第 2 次）"


def test_history_for_the_client_tells_outcome_and_reason(alice, cast, edition):
    engagement = submitted(cast, edition)
    record(cast, engagement, SUPPLEMENT)

    found = [(each.sentence, each.words) for each in alice.get(address(engagement)).context["milestones"]]

    assert set(found) == {("申请建立", ""), ("申请提交", ""), ("申请评审：要求补充", "网点没有清单。")}


@pytest.mark.parametrize(
    ("reach", "mine", "words"),
    [
        (opened, True, "请填写申请、上传材料，齐全后提交。"),
        (submitted, False, "认证机构正在评审申请，有结果会通知您。"),
    ],
)
def test_page_says_whose_turn_it_is(alice, cast, edition, reach, mine, words):
    standing = alice.get(address(reach(cast, edition))).context["standing"]

    assert (standing.is_mine, str(standing.sentence)) == (mine, words)


def test_issued_agreement_is_the_clients_turn_to_sign(alice, cast, edition):
    standing = alice.get(address(issued(cast, edition))).context["standing"]

    assert (standing.is_mine, str(standing.sentence)) == (True, "合同已出具：请阅读并签署。")


def test_engagement_is_ended_with_its_reason_only(alice, cast, edition):
    engagement = opened(cast, edition)
    url = address(engagement, "portal-end")

    refused, ended = alice.post(url, {"reason": " "}), alice.post(url, {"reason": "改到明年"})

    assert (refused.status_code, ended.status_code) == (422, 303)
    assert Engagement.objects.get().stage == Stage.DISCONTINUED
    assert alice.get(url)["Location"] == address(engagement)


def test_home_puts_first_what_waits_for_the_client(alice, cast, edition):
    waiting = submitted(cast, edition)
    mine = opened(cast, edition)

    page = alice.get("/portal/")

    assert [each.engagement for each in page.context["standings"]] == [mine, waiting]


def test_home_and_lists_take_the_same_queries_for_one_engagement_and_three(
    alice, cast, edition, django_assert_max_num_queries
):
    urls = ("/portal/", reverse("portal-engagements"), reverse("portal-client", args=[cast.client_a.uscc]))
    submitted(cast, edition)
    one = [queries(alice, url, django_assert_max_num_queries) for url in urls]
    submitted(cast, edition)
    opened(cast, edition)

    assert [queries(alice, url, django_assert_max_num_queries) for url in urls] == one


def test_news_are_shown_until_they_are_read(client, cast, edition):
    engagement = submitted(cast, edition)
    record(cast, engagement, SUPPLEMENT)
    sign_in(client, cast.alice)

    before = client.get("/portal/").context["notices"]
    client.post(reverse("portal-notices-read"))

    assert [words.title for _, words in before] == [f"申请 {engagement.number} 需要补充"]
    assert client.get("/portal/").context["notices"] == []


def test_home_shows_nothing_of_others(client, cast, edition):
    opened(cast, edition)

    page = sign_in(client, cast.bob).get("/portal/")

    assert page.context["standings"] == []
    assert [each.name for each in page.context["clients"]] == ["乙家电股份有限公司"]


def test_staff_have_their_own_first_page(client, cast):
    assert sign_in(client, cast.ma).get("/portal/")["Location"] == "/"


def test_all_declarations_have_a_box(alice, cast, edition):
    page = alice.get(address(opened(cast, edition), "portal-submission"))

    assert [value for value, _ in page.context["form"].fields["declarations"].choices] == list(Declaration)
