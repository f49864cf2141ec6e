# SPDX-License-Identifier: Apache-2.0
"""A member of a team declares their interests for one engagement (17065 4.2); the latest declaration counts."""

from datetime import datetime

from django.db import transaction

from zhuoping.actions import ledger, notices
from zhuoping.actions.acting import allowed, lock_engagement, subject_of
from zhuoping.actions.application import officers_of
from zhuoping.core.authority import Act
from zhuoping.core.ledger.canonical import Value
from zhuoping.core.lifecycle import Stage, move
from zhuoping.core.problems import Refused, problem
from zhuoping.records.models import InterestDeclaration, Person


@transaction.atomic
def declare(*, by: Person, at: datetime, number: str, free: bool, text: str = "") -> InterestDeclaration:
    """Declare to be free of interests, or what the conflict is; nobody declares for another.

    Refuses: stage-over, not-this-stage, not-allowed-role, not-allowed-relation, declaration-text-missing.
    """
    engagement = lock_engagement(number)
    allowed(by, Act.DECLARE_INTERESTS, subject_of(engagement))
    move(Stage(engagement.stage), "interests.declared")
    if not free and not text.strip():
        raise Refused([problem("text", "declaration-text-missing")])
    declaration = InterestDeclaration.objects.create(
        engagement=engagement, person=by, free=free, text=text.strip(), declared_at=at
    )
    if not free:
        for officer in officers_of(engagement):
            notices.tell(
                officer, "interests-conflict", at=at, values={"person": str(by)}, engagement=engagement
            )
    body: dict[str, Value] = {"person": by.pk, "free": free, "text": text.strip()}
    ledger.append(by=by, at=at, action="interests.declared", subject=engagement, body=body)
    return declaration
