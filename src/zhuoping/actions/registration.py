# SPDX-License-Identifier: Apache-2.0
"""Registering an enterprise by somebody whom the body does not know: who its clients are is no business of theirs.

That an enterprise is with the body is kept in confidence (17065 4.5). So whoever asks for one that is registered and
not theirs hears neither yes nor no; its own people and the case officers are told, and invite whoever belongs to it.
"""

import json
from datetime import datetime, timedelta

from django.db import transaction

from zhuoping.actions import clients, ledger, notices
from zhuoping.actions.acting import allowed
from zhuoping.core.authority import Act, Actor, Role
from zhuoping.core.clients import normalise_uscc
from zhuoping.core.enterprise import Enterprise
from zhuoping.core.ledger.entries import time_text
from zhuoping.core.lifecycle import OVER
from zhuoping.core.problems import Problem, Refused, problem
from zhuoping.records.models import Client, LedgerEntry, Membership, Person, RoleHolding

# Who tries many credit codes wants to know something; who acts for a group of enterprises has time until tomorrow.
MOST_A_DAY = 5
_DAY = timedelta(days=1)
_REFERRED = "registration.referred"


@transaction.atomic
def ask(*, by: Person, at: datetime, enterprise: Enterprise) -> tuple[Client, tuple[Problem, ...]] | None:
    """Register an enterprise as `clients.register` does, or None: then somebody has to look into it first.

    Staff, and whoever acts for the enterprise already, are told that it is registered.
    Refuses: as `clients.register`, and registrations-many.
    """
    actor = allowed(by, Act.REGISTER_CLIENT)
    if actor.is_staff or _is_own(actor, enterprise):
        return clients.register(by=by, at=at, enterprise=enterprise)
    _check_not_many(by, at)
    try:
        return clients.register(by=by, at=at, enterprise=enterprise)
    except Refused as refused:
        if [each.code for each in refused.problems] != ["uscc-registered"]:
            raise
    _refer(by, at, Client.objects.get(uscc=normalise_uscc(enterprise.uscc)))
    return None


def _is_own(actor: Actor, enterprise: Enterprise) -> bool:
    uscc = normalise_uscc(enterprise.uscc)
    return Client.objects.filter(pk__in=actor.clients, uscc=uscc).exists()


def _check_not_many(by: Person, at: datetime) -> None:
    """That a person has not asked for too many within a day, of those that are there and those that are not."""
    registered = Client.objects.filter(registered_by=by, registered_at__gt=at - _DAY).count()
    referred = _referrals(by, at - _DAY)
    if registered + len(referred) >= MOST_A_DAY:
        raise Refused([problem("uscc", "registrations-many", limit=MOST_A_DAY)])


def _refer(by: Person, at: datetime, client: Client) -> None:
    """Have those who can invite the person told, once a day; a form sent twice tells nobody twice."""
    if client.pk in _referrals(by, at - _DAY):
        return
    values = {"person": str(by), "email": by.email, "client": str(client)}
    for person in _who_is_told(client):
        notices.tell(person, "registration-referred", at=at, values=values)
    ledger.append(by=by, at=at, action=_REFERRED, subject=by, body={"client": client.pk})


def _referrals(by: Person, since: datetime) -> list[int]:
    """The clients that the person asked for since then."""
    entries = LedgerEntry.objects.filter(
        subject=ledger.reference(by), action=_REFERRED, at__gt=time_text(since)
    )
    return [json.loads(body)["client"] for body in entries.values_list("body", flat=True)]


def _who_is_told(client: Client) -> list[Person]:
    """Those who act for the client, and the case officers of its open engagements; all of them where there is none."""
    members = Membership.objects.filter(client=client, ended_at=None, person__is_active=True)
    holdings = RoleHolding.objects.filter(role=Role.CASE_OFFICER, ended_at=None, person__is_active=True)
    officers = [holding.person for holding in holdings.select_related("person").order_by("pk")]
    in_charge = set(client.engagements.exclude(stage__in=OVER).values_list("officer_id", flat=True))
    own = [officer for officer in officers if officer.pk in in_charge]
    told = [member.person for member in members.select_related("person").order_by("pk")]
    return [*told, *(own or officers)]
