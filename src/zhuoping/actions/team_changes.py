# SPDX-License-Identifier: Apache-2.0
"""What changes about a person who is to go to a client: the officers of the engagement are told (17065 4.2, 6.1)."""

from datetime import datetime
from enum import StrEnum

from django.utils import timezone

from zhuoping.actions import notices
from zhuoping.actions.application import officers_of
from zhuoping.core.lifecycle import OVER
from zhuoping.core.wording.labels import Said, Word
from zhuoping.records.models import Engagement, Person, Plan
from zhuoping.records.plan_values import STANDING


class TeamChange(StrEnum):
    """What changed."""

    ROLE = "role"
    QUALIFICATION = "qualification"
    OTHER_BODY = "other-body"
    TIE = "tie"


def tell_officers(
    person: Person, change: TeamChange, *, at: datetime, uscc: str = "", scheme: str = ""
) -> None:
    """Tell the officers of every engagement whose released or confirmed plan sends this person, each once.

    `uscc`, `scheme`: only of engagements of that client, or by that scheme. A visit that is over is not told of.
    """
    plans = Plan.objects.filter(
        state__in=STANDING, members__person=person, ends_on__gte=timezone.localdate(at)
    ).exclude(engagement__stage__in=OVER)
    if uscc:
        plans = plans.filter(engagement__client__uscc=uscc)
    if scheme:
        plans = plans.filter(engagement__edition__scheme=scheme)
    values: dict[str, Said] = {"person": str(person), "change": Word(f"TeamChange.{change}")}
    for engagement in Engagement.objects.filter(pk__in=plans.values("engagement_id")).order_by("pk"):
        for officer in officers_of(engagement):
            notices.tell(officer, "team-member-changed", at=at, values=values, engagement=engagement)
