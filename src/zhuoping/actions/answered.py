# SPDX-License-Identifier: Apache-2.0
"""A write that is sent again acts once: its answer is kept in the same transaction as what it did."""

from collections.abc import Callable
from datetime import datetime

from django.db import IntegrityError, transaction

from zhuoping.core.problems import Refused, problem
from zhuoping.records.models import AnsweredWrite, Person

Answer = tuple[int, str]


def once(
    *, by: Person, at: datetime, key: str, request_digest: str, act: Callable[[], Answer]
) -> tuple[Answer, bool]:
    """The answer (status and text) to this write, and whether it was given before.

    A refusal keeps nothing, so that the same request may succeed later. Refuses: request-differs, and as `act`.
    """
    if (given := before(by=by, key=key, request_digest=request_digest)) is not None:
        return given, True
    try:
        with transaction.atomic():
            # First of all: whoever sends the same at the same moment waits here, and then finds our answer.
            row = AnsweredWrite.objects.create(
                person=by, key=key, request_digest=request_digest, status=0, answer="", at=at
            )
            row.status, row.answer = act()
            row.save(update_fields=["status", "answer"])
            return (row.status, row.answer), False
    except IntegrityError:
        given = before(by=by, key=key, request_digest=request_digest)
        if given is None:
            raise  # It was not this key that stood twice.
        return given, True


def before(*, by: Person, key: str, request_digest: str) -> Answer | None:
    """The answer that this write was given before; None when it is new. Refuses: request-differs."""
    found = AnsweredWrite.objects.filter(person=by, key=key).first()
    if found is None:
        return None
    if found.request_digest != request_digest:
        raise Refused([problem("Idempotency-Key", "request-differs")])
    return found.status, found.answer
