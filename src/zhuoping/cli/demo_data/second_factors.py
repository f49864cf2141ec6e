# SPDX-License-Identifier: Apache-2.0
"""The second factor of those in the demo who need one: secrets that everybody may know, and their codes."""

import base64
import hashlib
import hmac
from collections.abc import Mapping

# RFC 6238 as authenticator programs have it: a new code of six digits every half minute.
_PERIOD = 30
_DIGITS = 6

SECRETS: Mapping[str, str] = {
    "tan": "ZHUOPINGDEMOTANTANTANTANTANTANTA",
    "fu": "ZHUOPINGDEMOFUFUFUFUFUFUFUFUFUFU",
    "wu": "ZHUOPINGDEMOWUWUWUWUWUWUWUWUWUWU",
}


def code(secret: str, seconds: float) -> str:
    """The code of a secret (base 32) at a time, in seconds since 1970."""
    counter = int(seconds // _PERIOD).to_bytes(8, "big")
    digest = hmac.new(base64.b32decode(secret), counter, hashlib.sha1).digest()
    offset = digest[-1] & 15
    number = int.from_bytes(digest[offset : offset + 4], "big") & 0x7FFF_FFFF
    return str(number % 10**_DIGITS).zfill(_DIGITS)


def set_up(email: str, secret: str) -> None:
    """Give a person their second factor, as its set-up page does."""
    from allauth.mfa.totp.internal.auth import TOTP

    from zhuoping.records.models import Person

    TOTP.activate(Person.objects.get(email=email), secret)
