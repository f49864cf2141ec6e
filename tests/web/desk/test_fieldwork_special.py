# SPDX-License-Identifier: Apache-2.0
"""Special items on the desk: recorded, linked, given evidence, taken back, determined; and who learns nothing."""

import html
import io

import pytest

from tests.fieldworking import IN_FIELD, attached, in_field
from tests.files import image
from tests.nonconforming import raised
from tests.plans import confirmed
from tests.signing_in import sign_in
from zhuoping.actions.evidence import Handed
from zhuoping.actions.fieldwork import special_items
from zhuoping.records.models import Determination, LedgerEntry, SpecialItem, Tie


@pytest.fixture
def engagement(cast, edition):
    return in_field(cast, edition)


def address(engagement, part=""):
    return f"/desk/engagements/{engagement.number}/fieldwork/special/{part}"


def words(answer):
    return html.unescape(answer.content.decode())


def deduct(engagement, by, reason="未按三包规定退货"):
    return special_items.record_deduction(
        by=by, at=IN_FIELD, number=engagement.number, ground="law", reason=reason
    )


def photo(name="退货记录.png"):
    file = io.BytesIO(image())
    file.name = name
    return file


def test_auditor_records_a_deduction_and_the_page_says_what_it_lacks(cast, engagement, client):
    raised(engagement, cast.sun)
    sign_in(client, cast.sun)

    answer = client.post(
        address(engagement, "deduction/"),
        {"ground": "law", "reason": "未按三包规定退货", "nonconformity": "1"},
        follow=True,
    )

    text = words(answer)
    assert [each in text for each in ("未按三包规定退货", "违反法律法规", "没有证据", "不符合项 1")] == [
        True
    ] * 4
    assert "没有关联不符合项" not in text


def test_faults_stand_beside_their_fields_and_nothing_typed_is_lost(cast, engagement, client):
    sign_in(client, cast.sun)

    answer = client.post(address(engagement, "bonus/"), {"reason": "终身检测", "conditions": ["leads_trade"]})

    assert answer.status_code == 422
    assert [each in words(answer) for each in ("终身检测", "高于法律法规的要求")] == [True, True]
    assert client.post(address(engagement, "deduction/"), {"reason": "x"}).status_code == 422
    assert SpecialItem.objects.count() == 0


def test_evidence_comes_from_files_and_from_what_is_there_already(cast, engagement, client):
    item = deduct(engagement, cast.sun)
    attached(engagement, cast.sun, "finding:4.2", Handed(photo(), "退货记录.png"))
    tie = Tie.objects.get()
    sign_in(client, cast.sun)

    page = words(client.get(address(engagement, f"{item.pk}/evidence/")))
    sent = {"files": photo("照片.png"), "there": [str(tie.pk)]}
    done = client.post(address(engagement, f"{item.pk}/evidence/"), sent, follow=True)
    empty = client.post(address(engagement, f"{item.pk}/evidence/"), {})

    assert "4.2 · 退货记录.png" in page
    assert [each in words(done) for each in ("退货记录.png", "照片.png")] == [True, True]
    assert "没有证据" not in words(done)
    assert empty.status_code == 422
    mine = Tie.objects.filter(subject=f"special:{item.pk}").first()
    assert "文件仍保留" in words(client.post(address(engagement, f"ties/{mine.pk}/untie/"), follow=True))


def test_item_is_linked_and_taken_back_with_a_reason(cast, engagement, client):
    item = deduct(engagement, cast.sun)
    raised(engagement, cast.sun)
    sign_in(client, cast.lin)

    linked = client.post(
        address(engagement, f"{item.pk}/nonconformity/"), {"nonconformity": "1"}, follow=True
    )
    without = client.post(address(engagement, f"{item.pk}/withdrawal/"), {"reason": " "})
    gone = client.post(address(engagement, f"{item.pk}/withdrawal/"), {"reason": "复核后不成立"}, follow=True)

    assert "不符合项 1" in words(linked)
    assert without.status_code == 422
    assert [each in words(gone) for each in ("已撤销 1 项", "复核后不成立")] == [True, True]
    assert client.get(address(engagement, "999/withdrawal/")).status_code == 404


def test_decider_outside_the_team_determines_and_the_page_says_when_it_is_void(cast, engagement, client):
    for index in range(4):
        deduct(engagement, cast.sun, f"第{index}起")
    sign_in(client, cast.wu)

    before = words(client.get(address(engagement)))
    done = client.post(address(engagement, "determination/"), {"reason": "均已现场整改"}, follow=True)
    special_items.withdraw_special(
        by=cast.sun,
        at=IN_FIELD,
        number=engagement.number,
        item=SpecialItem.objects.first().pk,
        reason="不成立",
    )
    deduct(engagement, cast.sun, "又一起")
    after = words(client.get(address(engagement)))

    assert "须由不在审查组的决定人员判定" in before
    assert [each in words(done) for each in ("均已现场整改", "吴决定", "有效")] == [True] * 3
    assert "原判定失效" in after
    sign_in(client, cast.sun)
    assert client.post(address(engagement, "determination/"), {"reason": "x"}).status_code == 403
    assert Determination.objects.count() == 1


def test_before_fieldwork_there_is_nothing_to_record(cast, edition, client):
    early = confirmed(cast, edition)
    sign_in(client, cast.lin)

    assert client.get(address(early)).url == f"/desk/engagements/{early.number}/fieldwork/"


@pytest.mark.parametrize("part", ["", "deduction/", "determination/"])
def test_client_and_strangers_learn_nothing(cast, engagement, client, part):
    before = LedgerEntry.objects.count()
    answers = [
        client.get(address(engagement, part)).status_code
        for who in ("alice", "bob", "he")
        if sign_in(client, getattr(cast, who))
    ]

    assert set(answers) <= {403, 404}
    assert LedgerEntry.objects.count() == before
