# SPDX-License-Identifier: Apache-2.0
"""Who acts for an enterprise: invited by a colleague, seen and ended by those who act for it only."""

from tests.cast import USCC_A
from zhuoping.records.models import Invitation, Membership

PAGE = f"/portal/clients/{USCC_A}/colleagues/"


def words(response):
    return response.content.decode()


def acts_for_a(cast, person):
    return Membership.objects.filter(person=person, client=cast.client_a, ended_at=None).exists()


def test_colleague_is_invited_by_mail(cast, client, mailoutbox):
    client.force_login(cast.alice)

    page = client.post(PAGE, {"name": "甲二", "email": "two@client-a.example"}, follow=True)

    (mail,) = mailoutbox
    found = Invitation.objects.get()
    assert (mail.to, found.client, found.roles) == (["two@client-a.example"], cast.client_a, [])
    assert "代表甲泵业有限公司" in mail.subject
    assert "two@client-a.example" in words(page)


def test_role_sent_along_with_an_invitation_of_a_colleague_is_not_given(cast, client, mailoutbox):
    client.force_login(cast.alice)

    client.post(PAGE, {"name": "甲二", "email": "two@client-a.example", "roles": ["administrator"]})

    assert Invitation.objects.get().roles == []


def test_stranger_finds_no_page_and_invites_nobody(cast, client):
    client.force_login(cast.bob)

    answers = [
        client.get(PAGE).status_code,
        client.post(PAGE, {"name": "乙", "email": cast.bob.email}).status_code,
    ]

    assert answers == [404, 404]
    assert not Invitation.objects.exists()


def test_auditor_without_a_part_in_it_finds_no_page(cast, client):
    client.force_login(cast.lin)

    assert client.get(PAGE).status_code == 403


def test_colleague_is_taken_off(cast, client):
    member = Membership.objects.create(
        person=cast.bob, client=cast.client_a, since_at=cast.client_a.registered_at
    )
    client.force_login(cast.alice)

    client.post(f"{PAGE}{member.pk}/end/")

    assert (acts_for_a(cast, cast.bob), acts_for_a(cast, cast.alice)) == (False, True)


def test_member_of_another_client_is_not_taken_off_here(cast, client):
    member = Membership.objects.get(person=cast.bob)
    client.force_login(cast.alice)

    answer = client.post(f"{PAGE}{member.pk}/end/")

    assert answer.status_code == 404
    assert Membership.objects.get(pk=member.pk).ended_at is None


def test_whoever_was_taken_off_sees_nothing_at_the_next_request(cast, client):
    client.force_login(cast.alice)
    before = client.get(PAGE).status_code
    Membership.objects.filter(person=cast.alice).update(ended_at=cast.client_a.registered_at)

    assert (before, client.get(PAGE).status_code) == (200, 404)


def test_invitation_is_sent_again_and_taken_back_by_its_own_client_only(cast, client, mailoutbox):
    client.force_login(cast.alice)
    client.post(PAGE, {"name": "甲二", "email": "two@client-a.example"})
    found = Invitation.objects.get()
    address = f"{PAGE}invitations/{found.pk}/"

    client.force_login(cast.bob)
    strange = client.post(address, {"do": "withdraw"}).status_code
    client.force_login(cast.alice)
    client.post(address, {"do": "renew"})
    renewed = Invitation.objects.get()
    client.post(address, {"do": "withdraw"})

    assert strange == 404
    assert len(mailoutbox) == 2
    assert renewed.token_digest != found.token_digest
    assert Invitation.objects.get().withdrawn_at is not None
