# SPDX-License-Identifier: Apache-2.0
"""Attacks on accounts and on the mail of the house: other people's addresses, lost devices, letters to strangers."""

import subprocess
import sys

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

from tests.api.programs import program
from tests.cast import USCC_A
from tests.signing_in import sign_in
from zhuoping.actions.invitations import MOST_A_DAY, MOST_RENEWALS
from zhuoping.config.reading import SettingsFault, read_environment
from zhuoping.records.models import Invitation, Person

COLLEAGUES = f"/portal/clients/{USCC_A}/colleagues/"
STRANGER = "decider@body.example"
PASSWORD = "nobody-guesses-this-one"
LETTER = "开户行\r\n\r\n请汇款：\n六二二零\u202e"


def sign_up(client, email):
    given = {"email": email, "name": "某人", "password1": PASSWORD, "password2": PASSWORD}
    return client.post("/account/signup/", given)


def link_of(answer):
    return answer.json()["link"].removeprefix("http://testserver")


def test_attack_address_of_another_is_not_taken_by_a_link_that_the_inviter_saw(cast, client, mailoutbox):
    asker = program(cast.alice)
    client.get(link_of(asker.post(f"/clients/{USCC_A}/invitations", {"email": STRANGER, "name": "某"})))

    answer = sign_up(client, STRANGER)

    assert answer["Location"] == "/account/confirm-email/"
    assert not EmailAddress.objects.get(email=STRANGER).verified
    assert client.get("/account/profile/").status_code == 302
    assert [mail.to for mail in mailoutbox] == [[STRANGER]]


def test_attack_link_that_was_seen_stays_so_when_it_is_renewed_or_cut(cast, client):
    asker = program(cast.alice)
    made = asker.post(f"/clients/{USCC_A}/invitations", {"email": STRANGER, "name": "某"}).json()
    again = asker.post(f"/clients/{USCC_A}/invitations/{made['id']}/renew")

    cut = client.get(link_of(again).replace("shown_", "")).status_code
    client.get(link_of(again))
    sign_up(client, STRANGER)

    assert cut == 404
    assert not EmailAddress.objects.get(email=STRANGER).verified


def test_link_of_the_mail_still_proves_the_address(cast, client, mailoutbox):
    client.force_login(cast.alice)
    client.post(COLLEAGUES, {"name": "甲二", "email": "two@client-a.example"})
    client.logout()
    client.get(next(line for line in mailoutbox[0].body.splitlines() if "/account/invitation/" in line))

    sign_up(client, "two@client-a.example")

    assert EmailAddress.objects.get(email="two@client-a.example").verified


def test_attack_session_that_showed_a_lost_device_opens_nothing_once_it_was_removed(cast, client):
    sign_in(client, cast.tan)
    before = client.get("/desk/people/").status_code
    Authenticator.objects.filter(user=cast.tan).delete()
    TOTP.activate(cast.tan, generate_totp_secret())

    after = client.get("/desk/people/")

    assert (before, after.status_code) == (200, 302)
    assert after["Location"].startswith("/account/2fa/reauthenticate/")


def test_attack_letter_in_a_name_becomes_one_line_of_the_mail(cast, client, mailoutbox):
    client.force_login(cast.alice)
    client.post("/account/profile/name/", {"name": LETTER})

    client.post(COLLEAGUES, {"name": LETTER, "email": "victim@elsewhere.example"})

    lines = [line for line in mailoutbox[0].body.splitlines() if "六二二零" in line]
    assert [line.startswith("开户行 请汇款： 六二二零") for line in lines] == [True, True]
    assert Person.objects.get(pk=cast.alice.pk).name == "开户行 请汇款： 六二二零"


def test_attack_letter_in_the_name_of_a_new_account_becomes_one_line(cast, client):
    given = {"email": "new@elsewhere.example", "password1": PASSWORD, "password2": PASSWORD}
    client.post("/account/signup/", given | {"name": LETTER})

    assert Person.objects.get(email="new@elsewhere.example").name == "开户行 请汇款： 六二二零"


