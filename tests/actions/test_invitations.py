# SPDX-License-Identifier: Apache-2.0
from datetime import timedelta

import pytest

from tests.cast import NOW
from zhuoping.actions import invitations, people
from zhuoping.core.authority import Role
from zhuoping.core.problems import Refused
from zhuoping.records.actors import actor_of
from zhuoping.records.models import Invitation, LedgerEntry, Membership, Person, RoleHolding

LATER = NOW + timedelta(hours=1)
EXPIRY = NOW + invitations.INVITATION_LASTS


def codes(refused):
    return [each.code for each in refused.value.problems]


def invite(cast, **changes):
    given = {
        "by": cast.tan,
        "at": NOW,
        "email": " Qian@Body.example",
        "name": " 钱新人 ",
        "roles": [Role.AUDITOR],
    }
    return invitations.invite(**given | changes)


def qian():
    person = Person(email="qian@body.example", name="钱新人")
    person.set_unusable_password()
    return people.join(at=NOW, person=person)


def roles_of(person):
    return set(RoleHolding.objects.filter(person=person, ended_at=None).values_list("role", flat=True))


def test_invitation_keeps_the_digest_of_its_token_only(cast):
    token = invite(cast, roles=[Role.AUDITOR, Role.REVIEWER, Role.AUDITOR])

    found = Invitation.objects.get()
    assert (found.email, found.name, found.roles) == ("qian@body.example", "钱新人", ["auditor", "reviewer"])
    assert (found.invited_by, found.expires_at) == (cast.tan, EXPIRY)
    assert found.token_digest == invitations.digest_of(token)
    entry = LedgerEntry.objects.get()
    assert (entry.action, entry.subject) == ("person.invited", f"invitation:{found.pk}")
    assert entry.body == '{"client":null,"email":"qian@body.example","roles":["auditor","reviewer"]}'
    assert token not in entry.body


def test_two_invitations_have_two_tokens(cast):
    assert len({invite(cast) for _ in range(3)}) == 3


def test_roles_begin_when_the_invitation_is_accepted(cast):
    token = invite(cast, roles=[Role.AUDITOR, Role.REVIEWER])
    person = qian()
    before = roles_of(person)

    invitations.accept(by=person, at=LATER, token=token)

    assert (before, roles_of(person)) == (set(), {"auditor", "reviewer"})
    held = RoleHolding.objects.filter(person=person).values_list("since_at", "given_by").distinct()
    assert list(held) == [(LATER, cast.tan.pk)]
    found = Invitation.objects.get()
    assert (found.accepted_at, found.accepted_by) == (LATER, person)
    entry = LedgerEntry.objects.order_by("sequence").last()
    assert (entry.action, entry.person) == ("invitation.accepted", f"person:{person.pk}")


def test_membership_begins_when_a_colleague_accepts(cast):
    token = invite(cast, by=cast.alice, roles=[], client=cast.client_a)
    person = qian()

    invitations.accept(by=person, at=LATER, token=token)

    assert actor_of(person).clients == {cast.client_a.pk}
    assert actor_of(person).roles == {Role.CLIENT_USER}


def test_officer_invites_to_a_client(cast):
    token = invite(cast, by=cast.ma, roles=[], client=cast.client_a)

    assert invitations.accept(by=qian(), at=LATER, token=token).client == cast.client_a


@pytest.mark.parametrize("name", ["lin", "ma", "zhou", "ou", "alice"])
def test_nobody_but_an_administrator_invites_staff(cast, name):
    with pytest.raises(Refused) as refused:
        invite(cast, by=getattr(cast, name), roles=[Role.ADMINISTRATOR])

    assert codes(refused) == ["not-allowed-role"]
    assert not Invitation.objects.exists()


@pytest.mark.parametrize(("name", "code"), [("bob", "not-allowed-relation"), ("lin", "not-allowed-role")])
def test_stranger_invites_nobody_to_a_client(cast, name, code):
    with pytest.raises(Refused) as refused:
        invite(cast, by=getattr(cast, name), roles=[], client=cast.client_a)

    assert codes(refused) == [code]


def test_client_gives_no_role_of_the_body(cast):
    with pytest.raises(Refused) as refused:
        invite(cast, by=cast.alice, roles=[Role.ADMINISTRATOR], client=cast.client_a)

    assert codes(refused) == ["not-allowed-role"]


def test_invitation_to_both_sides_is_refused(cast):
    RoleHolding.objects.create(person=cast.tan, role=Role.CASE_OFFICER, since_at=NOW)

    with pytest.raises(Refused) as refused:
        invite(cast, roles=[Role.AUDITOR], client=cast.client_a)

    assert codes(refused) == ["roles-not-together"]


