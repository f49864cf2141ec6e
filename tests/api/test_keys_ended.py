# SPDX-License-Identifier: Apache-2.0
"""Attacks with keys that ought to be dead: after a lost device, a dismissal, a stolen account, amid a write."""

import re
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.utils import timezone

from tests.api.programs import program
from tests.cast import PASSWORD
from tests.signing_in import give_second_factor, sign_in
from zhuoping.actions import api_keys, people
from zhuoping.core.authority import Role
from zhuoping.core.problems import Refused
from zhuoping.core.programs import Scope
from zhuoping.records.models import ApiKey, LedgerEntry, Membership, Notice

pytestmark = pytest.mark.django_db
NEW_PASSWORD = "nobody-guesses-this-one"


def codes(answer):
    return answer.status_code, [each["code"] for each in answer.json().get("problems", [])]


def notices_of(person):
    return list(Notice.objects.filter(person=person).order_by("pk").values_list("code", flat=True))


@pytest.mark.parametrize("who", ["zhou", "wu", "tan"])
def test_attack_key_of_a_role_with_second_factor_counts_for_nothing_without_one(cast, who):
    person = getattr(cast, who)
    asker = program(person)
    before = asker.get("/me").status_code
    Authenticator.objects.filter(user=person).delete()

    answers = [codes(asker.get("/me")), codes(asker.put(f"/people/{cast.lin.pk}/name", {"name": "林"}))]

    assert before == 200
    assert answers[0] == (403, ["api-key-without-second-factor"])
    assert answers[1][0] == 403
    assert not LedgerEntry.objects.filter(action="person.renamed").exists()


def test_attack_recovery_codes_alone_are_no_second_factor(cast):
    asker = program(cast.tan)
    Authenticator.objects.filter(user=cast.tan).delete()
    RecoveryCodes.activate(cast.tan)

    assert codes(asker.get("/me")) == (403, ["api-key-without-second-factor"])


def test_key_counts_again_once_its_person_has_a_second_factor_of_their_own_again(cast):
    asker = program(cast.tan)
    Authenticator.objects.filter(user=cast.tan).delete()
    give_second_factor(cast.tan)

    assert asker.get("/me").status_code == 200


def test_key_is_not_made_without_the_second_factor_that_the_role_needs(cast):
    now = timezone.now()

    with pytest.raises(Refused) as refused:
        api_keys.make(by=cast.wu, at=now, name="ERP", scopes=[Scope.READ], expires_at=now + timedelta(days=1))

    assert [each.code for each in refused.value.problems] == ["api-key-without-second-factor"]


def test_attack_key_on_a_lost_device_is_dead_after_the_reset_and_stays_so(cast):
    asker = program(cast.wu)
    people.reset_second_factor(by=cast.tan, at=timezone.now(), person=cast.wu, reason="手机丢失")
    give_second_factor(cast.wu)

    assert codes(asker.get("/me")) == (401, [])
    assert [each.action for each in LedgerEntry.objects.order_by("sequence")] == [
        "api-key.made",
        "api-key.ended",
        "second-factor.reset",
    ]
    assert notices_of(cast.wu) == ["second-factor-reset"]


def test_attack_key_of_somebody_shut_out_does_not_come_back_with_them(cast):
    asker = program(cast.lin)
    people.deactivate(by=cast.tan, at=timezone.now(), person=cast.lin, reason="离职")
    out = codes(asker.get("/me"))
    people.reactivate(by=cast.tan, at=timezone.now(), person=cast.lin)

    assert (out, codes(asker.get("/me"))) == ((401, []), (401, []))


def test_attack_key_of_a_role_that_ended_does_not_come_back_with_another_role(cast):
    asker = program(cast.ma)
    people.end_role(by=cast.tan, at=timezone.now(), person=cast.ma, role=Role.CASE_OFFICER)
    people.grant_role(by=cast.tan, at=timezone.now(), person=cast.ma, role=Role.OBSERVER)

    assert codes(asker.get("/me")) == (401, [])
    assert notices_of(cast.ma) == ["api-keys-ended-without-role", "role-granted"]
    assert Notice.objects.get(code="api-keys-ended-without-role").values == {"names": ["tests"]}


def test_key_stays_with_the_roles_that_are_left(cast):
    people.grant_role(by=cast.tan, at=timezone.now(), person=cast.ma, role=Role.OBSERVER)
    asker = program(cast.ma)

    people.end_role(by=cast.tan, at=timezone.now(), person=cast.ma, role=Role.CASE_OFFICER)

    assert asker.get("/me").json()["roles"] == ["observer"]


