# SPDX-License-Identifier: Apache-2.0
"""Administrators, reviewers and deciders show a second factor in every session; a password alone opens nothing."""

import re
import time

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value

from tests.cast import NOW, PASSWORD
from tests.signing_in import sign_in
from zhuoping.core.authority import Role
from zhuoping.records.models import LedgerEntry, RoleHolding


def code_of(secret):
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def confirmed(person):
    EmailAddress.objects.create(user=person, email=person.email, primary=True, verified=True)
    return person


def with_totp(person):
    secret = generate_totp_secret()
    TOTP.activate(confirmed(person), secret)
    return secret


def enter(client, person):
    return client.post("/account/login/", {"login": person.email, "password": PASSWORD})


def words(response):
    return response.content.decode()


@pytest.mark.parametrize("name", ["tan", "zhou", "wu"])
def test_whoever_has_no_second_factor_reaches_its_set_up_only(cast, client, name):
    confirmed(getattr(cast, name))
    enter(client, getattr(cast, name))

    answers = {
        address: client.get(address)
        for address in (
            "/",
            "/desk/people/",
            "/account/profile/",
            "/account/email/",
            "/account/password/change/",
            "/portal/",
            "/no-such-page/",
        )
    }

    assert {each["Location"] for each in answers.values()} == {"/account/2fa/?required=1"}
    assert "必须启用两步验证" in words(client.get("/account/2fa/?required=1"))
    assert client.get("/account/logout/").status_code == 200


@pytest.mark.parametrize("name", ["lin", "ma", "alice"])
def test_others_need_none(cast, client, name):
    confirmed(getattr(cast, name))
    enter(client, getattr(cast, name))

    assert client.get("/account/profile/").status_code == 200


def test_acts_are_refused_too_without_the_second_factor(cast, client):
    sign_in(client, cast.tan, second_factor=False)

    answer = client.post(f"/desk/people/{cast.lin.pk}/role/", {"role": "decider", "do": "grant"})

    assert answer.status_code == 302
    assert not RoleHolding.objects.filter(person=cast.lin, role="decider").exists()


def test_second_factor_is_set_up_and_then_shown(cast, client):
    confirmed(cast.tan)
    enter(client, cast.tan)
    asked = client.get("/account/2fa/totp/activate/", follow=True)
    client.post(asked.request["PATH_INFO"] + "?" + asked.request["QUERY_STRING"], {"password": PASSWORD})
    page = client.get("/account/2fa/totp/activate/")
    secret = re.search(r"[A-Z2-7]{32}", words(page))[0]

    client.post("/account/2fa/totp/activate/", {"code": code_of(secret)})

    assert client.get("/desk/people/").status_code == 200
    types = set(Authenticator.objects.filter(user=cast.tan).values_list("type", flat=True))
    assert types == {"totp", "recovery_codes"}


def test_sign_in_asks_for_the_code_and_then_opens(cast, client):
    secret = with_totp(cast.tan)

    first = enter(client, cast.tan)
    between = client.get("/desk/people/")
    client.post("/account/2fa/authenticate/", {"code": code_of(secret)})

    assert first["Location"] == "/account/2fa/authenticate/"
    assert between["Location"].startswith("/account/login/")
    assert client.get("/desk/people/").status_code == 200


def test_code_that_was_used_opens_nothing_a_second_time(cast, client):
    secret = with_totp(cast.tan)
    code = code_of(secret)
    enter(client, cast.tan)
    client.post("/account/2fa/authenticate/", {"code": code})
    client.cookies.clear()

    enter(client, cast.tan)
    client.post("/account/2fa/authenticate/", {"code": code})

    assert "_auth_user_id" not in client.session


def test_codes_are_not_guessed_at_without_end(cast, client):
    secret = with_totp(cast.tan)
    enter(client, cast.tan)
    wrong = "000000" if code_of(secret) != "000000" else "000001"
    for _ in range(20):
        client.post("/account/2fa/authenticate/", {"code": wrong})

    client.post("/account/2fa/authenticate/", {"code": code_of(secret)})

    assert "_auth_user_id" not in client.session


