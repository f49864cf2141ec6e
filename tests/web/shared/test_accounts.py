# SPDX-License-Identifier: Apache-2.0
"""Signing up, signing in, being locked out, resetting a password, through the pages."""

import re

import pytest
from allauth.account.models import EmailAddress
from axes.models import AccessAttempt

from tests.cast import PASSWORD
from tests.signing_in import sign_in
from zhuoping.records.models import LedgerEntry, Person

NEW = {
    "email": "Hua@client-c.example",
    "name": "华经办",
    "password1": "a-long-secret-of-hua",
    "password2": "a-long-secret-of-hua",
}


def confirmed(person):
    EmailAddress.objects.create(user=person, email=person.email, primary=True, verified=True)
    return person


def enter(client, email, password, **more):
    return client.post("/account/login/", {"login": email, "password": password}, **more)


def link_in(mail, kind):
    return re.search(rf"http://testserver(/account/{kind}/\S+)", mail.body)[1]


def is_signed_in(client):
    return "_auth_user_id" in client.session


def words(response):
    return response.content.decode()


def test_sign_up_needs_the_mail_before_the_first_sign_in(cast, client, mailoutbox):
    client.post("/account/signup/", NEW)
    person = Person.objects.get(email="hua@client-c.example")
    before = is_signed_in(client)
    client.cookies.clear()
    enter(client, person.email, NEW["password1"])
    unconfirmed = is_signed_in(client)

    client.post(link_in(mailoutbox[0], "confirm-email"))
    enter(client, person.email, NEW["password1"])

    assert (before, unconfirmed, is_signed_in(client)) == (False, False, True)
    assert (person.name, person.language) == ("华经办", "zh-hans")
    entry = LedgerEntry.objects.get()
    assert (entry.action, entry.person) == ("person.joined", f"person:{person.pk}")


def test_sign_up_keeps_the_language_of_its_page(cast, client):
    client.cookies["django_language"] = "en"

    client.post("/account/signup/", NEW)

    assert Person.objects.get(email="hua@client-c.example").language == "en"


def test_browser_without_a_language_takes_the_persons_and_one_with_keeps_its_own(cast, client):
    confirmed(cast.alice)
    Person.objects.filter(pk=cast.alice.pk).update(language="en")

    taken = enter(client, cast.alice.email, PASSWORD).cookies["django_language"].value
    client.post("/account/logout/")
    client.cookies["django_language"] = "zh-hans"
    kept = enter(client, cast.alice.email, PASSWORD).cookies

    assert taken == "en"
    assert "django_language" not in kept


def test_sign_up_gives_no_role_whatever_is_sent_along(cast, client):
    client.post("/account/signup/", {**NEW, "roles": "administrator", "is_active": "1", "is_superuser": "1"})

    assert not Person.objects.get(email="hua@client-c.example").roles.exists()


def test_sign_up_answers_the_same_for_known_and_unknown_addresses(cast, client):
    confirmed(cast.alice)

    unknown = client.post("/account/signup/", NEW)
    client.cookies.clear()
    known = client.post("/account/signup/", {**NEW, "email": cast.alice.email})

    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])
    assert Person.objects.filter(email=cast.alice.email).count() == 1


def test_sign_in_answers_the_same_for_known_and_unknown_addresses(cast, client):
    confirmed(cast.alice)

    known, unknown = (
        words(enter(client, email, "wrong")).replace(email, "X")
        for email in (cast.alice.email, "nobody@x.example")
    )

    def bare(page):
        return re.sub(r'(csrfmiddlewaretoken" value|X-CSRFToken": )"?=?"?[^"]+"', "", page)

    assert bare(known) == bare(unknown)


def test_password_reset_answers_the_same_for_known_and_unknown_addresses(cast, client, mailoutbox):
    confirmed(cast.alice)

    known, unknown = (
        client.post("/account/password/reset/", {"email": email})
        for email in (cast.alice.email, "nobody@x.example")
    )

    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])
    assert len(mailoutbox) == 2


def test_password_is_reset_by_the_link_in_the_mail_once(cast, client, mailoutbox):
    confirmed(cast.alice)
    client.post("/account/password/reset/", {"email": cast.alice.email})
    link = link_in(mailoutbox[0], "password/reset/key")
    form = client.get(link)["Location"]
    secret = "another-long-secret"

    client.post(form, {"password1": secret, "password2": secret})

    client.cookies.clear()
    enter(client, cast.alice.email, PASSWORD)
    by_old = is_signed_in(client)
    enter(client, cast.alice.email, secret)
    assert (by_old, is_signed_in(client)) == (False, True)
    client.cookies.clear()
    assert "password1" not in words(client.get(link, follow=True))


