# SPDX-License-Identifier: Apache-2.0
"""Characteristic sheets on the desk: begun, filled in without a script, settled by two people, released."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests import sheets
from tests.fieldworking import in_field
from tests.files import image
from tests.signing_in import sign_in
from zhuoping.actions.fieldwork import design
from zhuoping.records.models import CharacteristicSheet, Evidence, Tie

pytestmark = pytest.mark.django_db
ROW = {
    "contact": "报修电话",
    "name": "接听等待",
    "kind": "temporal",
    "expected": "30",
    "bound": "at-most",
    "unit": "s",
    "repeats": "25 18.5；29",
    "method": "秒表计时",
    "instrument": "秒表 S-07",
}


def words(response):
    return response.content.decode()


def address(engagement, part=""):
    return f"/desk/engagements/{engagement.number}/fieldwork/sheets/{part}"


def sent(row, *rows, do="save", **more):
    """A sheet's form as a browser sends it."""
    values = {"version": row.version, "place": row.place, "visited_at": "2026-11-24T16:00", "do": do}
    values |= {"inspector": row.inspector_id, "rows": len(rows)}
    if row.covert:
        values |= {"scenario": row.scenario, "cover": row.cover, "purchase": row.purchase}
    for index, each in enumerate(rows):
        values |= {f"r{index}-{key}": text for key, text in each.items()}
    return values | more


@pytest.fixture
def engagement(cast, edition):
    return sheets.in_field_with(cast, edition)


def test_sheet_is_begun_and_its_rows_are_kept(cast, engagement, client):
    sign_in(client, cast.sun)
    form = words(client.get(address(engagement, "new/")))

    begun = client.post(
        address(engagement, "new/"), {"mode": "B", "place": "厦门网点", "visited_at": "2026-11-24T16:00"}
    )
    row = CharacteristicSheet.objects.get()
    kept = client.post(begun["Location"], sent(row, ROW, {}), follow=True)

    assert re.findall(r'value="([A-D])"', form) == ["B", "D"]
    assert begun["Location"] == address(engagement, f"{row.pk}/")
    row.refresh_from_db()
    assert [each["repeats"] for each in row.rows] == [["25", "18.5", "29"]]
    assert "记录表已保存" in words(kept)
    assert "第 1 张表没有暗访场景" in words(kept)


def test_list_says_what_is_missing_and_how_the_client_stands(cast, engagement, client):
    sheets.made(engagement, cast.sun, "B")
    sign_in(client, cast.ma)

    page = words(client.get(address(engagement)))

    assert "计划中的模式 A 还没有服务特性记录表" in page
    assert "暗访，未公开" in page
    assert address(engagement, "new/") not in page


@pytest.mark.parametrize(
    ("do", "contacts", "focus"),
    [
        ("row-add", ["报修电话", "前台", ""], "r2-contact"),
        ("row-copy:0", ["报修电话", "报修电话", "前台"], "r1-name"),
        ("row-remove:0", ["前台"], "r0-contact"),
        ("row-remove:9", ["报修电话", "前台"], ""),
        ("row-remove:x", ["报修电话", "前台"], ""),
        ("nothing", ["报修电话", "前台"], ""),
    ],
)
def test_button_changes_the_draft_and_keeps_nothing(cast, engagement, client, do, contacts, focus):
    row = sheets.made(engagement, cast.lin)
    sign_in(client, cast.lin)

    page = words(client.post(address(engagement, f"{row.pk}/"), sent(row, ROW, {"contact": "前台"}, do=do)))

    assert re.findall(r'name="r\d+-contact" value="([^"]*)"', page) == contacts
    assert re.findall(r'name="(r\d+-\w+)"[^>]* autofocus', page) == ([focus] if focus else [])
    assert "修改还没有保存" in page
    row.refresh_from_db()
    assert row.version == 1


def test_characteristics_of_the_blueprint_begin_rows_once(cast, engagement, client):
    from tests.core.blueprints import plain  # noqa: PLC0415 - only here.

    design.save_blueprint(
        by=cast.lin, at=sheets.IN_FIELD, number=engagement.number, blueprint=plain(), seen=0
    )
    row = sheets.made(engagement, cast.lin)
    sign_in(client, cast.lin)
    there = {"contact": "维修工", "name": "着装"}

    page = words(client.post(address(engagement, f"{row.pk}/"), sent(row, there, do="blueprint")))

    assert re.findall(r'name="r\d+-name" value="([^"]*)"', page) == ["着装", "到达时间"]
    assert '<option value="热线">' in page


def test_every_fault_is_told_beside_its_control_and_nothing_is_kept(cast, engagement, client):
    row = sheets.made(engagement, cast.lin)
    sign_in(client, cast.lin)

    answer = client.post(
        address(engagement, f"{row.pk}/"),
        sent(row, {**ROW, "kind": "", "tolerance": "x"}, {**ROW, "repeats": "abc"}, place=""),
    )

    page = words(answer)
    assert answer.status_code == 422
    assert 'href="#r0-kind"' in page
    assert 'href="#r1-repeats"' in page
    assert 'id="r1-repeats-fault"' in page
    assert 'value="abc"' in page
    row.refresh_from_db()
    assert row.version == 1


