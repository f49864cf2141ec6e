# SPDX-License-Identifier: Apache-2.0
"""Past service records on the desk: import with a preview, promise, draw, each order checked, who learns nothing."""

import html
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests import fieldworking, footprints
from tests.footprints import KEPT, LATE
from tests.signing_in import sign_in
from zhuoping.records.field_sample_values import drawn_of
from zhuoping.records.footprint_values import (
    footprint_of,
    order_sample,
    orders_of,
    promise_of,
    sampled_orders,
)


@pytest.fixture
def engagement(cast, edition):
    return footprints.in_field(cast, edition)


def address(engagement, part=""):
    return f"/desk/engagements/{engagement.number}/fieldwork/footprint/{part}"


def words(answer):
    return html.unescape(answer.content.decode())


def uploaded(content, name="工单.csv"):
    return {"file": SimpleUploadedFile(name, content)}


def draft(answer):
    return re.search('name="draft" value="([^"]+)"', answer.content.decode())[1]


def test_list_is_shown_first_and_imported_when_somebody_says_so(cast, engagement, client):
    sign_in(client, cast.lin)

    seen = client.post(address(engagement, "import/"), uploaded(footprints.listed(KEPT, LATE)))
    before = len(orders_of(engagement))
    done = client.post(address(engagement, "import/accept/"), {"draft": draft(seen)}, follow=True)

    assert (seen.status_code, before, len(orders_of(engagement))) == (200, 0, 2)
    assert [each in words(seen) for each in ("预览：2 条工单，没有问题", "王**", "**34")] == [True] * 3
    assert "王小明" not in words(seen)
    assert "已导入 2 条工单" in words(done)


def test_every_bad_cell_is_marked_and_nothing_imported(cast, engagement, client):
    sign_in(client, cast.lin)
    content = footprints.listed(KEPT, LATE.replace("2026-11-20 09:20", "<b>昨天"))

    answer = client.post(address(engagement, "import/"), uploaded(content))

    assert (answer.status_code, len(orders_of(engagement))) == (422, 0)
    assert [each in words(answer) for each in ("有 1 个单元格需要修改", "CSV!F3")] == [True, True]
    assert "&lt;b&gt;昨天" in answer.content.decode()


@pytest.mark.parametrize(
    ("content", "name", "sentence"),
    [
        (b"PK\x03\x04", "a.xlsx", ""),
        (b"%PDF-1.7 startxref %%EOF", "a.pdf", "不是可以导入的工单文件"),
        (b"a,b", "a.csv", "没有找到工单表"),
    ],
)
def test_strange_file_is_refused_beside_its_field(cast, engagement, client, content, name, sentence):
    sign_in(client, cast.lin)

    answer = client.post(address(engagement, "import/"), uploaded(content, name))

    assert answer.status_code == 422
    assert sentence in words(answer)


def test_preview_that_was_forged_or_is_of_somebody_else_counts_nothing(cast, engagement, client):
    sign_in(client, cast.lin)
    seen = client.post(address(engagement, "import/"), uploaded(footprints.listed(KEPT)))

    forged = client.post(address(engagement, "import/accept/"), {"draft": draft(seen) + "x"})
    sign_in(client, cast.sun)
    other = client.post(address(engagement, "import/accept/"), {"draft": draft(seen)})

    assert (forged.status_code, other.status_code, len(orders_of(engagement))) == (422, 422, 0)


def test_preview_that_somebody_overtook_is_shown_again(cast, engagement, client):
    sign_in(client, cast.lin)
    seen = client.post(address(engagement, "import/"), uploaded(footprints.listed(KEPT)))
    footprints.promised(engagement, cast.lin)

    late = client.post(address(engagement, "import/accept/"), {"draft": draft(seen)})
    done = client.post(address(engagement, "import/accept/"), {"draft": draft(late)})

    assert (late.status_code, done.status_code, len(orders_of(engagement))) == (409, 303, 1)
    assert "别人修改了工单或承诺" in words(late)


