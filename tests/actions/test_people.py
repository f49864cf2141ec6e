# SPDX-License-Identifier: Apache-2.0
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier, Event

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from axes.models import AccessAttempt
from django.db import connection, transaction

from tests.cast import NOW, PASSWORD, make_cast
from zhuoping.actions import people
from zhuoping.core.authority import Role
from zhuoping.core.problems import Refused
from zhuoping.records.actors import actor_of
from zhuoping.records.models import LedgerEntry, Membership, Notice, Person, RoleHolding

LATER = NOW + timedelta(hours=1)


def codes(refused):
    return [each.code for each in refused.value.problems]


def roles_of(person):
    return set(RoleHolding.objects.filter(person=person, ended_at=None).values_list("role", flat=True))


def entries():
    return [
        (each.action, each.person, each.subject, each.body)
        for each in LedgerEntry.objects.order_by("sequence")
    ]


def newcomer(email="Hua@Client-C.example "):
    person = Person(email=email, name=" 华经办 ")
    person.set_password(PASSWORD)
    return person


def test_somebody_who_joins_acts_for_nobody_and_is_no_staff(db):
    person = people.join(at=NOW, person=newcomer())

    actor = actor_of(person)
    assert (person.email, person.name, person.joined_at) == ("hua@client-c.example", "华经办", NOW)
    assert (actor.roles, actor.clients) == ({Role.CLIENT_USER}, frozenset())
    assert entries() == [("person.joined", f"person:{person.pk}", f"person:{person.pk}", '{"name":"华经办"}')]
    assert not EmailAddress.objects.exists()


def test_address_that_somebody_vouches_for_needs_no_mail(db):
    person = people.join(at=NOW, person=newcomer(), confirmed=True)

    address = EmailAddress.objects.get()
    assert (address.user, address.email, address.primary, address.verified) == (
        person,
        person.email,
        True,
        True,
    )


def test_address_that_has_an_account_is_refused_and_nothing_is_written(cast):
    with pytest.raises(Refused) as refused:
        people.join(at=NOW, person=newcomer("LIN@body.example"))

    assert codes(refused) == ["address-taken"]
    assert not LedgerEntry.objects.exists()


def test_first_administrator_is_appointed_once(db):
    first = people.appoint_first_administrator(at=NOW, email="Tan@body.example", name="谭", password=PASSWORD)

    with pytest.raises(Refused) as refused:
        people.appoint_first_administrator(at=NOW, email="two@body.example", name="二", password=PASSWORD)

    assert codes(refused) == ["administrator-exists"]
    assert roles_of(first) == {"administrator"}
    assert first.check_password(PASSWORD)
    assert [(action, by) for action, by, _, _ in entries()] == [
        ("person.joined", f"person:{first.pk}"),
        ("role.granted", "system"),
    ]


def test_language_is_kept_without_an_entry(cast):
    people.choose_language(by=cast.lin, language="en")

    assert Person.objects.get(pk=cast.lin.pk).language == "en"
    assert not LedgerEntry.objects.exists()


def test_role_is_given_with_who_gave_it_and_the_person_is_told(cast):
    people.grant_role(by=cast.tan, at=LATER, person=cast.lin, role=Role.REVIEWER)

    holding = RoleHolding.objects.get(person=cast.lin, role=Role.REVIEWER)
    assert (holding.since_at, holding.given_by, holding.ended_at) == (LATER, cast.tan, None)
    assert Role.REVIEWER in actor_of(cast.lin).roles
    assert entries() == [
        ("role.granted", f"person:{cast.tan.pk}", f"person:{cast.lin.pk}", '{"role":"reviewer"}')
    ]
    assert Notice.objects.get().person == cast.lin


def test_role_given_twice_is_one_holding_and_one_entry(cast):
    for _ in range(2):
        people.grant_role(by=cast.tan, at=LATER, person=cast.lin, role=Role.REVIEWER)

    assert RoleHolding.objects.filter(person=cast.lin, role=Role.REVIEWER).count() == 1
    assert LedgerEntry.objects.count() == 1


def test_role_that_ended_is_given_anew(cast):
    people.end_role(by=cast.tan, at=NOW, person=cast.lin, role=Role.AUDITOR)
    people.grant_role(by=cast.tan, at=LATER, person=cast.lin, role=Role.AUDITOR)

    held = RoleHolding.objects.filter(person=cast.lin).order_by("pk").values_list("ended_at", flat=True)
    assert list(held) == [NOW, None]


@pytest.mark.parametrize("name", ["lin", "ma", "zhou", "wu", "ou", "alice"])
def test_nobody_gives_themselves_a_role(cast, name):
    person = getattr(cast, name)
    before = roles_of(person)

    with pytest.raises(Refused) as refused:
        people.grant_role(by=person, at=NOW, person=person, role=Role.ADMINISTRATOR)

    assert codes(refused) == ["not-allowed-role"]
    assert roles_of(person) == before


