# SPDX-License-Identifier: Apache-2.0
"""Meetings and daily log on the desk: recorded, signed in at, explained and exported, all without a script."""

import csv
import html
import io
from datetime import timedelta

import pytest
from django.utils import timezone
from openpyxl import load_workbook

from tests.fieldworking import in_field
from tests.files import image
from tests.signing_in import sign_in
from zhuoping.records.models import Attendance, DayLog, Evidence, Meeting, Tie

HOSTILE = "<script>alert(1)</script>"


@pytest.fixture
def engagement(cast, edition):
    return in_field(cast, edition)


def address(engagement, part=""):
    return f"/desk/engagements/{engagement.number}/fieldwork/meetings/{part}"


def moment(hours=0):
    return f"{timezone.localtime() + timedelta(hours=hours):%Y-%m-%dT%H:%M}"


def record(client, engagement, kind="opening", **changes):
    sent = {
        "version": 0,
        "held_at": moment(),
        "place": "三楼会议室",
        "latitude": "24.479834",
        "longitude": "118.089425",
    }
    return client.post(address(engagement, f"{kind}/"), sent | changes)


def words(answer):
    return html.unescape(answer.content.decode())


def test_meeting_is_recorded_and_everybody_signs_in(client, cast, engagement):
    lin = sign_in(client, cast.lin)

    kept = record(lin, engagement)
    signed = lin.post(
        address(engagement, "opening/sign-in/"),
        {"latitude": "24.4798341234", "longitude": "118.089425", "place": "门口"},
    )
    guest = lin.post(address(engagement, "opening/client/"), {"name": "何总", "function": HOSTILE})
    shown = lin.get(address(engagement))

    assert (kept.status_code, kept.url) == (303, f"{address(engagement)}#opening")
    assert (signed.status_code, guest.status_code) == (303, 303)
    assert list(Attendance.objects.order_by("pk").values_list("name", "function")) == [
        ("林审查", ""),
        ("何总", HOSTILE),
    ]
    assert "24.479834, 118.089425" in words(shown)
    assert HOSTILE not in shown.content.decode()
    assert "签到：林审查" not in words(shown)


def test_typing_that_is_refused_comes_back_with_the_reason(client, cast, engagement):
    lin = sign_in(client, cast.lin)
    record(lin, engagement)

    half = lin.post(address(engagement, "opening/sign-in/"), {"latitude": "24.5"})
    guest = lin.post(address(engagement, "opening/client/"), {"name": "何总"})
    nowhere = record(lin, engagement, "closing", place="")

    assert half.status_code == guest.status_code == nowhere.status_code == 422
    assert 'value="24.5"' in words(half)
    assert "坐标只填了一半" in words(half)
    assert 'value="何总"' in words(guest)
    assert "没有写明会议地点" in words(nowhere)
    assert (Attendance.objects.count(), Meeting.objects.count()) == (0, 1)


def test_two_who_record_at_once_choose(client, cast, engagement):
    lin = sign_in(client, cast.lin)
    record(lin, engagement)

    answer = record(lin, engagement, place="门店")

    assert answer.status_code == 409
    assert "三楼会议室" in words(answer)
    assert Meeting.objects.get().place == "三楼会议室"


def test_irregular_sign_in_is_shown_and_explained(client, cast, engagement):
    lin = sign_in(client, cast.lin)
    record(lin, engagement)
    lin.post(address(engagement, "opening/sign-in/"), {"latitude": "24.6", "longitude": "118.089425"})

    before = words(lin.get(address(engagement)))
    kept = lin.post(address(engagement, "opening/note/"), {"version": 1, "note": "在门店先到"})
    after = words(lin.get(address(engagement)))

    assert "距离计划地点过远：林审查" in before
    assert "前说明原因" in before
    assert kept.status_code == 303
    assert "在门店先到" in after
    assert "前说明原因" not in after