def test_promise_is_typed_as_people_write_it_and_faults_stand_beside_their_fields(cast, engagement, client):
    sign_in(client, cast.lin)
    given = {"version": 0, "response": "半天", "arrival": "2 小时", "regions": "西藏", "sign_off": "on"}

    faulty = client.post(address(engagement, "promise/"), given)
    done = client.post(
        address(engagement, "promise/"),
        given | {"response": "30 分钟", "regions": "西藏，-，1 天"},
        follow=True,
    )

    assert faulty.status_code == 422
    assert [each in words(faulty) for each in ("“半天”不是时限", "“西藏”看不出地区和时限")] == [True, True]
    assert promise_of(footprint_of(engagement)).limits.arrival == 120
    assert "响应 — 分钟，到达 1440 分钟" in words(done)


def test_promise_of_two_is_chosen_by_whoever_comes_second(cast, engagement, client):
    footprints.promised(engagement, cast.lin)
    sign_in(client, cast.lin)

    answer = client.post(address(engagement, "promise/"), {"version": 0, "response": "60"})

    assert answer.status_code == 409


def test_orders_are_drawn_and_checked_one_after_the_other(cast, engagement, client):
    footprints.imported(engagement, cast.lin, KEPT, LATE)
    footprints.promised(engagement, cast.lin)
    sign_in(client, cast.lin)
    client.get(address(engagement, "draw/"))

    client.post(address(engagement, "draw/"), {"size": 2, "seed": "起点"})
    keys = list(sampled_orders(engagement, drawn_of(order_sample(engagement))))
    first = client.post(
        address(engagement, f"orders/{keys[0]}/"), {"version": 0, "conforming": "yes", "note": "见派工单"}
    )
    last = client.post(
        address(engagement, f"orders/{keys[1]}/"),
        {"version": 0, "conforming": "no", "note": "无签收"},
        follow=True,
    )

    assert (first.status_code, first.url) == (303, address(engagement, f"orders/{keys[1]}/"))
    assert "抽取 2 条，已核对 2 条，其中符合 1 条" in words(last)
    assert "50.0%" in words(last)


def test_mark_against_the_list_without_a_note_is_refused_and_a_second_one_is_asked(cast, edition, client):
    engagement = footprints.ready(cast, edition)
    sampled = sampled_orders(engagement, drawn_of(order_sample(engagement)))
    late = next(key for key, each in sampled.items() if each.number == "WX-2")
    sign_in(client, cast.lin)

    refused = client.post(address(engagement, f"orders/{late}/"), {"version": 0, "conforming": "yes"})
    footprints.marked(engagement, cast.lin, late)
    asked = client.post(address(engagement, f"orders/{late}/"), {"version": 0, "conforming": "no"})

    assert (refused.status_code, asked.status_code) == (422, 409)
    assert "须说明理由" in words(refused)


def test_others_of_the_body_read_and_change_nothing(cast, edition, client):
    engagement = footprints.ready(cast, edition)
    key = next(iter(sampled_orders(engagement, drawn_of(order_sample(engagement)))))

    for person in (cast.sun, cast.ma):
        sign_in(client, person)
        shown, one = client.get(address(engagement)), client.get(address(engagement, f"orders/{key}/"))
        assert [each in words(shown) for each in ("WX-1", "响应兑现率", "重新导入")] == [True, True, False]
        assert "还没有核对" in words(one)


def test_client_and_strangers_find_nothing(cast, edition, client):
    engagement = footprints.ready(cast, edition)

    for person in (cast.alice, cast.bob):
        sign_in(client, person)
        statuses = {
            client.get(address(engagement, part)).status_code for part in ("", "import/", "orders/x/")
        }
        assert statuses <= {403, 404}


def test_plan_without_the_mode_says_so_and_unknown_order_is_404(cast, edition, client):
    engagement = fieldworking.in_field(cast, edition)
    sign_in(client, cast.lin)

    text = words(client.get(address(engagement)))
    statuses = [
        client.get(address(engagement, part)).status_code
        for part in ("orders/x/", "import/", "draw/", "promise/")
    ]

    assert "没有模式 F" in text
    assert statuses == [404, 302, 302, 302]


def test_template_has_every_column(cast, engagement, client):
    sign_in(client, cast.lin)

    answer = client.get(address(engagement, "template/"))

    assert answer.content.decode("utf-8-sig").count(",") == 9