def test_client_user_gets_no_role_in_the_body(cast):
    with pytest.raises(Refused) as refused:
        people.grant_role(by=cast.tan, at=NOW, person=cast.alice, role=Role.AUDITOR)

    assert codes(refused) == ["roles-not-together"]
    assert roles_of(cast.alice) == set()


def test_role_of_a_client_user_is_not_given_by_the_body(cast):
    with pytest.raises(Refused) as refused:
        people.grant_role(by=cast.tan, at=NOW, person=cast.lin, role=Role.CLIENT_USER)

    assert codes(refused) == ["role-not-granted"]


def test_ended_role_gives_no_right_from_then_on(cast):
    people.end_role(by=cast.tan, at=LATER, person=cast.ma, role=Role.CASE_OFFICER)
    people.end_role(by=cast.tan, at=LATER, person=cast.ma, role=Role.CASE_OFFICER)

    assert actor_of(cast.ma).roles == frozenset()
    assert [action for action, *_ in entries()] == ["role.ended"]


@pytest.mark.parametrize("way", ["end", "deactivate"])
def test_last_administrator_stays(cast, way):
    RoleHolding.objects.create(person=cast.sun, role=Role.ADMINISTRATOR, since_at=NOW)
    Person.objects.filter(pk=cast.sun.pk).update(is_active=False)

    act = {
        "end": lambda: people.end_role(by=cast.tan, at=NOW, person=cast.tan, role=Role.ADMINISTRATOR),
        "deactivate": lambda: people.deactivate(by=cast.tan, at=NOW, person=cast.tan, reason="离职"),
    }[way]

    with pytest.raises(Refused) as refused:
        act()

    assert codes(refused) == ["last-administrator"]
    assert Role.ADMINISTRATOR in actor_of(cast.tan).roles


def test_administrator_beside_another_may_go(cast):
    RoleHolding.objects.create(person=cast.sun, role=Role.ADMINISTRATOR, since_at=NOW)

    people.end_role(by=cast.sun, at=LATER, person=cast.tan, role=Role.ADMINISTRATOR)

    assert roles_of(cast.tan) == set()
    with pytest.raises(Refused) as refused:
        people.grant_role(by=cast.tan, at=LATER, person=cast.tan, role=Role.ADMINISTRATOR)
    assert codes(refused) == ["not-allowed-role"]


def test_person_shut_out_holds_no_right_and_comes_back_with_their_roles(cast):
    people.deactivate(by=cast.tan, at=NOW, person=cast.ma, reason=" 休假 ")
    people.deactivate(by=cast.tan, at=NOW, person=cast.ma, reason="又一次")
    shut_out = actor_of(Person.objects.get(pk=cast.ma.pk)).roles
    people.reactivate(by=cast.tan, at=LATER, person=cast.ma)
    people.reactivate(by=cast.tan, at=LATER, person=cast.ma)

    assert shut_out == frozenset()
    assert actor_of(Person.objects.get(pk=cast.ma.pk)).roles == {Role.CASE_OFFICER}
    assert [(action, body) for action, _, _, body in entries()] == [
        ("person.deactivated", '{"reason":"休假"}'),
        ("person.reactivated", "{}"),
    ]


def test_whoever_was_shut_out_does_nothing_with_what_they_still_hold_in_hand(cast):
    RoleHolding.objects.create(person=cast.sun, role=Role.ADMINISTRATOR, since_at=NOW)
    in_hand = Person.objects.get(pk=cast.tan.pk)
    people.deactivate(by=cast.sun, at=NOW, person=cast.tan, reason="离职")

    for act in (
        lambda: people.grant_role(by=in_hand, at=NOW, person=cast.lin, role=Role.DECIDER),
        lambda: people.rename(by=in_hand, at=NOW, person=in_hand, name="谁"),
    ):
        with pytest.raises(Refused) as refused:
            act()
        assert codes(refused) == ["not-allowed-role"]


def test_reason_is_needed_to_shut_out_and_to_remove_a_second_factor(cast):
    for act in (people.deactivate, people.reset_second_factor):
        with pytest.raises(Refused) as refused:
            act(by=cast.tan, at=NOW, person=cast.lin, reason=" \n")
        assert codes(refused) == ["reason-missing"]


@pytest.mark.parametrize("act", ["deactivate", "reset_second_factor", "reactivate", "unlock"])
def test_nobody_but_an_administrator_decides_who_signs_in(cast, act):
    more = {"reason": "试试"} if act in ("deactivate", "reset_second_factor") else {}

    with pytest.raises(Refused) as refused:
        getattr(people, act)(by=cast.ma, at=NOW, person=cast.lin, **more)

    assert codes(refused) == ["not-allowed-role"]


def test_second_factor_is_removed_with_all_its_kinds(cast):
    for kind in (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN, Authenticator.Type.RECOVERY_CODES):
        Authenticator.objects.create(user=cast.lin, type=kind, data={})
    Authenticator.objects.create(user=cast.sun, type=Authenticator.Type.TOTP, data={})

    people.reset_second_factor(by=cast.tan, at=NOW, person=cast.lin, reason="手机丢失")
    people.reset_second_factor(by=cast.tan, at=NOW, person=cast.lin, reason="又一次")

    assert [each.user_id for each in Authenticator.objects.all()] == [cast.sun.pk]
    assert [(action, body) for action, _, _, body in entries()] == [
        ("second-factor.reset", '{"reason":"手机丢失"}')
    ]