def test_recovery_code_opens_once(cast, client):
    with_totp(cast.tan)
    from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes  # noqa: PLC0415 - after the settings.

    code = RecoveryCodes.activate(cast.tan).get_unused_codes()[0]
    enter(client, cast.tan)
    client.post("/account/2fa/authenticate/", {"code": code})
    opened = client.get("/desk/people/").status_code
    client.cookies.clear()

    enter(client, cast.tan)
    client.post("/account/2fa/authenticate/", {"code": code})

    assert opened == 200
    assert "_auth_user_id" not in client.session


def test_session_that_never_showed_its_second_factor_is_not_enough(cast, client):
    with_totp(cast.tan)
    client.force_login(cast.tan)

    page = client.get("/desk/people/?q=lin")
    act = client.post(f"/desk/people/{cast.lin.pk}/role/", {"role": "decider", "do": "grant"})

    assert page["Location"] == "/account/2fa/reauthenticate/?next=%2Fdesk%2Fpeople%2F%3Fq%3Dlin"
    assert act["Location"] == "/account/2fa/reauthenticate/?next=%2F"
    assert not RoleHolding.objects.filter(person=cast.lin, role="decider").exists()


def test_record_of_somebody_elses_second_factor_in_the_session_is_not_enough(cast, client):
    with_totp(cast.tan)
    sign_in(client, cast.tan)
    session = client.session
    session["account_authentication_methods_user"] = str(cast.wu.pk)
    session.save()

    assert client.get("/desk/people/").status_code == 302


def test_role_given_in_the_middle_of_a_session_asks_for_the_second_factor_at_once(cast, client):
    confirmed(cast.lin)
    enter(client, cast.lin)
    before = client.get("/account/profile/").status_code

    RoleHolding.objects.create(person=cast.lin, role=Role.REVIEWER, since_at=NOW)

    assert (before, client.get("/account/profile/").status_code) == (200, 302)


def test_passkey_alone_is_shown_by_passkey(cast, client):
    confirmed(cast.tan)
    Authenticator.objects.create(user=cast.tan, type=Authenticator.Type.WEBAUTHN, data={"credential": {}})
    client.force_login(cast.tan)

    assert client.get("/desk/people/")["Location"].startswith("/account/2fa/webauthn/reauthenticate/")


def test_lost_second_factor_is_removed_by_an_administrator_with_a_reason(cast, client):
    with_totp(cast.wu)
    sign_in(client, cast.tan)
    address = f"/desk/people/{cast.wu.pk}/second-factor/"

    without = client.post(address, {"reason": " "}).status_code
    client.post(address, {"reason": "手机丢失，已电话核实"})

    assert without == 422
    assert not Authenticator.objects.filter(user=cast.wu).exists()
    entry = LedgerEntry.objects.get()
    assert (entry.action, entry.subject) == ("second-factor.reset", f"person:{cast.wu.pk}")


def test_second_factor_is_not_switched_off_without_the_password_again(cast, client):
    with_totp(cast.tan)
    sign_in(client, cast.tan)

    answer = client.post("/account/2fa/totp/deactivate/")

    assert "/reauthenticate/" in answer["Location"]
    assert Authenticator.objects.filter(user=cast.tan).exists()


def test_another_second_factor_is_not_added_before_the_first_was_shown(cast, client):
    with_totp(cast.tan)
    enter(client, cast.tan)
    client.cookies.clear()
    client.force_login(cast.tan)

    answers = [
        client.get(f"/account/2fa/{page}")["Location"]
        for page in ("", "webauthn/add/", "totp/deactivate/", "recovery-codes/generate/")
    ]

    assert {each.partition("?")[0] for each in answers} == {"/account/2fa/reauthenticate/"}
