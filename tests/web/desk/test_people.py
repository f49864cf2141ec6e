# SPDX-License-Identifier: Apache-2.0
"""People, as pages: the list, one person, and what changes of them."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast import NOW, SCHEME, USCC_A
from tests.signing_in import sign_in
from zhuoping.core.authority import Role
from zhuoping.records.models import (
    ClientTie,
    Invitation,
    LedgerEntry,
    Person,
    Qualification,
    RoleHolding,
)


def words(response):
    return response.content.decode()


def roles_of(person):
    return set(RoleHolding.objects.filter(person=person, ended_at=None).values_list("role", flat=True))


def test_list_shows_everybody_and_is_searched_by_name_and_address(cast, client):
    sign_in(client, cast.tan)

    everybody, found, by_address = (
        words(client.get("/desk/people/", {"q": typed})) for typed in ("", "审查", "ALICE@")
    )

    assert "周复核" in everybody
    assert ("林审查" in found, "周复核" in found) == (True, False)
    assert "alice@client-a.example" in by_address


@pytest.mark.parametrize(
    ("asked", "shown", "hidden"),
    [
        ({"role": "auditor"}, "林审查", "何技术"),
        ({"role": "client-user"}, "alice@client-a.example", "林审查"),
        ({"state": "inactive"}, "欧观察", "林审查"),
    ],
)
def test_list_is_narrowed_by_role_and_state(cast, client, asked, shown, hidden):
    Person.objects.filter(pk=cast.ou.pk).update(is_active=False)
    sign_in(client, cast.ma)

    page = words(client.get("/desk/people/", asked))

    assert (shown in page, hidden in page) == (True, False)


def queries_of(client, address):
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


def test_list_takes_the_same_queries_for_one_and_for_many(cast, client):
    sign_in(client, cast.ma)

    one, many = (queries_of(client, f"/desk/people/?q={typed}") for typed in ("林审查", ""))

    assert one == many


def test_person_takes_the_same_queries_for_one_row_and_for_three(cast, client):
    sign_in(client, cast.tan)
    given = {"uscc": USCC_A, "kind": "consulted", "from_on": "2024-01-01"}
    address = f"/desk/people/{cast.lin.pk}/"
    client.post(f"{address}ties/", given)
    client.get(address)
    one = queries_of(client, address)

    for role in ("reviewer", "observer"):
        client.post(f"{address}role/", {"role": role, "do": "grant"})
        client.post(f"{address}ties/", given)
    client.get(address)

    assert queries_of(client, address) == one


def test_invitation_is_mailed_and_waits_on_the_list(cast, client, mailoutbox):
    sign_in(client, cast.tan)

    sent = client.post(
        "/desk/people/invite/",
        {"name": "钱新人", "email": "Qian@Body.example", "roles": ["auditor"]},
        follow=True,
    )

    (mail,) = mailoutbox
    assert mail.to == ["qian@body.example"]
    assert "/account/invitation/" in mail.body
    assert "审查员" in mail.body
    assert "qian@body.example" in words(sent)
    assert Invitation.objects.get().token_digest not in mail.body


def test_invitation_without_a_role_comes_back_with_what_was_typed(cast, client):
    sign_in(client, cast.tan)

    answer = client.post("/desk/people/invite/", {"name": "钱新人", "email": "qian@body.example"})

    assert answer.status_code == 422
    assert 'value="qian@body.example"' in words(answer)
    assert not Invitation.objects.exists()


def test_mail_that_cannot_be_sent_is_told_and_sent_again_with_another_link(
    cast, client, mailoutbox, settings
):
    sign_in(client, cast.tan)
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    given = {"name": "钱新人", "email": "qian@body.example", "roles": ["auditor"]}
    failed = client.post("/desk/people/invite/", given, follow=True)
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    first = Invitation.objects.get()

    client.post(f"/desk/people/invitations/{first.pk}/", {"do": "renew"})

    assert "没有发出" in words(failed)
    assert len(mailoutbox) == 1
    assert Invitation.objects.get().token_digest != first.token_digest


def test_invitation_is_withdrawn(cast, client, mailoutbox):
    sign_in(client, cast.tan)
    client.post("/desk/people/invite/", {"name": "钱", "email": "qian@body.example", "roles": ["auditor"]})

    client.post(f"/desk/people/invitations/{Invitation.objects.get().pk}/", {"do": "withdraw"})

    assert Invitation.objects.get().withdrawn_at is not None
    assert "qian@body.example</td>" not in words(client.get("/desk/people/"))


def test_role_is_given_and_ended_on_the_page(cast, client):
    sign_in(client, cast.tan)
    address = f"/desk/people/{cast.lin.pk}/role/"

    given = client.post(address, {"role": "technical-expert", "do": "grant"})
    held = roles_of(cast.lin)
    client.post(address, {"role": "auditor", "do": "end"})

    assert (given.status_code, given["Location"]) == (303, f"/desk/people/{cast.lin.pk}/")
    assert held == {"auditor", "technical-expert"}
    assert roles_of(cast.lin) == {"technical-expert"}


def test_unknown_role_and_client_user_are_not_given(cast, client):
    sign_in(client, cast.tan)
    address = f"/desk/people/{cast.lin.pk}/role/"

    answers = [
        client.post(address, {"role": role, "do": "grant"}).status_code for role in ("king", "client-user")
    ]

    assert answers == [404, 422]
    assert roles_of(cast.lin) == {"auditor"}


@pytest.mark.parametrize("name", ["lin", "ma", "zhou", "ou", "alice"])
def test_nobody_but_the_administrator_gives_roles(cast, client, name):
    person = getattr(cast, name)
    sign_in(client, person)
    before = roles_of(person)

    answer = client.post(f"/desk/people/{person.pk}/role/", {"role": "administrator", "do": "grant"})

    assert answer.status_code == 403
    assert roles_of(person) == before
    assert not LedgerEntry.objects.exists()


@pytest.mark.parametrize(
    "page",
    [
        "",
        "invite/",
        "{}/",
        "{}/deactivate/",
        "{}/second-factor/",
        "{}/name/",
        "{}/qualifications/",
        "{}/ties/",
    ],
)
def test_client_user_opens_no_page_of_people(cast, client, page):
    sign_in(client, cast.alice)

    answer = client.get(f"/desk/people/{page.format(cast.lin.pk)}")

    assert answer.status_code == 403
    assert "林审查" not in words(answer)


def test_observer_sees_a_person_and_nothing_to_press(cast, client):
    sign_in(client, cast.ou)

    page = words(client.get(f"/desk/people/{cast.lin.pk}/"))

    assert "林审查" in page
    assert f"/desk/people/{cast.lin.pk}/" not in page.replace(f'/desk/people/{cast.lin.pk}/"', "")
    assert "停用账号" not in page


def test_person_that_is_not_there_is_not_found(cast, client):
    sign_in(client, cast.tan)

    assert client.get("/desk/people/999999/").status_code == 404


def test_person_is_shut_out_with_a_reason_and_let_in_again(cast, client):
    sign_in(client, cast.tan)
    address = f"/desk/people/{cast.lin.pk}/"

    without = client.post(f"{address}deactivate/", {"reason": ""}).status_code
    client.post(f"{address}deactivate/", {"reason": "离职"})
    after = Person.objects.get(pk=cast.lin.pk).is_active
    client.post(f"{address}access/", {"do": "reactivate"})

    assert (without, after) == (422, False)
    assert Person.objects.get(pk=cast.lin.pk).is_active


def test_last_administrator_is_told_so_beside_the_form(cast, client):
    sign_in(client, cast.tan)

    answer = client.post(f"/desk/people/{cast.tan.pk}/deactivate/", {"reason": "试试"})

    assert answer.status_code == 422
    assert "最后一位管理员" in words(answer)


def test_authorisation_is_given_with_the_modes_of_the_edition(cast, edition, client):
    sign_in(client, cast.tan)
    Qualification.objects.all().delete()
    given = {
        "scheme": SCHEME,
        "modes": ["I", "E"],
        "from_on": "2026-01-01",
        "until_on": "2028-12-31",
        "registration": "2026-M-1",
        "grade": "senior",
    }

    client.post(f"/desk/people/{cast.lin.pk}/qualifications/", given)

    row = Qualification.objects.get()
    assert (row.person, row.modes, row.grade, row.granted_by) == (cast.lin, ["E", "I"], "senior", cast.tan)
    assert "2026-M-1" in words(client.get(f"/desk/people/{cast.lin.pk}/"))


def test_authorisation_whose_dates_are_turned_round_is_told_beside_the_field(cast, edition, client):
    sign_in(client, cast.tan)
    before = Qualification.objects.count()
    given = {"scheme": SCHEME, "modes": ["I"], "from_on": "2026-02-01", "until_on": "2026-01-01"}

    answer = client.post(f"/desk/people/{cast.lin.pk}/qualifications/", given)

    assert answer.status_code == 422
    assert 'id="id_until_on_error"' in words(answer)
    assert Qualification.objects.count() == before


def test_authorisation_is_ended_early_on_its_own_person_only(cast, client):
    sign_in(client, cast.tan)
    row = Qualification.objects.get(person=cast.lin)

    strange = client.post(f"/desk/people/{cast.he.pk}/qualifications/{row.pk}/end/", {"reason": "错"})
    client.post(f"/desk/people/{cast.lin.pk}/qualifications/{row.pk}/end/", {"reason": "注册被撤销"})

    row.refresh_from_db()
    assert strange.status_code == 404
    assert row.ended_at is not None


def test_tie_is_recorded_and_ended(cast, client):
    sign_in(client, cast.tan)
    given = {"uscc": USCC_A, "kind": "consulted", "from_on": "2024-01-01"}

    client.post(f"/desk/people/{cast.lin.pk}/ties/", given)
    tie = ClientTie.objects.get()
    client.post(
        f"/desk/people/{cast.lin.pk}/ties/{tie.pk}/end/", {"until_on": "2025-06-30", "reason": "离职证明"}
    )

    tie.refresh_from_db()
    assert (tie.person, tie.uscc, str(tie.until_on)) == (cast.lin, USCC_A, "2025-06-30")


def test_name_and_other_body_are_changed(cast, client):
    sign_in(client, cast.tan)
    address = f"/desk/people/{cast.lin.pk}/"

    client.post(f"{address}name/", {"name": "林审查员"})
    client.post(f"{address}other-body/", {"other_body": "别家认证"})

    person = Person.objects.get(pk=cast.lin.pk)
    assert (person.name, person.other_body) == ("林审查员", "别家认证")


def test_role_that_ended_a_moment_ago_opens_no_page_and_does_nothing(cast, client):
    RoleHolding.objects.create(person=cast.sun, role=Role.ADMINISTRATOR, since_at=NOW)
    sign_in(client, cast.tan)
    before = client.get("/desk/people/invite/").status_code

    RoleHolding.objects.filter(person=cast.tan).update(ended_at=NOW)

    page = client.get("/desk/people/invite/").status_code
    act = client.post(
        f"/desk/people/{cast.tan.pk}/role/", {"role": "administrator", "do": "grant"}
    ).status_code
    assert (before, page, act) == (200, 403, 403)
    assert roles_of(cast.tan) == set()


def test_every_form_asks_for_a_token_of_the_session(cast, client):
    client.handler.enforce_csrf_checks = True
    sign_in(client, cast.tan)

    answer = client.post(f"/desk/people/{cast.lin.pk}/role/", {"role": "decider", "do": "grant"})

    assert answer.status_code == 403
    assert roles_of(cast.lin) == {"auditor"}