@pytest.mark.parametrize("roles", [[], [Role.CLIENT_USER]])
def test_invitation_to_nothing_is_refused(cast, roles):
    with pytest.raises(Refused) as refused:
        invite(cast, roles=roles)

    assert codes(refused) == ["invitation-for-nothing"]


def test_invitation_for_another_address_is_refused(cast):
    token = invite(cast, roles=[Role.ADMINISTRATOR])

    with pytest.raises(Refused) as refused:
        invitations.accept(by=cast.lin, at=LATER, token=token)

    assert codes(refused) == ["invitation-of-another"]
    assert roles_of(cast.lin) == {"auditor"}


def test_used_token_gives_nothing_a_second_time(cast):
    token = invite(cast)
    person = qian()
    invitations.accept(by=person, at=LATER, token=token)
    people.end_role(by=cast.tan, at=LATER, person=person, role=Role.AUDITOR)

    with pytest.raises(Refused) as refused:
        invitations.accept(by=person, at=LATER, token=token)

    assert codes(refused) == ["invitation-unknown"]
    assert roles_of(person) == set()


def test_invitation_is_open_to_the_last_moment_of_its_term(cast):
    token = invite(cast)

    assert invitations.accept(by=qian(), at=EXPIRY - timedelta(microseconds=1), token=token).roles == [
        "auditor"
    ]


def test_invitation_is_closed_from_the_end_of_its_term(cast):
    token = invite(cast)
    person = qian()

    with pytest.raises(Refused) as refused:
        invitations.accept(by=person, at=EXPIRY, token=token)

    assert codes(refused) == ["invitation-unknown"]


def test_withdrawn_invitation_opens_nothing_and_stays_withdrawn(cast):
    token = invite(cast)
    found = Invitation.objects.get()
    invitations.withdraw(by=cast.tan, at=NOW, invitation=found)

    for act in (
        lambda: invitations.accept(by=qian(), at=LATER, token=token),
        lambda: invitations.withdraw(by=cast.tan, at=LATER, invitation=found),
        lambda: invitations.renew(by=cast.tan, at=LATER, invitation=found),
    ):
        with pytest.raises(Refused) as refused:
            act()
        assert codes(refused)[0] in ("invitation-unknown", "invitation-over")


def test_renewed_invitation_opens_with_its_new_link_only(cast):
    old = invite(cast)
    found = Invitation.objects.get()

    new = invitations.renew(by=cast.tan, at=LATER, invitation=found)

    person = qian()
    with pytest.raises(Refused) as refused:
        invitations.accept(by=person, at=LATER, token=old)
    assert codes(refused) == ["invitation-unknown"]
    assert (
        invitations.accept(by=person, at=LATER, token=new).expires_at == LATER + invitations.INVITATION_LASTS
    )


def test_invitation_of_staff_is_neither_renewed_nor_withdrawn_by_others(cast):
    invite(cast)
    found = Invitation.objects.get()

    for act in (invitations.renew, invitations.withdraw):
        with pytest.raises(Refused) as refused:
            act(by=cast.ma, at=LATER, invitation=found)
        assert codes(refused) == ["not-allowed-role"]


def test_what_the_inviter_may_no_longer_give_is_not_given(cast):
    RoleHolding.objects.create(person=cast.sun, role=Role.ADMINISTRATOR, since_at=NOW)
    staff, colleague = invite(cast), invite(cast, by=cast.alice, roles=[], client=cast.client_a)
    people.end_role(by=cast.sun, at=NOW, person=cast.tan, role=Role.ADMINISTRATOR)
    Membership.objects.filter(person=cast.alice).update(ended_at=NOW)
    person = qian()

    for token in (staff, colleague):
        with pytest.raises(Refused) as refused:
            invitations.accept(by=person, at=LATER, token=token)
        assert codes(refused) == ["invitation-lapsed"]
    assert roles_of(person) == set()


def test_client_user_does_not_become_staff_by_an_invitation(cast):
    token = invite(cast, email=cast.alice.email)

    with pytest.raises(Refused) as refused:
        invitations.accept(by=cast.alice, at=LATER, token=token)

    assert codes(refused) == ["roles-not-together"]
    assert Invitation.objects.get().accepted_at is None


def test_staff_does_not_act_for_a_client_by_an_invitation(cast):
    token = invite(cast, by=cast.alice, email=cast.lin.email, roles=[], client=cast.client_a)

    with pytest.raises(Refused) as refused:
        invitations.accept(by=cast.lin, at=LATER, token=token)

    assert codes(refused) == ["roles-not-together"]
    assert not Membership.objects.filter(person=cast.lin).exists()


def test_what_one_has_already_goes_on_as_it_was(cast):
    token = invite(cast, email=cast.lin.email)

    invitations.accept(by=cast.lin, at=LATER, token=token)

    assert RoleHolding.objects.get(person=cast.lin).since_at == NOW
