# SPDX-License-Identifier: Apache-2.0
"""Invitations: how people come to a role in the body or to a client. The token is in the mail and nowhere else."""

import hashlib
import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction

from zhuoping.actions import ledger
from zhuoping.actions.acting import allowed
from zhuoping.actions.people import begin_role, check_joining, check_together, lock_administrators, read_name
from zhuoping.core.authority import Act, Role, Subject, may
from zhuoping.core.ledger.canonical import Value
from zhuoping.core.problems import Refused, problem
from zhuoping.records.actors import actor_of
from zhuoping.records.models import Client, Invitation, LedgerEntry, Membership, Person

INVITATION_LASTS = timedelta(days=14)
# Anybody may sign up and register an enterprise; the body's mail must not become a way to write to strangers.
MOST_A_DAY = 20
MOST_RENEWALS = 5
# How a token begins that its inviter was shown: whoever has it need not read the mail of the address.
_SHOWN = "shown_"


@transaction.atomic
def invite(
    *,
    by: Person,
    at: datetime,
    email: str,
    name: str,
    roles: Iterable[Role] = (),
    client: Client | None = None,
    shown: bool = False,
) -> str:
    """Invite somebody as staff with `roles`, or to act for `client`; the token of the link, which is kept nowhere.

    `shown`: the inviter sees the token, so it proves nothing about who reads the mail of the address.
    Refuses: not-allowed-role, not-allowed-relation, invitations-many, roles-not-together,
    invitation-for-nothing, and what `people.read_name` refuses.
    """
    wanted = sorted({Role(role) for role in roles} - {Role.CLIENT_USER})
    lock_administrators()
    _allowed(by, wanted, client)
    _check_not_many(by, client, at)
    if not wanted and client is None:
        raise Refused([problem("roles", "invitation-for-nothing")])
    check_together(name, {*wanted, Role.CLIENT_USER} if client else wanted)
    token = _token(shown=shown)
    invitation = Invitation.objects.create(
        email=email.strip().lower(),
        name=read_name(name),
        roles=[role.value for role in wanted],
        client=client,
        token_digest=digest_of(token),
        invited_by=by,
        invited_at=at,
        expires_at=at + INVITATION_LASTS,
    )
    ledger.append(by=by, at=at, action="person.invited", subject=invitation, body=_body(invitation))
    return token


@transaction.atomic
def renew(*, by: Person, at: datetime, invitation: Invitation, shown: bool = False) -> str:
    """Send an invitation again: a new token and term; the old link opens nothing any more.

    Whoever sends it again answers for it from now on; `shown` as in `invite`. Refuses: as `invite`, invitation-over,
    invitation-renewed-often.
    """
    found = _open(by, invitation)
    _check_not_renewed_often(by, found)
    token = _token(shown=shown)
    found.token_digest, found.expires_at, found.invited_by = digest_of(token), at + INVITATION_LASTS, by
    found.save(update_fields=["token_digest", "expires_at", "invited_by"])
    ledger.append(by=by, at=at, action="invitation.renewed", subject=found, body=_body(found))
    return token


@transaction.atomic
def withdraw(*, by: Person, at: datetime, invitation: Invitation) -> None:
    """Take an invitation back: its link opens nothing from now on. Refuses: as `invite`, and invitation-over."""
    found = _open(by, invitation)
    found.withdrawn_at = at
    found.save(update_fields=["withdrawn_at"])
    ledger.append(by=by, at=at, action="invitation.withdrawn", subject=found, body={})


