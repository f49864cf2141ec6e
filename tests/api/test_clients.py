# SPDX-License-Identifier: Apache-2.0

import pytest

from tests.api.programs import program
from tests.cast import USCC_A, USCC_B
from zhuoping.core.programs import Scope
from zhuoping.records.models import Client, LedgerEntry

NEW = {
    "name": "丙机电有限公司",
    "uscc": "91110000600037341L",
    "address": "北京市海淀区样例路 1 号",
    "division": "110108",
    "industry": "C34",
    "staff": 12,
    "product_families": ["水泵"],
}


def test_enterprise_is_registered_by_a_program(cast):
    answer = program(cast.bob).post("/clients", NEW)

    assert answer.status_code == 201
    assert answer.json()["uscc"] == NEW["uscc"]
    assert Client.objects.filter(uscc=NEW["uscc"]).exists()


def test_same_request_again_acts_once_and_answers_the_same(cast):
    first = program(cast.bob).post("/clients", NEW, key="one")
    again = program(cast.bob).post("/clients", NEW, key="one")

    assert (again.status_code, again.json()) == (201, first.json())
    assert again["Idempotency-Replayed"] == "true"
    assert LedgerEntry.objects.filter(action="client.registered").count() == 1


def test_key_of_a_request_used_for_another_is_refused(cast):
    program(cast.bob).post("/clients", NEW, key="one")

    answer = program(cast.bob).post("/clients", NEW | {"staff": 13}, key="one")

    assert (answer.status_code, answer.json()["problems"][0]["code"]) == (422, "request-differs")


def test_refused_request_keeps_no_answer(cast):
    refused = program(cast.bob).post("/clients", NEW | {"uscc": "1"}, key="one")

    answer = program(cast.bob).post("/clients", NEW, key="two")

    assert (refused.status_code, refused.json()["problems"][0]["code"]) == (422, "uscc-format")
    assert answer.status_code == 201


def test_change_of_an_old_version_answers_with_both_values(cast):
    mine = {**NEW, "name": cast.client_a.name, "uscc": USCC_A, "version": 1}
    program(cast.alice).put(f"/clients/{USCC_A}", mine | {"staff": 500})

    answer = program(cast.alice).put(f"/clients/{USCC_A}", mine | {"staff": 600})

    body = answer.json()
    assert (answer.status_code, body["version"]) == (409, 2)
    assert (body["current"]["staff"], body["given"]["staff"]) == (500, 600)


@pytest.mark.parametrize("who", ["alice", "lin"])
def test_strangers_enterprise_is_not_there(cast, who):
    answer = program(getattr(cast, who)).get(f"/clients/{USCC_B}")

    assert answer.status_code == 404


def test_list_holds_what_the_person_may_see_and_goes_on_by_a_mark(cast):
    officer = program(cast.ma)

    first = officer.get("/clients?limit=1").json()
    second = officer.get(f"/clients?limit=1&after={first['after']}").json()
    own = program(cast.alice).get("/clients").json()

    assert [each["uscc"] for each in (*first["items"], *second["items"])] == [USCC_B, USCC_A]
    assert second["after"] is None
    assert [each["uscc"] for each in own["items"]] == [USCC_A]


def test_key_without_the_scope_is_refused(cast):
    answer = program(cast.bob, scopes=[Scope.READ]).post("/clients", NEW)

    assert (answer.status_code, answer.json()["problems"][0]["code"]) == (403, "api-key-scope")


@pytest.mark.parametrize("header", ["", "Bearer", "Bearer zp_", "Bearer zp_000000000000_x", "Basic abc"])
def test_request_without_a_key_that_counts_is_refused(cast, client, header):
    answer = client.get("/api/v1/clients", headers={"Authorization": header} if header else {})

    assert (answer.status_code, answer["Content-Type"]) == (401, "application/problem+json")


def test_signed_in_browser_without_a_key_is_refused(cast, client):
    client.force_login(cast.alice)

    answer = client.get("/api/v1/clients")

    assert answer.status_code == 401


def test_body_of_a_wrong_shape_is_told_by_its_places(cast):
    answer = program(cast.bob).post("/clients", {"name": 1, "staff": "many"})

    assert answer.status_code == 422
    assert {each["path"].rsplit(".", 1)[-1] for each in answer.json()["problems"]} >= {
        "name",
        "uscc",
        "staff",
    }


@pytest.mark.parametrize("body", [b"{", b"\xff\xfe", b"[" * 100_000, b'{"name": "\\ud800"}', b"null"])
def test_hostile_body_is_refused_and_breaks_nothing(cast, body):
    answer = program(cast.bob).raw("post", "/clients", body)

    assert answer.status_code in (400, 422)


def test_sentences_come_in_the_language_that_was_asked_for(cast):
    said = {
        language: program(cast.bob, language=language).post("/clients", NEW | {"uscc": "1"}).json()["detail"]
        for language in ("zh-CN", "en")
    }

    assert "代码" in said["zh-CN"]
    assert "credit code" in said["en"]
