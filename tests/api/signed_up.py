# SPDX-License-Identifier: Apache-2.0
"""`python -m tests.api.signed_up 40`: so many people sign up in the database of the settings; prints a key of each."""

import sys
from datetime import timedelta

import django


def main(count):
    """Join by the real action, and make keys by the real action."""
    django.setup()
    from django.utils import timezone  # noqa: PLC0415 - after the set-up.

    from zhuoping.actions import api_keys, people  # noqa: PLC0415
    from zhuoping.core.programs import Scope  # noqa: PLC0415
    from zhuoping.records.models import Person  # noqa: PLC0415

    now = timezone.now()
    for index in range(count):
        newcomer = Person(email=f"new{index}@client.example", name="新人")
        person = people.join(at=now, person=newcomer, confirmed=True)
        _, text = api_keys.make(
            by=person, at=now, name="tests", scopes=tuple(Scope), expires_at=now + timedelta(days=1)
        )
        sys.stdout.write(f"{text}\n")


if __name__ == "__main__":
    main(int(sys.argv[1]))
