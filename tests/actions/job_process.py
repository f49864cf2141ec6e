# SPDX-License-Identifier: Apache-2.0
"""A worker in a process of its own, whose jobs say where they are and wait to be told to go on.

`python -m tests.actions.job_process LEASE_SECONDS`, with ZHUOPING_DATABASE or ZHUOPING_DATA naming the database.
"""

import os
import sys
import threading
from datetime import timedelta

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "zhuoping.config.settings"
django.setup()

from django.db import transaction  # noqa: E402

from zhuoping.cli.server import child  # noqa: E402
from zhuoping.cli.worker import loop  # noqa: E402
from zhuoping.records.models import Counter  # noqa: E402


def slow(values):
    """Write half of what is to be written, say so, wait for a line, write the other half."""
    with transaction.atomic():
        Counter.objects.create(name=f"half {values['n']}")
        sys.stdout.write(f"begun {values['n']}\n")
        sys.stdout.flush()
        sys.stdin.readline()
        Counter.objects.create(name=f"whole {values['n']}")


def quick(values):
    """Say what is done, which two workers must not both do."""
    Counter.objects.create(name=f"quick {values['n']}")


def main():
    stop = threading.Event()
    child.heed(stop)
    kinds = {"slow": loop.Kind(slow), "quick": loop.Kind(quick)}
    loop.run(stop, kinds, timedelta(seconds=float(sys.argv[1])))


if __name__ == "__main__":
    main()
