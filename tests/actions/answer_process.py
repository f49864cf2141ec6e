# SPDX-License-Identifier: Apache-2.0
"""A process that answers a nonconformity: `python -m tests.actions.answer_process NUMBER NONCONFORMITY PERSON [hold]`.

With `hold` it waits for a line before the transaction ends. ZHUOPING_DATABASE or ZHUOPING_DATA names the database.
"""

import os
import sys
from pathlib import Path

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "zhuoping.config.settings"
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
django.setup()

from django.db import transaction  # noqa: E402

from tests.fieldworking import IN_FIELD  # noqa: E402
from tests.nonconforming import ANSWER  # noqa: E402
from zhuoping.actions import nonconformities  # noqa: E402
from zhuoping.core.problems import Refused  # noqa: E402
from zhuoping.records.models import Person  # noqa: E402


def say(*words):
    """A line for the process that started this one."""
    print(*words, flush=True)  # noqa: T201


def main():
    number, nonconformity, person, *hold = sys.argv[1:]
    by = Person.objects.get(pk=person)
    say("ready")
    try:
        with transaction.atomic():
            nonconformities.answer(
                by=by, at=IN_FIELD, number=number, nonconformity=int(nonconformity), version=1, given=ANSWER
            )
            if hold:
                say("in the middle")
                sys.stdin.readline()
    except Refused as refused:
        say(*sorted({each.code for each in refused.problems}))
    else:
        say("answered")


if __name__ == "__main__":
    main()
