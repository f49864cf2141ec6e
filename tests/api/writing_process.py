# SPDX-License-Identifier: Apache-2.0
"""A process that registers an enterprise through the API: `python -m tests.api.writing_process KEY`.

ZHUOPING_DATABASE or ZHUOPING_DATA names the database. It waits for a line before it sends.
"""

import os
import sys

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "zhuoping.config.settings"
django.setup()

from django.urls import get_resolver  # noqa: E402

from tests.api.programs import Program  # noqa: E402
from tests.api.test_clients import NEW  # noqa: E402

get_resolver().url_patterns  # noqa: B018 - all pages are loaded once, before the senders are forked.


def say(*words):
    """A line for the process that started this one."""
    print(*words, flush=True)  # noqa: T201


def main():
    sender = Program(sys.argv[1])
    sender.browser.defaults["SERVER_NAME"] = "localhost"
    say("ready")
    sys.stdin.readline()
    answer = sender.post("/clients", NEW, key="same")
    again = "again" if "Idempotency-Replayed" in answer else "new"
    say(answer.status_code, again, answer.json().get("uscc", answer.json()))


if __name__ == "__main__":
    main()
