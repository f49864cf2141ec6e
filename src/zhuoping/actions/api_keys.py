# SPDX-License-Identifier: Apache-2.0
"""Keys with which programs act for one person: never more than the person may, and never for ever (17065 6.1)."""

import hashlib
import hmac
import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction

from zhuoping.actions import ledger
from zhuoping.actions.acting import allowed
from zhuoping.core.authority import SECOND_FACTOR_ROLES, Act, Actor, needs_second_factor
from zhuoping.core.problems import Refused, problem
from zhuoping.core.programs import Scope, check_age, check_key
from zhuoping.records.models import ApiKey, Person, RoleHolding

_USED_NOTED_EVERY = timedelta(hours=1)


@transaction.atomic
def make(
    *, by: Person, at: datetime, name: str, scopes: Iterable[Scope], expires_at: datetime
) -> tuple[ApiKey, str]:
    """A key of one's own and its text, which is shown now and kept nowhere.

    Refuses: not-allowed-role, and what `check_key` finds.
    """
    allowed(by, Act.MANAGE_OWN_API_KEYS)
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
    """End a key at once: one's own, or anybody's as administrator. Refuses: not-allowed-role, api-key-unknown."""
    found = ApiKey.objects.select_for_update(of=("self",)).filter(pk=key, ended_at=None).first()
    if found is None:
        raise Refused([problem("key", "api-key-unknown")])
    allowed(by, Act.MANAGE_OWN_API_KEYS if found.person_id == by.pk else Act.MANAGE_API_KEYS)
    found.ended_at = at
    found.save(update_fields=["ended_at"])
    ledger.append(by=by, at=at, action="api-key.ended", subject=found, body={"name": found.name})


def find(*, text: str, at: datetime) -> ApiKey | None:
    """The key that a text is, when it counts now: not ended, not expired, of somebody active. Looked up every time."""
    kind, _, rest = text.partition("_")
    prefix, _, secret = rest.partition("_")
    if kind != "zp" or not secret:
        return None
    found = ApiKey.objects.select_related("person").filter(prefix=prefix).first()
    # The comparison takes as long for a wrong secret as for a right one.
    right = hmac.compare_digest(found.digest if found else _digest(""), _digest(secret))
    if found is None or not right or found.ended_at is not None or found.expires_at <= at:
        return None
    return found if found.person.is_active else None


def check_second_factor(*, key: ApiKey, actor: Actor) -> None:
    """Nothing, unless its person came to a role that needs a second factor after the key was made.

    Whoever holds such a role makes keys in a session with second factor only (web/shared/access); an older key may
    have been made with a password alone. Refuses: api-key-before-second-factor.
    """
    if not needs_second_factor(actor.roles):
        return
    held = RoleHolding.objects.filter(person=key.person, ended_at=None, role__in=SECOND_FACTOR_ROLES)
    check_age(key.made_at, held.order_by("-since_at").values_list("since_at", flat=True).first())


def note_use(*, key: ApiKey, at: datetime) -> None:
    """Keep roughly when a key was last used: once an hour is enough to find keys that nobody needs. No ledger entry."""
    if key.used_at is None or at - key.used_at > _USED_NOTED_EVERY:
        ApiKey.objects.filter(pk=key.pk).update(used_at=at)


def _digest(secret: str) -> str:
    """What is kept of a secret: it is random and long, so a plain digest cannot be tried out."""
    return hashlib.sha256(secret.encode()).hexdigest()
