# SPDX-License-Identifier: Apache-2.0
"""People: joining, roles, leaving (17065 6.1). Invitations and competence have files of their own."""

import re
from collections.abc import Iterable
from datetime import datetime

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from axes.utils import reset as reset_tries
from django.db import IntegrityError, transaction

from zhuoping.actions import api_keys, ledger, notices, sessions
from zhuoping.actions.acting import allowed
from zhuoping.actions.team_changes import TeamChange, tell_officers
from zhuoping.core.authority import Act, Role, Subject, check_roles
from zhuoping.core.enterprise import one_line
from zhuoping.core.problems import Refused, problem
from zhuoping.core.wording.labels import Word
from zhuoping.records.models import Client, Membership, Person, RoleHolding
from zhuoping.records.people_values import TEAM_ROLES

_LONGEST_NAME = 100
# What a mail program makes a link of.
_ADDRESS = re.compile(r"://|www\.|\w\.\w+/", re.IGNORECASE)


def choose_language(*, by: Person, language: str) -> None:
    """Keep the language that a person reads in. No ledger entry: it changes no record of any engagement."""
    Person.objects.filter(pk=by.pk).update(language=language)


@transaction.atomic
def join(*, at: datetime, person: Person, confirmed: bool = False) -> Person:
    """Somebody signs up: `person` is new and has its password. Until they register a client, they act for none.

    `confirmed`: somebody vouches for the address (the command line, the demo data); else a mail has to prove it
    before the first sign-in. Refuses: address-taken, and what `read_name` refuses.
    """
    person.email, person.name, person.joined_at = person.email.strip().lower(), read_name(person.name), at
    try:
        with transaction.atomic():
            person.save(force_insert=True)
    except IntegrityError:
        raise Refused([problem("email", "address-taken", email=person.email)]) from None
    if confirmed:
        EmailAddress.objects.create(user=person, email=person.email, primary=True, verified=True)
    ledger.append(by=person, at=at, action="person.joined", subject=person, body={"name": person.name})
    return person


@transaction.atomic
def appoint_first_administrator(*, at: datetime, email: str, name: str, password: str) -> Person:
    """The first administrator of an empty installation, from its command line.

    Refuses: administrator-exists, address-taken.
    """
    lock_administrators()
    if RoleHolding.objects.filter(role=Role.ADMINISTRATOR, ended_at=None).exists():
        raise Refused([problem("email", "administrator-exists")])
    person = Person(email=email, name=name)
    person.set_password(password)
    join(at=at, person=person, confirmed=True)
    begin_role(person, Role.ADMINISTRATOR, at, None)
    body = {"role": Role.ADMINISTRATOR.value}
    ledger.append(by=None, at=at, action="role.granted", subject=person, body=body)
    return person


@transaction.atomic
def rename(*, by: Person, at: datetime, person: Person, name: str) -> None:
    """Change a name: one's own, or an administrator anybody's.

    Refuses: not-allowed-role, person-name-missing, and what `read_name` refuses.
    """
    own_or_managed(by, person)
    given = read_name(name)
    if not given:
        raise Refused([problem("name", "person-name-missing")])
    stored = lock_person(person)
    if stored.name == given:
        return
    body = {"from": stored.name, "to": given}
    stored.name = given
    stored.save(update_fields=["name"])
    ledger.append(by=by, at=at, action="person.renamed", subject=stored, body=body)


@transaction.atomic
def grant_role(*, by: Person, at: datetime, person: Person, role: Role) -> None:
    """Give a person a role from now on; again is no change.

    Refuses: not-allowed-role, role-not-granted, roles-not-together.
    """
    lock_administrators()
    allowed(by, Act.MANAGE_ROLES)
    if role is Role.CLIENT_USER:
        raise Refused([problem("role", "role-not-granted")])
    stored = lock_person(person)
    check_joining(stored, [role], to_client=False)
    if begin_role(stored, role, at, by):
        notices.tell(stored, "role-granted", at=at, values={"role": Word(f"Role.{role}")})
        ledger.append(by=by, at=at, action="role.granted", subject=stored, body={"role": role.value})


@transaction.atomic
def end_role(*, by: Person, at: datetime, person: Person, role: Role) -> None:
    """End a role; again is no change. With the last one the person's keys end too.

    Refuses: not-allowed-role, last-administrator.
    """
    lock_administrators()
    allowed(by, Act.MANAGE_ROLES)
    if role is Role.ADMINISTRATOR:
        _check_not_last(person, "role")
    lock_person(person)
    holding = RoleHolding.objects.filter(person=person, role=role, ended_at=None)
    if holding.update(ended_at=at):
        if role in TEAM_ROLES:
            tell_officers(person, TeamChange.ROLE, at=at)
        _end_keys_without_role(person, by, at)
        ledger.append(by=by, at=at, action="role.ended", subject=person, body={"role": role.value})


@transaction.atomic
def deactivate(*, by: Person, at: datetime, person: Person, reason: str) -> None:
    """Shut a person out: no sign-in, and no right until they are let in again; sessions and keys end for good.

    Their roles stay on record as they are. Refuses: not-allowed-role, reason-missing, last-administrator.
    """
    lock_administrators()
    allowed(by, Act.MANAGE_PEOPLE)
    if not reason.strip():
        raise Refused([problem("reason", "reason-missing")])
    _check_not_last(person, "person")
    if Person.objects.filter(pk=person.pk, is_active=True).update(is_active=False):
        tell_officers(person, TeamChange.ROLE, at=at)
        # Else those of before would count again once the person is let in again.
        sessions.end_all_of(person)
        api_keys.end_all_of(person, by=by, at=at)
        body = {"reason": reason.strip()}
        ledger.append(by=by, at=at, action="person.deactivated", subject=person, body=body)