def test_faults_that_only_the_rules_know_are_told_too(cast, engagement, client):
    row = sheets.made(engagement, cast.lin)
    sign_in(client, cast.lin)

    answer = client.post(
        address(engagement, f"{row.pk}/"), sent(row, {**ROW, "tolerance": "x"}, visited_at="2031-01-01T10:00")
    )

    assert answer.status_code == 422
    assert "晚于现在" in words(answer)
    assert "允差“x”不是数" in words(answer)


def test_whoever_is_slower_sees_both_and_may_save_again(cast, engagement, client):
    row = sheets.made(engagement, cast.lin)
    sign_in(client, cast.lin)
    mine = sent(row, {**ROW, "note": "我的"}, place="漳州网点")
    sheets.changed(row, cast.lin, [sheets.ROW, sheets.SEEN], place="泉州网点")

    answer = client.post(address(engagement, f"{row.pk}/"), mine)
    page = words(answer)
    again = client.post(address(engagement, f"{row.pk}/"), {**mine, "version": "2"})

    assert answer.status_code == 409
    assert [
        each for each in ("泉州网点", "漳州网点", "第 2 行", "统一工装", "我的") if each not in page
    ] == []
    assert 'name="version" value="2"' in page
    assert (again.status_code, CharacteristicSheet.objects.get().place) == (302 + 1, "漳州网点")


def test_who_does_not_carry_out_the_mode_reads_it(cast, engagement, client):
    row = sheets.made(engagement, cast.sun, "B")
    sign_in(client, cast.lin)

    page = words(client.get(address(engagement, f"{row.pk}/")))
    answer = client.post(address(engagement, f"{row.pk}/"), sent(row, ROW, place="x"))

    assert "r0-contact" not in page
    assert [each for each in sheets.SECRETS if each not in page] == []
    assert "按测量值" in page
    assert answer.status_code == 422
    assert CharacteristicSheet.objects.get().version == 1


def test_files_are_tied_and_untied(cast, engagement, client):
    row = sheets.made(engagement, cast.sun, "B")
    sign_in(client, cast.sun)

    client.post(
        address(engagement, f"{row.pk}/evidence/"), {"files": SimpleUploadedFile("收据.png", image())}
    )
    page = words(client.get(address(engagement, f"{row.pk}/")))
    tie = Tie.objects.get()
    client.post(address(engagement, f"{row.pk}/evidence/{tie.pk}/untie/"))

    assert (tie.subject, tie.evidence.internal) == (f"sheet:{row.pk}", True)
    assert "收据.png" in page
    assert Tie.objects.get().untied_at is not None


def test_leader_releases_with_the_chosen_evidence(cast, engagement, client):
    row = sheets.made(engagement, cast.sun, "B")
    shown, kept = sheets.proof(row, cast.sun), sheets.proof(row, cast.sun, "前台.png", "blue")
    tie = Tie.objects.get(evidence=shown)
    sign_in(client, cast.lin)

    form = words(client.get(address(engagement, f"{row.pk}/release/")))
    done = client.post(
        address(engagement, f"{row.pk}/release/"), {"version": row.version, "evidence": [tie.pk]}, follow=True
    )

    assert [each for each in (sheets.COVER, sheets.PURCHASE, sheets.NOTE) if each in form] == []
    assert "已公开，企业看到的编号 1" in words(done)
    assert [Evidence.objects.get(pk=each.pk).internal for each in (shown, kept)] == [False, True]


def test_release_of_what_is_not_complete_says_what_lacks(cast, engagement, client):
    row = sheets.made(engagement, cast.sun, "B", purchase="")
    sign_in(client, cast.lin)

    answer = client.post(address(engagement, f"{row.pk}/release/"), {"version": row.version})

    assert answer.status_code == 422
    assert "没有消费凭证" in words(answer)
    assert CharacteristicSheet.objects.get().released_at is None


def test_plan_without_these_modes_has_nothing_to_record(cast, edition, client):
    engagement = in_field(cast, edition)
    sign_in(client, cast.lin)

    page = words(client.get(address(engagement)))

    assert "没有模式 A、B、C、D" in page
    assert address(engagement, "new/") not in page
    assert "没有把模式 A、B、C、D 交给您" in words(client.get(address(engagement, "new/")))


def test_mystery_customer_finds_the_sheets_before_fieldwork_is_opened(cast, edition, client):
    engagement = sheets.planned_with(cast, edition)
    sign_in(client, cast.sun)

    page = words(client.get(f"/desk/engagements/{engagement.number}/fieldwork/"))

    assert address(engagement) in page
    assert client.get(address(engagement, "new/")).status_code == 200


@pytest.mark.parametrize("part", ["", "new/", "{pk}/", "{pk}/evidence/", "{pk}/release/"])
def test_outsiders_find_nothing(cast, engagement, client, part):
    row = sheets.made(engagement, cast.sun, "B")
    where = address(engagement, part.format(pk=row.pk))

    assert sign_in(client, cast.alice).get(where).status_code == 403
    assert sign_in(client, cast.he).get(where).status_code in (403, 404)


def test_sheet_of_another_engagement_is_not_found(cast, engagement, client):
    sign_in(client, cast.lin)
    assert client.get(address(engagement, "999999/")).status_code == 404
