# SPDX-License-Identifier: Apache-2.0
"""Single sign-on by OpenID Connect against a provider on loopback: who is let in, and who is not."""

from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount
from django.utils import timezone

from tests.web.shared import fake_provider
from zhuoping.actions import invitations
from zhuoping.config import reading
from zhuoping.core.authority import Role
from zhuoping.records.models import LedgerEntry, Person, RoleHolding


@pytest.fixture
def provider(settings):
    with fake_provider.running() as provider:
        environment = reading.read_environment(
            {
                "ZHUOPING_DEMO": "true",
                "ZHUOPING_OIDC_NAME": "机构统一登录",
                "ZHUOPING_OIDC_SERVER": provider.address,
                "ZHUOPING_OIDC_CLIENT": fake_provider.CLIENT,
                "ZHUOPING_OIDC_SECRET": fake_provider.SECRET,
            }
        )
        settings.SOCIALACCOUNT_PROVIDERS = reading.oidc(environment)
        yield provider


def come_in(client, provider, *, state=None, **person):
    """Press the button, be somebody at the provider, come back."""
    provider.person = {"sub": "1", "email_verified": True, **person}
    sent = client.post("/account/oidc/body/login/")
    asked = parse_qs(urlsplit(sent["Location"]).query)
    assert sent["Location"].startswith(f"{provider.address}/authorize?")
    given = {"code": provider.authorize(asked), "state": state or asked["state"][0]}
    return client.get("/account/oidc/body/login/callback/", given)


def confirmed(person):
    EmailAddress.objects.create(user=person, email=person.email, primary=True, verified=True)
    return person


def signed_in(client):
    return client.session.get("_auth_user_id")


def test_known_person_comes_in_by_an_address_that_both_sides_verified(cast, client, provider):
    confirmed(cast.lin)

    answer = come_in(client, provider, email="LIN@body.example", name="别的名字")

    assert answer["Location"] == "/"
    assert signed_in(client) == str(cast.lin.pk)
    assert SocialAccount.objects.get().user == cast.lin
    assert Person.objects.get(pk=cast.lin.pk).name == "林审查"


def test_person_who_came_once_is_known_by_the_provider_and_not_by_the_address(cast, client, provider):
    confirmed(cast.lin)
    confirmed(cast.sun)
    come_in(client, provider, email=cast.lin.email)
    client.logout()

    come_in(client, provider, email=cast.sun.email)

    assert signed_in(client) == str(cast.lin.pk)


@pytest.mark.parametrize("verified", [False, "false", None, "true"])
def test_address_that_the_provider_did_not_verify_opens_nothing(cast, client, provider, verified):
    confirmed(cast.lin)

    come_in(client, provider, email=cast.lin.email, email_verified=verified)

    assert signed_in(client) is None


def test_address_that_nobody_confirmed_here_opens_nothing(cast, client, provider):
    EmailAddress.objects.create(user=cast.lin, email=cast.lin.email, primary=True, verified=False)

    come_in(client, provider, email=cast.lin.email)

    assert signed_in(client) is None


def test_stranger_is_not_signed_up(cast, client, provider):
    before = Person.objects.count()

    answer = come_in(client, provider, email="stranger@elsewhere.example", roles=["administrator"])

    assert answer.status_code == 200
    assert signed_in(client) is None
    assert Person.objects.count() == before


def test_invited_stranger_comes_in_without_a_role_and_then_accepts(cast, client, provider):
    token = invitations.invite(
        by=cast.tan, at=timezone.now(), email="qian@body.example", name="钱", roles=[Role.AUDITOR]
    )

    come_in(client, provider, email="qian@body.example", name="钱新人")
    person = Person.objects.get(email="qian@body.example")
    before = RoleHolding.objects.filter(person=person).exists()
    client.post(f"/account/invitation/{token}/")

    assert signed_in(client) == str(person.pk)
    assert (person.name, person.has_usable_password()) == ("钱新人", False)
    assert not before
    assert RoleHolding.objects.get(person=person).role == "auditor"
    assert LedgerEntry.objects.filter(action="person.joined", subject=f"person:{person.pk}").exists()


def test_somebody_shut_out_does_not_come_in(cast, client, provider):
    confirmed(cast.lin)
    Person.objects.filter(pk=cast.lin.pk).update(is_active=False)

    come_in(client, provider, email=cast.lin.email)

    assert signed_in(client) is None


def test_administrator_who_comes_in_still_needs_the_second_factor(cast, client, provider):
    confirmed(cast.tan)

    come_in(client, provider, email=cast.tan.email)

    assert client.get("/desk/people/")["Location"] == "/account/2fa/?required=1"


def test_answer_to_a_question_that_was_not_asked_opens_nothing(cast, client, provider):
    confirmed(cast.lin)

    come_in(client, provider, email=cast.lin.email, state="forged")

    assert signed_in(client) is None


def test_password_of_a_confirmed_person_stays(cast, client, provider):
    confirmed(cast.lin)

    come_in(client, provider, email=cast.lin.email)

    assert Person.objects.get(pk=cast.lin.pk).has_usable_password()


def test_browser_may_be_sent_to_the_provider_and_nowhere_else():
    given = {"ZHUOPING_DEMO": "true", "ZHUOPING_OIDC_SERVER": "https://id.body.example/realms/one"}

    assert reading.oidc_origins(reading.read_environment(given)) == ["https://id.body.example"]
    assert reading.oidc_origins(reading.read_environment({"ZHUOPING_DEMO": "true"})) == []
