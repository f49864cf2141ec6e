# SPDX-License-Identifier: Apache-2.0
"""Child processes of the demo, which load Django: `python -m zhuoping.cli.demo_data.build fill|migrate|add …`.

ZHUOPING_* names the folder, as for any installation.
"""

import os
import sys

from zhuoping.cli.server.child import SETTINGS


def fill() -> None:
    """Make the database in an empty folder and fill it."""
    from django.conf import settings
    from django.db import transaction
    from django.utils import timezone

    from zhuoping.cli.demo_data import second_factors, seeding
    from zhuoping.cli.demo_data.accounts import STAFF
    from zhuoping.cli.worker import loop

    migrate()
    with transaction.atomic():
        seeding.seed(timezone.now())
        for each in STAFF:
            if each.key in second_factors.SECRETS:
                second_factors.set_up(each.email, second_factors.SECRETS[each.key])
    # Whoever opens the demo wants no mails of things that happened in the days before.
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    loop.do_all()


def migrate() -> None:
    """Bring the database to this version."""
    from django.core.management import call_command

    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)


def add(stage: str) -> None:
    """Add one engagement at a stage; its number is printed."""
    from django.db import transaction
    from django.utils import timezone

    from zhuoping.cli.demo_data import seeding
    from zhuoping.core.lifecycle import Stage

    with transaction.atomic():
        made = seeding.add_one(Stage(stage), timezone.now())
    print(made.number)


def main(arguments: list[str]) -> None:
    """Do what the demo started this process for."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    import django

    django.setup()
    if arguments[0] == "add":
        add(arguments[1])
    elif arguments[0] == "fill":
        fill()
    else:
        migrate()


if __name__ == "__main__":
    main(sys.argv[1:])
