# SPDX-License-Identifier: Apache-2.0
"""A process that writes the ledger: `python -m tests.actions.ledger_process append TIMES | hang | verify`.

ZHUOPING_DATABASE or ZHUOPING_DATA names the database.
"""

import os
import sys

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "zhuoping.config.settings"
django.setup()

from django.db import transaction  # noqa: E402
from django.utils import timezone  # noqa: E402

from zhuoping.actions import ledger  # noqa: E402
from zhuoping.outputs.signatures import read_public_key  # noqa: E402
from zhuoping.records.ledger import verify_stored  # noqa: E402
from zhuoping.records.models import Client, SigningKey  # noqa: E402


def say(*words):
    """A line for the process that started this one."""
    print(*words, flush=True)  # noqa: T201


def append():
    """One act with its entry."""
    client = Client.objects.select_for_update(of=("self",)).order_by("pk").first()
    Client.objects.filter(pk=client.pk).update(version=client.version + 1)
    ledger.append(
        by=None, at=timezone.now(), action="client.changed", subject=client, body={"pid": os.getpid()}
    )


def main():
    if sys.argv[1] == "append":
        say("ready")
        sys.stdin.readline()
        for _ in range(int(sys.argv[2])):
            with transaction.atomic():
                append()
    elif sys.argv[1] == "hang":
        with transaction.atomic():
            append()
            say("in the middle")
            sys.stdin.readline()
    else:
        keys = [read_public_key(row.pem.encode()) for row in SigningKey.objects.all()]
        found = verify_stored({key.key_id: key.verify for key in keys})
        version = Client.objects.order_by("pk").first().version
        say([each.code for each in found.problems], found.head.sequence, version)


if __name__ == "__main__":
    main()
