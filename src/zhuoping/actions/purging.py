# SPDX-License-Identifier: Apache-2.0
"""Throwing away what has served its time; none of it is a record of an engagement, so the ledger has no entries."""

from collections.abc import Callable
from datetime import datetime, timedelta

from allauth.usersessions.models import UserSession
from axes.models import AccessAttempt, AccessLog
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import connection, transaction
from django.db.models import CharField, Q, QuerySet, Value
from django.db.models.functions import Cast, Concat

from zhuoping.core.programs import ANSWERS_KEPT
from zhuoping.records.models import AnsweredWrite, Invitation

# Far longer than django-axes counts a failed try for (settings.AXES_COOLOFF_TIME).
TRIES_KEPT = timedelta(days=1)
# From where people signed in: for whoever has to find out what happened with an account.
SIGN_INS_KEPT = timedelta(days=90)
# Nobody waits long for one transaction.
LOT = 2000
# In place of a digest: a digest has hexadecimal digits only, so no token opens this.
_OVER = "over:"


def purge(*, at: datetime, lot: int = LOT) -> bool:
    """Throw away a lot of each kind, each in a transaction of its own; whether there may be more."""
    return max([_transacted(kind, at, lot) for kind in _KINDS])


@transaction.atomic
def _transacted(kind: Callable[[datetime, int], int], at: datetime, lot: int) -> bool:
    return kind(at, lot) >= lot


def _answers(at: datetime, lot: int) -> int:
    """Answers to writes of programs, the oldest first: they hold what the person could see then."""
    return _delete(AnsweredWrite.objects.filter(at__lte=at - ANSWERS_KEPT), lot)


def _sessions(at: datetime, lot: int) -> int:
    return _delete(Session.objects.filter(expire_date__lte=at), lot)


def _session_notes(at: datetime, lot: int) -> int:
    """What is known of sessions that are over, by signing out or in time; not of one that began a moment ago."""
    standing = Session.objects.values("session_key")
    over = UserSession.objects.filter(last_seen_at__lte=at - timedelta(hours=1))
    return _delete(over.exclude(session_key__in=standing), lot)


def _invitations(at: datetime, lot: int) -> int:
    """The digests of tokens that open nothing any more; what was asked of whom stays."""
    over = Q(expires_at__lte=at) | ~Q(accepted_at=None) | ~Q(withdrawn_at=None)
    rows = Invitation.objects.filter(over).exclude(token_digest__startswith=_OVER)
    found = Invitation.objects.filter(pk__in=_first(rows, lot))
    return found.update(token_digest=Concat(Value(_OVER), Cast("pk", CharField())))


def _tries(at: datetime, lot: int) -> int:
    return _delete(AccessAttempt.objects.filter(attempt_time__lte=at - TRIES_KEPT), lot)


def _sign_ins(at: datetime, lot: int) -> int:
    return _delete(AccessLog.objects.filter(attempt_time__lte=at - SIGN_INS_KEPT), lot)


def _cache(at: datetime, lot: int) -> int:  # noqa: ARG001 - all at once: no row of it is ever locked by others.
    """Expired rows of the cache. Django throws them away only once there are too many, and has no call for it."""
    table = connection.ops.quote_name(settings.CACHES["default"]["LOCATION"])
    with connection.cursor() as cursor:
        now = connection.ops.adapt_datetimefield_value(at.replace(microsecond=0))
        cursor.execute(f"DELETE FROM {table} WHERE expires < %s", [now])  # noqa: S608 - our own table.
    return 0


_KINDS = (_answers, _sessions, _session_notes, _invitations, _tries, _sign_ins, _cache)


def _delete(rows: QuerySet, lot: int) -> int:  # type: ignore[type-arg] # Of any model.
    deleted: int = rows.filter(pk__in=_first(rows, lot)).delete()[0]
    return deleted


def _first(rows: QuerySet, lot: int) -> list[int | str]:  # type: ignore[type-arg] # Of any model.
    return list(rows.order_by("pk").values_list("pk", flat=True)[:lot])
