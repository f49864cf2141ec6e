# SPDX-License-Identifier: Apache-2.0
"""A process that closes fieldwork: `python -m tests.actions.fieldwork.closing_process NUMBER LEADER [hold]`.

With `hold` it waits for a line between typesetting and freezing. ZHUOPING_DATABASE or ZHUOPING_DATA names the database.
"""

import os
import sys
from datetime import UTC, datetime
from pathlib import Path

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "zhuoping.config.settings"
sys.path.insert(0, str(Path(__file__).resolve().parents[3]))
django.setup()

from zhuoping.actions.fieldwork import closing  # noqa: E402
from zhuoping.core.problems import Refused  # noqa: E402
from zhuoping.records.models import Person  # noqa: E402

AT = datetime(2026, 12, 8, 9, 0, tzinfo=UTC)


def say(*words):
    """A line for the process that started this one."""
    print(*words, flush=True)  # noqa: T201


def main():
    number, leader, *hold = sys.argv[1:]
    given = {"by": Person.objects.get(pk=leader), "at": AT, "number": number}
    try:
        prepared = closing.prepare_closing(**given)
        say("typeset")
        if hold:
            sys.stdin.readline()
        closing.close_prepared(**given, prepared=prepared)
    except Refused as refused:
        say(*sorted({each.code for each in refused.problems}))
    else:
        say("closed")


if __name__ == "__main__":
    main()