@pytest.mark.parametrize("has_another", [True, False])
def test_key_of_a_client_ends_with_the_last_enterprise(cast, has_another):
    if has_another:
        Membership.objects.create(person=cast.bob, client=cast.client_a, since_at=timezone.now())
    asker = program(cast.bob)

    people.end_membership(by=cast.bob, at=timezone.now(), person=cast.bob, client=cast.client_b)

    assert asker.get("/me").status_code == (200 if has_another else 401)


def test_attack_key_made_in_a_stolen_account_does_not_outlive_the_new_password(cast, client, mailoutbox):
    EmailAddress.objects.create(user=cast.alice, email=cast.alice.email, primary=True, verified=True)
    thief = program(cast.alice)
    client.post("/account/password/reset/", {"email": cast.alice.email})
    link = re.search(r"http://testserver(/account/password/reset/key/\S+)", mailoutbox[0].body)[1]

    page = client.get(link)["Location"]
    client.post(page, {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD})

    cast.alice.refresh_from_db()
    assert cast.alice.check_password(NEW_PASSWORD)
    assert codes(thief.get("/me")) == (401, [])
    assert notices_of(cast.alice) == ["api-keys-ended-by-reset"]


def test_key_stays_when_somebody_who_knows_the_password_changes_it(cast, client):
    asker = program(cast.alice)
    client.force_login(cast.alice)

    given = {"oldpassword": PASSWORD, "password1": NEW_PASSWORD, "password2": NEW_PASSWORD}
    client.post("/account/password/change/", given)

    cast.alice.refresh_from_db()
    assert cast.alice.check_password(NEW_PASSWORD)
    assert asker.get("/me").status_code == 200


@pytest.mark.parametrize("what", ["ended", "expired", "shut out", "factor"])
def test_attack_write_whose_body_came_in_slowly_finds_the_key_dead(cast, what):
    program(cast.tan)
    key = ApiKey.objects.select_related("person").get()
    at = timezone.now()
    if what == "ended":
        api_keys.end(by=cast.tan, at=at, key=key.pk)
    elif what == "expired":
        at = key.expires_at
    elif what == "shut out":
        type(cast.tan).objects.filter(pk=cast.tan.pk).update(is_active=False)
    else:
        Authenticator.objects.all().delete()

    with pytest.raises(Refused) as refused:
        api_keys.act_with(key=key, at=at, act=lambda: Membership.objects.all().delete())

    assert [each.code for each in refused.value.problems] == [
        "api-key-without-second-factor" if what == "factor" else "api-key-over"
    ]
    assert Membership.objects.count() == 2


def test_administrator_sees_keys_without_their_secret_and_ends_one(cast, client):
    asker = program(cast.alice, scopes=[Scope.READ])
    asker.get("/me")
    sign_in(client, cast.tan)
    page = client.get(f"/desk/people/{cast.alice.pk}/").content.decode()

    client.post(f"/desk/people/{cast.alice.pk}/keys/{ApiKey.objects.get().pk}/end/")

    row = ApiKey.objects.get()
    assert "tests" in page
    assert not any(part in page for part in (asker.key.split("_", 2)[2], row.digest, row.prefix))
    assert codes(asker.get("/me")) == (401, [])
    assert LedgerEntry.objects.filter(action="api-key.ended", person=f"person:{cast.tan.pk}").exists()
    assert Notice.objects.get(person=cast.alice).values == {"name": "tests", "by": "谭管理"}


@pytest.mark.parametrize("who", ["ma", "ou"])
def test_attack_officer_neither_sees_nor_ends_keys_of_others(cast, client, who):
    asker = program(cast.alice)
    sign_in(client, getattr(cast, who))
    place = f"/desk/people/{cast.alice.pk}/"

    page = client.get(place)
    ended = client.post(f"{place}keys/{ApiKey.objects.get().pk}/end/").status_code
    by_program = program(getattr(cast, who)).get(f"/people/{cast.alice.pk}/keys").status_code

    assert (page.status_code, "接口密钥" in page.content.decode(), ended, by_program) == (
        200,
        False,
        403,
        403,
    )
    assert asker.get("/me").status_code == 200


def test_attack_key_of_somebody_else_is_not_ended_by_way_of_another_person(cast, client):
    program(cast.alice)
    sign_in(client, cast.tan)

    answer = client.post(f"/desk/people/{cast.bob.pk}/keys/{ApiKey.objects.get().pk}/end/")

    assert (answer.status_code, ApiKey.objects.get().ended_at) == (404, None)


def test_owner_who_ends_a_key_gets_no_mail_about_it(cast):
    program(cast.alice)

    api_keys.end(by=cast.alice, at=timezone.now(), key=ApiKey.objects.get().pk)

    assert notices_of(cast.alice) == []