def test_photograph_is_tied_to_its_meeting_and_taken_off(client, cast, engagement):
    lin = sign_in(client, cast.lin)
    record(lin, engagement)
    photo = io.BytesIO(image())
    photo.name = "合影.png"

    sent = lin.post(address(engagement, "opening/photos/"), {"files": photo})
    shown = words(lin.get(address(engagement)))
    tie = Tie.objects.get()
    off = lin.post(address(engagement, f"photos/{tie.pk}/untie/"))

    assert (sent.status_code, off.status_code) == (303, 303)
    assert tie.subject == f"meeting:{Meeting.objects.get().pk}"
    assert "已有 1 张，应为 1–3 张" in shown
    assert (
        Tie.objects.filter(untied_at=None).count(),
        Evidence.objects.get(pk=tie.evidence_id).internal,
    ) == (0, True)


def test_log_is_added_to_from_the_same_page(client, cast, engagement):
    lin = sign_in(client, cast.lin)

    empty = lin.post(address(engagement, "log/"), {"day": moment()[:10], "text": " "})
    early = lin.post(address(engagement, "log/"), {"day": "2026-01-01", "text": "访谈"})

    assert (empty.status_code, early.status_code) == (422, 422)
    assert "早于审查计划的首日" in words(early)
    assert DayLog.objects.count() == 0


def test_attendance_comes_as_csv_and_as_excel(client, cast, engagement):
    lin = sign_in(client, cast.lin)
    record(lin, engagement)
    lin.post(address(engagement, "opening/sign-in/"), {"latitude": "24.6", "longitude": "118.089425"})
    lin.post(address(engagement, "opening/client/"), {"name": "=1+1", "function": "总监"})

    text = b"".join(lin.get(address(engagement, "attendance.csv")).streaming_content).decode("utf-8-sig")
    book = b"".join(lin.get(address(engagement, "attendance.xlsx")).streaming_content)
    rows = list(csv.DictReader(io.StringIO(text)))
    sheet = load_workbook(io.BytesIO(book)).active

    assert [(row["姓名"], row["单位"], row["纬度"], row["异常"]) for row in rows] == [
        ("林审查", "审查组", "24.600000", "距离计划地点过远"),
        ("'=1+1", "受审查方", "", ""),
        ("孙审查", "审查组", "", ""),
    ]
    assert rows[0]["计划编号"] == engagement.plans.get().number
    assert [cell.value for cell in sheet[1]] == list(rows[0])
    assert (sheet["D3"].value, sheet["I2"].value, sheet.max_row) == ("=1+1", 24.6, 4)
    assert lin.get(address(engagement, "attendance.pdf")).status_code == 404


@pytest.mark.parametrize("who", ["ma", "zhou"])
def test_others_of_the_body_read_and_change_nothing(client, cast, engagement, who):
    record(sign_in(client, cast.lin), engagement)
    browser = sign_in(client, getattr(cast, who))

    shown = browser.get(address(engagement))
    answers = [
        browser.post(
            address(engagement, f"opening/{part}"), {"name": "x", "function": "x", "note": "x", "version": 1}
        )
        for part in ("", "sign-in/", "client/", "note/", "photos/")
    ]

    assert "三楼会议室" in words(shown)
    assert "<button" not in words(shown).split('id="opening"')[1].split('id="log"')[0]
    assert {answer.status_code for answer in answers} <= {403, 422}
    assert Attendance.objects.count() == 0


def test_unknown_meeting_is_no_page(client, cast, engagement):
    lin = sign_in(client, cast.lin)

    assert lin.get(address(engagement, "lunch/")).status_code == 404
    assert lin.post(address(engagement, "lunch/sign-in/")).status_code == 404
    assert lin.post(address(engagement, "closing/photos/"), {"files": io.BytesIO(image())}).status_code in (
        404,
        422,
    )


def test_clients_find_nothing(client, cast, engagement):
    for person in (cast.alice, cast.bob):
        assert sign_in(client, person).get(address(engagement)).status_code in (403, 404)
