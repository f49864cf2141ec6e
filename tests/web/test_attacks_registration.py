# SPDX-License-Identifier: Apache-2.0
"""Attacks on who the clients of the body are: a stranger who registers their enterprises learns it from no answer."""

from datetime import timedelta

import pytest
from django.urls import reverse

from tests.api.programs import program
from tests.cast import NOW, USCC_A, enterprise, person
from tests.signing_in import sign_in
from zhuoping.actions import registration
from zhuoping.cli.worker import loop
from zhuoping.core.authority import Role
from zhuoping.core.problems import Refused
from zhuoping.records.models import Client, LedgerEntry, Membership, Notice, RoleHolding

NEW = "91110000600037341L"
# Credit codes whose check character fits, for as many enterprises that are nobody's.
CODES = (
    "91110000100000001W",
    "911100001000000020",
    "911100001000000033",
    "911100001000000046",
    "911100001000000059",
)
FORM = {
    "name": "丙机电有限公司",
    "name_en": "",
    "uscc": USCC_A,
    "address": "北京市海淀区样例路 1 号",
    "division": "110108",
    "industry": "C34",
    "staff": "50",
    "product_families": "水泵",
}
BODY = {**FORM, "staff": 50, "product_families": ["水泵"]}


@pytest.fixture
def stranger(cast):
    return person("探子", "spy@rival.example")


def ask(by, uscc=USCC_A, at=NOW):
    return registration.ask(by=by, at=at, enterprise=enterprise("丙机电有限公司", uscc))


def told():
    return sorted((each.person.email, each.code) for each in Notice.objects.select_related("person"))


def test_attack_page_does_not_tell_a_stranger_that_an_enterprise_is_a_client(cast, client, stranger):
    answer = sign_in(client, stranger).post(reverse("portal-register"), FORM, follow=True)

    page = answer.content.decode()
    assert answer.redirect_chain == [(reverse("portal-clients"), 303)]
    assert "登记申请已收到，还需核对" in page
    assert "spy@rival.example" in page
    assert not any(each in page for each in ("已登记", USCC_A, cast.client_a.name, "甲泵业"))
    assert not Membership.objects.filter(person=stranger).exists()


def test_attack_program_does_not_tell_a_stranger_that_an_enterprise_is_a_client(cast, stranger):
    asker = program(stranger)

    answers = [asker.post("/clients", BODY, key="same") for _ in range(2)]
    again = asker.post("/clients", BODY)

    assert [(each.status_code, each.json()) for each in (*answers, again)] == [(202, {"referred": True})] * 3
    assert (answers[0].headers.get("Idempotency-Replayed"), answers[1]["Idempotency-Replayed"]) == (
        None,
        "true",
    )
    assert LedgerEntry.objects.filter(action="registration.referred").count() == 1
    assert asker.get(f"/clients/{USCC_A}").status_code == 404


def test_attack_faults_of_the_form_are_told_before_anybody_looks_whether_it_is_registered(
    cast, client, stranger
):
    sign_in(client, stranger)

    answers = [
        client.post(reverse("portal-register"), {**FORM, "uscc": uscc, "division": "北京"})
        .context["form"]
        .errors
        for uscc in (USCC_A, NEW)
    ]

    assert answers[0] == answers[1]
    assert not Notice.objects.exists()


def test_attack_try_is_told_to_the_enterprise_and_to_the_officers(cast, stranger):
    assert ask(stranger) is None

    assert told() == [
        ("alice@client-a.example", "registration-referred"),
        ("ma@body.example", "registration-referred"),
    ]
    assert Notice.objects.first().values == {
        "person": "探子",
        "email": "spy@rival.example",
        "client": "甲泵业有限公司",
    }
    entry = LedgerEntry.objects.get()
    assert (entry.action, entry.person, entry.subject, entry.body) == (
        "registration.referred",
        f"person:{stranger.pk}",
        f"person:{stranger.pk}",
        f'{{"client":{cast.client_a.pk}}}',
    )


def test_mail_says_who_it_is_and_what_to_do(cast, stranger, mailoutbox):
    ask(stranger)

    loop.do_all()

    letter = next(each for each in mailoutbox if each.to == ["alice@client-a.example"])
    assert letter.subject == "示例认证中心：有人要登记甲泵业有限公司"
    assert "探子（spy@rival.example）要登记甲泵业有限公司" in letter.body
    assert "“经办人”页邀请" in letter.body


def test_attack_tries_without_end_send_one_mail_a_day(cast, stranger):
    for hours in (0, 1, 23):
        ask(stranger, at=NOW + timedelta(hours=hours))
    within_a_day = Notice.objects.count()

    ask(stranger, at=NOW + timedelta(hours=25))

    assert (within_a_day, Notice.objects.count()) == (2, 4)


def test_attack_stranger_does_not_try_one_code_after_the_other(cast, stranger):
    ask(stranger)
    for uscc in CODES[: registration.MOST_A_DAY - 1]:
        ask(stranger, uscc)

    refusals = []
    for uscc in (USCC_A, NEW, cast.client_b.uscc):
        with pytest.raises(Refused) as refused:
            ask(stranger, uscc)
        refusals.append([(each.code, each.message()) for each in refused.value.problems])

    assert [refusal[0][0] for refusal in refusals] == ["registrations-many"] * 3
    assert refusals[0] == refusals[1] == refusals[2]
    assert not Client.objects.filter(uscc=NEW).exists()
    assert ask(stranger, NEW, at=NOW + timedelta(days=1, seconds=1)) is not None


def test_officer_in_charge_is_told_and_no_other(cast, stranger):
    RoleHolding.objects.create(person=cast.sun, role=Role.CASE_OFFICER, since_at=NOW)
    ask(stranger)
    without_engagement = [email for email, _ in told()]

    assert without_engagement == ["alice@client-a.example", "ma@body.example", "sun@body.example"]


def test_people_of_the_body_and_of_the_enterprise_are_told_that_it_is_registered(cast):
    refusals = []
    for by in (cast.ma, cast.alice):
        with pytest.raises(Refused) as refused:
            ask(by)
        refusals.append([each.code for each in refused.value.problems])

    assert refusals == [["uscc-registered"]] * 2
    assert not Notice.objects.exists()


def test_officer_registers_as_many_as_they_like(cast):
    made = [ask(cast.ma, uscc) for uscc in (*CODES, NEW)]

    assert len(made) == registration.MOST_A_DAY + 1


def test_enterprise_that_nobody_registered_is_ones_own_at_once(cast, stranger):
    client, remarks = ask(stranger, NEW)

    assert (client.uscc, remarks) == (NEW, ())
    assert Membership.objects.filter(person=stranger, client=client).exists()
    assert not Notice.objects.exists()
