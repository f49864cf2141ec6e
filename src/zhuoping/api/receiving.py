# SPDX-License-Identifier: Apache-2.0
"""A file that a program sends: looked at after it was asked whether its sender may, and before anything is locked."""

from collections.abc import Callable
from datetime import date

from django.http import HttpRequest
from django.utils import timezone
from ninja.files import UploadedFile

from zhuoping.actions import evidence
from zhuoping.actions.evidence import Handed, Received
from zhuoping.api.keys import person_of
from zhuoping.records.models import Client, Engagement


def receiving(
    request: HttpRequest,
    file: UploadedFile,
    client: Client,
    engagement: Engagement | None,
    *,
    dated_on: date | None = None,
    internal: bool = False,
) -> Callable[[], Received]:
    """How `write_prepared` receives it. It refuses what `evidence.check_may_add` and `evidence.receive` refuse."""

    def receive() -> Received:
        evidence.check_may_add(person_of(request), client, engagement, internal=internal)
        return evidence.receive(Handed(file, file.name or "", dated_on), at=timezone.now())

    return receive