def test_attack_client_does_not_write_to_strangers_without_end(cast, client, mailoutbox):
    client.force_login(cast.alice)
    given = [{"name": "某", "email": f"{number}@elsewhere.example"} for number in range(MOST_A_DAY + 1)]

    answers = [client.post(COLLEAGUES, each) for each in given]

    assert [each.status_code for each in answers] == [303] * MOST_A_DAY + [422]
    assert "一天内已发出 20 份邀请" in answers[-1].content.decode()
    assert len(mailoutbox) == MOST_A_DAY


def test_attack_stranger_does_not_get_the_same_invitation_without_end(cast, client, mailoutbox):
    client.force_login(cast.alice)
    client.post(COLLEAGUES, {"name": "某", "email": "victim@elsewhere.example"})
    page = f"{COLLEAGUES}invitations/{Invitation.objects.get().pk}/"

    answers = [client.post(page, {"do": "renew"}) for _ in range(MOST_RENEWALS + 1)]

    assert [each.status_code for each in answers] == [303] * MOST_RENEWALS + [422]
    assert len(mailoutbox) == 1 + MOST_RENEWALS


def test_people_of_the_body_invite_as_many_as_they_like(cast, client, mailoutbox):
    client.force_login(cast.ma)

    for number in range(MOST_A_DAY + 1):
        client.post(COLLEAGUES, {"name": "某", "email": f"{number}@client-a.example"})

    assert len(mailoutbox) == MOST_A_DAY + 1


@pytest.mark.parametrize("address", ["/portal/", "/account/profile/", COLLEAGUES])
def test_attack_page_of_somebody_is_for_no_cache_in_between(cast, client, address):
    client.force_login(cast.alice)

    kept = client.get(address)["Cache-Control"]

    assert "private" in kept
    assert "no-cache" in kept


def test_attack_mail_of_a_server_with_tls_links_to_nothing_plain(cast, client, mailoutbox, settings):
    given = {"SECRET_KEY": "x" * 50, "DATA": "/nowhere", "HOSTS": "a.example", "ORIGIN": "https://a.example"}
    environment = {f"ZHUOPING_{key}": value for key, value in given.items()}
    shown = "from zhuoping.config import settings; print(settings.ACCOUNT_DEFAULT_HTTP_PROTOCOL)"
    command = [sys.executable, "-c", shown]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    settings.ACCOUNT_DEFAULT_HTTP_PROTOCOL = done.stdout.strip()

    client.post("/account/password/reset/", {"email": cast.alice.email})

    assert "https://testserver/account/password/reset/key/" in mailoutbox[0].body
    assert "http://" not in mailoutbox[0].body


def test_attack_server_that_takes_any_name_of_a_host_does_not_start():
    given = {"SECRET_KEY": "x" * 50, "DATA": "/nowhere", "HOSTS": "*", "ORIGIN": "https://a.example"}

    with pytest.raises(SettingsFault) as fault:
        read_environment({f"ZHUOPING_{key}": value for key, value in given.items()})

    assert "ZHUOPING_HOSTS" in str(fault.value)


@pytest.mark.parametrize("name", ["见 https://evil.example", "WWW.evil.example", "evil.example/sign-in"])
def test_attack_link_in_a_name_goes_into_no_mail(cast, client, mailoutbox, name):
    given = {"email": "new@elsewhere.example", "password1": PASSWORD, "password2": PASSWORD, "name": name}
    page = client.post("/account/signup/", given)
    client.force_login(cast.alice)

    invited = client.post(COLLEAGUES, {"name": name, "email": "victim@elsewhere.example"})
    renamed = client.post("/account/profile/name/", {"name": name})

    assert "姓名里有网址" in page.content.decode()
    assert (invited.status_code, renamed.status_code, mailoutbox) == (422, 422, [])
    assert not Person.objects.filter(email="new@elsewhere.example").exists()
