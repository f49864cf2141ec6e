# SPDX-License-Identifier: Apache-2.0
"""How people sign in, as it stands now: their second factor, and the sessions that are open."""

from datetime import datetime

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.models import Session
from django.utils.crypto import constant_time_compare

from zhuoping.records.models import Person

# Recovery codes open the way to another factor; alone they are none.
FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def has_second_factor(person: Person) -> bool:
    """Whether a second factor is set up now."""
    return bool(Authenticator.objects.filter(user=person, type__in=FACTORS).exists())


def open_sessions(person: Person, at: datetime) -> list[UserSession]:
    """The sessions in which the person is signed in at a time, the one seen last first; in two queries.

    One that a new password ended has a row in the table of sessions until it expires, and is not among them.
    """
    rows = list(UserSession.objects.filter(user=person).order_by("-last_seen_at", "-pk"))
    keys = [row.session_key for row in rows]
    standing = Session.objects.filter(session_key__in=keys, expire_date__gt=at)
    signed_in = {each.session_key for each in standing if _is_of(person, each.get_decoded())}
    return [row for row in rows if row.session_key in signed_in]


def _is_of(person: Person, session: dict[str, str]) -> bool:
    if session.get(SESSION_KEY) != str(person.pk):
        return False
    return bool(constant_time_compare(session.get(HASH_SESSION_KEY, ""), person.get_session_auth_hash()))
