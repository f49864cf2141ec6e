# SPDX-License-Identifier: Apache-2.0
"""Service capability on the desk: rows written, changed, taken out, and who learns nothing."""

import html

import pytest

from tests import fieldworking, footprints
from tests.fieldworking import IN_FIELD
from tests.signing_in import sign_in
from zhuoping.actions.fieldwork import capability as actions
from zhuoping.records.capability_values import capability_in, stored_rows

ROW = {"version": 0, "parameter": "持证服务工程师", "declared": "24", "unit": "人"}


@pytest.fixture
def engagement(cast, edition):
    return footprints.in_field(cast, edition)


def address(engagement, part=""):
    return f"/desk/engagements/{engagement.number}/fieldwork/capability/{part}"


def words(answer):
    return html.unescape(answer.content.decode())


def stored(engagement, by):
    values = {"parameter": "备件满足率", "declared": "95", "unit": "%"}
    return actions.add_row(by=by, at=IN_FIELD, number=engagement.number, values=values)


def test_parameter_is_written_then_verified(cast, engagement, client):
    sign_in(client, cast.lin)

    first = client.post(address(engagement, "new/"), ROW, follow=True)
    row = stored_rows(engagement).get()
    verified = ROW | {"version": 1, "verified": "22", "method": "核对社保名单", "verdict": "conforming"}
    faulty = client.post(address(engagement, f"{row.pk}/"), verified)
    done = client.post(address(engagement, f"{row.pk}/"), verified | {"reason": "两人离职"}, follow=True)

    assert [each in words(first) for each in ("持证服务工程师", "还没有判定", "没有结论")] == [True] * 3
    assert (faulty.status_code, "须说明理由" in words(faulty)) == (422, True)
    assert [each in words(done) for each in ("两人离职", "还没有判定")] == [True, False]


def test_second_one_sees_both_and_chooses(cast, engagement, client):
    row = stored(engagement, cast.lin)
    sign_in(client, cast.lin)
    client.post(address(engagement, f"{row.pk}/"), ROW | {"version": 1})

    answer = client.post(address(engagement, f"{row.pk}/"), ROW | {"version": 1, "declared": "30"})

    assert answer.status_code == 409
    assert capability_in(stored_rows(engagement).get()).declared == "24"


def test_parameter_is_taken_out_with_a_reason(cast, engagement, client):
    row = stored(engagement, cast.lin)
    sign_in(client, cast.lin)
    client.get(address(engagement, f"{row.pk}/remove/"))

    done = client.post(
        address(engagement, f"{row.pk}/remove/"), {"version": 1, "reason": "重复"}, follow=True
    )

    assert (stored_rows(engagement).count(), "还没有能力参数" in words(done)) == (0, True)
    assert client.get(address(engagement, f"{row.pk}/")).status_code == 404


def test_others_read_clients_find_nothing(cast, engagement, client):
    row = stored(engagement, cast.lin)

    for person in (cast.sun, cast.ma):
        sign_in(client, person)
        assert "备件满足率" in words(client.get(address(engagement)))
        assert client.get(address(engagement, f"{row.pk}/")).status_code in {302, 403}
    for person in (cast.alice, cast.bob):
        sign_in(client, person)
        assert client.get(address(engagement)).status_code in {403, 404}


def test_plan_without_the_mode_says_so(cast, edition, client):
    engagement = fieldworking.in_field(cast, edition)
    sign_in(client, cast.lin)

    assert "没有模式 G" in words(client.get(address(engagement)))
    assert client.get(address(engagement, "new/")).status_code == 302