@transaction.atomic
def reactivate(*, by: Person, at: datetime, person: Person) -> None:
    """Let a person in again, with the roles that they still hold. Refuses: not-allowed-role."""
    lock_administrators()
    allowed(by, Act.MANAGE_PEOPLE)
    if Person.objects.filter(pk=person.pk, is_active=False).update(is_active=True):
        ledger.append(by=by, at=at, action="person.reactivated", subject=person, body={})


@transaction.atomic
def unlock(*, by: Person, at: datetime, person: Person) -> None:
    """Forget the failed sign-ins of a person, so that they may try again at once. Refuses: not-allowed-role."""
    allowed(by, Act.MANAGE_PEOPLE)
    if reset_tries(username=person.email):
        ledger.append(by=by, at=at, action="person.unlocked", subject=person, body={})


@transaction.atomic
def reset_second_factor(*, by: Person, at: datetime, person: Person, reason: str) -> None:
    """Remove the second factor of somebody who lost it: they set up another at the next sign-in, with their password.

    Sessions and keys end: they may be on the device that is lost. The person is told, it may not have been them.
    Refuses: not-allowed-role, reason-missing.
    """
    lock_administrators()
    allowed(by, Act.MANAGE_PEOPLE)
    if not reason.strip():
        raise Refused([problem("reason", "reason-missing")])
    removed, _ = Authenticator.objects.filter(user=person).delete()
    if removed:
        sessions.end_all_of(person)
        api_keys.end_all_of(person, by=by, at=at)
        notices.tell(person, "second-factor-reset", at=at, values={"by": str(by)})
        body = {"reason": reason.strip()}
        ledger.append(by=by, at=at, action="second-factor.reset", subject=person, body=body)


@transaction.atomic
def end_membership(*, by: Person, at: datetime, person: Person, client: Client) -> None:
    """A person acts for a client no longer; again is no change. With the last client the person's keys end too.

    Refuses: not-allowed-role, not-allowed-relation.
    """
    allowed(by, Act.EDIT_CLIENT, Subject(client=client.pk))
    if Membership.objects.filter(person=person, client=client, ended_at=None).update(ended_at=at):
        _end_keys_without_role(person, by, at)
        body = {"client": client.pk}
        ledger.append(by=by, at=at, action="membership.ended", subject=person, body=body)


def read_name(name: str) -> str:
    """A name on one line, with nothing unseen. Refuses: person-name-long, person-name-address.

    Names stand in mails of the body that go to others, also to addresses that nobody has confirmed yet.
    """
    given = one_line(name)
    if len(given) > _LONGEST_NAME:
        raise Refused([problem("name", "person-name-long", length=len(given), limit=_LONGEST_NAME)])
    if _ADDRESS.search(given):
        raise Refused([problem("name", "person-name-address")])
    return given


def own_or_managed(by: Person, person: Person) -> None:
    """What concerns oneself one says oneself; of others an administrator does. Refuses: not-allowed-role."""
    if person != by or not Person.objects.filter(pk=by.pk, is_active=True).exists():
        allowed(by, Act.MANAGE_PEOPLE)


def lock_person(person: Person) -> Person:
    """The person's row, locked until the transaction ends; asked for by all that decides whether they may go out.

    A plan that is released holds its team the same way, so what ends here stands in the ledger before the release, and
    counts for it, or after it. Not the key: others may refer to the person meanwhile, who would wait for each other.
    """
    return Person.objects.select_for_update(of=("self",), no_key=True).get(pk=person.pk)


def lock_administrators() -> None:
    """Hold who is administrator until the transaction ends; asked for before the rules are, by all that changes it.

    So of two administrators who end each other one is refused, and who was ended a moment ago ends nobody.
    """
    list(
        RoleHolding.objects.select_for_update()
        .filter(role=Role.ADMINISTRATOR, ended_at=None)
        .order_by("pk")
        .values_list("pk", flat=True)
    )


def check_joining(person: Person, roles: Iterable[Role], *, to_client: bool) -> None:
    """That a person may hold these roles beside what they hold. Refuses: roles-not-together (17065 4.2)."""
    held = RoleHolding.objects.filter(person=person, ended_at=None).values_list("role", flat=True)
    wanted = {*roles, *map(Role, held)}
    if to_client or Membership.objects.filter(person=person, ended_at=None).exists():
        wanted.add(Role.CLIENT_USER)
    check_together(str(person), wanted)


def check_together(name: str, roles: Iterable[Role]) -> None:
    """That one person may hold these roles. Refuses: roles-not-together."""
    if problems := check_roles(name, roles):
        raise Refused(problems)


def begin_role(person: Person, role: Role, at: datetime, giver: Person | None) -> bool:
    """Whether the role began now; whoever holds it goes on holding it."""
    _, begun = RoleHolding.objects.get_or_create(
        person=person, role=role, ended_at=None, defaults={"since_at": at, "given_by": giver}
    )
    return begun


def _end_keys_without_role(person: Person, by: Person, at: datetime) -> None:
    """Who holds nothing any more has keys for nothing; with another role, an old key would count again unasked."""
    holds = RoleHolding.objects.filter(person=person, ended_at=None).exists()
    if holds or Membership.objects.filter(person=person, ended_at=None).exists():
        return
    if names := api_keys.end_all_of(person, by=by, at=at):
        notices.tell(person, "api-keys-ended-without-role", at=at, values={"names": names})


def _check_not_last(person: Person, path: str) -> None:
    """That an administrator is left without this person."""
    holders = RoleHolding.objects.filter(role=Role.ADMINISTRATOR, ended_at=None, person__is_active=True)
    if holders.filter(person=person).exists() and not holders.exclude(person=person).exists():
        raise Refused([problem(path, "last-administrator")])
