# SPDX-License-Identifier: Apache-2.0
"""One's own keys of programs: made in a session that proved enough, shown once, ended."""

import re
import time

import pytest
from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY

from tests.api.programs import Program
from tests.cast import PASSWORD
from tests.signing_in import sign_in as begin
from zhuoping.records.models import ApiKey

PAGE = "/account/keys/"
GIVEN = {"name": "ERP", "scopes": ["read", "apply"], "days": "90"}


def sign_in(client, person, **how):
    """Signed in, and the password given once more a moment ago."""
    begin(client, person, **how)
    session = client.session
    again = {"method": "password", "reauthenticated": True, "at": time.time()}
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [
        *session.get(AUTHENTICATION_METHODS_SESSION_KEY, []),
        again,
    ]
    session["account_authentication_methods_user"] = str(person.pk)
    session.save()
    return client


def text_in(page):
    found = re.search(r'value="(zp_[^"]+)"', page.content.decode())
    return found and found[1]


@pytest.mark.parametrize("who", ["alice", "lin", "tan"])
def test_key_is_made_shown_once_and_works(cast, client, who):
    sign_in(client, getattr(cast, who))

    page = client.post(PAGE, GIVEN)

    text = text_in(page)
    assert page.status_code == 200
    assert "no-store" in page["Cache-Control"]
    assert Program(text).get("/me").json()["scopes"] == ["apply", "read"]
    again = client.get(PAGE).content.decode()
    assert ("ERP" in again, text in again) == (True, False)


@pytest.mark.parametrize(
    ("change", "field"), [({"name": " "}, "name"), ({"scopes": []}, "scopes"), ({"days": "400"}, "days")]
)
def test_key_with_a_fault_is_not_made_and_nothing_typed_is_lost(cast, client, change, field):
    sign_in(client, cast.alice)

    page = client.post(PAGE, {**GIVEN, **change})

    assert (page.status_code, list(page.context["form"].errors)) == (422, [field])
    assert (ApiKey.objects.count(), text_in(page)) == (0, None)


def test_role_with_second_factor_makes_no_key_with_a_password_alone(cast, client):
    sign_in(client, cast.tan, second_factor=False)

    answer = client.post(PAGE, GIVEN)

    assert answer["Location"].startswith("/account/2fa/")
    assert ApiKey.objects.count() == 0


def test_attack_session_found_open_makes_no_key_without_the_password(cast, client):
    begin(client, cast.alice)

    answer = client.post(PAGE, GIVEN)
    made = ApiKey.objects.count()
    after = client.post(answer["Location"], {"password": PASSWORD}, follow=True)

    assert answer["Location"].startswith("/account/reauthenticate/")
    assert (made, after.status_code, ApiKey.objects.count()) == (0, 200, 1)
    assert text_in(after)


def test_key_is_ended_by_its_owner_and_by_nobody_else(cast, client):
    sign_in(client, cast.alice)
    text = text_in(client.post(PAGE, GIVEN))
    place = f"{PAGE}{ApiKey.objects.get().pk}/end/"

    strangers = sign_in(client, cast.bob).post(place).status_code
    still = Program(text).get("/me").status_code
    own = sign_in(client, cast.alice).post(place).status_code

    assert (strangers, still, own) == (422, 200, 303)
    assert Program(text).get("/me").status_code == 401


def test_page_shows_nobody_elses_keys(cast, client):
    sign_in(client, cast.alice).post(PAGE, {**GIVEN, "name": "甲的系统"})

    page = sign_in(client, cast.bob).get(PAGE)

    assert "甲的系统" not in page.content.decode()
