# SPDX-License-Identifier: Apache-2.0
"""Keys with which programs act for one person: never more than the person may, and never for ever (17065 6.1)."""

import hashlib
import hmac
import secrets
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import TypeVar

from django.db import transaction

from zhuoping.actions import ledger, notices
from zhuoping.actions.acting import allowed
from zhuoping.core import programs
from zhuoping.core.authority import SECOND_FACTOR_ROLES, Act, Actor, needs_second_factor
from zhuoping.core.problems import Refused, problem
from zhuoping.core.programs import Scope, check_age, check_key
from zhuoping.records.actors import actor_of
from zhuoping.records.models import ApiKey, Person, RoleHolding
from zhuoping.records.sign_ins import has_second_factor

_USED_NOTED_EVERY = timedelta(hours=1)
Answer = TypeVar("Answer")


@transaction.atomic
def make(
    *, by: Person, at: datetime, name: str, scopes: Iterable[Scope], expires_at: datetime
) -> tuple[ApiKey, str]:
    """A key of one's own and its text, which is shown now and kept nowhere.

    Refuses: not-allowed-role, api-key-without-second-factor, and what `check_key` finds.
    """
    actor = allowed(by, Act.MANAGE_OWN_API_KEYS)
    programs.check_second_factor(actor.roles, is_set_up=has_second_factor(by))
    wanted = sorted({Scope(scope) for scope in scopes})
    check_key(name, wanted, at, expires_at)
    prefix, secret = secrets.token_hex(6), secrets.token_urlsafe(32)
    key = ApiKey.objects.create(
        person=by,
        name=name.strip(),
        prefix=prefix,
        digest=_digest(secret),
        scopes=[scope.value for scope in wanted],
        made_at=at,
        expires_at=expires_at,
    )
    body = {"name": key.name, "scopes": key.scopes, "expires_at": expires_at.isoformat()}
    ledger.append(by=by, at=at, action="api-key.made", subject=key, body=body)
    return key, f"zp_{prefix}_{secret}"


@transaction.atomic
def end(*, by: Person, at: datetime, key: int) -> None:
    """End a key at once: one's own, or anybody's as administrator, who leaves its owner a notice.

    Refuses: not-allowed-role, api-key-unknown.
    """
    found = ApiKey.objects.select_for_update(of=("self",)).filter(pk=key, ended_at=None).first()
    if found is None:
        raise Refused([problem("key", "api-key-unknown")])
    own = found.person_id == by.pk
    allowed(by, Act.MANAGE_OWN_API_KEYS if own else Act.MANAGE_API_KEYS)
    if not own:
        notices.tell(found.person, "api-key-ended", at=at, values={"name": found.name, "by": str(by)})
    _end(found, by, at)


def end_all_of(person: Person, *, by: Person | None, at: datetime) -> tuple[str, ...]:
    """End every key of a person, inside the transaction of what ends them; the names of those that still counted.

    Let in again, or with roles again, a person makes new ones: an old key may be in the wrong hands since.
    """
    keys = ApiKey.objects.select_for_update(of=("self",)).filter(person=person, ended_at=None)
    standing = list(keys.filter(expires_at__gt=at).order_by("pk"))
    for each in standing:
        _end(each, by, at)
    return tuple(each.name for each in standing)


@transaction.atomic
def end_after_reset(*, at: datetime, person: Person) -> None:
    """End the keys of somebody who set a new password by the link of a mail, and tell them which.

    Whoever had the account meanwhile could have made keys, and these would outlive the new password.
    """
    if names := end_all_of(person, by=person, at=at):
        notices.tell(person, "api-keys-ended-by-reset", at=at, values={"names": names})


def find(*, text: str, at: datetime) -> ApiKey | None:
    """The key that a text is, when it counts now: not ended, not expired, of somebody active. Looked up every time."""
    kind, _, rest = text.partition("_")
    prefix, _, secret = rest.partition("_")
    if kind != "zp" or not secret:
        return None
    found = ApiKey.objects.select_related("person").filter(prefix=prefix).first()
    # The comparison takes as long for a wrong secret as for a right one.
    right = hmac.compare_digest(found.digest if found else _digest(""), _digest(secret))
    return found if found is not None and right and _counts(found, at) else None


@transaction.atomic
def act_with(*, key: ApiKey, at: datetime, act: Callable[[], Answer]) -> Answer:
    """What `act` gives, in one transaction with a new look at the key.

    Between the first look and the act a whole file may have come in, as slowly as its sender liked.
    Refuses: api-key-over, as `check_second_factor`, and as `act`.
    """
    stands = ApiKey.objects.select_related("person").get(pk=key.pk)
    if not _counts(stands, at):
        raise Refused([problem("key", "api-key-over")])
    check_second_factor(key=stands, actor=actor_of(stands.person))
    return act()


def check_second_factor(*, key: ApiKey, actor: Actor) -> None:
    """Nothing, unless its person holds a role that needs a second factor, and has none or came to it after the key.

    Whoever holds such a role makes keys in a session with second factor only (web/shared/access); an older key may
    have been made with a password alone. Refuses: api-key-without-second-factor, api-key-before-second-factor.
    """
    if not needs_second_factor(actor.roles):
        return
    programs.check_second_factor(actor.roles, is_set_up=has_second_factor(key.person))
    held = RoleHolding.objects.filter(person=key.person, ended_at=None, role__in=SECOND_FACTOR_ROLES)
    check_age(key.made_at, held.order_by("-since_at").values_list("since_at", flat=True).first())


def note_use(*, key: ApiKey, at: datetime) -> None:
    """Keep roughly when a key was last used: once an hour is enough to find keys that nobody needs. No ledger entry."""
    if key.used_at is None or at - key.used_at > _USED_NOTED_EVERY:
        ApiKey.objects.filter(pk=key.pk).update(used_at=at)


def _counts(key: ApiKey, at: datetime) -> bool:
    return key.ended_at is None and key.expires_at > at and key.person.is_active


def _end(key: ApiKey, by: Person | None, at: datetime) -> None:
    key.ended_at = at
    key.save(update_fields=["ended_at"])
    ledger.append(by=by, at=at, action="api-key.ended", subject=key, body={"name": key.name})


def _digest(secret: str) -> str:
    """What is kept of a secret: it is random and long, so a plain digest cannot be tried out."""
    return hashlib.sha256(secret.encode()).hexdigest()