@transaction.atomic
def accept(*, by: Person, at: datetime, token: str) -> Invitation:
    """Take an invitation up: the roles or the membership begin now.

    What the inviter may no longer give, the invitation gives no longer.
    Refuses: invitation-unknown (also when used, withdrawn or expired), invitation-of-another, invitation-lapsed,
    roles-not-together.
    """
    lock_administrators()
    found = standing(token=token, at=at, lock=True)
    if found.email != by.email.lower():
        raise Refused([problem("token", "invitation-of-another", email=found.email)])
    roles = [Role(role) for role in found.roles]
    inviter = actor_of(found.invited_by)
    if not all(may(inviter, act, _subject(found.client)) for act in _acts(roles, found.client)):
        raise Refused([problem("token", "invitation-lapsed", name=found.invited_by)])
    check_joining(by, roles, to_client=found.client is not None)
    found.accepted_at, found.accepted_by = at, by
    found.save(update_fields=["accepted_at", "accepted_by"])
    for role in roles:
        begin_role(by, role, at, found.invited_by)
    if found.client is not None:
        Membership.objects.get_or_create(
            person=by, client=found.client, ended_at=None, defaults={"since_at": at}
        )
    body: dict[str, Value] = {
        "invitation": found.pk,
        "roles": found.roles,
        "client": found.client_id,
        "invited_by": found.invited_by_id,
    }
    ledger.append(by=by, at=at, action="invitation.accepted", subject=by, body=body)
    return found


def standing(*, token: str, at: datetime, lock: bool = False) -> Invitation:
    """The invitation that a token opens now; `lock` until the end of the transaction. Refuses: invitation-unknown."""
    rows = Invitation.objects.select_for_update(of=("self",)) if lock else Invitation.objects.all()
    found = (
        rows.select_related("client", "invited_by")
        .filter(token_digest=digest_of(token), accepted_at=None, withdrawn_at=None, expires_at__gt=at)
        .first()
    )
    if found is None:
        raise Refused([problem("token", "invitation-unknown")])
    return found


def proves_address(token: str) -> bool:
    """Whether who has this token got it by mail: only then is the invited address theirs.

    A client that saw the link to an address of somebody else could sign up with that address, and wait for them.
    """
    return not token.startswith(_SHOWN)


def digest_of(token: str) -> str:
    """What is kept of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def _check_not_many(by: Person, client: Client | None, at: datetime) -> None:
    """That those who act for a client have not sent all the mails of a day. The body's own people are not counted."""
    if client is None or actor_of(by).is_staff:
        return
    since = at - timedelta(days=1) + INVITATION_LASTS
    if Invitation.objects.filter(client=client, expires_at__gt=since).count() >= MOST_A_DAY:
        raise Refused([problem("email", "invitations-many", limit=MOST_A_DAY)])


def _check_not_renewed_often(by: Person, found: Invitation) -> None:
    if actor_of(by).is_staff:
        return
    renewals = LedgerEntry.objects.filter(subject=ledger.reference(found), action="invitation.renewed")
    if renewals.count() >= MOST_RENEWALS:
        raise Refused(
            [problem("invitation", "invitation-renewed-often", email=found.email, limit=MOST_RENEWALS)]
        )


def _token(*, shown: bool) -> str:
    # The digest is of all of it: what was shown is not made a mailed one by leaving the beginning out.
    return f"{_SHOWN if shown else 'mailed_'}{secrets.token_urlsafe(32)}"


def _open(by: Person, invitation: Invitation) -> Invitation:
    """The row, locked, when `by` may have it and nobody has taken it up or back."""
    lock_administrators()
    found = Invitation.objects.select_for_update(of=("self",)).select_related("client").get(pk=invitation.pk)
    _allowed(by, [Role(role) for role in found.roles], found.client)
    if found.accepted_at or found.withdrawn_at:
        raise Refused([problem("invitation", "invitation-over", email=found.email)])
    return found


def _acts(roles: Iterable[Role], client: Client | None) -> list[Act]:
    """What an inviter must be allowed to do to give this."""
    if client is not None:
        return [Act.EDIT_CLIENT, *([Act.MANAGE_ROLES] if list(roles) else [])]
    return [Act.MANAGE_PEOPLE, Act.MANAGE_ROLES]


def _allowed(by: Person, roles: Iterable[Role], client: Client | None) -> None:
    for act in _acts(roles, client):
        allowed(by, act, _subject(client))


def _subject(client: Client | None) -> Subject | None:
    return Subject(client=client.pk) if client else None


def _body(invitation: Invitation) -> dict[str, Value]:
    return {"email": invitation.email, "roles": invitation.roles, "client": invitation.client_id}
