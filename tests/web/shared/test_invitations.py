# SPDX-License-Identifier: Apache-2.0
"""The link of an invitation: who may take it up, once, and what others see."""

import re
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.utils import timezone

from tests.cast import PASSWORD
from zhuoping.actions import invitations
from zhuoping.core.authority import Role
from zhuoping.records.models import Invitation, Membership, Person, RoleHolding

SECRET = "a-long-secret-of-qian"


def invited(cast, email="qian@body.example", roles=(Role.AUDITOR,), **more):
    token = invitations.invite(
        by=cast.tan, at=timezone.now(), email=email, name="钱新人", roles=roles, **more
    )
    return f"/account/invitation/{token}/"


def roles_of(person):
    return set(RoleHolding.objects.filter(person=person, ended_at=None).values_list("role", flat=True))


def words(response):
    return response.content.decode()


def sign_up(client, link, email):
    return client.post(
        "/account/signup/",
        {"email": email, "name": "钱新人", "password1": SECRET, "password2": SECRET, "next": link},
    )


def test_invited_stranger_signs_up_and_accepts_without_a_second_mail(cast, client, mailoutbox):
    link = invited(cast)
    page = words(client.get(link))

    signed_up = sign_up(client, link, "qian@body.example")
    asked = words(client.get(signed_up["Location"]))
    accepted = client.post(link)

    person = Person.objects.get(email="qian@body.example")
    assert "谭管理邀请您担任：审查员" in page
    assert "email=qian%40body.example" in page
    assert signed_up["Location"] == link
    assert "接受邀请" in asked
    assert accepted["Location"] == "/"
    assert roles_of(person) == {"auditor"}
    assert not any("confirm-email" in mail.body for mail in mailoutbox)


def test_invited_person_who_is_known_signs_in_and_accepts(cast, client):
    EmailAddress.objects.create(user=cast.lin, email=cast.lin.email, primary=True, verified=True)
    link = invited(cast, cast.lin.email, [Role.OBSERVER])
    sign_in_page = re.search(r'href="(/account/login/[^"]+)"', words(client.get(link)))[1]

    entered = client.post(sign_in_page, {"login": cast.lin.email, "password": PASSWORD})
    client.post(link)

    assert entered["Location"] == link
    assert roles_of(cast.lin) == {"auditor", "observer"}


def test_token_opens_nothing_a_second_time(cast, client):
    link = invited(cast, cast.lin.email, [Role.OBSERVER])
    client.force_login(cast.lin)
    client.post(link)
    RoleHolding.objects.filter(person=cast.lin, role=Role.OBSERVER).update(ended_at=timezone.now())

    again = client.post(link)

    assert again.status_code == 404
    assert roles_of(cast.lin) == {"auditor"}


def test_invitation_for_another_address_is_not_taken_up(cast, client):
    link = invited(cast, "qian@body.example", [Role.ADMINISTRATOR])
    client.force_login(cast.lin)

    page, act = client.get(link), client.post(link)

    assert "您现在以 lin@body.example 登录，而邀请发给 qian@body.example" in words(page)
    assert act.status_code == 422
    assert roles_of(cast.lin) == {"auditor"}
    assert Invitation.objects.get().accepted_at is None


def test_link_proves_no_other_address_than_its_own(cast, client):
    link = invited(cast, "qian@body.example")
    client.get(link)

    sign_up(client, link, "other@body.example")

    assert "_auth_user_id" not in client.session
    assert not EmailAddress.objects.filter(email="other@body.example", verified=True).exists()


def test_address_added_but_not_confirmed_does_not_open_an_invitation_for_it(cast, client):
    link = invited(cast, "qian@body.example", [Role.ADMINISTRATOR])
    EmailAddress.objects.create(user=cast.lin, email=cast.lin.email, primary=True, verified=True)
    EmailAddress.objects.create(user=cast.lin, email="qian@body.example", verified=False)
    client.force_login(cast.lin)
    client.post("/account/email/", {"action_primary": "", "email": "qian@body.example"})

    answer = client.post(link)

    assert answer.status_code == 422
    assert roles_of(cast.lin) == {"auditor"}


@pytest.mark.parametrize("token", ["x", "a" * 200, "%2e%2e", "' OR 1=1"])
def test_guessed_token_is_not_found(cast, client, token):
    invited(cast)

    answer = client.get(f"/account/invitation/{token}/")

    assert answer.status_code == 404
    assert "qian@body.example" not in words(answer)


def test_expired_and_withdrawn_invitations_open_nothing(cast, client):
    link = invited(cast, cast.lin.email, [Role.OBSERVER])
    client.force_login(cast.lin)
    Invitation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))

    expired = client.post(link).status_code
    Invitation.objects.update(expires_at=timezone.now() + timedelta(days=1), withdrawn_at=timezone.now())
    withdrawn = client.post(link).status_code

    assert (expired, withdrawn) == (404, 404)
    assert roles_of(cast.lin) == {"auditor"}


def test_page_of_an_invitation_is_kept_nowhere(cast, client):
    answer = client.get(invited(cast))

    assert "no-store" in answer["Cache-Control"]
    assert answer["Referrer-Policy"] == "same-origin"


def test_colleague_invited_to_a_client_acts_for_it(cast, client):
    token = invitations.invite(
        by=cast.alice, at=timezone.now(), email=cast.bob.email, name="乙", client=cast.client_a
    )
    link = f"/account/invitation/{token}/"
    client.force_login(cast.bob)

    page = words(client.get(link))
    client.post(link)

    assert "代表甲泵业有限公司办理认证" in page
    assert Membership.objects.filter(person=cast.bob, client=cast.client_a, ended_at=None).exists()
