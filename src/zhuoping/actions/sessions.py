# SPDX-License-Identifier: Apache-2.0
"""Sessions of people who are signed in: seen, and ended by themselves or by an administrator.

allauth writes a row beside each session of Django, so that a person's sessions can be found. Ended, both are gone, and
the next request of that browser is nobody's.
"""

from collections.abc import Iterable
from datetime import datetime

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import transaction

from zhuoping.actions import ledger, notices
from zhuoping.actions.acting import allowed
from zhuoping.core.authority import Act
from zhuoping.core.problems import Refused, problem
from zhuoping.records.models import Person
from zhuoping.records.sign_ins import open_sessions

# Where the server was not told the address, as on a socket file: the column wants one.
UNKNOWN_ADDRESS = "0.0.0.0"  # noqa: S104 - nothing listens there.
_LONGEST_DEVICE = 200


def note_seen(*, by: Person, at: datetime, session_key: str, address: str, device: str) -> None:
    """Keep when and from where a session was seen last. No ledger entry: it changes no record of any engagement."""
    seen = {
        "user": by,
        "last_seen_at": at,
        "ip": address or UNKNOWN_ADDRESS,
        "user_agent": device[:_LONGEST_DEVICE],
    }
    if not UserSession.objects.filter(session_key=session_key).update(**seen):
        UserSession.objects.get_or_create(session_key=session_key, defaults={**seen, "created_at": at})


@transaction.atomic
def end(*, by: Person, session: int) -> None:
    """End one of one's own sessions; those of others do not exist here. Refuses: session-unknown.

    No ledger entry: as with signing in and out, no record changes.
    """
    found = UserSession.objects.filter(user=by, pk=session)
    if not found.exists():
        raise Refused([problem("session", "session-unknown")])
    _end(found)


@transaction.atomic
def end_others(*, by: Person, keep: str) -> None:
    """End all of one's own sessions but the one with the key `keep`. No ledger entry, as `end`."""
    _end(UserSession.objects.filter(user=by).exclude(session_key=keep))


@transaction.atomic
def end_all(*, by: Person, at: datetime, person: Person) -> None:
    """Sign a person out everywhere and tell them; where no session is open, nothing changes.

    Refuses: not-allowed-role.
    """
    allowed(by, Act.MANAGE_PEOPLE)
    count = len(open_sessions(person, at))
    end_all_of(person)
    if count:
        notices.tell(person, "sessions-ended", at=at, values={"by": str(by)})
        ledger.append(by=by, at=at, action="sessions.ended", subject=person, body={"sessions": count})


def end_all_of(person: Person) -> None:
    """End every session of a person, inside the transaction of what ends them."""
    _end(UserSession.objects.filter(user=person))


def _end(rows: Iterable[UserSession]) -> None:
    found = list(rows)
    Session.objects.filter(session_key__in=[row.session_key for row in found]).delete()
    UserSession.objects.filter(pk__in=[row.pk for row in found]).delete()
