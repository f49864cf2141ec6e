# SPDX-License-Identifier: Apache-2.0
"""Signing people of the cast in for tests of pages, without the sign-in pages; those have tests of their own."""

import time

from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core.cache import caches

from zhuoping.core.authority import needs_second_factor
from zhuoping.records.actors import actor_of

_WHOSE = "account_authentication_methods_user"


def sign_in(client, person, *, second_factor=True):
    """Sign `person` in with the test client; whoever needs a second factor has one and has shown it.

    `second_factor=False` leaves it out, as after a sign-in with a password only. The session counts as seen a moment
    ago, so that the first page asks the database no more than the second.
    """
    client.force_login(person)
    caches["limits"].set(f"seen:{client.session.session_key}", 1)
    authenticator = give_second_factor(person) if second_factor else None
    if authenticator is not None:
        session = client.session
        session[AUTHENTICATION_METHODS_SESSION_KEY] = [
            {"method": "mfa", "type": authenticator.type, "id": authenticator.pk, "at": time.time()}
        ]
        session[_WHOSE] = str(person.pk)
        session.save()
    return client


def give_second_factor(person):
    """The second factor of somebody who needs one, set up where it was not; None for whoever needs none."""
    if not needs_second_factor(actor_of(person).roles):
        return None
    found = Authenticator.objects.filter(user=person).first()
    return found or TOTP.activate(person, generate_totp_secret()).instance
