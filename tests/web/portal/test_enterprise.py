# SPDX-License-Identifier: Apache-2.0
import pytest
from django.urls import reverse

from tests.cast import USCC_A, person
from tests.signing_in import sign_in
from zhuoping.records.models import Client, LedgerEntry, Membership

NEW = {
    "name": "丙机电有限公司",
    "name_en": "",
    "uscc": "91110000600037341L",
    "address": "北京市海淀区样例路 1 号",
    "division": "110108",
    "industry": "C34",
    "staff": "50",
    "product_families": "水泵\n\n风机\n",
}
STANDS = {
    "name": "甲泵业有限公司",
    "name_en": "Client A Co., Ltd.",
    "uscc": USCC_A,
    "address": "福建省厦门市集美区样例路 1 号",
    "division": "350211",
    "industry": "C34",
    "staff": "420",
    "product_families": "供水泵组",
    "version": "1",
}


@pytest.fixture
def alice(client, cast):
    return sign_in(client, cast.alice)


def test_somebody_who_signed_up_is_told_to_register_an_enterprise(client, cast):
    page = sign_in(client, person("新人", "new@client-c.example")).get("/portal/")

    assert page.context["clients"] == []
    assert f'href="{reverse("portal-register")}"' in page.content.decode()


def test_registered_enterprise_is_ones_own_and_its_page_follows(client, cast):
    newcomer = person("新人", "new@client-c.example")

    answer = sign_in(client, newcomer).post(reverse("portal-register"), NEW)

    stored = Client.objects.get(uscc=NEW["uscc"])
    assert (answer.status_code, answer["Location"]) == (303, reverse("portal-client", args=[NEW["uscc"]]))
    assert stored.product_families == ["水泵", "风机"]
    assert Membership.objects.filter(person=newcomer, client=stored).exists()


def test_form_sent_twice_registers_one_enterprise_and_leads_to_it(alice):
    answers = [alice.post(reverse("portal-register"), NEW) for _ in range(2)]

    assert [answer["Location"] for answer in answers] == [reverse("portal-client", args=[NEW["uscc"]])] * 2
    assert Client.objects.filter(uscc=NEW["uscc"]).count() == 1


def test_enterprise_of_ones_own_cannot_be_registered_under_another_name(alice):
    page = alice.post(reverse("portal-register"), {**NEW, "uscc": USCC_A})

    assert page.status_code == 422
    assert page.context["form"].errors.as_data()["uscc"][0].code == "uscc-registered"


def test_registration_with_faults_keeps_what_was_typed_and_says_where(alice):
    given = {**NEW, "uscc": "123", "division": "北京", "product_families": "水泵\n水泵"}

    page = alice.post(reverse("portal-register"), given)

    assert page.status_code == 422
    assert {
        name: page.context["form"][name].errors.as_data()[0].code for name in page.context["form"].errors
    } == {
        "uscc": "uscc-format",
        "division": "division-format",
        "product_families": "product-family-twice",
    }
    assert page.context["form"]["address"].value() == NEW["address"]
    assert not Client.objects.filter(name=NEW["name"]).exists()


def test_remarks_are_said_after_saving(alice):
    page = alice.post(reverse("portal-register"), {**NEW, "uscc": "91110000600037341M"}, follow=True)

    levels = {message.level_tag for message in page.context["messages"]}
    assert (page.status_code, levels) == (200, {"success", "warning"})


def test_names_of_place_and_trade_stand_beside_their_codes(alice):
    page = alice.get(reverse("portal-client-edit", args=[USCC_A]))

    assert "350211 厦门市" in page.context["form"]["division"].help_text
    assert "C34 通用设备" in page.context["form"]["industry"].help_text
    assert ("350200", "福建省厦门市") in page.context["places"]


def test_second_of_two_people_sees_both_values_and_loses_nothing(alice, cast):
    address = reverse("portal-client-edit", args=[USCC_A])
    alice.post(address, {**STANDS, "staff": "500"})

    page = alice.post(address, {**STANDS, "staff": "600", "name_en": "New Name"})

    assert page.status_code == 409
    assert [(each.name, each.stands, each.given) for each in page.context["differences"]] == [
        ("name_en", "Client A Co., Ltd.", "New Name"),
        ("staff", "500", "600"),
    ]
    assert Client.objects.get(uscc=USCC_A).staff == 500


def test_choice_between_two_values_is_saved_field_by_field(alice):
    address = reverse("portal-client-edit", args=[USCC_A])
    alice.post(address, {**STANDS, "staff": "500"})
    page = alice.post(address, {**STANDS, "staff": "600", "name_en": "New Name"})
    chosen = dict(page.context["kept"]) | {"version": page.context["version"], "keep_staff": "theirs"}

    answer = alice.post(address, chosen)

    stored = Client.objects.get(uscc=USCC_A)
    assert (answer.status_code, stored.staff, stored.name_en) == (303, 500, "New Name")


def test_credit_code_stays_what_it_was_registered_under(alice):
    page = alice.post(reverse("portal-client-edit", args=[USCC_A]), {**STANDS, "uscc": "91110000600037341L"})

    assert page.status_code == 422
    assert page.context["form"].errors.as_data()["uscc"][0].code == "uscc-fixed"


def test_strangers_enterprise_does_not_exist(client, cast):
    sign_in(client, cast.bob)
    names = ("portal-client", "portal-client-edit", "portal-apply")

    answers = [client.get(reverse(name, args=[USCC_A])).status_code for name in names]
    answers.append(client.post(reverse("portal-client-edit", args=[USCC_A]), STANDS).status_code)

    assert answers == [404] * 4
    assert not LedgerEntry.objects.exists()


def test_lists_show_ones_own_only(client, cast):
    page = sign_in(client, cast.bob).get(reverse("portal-clients"))

    assert "乙家电股份有限公司" in page.content.decode()
    assert "甲泵业有限公司" not in page.content.decode()
