# SPDX-License-Identifier: Apache-2.0
"""How every action begins: lock the engagement, then look up who acts, inside the transaction that writes."""

from zhuoping.core.authority import Act, Actor, Subject, check
from zhuoping.core.problems import Refused, problem
from zhuoping.records.actors import actor_of
from zhuoping.records.models import Engagement, Person, PlanMember


def lock_engagement(number: str) -> Engagement:
    """The engagement's row, locked until the transaction ends (SQLite: the transaction holds the only write lock).

    Raises Refused: engagement-unknown.
    """
    found = (
        Engagement.objects.select_for_update(of=("self",))
        .select_related("client", "edition")
        .filter(number=number)
        .first()
    )
    if found is None:
        raise Refused([problem("engagement", "engagement-unknown", number=number)])
    return found


def subject_of(engagement: Engagement) -> Subject:
    """What an engagement is to the rules of authority: its client and everybody on one of its plans."""
    team = PlanMember.objects.filter(plan__engagement=engagement).values_list("person_id", flat=True)
    return Subject(client=engagement.client_id, team=frozenset(team))


def allowed(by: Person, act: Act, subject: Subject | None = None) -> Actor:
    """The actor, read inside the transaction, when the rule table lets them do `act`.

    Raises Refused: the codes of `authority.check`.
    """
    # Read anew: the door's copy of the person may be older than their being shut out.
    actor = actor_of(Person.objects.get(pk=by.pk))
    check(actor, act, subject)
    return actor