def test_five_wrong_passwords_lock_out_known_and_unknown_alike(cast, client):
    confirmed(cast.alice)

    for email in (cast.alice.email, "nobody@x.example"):
        answers = [enter(client, email, "wrong") for _ in range(5)]
        assert [each.status_code for each in answers] == [200, 200, 200, 200, 429]
        assert "暂停 15 分钟" in words(answers[-1])

    right = enter(client, cast.alice.email, PASSWORD)
    assert (right.status_code, is_signed_in(client)) == (429, False)


def test_lock_out_counts_one_address_in_any_capitals(cast, client):
    confirmed(cast.alice)

    answers = [
        enter(client, email, "wrong").status_code
        for email in ("ALICE@client-a.example", " alice@Client-A.example ") * 3
    ]

    assert answers[4:] == [429, 429]


def test_lock_out_of_one_place_leaves_the_others_open(cast, client):
    confirmed(cast.alice)
    for _ in range(5):
        enter(client, cast.alice.email, "wrong", REMOTE_ADDR="192.0.2.1")

    enter(client, cast.alice.email, PASSWORD, REMOTE_ADDR="192.0.2.2")

    assert is_signed_in(client)


def test_address_that_a_client_forwards_does_not_count_without_a_proxy(cast, client):
    confirmed(cast.alice)

    answers = [
        enter(client, cast.alice.email, "wrong", HTTP_X_FORWARDED_FOR=f"192.0.2.{number}").status_code
        for number in range(5)
    ]

    assert answers[-1] == 429


def test_administrator_unlocks(cast, client):
    confirmed(cast.alice)
    for _ in range(5):
        enter(client, cast.alice.email, "wrong")
    sign_in(client, cast.tan)
    shown = words(client.get(f"/desk/people/{cast.alice.pk}/"))

    client.post(f"/desk/people/{cast.alice.pk}/access/", {"do": "unlock"})

    client.cookies.clear()
    enter(client, cast.alice.email, PASSWORD)
    assert "因多次登录失败暂停" in shown
    assert is_signed_in(client)
    assert not AccessAttempt.objects.exists()


def test_one_account_is_not_guessed_at_from_many_places(cast, client):
    confirmed(cast.alice)
    for number in range(20):
        enter(client, cast.alice.email, "wrong", REMOTE_ADDR=f"192.0.2.{number}")

    enter(client, cast.alice.email, PASSWORD, REMOTE_ADDR="192.0.2.99")

    assert not is_signed_in(client)


def test_session_of_somebody_shut_out_ends_at_once(cast, client):
    client.force_login(cast.lin)
    before = client.get("/account/profile/").status_code

    Person.objects.filter(pk=cast.lin.pk).update(is_active=False)

    after = client.get("/account/profile/")
    assert (before, after.status_code) == (200, 302)
    assert after["Location"].startswith("/account/login/")


def test_somebody_shut_out_does_not_sign_in(cast, client):
    confirmed(cast.lin)
    Person.objects.filter(pk=cast.lin.pk).update(is_active=False)

    enter(client, cast.lin.email, PASSWORD)

    assert not is_signed_in(client)


@pytest.mark.parametrize(
    "next_page", ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)"]
)
def test_sign_in_goes_on_to_no_other_site(cast, client, next_page):
    confirmed(cast.alice)

    answer = enter(client, cast.alice.email, PASSWORD, query_params={"next": next_page})

    assert is_signed_in(client)
    assert answer["Location"] == "/"


def test_sign_in_begins_a_new_session(cast, client):
    confirmed(cast.alice)
    client.get("/account/login/")
    session = client.session
    session["planted"] = True
    session.save()
    planted = session.session_key
    client.cookies["sessionid"] = planted

    enter(client, cast.alice.email, PASSWORD)

    assert is_signed_in(client)
    assert client.session.session_key != planted


@pytest.mark.parametrize("address", ["/account/login/", "/account/signup/", "/account/password/reset/"])
def test_forms_of_accounts_ask_for_a_token_of_the_session(cast, client, address):
    client.handler.enforce_csrf_checks = True

    assert client.post(address, NEW).status_code == 403


def test_short_password_is_refused_with_what_to_do(cast, client):
    page = words(client.post("/account/signup/", {**NEW, "password1": "short", "password2": "short"}))

    assert "12" in page
    assert not Person.objects.filter(email="hua@client-c.example").exists()