def test_failed_tries_are_forgotten_for_that_person_only(cast):
    for person in (cast.lin, cast.sun):
        AccessAttempt.objects.create(
            username=person.email, ip_address="192.0.2.1", failures_since_start=5, attempt_time=NOW
        )

    people.unlock(by=cast.tan, at=NOW, person=cast.lin)
    people.unlock(by=cast.tan, at=NOW, person=cast.lin)

    assert [each.username for each in AccessAttempt.objects.all()] == [cast.sun.email]
    assert [action for action, *_ in entries()] == ["person.unlocked"]


def test_name_is_changed_by_oneself_or_an_administrator(cast):
    people.rename(by=cast.lin, at=NOW, person=cast.lin, name=" 林一 ")
    people.rename(by=cast.tan, at=NOW, person=cast.lin, name="林二")
    people.rename(by=cast.tan, at=NOW, person=cast.lin, name="林二")

    assert Person.objects.get(pk=cast.lin.pk).name == "林二"
    assert [body for *_, body in entries()] == [
        '{"from":"林审查","to":"林一"}',
        '{"from":"林一","to":"林二"}',
    ]


def test_name_of_another_and_an_empty_name_are_refused(cast):
    with pytest.raises(Refused) as of_another:
        people.rename(by=cast.ma, at=NOW, person=cast.lin, name="林")
    with pytest.raises(Refused) as empty:
        people.rename(by=cast.lin, at=NOW, person=cast.lin, name="  ")

    assert (codes(of_another), codes(empty)) == (["not-allowed-role"], ["person-name-missing"])


def test_membership_is_ended_by_a_colleague_and_not_by_a_stranger(cast):
    with pytest.raises(Refused) as refused:
        people.end_membership(by=cast.bob, at=NOW, person=cast.alice, client=cast.client_a)
    Membership.objects.create(person=cast.bob, client=cast.client_a, since_at=NOW)

    for _ in range(2):
        people.end_membership(by=cast.bob, at=LATER, person=cast.alice, client=cast.client_a)

    assert codes(refused) == ["not-allowed-relation"]
    assert actor_of(cast.alice).clients == frozenset()
    assert [(action, by) for action, by, *_ in entries()] == [("membership.ended", f"person:{cast.bob.pk}")]


@pytest.fixture
def postgres(transactional_db):
    """Rows are locked one by one on PostgreSQL only; on SQLite a writer has the whole file to itself."""
    if connection.vendor != "postgresql":
        pytest.skip("SQLite lets one transaction write at a time")


def in_thread(work):
    """`work` with a connection of its own, which ends with it."""
    try:
        return work()
    finally:
        connection.close()


def test_of_two_administrators_who_end_each_other_one_stays(postgres):
    cast = make_cast()
    RoleHolding.objects.create(person=cast.sun, role=Role.ADMINISTRATOR, since_at=NOW)
    together = Barrier(2, timeout=30)

    def end(by, person):
        together.wait()
        try:
            people.end_role(by=by, at=NOW, person=person, role=Role.ADMINISTRATOR)
        except Refused as refused:
            return [each.code for each in refused.problems]
        return []

    with ThreadPoolExecutor(2) as threads:
        tries = [
            threads.submit(in_thread, lambda pair=pair: end(*pair))
            for pair in ((cast.tan, cast.sun), (cast.sun, cast.tan))
        ]
        answers = sorted(each.result(timeout=60) for each in tries)

    assert answers == [[], ["not-allowed-role"]]
    assert RoleHolding.objects.filter(role=Role.ADMINISTRATOR, ended_at=None).count() == 1


def somebody_waits_for_a_row():
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
        return cursor.fetchone()[0] > 0


def test_act_that_begins_while_the_role_is_being_ended_is_refused(postgres):
    cast = make_cast()
    RoleHolding.objects.create(person=cast.sun, role=Role.ADMINISTRATOR, since_at=NOW)
    ended, acted = Event(), Event()

    def end():
        with transaction.atomic():
            people.end_role(by=cast.sun, at=NOW, person=cast.tan, role=Role.ADMINISTRATOR)
            ended.set()
            # The other one has begun: it waits for this transaction, or was let through and is done.
            while not acted.is_set() and not somebody_waits_for_a_row():
                pass

    def act():
        ended.wait(timeout=30)
        try:
            people.grant_role(by=cast.tan, at=NOW, person=cast.lin, role=Role.DECIDER)
        finally:
            acted.set()

    with ThreadPoolExecutor(2) as threads:
        first, second = threads.submit(in_thread, end), threads.submit(in_thread, act)
        first.result(timeout=60)
        with pytest.raises(Refused) as refused:
            second.result(timeout=60)

    assert codes(refused) == ["not-allowed-role"]
    assert roles_of(cast.lin) == {"auditor"}
