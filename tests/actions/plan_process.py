# SPDX-License-Identifier: Apache-2.0
"""A process that releases a plan: `python -m tests.actions.plan_process NUMBER VERSION OFFICER [hold]`.

With `hold` it waits for a line before the transaction ends. ZHUOPING_DATABASE or ZHUOPING_DATA names the database.
"""

import os
import sys
from datetime import date
from pathlib import Path

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "zhuoping.config.settings"
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
django.setup()

from django.db import transaction  # noqa: E402
from django.utils import timezone  # noqa: E402

from zhuoping.actions import planning  # noqa: E402
from zhuoping.core.problems import Refused  # noqa: E402
from zhuoping.records.models import Person  # noqa: E402


def say(*words):
    """A line for the process that started this one."""
    print(*words, flush=True)  # noqa: T201


def main():
    number, version, officer, *hold = sys.argv[1:]
    by = Person.objects.get(pk=officer)
    say("ready")
    try:
        with transaction.atomic():
            planning.release(
                by=by, at=timezone.now(), on=date(2026, 11, 24), number=number, version=int(version)
            )
            if hold:
                say("in the middle")
                sys.stdin.readline()
    except Refused as refused:
        say(*sorted({each.code for each in refused.problems}))
    else:
        say("released")


if __name__ == "__main__":
    main()
