# SPDX-License-Identifier: Apache-2.0
"""One's own page: everybody sees and changes their own, and nobody another's."""

import pytest

from tests.cast import NOW, USCC_A
from zhuoping.records.models import ClientTie, LedgerEntry, Person, RoleHolding


def words(response):
    return response.content.decode()


@pytest.mark.parametrize("name", ["lin", "ma", "alice"])
def test_everybody_sees_their_own_page(cast, client, name):
    client.force_login(getattr(cast, name))

    page = client.get("/account/profile/")

    assert page.status_code == 200
    assert getattr(cast, name).name in words(page)


def test_whoever_left_still_sees_their_own_page(cast, client):
    RoleHolding.objects.filter(person=cast.lin).update(ended_at=NOW)
    client.force_login(cast.lin)

    assert client.get("/account/profile/").status_code == 200


@pytest.mark.parametrize("page", ["", "name/", "other-body/", "ties/", "ties/1/end/"])
def test_nobody_signed_in_is_sent_to_sign_in(cast, client, page):
    answer = client.get(f"/account/profile/{page}")

    assert answer["Location"].startswith("/account/login/?next=")


def test_own_name_other_body_and_ties_are_kept(cast, client):
    client.force_login(cast.lin)

    client.post("/account/profile/name/", {"name": "林一"})
    client.post("/account/profile/other-body/", {"other_body": "别家认证"})
    client.post("/account/profile/ties/", {"uscc": USCC_A, "kind": "employed", "from_on": "2020-01-01"})
    tie = ClientTie.objects.get()
    ended = client.post(f"/account/profile/ties/{tie.pk}/end/", {"until_on": "2099-12-31"})

    person = Person.objects.get(pk=cast.lin.pk)
    tie.refresh_from_db()
    assert (person.name, person.other_body) == ("林一", "别家认证")
    assert (tie.person, tie.recorded_by, str(tie.until_on)) == (cast.lin, cast.lin, "2099-12-31")
    assert (ended.status_code, ended["Location"]) == (303, "/account/profile/")
    assert [each.action for each in LedgerEntry.objects.order_by("sequence")] == [
        "person.renamed",
        "other-body.declared",
        "tie.recorded",
        "tie.ended",
    ]


def test_wrong_credit_code_is_told_beside_its_field_and_nothing_typed_is_lost(cast, client):
    client.force_login(cast.lin)

    answer = client.post(
        "/account/profile/ties/",
        {"uscc": "123", "kind": "employed", "from_on": "2020-01-01", "note": "销售部"},
    )

    assert answer.status_code == 422
    assert 'id="id_uscc_error"' in words(answer)
    assert "销售部" in words(answer)
    assert not ClientTie.objects.exists()


def test_tie_of_another_person_does_not_exist_here(cast, client):
    tie = ClientTie.objects.create(
        person=cast.sun, uscc=USCC_A, kind="employed", from_on="2020-01-01", recorded_at=NOW
    )
    client.force_login(cast.lin)

    answer = client.post(f"/account/profile/ties/{tie.pk}/end/", {"until_on": "2021-01-01"})

    assert answer.status_code == 404
    assert ClientTie.objects.get().until_on is None
