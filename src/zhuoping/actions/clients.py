# SPDX-License-Identifier: Apache-2.0
"""Registering enterprises and keeping their fact sheets (17065 7.2; domain rules A3 and A5)."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from datetime import datetime

from django.db import IntegrityError, transaction

from zhuoping.actions import ledger
from zhuoping.actions.acting import allowed, lock_client
from zhuoping.actions.errors import expect_version
from zhuoping.core.authority import Act, Role, Subject
from zhuoping.core.enterprise import Enterprise, check_enterprise
from zhuoping.core.ledger.canonical import Value
from zhuoping.core.problems import Problem, Refused, problem
from zhuoping.core.searching import searchable
from zhuoping.records.models import Client, Engagement, Membership, Person
from zhuoping.records.values import enterprise_of
from zhuoping.schemes.divisions import load_divisions
from zhuoping.schemes.industries import load_industries

_FIELDS = ("name", "name_en", "address", "division", "industry", "staff", "product_families")


@transaction.atomic
def register(*, by: Person, at: datetime, enterprise: Enterprise) -> tuple[Client, tuple[Problem, ...]]:
    """Register an enterprise; whoever registers one as a client acts for it from now on. Answers with the remarks.

    Refuses: not-allowed-role, uscc-registered, and what `check_enterprise` finds.
    """
    actor = allowed(by, Act.REGISTER_CLIENT)
    # What a client writes into the override decides nothing: only staff accept a code (domain rule A3).
    read = check_enterprise(replace(enterprise, uscc_override=None), load_divisions(), load_industries())
    given = read.enterprise
    try:
        # Of two who register the same enterprise at once, the database finds the second.
        with transaction.atomic():
            client = Client.objects.create(
                **_columns(given),
                uscc=given.uscc,
                registered_at=at,
                registered_by=by,
                search=search_text(given),
            )
    except IntegrityError:
        raise Refused([problem("uscc", "uscc-registered", uscc=given.uscc)]) from None
    if Role.CLIENT_USER in actor.roles:
        Membership.objects.create(person=by, client=client, since_at=at)
    ledger.append(by=by, at=at, action="client.registered", subject=client, body=_body(given))
    return client, read.remarks


@transaction.atomic
def edit(
    *, by: Person, at: datetime, client: Client, version: int, enterprise: Enterprise
) -> tuple[Client, tuple[Problem, ...]]:
    """Change what is known of an enterprise; its credit code stays what it was registered under.

    Refuses: not-allowed-role, not-allowed-relation, uscc-fixed, changed-meanwhile (Changed), and what
    `check_enterprise` finds.
    """
    stored = lock_client(client)
    allowed(by, Act.EDIT_CLIENT, Subject(client=client.pk))
    stands = enterprise_of(stored)
    read = check_enterprise(
        replace(enterprise, uscc_override=stands.uscc_override), load_divisions(), load_industries()
    )
    given = read.enterprise
    if given.uscc != stored.uscc:
        raise Refused([problem("uscc", "uscc-fixed", uscc=stored.uscc)])
    expect_version("client", version, stored.version, _columns(stands), _columns(given))
    changed: dict[str, Value] = {
        key: value for key, value in _columns(given).items() if value != getattr(stored, key)
    }
    if not changed:
        return stored, read.remarks
    for key, value in changed.items():
        setattr(stored, key, value)
    stored.version += 1
    stored.search = search_text(given)
    stored.save(update_fields=[*changed, "version", "search"])
    if {"name", "name_en"} & set(changed):
        _find_engagements_by(stored)
    ledger.append(by=by, at=at, action="client.changed", subject=stored, body=changed)
    return stored, read.remarks


@transaction.atomic
def accept_credit_code(*, by: Person, at: datetime, client: Client, evidence: str) -> None:
    """Accept a credit code whose check character fails, on evidence (domain rule A3).

    Refuses: not-allowed-role, uscc-override-incomplete.
    """
    stored = lock_client(client)
    allowed(by, Act.ACCEPT_CREDIT_CODE, Subject(client=client.pk))
    if not evidence.strip():
        raise Refused([problem("evidence", "uscc-override-incomplete")])
    stored.uscc_accepted_by, stored.uscc_evidence = by, evidence.strip()
    stored.save(update_fields=["uscc_accepted_by", "uscc_evidence"])
    body = {"uscc": stored.uscc, "evidence": stored.uscc_evidence}
    ledger.append(by=by, at=at, action="credit-code.accepted", subject=stored, body=body)


def _find_engagements_by(client: Client) -> None:
    """Lists of engagements look for the client's names too."""
    for engagement in client.engagements.only("pk", "number"):
        found_by = searchable(engagement.number, client.name, client.name_en, client.uscc)
        Engagement.objects.filter(pk=engagement.pk).update(search=found_by)


def search_text(enterprise: Enterprise) -> str:
    """What a search looks in, in lower case; names as written, codes as normalised."""
    return searchable(enterprise.name, enterprise.name_en, enterprise.uscc)


def _columns(enterprise: Enterprise) -> dict[str, Value]:
    values: Mapping[str, Value] = asdict(enterprise)
    return {key: _plain(values[key]) for key in _FIELDS}


def _plain(value: Value) -> Value:
    return list(value) if isinstance(value, Sequence) and not isinstance(value, str) else value


def _body(enterprise: Enterprise) -> dict[str, Value]:
    return {"uscc": enterprise.uscc, **_columns(enterprise)}
