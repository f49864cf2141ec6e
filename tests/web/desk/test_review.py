# SPDX-License-Identifier: Apache-2.0
"""The application review as a page: beside what was submitted, kept at any time, never lost."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from tests import files
from tests.adopting import edition
from tests.cast import NOW
from tests.engagements import FORM, fill_facts, opened, submitted
from tests.reviewing import SUPPLEMENT, record
from tests.signing_in import sign_in
from zhuoping.actions import application, clients, facts
from zhuoping.core import review_form
from zhuoping.core.application_review import ReviewItem
from zhuoping.records.models import (
    ApplicationReview,
    Client,
    Evidence,
    FactSheet,
    LedgerEntry,
    Qualification,
    Submission,
)

__all__ = ["edition"]


@pytest.fixture
def engagement(cast, edition):
    """An application of client A that waits for its review; Ma and the auditors are authorised today."""
    Qualification.objects.update(until_on=timezone.localdate() + timedelta(days=365))
    return submitted(cast, edition)


def address(engagement):
    return reverse("desk-review", args=[engagement.number])


def words(response, status=200):
    assert response.status_code == status
    return response.content.decode()


def filled(engagement, **changes):
    """What a browser sends for a review that accepts; None leaves a field out."""
    today = timezone.localdate().isoformat()
    sent = {
        "version": engagement.version,
        "do": "record",
        "outcome": "accept",
        "reason": "申请符合受理条件。",
        **{item.value: "yes" for item in ReviewItem},
        **{f"note-{item}": "" for item in ReviewItem},
        "to_add": "",
        "due_on": "",
        "number": FORM.prior_number,
        "issuer": FORM.prior_issuer,
        "level": FORM.prior_level,
        "valid_until": FORM.prior_valid_until.isoformat(),
        "status": "valid",
        "checked_on": today,
        "proof": SimpleUploadedFile("查询.png", files.image()),
    } | changes
    return {key: value for key, value in sent.items() if value is not None}


def test_page_shows_what_was_submitted_word_for_word(cast, engagement, client):
    sign_in(client, cast.ma)
    sheet = FactSheet.objects.get(client=cast.client_a, key="outlets")
    facts.replace_rows(
        by=cast.alice, at=NOW, client=cast.client_a, key="outlets", version=sheet.version, rows=[]
    )
    Client.objects.update(name="改名后的企业")

    found = words(client.get(address(engagement)))

    for text in (
        FORM.scope,
        "甲泵业有限公司",
        "厦门网点",
        "<td>350200 厦门市</td>",
        "申请材料.pdf",
        "产品不需要许可",
        "没有外包",
        "自建",
    ):
        assert text in found
    assert Submission.objects.get().digest in found


def test_page_says_what_the_body_can_do_today(cast, engagement, client):
    Qualification.objects.exclude(person=cast.zhou).update(modes=["E", "I"])
    sign_in(client, cast.ma)

    found = words(client.get(address(engagement)))

    assert "您具备本方案的能力授权" in found
    assert "模式 E+H+I：没有审查员具备 H 的授权" in found


def test_review_is_recorded_with_its_proof(cast, engagement, client):
    sign_in(client, cast.ma)

    answer = client.post(address(engagement), filled(engagement))

    engagement.refresh_from_db()
    row = ApplicationReview.objects.get()
    assert (answer.status_code, answer.url) == (303, reverse("desk-engagement", args=[engagement.number]))
    assert (engagement.stage, row.outcome) == ("accepted", "accept")
    assert (row.prior_proof.name, row.prior_proof.internal) == ("查询.png", True)
    assert row.prior_proof.dated_on == timezone.localdate()


def test_refusal_stands_beside_its_item_and_the_proof_is_kept(cast, engagement, client):
    sign_in(client, cast.ma)

    page = words(client.post(address(engagement), filled(engagement, scope=None)), 422)
    engagement.refresh_from_db()
    again = client.post(address(engagement), filled(engagement, proof=None))

    assert "“认证范围明确”还没有回答" in page
    assert "结论没有记录；填写的内容已保存" in page
    assert f'name="version" value="{engagement.version}"' in page
    assert "已有查询凭据" in page
    assert again.status_code == 303
    assert Evidence.objects.filter(internal=True).count() == 1


def test_draft_is_saved_and_comes_back(cast, engagement, client):
    sign_in(client, cast.ma)
    sent = {
        "do": "save",
        "version": engagement.version,
        "scope": "no",
        "note-scope": "过宽",
        "reason": "待补",
    }

    answer = client.post(address(engagement), sent)
    page = words(client.get(address(engagement)))

    assert (answer.status_code, answer.url) == (303, address(engagement))
    assert "评审内容已保存" in page
    assert "过宽</textarea>" in page
    assert 'name="scope" value="no" id="id_scope_1" checked' in page
    assert not ApplicationReview.objects.exists()


def test_asking_for_more_takes_one_item_a_line(cast, engagement, client):
    sign_in(client, cast.ma)
    due = timezone.localdate() + timedelta(days=10)
    sent = {
        "do": "record",
        "version": engagement.version,
        "outcome": "supplement",
        "reason": "网点没有清单",
        "to_add": "网点清单\r\n\r\n 手册发布文件 \r\n",
        "due_on": due.isoformat(),
    }

    answer = client.post(address(engagement), sent)

    engagement.refresh_from_db()
    assert (answer.status_code, engagement.stage, engagement.due_on) == (303, "supplementing", due)
    assert ApplicationReview.objects.get().to_add == ["网点清单", "手册发布文件"]


def test_list_without_items_is_refused_at_its_field(cast, engagement, client):
    sign_in(client, cast.ma)
    sent = {"do": "record", "version": engagement.version, "outcome": "supplement", "reason": "不全"}

    page = words(client.post(address(engagement), sent), 422)

    assert 'href="#id_to_add"' in page


def test_second_of_two_people_chooses_between_both(cast, engagement, client):
    sign_in(client, cast.ma)
    version = engagement.version
    client.post(address(engagement), {"do": "save", "version": version, "reason": "先写的"})

    page = words(
        client.post(address(engagement), {"do": "save", "version": version, "reason": "后写的"}), 409
    )
    engagement.refresh_from_db()
    sent = {"do": "save", "version": engagement.version, "reason": "后写的", "keep_reason": "theirs"}
    client.post(address(engagement), sent)

    assert ("先写的" in page, "后写的" in page) == (True, True)
    assert review_form.from_plain(Submission.objects.get().review_draft).reason == "先写的"


def test_while_the_client_adds_the_page_can_only_decline(cast, engagement, client):
    record(cast, engagement, SUPPLEMENT)
    sign_in(client, cast.ma)

    page = words(client.get(address(engagement)))
    refused = client.post(address(engagement), filled(engagement))
    sent = {"do": "record", "version": engagement.version, "outcome": "decline", "reason": "逾期未补"}
    answer = client.post(address(engagement), sent)

    assert ("要求补充" in page, "稍后继续" in page) == (True, False)
    assert (refused.status_code, answer.status_code) == (422, 303)
    engagement.refresh_from_db()
    assert engagement.stage == "declined"


def test_code_that_fails_its_check_is_named_on_the_page(cast, engagement, client):
    Client.objects.filter(pk=cast.client_a.pk).update(uscc="91350100M0001TGQXM")
    sign_in(client, cast.ma)

    page = words(client.get(address(engagement)))
    refused = words(client.post(address(engagement), filled(engagement)), 422)
    clients.accept_credit_code(by=cast.ma, at=NOW, client=cast.client_a, evidence="执照原件")
    engagement.refresh_from_db()
    answer = client.post(address(engagement), filled(engagement))

    assert "信用代码的校验位不符，尚未核准" in page
    assert "还没有人核准，不能受理" in refused
    assert answer.status_code == 303


def test_reader_without_the_right_sees_no_form_and_records_nothing(cast, engagement, client):
    sign_in(client, cast.zhou)
    before = LedgerEntry.objects.count()

    page = words(client.get(address(engagement)))
    answer = client.post(address(engagement), filled(engagement, proof=None))

    assert ("申请材料.pdf" in page, "记录结论" in page) == (True, False)
    assert answer.status_code == 403
    assert LedgerEntry.objects.count() == before


def test_client_never_reads_the_bodys_notes(cast, engagement, client):
    sign_in(client, cast.alice)

    assert client.get(address(engagement)).status_code == 403


def test_application_that_was_never_submitted_has_no_review(cast, edition, client):
    engagement = opened(cast, edition)
    sign_in(client, cast.ma)

    assert client.get(address(engagement)).status_code == 404


def test_second_submission_shows_the_first_review(cast, engagement, client):
    record(cast, engagement, SUPPLEMENT)
    application.submit(
        by=cast.alice, at=NOW, number=engagement.number, version=engagement.version, on=NOW.date()
    )
    sign_in(client, cast.ma)

    page = words(client.get(address(engagement)))

    assert ("第 2 次提交的内容" in page, "网点没有清单。" in page, "服务手册发布文件" in page) == (
        True,
        True,
        True,
    )


def test_long_sheets_are_cut_and_counted(cast, edition, client):
    fill_facts(cast.alice, cast.client_a)
    sheet = FactSheet.objects.get(client=cast.client_a, key="roster")
    rows = [{"name": f"陈{index}", "post": "维修", "employment": "own"} for index in range(60)]
    facts.replace_rows(
        by=cast.alice, at=NOW, client=cast.client_a, key="roster", version=sheet.version, rows=rows
    )
    engagement = submitted(cast, edition)
    sign_in(client, cast.ma)

    page = words(client.get(address(engagement)))

    assert ("60 行" in page, "只显示前 50 行" in page) == (True, True)
    assert ("陈49" in page, "陈50" in page) == (True, False)
