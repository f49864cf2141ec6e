# SPDX-License-Identifier: Apache-2.0
"""Signing people of the cast in for tests of pages, without the sign-in pages; those have tests of their own."""

import time

from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

from zhuoping.core.authority import needs_second_factor
from zhuoping.records.actors import actor_of

_WHOSE = "account_authentication_methods_user"


def sign_in(client, person, *, second_factor=True):
    """Sign `person` in with the test client; whoever needs a second factor has one and has shown it.

    `second_factor=False` leaves it out, as after a sign-in with a password only.
    """
    client.force_login(person)
    if second_factor and needs_second_factor(actor_of(person).roles):
        authenticator = Authenticator.objects.filter(user=person).first()
        if authenticator is None:
            authenticator = TOTP.activate(person, generate_totp_secret()).instance
        session = client.session
        session[AUTHENTICATION_METHODS_SESSION_KEY] = [
            {"method": "mfa", "type": authenticator.type, "id": authenticator.pk, "at": time.time()}
        ]
        session[_WHOSE] = str(person.pk)
        session.save()
    return client
