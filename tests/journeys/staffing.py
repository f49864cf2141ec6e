# SPDX-License-Identifier: Apache-2.0
"""What is there before a journey begins, made by the real actions: `python -m tests.journeys.staffing`.

The staff of the demo with their qualifications, the edition adopted, and two enterprises of other people: the first
has an application open and two colleagues, the second nothing. Nobody has a second factor yet.
"""

import os
from datetime import timedelta

from zhuoping.cli.server.child import SETTINGS

COLLEAGUE = "xie@pumps.example"


def main():
    """Fill an empty data folder; everything has happened before now."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    import django  # noqa: PLC0415 - it needs the name of the settings first.

    django.setup()
    from django.conf import settings  # noqa: PLC0415
    from django.db import transaction  # noqa: PLC0415
    from django.utils import timezone  # noqa: PLC0415

    from zhuoping.cli.demo_data import build  # noqa: PLC0415
    from zhuoping.cli.demo_data.clock import Clock  # noqa: PLC0415

    settings.DATA.mkdir(mode=0o700, parents=True)
    build.migrate()
    with transaction.atomic():
        _fill(Clock(timezone.now() - timedelta(hours=2), timedelta(seconds=5)))


def _fill(clock):
    from zhuoping.actions import application, clients, invitations  # noqa: PLC0415
    from zhuoping.cli.demo_data import enterprises, players  # noqa: PLC0415
    from zhuoping.cli.demo_data.accounts import CLIENT_USERS, Somebody  # noqa: PLC0415
    from zhuoping.core.authority import Role  # noqa: PLC0415

    people = players.staff(clock)
    edition = players.adopted(people["tan"], clock)
    players.qualify(people, clock)
    registered = {}
    for name, somebody in CLIENT_USERS.items():
        user = players.joined(somebody, clock)
        client, _ = clients.register(by=user, at=clock.tick(), enterprise=enterprises.enterprise(name))
        registered[name] = user, client
    user, client = registered[enterprises.PUMPS]
    application.open_application(by=user, at=clock.tick(), client=client, edition=edition)
    colleague = Somebody("xie", "谢同行", COLLEAGUE, Role.CLIENT_USER)
    token = invitations.invite(
        by=user, at=clock.tick(), email=colleague.email, name=colleague.name, client=client
    )
    invitations.accept(by=players.joined(colleague, clock), at=clock.tick(), token=token)


if __name__ == "__main__":
    main()
